"""Acts, realis, polarity and conditions read off sentences of many kinds."""

from __future__ import annotations

import pytest
from helpers_claims import drafted, modality

from dateline.layers.modality import modality_of
from dateline.layers.speakers import Speaker


@pytest.mark.parametrize(
    ("text", "act", "realis", "polarity"),
    [
        ("Sweden sent two corvettes to Gotland.", "assert", "actual", "+"),
        ("Sweden will send two corvettes to Gotland.", "assert", "future", "+"),
        ("Sweden may send two corvettes to Gotland.", "assert", "hypothetical", "+"),
        ("Egypt pledged to open the crossing at Rafah.", "promise", "future", "+"),
        ("Turkey plans to build a base near Sirte.", "plan", "future", "+"),
        ("A new wave of refugees is expected in Adré.", "expect", "future", "+"),
        ("The colonel denied that his men had entered Tigray.", "deny", "actual", "+"),
        ("Iran threatened to close the strait.", "threaten", "future", "+"),
        ("Kosovo urged NATO to send more troops.", "request", "hypothetical", "+"),
        ("The army did not enter the camp.", "assert", "actual", "-"),
        ("No soldier crossed the river.", "assert", "actual", "-"),
        ("We do not ignore the shelling of Sderot.", "assert", "actual", "+"),
        ("Georgia will not join the sanctions.", "assert", "future", "-"),
        ("Bishkek has not ruled out closing the pass.", "assert", "hypothetical", "+"),
        ("Bishkek ruled out closing the pass.", "deny", "actual", "+"),
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
