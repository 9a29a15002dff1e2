"""In which country and division does a point lie, and which place is nearest (reverse geocoding)?

The nearest place is exact on the ellipsoid, across the antimeridian and at the poles too: places
are indexed in two stereographic projections, one of each hemisphere. These map circles on the
sphere to circles, so that "no farther than the first guess" is a box to search in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import shapely

from dateline.errors import InputError
from dateline.geo.shapes.areas import area_ids, locate_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place
    from dateline.geo.shapes.areas import Location

AT_ONCE: Final = 4_000  # points; keeps the memory of a run small
# Geodesic and spherical distances are in proportion to about half a percent either way.
FLATTENING: Final = 1.012
# A division without a shape is taken from a place that is no farther than this.
NEAR_KM: Final = 50.0

Floats = np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversed:
    """What is known of a point.

    Attributes
    ----------
    lon_deg, lat_deg
        The point, degrees, WGS 84, longitude in [-180, 180].
    country
        ISO 3166-1 alpha-2 of the country that it lies in, "" at sea.
    admin1, admin1_name
        Id and name of the first-order division, "" where unknown.
    admin1_from
        "shape" where the point lies in the division's shape; "place" where the data have no shape
        of that division and the nearest place says it; "" where there is none.
    disputed
        Id of the disputed area that it lies in (a row of seeds/disputed.csv), "" where in none.
    place
        The nearest city, town or village of the gazetteer, or place of the user's own tables.
    distance_km
        Geodesic distance to it.
    """

    lon_deg: float
    lat_deg: float
    country: str
    admin1: str
    admin1_name: str
    admin1_from: Literal["shape", "place", ""]
    disputed: str
    place: Place
    distance_km: float


def reverse(
    lons_deg: Sequence[float] | Floats, lats_deg: Sequence[float] | Floats, *, gazetteer: Gazetteer
) -> tuple[Reversed, ...]:
    """Return for each point its country, its division and the nearest place.

    Parameters
    ----------
    lons_deg, lats_deg
        Degrees, WGS 84, equally many; longitudes are taken modulo 360.
    gazetteer
        Gives the places; an index of them is made at its first use.

    Returns
    -------
    tuple of Reversed
        In the order given. Of two places at the same distance the user's own comes first, then
        the one with the lower number.

    Raises
    ------
    InputError
        A coordinate is no finite number or a latitude is beyond a pole; the message says which.

    Examples
    --------
    >>> from dateline.geo.gazetteer.gazetteer import open_gazetteer
    >>> (found,) = reverse([69.2], [34.5], gazetteer=open_gazetteer())
    >>> found.country, found.admin1_name, found.place.name
    ('AF', 'Kabul', 'Kabul')
    """
    lons, lats = _checked(lons_deg, lats_deg)
    located = locate_all(np.column_stack([lons, lats]))
    index = _index(gazetteer)
    nearest, distances_km = index.nearest(lons, lats)
    places = index.places(nearest, gazetteer)
    rows = zip(lons.tolist(), lats.tolist(), located, places, distances_km.tolist(), strict=True)
    return tuple(_reversed(*row, gazetteer=gazetteer) for row in rows)


def _checked(lons_deg: Sequence[float] | Floats, lats_deg: Sequence[float] | Floats) -> Floats:
    """Return both as one array of two rows."""
    try:
        lons = np.array(lons_deg, dtype=np.float64).ravel()
        lats = np.array(lats_deg, dtype=np.float64).ravel()
    except (TypeError, ValueError) as error:
        msg = f"a coordinate is no number: {error}"
        raise InputError(msg, hint="give decimal degrees: -33.9 151.2") from error
    if len(lons) != len(lats):
        msg = f"{len(lons)} longitudes but {len(lats)} latitudes"
        raise InputError(msg, hint="every point needs both")
    bad = np.flatnonzero(~np.isfinite(lons) | ~np.isfinite(lats) | (np.abs(lats) > 90.0))
    if len(bad):
        n = int(bad[0])
        where = f"point {n + 1}: " if len(lons) > 1 else ""
        msg = f"{where}no place on Earth has latitude {lats[n]:g} and longitude {lons[n]:g}"
        raise InputError(msg, hint="latitude from -90 to 90, longitude in degrees")
    inside = np.abs(lons) <= 180.0
    return np.array([np.where(inside, lons, (lons + 180.0) % 360.0 - 180.0), lats])


def _reversed(
    lon: float, lat: float, location: Location, place: Place, km: float, *, gazetteer: Gazetteer
) -> Reversed:
    admin1, name, origin = _division(location, place, km, gazetteer)
    return Reversed(
        lon_deg=lon,
        lat_deg=lat,
        country=location.country,
        admin1=admin1,
        admin1_name=name,
        admin1_from=origin,
        disputed=location.disputed,
        place=place,
        distance_km=km,
    )


def _division(
    location: Location, place: Place, distance_km: float, gazetteer: Gazetteer
) -> tuple[str, str, Literal["shape", "place", ""]]:
    """Id, name and origin of the division: the shape's, else that of a near place without one."""
    if location.admin1:
        return location.admin1, _name(location.admin1, gazetteer), "shape"
    if location.country and place.country == location.country and distance_km <= NEAR_KM:
        parent = next((p for p in gazetteer.parents(place) if p.startswith("admin1:")), "")
        if parent and parent not in _drawn():
            return parent, _name(parent, gazetteer), "place"
    return "", "", ""


