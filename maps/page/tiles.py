"""Which online map may a page offer under its own? A template of addresses that is safe to put there.

Nothing is loaded until the reader turns the layer on (assets/tiles.js); the page's policy lets
pictures come from this one host. Without the option a page names no host at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from dateline.errors import InputError

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_HOLDER: Final = re.compile(r"\{([^{}]*)\}")
# What an address and a policy hold without quotation: no blanks, quotes, semicolons, commas.
_PLAIN: Final = re.compile(r"[A-Za-z0-9\-._~:/?&=%@!$+*{}\[\]]+")
_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*|::1")
_HINT: Final = "for example https://tiles.example.org/{z}/{x}/{y}.png"
_LONGEST: Final = 300  # characters of an attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """An online layer of square pictures in Web Mercator.

    Attributes
    ----------
    template
        Address with ``{z}``, ``{x}``, ``{y}``.
    origin
        Scheme, host and port, as a policy names it.
    attribution
        Whose map it is; shown while it is on.
    """

    template: str
    origin: str
    attribution: str

    def for_page(self) -> dict[str, str]:
        """Return what the page's script needs."""
        host = urlsplit(self.origin).netloc
        return {"url": self.template, "host": host, "credit": self.attribution}


OSM: Final = Tiles(
    template="https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    origin="https://tile.openstreetmap.org",
    attribution="© OpenStreetMap contributors",
)


def tiles_of(template: str, attribution: str | None = None) -> Tiles:
    """Read what ``--tiles`` gives.

    Parameters
    ----------
    template
        "osm", or an address with ``{z}``, ``{x}`` and ``{y}``: https, or http on this machine.
    attribution
        Whose map it is. Must be given for an address; "osm" has its own.

    Raises
    ------
    InputError
        The address or the attribution cannot be used; says why.

    Examples
    --------
    >>> tiles_of("https://tiles.example.org/{z}/{x}/{y}.png", "© Example").origin
    'https://tiles.example.org'
    """
    if template == "osm":
        if attribution:
            msg = "--tiles-attribution with --tiles osm"
            raise InputError(msg, hint="leave it out: OpenStreetMap's own is shown")
        return OSM
    credit = " ".join((attribution or "").split())
    if not credit:
        msg = "--tiles without --tiles-attribution"
        raise InputError(msg, hint="say whose map it is, as its provider wants to be named")
    if len(credit) > _LONGEST:
        msg = f"--tiles-attribution has {len(credit)} characters, more than {_LONGEST}"
        raise InputError(msg, hint="name the provider and the licence alone")
    return Tiles(template=template, origin=_origin(template), attribution=credit)


def _origin(template: str) -> str:
    fault = _fault(template)
    if fault:
        msg = f"--tiles {template!r}: {fault}"
        raise InputError(msg, hint=_HINT)
    parts = urlsplit(template)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


def _fault(template: str) -> str:
    """Return what is wrong with a template, "" where nothing is."""
    holders = _HOLDER.findall(template)
    if sorted(holders) != ["x", "y", "z"]:
        return "must hold {z}, {x} and {y}, each once, and no other braces"
    if not _PLAIN.fullmatch(template) or _HOLDER.sub("", template).count("{") or "}" in _HOLDER.sub("", template):  # fmt: skip
        return "holds a character that an address has not"
    try:
        parts = urlsplit(template)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        return f"no address: {error}"
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        return "a name or password in an address would be on every copy of the page"
    if not _HOST.fullmatch(host) or "{" in parts.netloc or port == 0:
        return "the host is missing or cannot be one"
    if parts.scheme.lower() == "https" or (parts.scheme.lower() == "http" and host in _LOOPBACK):
        return ""
    return "must begin with https:// (http:// on this machine alone)"
