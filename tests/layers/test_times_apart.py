"""Which time is not the event's: one in a clause about the speaker, or of another clause."""

from __future__ import annotations

from claim_runs import extract

from dateline.geo.reports.reading import article_from_text
from dateline.pipeline import analyse


def test_the_time_of_a_clause_about_the_speaker_is_not_the_claim_s() -> None:
    text = "The envoy, who opened an office in May, urged both armies to leave Abyei."
    _, _, (claim,) = extract(text, "who")
    assert claim.time is None


def test_the_time_of_the_clause_before_a_semicolon_is_not_the_next_one_s() -> None:
    text = "The Marines finished their move out of Camp Ross near Gao on 3 May 2022; the yard cost two million dollars and had a fence of 900 metres."
    _, _, claims = extract(text, "semicolon")
    assert claims[-1].time is None


def test_a_weekday_of_a_condition_or_a_guess_lies_ahead() -> None:
    text = "If she sails by Tuesday, the tanker should reach Izmir on Wednesday.\n"
    analysis = analyse(article_from_text(text, id="t", date="2023-03-12"))  # a Sunday
    (claim,) = analysis.claims
    assert claim.time is not None
    assert claim.time.value == "2023-03-15"


def test_a_time_behind_when_belongs_to_its_clause() -> None:
    text = (
        "Niger did not forget it when on the night of 2 to 3 June 2024 it lost a drone near Arlit."
    )
    _, _, claims = extract(text, "when")
    assert [c.time.value for c in claims if c.time] == ["2024-06-02/2024-06-03"]
    assert len(claims) == 1
