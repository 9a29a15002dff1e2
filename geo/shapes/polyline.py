"""How are lines and rings packed in the data files, and read back fast?

A set of lines is stored as one blob: zlib of ``count, lengths…, deltas…`` where every number is a
32-bit integer, zigzag-coded (0, -1, 1, -2 -> 0, 1, 2, 3) and the four byte planes are stored one
after the other. Small deltas leave three planes nearly empty, so zlib packs them about as well as
variable-length integers, and numpy reads ten thousand vertices in well under a millisecond.
Coordinates are longitude, latitude in units of 1e-5 degree (1.1 m), WGS 84.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

Line = tuple[tuple[float, float], ...]

UNITS_PER_DEGREE: Final = 100_000
DECIMALS: Final = 5


def encode_lines(lines: Iterable[Iterable[tuple[float, float]]]) -> bytes:
    """Pack lines (longitude, latitude in degrees) into one blob."""
    grids = [_to_units(line) for line in lines]
    header = [len(grids), *(len(grid) for grid in grids)]
    points = np.concatenate(grids) if grids else np.empty((0, 2), dtype=np.int64)
    deltas = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    numbers = np.concatenate([np.array(header, dtype=np.int64), deltas.T.ravel()])
    zigzag = ((numbers << 1) ^ (numbers >> 63)).astype("<u4")
    planes = zigzag.view(np.uint8).reshape(-1, 4).T
    return zlib.compress(np.ascontiguousarray(planes).tobytes(), 9)


def decode_lines(blob: bytes) -> tuple[Line, ...]:
    """Unpack what `encode_lines` packed: lines of (longitude, latitude), degrees."""
    return tuple(
        tuple(zip(array[:, 0].tolist(), array[:, 1].tolist(), strict=True))
        for array in decode_arrays(blob)
    )


def decode_arrays(blob: bytes) -> list[np.ndarray]:
    """Unpack a blob as float arrays of shape (vertices, 2), longitude first, degrees."""
    planes = np.frombuffer(zlib.decompress(blob), dtype=np.uint8).reshape(4, -1)
    zigzag = np.ascontiguousarray(planes.T).view("<u4").ravel().astype(np.int64)
    numbers = (zigzag >> 1) ^ -(zigzag & 1)
    count = int(numbers[0])
    lengths = numbers[1 : 1 + count]
    points = np.cumsum(numbers[1 + count :].reshape(2, -1), axis=1).T
    degrees = np.round(points / UNITS_PER_DEGREE, DECIMALS)
    return np.split(degrees, np.cumsum(lengths)[:-1]) if count else []


def _to_units(line: Iterable[tuple[float, float]]) -> np.ndarray:
    points = np.asarray(list(line), dtype=np.float64)
    return np.rint(points * UNITS_PER_DEGREE).astype(np.int64)
