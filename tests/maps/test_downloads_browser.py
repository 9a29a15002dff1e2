"""What a reader takes along: files, a picture, a sheet of paper, a frame in another page, an online map."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
import xml.etree.ElementTree as ET
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hostile_sample import PAYLOADS, hostile
from page_sample import make_report
from page_visits import SIZES, Visit, violations

from dateline.maps.page.tiles import tiles_of
from dateline.maps.write import write_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.browser

SEED = Path(__file__).parents[2] / "seeds" / "russia-tajikistan.txt"
REVIEW = "#review-button"
PIXEL = bytes.fromhex(  # a grey PNG, 1 by 1
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6368000000820081a00b9ab30000000049454e44ae426082"
)


@pytest.fixture
def seen(visit: Callable[..., Visit], path: Path) -> Visit:
    opened = visit(where=path, reduced_motion="reduce")
    opened.page.set_default_timeout(8000)
    return opened


def take(live: Any, words: str) -> bytes:
    """Click a row of the dialog and return what was downloaded."""
    if not live.locator("dialog[open]").count():
        live.keyboard.press("d")
    with live.expect_download() as waiting:
        live.click(f"dialog button:text-is('{words}')")
    data: bytes = waiting.value.path().read_bytes()
    return data


# ------------------------------------------------------------------ files


def test_geojson_has_the_features_with_their_claims(seen: Visit) -> None:
    found = json.loads(take(seen.page, "GeoJSON"))
    by_id = {feature["id"]: feature for feature in found["features"]}
    assert set(by_id) == {"areas-1", "borders-1", "movements-1", "events-1"}
    assert by_id["events-1"]["geometry"] == {"type": "Point", "coordinates": [22.2, 13.467]}
    assert by_id["movements-1"]["geometry"]["type"] == "LineString"
    assert by_id["movements-1"]["geometry"]["coordinates"][0] == [30.0, 15.0]
    assert len(by_id["movements-1"]["geometry"]["coordinates"]) == 2
    border = by_id["borders-1"]["properties"]
    assert border["disputed"] is True
    assert border["claims"][0]["quote"] == "Two columns moved from Sudan to Adre along the border"
    (ring,) = by_id["areas-1"]["geometry"]["coordinates"]
    pairs = list(pairwise(ring))
    assert ring[0] == ring[-1]
    assert sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) > 0  # anticlockwise, RFC 7946


def test_what_the_filters_leave_is_taken_along(seen: Visit) -> None:
    seen.page.evaluate("dateline.ask({q: 'shells fell'})")
    assert "1 of 3 claims" in (
        seen.page.keyboard.press("d") or seen.page.inner_text("dialog[open]")
    )
    found = json.loads(take(seen.page, "GeoJSON"))
    assert [f["id"] for f in found["features"]] == ["events-1"]
    assert found["features"][0]["properties"]["claim_ids"] == ["C01"]
    rows = list(csv.DictReader(io.StringIO(take(seen.page, "Table (CSV)").decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == ["C01"]
    assert (rows[0]["lon_deg"], rows[0]["lat_deg"]) == ("22.2", "13.467")


def test_a_spreadsheet_runs_no_words_of_the_report(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    report = make_report()
    formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", 'a"b,c\nd', "plain"]
    claims = tuple(
        report.claims[1] | {"id": f"C{n}", "content": {"start": 0, "end": 5, "text": words}}
        for n, words in enumerate(formulas)
    )
    where = write_page(replace(report, claims=claims).render(), tmp_path / "map.html")
    data = take(visit(where=where).page, "Table (CSV)").decode("utf-8-sig")
    quotes = [row["quote"] for row in csv.DictReader(io.StringIO(data, newline=""))]
    assert quotes == ["'" + words for words in formulas[:6]] + formulas[6:]


def test_kml_and_the_other_files_hold_hostile_words_as_words(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    where = write_page(hostile().render(title="".join(PAYLOADS)), tmp_path / "hostile.html")
    opened = visit(where=where)
    live = opened.page
    names = [
        node.text for node in ET.fromstring(take(live, "KML")).iter("{http://www.opengis.net/kml/2.2}name")
    ]  # fmt: skip
    assert len(names) == 1 + len(PAYLOADS)
    assert "<img src=x onerror=window.__hit=1>" in names
    assert len(json.loads(take(live, "GeoJSON"))["features"]) == len(PAYLOADS)
    assert len(
        list(csv.reader(io.StringIO(take(live, "Table (CSV)").decode("utf-8-sig"), newline="")))
    ) == 1 + len(PAYLOADS)
    assert take(live, "Picture (PNG)").startswith(b"\x89PNG")
    snippet = live.evaluate("dateline.embedSnippet()")
    assert snippet.count("<") == 2
    assert live.evaluate("window.__hit") is None
    assert opened.clean(where), (opened.requests, opened.troubles)


def test_the_claims_are_the_bytes_of_the_command_line(
    visit: Callable[..., Visit], seed_path: Path
) -> None:
    from dateline import analyse, read_article
    from dateline.layers.exports.claim_export import claims_bytes

    article = read_article(str(SEED))
    wanted = claims_bytes(analyse(article).claims, article=article, format="json")
    assert take(visit(where=seed_path).page, "Claims (JSON)") == wanted


def test_the_page_of_the_seed_stays_small(seed_path: Path) -> None:
    assert seed_path.stat().st_size <= 600_000


# ------------------------------------------------------------------ picture and paper


def test_the_picture_is_the_map_as_it_is_seen(seen: Visit) -> None:
    code = """() => {
      const canvas = dateline.drawPicture({scale: 1, frame: false});
      const at = dateline.map.latLngToContainerPoint([13.467, 22.2]);
      const pen = canvas.getContext('2d');
      const colours = new Set(), data = pen.getImageData(0, 0, canvas.width, canvas.height).data;
      for (let i = 0; i < data.length; i += 4) colours.add(data.slice(i, i + 3).join(' '));
      return {sign: [...pen.getImageData(at.x, at.y, 1, 1).data].slice(0, 3), colours: colours.size,
        want: dateline.colour('--event'), size: [canvas.width, canvas.height], map: dateline.map.getSize()};
    }"""
    found = seen.page.evaluate(code)
    red, green, blue = (int(found["want"][i : i + 2], 16) for i in (1, 3, 5))
    assert found["sign"] == [red, green, blue]
    assert found["colours"] > 50
    assert found["size"] == [found["map"]["x"], found["map"]["y"]]
    seen.page.evaluate("dateline.ask({q: 'frontier'})")  # leaves no feature: the sign goes
    assert seen.page.evaluate(code)["sign"] != found["sign"]
    png = take(seen.page, "Picture (PNG)")
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    assert width == 2 * found["map"]["x"]
    assert height > 2 * found["map"]["y"]  # the title and the sources


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_seed_prints_on_one_sheet_with_everything_on_it(
    visit: Callable[..., Visit], seed_path: Path, size: str
) -> None:
    from pypdf import PdfReader

    live = visit(size, where=seed_path, reduced_motion="reduce", color_scheme="dark").page
    live.evaluate("window.print = () => { window.printed = true; }")
    live.click("#take-button")
    live.click("dialog button:text-is('Print')")
    live.wait_for_function("window.printed")
    data = live.pdf(prefer_css_page_size=True, print_background=True)
    (sheet,) = PdfReader(io.BytesIO(data)).pages
    assert [round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]] == [210, 297]
    words = " ".join(sheet.extract_text().split())
    assert live.title() in words
    count = live.locator(".card").count()
    assert re.findall(r"(?<![\d,])(\d+)\. ", words)[:count] == [str(n + 1) for n in range(count)]
    assert "OpenStreetMap" in words
    assert "seed.html" in words
    assert len(sheet.images) == 1


def test_many_claims_print_on_one_sheet_and_the_rest_is_counted(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    from pypdf import PdfReader

    report = make_report()
    claims = tuple(report.claims[2] | {"id": f"C{n:03}"} for n in range(150))
    where = write_page(replace(report, claims=claims).render(), tmp_path / "map.html")
    live = visit(where=where).page
    (sheet,) = PdfReader(io.BytesIO(live.pdf(prefer_css_page_size=True))).pages  # as Ctrl+P does
    words = " ".join(sheet.extract_text().split())
    left = re.search(r"(\d+) more claims stand on the page", words)
    assert left is not None
    assert 0 < int(left[1]) < 150
    assert live.locator(".sheet").count() == 0
    assert live.locator(".card:visible").count() > 0


# ------------------------------------------------------------------ a server on this machine


class Server(ThreadingHTTPServer):
    """Gives pages by path and a picture for everything else; keeps what was asked for."""

    pages: dict[str, str]
    asked: list[tuple[str, str | None]]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server: Any = self.server
        server.asked.append((self.path, self.headers["Referer"]))
        page = server.pages.get(self.path)
        body = page.encode() if page is not None else PIXEL
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if page is not None else "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(("127.0.0.1", 0), Handler)
    running.pages, running.asked = {}, []
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    made = browser.new_context(viewport=SIZES["desktop"], reduced_motion="reduce")
    yield made
    made.close()


def test_the_embedded_page_works_in_its_frame(
    context: Any, server: Server, visit: Callable[..., Visit], path: Path
) -> None:
    snippet = visit(where=path).page.evaluate("dateline.embedSnippet()")
    assert 'sandbox="allow-scripts allow-popups allow-downloads"' in snippet
    assert 'title="Map: Chad reinforces its frontier"' in snippet
    server.pages = {
        "/map.html": path.read_text("utf-8"),
        "/": f"<!doctype html><title>x</title>{snippet}",
    }
    troubles: list[str] = []
    live = context.new_page()
    live.on("console", lambda message: troubles.append(message.text))
    live.on("pageerror", lambda error: troubles.append(str(error)))
    live.goto(server.origin + "/")
    frame = live.frame_locator("iframe")
    frame.locator("#claim-C01").click()
    frame.locator(REVIEW).click()
    frame.locator(".card-actions button:text-is('Reject')").click()
    assert frame.locator("#claim-C01 .draft-words").inner_text() == "Corrected: rejected"
    assert [p for p, _ in server.asked if p not in {"/", "/map.html", "/favicon.ico"}] == []
    assert troubles == []


def tiled(server: Server, tmp_path: Path) -> Path:
    tiles = tiles_of(server.origin + "/{z}/{x}/{y}.png", "© <b>Mapmakers</b>")
    return write_page(make_report().render(tiles=tiles), tmp_path / "tiled.html")


def test_an_online_map_loads_nothing_before_the_reader_says_yes(
    context: Any, server: Server, tmp_path: Path
) -> None:
    where = tiled(server, tmp_path)
    opened = Visit(context, where)
    live = opened.page
    live.evaluate("dateline.map.setZoom(5)")
    live.click("#tiles-button")
    words = live.inner_text("dialog[open]")
    host = server.origin.removeprefix("http://")
    assert host in words
    assert "internet address" in words
    assert "which part of the world you look at" in words
    assert violations(opened) == []
    live.click("text=Stay offline")
    live.wait_for_timeout(200)
    assert server.asked == []
    assert "Mapmakers" not in live.inner_text(".credits")
    live.click("#tiles-button")
    live.click(f"text=Load from {host}")
    live.wait_for_function("document.querySelectorAll('.leaflet-tile-loaded').length > 3")
    assert {bool(re.fullmatch(r"/\d+/\d+/\d+\.png", asked)) for asked, _ in server.asked} == {True}
    assert {referer for _, referer in server.asked} == {None}  # from a file there is none to tell
    assert f"Online map: © <b>Mapmakers</b> ({host})" in live.inner_text(".credits")
    assert violations(opened) == []
    png = live.evaluate("dateline.drawPicture({scale: 1}).toDataURL().length")  # not tainted
    assert png > 5000
    live.click("#tiles-button")
    before = len(server.asked)
    live.evaluate("dateline.map.setZoom(4)")
    live.wait_for_timeout(300)
    assert len(server.asked) == before
    assert "Mapmakers" not in live.inner_text(".credits")
    assert opened.troubles == []


def test_the_policy_lets_that_host_pass_and_no_other(
    context: Any, server: Server, tmp_path: Path
) -> None:
    opened = Visit(context, tiled(server, tmp_path))
    code = "url => new Promise(done => { const i = new Image(); i.onload = () => done(true); i.onerror = () => done(false); i.src = url; })"
    assert opened.page.evaluate(code, server.origin + "/1/1/1.png") is True
    other = server.origin.replace("127.0.0.1", "localhost")
    assert opened.page.evaluate(code, other + "/1/1/1.png") is False


def test_without_the_option_the_page_knows_of_no_online_map() -> None:
    html = make_report().render().html
    assert "img-src data: blob:;" in html
    assert "tileLayer" not in html.replace(_leaflet(), "")
    assert '"tiles"' not in html


def _leaflet() -> str:
    from dateline.maps.page.inline import script

    return script("leaflet")
