"""How is the output folder shown on this machine alone, and reloaded when it changes?

Only what is sent carries the script that reloads: the files stay as they were made.
"""

from __future__ import annotations

import json
import re
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote, unquote, urlsplit

from dateline.errors import InputError
from dateline.maps.page.inline import hash_source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HOST: Final = "127.0.0.1"
EVENTS: Final = "/.dateline/events"
KEEP_ALIVE_S: Final = 10.0
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".jsonld": "application/ld+json",
    ".geojson": "application/geo+json",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".kml": "application/vnd.google-earth.kml+xml",
    ".kmz": "application/vnd.google-earth.kmz",
    ".gpkg": "application/geopackage+sqlite3",
}
RELOAD: Final = (
    "(function () {\n"
    f'  const events = new EventSource("{EVENTS}");\n'
    '  events.addEventListener("built", (event) => {\n'
    "    const changed = JSON.parse(event.data);\n"
    '    if (location.pathname === "/" || changed.includes(decodeURIComponent(location.pathname))) {\n'
    "      location.reload();\n"
    "    }\n"
    "  });\n"
    "})();"
)
_POLICY_TAG: Final = re.compile(
    rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)'
)
_LIST_STYLE: Final = (
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}"
    "ul{padding:0;list-style:none}h1{font-size:1.3rem}"
)
_LIST_POLICY: Final = (
    f"default-src 'none'; script-src {hash_source(RELOAD)}; style-src {hash_source(_LIST_STYLE)}; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_OTHER_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


class Pages(ThreadingHTTPServer):
    """The server of one folder, on the loopback interface.

    Parameters
    ----------
    folder
        Nothing outside of it is ever sent, and nothing hidden in it.
    port
        0 takes a free one.

    Raises
    ------
    InputError
        The port is taken.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, folder: Path, *, port: int) -> None:
        self.folder = folder
        self.built = threading.Condition()
        self.number = 0
        self.changed: tuple[str, ...] = ()
        self.over = False
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            msg = f"cannot listen on {HOST}:{port}: {error.strerror or error}"
            raise InputError(msg, hint="take another port: --port 0 takes a free one") from error

    @property
    def address(self) -> str:
        """Where the pages are."""
        return f"http://{HOST}:{self.server_address[1]}/"

    def tell(self, changed: Iterable[str]) -> None:
        """Tell the pages that are open which files have changed, by their paths in the folder."""
        with self.built:
            self.number += 1
            self.changed = tuple("/" + path for path in changed)
            self.built.notify_all()

    def stop(self) -> None:
        """Let go of the pages that listen, then of the port."""
        with self.built:
            self.over = True
            self.built.notify_all()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has gone away; all else is a fault of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    @property
    def _pages(self) -> Pages:
        return cast("Pages", self.server)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        # A page elsewhere could make a browser ask us under a name of its own (DNS rebinding).
        if not self._is_host_ours():
            self._plain(HTTPStatus.MISDIRECTED_REQUEST, "not a name of this server")
            return
        path = _path_in(self.path)
        if path == EVENTS and with_body:
            self._events()
        elif path == "/":
            body = _list(self._pages.folder)
            self._send(body, "text/html; charset=utf-8", policy=_LIST_POLICY, with_body=with_body)
        elif path is None or (found := file_in(self._pages.folder, path)) is None:
            self._plain(HTTPStatus.NOT_FOUND, "no such output")
        else:
            self._file(found, with_body=with_body)

    def _is_host_ours(self) -> bool:
        port = self._pages.server_address[1]
        hosts = self.headers.get_all("Host") or []
        return len(hosts) == 1 and hosts[0].strip().lower() in {
            f"{HOST}:{port}", f"localhost:{port}",
        }  # fmt: skip

    def _file(self, path: Path, *, with_body: bool) -> None:
        try:
            data = path.read_bytes()
        except OSError:  # replaced or taken away just now
            self._plain(HTTPStatus.NOT_FOUND, "no such output")
            return
        kind = _TYPES.get(path.suffix.lower(), "application/octet-stream")
        if path.suffix.lower() == ".html":
            self._send(
                with_reload(data), kind, policy="frame-ancestors 'none'", with_body=with_body
            )
        else:
            self._send(data, kind, policy=_OTHER_POLICY, with_body=with_body)

    def _plain(self, status: HTTPStatus, words: str) -> None:
        body = f"{status.value} {words}\n".encode()
        self._send(body, "text/plain; charset=utf-8", status=status, policy=_OTHER_POLICY,
                   with_body=self.command != "HEAD")  # fmt: skip

    def _send(
        self,
        body: bytes,
        kind: str,
        *,
        policy: str,
        with_body: bool,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> None:
        self.send_response(status)
        self._common(kind, policy)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _common(self, kind: str, policy: str) -> None:
        for name, value in (
            ("Content-Type", kind),
            ("Content-Security-Policy", policy),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ):
            self.send_header(name, value)

    def _events(self) -> None:
        """Send an event for each build that changed something, until one side goes away."""
        server = self._pages
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self._common("text/event-stream", _OTHER_POLICY)
        self.end_headers()
        seen = server.number
        self.wfile.write(b": listening\n\n")
        self.wfile.flush()
        while True:
            with server.built:
                if server.number == seen and not server.over:
                    server.built.wait(KEEP_ALIVE_S)
                if server.over:
                    return
                new, seen, changed = server.number != seen, server.number, server.changed
            line = f"event: built\ndata: {json.dumps(changed)}\n\n" if new else ": still here\n\n"
            self.wfile.write(line.encode())
            self.wfile.flush()

    def version_string(self) -> str:
        """Tell nobody which version of what answers."""
        return "dateline"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Write no log: the terminal is for what is built."""


def _path_in(target: str) -> str | None:
    """Return the path that a request asks for, None where it is no path at all."""
    try:
        path = unquote(urlsplit(target).path, errors="strict")
    except ValueError:
        return None
    return path if path.startswith("/") and "\0" not in path else None


def file_in(folder: Path, path: str) -> Path | None:
    """Return the file that a path of the server names, None where it names none to be shown.

    Parameters
    ----------
    path
        Begins with ``/``; unquoted.
    """
    parts = path.removeprefix("/").split("/")
    if any(not part or part.startswith(".") or "\\" in part or ":" in part for part in parts):
        return None
    root = folder.resolve()
    try:
        found = root.joinpath(*parts).resolve()  # follows links: they must stay within
        inside = found.is_relative_to(root) and found.is_file()
    except (OSError, ValueError):
        return None
    return found if inside else None


def with_reload(page: bytes) -> bytes:
    """Return a page with the script that reloads it, which its policy is made to allow."""

    def allow(found: re.Match[bytes]) -> bytes:
        policy = found[2].replace(b"script-src ", f"script-src {hash_source(RELOAD)} ".encode())
        return found[1] + policy.replace(b"connect-src 'none'", b"connect-src 'self'") + found[3]

    allowed = _POLICY_TAG.sub(allow, page, count=1)
    script = f"<script>{RELOAD}</script>\n".encode()
    before, end, after = allowed.rpartition(b"</body>")
    return before + script + end + after if end else allowed + script


def _list(folder: Path) -> bytes:
    """Return a page with a link to each output."""
    from dateline.maps.escape import Html, join, tag

    paths = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    )
    items = [tag("li", tag("a", path, href="/" + quote(path))) for path in paths]
    content = tag("ul", join(items)) if items else tag("p", "Nothing is made yet.")
    head = join([tag("meta", charset="utf-8"), tag("meta", name="color-scheme", content="light dark"),
                 tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
                 tag("title", "Outputs"), tag("style", Html(_LIST_STYLE))])  # fmt: skip
    script = tag("script", Html(RELOAD))
    body = tag("body", tag("h1", "Outputs"), content, script)
    return b"<!DOCTYPE html>\n" + tag("html", tag("head", head), body, lang="en").encode()
