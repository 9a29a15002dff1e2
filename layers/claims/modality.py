"""Is it said to have happened, promised, planned, feared or denied, and how surely?

The speaker's act is read in layers/claims/acts.py; realis comes from tense, modals and conditions;
certainty (FactBank's CT, PR, PS, Uu) from hedges; the author's own certainty is CT only in the
report's own voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.layers.claims.acts import ACTIVITIES, Voice, act_of
from dateline.layers.claims.conditions import condition_of
from dateline.layers.claims.polarity import DOUBTS, is_turned, polarity_of
from dateline.layers.syntax.verb_forms import (
    AUXILIARIES,
    NEGATORS,
    OPEN_MODALS,
    is_passive,
    modal_of,
    negators,
    rules_out,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Span
    from dateline.layers.attribution.attributions import Attribution
    from dateline.layers.claims.claims import Act, Certainty, Realis, Tense
    from dateline.layers.claims.clauses import ClaimDraft
    from dateline.layers.claims.polarity import Polarity
    from dateline.layers.speakers.speakers import Speaker

_MODALS: Final[Mapping[str, tuple[Realis, Certainty]]] = {
    "will": ("future", "CT"), "'ll": ("future", "CT"), "’ll": ("future", "CT"),
    "shall": ("future", "CT"), "wo": ("future", "CT"),
    "would": ("future", "CT"), "'d": ("future", "CT"),
    "may": ("hypothetical", "PS"), "might": ("hypothetical", "PS"),
    "could": ("hypothetical", "PS"), "can": ("actual", "CT"), "ca": ("actual", "CT"),
    "should": ("hypothetical", "PR"), "must": ("hypothetical", "PR"), "ought": ("hypothetical", "PR"),
}  # fmt: skip
_BY_ACT: Final[Mapping[Act, tuple[Realis, Certainty]]] = {
    "plan": ("future", "PR"), "expect": ("future", "PR"), "hope": ("future", "Uu"),
    "request": ("future", "CT"), "question": ("hypothetical", "Uu"),
}  # fmt: skip
_PROBABLE: Final = frozenset(
    "probably likely presumably apparently seemingly reportedly allegedly supposedly".split()
)
_POSSIBLE: Final = frozenset("possibly perhaps maybe potentially conceivably".split())
_SOFTENERS: Final = frozenset(
    """about around approximately roughly nearly almost some rather fairly somewhat partly largely
    mostly relatively quite""".split()
)
_SEEMING: Final = frozenset({"seem", "appear"})
_BELIEVING: Final = frozenset(
    "believe think suspect presume understand assess estimate reckon assume fear judge".split()
)
_TELLING: Final = frozenset("say report allege claim rumour rumor".split())
_FALSE: Final = frozenset(
    """false untrue disinformation misinformation fabrication fabricated lie baseless unfounded
    wrong nonsense fake groundless invented invention fiction""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """How a claim is put forward; fields as in `Claim`."""

    act: Act
    realis: Realis
    certainty: Certainty
    polarity: Polarity
    author_certainty: str
    hedges: tuple[Span, ...]
    condition: Span | None
    negation: Span | None
    tense: Tense


def modality_of(
    draft: ClaimDraft,
    parse: Parse,
    attributions: Sequence[Attribution],
    *,
    speaker: Speaker | None = None,
    own_side: bool | None = None,
) -> Modality:
    """Read a claim's modality off its words and what governs it.

    Parameters
    ----------
    draft
        The claim's words.
    parse, attributions
        The report's parse and who says what.
    speaker
        Who says it; only officials promise by saying what will be.
    own_side
        Whether the one who will act belongs to the speaker's side; None: not known.

    Returns
    -------
    Modality
    """
    head = parse.doc[draft.head]
    told_past = _told_past(draft, parse, attributions)
    act = act_of(draft, head, attributions, Voice(speaker, own_side, told_past))
    condition, strict = condition_of(draft, head, parse)
    realis, certainty = _realis(draft, head, act, told_past=told_past)
    told_ahead = act in {"warn", "threaten", "promise", "request"}
    if condition is not None and (strict or told_ahead or realis in {"future", "hypothetical"}):
        realis = "conditional"
    negation, polarity = polarity_of(draft, head, parse)
    if is_turned(draft, act, parse, attributions):
        polarity = "-" if polarity == "+" else "+"
    hedges = _hedges(draft, parse, attributions)
    if negation is not None and rules_out(head) and act != "deny":
        realis, certainty = "hypothetical", "PS"
    certainty = _lowered(certainty, draft, head, parse)
    if certainty == "CT" and _only_thought(draft, attributions):
        certainty = "PR"
    if (lemma := _left_open(draft, parse, attributions)) is not None:
        possible = lemma in {"rule", "exclude"}
        act, certainty, polarity = "assert", "PS" if possible else "PR", "+"
        realis = "hypothetical" if possible else realis
    sign = "" if certainty == "Uu" else polarity
    own_voice = draft.attribution is None or (speaker is not None and speaker.kind == "outlet")
    author = f"{certainty}{sign}" if own_voice else "Uu"
    if _is_called_false(draft, parse, attributions):
        author = "CT-"
    return Modality(
        act=act,
        realis=realis,
        certainty=certainty,
        polarity=polarity,
        author_certainty=author,
        hedges=hedges,
        condition=condition,
        negation=negation,
        tense=_tense(draft, head, realis),
    )


def _tense(draft: ClaimDraft, head: Token, realis: Realis) -> Tense:
    if realis in {"future", "conditional"}:
        return "future"
    if draft.nominal:
        return "present"
    past = head.tag_ == "VBD" or any(c.tag_ == "VBD" for c in head.lefts if c.dep_ in AUXILIARIES)
    return "past" if past else "present"


