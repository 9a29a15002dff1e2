"""How do our scripts and styles get into a page: their text, and the hash that its policy allows?

The scripts of the review travel packed, as few readers start one. assets/pack.js unpacks them; their
hash stands in the policy with the others'.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from functools import lru_cache
from importlib.resources import files
from typing import Final

import rjsmin

# In this order; each builds on those before it and on the page's own.
REVIEW: Final = (
    "toml_read", "corrections_toml", "draft", "added", "review", "review_forms", "review_select",
)  # fmt: skip
_LEVEL: Final = 9


def asset(name: str) -> str:
    """Return a text file of maps/assets."""
    return (files("dateline.maps") / "assets" / name).read_text("utf-8")


def script(name: str) -> str:
    """Return a script as the page carries it: ours without comments and spare blanks, Leaflet as it came."""
    code = asset(f"{name}.js")
    return code if name == "leaflet" else str(rjsmin.jsmin(code)).strip()


@lru_cache(maxsize=1)
def review_code() -> str:
    """Return the scripts of the review as one."""
    return "\n".join(script(name) for name in REVIEW)


def deflated(words: str) -> str:
    """Return text compressed (zlib) in base64: ASCII letters, digits, ``+/=``."""
    return base64.b64encode(zlib.compress(words.encode("utf-8"), _LEVEL)).decode("ascii")


def hash_source(code: str) -> str:
    """Return the source expression that lets exactly this inline script or style pass."""
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
