"""What the page leaves out of our scripts and styles, and how it packs lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.maps.elements import SCRIPTS, asset, script
from dateline.maps.geometry import pack, pack_lines
from dateline.maps.strip import strip_script, strip_style
from dateline.maps.time_bars import time_bar

OURS = [name for name in SCRIPTS if name != "leaflet"]
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
def test_a_script_keeps_every_word_but_its_comments(name: str) -> None:
    code = re.sub(r"/\*.*?\*/", "", asset(f"{name}.js"), flags=re.DOTALL)
    bare = re.sub(r"(?m)^\s*//.*$|(?<=[;,{}]) // [^\n\"'`]*$", "", code)
    assert script(name).split() == bare.split()
    assert "/*" not in script(name)


@pytest.mark.parametrize("name", OURS)
def test_no_script_has_text_over_several_lines_that_indentation_would_be_part_of(name: str) -> None:
    for line in script(name).splitlines():
        assert line.count("`") % 2 == 0, line


def test_an_address_in_a_string_is_no_comment() -> None:
    assert strip_script('a("https://x"); // why') == 'a("https://x");'
    assert strip_script('b = "; // no comment";') == 'b = "; // no comment";'


def test_a_style_keeps_its_rules_and_the_blanks_that_mean_something() -> None:
    css = '/* a */\n.a .b > c,\n.d :hover { margin: 0 -1px; content: "x "; }\n'
    assert strip_style(css) == '.a .b > c,.d :hover{margin:0 -1px;content:"x ";}'


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
