#!/usr/bin/env python3
"""Where does the time of a cold `dateline map` go? Prints a table of its stages.

    python benchmarks/speed/stages.py [REPORT] [--runs 3]

Every run is a new process. Wall and processor seconds are the least of the runs: on a loaded
machine the least is nearest to what the work itself takes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEED = Path(__file__).parents[2] / "seeds" / "russia-tajikistan.txt"
TARGET_S = 3.0
PROBE = """
import json, sys, time
began = time.perf_counter(), time.process_time()
rows = []
def mark(name):
    global began
    now = time.perf_counter(), time.process_time()
    rows.append((name, now[0] - began[0], now[1] - began[1]))
    began = now
from dateline.cli import main
mark("import the command line")
from dateline.geo.reports.reading import read_article
article = read_article(sys.argv[1])
mark("read the report")
from dateline.lean import import_spacy
import_spacy()
mark("import spaCy")
from dateline.geo.parse import load_model, parse_article
load_model()
mark("load the model")
parse = parse_article(article)
mark("parse")
from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.recognition.toponyms import recognize_toponyms
gazetteer = open_gazetteer()
mentions = recognize_toponyms(article, gazetteer=gazetteer, parse=parse)
mark("recognise toponyms")
from dateline.geo.resolution.resolve import resolve_toponyms
resolutions = resolve_toponyms(article, mentions, gazetteer=gazetteer)
mark("resolve toponyms")
from dateline.layers.claims.claims import extract_claims
claims = extract_claims(article, parse, resolutions, gazetteer=gazetteer)
mark("extract claims")
import geopandas
mark("import geopandas")
from dateline.layers.build import build_layers
layers = build_layers(article, resolutions, claims, gazetteer=gazetteer)
mark("build layers")
import folium
mark("import folium")
from dateline.maps.page.render import render_map
page = render_map(article, resolutions, claims, layers, parse=parse)
mark("render the page")
print(json.dumps(rows))
"""


def measure(report: Path, runs: int) -> list[tuple[str, float, float]]:
    """Return for each stage its name and the least wall and processor seconds of the runs."""
    tables = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", PROBE, str(report)], check=True, capture_output=True, text=True
        )
        tables.append(json.loads(done.stdout))
    return [
        (rows[0][0], min(row[1] for row in rows), min(row[2] for row in rows))
        for rows in zip(*tables, strict=True)
    ]


def command(report: Path, runs: int) -> float:
    """Return the least wall seconds of the command itself, interpreter and all."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs):
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "dateline", "map", str(report), "-o", f"{folder}/map.html"],
                check=True,
                capture_output=True,
            )
            times.append(time.perf_counter() - began)
    return min(times)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", nargs="?", type=Path, default=SEED)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    rows = measure(options.report, options.runs)
    print(f"{'stage':26}{'wall s':>8}{'cpu s':>8}")
    for name, wall, cpu in rows:
        print(f"{name:26}{wall:8.2f}{cpu:8.2f}")
    total = sum(row[1] for row in rows)
    print(f"{'one after the other':26}{total:8.2f}{sum(row[2] for row in rows):8.2f}")
    whole = command(options.report, options.runs)
    print(f"{'the command itself':26}{whole:8.2f}{'':8}   target {TARGET_S} s wall")
    return 0


if __name__ == "__main__":
    sys.exit(main())
