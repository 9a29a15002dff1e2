"""Which words of the report name a place (toponym recognition)?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.geo.article import Span

MentionKind = Literal[
    "name",  # "Kulob"
    "demonym",  # "Tajik"
    "metonym",  # "Moscow" in "Moscow will equip …": a government, never a pin
    "embedded",  # a name inside an organisation's name
    "border",  # "the border with Afghanistan", "the Tajik–Afghan border", "the border"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name a place.

    Attributes
    ----------
    sides
        For a border: the country codes (ISO 3166-1 alpha-2) that the words themselves name,
        none, one or two of them; empty for other kinds.
    """

    span: Span
    surface: str
    kind: MentionKind
    sides: tuple[str, ...] = ()
