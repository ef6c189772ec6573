"""Build dashboard/places/world/units.zip, the first-level divisions of every country: python scripts/build_world.py."""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import tomllib
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import natural_earth as ne
import shapely
from disputed_lines import disputed_lines

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "dashboard" / "places" / "world" / "units.zip"
REPAIRS = ROOT / "scripts" / "world_repairs.toml"
# zip members carry a fixed date, so that the same input gives the same bytes
STAMP = (2022, 5, 1, 0, 0, 0)
ALTERNATES = ("name", "name_en", "name_local", "name_alt", "woe_name", "gn_name", "gns_name", "name_fr", "name_es")

COMPASS = ("north", "south", "east", "west", "central", "centre", "upper", "lower")

Group = dict[str, list[ne.Row]]  # unit id -> the rows that make it


def main() -> None:
    """Read, repair, group by country, simplify each country, write one zip."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--detail", type=float, default=1.0, help="larger means finer borders and a larger file")
    detail = parser.parse_args().detail
    # Afghanistan's table is the one of the default case
    shutil.copyfile(ROOT / "data" / "places.csv", TARGET.parent / "towns" / "AF.csv")
    repairs = tomllib.loads(REPAIRS.read_text(encoding="utf-8"))
    rows = list(ne.read_rows(ne.fetch()))
    countries = grouped(rows, repairs)
    index: dict[str, Any] = {}
    members: dict[str, str] = {}
    drawn: dict[str, list[dict[str, Any]]] = {}
    for country, units in sorted(countries.items()):
        features = drawn[country] = simplified_features(units, repairs, detail)
        members[f"{country}.geojson"] = ne.write_collection(features, "", "")
        index[country] = {"name": country_name(units), "units": len(features)}
    members["index.json"] = json.dumps(index, ensure_ascii=False, indent=0)
    members["disputed.json"] = json.dumps(repairs["disputed"], ensure_ascii=False, indent=0)
    members["disputed_lines.json"] = json.dumps(disputed_lines(rows, drawn), ensure_ascii=False, indent=0)
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in sorted(members.items()):
            archive.writestr(zipfile.ZipInfo(name, STAMP), text, zipfile.ZIP_DEFLATED)
    total = sum(entry["units"] for entry in index.values())
    print(f"{TARGET}: {len(index)} countries, {total} units, {TARGET.stat().st_size / 1e6:.1f} MB")


def grouped(rows: list[ne.Row], repairs: dict[str, Any]) -> dict[str, Group]:
    """country -> unit id -> rows; a disputed area stands with its country in the view 'un'."""
    disputed = {area["row"]: area for area in repairs["disputed"]}
    dropped = set(repairs["drop"]["rows"])
    raw: dict[str, Group] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.code in dropped or "name" not in row.properties:
            continue
        area = disputed.get(row.code)
        country = area["un"] if area else repairs["country"].get(row.code, row.properties["iso_a2"])
        code = area["id"] if area else repairs["id"].get(row.code, row.properties["iso_3166_2"].rstrip("~"))
        if code in ("US-PR", "NL-SX"):
            code = f"{country}-X01"
        raw[country][code].append(row)
    return {country: unique(units, country, repairs) for country, units in raw.items()}


def unique(units: Group, country: str, repairs: dict[str, Any]) -> Group:
    """One unit per id: rows with one code and one name are merged, others get the source's number as their id."""
    meant = set(repairs["id"].values())
    result: Group = {}
    for code, rows in units.items():
        names = {row.properties.get("name_en") or row.properties["name"] for row in rows}
        local = {row.properties["name"] for row in rows}
        if len(rows) == 1 or code in meant or len(names) == 1 or len(local) == 1:
            result.setdefault(code, []).extend(rows)
            continue
        largest = max(rows, key=lambda row: row.shape.area)
        for row in rows:
            own = code if row is largest else f"{country}-NE{row.code.split('-')[-1]}"
            result.setdefault(own, []).append(row)
    return result


