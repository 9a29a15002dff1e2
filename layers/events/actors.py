"""Who acts in a claim, and who receives?

The subject acts, or the agent of a passive; the one helped, attacked, asked or supplied receives.
Country and sector (PLOVER's GOV, MIL, REB, REF, CVL, IGO) come from the words of the noun phrase;
a word list cannot tell more, and what it cannot tell stays None.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from dateline.layers.claims.claims import Actor
from dateline.layers.events.events import is_event_noun
from dateline.layers.places.phrases import addresses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.parse import Parse
    from dateline.layers.claims.clauses import ClaimDraft
    from dateline.layers.speakers.speakers import Speaker

_FIRST_PERSON: Final = frozenset({"we", "us", "our", "ours"})
_EMPTY_SUBJECTS: Final = frozenset(
    "this that these those which who what there it another one some many most".split()
)
_TO_RECEIVERS: Final = frozenset({"to", "for"})
_TOWARDS: Final = frozenset({"to", "for", "against"})
_POSSESSIVES: Final = frozenset({"its", "their", "his", "her", "our", "my"})
_OF_ITS_OWN: Final = frozenset(
    """base_presence base_history deployment armed_movement withdrawal refugee_movement evacuation
    membership""".split()
)
# Who goes somewhere reaches a place, not a party.
_TRAVELS: Final = frozenset(
    """flee go come return arrive enter leave reach cross spread head travel quit exit abandon
    retreat withdraw advance fall penetrate""".split()
)
# "X is believed to have crossed": X acts, though the verb of belief is passive.
_RAISING: Final = frozenset(
    "believe think say report understand know suspect allege presume assume rumour rumor expect".split()
)
_AMOUNTS: Final = frozenset(
    """dozen dozens hundred hundreds thousand thousands tens scores million millions number group
    groups majority most some handful""".split()
)
_COMPLEMENT_VERBS: Final = frozenset({"xcomp", "ccomp"})


def actors_of(
    draft: ClaimDraft,
    parse: Parse,
    resolutions: Sequence[Resolution],
    *,
    gazetteer: Gazetteer,
    speaker: Speaker,
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return the actors and the recipients of a claim.

    Parameters
    ----------
    draft
        The claim's words.
    parse, resolutions
        The report's parse, and what its place names mean.
    gazetteer
        Knows countries' codes.
    speaker
        Who "we" is.

    Returns
    -------
    tuple of (actors, recipients)
        In reading order; an empty tuple where the words name nobody.
    """
    reader = _Reader(parse, resolutions, gazetteer, speaker)
    head = parse.doc[draft.head]
    verb = _event_verb(head)
    if draft.nominal:
        return reader.read(_agents_of_noun(head)), ()
    raised = verb != head and head.lemma_.lower() in _RAISING
    carriers = verb.children if raised else [*head.children, *verb.children]
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in carriers)
    subject = _subject_tokens(draft, parse)
    agents = [c for v in (verb, head) for a in v.children if a.dep_ == "agent" for c in a.children]
    receivers = [t for t in _receivers(verb) if t.i in draft.tokens]
    movers = [
        m for o in verb.rights if o.dep_ == "dobj" and is_event_noun(o) for m in _agents_of_noun(o)
    ]
    receivers = [t for t in receivers if not reader.is_place(t, verb)]
    if passive:
        receivers = subject + [t for t in receivers if t not in subject]
        return reader.read([*agents, *movers]), reader.read(receivers)
    return reader.read([*subject, *movers]), reader.read(receivers)


