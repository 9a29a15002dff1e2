"""The map as a picture: sizes, formats, same bytes, names, key, themes, hostile words."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from page_sample import claim, layer, make_report
from PIL import Image
from pypdf import PdfReader
from shapely.geometry import Point

sys.path.insert(0, str(Path(__file__).parents[1] / "layers"))

from dataset_files import acled, acled_row

from dateline.cli import main
from dateline.errors import InputError
from dateline.figure_command import DPI, LANGUAGES, THEMES
from dateline.geo.shapes.geodesy import distance_km
from dateline.layers.datasets.datasets import read_dataset
from dateline.maps.drawing import tongues
from dateline.maps.drawing.arrows import Areas
from dateline.maps.drawing.features import features_of
from dateline.maps.drawing.name_spots import Taken, lines_of, meet
from dateline.maps.drawing.naming import place_names
from dateline.maps.figure import figure
from dateline.maps.figure import style as figure_style
from dateline.maps.figure.figure import render_figure
from dateline.maps.figure.frame import MapFrame
from dateline.maps.figure.pen import Pen, settings
from dateline.maps.figure.style import Face, colours, look_of, size_of
from dateline.maps.figure.text import ranges
from dateline.maps.page.marks import meaning_of

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {
    "a4": (297, 210),
    "a4-portrait": (210, 297),
    "slide": (338.667, 190.5),
    "120x90": (120, 90),
}


def draw(kind: str = "png", *, report: Any = None, **options: Any) -> figure.FigureFile:
    given_ = report or make_report()
    settings_ = {"dpi": 60, "title": "Chad reinforces its frontier"} | options
    return render_figure(
        [given_.article], given_.resolutions, given_.claims, given_.layers,
        kind=kind, **settings_,
    )  # fmt: skip


def image(drawn: figure.FigureFile) -> Image.Image:
    return Image.open(io.BytesIO(drawn.data)).convert("RGB")


def words_of(drawn: figure.FigureFile) -> str:
    return " ".join(PdfReader(io.BytesIO(drawn.data)).pages[0].extract_text().split())


# ------------------------------------------------------------------ sizes and formats
@pytest.mark.parametrize("size", SIZES)
def test_a_png_has_the_size_that_was_asked_for(size: str) -> None:
    wide, high = (round(mm / 25.4 * 60) for mm in SIZES[size])
    made = image(draw(size=size)).size
    assert abs(made[0] - wide) <= 1
    assert abs(made[1] - high) <= 1


def test_an_svg_is_well_formed_and_says_what_it_shows() -> None:
    root = etree.fromstring(draw("svg", size="120x90").data)
    assert root.tag == f"{SVG}svg"
    assert float(root.get("width").removesuffix("pt")) == pytest.approx(120 / 25.4 * 72, abs=0.01)
    ids = {node.get("id"): node for node in root.iter() if node.get("id")}
    title, desc = (ids[name] for name in root.get("aria-labelledby").split())
    assert title.text == "Chad reinforces its frontier"
    assert "claimed 1,300 km · measured 1,403 km" in desc.text
    assert root.get("role") == "img"


def test_a_pdf_has_one_page_of_the_size_and_its_words_as_text() -> None:
    reader = PdfReader(io.BytesIO(draw("pdf", size="slide").data))
    (page,) = reader.pages
    assert float(page.mediabox.width) == pytest.approx(338.667 / 25.4 * 72, abs=0.1)
    text = page.extract_text()
    assert "Chad–Sudan border" in text
    assert "claimed 1,300 km" in text
    assert "OpenStreetMap contributors" in text
    assert reader.metadata is not None
    assert reader.metadata.title == "Chad reinforces its frontier"


def test_no_file_holds_a_date_or_names_a_program_version() -> None:
    for kind in figure.KINDS:
        data = draw(kind).data
        for word in (
            b"CreationDate",
            b"ModDate",
            b"dc:date",
            b"Matplotlib v",
            mpl.__version__.encode(),
        ):
            assert word not in data, (kind, word)


# ------------------------------------------------------------------ same input, same bytes
_HASHES = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from test_figure import draw
for kind in ("png", "svg", "pdf"):
    print(hashlib.sha256(draw(kind, key=True).data).hexdigest())
"""


