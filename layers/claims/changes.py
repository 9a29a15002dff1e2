"""What changed between two sets of claims: which are added, gone or different, which places moved?

Claims are matched by their words, first where these are equal, then where most are: two versions of
a report have other offsets and other ids for the same claim. Neither side is taken for right.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from dateline.geo.shapes.geodesy import distance_km
from dateline.layers.corrections.reanchor import alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LEAST_ALIKE: Final = 0.6  # of the words of two claims, for them to be versions of one
_SAME_SPEAKER: Final = 0.1  # so much more alike are two claims of one speaker
LEAST_MOVE_KM: Final = 0.05
_COMMON: Final = 200  # claims with one word: more tell nothing about which two belong together
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPlace:
    """A place of a claim.

    Attributes
    ----------
    words
        What the report calls it; several where the same place has several names.
    name
        What it is, for people: with its division and country where they are known.
    id
        Of the gazetteer, or of a position measured in the report.
    lon_deg, lat_deg
        WGS 84; None where not known. Of an area or a line a point to label it at.
    """

    words: tuple[str, ...]
    name: str
    id: str
    lon_deg: float | None = None
    lat_deg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenClaim:
    """A claim as one side has it.

    Attributes
    ----------
    fields
        Slot by name, as words; a slot is compared where both sides have it.
    """

    id: str
    quote: str
    fields: Mapping[str, str]
    places: tuple[SeenPlace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A slot that differs, "" for nothing."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """A claim that both sides have, and in what they differ; nothing where they agree."""

    old: SeenClaim
    new: SeenClaim
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMove:
    """Words that mean another place, or the same one elsewhere.

    Attributes
    ----------
    distance_km
        On the ellipsoid; None where one side does not say where its place lies.
    claims
        Ids of the new side's claims there.
    """

    words: str
    old: SeenPlace
    new: SeenPlace
    distance_km: float | None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that changed; claims in the order of their side."""

    added: tuple[SeenClaim, ...]
    gone: tuple[SeenClaim, ...]
    changed: tuple[ClaimChange, ...]
    unchanged: tuple[ClaimChange, ...]
    moves: tuple[PlaceMove, ...]

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.gone or self.changed or self.moves)


