"""How does the command line start faster? By not loading spaCy's own command line.

``import spacy`` brings in its downloader, its project tools and two HTTP clients, a quarter of its
time, for one function (`spacy.info`) that dateline never calls. Only the command line does this;
in a library the user's ``import spacy`` is the user's.
"""

from __future__ import annotations

import sys
from types import ModuleType

_SKIPPED = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Import spaCy without `spacy.cli`; a later ``import spacy.cli`` still finds the real one."""
    if "spacy" in sys.modules:
        return
    for name in _SKIPPED:
        sys.modules[name] = ModuleType(name)
    sys.modules["spacy.cli.info"].info = None  # type: ignore[attr-defined]
    try:
        import spacy
    finally:
        for name in _SKIPPED:
            sys.modules.pop(name, None)
    for name in ("cli", "info"):
        if hasattr(spacy, name):
            delattr(spacy, name)
