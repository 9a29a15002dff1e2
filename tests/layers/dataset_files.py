"""Invented rows in the published column form of ACLED, UCDP GED, GDELT 2.0 and GeoConfirmed's KML."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
).split(",")
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,"
    "source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,"
    "latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,"
    "date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
).split(",")
BADAKHSHAN = {"country": "Afghanistan", "admin1": "Badakhshan", "iso": "4"}


def acled_row(**own: object) -> dict[str, object]:
    base = dict.fromkeys(ACLED, "") | {
        "event_id_cnty": "AFG1", "event_date": "2021-07-20", "year": 2021, "time_precision": 1,
        "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Garrison of Alpha",
        "actor2": "Column of Beta", "country": "Afghanistan", "admin1": "Badakhshan",
        "location": "Ishkashim", "latitude": 36.7, "longitude": 71.6, "geo_precision": 1,
        "source": "A paper of ours", "notes": "Written for this test.", "fatalities": 3,
    }  # fmt: skip
    return base | own


def ucdp_row(**own: object) -> dict[str, object]:
    base = dict.fromkeys(UCDP, "") | {
        "id": 1, "relid": "INV-2021-1-1", "year": 2021, "type_of_violence": 1, "side_a": "Alpha",
        "side_b": "Beta", "source_office": "A paper of ours", "where_prec": 1,
        "where_coordinates": "Khorugh town", "adm_1": "Gorno-Badakhshan", "latitude": 37.49,
        "longitude": 71.55, "country": "Tajikistan", "country_id": 702, "date_prec": 1,
        "date_start": "2021-07-20 00:00:00.000", "date_end": "2021-07-21 00:00:00.000", "best": 4,
    }  # fmt: skip
    return base | own


def gdelt_row(**own: object) -> list[object]:
    """Return the 61 fields; keys are positions: c51=1 sets ActionGeo_Type."""
    row: list[object] = [""] * 61
    base = {
        0: 900000001, 1: 20210720, 2: 202107, 3: 2021, 6: "ALPHA", 16: "BETA", 25: 1, 26: "190",
        27: "190", 28: "19", 29: 4, 51: 4, 52: "Kulob, Khatlon, Tajikistan", 53: "TI", 54: "TI02",
        56: 37.91, 57: 69.78, 58: "-1", 59: 20210720101500, 60: "https://news.example.org/a",
    }  # fmt: skip
    changes = {int(key[1:]): value for key, value in own.items()}
    for place, value in (base | changes).items():
        row[place] = value
    return row


def as_csv(
    columns: Iterable[str], rows: Iterable[Mapping[str, object]], *, sep: str = ","
) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), delimiter=sep, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def acled(*rows: Mapping[str, object]) -> bytes:
    return as_csv(ACLED, rows or [acled_row()])


def ucdp(*rows: Mapping[str, object]) -> bytes:
    return as_csv(UCDP, rows or [ucdp_row()])


def gdelt(*rows: list[object]) -> bytes:
    lines = ["\t".join(str(value) for value in row) for row in rows or [gdelt_row()]]
    return ("\n".join(lines) + "\n").encode()


def kml(*marks: str, name: str = "GeoConfirmed sample") -> bytes:
    body = "".join(marks)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"<name>{name}</name><Folder><name>Side Alpha</name>{body}</Folder></Document></kml>"
    ).encode()


def placemark(
    name: str, coordinates: str = "71.6,36.7,0", *, words: str = "", time: str = ""
) -> str:
    shape = f"<Point><coordinates>{coordinates}</coordinates></Point>" if coordinates else ""
    return (
        f"<Placemark><name>{name}</name><description><![CDATA[{words}]]></description>{time}"
        f"<styleUrl>#a</styleUrl>{shape}</Placemark>"
    )


def every_acled_level() -> bytes:
    return acled(
        acled_row(),
        acled_row(event_id_cnty="AFG2", geo_precision=2, location="Zebak", latitude=36.53, longitude=71.34),
        acled_row(event_id_cnty="AFG3", geo_precision=3, location="Fayzabad", latitude=37.12, longitude=70.58),
    )  # fmt: skip


def every_ucdp_level() -> bytes:
    return ucdp(*(ucdp_row(id=n, where_prec=n) for n in range(1, 8)))


def every_gdelt_level() -> bytes:
    return gdelt(
        gdelt_row(c0=1, c51=1, c52="Tajikistan", c56=39.0, c57=71.0),
        gdelt_row(c0=2, c51=2, c52="Texas, United States", c53="US", c56=31.1, c57=-97.6),
        gdelt_row(c0=3, c51=3, c52="Austin, Texas, United States", c53="US", c56=30.27, c57=-97.74),
        gdelt_row(c0=4, c51=4),
        gdelt_row(c0=5, c51=5, c52="Khatlon, Tajikistan", c56=37.8, c57=69.1),
        gdelt_row(c0=6, c51=0, c52="", c56="", c57=""),
    )
