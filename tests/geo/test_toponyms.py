"""Recognition: what is taken for a place, what is not, and that spans always slice back."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.geo.gazetteer.gazetteer import Gazetteer, open_gazetteer
from dateline.geo.parse import parse_article
from dateline.geo.recognition.toponyms import Mention, mentions_from_spans, recognize_toponyms
from dateline.geo.reports.article import Article, Span, Zone


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def article_of(text: str) -> Article:
    zone = Zone(span=Span(0, len(text)), kind="paragraph")
    return Article(id="t", text=text, sha256="", zones=(zone,))


def found(text: str, gazetteer: Gazetteer) -> list[Mention]:
    article = article_of(text)
    return list(recognize_toponyms(article, gazetteer=gazetteer, parse=parse_article(article)))


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Rebels fired on the airport near Goma and Bukavu.", ["Goma", "Bukavu"]),
        ("The convoy left New York City for Washington, D.C. on Friday.",
         ["New York City", "Washington", "D.C."]),
        ("Syria’s army withdrew from Aleppo.", ["Syria", "Aleppo"]),
        ("Prices rose in March, and May was worse.", []),
        ("The Turkish navy sailed from Izmir.", ["Turkish", "Izmir"]),
        ("Troops crossed the Tajik–Afghan border.",
         ["Tajik", "Afghan", "the Tajik–Afghan border"]),
    ],
)  # fmt: skip
def test_names_and_demonyms_of_many_conflicts(
    text: str, surfaces: list[str], gazetteer: Gazetteer
) -> None:
    assert sorted(m.surface for m in found(text, gazetteer)) == sorted(surfaces)


def test_people_are_not_places(gazetteer: Gazetteer) -> None:
    text = "Jordan Ellis met Chelsea Paris on Monday. Cubans and Canadians queued outside."
    assert [m.surface for m in found(text, gazetteer)] == []


def test_a_capital_that_acts_is_a_metonym_and_one_that_is_shelled_is_not(
    gazetteer: Gazetteer,
) -> None:
    kinds = {m.surface: m.kind for m in found(
        "Moscow will send instructors to Bamako. Rockets struck Kyiv overnight.", gazetteer
    )}  # fmt: skip
    assert kinds == {"Moscow": "metonym", "Bamako": "name", "Kyiv": "name"}


@pytest.mark.parametrize(
    ("text", "border", "sides"),
    [
        ("Mines were found on the border with Cambodia.", "the border with Cambodia", ("KH",)),
        ("The Polish-Belarusian border is closed.", "The Polish-Belarusian border", ("BY", "PL")),
        ("The border between India and Pakistan reopened.",
         "The border between India and Pakistan", ("IN", "PK")),
        ("Chad’s eastern border with Sudan stays open.", "Chad’s eastern border with Sudan",
         ("SD", "TD")),
        ("Smugglers wait along the frontier.", "the frontier", ()),
    ],
)  # fmt: skip
def test_borders_are_found_with_the_sides_that_they_name(
    text: str, border: str, sides: tuple[str, ...], gazetteer: Gazetteer
) -> None:
    lines = [m for m in found(text, gazetteer) if m.kind == "border"]
    assert [(m.surface, m.sides) for m in lines] == [(border, sides)]


@pytest.mark.parametrize(
    "text", ["Border guards fired.", "They met in the border town.", "Poland borders Ukraine."]
)
def test_what_only_describes_another_noun_is_no_border(text: str, gazetteer: Gazetteer) -> None:
    assert [m for m in found(text, gazetteer) if m.kind == "border"] == []


def test_a_name_that_the_gazetteer_lacks_is_kept_where_only_a_place_can_stand(
    gazetteer: Gazetteer,
) -> None:
    text = "Shots were fired near Qwertovac on Monday. Qwertovac is a person."
    assert [m.surface for m in found(text, gazetteer)] == ["Qwertovac"]


def test_given_spans_are_kept_in_the_order_given(gazetteer: Gazetteer) -> None:
    article = article_of("Paris and German towns")
    spans = [Span(10, 16), Span(0, 5)]
    mentions = mentions_from_spans(article, spans, gazetteer=gazetteer)
    assert [(m.surface, m.kind) for m in mentions] == [("German", "demonym"), ("Paris", "name")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=200))
def test_spans_of_any_text_slice_back_and_do_not_overlap(text: str) -> None:
    mentions = recognize_toponyms(article_of(text), gazetteer=open_gazetteer())
    assert all(text[m.span.start : m.span.end] == m.surface for m in mentions)
    names = [m.span for m in mentions if m.kind != "border"]
    assert all(a.end <= b.start for a, b in itertools.pairwise(names))


def test_time_grows_linearly_with_the_length(gazetteer: Gazetteer) -> None:
    from time import process_time

    sentence = "Fighters moved from Deir ez-Zor to Raqqa and the border with Turkey. "
    times = []
    for repeat in (40, 160):
        article = article_of(sentence * repeat)
        begin = process_time()
        recognize_toponyms(article, gazetteer=gazetteer)
        times.append(process_time() - begin)
    assert times[1] < 12 * times[0] + 0.05


def test_a_town_that_is_taken_or_shelled_is_a_place(gazetteer: Gazetteer) -> None:
    surfaces = [m.surface for m in found("Rebels captured Goma and shelled Bukavu.", gazetteer)]
    assert surfaces == ["Goma", "Bukavu"]
