"""Which geocoding service may be asked, and what does it say to a name?

Nothing here runs unless the user names a service. What is sent is the name itself and, where the
report says "Name, Country", the country's code. Requests keep a distance in time, answers are kept
on disk (`geo/online/cache.py`), and a service that fails three times in a row is left alone.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, get_args
from urllib.parse import urlsplit

from dateline.errors import InputError
from dateline.geo.online.cache import open_cache

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dateline.geo.online.cache import Answer, AnswerCache
    from dateline.geo.online.client import Client

ServiceName = Literal["nominatim", "photon", "geonames", "arcgis"]
SERVICES: Final[tuple[ServiceName, ...]] = get_args(ServiceName)
DELAY_S: Final = 1.0
TIMEOUT_S: Final = 10.0
FAILURES: Final = 3  # in a row, after which a service is not asked again
LONGEST_DELAY_S: Final = 3600.0
_SHARED: Final = "nominatim.openstreetmap.org"  # its policy: at most one request a second


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What there is to know about a service: its public address, and whose data it has."""

    url: str
    source: str


_KINDS: Final[dict[ServiceName, _Kind]] = {
    "nominatim": _Kind(
        url=f"https://{_SHARED}", source="Nominatim (© OpenStreetMap contributors, ODbL)"
    ),
    "photon": _Kind(
        url="https://photon.komoot.io",
        source="Photon (© OpenStreetMap contributors, ODbL)",
    ),
    "geonames": _Kind(
        url="https://secure.geonames.org",
        source="GeoNames web service (geonames.org, CC BY 4.0)",
    ),
    "arcgis": _Kind(url="https://geocode.arcgis.com", source="ArcGIS (Powered by Esri)"),
}
# What geopy raises on JSON of another form than it expects.
_MISREAD: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_ADVICE: Final = {
    401: "it does not accept the user; see its terms of use",
    403: "it refuses this program or this user; see its terms of use",
    404: "is the address that of the service? see --geocoder-url",
    407: "a proxy on the way asks for a password",
}


class NoAnswerError(Exception):
    """A name that a service was not asked, or did not answer: the words are for the reader."""


@dataclass(slots=True, eq=False)
class OnlineService:
    """A geocoding service that the user chose. Make it with `open_service`.

    Attributes
    ----------
    name, url
        Which service, and the address where it answers.
    source
        Data set and licence, as a page must show them.
    cache
        Answers kept from before.
    delay_s, timeout_s
        Least time between two requests, longest time for one, seconds.
    user
        GeoNames user name, "" for the others.
    warn
        Is told, in one line, of each failure.
    """

    name: ServiceName
    url: str
    source: str
    cache: AnswerCache
    delay_s: float
    timeout_s: float
    user: str = field(repr=False)
    warn: Callable[[str], None]
    _failures: int = 0
    _unwritten: bool = False
    _client: Client | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        """Host (and port) that answers, for the reader."""
        return urlsplit(self.url).netloc

    def look_up(self, name: str, *, country: str = "", cached_only: bool = False) -> Answer:
        """Return what the service says to a name.

        Parameters
        ----------
        name
            As the report writes it, on one line.
        country
            ISO 3166-1 alpha-2 where the report names the country beside it; sent to Nominatim and
            GeoNames, which take one.
        cached_only
            Whether to send nothing and look among the kept answers alone.

        Raises
        ------
        NoAnswerError
            It was not asked, or failed; `warn` has been told of a failure.
        """
        hint = country if self.name in {"nominatim", "geonames"} else ""
        query = json.dumps({"name": name, "country": hint}, ensure_ascii=True)
        kept = self.cache.find(self.name, self.url, query)
        if kept is not None:
            return kept
        if cached_only:
            msg = f"{self.name} was not asked (too many names in one report)"
            raise NoAnswerError(msg)
        if self._failures >= FAILURES:
            msg = f"{self.name} was not asked (it failed {FAILURES} times in a row)"
            raise NoAnswerError(msg)
        answer = self._ask(name, hint)
        if not self.cache.keep(self.name, self.url, query, answer) and not self._unwritten:
            self._unwritten = True
            self.warn(f"answers of {self.name} are not kept: cannot write {self.cache.path}")
        return answer

    def _ask(self, name: str, country: str) -> Answer:
        from geopy.exc import GeopyError

        try:
            if self._client is None:
                from dateline.geo.online.client import make_client

                self._client = make_client(
                    self.name,
                    self.url,
                    user=self.user,
                    delay_s=self.delay_s,
                    timeout_s=self.timeout_s,
                )
            answer = self._client.ask(name, country)
        except (GeopyError, *_MISREAD) as error:
            reason, advice = _trouble(error)
        else:
            self._failures = 0
            return answer
        self._failures += 1
        msg = f"{self.name} did not answer ({reason})"
        self.warn(msg + (f"; {advice}" if advice else ""))
        if self._failures == FAILURES:
            self.warn(f"{self.name} failed {FAILURES} times in a row and is not asked again")
        raise NoAnswerError(msg)


