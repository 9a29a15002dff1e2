"""What does ``dateline correct`` ask, and which correction is each answer?

One question after the other, in plain lines: the answers may come from a terminal or a pipe.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from dateline.layers.corrections.anchor import anchor_at
from dateline.layers.corrections.corrections import ClaimCorrection, PlaceCorrection
from dateline.layers.corrections.edit import with_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Article, Span
    from dateline.layers.corrections.corrections import Anchor, Corrections, Entry, Scope, Status
    from dateline.layers.corrections.doubts import Doubt, Option

_COMMON: Final = (
    ("y", "right as it is"),
    ("… # NOTE", "after an answer: a remark, kept with it"),
    ("s", "skip: ask again another time"),
    ("q", "save and quit"),
    ("?", "this help"),
)
_OF_CLAIM: Final = (
    ("a", "accept the claim, with all else that is read of it"),
    ("r", "reject it: no claim, or not for the map"),
)
_HELP: Final = {
    "place": (
        ("1, 2 …", "the place of that number"),
        ("38.5, 69.1", "latitude, longitude; also degrees and minutes, MGRS"),
        ("= gn:1221874", "a place by its id"),
        ("= Kulob", "the places of another name, to choose from"),
        ("n", "not a place"),
        ("… this", "after an answer: for this mention alone (else for all of these words)"),
    ),
    "speaker": (
        ("1, 2 …", "the speaker of that number"),
        ("= NAME", "another speaker"),
        *_OF_CLAIM,
    ),
    "type": (
        ("= TYPE", "one of the types below"),
        *_OF_CLAIM,
    ),
    "time": (
        ("= 2021-07-05", "a date: 2021, 2021-07, 2021-07~, 2021-07/2021-08, ../2042, 2021/.."),
        *_OF_CLAIM,
    ),
}
_SHORT: Final = {
    "place": "number, LAT, LON, = ID or NAME, y, n, s, q, ?",
    "speaker": "number, = NAME, y, a, r, s, q, ?",
    "type": "= TYPE, y, a, r, s, q, ?",
    "time": "= DATE, a, r, s, q, ?",
}


_YES: Final = frozenset({"y", "yes"})


class NoAnswerError(ValueError):
    """A line that is no answer to the question; says why."""


@dataclass(slots=True)
class Session:
    """Asks about doubts, one by one, and keeps what is answered.

    Attributes
    ----------
    save
        Is called with all corrections after each answer.
    """

    article: Article
    parse: Parse
    gazetteer: Gazetteer
    corrections: Corrections
    save: Callable[[Corrections], None]
    answered: int = 0
    _options: tuple[Option, ...] = field(default=(), init=False)

    def run(
        self,
        doubts: Sequence[Doubt],
        *,
        ask: Callable[[str], str | None],
        say: Callable[[str], None],
    ) -> None:
        """Ask until the doubts or the lines end, or the answer is q.

        Parameters
        ----------
        ask
            Shows a prompt and returns a line; None at the end of the input.
        say
            Shows a line.
        """
        for number, doubt in enumerate(doubts, start=1):
            say("")
            say(f"[{number}/{len(doubts)}] {doubt.question} {count_words(doubt)}")
            for line in self._shown(doubt):
                say(line)
            self._options = doubt.options
            if not self._ask(doubt, ask=ask, say=say):
                return

    def _ask(
        self, doubt: Doubt, *, ask: Callable[[str], str | None], say: Callable[[str], None]
    ) -> bool:
        """Ask until there is an answer; tell whether to go on."""
        while True:
            for line in option_lines(self._options):
                say(line)
            given = ask(f"{_SHORT[doubt.kind]} > ")
            if given is None or given.strip().lower() in {"q", "quit"}:
                return False
            answer = given.strip()
            if answer.lower() in {"s", ""}:
                return True
            if answer == "?":
                for text in help_lines(doubt.kind):
                    say(text)
                continue
            try:
                entries = self._entries(doubt, answer)
            except NoAnswerError as error:
                say(f"  {error}")
                continue
            if entries:
                self.corrections = with_entries(self.corrections, entries)
                self.save(self.corrections)
                self.answered += 1
                return True
            say("  which of these?")

    # -------------------------------------------------------------- what is shown
    def _shown(self, doubt: Doubt) -> list[str]:
        from dateline.tables import clip

        first = doubt.spans[0]
        now = f"now: {doubt.inferred}" if doubt.inferred else "now: nothing"
        return [
            "  " + clip(marked(self.article, self.parse, first), 2_000),
            "  " + clip(f"{now} ({doubt.reason})", 400),
        ]

    # -------------------------------------------------------------- what an answer means
    def _entries(self, doubt: Doubt, answer: str) -> list[Entry]:
        """Return the corrections of an answer; none where it led to a choice of places."""
        said, _, remark = answer.partition(" # ")
        said, note = said.strip(), remark.strip() or None
        if doubt.kind == "place":
            entry = self._place(doubt, said)
            return [replace(entry, note=note)] if entry is not None else []
        statuses: dict[str, Status] = {"a": "accepted", "accept": "accepted", "r": "rejected", "reject": "rejected"}  # fmt: skip
        if (status := statuses.get(said.lower())) is not None:
            return [self._claim(span, status=status, note=note) for span in doubt.spans]
        value = self._current(doubt) if said.lower() in _YES else self._value(said)
        if doubt.kind == "type":
            _check_type(value)
        if doubt.kind == "time":
            _check_time(value)
        return [self._claim(span, **{doubt.kind: value}, note=note) for span in doubt.spans]

    def _current(self, doubt: Doubt) -> str:
        if doubt.current is None:
            msg = "nothing was read that could be right: give a value, or skip with s"
            raise NoAnswerError(msg)
        return doubt.current

    def _value(self, answer: str) -> str:
        """Return the value of a number or of what stands behind "="."""
        if answer.startswith("="):
            value = answer[1:].strip()
            if value:
                return value
            msg = "nothing stands behind the ="
            raise NoAnswerError(msg)
        if answer.isascii() and answer.isdecimal():
            if 1 <= int(answer) <= len(self._options):
                return self._options[int(answer) - 1].value
            msg = f"there is no number {answer}"
            raise NoAnswerError(msg)
        msg = f"{answer!r} is no answer; ? explains them, and a value of your own begins with ="
        raise NoAnswerError(msg)

    def _claim(self, span: Span, **said: Any) -> ClaimCorrection:
        return ClaimCorrection(anchor=self._anchor(span), **said)

    def _anchor(self, span: Span) -> Anchor:
        several = len(self.corrections.reports) > 1
        return anchor_at(self.article, span, report=self.article.id if several else None)

    def _place(self, doubt: Doubt, answer: str) -> PlaceCorrection | None:
        scope: Scope = "all"
        if answer.lower().endswith(" this"):
            scope, answer = "this", answer[: -len(" this")].strip()
        entry = PlaceCorrection(anchor=self._anchor(doubt.spans[0]), scope=scope)
        if answer.lower() in {"n", "no"}:
            return replace(entry, none=True)
        if answer.lower() in _YES:
            return replace(entry, place=self._current(doubt))
        point = read_point(answer) if not answer.startswith("=") else None
        if point is not None:
            return replace(entry, lat_deg=point[0], lon_deg=point[1])
        value = self._value(answer)
        if answer.startswith("="):
            return self._named(entry, value)
        return replace(entry, place=value)

    def _named(self, entry: PlaceCorrection, value: str) -> PlaceCorrection | None:
        """Take an id, or the only place of a name; several become the choice."""
        from dateline.layers.corrections.corrected_places import place_of_id
        from dateline.layers.corrections.doubts import place_options

        if place_of_id(value, self.gazetteer) is not None:
            return replace(entry, place=value)
        found = [place for place, _ in self.gazetteer.candidates(value)]
        if not found:
            msg = f"the gazetteer has no place {value!r}; give LAT, LON"
            raise NoAnswerError(msg)
        if len(found) == 1:
            return replace(entry, place=found[0].id)
        self._options = place_options(found)
        return None


def _check_type(value: str) -> None:
    from difflib import get_close_matches

    from dateline.layers.events.events import event_types

    if value not in event_types():
        near = get_close_matches(value, event_types(), n=3)
        msg = f"no such type: {value!r}; " + (
            f"did you mean {' or '.join(near)}?" if near else "? lists them"
        )
        raise NoAnswerError(msg)


def _check_time(value: str) -> None:
    from dateline.layers.times.edtf import FORMS, read_edtf

    try:
        read_edtf(value)
    except ValueError as error:
        msg = f"{error}; write {FORMS}"
        raise NoAnswerError(msg) from error


def read_point(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude of "38.5, 69.1" and other ways to write coordinates.

    Returns
    -------
    tuple of float or None
        Degrees, WGS 84, six decimals; None where the text is none.

    Raises
    ------
    NoAnswerError
        Two numbers that no place on earth has.
    """
    from dateline.geo.positions.coordinates import find_coordinates
    from dateline.layers.corrections.write import rounded

    parts = text.replace(",", " ").split()
    try:
        numbers = [float(part) for part in parts] if len(parts) == 2 else []
    except ValueError:
        numbers = []
    if not numbers:
        found = find_coordinates(text)
        whole = len(found) == 1 and found[0].span.end - found[0].span.start >= len(text) - 2
        return (rounded(found[0].lat_deg), rounded(found[0].lon_deg)) if whole else None
    lat, lon = numbers
    if not all(map(math.isfinite, numbers)) or abs(lat) > 90 or abs(lon) > 180:
        msg = "latitude comes first, from -90 to 90, then longitude, from -180 to 180"
        raise NoAnswerError(msg)
    return rounded(lat), rounded(lon)