@lru_cache(maxsize=1 << 13)
def _name(admin1: str, gazetteer: Gazetteer) -> str:
    division = gazetteer.place(admin1)
    return division.name if division is not None else ""


@lru_cache(maxsize=1)
def _drawn() -> frozenset[str]:
    return frozenset(area_ids("admin1"))


class _Index:
    """All populated places of a gazetteer, to find the nearest of."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        own = [place for place in gazetteer.own_places() if place.geometry == "point"]
        rows = gazetteer.populated()
        self.own = own
        self.rows = np.array([row for row, _, _ in rows], dtype=np.int64)
        self.lons = np.array([*(p.lon_deg for p in own), *(lon for _, lon, _ in rows)])
        self.lats = np.array([*(p.lat_deg for p in own), *(lat for _, _, lat in rows)])
        self._unit = _unit_vectors(self.lons, self.lats)
        self._trees: dict[int, shapely.STRtree] = {}

    def nearest(self, lons: Floats, lats: Floats) -> tuple[Floats, Floats]:
        """Return the number of the place nearest to each point, and its distance in km."""
        numbers = np.zeros(len(lons), dtype=np.int64)
        distances_km = np.zeros(len(lons))
        for pole in (1, -1):
            half = np.flatnonzero((lats >= 0.0) == (pole == 1))
            for start in range(0, len(half), AT_ONCE):
                at = half[start : start + AT_ONCE]
                numbers[at], distances_km[at] = self._nearest(lons[at], lats[at], pole)
        return numbers, distances_km

    def places(self, numbers: Floats, gazetteer: Gazetteer) -> list[Place]:
        """Return the places of numbers that `nearest` gave."""
        own = len(self.own)
        shipped = self.rows[numbers[numbers >= own] - own].tolist()
        found = gazetteer.places_at(shipped)
        return [
            self.own[n] if n < own else found[int(self.rows[n - own])] for n in numbers.tolist()
        ]

    def _nearest(self, lons: Floats, lats: Floats, pole: int) -> tuple[Floats, Floats]:
        from dateline.geo.shapes.geodesy import WGS84

        tree = self._tree(pole)
        unit = _unit_vectors(lons, lats)
        flat = _projected(unit, pole)
        at, guess = tree.query_nearest(shapely.points(flat), all_matches=False)
        # Whatever is nearer than the guess lies in a circle around the point, which is a circle
        # on the projection as well, with another centre.
        angle = _angles(unit, self._unit[guess[np.argsort(at, kind="stable")]]) * FLATTENING + 1e-9
        at, place = tree.query(_boxes(unit, angle, pole))
        apart = _angles(unit[at], self._unit[place])
        best = np.full(len(lons), np.inf)
        np.minimum.at(best, at, apart)
        close = apart <= best[at] * FLATTENING + 1e-9
        at, place = at[close], place[close]
        _, _, metres = WGS84.inv(lons[at], lats[at], self.lons[place], self.lats[place])
        metres = np.round(metres, 3)  # of two places at one position the first
        order = np.lexsort((place, metres, at))
        at, place, metres = at[order], place[order], metres[order]
        first = np.flatnonzero(np.diff(at, prepend=-1))
        return place[first], metres[first] / 1000.0

    def _tree(self, pole: int) -> shapely.STRtree:
        if pole not in self._trees:
            points = np.asarray(shapely.points(_projected(self._unit, pole)))
            self._trees[pole] = shapely.STRtree(points)
        return self._trees[pole]


@lru_cache(maxsize=4)
def _index(gazetteer: Gazetteer) -> _Index:
    return _Index(gazetteer)


def _unit_vectors(lons: Floats, lats: Floats) -> Floats:
    lon, lat = np.radians(lons), np.radians(lats)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _angles(one: Floats, other: Floats) -> Floats:
    """Angles between unit vectors, radians; exact for small ones."""
    chord = np.linalg.norm(one - other, axis=1)
    return np.asarray(2.0 * np.arcsin(np.minimum(chord / 2.0, 1.0)))


def _projected(unit: Floats, pole: int) -> Floats:
    """Stereographic projection with the pole (1 north, -1 south) in the middle."""
    return np.asarray(unit[:, :2] / (1.0 + pole * unit[:, 2:]))


def _boxes(unit: Floats, angle: Floats, pole: int) -> Floats:
    """Boxes around the images of circles of a radius (radians) around points of a hemisphere."""
    depth = np.cos(angle) + pole * unit[:, 2]
    # A circle that reaches the other pole has no finite image; there the box is everything.
    finite = depth > 1e-3
    depth = np.where(finite, depth, 1.0)
    centre = unit[:, :2] / depth[:, None]
    radius = np.where(finite, np.sin(angle) / depth, 1e9) + 1e-9
    low, high = centre - radius[:, None], centre + radius[:, None]
    return np.asarray(shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1]))
