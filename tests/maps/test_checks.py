"""How do checks against our data stand on a claim's card?"""

from __future__ import annotations

from typing import Any

from dateline.geo.reports.reading import article_from_text
from dateline.layers.claims.records import claim_record
from dateline.maps.page.cards import claim_cards
from dateline.pipeline import analyse

TEXT = "Nairobi, the capital of Kenya, was quiet. Shelling hit Kenya's capital Mombasa."


def records() -> list[dict[str, Any]]:
    analysis = analyse(article_from_text(TEXT, id="t"))
    return [claim_record(claim, analysis.article) for claim in analysis.claims]


def test_a_card_shows_words_our_figure_source_and_result() -> None:
    page = str(claim_cards(records()))
    assert "agreement with our data · capital" in page
    assert "difference from our data · capital" in page
    assert "<q>Nairobi, the capital of Kenya</q>" in page
    assert "the capital of Kenya is Nairobi · GeoNames" in page


def test_a_card_without_checks_has_no_list_of_them() -> None:
    given = records()
    for record in given:
        record["checks"] = []
    assert 'class="checks"' not in str(claim_cards(given))


def test_a_check_s_date_and_note_are_shown_and_text_is_escaped() -> None:
    (record, *_) = records()
    record["checks"][0] |= {"text": "<b>x</b>", "source_date": "2026", "note": "a <i>note</i>"}
    page = str(claim_cards([record]))
    assert "· GeoNames, 2026" in page
    assert "<b>x</b>" not in page
    assert "&lt;i&gt;note" in page
