"""What the parser ties wrongly is put right, and what it ties rightly stays."""

from __future__ import annotations

import pytest
from helpers_claims import article_of, contents, drafted
from hypothesis import given
from hypothesis import strategies as st

from dateline.geo.parse import parse_article
from dateline.layers.syntax.mending import base_form, mended


@pytest.mark.parametrize(
    ("form", "tag", "lemma", "expected"),
    [
        ("hopes", "VBZ", "hop", "hope"),
        ("hoped", "VBD", "hop", "hope"),
        ("hopped", "VBD", "hop", "hop"),
        ("hops", "VBZ", "hop", "hop"),
        ("planned", "VBD", "plan", "plan"),
        ("visited", "VBD", "visit", "visit"),
        ("fixed", "VBD", "fix", "fix"),
        ("Cited", "VBN", "cit", "cite"),
        ("passes", "VBZ", "pass", "pass"),
        ("fled", "VBD", "flee", "flee"),
    ],
)
def test_a_short_verb_that_does_not_double_its_last_letter_ends_in_e(
    form: str, tag: str, lemma: str, expected: str
) -> None:
    assert base_form(form, tag, lemma) == expected


@given(st.from_regex(r"[a-z]{1,9}", fullmatch=True), st.sampled_from(["VBZ", "VBD", "NN"]))
def test_a_form_equal_to_its_dictionary_form_is_never_changed(word: str, tag: str) -> None:
    assert base_form(word, tag, word) == word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Governor Lucía Paz said two bridges were mined and asked the navy to send divers.",
            [
                ("two bridges were mined", "say"),
                ("the navy to send divers", "ask"),
            ],
        ),
        (
            "The admiral denied that any frigate was hit and claimed that drones sank a tanker.",
            [("any frigate was hit", "deny"), ("drones sank a tanker", "claim")],
        ),
        (
            "Admiral Okoro said in a letter to The Nation that Bonny would be defended.",
            [("Bonny would be defended", "say")],
        ),
        (
            "Baku urged its citizens to leave and accused the militia of shelling the road.",
            [
                ("its citizens to leave", "urge"),
                ("the militia of shelling the road", "accuse"),
            ],
        ),
        (
            "The colonel said his men held the pass and that they would stay.",
            [("his men held the pass", "say"), ("they would stay", "say")],
        ),
        (
            "Three trawlers were rammed off Natuna, it was claimed on Monday.",
            [("Three trawlers were rammed off Natuna", "claim")],
        ),
    ],
)
def test_each_statement_of_a_sentence_has_its_own_cue(
    text: str, expected: list[tuple[str, str]]
) -> None:
    parse, attributions, drafts = drafted(text)
    found = [
        (parse.article.slice(d.content), attributions[d.stances[0]].cue_lemma if d.stances else "")
        for d in drafts
    ]
    assert found == expected


def test_who_may_speak_keeps_the_verb_joined_to_it() -> None:
    text = "The minister said the general was tired and asked for leave."
    parse = parse_article(article_of(text))
    verb = next(t for t in mended(parse).doc if t.text == "asked")
    assert verb.head.text != "said"


def test_mending_leaves_the_parse_that_it_is_given_as_it_was() -> None:
    parse = parse_article(article_of("Mayor Ines Roca said a mill was burnt and asked for help."))
    before = [(t.head.i, t.dep_, t.lemma_) for t in parse.doc]
    fixed = mended(parse)
    assert [(t.head.i, t.dep_, t.lemma_) for t in parse.doc] == before
    assert fixed.starts == parse.starts
    assert [t.text for t in fixed.doc] == [t.text for t in parse.doc]


def test_mending_twice_changes_nothing_more() -> None:
    parse = mended(
        parse_article(article_of("Mayor Ines Roca said a mill was burnt and asked for help."))
    )
    again = mended(parse)
    assert [(t.head.i, t.dep_) for t in again.doc] == [(t.head.i, t.dep_) for t in parse.doc]


@pytest.mark.parametrize(
    "text",
    [
        "KISANGANI, 4 June (Agency) - Rebels burnt two depots near Ituri.",
        "PORT SUDAN — Rebels burnt two depots near Ituri.",
        "BAIDOA/MOGADISHU - Rebels burnt two depots near Ituri.",
    ],
)
def test_the_first_sentence_of_a_wire_begins_behind_its_place_line(text: str) -> None:
    assert contents(text) == ["Rebels burnt two depots near Ituri"]


def test_a_lone_first_word_is_no_sentence() -> None:
    found = contents("Imagery collected on 2 May shows new berms at Jijiga.")
    assert found == ["Imagery collected on 2 May shows new berms at Jijiga"]


def test_whoever_only_begins_to_speak_claims_nothing_by_that() -> None:
    assert contents("President Ali Noor hit back, saying the port was open.") == [
        "the port was open"
    ]
