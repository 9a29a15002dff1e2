"""Bodies, statements, mouthpieces, roles and names of many orders: who is the speaker of a claim?"""

from __future__ import annotations

import pytest
from claim_runs import extract

from dateline.layers.speakers.speakers import OUTLET_NAME


def told(text: str) -> list[tuple[str, str]]:
    """Return content and speaker of each claim of a report."""
    article, _, claims = extract(text, "speakers")
    return [(article.slice(c.content), c.speaker.name) for c in claims]


def speakers(text: str) -> list[str]:
    return [name for _, name in told(text)]


LETTERHEAD = """General Staff of the Armed Forces of Moldova
Communiqué

Our patrols found two drones near Palanca on Friday. The General Staff denies that the airspace \
was closed. We call on all sides to keep calm.
"""


def test_the_body_of_the_letterhead_speaks_as_we_and_under_its_short_name() -> None:
    staff = "General Staff of the Armed Forces of Moldova"
    assert speakers(LETTERHEAD) == [OUTLET_NAME, staff, staff]


def test_letterhead_kind_of_text_and_topic_are_no_claims() -> None:
    contents = [content for content, _ in told(LETTERHEAD)]
    assert "Communiqué" not in contents
    assert not any(content.startswith("General Staff") for content in contents)


@pytest.mark.parametrize(
    "title",
    ["The long wait of Palanca", "Who owns the hills of Palanca?", "Press release"],
)
def test_a_title_that_asserts_nothing_is_no_claim(title: str) -> None:
    assert title.strip("?") not in [content for content, _ in told(f"{title}\n\nIt rained.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two lorries were hit, according to a navy communiqué broadcast by state radio.",
            ["navy"],
        ),
        ("A spokesman for the port authority said the quay was safe.", ["port authority"]),
        ("The ministry's statement said no village was burned.", ["ministry"]),
        ("A written statement said the bridge was open.", ["written statement"]),
        ("Vilnius's border agency says 12 towers will be built.", ["Vilnius's border agency"]),
        ("People I met in the harbour say that boats come at night.", ["People"]),
        ("A fighter who goes by the name Falcon said the ridge was lost.", ["Falcon"]),
        ("Her neighbour, Taras, said that looters had come.", ["Taras"]),
        ("An adviser to President Ana Ruiz said the talks had failed.", ["adviser to President"]),
        ("The defence ministry of Togo blamed smugglers.", ["defence ministry of Togo"]),
        ("Analysts put the number of dead at 30.", ["Analysts"]),
        ("The mayor did not rule it out.", ["mayor"]),
        ("Residents reject this.", ["Residents"]),
        ("A coastguard spokesman confirmed only that it had sent a boat.", ["coastguard"]),
        ("A spokesman for the army dismissed reports that the fort had fallen.", ["army"]),
    ],
)
def test_whose_words_they_are(text: str, expected: list[str]) -> None:
    found = speakers(text)
    assert len(found) == len(expected)
    assert all(name.startswith(part) for name, part in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Park Ji-woo, head of the coast guard, said the boat had sunk. "
            "Park said three sailors were missing.",
            ["Park Ji-woo", "Park Ji-woo"],
        ),
        (
            "Envoy Abiy Tesfaye said the fort had fallen. Abiy added that it had burned.",
            ["Abiy Tesfaye", "Abiy Tesfaye"],
        ),
        (
            "The governor said that the pass was open. "
            "Governor Farid Rahimi added that trucks could use it.",
            ["Farid Rahimi", "Farid Rahimi"],
        ),
        (
            "Peru's interior minister warned that the road would be shut. "
            "The minister, Rosa Quispe, said that it was mined.",
            ["Rosa Quispe", "Rosa Quispe"],
        ),
        (
            "The Ghanaian navy said its boat had been rammed. The navy added that two men drowned.",
            ["Ghanaian navy", "Ghanaian navy"],
        ),
        (
            "The Sudan Liberation Movement said the camp was empty. The SLM accused bandits.",
            ["Sudan Liberation Movement", "Sudan Liberation Movement"],
        ),
        (
            "The rebels denied shelling the clinic. They say the army fired.",
            ["rebels", "rebels"],
        ),
    ],
)
def test_one_speaker_has_one_name_over_the_report(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


def test_a_paper_speaks_as_it() -> None:
    text = (
        "The interior ministry says that crime fell. A secret survey was published in May. "
        "It states that smugglers use nine fords."
    )
    assert told(text)[-1] == ("smugglers use nine fords", "secret survey")


def test_they_in_somebodys_mouth_are_people_at_large() -> None:
    text = (
        "The lorry drivers said the queue was long. "
        '"I came at four, and they say the road might open," Goran Lukić said.'
    )
    assert told(text)[-1] == ("the road might open", "they")


@pytest.mark.parametrize(
    "text",
    [
        "The parties agreed in May to meet in Geneva.",
        "She asked parliament for 90 million euros.",
        "No group has claimed responsibility.",
        "It is believed that the crew was saved.",
        "Kenya intends to send a brigade.",
        "The fear that dams may burst is old.",
    ],
)
def test_what_nobody_is_said_to_have_told_is_the_reports_own(text: str) -> None:
    assert speakers(text) == [OUTLET_NAME]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Diplomats in Geneva do not expect the talks to succeed.", "Diplomats in Geneva"),
        ("The United Nations estimates that 900 people have left Tine.", "United Nations"),
        ("The minister expressed the hope that the pass would open.", "minister"),
    ],
)
def test_an_expectation_about_others_is_the_expecters(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_a_contrast_keeps_its_own_speaker() -> None:
    text = "Israel said it had struck a launcher, while Hezbollah claimed to have downed a drone."
    assert speakers(text) == ["Israel", "Hezbollah"]


def test_the_place_where_an_ambassador_sits_is_not_his_country() -> None:
    text = "The ambassador in Oslo, Liang Fu, said the ship had left."
    _, _, claims = extract(text, "posted")
    assert [c.speaker.country for c in claims] == [None]


def test_a_role_in_an_army_has_the_armys_country() -> None:
    text = (
        "The Malian army said a convoy was lost. "
        "Colonel Issa Touré, the army's director of information, said it had burned."
    )
    _, _, claims = extract(text, "roles")
    assert [c.speaker.country for c in claims] == ["MLI", "MLI"]


def test_a_body_within_the_letterhead_is_found_by_its_short_name() -> None:
    text = (
        "Statement by the Press Office of the State Border Committee\n\n"
        "According to the Committee, four men had crossed on foot."
    )
    assert speakers(text) == ["State Border Committee"]


def test_a_kunya_is_part_of_the_name() -> None:
    text = '"We have no water," said Um Khaled, a mother of five.'
    assert speakers(text) == ["Um Khaled"]
