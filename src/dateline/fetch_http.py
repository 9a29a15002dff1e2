"""How is one page asked for, and what may come back? With bounds of time, size, kind and redirects."""

from __future__ import annotations

import http.client
import ssl
import time
import zlib
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from dateline.fetch_guard import (
    FetchError,
    Target,
    addresses_of,
    checked_address,
    connect,
    target_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dateline.fetch_guard import Lookup

LARGEST_BYTES: Final = 20_000_000  # as `read_article` reads
ROBOTS_BYTES: Final = 500_000  # of robots.txt that count, as RFC 9309 asks at least
MOST_REDIRECTS: Final = 5
LONGEST_DELAY_S: Final = 60.0
AGENT: Final = "dateline"
HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
FEEDS: Final = frozenset({
    "application/rss+xml", "application/atom+xml", "application/xml", "text/xml",
    "application/rdf+xml",
})  # fmt: skip
PLAIN: Final = frozenset({"text/plain", "text/markdown"})
PDF: Final = frozenset({"application/pdf"})
KINDS: Final = HTML | FEEDS | PLAIN | PDF
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_CHUNK: Final = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a server gave.

    Attributes
    ----------
    url
        After redirects.
    status
        200, or 304 where nothing has changed; the body is then empty.
    kind
        Media type, lower case, "" where not said.
    etag, modified
        Headers for the next, conditional request; "" where not given.
    """

    url: str
    status: int
    kind: str
    body: bytes
    etag: str = ""
    modified: str = ""


@dataclass(slots=True, eq=False, kw_only=True)
class Client:
    """Asks for pages, one request to a host at a time and not too soon after the last.

    Attributes
    ----------
    timeout_s
        Longest time for one page, seconds; redirects included.
    delay_s
        Least time between two requests to a host, seconds; a robots.txt may ask for more.
    allow_private
        Whether addresses that are not public may be asked.
    wait, now, lookup
        Clock and name service; of tests.
    """

    timeout_s: float = 30.0
    delay_s: float = 1.0
    allow_private: bool = False
    wait: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    lookup: Lookup = addresses_of
    _last: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, object] = field(default_factory=dict)

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Page:
        """Fetch a page as its robots.txt allows.

        Parameters
        ----------
        url
            http or https.
        etag, modified
            Of an earlier answer: the server may then say that nothing has changed.

        Raises
        ------
        FetchError
            Anything that stood in the way; says what.
        """
        latest = self.now() + self.timeout_s
        target = target_of(url, allow_private=self.allow_private)
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in headers.items() if value and value.isascii()}
        for _ in range(MOST_REDIRECTS + 1):
            waited = self.now()
            self._ask_robots(target)
            self._pause(target)
            latest += self.now() - waited  # politeness is not the server's slowness
            answer = self._once(target, headers, latest, LARGEST_BYTES)
            if not isinstance(answer, Target):
                return _checked(answer)
            if target.scheme == "https" and answer.scheme != "https":
                msg = f"it redirects from https to {answer.site}"
                raise FetchError(msg, hint="give that address itself, if you trust it")
            target, headers = answer, {}
        msg = f"more than {MOST_REDIRECTS} redirects"
        raise FetchError(msg, hint="give the final address")

    def _pause(self, target: Target, delay_s: float = 0.0) -> None:
        since = self.now() - self._last.get(target.host, float("-inf"))
        asked = self._robots.get(target.site)
        crawl = getattr(asked, "crawl_delay", lambda _: None)(AGENT) or 0.0
        least = max(self.delay_s, delay_s, min(float(crawl), LONGEST_DELAY_S))
        if since < least:
            self.wait(least - since)

    def _ask_robots(self, target: Target) -> None:
        """Read the site's robots.txt once; refuse what it disallows (RFC 9309)."""
        from protego import Protego

        if target.site not in self._robots:
            self._pause(target)
            self._robots[target.site] = Protego.parse(self._robots_text(target))
        rules = self._robots[target.site]
        if not rules.can_fetch(target.url, AGENT):  # type: ignore[attr-defined]
            msg = f"the robots.txt of {target.netloc} does not allow it"
            raise FetchError(msg, hint="save the page with a browser and pass the file")

    def _robots_text(self, target: Target) -> str:
        """Return the rules; none where there is no such file, "nothing" where the server fails."""
        url, latest = f"{target.site}/robots.txt", self.now() + self.timeout_s
        here = target_of(url, allow_private=self.allow_private)
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._once(here, {}, latest, ROBOTS_BYTES, cut=True)
            if isinstance(answer, Target):
                here = answer
            elif answer.status >= 500:
                msg = f"the robots.txt of {target.netloc} cannot be read (HTTP {answer.status})"
                raise FetchError(msg, hint="try again later")
            else:
                ok = answer.status == 200
                return answer.body.decode("utf-8-sig", errors="replace") if ok else ""
        return ""

    def _once(
        self,
        target: Target,
        headers: Mapping[str, str],
        latest: float,
        largest: int,
        *,
        cut: bool = False,
    ) -> Page | Target:
        """Make one request; return the answer, or where it redirects to."""
        address = checked_address(target, allow_private=self.allow_private, lookup=self.lookup)
        left = max(0.1, latest - self.now())
        connection = connect(target, address, timeout_s=min(left, self.timeout_s))
        sent = {
            "Host": target.netloc,
            "User-Agent": f"{AGENT}/{version('dateline')} (news reports into maps; one page at a time)",
            "Accept": ", ".join(sorted(KINDS)),
            "Accept-Encoding": "gzip",
            **headers,
        }
        try:
            connection.request("GET", target.path, headers=sent)
            response = connection.getresponse()
            if response.status in _REDIRECTS:
                place = response.getheader("Location") or ""
                if not place:
                    msg = "it redirects to nowhere"
                    raise FetchError(msg)
                return target_of(urljoin(target.url, place), allow_private=self.allow_private)
            body = self._read(response, latest, largest, cut=cut)
            return Page(
                url=target.url,
                status=response.status,
                kind=(response.getheader("Content-Type") or "").partition(";")[0].strip().lower(),
                body=body,
                etag=(response.getheader("ETag") or "")[:500],
                modified=(response.getheader("Last-Modified") or "")[:100],
            )
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise _failure(error, self.timeout_s) from None
        finally:
            connection.close()
            self._last[target.host] = self.now()

    def _read(
        self, response: http.client.HTTPResponse, latest: float, largest: int, *, cut: bool
    ) -> bytes:
        packed = (response.getheader("Content-Encoding") or "identity").strip().lower()
        if packed not in {"identity", "gzip", "x-gzip"}:
            msg = f"an answer packed as {packed[:30]!r}, which was not asked for"
            raise FetchError(msg)
        unzip = zlib.decompressobj(wbits=31) if packed != "identity" else None
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            body += unzip.decompress(chunk, largest + 1 - len(body)) if unzip else chunk
            if len(body) > largest:
                if cut:
                    return bytes(body[:largest])
                msg = f"more than {largest // 10**6} MB"
                raise FetchError(msg)
            if self.now() > latest:  # a server that sends a byte now and then
                raise TimeoutError
        if response.length:
            msg = "the connection broke off"
            raise FetchError(msg, hint="try again later")
        return bytes(body)


def _checked(page: Page) -> Page:
    if page.status == 304:
        return page
    if page.status != 200:
        msg = f"HTTP {page.status}"
        hints = {401: "it needs a login", 403: "the server refuses programs; save the page with a "
                 "browser", 404: "is the address right?", 410: "the page is gone",
                 429: "too many requests; try again later"}  # fmt: skip
        raise FetchError(msg, hint=hints.get(page.status, "try again later"))
    if page.kind not in KINDS:
        msg = f"it is {page.kind[:60] or 'of no named kind'}, no page, text, PDF or feed"
        raise FetchError(msg, hint="give the address of a report")
    if not page.body.strip():
        msg = "an empty page"
        raise FetchError(msg)
    return page


def _failure(error: Exception, timeout_s: float) -> FetchError:
    if isinstance(error, TimeoutError):
        return FetchError(f"no answer within {timeout_s:g} s", hint="try again later")
    if isinstance(error, ssl.SSLError):
        return FetchError("no secure connection: its certificate is not accepted")
    if isinstance(error, ConnectionRefusedError):
        return FetchError("connection refused", hint="is the address right?")
    if isinstance(error, zlib.error):
        return FetchError("a broken answer")
    return FetchError("the connection broke off", hint="try again later")
