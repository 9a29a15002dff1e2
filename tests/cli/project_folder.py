"""A small project in a folder, for the tests of init, build, watch and check."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dateline.project.make import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.project.make import Work

TEXTS = {
    "goma": "GOMA, 4 March 2024 (Lake Wire) - Shells hit Sake on Monday, the governor said.\n\n"
    "The army will reopen the road to Goma by June, a spokesman promised.\n",
    "narva": "TALLINN, 5 March 2024 (Coast Wire) - Estonia closed the crossing at Narva on Friday, "
    "the ministry said.\n\nGuards turned back 12 trucks in Narva, an officer told reporters.\n",
    "arica": "SANTIAGO, 6 March 2024 (South Wire) - Chile sent 40 soldiers to Arica on Tuesday, "
    "the defence minister said.\n",
}


def project_in(folder: Path, *, more: str = "", outputs: str = 'map = "{name}.html"') -> Path:
    """Write three reports and their configuration into a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    tables = "\n".join(f'[[report]]\npath = "{name}.txt"' for name in TEXTS)
    text = f"version = 1\n[outputs]\n{outputs}\n{tables}\n{more}\n"
    (folder / "dateline.toml").write_text(text, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def die_of_narva(work: Work) -> Outcome:
    """Stand in for the work of a process: one report brings it down."""
    if work.reports[0].name == "narva":
        os._exit(7)
    return Outcome(hashes=(work.reports[0].name,))
