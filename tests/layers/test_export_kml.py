"""KML and KMZ: valid, safe against what reports say, and as exact in time as the claims."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zipfile
import zlib
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from export_inputs import HOSTILE, HOSTILE_CLAIMS, export, layers
from lxml import etree

from dateline.layers.exports.balloons import kml_time
from dateline.layers.exports.icons import SIZE_PX, icon_png
from dateline.layers.exports.records import fit
from dateline.layers.exports.symbols import symbol_of

if TYPE_CHECKING:
    from collections.abc import Mapping

KML = {"k": "http://www.opengis.net/kml/2.2"}
TAGS = {"div", "h3", "p", "b", "blockquote"}


@pytest.fixture(scope="module")
def schema_path() -> Path:
    """The OGC's schema of KML 2.2, which fastkml carries."""
    pytest.importorskip("fastkml", reason="fastkml (the extra test) is not installed")
    return Path(str(files("fastkml") / "schema" / "ogckml22.xsd"))


def _document(path: Path) -> Any:
    if path.suffix == ".kmz":
        with zipfile.ZipFile(path) as archive:
            return etree.fromstring(archive.read("doc.kml"))
    return etree.fromstring(path.read_bytes())


def _placemarks(path: Path) -> dict[str, Any]:
    export(path)
    return {
        mark.findtext("k:ExtendedData/k:Data[@name='feature_id']/k:value", namespaces=KML): mark
        for mark in _document(path).iterfind(".//k:Placemark", KML)
    }


@pytest.mark.parametrize("name", ["a.kml", "a.kmz"])
@pytest.mark.parametrize("report", ["sahel", "hostile"])
def test_files_follow_the_schema_of_the_ogc(
    tmp_path: Path, schema_path: Path, name: str, report: str
) -> None:
    schema = etree.XMLSchema(etree.parse(str(schema_path)))
    export(tmp_path / name, report)
    document = _document(tmp_path / name)
    schema.assertValid(document)
    style = document.find(".//k:LineStyle", KML)
    style.append(style[0])  # colour after width: the schema wants the other order
    assert not schema.validate(document)


