"""Does the server of ``dateline watch`` show the output folder, and nothing else, to this machine?"""

from __future__ import annotations

import socket
import threading
from http.client import HTTPConnection
from urllib.parse import quote

import pytest

from dateline.errors import InputError
from dateline.project.serve import EVENTS, RELOAD, Pages, file_in, with_reload

PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta http-equiv="Content-Security-Policy" content="'
    "default-src 'none'; script-src 'sha256-abc='; connect-src 'none'\"><title>t</title></head>\n"
    "<body><p>Nine boats</p></body>\n</html>\n"
)  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    inner = tmp_path / "out"
    (inner / "deep").mkdir(parents=True)
    (inner / ".hidden").mkdir()
    for path in ("map.html", "deep/er.html", ".secret.html", ".hidden/x.html"):
        (inner / path).write_text(PAGE, encoding="utf-8")
    (inner / "a b&ü.json").write_text("{}", encoding="utf-8")
    (tmp_path / "dateline.toml").write_text("secret", encoding="utf-8")
    (inner / "link.html").symlink_to(tmp_path / "dateline.toml")
    (inner / "way").symlink_to(tmp_path)
    return inner


@pytest.fixture
def pages(folder):
    server = Pages(folder, port=0)
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    running.start()
    yield server
    server.stop()
    running.join(10)
    assert not running.is_alive()


def ask(pages, path, *, method="GET", headers=None):
    connection = HTTPConnection("127.0.0.1", pages.server_address[1], timeout=10)
    connection.putrequest(method, path, skip_host=headers is not None)
    for name, value in headers or []:
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body.decode("utf-8")


def test_pages_are_sent_with_the_script_and_files_stay_as_they_are(pages, folder):
    answer, body = ask(pages, "/map.html")
    assert answer.status == 200
    assert RELOAD in body
    assert body.index(RELOAD) < body.index("</body>")
    assert "connect-src 'self'" in body
    assert "script-src 'sha256-" in body
    assert "'sha256-abc='" in body
    assert (folder / "map.html").read_text("utf-8") == PAGE


def test_a_page_without_policy_or_body_gets_the_script_too():
    assert RELOAD.encode() in with_reload(b"<p>x")
    assert with_reload(PAGE.encode()).count(RELOAD.encode()) == 1


def test_the_first_page_lists_what_can_be_seen(pages):
    _, body = ask(pages, "/")
    assert '<a href="/deep/er.html">deep/er.html</a>' in body
    assert '<a href="/a%20b%26%C3%BC.json">a b&amp;ü.json</a>' in body
    assert "secret" not in body
    assert "hidden" not in body
    answer, text = ask(pages, "/" + quote("a b&ü.json"))
    assert (answer.status, text, answer.headers["Content-Type"]) == (200, "{}", "application/json")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/../dateline.toml", "/deep/../../dateline.toml", "/%2e%2e/dateline.toml",
        "/..%2fdateline.toml", "/deep/%2e%2e/%2e%2e/dateline.toml", "/..%5cdateline.toml",
        "/%252e%252e/dateline.toml", "//dateline.toml", "/./map.html", "/deep//er.html",
        "/.secret.html", "/.hidden/x.html", "/link.html", "/way/dateline.toml", "/way", "/deep",
        "/deep/", "/map.html/", "/map.html%00", "/%ff", "/C:/dateline.toml", "/none.html",
        "/" + "a" * 5000, "map.html", "*", "/.dateline/state.json",
    ],
)  # fmt: skip
def test_nothing_outside_of_the_folder_and_nothing_hidden_is_sent(pages, path):
    answer, body = ask(pages, path)
    assert answer.status in {400, 404}
    assert "secret" not in body
    assert "Nine boats" not in body


def test_a_path_names_a_file_within_the_folder_or_none(folder):
    assert file_in(folder, "/deep/er.html") == (folder / "deep/er.html").resolve()
    for path in ("/", "/deep", "/deep/../map.html", "/x\\y", "/nul:"):
        assert file_in(folder, path) is None


@pytest.mark.parametrize(
    "hosts", [[], ["evil.example"], ["127.0.0.1"], ["127.0.0.1:1"], ["localhost.evil.example:PORT"],
              ["127.0.0.1:PORT", "evil.example"], ["127.0.0.1:PORT@evil.example"]],
)  # fmt: skip
def test_a_request_under_another_name_is_refused(pages, hosts):
    port = str(pages.server_address[1])
    headers = [("Host", host.replace("PORT", port)) for host in hosts]
    for path in ("/map.html", "/", EVENTS):
        answer, body = ask(pages, path, headers=headers)
        assert answer.status == 421
        assert "Nine boats" not in body


def test_our_own_names_are_taken(pages):
    port = pages.server_address[1]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}"):
        assert ask(pages, "/map.html", headers=[("Host", host)])[0].status == 200


def test_only_reading_is_answered(pages):
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert ask(pages, "/map.html", method=method)[0].status == 501
    answer, body = ask(pages, "/map.html", method="HEAD")
    assert (answer.status, body) == (200, "")
    assert int(answer.headers["Content-Length"]) > len(PAGE)


def test_answers_are_not_kept_framed_or_guessed_at(pages):
    answer, _ = ask(pages, "/map.html")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert answer.headers["Access-Control-Allow-Origin"] is None


def test_a_page_that_listens_is_told_what_changed(pages):
    with socket.create_connection(pages.server_address[:2], timeout=10) as line:
        line.sendall(
            f"GET {EVENTS} HTTP/1.1\r\nHost: 127.0.0.1:{pages.server_address[1]}\r\n\r\n".encode()
        )
        heard = line.makefile("rb")
        while heard.readline() != b": listening\n":
            pass
        pages.tell(["deep/er.html"])
        assert heard.readline() == b"\n"
        assert heard.readline() == b"event: built\n"
        assert heard.readline() == b'data: ["/deep/er.html"]\n'


def test_the_server_is_on_the_loopback_interface_alone(pages):
    assert pages.server_address[0] == "127.0.0.1"
    assert pages.address == f"http://127.0.0.1:{pages.server_address[1]}/"


def test_a_port_that_is_taken_is_one_line(pages, folder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(InputError, match=r"cannot listen on 127\.0\.0\.1:"):
            Pages(folder, port=other.getsockname()[1])
