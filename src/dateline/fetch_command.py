"""``dateline fetch URL…``: pages and feeds from the web into files that the other commands read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.errors import InputError
from dateline.streams import print_json
from dateline.talk import say, talk_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.fetch_feed import Entry
    from dateline.fetch_http import Client


@click.command("fetch", epilog="Example: dateline fetch https://example.org/report.html -o reports")
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@click.option(
    "-o", "--output", metavar="DIR", default=".", help="Folder for the files; by default this one."
)
@click.option("--limit", metavar="N", type=click.IntRange(1, 500), default=20, show_default=True,
              help="Most entries of a feed, newest first.")  # fmt: skip
@click.option("--timeout", metavar="SECONDS", type=click.FloatRange(0.1, 600), default=30.0,
              show_default=True, help="Longest time for one page.")  # fmt: skip
@click.option("--delay", metavar="SECONDS", type=click.FloatRange(0, 600), default=1.0,
              show_default=True, help="Least time between two requests to a host.")  # fmt: skip
@click.option("--allow-private", is_flag=True,
              help="Also ask servers on this machine and in networks that are not public.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON, a line a page.")
@talk_options
def fetch_command(
    urls: tuple[str, ...],
    *,
    output: str,
    limit: int,
    timeout: float,
    delay: float,
    allow_private: bool,
    as_json: bool,
) -> None:
    """Fetch reports from the web: pages, PDF files, or the pages that a feed names.

    Beside each file stands FILE.source.json: address, time of retrieval, SHA-256. The other
    commands take the report's address and a feed's date from it. What robots.txt disallows is not
    fetched. A page that has not changed is not fetched again.
    """
    folder = _folder(output)
    _libraries()
    from dateline.fetch_http import Client

    client = Client(timeout_s=timeout, delay_s=delay, allow_private=allow_private)
    failed = 0
    for record in _fetched(client, urls, folder, limit):
        failed += "error" in record
        if as_json:
            print_json(record)
        elif "error" not in record:
            say(f"{record['file']}: {record['state']}")
        if "error" in record:
            hint = f" ({record['hint']})" if record["hint"] else ""
            click.echo(f"error: {record['url']}: {record['error']}{hint}", err=True)
    if failed:
        raise SystemExit(1)


def _fetched(
    client: Client, urls: Iterable[str], folder: Path, limit: int
) -> Iterator[dict[str, Any]]:
    """Yield a record for each page: of a feed, for each of its entries."""
    from dateline.fetch_feed import is_feed, read_feed
    from dateline.fetch_guard import FetchError
    from dateline.fetch_http import FEEDS
    from dateline.fetch_store import keep, kept_of
    from dateline.talk import tell

    for url in dict.fromkeys(urls):
        try:
            tell(f"asking {url}")
            kept = kept_of(url, folder)
            etag, modified = (kept[1].etag, kept[1].modified) if kept else ("", "")
            page = client.get(url, etag=etag, modified=modified)
            if page.kind not in FEEDS and not (page.kind == "text/plain" and is_feed(page.body)):
                path, state = keep(page, url, folder)
                yield {"record": "fetched", "url": url, "file": str(path), "state": state}
                continue
            entries = read_feed(page.body, url=page.url)
        except FetchError as error:
            yield _error(url, error)
            continue
        tell(f"{url} is a feed with {len(entries)} entries")
        if not entries:
            yield {"record": "fetched", "url": url, "error": "a feed without entries", "hint": ""}
        yield from (_entry(client, entry, folder, url) for entry in entries[:limit])


def _entry(client: Client, entry: Entry, folder: Path, feed: str) -> dict[str, Any]:
    from dateline.fetch_guard import FetchError
    from dateline.fetch_store import fetch_report
    from dateline.talk import tell

    tell(f"asking {entry.url}")
    try:
        path, state = fetch_report(client, entry.url, folder, entry=entry, feed=feed)
    except FetchError as error:
        return _error(entry.url, error)
    return {"record": "fetched", "url": entry.url, "file": str(path), "state": state, "feed": feed}


def _error(url: str, error: Any) -> dict[str, Any]:
    return {"record": "fetched", "url": url, "error": error.reason, "hint": error.hint}


def _folder(output: str) -> Path:
    folder = Path(output)
    if folder.exists() and not folder.is_dir():
        msg = f"no folder: {output}"
        raise InputError(msg, hint="-o takes a folder; it is made where it is missing")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"cannot make the folder {output}: {error.strerror}"
        raise InputError(msg, hint="choose another one") from error
    return folder


def _libraries() -> None:
    from importlib.util import find_spec

    lacking = [name for name in ("feedparser", "protego") if find_spec(name) is None]
    if lacking:
        msg = f"fetching needs {' and '.join(lacking)}"
        raise InputError(msg, hint="pip install 'dateline[fetch]'")