def simplified_features(units: Group, repairs: dict[str, Any], detail: float) -> list[dict[str, Any]]:
    """The features of one country, ordered by id."""
    ids = sorted(units)
    shapes = [shapely.union_all([row.shape for row in units[unit]]) for unit in ids]
    areas = ne.areas_km2(shapes)
    # metres: about a thousandth of the country's extent, so that each country is drawn equally fine
    tolerance = min(2500.0, max(40.0, ne.scale_km(shapes) * 0.8)) / detail
    simple = ne.rounded_only(shapes) if sum(areas) < 1 else _with_retries(shapes, tolerance)
    names = display_names(units, repairs)
    capitals = hand_capitals(ids[0][:2])
    return [
        ne.feature(unit, properties(units[unit], names[unit], area, shape) | capitals.get(unit, {}), shape)
        for unit, area, shape in zip(ids, areas, simple, strict=True)
    ]


def hand_capitals(country: str) -> dict[str, dict[str, Any]]:
    """unit id -> capital with its point, from the hand-compiled table of the country's towns, where there is one."""
    table = TARGET.parent / "towns" / f"{country}.csv"
    if not table.exists():
        return {}
    found: dict[str, dict[str, Any]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["capital"] in ("yes", "national"):
                found[row["unit"]] = {"capital": row["name"]}
                if row["lon"]:
                    found[row["unit"]] |= {"capital_lon": float(row["lon"]), "capital_lat": float(row["lat"])}
    return found


def _with_retries(shapes: list[shapely.Geometry], tolerance: float) -> list[shapely.Geometry]:
    # very small units may vanish or fold at the country's tolerance: then the country is drawn finer
    for step in (1, 2, 4, 8, 16):
        try:
            return ne.simplified(shapes, tolerance / step)
        except ValueError:
            continue
    return ne.rounded_only(shapes)


def display_names(units: Group, repairs: dict[str, Any]) -> dict[str, str]:
    """A plain name for every unit, unique within the country."""
    names: dict[str, str] = {}
    for unit, rows in units.items():
        first = max(rows, key=lambda row: row.shape.area).properties
        names[unit] = repairs["name"].get(unit) or plain_name(first)
    for unit, rows in units.items():
        if list(names.values()).count(names[unit]) > 1 and unit not in repairs["name"]:
            names[unit] = max(rows, key=lambda row: row.shape.area).properties["name"]
    return names


def plain_name(properties: dict[str, Any]) -> str:
    """The English name without the kind of division, 'Borno' for 'Borno State'."""
    name = str(properties.get("name_en") or properties["name"])
    for tail in (" State", " Province", " Prefecture", " Region", " Governorate", " Oblast", " Department", " County"):
        if name.endswith(tail) and not name.startswith(("Free", "Northern", "Southern")):
            name = name.removesuffix(tail)
    if name.lower().removesuffix("ern") in COMPASS:
        # "North" alone would be found in "North Korea"
        name = f"{name} {properties.get('type_en') or 'Region'}"
    return name


def properties(rows: list[ne.Row], name: str, area: float, shape: shapely.Geometry) -> dict[str, Any]:
    """The properties of a unit: names, other names, label point, area, the source's rows."""
    alternates: dict[str, None] = {}
    for row in rows:
        for key in ALTERNATES:
            for one in str(row.properties.get(key) or "").split("|"):
                if one.strip() and one.strip() != name:
                    alternates[one.strip()] = None
    label = shapely.point_on_surface(shape)
    return {
        "name": name,
        "alternates": "|".join(alternates),
        "label_lon": round(label.x, 4),
        "label_lat": round(label.y, 4),
        "area_km2": area,
        "adm1_code": "|".join(row.code for row in rows),
    }


def country_name(units: Group) -> str:
    """The country's name in the source."""
    names = [row.properties["admin"] for rows in units.values() for row in rows]
    return max(sorted(set(names)), key=names.count)  # sorted: the same name at every run


if __name__ == "__main__":
    main()
