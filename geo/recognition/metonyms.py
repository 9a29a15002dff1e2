"""Does a capital's name stand for its government here ("Moscow will equip …")?

A metonym is a speaker or an actor, never a place: nothing is drawn for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Span

# Verbs that a town can be the subject of while it is still a town.
_TOWN_VERBS: Final = frozenset(
    "be lie stand have remain sit fall come see suffer lose grow become face wake experience "
    "host border burn freeze flood celebrate mourn shake".split()
)
_POWER_NOUNS: Final = frozenset(
    "ally allies decision demand demands policy position stance response claim claims promise "
    "accusation influence interests interest troops forces army military ambassador envoy "
    "relations ties offer proposal support warning threat refusal aid sanctions leaders "
    "government intentions rhetoric patience hand strategy".split()
)


def is_metonym(span: Span, parse: Parse, gazetteer: Gazetteer) -> bool:
    """Tell whether the name at `span` means a government.

    Parameters
    ----------
    span
        Words of a place name.
    parse
        The report's parse.
    gazetteer
        Knows which places are capitals; only capitals (and seats of power) can be metonyms.

    Returns
    -------
    bool
        True for a capital that is the subject of a verb only people or governments can be the
        subject of, or that owns something only a government can own.
    """
    tokens = parse.tokens(span)
    if not tokens or not _is_capital(parse.article.slice(span), gazetteer):
        return False
    head = next((token for token in tokens if token.head not in tokens), tokens[-1])
    if any(child.dep_ in {"appos", "amod"} for child in head.children):
        return False
    return _agent(head) or _owner(head)


def _is_capital(surface: str, gazetteer: Gazetteer) -> bool:
    candidates = gazetteer.candidates(surface)
    return any(place.feature_code == "PPLC" for place, _ in candidates[:3])


def _agent(head: Token) -> bool:
    while head.dep_ == "conj":
        head = head.head
    verb = head.head
    if head.dep_ != "nsubj" or verb.pos_ not in {"VERB", "AUX"}:
        return False
    if verb.lemma_ == "be":
        return any(child.dep_ == "acomp" and child.lemma_ in _WILLING for child in verb.children)
    return verb.lemma_ not in _TOWN_VERBS


_WILLING: Final = frozenset("ready willing prepared determined reluctant eager able keen".split())


def _owner(head: Token) -> bool:
    return head.dep_ == "poss" and head.head.lemma_.lower() in _POWER_NOUNS
