"""Attributions of reports of several conflicts and styles."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from helpers_attribution import read, said, triples
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import DataError
from dateline.layers.attribution import cues
from dateline.layers.attribution.attributions import Attribution, find_attributions

if TYPE_CHECKING:
    from dateline.geo.parse import Parse


EXAMPLES = [
    (
        "The governor of Kharkiv said that two drones hit a depot near Izium.",
        ("indirect", "The governor of Kharkiv", "said", "that two drones hit a depot near Izium"),
    ),
    (
        "“Our forces crossed the river at dawn,” said Colonel Amadou Diallo.",
        (
            "direct",
            "Colonel Amadou Diallo",
            "said",
            "“Our forces crossed the river at dawn,”",
        ),
    ),
    (
        "«The base will stay open for ten years,» the minister noted.",
        ("direct", "the minister", "noted", "«The base will stay open for ten years,»"),
    ),
    (
        'Rear Admiral Chen told reporters: "The patrol ended without incident."',
        (
            "direct",
            "Rear Admiral Chen",
            "told",
            '"The patrol ended without incident."',
        ),
    ),
    (
        "According to the Kenyan army, five soldiers died near the Somali border.",
        (
            "indirect",
            "the Kenyan army",
            "According to",
            "five soldiers died near the Somali border",
        ),
    ),
    (
        "Three villages in Tigray were shelled overnight, according to aid workers.",
        (
            "indirect",
            "aid workers",
            "according to",
            "Three villages in Tigray were shelled overnight",
        ),
    ),
    (
        "Armenia plans to withdraw its troops from the border by June.",
        ("indirect", "Armenia", "plans", "to withdraw its troops from the border by June"),
    ),
    (
        "India and China hope to reopen the mountain pass next year.",
        ("indirect", "India and China", "hope", "to reopen the mountain pass next year"),
    ),
    (
        "Norway promised to deliver six tanks to Ukraine.",
        ("indirect", "Norway", "promised", "to deliver six tanks to Ukraine"),
    ),
    (
        "The rebels threatened to blow up the bridge.",
        ("indirect", "The rebels", "threatened", "to blow up the bridge"),
    ),
    (
        "Residents fear that the ceasefire will not hold.",
        ("indirect", "Residents", "fear", "that the ceasefire will not hold"),
    ),
    (
        "Pakistan denied that its jets had entered Afghan airspace.",
        (
            "indirect",
            "Pakistan",
            "denied",
            "that its jets had entered Afghan airspace",
        ),
    ),
    (
        "The alliance believes the missile came from the sea.",
        ("indirect", "The alliance", "believes", "the missile came from the sea"),
    ),
    (
        "The convoy, the ministry said, will reach Goma on Sunday.",
        ("indirect", "the ministry", "said", "The convoy | will reach Goma on Sunday"),
    ),
    (
        "The airfield is under our control, the spokesman claimed.",
        ("indirect", "the spokesman", "claimed", "The airfield is under our control"),
    ),
    (
        "A wave of refugees is expected in Adré.",
        ("sourceless", "", "is expected", "A wave of refugees"),
    ),
    (
        "It is believed that hundreds of fighters left Idlib.",
        ("sourceless", "", "is believed", "that hundreds of fighters left Idlib"),
    ),
    (
        "The president called on both armies to leave the buffer zone.",
        ("indirect", "The president", "called on", "both armies to leave the buffer zone"),
    ),
    (
        "The court rejected Moscow's claim that the shelling was an accident.",
        ("nested", "Moscow's", "claim", "that the shelling was an accident"),
    ),
    (
        "General Park is confident that the new radar will detect launches.",
        (
            "indirect",
            "General Park",
            "confident",
            "that the new radar will detect launches",
        ),
    ),
    (
        "The envoy warned of a new offensive in Marib.",
        ("indirect", "The envoy", "warned of", "a new offensive in Marib"),
    ),
    (
        "Baku accused Yerevan of moving artillery to the border.",
        ("indirect", "Baku", "accused", "moving artillery to the border"),
    ),
    (
        "The mayor said the attack was “a massacre of people who slept” in their homes.",
        (
            "mixed",
            "The mayor",
            "said",
            "the attack was “a massacre of people who slept” in their homes",
        ),
    ),
    (
        "“We are leaving,” said Captain Ruiz. “The town cannot be held any more.”",
        (
            "direct",
            "Captain Ruiz",
            "said",
            "“We are leaving,” | “The town cannot be held any more.”",
        ),
    ),
    (
        "“We lost the road to the capital” — Maryam Haidari",
        ("direct", "Maryam Haidari", "—", "“We lost the road to the capital”"),
    ),
    (
        "The commander continued:\n\n“The valley is ours and nobody will take it back.”",
        (
            "direct",
            "The commander",
            "continued",
            "“The valley is ours and nobody will take it back.”",
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES, ids=[text[:40] for text, _ in EXAMPLES])
def test_the_relation_of_a_sentence_is_found(
    text: str, expected: tuple[str, str, str, str]
) -> None:
    assert expected in triples(read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Minister: we will not sign the treaty\n\nThe talks ended on Friday.",
            ("headline", "Minister", ":", "we will not sign the treaty"),
        ),
        (
            "Japan promises Manila patrol boats\n\nThe deal was signed on Friday.",
            ("headline", "Japan", "promises", "Manila patrol boats"),
        ),
    ],
)
def test_a_headline_has_its_source(text: str, expected: tuple[str, str, str, str]) -> None:
    found = triples(read(text, headline=True))
    assert expected in found


def test_a_cue_in_the_next_sentence_takes_the_sentence_before_and_the_agency_relays_it() -> None:
    parse = read(
        "Estonia will send two howitzers to Ukraine. "
        "Defence Minister Hanno Pevkur promised, Reuters reports."
    )
    found = find_attributions(parse)
    promise = next(a for a in found if a.cue_lemma == "promise")
    relay = next(a for a in found if a.cue_lemma == "report")
    assert said(parse, promise.source) == "Defence Minister Hanno Pevkur"
    assert said(parse, promise.content) == "Estonia will send two howitzers to Ukraine"
    assert relay.kind == "relay"
    assert relay.relay_of == (found.index(promise),)


def test_what_a_quotation_says_is_nested_in_it() -> None:
    parse = read("“We hope that the corridor will open on Monday,” Foreign Minister Sy said.")
    outer, inner = (
        next(a for a in find_attributions(parse) if a.cue_lemma == lemma)
        for lemma in ("say", "hope")
    )
    assert outer.kind == "direct"
    assert inner.kind == "nested"
    assert inner.parent == find_attributions(parse).index(outer)


def test_a_plain_sentence_has_no_attribution() -> None:
    assert triples(read("The brigade was formed in 1998 and is based in Gyumri.")) == []


def test_an_empty_report_has_no_attribution() -> None:
    assert find_attributions(read("")) == ()


def test_a_quotation_over_two_paragraphs_has_one_speaker() -> None:
    parse = read(
        "“The first column left at night,” General Okoro said. “It met no resistance.\n\n"
        "“The second one is still waiting for fuel.”"
    )
    speech = [a for a in find_attributions(parse) if a.kind == "direct"]
    assert len(speech) == 1
    assert said(parse, speech[0].content).endswith("“The second one is still waiting for fuel.”")


def test_every_row_of_the_lexicon_is_read_once() -> None:
    lexicon = cues.load_cues()
    assert {cue.cue_class for found in lexicon.values() for cue in found} >= {"promise", "deny"}
    assert all(cue.frames for found in lexicon.values() for cue in found)


def test_a_bad_lexicon_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(cues, "LEXICON", "../../tests/none.csv")
    cues.load_cues.cache_clear()
    with pytest.raises((DataError, FileNotFoundError)):
        cues.load_cues()
    monkeypatch.undo()
    cues.load_cues.cache_clear()


def _check(parse: Parse, found: tuple[Attribution, ...]) -> None:
    for number, attribution in enumerate(found):
        assert attribution.cue
        assert attribution.content
        for role in (attribution.source, attribution.cue, attribution.content):
            assert list(role) == sorted(role)
            assert all(span.end <= len(parse.article.text) for span in role)
            assert all(a.end <= b.start for a, b in pairwise(role))
        source = set().union(*(range(s.start, s.end) for s in attribution.source), set())
        content = set().union(*(range(s.start, s.end) for s in attribution.content), set())
        assert not source & content
        assert attribution.parent != number


PIECES = st.sampled_from(
    [
        "he said", "“", "”", "«", "»", "The army", "claims that", "Mali will leave", ",", ".", ":",
        "according to", "officials", "—", "promised", "Reuters reports", "'", "the plan to", "\n\n",
        "it is feared", "We hope", "to withdraw",
    ]
)  # fmt: skip


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(PIECES, min_size=1, max_size=25))
def test_any_text_gives_sound_relations(pieces: list[str]) -> None:
    parse = read(" ".join(pieces))
    _check(parse, find_attributions(parse))
