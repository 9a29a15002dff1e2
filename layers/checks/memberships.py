"""Is a country a member of an organisation, as a report says, and was it at that time?

Members and dates are those of seeds/memberships.csv, each row with its source. Without a date of
the report only what never changed is compared.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from dateline.geo.reports.article import Span
from dateline.layers.checks.checks import NATIONAL, SLOTS, Check, is_country

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.geo.gazetteer.places import Place
    from dateline.layers.checks.checks import Masked, Result

EDITION: Final = "2025"  # until when the table is kept
_MEMBER: Final = r"member(?: (?:state|country|nation))?"
_WISHED: Final = re.compile(
    r"\b(?:if|would|could|should|may|might|whether|candidate|aspiring|future|prospective|potential|"
    r"associate|observer|wants?|wished?|hopes?|aims?|applied|bid|to (?:become|be|join))\b"
)
_CONDITION: Final = re.compile(r"\b(?:if|whether|unless|had)\b [^,]*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One stay of a country in an organisation; `until` is "" while it lasts.

    Dates are a year, a month or a day (ISO 8601); the last day counts as inside.
    """

    country: str
    organisation: str
    since: str
    until: str
    source: str
    note: str

    def covers(self, first: str, last: str) -> bool | None:
        """Whether a stretch of days lies inside; None where it does in part, or dates are vague."""
        starts, ends = (earliest(self.since), latest(self.since)), _end(self.until)
        if last < starts[0] or first > ends[1]:
            return False
        return True if starts[1] <= first and last <= ends[0] else None


def earliest(date: str) -> str:
    """Return the first day that a date may mean."""
    return date + "-01" * (2 - date.count("-"))


def latest(date: str) -> str:
    """Return the last day that a date may mean (as text: months all have 31)."""
    return date + ("-12-31", "-31", "")[date.count("-")]


def _end(until: str) -> tuple[str, str]:
    return (earliest(until), latest(until)) if until else ("9999", "9999")


@lru_cache(maxsize=1)
def memberships() -> dict[tuple[str, str], tuple[Membership, ...]]:
    """Return the table, by country (ISO 3166-1 alpha-2) and organisation."""
    table: dict[tuple[str, str], list[Membership]] = {}
    for row in _rows("memberships.csv"):
        stay = Membership(
            country=row["country"], organisation=row["organisation"], since=row["from"],
            until=row["until"], source=row["source"], note=row["note"],
        )  # fmt: skip
        table.setdefault((stay.country, stay.organisation), []).append(stay)
    return {key: tuple(stays) for key, stays in table.items()}


@lru_cache(maxsize=1)
def organisations() -> dict[str, tuple[str, str]]:
    """Return id and usual name of every organisation, by the words for it."""
    named = {}
    for row in _rows("organisations.csv"):
        for words in (row["name"], *row["aliases"].split("|")):
            named[words] = (row["organisation"], row["name"])
    return named


def _rows(name: str) -> list[dict[str, str]]:
    text = files("dateline.layers").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def organisation_spans(text: str) -> list[tuple[int, int]]:
    """Return where a text names an organisation: code points, end exclusive."""
    longest = sorted(organisations(), key=lambda words: (-len(words), words))
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    return [match.span() for match in named.finditer(text)]


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    """Each with `land` and `body`, the country and the organisation; keys say what is claimed."""
    longest = sorted(organisations(), key=lambda words: (-len(words), words))
    body = rf"(?:the )?(?P<body>{'|'.join(map(re.escape, longest))})(?![\w-])"
    land = rf"(?P<land>{SLOTS})"
    long_name = rf"(?:the )?(?P<body>{'|'.join(map(re.escape, longest))})"
    return {
        "is of": re.compile(
            rf"{land}(?:,| \(| –| —)? ?(?:which |that )?(?:(?P<how>is not|isn't|is no longer|is|was not|"
            rf"was|remains|became|has been|has never been|as|not) )?(?:(?:also|itself|currently|now) )?"
            rf"(?:(?:an?|the|both) )?(?P<rank>(?:[a-z-]+ ){{0,2}}){_MEMBER}s? of (?:both )?{body}"
        ),
        "is": re.compile(
            rf"{land}(?:,| \(| –| —| is| was| remains)? ?(?P<how>not )?(?:an? |the )(?P<rank>(?:[a-z-]+ ){{0,2}}?)"
            rf"{body}[ -]{_MEMBER}\b"
        ),
        "list": re.compile(
            rf"(?:(?P<how>[Nn]on-)|(?<![\w-])){long_name}[ -]{_MEMBER}s? (?:such as |like |including )?{land}"
        ),
        "of list": re.compile(
            rf"\bmembers of {body},? (?:such as|including|like|are|include) {land}"
        ),
        "joined": re.compile(
            rf"{land}(?: (?:has|had|formally|officially|only|first|since))* (?P<how>joined|acceded to|"
            rf"entered|left|quit|withdrew from|exited) {body}"
        ),
    }