def open_service(
    name: str,
    *,
    url: str | None = None,
    user: str | None = None,
    cache: Path | None = None,
    delay_s: float = DELAY_S,
    timeout_s: float = TIMEOUT_S,
    warn: Callable[[str], None] = lambda _: None,
) -> OnlineService:
    """Make ready to ask a geocoding service; nothing is sent yet.

    Parameters
    ----------
    name
        nominatim, photon, geonames or arcgis.
    url
        Address of a server of one's own, ``https://geo.example.org/nominatim``; the public one by
        default.
    user
        GeoNames user name; GeoNames alone needs one.
    cache
        File of kept answers; one in the user's cache folder by default.
    delay_s
        Least time between two requests, seconds. The public Nominatim allows no less than 1.
    timeout_s
        Longest time for one request, seconds.
    warn
        Is told, in one line, of each failure; by default nobody is.

    Raises
    ------
    InputError
        The service, the address, the user or the delay cannot be meant, or the cache is none.
    """
    if name not in SERVICES:
        msg = f"no such geocoder: {name!r}"
        raise InputError(msg, hint="choose one of " + ", ".join(SERVICES))
    kind = _KINDS[name]
    address = _checked_url(url) if url else kind.url
    if name == "geonames" and not user:
        msg = "GeoNames asks for a user name"
        raise InputError(msg, hint="get one at geonames.org/login and pass --geocoder-user NAME")
    if name != "geonames" and user:
        msg = f"{name} takes no user name"
        raise InputError(msg, hint="leave out --geocoder-user")
    if not 0 <= delay_s <= LONGEST_DELAY_S:  # NaN is neither
        msg = f"--geocoder-delay must be seconds from 0 to {LONGEST_DELAY_S:g}, got {delay_s:g}"
        raise InputError(msg, hint="e.g. --geocoder-delay 1")
    if urlsplit(address).hostname == _SHARED and delay_s < DELAY_S:
        msg = f"{_SHARED} allows one request a second, got --geocoder-delay {delay_s:g}"
        raise InputError(msg, hint="leave out --geocoder-delay, or ask a server of your own")
    if not (timeout_s > 0 and math.isfinite(timeout_s)):
        msg = f"a time-out must be over 0 seconds, got {timeout_s:g}"
        raise InputError(msg)
    return OnlineService(
        name=name,
        url=address,
        source=kind.source,
        cache=open_cache(cache),
        delay_s=delay_s,
        timeout_s=timeout_s,
        user=user or "",
        warn=warn,
    )


def _checked_url(url: str) -> str:
    """Return an address in the one form that the cache knows, or say what is wrong with it."""
    hint = "e.g. --geocoder-url https://geo.example.org/nominatim"
    msg = f"--geocoder-url is no address of a server: {url[:100]!r}"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InputError(msg, hint=hint) from error
    if parts.scheme not in {"http", "https"}:
        msg += " (it must begin with http:// or https://)"
        raise InputError(msg, hint=hint)
    if not parts.hostname or not url.isascii() or not url.isprintable() or " " in url:
        raise InputError(msg, hint=hint)
    if parts.username is not None or parts.query or parts.fragment:
        msg = "--geocoder-url must hold neither a password, nor a query, nor a fragment"
        raise InputError(msg, hint=hint)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    host += f":{port}" if port is not None else ""
    return f"{parts.scheme}://{host}{parts.path.rstrip('/')}"


def _trouble(error: Exception) -> tuple[str, str]:
    """Return what happened and what to do, never with words of the server's own."""
    from geopy.exc import (
        GeocoderAuthenticationFailure,
        GeocoderInsufficientPrivileges,
        GeocoderQuotaExceeded,
    )

    from dateline.geo.online.http import ServiceError

    if isinstance(error, ServiceError):
        return error.reason, error.advice
    status = getattr(error.__cause__, "status_code", None)
    if status == 429:
        wait = getattr(error, "retry_after", None)
        many = f"too many requests: wait {wait:.0f} s" if wait else "too many requests: wait"
        return "HTTP 429", f"{many}, or raise --geocoder-delay"
    if status is not None and 300 <= status < 400:
        return f"HTTP {status}", "it redirects in a circle, or to no page; see --geocoder-url"
    if status is not None:
        return f"HTTP {status}", _ADVICE.get(status, "try again later" if status >= 500 else "")
    if isinstance(error, (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges)):
        return "it does not accept the user name", "see --geocoder-user"
    if isinstance(error, GeocoderQuotaExceeded):
        return "the user's quota is used up", "try again later"
    return "not an answer of this service", "is the address that of the service? see --geocoder-url"
