"""How is a claim meant? Words and a shape for its act, realis and polarity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.maps.drawing.features import Feature

_ACTS: Final = {
    "assert": "stated",
    "promise": "promised",
    "plan": "planned",
    "hope": "hoped",
    "expect": "expected",
    "request": "requested",
    "deny": "denied",
    "threaten": "threatened",
    "warn": "warned",
    "question": "asked",
}
# Shape per act; told apart by form, not by colour alone.
_SHAPES: Final = {
    "assert": "disc",
    "promise": "half",
    "plan": "ring",
    "hope": "ring",
    "expect": "ring",
    "request": "arrow",
    "deny": "cross",
    "threaten": "triangle",
    "warn": "triangle",
    "question": "query",
}
# What the legend says about each shape, in its order.
SHAPE_WORDS: Final = {
    "disc": "stated as fact",
    "half": "promised",
    "ring": "planned, expected or hoped",
    "diamond": "conditional (only if …)",
    "arrow": "requested",
    "triangle": "threat or warning",
    "cross": "denied or negated",
    "query": "asked, not claimed",
}

STATED: Final = "stated"
OPEN: Final = "open"  # only announced
DENIED: Final = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The shape's name (an SVG symbol of the page) and the words beside it."""

    shape: str
    words: str


# Types of both ways of a thing, whose name tells one.
_TYPE_WORDS: Final = {"border_closure": "border closed or opened"}


def mark_of(record: Mapping[str, Any]) -> Mark:
    """Return how to show the status of a claim record.

    A claim by the report itself that is simply stated is "stated"; a conditional promise is
    "promised, conditional"; a negated statement "stated that not".
    """
    act = str(record.get("act") or "assert")
    realis = str(record.get("realis") or "actual")
    words = act_words(record)
    shape = _SHAPES.get(act, "disc")
    if realis == "conditional":
        words, shape = f"{words}, conditional", "diamond"
    elif realis == "hypothetical":
        words, shape = f"{words}, hypothetical", "ring" if shape == "disc" else shape
    elif realis == "future" and act == "assert":
        words, shape = "stated as future", "ring"
    if is_negated(record) and act != "deny":
        words, shape = f"{words}, negated", "cross"
    return Mark(shape=shape, words=words)


def act_words(record: Mapping[str, Any]) -> str:
    """Return the act alone in words: "promised"."""
    act = str(record.get("act") or "assert")
    return _ACTS.get(act, act)


def type_words(record: Mapping[str, Any]) -> str:
    """Return what kind of event a claim is about, in words; "" where that is not told."""
    kind = str(record.get("type") or "")
    return _TYPE_WORDS.get(kind, kind.replace("_", " "))


def is_negated(record: Mapping[str, Any]) -> bool:
    """Tell whether the claim says that something is not so."""
    return record.get("polarity") == "-"


def meaning_of(feature: Feature, marks: Mapping[str, str]) -> str:
    """Return whether a feature is stated, only announced or denied by all of its claims.

    Parameters
    ----------
    marks
        Claim id to the shape of its mark; the same rule as in assets/find.js.
    """
    kinds = {marks[claim] for claim in feature.claim_ids if claim in marks}
    if kinds == {"cross"}:
        return DENIED
    return OPEN if kinds and not kinds & {"disc", "cross"} else STATED
