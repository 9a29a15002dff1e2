"""Which symbol of MIL-STD-2525 / APP-6 stands for a unit or base of the map, and how sure is that?

A symbol is chosen only from words that the report uses of a numbered unit or a base, or from the
gazetteer's word for the site. A branch or size that no word tells is left out of the symbol; what
is no unit and no base keeps its plain sign.

Affiliation. The standard's "friend" and "hostile" are from the map maker's side, and a report has
no side that we could take: every force is in the frame of **unknown** affiliation (yellow
quatrefoil), whoever it belongs to, and a peacekeeping or observer mission that the report's own
words call so in the **neutral** frame (green square). No other frame is ever chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.layers.places.forces import find_unit

if TYPE_CHECKING:
    from dateline.maps.drawing.features import Feature

UNKNOWN: Final = "1"
NEUTRAL: Final = "4"
FRAME_WORDS: Final = {UNKNOWN: "unknown affiliation", NEUTRAL: "neutral"}
LAND_UNIT: Final = "10"
INSTALLATION: Final = "20"

# (symbol set, entity) -> words of the legend; "000000" tells no branch.
ENTITIES: Final = {
    (LAND_UNIT, "000000"): "unit",
    (LAND_UNIT, "120500"): "armour",
    (LAND_UNIT, "120600"): "helicopters",
    (LAND_UNIT, "120800"): "aircraft",
    (LAND_UNIT, "121100"): "infantry",
    (LAND_UNIT, "121102"): "mechanised infantry",
    (LAND_UNIT, "121104"): "motorised infantry",
    (LAND_UNIT, "121300"): "reconnaissance",
    (LAND_UNIT, "130100"): "air defence",
    (LAND_UNIT, "130300"): "artillery",
    (LAND_UNIT, "130700"): "missiles",
    (LAND_UNIT, "140700"): "engineers",
    (LAND_UNIT, "170100"): "naval unit",
    (INSTALLATION, "120800"): "military installation",
    (INSTALLATION, "121301"): "air base",
    (INSTALLATION, "121309"): "naval base or port",
}
# The first that a unit's own words hold is its branch.
_BRANCHES: Final = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), entity)
    for words, entity in (
        (r"motor(?:i[sz]ed)?[ -]?(?:rifles?|infantry)|motori[sz]ed", "121104"),
        (r"mechani[sz]ed", "121102"),
        (r"air[ -]?defen[cs]e|anti-?aircraft", "130100"),
        (r"tanks?|armou?red|armou?r", "120500"),
        (r"missiles?|rockets?", "130700"),
        (r"artillery|howitzers?", "130300"),
        (r"engineers?|engineering|sappers?", "140700"),
        (r"reconnaissance|recon", "121300"),
        (r"helicopters?", "120600"),
        (r"fighters?|bombers?|air force|air wing", "120800"),
        (r"fleet|flotilla|naval", "170100"),
        (r"infantry|rifles?", "121100"),
    )
)
_NO_BRANCH: Final = re.compile(r"\b(?:naval infantry|anti-?tank)\b", re.IGNORECASE)
ECHELONS: Final = {
    "squad": "12", "platoon": "14", "company": "15", "battery": "15", "battalion": "16",
    "squadron": "16", "regiment": "17", "brigade": "18", "division": "21", "corps": "22",
    "army": "23",
}  # fmt: skip
_SITES: Final = frozenset({"base", "garrison", "station", "outpost", "airbase", "barracks"})
_AIR: Final = re.compile(
    r"\b(?:air|drone)[ -]?(?:base|field|station|port)|\baerodrome\b", re.IGNORECASE
)
_SEA: Final = re.compile(r"\bnav(?:al|y) (?:base|station|port)\b", re.IGNORECASE)
_PEACE: Final = re.compile(
    r"\bpeace-?keep\w*|\b(?:observer|monitoring) (?:mission|force|group)\b", re.IGNORECASE
)
_PLACE: Final = " \u2014 "  # as layers/build.py puts a unit before its place
_AIRFIELD: Final = "air:"  # ids of the gazetteer's airfields


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidc:
    """What of a symbol's 20-digit code we choose; all else is zero.

    Attributes
    ----------
    identity
        `UNKNOWN` or `NEUTRAL`.
    symbol_set, entity
        A key of `ENTITIES`.
    echelon
        Two digits, "00" where no word tells the size.
    """

    identity: str
    symbol_set: str
    entity: str
    echelon: str = "00"

    @property
    def code(self) -> str:
        """The code of MIL-STD-2525D: version, reality, identity, set, status, size, entity."""
        return f"100{self.identity}{self.symbol_set}00{self.echelon}{self.entity}0000"

    @property
    def words(self) -> str:
        """What the legend says: "motorised infantry, division; unknown affiliation"."""
        what = ENTITIES[self.symbol_set, self.entity]
        sizes = [name for name, digits in ECHELONS.items() if digits == self.echelon]
        size = " or ".join(sizes[:2])
        if size and what == "unit":
            what, size = size, ""
        size = f", {size}" if size else ""
        return f"{what[0].upper()}{what[1:]}{size} ({FRAME_WORDS[self.identity]})"


def symbol_of(feature: Feature) -> Sidc | None:
    """Return the symbol of a feature, None where the plain sign is all that the words carry.

    Parameters
    ----------
    feature
        Only points of the layer of bases have one: a claim's place is a town, not a force.
    """
    if feature.layer != "bases" or feature.shape is None:
        return None
    if not feature.shape.geom_type.endswith("Point"):
        return None
    own, told, _ = feature.name.partition(_PLACE)
    identity = NEUTRAL if told and _PEACE.search(own) else UNKNOWN
    unit = find_unit(own, sites=True) if told else None
    kind = unit.key.split()[-1] if unit else ""
    if unit is not None and kind not in _SITES:
        return Sidc(
            identity=identity,
            symbol_set=LAND_UNIT,
            entity=_branch(unit.words),
            echelon=ECHELONS.get(kind, "00"),
        )
    words = own if told else feature.name
    return Sidc(identity=identity, symbol_set=INSTALLATION, entity=_site(words, feature))


def _branch(words: str) -> str:
    if _NO_BRANCH.search(words):
        return "000000"
    return next((entity for pattern, entity in _BRANCHES if pattern.search(words)), "000000")


def _site(words: str, feature: Feature) -> str:
    if _SEA.search(words):
        return "121309"
    if _AIR.search(words) or feature.place_id.startswith(_AIRFIELD):
        return "121301"
    return "120800"


def choosable() -> tuple[Sidc, ...]:
    """Return every symbol that `symbol_of` can choose, sorted by code."""
    found = [
        Sidc(identity=identity, symbol_set=kind, entity=entity, echelon=echelon)
        for identity in FRAME_WORDS
        for kind, entity in ENTITIES
        for echelon in ("00", *(sorted(set(ECHELONS.values())) if kind == LAND_UNIT else ()))
    ]
    return tuple(sorted(found, key=lambda one: one.code))
