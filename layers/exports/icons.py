"""What do the points look like in Google Earth? Small PNG pictures for a KMZ, made without a font
or a file.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.layers.exports.symbols import Symbol

SIZE_PX: Final = 32
_FINE: Final = 4  # sub-pixels a side: smooth edges
_OUTER: Final = 0.40  # of the size, from the middle to the rim
_INNER: Final = 0.29


def icon_png(symbol: Symbol, *, square: bool) -> bytes:
    """Draw a point's sign: a square for bases, a disc for events, with a rim.

    Parameters
    ----------
    symbol
        Its colours.
    square
        Whether it is a square.

    Returns
    -------
    bytes
        A PNG of 32 by 32 pixels with transparency; equal arguments give equal bytes.
    """
    lines = []
    for y in range(SIZE_PX):
        line = bytearray([0])  # no filter
        for x in range(SIZE_PX):
            line += bytes(_pixel(x, y, symbol, square=square))
        lines.append(bytes(line))
    head = struct.pack(">IIBBBBB", SIZE_PX, SIZE_PX, 8, 6, 0, 0, 0)
    # Stored, not compressed: the same bytes whichever zlib is at hand.
    body = zlib.compress(b"".join(lines), 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")
    )


def _pixel(x: int, y: int, symbol: Symbol, *, square: bool) -> tuple[int, int, int, int]:
    fill, line = (_rgb(colour) for colour in (symbol.fill, symbol.line))
    hits: list[tuple[int, int, int]] = []
    for number in range(_FINE * _FINE):
        dx = (x + (number % _FINE + 0.5) / _FINE) / SIZE_PX - 0.5
        dy = (y + (number // _FINE + 0.5) / _FINE) / SIZE_PX - 0.5
        far = max(abs(dx), abs(dy)) if square else (dx * dx + dy * dy) ** 0.5
        if far <= _OUTER:
            hits.append(fill if far <= _INNER else line)
    if not hits:
        return 0, 0, 0, 0
    red, green, blue = (round(sum(hit[i] for hit in hits) / len(hits)) for i in range(3))
    return red, green, blue, round(255 * len(hits) / _FINE**2)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
