"""Is it said to have happened, promised, planned, feared or denied, and how surely?

The speaker's act comes from the cue's class and the verb form; realis from tense, modals and
conditions; certainty (FactBank's CT, PR, PS, Uu) from hedges; the author's own certainty is
CT only in the report's own voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from dateline.layers.actors import sector_of_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from dateline.geo.article import Span
    from dateline.geo.parse import Parse
    from dateline.layers.attribution import Attribution, CueClass
    from dateline.layers.claims import Act, Certainty, Realis, Tense
    from dateline.layers.clauses import ClaimDraft
    from dateline.layers.speakers import Speaker

Polarity = Literal["+", "-"]

_ACTS: Final[Mapping[CueClass, Act]] = {
    "promise": "promise",
    "plan": "plan",
    "hope": "hope",
    "expect": "expect",
    "request": "request",
    "deny": "deny",
    "warn": "warn",
    "threaten": "threaten",
    "ask": "question",
}
# The cue's class of a verb that is the claim's own ("plans to withdraw", "is expected").
_OWN_ACTS: Final[Mapping[str, Act]] = {
    "plan": "plan", "intend": "plan", "aim": "plan", "prepare": "plan", "schedule": "plan",
    "seek": "plan", "want": "plan", "consider": "plan", "mull": "plan", "slate": "plan",
    "expect": "expect", "anticipate": "expect", "forecast": "expect", "predict": "expect",
    "project": "expect", "hope": "hope", "wish": "hope",
    "promise": "promise", "pledge": "promise", "vow": "promise", "commit": "promise",
    "guarantee": "promise", "undertake": "promise",
    "threaten": "threaten", "warn": "warn",
    "urge": "request", "demand": "request", "request": "request", "appeal": "request",
    "deny": "deny", "refute": "deny",
}  # fmt: skip
# Acts of their own that bind nobody yet, or that are done already.
_NO_PROMISE: Final = frozenset({"offer", "agree", "decide", "accept"})
_TOLD: Final = frozenset({"promise", "request", "deny", "warn", "threaten", "ask"})
_WILL: Final = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_LIVING: Final = frozenset({"PERSON", "NORP"})
_MODALS: Final[Mapping[str, tuple[Realis, Certainty]]] = {
    "will": ("future", "CT"), "'ll": ("future", "CT"), "’ll": ("future", "CT"),
    "shall": ("future", "CT"), "wo": ("future", "CT"),
    "would": ("future", "CT"), "'d": ("future", "CT"),
    "may": ("hypothetical", "PS"), "might": ("hypothetical", "PS"),
    "could": ("hypothetical", "PS"), "can": ("actual", "CT"), "ca": ("actual", "CT"),
    "should": ("hypothetical", "PR"), "must": ("hypothetical", "PR"), "ought": ("hypothetical", "PR"),
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
_NEGATORS: Final = frozenset(
    {"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "none"}
)
# Verbs that deny by themselves: "do not disregard" affirms, "failed to reach" denies.
_NEGATIVE_VERBS: Final = frozenset(
    """disregard ignore neglect overlook forget doubt exclude dismiss underestimate deny hide
    conceal dispute""".split()
)
_FAILING_VERBS: Final = frozenset("fail refuse decline cease".split())
_AUX: Final = frozenset({"aux", "auxpass"})
_IF: Final = frozenset({"if", "unless", "once", "should", "provided", "providing"})
_CASES: Final = frozenset({"case", "event"})


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
    act = _act(draft, head, attributions, _Voice(speaker, own_side))
    condition = _condition(draft, head, parse)
    realis, certainty = _realis(draft, head, act)
    if condition is not None and realis in {"future", "hypothetical"}:
        realis = "conditional"
    negation, polarity = _polarity(draft, head, parse)
    hedges = _hedges(draft, parse, attributions)
    certainty = _lowered(certainty, draft, head, parse)
    if certainty == "CT" and _only_thought(draft, attributions):
        certainty = "PR"
    if _left_open(draft, parse, attributions):
        act, realis, certainty = "assert", "hypothetical", "PS"
    sign = "" if certainty == "Uu" else polarity
    author = "Uu" if draft.attribution is not None else f"{certainty}{sign}"
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
    past = head.tag_ == "VBD" or any(c.tag_ == "VBD" for c in head.lefts if c.dep_ in _AUX)
    return "past" if past else "present"


# ------------------------------------------------------------------ act
@dataclass(frozen=True, slots=True)
class _Voice:
    speaker: Speaker | None
    own_side: bool | None

    @property
    def official(self) -> bool:
        """Whether the speaker is a state, or a person or body with an office in one."""
        speaker = self.speaker
        if speaker is None:
            return True
        if speaker.kind in {"state", "government"} or speaker.role is not None:
            return True
        return any(sector_of_word(w) in {"GOV", "MIL"} for w in speaker.name.split())


def _act(draft: ClaimDraft, head: Token, attributions: Sequence[Attribution], voice: _Voice) -> Act:
    act = _act_of_cue(draft, attributions)
    if act in {"promise", "request"} and _is_past(head) and not _cue_is(draft, head, attributions):
        return "assert"
    if act is not None:
        return act
    own = _OWN_ACTS.get(head.lemma_.lower())
    if own is not None and draft.attribution is None and _takes_content(head):
        return own
    if own in {"plan", "expect", "hope"} and _takes_content(head):
        return own
    if draft.attribution is not None and _commits(draft, head, voice):
        return "promise"
    return "assert"


def _cue_is(draft: ClaimDraft, head: Token, attributions: Sequence[Attribution]) -> bool:
    """Whether the claim's verb is the cue itself ("promised aid", "called on both to talk")."""
    return any(attributions[n].cue_lemma == head.lemma_.lower() for n in draft.stances)


