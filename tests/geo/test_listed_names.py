"""Villages that no gazetteer has are found by the list or the distance in which they stand."""

from __future__ import annotations

import pytest

from dateline.geo.gazetteer.gazetteer import Gazetteer, open_gazetteer
from dateline.geo.parse import parse_article
from dateline.geo.recognition.toponyms import recognize_toponyms
from dateline.geo.reports.reading import article_from_text


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def surfaces(text: str, gazetteer: Gazetteer) -> list[str]:
    article = article_from_text(text, id="t")
    found = recognize_toponyms(article, gazetteer=gazetteer, parse=parse_article(article))
    return [mention.surface for mention in found if mention.kind in {"name", "metonym"}]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Clashes were reported in Agordat, Zarqetu, Keren and Habrenqaqa.",
         ["Agordat", "Zarqetu", "Keren", "Habrenqaqa"]),
        ("Herders fled the villages of Moyale, Gurrabulo and Tesso Dima.",
         ["Moyale", "Gurrabulo", "Tesso Dima"]),
        ("Mines lie within 3 km of Bezhqara.", ["Bezhqara"]),
        ("The post is 12 miles north-east of Tillakoum.", ["Tillakoum"]),
    ],
)  # fmt: skip
def test_what_stands_in_a_list_of_places_is_one(
    text: str, wanted: list[str], gazetteer: Gazetteer
) -> None:
    assert surfaces(text, gazetteer) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "In Kabul, Karimi and Ahmadzai met.",
        "She spoke in Vienna, Reuters reported, and left.",
        "The ministers Haddad, Nassar and Sayegh left Beirut on Friday.",
        "He worked in Lima on Monday, Tuesday and Friday.",
    ],
)
def test_a_list_of_others_is_left_alone(text: str, gazetteer: Gazetteer) -> None:
    names = {"Ahmadzai", "Reuters", "Haddad", "Nassar", "Sayegh", "Monday", "Friday"}
    assert not names.intersection(surfaces(text, gazetteer))


def test_a_village_is_known_again_where_a_place_stands(gazetteer: Gazetteer) -> None:
    text = "Rebels took the village of Zarqetu on Monday. Residents of Zarqetu fled."
    assert surfaces(text, gazetteer) == ["Zarqetu", "Zarqetu"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Algiers called it a lie, and Rabat shrugged.", ["Algiers", "Rabat"]),
        ("Sofia Petrova left for Prague.", ["Prague"]),
        ("Nuuk refused, an aide said.", ["Nuuk"]),
    ],
)
def test_a_capital_alone_is_a_place_and_a_given_name_is_none(
    text: str, wanted: list[str], gazetteer: Gazetteer
) -> None:
    assert surfaces(text, gazetteer) == wanted
