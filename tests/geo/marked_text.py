"""Sentences whose names are marked by hand, "30 km north of [Kulob]", and what the names mean.

Positions are tested apart from recognition and resolution: the places below are hand-made, and the
populations are such that a town reaches 2, 5 or 10 km from its centre.
"""

from __future__ import annotations

import re

from dateline.geo.gazetteer.places import Candidate, Place, Resolution
from dateline.geo.positions.positions import Position, find_positions
from dateline.geo.recognition.toponyms import Mention
from dateline.geo.reports.article import Article, Span, Zone

REACH_2, REACH_5, REACH_10 = 37_699, 235_619, 942_478


def place(
    place_id: str, name: str, lon: float, lat: float, country: str, *, code: str = "PPL",
    people: int = 0, geometry: str = "point", letter: str = "P",
) -> Place:  # fmt: skip
    """Make a place."""
    return Place(
        id=place_id, name=name, lat_deg=lat, lon_deg=lon, country=country, admin1="",
        feature_class=letter, feature_code=code, population=people, geometry=geometry,  # type: ignore[arg-type]
        source="hand-made",
    )  # fmt: skip


PLACES = {
    found.name: found
    for found in (
        place("p:1", "Kulob", 69.78, 37.91, "TJ", people=REACH_5),
        place("p:2", "Farkhor", 69.40, 37.49, "TJ", people=REACH_2),
        place("p:3", "Gao", -0.04, 16.27, "ML", people=REACH_5),
        place("p:4", "Ansongo", 0.50, 15.66, "ML", people=REACH_2),
        place("p:5", "Homs", 36.72, 34.73, "SY", people=REACH_10),
        place("p:6", "Mosul", 43.13, 36.34, "IQ", people=REACH_10),
        place("p:7", "Suva", 178.44, -18.14, "FJ", people=REACH_5),
        place("p:8", "Vardo", 31.11, 70.37, "NO"),
        place("p:9", "Kyiv", 30.52, 50.45, "UA", code="PPLC", people=REACH_10),
        place("p:10", "Minsk", 27.57, 53.90, "BY", code="PPLC", people=REACH_10),
        place("p:11", "Bagram", 69.26, 34.95, "AF", code="AIRB", letter="S"),
        place("country:SY", "Syria", 38.0, 35.0, "SY", code="PCLI", letter="A", geometry="area"),
        place("country:ML", "Mali", -4.0, 17.0, "ML", code="PCLI", letter="A", geometry="area"),
        place("region:s", "Sahel", 5.0, 15.0, "", code="RGN", letter="L", geometry="area"),
        place("water:n", "Niger", 0.0, 16.0, "", code="STM", letter="H", geometry="line"),
        place("admin2:b", "Bor", 31.56, 6.20, "SS", code="ADM2", letter="A", geometry="area"),
    )
}
BOR_TOWN = place("p:12", "Bor", 31.60, 6.21, "SS", people=REACH_2)
BORDER = place(
    "border:AF-TJ", "Afghanistan–Tajikistan border", 71.0, 38.0, "", code="", letter="",
    geometry="line",
)  # fmt: skip


def resolution(span: Span, words: str, kind: str) -> Resolution:
    """Return what a marked name means; a name without a hand-made place is unresolved."""
    found = PLACES.get(words)
    if kind == "border":
        found = BORDER if "Afghan" in words else None
    elif kind == "demonym":
        found = PLACES["Syria"]
    options = (found, BOR_TOWN) if found is not None and words == "Bor" else (found,)
    return Resolution(
        mention=Mention(span=span, surface=words, kind=kind),  # type: ignore[arg-type]
        place=found,
        probability=1.0 if found else 0.0,
        candidates=tuple(Candidate(place=p, score=1.0, features=()) for p in options if p),
        reason="" if found else "no place of this name is known",
    )


def marked(words: str) -> tuple[Article, tuple[Resolution, ...]]:
    """Return a sentence without its brackets, and its names: "[Kulob]", "[border:the line]"."""
    text, found = "", []
    for part in re.split(r"(\[[^\]]*\])", words):
        if part.startswith("["):
            kind, _, name = part[1:-1].rpartition(":")
            span = Span(len(text), len(text) + len(name))
            found.append(resolution(span, name, kind or "name"))
            text += name
        else:
            text += part
    zone = Zone(span=Span(0, len(text)), kind="paragraph")
    return Article(id="t", text=text, sha256="", zones=(zone,)), tuple(found)


def positions(words: str) -> tuple[Position, ...]:
    """Return the positions of a marked sentence."""
    return find_positions(*marked(words))
