"""Which features does the map show, layer by layer, and which claims stand behind each?

No feature without a claim, and no false precision: a country is an area, a border the whole line,
a town a point; what has no shape that anyone knows is listed without geometry, never pinned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, cast

from dateline.geo.positions.positions import place_of
from dateline.geo.shapes.areas import area_of
from dateline.geo.shapes.borders import border_between
from dateline.geo.shapes.geodesy import arc, split_antimeridian
from dateline.layers.features import Feature, Use, merged, status_of
from dateline.layers.places.forces import is_base_place, unit_named
from dateline.layers.quantities.border_lengths import PART_OF_LINE, is_whole_length
from dateline.layers.quantities.derived import share_of
from dateline.layers.quantities.quantities import to_km
from dateline.layers.schema import COLUMN_NAMES, CRS, LAYER_NAMES, REPORT, SCHEMAS
from dateline.layers.uncertain import coordinate_points, uncertain_areas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place, Resolution
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article
    from dateline.layers.claims.claims import Claim
    from dateline.layers.quantities.quantities import Quantity
    from dateline.layers.schema import LayerName

BASE_TYPES: Final = frozenset(
    {"base_presence", "base_history", "basing_agreement", "deployment", "training", "basing"}
)
_KINDS: Final = {
    "PCLI": "country", "ADM1": "admin1", "ADM2": "admin2", "STM": "river", "CONT": "continent",
    "SEA": "water", "OCN": "water", "LK": "water", "GULF": "water", "STRT": "water",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """One layer of the map.

    Attributes
    ----------
    name, title
        Key and heading.
    frame
        GeoDataFrame in EPSG:4326 with the columns of `dateline.layers.schema.COLUMNS`, sorted by
        ``feature_id``.
    """

    name: LayerName
    title: str
    frame: gpd.GeoDataFrame


def build_layers(
    article: Article,
    resolutions: Sequence[Resolution],
    claims: Sequence[Claim],
    *,
    gazetteer: Gazetteer,
    positions: Sequence[Position] = (),
) -> tuple[Layer, ...]:
    """Build the map's layers from the claims.

    Parameters
    ----------
    article
        The report.
    resolutions
        Its mentions' places; a place that they lack is asked of the gazetteer.
    claims
        In reading order; nothing is drawn that no claim names, nor what only rejected ones name.
    gazetteer
        Knows the places by id.
    positions
        As from `find_positions`: drawn as uncertain areas where claims name them.

    Returns
    -------
    tuple of Layer
        Always areas, borders, movements, bases, events, in drawing order; a layer without
        features has an empty frame. The inputs are not changed.
    """
    features = layer_features(
        article, resolutions, claims, gazetteer=gazetteer, positions=positions
    )
    return layers_from(features)


def layer_features(
    article: Article,
    resolutions: Sequence[Resolution],
    claims: Sequence[Claim],
    *,
    gazetteer: Gazetteer,
    positions: Sequence[Position] = (),
) -> dict[LayerName, list[Feature]]:
    """Return the features of each layer before they become rows; parameters as in `build_layers`."""
    known = {r.place.id: r.place for r in resolutions if r.place is not None}
    placed = {p.id: p for p in reversed(positions) if p.placed}
    known |= {p.id: place for p in placed.values() if (place := place_of(p)) is not None}
    uses = _uses(claims, known, gazetteer)
    bases = _bases(article, uses)
    taken = {
        (claim_id, place_id) for f in bases for claim_id in f.claim_ids for place_id in [f.place_id]
    }
    return {
        "areas": [
            *_areas(use for use in uses if use.place_id not in placed),
            *uncertain_areas(article, uses, placed, base_types=BASE_TYPES),
        ],
        "borders": _borders(article, uses),
        "movements": _movements(claims, uses),
        "bases": bases,
        "events": [*_events(uses, taken), *coordinate_points(uses, placed)],
    }


def layers_from(
    features: Mapping[LayerName, Sequence[Feature]],
    *,
    reports: Mapping[str, str] | None = None,
) -> tuple[Layer, ...]:
    """Make layers of features.

    Parameters
    ----------
    features
        Per layer, in any order; ids are unique in a layer.
    reports
        Of several reports: per feature id the keys of its reports, for the column ``report``.
    """
    return tuple(
        Layer(name=name, title=SCHEMAS[name].title, frame=_frame(features[name], reports))
        for name in LAYER_NAMES
    )


def _uses(
    claims: Sequence[Claim], known: Mapping[str, Place], gazetteer: Gazetteer
) -> tuple[Use, ...]:
    """Return each place of each claim that may be drawn, in reading order."""
    found = []
    for claim in claims:
        if claim.status == "rejected":
            continue
        for implied, places in ((False, claim.places), (True, claim.implied_places)):
            for words in places:
                if words.role == "none" or words.metonym:
                    continue
                for place_id in words.place_ids:
                    place = known.get(place_id) or gazetteer.place(place_id)
                    use = Use(claim=claim, words=words, place_id=place_id, place=place,
                              implied=implied)  # fmt: skip
                    found.append(use)
    return tuple(found)


def _areas(uses: Iterable[Use]) -> list[Feature]:
    groups: dict[str, list[Use]] = {}
    for use in uses:
        if use.place is not None and use.place.geometry != "point" and not use.is_border:
            groups.setdefault(use.place_id, []).append(use)
    return [_area(place_id, group) for place_id, group in groups.items()]


def _area(place_id: str, group: Sequence[Use]) -> Feature:
    place = cast("Place", group[0].place)
    area = area_of(place_id)
    feature = merged(f"area:{place_id}", group, kind=_KINDS.get(place.feature_code, "region"))
    if area is None:
        return replace(feature, notes=(*feature.notes, "no boundary data; listed, not drawn"))
    kind = place_id.partition(":")[0]
    return replace(
        feature,
        kind=kind,
        source=area.source,
        disputed=bool(area.disputed),
        notes=(*feature.notes, *((area.disputed_note,) if area.disputed_note else ())),
        geometry=_multipolygon(area.polygons),
    )


def _multipolygon(polygons: Iterable[Sequence[Sequence[tuple[float, float]]]]) -> BaseGeometry:
    from shapely.geometry import MultiPolygon, Polygon

    return MultiPolygon([Polygon(rings[0], rings[1:]) for rings in polygons])


def _borders(article: Article, uses: Sequence[Use]) -> list[Feature]:
    groups: dict[str, list[Use]] = {}
    for use in uses:
        if use.is_border:
            groups.setdefault(use.place_id, []).append(use)
    return [_border(article, place_id, group) for place_id, group in groups.items()]


def _border(article: Article, place_id: str, group: Sequence[Use]) -> Feature:
    from shapely.geometry import MultiLineString

    codes = place_id.removeprefix("border:").split("-")
    border = border_between(codes[0], codes[1]) if len(codes) == 2 else None
    feature = merged(place_id, group, kind="border")
    lengths = [(use, q) for use in group for q in use.claim.quantities if to_km(q) is not None]
    claimed = [
        (use, q)
        for use, q in lengths
        if is_whole_length(
            article.slice(use.claim.sentence),
            q.span.start - use.claim.sentence.start,
            q.span.end - use.claim.sentence.start,
        )
    ]
    parts = [(use, q) for use, q in lengths if PART_OF_LINE.match(article.text, q.span.end)]
    notes = [*feature.notes, *_shares(group)]
    notes += [
        f"{_one_line(q.text)} of it ({use.claim.speaker.name}), part not given" for use, q in parts
    ]
    if claimed:
        first = claimed[0][1]
        feature = replace(feature, claimed_km=to_km(first), claimed_text=_one_line(first.text))
        notes += _derived_lengths(group, first)
        notes += [
            f"also claimed: {_one_line(q.text)} ({use.claim.speaker.name})"
            for use, q in claimed[1:]
            if to_km(q) != to_km(first)
        ]
    if border is None:
        return replace(feature, notes=(*notes, "no line in the data; listed, not drawn"))
    if border.disputed_note:
        notes.append(border.disputed_note)
    return replace(
        feature,
        name=border.name,
        label=border.name,
        country="",
        source=f"{border.source}, {border.source_date}",
        measured_km=border.length_km,
        reference_km=border.factbook_km,
        disputed=border.disputed,
        notes=tuple(notes),
        geometry=MultiLineString(border.lines),
    )


def _shares(group: Sequence[Use]) -> list[str]:
    """Say which share of the border a claim speaks of; which part it is nobody said."""
    notes = []
    for use in group:
        for quantity in use.claim.quantities:
            if quantity.unit in {"fraction", "percent"} and _is_of_border(quantity):
                of = f" of {_one_line(quantity.of)}" if quantity.of else ""
                notes.append(
                    f"{_one_line(quantity.text)}{of} ({use.claim.speaker.name}), part not given"
                )
    return list(dict.fromkeys(notes))


def _derived_lengths(group: Sequence[Use], whole: Quantity) -> list[str]:
    """Say what the claimed shares of the border come to; nobody stated these figures."""
    shares = [q for use in group for q in use.claim.quantities if _is_of_border(q)]
    figures = [figure for share in shares if (figure := share_of(share, whole)) is not None]
    return list(
        dict.fromkeys(
            f"derived, stated by nobody: {to_km(figure) or 0.0:,.0f} km = "
            f"{' × '.join(_one_line(words) for words in figure.derived_from)}"
            for figure in figures
        )
    )


def _is_of_border(quantity: Quantity) -> bool:
    words = (quantity.of or "border").lower()
    return any(word in words for word in ("border", "frontier", "boundary", "line", "it", "length"))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _movements(claims: Sequence[Claim], uses: Sequence[Use]) -> list[Feature]:
    """Draw one curve from each origin to each destination of the same claim."""
    groups: dict[tuple[str, str], list[tuple[Use, Use]]] = {}
    ends: dict[int, list[Use]] = {}
    for use in uses:
        if use.words.role in {"origin", "destination"} and use.point() is not None:
            ends.setdefault(id(use.claim), []).append(use)
    for claim in claims:
        mine = ends.get(id(claim), [])
        for origin in (use for use in mine if use.words.role == "origin"):
            for target in (use for use in mine if use.words.role == "destination"):
                if origin.place_id != target.place_id:
                    key = (origin.place_id, target.place_id)
                    groups.setdefault(key, []).append((origin, target))
    return [_movement(pairs) for pairs in groups.values()]


def _movement(pairs: Sequence[tuple[Use, Use]]) -> Feature:
    from shapely.geometry import LineString, MultiLineString

    origin, target = pairs[0]
    start, end = origin.point(), target.point()
    parts = split_antimeridian(arc(start, end)) if start and end else ()
    feature = merged(
        f"movement:{origin.place_id}>{target.place_id}",
        [pair[0] for pair in pairs],
        kind="movement",
    )
    name = f"{origin.name} \u2192 {target.name}"
    carried = any(use.implied for pair in pairs for use in pair)
    notes = ["a curve between two places, not a route"]
    if carried:
        notes.append("a place is carried over from another sentence")
    return replace(
        feature,
        name=name,
        label=name,
        place_id=f"{origin.place_id}>{target.place_id}",
        country="",
        role="origin, destination",
        precision=origin.words.precision or "",
        notes=tuple(notes),
        geometry=LineString(parts[0]) if len(parts) == 1 else MultiLineString(parts),
    )


def _bases(article: Article, uses: Sequence[Use]) -> list[Feature]:
    """Gather the bases: a unit or base that claims set at a point, or a place that is one."""
    names: dict[str, str] = {}
    groups: dict[tuple[str, str], list[Use]] = {}
    loose: list[Use] = []
    for use in uses:
        if use.place is None or use.place.geometry != "point":
            continue
        if is_base_place(use.place):
            groups.setdefault((use.place_id, ""), []).append(use)
            continue
        unit = unit_named(article, use, typed=use.claim.type in BASE_TYPES)
        if unit is not None:
            names[unit.key] = max(names.get(unit.key, ""), unit.words, key=len)
            groups.setdefault((use.place_id, unit.key), []).append(use)
        elif use.claim.type in BASE_TYPES:
            loose.append(use)
    found: dict[str, list[list[Use]]] = {}
    for (place_id, _), group in groups.items():
        found.setdefault(place_id, []).append(group)
    for use in loose:  # "Its presence …": a claim about the bases already found there
        for group in found.get(use.place_id, ()):
            group.append(use)
    return [_base(key, group, names) for key, group in groups.items()]


def _base(key: tuple[str, str], group: Sequence[Use], names: Mapping[str, str]) -> Feature:
    place_id, unit = key
    order = sorted(group, key=lambda use: use.claim.sentence)
    feature = merged(f"base:{unit or 'site'}@{place_id}", order, kind="base")
    name = f"{names[unit]} \u2014 {feature.name}" if unit else feature.name
    return replace(feature, name=name, label=name, geometry=_point(group[0]))


def _events(uses: Sequence[Use], taken: set[tuple[str, str]]) -> list[Feature]:
    groups: dict[str, list[Use]] = {}
    for use in uses:
        if use.place is None or use.place.geometry != "point":
            continue
        if (use.claim.id, use.place_id) not in taken:
            groups.setdefault(use.place_id, []).append(use)
    return [_event(place_id, group) for place_id, group in groups.items()]


def _event(place_id: str, group: Sequence[Use]) -> Feature:
    place = cast("Place", group[0].place)
    kind = "city" if place.feature_class == "P" else "place"
    return replace(merged(f"event:{place_id}", group, kind=kind), geometry=_point(group[0]))


def _point(use: Use) -> BaseGeometry:
    from shapely.geometry import Point

    place = cast("Place", use.place)
    return Point(place.lon_deg, place.lat_deg)


def _frame(
    features: Iterable[Feature], reports: Mapping[str, str] | None = None
) -> gpd.GeoDataFrame:
    import geopandas as gpd
    import pandas as pd

    rows = [feature.as_row() for feature in sorted(features, key=lambda f: f.feature_id)]
    data = pd.DataFrame(rows, columns=list(COLUMN_NAMES))
    if reports is not None:
        data[REPORT.name] = [reports[key] for key in data["feature_id"]]
        data[REPORT.name] = data[REPORT.name].astype("object")
    for column in ("claimed_km", "measured_km", "reference_km", "radius_km"):
        data[column] = data[column].astype("float64")
    data["disputed"] = data["disputed"].astype(bool)
    shapes = gpd.GeoSeries(list(data["geometry"]), index=data.index, crs=CRS)
    return gpd.GeoDataFrame(data.drop(columns="geometry"), geometry=shapes, crs=CRS)


__all__ = ["BASE_TYPES", "Layer", "build_layers", "status_of"]