def test_xmllint_finds_it_valid(tmp_path: Path, schema_path: Path) -> None:
    if shutil.which("xmllint") is None:
        pytest.skip("xmllint (libxml2-utils) is not installed")
    export(tmp_path / "a.kml")
    done = subprocess.run(
        ["xmllint", "--nonet", "--noout", "--schema", str(schema_path), str(tmp_path / "a.kml")],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_fastkml_reads_folders_and_placemarks(tmp_path: Path) -> None:
    kml = pytest.importorskip("fastkml", reason="fastkml (the extra test) is not installed").KML
    export(tmp_path / "a.kml", "sahel")
    (document,) = kml.parse(tmp_path / "a.kml").features
    assert [folder.name for folder in document.features] == [layer.title for layer in layers()]
    for folder, layer in zip(document.features, layers(), strict=True):
        assert [mark.name for mark in folder.features] == list(layer.frame["name"])


# ------------------------------------------------------------------ hostile text
class _Balloon(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert attrs == []

    def handle_data(self, data: str) -> None:
        self.words += data


def test_words_of_a_report_never_become_markup_or_entities(tmp_path: Path) -> None:
    marks = _placemarks(tmp_path / "a.kml")
    descriptions = [d.text for d in _document(tmp_path / "a.kml").iterfind(".//k:description", KML)]
    assert len(descriptions) == len(marks) + 1
    for description in descriptions:
        balloon = _Balloon()
        balloon.feed(description)
        assert balloon.tags <= TAGS
        assert "$[" not in description
    balloon = _Balloon()
    balloon.feed(marks["event:gn:1"].findtext("k:description", namespaces=KML))
    assert fit(HOSTILE.slice(HOSTILE_CLAIMS[1].content)) in balloon.words
    assert "<b>The \u00c9lys\u00e9e</b> $[name], by way of Agence X" in balloon.words
    assert "(2021-07-27)" in balloon.words
    texts = _document(tmp_path / "a.kml").xpath("//k:BalloonStyle/k:text/text()", namespaces=KML)
    assert set(texts) == {"$[description]"}  # the name is not put there: it is not escaped


# ------------------------------------------------------------------ time
def _time(value: str | None, first: str | None, last: str | None) -> Mapping[str, Any]:
    return {"time_value": value, "earliest": first, "latest": last}


DAY = _time("2021-07-27", "2021-07-27", "2021-07-27")
MONTH = _time("2021-07~", "2021-07-11", "2021-07-20")
YEAR = _time("2004", "2004-01-01", "2004-12-31")
SEASON = _time("2022-21", "2022-01-01", "2022-12-31")
UNTIL = _time("../2042", None, "2042-12-31")
SINCE = _time("2019/..", "2019-01-01", None)
NONE = _time(None, None, None)


@pytest.mark.parametrize(
    ("claims", "when", "begin", "end"),
    [
        ([DAY], "2021-07-27", None, None),
        ([MONTH], "2021-07", None, None),
        ([YEAR, YEAR], "2004", None, None),
        ([SEASON], None, "2022-01-01", "2022-12-31"),
        ([UNTIL], None, None, "2042-12-31"),
        ([SINCE], None, "2019-01-01", None),
        ([DAY, YEAR], None, "2004-01-01", "2021-07-27"),
        ([DAY, SINCE], None, "2019-01-01", None),
    ],
)
def test_a_feature_is_shown_as_exactly_as_its_claims_are_dated(
    claims: list[Any], when: str | None, begin: str | None, end: str | None
) -> None:
    found = kml_time(claims)
    assert found is not None
    assert (found.when, found.begin, found.end) == (when, begin, end)


@pytest.mark.parametrize("claims", [[], [NONE], [DAY, NONE], [SINCE, UNTIL]])
def test_a_feature_with_an_undated_claim_is_never_hidden(claims: list[Any]) -> None:
    assert kml_time(claims) is None


def test_placemarks_have_stamps_and_spans(tmp_path: Path) -> None:
    marks = _placemarks(tmp_path / "a.kmz")
    border = marks["border:IN-PK"]
    assert border.findtext("k:TimeStamp/k:when", namespaces=KML) == "2021-07"
    assert marks["event:gn:2"].findtext("k:TimeSpan/k:begin", namespaces=KML) == "2019-01-01"
    town = marks["event:gn:1"]  # one claim of a day, one until 2042
    assert town.findtext("k:TimeSpan/k:end", namespaces=KML) == "2042-12-31"
    assert town.find("k:TimeSpan/k:begin", KML) is None
    assert marks["event:gn:3"].find("k:TimeStamp", KML) is None
    assert marks["event:gn:3"].find("k:TimeSpan", KML) is None


# ------------------------------------------------------------------ look
def test_a_disputed_boundary_is_named_and_drawn_as_such(tmp_path: Path) -> None:
    border = _placemarks(tmp_path / "a.kml")["border:IN-PK"]
    assert border.findtext("k:styleUrl", namespaces=KML) == "#borders-disputed"
    assert border.findtext("k:Snippet", namespaces=KML) == "disputed boundary \u00b7 1 claim"
    assert "Line of Control" in border.findtext("k:description", namespaces=KML)
    styles = {s.get("id"): s for s in _document(tmp_path / "a.kml").iterfind(".//k:Style", KML)}
    width = [float(styles[f"borders-{name}"].findtext("k:LineStyle/k:width", namespaces=KML))
             for name in ("disputed", "actual")]  # fmt: skip
    assert width[0] < width[1]
    for mark in _document(tmp_path / "a.kml").iterfind(".//k:styleUrl", KML):
        assert mark.text[1:] in styles


def test_signs_of_points_lie_in_the_kmz_and_nothing_is_fetched(tmp_path: Path) -> None:
    export(tmp_path / "a.kmz")
    with zipfile.ZipFile(tmp_path / "a.kmz") as archive:
        names = set(archive.namelist())
        assert archive.namelist()[0] == "doc.kml"
        assert archive.testzip() is None
    linked = {href.text for href in _document(tmp_path / "a.kmz").iterfind(".//k:href", KML)}
    assert linked == names - {"doc.kml"}
    export(tmp_path / "a.kml")
    assert _document(tmp_path / "a.kml").find(".//k:href", KML) is None


def test_the_picture_of_a_sign_has_its_colours() -> None:
    png = icon_png(symbol_of("events", "future"), square=False)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (SIZE_PX, SIZE_PX)
    size = struct.unpack(">I", png[33:37])[0]
    lines = zlib.decompress(png[41 : 41 + size])
    assert len(lines) == SIZE_PX * (1 + 4 * SIZE_PX)

    def pixel(x: int, y: int) -> tuple[int, ...]:
        at = y * (1 + 4 * SIZE_PX) + 1 + 4 * x
        return tuple(lines[at : at + 4])

    middle = SIZE_PX // 2
    assert pixel(middle, middle) == (0xFF, 0xFD, 0xF8, 255)  # hollow: the paper
    assert pixel(middle, 4) == (0x0A, 0x6B, 0x52, 255)  # the rim
    assert pixel(0, 0)[3] == 0
    assert png != icon_png(symbol_of("events", "future"), square=True)
