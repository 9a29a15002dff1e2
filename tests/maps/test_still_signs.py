"""Does the still picture show how claims are meant, and the events of data sets, as the map does?"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from page_sample import claim, layer, make_report, span
from shapely.geometry import Point

sys.path.insert(0, str(Path(__file__).parents[1] / "layers"))

from dataset_files import acled, acled_row, kml

from dateline.layers.datasets.datasets import read_dataset
from dateline.maps.drawing.dataset_marks import dot_radius
from dateline.maps.write import write_page

ROAD = (
    "<Placemark><name>Road</name><TimeStamp><when>2024-05-02</when></TimeStamp><LineString>"
    "<coordinates>22.0,13.2 22.4,13.6</coordinates></LineString></Placemark>"
)


def still(html: str) -> str:
    return html.split('class="static-map"')[1].split("</svg>", maxsplit=1)[0]


def drawn(act: str, layer_name: str = "events", **slots: Any) -> str:
    """The still picture of one place that one claim of this act is about."""
    report = make_report()
    row = {"feature_id": "x", "place_id": "gn:1", "claim_ids": ["C01"], "name": "Adré",
           "geometry": Point(22.2, 13.467)}  # fmt: skip
    words = span("shells fell on Adre")
    one = claim("C01", words["text"], words["text"], act=act, **slots)
    return still(replace(report, claims=(one,), layers=(layer(layer_name, row),)).render().html)


def sign(picture: str, css: str = "f-events") -> str:
    found = re.findall(rf'<(?:circle|path)[^>]*class="({css}[^"]*)"', picture)
    assert len(found) == 1, found
    return str(found[0])


@pytest.mark.parametrize(
    ("act", "realis", "css"),
    [
        ("assert", "actual", "f-events"),
        ("assert", "future", "f-events is-said-open"),
        ("promise", "future", "f-events is-said-open"),
        ("warn", "actual", "f-events is-said-open"),
        ("deny", "actual", "f-events is-denied"),
    ],
)
def test_a_sign_is_hollow_where_its_claims_only_announce(act: str, realis: str, css: str) -> None:
    picture = drawn(act, realis=realis)
    assert sign(picture) == css
    assert picture.count('class="crossed"') == (act == "deny")


def test_a_base_is_a_shield_and_hollow_too() -> None:
    picture = drawn("plan", "bases", realis="future")
    assert sign(picture, "f-bases") == "f-bases is-said-open"
    assert re.search(r'<path d="M\d+ \d+h16v9l-8 4-8-4z" class="f-bases', picture)


def test_lines_and_areas_have_the_classes_of_the_page() -> None:
    report = make_report()
    denied = tuple(one | {"act": "deny", "realis": "actual"} for one in report.claims)
    picture = still(replace(report, claims=denied).render().html)
    for css in ("f-areas is-actual is-country", "f-borders is-actual is-disputed"):
        assert f'class="{css} is-denied"' in picture
    assert "f-movements is-conditional is-denied" in picture
    open_ = still(make_report().render().html)  # conditional: an arrow is dashed by its status
    assert 'class="f-borders is-actual is-disputed is-said-open"' in open_
    assert 'class="f-movements is-conditional"' in open_


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("sets")
    chad = {"country": "Chad", "admin1": "Ouaddaï", "event_date": "2024-05-03"}
    rows = [acled_row(**chad, location="Adre", latitude=13.47, longitude=22.2) for _ in range(9)]
    rows.append(acled_row(**chad, latitude=13.6, longitude=22.0, geo_precision=2))
    rows.append(acled_row(**chad, latitude=13.6, longitude=22.0, geo_precision=3))
    (folder / "events.csv").write_bytes(acled(*rows))
    (folder / "road.kml").write_bytes(kml(ROAD))
    return tuple(read_dataset(folder / name) for name in ("events.csv", "road.kml"))


def test_events_of_data_sets_lie_under_the_signs_of_claims(sets: Any) -> None:
    picture = still(make_report().render(datasets=sets).html)
    css = re.findall(r'class="(data-mark [^"]*|f-[^"]*)"', picture)
    kinds = [one.split()[-1] if "data" in one else one.split()[0] for one in css]
    assert kinds == ["f-areas", "is-area", "f-borders", "f-movements", "is-line", "is-near",
                     "is-point", "f-events"]  # fmt: skip
    assert [one.split()[1] for one in css if "data" in one] == ["data1", "data2", "data1", "data1"]
    assert f'r="{dot_radius(9):.1f}" class="data-mark data1 is-point"' in picture


def test_events_far_from_the_picture_are_not_in_it(sets: Any) -> None:
    far = replace(sets[0], rows=sets[0].rows.assign(lon_deg=-60.0, level="point"))
    page = make_report().render(datasets=[far], whole=True)
    assert "data-mark" not in still(page.html)


@pytest.mark.browser
def test_a_denied_sign_is_crossed_on_the_map_as_on_the_still_picture(
    visit: Any, tmp_path: Path
) -> None:
    report = make_report()
    words = span("shells fell on Adre")
    one = claim("C01", words["text"], words["text"], act="deny")
    event = next(own for own in report.layers if own.name == "events")
    where = write_page(
        replace(report, claims=(one,), layers=(event,)).render(), tmp_path / "a.html"
    )
    pin = visit(where=where).page.locator(".pin-box.is-denied .pin")
    layers = pin.evaluate(
        "node => [getComputedStyle(node, '::after').zIndex, "
        "getComputedStyle(node.querySelector('.sign')).zIndex].map((z) => Number(z) || 0)"
    )
    assert layers[0] > layers[1]  # Leaflet lifts every svg of its panes
    plain = visit(where=where, java_script_enabled=False).page
    circle = plain.locator(".static-map circle.is-denied")
    look = "node => [getComputedStyle(node).fill, getComputedStyle(node).stroke]"
    fill, stroke = circle.evaluate(look)
    assert fill != stroke
    assert plain.locator(".static-map .crossed").count() == 1
