"""What do the military symbols that dateline can choose look like?

    pip install milsymbol==0.2.0
    python scripts/build_symbols.py

draws with milsymbol (MIT; after milsymbol.js, (c) Måns Beckman, MIT) every symbol that
maps/drawing/symbols.py can choose, takes frame, icon and size apart, and writes maps/data/symbols.json: per
identity the frame, per identity, set and entity the icon, per identity and size its marks.
maps/drawing/symbols_svg.py puts them together again.
"""

from __future__ import annotations

import hashlib
import json
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import milsymbol

from dateline.maps.drawing.symbols import choosable

ROOT: Final = Path(__file__).resolve().parents[1]
VERSION: Final = "0.2.0"
KEPT: Final = {"d", "cx", "cy", "r", "transform", "stroke-width", "stroke", "fill"}
SIZE: Final = 30


def drawn(code: str) -> list[Any]:
    """Return the elements of one symbol, its frame first."""
    svg = ET.fromstring(milsymbol.Symbol(code, size=SIZE).as_svg())  # of our own making
    return [element(child) for child in svg]


def element(node: ET.Element) -> list[Any]:
    """Return [name, attributes, children]; empty values and inks that are inherited are left out."""
    name = node.tag.rpartition("}")[2]
    own = {key: re.sub(r"\s+", " ", value).strip() for key, value in node.items() if key in KEPT}
    if own.get("transform") == "translate(0,0)":
        del own["transform"]
    return [name, own, [element(child) for child in node]]


def parts() -> dict[str, dict[str, list[Any]]]:
    """Return frames, icons and sizes of all symbols that can be chosen."""
    found: dict[str, dict[str, list[Any]]] = {"frames": {}, "icons": {}, "sizes": {}}
    for one in choosable():
        frame, *rest = drawn(one.code)
        bare = one.entity == "000000" and one.echelon == "00"
        if bare:
            found["frames"][one.identity] = [frame]
        if one.echelon == "00":
            key = f"{one.identity}{one.symbol_set}{one.entity}"
            found["icons"][key] = rest
        elif one.entity == "000000":
            found["sizes"][f"{one.identity}{one.echelon}"] = rest
    return found


def main() -> None:
    if version("milsymbol") != VERSION:
        raise SystemExit(f"milsymbol {VERSION} is needed, found {version('milsymbol')}")
    data = json.dumps(parts(), separators=(",", ":"), sort_keys=True) + "\n"
    (ROOT / "maps/data/symbols.json").write_text(data, "utf-8")
    source = Path(milsymbol.__file__).parent / "data"
    manifest = {
        "files": [row("symbols.json", data.encode())],
        "licence": "MIT",
        "attribution": "milsymbol © Måns Beckman, Kevin Lundeen (MIT)",
        "versions": {"milsymbol": VERSION},
        "sources": [
            row(f"milsymbol data/{name}", (source / name).read_bytes())
            for name in ("modifier-data.json.gz", "number-data.json.gz")
        ],
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (ROOT / "maps/data/MANIFEST-symbols.json").write_text(text, "utf-8")


def row(name: str, data: bytes) -> dict[str, str]:
    return {"file": name, "sha256": hashlib.sha256(data).hexdigest()}


if __name__ == "__main__":
    main()
