"""Does ``dateline fetch`` keep what it should, and ask nobody whom it should not? On loopback."""

from __future__ import annotations

import gzip
import json
import shutil
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cli_runner import run
from loopback_servers import Reply, closed_port, serve

from dateline import read_article
from dateline.fetch_guard import FetchError, checked_address, is_public, target_of
from dateline.fetch_http import Client

PAGE = (
    b"<!doctype html><html><head><title>Shelling near Goma</title></head><body><article><h1>Shelling "
    b"near Goma</h1><p>Rebels shelled Goma on Monday, the governor said. Three soldiers were killed "
    b"in the attack, he added, and many families left the town for Sake.</p></article></body></html>"
)
QUICK = ("--delay", "0", "--allow-private")
HTML = "text/html; charset=utf-8"


def page(body: bytes = PAGE, **more: object) -> Reply:
    return Reply(body=body, kind=HTML, **more)  # type: ignore[arg-type]


def site(pages, robots=None):
    """Answer by path; without rules there is no robots.txt."""

    def respond(seen):
        if seen.path == "/robots.txt":
            return Reply(body=robots.encode(), kind="text/plain") if robots else Reply(status=404)
        found = pages.get(seen.path, Reply(status=404))
        return found(seen) if callable(found) else found

    return respond


def fetch(capfdbinary, folder, *arguments):
    return run(capfdbinary, "fetch", *arguments, "-o", folder, *QUICK)


def files(folder, ending=".html"):
    return sorted(path for path in folder.iterdir() if path.suffix == ending)


def test_a_page_is_kept_with_where_it_comes_from(capfdbinary, tmp_path):
    with serve(site({"/a/shelling.html": page(headers={"ETag": '"v1"'})})) as server:
        url = f"{server.url}/a/shelling.html"
        code, out, err = fetch(capfdbinary, tmp_path, url)
    assert (code, err) == (0, "")
    (path,) = files(tmp_path)
    assert out == f"{path}: new\n"
    assert path.read_bytes() == PAGE
    told = json.loads(path.with_name(path.name + ".source.json").read_text())
    assert told["url"] == told["asked"] == url
    assert told["etag"] == '"v1"'
    assert len(told["sha256"]) == 64
    assert told["retrieved"].endswith("Z")
    article = read_article(path)
    assert article.url == url
    assert "Rebels shelled Goma" in article.text
    assert [seen.path for seen in server.seen] == ["/robots.txt", "/a/shelling.html"]
    assert server.seen[1].headers["User-Agent"].startswith("dateline/")


def test_a_page_that_has_not_changed_is_not_fetched_again(capfdbinary, tmp_path):
    def respond(seen):
        same = seen.headers.get("If-None-Match") == '"v1"'
        return Reply(status=304, body=b"") if same else page(headers={"ETag": '"v1"'})

    with serve(site({"/a": respond})) as server:
        fetch(capfdbinary, tmp_path, f"{server.url}/a")
        before = {path: path.read_bytes() for path in tmp_path.iterdir()}
        code, out, _ = fetch(capfdbinary, tmp_path, f"{server.url}/a")
    assert code == 0
    assert out.endswith(": unchanged\n")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_earlier_version_of_a_changed_page_is_kept(capfdbinary, tmp_path):
    bodies = [PAGE, PAGE.replace(b"Three", b"Four")]
    with serve(site({"/a": lambda _: page(bodies.pop(0))})) as server:
        fetch(capfdbinary, tmp_path, f"{server.url}/a")
        _, out, _ = fetch(capfdbinary, tmp_path, f"{server.url}/a")
    assert out.endswith(": changed\n")
    assert len(files(tmp_path)) == 2
    assert len(files(tmp_path, ".json")) == 2
    assert {b"Three" in path.read_bytes() for path in files(tmp_path)} == {True, False}


def test_a_file_that_somebody_has_edited_is_not_overwritten(capfdbinary, tmp_path):
    with serve(site({"/a": page()})) as server:
        fetch(capfdbinary, tmp_path, f"{server.url}/a")
        files(tmp_path)[0].write_bytes(b"my own notes")
        code, _, err = fetch(capfdbinary, tmp_path, f"{server.url}/a")
    assert code == 1
    assert "not as it was fetched" in err
    assert files(tmp_path)[0].read_bytes() == b"my own notes"


