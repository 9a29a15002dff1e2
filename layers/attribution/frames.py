"""Which words only report a claim, and whose stance holds for it?

A frame is what an attribution puts around its content: source, cue, and the rest of the cue's
clause ("The minister told reporters in Accra on Friday that …"). Frames are cut away where the
content is a clause. Where it is a noun or an infinitive ("plans to withdraw", "promises aid")
cue and content are one claim and stay whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dateline.layers.attribution.frame_words import (
    is_fragment,
    is_inside_relative,
    is_inverted,
    is_nobody,
    own_subject,
    raises_deed,
    tells_by_showing,
    top_of,
)
from dateline.layers.events.events import is_event_noun
from dateline.layers.syntax.verb_forms import is_inverted_condition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.layers.attribution.attributions import Attribution, CueClass

# What one says to others; a hope, a plan or an expectation alone has been told by nobody.
SPOKEN: Final[frozenset[CueClass]] = frozenset(
    {"say", "promise", "request", "deny", "warn", "threaten", "ask"}
)
_PRIVATE: Final[frozenset[CueClass]] = frozenset({"plan", "hope", "expect"})
_FIRST_PERSON: Final = frozenset({"i", "we", "me", "us", "our", "my"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_CLAUSES: Final = frozenset({"xcomp", "ccomp", "advcl", "relcl", "conj", "parataxis"})
_OPENERS: Final = frozenset({"that", "how", "whether"})
_IF: Final = frozenset({"if", "unless", "provided", "providing", "assuming"})
_CONTRASTS: Final = frozenset({"while", "whereas"})
# "Voiced the hope that …": a hope that was spoken.
_VOICING: Final = frozenset("express voice state share repeat reiterate convey utter".split())
# Speech that is told as a deed of its own, with nothing of what was said.
_UTTERANCES: Final = frozenset(
    """promise pledge threat warning demand call appeal claim accusation statement responsibility
    credit allegation""".split()
)
_SHOULDERED: Final = frozenset({"responsibility", "credit"})
_REPEATED: Final = frozenset("repeat claim make reiterate renew issue".split())
# Classes of cues that address somebody or say something of an object.
_ADDRESSED: Final[frozenset[CueClass]] = frozenset(
    {"say", "request", "warn", "evaluate", "deny", "expect"}
)
_INTENTIONS: Final = frozenset("want plan intend wish".split())
_ASKED_FOR: Final = frozenset({"ask", "request"})


@dataclass(slots=True)
class Frame:
    """What the attributions of a report do to its tokens.

    Attributes
    ----------
    cut
        Tokens that only report.
    cues
        Tokens that head the clause of a cut cue: no claims, though claims may hang on them.
    contents
        Tokens that head a content clause.
    holders
        Per token: attributions whose content holds it, widest first.
    whole
        Per cue token of an attribution that stays whole: its index.
    shared
        Filled while drafting: head to the head whose subject it takes.
    first_person
        Attributions whose source is the speaker of the enclosing one ("we see that").
    heads
        Per attribution: its cue's head, -1 without a cue.
    kept
        Attributions that stay whole.
    apart
        Attributions that stay whole and are set against the statement around them ("while …").
    deeds
        Attributions that only tell that somebody agreed to, asked for or repeated something.
    voiced
        Hopes and expectations that were spoken.
    conditions
        Tops of conditions that hang on a cue though they belong to what is said.
    opens
        Per attribution that stays whole but whose content has a subject of its own ("urged | the army to
        leave"): the first token of that content.
    nouns
        Attributions whose cue is a noun.
    fragments
        Tokens that head a quotation without a verb ("Not one," he said).
    """

    attributions: Sequence[Attribution]
    cut: set[int] = field(default_factory=set)
    cues: set[int] = field(default_factory=set)
    contents: set[int] = field(default_factory=set)
    holders: dict[int, list[int]] = field(default_factory=dict)
    whole: dict[int, int] = field(default_factory=dict)
    shared: dict[int, int] = field(default_factory=dict)
    first_person: set[int] = field(default_factory=set)
    heads: dict[int, int] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    deeds: set[int] = field(default_factory=set)
    voiced: set[int] = field(default_factory=set)
    conditions: set[int] = field(default_factory=set)
    opens: dict[int, int] = field(default_factory=dict)
    nouns: set[int] = field(default_factory=set)
    fragments: set[int] = field(default_factory=set)

    def stances(self, head: Token) -> tuple[int, ...]:
        """Return the attributions that hold for a claim, innermost first."""
        beside = {head.head.i} if head.dep_ == "conj" else set()
        found = [n for n in reversed(self.holders.get(head.i, [])) if self.heads[n] not in beside]
        near = [head, *(c for c in head.children if c.dep_ not in _CLAUSES)]
        inner = [self.whole[t.i] for t in near if t.i in self.whole]
        return tuple(dict.fromkeys([*inner, *found]))

    def speaker_of(self, stances: Sequence[int]) -> int | None:
        """Return the attribution that names the speaker: the innermost that was told.

        What a quoted person thinks, sees or hopes is still told by that person.
        """
        for position, number in enumerate(stances):
            attribution = self.attributions[number]
            outermost = position == len(stances) - 1
            if not attribution.source and not outermost:
                continue  # "dismissed reports that …": told by whoever dismisses them
            if self.is_denied_noun(number, stances[position + 1 :]):
                continue  # "refutes the report of X that …": told here by whoever refutes it
            if attribution.kind == "relay" or number in self.first_person | self.deeds:
                continue
            if number in self.kept and not outermost and number not in self.apart:
                continue  # "he said guerrillas had warned drivers": the warning is what he tells
            if attribution.cue_class in SPOKEN:
                return number
            private = attribution.cue_class in _PRIVATE and number not in self.voiced
            if outermost and attribution.source and not private:
                return number
        return None

    def is_denied_noun(self, number: int, outer: Sequence[int]) -> bool:
        """Whether a noun of saying is the object of a denial that holds it."""
        if not outer or self.attributions[outer[0]].cue_class != "deny":
            return False
        return number in self.nouns


def find_frames(parse: Parse, attributions: Sequence[Attribution]) -> Frame:
    """Find the reporting words of a report.

    Parameters
    ----------
    parse
        The report's parse.
    attributions
        Who says what.

    Returns
    -------
    Frame
    """
    frame = Frame(attributions)
    sizes = [sum(s.end - s.start for s in a.content) for a in attributions]
    for number in sorted(range(len(attributions)), key=lambda n: -sizes[n]):
        _add(frame, parse, number)
    return frame


def _add(frame: Frame, parse: Parse, number: int) -> None:
    attribution = frame.attributions[number]
    content = {t.i for s in attribution.content for t in parse.tokens(s)}
    cue = [t for s in attribution.cue for t in parse.tokens(s)]
    source = [t for s in attribution.source for t in parse.tokens(s)]
    frame.heads[number] = cue_head(cue).i if cue else -1
    if _is_void(attribution, cue, source, content):
        return
    for i in content:
        frame.holders.setdefault(i, []).append(number)
    first = attribution.parent is not None and all(t.lower_ in _FIRST_PERSON for t in source)
    if source and first:
        frame.first_person.add(number)
    if not cue:
        return
    head = cue_head(cue)
    if head.pos_ == "NOUN":
        frame.nouns.add(number)
    cut = _is_apart(frame, attribution, head, content)
    if attribution.cue_class in _PRIVATE and source and _is_told(attribution, head, cut=cut):
        frame.voiced.add(number)
    if cut:
        _cut(frame, head, cue, source, content)
        return
    if _is_deed(head, attribution.cue_lemma, content):
        frame.deeds.add(number)
    frame.kept.add(number)
    first_word = own_subject(head) if attribution.cue_class in _ADDRESSED else None
    if first_word is not None and source:
        frame.opens[number] = first_word.left_edge.i
    if any(c.dep_ == "mark" and c.lower_ in _CONTRASTS for c in head.lefts):
        frame.apart.add(number)
    frame.whole.update((t.i, number) for t in cue if t.pos_ in {"VERB", "NOUN", "ADJ", "AUX"})


def _is_void(
    attribution: Attribution, cue: Sequence[Token], source: Sequence[Token], content: set[int]
) -> bool:
    """Whether nobody tells anything, though a cue stands there.

    "The incursion threatens peace", "nobody has proved that …", "the maps show no border",
    "posted a video that shows …", "a post that it says stands …", "…, should they wish to".
    """
    if source:
        told = cue_head(source)
        if is_nobody(source) or (is_event_noun(told) and told.pos_ != "PROPN"):
            return True
    if not cue:
        return False
    head = cue_head(cue)
    if tells_by_showing(head, attribution.cue_lemma) or is_inverted(head):
        return True
    relative = bool(source) and source[0].tag_ in {"WDT", "WP"}
    perceived = relative and attribution.cue_class == "perceive"
    return bool(source) and (perceived or is_inside_relative(head, content))


def _is_apart(frame: Frame, attribution: Attribution, head: Token, content: set[int]) -> bool:
    """Whether source and cue only report, so that they are cut away from the content."""
    if head.tag_ == "VBG" and head.dep_ == "advcl" and attribution.cue_class in _PRIVATE:
        return False  # "…, fearing that it would spread": tells why, in the same claim
    cut = attribution.kind == "relay" or head.text == ":" or _is_cut(head, content)
    if attribution.kind == "direct" and not cut and is_fragment(head, content):
        cut = True
        top = top_of(head, content)
        frame.contents.add(top.i)
        if top.pos_ not in {"VERB", "AUX"}:
            frame.fragments.add(top.i)
    wanted = attribution.cue_lemma in _INTENTIONS and head.pos_ == "VERB"
    return cut and not (wanted and raises_deed(head))


def _is_told(attribution: Attribution, head: Token, *, cut: bool) -> bool:
    """Whether somebody said aloud what they hope or expect."""
    if _is_voiced(head) or cut:
        return True
    open_ = attribution.cue_class == "expect" and not any(c.dep_ == "xcomp" for c in head.children)
    return open_ and head.pos_ == "VERB" and not any(c.dep_ == "auxpass" for c in head.lefts)


def cue_head(cue: Sequence[Token]) -> Token:
    """Return the token of a cue that the others hang on."""
    inside = {t.i for t in cue}
    tops = [t for t in cue if t.head.i not in inside or t.head.i == t.i]
    verbs = [t for t in tops if t.pos_ in {"VERB", "ADJ", "NOUN"}]
    return (verbs or tops or list(cue))[0]


def _is_voiced(head: Token) -> bool:
    """Whether a hope or fear is the object of a verb of speaking ("expressed the hope that")."""
    return head.pos_ == "NOUN" and head.dep_ == "dobj" and head.head.lemma_.lower() in _VOICING


def _is_deed(head: Token, lemma: str, content: set[int]) -> bool:
    """Whether a cue that stays whole tells a deed: agreed to meet, asked for aid, repeated a vow."""
    if lemma == "agree":
        return True
    tops = [head.doc[i] for i in sorted(content) if head.doc[i].head.i not in content]
    named = [t for t in tops if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    clause = any(c.dep_ in {"xcomp", "ccomp"} for c in head.children)
    if lemma in _ASKED_FOR | {"seek"} and not clause:
        return True
    return any(t.lemma_.lower() in _UTTERANCES - _SHOULDERED for t in named) and lemma in _REPEATED


def _is_cut(head: Token, content: set[int]) -> bool:
    """Whether the content can stand alone: a clause, a quotation or another sentence."""
    if not content:
        return False
    doc = head.doc
    tops = [
        doc[i] for i in sorted(content) if doc[i].head.i not in content or doc[i].dep_ == "ROOT"
    ]
    tops = [t for t in tops if not t.is_punct]
    if any(t.sent.start != head.sent.start for t in tops):
        return True
    return any(_stands_alone(t, head) for t in tops)


def _stands_alone(top: Token, cue: Token) -> bool:
    if top.pos_ not in {"VERB", "AUX"}:
        return False
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in top.lefts)
    if infinitive and not _raised_subject(top, cue):
        return False
    return any(c.dep_ in _SUBJECTS for c in top.children) or top.dep_ == "ROOT"


def _raised_subject(top: Token, cue: Token) -> bool:
    """Whether an infinitive has its own subject ("They expect more people to arrive")."""
    return top.dep_ == "ccomp" and any(c.dep_ in _SUBJECTS and c.i > cue.i for c in top.lefts)


def _cut(
    frame: Frame, head: Token, cue: Sequence[Token], source: Sequence[Token], content: set[int]
) -> None:
    words = {t.i for t in cue}
    if not (source and _is_borrowed(cue_head(source), head)):
        words |= {t.i for t in source}
    kept = {c.i for c in head.children if _is_condition(c)} if content else set()
    frame.conditions |= kept
    if head.pos_ in {"VERB", "AUX"} or head.dep_ in {"prep", "ROOT"}:
        words |= _reporting_subtree(head, content | kept)
    words -= {i for i in words & content if head.doc[i].lower_ not in _OPENERS}
    frame.cut -= content  # what is told inside another's frame: "…, dimming hopes that …"
    frame.cut |= words
    frame.cues.add(head.i)
    doc = head.doc
    for i in sorted(content - kept):
        token = doc[i]
        if token.head.i not in content and token.pos_ in {"VERB", "AUX"} and token.head.i != i:
            frame.contents.add(i)
            openers = _OPENERS | {"if"} if token.dep_ == "ccomp" and token.i > head.i else _OPENERS
            frame.cut |= {c.i for c in token.lefts if c.dep_ == "mark" and c.lower_ in openers}


def _is_borrowed(subject: Token, cue: Token) -> bool:
    """Whether a source is the subject of the verb that the cue goes on: "blamed X and said …"."""
    joined = cue.dep_ == "conj" or cue.tag_ == "VBG"
    return joined and subject.dep_ in _SUBJECTS and subject.head.i != cue.i


def _is_condition(token: Token) -> bool:
    """Whether a clause under a cue states a condition of what is said: "If X, she argues, Y"."""
    if token.lower_ in _IF and token.dep_ == "prep":
        return any(c.dep_ in {"ccomp", "pcomp"} for c in token.rights)
    if token.dep_ != "advcl":
        return False
    marked = any(c.dep_ == "mark" and c.lower_ in _IF for c in token.lefts)
    return marked or is_inverted_condition(token)


def _reporting_subtree(head: Token, content: set[int]) -> set[int]:
    """Return the cue's clause without the content and without verbs beside the cue."""
    out: set[int] = set()
    stack = [head]
    while stack:
        token = stack.pop()
        out.add(token.i)
        for child in token.children:
            beside = child.dep_ in {"conj", "parataxis"} and child.pos_ in {"VERB", "AUX"}
            detached = child.dep_ == "ccomp" and child.i not in content
            if child.i not in content and not beside and not detached:
                stack.append(child)
    return out