@pytest.mark.slow
def test_bytes_do_not_depend_on_hash_seed_time_zone_locale_or_settings(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nsvg.fonttype: none\ntext.color: red\n")
    places = {"0": ("Asia/Kabul", "C.UTF-8", None), "1": ("America/Lima", "C", tmp_path)}
    runs = []
    for seed, (zone, locale, folder) in places.items():
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-c", _HASHES, str(Path(__file__).parent)]
        runs.append(subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder, env=env))
    first, second = (run.communicate()[0].split() for run in runs)
    assert len(first) == 3
    assert first == second


def test_a_users_settings_are_neither_used_nor_changed() -> None:
    plain = hashlib.sha256(draw("svg").data).hexdigest()
    with mpl.rc_context({"text.color": "red", "svg.fonttype": "none", "path.sketch": (1, 100, 2)}):
        assert hashlib.sha256(draw("svg").data).hexdigest() == plain
        assert mpl.rcParams["svg.fonttype"] == "none"


# ------------------------------------------------------------------ what stands where
def crowded() -> Any:
    """Eleven bases in one valley, as a battle has them."""
    spots = [(22.0 + 0.05 * (n % 4), 13.2 + 0.06 * (n // 4)) for n in range(11)]
    rows = [
        {"feature_id": f"b{n}", "name": f"Outpost {n}", "place_id": f"gn:{n}", "geometry": Point(spot),
         "claim_ids": ["C02"]}
        for n, spot in enumerate(spots)
    ]  # fmt: skip
    own = make_report()
    return replace(own, layers=(*(one for one in own.layers if one.name != "events"),
                                layer("bases", *rows)))  # fmt: skip


@pytest.mark.parametrize("size", ["a4", "square", "slide", "90x80"])
@pytest.mark.parametrize("key", [False, True])
def test_names_numbers_scale_and_overview_do_not_overlap_and_stay_on_the_sheet(
    size: str, key: bool
) -> None:
    for report in (make_report(), crowded()):
        drawn = draw(size=size, key=key and size != "90x80", report=report)
        assert drawn.boxes
        for a, b in combinations(drawn.boxes, 2):
            assert not meet(a, b), (a, b)
        for left, top, right, bottom in drawn.boxes:
            assert left >= 0
            assert top >= 0
            assert right <= drawn.width
            assert bottom <= drawn.height


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_drawn_beyond_the_margins(theme: str) -> None:
    sheet = np.asarray(image(draw(theme=theme, key=True, report=crowded())))
    paper = tuple(bytes.fromhex(colours(theme)["paper"][1:]))
    edge = np.concatenate([sheet[:6].reshape(-1, 3), sheet[-6:].reshape(-1, 3),
                           sheet[:, :6].reshape(-1, 3), sheet[:, -6:].reshape(-1, 3)])  # fmt: skip
    assert (edge == paper).all()
    assert (sheet != paper).any()


def test_every_place_of_a_crowded_map_is_named_some_by_a_line() -> None:
    text = words_of(draw("pdf", report=crowded()))
    for number in range(11):
        assert f"Outpost {number}" in text


def test_a_name_far_from_its_sign_has_a_line_that_passes_no_other_name() -> None:
    features = features_of(crowded().layers)
    drawn = [f for f in features if f.shape is not None]
    frame = MapFrame((21.5, 12.8, 22.8, 13.8), 500, 400)
    lines = lines_of(drawn, Areas(drawn))
    names = place_names(
        frame, drawn, lines, (), measure=lambda *_: [(70.0, 16.0)], taken=Taken(), leaders=True
    )
    led = [name for name in names if name.leader is not None]
    assert led
    for name in led:
        (x, y), end = name.leader or ((0, 0), (0, 0))
        assert name.box[0] <= end[0] <= name.box[2]
        assert name.feature is not None
        assert (x, y) == pytest.approx(frame.point(name.feature.shape.x, name.feature.shape.y))


def test_a_heading_can_be_left_out_and_is_still_the_files_title() -> None:
    drawn = draw("pdf", show_title=False)
    assert "Chad reinforces its frontier" not in words_of(drawn)
    assert PdfReader(io.BytesIO(drawn.data)).metadata.title == "Chad reinforces its frontier"  # type: ignore[union-attr]


# ------------------------------------------------------------------ the key
def test_a_key_says_who_says_what_and_numbers_the_map() -> None:
    plain, keyed = words_of(draw("pdf")), words_of(draw("pdf", key=True))
    assert "Idriss Saleh" not in plain
    assert "“shells fell on Adre”" in keyed
    assert "Idriss Saleh (denied)" in keyed
    assert "Numbers on the map" in keyed
    assert "Numbers on the map" not in plain


def test_a_key_that_has_no_room_says_how_many_claims_it_leaves_out() -> None:
    own = make_report()
    many = tuple(
        claim(f"C{n}", own.claims[1]["sentence"]["text"], "shells fell on Adre") for n in range(150)
    )
    drawn = draw("pdf", key=True, report=replace(own, claims=many))
    assert drawn.left_out > 0
    assert f"{drawn.left_out} more claims not in this key" in words_of(drawn)
    assert draw("pdf", key=True).left_out == 0


def test_a_claim_without_a_place_is_in_the_key_as_not_on_the_map() -> None:
    own = make_report()
    text = words_of(draw("pdf", key=True, report=own))
    assert "“Chad reinforces its frontier” · not on the map" in text


def test_rejected_claims_are_not_in_the_key() -> None:
    own = make_report()
    kept = ({**own.claims[1], "status": "rejected"}, own.claims[2])
    assert "shells fell" not in words_of(draw("pdf", key=True, report=replace(own, claims=kept)))


def test_numbers_are_joined_to_ranges() -> None:
    assert ranges([1, 2, 3, 5, 6, 9]) == "1–3 5 6 9"
    assert ranges([]) == ""


# ------------------------------------------------------------------ events of data sets
@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("events")
    chad = {"country": "Chad", "admin1": "Ouaddaï", "event_date": "2024-05-03", "latitude": 12.6}
    rows = [acled_row(**chad, longitude=24.0) for _ in range(40)]
    rows.append(acled_row(**chad, longitude=21.0, geo_precision=2))
    rows.append(acled_row(**chad, longitude=22.0, geo_precision=3))
    rows.append(acled_row(event_date="2019-05-03"))
    (folder / "acled.csv").write_bytes(acled(*rows))
    return [read_dataset(folder / "acled.csv")]


def count_of(drawn: figure.FigureFile, colour: str) -> int:
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])
    return int((np.abs(np.asarray(image(drawn), dtype=int) - wanted).sum(axis=2) < 40).sum())


@pytest.mark.parametrize("theme", THEMES)
def test_events_are_in_their_own_colour_with_legend_and_terms(theme: str, events: Any) -> None:
    own = colours(theme)["data1"]
    made = draw(theme=theme, datasets=events, dpi=90)
    assert count_of(made, own) > count_of(draw(theme=theme, dpi=90), own) + 100
    assert made.events == 42
    assert "no claims: ACLED: 42 events (acled.csv)." in made.words
    assert len({colours(theme)[f"data{n}"] for n in (1, 2, 3, 4)} | {colours(theme)["event"]}) == 5


def test_a_figure_says_whose_events_it_shows_and_all_are_there_if_asked(events: Any) -> None:
    words = words_of(draw("pdf", datasets=events))
    assert "ACLED: 42 events (acled.csv)" in words
    assert "Events, which are no claims: ACLED, Armed Conflict Location" in words
    assert "raw rows may not be passed on" in words
    assert draw("pdf", datasets=events, whole=True).events == 43
    assert "ACLED" not in words_of(draw("pdf"))


def test_a_figure_with_events_has_the_same_bytes_again(events: Any) -> None:
    assert draw("svg", datasets=events).data == draw("svg", datasets=events).data


# ------------------------------------------------------------------ how claims are meant
def test_a_sign_is_hollow_where_claims_only_announce_and_crossed_where_they_deny() -> None:
    (event,) = (f for f in features_of(make_report().layers) if f.layer == "events")
    ink = colours("light")
    meant = {
        mark: meaning_of(event, {"C01": mark, "C02": mark}) for mark in ("disc", "ring", "cross")
    }
    assert meant == {"disc": "stated", "ring": "open", "cross": "denied"}
    filled, hollow, denied = (look_of(event, meaning, ink) for meaning in meant.values())
    assert filled.fill == ink["event"]
    assert hollow.fill == denied.fill == ink["halo"]
    assert (hollow.crossed, denied.crossed) == (False, True)
    assert meaning_of(event, {"C01": "disc", "C02": "cross"}) == "stated"


def test_a_disputed_border_and_a_conditional_arrow_are_dashed() -> None:
    by_layer = {f.layer: f for f in features_of(make_report().layers)}
    border = look_of(by_layer["borders"], "stated", colours("light")).stroke
    arrow = look_of(by_layer["movements"], "stated", colours("light")).stroke
    calm = look_of(replace(by_layer["borders"], disputed=False), "stated", colours("light")).stroke
    assert border is not None
    assert arrow is not None
    assert calm is not None
    assert border.dash
    assert arrow.dash
    assert not calm.dash


def test_colours_are_the_pages_and_print_is_on_white() -> None:
    light, dark = colours("light"), colours("dark")
    assert set(light) == set(dark)
    assert light["paper"] != dark["paper"]
    assert colours("print")["paper"] == "#ffffff"
    assert set(colours("print")) == set(light)
    used = {"paper", "land", "sea", "lines", "water", "city", "ink", "soft", "rule", "halo", "area",
            "area-line", "border", "move", "base", "event", "water-ink"}  # fmt: skip
    assert used <= set(light)


# ------------------------------------------------------------------ the projection
@given(st.floats(-170, 170), st.floats(-75, 75), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_point_of_the_sheet_and_its_degrees_belong_together(
    lon: float, lat: float, x: float, y: float
) -> None:
    frame = MapFrame((lon - 4, lat - 3, lon + 4, lat + 3), 800, 500)
    spot = np.array([[x * 800, y * 500]])
    assert frame.pixels(frame.degrees(spot)) == pytest.approx(spot, abs=1e-4)


@pytest.mark.parametrize("lat", [0, 38, 68, -52])
def test_the_scale_holds_within_two_per_cent_all_over_the_sheet(lat: float) -> None:
    frame = MapFrame((20, lat - 6, 36, lat + 6), 1200, 800)
    assert frame.equal_area
    for a, b in [((10, 10), (300, 40)), ((600, 400), (600, 790)), ((1190, 790), (900, 500))]:
        (lon1, lat1), (lon2, lat2) = frame.degrees(np.array([a, b])).tolist()
        true = distance_km((lon1, lat1), (lon2, lat2))
        assert np.hypot(a[0] - b[0], a[1] - b[1]) * frame.km_per_unit() == pytest.approx(
            true, rel=0.02
        )


def test_a_view_of_the_world_is_in_the_pages_projection() -> None:
    frame = MapFrame((-170, -56, 180, 76), 1200, 700)
    assert not frame.equal_area
    assert frame.point(0, 0)[0] == pytest.approx(frame.point(0, 60)[0])


def test_a_view_over_the_antimeridian_is_in_one_piece() -> None:
    frame = MapFrame((172, -22, 188, -12), 800, 500)
    assert frame.reach[0] < 172
    assert frame.reach[2] > 188
    assert 0 < frame.point(176, -18)[0] < frame.point(184, -18)[0] < 800


def test_an_island_of_no_size_is_left_out() -> None:
    frame = MapFrame((60.0, 30.0, 70.0, 40.0), 800, 500)
    square = np.array([(62, 32), (66, 32), (66, 36), (62, 36), (62, 32)], dtype=float)
    assert len(frame.rings([square, np.full((4, 2), 64.5)])) == 1
    assert len(frame.lines([square, np.full((3, 2), 64.5)])) == 1


def test_a_hole_turns_the_other_way_than_its_outline_however_they_are_coded() -> None:
    ring = np.array([(1, 1), (9, 1), (9, 9), (1, 9), (1, 1)], dtype=float)
    hole = np.array([(4, 4), (6, 4), (6, 6), (4, 6), (4, 4)], dtype=float)
    for rings in ([ring, hole], [hole[::-1], ring]):
        drawn = MapFrame((0, 0, 10, 10), 500, 500).rings(rings)
        areas = sorted(_signed_area(line) for line in drawn)
        assert len(areas) == 2
        assert areas[0] * areas[1] < 0


def _signed_area(line: np.ndarray) -> float:
    x, y = line.T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


# ------------------------------------------------------------------ words of all kinds
HOSTILE = "$\\frac{1}{$ <b>&amp; ]]> \x07\u202e {{ 7*7 }} %s 100% \\n"


@pytest.mark.parametrize("kind", figure.KINDS)
def test_hostile_words_are_only_words(kind: str) -> None:
    own = make_report()
    claims = tuple({**one, "speaker": {"name": HOSTILE, "kind": "person"}} for one in own.claims)
    drawn = draw(kind, title=HOSTILE, key=True, report=replace(own, claims=claims))
    if kind == "svg":
        root = etree.fromstring(drawn.data)
        names = {etree.QName(node).localname for node in root.iter() if isinstance(node.tag, str)}
        assert names.isdisjoint({"script", "b", "a", "image", "foreignObject"})
        assert root.findtext(f"{SVG}title").startswith("$\\frac{1}{$ <b>&amp; ]]>")  # type: ignore[union-attr]
    if kind == "pdf":
        assert "$\\frac{1}{$ <b>&amp; ]]>" in words_of(drawn)


def test_letters_that_the_font_lacks_are_told() -> None:
    drawn = draw(title="北京 says Душанбе")
    assert drawn.missing == ("京", "北")
    assert draw(title="Душанбе · Þórshöfn · Αθήνα · Երևան").missing == ()


def test_arabic_letters_are_joined_and_hebrew_runs_right_to_left() -> None:
    with settings():
        pen = Pen(size_of("a4"), dict(colours("light")))
        face = Face(size=20)
        apart = sum(pen.measure(letter, face) for letter in "حلب")
        assert pen.measure("حلب", face) < apart * 0.9
        assert not pen.missing


def test_names_are_in_the_language_asked_for_and_english_where_the_font_cannot_write_them() -> None:
    own = make_report()
    rows = [{"feature_id": "e1", "name": "Dushanbe", "label": "Dushanbe", "place_id": "gn:1221874",
             "geometry": Point(68.78, 38.54), "claim_ids": ["C01"]},
            {"feature_id": "e2", "name": "Lhasa", "label": "Lhasa", "place_id": "country:TH",
             "geometry": Point(70.5, 38.6), "claim_ids": ["C01"]}]  # fmt: skip
    report = replace(own, layers=(layer("events", *rows),))
    russian, local = (words_of(draw("pdf", report=report, language=one)) for one in ("ru", "local"))
    assert "Душанбе" in russian
    assert "Таиланд" in russian
    assert "Dushanbe" not in local
    assert "Lhasa" in local
    assert not draw(report=report, language="local").missing


def test_a_long_title_is_cut_to_two_lines_and_a_map_is_left() -> None:
    drawn = draw("pdf", title="Very " * 200 + "long", size="100x80")
    assert "…" in words_of(drawn)


def test_a_report_without_places_gives_a_map_that_says_so() -> None:
    own = make_report()
    drawn = draw(report=replace(own, layers=(), claims=()))
    assert "Nothing that the report names could be drawn" in drawn.words
    assert image(drawn).size[0] > 100


# ------------------------------------------------------------------ the command
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["-o", "map.gif"], "no picture's name: map.gif"),
        (["-o", "map.png", "--size", "huge"], "no such size: 'huge'"),
        (["-o", "map.png", "--size", "20x20"], "a figure of 20 by 20 mm"),
        (["-o", "map.png", "--dpi", "5000"], "a resolution of 5000 dots per inch"),
        (["-o", "map.png", "--size", "2000x2000", "--dpi", "600"], "million pixels"),
        (["-o", "missing/map.png"], "no such folder: missing"),
    ],
)
def test_wrong_options_are_told_in_one_line_and_nothing_is_written(
    options: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text("Shells fell on Adre.")
    with pytest.raises(SystemExit) as left:
        main(["figure", "report.txt", *options])
    error = capsys.readouterr().err.splitlines()
    assert left.value.code == 2
    assert error[0].startswith("error: ")
    assert told in error[0]
    assert error[1].startswith("hint: ")
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_sheet_too_small_for_its_words_is_refused() -> None:
    with pytest.raises(InputError, match="no room for the map"):
        draw(size="80x80", report=crowded(), key=True, title="Very " * 60)


def test_the_command_offers_the_themes_and_resolution_that_there_are() -> None:
    assert THEMES == figure_style.THEMES
    assert DPI == figure.DEFAULT_DPI
    assert LANGUAGES == tongues.LANGUAGES


def test_matplotlib_is_not_loaded_for_help() -> None:
    code = (
        "import sys, dateline.cli; sys.exit('matplotlib' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_seed_report_is_drawn_by_the_command_with_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    seed = Path(__file__).parents[2] / "seeds" / "russia-tajikistan.txt"
    target = tmp_path / "map.png"
    main_arguments = ["figure", str(seed), "-o", str(target), "--dpi", "60", "--json", "--key"]
    with pytest.raises(SystemExit) as left:
        main(main_arguments)
    assert left.value.code == 0
    record = json.loads(capsys.readouterr().out)
    assert record["bytes"] == target.stat().st_size
    assert "Dushanbe" in record["alt"]
    assert "measured 1,344 km" in record["alt"]
    assert record["claims_left_out_of_key"] == 0
    with Image.open(target) as opened:
        assert opened.size == (701, 496)
        assert opened.info["Description"] == record["alt"]
