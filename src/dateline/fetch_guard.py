"""Which address may be asked? Public ones alone, and the one that was checked is the one that is used.

A page or a feed names addresses that its reader did not choose. Before each connection, redirects
too, the host's name is looked up once, every address that it has must be a public one, and the
connection goes to that very address: a name that answers otherwise a moment later (DNS rebinding)
changes nothing. No proxy is used, since a proxy would look the name up anew.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address
    Lookup = Callable[[str, int], list[str]]

_NAT64: Final = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_PORTS: Final = frozenset({80, 443, 8080, 8443})
_LONGEST: Final = 2_000
_SAFE: Final = "/%:=&?~#+!$,;'@()*[]"


class FetchError(Exception):
    """Why an address was not fetched: one line, and what to do."""

    def __init__(self, reason: str, *, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address on the web, divided.

    Attributes
    ----------
    url
        Written out, without a fragment.
    host, port
        The name as asked; a port is always given.
    path
        With the query, as it is sent.
    """

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what a robots.txt is for."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """Host and, where it is not the usual one, port."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme]
        return name if self.port == usual else f"{name}:{self.port}"


def target_of(url: str, *, allow_private: bool = False) -> Target:
    """Divide an address; refuse what is none of the web.

    Raises
    ------
    FetchError
        It is not http or https, names a user, or a port that web servers do not have.
    """
    shown = url[:100]
    if len(url) > _LONGEST or any(c.isspace() or not c.isprintable() for c in url):
        msg = f"no address of the web: {shown!r}"
        raise FetchError(msg, hint="it holds blanks or is too long")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if not _is_ip(parts.hostname) \
            else str(parts.hostname)  # fmt: skip
    except (ValueError, UnicodeError):
        msg = f"no address of the web: {shown!r}"
        raise FetchError(msg, hint="write it as https://example.org/page") from None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        msg = f"no address of the web: {shown!r}"
        raise FetchError(msg, hint="it must begin with https:// or http://")
    if parts.username is not None or parts.password is not None:
        msg = "an address with a user name or password"
        raise FetchError(msg, hint="leave it out; pages behind a login are not fetched")
    scheme = parts.scheme.lower()
    port = port or {"http": 80, "https": 443}[scheme]
    if port not in _PORTS and not allow_private:
        msg = f"port {port} is not one of web servers"
        raise FetchError(msg, hint="--allow-private allows any port, of servers that you trust")
    path = quote(parts.path or "/", safe=_SAFE)
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    name = f"[{host}]" if ":" in host else host
    usual = port == {"http": 80, "https": 443}[scheme]
    netloc = name if usual else f"{name}:{port}"
    whole = urlunsplit((scheme, netloc, path, query[1:], ""))
    return Target(url=whole, scheme=scheme, host=host, port=port, path=path + query)


def addresses_of(host: str, port: int) -> list[str]:
    """Look a name up: all of its addresses, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_address(
    target: Target, *, allow_private: bool = False, lookup: Lookup = addresses_of
) -> str:
    """Return the one address to connect to.

    Parameters
    ----------
    target
        What is asked.
    allow_private
        Whether addresses of this machine and of networks that are not public may be asked.
    lookup
        Gives a name's addresses.

    Raises
    ------
    FetchError
        The name has no address, or one of its addresses is not public.
    """
    try:
        found = lookup(target.host, target.port)
    except (OSError, UnicodeError):
        msg = f"{target.host} has no address"
        raise FetchError(msg, hint="are you online, is the name right?") from None
    if not found:
        msg = f"{target.host} has no address"
        raise FetchError(msg, hint="is the name right?")
    if not allow_private:
        for address in found:
            if not is_public(address):
                msg = f"{target.host} is at {address}, which is not on the public internet"
                raise FetchError(msg, hint="--allow-private allows it, if you trust what named it")
    return found[0]


def is_public(address: str) -> bool:
    """Whether an address is of the public internet, also where one is hidden in another.

    Examples
    --------
    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("1.1.1.1")
    (False, False, True)
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(
        one.is_global
        and not (one.is_private or one.is_loopback or one.is_link_local or one.is_reserved)
        and not (one.is_multicast or one.is_unspecified)
        for one in _meant(found)
    )


def _meant(address: Address) -> list[Address]:
    """Return an address and the IPv4 address that it may stand for."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    inner: list[Address] = []
    if address.sixtofour is not None:
        inner.append(address.sixtofour)
    if address.teredo is not None:
        inner.extend(address.teredo)
    if any(address in network for network in _NAT64):
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        return inner
    return [address, *inner]


def connect(target: Target, address: str, *, timeout_s: float) -> http.client.HTTPConnection:
    """Return a connection to that address, which still speaks to the target's host by its name."""
    if target.scheme == "https":
        return _PinnedHTTPS(target, address, timeout_s)
    return _Pinned(target, address, timeout_s)


class _Pinned(http.client.HTTPConnection):
    def __init__(self, target: Target, address: str, timeout_s: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout_s)
        self._address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)


class _PinnedHTTPS(http.client.HTTPSConnection):
    def __init__(self, target: Target, address: str, timeout_s: float) -> None:
        self._trust = ssl.create_default_context()
        super().__init__(target.host, target.port, timeout=timeout_s, context=self._trust)
        self._address = address

    def connect(self) -> None:
        raw = socket.create_connection((self._address, self.port), self.timeout)
        try:
            self.sock = self._trust.wrap_socket(raw, server_hostname=self.host)
        except BaseException:
            raw.close()
            raise


def _is_ip(host: str | None) -> bool:
    try:
        ipaddress.ip_address(host or "")
    except ValueError:
        return False
    return True
