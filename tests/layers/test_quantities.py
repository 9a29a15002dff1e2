"""Quantities: the number, its unit, how sure the words make it, and what it counts."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.geo.parse import parse_article
from dateline.geo.reports.article import Article, Span, Zone
from dateline.layers.quantities.numbers import read_number
from dateline.layers.quantities.quantities import Quantity, find_quantities, to_km

GOLD = Path(__file__).parent / "data" / "quantities.jsonl"


def _article(text: str, kind: str = "paragraph") -> Article:
    zones = (Zone(span=Span(0, len(text)), kind=kind),) if text.strip() else ()  # type: ignore[arg-type]
    return Article(id="q", text=text, sha256="", zones=zones)


@lru_cache(maxsize=128)
def _quantities(text: str) -> tuple[Quantity, ...]:
    return find_quantities(parse_article(_article(text)))


def test_quantities_of_the_gold_sentences_are_right() -> None:
    right = found = wanted = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        gold = {(q["text"], q["value"], q["unit"], q["modifier"]) for q in case["quantities"]}
        own = {(q.text, q.value, q.unit, q.modifier) for q in _quantities(case["text"])}
        right, found, wanted = right + len(gold & own), found + len(own), wanted + len(gold)
    assert wanted >= 100
    assert 2 * right / (found + wanted) >= 0.97


def test_what_the_numbers_of_the_gold_sentences_count_is_right() -> None:
    checked = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        counted = {quantity.text: quantity.of for quantity in _quantities(case["text"])}
        for gold in case["quantities"]:
            if "of" in gold:
                assert counted[gold["text"]] == gold["of"], case["text"]
                checked += 1
    assert checked >= 12


def test_what_is_counted_is_given_in_the_reports_words() -> None:
    found = _quantities("Some 700 Ethiopian soldiers guard about a third of the northern road.")
    assert [q.of for q in found] == ["Ethiopian soldiers", "the northern road"]


def test_a_range_keeps_both_ends_and_has_its_middle_as_value() -> None:
    (quantity,) = _quantities("The dam lies 8 to 10 miles upstream.")
    assert (quantity.low, quantity.high, quantity.value, quantity.unit) == (8, 10, 9, "mile")


def test_miles_stay_miles_and_convert_on_demand() -> None:
    (quantity,) = _quantities("The trench is 100 miles long.")
    assert (quantity.value, quantity.unit) == (100, "mile")
    assert to_km(quantity) == pytest.approx(160.9344)


def test_people_and_money_have_no_length() -> None:
    for quantity in _quantities("The 90 recruits were paid $400."):
        assert to_km(quantity) is None


def test_money_is_not_read_as_metres() -> None:
    assert [(q.value, q.unit) for q in _quantities("Lille paid €3m for the depot.")] == [
        (3e6, "EUR")
    ]


def test_rates_at_the_top_of_a_page_are_no_quantities_of_the_report() -> None:
    assert find_quantities(parse_article(_article("USD 61.20\nEUR 70.15", kind="rates"))) == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("nineteen", 19), ("forty-one", 41), ("three hundred and six", 306), ("a dozen", 12),
        ("two thousand five hundred", 2500), ("half a million", 500_000), ("3\u202f400", 3400),
        ("1.25 million", 1_250_000), ("one-fifth", 0.2), ("3/4", 0.75), ("scores", 40),
    ],
)  # fmt: skip
def test_numbers_in_words_and_digits_are_read(words: str, value: float) -> None:
    assert read_number(words) == value


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_any_grouped_number_comes_back(number: int) -> None:
    for separator in (",", "\u00a0", "\u202f"):
        assert read_number(f"{number:,}".replace(",", separator)) == number


@settings(max_examples=25, deadline=None)
@given(st.integers(min_value=2, max_value=900_000), st.sampled_from(["km", "soldiers", "tanks"]))
def test_a_plain_count_is_found_with_its_value(number: int, noun: str) -> None:
    (quantity,) = _quantities(f"The report speaks of exactly {number:,} {noun} there.")
    assert quantity.value == number
    assert quantity.unit == {"km": "kilometre", "soldiers": "person", "tanks": "vehicle"}[noun]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="0123456789 .,-/$%kmaA\u00a0$+", max_size=30))
def test_any_text_is_read_without_an_error(text: str) -> None:
    article = _article(text)
    for quantity in find_quantities(parse_article(article)):
        assert article.slice(quantity.span) == quantity.text
