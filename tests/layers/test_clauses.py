"""Where claims begin and end, over several conflicts and styles."""

from __future__ import annotations

import pytest
from helpers_claims import contents, drafted
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The general said that the brigade had left Juba.",
            ["the brigade had left Juba"],
        ),
        (
            "According to residents, two shells fell near the market in Kherson.",
            ["two shells fell near the market in Kherson"],
        ),
        (
            "The army shelled Kidal, and rebels fired back from the hills.",
            ["The army shelled Kidal", "rebels fired back from the hills"],
        ),
        (
            "The regiment was raised in 1951 and is stationed in Pskov.",
            ["The regiment was raised in 1951", "is stationed in Pskov"],
        ),
        (
            "Moreover, the army controls the bridge.",
            ["the army controls the bridge"],
        ),
        (
            "On Tuesday, a drone struck the depot in Feodosia.",
            ["a drone struck the depot in Feodosia"],
        ),
        (
            "In the north, militants hold three villages.",
            ["In the north, militants hold three villages"],
        ),
        (
            "If the talks fail, Ethiopia will close the border.",
            ["If the talks fail, Ethiopia will close the border"],
        ),
        (
            "The convoy, which carried food, reached Gaza on Sunday.",
            ["The convoy, which carried food, reached Gaza on Sunday"],
        ),
        (
            "France plans to withdraw its soldiers by December.",
            ["France plans to withdraw its soldiers by December"],
        ),
        (
            "Fighting resumed simultaneously with the evacuation of foreign citizens from Khartoum.",
            ["Fighting resumed", "the evacuation of foreign citizens from Khartoum"],
        ),
        (
            "Two villagers were killed and five wounded.",
            ["Two villagers were killed and five wounded"],
        ),
        ("The ministry denied the allegations.", ["The ministry denied the allegations"]),
        (
            "The governor said the enemy attacked and attacked again near Vovchansk.",
            ["the enemy attacked and attacked again near Vovchansk"],
        ),
        (
            "NAIROBI - Al-Shabab fighters seized the town of Adan Yabaal.",
            ["Al-Shabab fighters seized the town of Adan Yabaal"],
        ),
    ],
)
def test_a_claim_is_its_clause_without_what_reports_it(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


def test_an_elided_subject_is_that_of_the_first_verb() -> None:
    parse, _, drafts = drafted("The squadron was formed in 1943 and is based in Lossiemouth.")
    assert drafts[1].inherits_from == 0
    assert [parse.doc[i].text for i in drafts[1].subject] == ["The", "squadron"]


def test_a_time_set_off_by_a_comma_is_outside_the_content_but_within_reach() -> None:
    parse, _, (draft,) = drafted("In late May, Serbia moved troops to the boundary line.")
    assert parse.doc[draft.reach].text == "In"
    assert parse.article.slice(draft.content).startswith("Serbia")


def test_a_hope_in_a_quotation_keeps_the_quoted_speaker() -> None:
    parse, attributions, drafts = drafted(
        '"We hope that the ceasefire will hold," Ambassador Linda Okoro said.'
    )
    (draft,) = drafts
    assert parse.article.slice(draft.content) == "the ceasefire will hold"
    assert draft.attribution is not None
    assert parse.article.slice(attributions[draft.attribution].source[0]).endswith("Okoro")


def test_a_lone_word_is_no_claim() -> None:
    assert contents("Background") == []


@given(st.lists(st.sampled_from([
    "Rebels hold Aleppo.", "He said so.", '"We won," she said.', "and", "Troops, he said,",
    "left.", "If", "the war ends", "(Reuters)", "—", "!", "Kyiv hopes that it stops.",
]), min_size=1, max_size=8))  # fmt: skip
def test_contents_are_words_of_one_sentence_and_hold_their_head(parts: list[str]) -> None:
    parse, _, drafts = drafted(" ".join(parts))
    for draft in drafts:
        sentence = parse.sentences[draft.sentence]
        assert sentence.start <= draft.content.start < draft.content.end <= sentence.end
        assert draft.head in draft.tokens
