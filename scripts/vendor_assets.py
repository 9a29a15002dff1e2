"""Which third-party files does the page inline, and are they what they claim to be?

    python scripts/vendor_assets.py NODE_MODULES

copies Leaflet's script and style sheet and their licence from an npm tree into maps/assets, axe-core
into tests/maps/assets, and writes MANIFEST.json (version, licence, bytes, sha256) beside each.
Leaflet's style sheet loses the rules that load images: the page makes its own controls.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGE_RULE = re.compile(r"[^{}]*\{[^{}]*url\([^{}]*\}")
SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=.*\s*\Z")
VENDORED = {
    "maps/assets": [
        ("leaflet", "dist/leaflet.js", "leaflet.js"),
        ("leaflet", "dist/leaflet.css", "leaflet.css"),
        ("leaflet", "LICENSE", "leaflet.LICENSE.txt"),
    ],
    "tests/maps/assets": [
        ("axe-core", "axe.min.js", "axe.min.js"),
        ("axe-core", "LICENSE", "axe-core.LICENSE.txt"),
    ],
}


def slim(name: str, data: bytes) -> bytes:
    """Return the file as we ship it: no source map reference, no style rule with an image."""
    if name.endswith(".css"):
        return IMAGE_RULE.sub("", data.decode("utf-8").replace("\r\n", "\n")).encode("utf-8")
    return SOURCE_MAP.sub(b"\n", data) if name.endswith(".js") else data


def vendor(modules: Path) -> None:
    """Copy every file of `VENDORED` and write the manifests."""
    for folder, files in VENDORED.items():
        target = ROOT / folder
        target.mkdir(parents=True, exist_ok=True)
        rows = []
        for package, path, name in files:
            meta = json.loads((modules / package / "package.json").read_text("utf-8"))
            data = slim(name, (modules / package / path).read_bytes())
            (target / name).write_bytes(data)
            rows.append(
                {
                    "file": name,
                    "package": package,
                    "version": meta["version"],
                    "licence": meta["license"],
                    "from": path,
                    "bytes": len(data),
                    "sha256": hashlib.sha256(data).hexdigest(),
                }
            )
        (target / "MANIFEST.json").write_text(json.dumps(rows, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    vendor(Path(sys.argv[1]))
