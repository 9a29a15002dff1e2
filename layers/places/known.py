"""Which places has the report told so far, and which of them may a word like "the town" mean?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.geo.gazetteer.names import fold_name
from dateline.layers.places.phrases import lies_off
from dateline.layers.places.words import (
    CITY,
    CLOSABLE,
    MOTION,
    OF_A_WHOLE,
    SETTLED,
    SMALL_TOWN,
    STRETCHES,
    WHOLE,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.geo.gazetteer.places import Place, Resolution
    from dateline.layers.claims.claims import PlaceRole


@dataclass(frozen=True, slots=True)
class Known:
    """A place already met in reading order, for what later words take up.

    Attributes
    ----------
    drawn
        Whether it was a place of a claim; places of speaking are known without that.
    name
        Name to show, where it is not the gazetteer's own.
    words
        As the report wrote it: "the Kerch bridge" is taken up by "the bridge".
    """

    position: int
    sentence: int
    place: Place
    role: PlaceRole
    precision: str | None
    drawn: bool = True
    name: str = ""
    words: str = ""


def shown_name(resolution: Resolution) -> str | None:
    """Return the name of the place, as the report writes it, with the gazetteer's where it differs.

    Codes and short forms keep the gazetteer's ("DRC" names nothing to a reader), and so do
    countries, unless the words are a part of their name ("Congo").
    """
    place, surface = resolution.place, " ".join(resolution.mention.surface.split())
    if place is None:
        return None
    own = fold_name(surface)
    official = fold_name(place.name)
    if surface.isupper() or "." in surface or resolution.mention.kind != "name":
        return place.name
    spelling = not place.feature_code.startswith("PCL") and _is_spelling(own, official)
    if own.replace(" ", "") == official.replace(" ", "") or spelling:
        return surface  # "Marib" rather than "Ma'rib", "Misrata" rather than "Misratah"
    if place.feature_code.startswith("PCL"):
        other = own != official and own.split()[-1:] == official.split()[-1:]
    else:
        words, others = set(own.split()), set(official.split())
        other = not (words <= others or others <= words)
    return f"{surface} ({place.name})" if other else place.name


def _is_spelling(own: str, official: str) -> bool:
    """Whether two folded names differ in doubled letters, hyphens and a silent "h" alone."""
    return _plain(own) == _plain(official)


def _plain(name: str) -> str:
    return re.sub(r"(\w)\1+", r"\1", name.replace("-", " ")).removesuffix("h")


def seat_of(known: Sequence[Known]) -> Known | None:
    """Return the last spot, else the last district: that is often its town as well."""
    drawn = [k for k in known if k.drawn]
    spots = [k for k in drawn if k.precision == "1"] or [
        k for k in drawn if k.precision in {"3", "4"}
    ]
    return spots[-1] if spots else None


def adverb_role(token: Token) -> PlaceRole:
    """Return what "there" or "here" does: "from there", "went there", "fell here"."""
    if token.head.pos_ == "ADP":
        away = token.head.lower_ == "from" and not lies_off(token.head.head)
        return "origin" if away else "location"
    verb = token.head if token.head.pos_ == "VERB" else token.head.head
    return "destination" if verb.lemma_.lower() in MOTION else "location"


def is_town(place: Place) -> bool:
    """Whether a place is a town or village."""
    return place.feature_code.startswith("PPL")


def is_bare(token: Token) -> bool:
    """Whether a noun stands alone with "the": "the town", not "the nearby town of X"."""
    first = token.i - 1 if token.i > 1 and token.nbor(-1).lower_ in WHOLE else token.i
    determined = first > 0 and token.doc[first - 1].lower_ in {"the", "that", "this"}
    after = any(
        c.lower_ == "of" or c.dep_ in {"appos", "relcl"} or c.pos_ == "PROPN" for c in token.rights
    )
    return determined and not after and token.dep_ not in {"compound", "nmod", "amod", "poss"}


def of_size(place: Place, noun: str) -> bool:
    """Whether a town may be called that: a village is small, a city is not."""
    if noun in SMALL_TOWN:
        return place.population < SETTLED
    if noun == "town":
        return place.population < CITY
    return noun != "city" or place.population >= SETTLED or not place.population


def closes(known: Known) -> bool:
    """Whether a place is one that opens and closes: "the Chaman gate"."""
    words = set(known.words.lower().split())
    return bool(words & CLOSABLE) or known.place.feature_code in {"CROSS", "AIRP", "PRT", "BDG"}


def moves(governor: Token) -> bool:
    """Whether a phrase hangs on a movement: "sent two platoons and a gun | to the north"."""
    verb = next((t for t in (governor, *governor.ancestors) if t.pos_ in {"VERB", "AUX"}), governor)
    return verb.lemma_.lower() in MOTION or governor.lemma_.lower() in MOTION


def is_stretch(token: Token) -> bool:
    """Whether a noun is a piece of a line told before: "along the other 80 kilometres"."""
    if token.lemma_.lower() not in STRETCHES or token.dep_ != "pobj":
        return False
    before = {c.lower_ for c in token.lefts}
    along = token.head.lower_ in {"along", "on", "of", "in"}
    return along and "the" in before and bool(before & OF_A_WHOLE)


def last_of(known: Sequence[Known], roles: frozenset[str] | set[str]) -> Known | None:
    """Return the last place of a claim with one of the roles."""
    return next((k for k in reversed(known) if k.drawn and k.role in roles), None)