def test_what_robots_txt_disallows_is_not_asked_for(capfdbinary, tmp_path):
    rules = "User-agent: *\nDisallow: /private/\nAllow: /private/open\n"
    pages = {"/private/a": page(), "/private/open": page(), "/b": page()}
    with serve(site(pages, rules)) as server:
        urls = [f"{server.url}{path}" for path in pages]
        code, _, err = fetch(capfdbinary, tmp_path, *urls)
    assert code == 1
    assert err.count("error: ") == 1
    assert "robots.txt" in err
    assert [seen.path for seen in server.seen] == ["/robots.txt", "/private/open", "/b"]


def test_a_robots_txt_that_fails_allows_nothing(capfdbinary, tmp_path):
    with serve(lambda seen: Reply(status=503) if seen.path == "/robots.txt" else page()) as server:
        code, _, err = fetch(capfdbinary, tmp_path, f"{server.url}/a")
    assert code == 1
    assert "HTTP 503" in err
    assert len(server.seen) == 1


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Own Paper</title>
<item><title>Older</title><link>{0}/old</link><pubDate>Mon, 12 Jul 2021 23:30:00 GMT</pubDate></item>
<item><title>Newer</title><link>/new</link><pubDate>Tue, 27 Jul 2021 08:00:00 GMT</pubDate></item>
<item><title>Gone</title><link>{0}/gone</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Own Paper</title><entry><title>One</title>
<link href="{0}/new"/><updated>2021-07-27T08:00:00Z</updated></entry></feed>"""


@pytest.mark.parametrize("kind", ["application/rss+xml", "text/xml"])
def test_a_feed_gives_its_pages_with_their_days_newest_first(capfdbinary, tmp_path, kind):
    pages = {"/old": page(), "/new": page()}
    with serve(site(pages)) as server:
        pages["/feed"] = Reply(body=RSS.format(server.url).encode(), kind=kind)
        code, out, err = fetch(capfdbinary, tmp_path, f"{server.url}/feed", "--json")
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 1  # one entry is gone
    assert [record["url"].rpartition("/")[2] for record in records] == ["new", "old", "gone"]
    assert "HTTP 404" in err
    article = read_article(records[0]["file"])
    assert (article.published, article.source) == ("2021-07-27", "Own Paper")
    assert read_article(records[0]["file"], date="2020").published == "2020"


def test_an_atom_feed_is_read_and_limited(capfdbinary, tmp_path):
    pages = {"/new": page(), "/old": page()}
    with serve(site(pages)) as server:
        pages["/atom"] = Reply(body=ATOM.format(server.url).encode(), kind="application/atom+xml")
        pages["/feed"] = Reply(body=RSS.format(server.url).encode(), kind="application/rss+xml")
        assert fetch(capfdbinary, tmp_path / "a", f"{server.url}/atom")[0] == 0
        assert fetch(capfdbinary, tmp_path / "b", f"{server.url}/feed", "--limit", 1)[0] == 0
    assert len(files(tmp_path / "a")) == len(files(tmp_path / "b")) == 1


@pytest.mark.parametrize("body", [b"<rss", b"<rss></rss>", b"<?xml version='1.0'?><other/>"])
def test_a_broken_feed_is_an_error(capfdbinary, tmp_path, body):
    with serve(site({"/feed": Reply(body=body, kind="application/rss+xml")})) as server:
        code, _, err = fetch(capfdbinary, tmp_path, f"{server.url}/feed")
    assert code == 1
    assert "feed" in err


def test_a_feed_cannot_reach_files_of_this_machine(capfdbinary, tmp_path):
    feed = ATOM.replace("{0}/new", "file:///etc/hostname").encode()
    with serve(site({"/atom": Reply(body=feed, kind="application/atom+xml")})) as server:
        code, _, err = fetch(capfdbinary, tmp_path, f"{server.url}/atom")
    assert code == 1
    assert "no address of the web" in err
    assert not files(tmp_path)


def test_redirects_are_followed_a_few_times(capfdbinary, tmp_path):
    def loop(seen):
        return Reply(status=302, headers={"Location": "/loop"})

    pages = {"/a": Reply(status=301, headers={"Location": "/b"}), "/b": page(), "/loop": loop}
    with serve(site(pages)) as server:
        assert fetch(capfdbinary, tmp_path, f"{server.url}/a")[0] == 0
        told = json.loads(files(tmp_path, ".json")[0].read_text())
        code, _, err = fetch(capfdbinary, tmp_path, f"{server.url}/loop")
    assert (told["asked"][-2:], told["url"][-2:]) == ("/a", "/b")
    assert code == 1
    assert "redirects" in err


def test_a_redirect_is_checked_like_any_address():
    with serve(Reply(status=302, headers={"Location": "http://10.0.0.1/secret"})) as server:
        asked = []

        def lookup(host, port):
            asked.append(host)
            return [host]

        client = Client(delay_s=0, allow_private=True, lookup=lookup, timeout_s=5)
        target = target_of(server.url, allow_private=True)
        assert client._once(target, {}, client.now() + 5, 1000).host == "10.0.0.1"
        private = Client(delay_s=0, lookup=lambda host, port: ["127.0.0.1"])
        with pytest.raises(FetchError, match="not on the public internet"):
            private.get("http://news.example.org/")


def test_without_leave_no_server_of_this_machine_is_asked(capfdbinary, tmp_path):
    with serve(page()) as server:
        port = server.url.rpartition(":")[2]
        for host in (
            "127.0.0.1",
            "localhost",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "0.0.0.0",
            "2130706433",
        ):
            code, _, err = run(capfdbinary, "fetch", f"http://{host}:{port}/", "-o", tmp_path)
            assert code == 1
            code, _, err = run(capfdbinary, "fetch", f"http://{host}/", "-o", tmp_path)
            assert code == 1
            assert "not on the public internet" in err or "no address" in err, host
    assert server.seen == []


@pytest.mark.parametrize("address", [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
    "::ffff:192.168.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "no address",
])  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_addresses_that_are_public(address):
    assert is_public(address)


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    target = target_of("https://news.example.org/")
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        checked_address(target, lookup=lambda host, port: ["1.1.1.1", "10.0.0.1"])


def test_the_name_is_looked_up_once_a_connection_and_that_address_is_used():
    """A name that answers a private address the second time is never asked a second time."""
    with serve(page()) as server:
        port = int(server.url.rpartition(":")[2])
        answers = [["127.0.0.1"], ["127.0.0.1"], ["192.0.2.1"]]
        client = Client(
            delay_s=0, allow_private=True, timeout_s=5, lookup=lambda host, port: answers.pop(0)
        )
        assert client.get(f"http://news.example.org:{port}/").body == PAGE
        assert answers == [["192.0.2.1"]]  # one for robots.txt, one for the page
        assert server.seen[1].headers["Host"] == f"news.example.org:{port}"


@pytest.mark.parametrize("url", [
    "ftp://example.org/", "file:///etc/passwd", "example.org", "http://", "http://a b/", "javascript:1",
    "http://user:secret@example.org/", "http://example.org:22/", "http://example.org:99999/",
    "http://[::1", "https://exa\nmple.org/", "http://" + "a" * 3000,
])  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url):
    with pytest.raises(FetchError):
        target_of(url)


def test_an_address_is_written_out():
    target = target_of("HTTPS://Exämple.org:443/a b".replace(" ", "%20") + "?q=ö#part")
    assert target.url == "https://xn--exmple-cua.org/a%20b?q=%C3%B6"


def test_too_large_too_slow_and_broken_answers_are_errors(capfdbinary, tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.fetch_http.LARGEST_BYTES", 50_000)
    bomb = gzip.compress(b"x" * 5_000_000)
    pages = {
        "/large": page(b"x" * 60_000),
        "/bomb": page(bomb, headers={"Content-Encoding": "gzip"}),
        "/packed": page(b"x", headers={"Content-Encoding": "br"}),
        "/broken": page(missing_bytes=10),
        "/drip": page(drip=True),
        "/empty": page(b"  "),
        "/exe": Reply(body=b"MZ", kind="application/octet-stream"),
        "/nowhere": Reply(status=302),
    }
    with serve(site(pages)) as server:
        urls = [f"{server.url}{path}" for path in pages]
        began = time.monotonic()
        code, out, err = fetch(capfdbinary, tmp_path, *urls, "--timeout", 1)
        assert time.monotonic() - began < 15
    assert (code, out) == (1, "")
    assert err.count("error: ") == len(pages)
    for words in ("more than", "'br'", "broke off", "no answer within 1 s", "an empty page",
                  "application/octet-stream", "nowhere"):  # fmt: skip
        assert words in err
    assert list(tmp_path.iterdir()) == []


def test_a_zipped_page_is_unpacked(capfdbinary, tmp_path):
    packed = page(gzip.compress(PAGE), headers={"Content-Encoding": "gzip"})
    with serve(site({"/a": packed})) as server:
        assert fetch(capfdbinary, tmp_path, f"{server.url}/a")[0] == 0
    assert files(tmp_path)[0].read_bytes() == PAGE


def test_nobody_there_is_an_error_of_one_line(capfdbinary, tmp_path):
    code, _, err = fetch(capfdbinary, tmp_path, f"http://127.0.0.1:{closed_port()}/")
    assert code == 1
    assert err.count("\n") == 1
    assert "connection refused" in err


def test_requests_to_one_host_keep_their_distance():
    waits = []
    clock = [0.0]

    def wait(seconds):
        waits.append(round(seconds, 3))
        clock[0] += seconds

    with serve(site({"/a": page(), "/b": page()}, "User-agent: *\nCrawl-delay: 7\n")) as server:
        client = Client(
            delay_s=2, allow_private=True, wait=wait, now=lambda: clock[0], timeout_s=30
        )
        client.get(f"{server.url}/a")
        client.get(f"{server.url}/b")
    assert waits == [7, 7]


def test_a_folder_that_is_a_file_is_wrong_input(capfdbinary, tmp_path):
    (tmp_path / "a").write_text("x")
    code, _, err = run(capfdbinary, "fetch", "https://example.org/", "-o", tmp_path / "a")
    assert code == 2
    assert "no folder" in err


def test_a_broken_file_beside_a_report_is_told(tmp_path):
    from dateline import InputError

    (tmp_path / "a.txt").write_text("Rebels shelled Goma.")
    beside = tmp_path / "a.txt.source.json"
    for broken in ("{", "[]", '{"record": "other"}', '{"record": "source", "url": 3}',
                   '{"record": "source", "url": "x", "published": "soon"}'):  # fmt: skip
        beside.write_text(broken)
        with pytest.raises(InputError):
            read_article(tmp_path / "a.txt")


def test_an_address_in_place_of_a_report_says_how_to_fetch_it(capfdbinary):
    code, _, err = run(capfdbinary, "claims", "https://example.org/a")
    assert code == 2
    assert "dateline fetch https://example.org/a" in err


@pytest.fixture
def secure(tmp_path):
    """A server of news.example.org with a certificate that its own authority made."""
    openssl = shutil.which("openssl") or pytest.skip("openssl is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = [
        openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out",
        str(certificate), "-days", "2", "-subj", "/CN=news.example.org", "-addext",
        "subjectAltName=DNS:news.example.org",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(404 if self.path == "/robots.txt" else 200)
            self.send_header("Content-Type", HTML)
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_):  # a client that does not trust us hangs up
            pass

    server = Server(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_address[1], certificate
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_certificate_must_be_trusted_and_be_of_the_name_that_was_asked(secure, monkeypatch):
    port, certificate = secure
    client = Client(delay_s=0, allow_private=True, timeout_s=10, lookup=lambda *_: ["127.0.0.1"])
    with pytest.raises(FetchError, match="certificate"):
        client.get(f"https://news.example.org:{port}/a")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert client.get(f"https://news.example.org:{port}/a").body == PAGE
    with pytest.raises(FetchError, match="certificate"):
        client.get(f"https://other.example.org:{port}/a")
