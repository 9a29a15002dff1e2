"""What is a place called in the reader's language: English, Russian, or as people there write it?

Names come from maps/data/names.sqlite (GeoNames and CLDR; scripts/build_names.py). A page carries
those of what it shows. Where a name is missing the English one stands.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from dateline.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.maps.drawing.features import Feature
    from dateline.maps.drawing.labels import Label, Named

Language = Literal["en", "ru", "local"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "ru", "local")
DATA: Final = Path(__file__).parents[1] / "data" / "names.sqlite"
_COLUMNS: Final = {"ru": "ru", "local": "own"}
# Between marks that keep the order of the two names where both run from right to left: an arrow
# must point from the first to the second, also where isolates are not known (SVG in Chromium).
_JOINTS: Final = {"borders": "\u200e – \u200e", "movements": "\u200e → \u200e"}
_BATCH: Final = 500


def names_in(language: Language, places: Iterable[str]) -> dict[str, str]:
    """Return the names of places in a language, by place id.

    Parameters
    ----------
    language
        "en" gives nothing: English names are the gazetteer's.
    places
        Ids as the gazetteer has them: ``gn:1221874``, ``country:TJ``, ``region:black-sea``.

    Raises
    ------
    DataError
        If the file of names is missing.

    Examples
    --------
    >>> names_in("ru", ["gn:1221874", "country:TJ"])
    {'country:TJ': 'Таджикистан', 'gn:1221874': 'Душанбе'}
    >>> names_in("en", ["gn:1221874"])
    {}
    """
    column = _COLUMNS.get(language)
    if column is None:
        return {}
    wanted = sorted(set(places))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        marks = ",".join("?" * len(batch))
        query = f"SELECT place, {column} FROM name WHERE place IN ({marks}) AND {column} <> ''"  # noqa: S608
        found.update(_file().execute(query, batch).fetchall())
    return dict(sorted(found.items()))


def tongues(labels: Sequence[Named], features: Sequence[Feature]) -> dict[str, dict[str, str]]:
    """Return the names of a page's labels in all languages but English, by the English label.

    Parameters
    ----------
    labels
        As `named_labels` gives them.
    features
        Borders and movements are named after their two ends.
    """
    return {language: _by_label(language, labels, features) for language in LANGUAGES[1:]}


def _by_label(
    language: Language, labels: Sequence[Named], features: Sequence[Feature]
) -> dict[str, str]:
    known = names_in(language, (label.place_id for label in labels))
    named = {str(n.row[0]): known[n.place_id] for n in reversed(labels) if n.place_id in known}
    ends = _of_ends(language, features)
    lines = {f.label or f.name: ends[f.id] for f in features if f.id in ends}
    return {words: name for words, name in sorted((named | lines).items()) if words != name}


def _of_ends(language: Language, features: Sequence[Feature]) -> dict[str, str]:
    ends = {f.id: found for f in features if (found := _ends(f))}
    known = names_in(language, (place for found in ends.values() for place in found))
    return {
        feature.id: _JOINTS[feature.layer].join(
            isolated(known.get(place, name))
            for place, name in zip(ends[feature.id], _english(feature), strict=True)
        )
        for feature in features
        if feature.id in ends and any(place in known for place in ends[feature.id])
    }


def isolated(name: str) -> str:
    """Put a name between marks that keep its direction from its neighbours' (Unicode UAX 9).

    Examples
    --------
    >>> [hex(ord(letter)) for letter in (isolated("x")[0], isolated("x")[-1])]
    ['0x2068', '0x2069']
    """
    return f"\u2068{name}\u2069"


def _ends(feature: Feature) -> tuple[str, str] | None:
    """The two places of a border or a movement, as their ids say."""
    key = feature.place_id
    if feature.layer == "borders" and key.startswith("border:") and key.count("-") == 1:
        one, two = key.removeprefix("border:").split("-")
        pair = (f"country:{one}", f"country:{two}")
    elif feature.layer == "movements" and key.count(">") == 1:
        one, two = key.split(">")
        pair = (one, two)
    else:
        return None
    return pair if len(_english(feature)) == 2 else None


def _english(feature: Feature) -> list[str]:
    name = feature.label or feature.name
    if feature.layer == "borders":
        return name.removesuffix(" border").split("–")
    return name.split(" → ")


def spoken(features: Sequence[Feature], language: Language) -> tuple[Feature, ...]:
    """Return features whose labels are in a language, for a picture that cannot be switched."""
    if language == "en":
        return tuple(features)
    known: Mapping[str, str] = names_in(language, (f.place_id for f in features if not f.uncertain))
    ends = _of_ends(language, features)
    named = {f.id: known.get(f.place_id) or ends.get(f.id) for f in features if not f.uncertain}
    return tuple(replace(f, label=named.get(f.id) or f.label) for f in features)


def spoken_labels(labels: Sequence[Named], language: Language) -> list[Label]:
    """Return the rows of labels in a language, for a picture that cannot be switched."""
    known = names_in(language, (label.place_id for label in labels))
    return [[known.get(n.place_id, n.row[0]), *n.row[1:]] for n in labels]


@lru_cache(maxsize=1)
def _file() -> sqlite3.Connection:
    if not DATA.is_file():
        msg = f"the file of names is missing: {DATA.name}"
        raise DataError(msg, hint="run scripts/build_names.py or install dateline again")
    return sqlite3.connect(f"file:{DATA}?mode=ro&immutable=1", uri=True, check_same_thread=False)
