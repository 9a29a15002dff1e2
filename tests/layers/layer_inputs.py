"""Claims and places made by hand, for the tests of layers and exports."""

from __future__ import annotations

from typing import Any

from dateline.geo.gazetteer.places import Place
from dateline.geo.reports.article import Article, Span, Zone
from dateline.layers.claims.claims import Claim, ClaimPlace
from dateline.layers.quantities.quantities import Quantity
from dateline.layers.speakers.speakers import OUTLET_NAME, Speaker

TEXT = (
    "Fighters moved from Mali and Libya into Niger, the colonel said. "
    "The 7th armoured brigade is based in Agadez and Dirkou. Its lease runs on. "
    "Shells hit Agadez. The frontier between Chad and Niger is about 1,196 km long, "
    "and half of the frontier is mined. <script>alert(1)</script> may follow in the Sahel."
)
ARTICLE = Article(
    id="sahel",
    text=TEXT,
    sha256="",
    zones=(Zone(span=Span(0, len(TEXT)), kind="paragraph"),),
)


def place(
    place_id: str, name: str, lon: float, lat: float, *, country: str = "NE", kind: str = "point",
    code: str = "PPL",
) -> Place:  # fmt: skip
    """Make a gazetteer entry."""
    letter = {"PPL": "P", "AIRB": "S", "PCLI": "A", "RGN": "L"}[code]
    return Place(
        id=place_id, name=name, lat_deg=lat, lon_deg=lon, country=country, admin1="",
        feature_class=letter, feature_code=code, population=0, geometry=kind,  # type: ignore[arg-type]
        source="hand-made",
    )  # fmt: skip


PLACES = {
    found.id: found
    for found in (
        place("country:ML", "Mali", -4, 17, country="ML", kind="area", code="PCLI"),
        place("country:LY", "Libya", 17, 27, country="LY", kind="area", code="PCLI"),
        place("country:NE", "Niger", 9, 17, kind="area", code="PCLI"),
        place("country:FJ", "Fiji", 178, -18, country="FJ", kind="area", code="PCLI"),
        place("region:sahel", "Sahel", 5, 15, country="", kind="area", code="RGN"),
        place("gn:1", "Agadez", 7.99, 16.97),
        place("gn:2", "Dirkou", 12.88, 19.0),
        place("gn:3", "Apia", -171.76, -13.83, country="WS"),
        place("gn:4", "Suva", 178.44, -18.14, country="FJ"),
        place("air:X", "Base 201", 7.99, 16.95, code="AIRB"),
    )
}


class Shelf:
    """A gazetteer of the places above."""

    def place(self, place_id: str) -> Place | None:
        """Return the place of an id."""
        return PLACES.get(place_id)


def at(text: str | None, role: str, *ids: str, **more: Any) -> ClaimPlace:
    """Make a place of a claim."""
    return ClaimPlace(
        text=text, span=_span(text) if text else None, role=role, resolves_to=text, place_ids=ids, **more  # type: ignore[arg-type]
    )  # fmt: skip


def counted(words: str, value: float, unit: str, of: str | None = None) -> Quantity:
    """Make a quantity of the article's words."""
    return Quantity(span=_span(words), text=words, value=value, unit=unit, of=of)


def claim(number: int, words: str, *places: ClaimPlace, **more: Any) -> Claim:
    """Make a claim whose content is `words` of the article."""
    content = _span(words)
    start = TEXT.rfind(". ", 0, content.start) + 2 if ". " in TEXT[: content.start] else 0
    values: dict[str, Any] = {
        "id": f"C{number:02d}", "tier": "core", "sentence": Span(start, content.end),
        "sentence_id": f"S{number}", "content": content, "source": (), "cue": (),
        "speaker": Speaker(name=OUTLET_NAME, kind="outlet"), "source_resolution": "no cue",
        "via": None, "type": None, "plover": None, "mode": None, "acled": None, "act": "assert",
        "realis": "actual", "certainty": "CT", "polarity": "+", "author_certainty": "CT",
        "hedges": (), "condition": None, "negation": None, "time": None, "actors": (),
        "recipients": (), "places": places, "implied_places": (), "quantities": (), "links": (),
    }  # fmt: skip
    return Claim(**(values | more))


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


CLAIMS = (
    claim(
        1,
        "Fighters moved from Mali and Libya into Niger",
        at("Mali", "origin", "country:ML", precision="6"),
        at("Libya", "origin", "country:LY", precision="6"),
        at("Niger", "destination", "country:NE", precision="6"),
        type="armed_movement",
        speaker=Speaker(name="the colonel", kind="person"),
    ),
    claim(
        2,
        "is based in Agadez and Dirkou",
        at("Agadez", "location", "gn:1", precision="1"),
        at("Dirkou", "location", "gn:2", precision="1"),
        type="base_presence",
    ),
    claim(
        3,
        "Its lease runs on",
        type="basing_agreement",
        implied_places=(at(None, "location", "gn:1", "gn:2", precision="multi", implicit=True),),
    ),
    claim(4, "Shells hit Agadez", at("Agadez", "location", "gn:1", precision="1")),
    claim(
        5,
        "The frontier between Chad and Niger is about 1,196 km long",
        at("The frontier between Chad and Niger", "border", "border:NE-TD", precision="line"),
        quantities=(counted("about 1,196 km", 1196, "kilometre"),),
    ),
    claim(
        6,
        "half of the frontier is mined",
        at("the frontier", "border", "border:NE-TD", precision="line"),
        quantities=(counted("half", 0.5, "fraction", "the frontier"),),
        speaker=Speaker(name="the colonel", kind="person"),
    ),
    claim(
        7,
        "<script>alert(1)</script> may follow in the Sahel",
        at("the Sahel", "location", "region:sahel", precision="region"),
        at("Niger", "none", "country:NE"),
        realis="hypothetical",
    ),
)