# ------------------------------------------------------------------ words
def count_words(doubt: Doubt) -> str:
    """Return "(2 mentions, 3 claims)"."""
    claims = counted(len(doubt.claims), "claim")
    return (
        f"({counted(len(doubt.spans), 'mention')}, {claims})"
        if doubt.kind == "place"
        else f"({claims})"
    )


def counted(number: int, word: str) -> str:
    """Return "1 claim", "2 claims"."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def marked(article: Article, parse: Parse, span: Span) -> str:
    """Return the sentence of words with [[ ]] around them."""
    number = parse.sentence_of(span.start)
    low, high = span.start, span.end
    if number >= 0:
        low, high = parse.sentences[number].start, max(high, parse.sentences[number].end)
    else:
        zone = next((z.span for z in article.zones if z.span.start <= low < z.span.end), span)
        low, high = max(zone.start, low - 80), min(zone.end, high + 80)
    text = article.text
    return f"{text[low : span.start]}[[{text[span.start : span.end]}]]{text[span.end : high]}"


def option_lines(options: Sequence[Option]) -> list[str]:
    """Return the numbered answers."""
    from dateline.tables import clip

    return [
        "  " + clip(f"{n:>2}  {option.words}" + _id_words(option), 200)
        for n, option in enumerate(options, start=1)
    ]


def _id_words(option: Option) -> str:
    return f"  [{option.value}]" if option.value != option.words else ""


def help_lines(kind: str) -> list[str]:
    """Return what may be answered to a kind of question."""
    lines = [f"  {keys:<14}{words}" for keys, words in (*_HELP[kind], *_COMMON)]
    if kind == "type":
        import textwrap

        from dateline.layers.events.events import event_types

        lines += textwrap.wrap(", ".join(event_types()), 76, initial_indent="  ",
                               subsequent_indent="  ")  # fmt: skip
    return lines
