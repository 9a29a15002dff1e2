"""Time expressions: found where they stand, valued in EDTF, and never filled in."""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.geo.parse import parse_article
from dateline.geo.reports.article import Article, Span, Zone
from dateline.layers.times.times import TimeExpression, find_times

GOLD = Path(__file__).parent / "data" / "times.jsonl"
# ISO 8601-2: date, season, decade, century; approximate; interval with open ends; one of a set.
_DATE = r"(?:\d{4}(?:-\d\d){0,2}|\d{3}X|\d\dXX)~?"
EDTF = re.compile(rf"(?:{_DATE}|\.\.)/(?:{_DATE}|\.\.)|{_DATE}|\[{_DATE},{_DATE}\]")


def _article(text: str, kind: str = "paragraph") -> Article:
    zones = (Zone(span=Span(0, len(text)), kind=kind),) if text.strip() else ()  # type: ignore[arg-type]
    return Article(id="t", text=text, sha256="", zones=zones)


@lru_cache(maxsize=64)
def _times(text: str, published: str | None = None) -> tuple[TimeExpression, ...]:
    return find_times(parse_article(_article(text)), published=published)


def _one(text: str, published: str | None = None) -> TimeExpression:
    (found,) = _times(text, published)
    return found


def test_values_of_the_gold_sentences_are_right() -> None:
    right = found = wanted = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        gold = {(time["text"], time["value"]) for time in case["times"]}
        times = {(time.text, time.value) for time in _times(case["text"], case["published"])}
        right, found, wanted = right + len(gold & times), found + len(times), wanted + len(gold)
    assert wanted >= 260
    assert 2 * right / (found + wanted) >= 0.97


def test_kinds_values_and_modifiers_of_the_gold_sentences_are_timex3() -> None:
    checked = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        found = {time.text: time for time in _times(case["text"], case["published"])}
        for gold in case["times"]:
            for field in {"timex", "mod", "kind"} & gold.keys():
                assert getattr(found[gold["text"]], field) == gold[field], (case["text"], field)
                checked += 1
    assert checked >= 60


@pytest.mark.parametrize(
    ("sentence", "core"),
    [
        ("At the end of March the guards left.", "the end of March"),
        ("The guards left in the coming days.", "the coming days"),
        ("In the past 24 hours two guards left.", "the past 24 hours"),
        ("At about 06:10 yesterday two guards left.", "about 06:10 yesterday"),
        ("The guards left in the early 1990s.", "the early 1990s"),
        ("Earlier this week the guards left.", "Earlier this week"),
        ("The guards have been away for almost two years.", "almost two years"),
        ("The 1988 quake is remembered here.", "1988"),
        ("Shells fell during the night.", "the night"),
    ],
)
def test_article_and_modifier_belong_to_the_expression_and_the_preposition_does_not(
    sentence: str, core: str
) -> None:
    assert _one(sentence, "1999-04-08").core == core


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("From Monday to Wednesday the ford was open.", "2023-06-12/2023-06-14"),
        ("From Friday to Sunday the ford was open.", "2023-06-09/2023-06-11"),
        ("From Friday to Sunday the ford will be open.", "2023-06-16/2023-06-18"),
        ("Overnight into Tuesday the ford was mined.", "2023-06-12/2023-06-13"),
    ],
)
def test_a_range_of_weekdays_never_runs_backwards(sentence: str, value: str) -> None:
    assert _one(sentence, "2023-06-14").value == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("since last week", "2023-06-05/.."),
        ("after the weekend", "2023-06-11/.."),
        ("before this week", "../2023-06-12"),
    ],
)
def test_a_bound_takes_the_right_end_of_a_week(words: str, value: str) -> None:
    assert _one(f"The ferry has been idle {words}.", "2023-06-14").value == value


