"""Servers on the loopback interface that play language models, good ones and bad ones."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a server sends back."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    missing_bytes: int = 0  # promised by Content-Length and never sent
    hold: bool = False  # keeps the request waiting until the server closes
    drip: bool = False  # a byte now and then, for ever
    drip_head: bool = False  # the same before the head is complete


@dataclass
class Asked:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """The report's part that was sent."""
        return str(self.body["messages"][-1]["content"])


@dataclass
class ModelLoopback:
    """A running server: its base address, and every request that it saw."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


def says(text: str, **choice: Any) -> Reply:
    """The answer of a server whose model says `text`."""
    message = {"role": "assistant", "content": text}
    body = {"object": "chat.completion", "choices": [{"index": 0, "message": message, **choice}]}
    return Reply(body=json.dumps(body).encode())


def claims(*given: Any) -> Reply:
    """The answer of a model that gives these claims."""
    return says(json.dumps({"claims": list(given)}))


@contextmanager
def serve(respond: Callable[[Asked], Reply] | Reply) -> Iterator[ModelLoopback]:
    """Run a server on a free port of 127.0.0.1; it answers whatever `respond` says."""
    choose = respond if callable(respond) else lambda _: respond
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    loopback = ModelLoopback(url=f"http://127.0.0.1:{server.server_address[1]}/v1")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(length))
            asked = Asked(path=self.path, headers=dict(self.headers.items()), body=body)
            loopback.asked.append(asked)
            self.close_connection = True
            try:
                self.answer(choose(asked))
            except OSError:  # the client has hung up, as it should
                return

        def answer(self, reply: Reply) -> None:
            if reply.hold:
                loopback.closing.wait(20)
            if reply.drip_head:
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                self.drip()
            self.send_response_only(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) + reply.missing_bytes))
            self.end_headers()
            if reply.drip:
                self.drip()
            self.wfile.write(reply.body)

        def drip(self) -> None:
            while not loopback.closing.wait(0.02):
                self.wfile.write(b" ")

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