def find_changes(
    old: Sequence[SeenClaim],
    new: Sequence[SeenClaim],
    *,
    old_places: Sequence[SeenPlace] = (),
    new_places: Sequence[SeenPlace] = (),
) -> Changes:
    """Compare two sets of claims.

    Parameters
    ----------
    old, new
        In reading order.
    old_places, new_places
        Places that are named besides those of claims.
    """
    pairs = _matched(old, new)
    partner = dict(pairs)
    matched = [
        ClaimChange(old=old[i], new=new[j], fields=_differences(old[i], new[j]))
        for i, j in sorted(pairs, key=lambda pair: pair[1])
    ]
    taken = set(partner.values())
    return Changes(
        added=tuple(claim for j, claim in enumerate(new) if j not in taken),
        gone=tuple(claim for i, claim in enumerate(old) if i not in partner),
        changed=tuple(pair for pair in matched if pair.fields),
        unchanged=tuple(pair for pair in matched if not pair.fields),
        moves=_moves(old, new, old_places, new_places),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words of two versions: the same in both, or what stood and what stands there."""

    old: str
    new: str

    @property
    def kept(self) -> bool:
        """Whether both versions have the same words here."""
        return self.old == self.new


def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """Compare two versions of a sentence word by word.

    Examples
    --------
    >>> [(p.old, p.new) for p in word_changes("Shells killed 12 men", "Shells killed 14 men")]
    [('Shells killed', 'Shells killed'), ('12', '14'), ('men', 'men')]
    """
    before, after = old.split(), new.split()
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        Piece(old=" ".join(before[a:b]), new=" ".join(after[c:d])) for _, a, b, c, d in steps
    )


# ------------------------------------------------------------------ matching
def _matched(old: Sequence[SeenClaim], new: Sequence[SeenClaim]) -> list[tuple[int, int]]:
    """Return pairs of indices, each index once."""
    pairs: list[tuple[int, int]] = []
    left, right = dict(enumerate(old)), dict(enumerate(new))
    for key in (_words_and_speaker, _words):
        waiting: dict[object, list[int]] = defaultdict(list)
        for i, claim in left.items():
            waiting[key(claim)].append(i)
        for j, claim in list(right.items()):
            if found := waiting[key(claim)]:
                i = found.pop(0)
                pairs.append((i, j))
                del left[i], right[j]
    for _, _, i, j in sorted(_similar(left, right)):
        if i in left and j in right:
            pairs.append((i, j))
            del left[i], right[j]
    return pairs


def _words_and_speaker(claim: SeenClaim) -> object:
    return _words(claim), claim.fields.get("speaker", "").casefold()


def _words(claim: SeenClaim) -> tuple[str, ...]:
    return tuple(_WORD.findall(alike(claim.quote).casefold()))


def _similar(
    left: Mapping[int, SeenClaim], right: Mapping[int, SeenClaim]
) -> Iterator[tuple[float, int, int, int]]:
    """Yield pairs with most words in common, as (minus likeness, how far apart, old, new)."""
    bags = {j: Counter(_words(claim)) for j, claim in right.items()}
    holders: dict[str, list[int]] = defaultdict(list)
    for j, bag in bags.items():
        for word in bag:
            holders[word].append(j)
    for i, claim in left.items():
        bag = Counter(_words(claim))
        rare = [word for word in bag if len(holders.get(word, ())) <= _COMMON]
        near = {j for word in rare for j in holders.get(word, ())}
        for j in sorted(near):
            likeness = 2 * (bag & bags[j]).total() / (bag.total() + bags[j].total())
            if likeness >= LEAST_ALIKE:
                same = claim.fields.get("speaker") == right[j].fields.get("speaker")
                yield -round(likeness + _SAME_SPEAKER * same, 6), abs(i - j), i, j


def _differences(old: SeenClaim, new: SeenClaim) -> tuple[FieldChange, ...]:
    found = []
    if _folded(old.quote) != _folded(new.quote):
        found.append(FieldChange(field="words", old=_line(old.quote), new=_line(new.quote)))
    for name, value in old.fields.items():
        other = new.fields.get(name)
        if other is not None and alike(value).casefold() != alike(other).casefold():
            found.append(FieldChange(field=name, old=value, new=other))
    before, after = _by_id(old.places), _by_id(new.places)
    if before.keys() != after.keys():
        was, now = _named(before, after), _named(after, before)
        found.append(FieldChange(field="places", old=was, new=now))
    return tuple(found)


def _by_id(places: Iterable[SeenPlace]) -> dict[str, SeenPlace]:
    return {place.id: place for place in places}


def _named(places: Mapping[str, SeenPlace], others: Mapping[str, SeenPlace]) -> str:
    """Return the names of the places that the other side lacks; with the id where one is as named."""
    taken = {place.name for key, place in others.items() if key not in places}
    own = {key: place.name for key, place in places.items() if key not in others}
    names = [f"{name} [{key}]" if name in taken else name for key, name in own.items()]
    return "; ".join(dict.fromkeys(names))


def _line(text: str) -> str:
    return " ".join(text.split())


# ------------------------------------------------------------------ places
def _moves(
    old: Sequence[SeenClaim],
    new: Sequence[SeenClaim],
    old_places: Sequence[SeenPlace],
    new_places: Sequence[SeenPlace],
) -> tuple[PlaceMove, ...]:
    before = _by_words([p for c in old for p in c.places] + list(old_places))
    after = _by_words([p for c in new for p in c.places] + list(new_places))
    users: dict[str, list[str]] = defaultdict(list)
    for claim in new:
        for place in claim.places:
            users[place.id].append(claim.id)
    moves: dict[tuple[str, str], PlaceMove] = {}
    for key, places in after.items():
        was, now = before.get(key, {}), places
        lost, won = was.keys() - now.keys(), now.keys() - was.keys()
        pairs = [(was[name], now[name]) for name in was.keys() & now.keys()]
        if len(lost) == len(won) == 1:  # of several nobody can tell which became which
            pairs.append((was[lost.pop()], now[won.pop()]))
        for one, other in pairs:
            distance = _distance(one, other)
            if one.id == other.id and (distance is None or distance < LEAST_MOVE_KM):
                continue
            move = PlaceMove(
                words=next(w for w in other.words if _folded(w) == key),
                old=one,
                new=other,
                distance_km=distance,
                claims=tuple(dict.fromkeys(users[other.id])),
            )
            moves.setdefault((one.id, other.id), move)
    return tuple(moves.values())


def _by_words(places: Iterable[SeenPlace]) -> dict[str, dict[str, SeenPlace]]:
    found: dict[str, dict[str, SeenPlace]] = {}
    for place in places:
        for words in place.words:
            found.setdefault(_folded(words), {}).setdefault(place.id, place)
    return found


def _folded(words: str) -> str:
    return alike(_line(words)).casefold()


def _distance(one: SeenPlace, other: SeenPlace) -> float | None:
    if None in (one.lon_deg, one.lat_deg, other.lon_deg, other.lat_deg):
        return None
    a, b = (one.lon_deg, one.lat_deg), (other.lon_deg, other.lat_deg)
    return distance_km(a, b)  # type: ignore[arg-type]  # None is excluded above
