"""Where do the words of a claim stand towards its event? The verb tells most, an aside nothing.

"The army said it would | begin shelling | the port, which …": the event is in the verb under those
that only govern it; its object, its subject and the phrases beside it tell less and less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.layers.claims.clauses import ClaimDraft
    from dateline.layers.claims.modality import Modality

# How much a trigger's place in the clause says; see `word_weights`.
EVENT_VERB: Final = 3.0
GOVERNING_VERB: Final = 2.4
OBJECT_OF_LIGHT_VERB: Final = 3.2  # "signed a ceasefire", "held drills": the noun tells
OBJECT: Final = 2.2
SUBJECT: Final = 1.6
OBLIQUE: Final = 1.2
DEEPER: Final = 0.7
ASIDE: Final = 0.3
_ASIDE_DEPS: Final = frozenset({"relcl", "advcl", "acl", "appos"})
_LIGHT_VERBS: Final = frozenset(
    """hold sign conduct launch stage make reach announce declare start begin continue resume carry
    open suffer take mount wage perform undertake inflict sustain witness perpetrate commit end
    complete finish""".split()
)
# Verbs that only say how the event in their subject goes ("the shelling went on").
_GOING_ON: Final = frozenset(
    """begin start continue resume end last follow erupt occur happen persist intensify subside
    escalate rage flare collapse fail stall drag stop cease break hold""".split()
)
# Verbs that are the event whatever they govern ("practised | defending the port").
_NO_GOVERNORS: Final = frozenset({"say", "practise", "practice", "rehearse", "simulate", "agree"})
_TRANSPARENT: Final = frozenset(
    """kind sort number series wave round form part type lot spate string rise increase decline
    drop fall surge""".split()
)
# Verbs that only tell how one knows ("were seen | moving"), and nouns after which an event is named.
_PERCEIVING: Final = frozenset("see watch spot sight hear film photograph observe show".split())
_NAMED_FOR_EVENTS: Final = frozenset(
    """line zone site ground area field helicopter aircraft jet plane drone dog rifle vessel boat vehicle
    village town song film museum memorial victim veteran correspondent reporter law plan""".split()
)
# "After the raid the market stayed shut": what came before dates or explains, and is no event here.
_BACKWARD: Final = frozenset("after before since despite until without".split())
# "Died after being hit": the event is the death.
_CIRCUMSTANCES: Final = frozenset(
    "after before since while by without despite until upon when on".split()
)


def word_weights(
    draft: ClaimDraft, parse: Parse, modality: Modality
) -> Iterator[tuple[Token, float]]:
    """Give each word of the claim the weight of its place; conditions tell of no event."""
    head = parse.doc[draft.head]
    core = event_core(head)
    condition = modality.condition
    for i in sorted(draft.tokens | set(draft.subject)):
        token = parse.doc[i]
        if token.pos_ not in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"}:
            continue
        if token.ent_type_ == "DATE":
            continue
        if condition and condition.start <= parse.starts[i] < condition.end and token != head:
            continue
        yield token, _weight(token, head, core, draft)


def event_core(head: Token) -> Token:
    """Return the verb that names the event under "plans to", "began to", "is helping in"."""
    token = head
    while token.lemma_.lower() not in _NO_GOVERNORS:
        inner = next(_governed(token, head), None)
        if inner is None:
            break
        token = inner
    return token


def _governed(token: Token, head: Token) -> Iterator[Token]:
    """Walk the verbs that a verb only governs, the likeliest first."""
    seen = token.lemma_.lower() in _PERCEIVING
    for child in token.rights:
        if seen and child.dep_ in {"advcl", "acl"} and child.tag_ == "VBG":
            yield child  # "were seen | moving", taken for an adverbial clause
        complement = child.dep_ in {"xcomp", "ccomp"} and child.pos_ == "VERB"
        participle = child.dep_ == "acl" and token == head and token.dep_ == "ROOT"
        infinitive = child.dep_ == "acl" and any(a.lower_ == "to" for a in child.lefts)
        if complement or participle or (infinitive and token.pos_ == "NOUN"):
            yield child  # "began | shelling", "ships | anchored", "plans | to leave"
    for child in token.rights:
        if child.dep_ == "acomp":
            yield from (v for v in child.rights if v.dep_ == "xcomp")  # "is ready | to leave"
        elif child.dep_ == "attr" and token == head and _is_cleft(token):
            yield from (v for v in child.rights if v.dep_ == "relcl")  # "it was X | that fired"
        elif child.dep_ == "prep" and child.lower_ not in _CIRCUMSTANCES:
            yield from (
                v for v in child.children if v.dep_ == "pcomp"
            )  # "is helping in | training"


def _is_cleft(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.lower_ == "it" for c in verb.lefts)


def _weight(token: Token, head: Token, core: Token, draft: ClaimDraft) -> float:
    if token == core:
        return EVENT_VERB
    if token == head:
        if token.lemma_ == "be" or token.lemma_.lower() in _PERCEIVING:
            return ASIDE  # "was | to withdraw", "were seen | moving"
        return EVENT_VERB if draft.nominal else GOVERNING_VERB
    if token.dep_ == "compound" and token.head.lemma_.lower() in _NAMED_FOR_EVENTS:
        return ASIDE  # "the ceasefire line", "an attack helicopter"
    measure = _opaque(token)
    if token.i in draft.subject:
        if measure.head.i in draft.subject:
            return DEEPER
        return EVENT_VERB if core == head and core.lemma_.lower() in _GOING_ON else SUBJECT
    if measure not in {token, head}:
        return _weight(measure, head, core, draft)  # "a wave of strikes"
    if draft.headline and token.pos_ == "VERB":
        return SUBJECT  # headlines leave out the verb that would carry them
    return _weight_beside(token, head, core)


def _weight_beside(token: Token, head: Token, core: Token) -> float:
    """Return the weight of an object, of a phrase with a preposition and of what hangs deeper."""
    if token.dep_ == "xcomp" and token.head == core and core.lemma_.lower() == "agree":
        return SUBJECT  # "agreed | to meet": the agreement is the event
    if token.head in {core, head}:
        if token.dep_ in {"dobj", "attr", "oprd", "acomp", "conj", "xcomp"}:
            light = token.dep_ == "dobj" and token.head.lemma_.lower() in _LIGHT_VERBS
            return OBJECT_OF_LIGHT_VERB if light else OBJECT
        return ASIDE if token.dep_ in _ASIDE_DEPS else OBLIQUE
    if token.dep_ == "pobj" and token.head.head in {core, head}:
        return ASIDE if token.head.lower_ in _BACKWARD else OBLIQUE
    for step in (token, *token.ancestors):
        if step == head:
            break
        if step.dep_ in _ASIDE_DEPS and step.head != head:
            return ASIDE
    return DEEPER


def _opaque(token: Token) -> Token:
    """Climb from "reconciliation" in "some kind of consensus and reconciliation" to "kind"."""
    first = token
    while first.dep_ == "conj":
        first = first.head
    if first.dep_ == "pobj" and first.head.lower_ in {"of", "in"}:
        measure = first.head.head
        counted = first.head.lower_ == "of" and measure.pos_ in {"NUM", "PRON", "DET", "ADJ"}
        if measure.lemma_.lower() in _TRANSPARENT or counted:
            return measure
    return token


def claim_words(draft: ClaimDraft, parse: Parse, modality: Modality) -> frozenset[str]:
    """Return the words and lemmas of a claim, without those of its condition."""
    tokens = [parse.doc[i] for i in draft.tokens | set(draft.subject)]
    if modality.condition:
        low, high = modality.condition.start, modality.condition.end
        tokens = [t for t in tokens if not low <= parse.starts[t.i] < high]
    return frozenset(w for t in tokens for w in (t.lower_, t.lemma_.lower()))
