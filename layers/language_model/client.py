"""How is a language model asked over HTTP, and what may go wrong?

One request in the form that local servers share (``POST …/chat/completions``, an OpenAI-compatible
endpoint), with the standard library alone. By default only this machine is asked. An answer has a
largest size and a latest moment, redirects and proxies are not followed, and every failure is a
`ModelError` of one line.
"""

from __future__ import annotations

import ipaddress
import json
import socket
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import TYPE_CHECKING, Any, Final, NoReturn
from urllib.parse import urlsplit

from dateline.errors import InputError, ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse

LARGEST_BYTES: Final = 4_000_000
TIMEOUT_S: Final = 120.0
LONGEST_TIMEOUT_S: Final = 3600.0
_PATH: Final = "/chat/completions"
_CHUNK: Final = 1 << 16
_HINT: Final = "give the server's base address, e.g. http://127.0.0.1:8080/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelServer:
    """A server that speaks for a language model.

    Attributes
    ----------
    name
        The model's name, as the server knows it.
    path
        Of the endpoint, ``/v1/chat/completions``.
    remote
        Whether another machine may be asked.
    timeout_s
        Seconds for one answer, from the connection to its last byte.
    """

    name: str
    scheme: str
    host: str
    port: int
    path: str
    remote: bool
    timeout_s: float

    def complete(self, instructions: str, text: str) -> str:
        """Return the model's answer to a text under instructions.

        Raises
        ------
        ModelError
            The server cannot be reached, is too slow, or gave no usable answer.
        """
        request = {
            "model": self.name,
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": text},
            ],
            "temperature": 0,
            "seed": 0,
            "stream": False,
        }
        # Lone surrogates of a report's text cannot be sent as UTF-8: JSON escapes them.
        status, body = self._post(json.dumps(request).encode("ascii"))
        if status != 200:
            raise _refused(status, body)
        return _answer(body)

    def _post(self, body: bytes) -> tuple[int, bytes]:
        until = time.monotonic() + self.timeout_s
        connection = self._connection()
        try:
            connection.connect()
            self._check_peer(connection.sock)
            with _deadline(connection.sock, self.timeout_s) as late:
                try:
                    headers = {"Content-Type": "application/json", "Accept": "application/json"}
                    connection.request("POST", self.path, body=body, headers=headers)
                    with connection.getresponse() as answer:
                        return self._read(answer, until, late)
                except (OSError, HTTPException, ValueError) as error:
                    if late.is_set():
                        raise TimeoutError from error
                    raise
        except (OSError, HTTPException, ValueError) as error:
            self._fail(error)
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        if self.scheme == "https":
            context = ssl.create_default_context()
            return HTTPSConnection(self.host, self.port, timeout=self.timeout_s, context=context)
        return HTTPConnection(self.host, self.port, timeout=self.timeout_s)

    def _check_peer(self, sock: socket.socket) -> None:
        """Refuse a name such as "localhost" that leads to another machine, before anything is sent."""
        peer = str(sock.getpeername()[0])
        if not self.remote and not is_loopback(peer):
            msg = f"{self.host} is not this machine: it leads to {peer}"
            raise ModelError(msg, hint="--allow-remote sends the report's text there")

    def _read(self, answer: HTTPResponse, until: float, late: threading.Event) -> tuple[int, bytes]:
        body = bytearray()
        while chunk := answer.read1(_CHUNK):
            body += chunk
            if len(body) > LARGEST_BYTES:
                msg = f"the model's answer has more than {LARGEST_BYTES:,} bytes"
                raise ModelError(msg, hint="is this the address of a language model?")
            if time.monotonic() > until:
                raise TimeoutError
        if late.is_set():
            raise TimeoutError
        if answer.length:  # promised and never sent
            msg = "the model's answer broke off"
            raise ModelError(msg, hint="look at the server's own messages")
        return answer.status, bytes(body)

    def _fail(self, error: Exception) -> NoReturn:
        where = f"{self.scheme}://{self.host}:{self.port}"
        if isinstance(error, TimeoutError):
            msg = f"the model at {where} gave no whole answer within {self.timeout_s:g} s"
            raise ModelError(msg, hint="--model-timeout SECONDS waits longer") from None
        if isinstance(error, ssl.SSLError):
            msg = f"no secure connection to {where}"
            raise ModelError(msg, hint="its certificate or its TLS is not accepted") from None
        if isinstance(error, ConnectionRefusedError):
            msg = f"no model server answers at {where}"
            raise ModelError(msg, hint="is the server running, is the port right?") from None
        if isinstance(error, socket.gaierror):
            msg = f"the host {self.host} cannot be found"
            raise ModelError(msg, hint=_HINT) from None
        msg = f"the connection to {where} broke off"
        raise ModelError(msg, hint="look at the server's own messages") from None