def membership(masked: Masked, sentence: Span, published: str | None) -> Iterator[Check]:
    """Yield checks of what a sentence says about members of organisations.

    Parameters
    ----------
    masked
        The report with its names as slots.
    sentence
        The stretch to read.
    published
        Day, month or year of the report, None where unknown.
    """
    text = masked.text
    if not any(word in text[sentence.start : sentence.end] for word in organisations()):
        return
    seen: set[tuple[str, str]] = set()
    for name, pattern in _patterns().items():
        for match in pattern.finditer(text, sentence.start, sentence.end):
            before = text[max(sentence.start, match.start() - 40) : match.start()]
            told = re.sub(NATIONAL, "", match.group())
            if _WISHED.search(told) or _CONDITION.search(before):
                continue
            found = masked.inside(*match.span("land"))
            lands = found if "list" in name or name == "joined" else found[-1:]
            body, body_name = organisations()[match["body"]]
            for resolution in lands:
                place = masked.land(resolution)
                if place is None or not is_country(place) or (place.country, body) in seen:
                    continue
                seen.add((place.country, body))
                span = Span(match.start(), match.end())
                yield _check(masked, span, place, (body, body_name), _how(match), published)


def _how(match: re.Match[str]) -> str:
    """Return what is claimed: "member", "not", "past", "joined" or "left"."""
    groups = match.groupdict()
    words = " ".join(w for w in (groups.get("how"), groups.get("rank")) if w).strip()
    if words in {"joined", "acceded to", "entered", "became"}:
        return "joined"
    if words in {"left", "quit", "withdrew from", "exited"}:
        return "left"
    if re.search(r"\b(?:was not|never)\b", words):
        return "never"
    if re.search(r"\b(?:former|ex|then|longer|one-time)\b", words):
        return "former"
    if re.search(r"\bwas\b", words):
        return "past"
    return "not" if re.search(r"\bnot\b|n't|\b[Nn]on-", words) else "member"


def _check(
    masked: Masked, span: Span, place: Place, body: tuple[str, str], how: str, published: str | None
) -> Check:
    stays = memberships().get((place.country, body[0]), ())
    year = _year_after(masked.text, span.end) if how in {"joined", "left"} else ""
    result = _result(stays, how, year, published)
    notes = [stay.note for stay in stays if stay.note]
    if result == "not comparable" and not published and not year:
        notes.append("the report has no date to compare with")
    if published and published[:4] > EDITION:
        notes.append(f"our table ends in {EDITION}")
    end = Span(span.start, span.end + (len(year) + 4 if year else 0))
    return Check(
        kind="membership", result=result, span=end, text=masked.article.slice(end),
        ours=_words(stays, place.name, body[1]),
        source=stays[-1].source if stays else f"{body[1]}: lists of members, seeds/memberships.csv",
        source_date=EDITION, note=" ".join(dict.fromkeys(notes)),
    )  # fmt: skip


def _year_after(text: str, position: int) -> str:
    """Return the year in "joined NATO in 2004"; "" where none stands there."""
    match = re.compile(r" in ((?:19|20)\d\d)\b").match(text, position)
    return match[1] if match else ""


def _result(stays: Sequence[Membership], how: str, year: str, published: str | None) -> Result:
    if year:
        dates = [s.since if how == "joined" else s.until for s in stays]
        return "agreement" if any(d[:4] == year for d in dates) else "difference"
    if how == "joined":
        return "agreement" if stays else "difference"
    if how == "past":
        return "agreement" if stays else "difference"
    if not published:
        return _undated(stays, how)
    first, last = earliest(published), latest(published)
    covered = [stay.covers(first, last) for stay in stays]
    inside = True if True in covered else None if None in covered else False
    if inside is None:
        return "not comparable"
    if how == "member":
        return "agreement" if inside else "difference"
    ever = any(earliest(stay.since) <= last for stay in stays)
    if how == "never":
        return "difference" if ever else "agreement"
    if how == "not":
        return "difference" if inside else "agreement"
    return "agreement" if ever and not inside else "difference"  # left, former


def _undated(stays: Sequence[Membership], how: str) -> Result:
    """Compare without a date: only where the answer is the same at all times, or a stay lasts."""
    lasting = any(not stay.until for stay in stays)
    if how in {"left", "former"}:
        return "difference" if lasting or not stays else "agreement"
    if not stays:
        return "difference" if how == "member" else "agreement"
    if how == "never":
        return "difference"
    return "agreement" if how == "member" and lasting else "not comparable"


def _words(stays: Sequence[Membership], country: str, body: str) -> str:
    if not stays:
        return f"{country} is in no row of our table for {body}"
    times = [f"{s.since} to {s.until}" if s.until else f"since {s.since}" for s in stays]
    return f"{country} in {body}: {', '.join(times)}"
