"""What of a claim can be held against another report's claim: place, days, counts, wording?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from dateline.layers.links.counts import Count, counts_of
from dateline.layers.links.sides import is_held
from dateline.layers.links.voices import Voice, voice_of
from dateline.layers.speakers.words import GROUP_WORDS
from dateline.layers.times.moments import Moment, days, read_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.layers.claims.claims import Claim, ClaimPlace
    from dateline.layers.report_sets import ReportClaims
    from dateline.layers.times.moments import Precision

PAST_DAYS: Final = 3  # how far back a report's undated "was shelled" may lie
PRESENT_DAYS: Final = 1
WIDE_DAYS: Final = 10  # a longer time than this tells of a sum, not of one event
_FAR: Final = 366
_VIOLENT: Final = frozenset(
    "attack shelling air_strike explosion armed_conflict casualties damage shootdown "
    "border_incident".split()
)
_FAMILIES: Final = {
    **dict.fromkeys(_VIOLENT, "violence"),
    **dict.fromkeys(("capture", "territorial_control"), "control"),
    **dict.fromkeys(("deployment", "armed_movement", "mobilization"), "movement"),
    **dict.fromkeys(("base_presence", "base_history", "basing_agreement"), "base"),
}
_WORDS: Final = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
_EMPTY: Final = frozenset(
    "be have do say tell report accord month year day week monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november "
    "december morning evening night city town village district province region".split()
)
UNTYPED: Final = "verb:"
TAKING: Final = frozenset("seize overrun capture retake recapture regain reclaim liberate".split())
_HOLDING: Final = TAKING | frozenset("hold control occupy".split())
_IN_CONTROL: Final = re.compile(r"\bin\s+(?:full\s+)?control\s+of\b", re.IGNORECASE)
_NO_OBJECT: Final = frozenset({"nsubj", "nsubjpass", "compound", "poss", "amod", "appos"})
WORDS_KEY: Final = "words:"
_WIDE_PREFIXES: Final = ("country:", "region:", "continent:")
_SENSE: Final = {
    "kill": "die", "death": "die", "dead": "die", "perish": "die", "injure": "wound", "hurt": "wound",
    "soldier": "troop", "serviceman": "troop", "shell": "shelling", "artillery": "shelling",
    "mortar": "shelling", "bombard": "shelling", "strike": "hit", "seize": "capture", "take": "capture",
    "send": "deploy", "dispatch": "deploy", "shut": "close", "closure": "close", "flee": "displace",
    "explosion": "blast", "bombing": "blast", "explode": "blast",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """First and last day, as ordinals, in which something happened or held.

    Attributes
    ----------
    told
        Whether the claim itself says when; else it follows from the report's date and the tense.
    """

    first: int
    last: int
    told: bool

    @property
    def length(self) -> int:
        """Number of days."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A claim, made ready to be compared.

    Attributes
    ----------
    report, order
        Numbers of the report in the set and of the claim in it.
    family
        Types that may tell of one event share it; the main verb of an unclassified claim.
    places
        Keys of the places where it happens: ids, or the words where no id is known; no countries.
    names
        The words of those places with their ids.
    countries
        Keys of the countries and larger regions.
    days
        None where neither the claim nor the report's date says when.
    timex
        The time as written, normalised, where it has no day of its own ("XXXX-WXX-1"); "" else.
    lemmas, around
        All lemmas of the claim, and those of its sentence.
    stems
        Lemmas of the wording, without places, times and numbers.
    published
        The report's day as an ordinal, None where not known to the day.
    """

    report: int
    order: int
    claim: Claim
    words: str
    family: str
    places: frozenset[str]
    names: frozenset[tuple[str, str]]
    countries: frozenset[str]
    days: Days | None
    timex: str
    stems: frozenset[str]
    lemmas: frozenset[str]
    around: frozenset[str]
    counts: tuple[Count, ...]
    voice: Voice
    published: int | None

    @property
    def negated(self) -> bool:
        """Whether the claim says that something is not so."""
        return self.claim.polarity == "-"


def facts_of(report: ReportClaims, number: int) -> tuple[Fact, ...]:
    """Make the claims of one report ready to be compared; aligned with its claims."""
    published = _published(report.article.published)
    return tuple(
        _fact(report, claim, number, order, published) for order, claim in enumerate(report.claims)
    )


def _fact(
    report: ReportClaims, claim: Claim, number: int, order: int, published: Days | None
) -> Fact:
    tokens = report.parse.tokens(claim.content)
    words = " ".join(report.article.slice(claim.content).split())
    used = [p for p in (*claim.places, *claim.implied_places) if p.role != "none" and not p.metonym]
    keys = frozenset(key for place in used for key in _keys(place))
    keys = keys or _unplaced(report, claim, tokens)
    wide = frozenset(key for key in keys if key.startswith(_WIDE_PREFIXES))
    time = claim.time
    lemmas = frozenset(t.lemma_.lower() for t in tokens if t.is_alpha)
    return Fact(
        report=number,
        order=order,
        claim=claim,
        words=words,
        family=_family(report, claim, tokens),
        places=keys - wide,
        names=frozenset(pair for place in used for pair in _names(place)),
        countries=wide,
        days=_days(claim, published),
        timex=time.timex if time is not None and not (time.earliest or time.latest) else "",
        stems=_stems(report, claim, tokens),
        lemmas=lemmas,
        around=frozenset(t.lemma_.lower() for t in report.parse.tokens(claim.sentence)),
        counts=counts_of(report, claim),
        voice=voice_of(claim, report.article),
        published=published.first if published is not None and published.length == 1 else None,
    )


def _names(place: ClaimPlace) -> tuple[tuple[str, str], ...]:
    if len(place.place_ids) != 1 or place.place_ids[0].startswith("position:"):
        return ()
    words = {" ".join(w.split()).casefold() for w in (place.text, place.resolves_to) if w}
    return tuple((word, place.place_ids[0]) for word in sorted(words))


def _keys(place: ClaimPlace) -> tuple[str, ...]:
    """Return what a place is known by: an area by its words, as its id is of one report alone."""
    ids = tuple(i for i in place.place_ids if not i.startswith("position:"))
    if ids:
        return ids
    name = " ".join((place.resolves_to or place.text or "").split())
    plain = name.casefold().removeprefix("the ")
    named = re.search(r"\b[^\W\d_a-z]\w+", name)
    no_place = place.anaphor or plain in GROUP_WORDS
    return (f"{WORDS_KEY}{plain}",) if named and not no_place else ()


def _unplaced(report: ReportClaims, claim: Claim, tokens: Sequence[Token]) -> frozenset[str]:
    """Return the names that may be places, those of doers left out, where no place was found."""
    people = [*claim.actors, *(r for r in claim.recipients if r.country or r.sector)]
    taken = [a.span for a in people if a.span is not None]
    taken += [claim.time.span] if claim.time is not None else []
    held = is_held(report.article.slice(claim.content))
    out = set()
    for token in tokens:
        start = report.parse.starts[token.i]
        if held and token.dep_ in {"nsubj", "nsubjpass"}:
            wanted = True  # "Kupiansk is under the control of …"
        else:
            inside = any(span.start <= start < span.end for span in taken)
            wanted = token.dep_ not in _NO_OBJECT and not inside
        name = [t.text for t in token.lefts if t.pos_ == "PROPN"] + [token.text]
        plain = " ".join(name).casefold()
        if wanted and token.pos_ == "PROPN" and plain not in GROUP_WORDS | _EMPTY:
            out.add(f"{WORDS_KEY}{plain}")
    return frozenset(out)


def _family(report: ReportClaims, claim: Claim, tokens: Sequence[Token]) -> str:
    """Return the family of a claim's type; who seizes or holds a town controls it, whatever the type."""
    spans = [p.span for p in claim.places if p.span is not None and p.role == "location"]
    for token in tokens:
        if token.pos_ == "VERB" and token.lemma_.lower() in _HOLDING:
            starts = [report.parse.starts[t.i] for t in token.children if t.dep_ == "dobj"]
            if any(span.start <= start < span.end for span in spans for start in starts):
                return "control"
    if _IN_CONTROL.search(report.article.slice(claim.content)) and spans:
        return "control"
    return _FAMILIES.get(claim.type or "", claim.type or "") or _verb(tokens)


