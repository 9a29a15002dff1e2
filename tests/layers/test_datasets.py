"""Are the codes of precision of ACLED, UCDP, GDELT and KML honoured, and is nothing lost unsaid?"""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from dataset_files import (
    UCDP,
    acled,
    acled_row,
    as_csv,
    every_acled_level,
    every_gdelt_level,
    every_ucdp_level,
    gdelt,
    gdelt_row,
    kml,
    placemark,
    ucdp,
    ucdp_row,
)

from dateline.errors import InputError
from dateline.layers.datasets.datasets import Scope, kind_of, read_dataset, split_kind, within


def read(tmp_path, data, name="events.csv", **how):
    path = tmp_path / name
    path.write_bytes(data)
    return read_dataset(path, **how)


def shapes(dataset):
    frame = dataset.frame()
    return {str(row.id): (row.geometry.geom_type, row.area_id) for row in frame.itertuples()}


def test_acled_rows_are_a_point_a_circle_and_a_province(tmp_path):
    found = read(tmp_path, every_acled_level())
    assert shapes(found) == {
        "AFG1": ("Point", ""),
        "AFG2": ("MultiPolygon", ""),
        "AFG3": ("MultiPolygon", "admin1:AF-BDS"),
    }
    circle = found.frame().set_index("id").geometry["AFG2"]
    west, south, east, north = circle.bounds
    assert north - south == pytest.approx(50 / 111, rel=0.02)
    assert (east - west) * 0.803 == pytest.approx(50 / 111, rel=0.02)


def test_ucdp_rows_follow_all_seven_codes(tmp_path):
    found = read(tmp_path, every_ucdp_level())
    assert found.rows["level"].tolist() == [
        "point", "near", "district", "division", "near", "country", "near",
    ]  # fmt: skip
    assert shapes(found)["6"] == ("MultiPolygon", "country:TJ")
    assert shapes(found)["3"] == shapes(found)["4"] == ("MultiPolygon", "admin1:TJ-GB")
    assert found.rows["radius_km"].tolist() == [0.0, 25.0, 0.0, 0.0, 50.0, 0.0, 100.0]


def test_gdelt_rows_of_a_country_are_its_area_and_rows_without_a_place_are_counted(tmp_path):
    found = read(tmp_path, every_gdelt_level(), "20210720.export.CSV")
    assert shapes(found) == {
        "1": ("MultiPolygon", "country:TJ"),
        "2": ("MultiPolygon", "admin1:US-TX"),
        "3": ("Point", ""),
        "4": ("Point", ""),
        "5": ("MultiPolygon", "admin1:TJ-KT"),
    }
    assert found.left_out == {"without a known code of precision": 1}
    assert found.rows.loc[3, "title"] == "Fight (CAMEO 190)"


def test_a_country_is_found_by_its_name_where_the_point_lies_elsewhere(tmp_path):
    # The middle of Croatia's box lies in Bosnia.
    found = read(tmp_path, ucdp(ucdp_row(where_prec=6, country="Croatia", latitude=44.5, longitude=16.4)))  # fmt: skip
    assert found.frame()["area_id"].tolist() == ["country:HR"]


def test_a_country_of_ucdp_may_carry_its_older_name_in_brackets(tmp_path):
    found = read(tmp_path, ucdp(ucdp_row(where_prec=6, country="Russia (Soviet Union)", latitude=60, longitude=100)))  # fmt: skip
    assert found.frame()["area_id"].tolist() == ["country:RU"]


def test_codes_and_positions_that_make_no_sense_are_left_out_and_counted(tmp_path):
    found = read(tmp_path, acled(
        acled_row(),
        acled_row(geo_precision=9),
        acled_row(latitude="", longitude=""),
        acled_row(latitude=123, longitude=71),
        acled_row(latitude="nan", longitude="inf"),
    ))  # fmt: skip
    assert len(found.rows) == 1
    assert found.left_out == {
        "without a position": 3,
        "without a known code of precision": 1,
    }


def test_the_precision_of_a_day_widens_its_span(tmp_path):
    found = read(tmp_path, acled(
        acled_row(),
        acled_row(time_precision=2),
        acled_row(time_precision=3),
        acled_row(event_date="20 July 2021"),
        acled_row(event_date="soon"),
    ))  # fmt: skip
    spans = list(zip(found.rows["first"], found.rows["last"], strict=True))
    assert spans == [
        ("2021-07-20", "2021-07-20"),
        ("2021-07-14", "2021-07-26"),
        ("2021-07-01", "2021-07-31"),
        ("2021-07-20", "2021-07-20"),
        ("", ""),
    ]


def test_each_kind_is_known_by_its_first_line():
    assert kind_of(acled(), name="a") == "acled"
    assert kind_of(ucdp(), name="a") == "ucdp"
    assert kind_of(gdelt(), name="a") == "gdelt"
    assert kind_of(kml(), name="a") == "kml"
    assert kind_of(b"\xef\xbb\xbf" + acled(), name="a") == "acled"
    assert kind_of(as_csv(UCDP, [ucdp_row()], sep=";"), name="a") == "ucdp"


@pytest.mark.parametrize(
    "data", [b"", b"a,b\n1,2\n", b"<gpx></gpx>", b"\x00\x01\x02", b"1\t2\t3\n"]
)
def test_what_is_no_known_data_set_is_an_error_that_names_the_known(data):
    with pytest.raises(InputError) as error:
        kind_of(data, name="x.csv")
    assert "ACLED" in error.value.hint


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(InputError, match="where_prec"):
        read(tmp_path, acled(), kind="ucdp")