@pytest.mark.parametrize(
    "sentence",
    [
        "A 72-hour truce and a three-day visit were agreed.",
        "The daily paper and the spring offensive were mentioned.",
        "For a second time the mast fell.",
        "They pay 200 euros a day and drive 60 kilometres an hour.",
        "During Ramadan and at Christmas the market closes.",
        "One quarter of the herd is gone.",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(sentence: str) -> None:
    assert _times(sentence, "2023-06-14") == ()


def test_every_value_is_edtf_and_every_span_slices_back() -> None:
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        article = _article(case["text"])
        for time in _times(case["text"], case["published"]):
            assert article.slice(time.span) == time.text
            assert article.slice(time.core_span) == time.core
            assert time.value is None or EDTF.fullmatch(time.value), time.value


def test_a_missing_year_stays_missing_without_the_reports_date() -> None:
    time = _one("In late October the garrison was relieved.")
    assert (time.value, time.timex, time.mod) == (None, "XXXX-10", "END")
    assert not time.resolvable_without_dct
    assert (time.earliest, time.latest) == (None, None)


def test_the_reports_date_gives_the_year_but_the_words_stay_what_they_were() -> None:
    time = _one("In late October the garrison was relieved.", "2019-11-20")
    assert (time.value, time.timex) == ("2019-10~", "XXXX-10")
    assert (time.earliest, time.latest) == ("2019-10-21", "2019-10-31")
    assert not time.resolvable_without_dct


def test_a_year_of_publication_never_makes_a_weekday() -> None:
    assert _one("On Thursday the garrison was relieved.", "2019").value is None


@pytest.mark.parametrize(
    ("words", "value", "bound", "earliest", "latest"),
    [
        ("until 2031", "../2031", "end", None, "2031-12-31"),
        ("since 2009", "2009/..", "start", "2009-01-01", None),
        ("by 2031", "../2031", "before_or_at", None, "2031-12-31"),
        ("before 2009", "../2009", "before", None, "2009-01-01"),
        ("after 2009", "2009/..", "after", "2009-01-01", None),
        ("in 2009", "2009", None, "2009-01-01", "2009-12-31"),
    ],
)
def test_prepositions_make_bounds(
    words: str, value: str, bound: str | None, earliest: str | None, latest: str | None
) -> None:
    time = _one(f"Peacekeepers patrol the zone {words}.")
    assert (time.text, time.value, time.bound) == (words, value, bound)
    assert (time.earliest, time.latest) == (earliest, latest)
    assert time.resolvable_without_dct


def test_hard_spaces_and_line_ends_inside_a_date_do_not_hide_it() -> None:
    time = _one("The pact of 7\u00a0August\n2008 was signed\u00a0there.")
    assert (time.text, time.value) == ("7\u00a0August\n2008", "2008-08-07")


def test_a_clock_time_keeps_its_hour_apart_from_the_day() -> None:
    time = _one("At 5:40 a.m. on 3 May 2016 the outpost fell.")
    assert (time.value, time.timex, time.precision) == ("2016-05-03", "2016-05-03T05:40", "time")


def test_both_readings_of_a_numeric_date_are_kept() -> None:
    time = _one("The log entry is dated 05/08/2016.")
    assert time.value == "[2016-05-08,2016-08-05]"
    assert (time.earliest, time.latest) == ("2016-05-08", "2016-08-05")


def test_winter_and_spring_without_a_year_are_not_guessed() -> None:
    assert _one("Last winter the road was mined.", "2020-06-01").value is None


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert all("30" not in time.core for time in _times("On February 30, 2015 nothing happened."))


def test_currency_rates_and_captions_date_nothing() -> None:
    article = _article("Updated 5 May 2020", kind="rates")
    assert find_times(parse_article(article)) == ()


def test_a_bad_report_date_is_refused_with_a_hint() -> None:
    parse = parse_article(_article("It rained."))
    for wrong in ("yesterday", "2021-02-30", "21"):
        with pytest.raises(InputError) as caught:
            find_times(parse, published=wrong)
        assert caught.value.hint


@settings(max_examples=40, deadline=None)
@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_any_day_written_out_comes_back_as_that_day(day: dt.date) -> None:
    words = f"{day:%B} {int(f'{day:%d}')}, {day:%Y}"
    time = _one(f"Sappers reached the dam on {words} at last.")
    assert (time.core, time.value) == (words, f"{day:%Y-%m-%d}")
    assert time.earliest == time.latest == time.value


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(["In June", "On Sunday", "Last week", "Yesterday", "Two months ago"]),
    st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2089, 12, 31)),
)
def test_the_past_never_lies_after_the_report(words: str, published: dt.date) -> None:
    time = _one(f"{words} the patrol was ambushed.", f"{published:%Y-%m-%d}")
    assert time.earliest is not None
    assert time.earliest <= f"{published:%Y-%m-%d}"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    article = _article(text)
    for time in find_times(parse_article(article), published="2020-02-29"):
        assert article.slice(time.span) == time.text
