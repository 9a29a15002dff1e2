"""Places of claims: own sentences from many conflicts, annotated before the rules ran on them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.geo.reports.reading import article_from_text
from dateline.pipeline import analyse

if TYPE_CHECKING:
    from dateline.layers.claims.claims import ClaimPlace

ROLES = {"L": "location", "O": "origin", "D": "destination", "B": "border"}
PLACES = Path(__file__).parent / "data" / "places.txt"
# What was reached; sentences that rules were mended on are no estimate for others.
WORDS_F1, PINS_F1, ROLES_RIGHT = 0.94, 0.83, 0.96


def _plain(text: str | None) -> str:
    letters = unicodedata.normalize("NFKD", (text or "").casefold())
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"^the ", "", re.sub(r"[\W_]+", " ", re.sub(r"\(.*?\)", " ", bare)).strip())


def _places(text: str) -> list[ClaimPlace]:
    """Return the places with words and a role, of all claims of a report, each once."""
    claims = analyse(article_from_text(text, id="places")).claims
    told = [p for claim in claims for p in claim.places if p.text and p.role != "none"]
    return list({place.span: place for place in told}.values())


def _annotated() -> list[tuple[str, list[tuple[str, str, str]]]]:
    lines = [x for x in PLACES.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    out = []
    for text, pins in zip(lines[::2], lines[1::2], strict=True):
        rows = [pin.partition("|") for pin in pins.removeprefix("=").split(";")]
        wanted = [(ROLES[w.strip()[0]], w.strip()[2:], name.strip()) for w, _, name in rows]
        assert all(words in text for _, words, _ in wanted), text
        out.append((text, wanted))
    return out


def _same(one: str, other: str) -> bool:
    return one == other or one.endswith(f" {other}") or other.endswith(f" {one}")


def test_places_of_own_sentences_are_found_and_named() -> None:
    wanted = found = words_right = names_right = roles_right = 0
    for text, gold in _annotated():
        drawn = _places(text)
        wanted, found = wanted + len(gold), found + len(drawn)
        for role, words, name in gold:
            fits = (p for p in drawn if _same(_plain(p.text), _plain(words)))
            place = next(fits, None)
            if place is None:
                continue
            drawn.remove(place)
            words_right += 1
            roles_right += place.role == role
            ours, theirs = set(_plain(place.resolves_to).split()), set(_plain(name).split())
            names_right += bool(ours) and (ours <= theirs or theirs <= ours)
    assert 2 * words_right / (wanted + found) >= WORDS_F1
    assert 2 * names_right / (wanted + found) >= PINS_F1
    assert roles_right / words_right >= ROLES_RIGHT


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Both ends of a stretch are named; what is drawn is the stretch between them.
        (
            "Gunmen ambushed a convoy between Gao and Ansongo.",
            {"Gao": "location", "Ansongo": "location"},
        ),
        ("The Gao–Ansongo road was mined.", {"Gao": "location", "Ansongo": "location"}),
        # A spot has the words of its name.
        ("The Kasumbalesa crossing is closed.", {"Kasumbalesa crossing": "location"}),
        ("Troops fought in the Kasumbalesa area.", {"Kasumbalesa": "location"}),
        # Who comes from a place, what is sent from it in words, and treaties are no places.
        ("A delegation from Kampala arrived in Goma.", {"Goma": "destination"}),
        ("Rebels shelled Goma on orders from Kampala.", {"Goma": "location"}),
        ("Hardly anyone in Goma spoke of it.", {}),
        ("The Luanda agreement is dead, and troops have left Goma.", {"Goma": "origin"}),
        ("Rebels fled Goma for Bukavu.", {"Goma": "origin", "Bukavu": "destination"}),
        ("The patrol boat Kampala sank off Mombasa.", {"Mombasa": "location"}),
    ],
)
def test_words_and_roles(text: str, wanted: dict[str, str]) -> None:
    assert {p.text: p.role for p in _places(text)} == wanted


def test_the_ends_of_a_stretch_share_its_area() -> None:
    one, other = _places("Gunmen ambushed a convoy between Gao and Ansongo.")
    assert (one.resolves_to, other.resolves_to) == ("Gao", "Ansongo")
    assert one.place_ids == other.place_ids
    assert one.place_ids[0].startswith("position:")


def test_a_name_that_the_gazetteer_lacks_is_drawn_where_the_report_says_it_lies() -> None:
    (place,) = _places("Fighting went on around Kandumbo, 60 kilometres northwest of Goma.")
    assert (place.text, place.resolves_to, place.role) == ("Kandumbo", "Kandumbo", "location")
    assert place.place_ids[0].startswith("position:")


def test_a_name_that_the_gazetteer_lacks_keeps_its_words_and_role_without_a_pin() -> None:
    found = {p.text: p for p in _places("Rebels left Goma and withdrew to Kandumbo.")}
    assert found["Kandumbo"].role == "destination"
    assert (found["Kandumbo"].place_ids, found["Kandumbo"].resolves_to) == ((), None)


def test_a_place_is_shown_by_the_name_that_the_report_uses() -> None:
    names = [p.resolves_to for p in _places("Jets bombed Feodosia and Kerch in Ukraine.")]
    assert "Feodosia (Feodosiya)" in names
    assert "Kerch" in names


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Guards closed the Torkham crossing. Lorries wait at the crossing.", "the crossing",
         "Torkham"),
        ("Rebels hold Kidal. They do not want to leave it.", "it", "Kidal"),
        ("Families left Gao and Ansongo. Nobody came back to the towns.", "the towns",
         "Gao; Ansongo"),
    ],
)  # fmt: skip
def test_words_that_take_up_a_place(text: str, words: str, name: str) -> None:
    found = {p.text: p.resolves_to for p in _places(text)}
    assert found.get(words) == name, found
