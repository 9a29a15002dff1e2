"""Which verbs are a statement by themselves, though no words of content hang on them?

Thanks, blame, praise and blunt refusals tell what somebody said ("she thanked the crew", "he blames
the brigade", "he did not rule it out"), likewise a number given ("put the toll at nine") and a
clause that an "only" cuts off its verb ("confirmed only that …"). They become attributions of
their own, behind those found before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.attribution.attributions import Attribution
from dateline.layers.attribution.cues import load_cues
from dateline.layers.events.actors import sector_of_word
from dateline.layers.speakers.words import (
    GOVERNMENT_WORDS,
    GROUP_WORDS,
    NEWS_WORDS,
    ORGANISATION_WORDS,
    PEOPLE,
    TITLES,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.layers.attribution.cues import CueClass

# Verbs that speak of somebody or something named as their object.
_ON_OBJECT: Final[Mapping[str, CueClass]] = {
    "thank": "evaluate", "blame": "evaluate", "praise": "evaluate", "condemn": "evaluate",
    "denounce": "evaluate", "criticise": "evaluate", "criticize": "evaluate",
    "applaud": "evaluate", "commend": "evaluate", "deplore": "evaluate", "accuse": "evaluate",
    "rule": "deny", "refute": "deny", "dispute": "deny", "reject": "deny", "dismiss": "deny",
    "deny": "deny", "attribute": "say",
}  # fmt: skip
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_SPEAKERS: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_PRONOUNS: Final = frozenset({"he", "she", "they", "i", "we", "it", "who"})
_SPEAKING: Final = (
    TITLES | PEOPLE | GROUP_WORDS | GOVERNMENT_WORDS | ORGANISATION_WORDS | NEWS_WORDS
)


def with_speech_acts(parse: Parse, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions and, behind them, those that a verb makes by itself.

    Parameters
    ----------
    parse
        The report's parse.
    attributions
        As from `find_attributions`; they keep their places.

    Returns
    -------
    tuple of Attribution
    """
    taken = {t.i for a in attributions for s in (*a.cue, *a.content) for t in parse.tokens(s)}
    found = [
        act
        for token in parse.doc
        if token.pos_ == "VERB" and token.i not in taken and (act := _speech_act(parse, token))
    ]
    return (*attributions, *found)


def _speech_act(parse: Parse, verb: Token) -> Attribution | None:
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if subject is None or not _is_finite(verb) or not _may_speak(subject):
        return None
    lemma = verb.lemma_.lower()
    cue_class = _class_of(verb)
    content = _content(verb, lemma)
    if cue_class is None or not content:
        return None
    cue = [verb, *(c for c in verb.children if c.dep_ in {"aux", "neg", "prt"})]
    cue = [t for t in cue if t.i not in {x.i for x in content}]
    return Attribution(
        source=(parse.span(_phrase(subject)),),
        cue=tuple(parse.span([t]) for t in sorted(cue, key=lambda t: t.i)),
        content=(parse.span(content),),
        kind="indirect",
        cue_class=cue_class,
        cue_lemma=lemma,
    )


def _is_finite(verb: Token) -> bool:
    helped = any(c.dep_ == "aux" and c.tag_ in _FINITE for c in verb.lefts)
    return (verb.tag_ in _FINITE or helped) and verb.dep_ in {"ROOT", "conj", "ccomp", "parataxis"}


def _may_speak(subject: Token) -> bool:
    if subject.lower_ in _PRONOUNS or subject.ent_type_ in _SPEAKERS or subject.pos_ == "PROPN":
        return True
    forms = (subject.lower_, subject.lemma_.lower())
    return bool(_SPEAKING & set(forms)) or any(sector_of_word(form) for form in forms)


def _class_of(verb: Token) -> CueClass | None:
    lemma = verb.lemma_.lower()
    if lemma == "rule" and not any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children):
        return None
    if lemma in _ON_OBJECT:
        return _ON_OBJECT[lemma]
    if lemma == "put":
        return "say"
    cues = load_cues().get((lemma, "verb"), ())
    return next((c.cue_class for c in cues if "clause" in c.frames), None)


def _content(verb: Token, lemma: str) -> list[Token]:
    """Return the words of what is thanked, blamed or told, empty where there is none."""
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    if lemma == "put":
        at = [c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "at" and _counts(c)]
        return [*objects[0].subtree, *at[0].subtree] if objects and at else []
    if lemma == "attribute" and not any(c.dep_ == "prep" and c.lower_ == "to" for c in verb.rights):
        return []
    if lemma in _ON_OBJECT:
        if objects and objects[0].tag_ == "WP":  # "rejected what it called …"
            clause = next((c for c in verb.rights if c.dep_ == "ccomp"), objects[0])
            return sorted({*objects[0].subtree, *clause.subtree}, key=lambda t: t.i)
        return list(objects[0].subtree) if objects else []
    for child in verb.rights:
        marks = [c for c in child.lefts if c.dep_ == "mark" and c.lower_ == "that"]
        only = marks and marks[0].nbor(-1).lower_ in {"only", "merely", "simply"}
        if child.dep_ in {"advcl", "ccomp"} and only:
            return [t for t in child.subtree if t.i >= marks[0].i]
    return []


def _counts(preposition: Token) -> bool:
    return any(
        t.like_num for noun in preposition.rights for t in noun.subtree if noun.dep_ == "pobj"
    )


def _phrase(subject: Token) -> list[Token]:
    phrase = list(subject.subtree)
    while len(phrase) > 1 and phrase[-1].is_punct:
        phrase = phrase[:-1]
    return phrase
