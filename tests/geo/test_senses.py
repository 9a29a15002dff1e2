"""One name, two places in one report: the city and its region, the town and its airport."""

from __future__ import annotations

import pytest

from dateline.geo.gazetteer.gazetteer import Gazetteer, open_gazetteer
from dateline.geo.parse import parse_article
from dateline.geo.recognition.toponyms import recognize_toponyms
from dateline.geo.reports.reading import article_from_text
from dateline.geo.resolution.resolve import resolve_toponyms


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def places(text: str, gazetteer: Gazetteer) -> list[tuple[str, str, str]]:
    """Return the words, the country and the GeoNames code of every name."""
    article = article_from_text(text, id="t")
    mentions = recognize_toponyms(article, gazetteer=gazetteer, parse=parse_article(article))
    found = resolve_toponyms(article, mentions, gazetteer=gazetteer)
    return [
        (r.mention.surface, r.place.country, r.place.feature_code) if r.place else
        (r.mention.surface, "", "")
        for r in found if r.mention.kind in {"name", "metonym"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A rocket hit a bakery in Kherson.", [("Kherson", "UA", "PPLA")]),
        ("A rocket hit a bakery in Sumy. Farms in Sumy region were emptied.",
         [("Sumy", "UA", "PPLA"), ("Sumy", "UA", "ADM1")]),
        ("Schools in Gedo and Bakool regions are shut.",
         [("Gedo", "SO", "ADM1"), ("Bakool", "SO", "ADM1")]),
        ("The army holds the provinces of Herat, Farah and Nimroz.",
         [("Herat", "AF", "ADM1"), ("Farah", "AF", "ADM1"), ("Nimroz", "AF", "ADM1")]),
        ("Villages in Idlib and Homs burned.", [("Idlib", "SY", "ADM1"), ("Homs", "SY", "ADM1")]),
        ("Two men died in Toretsk, Donetsk.",
         [("Toretsk", "UA", "PPL"), ("Donetsk", "UA", "ADM1")]),
        ("Flights from Kabul airport stopped. Shops in Kabul closed.",
         [("Kabul", "AF", "AIRP"), ("Kabul", "AF", "PPLC")]),
    ],
)  # fmt: skip
def test_the_words_beside_a_name_choose_between_city_and_area(
    text: str, wanted: list[tuple[str, str, str]], gazetteer: Gazetteer
) -> None:
    found = places(text, gazetteer)
    assert [f[:2] for f in found] == [w[:2] for w in wanted]
    for (_, _, code), (_, _, least) in zip(found, wanted, strict=True):
        assert code.startswith(least)


def test_a_city_speaks_for_its_own_country_whatever_capital_is_also_called_so(
    gazetteer: Gazetteer,
) -> None:
    assert places("Delhi rejects the map.", gazetteer)[0][1] == "IN"


def test_a_short_name_is_the_feature_that_the_report_has_by_another_name(
    gazetteer: Gazetteer,
) -> None:
    text = "Cutters met near Bajo de Masinloc, Manila said. No one fired at Scarborough."
    assert places(text, gazetteer)[-1] == ("Scarborough", "", places(text, gazetteer)[0][2])


def test_a_far_namesake_is_not_drawn_where_none_is_likelier(gazetteer: Gazetteer) -> None:
    found = places("The trenches run between Tsorona, Zalambessa and Rama.", gazetteer)
    assert found[-1] == ("Rama", "", "")


def test_names_without_any_candidate_tell_nothing_about_the_others(gazetteer: Gazetteer) -> None:
    found = places("Troops stand at Rubaya, Qezzuri, Vuhembe and Orramkul.", gazetteer)
    assert found[0][:2] == ("Rubaya", "CD")
