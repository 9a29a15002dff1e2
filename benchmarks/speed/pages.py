#!/usr/bin/env python3
"""Is our page smaller than folium's and geopandas.explore's of the same data, and drawn no later?

    pip install mapclassify  # geopandas.explore asks for it
    python benchmarks/speed/pages.py [--runs 5] [--assets DIR]

The layers of the report that ships with us, three times: our page, a folium map with a popup a
feature, and `GeoDataFrame.explore`. All are served by one server on loopback, the peers with the
files that they otherwise load from elsewhere, taken once with ``npm pack`` into DIR (pinned and
checked below). What cannot be had so is left out of their page and of their bytes, in their favour:
glyphicons, the rotation style sheet, fonts and, above all, tiles: the peers draw no base map here.
Drawn: from the start of navigation to the picture after the report's shapes are on the screen, on our
page in its still picture, on the peers' in their map. Ready: until they are in the map that moves.
Deeds: what a reader does on our page, each from the input to the next picture, as Chromium's event
timing tells it (whole 8 ms).
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import statistics
import subprocess
import tarfile
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

SEED: Final = Path(__file__).parents[2] / "seeds" / "russia-tajikistan.txt"
# Package of npm -> sha256 of its file as packed.
PACKAGES: Final = {
    "leaflet-1.9.3": "10d016716b56048661eaf9cde004dc82e80bd3613b52c4f53cf5aec73088006c",
    "jquery-3.7.1": "68a9f787516da47c680e09c187bcbac4536b6f85d90eb882844e12919e583f53",
    "bootstrap-5.2.2": "6ae3403f9085283be866fd9bca04f3034ffc755e466e6a1ff9836e8c0a1340d4",
    "leaflet.awesome-markers-2.0.5": "b0180e6ae1c9bce3a212bb0b4f3a8c484cf8c15725958e930c68b7e3f7693aa7",
    "fortawesome-fontawesome-free-6.2.0": "627ba11e9f2923be8f4c3f8688b9b4f17d787ce02691f32837893f53e8276c2a",
}
NPM_NAMES: Final = {"fortawesome-fontawesome-free-6.2.0": "@fortawesome/fontawesome-free@6.2.0"}
# End of the address in a peer's page -> package and path.
FILES: Final = {
    "dist/leaflet.js": ("leaflet-1.9.3", "dist/leaflet.js"),
    "dist/leaflet.css": ("leaflet-1.9.3", "dist/leaflet.css"),
    "jquery-3.7.1.min.js": ("jquery-3.7.1", "dist/jquery.min.js"),
    "js/bootstrap.bundle.min.js": ("bootstrap-5.2.2", "dist/js/bootstrap.bundle.min.js"),
    "css/bootstrap.min.css": ("bootstrap-5.2.2", "dist/css/bootstrap.min.css"),
    "leaflet.awesome-markers.js": ("leaflet.awesome-markers-2.0.5", "dist/leaflet.awesome-markers.js"),
    "leaflet.awesome-markers.css": ("leaflet.awesome-markers-2.0.5", "dist/leaflet.awesome-markers.css"),
    "css/all.min.css": ("fortawesome-fontawesome-free-6.2.0", "css/all.min.css"),
}  # fmt: skip
ADDRESS: Final = re.compile(r'(?:src|href)="(https?://[^"]+)"')
# A shape of the report that has room on the screen: of a peer's map, of ours, of our still picture.
WATCH: Final = """
(() => {
  const SHAPES = {
    drawnAt: '.leaflet-container path.leaflet-interactive, .static-map > path[class^="f-"]',
    readyAt: '.leaflet-container path.leaflet-interactive',
  };
  const shown = (css) => [...document.querySelectorAll(css)].some((shape) => shape.getClientRects().length);
  const look = () => {
    for (const [name, css] of Object.entries(SHAPES)) {
      if (!window[name + 'Soon'] && shown(css)) {
        window[name + 'Soon'] = true;
        requestAnimationFrame(() => { window[name] = performance.now(); });
      }
    }
    if (!window.readyAtSoon) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""


def fetch(folder: Path) -> None:
    """Bring the packages into a folder and unpack them; those that are there stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for package, expected in PACKAGES.items():
        packed = folder / f"{package}.tgz"
        if not packed.exists():
            name = NPM_NAMES.get(package) or "@".join(package.rsplit("-", 1))
            subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True)
        found = hashlib.sha256(packed.read_bytes()).hexdigest()
        if found != expected:
            raise SystemExit(f"{packed.name}: sha256 {found}, expected {expected}")
        if not (folder / package).exists():
            with tarfile.open(packed) as archive:
                archive.extractall(folder / package, filter="data")


def localised(html: str, assets: Path, folder: Path) -> tuple[str, list[str]]:
    """Return a peer's page with addresses of our server, and the addresses that had no file."""
    missing = []
    for address in dict.fromkeys(ADDRESS.findall(html)):
        found = next((FILES[end] for end in FILES if address.endswith(end)), None)
        if found is None:
            html = html.replace(f'href="{address}"', 'href="data:text/css,"')
            missing.append(address)
            continue
        package, path = found
        name = f"{package}-{Path(path).name}"
        shutil.copyfile(assets / package / "package" / path, folder / name)
        html = html.replace(address, name)
    return html, missing


def peers(analysis: Any) -> dict[str, str]:
    """Return the same layers as a page of folium and one of geopandas.explore."""
    import folium
    import geopandas as gpd
    import pandas as pd

    frames = [layer.frame[layer.frame.geometry.notna()] for layer in analysis_layers(analysis)]
    frames = [frame for frame in frames if len(frame)]
    shown = ["name", "status", "note", "claims"]
    told = [
        frame.assign(claims=frame["claim_ids"].map(", ".join))[[*shown, "geometry"]]
        for frame in frames
    ]
    west, south, east, north = pd.concat(told).total_bounds
    page = folium.Map(tiles=None)
    for frame in told:
        popup = folium.GeoJsonPopup(fields=shown)
        folium.GeoJson(frame, popup=popup, marker=folium.CircleMarker(radius=6)).add_to(page)
    page.fit_bounds([[south, west], [north, east]])
    whole = gpd.GeoDataFrame(pd.concat(told, ignore_index=True), crs=4326)
    return {
        "folium": page.get_root().render(),
        "explore": whole.explore(tiles=None).get_root().render(),
    }


def analysis_layers(analysis: Any) -> Any:
    from dateline.geo.gazetteer.gazetteer import open_gazetteer
    from dateline.layers.build import build_layers

    return build_layers(
        analysis.article, analysis.resolutions, analysis.claims, gazetteer=open_gazetteer(),
        positions=analysis.positions,
    )  # fmt: skip


# What a reader does on our page: the words for it, and how.
DEEDS: Final = {
    "choose a claim": lambda page: page.locator(".card:visible blockquote").nth(2).click(),
    "next by key": lambda page: page.keyboard.press("j"),
    "click a sign": lambda page: page.locator(".leaflet-marker-pane .pin-box").first.click(
        force=True
    ),
    "close it": lambda page: page.keyboard.press("Escape"),
    "zoom in": lambda page: page.get_by_role("button", name="Zoom in").click(),
    "show all": lambda page: page.get_by_role("button", name="All: show").click(),
    "type a search": lambda page: page.locator("#query").press_sequentially("border", delay=60),
    "empty it": lambda page: page.keyboard.press("Escape"),
    "open the filters": lambda page: page.locator("#filter-button").click(),
    "filter": lambda page: page.locator("#filters input").first.click(),
    "table": lambda page: page.locator("#show-table").click(),
    "map": lambda page: page.locator("#show-map").click(),
    "read the report": lambda page: page.locator("#tab-report").click(),
    "dark": lambda page: page.locator("#theme").click(),
}
TIMING: Final = """
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.interactionId) window.slowest = Math.max(window.slowest || 0, entry.duration);
}).observe({type: "event", durationThreshold: 16});
"""


def deeds(browser: Any, address: str) -> dict[str, float]:
    """Return milliseconds from each deed's slowest input to the next picture."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(TIMING)
    page.goto(address)
    page.wait_for_timeout(500)
    found = {}
    for name, act in DEEDS.items():
        page.evaluate("window.slowest = 0")
        act(page)
        page.wait_for_timeout(400)
        found[name] = page.evaluate("window.slowest")
    context.close()
    return found


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def visit(browser: Any, address: str, folder: Path) -> tuple[float, float, float, int]:
    """Return milliseconds until the map is drawn, is ready, of the processor; and bytes loaded."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.add_init_script(WATCH)
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address)
    while (ready := page.evaluate("window.readyAt || 0")) == 0:
        page.wait_for_timeout(20)
    drawn = page.evaluate("window.drawnAt")
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    busy = 1000.0 * next(m["value"] for m in metrics if m["name"] == "TaskDuration")
    context.close()
    names = {Path(url).name for url in loaded if url.startswith("http")}
    size = sum((folder / name).stat().st_size for name in names if (folder / name).is_file())
    return drawn, ready, busy, size


def main() -> None:
    from playwright.sync_api import sync_playwright

    from dateline import analyse, draw, read_article

    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=5)
    options.add_argument(
        "--assets", type=Path, default=Path(tempfile.gettempdir()) / "dateline-peers"
    )
    given = options.parse_args()
    fetch(given.assets)
    folder = Path(tempfile.mkdtemp())
    analysis = analyse(read_article(str(SEED)))
    pages = {"dateline": draw(analysis).html}
    for name, html in peers(analysis).items():
        pages[name], missing = localised(html, given.assets, folder)
        print(f"{name} without: {', '.join(missing) or 'nothing'}")
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    seen: dict[str, list[tuple[float, float, float, int]]] = {name: [] for name in pages}
    with sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        for _ in range(given.runs):  # in turn, so that all meet the same load
            for name, found in seen.items():
                found.append(visit(browser, f"{base}/{name}.html", folder))
        done = [deeds(browser, f"{base}/dateline.html") for _ in range(given.runs)]
        browser.close()
    server.shutdown()
    for name, found in seen.items():
        drawn, ready = (sorted(one[place] for one in found) for place in (0, 1))
        print(
            f"{name:9} {found[0][3]:9,} bytes  drawn in {_range(drawn)}, ready in {_range(ready)} ms,"
            f" {statistics.median(one[2] for one in found):.0f} ms of the processor"
        )

    for deed in DEEDS:
        print(f"{deed:16} {_range(sorted(one[deed] for one in done))} ms")


def _range(times: list[float]) -> str:
    return f"{statistics.median(times):6.0f} ({times[0]:.0f}–{times[-1]:.0f})"


if __name__ == "__main__":
    main()
