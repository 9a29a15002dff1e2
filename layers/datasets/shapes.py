"""Where are the rows of a data set, as precisely as it knows and no more?

A point where the place itself is known; a circle where it is near one; the shape of a division or
a country where only that is known. The data have no shapes of districts: what is known to a
district becomes the division around it, which is too wide and never wrong.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import numpy as np
    import pandas as pd
    from shapely.geometry import MultiPolygon

    from dateline.geo.shapes.areas import Ring

CRS: Final = "EPSG:4326"
AREAS: Final = frozenset({"district", "division", "country"})


def area_ids_of(rows: pd.DataFrame) -> pd.Series:
    """Return the id of the area that a row is known to alone, "" where it is a place or a shape.

    Parameters
    ----------
    rows
        With the columns of `dateline.layers.datasets.datasets.COLUMNS`.

    Returns
    -------
    pandas.Series
        ``admin1:TJ-KT``, ``country:TJ``, …: of a division without a shape the country's.
    """
    import pandas as pd

    wide = rows["level"].isin(AREAS)
    keys = ["level", "country", "lon_deg", "lat_deg"]
    once = rows.loc[wide, keys].drop_duplicates()
    if once.empty:
        return pd.Series("", index=rows.index)
    once["area"] = _areas(once)
    joined = rows.loc[wide, keys].merge(once, on=keys, how="left")
    found = pd.Series("", index=rows.index)
    found.loc[wide] = joined["area"].to_numpy()
    return found


def _areas(once: pd.DataFrame) -> list[str]:
    from dateline.geo.shapes.areas import locate_all

    spots = locate_all(once[["lon_deg", "lat_deg"]].to_numpy())
    found = []
    for level, name, spot in zip(once["level"], once["country"], spots, strict=True):
        code = _code(name) if level == "country" else ""
        country = f"country:{code or spot.country}" if code or spot.country else ""
        found.append(country if level == "country" else spot.admin1 or country)
    return found


@lru_cache(maxsize=512)
def _code(name: str) -> str:
    """Return a country's ISO 3166-1 alpha-2 code by its name, "" where it is not known."""
    from dateline.errors import InputError
    from dateline.geo.gazetteer.gazetteer import open_gazetteer
    from dateline.geo.hints import parse_countries

    if not name.strip() or "," in name:
        return ""
    try:
        return parse_countries([name], gazetteer=open_gazetteer())[0]
    except (InputError, IndexError):
        return ""


def shaped(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return rows with their shapes.

    Parameters
    ----------
    rows
        With the columns of `dateline.layers.datasets.datasets.COLUMNS`.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326; rows of one area share one geometry. The column ``area_id`` names the area. A
        row whose area has no shape in our data has an empty geometry, and is never a point.
    """
    import geopandas as gpd
    import numpy as np
    import shapely

    ids = area_ids_of(rows)
    points = shapely.points(rows["lon_deg"].to_numpy(), rows["lat_deg"].to_numpy())
    geometry = np.asarray(points, dtype=object)
    geometry = np.where(rows["level"].isin(AREAS), _shapes_of(ids.tolist()), geometry)
    near = rows["level"].eq("near").to_numpy()
    geometry[near] = _discs(rows.loc[near, ["lon_deg", "lat_deg", "radius_km"]])
    drawn = rows["level"].eq("shape").to_numpy()
    geometry[drawn] = rows.loc[drawn, "shape"].to_numpy()
    data = rows.drop(columns="shape").assign(area_id=ids)
    return gpd.GeoDataFrame(data, geometry=geometry, crs=CRS)


def _shapes_of(ids: Sequence[str]) -> np.ndarray:
    import numpy as np

    shapes = {name: area_shape(name) for name in set(ids)}
    out = np.empty(len(ids), dtype=object)
    out[:] = [shapes[name] for name in ids]
    return out


@lru_cache(maxsize=512)
def area_shape(area_id: str) -> MultiPolygon | None:
    """Return the shape of a country or division, None where our data have none."""
    from dateline.geo.shapes.areas import area_of

    area = area_of(area_id) if area_id else None
    return None if area is None else _multipolygon(area.polygons)


def _multipolygon(polygons: Sequence[Sequence[Ring]]) -> MultiPolygon:
    from shapely.geometry import MultiPolygon, Polygon

    return MultiPolygon([Polygon(rings[0], rings[1:]) for rings in polygons])


def _discs(spots: pd.DataFrame) -> np.ndarray:
    """Return a circle on the ellipsoid around each spot; equal spots share theirs."""
    import numpy as np

    out = np.empty(len(spots), dtype=object)
    for n, (lon, lat, radius) in enumerate(spots.itertuples(index=False)):
        out[n] = disc_shape((float(lon), float(lat)), float(radius))
    return out


@lru_cache(maxsize=4096)
def disc_shape(spot: tuple[float, float], radius_km: float) -> MultiPolygon:
    """Return the circle on the ellipsoid around a spot (degrees, longitude first, EPSG:4326)."""
    from dateline.geo.positions.uncertain_areas import disc

    return _multipolygon(disc(spot, radius_km))
