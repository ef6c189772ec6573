"""The statuses of a view as a GeoPackage layer for desktop GIS."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
import shapely

from dashboard.export.reports import place_of, report_fields
from dashboard.export.shot import Shot
from dashboard.export.tables import source_rows, status_rows
from dashboard.places.disputed import properties_of


def _units(shot: Shot, rows: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    shapes = [shot.situation.case.units.geometry(row["unit"]) for row in rows]
    return gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326")


def _reports(shot: Shot) -> gpd.GeoDataFrame:
    points = [shapely.Point(place_of(shot, report)[0]) for report in shot.reports]
    return gpd.GeoDataFrame([report_fields(shot, report) for report in shot.reports], geometry=points, crs="EPSG:4326")


def geopackage_bytes(shot: Shot) -> bytes:
    """Layer "status" (a polygon a unit, EPSG:4326, fields of `status_row`), "disputed_borders" where there are any, table "sources".

    Where nothing is filled "units" (no status) and "reports" (points, fields of `report_fields`) stand instead of "status".
    """
    layers = {"status": _units(shot, status_rows(shot))}
    if shot.points:
        names = [{"unit": unit, "name": shot.look.unit_name(unit)} for unit in shot.statuses]
        layers = {"units": _units(shot, names)} | ({"reports": _reports(shot)} if shot.reports else {})
    # GDAL writes the time of the clock into the file; the day of the second clock makes it the same every time
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{shot.known_at.isoformat()}T00:00:00.000Z"})
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "status.gpkg"
            for layer, frame in layers.items():
                frame.to_file(path, layer=layer, driver="GPKG", engine="pyogrio")
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
