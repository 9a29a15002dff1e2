"""Words: spans slice back, names may run on only where one name could."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.geo.words import split_words


@given(st.text(max_size=300))
def test_every_word_slices_back_from_any_text(text: str) -> None:
    words = split_words(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the U.S. and the U.A.E.", ["the", "U.S.", "and", "the", "U.A.E."]),
        ("Ust-Kamenogorsk’s", ["Ust", "Kamenogorsk", "s"]),
        ("", []),
        ("…«—»", []),
        ("Луганск, 台北", ["Луганск", "台北"]),
    ],
)
def test_words_of_hard_places(text: str, expected: list[str]) -> None:
    assert [word.text for word in split_words(text)] == expected


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("New\u00a0York", True),
        ("Porto\n      Alegre", True),
        ("St. Louis", True),
        ("Basra. Kuwait", False),
        ("Basra, Kuwait", False),
        ("Kyiv\n\nLviv", False),
    ],
)
def test_a_name_runs_on_over_a_wrapped_line_but_not_over_a_stop(text: str, joined: bool) -> None:
    assert split_words(text)[1].joint is joined


def test_a_script_without_case_can_start_a_name() -> None:
    assert split_words("平壌")[0].capital
    assert not split_words("mazar")[0].capital
