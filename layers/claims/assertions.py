"""Does a clause or a headline tell anything, or does it only answer, name or ask?"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from dateline.layers.attribution.speech import NO_SOURCE
from dateline.layers.events.events import is_event_noun
from dateline.layers.syntax.verb_forms import is_imperative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.layers.attribution.frames import Frame

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_LABEL: Final = 4  # words of a label and the one behind its colon
_INSIDE_NOUNS: Final = frozenset({"amod", "compound", "relcl"})
_CONTENT_POS: Final = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
# Verbs and nouns of answers that bring no content of their own ("denied the allegations").
_ANSWERS: Final = frozenset("confirm repeat call reiterate describe issue make give".split())
_DENIALS: Final = frozenset("deny reject dismiss refute".split())
_TOLD_CLAUSES: Final = frozenset({"acl", "ccomp"})
_REPLIES: Final = frozenset("respond react reply answer hit lash fire shoot speak write".split())
_SAYING: Final = frozenset("saying claiming insisting stating arguing adding warning".split())
_SAID: Final = frozenset(
    """accusation allegation claim statement report charge comment remark announcement assertion
    suggestion rumour rumor explanation""".split()
)
_KINDS_OF_TEXT: Final = frozenset(
    """statement|press release|press statement|communique|communiqué|news release|briefing|
    situation report|daily report|update|bulletin|announcement|declaration|fact sheet""".replace(
        "\n    ", ""
    ).split("|")
)


def asserts(tokens: Sequence[Token], heads: Sequence[Token], frames: Frame) -> bool:
    """Whether a headline tells something: not a letterhead, a topic or an open question."""
    words = [t for t in tokens if not t.is_punct and not t.is_space]
    if not words or _behind_label(words).tag_ in {"WP", "WRB", "WDT", "WP$"}:
        return False  # a question, or a topic: "How the lake was lost"
    told = any(h.i in frames.contents or frames.holders.get(h.i) for h in heads)
    if told and not _only_names(words):
        return True
    named = list(takewhile(lambda t: t.is_alpha and t.lower_ != "no", words))
    if " ".join(t.lower_ for t in named) in _KINDS_OF_TEXT and all(
        not t.is_alpha or t.lower_ in {"no", "of"} or t.ent_type_ == "DATE"
        for t in words[len(named) :]
    ):
        return False  # "Press release no. 12/2024"
    verbs = [
        t
        for t in words
        if t.pos_ in {"VERB", "AUX"} and t.dep_ not in _INSIDE_NOUNS and t.head.dep_ != "relcl"
    ]
    outside = [t for t in words if not any(a.dep_ == "relcl" for a in t.ancestors)]
    numbers = [t for t in outside if t.like_num and t.ent_type_ not in {"DATE", "TIME"}]
    counted = bool(numbers) and len(words) > len("No")
    verbs = [t for t in verbs if not _lacks_object(t)]
    return bool(verbs) or counted or any(is_event_noun(t) for t in outside)


def _behind_label(words: Sequence[Token]) -> Token:
    """Return the first word behind a label without a speaker ("Thread: where …"), else the first."""
    for word in words[1:_LABEL]:
        if word.i and word.nbor(-1).text == ":":
            label = " ".join(t.lower_ for t in words if t.i < word.i)
            return word if label in NO_SOURCE else words[0]
    return words[0]


def _lacks_object(verb: Token) -> bool:
    """Whether two subjects meet a verb without object: "The river | nobody watches"."""
    subjects = [
        c
        for c in verb.lefts
        if c.dep_ == "nsubj" or (c.dep_ == "npadvmod" and c.ent_type_ not in {"DATE", "TIME"})
    ]
    return len(subjects) > 1 and not any(c.dep_ in {"dobj", "ccomp", "attr"} for c in verb.rights)


def _only_names(words: Sequence[Token]) -> bool:
    """Whether a topic stands behind a colon: no verb, number or event in the whole headline."""
    told = any(t.pos_ in {"VERB", "AUX"} or t.like_num or is_event_noun(t) for t in words)
    return not told and any(t.text == ":" for t in words[0].sent)


def says_something(run: Sequence[Token], head: Token) -> bool:
    """Whether something is left of a clause when its reporting parts are cut away.

    A line without a verb ("Dec 9 (News Agency)") tells only where it names an event; a denial of
    "the accusation" repeats no content.
    """
    if run[0].tag_ in {"WP", "WRB", "WDT"} and run[0].sent[-1].text == "?":
        return False
    if _tells_to_do(head):
        return False
    words = [t for t in run if t.pos_ in _CONTENT_POS]
    if len(words) < 2 and not (words and any(t.dep_ in _SUBJECTS for t in run)):
        return False
    if not any(t.pos_ in {"VERB", "AUX"} for t in run):
        return any(is_event_noun(t) for t in run)
    if _tells_another_story(head):
        return False
    return not _only_answers(head) and not _only_begins_to_speak(head, run)


def _tells_to_do(verb: Token) -> bool:
    """Whether the reader is told to do something: "Don't confuse her with …", "See the map"."""
    return verb.dep_ == "ROOT" and is_imperative(verb) and not verb.sent[0].is_quote


def _only_answers(verb: Token) -> bool:
    """Whether a clause only says that somebody denied, confirmed or repeated what was said."""
    denies = verb.lemma_.lower() in _DENIALS
    if not denies and (verb.lemma_.lower() not in _ANSWERS or _names_as(verb)):
        return False
    objects = [c for c in verb.rights if c.dep_ in {"dobj", "nsubj"}]
    if denies:  # "denied reports that …": what was reported is the claim
        objects = [
            o for o in objects if any(c.dep_ in _TOLD_CLAUSES for t in o.subtree for c in t.rights)
        ]
    objects += [c for o in verb.rights if o.dep_ in {"ccomp", "oprd"} for c in o.lefts]
    return any(o.lemma_.lower() in _SAID for o in objects)


def _tells_another_story(verb: Token) -> bool:
    objects = {c.lower_ for c in verb.rights if c.dep_ == "dobj"}
    if verb.lemma_ == "say":
        return bool(objects & {"opposite", "same", "contrary", "so", "much", "nothing", "little"})
    return verb.lemma_ in {"tell", "have"} and bool(objects & {"story", "version", "tale"})


def _names_as(verb: Token) -> bool:
    """Whether a verb says what something is: "called the report | a fairy tale"."""
    calls = verb.lemma_.lower() in {"call", "describe", "label", "brand"}
    return calls and any(c.dep_ in {"oprd", "ccomp", "attr"} for c in verb.rights)


def _only_begins_to_speak(verb: Token, run: Sequence[Token]) -> bool:
    """Whether a verb only leads to what was said: "the mayor hit back, saying …"."""
    if verb.lemma_.lower() not in _REPLIES:
        return False
    left = run[-1].i
    return any(c.dep_ == "advcl" and c.lower_ in _SAYING and c.i > left for c in verb.rights)
