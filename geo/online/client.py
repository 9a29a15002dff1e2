"""How does geopy ask a service for us? One of its geocoders, behind its rate limiter.

Imports of geopy stand in `make_client`, which runs when the first name is asked.
"""

from __future__ import annotations

import ipaddress
import warnings
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

from dateline.geo.online.cache import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.geo.online.cache import Raw
    from dateline.geo.online.service import ServiceName

RESULTS: Final = 10  # of an answer that are kept
# Where the list of results is in a service's document; "" where the document is that list.
_LISTS: Final = {
    "nominatim": "", "photon": "features", "geonames": "geonames", "arcgis": "candidates",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Client:
    """One of geopy's geocoders behind its rate limiter. Make it with `make_client`."""

    service: ServiceName
    geocode: Callable[..., Any]
    adapter: Any

    def ask(self, name: str, country: str) -> Answer:
        """Return what the service says to a name; geopy's errors are raised as they are."""
        self.adapter.document = None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # geopy's of latitudes; the error that follows is ours
            found = self.geocode(name, exactly_one=False, **_parameters(self.service, country))
        if not _fits(self.adapter.document, _LISTS[self.service]):
            msg = "not the form of its answers"
            raise ValueError(msg)
        results = [location.raw for location in found or () if location is not None][:RESULTS]
        if not all(isinstance(raw, dict) for raw in results):
            msg = "results that are none"
            raise ValueError(msg)
        return Answer(results=tuple(cast("list[Raw]", results)), retrieved=self.adapter.retrieved)


def make_client(
    service: ServiceName, url: str, *, user: str, delay_s: float, timeout_s: float
) -> Client:
    """Make one of geopy's geocoders; see `dateline.geo.online.service.open_service`."""
    from geopy.extra.rate_limiter import RateLimiter
    from geopy.geocoders import ArcGIS, GeoNames, Nominatim, Photon

    from dateline.geo.online.http import BoundedAdapter

    classes = {"nominatim": Nominatim, "photon": Photon, "geonames": GeoNames, "arcgis": ArcGIS}
    parts = urlsplit(url)
    geocoder = classes[service](
        *([user] if user else []),
        scheme=parts.scheme,
        domain=parts.netloc + parts.path,
        user_agent=f"dateline/{version('dateline')}",
        timeout=timeout_s,
        proxies={} if _is_loopback(parts.hostname or "") else None,
        adapter_factory=BoundedAdapter,
    )
    limited = RateLimiter(
        geocoder.geocode,
        min_delay_seconds=delay_s,
        error_wait_seconds=delay_s,
        max_retries=0,  # the next run is the next try
        swallow_exceptions=False,
    )
    return Client(service=service, geocode=limited, adapter=geocoder.adapter)


def _parameters(service: ServiceName, country: str) -> dict[str, object]:
    if service == "nominatim":
        return {
            "limit": RESULTS, "language": "en", "addressdetails": True, "namedetails": True,
            "country_codes": country.lower() or None,
        }  # fmt: skip
    if service == "photon":
        return {"limit": RESULTS, "language": "en"}
    if service == "geonames":
        return {"country": country or None}
    return {"out_fields": "Addr_type,Type,PlaceName,Country,Region"}


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _fits(document: object, key: str) -> bool:
    """Whether a document is of the service's form: `{}` from another server is no "nothing"."""
    inner = document.get(key) if key and isinstance(document, dict) else document
    return isinstance(inner, list)
