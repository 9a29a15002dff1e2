"""Who is meant by a source's words: one identity per speaker over the whole report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SpeakerKind = Literal[
    "person", "state", "government", "organisation", "news agency", "group", "outlet", "unknown"
]
OUTLET_NAME = "(publication’s own voice)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker as first named in full.

    Attributes
    ----------
    name
        First full mention; for the report itself `OUTLET_NAME` with kind "outlet".
    role
        "Minister of Defence of Russia" as the report words it, None where not given.
    country
        ISO 3166-1 alpha-3, None where not clear.
    """

    name: str
    kind: SpeakerKind
    role: str | None = None
    country: str | None = None