def _is_past(head: Token) -> bool:
    """Whether a verb tells of what was done: that is neither promised nor asked for."""
    return head.tag_ == "VBD" and not any(c.dep_ in _AUX for c in head.lefts)


def _takes_content(head: Token) -> bool:
    """Whether the verb has something planned, hoped or asked for: a clause, or is passive."""
    return _is_passive(head) or any(c.dep_ in {"xcomp", "ccomp", "dobj"} for c in head.rights)


def _commits(draft: ClaimDraft, head: Token, voice: _Voice) -> bool:
    """Whether a future is one that the speaker's side brings about.

    An official who says what "we" or the own side will do promises it, likewise what will be done
    with a thing; what others will do, or what will happen, stays a forecast.
    """
    if _modal(head) not in _WILL or not voice.official or head.lemma_ == "be":
        return False
    if any(True for _ in _negators(head)):
        return False
    subject = [head.doc[i] for i in draft.subject]
    top = next((t for t in subject if t.head.i not in draft.subject), None)
    if top is None:
        return False
    if _is_passive(head):
        return top.ent_type_ not in _LIVING and top.pos_ == "NOUN" and not _has_agent(head)
    return top.lower_ in {"we", "i"} or (voice.own_side is not False and top.pos_ == "PROPN")


def _has_agent(head: Token) -> bool:
    """Whether "by …" names who does it, not when."""
    agents = [c for a in head.rights if a.dep_ == "agent" for c in a.children]
    return any(c.ent_type_ not in {"DATE", "TIME"} for c in agents)


def _act_of_cue(draft: ClaimDraft, attributions: Sequence[Attribution]) -> Act | None:
    """Return the act of the innermost attribution that has one; saying alone has none."""
    for number in draft.stances:
        attribution = attributions[number]
        if attribution.kind == "relay":
            continue
        within = any(draft.content.start <= s.start < draft.content.end for s in attribution.cue)
        if within and attribution.cue_class in _TOLD and number != draft.attribution:
            continue  # told by another inside what is claimed here
        lemma = attribution.cue_lemma
        act = _OWN_ACTS.get(lemma) or _ACTS.get(attribution.cue_class)
        if lemma in _NO_PROMISE and act == "promise":
            act = None
        if act is not None or attribution.cue_class != "perceive":
            return act
    return None


def _is_passive(head: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in head.lefts)


def _modal(verb: Token) -> str | None:
    for child in verb.lefts:
        if child.dep_ == "aux" and child.tag_ == "MD":
            return child.lower_
    if verb.dep_ == "conj" and verb.tag_ == "VB" and not any(c.dep_ == "aux" for c in verb.lefts):
        return _modal(verb.head)
    return None


# ------------------------------------------------------------------ realis and certainty
def _realis(draft: ClaimDraft, head: Token, act: Act) -> tuple[Realis, Certainty]:
    if draft.nominal:
        return "actual", "CT"
    if act in {"plan", "expect"}:
        return "future", "PR"
    if act == "hope":
        return "future", "Uu"
    if act == "request":
        return "hypothetical", "Uu"
    if act == "question":
        return "hypothetical", "Uu"
    modal = _modal(head)
    if modal == "could" and any(True for _ in _negators(head)):
        return "actual", "CT"
    if modal is not None and modal in _MODALS:
        return _MODALS[modal]
    if act in {"promise", "threaten"}:
        return "future", "CT"
    if _going_to(head) or _is_to(head):
        return "future", "CT"
    return "actual", "CT"


def _going_to(head: Token) -> bool:
    return head.lower_ == "going" and any(c.dep_ == "xcomp" for c in head.children)


def _is_to(head: Token) -> bool:
    """Whether the verb is "is to arrive" or "is due to arrive"."""
    if head.lemma_ != "be":
        return False
    due = any(c.dep_ == "acomp" and c.lower_ in {"due", "set", "likely"} for c in head.children)
    return due or any(
        c.dep_ == "xcomp" and any(a.lower_ == "to" for a in c.lefts) for c in head.children
    )


