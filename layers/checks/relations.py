"""Do countries and provinces border each other, and is a city the capital, as a report says?

Land borders are OpenStreetMap's, outlines of provinces Natural Earth's, capitals GeoNames'. A
border through the sea, and a capital that is one of several, are not comparable.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from dateline.geo.reports.article import Span
from dateline.geo.shapes.areas import area_ids, area_of
from dateline.geo.shapes.borders import border_between
from dateline.geo.shapes.geodesy import distance_km
from dateline.layers.checks.checks import (
    NATIONAL,
    SLOT,
    SLOTS,
    Check,
    is_country,
    is_division,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place
    from dateline.layers.checks.checks import Masked, Result

TOUCH_DEG: Final = 0.02  # simplified outlines of neighbours lie up to so far apart
ACROSS_DEG: Final = 3.0
APART_DEG: Final = 0.1  # nearer outlines may touch or not: too simplified to tell
SAME_CITY_KM: Final = 40.0
_LAND_BORDERS: Final = "OpenStreetMap land borders"
_KIND_OF: Final = r"(?: (?:province|region|state|oblast|governorate|district|county))?"
_NOT: Final = r"(?:does not|do not|did not|doesn't|don't|didn't|no longer|never)"
_BORDERS: Final = re.compile(
    rf"(?P<first>{SLOTS})(?:'s)?{_KIND_OF}(?P<aside>,? (?:[a-z-]+ ){{0,6}}?|,? )"
    rf"(?P<verb>(?:{_NOT} )?(?:(?:also|directly|both) )?(?:borders|border|bordering|adjoins|adjoining)(?: on)?"
    r"|(?:shares?|sharing|has|have|with) (?:(?:a|an|its|their|no|also) )?(?:[a-z0-9,.-]+ ){0,4}borders? with"
    r"|is bordered by|does not share an? (?:[a-z-]+ )?border with)"
    rf" (?:the )?(?P<second>{SLOTS})"
)
_NEGATED: Final = re.compile(rf"\b(?:{_NOT}|no)\b")
_SEA: Final = re.compile(r"\b(?:maritime|sea|river|coastal)\b")
_NEIGHBOURING: Final = re.compile(
    rf"(?P<first>{NATIONAL})(?P<between>[^{{}};]{{1,120}}?)\b[Nn]eighbou?ring (?P<second>{SLOT})"
)
_NEIGHBOUR_OF: Final = re.compile(
    rf"(?P<first>{NATIONAL})(?:'s)? (?:[a-z-]+ ){{0,2}}neighbou?rs?,? (?P<second>{SLOT})"
    rf"|(?P<left>{SLOT}), (?P<right>{NATIONAL})(?:'s)? (?:[a-z-]+ ){{0,2}}neighbou?r\b"
    rf"|(?P<one>{SLOT}),? (?:is |which is )?an? (?:[a-z-]+ ){{0,2}}neighbou?r of (?P<other>{SLOT})"
)
_SEAT: Final = (
    r"(?:(?:the|its) )?(?P<rank>national |provincial |regional |state |administrative )?"
    r"capital(?: city)?"
)
_FILLER: Final = r"(?:the )?(?:[a-z-]+ ){0,3}"
_CAPITALS: Final = (
    re.compile(
        rf"(?P<city>{SLOT})(?:,|,? which is| is| was| remains| \(| -| –| —) ?{_SEAT} of "
        rf"{_FILLER}(?P<land>{SLOT})"
    ),
    re.compile(rf"\b(?P<words>(?:the )?capital(?: city)?) of (?P<land>{SLOT}),? (?P<city>{SLOT})"),
    re.compile(
        rf"(?P<land>{NATIONAL})(?:'s)? (?P<rank>provincial |regional |national )?capital(?: city)?"
        rf"(?:,| of| is)? (?P<city>{SLOT})"
    ),
    re.compile(
        rf"(?P<city>{SLOT}), (?:the )?(?P<land>{NATIONAL})(?:'s)? "
        r"(?P<rank>provincial |regional |national )?capital\b"
    ),
)
_ONCE: Final = re.compile(
    r"\b(?:former|formerly|ex|old|ancient|historic|then|once|first|not)\b[ -]"
)
_CAPITAL_AGO: Final = re.compile(r"\b(?:was|former|once|until|then)\b")


class _OtherCapital(NamedTuple):
    note: str
    source: str


# ------------------------------------------------------------------ who borders whom
def borders(masked: Masked, sentence: Span) -> Iterator[Check]:
    """Yield checks of "X borders Y" and "neighbouring Y" in a sentence."""
    text = masked.text
    for match in _BORDERS.finditer(text, sentence.start, sentence.end):
        bare = re.fullmatch(r"(?:both )?border", match["verb"]) is not None
        firsts = masked.inside(*match.span("first"))
        if (bare and len(firsts) < 2) or not _is_aside(match["aside"]):
            continue
        words = match["verb"]
        negated = _NEGATED.search(words) is not None
        subjects = firsts if bare or "both" in words else firsts[-1:]
        for first in subjects:
            for second in masked.inside(*match.span("second")):
                one, other = masked.land(first), masked.land(second)
                if one and other:
                    span = Span(first.mention.span.start, second.mention.span.end)
                    sea = _SEA.search(words) is not None
                    yield from _adjacent(masked, span, one, other, negated=negated, sea=sea)
    for match in _NEIGHBOURING.finditer(text, sentence.start, sentence.end):
        found = masked.inside(match.start("first"), match.end("second"))
        other = masked.land(found[-1])
        codes = {r.place.country for r in found[:-1] if r.place and r.place.country}
        if other is None or not is_country(other):
            continue
        codes.discard(other.country)
        if len(codes) == 1:
            yield from _of_codes(masked, match, codes.pop(), other)
    for match in _NEIGHBOUR_OF.finditer(text, sentence.start, sentence.end):
        pairs = (("first", "second"), ("left", "right"), ("one", "other"))
        groups = next(pair for pair in pairs if match[pair[0]])
        one, other = (masked.land(masked.at(match.start(group))) for group in groups)
        if one and other and one.country and is_country(other):
            yield from _of_codes(masked, match, one.country, other)


def _is_aside(words: str) -> bool:
    """Whether the words between a name and "borders" leave the name its subject."""
    inner = words.strip(" ,").split()
    return not inner or inner[0] in {"which", "that", "also", "a", "an", "the", "it", "whose"}


def _of_codes(masked: Masked, match: re.Match[str], code: str, other: Place) -> Iterator[Check]:
    """Check a pair of countries that are called neighbours."""
    if code == other.country:
        return
    name = _name(code)
    span = Span(match.start(), match.end())
    border = border_between(code, other.country)
    gap = _gap_deg(f"country:{code}", other.id)
    near = gap is not None and gap < ACROSS_DEG  # "neighbour" is also said across a strait
    yield _pair(masked, span, (name, other.name), border is not None, negated=False, sea=near)


def _adjacent(
    masked: Masked, span: Span, first: Place, second: Place, *, negated: bool, sea: bool
) -> Iterator[Check]:
    names = (first.name, second.name)
    if is_country(first) and is_country(second):
        if first.id == second.id:
            return
        touches = border_between(first.country, second.country) is not None
        disputed = "" if touches else _disputed_between(first, second)
        yield _pair(masked, span, names, touches, negated=negated, sea=sea, disputed=disputed)
        return
    if not all(is_country(p) or is_division(p) for p in (first, second)) or sea:
        return
    if _inside(first, second) or _inside(second, first):
        return  # a province and its own country
    gap = _gap_deg(first.id, second.id)
    if gap is not None:
        yield _outlines(masked, span, names, gap, negated=negated)


def _inside(place: Place, country: Place) -> bool:
    return is_country(country) and place.country == country.country


def _pair(
    masked: Masked, span: Span, names: tuple[str, str], touches: bool, *, negated: bool,  # noqa: FBT001
    sea: bool, disputed: str = "",
) -> Check:  # fmt: skip
    result: Result = "agreement" if touches is not negated else "difference"
    note = disputed
    if not touches and (sea or disputed) and not negated:
        result = "not comparable"
        note = disputed or "our data have land borders alone"
    ours = "share a land border" if touches else "share no land border"
    return Check(
        kind="border", result=result, span=span, text=masked.article.slice(span),
        ours=f"{names[0]} and {names[1]} {ours}", source=_LAND_BORDERS,
        source_date=_borders_date(), note=note,
    )  # fmt: skip


def _outlines(
    masked: Masked, span: Span, names: tuple[str, str], gap: float, *, negated: bool
) -> Check:
    touches, note = gap <= TOUCH_DEG, "from outlines simplified for drawing"
    result: Result = "agreement" if touches is not negated else "difference"
    if TOUCH_DEG < gap <= APART_DEG:
        result = "not comparable"
        note = "the outlines are too simplified to tell"
    ours = "touch" if touches else "do not touch"
    return Check(
        kind="border", result=result, span=span, text=masked.article.slice(span),
        ours=f"the outlines of {names[0]} and {names[1]} {ours}", source=_outline_source(),
        note=note,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _borders_date() -> str:
    border = border_between("ES", "PT")
    return border.source_date if border else ""


@lru_cache(maxsize=1)
def _outline_source() -> str:
    area = area_of(area_ids("country")[0])
    return area.source if area else ""


def _name(code: str) -> str:
    area = area_of(f"country:{code}")
    return area.name if area else code


@lru_cache(maxsize=64)
def _shape(area_id: str) -> BaseGeometry | None:
    from shapely.geometry import MultiPolygon, Polygon

    area = area_of(area_id)
    if area is None:
        return None
    return MultiPolygon([Polygon(rings[0], rings[1:]) for rings in area.polygons])


@lru_cache(maxsize=256)
def _gap_deg(first: str, second: str) -> float | None:
    shapes = _shape(first), _shape(second)
    if shapes[0] is None or shapes[1] is None:
        return None
    return float(shapes[0].distance(shapes[1]))


def _disputed_between(first: Place, second: Place) -> str:
    """Return the note of a disputed area that would make the two countries neighbours."""
    for one, other in ((first, second), (second, first)):
        area = area_of(one.id)
        for name in area.disputed if area else ():
            gap = _gap_deg(f"disputed:{name}", other.id)
            shape = area_of(f"disputed:{name}")
            if gap is not None and shape is not None and gap <= TOUCH_DEG:
                return f"{shape.name}: {shape.disputed_note}"
    return ""


# ------------------------------------------------------------------ capitals
def capitals(masked: Masked, sentence: Span, gazetteer: Gazetteer) -> Iterator[Check]:
    """Yield checks of which city a sentence calls the capital of what."""
    seen: set[tuple[str, str]] = set()
    for pattern in _CAPITALS:
        for match in pattern.finditer(masked.text, sentence.start, sentence.end):
            before = masked.text[max(sentence.start, match.start() - 12) : match.start()]
            told = re.sub(rf"{NATIONAL}", "", match.group())
            city = masked.place(match, "city")
            land = masked.land(masked.at(match.start("land")))
            if city is None or land is None or _ONCE.search(before + " ") or _passed(told):
                continue
            if (city.id, land.id) in seen or city.id == land.id:
                continue
            seen.add((city.id, land.id))
            span = Span(match.start(), match.end())
            rank = (match.groupdict().get("rank") or "").strip()
            check = _seat(masked, span, city, land, gazetteer, rank)
            if check is not None:
                yield check


def _passed(words: str) -> bool:
    return _CAPITAL_AGO.search(words) is not None


def _seat(
    masked: Masked, span: Span, city: Place, land: Place, gazetteer: Gazetteer, rank: str
) -> Check | None:
    text = masked.article.slice(span)
    if rank in {"provincial", "regional", "state"} and is_country(land):
        return None
    if is_division(land):
        return _seat_of_division(text, span, city, land)
    if not is_country(land):
        return None
    own = gazetteer.capital_of(land.country)
    other = _other_capitals().get((land.country, _fold(city.name)))
    names = f"the capital of {land.name} is {own.name}" if own else f"no capital of {land.name}"
    note, source = "", own.source if own else "GeoNames"
    result: Result = "not comparable"
    if own is not None and _same_city(city, own):
        result = "agreement"
    elif other is not None:
        note, source = f"{city.name}: {other.note}", f"{source}; {other.source}"
    elif own is not None:
        result = "difference"
    return Check(
        kind="capital", result=result, span=span, text=text, ours=names, source=source, note=note
    )


def _seat_of_division(text: str, span: Span, city: Place, land: Place) -> Check | None:
    if not city.id.startswith("gn:"):
        return None
    inside = city.country == land.country and city.admin1 in {land.name, land.admin1}
    seat = inside and city.feature_code in {"PPLA", "PPLC"}
    if seat:
        result: Result = "agreement"
        ours = f"{city.name} is the seat of {land.name}"
    elif inside:
        result = "not comparable"
        ours = f"{city.name} lies in {land.name}; our data do not mark it as its seat"
    else:
        result = "difference"
        ours = f"{city.name} lies in {city.admin1 or 'no known division'} ({city.country})"
    return Check(kind="capital", result=result, span=span, text=text, ours=ours, source=city.source)


def _same_city(city: Place, capital: Place) -> bool:
    if city.id == capital.id or _fold(city.name) == _fold(capital.name):
        return city.country == capital.country
    apart = distance_km((city.lon_deg, city.lat_deg), (capital.lon_deg, capital.lat_deg))
    return is_division(city) and apart < SAME_CITY_KM and city.country == capital.country


def _fold(name: str) -> str:
    from dateline.geo.gazetteer.names import fold_name

    return fold_name(name)


@lru_cache(maxsize=1)
def _other_capitals() -> dict[tuple[str, str], _OtherCapital]:
    """Cities that are capitals in some sense, beside the one of the gazetteer (seeds/capitals.csv)."""
    text = files("dateline.layers").joinpath("data", "capitals.csv").read_text("utf-8")
    return {
        (row["country"], _fold(row["city"])): _OtherCapital(row["note"], row["source"])
        for row in csv.DictReader(text.splitlines())
    }
