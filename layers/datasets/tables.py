"""What do the columns of ACLED, UCDP GED and GDELT 2.0 mean? Their rows in one form.

All is done column by column: fifty thousand rows take about a second. The codes of precision are
those of the data sets' own codebooks; docs/imports.md shows the tables.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError
from dateline.layers.datasets.datasets import COLUMNS, GDELT_COLUMNS, Dataset

if TYPE_CHECKING:
    import pandas as pd

    from dateline.layers.datasets.datasets import DatasetKind

# Code -> how the place is known, and the radius in km of what is near a point.
_LEVELS: Final[dict[str, dict[str, tuple[str, float]]]] = {
    "acled": {"1": ("point", 0.0), "2": ("near", 25.0), "3": ("division", 0.0)},
    "ucdp": {
        "1": ("point", 0.0), "2": ("near", 25.0), "3": ("district", 0.0), "4": ("division", 0.0),
        "5": ("near", 50.0), "6": ("country", 0.0), "7": ("near", 100.0),
    },
    "gdelt": {
        "1": ("country", 0.0), "2": ("division", 0.0), "3": ("point", 0.0), "4": ("point", 0.0),
        "5": ("division", 0.0),
    },
}  # fmt: skip
_NEEDED: Final = {
    "acled": (
        "event_id_cnty event_date event_type sub_event_type actor1 actor2 country admin1 location "
        "latitude longitude geo_precision source fatalities"
    ).split(),
    "ucdp": (
        "id type_of_violence side_a side_b where_prec where_coordinates adm_1 latitude longitude "
        "country date_start date_end best"
    ).split(),
}
# GDELT has no header: position -> name, from its codebook for version 2.0.
_GDELT: Final = {
    0: "id", 1: "day", 6: "actor1", 16: "actor2", 26: "code", 28: "root", 51: "geo", 52: "place",
    53: "fips", 56: "lat", 57: "lon", 60: "url",
}  # fmt: skip
_VIOLENCE: Final = {
    "1": "State-based conflict", "2": "Non-state conflict", "3": "One-sided violence",
}  # fmt: skip
# The twenty root classes of CAMEO.
_ROOTS: Final = {
    "01": "Public statement", "02": "Appeal", "03": "Intent to cooperate", "04": "Consultation",
    "05": "Diplomatic cooperation", "06": "Material cooperation", "07": "Aid", "08": "Yielding",
    "09": "Investigation", "10": "Demand", "11": "Disapproval", "12": "Rejection", "13": "Threat",
    "14": "Protest", "15": "Show of force", "16": "Reduced relations", "17": "Coercion",
    "18": "Assault", "19": "Fight", "20": "Mass violence",
}  # fmt: skip
_ABOUT: Final = {
    "acled": (
        "ACLED",
        "ACLED, Armed Conflict Location & Event Data (acleddata.com), under ACLED’s terms of use: "
        "attribution is required and raw rows may not be passed on",
    ),
    "ucdp": (
        "UCDP GED",
        "UCDP Georeferenced Event Dataset, Uppsala Conflict Data Program (ucdp.uu.se), CC BY 4.0",
    ),
    "gdelt": (
        "GDELT",
        "The GDELT Project (gdeltproject.org), events coded by machine from news; free to use "
        "with this citation",
    ),
}


def read_table(data: bytes, *, name: str, kind: DatasetKind) -> Dataset:
    """Read a table of ACLED, UCDP GED or GDELT.

    Parameters
    ----------
    data
        The file: UTF-8; columns of ACLED and UCDP are found by their names, in any order.
    name
        Of the file, for messages and for the page.
    kind
        Which of the three.

    Raises
    ------
    InputError
        Columns are missing, or the table is broken.
    """
    table = _gdelt_table(data, name) if kind == "gdelt" else _named_table(data, name, kind)
    rows = {"acled": _acled, "ucdp": _ucdp, "gdelt": _gdelt}[kind](table)
    rows["shape"] = None
    title, credit = _ABOUT[kind]
    kept, left_out = _placed(rows[list(COLUMNS)])
    return Dataset(name=name, kind=kind, title=title, credit=credit, rows=kept, left_out=left_out)


def _named_table(data: bytes, name: str, kind: str) -> pd.DataFrame:
    header = data[:65_536].decode("utf-8-sig", errors="replace").splitlines()[:1]
    first = header[0] if header else ""
    separator = ";" if first.count(";") > first.count(",") else ","
    table = _csv(data, name, sep=separator)
    table.columns = [str(column).strip().lower() for column in table.columns]
    lacking = [column for column in _NEEDED[kind] if column not in table.columns]
    if lacking:
        msg = f"{name}: {kind.upper()} columns are missing: {', '.join(lacking)}"
        raise InputError(msg, hint="export it again with all columns, under their own names")
    return table


def _gdelt_table(data: bytes, name: str) -> pd.DataFrame:
    table = _csv(data, name, sep="\t", header=None, quoting=3, usecols=None)
    if table.shape[1] != GDELT_COLUMNS:
        msg = f"{name}: a row has {table.shape[1]} columns; GDELT 2.0 events have {GDELT_COLUMNS}"
        raise InputError(msg, hint="pass an .export.CSV file, not mentions or the knowledge graph")
    return table[list(_GDELT)].rename(columns=_GDELT)


def _csv(data: bytes, name: str, **how: Any) -> pd.DataFrame:
    import pandas as pd

    try:
        table: pd.DataFrame = pd.read_csv(
            io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8-sig",
            encoding_errors="replace", on_bad_lines="error", **how,
        )  # fmt: skip
    except (ValueError, pd.errors.ParserError) as error:
        why = " ".join(str(error).split()).removeprefix("Error tokenizing data. C error: ")
        msg = f"{name} is a broken table: {why}"
        raise InputError(msg, hint="export it again; mend the line that is named") from error
    return table


def _acled(table: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    day = _days(table["event_date"])
    precision = (
        table["time_precision"] if "time_precision" in table else pd.Series("1", table.index)
    )
    week, month = precision.str.strip().eq("2"), precision.str.strip().eq("3")
    six = pd.Timedelta(days=6)
    first = day.where(~week, day - six)
    first = first.where(~month, day.dt.to_period("M").dt.start_time)
    last = day.where(~week, day + six)
    last = last.where(~month, day.dt.to_period("M").dt.end_time.dt.normalize())
    return pd.DataFrame({
        "id": table["event_id_cnty"],
        "first": _iso(first),
        "last": _iso(last),
        "type": table["event_type"],
        "title": table["sub_event_type"].where(table["sub_event_type"].ne(""), table["event_type"]),
        "actors": _two(table["actor1"], table["actor2"]),
        "place": _inside(table["location"], table["admin1"]),
        "country": table["country"],
        "deaths": pd.to_numeric(table["fatalities"], errors="coerce"),
        "source": table["source"],
        "url": "",
        **_position(table["geo_precision"], table["longitude"], table["latitude"], "acled"),
    })  # fmt: skip


def _ucdp(table: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    source = table["source_office"] if "source_office" in table else pd.Series("", table.index)
    return pd.DataFrame({
        "id": table["id"],
        "first": _iso(_days(table["date_start"])),
        "last": _iso(_days(table["date_end"])),
        "type": table["type_of_violence"].str.strip().map(_VIOLENCE).fillna("Unknown type"),
        "title": table["type_of_violence"].str.strip().map(_VIOLENCE).fillna("Unknown type"),
        "actors": _two(table["side_a"], table["side_b"]),
        "place": _inside(table["where_coordinates"], table["adm_1"]),
        "country": table["country"].str.replace(r"\s*\(.*\)$", "", regex=True),
        "deaths": pd.to_numeric(table["best"], errors="coerce"),
        "source": source,
        "url": "",
        **_position(table["where_prec"], table["longitude"], table["latitude"], "ucdp"),
    })  # fmt: skip


def _gdelt(table: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    day = pd.to_datetime(table["day"], format="%Y%m%d", errors="coerce")
    kind = table["root"].str.zfill(2).map(_ROOTS).fillna("Unknown type")
    levels = _position(table["geo"], table["lon"], table["lat"], "gdelt")
    return pd.DataFrame({
        "id": table["id"],
        "first": _iso(day),
        "last": _iso(day),
        "type": kind,
        "title": kind + " (CAMEO " + table["code"] + ")",
        "actors": _two(table["actor1"], table["actor2"]),
        "place": table["place"],
        # Of a country its full name is the country's; elsewhere the country stands last.
        "country": table["place"].str.rpartition(",")[2].str.strip(),
        "deaths": float("nan"),
        "source": "",
        "url": table["url"],
        **levels,
    })  # fmt: skip


def _position(codes: pd.Series, lon: pd.Series, lat: pd.Series, kind: str) -> dict[str, pd.Series]:
    import pandas as pd

    code = codes.str.strip()
    levels = _LEVELS[kind]
    return {
        "code": code,
        "level": code.map({key: level for key, (level, _) in levels.items()}),
        "radius_km": code.map({key: radius for key, (_, radius) in levels.items()}).astype(float),
        "lon_deg": pd.to_numeric(lon, errors="coerce").astype(float),
        "lat_deg": pd.to_numeric(lat, errors="coerce").astype(float),
    }


def _placed(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    """Keep the rows that have a position and say how well it is known."""
    somewhere = rows["lat_deg"].between(-90.0, 90.0) & rows["lon_deg"].between(-180.0, 180.0)
    told = rows["level"].notna()
    counts = {
        "without a position": int((~somewhere & told).sum()),
        "without a known code of precision": int((~told).sum()),
    }
    kept = rows[somewhere & told].reset_index(drop=True)
    return kept, {why: count for why, count in counts.items() if count}


def _days(words: pd.Series) -> pd.Series:
    """Read days: 2021-07-27 (a time may follow), or 27 July 2021 as older exports have it."""
    import pandas as pd

    text = words.str.strip()
    day = pd.to_datetime(text.str.slice(0, 10), format="%Y-%m-%d", errors="coerce")
    older = pd.to_datetime(text.str.replace("-", " "), format="%d %B %Y", errors="coerce")
    found: pd.Series = day.fillna(older)
    return found


def _iso(days: pd.Series) -> pd.Series:
    found: pd.Series = days.dt.strftime("%Y-%m-%d").fillna("")
    return found


def _two(one: pd.Series, other: pd.Series) -> pd.Series:
    joined: pd.Series = (one.str.strip() + " – " + other.str.strip()).str.strip(" –")
    return joined


def _inside(place: pd.Series, region: pd.Series) -> pd.Series:
    alone = region.eq("") | region.eq(place)
    found: pd.Series = place.where(alone, place + ", " + region).str.strip(", ")
    return found