def _only_thought(draft: ClaimDraft, attributions: Sequence[Attribution]) -> bool:
    """Whether whoever tells it only believes it ("we assess that …", "is believed to …")."""
    return any(attributions[n].cue_lemma in _BELIEVING for n in draft.stances[:1])


def _left_open(draft: ClaimDraft, parse: Parse, attributions: Sequence[Attribution]) -> bool:
    """Whether it was "not ruled out" or "not denied": possible, no more."""
    for number in draft.stances:
        cue = [t for span in attributions[number].cue for t in parse.tokens(span)]
        if attributions[number].cue_class == "deny" and any(t.lower_ in _NEGATORS for t in cue):
            return True
    return False


def _lowered(certainty: Certainty, draft: ClaimDraft, head: Token, parse: Parse) -> Certainty:
    if certainty != "CT":
        return certainty
    raised = any(c.dep_ in {"xcomp", "oprd", "acomp"} for c in head.rights)
    if raised and head.lemma_.lower() in _SEEMING:
        return "PR"
    if raised and _is_passive(head) and head.lemma_.lower() in _BELIEVING | _TELLING:
        return "PR"
    words = {t.lower_ for t in _words(draft, parse) if t.dep_ in {"advmod", "acomp", "aux"}}
    if words & _POSSIBLE:
        return "PS"
    return "PR" if words & _PROBABLE else certainty


def _words(draft: ClaimDraft, parse: Parse) -> list[Token]:
    return [parse.doc[i] for i in sorted(draft.tokens)]


# ------------------------------------------------------------------ condition
def _condition(draft: ClaimDraft, head: Token, parse: Parse) -> Span | None:
    for token in _words(draft, parse):
        clause = _conditional_clause(token)
        if clause is not None:
            inside = [t for t in clause.subtree if t.i in draft.tokens and t.i != head.i]
            while inside and inside[-1].is_punct:
                inside.pop()
            if inside:
                return parse.span(inside)
    return None


def _conditional_clause(token: Token) -> Token | None:
    """Return the top of the clause or phrase that states a condition, None if `token` opens none."""
    if token.lower_ in _IF and token.dep_ in {"mark", "advmod"} and token.head.dep_ == "advcl":
        return token.head
    if token.lower_ == "should" and token.head.dep_ == "advcl" and token.i < token.head.i:
        subject = [c for c in token.head.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
        return token.head if subject and subject[0].i > token.i else None
    if token.lower_ in _CASES and token.dep_ == "pobj" and token.head.lower_ == "in":
        return token.head if any(c.lower_ in {"of", "that"} for c in token.rights) else None
    return None


# ------------------------------------------------------------------ polarity
def _polarity(draft: ClaimDraft, head: Token, parse: Parse) -> tuple[Span | None, Polarity]:
    """Return the negator of the claim's own verb, and the sign; two negatives affirm."""
    negators = [t for t in _negators(head) if t.i in draft.tokens]
    if not negators:
        return _failing(head, parse)
    if head.lemma_.lower() in _NEGATIVE_VERBS or _rules_out(head):
        return parse.span(negators[0]), "+"
    if any(c.lower_ == "only" for t in negators for c in [t.nbor(1)] if t.i + 1 < len(t.doc)):
        return None, "+"
    return parse.span(negators[0]), "-"


def _negators(head: Token) -> Iterator[Token]:
    """Walk the negators that have scope over the head: its own, its auxiliary's, its subject's."""
    carriers = [head, *(c for c in head.lefts if c.dep_ in {"aux", "auxpass"})]
    for carrier in carriers:
        for child in carrier.children:
            if child.dep_ == "neg" or (child.lower_ == "never" and child.dep_ == "advmod"):
                yield child
    for child in head.children:
        if child.dep_ not in {"nsubj", "nsubjpass", "dobj", "attr"}:
            continue
        if child.lower_ in {"nobody", "none", "nothing", "neither"}:
            yield child
        for determiner in child.lefts:
            if determiner.dep_ in {"det", "neg"} and determiner.lower_ in {"no", "neither"}:
                yield determiner


def _rules_out(head: Token) -> bool:
    return head.lemma_ == "rule" and any(c.lower_ == "out" for c in head.children)


def _failing(head: Token, parse: Parse) -> tuple[Span | None, Polarity]:
    if head.lemma_.lower() in _FAILING_VERBS and any(c.dep_ == "xcomp" for c in head.children):
        return parse.span(head), "-"
    return None, "+"


# ------------------------------------------------------------------ hedges
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
        modal = token.tag_ == "MD" and word in {"may", "might", "could"}
        soft = word in _SOFTENERS and token.dep_ in {"advmod", "quantmod", "amod"}
        if modal or soft or word in _PROBABLE | _POSSIBLE:
            spans.append(parse.span(token))
    return tuple(sorted(dict.fromkeys(spans)))
