"""The sample report with five claims of different speakers, meanings and times."""

from __future__ import annotations

from typing import Any

from page_sample import FIRST, HEADLINE, SECOND, Report, claim, layer, make_report
from shapely.geometry import LineString, Point, Polygon

UNDATED = "C04"
BORDER = "C02"


def time(said: str, normal: str, precision: str, **more: Any) -> dict[str, Any]:
    return {"text": said, "normal": normal, "precision": precision, **more}


def person(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": "person", **more}


def timed_report(**changes: Any) -> Report:
    claims = (
        claim("C00", HEADLINE, HEADLINE, type="deployment", speaker=person("Élodie Sørensen"),
              time=time("on 3 May", "2024-05-03", "day", earliest="2024-05-03", latest="2024-05-03")),
        claim("C01", FIRST, "shells fell on Adre", act="deny", speaker=person("Idriss Saleh", role="mayor"),
              time=time("in April", "2024-04", "month", earliest="2024-04-01", latest="2024-04-30"),
              places=[{"text": "Adre", "role": "location", "resolves_to": "Adré"}]),
        claim("C02", SECOND, "the border, 1,300 km long", type="border_length", act="promise", realis="future",
              time=time("since 2014", "2014/..", "year", earliest="2014-01-01", bound="start")),
        claim("C03", SECOND, "Two columns moved from Sudan to Adre", type="armed_movement", realis="conditional",
              time=time("until 2042", "../2042", "year", latest="2042-12-31", bound="end")),
        claim("C04", FIRST, FIRST, type="shelling", time={"timex": "PRESENT_REF", "precision": "document"}),
    )  # fmt: skip
    shapes = {
        "areas": (Polygon([(22.5, 9.5), (36, 10), (36, 21), (24, 20), (22, 14)]), ["C03"]),
        "borders": (LineString([(24, 19.5), (22.9, 14), (22.2, 13.4), (22.9, 11)]), [BORDER]),
        "movements": (LineString([(30, 15), (22.2, 13.467)]), ["C03"]),
        "events": (Point(22.2, 13.467), ["C00", "C01", "C04"]),
    }
    names = {"areas": "Sudan", "borders": "Chad–Sudan border", "movements": "Sudan → Adré", "events": "Adré"}  # fmt: skip
    layers = tuple(
        layer(name, {"feature_id": f"{name}-1", "name": names[name], "place_id": f"{name}:1",
                     "claim_ids": ids, "geometry": shape})
        for name, (shape, ids) in shapes.items()
    )  # fmt: skip
    return make_report(**({"claims": claims, "layers": layers} | changes))