def settle_roles(
    actors: tuple[Actor, ...], recipients: tuple[Actor, ...], event_type: str | None
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Make the subject of a passive the actor where the event is its own.

    "The brigade is deployed in Jinja": the brigade stands there; in "the brigade was attacked" it
    receives.
    """
    if not actors and recipients and event_type in _OF_ITS_OWN:
        return recipients[:1], recipients[1:]
    return actors, recipients


def _event_verb(head: Token) -> Token:
    """Return the infinitive under "plans to", "begun to"; the head itself otherwise."""
    for child in head.rights:
        if child.dep_ in _COMPLEMENT_VERBS and any(a.lower_ == "to" for a in child.lefts):
            return child
    return head


def _subject_tokens(draft: ClaimDraft, parse: Parse) -> list[Token]:
    inside = set(draft.subject)
    tops = [parse.doc[i] for i in draft.subject if parse.doc[i].head.i not in inside]
    return [t for top in tops for t in (top, *_conjuncts(top))]


def _conjuncts(token: Token) -> list[Token]:
    return [t for t in token.conjuncts if t.i > token.i and t.pos_ in {"NOUN", "PROPN", "PRON"}]


def _agents_of_noun(head: Token) -> list[Token]:
    """Return who moves or acts in "withdrawal of troops", "attack by rebels"."""
    by = [
        c
        for p in head.rights
        if p.dep_ in {"prep", "agent"} and p.lower_ == "by"
        for c in p.children
    ]
    of = [c for p in head.rights if p.dep_ == "prep" and p.lower_ == "of" for c in p.children]
    moved = [
        c for v in head.rights if v.dep_ in {"acl", "relcl"} for c in v.children if c.dep_ == "dobj"
    ]
    chosen = by or of or moved
    return [t for c in chosen if c.pos_ in {"NOUN", "PROPN"} for t in (c, *_conjuncts(c))]


def _receivers(verb: Token) -> list[Token]:
    """Return whom an action reaches: objects, and "to", "for" or "against" whom.

    What is moved is no receiver ("sent troops to Mali", "withdraw its forces").
    """
    found: list[Token] = []
    towards = [p for p in verb.rights if p.dep_ in {"prep", "dative"} and p.lower_ in _TOWARDS]
    for child in verb.rights:
        if child.dep_ not in {"dobj", "dative"} or child.pos_ not in {"NOUN", "PROPN", "PRON"}:
            continue
        towards += [p for p in child.rights if p.dep_ == "prep" and p.lower_ in _TO_RECEIVERS]
        own = any(c.dep_ == "poss" and c.lower_ in _POSSESSIVES for c in child.lefts)
        if not own and not is_event_noun(child) and (not towards or addresses(verb)):
            found += [child, *_conjuncts(child)]
        found += _first_of_two_objects(child)
    found += [c for p in towards for c in p.children if c.dep_ == "pobj"]
    return found


def _first_of_two_objects(noun: Token) -> list[Token]:
    """Return the name that headlines set before the thing given ("pledges Kenya new trucks")."""
    first = noun.left_edge
    apart = first.dep_ in {"compound", "nmod"} and first.head == noun and noun.i - first.i > 1
    between = noun.doc[first.i + 1] if apart else first
    return [first] if apart and first.ent_type_ in {"GPE", "NORP"} and between.pos_ == "ADJ" else []


# ------------------------------------------------------------------ noun phrases
class _Reader:
    """Turns the head of a noun phrase into an `Actor`."""

    def __init__(
        self,
        parse: Parse,
        resolutions: Sequence[Resolution],
        gazetteer: Gazetteer,
        speaker: Speaker,
    ) -> None:
        self.parse = parse
        self.gazetteer = gazetteer
        self.speaker = speaker
        self.by_start = {r.mention.span.start: r for r in resolutions if r.place is not None}

    def read(self, tokens: Sequence[Token]) -> tuple[Actor, ...]:
        """Return the actors among `tokens`, once each."""
        found = [a for t in tokens if (a := self._actor(t)) is not None]
        return tuple({a.text: a for a in found}.values())

    def is_place(self, token: Token, verb: Token) -> bool:
        """Whether an object of a verb is where it happens, not whom it reaches."""
        if token.pos_ != "PROPN" or sector_of_word(token.text) is not None:
            return False
        if verb.lemma_.lower() in _TRAVELS:
            return True
        if addresses(verb):
            return False  # "accused Kinshasa of …": the city is a government
        found = self.by_start.get(self.parse.starts[token.left_edge.i]) or self.by_start.get(
            self.parse.starts[token.i]
        )
        if found is None or found.place is None:
            return token.ent_type_ in {"LOC", "FAC"}
        return found.mention.kind == "name" and not found.place.feature_code.startswith("PCL")

    def _actor(self, token: Token) -> Actor | None:
        word = token.lower_
        if token.ent_type_ in {"DATE", "TIME", "PERCENT", "MONEY"}:
            return None
        if word in _FIRST_PERSON:
            return self._first_person(token)
        if word in _EMPTY_SUBJECTS and not any(c.dep_ in {"acl", "relcl"} for c in token.rights):
            return None
        phrase = noun_phrase(token)
        country, metonym = self._country(phrase)
        sector = sector_of(token, phrase)
        counted = _counted(token)
        bare = sector_of_word(counted.lemma_) is None and sector_of_word(counted.text) is None
        forces = sector == "MIL" and country is not None and not is_event_noun(token)
        if bare and token.pos_ != "PROPN" and not forces:
            return None
        if any(sector_of_word(t.text) == "IGO" for t in phrase):
            country = "IGO"
        if sector is None and country is not None and self._is_name(token):
            sector = "GOV"
        if country is None and sector == "REB":
            country = "IMG"
        if country is None and sector == "IGO":
            country = "IGO"
        span = self.parse.span(phrase)
        return Actor(
            text=self.parse.article.slice(span),
            span=span,
            country=country,
            sector=None if sector == "IGO" else sector,
            metonym=metonym,
        )

    def _first_person(self, token: Token) -> Actor:
        span = self.parse.span(token)
        return Actor(
            text=self.parse.article.slice(span),
            span=span,
            resolves_to=self.speaker.name,
            country=self.speaker.country,
            sector="GOV" if self.speaker.kind in {"state", "government"} else None,
        )

    def _country(self, phrase: Sequence[Token]) -> tuple[str | None, bool]:
        for token in phrase:
            resolution = self.by_start.get(self.parse.starts[token.i])
            if resolution is not None and resolution.place and resolution.place.country:
                code = self.gazetteer.alpha3(resolution.place.country)
                return code or None, resolution.mention.kind == "metonym"
        return None, False

    def _is_name(self, token: Token) -> bool:
        resolution = self.by_start.get(self.parse.starts[token.left_edge.i]) or self.by_start.get(
            self.parse.starts[token.i]
        )
        return resolution is not None and resolution.mention.kind in {"name", "metonym", "embedded"}


def _counted(token: Token) -> Token:
    """Return what an amount counts ("thousands of | people"), the word itself otherwise."""
    if token.lemma_.lower() not in _AMOUNTS and token.lower_ not in _AMOUNTS:
        return token
    of = (c for p in token.rights if p.lower_ == "of" for c in p.children if c.dep_ == "pobj")
    return next(of, token)


def noun_phrase(token: Token) -> list[Token]:
    """Return the noun with what stands before it and "of"-phrases, without clauses."""
    left = [t for t in token.subtree if t.i < token.i and not t.is_punct]
    left = [t for t in left if t.dep_ != "det" or t.head != token]
    start = left[0].i if left else token.i
    end = token.i
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end + 1:
            tail = next((c for c in child.children if c.dep_ == "pobj"), None)
            if tail is not None and tail.left_edge.tag_ != "VBG":
                end = max(end, tail.i)
    return list(token.doc[start : end + 1])


@lru_cache(maxsize=1)
def _sectors() -> Mapping[str, str]:
    source = files("dateline.layers").joinpath("data", "sectors.csv").read_text("utf-8")
    return {row["word"]: row["sector"] for row in csv.DictReader(source.splitlines())}


def sector_of_word(word: str) -> str | None:
    """Return PLOVER's sector of one word, None where it has none."""
    return _sectors().get(word.lower())


def sector_of(token: Token, phrase: Sequence[Token]) -> str | None:
    """Return PLOVER's sector of a noun phrase: of its head noun first, then of its modifiers."""
    table = _sectors()
    for candidate in [token, *reversed([t for t in phrase if t != token])]:
        for form in (candidate.lower_, candidate.lemma_.lower()):
            if form in table:
                return table[form]
    return None
