"""Geocoding servers on the loopback interface: they speak the real formats, and fail on purpose."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DAY = "Tue, 24 Nov 2026 10:11:12 GMT"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a server sends back; `hold` keeps the request waiting until the server closes."""

    body: bytes = b"[]"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/json"
    missing_bytes: int = 0  # promised by Content-Length and never sent
    hold: bool = False
    drip: bool = False  # a byte now and then, for ever


@dataclass
class Seen:
    """One request as it arrived."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass
class Loopback:
    """A running server: its address, and every request that it saw."""

    url: str
    seen: list[Seen] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def names(self) -> list[str]:
        keys = ("q", "singleLine")
        return [next(s.query[k] for k in keys if k in s.query) for s in self.seen]


Respond = "Callable[[Seen], Reply]"


@contextmanager
def serve(respond: Callable[[Seen], Reply] | Reply) -> Iterator[Loopback]:
    """Run a server on a free port of 127.0.0.1; it answers whatever `respond` says."""
    choose = respond if callable(respond) else lambda _: respond
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    loopback = Loopback(url=f"http://127.0.0.1:{server.server_address[1]}")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
            seen = Seen(path=parts.path, query=query, headers=dict(self.headers.items()))
            loopback.seen.append(seen)
            try:
                self.answer(choose(seen))
            except OSError:  # the client has hung up, as it should
                self.close_connection = True

        def answer(self, reply: Reply) -> None:
            if reply.hold:
                loopback.closing.wait(20)
            self.send_response_only(reply.status)
            for name, value in {"Date": DAY, "Content-Type": reply.kind, **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) + reply.missing_bytes))
            self.end_headers()
            if reply.drip:
                while not loopback.closing.wait(0.02):
                    self.wfile.write(b" ")
            self.wfile.write(reply.body)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server.RequestHandlerClass = Handler
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield loopback
    finally:
        loopback.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def closed_port() -> int:
    """Return a port of 127.0.0.1 where nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def as_json(document: object) -> Reply:
    return Reply(body=json.dumps(document).encode("utf-8"))


# ------------------------------------------------------------------ the four formats
def nominatim_result(name: str, lon: Any, lat: Any, **given: Any) -> dict[str, Any]:
    """One result of /search?format=json, as the manual of Nominatim shows it."""
    result = {
        "place_id": 100149,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0. https://osm.org/copyright",
        "osm_type": "node",
        "osm_id": 107775,
        "boundingbox": ["0", "1", "0", "1"],
        "lat": str(lat),
        "lon": str(lon),
        "class": "place",
        "type": "village",
        "place_rank": 19,
        "importance": 0.3,
        "addresstype": "village",
        "name": name,
        "display_name": f"{name}, Khatlon Region, Tajikistan",
        "address": {"village": name, "state": "Khatlon Region", "country_code": "tj"},
        "namedetails": {"name": name},
    }
    return result | given


def photon_feature(name: str, lon: Any, lat: Any, **given: Any) -> dict[str, Any]:
    """One feature of /api."""
    about = {
        "osm_type": "N",
        "osm_id": 240109189,
        "osm_key": "place",
        "osm_value": "village",
        "type": "city",
        "countrycode": "TJ",
        "country": "Tajikistan",
        "state": "Khatlon Region",
        "name": name,
    }
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": about | given,
    }


def photon_answer(*features: dict[str, Any]) -> Reply:
    return as_json({"type": "FeatureCollection", "features": list(features)})


def geonames_row(name: str, lon: Any, lat: Any, **given: Any) -> dict[str, Any]:
    """One row of /searchJSON."""
    row = {
        "geonameId": 1221000,
        "name": name,
        "toponymName": name,
        "lat": str(lat),
        "lng": str(lon),
        "fcl": "P",
        "fcode": "PPL",
        "population": 1200,
        "countryCode": "TJ",
        "countryName": "Tajikistan",
        "adminName1": "Khatlon",
    }
    return row | given


def arcgis_candidate(name: str, lon: Any, lat: Any, **given: Any) -> dict[str, Any]:
    """One candidate of findAddressCandidates."""
    about = {"Addr_type": "Locality", "Type": "City", "PlaceName": name, "Country": "TJK",
             "Region": "Khatlon"}  # fmt: skip
    return {
        "address": f"{name}, Khatlon, TJK",
        "location": {"x": lon, "y": lat},
        "score": 100,
        "attributes": about | given,
    }
