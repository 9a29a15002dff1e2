"""An analyst's grade is on the card when somebody graded, and only then."""

from __future__ import annotations

import pytest
from page_sample import FIRST, claim

from dateline.maps.page.cards import claim_cards


def _card(**fields: object) -> str:
    return str(claim_cards([claim("C01", FIRST, "shells fell on Adre", **fields)]))


def test_a_claim_that_nobody_graded_shows_no_grade() -> None:
    assert "Analyst" not in _card(grade="F6", graded_by=None, note=None)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"grade": "B3", "graded_by": "Nadia K."},
            "Analyst's grade: B3 (source usually reliable; information possibly true), by Nadia K.",
        ),
        (
            {"grade": "F6", "graded_by": "Omar"},
            "Analyst's grade: F6 (source reliability cannot be judged; information truth cannot be judged), by Omar",
        ),
        (
            {"grade": "E5"},
            "Analyst's grade: E5 (source unreliable; information improbable)",
        ),
        ({"note": "Ask the garrison."}, "Analyst's note: Ask the garrison."),
    ],
)  # fmt: skip
def test_what_the_analyst_says_is_on_the_card(fields: dict[str, str], words: str) -> None:
    assert words in _card(**fields).replace("&#x27;", "'").replace("&#39;", "'")


def test_the_analysts_words_are_escaped() -> None:
    card = _card(grade="<b>", graded_by="<i>", note="<script>")
    assert not [tag for tag in ("<b>", "<i>", "<script>") if tag in card]
