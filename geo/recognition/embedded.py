"""Is the name part of an organisation's name ("Paris" in "Paris Police")?

Such a name tells where the organisation is at home, not where something happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.geo.recognition.name_spans import NameSpan

# Heads of the names of bodies, offices and roads. Features of the land ("River", "Province", "Airport")
# are no bodies: what they name is a place.
_BODIES: Final = frozenset(
    "police sheriff constabulary university college school academy institute hospital clinic court "
    "council parliament senate assembly congress legislature government ministry department bureau "
    "directorate office agency authority commission committee board army navy guard command brigade "
    "regiment division corps militia front party union association federation league society "
    "foundation club fc united times post news herald tribune gazette journal star press radio tv "
    "television bank company corporation corp inc ltd group airlines airways orchestra church "
    "cathedral diocese embassy consulate museum theatre theater opera prison jail fire ems health "
    "patrol medical highway route interstate transit railway railways electric energy gas oil power rangers raiders tigers lions bulls".split()
)
_STEPS: Final = 4  # words from the name to the head: "Kyiv City Military Administration Council"


def is_embedded(name: NameSpan, text: str) -> bool:
    """Tell whether the words after the name make it part of a body's name.

    Only capitalised words directly after it count: "Paris police" may be any police in Paris.
    """
    words = name.words
    for index in range(name.last + 1, min(name.last + 1 + _STEPS, len(words))):
        word = words[index]
        if not word.text[0].isupper() or text[words[index - 1].end : word.start] not in {
            " ",
            "\u00a0",
        }:
            return False
        if word.text.casefold() in _BODIES:
            return True
    return False
