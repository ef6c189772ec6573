"""A view as GeoJSON (RFC 7946, WGS 84): the units with their statuses and colours, or a point for each report."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import mapping

from dashboard.export.reports import place_of, report_fields
from dashboard.export.shot import Shot
from dashboard.export.tables import source_rows, status_row
from dashboard.figures.theme import palette
from dashboard.model import Status
from dashboard.places.disputed import disputed_geojson

if TYPE_CHECKING:
    from dashboard.situation import Situation


def status_features(situation: Situation, statuses: Iterable[Status], lang: str | None = None) -> dict[str, Any]:
    """A FeatureCollection (RFC 7946, WGS 84) with a feature for each status; its properties are those of `status_row`."""
    features = []
    for status in statuses:
        row = {name: None if value == "" else value for name, value in status_row(situation, status, lang).items()}
        row["claim_ids"] = (row["claim_ids"] or "").split()
        row["sources"] = [s for s in (row["sources"] or "").split("; ") if s]
        shape = shapely.orient_polygons(situation.case.units.geometry(status.unit))
        features.append({"type": "Feature", "id": status.unit, "properties": row, "geometry": mapping(shape)})
    return {"type": "FeatureCollection", "features": features}


def _filled(shot: Shot) -> dict[str, Any]:
    """The units with their statuses and colours."""
    found = status_features(shot.situation.under(shot.look.view.rule), shot.statuses.values(), shot.words.lang)
    for feature in found["features"]:
        style = shot.style(feature["id"])
        feature["properties"] |= {"fill": style.fill, "stroke": style.stroke, "pattern": str(style.pattern)}
    return found


def point_features(shot: Shot) -> dict[str, Any]:
    """The view that fills nothing: the units without a status, `fill-opacity` 0, and a point for each report."""
    stroke = palette(shot.mode).border
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "id": unit,
            "properties": {"unit": unit, "name": shot.look.unit_name(unit), "fill-opacity": 0, "stroke": stroke},
            "geometry": mapping(shapely.orient_polygons(shot.situation.case.units.geometry(unit))),
        }
        for unit in shot.statuses
    ]
    for report in shot.reports:
        side = shot.look.side(report.claim.actor)
        colour = shot.colours[side - 1] if side else palette(shot.mode).unknown
        fields = {name: None if value == "" else value for name, value in report_fields(shot, report).items()}
        point = shapely.Point(place_of(shot, report)[0])
        features.append(
            {
                "type": "Feature",
                "id": report.claim.id,
                "properties": {**fields, "marker-color": colour},
                "geometry": mapping(point),
            }
        )
    return {"type": "FeatureCollection", "features": features}


def geojson_text(shot: Shot) -> str:
    """The shot as GeoJSON, with both clocks, sources and notes beside the features.

    A feature a unit with its colours; where nothing is filled, the units without a status and a point for each report.
    """
    found = point_features(shot) if shot.points else _filled(shot)
    for feature in found["features"]:
        feature["geometry"] = _rounded(feature["geometry"])
    units = shot.situation.case.units
    about = {
        "title": shot.look.title,
        "as_of": shot.day.isoformat(),
        "known_at": shot.known_at.isoformat(),
        "rule": shot.control.rule,
        "data": shot.digest,
        "machine_read": shot.machine_read,
        "sources": source_rows(shot),
        "note": " ".join(shot.look.notes),
        "credit": " ".join(shot.look.told.credits) or units.credit,
    }
    if units.disputed:
        about["disputed_borders"] = disputed_geojson(units.disputed)
    return json.dumps({"type": found["type"], **about, "features": found["features"]}, ensure_ascii=False) + "\n"


def _rounded(geometry: Any) -> Any:
    def walk(x: Any) -> Any:
        return round(float(x), 6) if isinstance(x, int | float) else [walk(v) for v in x]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}
