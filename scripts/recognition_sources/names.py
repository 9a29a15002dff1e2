"""Which names may stand in for another in a retold or made-up report? A seeded draw from the gazetteer."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random
    from pathlib import Path

# Slot of a template -> feature codes that fill it and the least population.
SLOTS: Final = {
    "COUNTRY": ("PCLI", 0),
    "ADMIN": ("ADM1", 0),
    "CAPITAL": ("PPLC", 0),
    "BIG": ("P", 200_000),
    "TOWN": ("P", 8_000),
    "SMALL": ("P", 0),
    "RIVER": ("STM", 0),
    "BASE": ("AIRB", 0),
    "CROSSING": ("CRSG", 0),
    "REGION": ("RGN", 0),
    "SEA": ("SEA", 0),
    "ISLAND": ("ISL", 0),
    "STATE": ("ADM1", 0),
    "USTOWN": ("P", 400),
    "COUNTY": ("ADM2", 0),
}  # fmt: skip
_OF_US: Final = {"STATE", "USTOWN", "COUNTY"}
_SHORT_COUNTRIES: Final = ("US", "U.S.", "UK", "U.K.", "UAE", "USA", "DRC")
_SHORT_STATES: Final = (
    "Ala. Ariz. Ark. Calif. Colo. Conn. Fla. Ga. Ill. Ind. Kan. Ky. La. Mass. Md. Mich. Minn. Miss. "
    "Mo. Mont. N.C. N.D. Neb. N.H. N.J. N.M. N.Y. Okla. Ore. Pa. S.C. Tenn. Va. Vt. Wash. Wis. W.Va. "
    "Ont. Que. Sask. Alta. Man. B.C. TX CA NY FL OH PA GA NC MI WA"
).split()
_FEATURES_BEFORE: Final = "Camp Fort Port Mount Lake Cape Mount Tell Wadi".split()
_FEATURES_AFTER: Final = (
    "Reef Shoal Pass Spit Island Islands Heights Ridge Valley Bay Base Airfield Strait Peninsula Gap "
    "Canal Dam Crossing Plateau Glacier Province District Governorate Oblast Region River Lake"
).split()
_ARTICLES: Final = (
    "al-",
    "Al-",
    "el-",
    "El ",
    "Al ",
    "Ain al-",
    "Tell ",
    "Nizhny ",
    "Novo",
    "Deir ",
)
_MARKS: Final = dict(zip("aceilnosuyzg", "áčéíłñøšüýžğ", strict=True))
_BASE: Final = re.compile(
    r"\s+(?:(?:Naval |Military |Army |International )?"
    r"(?:Air ?[Bb]ase|Air Force Base|Airfield|Airport|Air Station|Base|Heliport))\b.*$"
)
_VOWELS: Final = "aeiou"
_ENGLISH: Final = {"US", "GB", "CA", "AU", "NZ", "IE"}
_QUERY: Final = (
    "SELECT p.name, p.country FROM place p JOIN feature f ON f.row = p.feature "
    "WHERE (f.code = ?1 OR f.class = ?1) AND p.population >= ?2 ORDER BY p.row"
)


@dataclass(slots=True)
class Names:
    """Names of the gazetteer by slot and country, drawn with a seeded generator."""

    path: Path
    random: random.Random
    _by_slot: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    _demonyms: list[str] = field(default_factory=list)

    def draw(self, slot: str) -> str:
        """Return a name for a slot; most are not of English-speaking countries unless it says so."""
        chance = self.random.random()
        if slot == "DEMONYM":
            return self.random.choice(self._listed_demonyms())
        if slot == "SHORT":
            return self.random.choice(_SHORT_STATES)
        if slot == "COUNTRY" and chance < 0.1:
            return self.random.choice(_SHORT_COUNTRIES)
        if slot == "FEATURE":
            stem = self.draw("SMALL")
            if chance < 0.3:
                return f"{self.random.choice(_FEATURES_BEFORE)} {stem}"
            return f"{stem} {self.random.choice(_FEATURES_AFTER)}"
        name = self._listed_name(slot)
        if slot == "BASE" and chance < 0.6:  # "at Shayrat"
            return _BASE.sub("", name) or name
        return self.respelled(name) if slot in {"SMALL", "TOWN"} and chance < 0.4 else name

    def _listed_name(self, slot: str) -> str:
        found = self._listed(slot)
        countries = sorted(found)
        if slot in _OF_US:
            countries = ["US"]
        elif len(countries) > 8 and self.random.random() < 0.7:
            countries = [c for c in countries if c not in _ENGLISH]
        for _ in range(50):
            name = self.random.choice(found[self.random.choice(countries)])
            if name.isascii() and 3 < len(name) < 28 and "(" not in name and not name.isupper():
                return name
        return "Kandahar"

    def respelled(self, name: str) -> str:
        """Return the name as another transliteration or with its marks: mostly in no gazetteer."""
        pick = self.random.choice
        way = self.random.randrange(7)
        if way > 4:
            return self._blended(name)
        if way == 0:
            return pick(_ARTICLES) + name
        if way == 1:
            return "".join(_MARKS.get(c, c) if self.random.random() < 0.3 else c for c in name)
        at = self.random.randrange(1, len(name))
        if not name[at].isalpha():
            return name
        if way == 2:
            return name[:at] + pick(_VOWELS) + name[at + 1 :]
        if way == 3:
            return name[:at] + name[at].lower() + name[at:]
        return name[:at] + "’" + name[at:].lower() if at < len(name) - 1 else name + "a"

    def _blended(self, name: str) -> str:
        """Return the head of one village's name with the tail of another's of the same country."""
        found = self._listed("SMALL")
        country = next((c for c in sorted(found) if name in found[c]), "")
        other = self.random.choice(found[country]) if country else name
        head, tail = name.split(maxsplit=1)[0], other.split()[-1]
        cut = max(2, len(head) // 2)
        return head[:cut] + tail[-max(3, len(tail) // 2) :].lower()

    def _listed(self, slot: str) -> dict[str, list[str]]:
        if slot not in self._by_slot:
            code, least = SLOTS[slot]
            rows: dict[str, list[str]] = {}
            with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True) as db:
                for name, country in db.execute(_QUERY, (code, least)):
                    rows.setdefault(country, []).append(name)
            self._by_slot[slot] = rows
        return self._by_slot[slot]

    def _listed_demonyms(self) -> list[str]:
        if not self._demonyms:
            with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True) as db:
                rows = db.execute(
                    "SELECT word FROM demonym WHERE rank = 0 AND place LIKE 'country:%' ORDER BY 1"
                )
                words = [word for (word,) in rows if word.isascii() and not word.endswith("s")]
            self._demonyms = [word.title() for word in words]
        return self._demonyms
