"""Do events of data sets stand beside the claims, near the report, in its time, and harmless?"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "layers"))

from dataset_files import acled, acled_row, gdelt, gdelt_row, kml, placemark, ucdp, ucdp_row

from dateline.layers.datasets.datasets import read_dataset
from dateline.maps.drawing.features import features_of
from dateline.maps.page.datasets import scope_of
from dateline.maps.write import write_page

HOSTILE = "</script><img src=x onerror=alert(1)>"
ADRE = {"latitude": 13.47, "longitude": 22.2, "country": "Chad", "admin1": "Ouaddaï"}


def dataset(folder, data, name="events.csv"):
    path = folder / name
    path.write_bytes(data)
    return read_dataset(path)


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sets")
    return (
        dataset(folder, acled(
            acled_row(**ADRE, event_date="2024-05-03", location="Adre", fatalities=2),
            acled_row(**ADRE, event_date="2024-05-20", location="Adre", sub_event_type="Looting",
                      event_type="Strategic developments"),
            acled_row(**ADRE, event_date="2024-05-20", geo_precision=3),
            acled_row(**ADRE, event_date="2019-05-20"),
            acled_row(event_date="2024-05-20"),
        ), "events.csv"),
        dataset(folder, gdelt(
            gdelt_row(c1=20240510, c51=1, c52="Sudan", c56=15, c57=30, c60="https://a.example.org/1"),
            gdelt_row(c1=20240510, c51=4, c52=HOSTILE, c56=13.4, c57=22.4, c60="javascript:alert(1)"),
        ), "20240510.export.CSV"),
        dataset(folder, ucdp(ucdp_row(where_prec=2, latitude=13.1, longitude=22.1, country="Chad",
                                      date_start="2024-05-01", date_end="2024-05-09")), "ged.csv"),
    )  # fmt: skip


def data_of(page):
    found = re.search(
        r'<script type="application/json" id="data">(.*?)</script>', page.html, re.DOTALL
    )
    return json.loads(found[1])


def test_the_region_is_what_the_map_shows_first_and_the_time_is_around_the_report(report):
    features = features_of(report.layers)
    scope = scope_of(features, report.claims, published=["2024-05"])
    west, south, east, north = scope.box
    assert west < 22.2 < east
    assert south < 13.467 < north
    assert (scope.first, scope.last) == ("2023-10-31", "2024-07-01")
    assert scope.areas == {"country:SD"}
    assert scope_of([], []).box is None
    assert scope_of([], []).first == ""


def test_rows_near_the_report_are_grouped_by_place_and_the_rest_is_counted(report, sets):
    shown = data_of(report.render(datasets=sets))["datasets"]
    assert [one["title"] for one in shown] == ["ACLED", "GDELT", "UCDP GED"]
    marks = {(mark["level"], mark["name"]): len(mark["rows"]) for mark in shown[0]["marks"]}
    assert marks == {("point", "Adre, Ouaddaï"): 2, ("division", "Ouadai"): 1}
    assert shown[0]["left"] == [
        "1 away from what the map shows first",
        "1 outside the report’s time",
    ]
    assert [mark["shape"]["t"] for mark in shown[1]["marks"]] == ["area", "point"]
    assert shown[2]["marks"][0]["shape"]["t"] == "circle"
    assert "circle of 25 km (where_prec 2)" in shown[2]["marks"][0]["how"]


def test_with_all_shows_every_row(report, sets):
    shown = data_of(report.render(datasets=sets, whole=True))["datasets"][0]
    assert sum(len(mark["rows"]) for mark in shown["marks"]) == 5
    assert shown["left"] == []


def test_each_data_set_is_named_with_its_terms(report, sets):
    html = report.render(datasets=sets).html
    assert "raw rows may not be passed on" in html
    assert "CC BY 4.0" in html
    assert "gdeltproject.org" in html
    assert "Events: ACLED · GDELT · UCDP GED" in html


def test_notes_of_the_coders_are_not_on_the_page(report, sets):
    assert "Written for this test." not in report.render(datasets=sets).html


def test_hostile_words_and_addresses_stay_words(report, sets):
    page = report.render(datasets=sets)
    assert HOSTILE not in page.html
    assert "javascript:alert" not in page.html


def test_a_page_without_data_sets_carries_nothing_of_them(page):
    assert "data-box" not in page.html
    assert '"datasets"' not in page.html


def test_the_same_sets_give_the_same_bytes(report, sets):
    assert report.render(datasets=sets).html == report.render(datasets=sets).html


@pytest.fixture(scope="module")
def with_sets(sets, tmp_path_factory):
    folder = tmp_path_factory.mktemp("with")
    stamp = "<TimeStamp><when>2021-07-05</when></TimeStamp>"
    found = dataset(folder, kml(
        placemark("Column", "69.2,37.9", time=stamp), placemark("No day", "69.3,37.8")
    ), "a.kml")  # fmt: skip
    from page_sample import make_report

    return write_page(
        make_report().render(datasets=(*sets, found), whole=True), folder / "map.html"
    )


def test_events_beyond_the_antimeridian_stand_beside_the_report(tmp_path):
    from page_sample import layer, make_report
    from shapely.geometry import Point

    from dateline.maps.page.datasets import show_datasets

    spots = [(178.44, -18.14), (-175.2, -21.14)]
    rows = [{"feature_id": f"e{n}", "place_id": f"p{n}", "geometry": Point(spot)}
            for n, spot in enumerate(spots)]  # fmt: skip
    features = features_of([layer("events", *rows)])
    at = {"country": "Tonga", "event_date": "2024-05-03", "latitude": -20.0}
    found = dataset(tmp_path, acled(
        acled_row(**at, longitude=-176.5), acled_row(**at, longitude=-177.0, geo_precision=2),
        acled_row(**at, longitude=179.0), acled_row(**at, longitude=-179.95, geo_precision=2),
    ))  # fmt: skip
    shown = show_datasets([found], features, make_report().claims, published=["2024-05"])
    assert sorted(mark.spot[0] for mark in shown.marks) == [179.0, 180.05, 183.0, 183.5]
    assert all(len(mark.outline().geoms) == 1 for mark in shown.marks if mark.form == "near")
    assert shown.told == ("ACLED: 4 events (events.csv)",)


@pytest.mark.browser
def test_the_picture_and_the_sheet_say_whose_events_they_show(visit, with_sets):
    page = visit(where=with_sets).page
    legend = page.evaluate("dateline.dataLegend()")
    assert [one["words"].split(" beside")[0] for one in legend] == [
        "ACLED: 5 events", "GDELT: 2 events", "UCDP GED: 1 event", "GeoConfirmed sample: 2 events",
    ]  # fmt: skip
    assert "raw rows may not be passed on" in legend[0]["words"]
    high = "dateline.drawPicture({scale: 1}).height"
    whole = page.evaluate(high)
    page.locator("#data-box").get_by_label("ACLED").uncheck()
    assert page.evaluate(high) < whole
    assert "see" not in page.evaluate("dateline.creditWords()").split()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    sheet = page.locator("section.sheet")
    assert sheet.locator(".data-dot").count() == 3
    assert "UCDP Georeferenced Event Dataset" in sheet.text_content()
    assert "ACLED" not in sheet.text_content()


@pytest.mark.browser
def test_a_circle_in_kilometres_is_as_wide_in_the_picture_as_on_the_map(visit, with_sets):
    page = visit(where=with_sets).page
    page.evaluate("dateline.fly(dateline.bounds([21, 12, 24, 15]), {animate: false})")
    found = page.evaluate(
        """() => {
          const {layer} = dateline.dataMarks.find((mark) => mark.level === "near");
          const arcs = [], arc = CanvasRenderingContext2D.prototype.arc;
          CanvasRenderingContext2D.prototype.arc = function(x, y, r, ...rest) {
            arcs.push(r);
            arc.call(this, x, y, r, ...rest);
          };
          dateline.drawPicture({scale: 1});
          CanvasRenderingContext2D.prototype.arc = arc;
          return [Math.max(...arcs), layer.getElement().getBoundingClientRect().width / 2];
        }"""
    )
    assert found[0] == pytest.approx(found[1], abs=2)
    assert found[0] < 400


@pytest.mark.browser
def test_the_box_turns_sets_and_kinds_off(visit, with_sets):
    page = visit(where=with_sets).page
    points = page.locator(".map path.data-mark.data1.is-point")
    assert points.count() == 2
    box = page.locator("#data-box")
    assert "Data sets: 10 events" in box.inner_text()
    box.get_by_label("ACLED").uncheck()
    assert points.count() == 0
    assert "Data sets: 5 of 10 events" in box.inner_text()
    box.get_by_label("ACLED").check()
    box.locator("summary", has_text="Kinds of event").first.click()
    box.get_by_label("Battles").uncheck()
    assert "Data sets: 6 of 10 events" in box.inner_text()


@pytest.mark.browser
def test_events_follow_the_window_of_time_and_the_search(visit, with_sets):
    page = visit(where=with_sets).page
    count = "dateline.dataMarks.reduce((sum, mark) => sum + mark.left.length, 0)"
    page.evaluate("dateline.ask({from: '2024-05-03', to: '2024-05-09'})")
    assert page.evaluate(count) == 3  # one on the third, one until the ninth, one without a day
    page.evaluate("dateline.ask({undated: false})")
    assert page.evaluate(count) == 2
    page.evaluate("dateline.clearAll()")
    page.evaluate("dateline.ask({q: 'looting'})")
    assert page.evaluate(count) == 1


@pytest.mark.browser
def test_a_mark_opens_its_events_and_words_stay_words(visit, with_sets):
    seen = visit(where=with_sets)
    page = seen.page
    page.evaluate(
        "for (const mark of dateline.dataMarks) if (mark.set.title === 'GDELT')"
        " mark.layer.fire('click', {latlng: dateline.map.getCenter()})"
    )
    popup = page.locator(".leaflet-popup-content").last
    assert "From a data set, not from the report." in popup.inner_text()
    assert "onerror" in popup.inner_text()
    assert page.locator("img[src=x]").count() == 0
    assert popup.locator("a[href^=javascript]").count() == 0


@pytest.mark.browser
def test_an_area_that_is_all_that_is_known_is_an_outline_that_can_be_listed(visit, with_sets):
    page = visit(where=with_sets).page
    outline = page.locator(".map path.data-mark.data2.is-area")
    assert outline.count() == 1
    assert outline.evaluate("node => getComputedStyle(node).fill") == "none"
    box = page.locator("#data-box")
    box.locator("summary", has_text="Known to an area alone").nth(1).click()
    box.get_by_role("button", name="Sudan (1)").click()
    assert "known to its country alone" in page.locator(".leaflet-popup-content").inner_text()
