"""How is a geocoding service asked, and what may come back?

An adapter for geopy with bounds that geopy's own have not: an answer has a largest size and a
latest moment, no redirect leads to another host (a name goes to the server that the user named and
to no other), and NaN is no number. Every failure is a `ServiceError` with words for the reader.
"""

from __future__ import annotations

import json
import ssl
import time
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage
from typing import IO, TYPE_CHECKING, Final, NoReturn, Protocol, cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderServiceError

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_BYTES: Final = 2_000_000
_CHUNK: Final = 1 << 16


class ServiceError(GeocoderServiceError):  # type: ignore[misc]  # geopy has no types
    """A service that gave no usable answer.

    Parameters
    ----------
    reason
        What happened, as it stands in brackets after "did not answer".
    advice
        What the user may do; may be empty.
    """

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


class _Page(Protocol):
    """What `urllib` returns for an http address."""

    headers: HTTPMessage

    def read1(self, n: int) -> bytes: ...


class _SameHost(HTTPRedirectHandler):
    """Follow redirects on the same host only, and never from https to http."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if new.hostname != old.hostname or new.scheme not in {old.scheme, "https"}:
            where = "".join(c for c in f"{new.scheme}://{new.netloc}"[:100] if c.isprintable())
            msg = f"it redirects to {where}, which was not asked for"
            fp.close()
            raise ServiceError(msg, "give the final address with --geocoder-url, if you trust it")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class BoundedAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """geopy's way to the network, with bounds.

    Attributes
    ----------
    retrieved
        Day of the last answer as the server gave it (ISO 8601, UTC), "" where it gave none.
    document
        The last answer, parsed.
    """

    def __init__(
        self, *, proxies: Mapping[str, str] | None, ssl_context: ssl.SSLContext | None
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        # An empty mapping means no proxy; None means those of the system.
        proxy = ProxyHandler(dict(proxies)) if proxies is not None else ProxyHandler()
        self._opener = build_opener(proxy, HTTPSHandler(context=ssl_context), _SameHost())
        self.retrieved = ""
        self.document: object = None

    # pyright reads the types of geopy's abstract methods off their empty bodies.
    def get_text(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, url: str, *, timeout: float, headers: Mapping[str, str]
    ) -> str:
        """Return the body of a page as text."""
        request = Request(url, headers=dict(headers))  # noqa: S310 -- the scheme was checked
        try:
            with self._opener.open(request, timeout=timeout) as page:
                return self._read(cast("_Page", page), time.monotonic() + timeout)
        except HTTPError as error:
            msg = f"HTTP {error.code}"
            with error:
                raise AdapterHTTPError(
                    msg,
                    status_code=error.code,
                    headers={name.lower(): value for name, value in error.headers.items()},
                    text="",
                ) from None
        except (OSError, HTTPException, ValueError) as error:
            _fail(error, timeout)

    def get_json(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, url: str, *, timeout: float, headers: Mapping[str, str]
    ) -> object:
        """Return the JSON document of a page."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            self.document = json.loads(text, parse_constant=_no_number)
        except (ValueError, RecursionError):
            what = "a web page" if text.lstrip()[:1] == "<" else "something that is not JSON"
            msg = f"{what} in place of an answer"
            raise ServiceError(
                msg, "is the address that of the service? see --geocoder-url"
            ) from None
        return self.document

    def _read(self, page: _Page, latest: float) -> str:
        body = bytearray()
        while chunk := page.read1(_CHUNK):
            body += chunk
            if len(body) > LARGEST_BYTES:
                msg = f"an answer of more than {LARGEST_BYTES:,} bytes"
                raise ServiceError(msg)
            if time.monotonic() > latest:  # a server that sends a byte now and then
                raise TimeoutError
        self.retrieved = _day(page.headers.get("Date", ""))
        try:
            return body.decode(page.headers.get_content_charset() or "utf-8")
        except (LookupError, UnicodeDecodeError):
            msg = "an answer that is not text"
            raise ServiceError(msg) from None


def _fail(error: Exception, timeout: float) -> NoReturn:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        msg = f"no answer within {timeout:g} s"
        raise ServiceError(msg, "try again later") from None
    if isinstance(cause, ssl.SSLError):
        msg = "no secure connection: its certificate or its TLS is not accepted"
        raise ServiceError(msg) from None
    if isinstance(cause, ConnectionRefusedError):
        msg = "connection refused"
        raise ServiceError(msg, "is the server running, is the port right?") from None
    if isinstance(error, URLError):
        msg = "the host cannot be reached"
        raise ServiceError(msg, "are you online, is the address right?") from None
    msg = "the connection broke off"
    raise ServiceError(msg, "try again later") from None


def _no_number(word: str) -> NoReturn:
    msg = f"{word} is not JSON"
    raise ValueError(msg)


def _day(header: str) -> str:
    """Return the day of an HTTP date ("Tue, 24 Nov 2026 10:00:00 GMT"), "" where it is none."""
    try:
        return parsedate_to_datetime(header).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return ""
