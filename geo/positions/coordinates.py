"""Which coordinates are written in the text, and how exactly?

Latitude and longitude as decimals, degrees and minutes, or run together as pilots write them; UTM
and MGRS. A pair of bare decimals counts with three decimals each, or after a word such as
"coordinates". Precision is the last digit that is written: the radius is the diagonal of one unit
of it, as in Wieczorek, Guo and Hijmans (2004), and never below 30 m.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.geo.positions.grids import mgrs_to_point, read_utm
from dateline.geo.reports.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KM_A_DEGREE: Final = 111.2
LEAST_RADIUS_KM: Final = 0.03  # no report's digits are surer than a hand-held receiver

_DEG: Final = r"\s?(?:[°º˚∘⁰]|deg(?:rees?|s)?\b\.?)"
_MIN: Final = r"\s?(?:['′’‘´`ʹ](?!['′’‘´`ʹ])|min(?:utes?|s)?\b\.?)"
_SEC: Final = r"\s?(?:[\"″”“ʺ]|'{2}|′{2}|’{2}|´{2}|sec(?:onds?|s)?\b\.?)"
_FRACTION: Final = r"(?:[.,]\d{1,10})?"
_AXIS: Final = r"lat(?:itude)?|lon(?:gitude)?|long|lng"
_SIDE: Final = r"[NSEW]|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?"
_DASH: Final = "[-−\u2010\u2011–]"


def _angle(n: int) -> str:
    """One angle with what may say its axis; groups are numbered by `n`."""
    return (
        rf"(?:(?P<label{n}>{_AXIS})\b\.?\s?(?:[:=]|is|of)?\s?)?"
        rf"(?:(?P<before{n}>[NSEW])\s?)?(?P<sign{n}>[+−-])?"
        rf"(?P<deg{n}>\d{{1,3}}(?:\.\d{{1,12}}|,\d{{1,12}}(?={_DEG}))?)"
        rf"(?:(?P<mark{n}>{_DEG})(?:\s?(?P<min{n}>\d{{1,2}}{_FRACTION})(?:{_MIN}"
        rf"(?:\s?(?P<sec{n}>\d{{1,2}}{_FRACTION})(?:{_SEC})?)?)?)?"
        rf"|:(?P<cmin{n}>\d{{2}})(?::(?P<csec{n}>\d{{2}}{_FRACTION}))?"
        rf"|{_DASH}(?P<dmin{n}>\d{{2}}(?:\.\d{{1,4}})?)(?:{_DASH}(?P<dsec{n}>\d{{2}}))?"
        rf"(?=\s?[NSEW]))?"
        rf"(?(before{n})|(?:\s?(?P<after{n}>{_SIDE})\b(?:\s(?:{_AXIS})\b\.?)?)?)"
    )


_PAIR: Final = re.compile(
    rf"(?<![\w.,/$€£¥₽%°])(?<!\d:){_angle(1)}"
    r"(?P<gap>\s?[,;/|]\s{0,3}|(?<=[NSEW])\s?[-–]\s?|\s{1,3}|(?<=[NSEW]))"
    rf"(?:and\s{{1,2}}|by\s{{1,2}})?{_angle(2)}(?![\w°%]|[.,:]\d)",
    re.IGNORECASE,
)
# "3832N06847E", "383214N 0684703E", "N3832 E06847"
_RUN: Final = re.compile(
    r"(?<![\w.])(?:(?P<lat>\d{4}|\d{6}(?:\.\d{1,4})?)(?P<ns>[NS])\s?[,/]?\s?"
    r"(?P<lon>\d{5}|\d{7}(?:\.\d{1,4})?)(?P<ew>[EW])"
    r"|(?P<ns2>[NS])\s?(?P<lat2>\d{4}|\d{6}(?:\.\d{1,4})?)\s?[,/]?\s?"
    r"(?P<ew2>[EW])\s?(?P<lon2>\d{5}|\d{7}(?:\.\d{1,4})?))(?![\w.]\w|\w)"
)
_MGRS: Final = re.compile(
    r"(?<![\w.-])(?P<zone>\d{1,2})(?P<gap1>\s?)(?P<band>[C-HJ-NP-X])(?P<gap2>\s?)"
    r"(?P<square>[A-HJ-NP-Z][A-HJ-NP-V])\s?(?:(?P<east>\d{1,5})\s(?P<north>\d{1,5})|(?P<run>\d{2,10}))"
    r"(?![\w-]|[.,:]\d)"
)
_UTM: Final = re.compile(
    r"(?<![\w.-])(?P<utm>UTM:?\s{1,2})?(?P<named>zone\s{1,2})?(?P<zone>\d{1,2})\s?"
    r"(?P<letter>[C-HJ-NP-X]\b|north(?:ern)?\b|south(?:ern)?\b)(?:\shemisphere)?[\s,;:]{1,3}"
    r"(?:E(?:asting)?\s?[:=]?\s?)?(?P<east>\d{6}(?:\.\d{1,3})?)\s?m?\s?(?:E(?:ast(?:ing)?)?\b)?"
    r"[\s,;/]{1,3}(?:and\s)?(?:N(?:orthing)?\s?[:=]?\s?)?(?P<north>\d{6,8}(?:\.\d{1,3})?)"
    r"(?!\d|\.\d)(?:\s?m?\s?N(?:orth(?:ing)?)?\b)?",
    re.IGNORECASE,
)
# What all of them have; most paragraphs have none of it.
_HINT: Final = re.compile(
    r"\d(?:\s?[°º˚∘⁰]|\s?deg|[.,]\d|\s?[NSEWnsew]\b|\s?[A-Z]{1,3}\s?[A-Z\d]|\d{5})|[NSEW]\s?\d"
)
_CUE: Final = re.compile(
    r"\b(?:co-?ordinates?|lat(?:itude)?s?|geo|gps|mgrs|grid|located\s+(?:at|near)|position(?:ed)?|"
    r"centred\s+(?:at|on)|centered\s+(?:at|on)|epicent(?:re|er))\b|\blat\b|geo:",
    re.IGNORECASE,
)
_CUE_REACH: Final = 45  # characters before a bare pair in which a cue counts
# What follows a number that is an amount, and what precedes one that is a rate.
_AMOUNT: Final = re.compile(
    r"\s?(?:%|per\s?cent|million|billion|thousand|km|kg|cm|mm|met(?:er|re)s?|miles?|m/s|points?|"
    r"seconds?|dollars?|euros?|pounds?|rubles?|roubles?|hryvnias?|yuan|yen|[A-Z]{3}\b|"
    r"[,;]\s?[+-]?\d+[.,]\d|[°º]?\s?[CF]\b)"
)
_RATE: Final = re.compile(r"(?:[A-Z]{3}\s?|[$€£¥₽#№]\s?|\b[vV]ersions?\s|\d[,;]\s?)\Z")
_FORMS: Final = ("decimal degrees", "degrees and minutes", "degrees, minutes and seconds")
_MONTHS: Final = frozenset("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinate:
    """Coordinates as written.

    Attributes
    ----------
    span
        Code points of the text.
    lon_deg, lat_deg
        Degrees, WGS 84; of a grid cell its middle.
    radius_km
        How far off the digits may be.
    form
        Words for the reader: ``degrees and minutes``, ``MGRS`` …
    """

    span: Span
    lon_deg: float
    lat_deg: float
    radius_km: float
    form: str


def find_coordinates(
    text: str, *, start: int = 0, end: int | None = None
) -> tuple[Coordinate, ...]:
    """Find the coordinates in ``text[start:end]``.

    Parameters
    ----------
    text
        Any text, any length; time is linear in it.
    start, end
        Code points; spans count from the start of `text`.

    Returns
    -------
    tuple of Coordinate
        In reading order, not overlapping.

    Examples
    --------
    >>> [(c.lat_deg, c.lon_deg) for c in find_coordinates("hit at 35.4011 N, 35.9487 E")]
    [(35.4011, 35.9487)]
    >>> find_coordinates("won 3.5, 4.5 and 6.1 on 12.05.2021 at 10.30")
    ()
    """
    stop = len(text) if end is None else end
    if not _HINT.search(text, start, stop):
        return ()
    found = [
        *_grids(text, start, stop),
        *_runs(text, start, stop),
        *_pairs(text, start, stop),
    ]
    kept: list[Coordinate] = []
    for item in sorted(found, key=lambda c: (c.span.start, -c.span.end)):
        if not kept or item.span.start >= kept[-1].span.end:
            kept.append(item)
    return tuple(kept)


def precision_radius_km(lat_deg: float, lat_unit_deg: float, lon_unit_deg: float) -> float:
    """Return the diagonal of one unit of the last digits, in km.

    Examples
    --------
    >>> round(precision_radius_km(0.0, 1 / 60, 1 / 60), 2)  # the guide's table: 2.615
    2.62
    """
    high = lat_unit_deg * KM_A_DEGREE
    wide = lon_unit_deg * KM_A_DEGREE * math.cos(math.radians(lat_deg))
    return max(math.hypot(high, wide), LEAST_RADIUS_KM)


# ------------------------------------------------------------------ latitude and longitude
@dataclass(frozen=True, slots=True)
class _Angle:
    value: float  # degrees, signed
    unit: float  # degrees of the last digit
    axis: str  # "lat", "lon" or ""
    parts: int  # 1 degrees, 2 with minutes, 3 with seconds
    decimals: int  # of the degrees
    marked: bool  # a sign of degrees or a side


def _pairs(text: str, start: int, stop: int) -> Iterator[Coordinate]:
    for match in _PAIR.finditer(text, start, stop):
        first, second = _read_angle(match, 1), _read_angle(match, 2)
        if first is None or second is None:
            continue
        ordered = _ordered(first, second, text, match)
        if ordered is None:
            continue
        lat, lon = ordered
        if abs(lat.value) > 90.0 or abs(lon.value) > 180.0:
            continue
        yield Coordinate(
            span=_trimmed(match),
            lon_deg=round(lon.value, 8),
            lat_deg=round(lat.value, 8),
            radius_km=precision_radius_km(lat.value, lat.unit, lon.unit),
            form=_FORMS[max(lat.parts, lon.parts) - 1],
        )


def _trimmed(match: re.Match[str]) -> Span:
    return Span(match.start(), match.start() + len(match.group().rstrip(" .\t\r\n\u00a0")))


def _read_angle(match: re.Match[str], n: int) -> _Angle | None:
    group = match.groupdict()
    deg = group[f"deg{n}"].replace(",", ".")
    minutes = next((group[f"{k}min{n}"] for k in ("", "c", "d") if group[f"{k}min{n}"]), "")
    seconds = next((group[f"{k}sec{n}"] for k in ("", "c", "d") if group[f"{k}sec{n}"]), "")
    minutes, seconds = minutes.replace(",", "."), seconds.replace(",", ".")
    if (minutes and "." in deg) or (seconds and "." in minutes):
        return None
    if minutes and not (float(minutes) < 60.0 and float(seconds or 0) < 60.0):
        return None
    side = (group[f"before{n}"] or group[f"after{n}"] or "")[:1].upper()
    if (group[f"cmin{n}"] or group[f"dmin{n}"]) and not side:
        return None
    label = (group[f"label{n}"] or "")[:3].lower().replace("lng", "lon")
    axis = {"N": "lat", "S": "lat", "E": "lon", "W": "lon"}.get(side, label)
    if label and axis != label:
        return None
    value = float(deg) + float(minutes or 0) / 60.0 + float(seconds or 0) / 3600.0
    minus = group[f"sign{n}"] in {"-", "−"}
    if minus and side:
        return None
    parts = 3 if seconds else 2 if minutes else 1
    last = seconds or minutes or deg
    unit = 10.0 ** -len(last.partition(".")[2]) / (1.0, 60.0, 3600.0)[parts - 1]
    return _Angle(
        value=-value if minus or side in {"S", "W"} else value,
        unit=unit,
        axis=axis,
        parts=parts,
        decimals=len(deg.partition(".")[2]),
        marked=bool(group[f"mark{n}"] or side),
    )


def _ordered(
    first: _Angle, second: _Angle, text: str, match: re.Match[str]
) -> tuple[_Angle, _Angle] | None:
    """Tell latitude from longitude; None where the pair is no pair of coordinates."""
    axes = {first.axis, second.axis}
    if axes == {"lat", "lon"}:
        bare = not any(a.decimals or a.parts > 1 for a in (first, second))
        marks = match.group("mark1") and match.group("mark2")
        if bare and not marks and not _cued(text, match):
            return None
        return (first, second) if first.axis == "lat" else (second, first)
    if axes != {""} or first.parts + second.parts > 2:
        return None
    if not _is_bare_pair(first, second, text, match):
        return None
    turned = abs(first.value) > 90.0 >= abs(second.value)
    return (second, first) if turned else (first, second)


def _is_bare_pair(first: _Angle, second: _Angle, text: str, match: re.Match[str]) -> bool:
    """Whether two numbers without a side are coordinates: by their decimals or by a cue."""
    exact = first.decimals >= 3 and second.decimals >= 3
    cued = _cued(text, match)
    if not (exact or (cued and first.decimals and second.decimals)):
        return False
    loose = not match["gap"].strip() or max(abs(first.value), abs(second.value)) < 1.0
    if loose and not cued:  # a column of figures, or shares of one
        return False
    after = _AMOUNT.match(text, match.end())
    before = _RATE.search(text[max(0, match.start() - 12) : match.start()])
    return (not after and not before) or (cued and not after)


def _cued(text: str, match: re.Match[str]) -> bool:
    low = max(0, match.start() - _CUE_REACH)
    return bool(_CUE.search(text[low : match.start()]))


def _runs(text: str, start: int, stop: int) -> Iterator[Coordinate]:
    for match in _RUN.finditer(text, start, stop):
        lat = _unrun(match["lat"] or match["lat2"], 2, match["ns"] or match["ns2"])
        lon = _unrun(match["lon"] or match["lon2"], 3, match["ew"] or match["ew2"])
        if lat is None or lon is None or abs(lat.value) > 90.0 or abs(lon.value) > 180.0:
            continue
        yield Coordinate(
            span=Span(match.start(), match.end()),
            lon_deg=round(lon.value, 8),
            lat_deg=round(lat.value, 8),
            radius_km=precision_radius_km(lat.value, lat.unit, lon.unit),
            form="degrees and minutes run together",
        )


def _unrun(digits: str, wide: int, side: str) -> _Angle | None:
    deg, minutes, seconds = digits[:wide], digits[wide : wide + 2], digits[wide + 2 :]
    if float(minutes) >= 60.0 or float(seconds or 0) >= 60.0:
        return None
    value = float(deg) + float(minutes) / 60.0 + float(seconds or 0) / 3600.0
    unit = 10.0 ** -len(seconds.partition(".")[2]) / 3600.0 if seconds else 1.0 / 60.0
    return _Angle(-value if side in "SW" else value, unit, "", 3 if seconds else 2, 0, marked=True)


# ------------------------------------------------------------------ grids
def _grids(text: str, start: int, stop: int) -> Iterator[Coordinate]:
    for match in _MGRS.finditer(text, start, stop):
        found = _mgrs(match.groupdict(), cued=_cued(text, match))
        if found is not None:
            (lon, lat), radius = found
            yield Coordinate(
                span=Span(match.start(), match.end()), lon_deg=lon, lat_deg=lat,
                radius_km=max(radius, LEAST_RADIUS_KM), form="MGRS grid reference",
            )  # fmt: skip
    for match in _UTM.finditer(text, start, stop):
        letter = match["letter"].lower().removesuffix("ern")
        if len(letter) == 1 and not (match["letter"].isupper() or match["named"] or match["utm"]):
            continue
        east, north = match["east"], match["north"]
        read = read_utm(
            int(match["zone"]), letter if len(letter) > 1 else letter.upper(),
            float(east), float(north),
        )  # fmt: skip
        if read is not None:
            (lon, lat), where = read
            cell = min(_last_digit(east), _last_digit(north))
            radius = max(cell * math.sqrt(0.5) / 1000.0, LEAST_RADIUS_KM)
            yield Coordinate(
                span=_trimmed(match), lon_deg=lon, lat_deg=lat, radius_km=radius,
                form=f"UTM, {where}",
            )  # fmt: skip


def _mgrs(
    group: Mapping[str, str | None], *, cued: bool
) -> tuple[tuple[float, float], float] | None:
    east, north, run = group["east"], group["north"], group["run"]
    if (east and len(east) != len(north or "")) or (run and len(run) % 2):
        return None
    digits = run or f"{east}{north}"
    band, square = group["band"] or "", group["square"] or ""
    if not cued and (group["gap1"] or len(digits) < 4 or f"{band}{square}" in _MONTHS):
        return None
    return mgrs_to_point(int(group["zone"] or 0), band, square, digits)


def _last_digit(number: str) -> float:
    """Metres that the last digit other than a closing zero stands for."""
    whole, _, fraction = number.partition(".")
    if fraction:
        return float(10.0 ** -len(fraction))
    return float(10 ** min(len(whole) - len(whole.rstrip("0")), 5))
