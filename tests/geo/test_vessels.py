"""Ships are called after towns and rivers: their names are no places."""

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
    """Return the names that are taken for places."""
    article = article_from_text(text, id="t")
    found = recognize_toponyms(article, gazetteer=gazetteer, parse=parse_article(article))
    return [mention.surface for mention in found if mention.kind == "name"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The missile boat Ivanovo sank off Sevastopol.", ["Sevastopol"]),
        ("The frigate Admiral Kazan docked at Tartus.", ["Tartus"]),
        ("USS Boise left Pearl Harbor, and HMS Leeds sailed from Gibraltar.",
         ["Pearl Harbor", "Gibraltar"]),
        ("The ferry Norway caught fire near Zadar.", ["Zadar"]),
        ("INS Chennai shadowed a tug off Colombo.", ["Colombo"]),
        ("The Tripoli III was searched near Misrata.", ["Misrata"]),
    ],
)  # fmt: skip
def test_a_name_behind_a_word_for_a_ship_is_no_place(
    text: str, kept: list[str], gazetteer: Gazetteer
) -> None:
    assert surfaces(text, gazetteer) == kept


def test_a_ship_keeps_its_name_but_the_town_stays_a_town(gazetteer: Gazetteer) -> None:
    text = (
        "The submarine Krasnodar left port on Monday. The Krasnodar carries six missiles. "
        "A refinery burned in Krasnodar."
    )
    article = article_from_text(text, id="t")
    found = recognize_toponyms(article, gazetteer=gazetteer, parse=parse_article(article))
    starts = [m.span.start for m in found if m.surface == "Krasnodar"]
    assert starts == [text.rindex("Krasnodar")]


def test_a_state_that_seizes_a_tanker_is_no_ship(gazetteer: Gazetteer) -> None:
    assert "Iran" in surfaces("The tanker Iran seized in June was freed at Fujairah.", gazetteer)


def test_a_state_is_one_again_where_no_ship_is_meant(gazetteer: Gazetteer) -> None:
    text = (
        "The trawler Jordan was towed to Aqaba. Officials in Amman said that Jordan had protested."
    )
    article = article_from_text(text, id="t")
    found = recognize_toponyms(article, gazetteer=gazetteer, parse=parse_article(article))
    starts = [m.span.start for m in found if m.surface == "Jordan"]
    assert starts == [text.rindex("Jordan")]
