"""Build data/provinces.geojson, the 34 provinces of Afghanistan: python scripts/build_boundaries.py [--tolerance METRES]."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

import natural_earth as ne
import shapely

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "data" / "provinces.geojson"
CREDIT = (
    "Boundaries: Natural Earth (public domain). Place names: GeoNames, CC BY 4.0. "
    "Codes: ISO 3166-2. Boundaries and names do not imply endorsement."
)
NOTE = (
    f"34 provinces of Afghanistan (admin level 1) from {ne.VINTAGE}, simplified with topology kept; "
    "labels and codes of Daykundi, Panjshir, Paktika and Paktia repaired. Provincial borders are approximate."
)


def main() -> None:
    """Fetch, repair, simplify, check, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tolerance", type=float, default=170.0, help="metres; larger means a smaller file")
    tolerance = parser.parse_args().tolerance
    facts = tomllib.loads((ROOT / "scripts" / "afghanistan.toml").read_text(encoding="utf-8"))
    rows = sorted((row for row in ne.read_rows(ne.fetch()) if row.code in facts), key=lambda row: facts[row.code]["id"])
    areas = ne.areas_km2([row.shape for row in rows])
    shapes = ne.simplified([row.shape for row in rows], tolerance)
    features = []
    for row, area, shape in zip(rows, areas, shapes, strict=True):
        fact = facts[row.code]
        label = shapely.maximum_inscribed_circle(shape).coords[0]
        properties = {key: fact[key] for key in ("name", "name_fa", "name_ps", "capital")}
        properties |= {"capital_lon": fact["point"][0], "capital_lat": fact["point"][1]}
        properties |= {"label_lon": round(label[0], 4), "label_lat": round(label[1], 4)}
        properties |= {"area_km2": area, "adm1_code": row.code}
        features.append(ne.feature(fact["id"], properties, shape))
    TARGET.write_text(ne.write_collection(features, NOTE, CREDIT), encoding="utf-8")
    print(f"{TARGET}: {len(features)} units, {ne.vertices(shapes)} vertices, {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
