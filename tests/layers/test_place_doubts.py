"""A place is left open where a guess would be a pin: lost names, tellers' homes, parties to talks."""

from __future__ import annotations

import pytest
from claim_runs import extract


def drawn(text: str, number: int = -1) -> dict[str, tuple[str, str | None]]:
    """Return role and place of the places of one claim by their words, those without a role too."""
    _, _, claims = extract(text, "doubts")
    return {p.text: (p.role, p.resolves_to) for p in claims[number].places if p.text}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels hold Bria. They took the village of Zarqetu on Monday. Nine bodies were found there.",
         "there"),
        ("Rebels hold Bria. They shelled the village of Zarqetu on Monday. Nine huts burned in the "
         "village.", "the village"),
    ],
)  # fmt: skip
def test_a_word_takes_up_no_place_across_a_name_that_could_not_be_placed(
    text: str, words: str
) -> None:
    assert drawn(text)[words] == ("location", None)


def test_a_word_still_takes_up_the_place_just_before_it() -> None:
    text = (
        "Rebels took the village of Zarqetu. They then shelled Bria. Nine bodies were found there."
    )
    assert drawn(text)["there"] == ("location", "Bria")


def test_where_the_teller_is_from_is_no_place_of_what_is_told() -> None:
    text = "Had the guards stayed in Zinder, a Maradi baker said, nobody would have fled."
    places = drawn(text)
    assert places["Zinder"][0] == "location"
    assert places["Maradi"][0] == "none"


def test_parties_to_talks_are_no_places() -> None:
    text = "The talks between Ankara and Athens failed."
    assert all(role == "none" for role, _ in drawn(text).values())


def test_a_base_with_a_town_s_name_is_there() -> None:
    assert drawn("The jets take off from the Zinder air base.")["Zinder"] == ("origin", "Zinder")


def test_a_side_of_a_line_is_not_taken_up_as_its_whole_country() -> None:
    text = "The section runs from Kilis on the Turkish side to Azaz. Forty posts stand there."
    place = drawn(text).get("there")
    assert place is None or place[1] != "Turkey"


def test_names_of_a_list_share_the_role_of_the_first() -> None:
    text = "It did not rule out lifting the ban if the police left the schools in Gjakova, Peja and Prizren."
    roles = drawn(text)
    assert {roles[name][0] for name in ("Gjakova", "Peja", "Prizren")} == {"location"}


def test_an_answer_does_not_happen_where_the_blow_did() -> None:
    text = "Gunners fired rockets from Arsal at Homs. We returned fire, the general said."
    _, _, claims = extract(text, "answer")
    assert not claims[-1].implied_places


@pytest.mark.parametrize(("text", "name"), [("Jets bombed Misrata.", "Misrata"),
                                            ("Jets bombed Daraa in Syria.", "Daraa")])  # fmt: skip
def test_a_doubled_letter_or_a_silent_one_is_no_other_name(text: str, name: str) -> None:
    assert drawn(text)[name][1] == name
