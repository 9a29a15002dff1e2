"""Which military units does the report speak of, and in which towns does it say they stand?

A unit is the same unit by its number and kind ("the 201st base", "the 201st Russian military
base"). Its garrisons are the towns of the claims that say it is deployed, based or stationed there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.places.forces import unit_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Token

    from dateline.layers.claims.clauses import ClaimDraft

STATIONING: Final = frozenset(
    "deploy station base garrison house quarter locate headquarter billet position place".split()
)


def unit_at(head: Token) -> str | None:
    """Return the key of the unit that the noun `head` names ("201st base"), None if it names none.

    Units without a number are no units here: "the base" may be any.
    """
    if head.pos_ not in {"NOUN", "PROPN"}:
        return None
    return unit_key(head.doc[head.left_edge.i : head.i + 1].text)


def units_of(drafts: Sequence[ClaimDraft], doc: Doc) -> list[str | None]:
    """Return for each draft the unit that its subject is, also by "it" or "its" taken up.

    A possessive or personal pronoun takes up the unit that was the subject just before.
    """
    units: list[str | None] = []
    previous: str | None = None
    previous_sentence = -2
    for draft in drafts:
        tokens = _subject_tokens(draft, doc)
        unit = next((u for token in tokens if (u := unit_at(token))), None)
        if unit is None and any(token.lower_ in {"it", "its"} for token in tokens):
            unit = previous if draft.sentence - previous_sentence <= 1 else None
        units.append(unit)
        if unit is not None or tokens:
            previous, previous_sentence = unit, draft.sentence
    return units


def _subject_tokens(draft: ClaimDraft, doc: Doc) -> list[Token]:
    """The subject's tokens with their possessors ("Its presence")."""
    subject = [doc[i] for i in draft.subject]
    owners = [child for token in subject for child in token.lefts if child.dep_ == "poss"]
    return [*owners, *(token for token in subject if token not in owners)]


def mentioned_units(draft: ClaimDraft, doc: Doc) -> list[str]:
    """Return the units named anywhere in the draft, in reading order."""
    return [unit for i in sorted(draft.tokens) if (unit := unit_at(doc[i]))]


def garrisons(
    drafts: Sequence[ClaimDraft],
    units: Sequence[str | None],
    towns: Sequence[tuple[str, ...]],
    doc: Doc,
) -> Mapping[str, tuple[int, tuple[str, ...]]]:
    """Return per unit the draft that says where it stands, and the ids of those towns.

    Parameters
    ----------
    drafts, units, towns
        Aligned: the claim drafts, the unit each is about, the ids of its point places.
    """
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    for index, (draft, unit, ids) in enumerate(zip(drafts, units, towns, strict=True)):
        if unit and ids and doc[draft.head].lemma_.lower() in STATIONING:
            found.setdefault(unit, (index, ids))
    return found
