"""Which names of the gazetteer are written nearly like this one?

For a hint after a name was not found: one letter more, less, another or two changed places, with
the first letters as written; failing that, longer names that begin so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.names import fold_name

if TYPE_CHECKING:
    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place

STEM: Final = 2  # letters that must be right
SHORTEST: Final = 4  # letters; shorter names have a neighbour in every other word
LONGER: Final = 12  # letters that a longer name may have more


def near_names(name: str, *, gazetteer: Gazetteer, limit: int = 5) -> tuple[str, ...]:
    """Return names of places that are written nearly like `name`, best known first.

    Parameters
    ----------
    name
        As written, in any script.
    gazetteer
        Whose names are compared.
    limit
        Most names to return.

    Examples
    --------
    >>> from dateline.geo.gazetteer.gazetteer import open_gazetteer
    >>> near_names("Dushambbe", gazetteer=open_gazetteer(), limit=1)
    ('dushambe (Dushanbe)',)
    """
    key = fold_name(name)
    if len(key) < SHORTEST:
        return ()
    near = gazetteer.names_like(key[:STEM], shortest=len(key) - 1, longest=len(key) + 1)
    found = [other for other in near if is_one_apart(key, other)]
    if not found:
        found = gazetteer.names_like(key, shortest=len(key) + 1, longest=len(key) + LONGER)
    best: dict[str, tuple[Place, str]] = {}
    for other in found:
        for place, _ in gazetteer.candidates(other)[:1]:
            usual = fold_name(place.name) == other
            if usual or place.id not in best:
                best[place.id] = (place, place.name if usual else f"{other} ({place.name})")
    ranked = sorted(best.values(), key=lambda pair: (-pair[0].population, pair[0].id))
    return tuple(dict.fromkeys(shown for _, shown in ranked))[:limit]


def is_one_apart(one: str, other: str) -> bool:
    """Tell whether a single slip of the pen lies between two different words.

    Examples
    --------
    >>> is_one_apart("kabul", "kabull"), is_one_apart("kabul", "kaubl"), is_one_apart("ab", "cd")
    (True, True, False)
    """
    short, long = sorted((one, other), key=len)
    if one == other or len(long) - len(short) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    if short[start + 1 :] == long[start + 1 :]:
        return True
    swapped = short[start + 1 : start + 2] + short[start]
    return swapped == long[start : start + 2] and short[start + 2 :] == long[start + 2 :]
