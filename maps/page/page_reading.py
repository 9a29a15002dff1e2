"""What does a finished page hold: its claims, its places, its shapes? `page_data` read backwards."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError
from dateline.geo.shapes.geodesy import normal_lon
from dateline.layers.claims.changes import SeenClaim, SeenPlace
from dateline.maps.drawing.features import Feature
from dateline.maps.drawing.geometry import decode_shape, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.geo.gazetteer.gazetteer import Gazetteer

Record = dict[str, Any]

_DATA: Final = re.compile(rb'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
_SHORT_CARD: Final = re.compile(
    rb'id="claim-([^"]+)"[^>]*><b>([^<]*)</b><i>([^<]*)</i><q>([^<]*)</q><small>([^<]*)</small><'
)
_TITLE: Final = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
# The slots of a claim that a page carries: key of its data, and what to call it.
_ALWAYS: Final = {"by": "speaker", "act": "act", "realis": "realis", "when": "time"}
_SOMETIMES: Final = {"via": "through", "type": "type"}  # left out where empty


def is_page(data: bytes) -> bool:
    """Tell whether the bytes are a map that dateline has made."""
    return b"default-src 'none'; script-src 'sha256-" in data[:4096] and b' id="data">' in data


def page_title(page: bytes) -> str:
    """Return the title of a page, "" where it has none."""
    import html

    found = _TITLE.search(page)
    return html.unescape(found[1].decode("utf-8", "replace")).strip() if found else ""


def read_page_data(page: bytes) -> Record:
    """Return the data that a page carries for its script.

    Raises
    ------
    InputError
        It carries none, or none that this version understands.
    """
    hint = "make the map anew with this version of dateline"
    found = _DATA.search(page)
    if found is None:
        msg = "the page carries no data of claims"
        raise InputError(msg, hint=hint)
    try:
        data: Record = json.loads(found[1])
        if data.get("large"):
            data = _whole(data, page)
        seen = [data["claims"][key]["quote"] for key in data["claims"]]
        features_of_page(data)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        msg = "the page's data cannot be read"
        raise InputError(msg, hint=hint) from error
    if not all(isinstance(quote, str) for quote in seen):
        msg = "the page's data cannot be read"
        raise InputError(msg, hint=hint)
    return data


# ------------------------------------------------------------------ pages of very many claims
def _whole(data: Record, page: bytes) -> Record:
    """Return the data of a large page (maps/page/large.py) as any other page has them.

    As `columns.read` of assets/columns.js: the words of the claims stand in their cards.
    """
    import html

    words = _SHORT_CARD.findall(page)
    ids, claims = [], {}
    for card, row in zip(words, _rows(data["claims"], len(words)), strict=True):
        key, *parts = (html.unescape(part.decode("utf-8")) for part in card)
        ids.append(key)
        claims[key] = row | dict(zip(("who", "words", "quote", "when"), parts, strict=True))
    places = {}
    for row in _rows(data["places"]):
        first = {"words": row["name"]}
        first |= {k.removeprefix("why_"): v for k, v in row.items() if k.startswith("why_")}
        places[row["id"]] = {"name": row["name"], "why": [first, *row["others"]]}
    features = []
    for row in _rows(data["features"]):
        steps = accumulate(unpack(row["claims"]))
        features.append(
            {"label": row["name"]}
            | row
            | {
                "id": row["id"] + row["place"] if row["id"].endswith(":") else row["id"],
                "claims": [ids[at] for at in steps],
                "shape": {"t": row["t"], "p": row["p"]},
            }
        )
    return data | {"claims": claims, "places": places, "features": features}


def _rows(table: Mapping[str, Any], count: int = 0) -> list[Record]:
    """Return columns as records, without what is null; at least so many."""
    out: list[Record] = [{} for _ in range(count)]
    for key, column in table.items():
        values = column["v"]
        if "i" in column:
            values = [values[at] for at in unpack(column["i"])]
        out += [{} for _ in range(len(values) - len(out))]
        for row, value in zip(out, values, strict=True):
            if value is not None:
                row[key] = value
    return out


def claim_fields(claim: Mapping[str, Any]) -> dict[str, str]:
    """Return the slots of a claim, as `dateline.maps.page.payload.claim_data` writes it."""
    fields = {name: str(claim[key]) for key, name in _ALWAYS.items() if key in claim}
    if "act" not in claim:  # a page of an older version, which does not carry them
        return fields
    fields |= {name: str(claim.get(key, "")) for key, name in _SOMETIMES.items()}
    fields["polarity"] = "negated" if claim.get("negated") else "affirmed"
    return fields


def claims_of_page(data: Mapping[str, Any], *, gazetteer: Gazetteer) -> tuple[SeenClaim, ...]:
    """Return the claims of a page in reading order, each with the places that are drawn for it."""
    places: dict[str, dict[str, SeenPlace]] = defaultdict(dict)
    for feature in features_of_page(data):
        if feature.layer == "movements":  # its ends are places of their own
            continue
        place = _place(feature, data, gazetteer)
        for claim in feature.claim_ids:
            places[claim].setdefault(place.id, place)
    return tuple(
        SeenClaim(
            id=str(key),
            quote=str(claim["quote"]),
            fields=claim_fields(claim),
            places=tuple(places[key].values()),
        )
        for key, claim in data["claims"].items()
    )


def features_of_page(data: Mapping[str, Any]) -> tuple[Feature, ...]:
    """Return what a page draws, in its order, as far as its data tell; shapes in EPSG:4326."""
    return tuple(
        Feature(
            layer=str(item["layer"]),
            id=str(item["id"]),
            name=str(item["name"]),
            kind=str(item.get("kind", "")),
            place_id=str(item.get("place", "")),
            status=str(item.get("status", "actual")),
            precision="",
            label=str(item.get("label", "")),
            note=str(item.get("note", "")),
            source=str(item.get("source", "")),
            claim_ids=tuple(str(claim) for claim in item.get("claims", ())),
            claimed_km=None,
            claimed_text="",
            measured_km=None,
            reference_km=None,
            disputed=bool(item.get("disputed")),
            shape=decode_shape(item["shape"]),
        )
        for item in data["features"]
    )


def _place(feature: Feature, data: Mapping[str, Any], gazetteer: Gazetteer) -> SeenPlace:
    evidence = data["places"].get(feature.place_id, {})
    known = seen_place(
        feature.place_id, gazetteer=gazetteer, name=evidence.get("name") or feature.name
    )
    words = tuple(str(why["words"]) for why in evidence.get("why", ())) or (feature.name,)
    lon_deg, lat_deg = known.lon_deg, known.lat_deg
    shape = feature.shape
    if shape is not None and (lon_deg is None or shape.geom_type == "Point"):
        middle = shape.representative_point()
        lon_deg, lat_deg = round(normal_lon(middle.x), 4), round(middle.y, 4)
    return SeenPlace(words=words, name=known.name, id=known.id, lon_deg=lon_deg, lat_deg=lat_deg)


def seen_place(
    place_id: str, *, gazetteer: Gazetteer, name: str, words: tuple[str, ...] = ()
) -> SeenPlace:
    """Return a place by its id: with division, country and position where the gazetteer has it.

    Parameters
    ----------
    name
        What to call it where the gazetteer does not know it.
    """
    found = gazetteer.place(place_id)
    if found is None:
        return SeenPlace(words=words, name=name, id=place_id)
    parts = (found.name, found.admin1, gazetteer.country_name(found.country) or found.country)
    return SeenPlace(
        words=words,
        name=", ".join(part for part in dict.fromkeys(parts) if part),
        id=place_id,
        lon_deg=found.lon_deg,
        lat_deg=found.lat_deg,
    )
