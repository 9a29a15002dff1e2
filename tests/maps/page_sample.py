"""A small invented report about the Sudan–Chad border, with claims and layers."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
from shapely.geometry import LineString, Point, Polygon

from dateline.geo.gazetteer.places import Candidate, Place, Resolution
from dateline.geo.recognition.toponyms import Mention
from dateline.geo.reports.article import Article, Span, Zone
from dateline.maps.page.render import MapPage, render_map

HEADLINE = "Chad reinforces its frontier"
FIRST = "Khartoum denied that shells fell on Adre, mayor Idriss Saleh said."
SECOND = "Two columns moved from Sudan to Adre along the border, 1,300 km long."
TICKER = "XAF 601.12"
TEXT = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{TICKER}"
COLUMNS = (
    "feature_id name kind place_id country role precision status label note claim_ids source "
    "claimed_km claimed_text measured_km reference_km disputed geometry"
).split()


@dataclass(frozen=True)
class Layer:
    """Stands for `dateline.layers.build.Layer`: the page needs these three fields alone."""

    name: str
    title: str
    frame: gpd.GeoDataFrame


@dataclass(frozen=True)
class Report:
    """All that `render_map` takes."""

    article: Article
    resolutions: tuple[Resolution, ...]
    claims: tuple[dict[str, Any], ...]
    layers: tuple[Layer, ...]

    def render(self, **options: Any) -> MapPage:
        return render_map(self.article, self.resolutions, self.claims, self.layers, **options)


def place(place_id: str, name: str, lon: float, lat: float, geometry: str) -> Place:
    return Place(
        id=place_id, name=name, lat_deg=lat, lon_deg=lon, country="TD", admin1="Ouaddaï",
        feature_class="P", feature_code="PPL", population=40000, geometry=geometry,  # type: ignore[arg-type]
        source="GeoNames",
    )  # fmt: skip


ADRE = place("gn:244878", "Adré", 22.2, 13.467, "point")
SUDAN = place("country:SD", "Sudan", 30.0, 15.0, "area")
LINE = place("border:SD-TD", "Chad–Sudan border", 22.9, 14.0, "line")


def resolution(
    words: str, found: Place | None, kind: str = "name", *, text: str = TEXT
) -> Resolution:
    start = text.index(words)
    mention = Mention(span=Span(start, start + len(words)), surface=words, kind=kind)  # type: ignore[arg-type]
    options = (Candidate(place=found, score=2.5, features=(("near", 1.0),)),) if found else ()
    reason = "Near the other places." if found else "Stands for the government of Sudan."
    return Resolution(
        mention=mention, place=found, probability=0.9 if found else 0.0, candidates=options,
        reason=reason,
    )  # fmt: skip


def span(words: str, text: str = TEXT) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def claim(claim_id: str, sentence: str, quote: str, **slots: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "id": claim_id, "tier": "core", "sentence": span(sentence), "content": span(quote),
        "source": None, "cue": None, "speaker": {"name": "Idriss Saleh", "kind": "person"},
        "via": None, "type": "shelling", "act": "assert", "realis": "actual", "polarity": "+",
        "condition": None, "time": None, "places": [], "implied_places": [], "quantities": [],
        "links": [], "flags": [], "grade": "F6",
    }  # fmt: skip
    return base | slots


def layer(name: str, *rows: dict[str, Any]) -> Layer:
    base: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    base |= {"status": "actual", "claim_ids": [], "disputed": False, "geometry": None}
    base |= {"claimed_km": None, "measured_km": None, "reference_km": None}
    filled = {column: [copy.copy((base | row)[column]) for row in rows] for column in COLUMNS}
    return Layer(name, name.title(), gpd.GeoDataFrame(filled, geometry="geometry", crs=4326))


def make_report(**changes: Any) -> Report:
    zones = tuple(
        Zone(span=Span(TEXT.index(part), TEXT.index(part) + len(part)), kind=kind)  # type: ignore[arg-type]
        for part, kind in (
            (HEADLINE, "headline"), (FIRST, "paragraph"), (SECOND, "paragraph"), (TICKER, "rates")
        )
    )  # fmt: skip
    article = Article(id="adre", text=TEXT, sha256="ab" * 32, zones=zones, published="2024-05")
    claims = (
        claim("C00", HEADLINE, HEADLINE, tier="headline", links=[{"rel": "summarises", "to": "C02"}]),
        claim("C01", FIRST, "shells fell on Adre", act="deny",
              places=[{"text": "Adre", "role": "location", "resolves_to": "Adré"}]),
        claim("C02", SECOND, "Two columns moved from Sudan to Adre along the border",
              type="armed_movement", realis="conditional"),
    )  # fmt: skip
    shapes = {
        "areas": Polygon([(22.5, 9.5), (36, 10), (36, 21), (24, 20), (22, 14)]),
        "borders": LineString([(24, 19.5), (22.9, 14), (22.2, 13.4), (22.9, 11)]),
        "movements": LineString([(30, 15), (22.2, 13.467)]),
        "events": Point(22.2, 13.467),
    }
    rows = {
        "areas": {"name": "Sudan", "kind": "country", "place_id": "country:SD", "claim_ids": ["C02"]},
        "borders": {
            "name": "Chad–Sudan border", "place_id": "border:SD-TD", "claim_ids": ["C02"],
            "claimed_km": 1300.0, "claimed_text": "1,300 km", "measured_km": 1403.4,
            "source": "OpenStreetMap 2026", "disputed": True,
        },
        "movements": {"name": "Sudan → Adré", "status": "conditional", "claim_ids": ["C02"]},
        "events": {"name": "Adré", "place_id": "gn:244878", "claim_ids": ["C01", "C02"]},
    }  # fmt: skip
    layers = tuple(
        layer(name, {"feature_id": f"{name}-1", "geometry": shapes[name], **row})
        for name, row in rows.items()
    )
    found = (
        resolution("Khartoum", None, "metonym"),
        resolution("Adre", ADRE),
        resolution("Sudan", SUDAN),
        resolution("the border", LINE, "border"),
    )
    parts = {"article": article, "resolutions": found, "claims": claims, "layers": layers}
    return Report(**(parts | changes))
