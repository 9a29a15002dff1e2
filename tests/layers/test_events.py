"""Event types need a trigger in a good place and an argument of the right class."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from helpers_claims import event

from dateline.layers.events import event_types


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Denmark delivered howitzers to Ukraine.", "military_aid"),
        ("Instructors trained 400 soldiers near Garoua.", "training"),
        ("Artillery shelled the outskirts of Kupiansk.", "shelling"),
        ("A drone hit the oil depot in Belgorod.", "air_strike"),
        ("Gunmen ambushed a patrol near Menaka.", "attack"),
        ("Eleven miners were killed in Cabo Delgado.", "casualties"),
        ("Rebels captured the town of Wad Madani.", "capture"),
        ("The junta controls a third of the country.", "territorial_control"),
        ("France withdrew its troops from Gao.", "withdrawal"),
        ("Thousands of families fled to Adré.", "refugee_movement"),
        ("The warring sides signed a ceasefire in Jeddah.", "ceasefire"),
        ("Poland closed the crossing at Bobrowniki.", "border_closure"),
        ("The navy held drills off Taiwan.", "exercise"),
        ("North Korea fired a ballistic missile.", "weapons_test"),
        ("Police arrested twelve people in Minsk.", "arrest"),
        ("Protesters rallied in Tbilisi.", "protest"),
        ("The council imposed sanctions on three generals.", "sanctions"),
        ("The 10th brigade is stationed in Kutaisi.", "base_presence"),
        ("Volunteers distributed food and blankets in Latakia.", "humanitarian_aid"),
        ("The two countries share a border of 420 kilometers.", "geographic_fact"),
        ("Militants crossed from Niger into Nigeria.", "armed_movement"),
        ("The prime minister likes chess.", None),
        ("The budget grew in spring.", None),
    ],
)
def test_the_type_of_an_event(text: str, expected: str | None) -> None:
    assert event(text).type == expected


def test_promised_aid_is_an_agreement_and_delivered_aid_is_aid() -> None:
    assert event("Norway delivered missiles to Ukraine.").plover == "AID"
    assert event("Norway promised to deliver missiles to Ukraine.").plover == "AGREE"


def test_a_condition_tells_of_no_event() -> None:
    found = event("If shells hit the town, the school will close.")
    assert found.type != "shelling"


def test_unclassified_has_no_codes_at_all() -> None:
    found = event("The prime minister likes chess.")
    assert (found.plover, found.mode, found.acled) == (None, None, None)


def test_every_trigger_row_names_a_known_type_and_known_classes() -> None:
    data = files("dateline.layers").joinpath("data")
    rows = list(csv.DictReader(data.joinpath("event_triggers.csv").read_text("utf-8").splitlines()))
    classes = {
        row["class"]
        for row in csv.DictReader(data.joinpath("word_classes.csv").read_text("utf-8").splitlines())
    }
    assert {row["type"] for row in rows} <= set(event_types())
    needed = {w[1:] for row in rows for w in row["needs"].split() if w.startswith("@")}
    assert needed <= classes
    assert all(row["verbs"] or row["nouns"] for row in rows)
