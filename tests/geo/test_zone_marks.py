"""Numbers of posts and paragraphs, and place lines in small letters, are no words of a claim."""

from __future__ import annotations

import pytest

from dateline.geo.parse import DATELINE, parse_article
from dateline.geo.reports.reading import article_from_text


def paragraphs(text: str) -> list[str]:
    article = article_from_text(text, id="t")
    return [
        text[zone.span.start : zone.span.end] for zone in article.zones if zone.kind == "paragraph"
    ]


def test_the_number_of_a_post_is_none_of_its_words() -> None:
    text = (
        "Where is the barge now?\n\n1/ On Monday the barge left Mocha with two cranes on deck.\n\n"
        "2/7 It was seen near Assab on Tuesday by a fishing boat.\n"
    )
    assert [p.split()[0] for p in paragraphs(text)] == ["On", "It"]


def test_numbered_paragraphs_of_a_note_lose_their_numbers() -> None:
    text = (
        "1. The post at Bosaso was attacked at night by men in two boats.\n\n"
        "2. The attackers fled towards Qandala before dawn.\n\n"
        "3. Reinforcements will come from Garowe within two days.\n"
    )
    assert [p.split()[0] for p in paragraphs(text)] == ["The", "The", "Reinforcements"]


def test_a_number_that_opens_one_paragraph_alone_stays() -> None:
    text = "Soldiers left the town on Monday, the mayor said.\n\n14. September will be a holiday there.\n"
    assert paragraphs(text)[1].startswith("14.")


@pytest.mark.parametrize(
    "line",
    [
        "Paramaribo, Monday – ", "Port Sudan, May 3 (Nile Wire) - ", "Kisumu, 12 June -- ",
        "GOMA, 3 May (Agency) - ",
    ],
)  # fmt: skip
def test_a_place_line_is_one_in_small_letters_too_where_it_has_a_day(line: str) -> None:
    found = DATELINE.match(line + "Troops crossed the river.")
    assert found is not None
    assert found.group() == line


@pytest.mark.parametrize(
    "text",
    ["Mary Okello, a nurse – the only one there – stayed.", "Jinja, Uganda – a port – is shut."],
)
def test_a_name_before_a_dash_is_no_place_line_without_a_day(text: str) -> None:
    assert DATELINE.match(text) is None


def test_the_sentence_begins_behind_the_place_line() -> None:
    article = article_from_text(
        "Paramaribo, Monday – Two patrol boats sank on the Marowijne.\n", id="t"
    )
    parse = parse_article(article)
    assert article.slice(parse.sentences[-1]).startswith("Two patrol boats")
