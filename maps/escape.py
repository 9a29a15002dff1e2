"""How does text become HTML? Only here: no other module builds markup from text.

Reports are hostile until they have passed through this module. Markup is an `Html` string made by
`tag`; plain strings given to it as children or attribute values are escaped, `Html` children are
not. Data for the page's script goes through `json_data`, whose output cannot end a script element.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_VOID: Final = frozenset({"meta", "link", "br", "hr", "img", "input"})
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9:_-]*\Z")
# An attribute with one of these names runs script or loads something: never made from Python.
_REFUSED: Final = re.compile(
    r"on|style\Z|srcdoc\Z|src\Z|srcset\Z|formaction\Z|action\Z", re.IGNORECASE
)
_HTML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
# Not allowed in HTML or XML text, or not encodable: C0 controls, surrogates, non-characters.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_JSON: Final = {
    "&": "\\u0026", "<": "\\u003c", ">": "\\u003e", "\u2028": "\\u2028", "\u2029": "\\u2029",
}  # fmt: skip
_TELLING: Final = re.compile("[&<>\u2028\u2029]")


class Html(str):
    """Markup that is safe to put into the page as it is."""

    __slots__ = ()


DOCTYPE: Final = Html("<!DOCTYPE html>")


def clean(value: str) -> str:
    """Return `value` with characters that no page can hold replaced by U+FFFD."""
    return _UNFIT.sub("\ufffd", value)


def text(value: str) -> Html:
    """Escape `value` for element content and for quoted attribute values.

    Examples
    --------
    >>> text('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    >>> text("")
    ''
    """
    return value if isinstance(value, Html) else Html(clean(value).translate(_HTML))


def tag(
    name: str, /, *children: str, attrs: Mapping[str, str | None] | None = None, **more: str | None
) -> Html:
    """Build one element.

    Parameters
    ----------
    name
        Element name.
    children
        Escaped unless `Html`.
    attrs
        Attributes whose names are no Python names (``data-claim``); None leaves one out, "" gives
        an empty value.
    more
        Further attributes; a trailing underscore is dropped (``class_``) and underscores become
        hyphens (``aria_label``).

    Raises
    ------
    ValueError
        For an attribute that could run script, load something or break the policy (``onclick``,
        ``style``, ``src``), or a name that is no name.

    Examples
    --------
    >>> tag("p", "1 < 2", class_="note")
    '<p class="note">1 &lt; 2</p>'
    >>> tag("br")
    '<br>'
    """
    merged = dict(attrs or {})
    merged |= {key.rstrip("_").replace("_", "-"): value for key, value in more.items()}
    written = "".join(_attribute(key, value) for key, value in merged.items() if value is not None)
    if not _NAME.match(name):
        msg = f"`name` must be an element name, got {name!r}"
        raise ValueError(msg)
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(children)}</{name}>")


def _attribute(key: str, value: str) -> str:
    if not _NAME.match(key) or _REFUSED.match(key):
        msg = f"attribute {key!r} is not allowed; use a class or page.js"
        raise ValueError(msg)
    return f' {key}="{text(value)}"'


def join(parts: Iterable[str], separator: str = "") -> Html:
    """Join parts, escaping those that are not `Html` yet."""
    return Html(text(separator).join(text(part) for part in parts))


def framed(page: str, *, title: str, height_px: int = 620) -> Html:
    """Return a whole page in a frame of another one, such as a notebook, and shut off from it.

    Parameters
    ----------
    page
        A document with a policy of its own. Its scripts run, but as of no site: they can reach
        neither the page around them nor what its site has stored.
    title
        Of the frame, for screen readers.
    height_px
        Height in pixels of CSS; the width is that of the place where it stands.

    Examples
    --------
    >>> framed('<p title="x">', title="Map", height_px=300).partition("srcdoc=")[2]
    '"&lt;p title=&quot;x&quot;&gt;" loading="lazy"></iframe>'
    """
    rights = "allow-scripts allow-downloads allow-popups allow-modals"
    return Html(
        f'<iframe title="{text(title)}" sandbox="{rights}" width="100%" height="{height_px:d}"'
        f' style="border:1px solid #888" srcdoc="{text(page)}" loading="lazy"></iframe>'
    )


def json_data(value: object) -> Html:
    r"""Return `value` as JSON that is inert inside ``<script type="application/json">``.

    Examples
    --------
    >>> json_data({"quote": "</script>"})
    '{"quote":"\\u003c/script\\u003e"}'
    """
    raw = clean(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return Html(_TELLING.sub(lambda match: _JSON[match[0]], raw))


def web_address(value: str | None) -> str | None:
    """Return `value` if it is an http or https address that may become a link, else None.

    Examples
    --------
    >>> web_address("javascript:alert(1)") is None
    True
    """
    if not value or value != clean(value).strip() or re.search(r"\s", value):
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value if parts.scheme.lower() in {"http", "https"} and parts.netloc else None
