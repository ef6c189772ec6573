"""A day at a glance, without a status for every unit: what changed, and the newest claims."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from dashboard.control.classify import REGIONAL
from dashboard.control.result import EXTENTS, KINDS
from dashboard.model import Claim, Predicate, Status

if TYPE_CHECKING:
    from dashboard.control.control import Control


def turned(control: Control, day: date, known_at: date | None = None) -> tuple[str, ...]:
    """The units of which kind, side or extent differ from the day before: those that now rest on a region alone last."""
    at, layers = control.at(day), control.layers(known_at)
    if at == 0 or day != control.days[at]:
        return ()
    differs = np.zeros(len(control.units), dtype=np.bool_)
    for layer in (layers.kind, layers.side, layers.extent):
        differs |= layer[:, at] != layer[:, at - 1]
    rows = np.flatnonzero(differs)
    order = np.argsort(layers.extent[rows, at] == REGIONAL, kind="stable")
    return tuple(control.units[row] for row in rows[order])


def shown(control: Control, unit: str, day: date, known_at: date | None = None) -> Status:
    """What the map shows of a unit on a day: kind, sides and extent alone, without the evidence that a full status reads."""
    at, row, layers = control.at(day), control.units.index(unit), control.layers(known_at)
    side, rival = int(layers.side[row, at]), int(layers.rival[row, at])
    return Status(
        unit=unit,
        day=control.days[at],
        known_at=known_at or control.known_days[-1],
        kind=KINDS[int(layers.kind[row, at])],
        actor=control.actors[side - 1] if side else None,
        rival=control.actors[rival - 1] if rival else None,
        extent=EXTENTS[int(layers.extent[row, at])],
    )


def last_turn(control: Control, day: date, known_at: date | None = None) -> date | None:
    """The last day up to this one on which anything changed, or None."""
    if day < control.days[0]:
        return None
    at, layers = control.at(day), control.layers(known_at)
    differs = np.zeros(at, dtype=np.bool_)
    for layer in (layers.kind, layers.side, layers.extent):
        differs |= (layer[:, 1 : at + 1] != layer[:, :at]).any(axis=0)
    found = np.flatnonzero(differs)
    return control.days[int(found[-1]) + 1] if len(found) else None


def telling_days(control: Control, known_at: date | None = None, most: int = 6) -> tuple[date, ...]:
    """The first day, the last, and the days between on which most units changed: at most `most`, ascending."""
    days = control.days
    counted = Counter(change.day for change in control.changes(known_at))
    chosen = {days[0], days[-1]}
    for day in sorted(counted, key=lambda day: (-counted[day], day)):
        if len(chosen) < most:
            chosen.add(day)
    return tuple(sorted(chosen))


def latest(control: Control, day: date, known_at: date | None = None, most: int = 6) -> tuple[Claim, ...]:
    """The newest claim about each of the units reported last: those that act and approaches; of regions and the baseline none."""
    table, last = control.table, (known_at or control.known_days[-1]).toordinal()
    ordinal = day.toordinal()
    rows = np.flatnonzero((table.known <= last) & (table.lo <= ordinal) & ~table.regional & ~table.baseline)
    ends = np.minimum(table.hi[rows], ordinal)
    order = np.lexsort((-table.rank[rows], table.known[rows], ends))[::-1]
    acting = ((int(ends[at]), int(table.known[rows[at]]), table.claims[rows[at]]) for at in order)
    coming = sorted(_approaches(control, day, last), key=_when, reverse=True)
    newest: dict[str | None, Claim] = {}
    for *_, claim in heapq.merge(acting, coming, key=_when, reverse=True):
        newest.setdefault(claim.unit, claim)
        if len(newest) >= most:
            break
    return tuple(newest.values())


def _approaches(control: Control, day: date, last: int) -> Iterator[tuple[int, int, Claim]]:
    """(last day, publication, claim) of the approaches known and begun by then."""
    for item in control.table.skipped:
        claim = item.claim
        if claim.predicate is not Predicate.ADVANCED or not claim.moves or claim.reason or claim.event_from is None:
            continue
        published = claim.published.toordinal() if claim.published else claim.event_from.toordinal()
        if claim.event_from <= day and published <= last:
            yield min((claim.event_to or claim.event_from), day).toordinal(), published, claim


def _when(found: tuple[int, int, Claim]) -> tuple[int, int]:
    return found[:2]
