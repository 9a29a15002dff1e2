"""What do GeoNames' feature codes mean, in words, and what may be drawn of each kind of place?

The codes that the gazetteer uses and those that users' own tables are likely to need
(https://www.geonames.org/export/codes.html).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.geo.gazetteer.places import GeometryKind

# Class, code, words; of several codes with the same words the first is the usual one.
_TABLE: Final = """
A PCLI country
A PCLD dependent territory
A PCLF freely associated state
A PCLS semi-independent country
A PCL country
A ADM1 province or state
A ADM2 district or county
A ADM3 local district
A ADM4 commune
A ADMD division
A TERR territory
A ZN zone
A ZNB buffer zone
P PPL town or village
P PPLC capital
P PPLA provincial seat
P PPLA2 district seat
P PPLA3 local seat
P PPLA4 communal seat
P PPLA5 minor seat
P PPLG seat of government
P PPLX part of a town
P PPLL settlement
P PPLF farm village
P PPLS group of villages
P PPLR religious settlement
P PPLQ abandoned place
P PPLH former place
P PPLCH former capital
P PPLW destroyed place
P STLMT Israeli settlement
S AIRB air base
S AIRP airport
S AIRF airfield
S AIRH heliport
S AIRQ abandoned airfield
S BLDG building
S BDG bridge
S CMP camp
S CMPRF refugee camp
S CRSG border crossing
S CSTM customs post
S DAM dam
S EMB embassy
S FCL facility
S FT fort
S HSP hospital
S INSM military installation
S MILB military base
S MN mine
S MNSTY monastery
S MSQE mosque
S NVB naval base
S OILR oil refinery
S PP police post
S PRN prison
S PRT port
S PS power station
S PSN nuclear power station
S PSTB border post
S PSTP patrol post
S RSTN railway station
S SPCF space centre
S TMPL temple
S TNL tunnel
S TOWR tower
H BAY bay
H CHN channel
H CNL canal
H FJD fjord
H GLCR glacier
H GULF gulf
H LK lake
H OCN ocean
H RSV reservoir
H SEA sea
H STM river
H STRT strait
H WAD wadi
L AREA area
L CONT continent
L LCTY locality
L MILB military base
L MVA training area
L NVB naval base
L OILF oil field
L PRK park
L RES reserve
L RESN nature reserve
L RGN region
R RD road
R RR railway
R TRL trail
T CAPE cape
T DSRT desert
T HLL hill
T ISL island
T ISLS islands
T MT mountain
T MTS mountains
T PASS pass
T PEN peninsula
T PLAT plateau
T RDGE ridge
T RF reef
T SHOL shoal
T UPLD upland
T VAL valley
U SMU seamount
V FRST forest
"""
_ROWS: Final = [line.split(" ", 2) for line in _TABLE.strip().splitlines()]
_WORDS: Final = {(letter, code): words for letter, code, words in _ROWS}
_CLASSES: Final = {code: letter for letter, code, _ in reversed(_ROWS)}
_LINES: Final = frozenset({"STM", "CNL", "RD", "RR", "TRL", "WAD"})
_AREAS: Final = frozenset(
    "BAY CHN FJD GLCR GULF LK OCN RSV SEA STRT AREA CONT MVA OILF PRK RES RESN RGN DSRT ISL ISLS "
    "MTS PEN PLAT UPLD VAL FRST".split()
)
# Words that people write for a kind of place, where they are not the words of the table above.
_KINDS: Final = {
    "town": "PPL", "village": "PPL", "city": "PPL", "settlement": "PPL", "base": "MILB",
    "airbase": "AIRB", "crossing": "CRSG", "checkpoint": "PSTB", "post": "PSTB", "harbour": "PRT",
    "harbor": "PRT", "barracks": "INSM", "garrison": "INSM", "headquarters": "INSM",
    "range": "MTS", "peak": "MT", "province": "ADM1", "district": "ADM2", "place": "LCTY",
    "mountain range": "MTS", "volcano": "MT", "stream": "STM", "neighbourhood": "PPLX",
}  # fmt: skip


def feature_class(code: str) -> str:
    """Return the class letter of a feature code, "" where the code is not known here.

    Examples
    --------
    >>> feature_class("AIRB"), feature_class("STM"), feature_class("XYZ")
    ('S', 'H', '')
    """
    return _CLASSES.get(code, "")


def feature_words(letter: str, code: str) -> str:
    """Return what a feature code means, the code itself where that is not known here."""
    return _WORDS.get((letter, code), code)


def code_of_kind(words: str) -> str:
    """Return the feature code of a kind of place in words ("air base"), "" where unknown.

    Examples
    --------
    >>> code_of_kind("Air base"), code_of_kind("crossing"), code_of_kind("gizmo")
    ('AIRB', 'CRSG', '')
    """
    plain = _plain(words)
    if plain in _KINDS:
        return _KINDS[plain]
    return next((code for _, code, meaning in _ROWS if _plain(meaning) == plain), "")


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("_", " ").replace("-", " ").split())


def kinds_in_words() -> tuple[str, ...]:
    """Return the words that `code_of_kind` knows, sorted."""
    return tuple(sorted({*_KINDS, *(_plain(words) for *_, words in _ROWS)}))


def geometry_of(code: str) -> GeometryKind:
    """Return what a place of this kind is on a map: a point, a line or an area."""
    if code in _LINES:
        return "line"
    return "area" if code in _AREAS or _CLASSES.get(code) == "A" else "point"
