"""Between reports a contradiction must be one, and a confirmation must have two voices."""

from __future__ import annotations

import importlib.util
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline.geo.reports.reading import article_from_text
from dateline.layers.links.across import link_reports
from dateline.layers.report_sets import ReportClaims, report_key
from dateline.pipeline import analyse, join_reports

if TYPE_CHECKING:
    from types import ModuleType

    from dateline.pipeline import AnalysisSet

SCORE = Path(__file__).parents[2] / "benchmarks" / "quality" / "links" / "score.py"


def joined(*texts: str, dates: tuple[str | None, ...] = ()) -> AnalysisSet:
    given = dates or ("2021-04-14",) * len(texts)
    articles = [
        article_from_text(text, id=f"n{n}", date=date, source=f"Paper {n}")
        for n, (text, date) in enumerate(zip(texts, given, strict=True))
    ]
    return join_reports([analyse(article) for article in articles])


def kinds(*texts: str, dates: tuple[str | None, ...] = ()) -> list[str]:
    return [link.kind for link in joined(*texts, dates=dates).links]


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("links_score", SCORE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclass looks itself up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("only", "count"), [("first", 46), pytest.param(None, 176, marks=pytest.mark.slow)]
)
def test_links_of_the_pairs_are_as_precise_and_complete_as_before(
    score: Any, only: str | None, count: int
) -> None:
    pairs = score.read_pairs(only=only)
    total = score.score(pairs)
    assert len(pairs) == count
    assert total.precision("contradicts") >= 0.95, total.faults
    assert total.recall("contradicts") >= 0.8, total.faults
    assert total.precision("corroborates") >= 0.8, total.faults
    assert total.recall("corroborates") >= 0.8, total.faults
    assert total.recall("repeats") >= 0.85, total.faults


def test_a_contradiction_names_both_numbers_and_points_to_the_earlier_report() -> None:
    (link,) = joined(
        "Twenty soldiers were killed in Mardakert on Monday, the ministry in Baku said.",
        "Two soldiers were killed in Mardakert on Monday, the army of Artsakh said.",
    ).links
    assert (link.kind, link.from_id, link.to_id) == ("contradicts", "r2-C01", "r1-C01")
    assert link.from_words.startswith("Two soldiers")
    assert link.to_words.startswith("Twenty soldiers")


def test_a_least_number_does_not_contradict_a_greater_one() -> None:
    found = kinds(
        "At least 30 people were killed in Kabul on Monday, doctors said.",
        "The attack in Kabul on Monday killed 41 people, the mayor said.",
    )
    assert "contradicts" not in found


def test_reports_of_two_weeks_tell_of_two_events_where_they_name_no_day() -> None:
    texts = (
        "Five soldiers were killed in Menaka, the army said.",
        "Eleven soldiers were killed in Menaka, a rebel spokesman said.",
    )
    assert kinds(*texts, dates=("2021-04-14", "2021-04-14")) == ["contradicts"]
    assert kinds(*texts, dates=("2021-04-14", "2021-04-30")) == []


def test_two_papers_that_relay_one_agency_confirm_nothing() -> None:
    assert kinds(
        "Two boats were attacked off Aden on Monday, Reuters reported.",
        "According to Reuters, two boats were attacked off Aden on Monday.",
    ) == ["repeats"]


def test_two_organs_of_one_state_do_not_confirm_each_other() -> None:
    found = kinds(
        "Gunmen attacked a post in Zaranj on Monday, the Afghan interior ministry said.",
        "The Afghan army said gunmen attacked a post in Zaranj on Monday.",
    )
    assert found
    assert "corroborates" not in found


def test_residents_and_a_ministry_confirm_each_other() -> None:
    assert kinds(
        "Gunmen attacked a post in Zaranj on Monday, the Afghan interior ministry said.",
        "Residents of Zaranj said gunmen attacked a post in Zaranj on Monday.",
    ) == ["corroborates"]


