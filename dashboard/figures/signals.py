"""What lies on the map beside the fill: approaches, hold-outs and the reports themselves, as rows the page can play."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.model import Claim

if TYPE_CHECKING:
    from dashboard.control import Control
    from dashboard.control.walk import News, SignKey, Spans
    from dashboard.places.gazetteer import Gazetteer

Span = list[int]  # first and last step (days of publication), first and last day: indices, all included


class SignRows:
    """Approaches and hold-outs as rows for the page, from the days of publication taken in one after the other."""

    def __init__(self, actors: Sequence[str]) -> None:
        self._actors = actors
        self._steps = 0
        self._open: dict[str, dict[SignKey, tuple[int, Spans]]] = {}  # unit -> sign -> (step since which, its days)
        self._spans: dict[SignKey, list[Span]] = {}
        self._said: dict[SignKey, tuple[str, ...]] = {}

    def add(self, news: News) -> None:
        """Take in the next day of publication."""
        by_unit: dict[str, dict[SignKey, Spans]] = {unit: {} for unit in news.units}
        for key, days in news.signs.items():
            by_unit[key[1]][key] = days
            self._spans.setdefault(key, [])
            self._said.setdefault(key, news.claims[key])
        for unit, now in by_unit.items():
            before = self._open.get(unit, {})
            self._close({key: was for key, was in before.items() if now.get(key) != was[1]})
            self._open[unit] = {
                key: before[key] if key in before and before[key][1] == days else (self._steps, days)
                for key, days in now.items()
            }
        self._steps += 1

    def rows(self, claims: Iterable[Claim], gazetteer: Gazetteer) -> list[dict[str, Any]]:
        """The signs in order of appearance, each with `spans`: [first step, last step, first day, last day], all included."""
        for standing in self._open.values():
            self._close(standing)
        self._open = {}
        known = {claim.id: claim for claim in claims}
        return [self._row(key, spans, known, gazetteer) for key, spans in self._spans.items()]

    def _close(self, standing: Mapping[SignKey, tuple[int, Spans]]) -> None:
        for key, (since, days) in standing.items():
            self._spans[key] += [[since, self._steps - 1, first, last] for first, last in days]

    def _row(
        self, key: SignKey, spans: list[Span], claims: Mapping[str, Claim], gazetteer: Gazetteer
    ) -> dict[str, Any]:
        kind, unit, actor, place = key
        side = self._actors.index(actor) + 1 if actor in self._actors else 0
        said = (_claim_point(claims[claim], gazetteer) for claim in self._said[key] if claim in claims)
        point = next((at for at in said if at), None) or point_of(place, unit, gazetteer)
        return {"kind": kind, "unit": unit, "side": side, "place": place, "point": point, "spans": spans}


def point_of(wording: str, unit: str | None, gazetteer: Gazetteer) -> tuple[float, float] | None:
    """The point (longitude, latitude) of the place so spelled in a unit; None if no such place has one."""
    for place in gazetteer.find(wording):
        if place.point is not None and (unit is None or place.unit == unit):
            return place.point
    return None


@dataclass(frozen=True, slots=True)
class Report:
    """A claim that acts, as a point on the map: its last day, and the point of its place where that has one."""

    claim: Claim
    day: date
    point: tuple[float, float] | None  # longitude, latitude


def reports(control: Control, gazetteer: Gazetteer) -> Iterator[Report]:
    """Every claim with a day, in the order of the control."""
    for claim in control.claims:
        day = claim.event_to or claim.event_from
        if day is not None:
            yield Report(claim, day, _claim_point(claim, gazetteer))


def report_rows(control: Control, gazetteer: Gazetteer, axis: Sequence[date]) -> list[dict[str, Any]]:
    """The claims that moved something: day and publication (indexes on the axis), unit, side, predicate and point."""
    where = {day: index for index, day in enumerate(axis)}
    units = {unit: index for index, unit in enumerate(control.units)}
    rows = []
    for report in reports(control, gazetteer) if axis else ():
        claim, day = report.claim, report.day
        rows.append(
            {
                "id": claim.id,
                "day": where.get(day, 0 if day < axis[0] else len(axis) - 1),
                "known": where.get(claim.published, 0) if claim.published else 0,
                "unit": units.get(claim.unit, -1) if claim.unit else -1,
                "side": control.actors.index(claim.actor) + 1 if claim.actor in control.actors else 0,
                "predicate": str(claim.predicate),
                "moves": claim.moves,
                "point": report.point,
            }
        )
    return rows


def _claim_point(claim: Claim, gazetteer: Gazetteer) -> tuple[float, float] | None:
    place = gazetteer.places.get(claim.place_id) if claim.place_id else None
    if place is not None and place.point is not None:
        return place.point
    return point_of(claim.place, claim.unit, gazetteer) if claim.place else None
