"""Refresh points and populations of rows with `geonames:ID` in the tables of places: python scripts/fill_points.py [FILE ...].

Without files: data/places.csv and all of dashboard/places/world/towns. Needs the extra "towns". Points of capitals in
data/places.csv stay, because the boundary file has them too.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from dashboard.places.boundaries import Units, read_units, world_units
from dashboard.places.geonames import Town, towns_of

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Read each table, take over what GeoNames says, write it back if anything changed."""
    tables = [Path(name) for name in sys.argv[1:]] or [
        ROOT / "data" / "places.csv",
        *sorted((ROOT / "dashboard" / "places" / "world" / "towns").glob("*.csv")),
    ]
    for table in tables:
        own = table.stem == "places"
        country = "AF" if own else table.stem
        units = read_units(table.with_name("provinces.geojson")) if own else world_units(country)
        before = table.read_text(encoding="utf-8")
        after = filled(before, {town.id: town for town in towns_of(country)}, units)
        if after != before:
            table.write_text(after, encoding="utf-8")
        print(f"{table.name}: {'changed' if after != before else 'as it was'}")


def filled(text: str, towns: dict[int, Town], units: Units) -> str:
    """The table with points and populations from GeoNames; a point outside the row's unit is left out."""
    reader = csv.DictReader(io.StringIO(text))
    out = io.StringIO()
    writer = csv.DictWriter(out, reader.fieldnames or (), lineterminator="\n")
    writer.writeheader()
    for row in reader:
        kind, _, number = row["source"].partition(":")
        town = towns.get(int(number)) if kind == "geonames" and number.isdigit() else None
        if town is not None and row["lon"] and not row["capital"] and units.locate(town.lon, town.lat) == row["unit"]:
            row["lon"], row["lat"] = f"{round(town.lon, 4):g}", f"{round(town.lat, 4):g}"
        if town is not None and row["scope"] == "settlement" and town.population:
            row["population"] = str(town.population)
        writer.writerow(row)
    return out.getvalue()


if __name__ == "__main__":
    main()