def _verb(tokens: Sequence[Token]) -> str:
    """Return the main verb in place of a type that was not found, "" where there is none."""
    inside = {token.i for token in tokens}
    for token in tokens:
        if token.pos_ == "VERB" and (token.head.i not in inside or token.head is token):
            lemma = token.lemma_.lower()
            return f"{UNTYPED}{_SENSE.get(lemma, lemma)}" if lemma not in _EMPTY else ""
    return ""


def _stems(report: ReportClaims, claim: Claim, tokens: Sequence[Token]) -> frozenset[str]:
    """Return the lemmas that tell what happened, one for words of one sense.

    Places, times, numbers and the names of those who act are left out: they are compared as such.
    """
    hidden = [p.span for p in (*claim.places, *claim.implied_places) if p.span is not None]
    hidden += [claim.time.span] if claim.time is not None else []
    actors = [actor.span for actor in claim.actors if actor.span is not None]
    out = set()
    for token in tokens:
        lemma = token.lemma_.lower()
        start = report.parse.starts[token.i]
        if token.pos_ not in _WORDS or lemma in _EMPTY or not token.is_alpha:
            continue
        named = token.pos_ == "PROPN" or (token.pos_ == "ADJ" and token.text[:1].isupper())
        spans = hidden if token.pos_ != "VERB" else []
        spans = [*spans, *actors] if named else spans
        if not any(span.start <= start < span.end for span in spans):
            out.add(_SENSE.get(lemma, lemma))
    return frozenset(out)


