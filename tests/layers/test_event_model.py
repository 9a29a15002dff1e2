"""What the fitted model adds where no trigger stands well enough, and where it keeps quiet."""

from __future__ import annotations

import pytest
from claim_runs import extract
from helpers_claims import drafted, event

from dateline.layers.claims.modality import modality_of
from dateline.layers.events.arguments import ArgumentReader
from dateline.layers.events.events import event_types
from dateline.layers.events.model import features, likely_type
from dateline.layers.events.words import claim_words, word_weights


def probable(text: str) -> tuple[str | None, float]:
    """Return the model's type of the first claim of a text, and its probability."""
    parse, attributions, drafts = drafted(text)
    draft = drafts[0]
    weights = dict(word_weights(draft, parse, modality_of(draft, parse, attributions)))
    read = ArgumentReader(parse.doc[draft.head], [parse.doc[i] for i in draft.subject])
    words = claim_words(draft, parse, modality_of(draft, parse, attributions))
    found = features(weights, words, read)
    assert list(found) == sorted(set(found))
    return likely_type(weights, words, read)


def test_the_model_gives_known_types_and_probabilities_that_sum_to_one_at_most() -> None:
    for text in ("Rebels shelled the port.", "The tea was cold.", "Envoys met in Rome."):
        kind, sureness = probable(text)
        assert kind is None or kind in event_types()
        assert 0.0 < sureness <= 1.0


def test_the_model_knows_a_plain_attack_and_a_plain_nothing() -> None:
    assert probable("Gunmen attacked a village.")[0] == "attack"
    assert probable("The tea was cold.")[0] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police took two men into custody.", "arrest"),
        ("The brigade is stationed in Kutaisi.", "base_presence"),
        ("Soldiers clash with herders over a well.", "armed_conflict"),
    ],
)
def test_a_trigger_with_arguments_is_not_overruled(text: str, expected: str) -> None:
    assert event(text).type == expected


def test_the_one_at_a_place_stands_for_what_went_before() -> None:
    text = "The crossing at Rafah is open. The one at Nitzana has been closed since May."
    _, _, claims = extract(text, "t")
    assert [claim.type for claim in claims] == ["border_closure", "border_closure"]


def test_how_one_knows_of_a_movement_is_not_its_type() -> None:
    assert event("Rebels were seen moving towards the dam.").type == "armed_movement"


def test_a_noun_before_a_thing_named_for_it_is_no_event() -> None:
    assert event("The ceasefire line is short.").type != "ceasefire"


def test_an_agreement_to_do_something_is_an_agreement() -> None:
    assert event("The two ministers agreed to resume the patrols.").type == "agreement"
