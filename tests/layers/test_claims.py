"""Claims of whole reports that were annotated before any rule was run on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from claim_reports import REPORTS
from claim_runs import extract, run

from dateline.geo.reports.article import Article

if TYPE_CHECKING:
    from dateline.layers.claims.claims import Claim

NEARLY = 0.9  # share of words that a claim's content must have in common with the annotation


def _overlap(claim: Claim, start: int, end: int) -> float:
    shared = min(claim.content.end, end) - max(claim.content.start, start)
    return 2 * max(0, shared) / (claim.content.end - claim.content.start + end - start)


def _pairs(name: str) -> list[tuple[Claim, str, str]]:
    text, annotations = REPORTS[name]
    _, _, claims = run(name)
    found = []
    for words, who, act in annotations:
        start = text.index(words)
        best = max(claims, key=lambda c: _overlap(c, start, start + len(words)))
        if _overlap(best, start, start + len(words)) >= NEARLY:
            found.append((best, who, act))
    return found


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_all_annotated_claims_are_found_and_hardly_any_other(name: str) -> None:
    found = {claim.id for claim, _, _ in _pairs(name)}
    assert len(found) == len(REPORTS[name][1])
    assert len(run(name)[2]) <= len(found) + 1


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_speakers_and_acts_are_as_annotated(name: str) -> None:
    for claim, who, act in _pairs(name):
        if who:
            assert who.lower() in claim.speaker.name.lower()
        else:
            assert claim.speaker.kind == "outlet"
        assert claim.act == act


def test_the_headline_is_claim_zero_and_the_rest_count_on() -> None:
    _, _, claims = run("wire")
    assert [c.id for c in claims] == [f"C{n:02d}" for n in range(len(claims))]
    assert [c.tier for c in claims].count("headline") == 1


def test_an_agency_relays_and_later_words_of_the_speaker_are_inferred() -> None:
    text = (
        "The fleet will leave Tartus. Admiral Igor Belov promised, TASS reports.\n\n"
        "Belov added that two ships had already sailed."
    )
    _, _, claims = extract(text, "relay")
    assert [c.speaker.name for c in claims] == ["Igor Belov", "Igor Belov"]
    assert [(c.via.name, c.via.explicit) for c in claims if c.via] == [
        ("TASS", True),
        ("TASS", False),
    ]


def test_a_sentence_after_a_quotation_is_flagged_and_stays_with_the_outlet() -> None:
    text = '"The road is open," Major Sara Lind said. Trucks reach Abyei again.'
    _, _, claims = extract(text, "flag")
    assert claims[-1].speaker.kind == "outlet"
    assert claims[-1].flags == ("possibly indirect speech",)


def test_an_empty_report_has_no_claims() -> None:
    article, parse, claims = extract("\n", "empty")
    assert isinstance(article, Article)
    assert claims == ()
    assert parse.sentences == ()


def test_the_grade_is_never_inferred() -> None:
    assert {c.grade for name in REPORTS for c in run(name)[2]} == {"F6"}


def test_actors_and_recipients_have_country_and_sector() -> None:
    _, _, claims = run("summary")
    (claim,) = [c for c in claims if c.act == "promise" and c.speaker.name == "Estonia"]
    assert [(a.text, a.country, a.sector) for a in claim.actors] == [("Estonia", "EST", "GOV")]
    assert [(a.text, a.country) for a in claim.recipients] == [("Finland", "FIN")]


@pytest.mark.parametrize(
    ("sentence", "actors", "recipients"),
    [
        ("Dozens of families fled from Agdam to Barda.", ["Dozens of families"], []),
        ("Baku accused Yerevan of shelling a village.", ["Baku"], ["Yerevan"]),
        ("Two gunmen are believed to have killed a guard.", ["Two gunmen"], ["guard"]),
        ("Six jets of the Greek air force patrolled the strait.",
         ["Six jets of the Greek air force"], []),
    ],
)  # fmt: skip
def test_places_gone_to_are_no_recipients_and_governments_are(
    sentence: str, actors: list[str], recipients: list[str]
) -> None:
    _, _, claims = extract(f"Report from the region today\n\n{sentence}\n", "actors")
    last = claims[-1]
    assert [a.text for a in last.actors] == actors
    assert [a.text for a in last.recipients] == recipients


def test_no_place_is_carried_over_from_a_verb_that_names_no_event() -> None:
    text = (
        "Images of the northern front\n\nSatellite images show trenches near Gori. "
        "A second video shows a burnt truck.\n"
    )
    _, _, claims = extract(text, "carried")
    assert [p.resolves_to for p in claims[-1].implied_places] == []
