"""Acts, realis, polarity and conditions read off sentences of many kinds."""

from __future__ import annotations

import pytest
from helpers_claims import drafted, modality

from dateline.layers.claims.modality import modality_of
from dateline.layers.speakers.speakers import Speaker


@pytest.mark.parametrize(
    ("text", "act", "realis", "polarity"),
    [
        ("Sweden sent two corvettes to Gotland.", "assert", "actual", "+"),
        ("Sweden will send two corvettes to Gotland.", "assert", "future", "+"),
        ("Sweden may send two corvettes to Gotland.", "assert", "hypothetical", "+"),
        ("Egypt pledged to open the crossing at Rafah.", "promise", "future", "+"),
        ("Turkey plans to build a base near Sirte.", "plan", "future", "+"),
        ("A new wave of refugees is expected in Adré.", "expect", "future", "+"),
        ("The colonel denied that his men had entered Tigray.", "deny", "actual", "-"),
        ("Iran threatened to close the strait.", "threaten", "future", "+"),
        ("Kosovo urged NATO to send more troops.", "request", "future", "+"),
        ("The army did not enter the camp.", "assert", "actual", "-"),
        ("No soldier crossed the river.", "assert", "actual", "-"),
        ("We do not ignore the shelling of Sderot.", "assert", "actual", "+"),
        ("Georgia will not join the sanctions.", "assert", "future", "-"),
        ("Bishkek has not ruled out closing the pass.", "assert", "hypothetical", "+"),
        ("Bishkek ruled out closing the pass.", "deny", "actual", "-"),
        ("The divers could not reach the wreck.", "assert", "actual", "-"),
    ],
)
def test_act_realis_and_polarity(text: str, act: str, realis: str, polarity: str) -> None:
    found, _ = modality(text)
    assert (found.act, found.realis, found.polarity) == (act, realis, polarity)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If Mali asks, Russia will send planes.", "If Mali asks"),
        ("Jordan will shut the gate unless the raids stop.", "unless the raids stop"),
        (
            "In case of an attack on the island, the fleet will respond.",
            "In case of an attack on the island",
        ),
    ],
)
def test_a_condition_makes_a_future_conditional_and_is_quoted(text: str, condition: str) -> None:
    found, article = modality(text)
    assert found.realis == "conditional"
    assert found.condition is not None
    assert article.slice(found.condition) == condition


def test_an_if_in_the_past_is_no_conditional_claim() -> None:
    found, _ = modality("The patrol asked if the road was mined.")
    assert found.condition is None


def test_an_officials_will_is_a_promise_and_an_analysts_a_forecast() -> None:
    parse, attributions, (draft,) = drafted('"We will defend every village," Ann Lee said.')
    minister = Speaker(name="Ann Lee", kind="person", role="defence minister")
    analyst = Speaker(name="Ann Lee", kind="person")
    acts = [modality_of(draft, parse, attributions, speaker=who).act for who in (minister, analyst)]
    assert acts == ["promise", "assert"]


def test_the_author_is_certain_only_in_the_reports_own_voice() -> None:
    own, _ = modality("Rebels hold Bria.")
    told, _ = modality("Rebels hold Bria, the mayor said.")
    assert (own.author_certainty, told.author_certainty) == ("CT+", "Uu")


def test_hedges_are_quoted() -> None:
    found, article = modality("Roughly half of the garrison may have left Tmassah.")
    assert [article.slice(h) for h in found.hedges] == ["Roughly", "may"]
    assert found.certainty == "PS"


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The video appears to show a burning barge.", "PR"),
        ("Four men are believed to have crossed the Drina.", "PR"),
        ("Four men are said to have crossed the Drina.", "PR"),
        ("Four men have crossed the Drina.", "CT"),
        ("Rabat did not rule out calling up reservists.", "PS"),
    ],
)
def test_what_is_only_thought_or_left_open_is_not_certain(text: str, certainty: str) -> None:
    found, _ = modality(text)
    assert found.certainty == certainty


@pytest.mark.parametrize(
    ("text", "act", "realis", "polarity"),
    [
        ("Bogotá insists that it has won.", "assert", "actual", "+"),
        ("Poland insists that Minsk release the men.", "request", "future", "+"),
        ("The UN estimates that 900 men have left.", "assert", "actual", "+"),
        ("Analysts expect Moscow to attack in spring.", "expect", "future", "+"),
        ("Analysts do not expect the truce to last.", "expect", "future", "-"),
        ("Experts doubt that the dam will hold.", "assert", "future", "-"),
        ("Talks are to resume in Geneva in May.", "plan", "future", "+"),
        ("Sweden is due to send 40 tanks.", "plan", "future", "+"),
        ("The aim is to hold the ridge.", "assert", "actual", "+"),
        ("Will the marines stay?", "question", "hypothetical", "+"),
        ("It is not known whether anybody was hurt.", "question", "hypothetical", "+"),
        ("The mayor refused to leave the town.", "assert", "actual", "-"),
        ("The mayor rejected that figure.", "deny", "actual", "-"),
        ("Vietnam does not deny building runways.", "assert", "actual", "+"),
        ("She denied that nobody had come.", "deny", "actual", "+"),
        ("Poland has yet to deliver the tanks.", "assert", "actual", "-"),
        ("Boats no longer cross the strait.", "assert", "actual", "-"),
        ('"They should leave the valley," Ana Lee said.', "request", "future", "+"),
        ('"We would be shooting our own men," Ana Lee said.', "assert", "hypothetical", "+"),
        ("The parties agreed to meet in May.", "assert", "actual", "+"),
        ("She asked parliament for 90 million euros.", "assert", "actual", "+"),
        ("Farmers fear that dams could burst.", "assert", "hypothetical", "+"),
    ],
)
def test_cues_with_more_than_one_act(text: str, act: str, realis: str, polarity: str) -> None:
    found, _ = modality(text)
    assert (found.act, found.realis, found.polarity) == (act, realis, polarity)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The minister said that 900 marines would move to Tumaco.", "promise"),
        ("The minister said the ministry would open the road.", "assert"),
        ('"We will feed them," the minister said.', "promise"),
        ('"We will strike the harbour," the minister said.', "threaten"),
        ('"The dam will break," the minister said.', "assert"),
        ("The minister said Georgia was ready to withdraw its men.", "promise"),
    ],
)
def test_what_an_official_says_will_be_done(text: str, act: str) -> None:
    parse, attributions, (draft,) = drafted(text)
    minister = Speaker(name="Ann Lee", kind="person", role="defence minister")
    assert modality_of(draft, parse, attributions, speaker=minister).act == act


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Our men open fire only when they are attacked.", "only when they are attacked"),
        ("Any raid on the port will be answered.", "Any raid on the port"),
        ("Without rice, the families will have to move.", "Without rice"),
        ("If they fail, Villar argues, the crisis will spread.", "If they fail"),
    ],
)
def test_conditions_of_other_forms(text: str, condition: str) -> None:
    found, article = modality(text)
    assert found.realis == "conditional"
    assert found.condition is not None
    assert article.slice(found.condition) == condition


def test_what_the_report_itself_calls_false_is_false_for_its_author() -> None:
    found, _ = modality("The claim by Minsk that the post was shelled is a fabrication.")
    assert found.author_certainty == "CT-"


def test_a_would_after_a_past_cue_is_a_future_and_alone_a_thought() -> None:
    told, _ = modality("The mayor said the road would open in May.")
    alone, _ = modality("A second road would cost millions.")
    assert (told.realis, alone.realis) == ("future", "hypothetical")
