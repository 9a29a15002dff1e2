"""Can our gazetteer be used where a geopy geocoder is expected? Yes, and offline.

    from dateline.geo.gazetteer.geocoder import DatelineGeocoder

    DatelineGeocoder().geocode("Paris, Texas")

Imports geopy, which takes a tenth of a second; nothing else in dateline imports this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError, GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.gazetteer.names import fold_name
from dateline.geo.gazetteer.reverse import reverse
from dateline.geo.recognition.toponyms import mentions_from_spans
from dateline.geo.reports.article import Article, Span, Zone
from dateline.geo.resolution.resolve import resolve_toponyms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place

    # A container is any of the places that its words may mean.
    Containers = Sequence[frozenset[str]]

_KEYS: Final = ("city", "county", "state", "country")
_DIVISIONS: Final = frozenset({"ADM1", "ADM2"})
# Which places a key of a structured query may mean, by class or code.
_LEVELS: Final[Mapping[str, tuple[str, ...]]] = {
    "city": ("P",),
    "county": ("ADM2", "ADM3"),
    "state": ("ADM1",),
    "country": ("PCLI", "PCLD", "PCLF", "PCLS", "PCL", "PCLIX"),
}
SHORE_KM: Final = 100.0  # farther out at sea nothing is near
_LONGEST: Final = 500  # code points of a query; no address is longer


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """The way to the network of a geocoder that has none."""

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> NoReturn:  # noqa: ARG002
        msg = "the gazetteer of dateline is asked without a network"
        raise GeocoderServiceError(msg)

    get_text = get_json


class DatelineGeocoder(Geocoder):  # type: ignore[misc]
    """The gazetteer of dateline as a geocoder of geopy: the same calls, and no network.

    Parameters
    ----------
    gazetteer
        The one that ships with dateline by default.
    timeout
        Accepted as by other geocoders, of no consequence.

    Examples
    --------
    >>> geocoder = DatelineGeocoder()
    >>> geocoder.geocode("Kulob")
    Location(Kulob, Khatlon, Tajikistan, (37.91459, 69.78454, 0.0))
    >>> geocoder.geocode("Paris, Texas").raw["id"], geocoder.geocode("Long Beach, CA").raw["id"]
    ('gn:4717560', 'gn:5367929')
    >>> geocoder.geocode("Nowhere-on-Earth") is None
    True
    >>> geocoder.reverse("37.9, 69.8").address
    'Kulob, Khatlon, Tajikistan'
    """

    def __init__(
        self, *, gazetteer: Gazetteer | None = None, timeout: object = DEFAULT_SENTINEL
    ) -> None:
        super().__init__(timeout=timeout, proxies={}, adapter_factory=_NoNetwork)
        self.gazetteer = gazetteer or open_gazetteer()

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002 -- all geocoders take one
        country_codes: str | Sequence[str] | None = None,
        limit: int | None = None,
    ) -> Location | list[Location] | None:
        """Return the place or the places that a name means.

        Parameters
        ----------
        query
            "Kulob", "Paris, Texas", "Long Beach, CA", "Paris, FR"; or the same in parts:
            ``{"city": "Paris", "state": "Texas", "country": "US"}``, any of which may be left out.
            What stands after a comma must hold the place.
        exactly_one
            Whether to return the best place alone.
        timeout
            Of no consequence.
        country_codes
            ISO 3166-1 alpha-2, one or several: only places there.
        limit
            Most places to return where `exactly_one` is False.

        Returns
        -------
        Location, list of Location, or None
            Best first; None where nothing is found. `Location.raw` is our record: id, name, lat,
            lon (degrees, WGS 84), country, admin1, feature_class, feature_code, population,
            geometry, source.

        Raises
        ------
        GeocoderQueryError
            The query is empty, or has parts that this geocoder does not know (a street).
        """
        if limit is not None and limit < 1:
            msg = "Limit cannot be less than 1"  # as geopy's own say it
            raise ValueError(msg)
        name, levels, containers = self._read(query)
        codes = _codes(country_codes)
        found = [
            place
            for place in self._ranked(name)
            if (not codes or place.country in codes)
            and (not levels or place.feature_code in levels or place.feature_class in levels)
            and self._lies_in(place, containers)
        ]
        return _shown([self._location(place) for place in found[:limit]], exactly_one=exactly_one)

    def _read(
        self, query: str | Mapping[str, str]
    ) -> tuple[str, tuple[str, ...], tuple[frozenset[str], ...]]:
        """Return a query's name, the kinds of place that it may be, and what must hold it."""
        if isinstance(query, Mapping):
            unknown = sorted(set(query) - set(_KEYS))
            if unknown:
                msg = f"no such part of a query: {unknown[0]!r} (known: {', '.join(_KEYS)})"
                raise GeocoderQueryError(msg)
            parts = [(key, _text(query[key])) for key in _KEYS if _text(query.get(key, ""))]
        else:
            parts = [("", part) for piece in _text(query).split(",") if (part := piece.strip())]
        if not parts:
            msg = "the query is empty"
            raise GeocoderQueryError(msg)
        containers = tuple(self._containers(word, _LEVELS.get(key, ())) for key, word in parts[1:])
        key, name = parts[0]
        return name, _LEVELS.get(key, ()), containers

    def _containers(self, words: str, levels: tuple[str, ...]) -> frozenset[str]:
        """Return the ids of all countries and divisions that the words may mean."""
        found = {
            place.id
            for place, _ in self.gazetteer.candidates(words)
            if place.feature_code in (levels or _DIVISIONS)
            or (not levels and place.feature_code.startswith("PCL"))
        }
        country = self.gazetteer.country(words.upper()) if len(words) == 2 else None
        if country is not None and (not levels or country.feature_code in levels):
            found.add(country.id)
        return frozenset(found)

    def _lies_in(self, place: Place, containers: Containers) -> bool:
        above = set(self.gazetteer.parents(place))
        return all(above & container for container in containers)

    def _ranked(self, name: str) -> list[Place]:
        """Return every place of a name, best first: as the resolver ranks a name that stands alone."""
        article = Article(
            id="query",
            text=name,
            sha256="",
            zones=(Zone(span=Span(0, len(name)), kind="paragraph"),),
        )
        mentions = mentions_from_spans(article, [Span(0, len(name))], gazetteer=self.gazetteer)
        resolutions = resolve_toponyms(article, mentions, gazetteer=self.gazetteer)
        ranked = [c.place for r in resolutions for c in r.candidates]
        country = self.gazetteer.country(name.upper()) if len(name) == 2 else None
        rest = [place for place, _ in self.gazetteer.candidates(name)]
        rest += [country] if country is not None else []
        return list({place.id: place for place in [*ranked, *rest]}.values())

    def reverse(
        self,
        query: str | Sequence[float] | Point,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002
    ) -> Location | list[Location] | None:
        """Return what is at a point: the nearest city, town or village.

        Parameters
        ----------
        query
            A `Point`, (latitude, longitude), or "latitude, longitude" in degrees: geopy puts
            latitude first.
        exactly_one
            Whether to return a Location or a list of one.
        timeout
            Of no consequence.

        Returns
        -------
        Location, list of Location, or None
            Where the nearest place lies across a border, the division or country of the point
            itself. None far out at sea (over `SHORE_KM` from any place). `Location.raw` is the
            record of the place, and ``raw["at"]`` says of the point itself: country, admin1,
            disputed (ids, None where in none), and distance_km to the nearest place.

        Raises
        ------
        ValueError
            The query is no point on the globe.
        """
        try:
            point = Point(query if query is not None else "")  # geopy takes None for (0, 0)
        except (TypeError, ValueError) as error:
            msg = "Must be a coordinate pair or Point"  # as geopy's own say it
            raise ValueError(msg) from error
        (found,) = reverse([point.longitude], [point.latitude], gazetteer=self.gazetteer)
        place: Place | None = found.place
        if not found.country and found.distance_km > SHORE_KM:
            place = None
        elif found.country and found.country != found.place.country:
            place = self.gazetteer.place(found.admin1 or f"country:{found.country}")
        if place is None:
            return None
        at = {
            "country": found.country or None,
            "admin1": found.admin1 or None,
            "disputed": found.disputed or None,
            "distance_km": round(found.distance_km, 3),
        }
        return _shown([self._location(place, at=at)], exactly_one=exactly_one)

    def _location(self, place: Place, **more: object) -> Location:
        record = {
            "id": place.id,
            "name": place.name,
            "lat": place.lat_deg,
            "lon": place.lon_deg,
            "country": place.country or None,
            "admin1": place.admin1 or None,
            "feature_class": place.feature_class,
            "feature_code": place.feature_code,
            "population": place.population,
            "geometry": place.geometry,
            "source": place.source,
            **more,
        }
        return Location(self._address(place), Point(place.lat_deg, place.lon_deg), record)

    def _address(self, place: Place) -> str:
        """Return "Kulob, Khatlon, Tajikistan": each name once."""
        country = "" if place.feature_code.startswith("PCL") else place.country
        parts = [place.name, place.admin1, self.gazetteer.country_name(country)]
        known: dict[str, str] = {}
        for part in parts:
            if part:
                known.setdefault(fold_name(part), part)
        return ", ".join(known.values())


def _shown(found: list[Location], *, exactly_one: bool) -> Location | list[Location] | None:
    """Return what geopy's own geocoders return: the first, or all, or None."""
    if not found:
        return None
    return found[0] if exactly_one else found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        msg = f"a query must be text, got {type(value).__name__}"
        raise GeocoderQueryError(msg)
    if len(value) > _LONGEST:
        msg = f"a query must have at most {_LONGEST} characters"
        raise GeocoderQueryError(msg)
    return value.strip()


def _codes(given: str | Iterable[str] | None) -> frozenset[str]:
    if given is None:
        return frozenset()
    codes = given.split(",") if isinstance(given, str) else given
    return frozenset(code.strip().upper() for code in codes if code.strip())
