"""The statuses of a view as a GeoPackage layer for desktop GIS."""

from __future__ import annotations

import tempfile
from pathlib import Path

import geopandas as gpd
import pyogrio

from dashboard.export.shot import Shot
from dashboard.export.tables import source_rows, status_rows
from dashboard.places.disputed import properties_of


def geopackage_bytes(shot: Shot) -> bytes:
    """Layer "status" (a polygon a unit, EPSG:4326, fields of `status_row`), "disputed_borders" where there are any, table "sources"."""
    rows = status_rows(shot)
    shapes = [shot.situation.case.units.geometry(row["unit"]) for row in rows]
    frame = gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326")
    # GDAL writes the time of the clock into the file; the day of the second clock makes it the same every time
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{shot.known_at.isoformat()}T00:00:00.000Z"})
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "status.gpkg"
            frame.to_file(path, layer="status", driver="GPKG", engine="pyogrio")
            if borders := shot.situation.case.units.disputed:
                lines = gpd.GeoDataFrame(
                    [properties_of(border) for border in borders],
                    geometry=[border.line for border in borders],
                    crs="EPSG:4326",
                )
                lines.to_file(path, layer="disputed_borders", driver="GPKG", engine="pyogrio")
            if sources := source_rows(shot):
                gpd.pd.DataFrame(sources).pipe(
                    pyogrio.write_dataframe, path, layer="sources", driver="GPKG", append=True
                )
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
