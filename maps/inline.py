"""How do our scripts and styles get into a page: their text, and the hash that its policy allows?"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files


def asset(name: str) -> str:
    """Return a text file of maps/assets."""
    return (files("dateline.maps") / "assets" / name).read_text("utf-8")


def hash_source(code: str) -> str:
    """Return the source expression that lets exactly this inline script or style pass."""
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