def _realis(
    draft: ClaimDraft, head: Token, act: Act, *, told_past: bool
) -> tuple[Realis, Certainty]:
    if draft.nominal:
        return "actual", "CT"
    if act in _BY_ACT:
        return _BY_ACT[act]
    modal = modal_of(head)
    if modal in {"could", "must"} and (was := _what_was(head, modal)) is not None:
        return "actual", was
    if act == "warn" and _warns_of_deed(head):
        return "future", "CT"
    if modal in {"would", "'d"} and act != "promise":
        return ("future" if told_past else "hypothetical"), "CT"
    if modal is not None and modal in _MODALS:
        return _MODALS[modal]
    if act in {"promise", "threaten"}:
        return "future", "CT"
    if _going_to(head):
        return "future", "CT"
    if head.lemma_ == "be" and any(c.dep_ == "acomp" and c.lower_ == "likely" for c in head.rights):
        return "future", "PR"
    return "actual", "CT"


def _what_was(head: Token, modal: str) -> Certainty | None:
    """Return how sure it is where a modal tells what was: "could be heard", "must have fled"."""
    if modal == "must":
        been = any(c.dep_ == "aux" and c.lower_ == "have" for c in head.lefts)
        return "PR" if been else None
    perceived = is_passive(head) and head.lemma_.lower() in {"hear", "see", "feel"}
    return "CT" if perceived or any(True for _ in negators(head)) else None


def _warns_of_deed(head: Token) -> bool:
    """Whether a warning tells somebody what to do or what will come, not what is."""
    if head.lemma_.lower() not in {"warn", "caution", "threaten"}:
        return False
    deed = any(c.dep_ == "xcomp" for c in head.rights)
    return deed or any(c.dep_ == "prep" and c.lower_ in {"of", "against"} for c in head.rights)


def _told_past(draft: ClaimDraft, parse: Parse, attributions: Sequence[Attribution]) -> bool:
    """Whether a past cue reports it indirectly: "said it would" stands for "will"."""
    for number in draft.stances:
        attribution = attributions[number]
        if attribution.kind in {"direct", "sourceless"}:
            return False
        cue = [t for span in attribution.cue for t in parse.tokens(span)]
        return any(t.tag_ in {"VBD", "VBN", "NN", "NNS", "VBG"} for t in cue) or any(
            t.lower_ == "according" for t in cue
        )
    return False


def _going_to(head: Token) -> bool:
    return head.lower_ == "going" and any(c.dep_ == "xcomp" for c in head.children)


def _only_thought(draft: ClaimDraft, attributions: Sequence[Attribution]) -> bool:
    """Whether whoever tells it only believes it ("we assess that …", "is believed to …")."""
    near = [n for n in draft.stances if attributions[n].cue_lemma not in ACTIVITIES][:1]
    return any(attributions[n].cue_lemma in _BELIEVING | DOUBTS for n in near)


def _left_open(draft: ClaimDraft, parse: Parse, attributions: Sequence[Attribution]) -> str | None:
    """Return the cue of what was "not ruled out" or "not denied", None where nothing was."""
    for number in draft.stances:
        cue = [t for span in attributions[number].cue for t in parse.tokens(span)]
        out = attributions[number].cue_lemma == "rule" and any(t.lower_ == "out" for t in cue)
        if (attributions[number].cue_class == "deny" or out) and any(
            t.lower_ in NEGATORS for t in cue
        ):
            return attributions[number].cue_lemma
    return None


def _is_called_false(draft: ClaimDraft, parse: Parse, attributions: Sequence[Attribution]) -> bool:
    """Whether the report itself calls it false: "the claim that … is a fabrication"."""
    for number in draft.stances:
        for span in attributions[number].cue:
            for noun in parse.tokens(span):
                verb = noun.head
                if noun.pos_ != "NOUN" or noun.dep_ != "nsubj" or verb.lemma_ != "be":
                    continue
                said = [c for c in verb.rights if c.dep_ in {"acomp", "attr"}]
                if said and not any(c.dep_ == "neg" for c in verb.children):
                    return any(c.lemma_.lower() in _FALSE for c in said)
    return False


def _lowered(certainty: Certainty, draft: ClaimDraft, head: Token, parse: Parse) -> Certainty:
    if certainty != "CT":
        return certainty
    raised = any(c.dep_ in {"xcomp", "oprd", "acomp"} for c in head.rights)
    if raised and head.lemma_.lower() in _SEEMING:
        return "PR"
    if raised and is_passive(head) and head.lemma_.lower() in _BELIEVING | _TELLING:
        return "PR"
    words = {t.lower_ for t in _words(draft, parse) if t.dep_ in {"advmod", "acomp", "aux"}}
    if words & _POSSIBLE:
        return "PS"
    return "PR" if words & _PROBABLE else certainty


def _words(draft: ClaimDraft, parse: Parse) -> list[Token]:
    return [parse.doc[i] for i in sorted(draft.tokens)]


def _hedges(
    draft: ClaimDraft, parse: Parse, attributions: Sequence[Attribution]
) -> tuple[Span, ...]:
    spans = [
        s
        for n in draft.stances
        if attributions[n].cue_class in {"hope", "expect", "think"}
        for s in attributions[n].cue
    ]
    for token in _words(draft, parse):
        word = token.lower_
        modal = token.tag_ == "MD" and word in OPEN_MODALS
        soft = word in _SOFTENERS and token.dep_ in {"advmod", "quantmod", "amod"}
        if modal or soft or word in _PROBABLE | _POSSIBLE:
            spans.append(parse.span(token))
    return tuple(sorted(dict.fromkeys(spans)))
