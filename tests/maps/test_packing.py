"""What the page leaves out of our scripts, and how it packs lines and times."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.maps.drawing.geometry import pack, pack_lines
from dateline.maps.page.elements import SCRIPTS
from dateline.maps.page.inline import REVIEW, asset, script
from dateline.maps.page.time_bars import time_bar

OURS = [name for name in (*SCRIPTS, *REVIEW) if name != "leaflet"]
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


def unpack(text: str) -> list[int]:
    """The page's reader, in Python."""
    out, value, shift = [], 0, 0
    for letter in map(LETTERS.index, text):
        value |= (letter & 31) << shift
        shift += 5
        if letter < 32:
            out.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return out


@given(st.lists(st.integers(-4_000_000, 4_000_000)))
def test_packed_numbers_come_back(numbers: list[int]) -> None:
    assert unpack(pack(numbers)) == numbers


def test_only_lists_of_whole_numbers_are_packed() -> None:
    data = {"bounds": [1.5, 2.0], "lines": [[1, -1], [0, 0]], "name": "x", "none": []}
    assert pack_lines(data) == {
        "bounds": [1.5, 2.0],
        "lines": ["21", "00"],
        "name": "x",
        "none": [],
    }


@pytest.mark.parametrize("name", OURS)
def test_a_script_loses_its_comments_and_none_of_its_text(name: str) -> None:
    code, carried = asset(f"{name}.js"), script(name)
    assert len(carried) < len(code)
    assert "/*" not in carried
    assert "\n//" not in carried
    for words in re.findall(r'^[^/"\'`]*"([^"\n]{12,})"', code, flags=re.MULTILINE):
        assert words in carried
    for words in re.findall(r"\$\{[^{}`]*`([^`\n]*)`", code):  # rjsmin knows no text within text
        parts = map(re.escape, re.split(r"\$\{[^}]*\}", words))
        assert re.search("`" + r"\$\{[^`]*?\}".join(parts) + "`", carried), words


@pytest.mark.parametrize(
    ("time", "bar"),
    [
        ({"earliest": "2019-03-02", "latest": "2019-03-02"}, ["2019-03-02", "2019-03-02", ""]),
        ({"latest": "2030-12-31", "precision": "year", "bound": "end"}, ["2030-01-01", "2030-12-31", "<"]),
        ({"latest": "2022-02-28", "precision": "month", "bound": "before_or_at"}, ["2022-02-01", "2022-02-28", "<"]),
        ({"latest": "2022-02-01", "precision": "month", "bound": "before"}, ["2022-02-01", "2022-02-01", "<"]),
        ({"earliest": "2014-05-01", "precision": "month", "bound": "start"}, ["2014-05-01", "2014-05-31", ">"]),
        ({"earliest": "2023-02-21", "precision": "part-of-month", "bound": "start"}, ["2023-02-21", "2023-02-28", ">"]),
        ({"latest": "2023-06-20", "precision": "part-of-month", "bound": "end"}, ["2023-06-11", "2023-06-20", "<"]),
        ({"normal": "2018", "precision": "document"}, ["2018-01-01", "2018-12-31", ""]),
        ({"normal": "2018-02-03", "precision": "document"}, ["2018-02-03", "2018-02-03", ""]),
        ({"timex": "PAST_REF"}, []),
        ({"normal": "../2042~"}, []),
        ({"earliest": "<b>", "latest": 7, "normal": "2018-13"}, []),
    ],
)  # fmt: skip
def test_a_time_becomes_a_bar_no_wider_and_no_narrower_than_it_is_told(
    time: dict[str, object], bar: list[str]
) -> None:
    assert time_bar({"time": time}) == bar


def test_a_claim_without_a_time_has_no_bar() -> None:
    assert time_bar({"time": None}) == []
