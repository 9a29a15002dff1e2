"""How do the layers become one table of FlatGeobuf or GeoParquet?

Both hold one table: all layers stand in it, with their name in the column ``layer`` and the claims'
records as JSON in the column ``claims``.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from dateline.errors import InputError
from dateline.layers.exports.records import one_frame

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dateline.layers.build import Layer
    from dateline.layers.exports.records import Records


def write_flatgeobuf(layers: Sequence[Layer], path: Path, records: Records) -> tuple[str, ...]:
    """Write FlatGeobuf, with a spatial index where every feature has a shape.

    Returns
    -------
    tuple of str
        A note where there is no index: the format has none for features without a shape.
    """
    import pyogrio

    frame = one_frame(layers, records)
    listed = int(frame.geometry.isna().sum())
    pyogrio.write_dataframe(
        frame,
        path,
        driver="FlatGeobuf",
        layer="dateline",
        geometry_type="Unknown",
        layer_options={"SPATIAL_INDEX": "NO" if listed or frame.empty else "YES"},
    )
    if not listed:
        return ()
    words = "1 feature is" if listed == 1 else f"{listed} features are"
    return (f"FlatGeobuf without its spatial index: {words} listed without a shape",)


def write_geoparquet(layers: Sequence[Layer], path: Path, records: Records) -> tuple[str, ...]:
    """Write GeoParquet 1.1, claim ids as a list of texts, with a box a feature; nothing is cut.

    Raises
    ------
    InputError
        pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        msg = "GeoParquet needs pyarrow, which is not installed"
        raise InputError(msg, hint="pip install 'dateline[parquet]', or write .gpkg")
    frame = one_frame(layers, records)
    frame["claim_ids"] = [ids for layer in layers for ids in layer.frame["claim_ids"]]
    frame.to_parquet(
        path, index=False, compression="zstd", write_covering_bbox=True, schema_version="1.1.0"
    )
    return ()
