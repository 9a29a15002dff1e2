"""Whose claim, hope or plan does a noun or an adjective name? "The ministry's claim that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.attribution.tree import (
    Draft,
    child_of,
    cue_range,
    is_infinitive,
    is_marked,
    make_draft,
    phrase_range,
    subject_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.layers.attribution.cues import Cue
    from dateline.layers.attribution.tree import Range

# "made a claim", "voiced concern": whose word the noun is; "rejected the claim" is another's.
LIGHT: Final = frozenset(
    "make issue give express voice have offer send release repeat share hold publish deliver "
    "state signal show set draw draft announce unveil propose reach sign take utter file".split()
)


def noun_draft(doc: Doc, noun: Token, cue: Cue) -> Draft | None:
    """Read one noun cue ("the ministry's claim that …", "a plan by X to …")."""
    clause = next(
        (
            child
            for child in noun.children
            if child.i > noun.i
            and (
                (
                    child.dep_ in {"acl", "ccomp", "relcl"}
                    and is_marked(child)
                    and "clause" in cue.frames
                )
                or (
                    child.dep_ in {"acl", "relcl"}
                    and is_infinitive(child)
                    and "infinitive" in cue.frames
                )
            )
        ),
        None,
    )
    frame = "noun clause"
    if clause is None:
        for child in noun.children:
            if child.dep_ == "prep" and f"prep {child.lower_}" in cue.frames and child.i > noun.i:
                clause, frame = child_of(child, "pobj", "pcomp"), "noun prep"
    if clause is None and "clause" in cue.frames and noun.dep_ == "nsubj":
        clause = _predicate_clause(noun.head)  # "their claim is that the road is open"
    if clause is None:
        return None
    source = _noun_source(noun)
    if source is None and (cue.cue_class in {"plan", "request"} or frame == "noun prep"):
        return None
    content = [(clause.left_edge.i, clause.right_edge.i + 1)]
    return make_draft(doc, noun, cue, source, content, frame)


def _predicate_clause(verb: Token) -> Token | None:
    found = (child for child in verb.rights if child.dep_ == "ccomp" and is_marked(child))
    return next(found, None) if verb.lemma_ == "be" else None


def _noun_source(noun: Token) -> Range | None:
    owner = child_of(noun, "poss")
    if owner is not None:
        return phrase_range(owner)
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "among", "of"}:
            target = child_of(child, "pobj")
            if target is not None:
                return phrase_range(target)
    name = [t for t in noun.lefts if t.dep_ == "compound" and t.ent_type_ in {"ORG", "PERSON"}]
    if name:
        return name[0].left_edge.i, name[-1].i + 1
    told = noun.head.lemma_.lower() in LIGHT and child_of(noun.head, "neg") is None
    if noun.dep_ == "attr" or (noun.dep_ == "dobj" and told):
        subject = subject_of(noun.head)
        return phrase_range(subject) if subject is not None else None
    return None


def adjective_draft(doc: Doc, adjective: Token, cue: Cue) -> Draft | None:
    """Read one adjective cue ("X is confident that …", "X is ready to …")."""
    if adjective.dep_ not in {"acomp", "conj", "oprd", "amod", "ROOT"}:
        return None
    clause = next(
        (
            child
            for child in adjective.children
            if child.i > adjective.i
            and (
                (child.dep_ == "ccomp" and "clause" in cue.frames)
                or (child.dep_ == "xcomp" and "infinitive" in cue.frames)
            )
        ),
        None,
    )
    if clause is None:
        return None
    subject = subject_of(adjective.head)
    if subject is None or subject.lower_ in {"it", "there"}:
        return None
    content = [(clause.left_edge.i, clause.right_edge.i + 1)]
    return make_draft(doc, adjective, cue, phrase_range(subject), content, "adjective")


def quoting_draft(verb: Token) -> Draft | None:
    """Read the outlet in "TASS quoted the minister as saying …": a relay of the same content."""
    prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    saying = child_of(prep, "pcomp") if prep is not None else None
    clause = child_of(saying, "ccomp") if saying is not None else None
    outlet = subject_of(verb)
    if outlet is None:
        outlet = next((c for c in verb.children if c.dep_ == "npadvmod" and c.i < verb.i), None)
    if clause is None or outlet is None:
        return None
    return Draft(
        head=verb.i,
        cue=(cue_range(verb),),
        source=(phrase_range(outlet),),
        content=((clause.left_edge.i, clause.right_edge.i + 1),),
        cue_class="say",
        lemma=verb.lemma_.lower(),
        frame="relay phrase",
    )
