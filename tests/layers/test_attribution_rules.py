"""Attributions that the parse alone gets wrong: a sentence for each family of rules."""

from __future__ import annotations

import pytest
from helpers_attribution import read, triples

from dateline.layers.attribution.attributions import find_attributions

Relation = tuple[str, str, str, str]

DIRECT = [
    (
        "“The town is in panic. Full panic mode,” said Lea Wimes, a Goma-based aid worker.",
        (
            "direct",
            "Lea Wimes, a Goma-based aid worker",
            "said",
            "“The town is in panic. Full panic mode,”",
        ),
    ),
    (
        "“He was a great officer. Not good, great. One of the calmest men of the brigade,” "
        "Rep. Aminata Sow (D-Kayes) said in a phone interview.",
        (
            "direct",
            "Rep. Aminata Sow (D-Kayes)",
            "said",
            "“He was a great officer. Not good, great. One of the calmest men of the brigade,”",
        ),
    ),
    (
        '“It is a big year for the port!” the mayor\'s niece, Maria "Mia" Sosa, told the crowd.',
        (
            "direct",
            'the mayor\'s niece, Maria "Mia" Sosa',
            "told",
            "“It is a big year for the port!”",
        ),
    ),
    (
        "The envoy struck a softer tone in Geneva: “We are ready to talk about the border.”",
        ("direct", "The envoy", "struck", "“We are ready to talk about the border.”"),
    ),
    (
        "The fleet will stay until June, Kall said: “I feel like it has a surprise in its hold.”",
        (
            "mixed",
            "Kall",
            "said",
            "The fleet will stay until June | “I feel like it has a surprise in its hold.”",
        ),
    ),
    (
        "“You know, I love Larry,” he said, but “when it comes to the mines, Larry has a history "
        "of backing the firms.”",
        (
            "direct",
            "he",
            "said",
            "“You know, I love Larry,” | “when it comes to the mines, Larry has a history of "
            "backing the firms.”",
        ),
    ),
    (
        "Dana Okello, a historian who was there, recalled, “Out of nowhere, he said, ‘If we do "
        "nothing on the dam, all bets are off.’”",
        (
            "direct",
            "Dana Okello, a historian who was there",
            "recalled",
            "“Out of nowhere, he said, ‘If we do nothing on the dam, all bets are off.’”",
        ),
    ),
    (
        "“The road to the coast is open again.” General Tembo was speaking at the port.",
        (
            "direct",
            "General Tembo",
            "was speaking",
            "“The road to the coast is open again.”",
        ),
    ),
    (
        "As the colonel put it, “The road is ours by day and theirs by night.”",
        ("direct", "the colonel", "put", "“The road is ours by day and theirs by night.”"),
    ),
    (
        "“The harbour is mined.”― Pilar Ruiz",
        ("direct", "Pilar Ruiz", "”―", "“The harbour is mined."),
    ),
    (
        "”The harbour is open to everybody now,” Captain Salo said.",
        ("direct", "Captain Salo", "said", "”The harbour is open to everybody now,”"),
    ),
    (
        "She says the general represents the “same old command that he claims he will reform.”",
        (
            "mixed",
            "She",
            "says",
            "the general represents the “same old command that he claims he will reform.”",
        ),
    ),
    (
        'The commander called them "lone wolves" and left.',
        ("indirect", "The commander", "called", 'them "lone wolves"'),
    ),
]

INDIRECT = [
    (
        "The ministry has not said when the airport would reopen.",
        ("indirect", "The ministry", "has not said", "when the airport would reopen"),
    ),
    (
        "The mayor said after the talks he would not accept the plan.",
        ("indirect", "The mayor", "said", "after the talks he would not accept the plan"),
    ),
    (
        "Ms. Sow said many of the trucks that critics point to as smuggled arms failed to reach "
        "the border at all.",
        (
            "indirect",
            "Ms. Sow",
            "said",
            "many of the trucks that critics point to as smuggled arms failed to reach the border "
            "at all",
        ),
    ),
    (
        "Gen. Park said the radar was down, arguing that the storm had cut the cable.",
        ("indirect", "Gen. Park", "said", "the radar was down"),
    ),
    (
        "Gen. Park said the radar was down, arguing that the storm had cut the cable.",
        ("indirect", "Gen. Park", "arguing", "that the storm had cut the cable"),
    ),
    (
        "Park emphasized that the reforms were not complete, and human rights groups warned "
        "that the army was giving up the border.",
        ("indirect", "Park", "emphasized", "that the reforms were not complete"),
    ),
    (
        "The general stressed that the bridge was open, and aid workers complained that it was "
        "mined.",
        ("indirect", "The general", "stressed", "that the bridge was open"),
    ),
    (
        "The envoy called for both armies to leave the valley.",
        ("indirect", "The envoy", "called for", "both armies to leave the valley"),
    ),
    (
        "The minister called for the dam to be closed at once.",
        ("indirect", "The minister", "called for", "the dam to be closed at once"),
    ),
    (
        "The governor added:\n\nThe valley is ours. We will not leave it again.",
        ("indirect", "The governor", "added", "The valley is ours. We will not leave it again"),
    ),
    (
        "The ministry issued a statement saying that two ships had been hit.",
        ("indirect", "The ministry", "saying", "that two ships had been hit"),
    ),
    (
        "Satellite images show new trenches along the river.",
        ("indirect", "Satellite images", "show", "new trenches along the river"),
    ),
    (
        "The colonel was accused of hiding drones in a school.",
        ("sourceless", "", "was accused", "The colonel | hiding drones"),
    ),
    (
        "The pilot has been called a deserter by his own squadron.",
        ("indirect", "his own squadron", "has been called", "The pilot | a deserter"),
    ),
]

