"""What lies on the map beside the fill: approaches, hold-outs and the reports themselves, as rows the page can play."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.model import Claim, Marker

if TYPE_CHECKING:
    from dashboard.control import Control
    from dashboard.places.gazetteer import Gazetteer

_MARKER_CALLS = 40_000  # above this many (day, known day) pairs the page asks the server when it rests


def marker_spans(control: Control, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Approaches and hold-outs with their days: `spans` is a list of [known step, first day, last day] (indexes, inclusive)."""
    if len(control.days) * len(control.known_days) > _MARKER_CALLS:
        return []
    found: dict[tuple[str, str, str | None, str], dict[str, Any]] = {}
    claims = {claim.id: claim for claim in control.claims}
    for step, known_at in enumerate(control.known_days):
        for index, day in enumerate(control.days):
            for marker in control.markers(day, known_at):
                key = (marker.kind, marker.unit, marker.actor, marker.place)
                row = found.setdefault(key, _marker_row(marker, control, gazetteer, claims))
                _extend(row["spans"], step, index)
    return list(found.values())


def _marker_row(marker: Marker, control: Control, gazetteer: Gazetteer, claims: Mapping[str, Claim]) -> dict[str, Any]:
    side = control.actors.index(marker.actor) + 1 if marker.actor in control.actors else 0
    said = (_claim_point(claims[claim], gazetteer) for claim in marker.claims if claim in claims)
    point = marker.point or next((at for at in said if at), None) or point_of(marker.place, marker.unit, gazetteer)
    return {"kind": marker.kind, "unit": marker.unit, "side": side, "place": marker.place, "point": point, "spans": []}


def _extend(spans: list[list[int]], step: int, index: int) -> None:
    if spans and spans[-1][0] == step and spans[-1][2] == index - 1:
        spans[-1][2] = index
    else:
        spans.append([step, index, index])


def point_of(wording: str, unit: str | None, gazetteer: Gazetteer) -> tuple[float, float] | None:
    """The point (longitude, latitude) of the place so spelled in a unit; None if no such place has one."""
    for place in gazetteer.find(wording):
        if place.point is not None and (unit is None or place.unit == unit):
            return place.point
    return None


def report_rows(control: Control, gazetteer: Gazetteer, axis: Sequence[date]) -> list[dict[str, Any]]:
    """The claims that moved something: day and publication (indexes on the axis), unit, side, predicate and point."""
    where = {day: index for index, day in enumerate(axis)}
    units = {unit: index for index, unit in enumerate(control.units)}
    rows = []
    for claim in control.claims:
        day = claim.event_to or claim.event_from
        if day is None or not axis:
            continue
        rows.append(
            {
                "id": claim.id,
                "day": where.get(day, 0 if day < axis[0] else len(axis) - 1),
                "known": where.get(claim.published, 0) if claim.published else 0,
                "unit": units.get(claim.unit, -1) if claim.unit else -1,
                "side": control.actors.index(claim.actor) + 1 if claim.actor in control.actors else 0,
                "predicate": str(claim.predicate),
                "moves": claim.moves,
                "point": _claim_point(claim, gazetteer),
            }
        )
    return rows


def _claim_point(claim: Claim, gazetteer: Gazetteer) -> tuple[float, float] | None:
    place = gazetteer.places.get(claim.place_id) if claim.place_id else None
    if place is not None and place.point is not None:
        return place.point
    return point_of(claim.place, claim.unit, gazetteer) if claim.place else None