def test_a_broken_row_names_its_line(tmp_path):
    with pytest.raises(InputError, match="line 3"):
        read(tmp_path, acled() + b"1,2" + b",x" * 40 + b"\n")
    with pytest.raises(InputError, match="58 columns"):
        read(tmp_path, gdelt(gdelt_row()[:58]), kind="gdelt")


def test_a_kind_is_taken_off_the_file_and_a_drive_is_not():
    assert split_kind("a.csv:acled") == ("a.csv", "acled")
    assert split_kind("a.csv:GDELT") == ("a.csv", "gdelt")
    assert split_kind(r"C:\a.csv") == (r"C:\a.csv", None)
    assert split_kind("acled") == ("acled", None)


def test_semicolons_divide_columns_too(tmp_path):
    assert len(read(tmp_path, as_csv(UCDP, [ucdp_row()], sep=";")).rows) == 1


def test_a_zipped_export_of_gdelt_is_read(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("20210720.export.CSV", gdelt())
    assert len(read(tmp_path, out.getvalue(), "20210720.export.CSV.zip").rows) == 1
    with pytest.raises(InputError, match="broken archive"):
        read(tmp_path, out.getvalue()[:60], "b.zip")


def test_kml_placemarks_keep_their_shape_and_their_day(tmp_path):
    line = "<LineString><coordinates>71,36 72,37</coordinates></LineString>"
    found = read(tmp_path, kml(
        placemark("20 Jul 2021 column seen", words="<b>Source</b> https://video.example.org/1 <br>"),
        placemark("Depot", time="<TimeStamp><when>2021-07</when></TimeStamp>"),
        placemark("Trench", "", time="<TimeSpan><begin>2021-07-02T10:00:00Z</begin></TimeSpan>").replace("</Placemark>", line + "</Placemark>"),
        placemark("No place", ""),
        placemark("Far", "500,36"),
    ), "sample.kml")  # fmt: skip
    assert found.title == "GeoConfirmed sample"
    assert "geoconfirmed.org" in found.credit
    assert found.left_out == {"without a position": 2}
    assert found.rows["type"].unique().tolist() == ["Side Alpha"]
    assert found.frame().geometry.geom_type.tolist() == ["Point", "Point", "LineString"]
    assert list(zip(found.rows["first"], found.rows["last"], strict=True)) == [
        ("2021-07-20", "2021-07-20"), ("2021-07-01", "2021-07-31"), ("2021-07-02", "2021-07-02"),
    ]  # fmt: skip
    assert found.rows.loc[0, "url"] == "https://video.example.org/1"


def test_kmz_is_unpacked(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("doc.kml", kml(placemark("A")))
    assert len(read(tmp_path, out.getvalue(), "a.kmz").rows) == 1


def test_entities_of_a_hostile_kml_are_refused(tmp_path):
    (tmp_path / "secret").write_text("never shown")
    bomb = (
        f'<!DOCTYPE kml [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
        "<kml><Placemark><name>&x;</name></Placemark></kml>"
    )
    with pytest.raises(InputError, match="document type"):
        read(tmp_path, bomb.encode(), "a.kml")


def test_what_is_far_in_space_or_time_is_left_out_and_counted(tmp_path):
    found = read(tmp_path, acled(
        acled_row(),
        acled_row(latitude=0, longitude=10),
        acled_row(event_date="2019-01-01"),
        acled_row(event_date="2019-01-01", latitude=0, longitude=10),
        acled_row(event_date=""),
    ))  # fmt: skip
    near = within(found, Scope(box=(66, 36, 76, 42), first="2021-01-01", last="2021-12-31"))
    assert len(near.rows) == 2
    assert near.left_out == {
        "away from what the map shows first": 2,
        "outside the report’s time": 1,
    }
    assert within(found, Scope()).rows.equals(found.rows)


def test_a_country_that_the_report_names_brings_its_rows_wherever_their_point_lies(tmp_path):
    found = read(tmp_path, gdelt(
        gdelt_row(c51=1, c52="Russia", c56=60, c57=100), gdelt_row(c56=60, c57=100)
    ))  # fmt: skip
    box = (66.0, 36.0, 76.0, 42.0)
    assert len(within(found, Scope(box=box)).rows) == 0
    near = within(found, Scope(box=box, areas=frozenset({"country:RU"})))
    assert near.rows["level"].tolist() == ["country"]


def test_a_box_over_the_date_line_holds_both_sides(tmp_path):
    found = read(tmp_path, acled(acled_row(latitude=0, longitude=179), acled_row(latitude=0, longitude=-179)))  # fmt: skip
    assert len(within(found, Scope(box=(170, -5, 190, 5))).rows) == 2


def test_fifty_thousand_rows_are_read_and_limited_within_seconds(tmp_path):
    many = [
        acled_row(event_id_cnty=f"A{n}", latitude=30 + n % 1000 / 50, longitude=60 + n // 1000,
                  geo_precision=1 + n % 3)
        for n in range(50_000)
    ]  # fmt: skip
    path = tmp_path / "many.csv"
    path.write_bytes(acled(*many))
    began = time.perf_counter()
    found = read_dataset(path)
    near = within(found, Scope(box=(66, 36, 76, 42), first="2021-01-01", last="2021-12-31"))
    took = time.perf_counter() - began
    assert len(found.rows) == 50_000
    assert 1000 < len(near.rows) < 10_000
    assert took < 15.0  # two seconds on an idle machine
