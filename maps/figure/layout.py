"""Where do heading, map, key, legend and credits stand on the sheet of a figure?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError
from dateline.maps.drawing.dataset_marks import COLOURS
from dateline.maps.drawing.view import choose_view
from dateline.maps.figure.style import Face
from dateline.maps.figure.words import CROSSED, HOLLOW, foot, reports_line
from dateline.maps.page.marks import DENIED, OPEN, meaning_of
from dateline.maps.page.panels import legend_signs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.geo.reports.article import Article
    from dateline.maps.drawing.features import Feature
    from dateline.maps.drawing.name_spots import Box
    from dateline.maps.drawing.tongues import Language
    from dateline.maps.figure.pen import Pen
    from dateline.maps.figure.text import KeyEntry
    from dateline.maps.page.datasets import ShownDatasets

MARGIN: Final = 18.0
GAP: Final = 18.0
SIDE: Final = (0.31, 240.0, 420.0)  # of a key beside the map: part of the width, least, most
BELOW: Final = 0.36  # of a key below the map: part of the height, at most
LOW: Final = 0.2  # the same on a broad sheet
COLUMN: Final = 330.0  # width of a column of the key, at least
BROAD: Final = 1.2  # a sheet this much wider than high has its key beside the map
LEAST_MAP: Final = 150.0  # units, its shorter side
MOST_NUMBERS: Final = 26  # letters of a place's numbers on the map
_TITLE: Final = Face(size=20, font="bold")
_SMALL_TITLE: Final = Face(size=15, font="bold")  # of a sheet narrower than SMALL
SMALL: Final = 600.0
_BYLINE: Final = Face(size=11.5, colour="soft")
_LEGEND: Final = Face(size=10.8)
_FOOT: Final = Face(size=9.4, colour="soft")


class Layout:
    """Places heading, map, key, legend and credits on a pen's sheet."""

    def __init__(
        self,
        pen: Pen,
        articles: Sequence[Article],
        features: Sequence[Feature],
        records: Sequence[Mapping[str, Any]],
        marks: Mapping[str, str],
        *,
        title: str,
        by: str,
        shown: ShownDatasets | None = None,
    ) -> None:
        self.pen, self.articles, self.features = pen, articles, features
        self.records, self.marks = records, marks
        self.title, self.by, self.shown = title, by, shown
        self.left, self.right = MARGIN, pen.width - MARGIN
        self.top, self.bottom = MARGIN, pen.height - MARGIN

    def draw(
        self, names: Mapping[str, str], *, key: bool, language: Language
    ) -> tuple[tuple[Box, ...], int]:
        """Draw all; return the boxes on the map, and how many claims the key leaves out."""
        from dateline.maps.figure.map import draw_map
        from dateline.maps.figure.text import draw_key, ranges, set_key, short

        pen = self.pen
        self._heading()
        numbers: dict[str, list[int]] = {}
        for number, record in enumerate(self.records, start=1):
            for feature in self.features:
                if str(record["id"]) in feature.claim_ids:
                    numbers.setdefault(feature.id, []).append(number)
        told = {
            feature: short(ranges(own), MOST_NUMBERS) for feature, own in numbers.items() if key
        }
        columns = max(1, min(3, int((self.right - self.left) / COLUMN)))
        area = self._below(columns) if key else None
        if key and area is None:
            columns, area = 1, self._beside()
            self.right = area[0] - GAP
        self._foot(numbered=key)
        if area is not None and area[0] == self.left:
            high = area[3] - area[1]
            area = (area[0], self.bottom - high, area[2], self.bottom)
            self.bottom = area[1] - GAP / 2
        self._legend()
        if min(self.right - self.left, self.bottom - self.top) < LEAST_MAP:
            msg = "no room for the map on this sheet"
            raise InputError(msg, hint="choose a larger --size, or leave out --key or the title")
        drawn = draw_map(
            pen, (self.left, self.top, self.right, self.bottom), self.features,
            choose_view(self.features), marks=self.marks, numbers=told, names=names,
            language=language, events=self.shown.marks if self.shown else (),
        )  # fmt: skip
        if area is None:
            return drawn.boxes, 0
        entries = self._entries(drawn.numbered, drawn.seen)
        fitted = set_key(pen, entries, wide=area[2] - area[0], high=area[3] - area[1],
                         columns=columns, gap=GAP)  # fmt: skip
        draw_key(pen, (area[0], area[1]), fitted, GAP)
        return drawn.boxes, fitted.left_out

    def _entries(self, numbered: frozenset[str], seen: frozenset[str]) -> list[KeyEntry]:
        from dateline.maps.figure.text import KeyEntry

        return [
            KeyEntry(number=number, record=record, where=self._where(record, numbered, seen))
            for number, record in enumerate(self.records, start=1)
        ]

    def _where(
        self, record: Mapping[str, Any], numbered: frozenset[str], seen: frozenset[str]
    ) -> str:
        own = [f for f in self.features if str(record["id"]) in f.claim_ids and f.shape is not None]
        if not own:
            return "not on the map"
        if any(f.id in numbered for f in own):
            return ""
        if any(f.id in seen for f in own):
            names = dict.fromkeys(f.label or f.name for f in own if f.id in seen)
            return f"on the map: {', '.join(names)}"
        return "outside this view"

    def _below(self, columns: int) -> Box | None:
        """Room for the key below the map; None where a broad sheet has more of it beside the map."""
        from dateline.maps.figure.text import SIZES, set_key

        every = frozenset(feature.id for feature in self.features)
        broad = self.pen.width > self.pen.height * BROAD
        fitted = set_key(
            self.pen, self._entries(every, every), wide=self.right - self.left,
            high=self.pen.height * (LOW if broad else BELOW), columns=columns, gap=GAP,
        )  # fmt: skip
        if broad and (fitted.left_out or fitted.size < SIZES[0]):
            return None
        return self.left, self.bottom - fitted.high, self.right, self.bottom

    def _beside(self) -> Box:
        part, least, most = SIDE
        wide = min(max(self.pen.width * part, least), most)
        return self.right - wide, self.top, self.right, self.bottom

    def _heading(self) -> None:
        from dateline.maps.figure.text import draw_rows, shortened, wrapped

        if not self.title:
            return
        pen, wide = self.pen, self.right - self.left
        face = _TITLE if pen.width >= SMALL else _SMALL_TITLE
        rows = wrapped(pen, [(self.title, face)], wide)
        if len(rows) > 2:
            rest = " ".join(words for row in rows[1:] for _, words, _ in row)
            rows = [rows[0], [(0.0, shortened(pen, f"{rest} …", face, wide), face)]]
        self.top = draw_rows(pen, (self.left, self.top - 4), rows, face.size)
        by = wrapped(pen, [(self.by, _BYLINE)], wide)[:2]
        by += wrapped(pen, [(reports_line(self.articles), _BYLINE)], wide)[:3]
        self.top = draw_rows(pen, (self.left, self.top), by, _BYLINE.size) + 7.0

    def _foot(self, *, numbered: bool) -> None:
        from dateline.maps.figure.text import LEADING, draw_rows, wrapped

        credits_ = self.shown.credits if self.shown else ()
        words = foot(self.articles, self.features, numbered=numbered, events=credits_)
        rows = wrapped(self.pen, [(words, _FOOT)], self.right - self.left)
        high = len(rows) * _FOOT.size * LEADING
        draw_rows(self.pen, (self.left, self.bottom - high + 3), rows, _FOOT.size)
        self.bottom -= high + 4.0

    def _legend(self) -> None:
        """The signs that are used, in as many rows as they need, above what is below."""
        from dateline.maps.figure.signs import SIGN_HIGH, SIGN_WIDE, draw_legend_sign
        from dateline.maps.figure.text import shortened

        wide, space = self.right - self.left, 16.0
        rows: list[list[tuple[float, str, str]]] = [[]]
        x = 0.0
        for name, words in [*legend_signs(self.features), *self._notes(), *self._events()]:
            sign = SIGN_WIDE + 6.0 if name else 0.0
            told = shortened(self.pen, words, _LEGEND, wide - sign)
            own = sign + self.pen.measure(told, _LEGEND)
            if rows[-1] and x + own > wide:
                rows.append([])
                x = 0.0
            rows[-1].append((x, name, told))
            x += own + space
        step = SIGN_HIGH + 3.0
        y = self.bottom - len(rows) * step
        self.bottom = y - 6.0
        for row in rows:
            for start, name, words in row:
                left = self.left + start
                if name:
                    draw_legend_sign(self.pen, (left, y), name)
                    left += SIGN_WIDE + 6.0
                self.pen.words((left, y + 12.0), words, _LEGEND)
            y += step

    def _notes(self) -> list[tuple[str, str]]:
        meant = {meaning_of(f, self.marks) for f in self.features if f.layer != "movements"}
        notes = [(OPEN, HOLLOW), (DENIED, CROSSED)]
        return [("", words) for meaning, words in notes if meaning in meant]

    def _events(self) -> list[tuple[str, str]]:
        """The signs of data sets, as maps/figure/events.py draws them."""
        told = self.shown.told if self.shown else ()
        return [(f"data{min(n, COLOURS)}", words) for n, words in enumerate(told, start=1)]