@contextmanager
def _deadline(sock: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """Cut a connection off after some seconds, however slowly its bytes drip."""
    late = threading.Event()

    def cut() -> None:
        late.set()
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def is_loopback(host: str) -> bool:
    """Whether a host is this machine: ``localhost``, ``127.…``, ``::1``."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def open_model(
    url: str, name: str, *, allow_remote: bool = False, timeout_s: float = TIMEOUT_S
) -> ModelServer:
    """Return the server of a language model; nothing is sent yet.

    Parameters
    ----------
    url
        Base address, ``http://127.0.0.1:8080/v1``.
    name
        The model's name, as the server knows it.
    allow_remote
        Whether another machine may be asked: it gets the report's text.
    timeout_s
        Seconds for one answer.

    Raises
    ------
    InputError
        The address cannot be meant, leads to another machine without `allow_remote`, or the time
        is out of range.
    """
    shown = url if url.isprintable() else ascii(url)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        msg = f"not an address: {shown}"
        raise InputError(msg, hint=_HINT) from None
    odd = not url.isascii() or not url.isprintable() or " " in url
    if odd or parts.scheme not in {"http", "https"} or not host:
        msg = f"not an http or https address: {shown}"
        raise InputError(msg, hint=_HINT)
    if parts.username is not None or parts.query or parts.fragment:
        msg = "the address has a user, a query or a fragment, which is not supported"
        raise InputError(msg, hint=_HINT)
    if not allow_remote and not is_loopback(host):
        msg = f"{host} is not this machine"
        raise InputError(msg, hint="--allow-remote sends the report's text there")
    if not name.strip():
        msg = "the model's name is empty"
        raise InputError(msg, hint="--model NAME, as the server calls it")
    if not 0 < timeout_s <= LONGEST_TIMEOUT_S:
        msg = f"a time of {timeout_s:g} s is out of range"
        raise InputError(msg, hint=f"seconds, more than 0 and at most {LONGEST_TIMEOUT_S:,.0f}")
    path = parts.path.rstrip("/")
    return ModelServer(
        name=name, scheme=parts.scheme, host=host,
        port=port if port is not None else (443 if parts.scheme == "https" else 80),
        path=path if path.endswith(_PATH) else path + _PATH, remote=allow_remote,
        timeout_s=timeout_s,
    )  # fmt: skip


def _refused(status: int, body: bytes) -> ModelError:
    """Say why a server refused, in its own words where it gives some (made harmless)."""
    if 300 <= status < 400:
        msg = f"the model's server redirects (HTTP {status}), which is not followed"
        return ModelError(msg, hint="give the final address with --model-url, if you trust it")
    words = ""
    with suppress(ValueError, RecursionError):
        given: Any = json.loads(body)
        error = given.get("error") if isinstance(given, dict) else None
        told = error.get("message") if isinstance(error, dict) else error
        words = " ".join("".join(c if c.isprintable() else " " for c in str(told or "")).split())
    msg = f"the model's server answers HTTP {status}" + (f": {words[:120]}" if words else "")
    hint = {404: "does the address end with /v1, and is the model's name right?"}.get(
        status, "look at the server's own messages"
    )
    return ModelError(msg, hint=hint)


def _answer(body: bytes) -> str:
    """Return the text of a completion."""
    try:
        given: Any = json.loads(body)
    except (ValueError, RecursionError):
        what = "a web page" if body.lstrip()[:1] == b"<" else "something that is not JSON"
        msg = f"the model's server sent {what} in place of an answer"
        raise ModelError(msg, hint=_HINT) from None
    try:
        choice = given["choices"][0]
        text = choice["message"]["content"]
    except (KeyError, IndexError, TypeError):
        text, choice = None, {}
    if not isinstance(text, str):
        msg = "the server's answer holds no text of a model"
        raise ModelError(msg, hint=_HINT)
    if isinstance(choice, dict) and choice.get("finish_reason") == "length":
        msg = "the model's answer was cut off by its own limit"
        raise ModelError(msg, hint="let the server give longer answers, or take a shorter report")
    return text
