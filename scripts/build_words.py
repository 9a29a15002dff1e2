#!/usr/bin/env python3
"""How are geo/data/common_words.txt and given_names.txt made? From pinned packages, same bytes.

    python scripts/build_words.py --scowl FOLDER --names NAMES_UNPACKED

FOLDER is /usr/share/dict/scowl of Debian's scowl 2020.12.07-2; NAMES_UNPACKED the folder `names` of
PyPI's names 0.3.0 (given names of the US census of 1990). docs/data.md tells their licences.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DATA: Final = Path(__file__).resolve().parents[1] / "geo/data"
SIZES: Final = (10, 20, 35)  # SCOWL's: 1,000 most common words, and two rings around them
DIALECTS: Final = ("english", "american", "british")
GIVEN: Final = 1_200  # most frequent names of each sex
_WORD: Final = re.compile(r"[a-z]{2,}")


def common_words(folder: Path) -> Iterable[tuple[int, str]]:
    """Yield (ring, word) for every lower-case English word, the innermost ring only."""
    seen: set[str] = set()
    for ring, size in enumerate(SIZES):
        found = set()
        for dialect in DIALECTS:
            path = folder / f"{dialect}-words.{size}"
            if path.is_file():
                found.update(path.read_text("iso-8859-1").split())
        fresh = sorted(word for word in found - seen if _WORD.fullmatch(word))
        seen.update(fresh)
        for word in fresh:
            yield ring, word


def given_names(folder: Path) -> list[str]:
    """Return the most frequent given names of both sexes, lower case, sorted."""
    found = set()
    for sex in ("female", "male"):
        rows = (folder / f"dist.{sex}.first").read_text("ascii").splitlines()
        found.update(row.split()[0].lower() for row in rows[:GIVEN])
    return sorted(found)


def write(name: str, text: str, about: dict[str, str]) -> None:
    """Write a data file and its manifest."""
    (DATA / name).write_text(text, encoding="utf-8", newline="\n")
    record = {"file": name, "sha256": hashlib.sha256(text.encode()).hexdigest(), **about}
    manifest = DATA / f"MANIFEST-{name.removesuffix('.txt').replace('_', '-')}.json"
    manifest.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Build both files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scowl", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    given = parser.parse_args(arguments)
    lines = [f"{word} {ring}\n" for ring, word in common_words(given.scowl)]
    about = {
        "package": "scowl", "version": "2020.12.07-2 (Debian)", "licence": "SCOWL",
        "attribution": "SCOWL, Copyright 2000-2011 by Kevin Atkinson",
    }  # fmt: skip
    write("common_words.txt", "".join(sorted(lines)), about)
    about = {
        "package": "names", "version": "0.3.0", "licence": "MIT; US census data, public domain",
        "attribution": "US Census Bureau, 1990, through names 0.3.0",
    }  # fmt: skip
    write("given_names.txt", "\n".join(given_names(given.names)) + "\n", about)
    return 0


if __name__ == "__main__":
    sys.exit(main())