def test_the_airport_of_a_town_and_its_barracks_may_be_held_by_two_sides() -> None:
    assert "contradicts" not in kinds(
        "Rebels control the airport of Bunia, residents said.",
        "The army controls the barracks of Bunia, an officer said.",
    )


def test_who_says_a_town_is_retaken_contradicts_who_holds_it_on_the_same_day_alone() -> None:
    texts = (
        "Rebels control Bunia, a rebel spokesman said.",
        "The army has retaken Bunia, the army said.",
    )
    assert kinds(*texts, dates=("2021-04-14", "2021-04-14")) == ["contradicts"]
    assert kinds(*texts, dates=("2021-04-14", "2021-04-15")) == []


def test_words_before_a_number_are_no_name_of_those_who_act() -> None:
    assert kinds(
        "At least 10,000 people fled Goma on Monday, the Red Cross said.",
        "About 4,000 people fled Goma on Monday, the governor said.",
    ) == ["contradicts"]


def test_five_killed_and_nine_wounded_are_two_claims() -> None:
    assert (
        kinds(
            "Five policemen were killed in Qalat on Tuesday, the governor said.",
            "Nine policemen were wounded in Qalat on Tuesday, residents said.",
        )
        == []
    )


def test_the_attack_is_where_the_sentence_before_says() -> None:
    assert "contradicts" in kinds(
        "A bomb went off in Mogadishu on Monday. The attack killed 23 people, a driver said.",
        "A bomb exploded in Mogadishu on Monday. The attack killed seven people, police said.",
    )


def test_a_headline_sums_up_what_another_report_tells() -> None:
    found = joined(
        "Uganda closes border with Rwanda\n\nTalks failed on Sunday.",
        "Uganda closes its border with Rwanda, traders said. Trucks turned back.",
    )
    assert any(x.kind == "summarises" and x.from_id == "r1-C00" for x in found.links)


def test_links_stand_on_the_claims_too_and_lead_to_claims_that_are_there() -> None:
    found = joined(
        "Shells fell on Marib on Monday, the governor of Marib said.",
        "Residents of Marib said that shells fell on Marib on Monday.",
    )
    claims = {c.id: c for report in found.reports for c in report.claims}
    assert claims["r2-C01"].links[-1].to == "r1-C01"
    assert all(x.to in claims for c in claims.values() for x in c.links)


def test_a_rejected_claim_is_linked_to_nothing() -> None:
    found = joined(
        "Twenty soldiers were killed in Mardakert on Monday, the ministry in Baku said.",
        "Two soldiers were killed in Mardakert on Monday, the army of Artsakh said.",
    )
    first, second = found.reports
    dropped = replace(first, claims=tuple(replace(c, status="rejected") for c in first.claims))
    assert link_reports((first, second))
    assert link_reports((dropped, second)) == ()


def test_two_hundred_reports_of_twenty_five_claims_are_linked_in_seconds() -> None:
    sentences = [
        f"{word} soldiers were killed in {town} on {day}, the governor said."
        for word in ("Two", "Three", "Nine", "Twelve", "Forty")
        for town, day in zip(
            ("Batken", "Osh", "Gao", "Goma", "Herat"),
            ("Monday", "Tuesday", "Sunday", "Friday", "Saturday"),
            strict=True,
        )
    ]
    analysis = analyse(article_from_text("\n\n".join(sentences), id="n", date="2021-04-14"))
    claims = analysis.claims[:25]
    assert len(claims) == 25
    reports = []
    for n in range(200):
        # Towns of its own for each ten reports: a month of news, not one text 200 times.
        own = tuple(
            replace(
                claim,
                id=f"{report_key(n)}-{claim.id}",
                places=tuple(
                    replace(p, place_ids=tuple(f"{i}/{n // 10}" for i in p.place_ids))
                    for p in claim.places
                ),
            )
            for claim in claims
        )
        reports.append(
            ReportClaims(
                key=report_key(n), article=analysis.article, parse=analysis.parse, claims=own
            )
        )
    began = time.process_time()
    links = link_reports(reports)
    assert links
    assert time.process_time() - began < 10  # machines are loaded
