"""Recognition: many forms of names, in many styles, and whatever else a file may hold."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.geo.gazetteer.gazetteer import Gazetteer, open_gazetteer
from dateline.geo.recognition.toponyms import Mention, recognize_toponyms
from dateline.geo.reports.reading import article_from_text
from dateline.geo.resolution.resolve import resolve_toponyms


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def found(text: str, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    return recognize_toponyms(article_from_text(text, id="t"), gazetteer=gazetteer)


def surfaces(text: str, gazetteer: Gazetteer, *kinds: str) -> list[str]:
    wanted = kinds or ("name", "demonym", "metonym", "embedded")
    return [m.surface for m in found(text, gazetteer) if m.kind in wanted]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # names that no gazetteer has, where only a place can stand
        ("Two people died in Brezhovka on Friday, and shells fell near Ourkhazan.",
         ["Ourkhazan", "Brezhovka"]),
        ("Fighters withdrew from al-Qarqafiya to Tel Shuwayra overnight.",
         ["al-Qarqafiya", "Tel Shuwayra"]),
        # abbreviations
        ("The unit trains at Fort Campbell, Ky., and in Raleigh, N.C., officials said.",
         ["Fort Campbell", "Ky.", "Raleigh", "N.C."]),
        ("The U.S. and the U.K. sent envoys to Washington, D.C., on Friday.",
         ["U.S.", "U.K.", "Washington", "D.C."]),
        # datelines
        ("KABUL, July 7 (Reuters) — The army left Ghazni.", ["KABUL", "Ghazni"]),
        ("GOMA, Congo (AP) — Rebels took Sake on Monday.", ["GOMA", "Congo", "Sake"]),
        # possessives and articles
        ("Mali's army and the Netherlands’ navy met near the Gambia’s coast.",
         ["Mali", "Netherlands", "Gambia"]),
        # marks and other spellings
        ("Rockets fell on Łódź, São Paulo and Kütahya.", ["Łódź", "São Paulo", "Kütahya"]),
        # hyphenated pairs
        ("Tajik–Kyrgyz talks on the Armenia-Azerbaijan frontier failed.",
         ["Tajik", "Kyrgyz", "Armenia", "Azerbaijan"]),
        # other scripts
        ("Обстрел города Харьков продолжался.", ["Харьков"]),
    ],
)  # fmt: skip
def test_names_in_the_forms_that_reports_use(
    text: str, names: list[str], gazetteer: Gazetteer
) -> None:
    assert set(names) <= set(surfaces(text, gazetteer)), surfaces(text, gazetteer)


@pytest.mark.parametrize(
    "text",
    [
        "Georgia Hartley and Austin Reed met Mr Kent for lunch in June.",
        "However, many of the men said nothing, and nobody asked why.",
        "Reading books in bed is nice; mobile phones are not.",
        "Gen. Jackson Lincoln spoke to Dallas Moreno about the Patriot battery.",
    ],
)
def test_people_and_common_words_are_no_places(text: str, gazetteer: Gazetteer) -> None:
    assert surfaces(text, gazetteer) == []


def test_one_person_is_no_place_wherever_the_name_stands(gazetteer: Gazetteer) -> None:
    text = (
        "Georgia Hartley was named coach of the year.\n\nShe began at nine. “Georgia is calm,” said "
        "her mother. Georgia Hartley trains every day with Cory Hartley, and Georgia likes it."
    )
    assert "Georgia" not in surfaces(text, gazetteer)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Officers of the Kisumu Police Department searched two houses in Kisumu.",
         {"embedded", "name"}),
        ("She studied at Tartu University before the war.", {"embedded"}),
        ("The Nile Delta Times reported it.", {"embedded"}),
        ("The Benue River flooded again.", {"name"}),
    ],
)  # fmt: skip
def test_a_name_inside_the_name_of_a_body_is_embedded(
    text: str, kinds: set[str], gazetteer: Gazetteer
) -> None:
    assert {m.kind for m in found(text, gazetteer)} == kinds


def test_a_name_never_runs_over_a_stop_or_a_quotation_mark(gazetteer: Gazetteer) -> None:
    text = "“He was driving home from Antlers,” Whitfield said. He likes Hugo. Paris is near."
    for mention in found(text, gazetteer):
        assert not set(mention.surface) & set(",.”“")


def test_headlines_in_capitals_are_read(gazetteer: Gazetteer) -> None:
    text = (
        "ROCKETS HIT ODESA AS POLAND SHUTS BORDER\n\nRockets hit Odesa on Friday, officials said."
    )
    assert {"ODESA", "POLAND"} <= set(surfaces(text, gazetteer))


ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400) | st.lists(
    st.sampled_from(
        "Kabul in the of , . - – ’s U.S. Mr Paris Ellis Київ دمشق 東京 St. N'Djamena \n \u00a0 12 km "
        "( ) “ ” Al- de la Georgia TOKYO \u0301 \u202e e\u0301 ß İ ǅ ﬁ".split(" ")
    ),
    max_size=60,
).map(" ".join)


@given(ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_spans_slice_back_and_do_not_overlap_whatever_the_text(text: str) -> None:
    gazetteer = open_gazetteer()
    article = article_from_text(text, id="any")
    mentions = recognize_toponyms(article, gazetteer=gazetteer)
    end = 0
    for mention in mentions:
        assert article.text[mention.span.start : mention.span.end] == mention.surface
        if mention.kind != "border":
            assert mention.span.start >= end
            end = mention.span.end
    for resolution in resolve_toponyms(article, mentions, gazetteer=gazetteer):
        assert 0.0 <= resolution.probability <= 1.0
        assert resolution.reason


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "Shells fell on Kulob, a town in southern Khatlon, and on Springfield, Ohio. ",
        "A" * 50 + " ", "St. " * 5, "the of de la ", "Paris-London–Rome ", "И" * 7 + " ", "東京",
        "\u0301\u0300", "Mr Paris Ellis, ", "( ", "“", "N'", "x’",
    ],
)  # fmt: skip
def test_time_grows_with_the_length_of_the_text(unit: str, gazetteer: Gazetteer) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        article = article_from_text(text, id="long")
        began = time.process_time()
        mentions = recognize_toponyms(article, gazetteer=gazetteer)
        resolve_toponyms(article, mentions, gazetteer=gazetteer)
        return time.process_time() - began

    seconds(20_000)  # fills the caches
    short, long = seconds(25_000), seconds(200_000)
    assert long < 24 * short + 0.5  # eight times the text; quadratic would be 64 times
