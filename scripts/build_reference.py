"""Are the tables of reference in seeds/ well formed? Then copy them to where dateline reads them.

``python scripts/build_reference.py`` writes layers/data/memberships.csv, organisations.csv and
capitals.csv; with ``--check`` it only says whether they are up to date.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
TARGET: Final = ROOT / "layers" / "data"
TABLES: Final = {
    "memberships.csv": ("country", "organisation", "from", "until", "source", "note"),
    "organisations.csv": ("organisation", "name", "aliases"),
    "capitals.csv": ("country", "city", "note", "source"),
}
_DAY: Final = re.compile(r"(?:19|20)\d\d(?:-\d\d){0,2}")
_CODE: Final = re.compile(r"[A-Z]{2}")


def faults(name: str, rows: list[dict[str, str]]) -> list[str]:
    """Return what is wrong with the rows of a table, a line each."""
    found = []
    for number, row in enumerate(rows, start=2):
        where = f"seeds/{name}, line {number}"
        if "country" in row and not _CODE.fullmatch(row["country"]):
            found.append(f"{where}: `country` is {row['country']!r}, must be ISO 3166-1 alpha-2")
        if "source" in row and not row["source"].strip():
            found.append(f"{where}: `source` is empty")
        if "from" in row and not _DAY.fullmatch(row["from"]):
            found.append(f"{where}: `from` is {row['from']!r}, must be a year, month or day")
        if row.get("until") and not _DAY.fullmatch(row["until"]):
            found.append(f"{where}: `until` is {row['until']!r}, must be a year, month or day")
        if row.get("until") and row["until"] < row["from"]:
            found.append(f"{where}: `until` is before `from`")
    return found


def main() -> int:
    """Check and copy; 1 where a table has a fault or, with ``--check``, a copy is old."""
    wrong: list[str] = []
    texts: dict[str, str] = {}
    organisations: set[str] = set()
    for name in sorted(
        TABLES, key=lambda table: table == "memberships.csv"
    ):  # last: it names organisations
        text = (ROOT / "seeds" / name).read_text("utf-8")
        rows = list(csv.DictReader(text.splitlines()))
        if tuple(rows[0]) != TABLES[name]:
            wrong.append(f"seeds/{name}: columns are {list(rows[0])}")
            continue
        wrong += faults(name, rows)
        if name == "organisations.csv":
            organisations = {row["organisation"] for row in rows}
        if name == "memberships.csv":
            wrong += [
                f"seeds/{name}: unknown organisation {row['organisation']!r}"
                for row in rows
                if organisations and row["organisation"] not in organisations
            ]
        texts[name] = text
    if not wrong and "--check" in sys.argv:
        wrong = [
            f"layers/data/{name} is not what seeds/{name} says"
            for name, text in texts.items()
            if not (TARGET / name).is_file() or (TARGET / name).read_text("utf-8") != text
        ]
    for line in wrong:
        print(line, file=sys.stderr)
    if not wrong and "--check" not in sys.argv:
        for name, text in texts.items():
            (TARGET / name).write_text(text, "utf-8", newline="\n")
    return bool(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