# ------------------------------------------------------------------ when
def _published(value: str | None) -> Days | None:
    when = read_published(value)
    if when is None:
        return None
    precision: Precision = "day" if when.day else "month" if when.month else "year"
    found = days(Moment(precision=precision, year=when.year, month=when.month, day=when.day))
    if found is None:
        return None
    return Days(first=found[0].toordinal(), last=found[1].toordinal(), told=False)


def _days(claim: Claim, published: Days | None) -> Days | None:
    time = claim.time
    if time is not None and (time.earliest or time.latest):
        first = date.fromisoformat(time.earliest) if time.earliest else None
        last = date.fromisoformat(time.latest) if time.latest else None
        far = timedelta(days=_FAR)
        first = first or (last - far if last else None)
        last = last or (first + far if first else None)
        if first is None or last is None:
            return None
        return Days(first=first.toordinal(), last=last.toordinal(), told=True)
    if published is None:
        return None
    back = PRESENT_DAYS if claim.tense == "present" else PAST_DAYS
    if claim.realis != "actual":
        return Days(first=published.first, last=published.last + _FAR, told=False)
    return Days(first=published.first - back, last=published.last, told=False)


def same_time(one: Fact, other: Fact, *, slack: int = 0) -> bool:
    """Whether two facts may be of one time; where nobody says when, they may.

    Parameters
    ----------
    slack
        Days by which the two may miss each other.
    """
    if (
        one.timex
        and other.timex
        and one.timex != other.timex
        and "REF" not in one.timex + other.timex
    ):
        return False
    a, b = one.days, other.days
    if a is None or b is None:
        return True
    return a.first <= b.last + slack and b.first <= a.last + slack


def one_event(one: Fact, other: Fact) -> bool:
    """Whether the times fit one event: a sum over a year is not the toll of a day in it."""
    if not same_time(one, other):
        return False
    told = [f.days for f in (one, other) if f.days is not None and f.days.told]
    if any(d.length > WIDE_DAYS for d in told):
        return len({(d.first, d.last) for d in told}) == 1 and len(told) == 2
    return True


def overlap(one: Fact, other: Fact) -> float:
    """Return which share of the shorter wording is in the other too, 0 to 1."""
    if not one.stems or not other.stems:
        return 0.0
    return len(one.stems & other.stems) / min(len(one.stems), len(other.stems))


def likeness(one: Fact, other: Fact) -> float:
    """Return the share of wording in common, 0 to 1 (Jaccard)."""
    both = one.stems | other.stems
    return len(one.stems & other.stems) / len(both) if both else 0.0
