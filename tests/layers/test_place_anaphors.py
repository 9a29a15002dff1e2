"""Words like "there" and "the reef" take up the last place that fits them, or none."""

from __future__ import annotations

import pytest
from claim_runs import extract

Found = tuple[str, str, str | None, str | None]


def _places(text: str) -> dict[str, Found]:
    """Return the drawn places of the last claim by their words."""
    _, _, claims = extract(text, "anaphors")
    return {
        place.text: (place.text, place.role, place.resolves_to, place.precision)
        for place in claims[-1].places
        if place.text and place.role != "none"
    }


@pytest.mark.parametrize(
    ("text", "words", "role", "name"),
    [
        ("Rebels attacked Adré. Families fled from there.", "there", "origin", "Adré"),
        ("Rebels attacked Adré. Soldiers moved there.", "there", "destination", "Adré"),
        ("Rebels attacked Adré. The town burned.", "The town", "location", "Adré"),
        (
            "A boat reached Scarborough Shoal from Luzon. Three ships anchored in the lagoon.",
            "the lagoon",
            "location",
            "Scarborough Shoal",
        ),
        (
            "A boat reached Scarborough Shoal. A helicopter circled over it.",
            "it",
            "location",
            "Scarborough Shoal",
        ),
        (
            "Soldiers patrolled the border between Chad and Sudan. Two men crossed the line.",
            "the line",
            "border",
            "Chad–Sudan border",
        ),
        (
            "Soldiers patrolled the border between Chad and Sudan. Chad sent troops to the "
            "frontier zone.",
            "the frontier zone",
            "destination",
            "Chad–Sudan border",
        ),
        (
            "Soldiers patrolled the border between Chad and Sudan. A fence runs along the other "
            "80 kilometres.",
            "the other 80 kilometres",
            "border",
            "Chad–Sudan border",
        ),
        ("The rebels seized Kidal. The army lost the north.", "the north", "location",
         "northern Mali"),
        (
            "Indian troops fired a flare in Jammu. Pakistani soldiers returned to their side.",
            "their side",
            "destination",
            "Pakistan",
        ),
        (
            "“We sleep badly,” a teacher in Jammu said. “Shells fall here every day.”",
            "here",
            "location",
            "Jammu",
        ),
        ("The Americans flew to Manta. They left its airfield in 2009.", "its", "origin", "Manta"),
    ],
)  # fmt: skip
def test_a_word_takes_up_the_last_place_that_fits(
    text: str, words: str, role: str, name: str
) -> None:
    found = _places(text)
    assert words in found, found
    assert found[words][1:3] == (role, name)


def test_two_towns_named_together_are_both_towns() -> None:
    found = _places("The rebels seized Kidal and Tessalit. Both towns have no water.")
    assert found["Both towns"][2:] == ("Kidal; Tessalit", "multi")


def test_towns_of_two_sentences_are_not_both_towns() -> None:
    found = _places("Rebels seized Kidal. Shells hit Tessalit. Both towns have no water.")
    assert "Both towns" not in found


def test_two_countries_share_a_border() -> None:
    found = _places("Kenya and Ethiopia share a border of 860 kilometres.")
    assert found["a border"][1:] == ("border", "Ethiopia–Kenya border", "line")


def test_a_part_of_a_country_is_a_region_and_no_pin() -> None:
    found = _places("The rebels seized Kidal. The army lost the north.")
    assert found["the north"][3] == "region"


def test_a_word_without_anything_before_it_has_no_place() -> None:
    assert not _places("The town burned. Nobody went there.")


def test_a_place_that_the_claim_names_itself_is_not_told_twice() -> None:
    found = _places("Families fled to Abéché and from there towards Ndjamena.")
    assert "there" not in found
    assert "Abéché" in found


def test_a_distance_from_a_landmark_draws_nothing_beside_the_place_itself() -> None:
    found = _places("A boat reached Scarborough Shoal. The reef lies 220 kilometres from Luzon.")
    assert list(found) == ["The reef"]


def test_a_named_line_is_the_border_where_the_report_is_about_its_countries() -> None:
    found = _places("Indian troops patrol the Line of Control.")
    assert found["the Line of Control"][1:3] == (
        "border",
        "Line of Control (India–Pakistan border)",
    )


def test_a_railway_of_the_same_name_is_no_border() -> None:
    assert "the Blue Line" not in _places("Two trains collided on the Blue Line near Uppsala.")
