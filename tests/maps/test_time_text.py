"""How a reader is told when something was."""

from __future__ import annotations

import pytest

from dateline.maps.page.time_text import date_words, time_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2019", "2019"),
        ("2019-03", "March 2019"),
        ("2019-03-05", "5 March 2019"),
        ("2019-03-05T14:20~", "about 5 March 2019, 14:20"),
        ("2019-03~", "about March 2019"),
        ("2019-03-05/2019-03-09", "5–9 March 2019"),
        ("2019-03-28/2019-04-02", "28 March – 2 April 2019"),
        ("2019-12-30/2020-01-02", "30 December 2019 – 2 January 2020"),
        ("2014/2019", "2014 – 2019"),
        ("[2019-03-04,2019-04-03]", "4 March 2019 or 3 April 2019"),
        ("199X", "the 1990s"),
        ("2022-23", "autumn 2022"),
        ("2022-34", "the second quarter of 2022"),
        ("2022-77", "2022-77"),
        ("<b>", "<b>"),
        ("2019-03-05/..", "2019-03-05/.."),
    ],
)
def test_a_date_is_told_in_words_and_anything_else_as_it_is(value: str, words: str) -> None:
    assert date_words(value) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (
            {"text": "by mid-May", "normal": "../2019-05~", "precision": "part-of-month", "bound": "before_or_at",
             "latest": "2019-05-20"},
            "“by mid-May” · no later than about 20 May 2019",
        ),
        (
            {"text": "in early May", "normal": "2019-05~", "precision": "part-of-month", "earliest": "2019-05-01",
             "latest": "2019-05-10"},
            "“in early May” · about 1–10 May 2019",
        ),
        ({"text": "until 2042", "normal": "../2042", "bound": "end"}, "“until 2042”"),
        ({"text": "on Monday", "resolvable_without_dct": False},
         "“on Monday” · date open: the report's date is unknown"),
    ],
)  # fmt: skip
def test_a_time_keeps_its_precision_and_its_open_side(time: dict[str, object], words: str) -> None:
    assert time_words({"time": time}) == words
