"""How is a claim's time told to a reader? "1–10 July 2021" for what the record holds as EDTF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
_SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_QUARTERS: Final = {33: "first", 34: "second", 35: "third", 36: "fourth"}
_ROUGH: Final = {"~": "about ", "?": "perhaps ", "%": "perhaps about ", "": ""}
_DATE: Final = re.compile(
    r"(?P<year>\d{2,4})(?P<unknown>X{0,2})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?"
    r"(?:T(?P<clock>\d\d:\d\d)\S*?)?(?P<rough>[~?%]?)"
)
_BOUNDS: Final = {
    "before": "before",
    "before_or_at": "no later than",
    "start": "since",
    "end": "until",
    "after": "after",
}
_UNDATED: Final = {
    "PRESENT_REF": "as of the report",
    "FUTURE_REF": "in the future, no date",
    "PAST_REF": "in the past, no date",
}


def time_words(record: Mapping[str, Any]) -> str:
    """Return the time of a claim's record in the report's words and what is known of its value."""
    time = record.get("time") or {}
    said, value = time.get("text"), time.get("normal") or time.get("value")
    if not said and not value:
        return _UNDATED.get(str(time.get("timex")), "no date given")
    known = _known(time, value)
    if not said:
        return known
    same = " ".join(str(said).split()).lower() == known.lower()  # "until 2042" needs no second time
    return f"“{said}”" if same else f"“{said}” · {known}"


def _known(time: Mapping[str, Any], value: object) -> str:
    if not value:
        if time.get("resolvable_without_dct") is False and "_REF" not in str(time.get("timex")):
            return "date open: the report's date is unknown"
        return _UNDATED.get(str(time.get("timex")), "no date given")
    bound = _BOUNDS.get(str(time.get("bound") or ""), "")
    ends = [str(day) for day in (time.get("earliest"), time.get("latest")) if day]
    if time.get("precision") == "part-of-month" and ends:  # "early July": its days tell more
        known = _ROUGH["~"] + date_words("/".join(dict.fromkeys(ends)))
    else:
        known = date_words(str(value).removeprefix("../").removesuffix("/.."))
    return f"{bound} {known}".strip()


def date_words(value: str) -> str:
    """Return an EDTF date, interval or choice in words; what is none is returned as it is.

    Examples
    --------
    >>> date_words("2021-07-01/2021-07-10"), date_words("2021-07~"), date_words("2022-33")
    ('1–10 July 2021', 'about July 2021', 'the first quarter of 2022')
    """
    if value.startswith("[") and value.endswith("]"):
        return " or ".join(date_words(part) for part in value[1:-1].split(","))
    first, slash, last = value.partition("/")
    one, other = _DATE.fullmatch(first), _DATE.fullmatch(last)
    if not slash or one is None or other is None:
        return _one(one) if one is not None and not slash else value
    end = _one(other)
    if one["day"] and other["day"] and not (one["clock"] or other["clock"]):
        if one["year"] == other["year"] and one["month"] == other["month"]:
            return f"{_ROUGH[one['rough']]}{int(one['day'])}–{end.removeprefix('about ')}"
        if one["year"] == other["year"]:
            return f"{_one(one).removesuffix(' ' + one['year'])} – {end}"
    return f"{_one(one)} – {end}"


def _one(date: re.Match[str]) -> str:
    year, month = date["year"], int(date["month"] or 0)
    if date["unknown"]:
        return f"the {year}0s" if date["unknown"] == "X" else f"{year}00–{year}99"
    if month in _QUARTERS:
        words = f"the {_QUARTERS[month]} quarter of {year}"
    elif month in _SEASONS:
        words = f"{_SEASONS[month]} {year}"
    elif 1 <= month <= len(_MONTHS):
        day = f"{int(date['day'])} " if date["day"] else ""
        words = f"{day}{_MONTHS[month - 1]} {year}"
    elif month:
        return date[0]
    else:
        words = year
    clock = f", {date['clock']}" if date["clock"] else ""
    return _ROUGH[date["rough"]] + words + clock
