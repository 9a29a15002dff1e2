"""Which of the times around a claim dates its own event?"""

from __future__ import annotations

import pytest
from tests.layers.helpers_claims import drafted

from dateline.layers.times.claim_times import time_of
from dateline.layers.times.times import find_times


def _cores(text: str) -> list[str | None]:
    parse, _, drafts = drafted(text)
    times = find_times(parse)
    found = [time_of(draft, parse, times) for draft in drafts]
    return [time.core if time else None for time in found]


def test_a_date_goes_before_a_duration() -> None:
    assert _cores("Herders waited for up to six hours at the ford on Saturday.") == ["Saturday"]


def test_a_date_before_the_subject_is_no_part_of_it() -> None:
    assert _cores("At noon on Friday shells fell on the ford.") == ["noon on Friday"]


def test_a_duration_counts_where_nothing_else_dates_the_event() -> None:
    assert _cores("The army has held the ridge for nearly three years.") == ["nearly three years"]


def test_an_object_that_is_a_duration_dates_nothing() -> None:
    assert _cores("The judges gave the smuggler four years.") == [None]


@pytest.mark.parametrize(
    "sentence",
    [
        "Chad broke the treaty of 1966.",
        "The engineer repaired the pump that rebels damaged in May.",
        "The 2011 accord kept both armies from the valley.",
    ],
)
def test_the_date_of_a_noun_is_not_the_date_of_the_event(sentence: str) -> None:
    assert _cores(sentence) == [None]


def test_a_time_before_conjoined_verbs_holds_for_each() -> None:
    cores = _cores("Since March, the rebels have mined two fords and burned nine villages.")
    assert len(cores) == 2
    assert set(cores) == {"March"}


def test_a_time_after_the_first_verb_is_not_lent_to_the_second() -> None:
    cores = _cores("The rebels mined two fords on Monday and the army burned nine villages.")
    assert cores == ["Monday", None]
