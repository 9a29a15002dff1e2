"""Do speakers, acts and contents stay right on the short reports annotated for them?"""

from __future__ import annotations

import pytest
from attribution_reports import scores
from claim_runs import extract

FLOORS = {
    "attribution_first.txt": {"speaker": 0.92, "act": 0.93, "content": 0.88},
    "attribution_second.txt": {"speaker": 0.93, "act": 0.93, "content": 0.91},
}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_short_reports_keep_their_floors(name: str) -> None:
    measured = scores(name)
    low = {k: measured[k] for k, floor in FLOORS[name].items() if measured[k] < floor}
    assert not low


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("The mayor of Orzan blamed bandits. Lucho Vera said they came by boat.", "bandits", "Vera"),
        ("Nobody has proved that the mine was new.", "Nobody", ""),
        ("Police, citing Interpol, said that the rifles had come from Durrës.", "rifles", "Interpol"),
        ("The road, the governor wrote on Friday, is mined.", "The road", "governor"),
        ("Major Ana Kos spoke on Friday. In her words, the enemy is moving guns.", "the enemy", "Ana Kos"),
        ("A doctor in Zalingei counted nine dead, she told the radio.", "counted", "doctor"),
        ("Traders gave another account: the soldiers, they said, had asked for money.", "soldiers",
         "Traders"),
        ("Drivers waited after the police closed a lane, saying men hid there.", "men hid", "police"),
        ("The bridge is down, the mayor says; the army denies it.", "The bridge", "mayor"),
        ("The bridge is down, the mayor says; the army denies it.", "denies", "army"),
    ],
)  # fmt: skip
def test_who_tells_a_claim(text: str, words: str, who: str) -> None:
    claims = extract(text, "x")[2]
    claim = next(c for c in claims if words in text[c.content.start : c.content.end])
    if who:
        assert who in claim.speaker.name
    else:
        assert claim.speaker.kind == "outlet"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Accra urged the rebels to leave.", ["the rebels to leave"]),
        ("Accra accused Lomé of arming the rebels.", ["Lomé of arming the rebels"]),
        ("Three herders died when shells hit the market.",
         ["Three herders died", "shells hit the market"]),
        ("The army said that boats found there again would be sunk.",
         ["boats found there again would be sunk"]),
        ("Togo borders Benin in the east.", ["Togo borders Benin in the east"]),
    ],
)  # fmt: skip
def test_where_a_claim_begins_and_ends(text: str, expected: list[str]) -> None:
    claims = extract(text, "x")[2]
    assert [text[c.content.start : c.content.end] for c in claims] == expected


def test_a_topic_for_a_headline_is_no_claim() -> None:
    text = "Togo and the river nobody watches\n\nTwo boats sank on the Mono on Friday.\n"
    claims = extract(text, "x")[2]
    assert [c.tier for c in claims] == ["core"]


def test_words_of_an_actor_slice_back_where_spaces_do_not_break() -> None:
    text = "The Lower\u00a0Mono Brigade shelled the town of Aneho on Friday."
    actors = [a for c in extract(text, "x")[2] for a in c.actors if a.span is not None]
    assert actors
    assert all(a.span and text[a.span.start : a.span.end] == a.text for a in actors)
