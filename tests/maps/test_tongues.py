"""Do names come in the reader's language, and in the right direction?"""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest
from page_sample import layer
from shapely import LineString, Point

from dateline.maps.drawing.features import features_of
from dateline.maps.drawing.labels import labels_for, named_labels
from dateline.maps.drawing.tongues import DATA, names_in, spoken, spoken_labels, tongues
from dateline.maps.drawing.view import choose_view

MOSUL, TEHRAN = "gn:99072", "gn:112931"


def scene() -> tuple:
    points = [
        {"feature_id": place, "place_id": place, "claim_ids": ["C01"], "name": name,
         "geometry": Point(spot)}
        for place, name, spot in ((MOSUL, "Mosul", (43.13, 36.34)), (TEHRAN, "Tehran", (51.42, 35.69)))
    ]  # fmt: skip
    border = {"feature_id": "b", "place_id": "border:IQ-IR", "name": "Iraq–Iran border",
              "geometry": LineString([(45.4, 35.9), (46.0, 33.0)])}  # fmt: skip
    move = {"feature_id": "m", "place_id": f"{TEHRAN}>{MOSUL}", "name": "Tehran → Mosul",
            "geometry": LineString([(51.42, 35.69), (43.13, 36.34)])}  # fmt: skip
    return features_of(
        [layer("events", *points), layer("borders", border), layer("movements", move)]
    )


def told() -> dict[str, dict[str, str]]:
    features = scene()
    names = {MOSUL: "Mosul", TEHRAN: "Tehran"}
    return tongues(named_labels(features, choose_view(features), names), features)


def test_a_reports_own_places_have_russian_and_local_names() -> None:
    assert (told()["ru"]["Mosul"], told()["local"]["Mosul"]) == ("Мосул", "الموصل")


def test_countries_around_have_them_too() -> None:
    assert told()["ru"]["Turkey"] == "Турция"
    assert told()["local"]["Turkey"] == "Türkiye"


def test_both_ends_of_a_border_keep_their_direction() -> None:
    name = told()["local"]["Iraq–Iran border"]
    assert name == "\u2068العراق\u2069\u200e – \u200e\u2068ایران\u2069"


def test_an_arrow_points_from_the_first_name_to_the_second_in_scripts_from_right_to_left() -> None:
    name = told()["local"]["Tehran → Mosul"]
    assert name.index("تهران") < name.index("→") < name.index("الموصل")
    around = (name[name.index("→") - 2], name[name.index("→") + 2])
    assert [unicodedata.bidirectional(mark) for mark in around] == ["L", "L"]


def test_what_has_no_name_in_a_language_is_left_to_english() -> None:
    assert "" not in told()["ru"].values()
    assert names_in("en", [MOSUL]) == {}
    assert names_in("ru", ["seed:nowhere"]) == {}


def test_a_still_picture_speaks_one_language() -> None:
    features = scene()
    russian = {feature.id: feature.label for feature in spoken(features, "ru")}
    assert russian[MOSUL] == "Мосул"
    assert "Ирак" in russian["b"]
    assert spoken(features, "en") == features
    labels = named_labels(features, choose_view(features))
    assert [len(row) for row in spoken_labels(labels, "ru")] == [len(n.row) for n in labels]


def test_english_labels_do_not_depend_on_other_languages() -> None:
    features = scene()
    view = choose_view(features)
    assert labels_for(features, view) == spoken_labels(named_labels(features, view), "en")


@pytest.mark.parametrize(
    ("place", "russian", "local"),
    [
        ("gn:706483", "Харьков", "Харків"),
        ("gn:1221874", "Душанбе", "Душанбе"),
        ("gn:2761369", "Вена", "Wien"),
        ("country:IL", "Израиль", "ישראל"),
        ("country:GE", "Грузия", "საქართველო"),
        ("region:black-sea", "Чёрное море", ""),
    ],
)
def test_names_are_of_their_language(place: str, russian: str, local: str) -> None:
    assert names_in("ru", [place])[place] == russian
    assert names_in("local", [place]).get(place, "") == local


def test_no_russian_name_has_letters_of_its_neighbours() -> None:
    rows = sqlite3.connect(DATA).execute("SELECT ru FROM name WHERE ru <> ''").fetchall()
    foreign = set("іїєґўјљњћђџѓќѕәғқңөұүһӣӯҳҷ")
    assert len(rows) > 50_000
    assert not [name for (name,) in rows if set(name.lower()) & foreign]


def test_every_local_name_is_composed_text_without_controls() -> None:
    rows = sqlite3.connect(DATA).execute("SELECT ru, own FROM name").fetchall()
    kinds = {unicodedata.category(letter) for row in rows for name in row for letter in name}
    assert "Cc" not in kinds
    assert "Cs" not in kinds
