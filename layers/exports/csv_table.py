"""How do the layers become a table for a spreadsheet? One row a feature, without shapes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from dateline.layers.exports.records import claims_of, columns, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dateline.layers.build import Layer
    from dateline.layers.exports.records import Records


def write_csv(layers: Sequence[Layer], path: Path, records: Records) -> tuple[str, ...]:
    """Write one row a feature; points have their longitude and latitude, other shapes none.

    Returns
    -------
    tuple of str
        A note where shapes are left out.
    """
    names = columns(layers[0].frame.columns if layers else ())
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["layer", *names, "lon_deg", "lat_deg", "quotes"])
    left_out = 0
    for layer in layers:
        for row in layer.frame.to_dict("records"):
            shape = row["geometry"]
            point = shape if shape is not None and shape.geom_type == "Point" else None
            left_out += shape is not point
            quotes = [str(record["quote"]) for record in claims_of(row, records)]
            writer.writerow(
                [
                    layer.name,
                    *(_cell(row[name]) for name in names),
                    *((point.x, point.y) if point is not None else ("", "")),
                    safe(" | ".join(quotes)),
                ]
            )
    path.write_bytes(out.getvalue().encode("utf-8", errors="backslashreplace"))
    if not left_out:
        return ()
    words = "1 area or line is" if left_out == 1 else f"{left_out} areas and lines are"
    return (f"CSV holds points alone: {words} listed without a shape",)


def _cell(value: object) -> object:
    found = plain(value)
    if isinstance(found, list):
        return " ".join(found)
    return "" if found is None else safe(found) if isinstance(found, str) else found


def safe(text: str) -> str:
    """Keep a spreadsheet from running text of a report as a formula.

    Examples
    --------
    >>> safe("=1+1"), safe("a=b")
    ("'=1+1", 'a=b')
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
