"""Do two reports hear one voice or two that are independent of each other?

Confirmation takes two voices of which neither can be the other's echo. Where that is not certain
they are not independent: an unnamed official may be the minister, a paper's own voice may copy an
agency, and two organs of one state speak for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.layers.speakers import words as speaker_words

if TYPE_CHECKING:
    from dateline.geo.reports.article import Article
    from dateline.layers.claims.claims import Claim

_FILLING: Final = frozenset(
    "the a an of in at to for on by its their his her and 's s spokesman spokeswoman spokesperson "
    "spokespeople press service statement chief former deputy senior local".split()
)
_SPELLINGS: Final[dict[str, str]] = {
    "defense": "defence", "center": "centre", "aleksandr": "alexander", "sergey": "sergei",
    "dmitri": "dmitry", "mohammad": "mohammed", "muhammad": "mohammed", "mohamed": "mohammed",
    "ministries": "ministry", "authorities": "authority", "residents": "resident", "us": "u.s",
}  # fmt: skip
_CROWDS: Final = {
    "resident": "residents", "residents": "residents", "villagers": "residents", "locals": "residents",
    "inhabitants": "residents", "witness": "residents", "witnesses": "residents",
    "eyewitnesses": "residents", "doctors": "medics", "medics": "medics", "hospital": "medics",
    "paramedics": "medics", "refugees": "refugees", "migrants": "refugees", "traders": "traders",
    "merchants": "traders", "drivers": "traders", "journalists": "journalists",
    "correspondents": "journalists", "monitors": "monitors", "observers": "monitors",
    "activists": "activists", "survivors": "residents", "farmers": "residents", "elders": "residents",
    "fishermen": "residents",
}  # fmt: skip
_REBELS: Final = frozenset(
    "rebel rebels militant militants insurgent insurgents separatist separatists taliban hamas "
    "hezbollah houthis isis guerrillas".split()
)
_OFFICES: Final = frozenset(
    "president minister premier governor mayor official officials ambassador envoy general colonel "
    "major captain commander secretary officer lawmaker senator chancellor king prince prosecutor "
    "administrator prefect commissioner".split()
)
_VAGUE: Final = frozenset(
    "source sources official officials report reports they some people analysts experts others "
    "observers officers commanders leaders".split()
)
_ORGANS: Final = frozenset({"state", "government"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks, as far as that tells one voice from another.

    Attributes
    ----------
    kind
        "name" (a person by name), "office" (a person by office), "body", "crowd", "agency",
        "paper" (the report's own voice), "vague".
    words
        The words of the name, folded.
    office
        The words of the role, folded.
    country
        ISO 3166-1 alpha-3 or None.
    channels
        Agencies and publications that the words came through, folded.
    crowd
        Class of a crowd ("residents"), "" else.
    organ
        Whether it speaks for a state.
    """

    kind: str
    words: frozenset[str]
    office: frozenset[str]
    country: str | None
    channels: frozenset[str]
    crowd: str = ""
    organ: bool = False


def voice_of(claim: Claim, article: Article) -> Voice:
    """Return whose voice a claim is in."""
    speaker = claim.speaker
    words, office = folded(speaker.name), folded(speaker.role or "")
    crowd = next((_CROWDS[word] for word in _order(speaker.name) if word in _CROWDS), "")
    if speaker.kind == "outlet":
        kind, words = "paper", frozenset()
    elif speaker.kind == "news agency":
        kind = "agency"
    elif crowd:
        kind = "crowd"
    elif not words or words <= _VAGUE:
        kind = "vague"
    elif speaker.kind == "unknown":
        kind = "name" if _is_name(speaker.name) else "vague"
    elif speaker.kind == "person":
        kind = "name" if _is_name(speaker.name) else "office"
    else:
        kind = "body"
    channels = {_channel(claim.via.name)} if claim.via is not None else set()
    channels |= {_channel(speaker.name)} if kind == "agency" else set()
    channels |= {_channel(article.source)} if kind == "paper" and article.source else set()
    return Voice(
        kind=kind,
        words=words,
        office=office | words if kind == "office" else office,
        country=speaker.country,
        channels=frozenset(channels - {""}),
        crowd=crowd,
        organ=speaker.kind in _ORGANS or bool((office | words) & _OFFICES),
    )


def folded(name: str) -> frozenset[str]:
    """Return the telling words of a name or role, in one spelling.

    Examples
    --------
    >>> folded("the Defense Ministry") == folded("Ministry of Defence")
    True
    """
    return frozenset(_order(name)) - _FILLING


def _order(name: str) -> list[str]:
    words: list[str] = [w.strip(".").casefold() for w in re.findall(r"[\w.]+", name)]
    return [_SPELLINGS.get(word, word) for word in words]


def _channel(name: str) -> str:
    words = [w for w in _order(name) if w not in _FILLING | {"agency", "news"}]
    return " ".join(words)


def _is_name(name: str) -> bool:
    """Whether a person is named: "Vucic", but neither "governor of Helmand" nor "President"."""
    words = [w for w in re.findall(r"[\w'’-]+", name) if w.casefold() not in _FILLING]
    lowered = {w.casefold() for w in words}
    titled = lowered & (speaker_words.TITLES | _REBELS)
    return bool(words) and all(w[:1].isupper() for w in words) and not titled


def same_voice(one: Voice, other: Voice) -> bool:
    """Whether two claims come from one speaker, or through one agency that names none.

    Parameters
    ----------
    one, other
        Of claims of two reports.
    """
    if one.country and other.country and one.country != other.country:
        return False
    named = {"name", "office", "body"}
    if one.channels & other.channels and not (one.kind in named and other.kind in named):
        return True
    if one.kind == other.kind == "name":
        return _one_person(one, other)
    if {one.kind, other.kind} <= {"name", "office"}:
        return bool(one.office) and bool(other.office) and _nested(one.office, other.office)
    if one.kind == other.kind == "body":
        return _nested(one.words, other.words)
    return False


def _one_person(one: Voice, other: Voice) -> bool:
    """Whether two names fit one person: one is part of the other, or the roles agree as well."""
    if _nested(one.words, other.words):
        return True
    shared = one.words & other.words
    return bool(shared) and bool(one.office & other.office - {"minister", "general"})


def _nested(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)


def independent(one: Voice, other: Voice) -> bool:
    """Whether two voices are certainly of two sources that do not depend on each other."""
    if same_voice(one, other) or {one.kind, other.kind} & {"paper", "vague", "agency"}:
        return False
    if one.crowd or other.crowd:
        return one.crowd != other.crowd
    if one.organ and other.organ:
        return bool(one.country and other.country and one.country != other.country)
    if one.kind == other.kind == "body" and one.words & other.words & _REBELS:
        return False
    return not _share_body(one, other)


def _share_body(one: Voice, other: Voice) -> bool:
    """Whether a person's role names the body that the other is: "head of the Red Crescent"."""
    pairs = ((one, other), (other, one))
    return any(b.kind == "body" and (b.words <= a.office or b.words <= a.words) for a, b in pairs)
