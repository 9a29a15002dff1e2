"""What does a language model read as the claims of a report, in our schema and the report's words?

The model is behind one small protocol (`ClaimModel`); layers/language_model/client.py speaks to a server.
Its answer is material, never authority: every span is found again in the report or dropped, places
are those that our own resolution gives, times and quantities are read by our own rules.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Protocol, get_args

from dateline.errors import ModelError
from dateline.layers.checks.reference_checks import with_checks
from dateline.layers.claims.claims import (
    Act,
    Claim,
    PlaceRole,
    Realis,
)
from dateline.layers.events.events import event_types
from dateline.layers.language_model.answers import REPEATED, Reader, read_claims
from dateline.layers.language_model.grounding import SPEAKER_KINDS, Grounder
from dateline.layers.links.within import link_claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.parse import Parse
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article, Span
    from dateline.layers.claims.claims import Claim

PIECE: Final = 6000  # characters of the report that one request holds at most
READ_ZONES: Final = frozenset({"headline", "paragraph"})


class ClaimModel(Protocol):
    """What can answer a text under instructions: a server, or a test's own function."""

    def complete(self, instructions: str, text: str) -> str:
        """Return the answer; raise `ModelError` where there is none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelExtraction:
    """What came of a model's answers.

    Attributes
    ----------
    claims
        In reading order, in the same schema as those of the rules.
    dropped
        What was thrown away: words for the reader, and how often.
    warnings
        One line each: parts of the report without a usable answer.
    """

    claims: tuple[Claim, ...]
    dropped: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def instructions() -> str:
    """Return what every model is told, with the words that it may choose from."""
    text = files("dateline.layers").joinpath("data", "model_prompt.txt").read_text("utf-8")
    lists = {
        "KINDS": SPEAKER_KINDS, "ACTS": get_args(Act), "REALIS": get_args(Realis),
        "TYPES": event_types(), "ROLES": get_args(PlaceRole),
    }  # fmt: skip
    lines = [f"{name}: {', '.join(words)}" for name, words in lists.items()]
    return text.rstrip() + "\n\n" + "\n".join(lines) + "\n"


def extract_with_model(
    article: Article,
    parse: Parse,
    resolutions: Sequence[Resolution],
    model: ClaimModel,
    *,
    gazetteer: Gazetteer,
    positions: Sequence[Position] = (),
) -> ModelExtraction:
    """Let a model read the claims of a report, and keep what the report bears out.

    Parameters
    ----------
    article, parse, resolutions, positions
        As for `extract_claims`.
    model
        Is asked once for each piece of at most 6,000 characters; it sees headline and paragraphs.
    gazetteer
        Knows countries and their codes.

    Raises
    ------
    ModelError
        No piece had a usable answer; the message is that of the first.
    """
    pieces = tuple(_pieces(article))
    reader = Reader(text=article.text)
    grounder = Grounder(article, parse, resolutions, gazetteer, reader)
    drafts: list[tuple[Span, Mapping[str, Any]]] = []
    warnings: list[str] = []
    failed: ModelError | None = None
    for number, piece in enumerate(pieces, start=1):
        text = "\n\n".join(article.slice(span) for span in piece)
        try:
            answers = read_claims(model.complete(instructions(), text), reader)
        except ModelError as error:
            failed = failed or error
            warnings.append(f"part {number} of {len(pieces)} has no claims: {error}")
            continue
        drafts += grounder.contents(answers, piece)
    if failed is not None and len(warnings) == len(pieces):
        raise failed
    drafts.sort(key=lambda draft: draft[0])
    claims = [grounder.claim(content, given) for content, given in _once(drafts, reader)]
    named = _numbered(claims)
    linked = link_claims(named)
    whole = [replace(c, links=links) for c, links in zip(named, linked, strict=True)]
    checked = with_checks(article, whole, resolutions, gazetteer=gazetteer, positions=positions)
    return ModelExtraction(
        claims=checked,
        dropped=tuple(sorted(reader.dropped.items())),
        warnings=tuple(warnings),
    )


def _pieces(article: Article) -> Iterator[tuple[Span, ...]]:
    """Yield headline and paragraphs in pieces that a request can hold; long ones alone."""
    piece: list[Span] = []
    size = 0
    for zone in article.zones:
        if zone.kind not in READ_ZONES:
            continue
        length = zone.span.end - zone.span.start
        if piece and size + length > PIECE:
            yield tuple(piece)
            piece, size = [], 0
        piece.append(zone.span)
        size += length
    if piece:
        yield tuple(piece)


def _once(
    drafts: Sequence[tuple[Span, Mapping[str, Any]]], reader: Reader
) -> Iterator[tuple[Span, Mapping[str, Any]]]:
    taken: set[Span] = set()
    for content, given in drafts:
        if content in taken:
            reader.dropped[REPEATED] += 1
            continue
        taken.add(content)
        yield content, given


def _numbered(claims: Sequence[Claim]) -> list[Claim]:
    """Name the claims as those of the rules: C00 is the headline's."""
    first = 0 if claims and claims[0].tier == "headline" else 1
    return [replace(claim, id=f"C{n:02d}") for n, claim in enumerate(claims, start=first)]
