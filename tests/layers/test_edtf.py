"""Dates that an analyst writes are read as far as claims use EDTF, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.layers.times.edtf import read_edtf
from dateline.layers.times.moments import Moment, days, edtf


@pytest.mark.parametrize(
    ("text", "precision", "bound", "earliest", "latest"),
    [
        ("2031", "year", None, "2031-01-01", "2031-12-31"),
        ("2031-02", "month", None, "2031-02-01", "2031-02-28"),
        ("2032-02-29", "day", None, "2032-02-29", "2032-02-29"),
        ("2031-02~", "month", None, "2031-02-01", "2031-02-28"),
        ("2031?", "year", None, "2031-01-01", "2031-12-31"),
        ("2031-21", "season", None, "2031-01-01", "2031-12-31"),
        ("2031-34", "quarter", None, "2031-04-01", "2031-06-30"),
        ("203X", "decade", None, "2030-01-01", "2039-12-31"),
        ("20XX", "century", None, "2000-01-01", "2099-12-31"),
        ("../2031-05", "month", "before_or_at", None, "2031-05-31"),
        ("2031-05/..", "month", "start", "2031-05-01", None),
        ("2031-05-30/2031-06", "day", None, "2031-05-30", "2031-06-30"),
        ("[2031-03-04,2031-04-03]", "day", None, "2031-03-04", "2031-04-03"),
    ],
)
def test_a_date_is_read_with_the_days_that_it_lies_within(
    text: str, precision: str, bound: str | None, earliest: str | None, latest: str | None
) -> None:
    found = read_edtf(text)
    assert (found.value, found.precision, found.bound) == (text, precision, bound)
    assert (found.earliest, found.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    ["", " 2031", "2031 ", "2031\n", "31", "2031-2", "2031-13", "2031-00", "2031-02-30",
     "2031-02-00", "2031-21-01", "20X1", "203X-05", "0000", "../..", "/", "2031/", "/2031",
     "2031/2030", "2031-05/2031-04", "[]", "[2031", "2031-05-02T10:00", "２０３１", "2031--05",
     "2031~~", "next week"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_edtf(text)


@given(st.dates(date(1000, 1, 1), date(9899, 12, 31)), st.sampled_from(["year", "month", "day"]))
def test_what_the_reading_of_reports_writes_is_read_to_the_same_days(day: date, unit: str) -> None:
    moment = Moment(
        precision=unit,  # type: ignore[arg-type]
        year=day.year,
        month=day.month if unit != "year" else None,
        day=day.day if unit == "day" else None,
    )
    found = read_edtf(edtf(moment) or "")
    first, last = days(moment) or (None, None)
    assert (found.earliest, found.latest) == (str(first), str(last))
    assert found.precision == unit
