"""One identity per speaker over a report."""

from __future__ import annotations

import re

import pytest

from dateline.geo.parse import parse_article
from dateline.geo.reports.article import Article, Span, Zone
from dateline.layers.attribution.attributions import find_attributions
from dateline.layers.speakers.speakers import OUTLET_NAME, Speaker, identify_speakers


def speakers(text: str) -> list[tuple[Speaker, str]]:
    zones = tuple(
        Zone(span=Span(found.start(), found.end()), kind="paragraph")
        for found in re.finditer(r"\S[^\n]*\S", text)
    )
    parse = parse_article(Article(id="s", text=text, sha256="", zones=zones))
    found = find_attributions(parse)
    named = identify_speakers(parse, found)
    assert len(named) == len(found)
    return [
        pair
        for pair, a in zip(named, found, strict=True)
        if a.kind not in {"nested", "relay", "headline"}
    ]


CASES = [
    (
        "Zoran Ilić of the Peace Institute argues that the truce is dead. "
        "He expects that the talks will fail.",
        ["Zoran Ilić", "Zoran Ilić"],
        ["literal", "pronoun he"],
    ),
    (
        "Its spokesman, Daniel Okello, said the bridge was closed. Okello added that it would open.",
        ["Daniel Okello", "Daniel Okello"],
        ["literal", "surname"],
    ),
    (
        "President Ivan Petrov said the port was safe. A harbour official said two ships sank. "
        "He added that both were tankers.",
        ["Ivan Petrov", "harbour official", "harbour official"],
        ["literal", "literal", "pronoun he"],
    ),
    (
        "We assess that the airfield is in use.",
        [OUTLET_NAME],
        ["literal"],
    ),
    (
        "Foreign Minister Hakan Fidan said the talks would go on. Fidan added that no date was set.",
        ["Hakan Fidan", "Hakan Fidan"],
        ["literal", "surname"],
    ),
    (
        "Defence Minister Margarita Robles said the frigate was sent. "
        "She added that it would reach Djibouti in May.",
        ["Margarita Robles", "Margarita Robles"],
        ["literal", "pronoun she"],
    ),
    (
        "Zimbabwean President Emmerson Mnangagwa met General John Moyo. "
        "The president said the troops would come home.",
        ["Emmerson Mnangagwa"],
        ["role president"],
    ),
    (
        "Interior Minister Ana Lopez said the border was closed. According to her, "
        "two posts were burnt.",
        ["Ana Lopez", "Ana Lopez"],
        ["literal", "pronoun her"],
    ),
    (
        "Defense Minister Yoav Gallant said the brigade had left. "
        "The head of the Ministry of Defense stressed that it would return.",
        ["Yoav Gallant", "Yoav Gallant"],
        ["literal", "role minister"],
    ),
    (
        "The Sudanese authorities said that the airport was shelled.",
        ["Sudanese authorities"],
        ["literal"],
    ),
    (
        "Three officials who spoke on condition of anonymity said the ship was hit.",
        ["Three officials"],
        ["literal"],
    ),
    ("Troops are expected in Agadez.", [OUTLET_NAME], ["no source"]),
]


@pytest.mark.parametrize(("text", "names", "steps"), CASES, ids=[text[:40] for text, _, _ in CASES])
def test_the_speaker_and_the_step_to_him_are_known(
    text: str, names: list[str], steps: list[str]
) -> None:
    found = speakers(text)
    assert [speaker.name for speaker, _ in found] == names
    assert [step for _, step in found] == steps


def test_the_role_is_kept_and_no_part_of_the_name() -> None:
    speaker, _ = speakers("Polish Prime Minister Donald Tusk said the wall was finished.")[0]
    assert speaker.name == "Donald Tusk"
    assert speaker.role == "Polish Prime Minister"
    assert speaker.kind == "person"


def test_two_men_with_one_surname_stay_apart() -> None:
    found = speakers(
        "General Ali Hassan said the town was free. Minister Omar Hassan said it was not."
    )
    assert [speaker.name for speaker, _ in found] == ["Ali Hassan", "Omar Hassan"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The defence ministry said two jets were lost.", "government"),
        ("The rebels said they had taken the mine.", "group"),
        ("Reuters reported that the port was closed.", "news agency"),
        ("France said its soldiers would leave Chad.", "state"),
    ],
)
def test_the_kind_of_speaker_is_told(text: str, kind: str) -> None:
    assert speakers(text)[0][0].kind == kind
