"""Do users' own places come first, and is every fault of a table named with file, line and cure?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.geo.gazetteer.feature_codes import (
    code_of_kind,
    feature_class,
    geometry_of,
    kinds_in_words,
)
from dateline.geo.gazetteer.gazetteer import Gazetteer, open_gazetteer
from dateline.geo.gazetteer.names import fold_name

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "name,lat,lon,id,aliases,country,admin1,feature_code,population,kind\n"


def table(folder: Path, text: str, name: str = "mine.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def opened(folder: Path, text: str, name: str = "mine.csv") -> Gazetteer:
    return open_gazetteer(tables=[table(folder, text, name)])


def collection(*features: object, **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features, **more})


def feature(kind: str, coordinates: object, /, **properties: object) -> dict[str, object]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


# ------------------------------------------------------------------ what a table gives
def test_a_row_becomes_a_place_that_knows_where_it_lies(tmp_path):
    gazetteer = opened(tmp_path, "name,lat,lon\nCamp Alpha,37.2,69.1\n")
    ((place, kind),) = gazetteer.candidates("camp alpha")
    assert kind == "name"
    assert (place.id, place.name, place.source) == ("user:camp-alpha", "Camp Alpha", "mine.csv")
    assert (place.lat_deg, place.lon_deg, place.geometry) == (37.2, 69.1, "point")
    assert (place.country, place.admin1) == ("AF", "Kunduz")
    assert gazetteer.place("user:camp-alpha") == place
    assert gazetteer.parents(place) == ("admin1:AF-KDZ", "country:AF")
    assert gazetteer.own_places() == (place,)


def test_all_columns_are_read(tmp_path):
    row = "Port Nor,1.5,-2.5,p1,Nor|Port of Nor,gh,Nowhere,PRT,1200,\n"
    place = opened(tmp_path, HEAD + row).place("user:p1")
    assert place is not None
    assert (place.country, place.admin1, place.population) == ("GH", "Nowhere", 1200)
    assert (place.feature_class, place.feature_code) == ("S", "PRT")


def test_own_places_come_before_the_shipped_ones(tmp_path):
    own = opened(tmp_path, "name,lat,lon,kind\nDushanbe,1,2,town\nDushanbe,3,4,town\n")
    found = own.candidates("Dushanbe")
    shipped = open_gazetteer().candidates("Dushanbe")
    assert [place.id for place, _ in found[:2]] == ["user:dushanbe", "user:dushanbe-2"]
    assert found[2:] == shipped


@pytest.mark.parametrize(
    "name",
    ["Zzyzx", "Camp Alpha Two", "Лагерь Альфа", "معسكر ألفا", "アルファ基地", "कैंप अल्फा", "Ḥiṣn al-Akrād", "L'Île-Bouchard", "캠프 알파"],
)  # fmt: skip
def test_names_of_one_and_more_words_in_any_script_are_known(tmp_path, name):
    gazetteer = opened(tmp_path, f"name,lat,lon,aliases\n{name},1,2,\nX1,3,4,Other {name}\n")
    assert gazetteer.candidates(name)[0][0].name == name
    assert gazetteer.candidates(name.upper())[0][0].name == name
    assert gazetteer.candidates(f"other {name}")[0][1] == "alternate"
    words = fold_name(name).split()
    assert gazetteer.has(" ".join(words))
    assert all(gazetteer.is_prefix(" ".join(words[:n])) for n in range(1, len(words)))
    assert gazetteer.is_prefix("other")
    assert not gazetteer.is_prefix(f"{' '.join(words)} zz")


def test_the_shipped_gazetteer_stays_as_it_is(tmp_path):
    own = opened(tmp_path, "name,lat,lon\nZzyzx Camp,1,2\n")
    shipped = open_gazetteer()
    assert not shipped.has("zzyzx camp")
    assert shipped.own_places() == ()
    assert open_gazetteer() is shipped
    assert own.candidates("Kulob") == shipped.candidates("Kulob")
    assert own.country_name("TJ") == "Tajikistan"


def test_columns_may_have_other_names_separators_and_a_mark_of_order(tmp_path):
    for number, text in enumerate([
        "\ufeffName;Longitude;LATITUDE\nCamp Alpha;69.1;37.2\n",
        "lat\tlng\tname\n37.2\t69.1\tCamp Alpha\n",
        '"name","lat","lon","note"\r\n"Camp Alpha","37.2","69.1","old, and\r\nlarge"\r\n\r\n',
    ]):  # fmt: skip
        place = opened(tmp_path, text, f"{number}.csv").place("user:camp-alpha")
        assert place is not None
        assert (place.lat_deg, place.lon_deg) == (37.2, 69.1)


def test_several_tables_come_in_their_order(tmp_path):
    first = table(tmp_path, "name,lat,lon\nCamp Alpha,1,2\n", "b.csv")
    second = table(tmp_path, "name,lat,lon\nCamp Alpha,3,4\n", "a.csv")
    found = open_gazetteer(tables=[str(first), second]).candidates("Camp Alpha")
    assert [(p.id, p.source) for p, _ in found] == [
        ("user:camp-alpha", "b.csv"), ("user:camp-alpha-2", "a.csv"),
    ]  # fmt: skip


def test_points_lines_and_areas_of_geojson_are_read(tmp_path):
    square = [[[10, 50], [11, 50], [11, 51], [10, 51], [10, 50]]]
    text = collection(
        feature(
            "Point", [69.1, 37.2, 400], name="Camp Alpha", aliases=["Alpha", "A-1"], kind="base"
        ),
        feature("LineString", [[10, 50], [10.5, 50.2], [11, 50]], name="Old Canal", kind="canal"),
        feature("MultiPolygon", [square], name="Range Nine"),
        feature("Point", [10, 50], name="Upper Nowhere", kind="province", population=5000.0),
    )
    gazetteer = opened(tmp_path, text, "mine.geojson")
    camp, canal, field, province = gazetteer.own_places()
    assert (camp.lat_deg, camp.lon_deg, camp.feature_code) == (37.2, 69.1, "MILB")
    assert gazetteer.candidates("A-1")[0][0] == camp
    assert (canal.geometry, canal.feature_code) == ("line", "CNL")
    assert 50 <= canal.lat_deg <= 50.2
    assert (field.geometry, field.feature_code) == ("area", "RGN")
    assert 10 < field.lon_deg < 11
    assert 50 < field.lat_deg < 51
    assert (province.geometry, province.population) == ("area", 5000)


def test_kinds_in_words_and_codes_agree():
    for words in kinds_in_words():
        code = code_of_kind(words)
        assert feature_class(code), words
        assert geometry_of(code) in {"point", "line", "area"}
    assert geometry_of("ADM1") == "area"
    assert geometry_of("STM") == "line"


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
    st.floats(-90, 90),
    st.floats(-180, 180),
)
def test_any_name_and_position_is_read_or_refused_cleanly(tmp_path_factory, name, lat, lon):
    path = tmp_path_factory.mktemp("t") / "mine.geojson"
    path.write_text(collection(feature("Point", [lon, lat], name=name, country="KE")), "utf-8")
    if not fold_name(name):
        with pytest.raises(InputError, match=r"mine\.geojson, feature 1"):
            open_gazetteer(tables=[path])
        return
    gazetteer = open_gazetteer(tables=[path])
    (place,) = gazetteer.own_places()
    assert (place.lat_deg, place.lon_deg) == (lat, lon)
    assert place in [found for found, _ in gazetteer.candidates(name)]


# ------------------------------------------------------------------ what is wrong with a table
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "mine.csv is empty"),
        (" \n\n", "mine.csv is empty"),
        ("name,lat,lon\n", "mine.csv has no rows"),
        ("name,lat\nA,1\n", "line 1: no column lon"),
        ("A,1,2\n", "no column name and no column lat and no column lon"),
        ("name,lat,lon,lng\nA,1,2,3\n", "line 1: two columns lon"),
        ("name,lat,lon\nAb,1,2\nCd,1\n", "line 3: 2 cells, the head has 3"),
        ("name,lat,lon\nAb,1,2,3\n", "line 2: 4 cells"),
        ('name,lat,lon\n"Ab,1,2\n', "line 2: unexpected end of data"),
        ("name,lat,lon\n,1,2\n", "line 2: the name is empty"),
        ("name,lat,lon\n…,1,2\n", "line 2: '…' is no name"),
        ("name,lat,lon,aliases\nAb,1,2,Cd|?\n", "line 2: '?' is no name"),
        ('name,lat,lon,note\nAb,1,2,"a\nb"\nCd,x,2,\n', "line 4: lat is 'x'"),
        ("name,lat,lon\nAb,,2\n", "line 2: lat is empty"),
        ('name,lat,lon\nAb,"1,5",2\n', "line 2: lat is '1,5'"),
        ("name,lat,lon\nAb,nan,2\n", "line 2: lat is 'nan'"),
        ("name,lat,lon\nAb,1_0,2\n", "line 2: lat is '1_0'"),
        ("name,lat,lon\nAb,91,2\n", "line 2: lat is 91, out of -90 to 90"),
        ("name,lat,lon\nAb,1,-180.5\n", "line 2: lon is -180.5, out of -180 to 180"),
        ("name,lat,lon,country\nAb,1,2,ZZ\n", "line 2: no such country: 'ZZ'"),
        ("name,lat,lon,country\nAb,1,2,Ghana\n", "line 2: no such country: 'Ghana'"),
        ("name,lat,lon,population\nAb,1,2,12 000\n", "line 2: population is '12 000'"),
        ("name,lat,lon,population\nAb,1,2,-5\n", "line 2: population is '-5'"),
        ("name,lat,lon,feature_code\nAb,1,2,GIZMO\n", "line 2: feature_code is 'GIZMO'"),
        ("name,lat,lon,kind\nAb,1,2,gizmo\n", "line 2: kind is 'gizmo'"),
        ("name,lat,lon,id\nAb,1,2,a\nCd,3,4,b\nEf,5,6,user:a\n", "line 4: the id 'a' is used twice, first in mine.csv, line 2"),
    ],
)  # fmt: skip
def test_a_fault_of_a_csv_file_is_named_with_its_line(tmp_path, text, words):
    with pytest.raises(InputError) as caught:
        opened(tmp_path, text)
    assert words in str(caught.value)
    assert "mine.csv" in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "mine.geojson: not JSON"),
        ("[1]", "not a FeatureCollection"),
        ('{"type": "Topology"}', "not a FeatureCollection"),
        (collection(), "mine.geojson has no features"),
        (collection(7), "feature 1: not a feature"),
        (collection({"geometry": None, "properties": {"name": "A"}}), "feature 1: geometry is missing"),
        (collection(feature("GeometryCollection", [])), "geometry is GeometryCollection"),
        (collection(feature("Point", [1], name="Ab")), "feature 1: its coordinates cannot be read"),
        (collection(feature("Point", ["1", "2"], name="Ab")), "its coordinates cannot be read"),
        (collection(feature("Point", [True, 1], name="Ab")), "its coordinates cannot be read"),
        (collection(feature("Polygon", [], name="Ab")), "its coordinates cannot be read"),
        (collection(feature("LineString", [[0]], name="Ab")), "its coordinates cannot be read"),
        (collection(feature("Point", [1, 2], title="Ab")), "feature 1: the name is empty"),
        (collection(feature("Point", [2, 100], name="Ab")), "feature 1: lat is 100"),
        (collection(feature("Point", [1, 2], name="Ab"), crs={"type": "name", "properties": {"name": "EPSG:3857"}}), "not in WGS 84"),
    ],
)  # fmt: skip
def test_a_fault_of_a_geojson_file_is_named_with_its_feature(tmp_path, text, words):
    with pytest.raises(InputError) as caught:
        opened(tmp_path, text, "mine.geojson")
    assert words in str(caught.value)
    assert "mine.geojson" in str(caught.value)
    assert caught.value.hint


def test_a_file_that_is_missing_foreign_or_not_utf8_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"cannot read .*none\.csv"):
        open_gazetteer(tables=[tmp_path / "none.csv"])
    with pytest.raises(InputError, match="not a table of places"):
        opened(tmp_path, "x", "mine.xlsx")
    for encoding in ("utf-16", "latin-1"):
        path = table(tmp_path, "name,lat,lon\nAb,1,2\nKöln,3,4\n", encoding=encoding)
        with pytest.raises(InputError, match=r"mine\.csv, line \d: not UTF-8"):
            open_gazetteer(tables=[path])


def test_swapped_coordinates_are_suspected(tmp_path):
    with pytest.raises(InputError) as caught:
        opened(tmp_path, "name,lat,lon\nSydney West,151.2,-33.9\n")
    assert "swapped" in caught.value.hint
