"""Documents of a JSON Lines file through a stage, one by one: what ``--jsonl`` does.

A document that fails gives a record with "error", and the next one is read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dateline.geo.reports.article import Article, Span
    from dateline.geo.resolution.place_records import Json

    Record = dict[str, Json]
    Stage = Callable[["Document"], "list[Record]"]

_HINT = (
    'a line is {"doc": "id", "text": "…", "date": null, "spans": [[start, end], …]}, '
    'and "country": "AF,TJ", "home": "Kabul" where they are known'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One line of the input.

    Attributes
    ----------
    countries, home
        What the line says of likely countries and of the outlet's home, as written; empty where
        it says nothing.
    """

    doc: Json
    article: Article
    spans: tuple[Span, ...] | None
    countries: tuple[str, ...] = ()
    home: str = ""


def run(lines: Iterable[bytes], stage: Stage) -> Iterator[tuple[list[Record], bool]]:
    """Yield for each line the records to print, and whether the document went well.

    Parameters
    ----------
    lines
        Raw lines of the file, as UTF-8; blank ones are skipped.
    stage
        Makes the records of one document.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        doc: Json = None
        try:
            given = _object(line, number)
            doc = given.get("doc")
            yield stage(document(given, number)), True
        except Exception as error:  # noqa: BLE001 -- one bad document must not stop the others
            known = isinstance(error, InputError)
            message = str(error) if known else f"{type(error).__name__}: {error}"
            yield [{"doc": doc, "line": number, "error": message}], False


def document(given: Record, number: int) -> Document:
    """Return the document of a JSON object; raise `InputError` naming the line if it is none."""
    from dateline.geo.reports.article import Span
    from dateline.geo.reports.reading import article_from_text

    text, doc, date = given.get("text"), given.get("doc"), given.get("date")
    if not isinstance(text, str):
        raise _fault(number, '"text" must be a string')
    if date is not None and not isinstance(date, str):
        raise _fault(number, '"date" must be a string or null')
    if not isinstance(doc, str | int) or isinstance(doc, bool):
        raise _fault(number, '"doc" must be a string or a number')
    try:
        article = article_from_text(text, id=str(doc), date=date)
    except InputError as error:
        raise _fault(number, str(error)) from error
    given_spans = given.get("spans")
    spans = None
    if given_spans is not None:
        if not isinstance(given_spans, list):
            raise _fault(number, '"spans" must be a list')
        spans = tuple(Span(*_pair(span, len(text), number)) for span in given_spans)
    countries, home = _hints(given, number)
    return Document(doc=doc, article=article, spans=spans, countries=countries, home=home)


def _hints(given: Record, number: int) -> tuple[tuple[str, ...], str]:
    """Likely countries and home of a document, as written."""
    countries, home = given.get("country"), given.get("home")
    if countries is None or isinstance(countries, str):
        countries = [countries or ""]
    if not isinstance(countries, list) or not all(isinstance(c, str) for c in countries):
        raise _fault(number, '"country" must be a string, a list of strings or null')
    if home is not None and not isinstance(home, str):
        raise _fault(number, '"home" must be a string or null')
    return tuple(str(country) for country in countries if country), home or ""


def _object(line: bytes, number: int) -> Record:
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _fault(number, f"not JSON: {error}") from error
    if not isinstance(given, dict):
        raise _fault(number, "not a JSON object")
    return cast("Record", given)


def _pair(span: Json, length: int, number: int) -> tuple[int, int]:
    if isinstance(span, list) and len(span) == 2:
        start, end = span
        whole = type(start) is int and type(end) is int
        if whole and 0 <= cast("int", start) < cast("int", end) <= length:
            return cast("int", start), cast("int", end)
    raise _fault(number, f"a span must be [start, end] within the text's {length}, got {span!r}")


def _fault(number: int, what: str) -> InputError:
    return InputError(f"line {number}: {what}", hint=_HINT)
