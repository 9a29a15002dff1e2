"""Event types over many sentences, and what makes a trigger trigger.

``data/event_sentences.csv`` holds sentences of our own, annotated before dateline ran on them. Of
the set "unseen" .72 were right on the first run, whole reports given (two of its misses were mended
afterwards); of the set "mended" .64 at first, before its misses were read.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest
from claim_runs import extract
from helpers_claims import drafted, event

from dateline.layers.claims.modality import modality_of
from dateline.layers.events.events import event_of

SENTENCES = Path(__file__).parent / "data" / "event_sentences.csv"
# Verbs that tell of no event by themselves: a row with one of them has to ask for more.
BARE = frozenset(
    """be have make take go come get do give leave keep hold put run see hear say use want launch
    conduct perform mount start begin open close stop end move stand lie find send bring carry turn
    continue lose break raise set pay call order announce declare offer accept receive try become
    reach""".split()
)


def share_right(name: str) -> float:
    """Return the share of right types among sentences that have or are given one."""
    right = counted = 0
    with SENTENCES.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["set"] == name:
                parse, attributions, drafts = drafted(row["sentence"])
                found = ""
                if drafts:
                    modality = modality_of(drafts[0], parse, attributions)
                    found = event_of(drafts[0], parse, modality).type or ""
                counted += bool(found or row["type"])
                right += bool(found) and found == row["type"]
    return right / counted


@pytest.mark.parametrize(("name", "floor"), [("unseen", 0.70), ("mended", 0.80)])
def test_types_of_many_sentences_stay_above_their_floor(name: str, floor: float) -> None:
    assert share_right(name) >= floor


def test_no_verb_of_every_day_triggers_alone() -> None:
    text = files("dateline.layers").joinpath("data", "event_triggers.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        asked = " ".join((row["needs"], row["patient"], row["agent"])).split()
        if not [word for word in asked if not word.startswith("!")]:
            assert not BARE & set(row["verbs"].split()), row


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police took two men into custody.", "arrest"),
        ("The patrol came under fire near Bria.", "attack"),
        ("The sentries shot back.", "military_response"),
        ("Three farmers were left dead.", "casualties"),
        ("The town is under the control of the militia.", "territorial_control"),
        ("The toll stands at 17.", "casualties"),
    ],
)
def test_a_construction_triggers(text: str, expected: str) -> None:
    assert event(text).type == expected


def test_a_construction_needs_all_its_words() -> None:
    assert event("Three farmers were left dead.").type == "casualties"
    assert event("Three farmers were left alone.").type != "casualties"


def test_a_forbidden_word_keeps_a_trigger_from_triggering() -> None:
    assert event("The army responded to the raid.").type == "military_response"
    assert event("The army did not respond to a question.").type != "military_response"


def test_shelling_at_sea_is_a_test_and_at_a_town_is_none() -> None:
    assert event("The navy launched a missile into the sea.").type == "weapons_test"
    assert event("The navy launched a missile at the port.").type != "weapons_test"


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("The gate of Dogharoun was shut in May. It will open soon.", 1, "border_closure"),
        ("Engineers found nine mines. They removed six.", 1, "mining"),
        ("The minister arrived by car. It will open soon.", 1, None),
    ],
)
def test_a_pronoun_and_a_bare_number_stand_for_what_went_before(
    text: str, number: int, expected: str | None
) -> None:
    assert event(text, number).type == expected


def test_a_clause_that_only_goes_on_has_the_type_of_the_claim_before() -> None:
    _, _, claims = extract("Kenya withdrew its soldiers in May. Burundi followed.", "t")
    assert [claim.type for claim in claims] == ["withdrawal", "withdrawal"]
    _, _, claims = extract("Kenya withdrew its soldiers in May. Burundi followed the talks.", "t")
    assert claims[-1].type != "withdrawal"


def test_an_event_in_the_subject_of_a_verb_of_going_on_tells() -> None:
    assert event("The shelling of the port went on until noon.").type == "shelling"
    assert event("Fighting broke out at dawn.").type == "armed_conflict"


def test_what_came_before_an_event_does_not_tell_its_type() -> None:
    assert event("A sergeant died after being arrested.").type == "casualties"


def test_a_threat_without_an_event_is_a_threat() -> None:
    assert event("The marshal threatened the islanders.").type == "threat"


def test_ground_that_is_occupied_is_held_and_ground_that_was_occupied_was_taken() -> None:
    assert event("Foreign troops occupy nine villages.").type == "territorial_control"
    assert event("Foreign troops occupied nine villages in May.").type == "capture"