ASIDES = [
    (
        "Tuvalu, the adviser pointed out, normally does not get two storms in a week.",
        (
            "indirect",
            "the adviser",
            "pointed out",
            "Tuvalu | normally does not get two storms in a week",
        ),
    ),
    (
        "These drivers, Otieno explained earlier at the checkpoint, were paid in fuel.",
        ("indirect", "Otieno", "explained", "These drivers | were paid in fuel"),
    ),
    (
        "As many aid workers have pointed out, the camp is still without water.",
        (
            "indirect",
            "many aid workers",
            "have pointed out",
            "the camp is still without water",
        ),
    ),
    (
        "According to radio host Abel Limbo, the move reeks of fear and haste.",
        (
            "indirect",
            "radio host Abel Limbo",
            "According to",
            "the move reeks of fear and haste",
        ),
    ),
]

NOUNS = [
    (
        "Diplomats voiced concern about the missiles near Kaliningrad.",
        ("indirect", "Diplomats", "concern", "the missiles near Kaliningrad"),
    ),
    (
        "Their claim is that the road has been open since May.",
        ("indirect", "Their", "claim", "that the road has been open since May"),
    ),
    (
        "A Reuters report that the base had closed was denied in Accra.",
        ("indirect", "Reuters", "report", "that the base had closed"),
    ),
    (
        "The envoy’s warning of a new flood went unheard.",
        ("indirect", "The envoy’s", "warning", "a new flood"),
    ),
    (
        "The court rejected the claim that the shelling was an accident.",
        ("nested", "", "claim", "that the shelling was an accident"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), DIRECT + INDIRECT + ASIDES + NOUNS)
def test_the_relation_is_found_where_the_parse_misleads(text: str, expected: Relation) -> None:
    assert expected in triples(read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chad Vows to Return Fire on the Border\n\nThe army spoke on Friday.",
            ("headline", "Chad", "Vows", "to Return Fire on the Border"),
        ),
        (
            "Ivory Coast President Calls Coup Plot ‘A Disgrace’ After Arrests\n\nHe left.",
            ("headline", "Ivory Coast President", "Calls", "Coup Plot ‘A Disgrace’"),
        ),
    ],
)
def test_the_verb_of_a_headline_in_capitals_is_its_cue(text: str, expected: Relation) -> None:
    assert expected in triples(read(text, headline=True))


@pytest.mark.parametrize(
    "text",
    [
        "The law requires ministers to disclose their assets.",
        "The minister did not unveil plans for the port.",
        "Those few weeks have come and gone without a “proper inquiry into it.”",
    ],
)
def test_who_tells_nothing_is_no_source(text: str) -> None:
    assert triples(read(text)) == []


def test_the_name_of_a_broadcast_is_no_speech() -> None:
    found = triples(
        read(
            "On Radio Two’s “State of the Union,” Admiral Foss said the blockade would end in May."
        )
    )
    assert [row for row in found if row[0] == "direct"] == []
    assert ("indirect", "Admiral Foss", "said", "the blockade would end in May") in found


def test_a_fragment_in_a_later_sentence_is_not_carried_to_the_speaker_before() -> None:
    found = triples(
        read(
            "“They left us nothing,” the farmer said. “The barn burned down.” For the council it "
            "became “a desert of ash without a name” in June."
        )
    )
    assert (
        "direct",
        "the farmer",
        "said",
        "“They left us nothing,” | “The barn burned down.”",
    ) in (found)


def test_a_verb_that_was_tagged_as_a_noun_beside_its_subject_and_clause_is_a_verb() -> None:
    parse = read("But Osei claims that the dam is full.")
    parse.doc[2].pos_, parse.doc[2].tag_ = "NOUN", "NNS"
    (found,) = find_attributions(parse)
    assert parse.article.slice(found.source[0]) == "Osei"
    assert parse.article.slice(found.content[0]) == "that the dam is full"
