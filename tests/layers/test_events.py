"""Event types need a trigger in a good place and an argument of the right class."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from helpers_claims import event

from dateline.layers.events.events import event_types


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
        ("The rebels freed 30 captured soldiers.", "prisoner_exchange"),
        ("The two sides agreed to halt the fighting in Taiz from midnight.", "ceasefire"),
        ("Nine people lost their lives.", "casualties"),
        ("Rockets landed on the outskirts of Sderot.", "shelling"),
        ("Howitzers pounded Avdiivka all night.", "shelling"),
        ("A roadside bomb went off in Quetta.", "explosion"),
        ("The separatists took control of Shabwa.", "capture"),
        ("Aguelhok fell on Tuesday.", "capture"),
        ("Insurgents still hold the village.", "territorial_control"),
        ("The bridge is in the hands of the rebels.", "territorial_control"),
        ("The peacekeepers left the base at Kidal.", "withdrawal"),
        ("The ministry has moved two battalions to the frontier.", "deployment"),
        ("Kenya sent 1,000 police officers to Haiti.", "deployment"),
        ("Eight destroyers anchored in the bay.", "deployment"),
        ("The fleets practised together off Goa.", "exercise"),
        ("Twelve trucks with flour reached Gaza.", "humanitarian_aid"),
        ("Families are returning to Raqqa.", "refugee_movement"),
        ("The army evacuated 300 civilians from the valley.", "evacuation"),
        ("The crossing at Torkham remains closed.", "border_closure"),
        ("Workers are building a fence along the frontier.", "border_barrier"),
        ("Forty soldiers crossed the line of demarcation.", "border_incident"),
        ("Two men crossed from Serbia at night.", "border_crossing"),
        ("The militia cut the road to Bria.", "blockade"),
        ("A pipeline was cut in Sebha.", "damage"),
        ("Gunmen opened fire on a bus.", "attack"),
        ("The guards returned fire.", "military_response"),
        ("Any attack will be met with force.", "military_response"),
        ("Cameras will be installed along the river.", "monitoring"),
        ("The government dismissed such talk.", "rejection"),
        ("The two navies will patrol jointly.", "cooperation"),
        ("The army called up 5,000 reservists.", "mobilization"),
        ("Sixty fighters laid down their arms.", "surrender"),
        ("The islet lies 12 kilometres from the river.", "geographic_fact"),
        ("Voters go to the polls in May.", "election"),
        ("The prime minister likes chess.", None),
        ("The budget grew in spring.", None),
        ("The drivers waited at the Bobrowniki crossing.", None),
        ("Nobody in the valley has a howitzer.", None),
    ],
)
def test_the_type_of_an_event(text: str, expected: str | None) -> None:
    assert event(text).type == expected


def test_promised_aid_is_an_agreement_and_delivered_aid_is_aid() -> None:
    assert event("Norway delivered missiles to Ukraine.").plover == "AID"
    assert event("Norway promised to deliver missiles to Ukraine.").plover == "AGREE"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghana refused to send troops to Togo.", "REJECT"),
        ("The governor lifted the curfew in Jos.", "RETREAT"),
        ("Students blocked the road to the airport.", "PROTEST"),
        ("Chile recalled its ambassador and cut all ties.", "SANCTION"),
        ("The union began a hunger strike.", "PROTEST"),
        ("Peru granted asylum to two officers.", "AID"),
    ],
)
def test_plover_codes_what_is_done_to_the_event(text: str, expected: str) -> None:
    assert event(text).plover == expected


def test_a_blow_that_waits_for_another_is_a_response() -> None:
    assert event("If they shell the port, we will bomb their guns.").type == "military_response"
    assert event("The jets bombed the port.").type == "air_strike"


def test_a_base_still_to_be_manned_is_a_deployment() -> None:
    assert event("The brigade will be based in Jinja.").type == "deployment"
    assert event("The brigade is based in Jinja.").type == "base_presence"


def test_the_army_of_a_state_regains_territory_and_rebels_overtake_it() -> None:
    assert event("The army recaptured the town of Bor.").acled == "Government regains territory"
    assert event("Rebels captured the town of Bor.").acled == "Non-state actor overtakes territory"


def test_who_acts_and_what_is_done_to_it_are_told_apart() -> None:
    assert event("Rebels seized the village.").type == "capture"
    assert event("Police seized in the village.").type != "capture"
    assert event("Soldiers entered the forest.").type == "armed_movement"
    assert event("Refugees entered the forest.").type == "refugee_movement"


def test_a_condition_tells_of_no_event() -> None:
    found = event("If shells hit the town, the school will close.")
    assert found.type != "shelling"


def test_unclassified_has_no_codes_at_all() -> None:
    found = event("The prime minister likes chess.")
    assert (found.plover, found.mode, found.acled) == (None, None, None)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("dateline.layers").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("name", ["event_triggers.csv", "plover_triggers.csv"])
def test_every_trigger_row_is_whole_and_names_known_classes(name: str) -> None:
    classes = {row["class"] for row in _rows("word_classes.csv")} | {"name", "who", "any"}
    for row in _rows(name):
        assert set(row) == {next(iter(row)), "verbs", "nouns", "needs", "patient", "agent"}
        assert all(value is not None for value in row.values()), row
        assert row["verbs"] or row["nouns"], row
        words = [*row["needs"].split(), *row["patient"].split(), *row["agent"].split()]
        marks = {w.removeprefix("!")[1:] for w in words if w.removeprefix("!").startswith("@")}
        assert marks <= classes


def test_triggers_lead_to_known_types_alone() -> None:
    assert {row["type"] for row in _rows("event_triggers.csv")} <= set(event_types())
    codes = {row["plover"] for row in _rows("event_types.csv")}
    assert {row["plover"] for row in _rows("plover_triggers.csv")} <= codes
