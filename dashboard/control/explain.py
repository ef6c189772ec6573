"""Why a unit shows what it shows: the evidence of a day, and what would be shown without each claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from dashboard.control.ledger import Line
from dashboard.control.passes import Frame, Pass, run
from dashboard.control.result import KINDS, Skipped
from dashboard.control.table import Table
from dashboard.control.weigh import weigh
from dashboard.control.weights import Weights
from dashboard.model import Effect, Kind, Note, Status

ROWS = 300_000  # rows that leave-one-out may lay out at once
LISTED = 1000  # claims that a ledger lists at most; the numbers of a status count all
MOST = 60  # claims of one unit for which leave-one-out is computed: those that moved it most


def active(lines: tuple[Line, ...], day: int, after: int) -> list[Line]:
    """The lines that had acted by a day and still acted after another (the last day of the holder before)."""
    return [line for line in lines if line.cluster.lo <= day and line.cluster.hi > after and line.steps]


def listed(lines: list[Line]) -> list[Line]:
    """The lines that a ledger lists, in their order: where there are too many, those that speak for an origin first."""
    if len(lines) <= LISTED:
        return lines
    chosen = sorted(range(len(lines)), key=lambda i: (not lines[i].speaks, i))[:LISTED]
    return [lines[i] for i in sorted(chosen)]


def effect_of(
    line: Line,
    day: int,
    status: Status,
    sides: tuple[int, int],
    table: Table,
    weights: Weights,
    grades: Mapping[str, str],
) -> Effect:
    """One line of the panel: the claim, its weight with reasons, before and after."""
    claim = table.claims[line.row]
    weighed = weigh(claim, weights, grades)
    before, after = line.moved(day)
    name = table.origins[int(table.origin[line.row])]
    return Effect(
        claim=claim,
        day=date.fromordinal(line.cluster.lo),
        weight=weighed.weight,
        before=before,
        after=after,
        supports=line.supports(status.kind, *sides),
        origin=name,
        reasons=(*weighed.reasons, *_notes(line, weighed.weight)),
        event=table.claims[line.cluster.rows[0]].id,
    )


def _notes(line: Line, weight: float) -> tuple[Note, ...]:
    notes = []
    if len(line.cluster.best) > 1:
        notes.append(Note("together", {"n": len(line.cluster.best)}))
    if not line.speaks:
        notes.append(Note("same_origin"))
    elif line.adds < weight - 1e-9:
        notes.append(Note("said_before", {"adds": line.adds}))
    days = line.cluster.hi - line.cluster.lo + 1
    if days > 1:
        notes.append(Note("spread", {"n": days}))
    return tuple(notes)


def not_counted(skipped: Skipped, chance: float) -> Effect:
    """A claim that was read and moves nothing, with the reason."""
    claim = skipped.claim
    day = claim.event_to or claim.event_from or claim.published or date.min
    return Effect(
        claim=claim,
        day=day,
        weight=0.0,
        before=chance,
        after=chance,
        supports=False,
        origin=claim.origin,
        counted=False,
        why_not=skipped.reason,
    )


def without_each(
    done: Pass,
    unit: int,
    day: int,
    lines: list[Line],
    table: Table,
    frame: Frame,
    rule: str,
    weights: Weights,
    actors: tuple[str, ...],
) -> dict[int, str]:
    """For each line's row: the kind and side that the unit would show on the day without this claim."""
    rows = sorted(
        {row for cluster in done.by_unit.get(unit, []) for row in cluster.rows if cluster.lo <= day or cluster.regional}
    )
    room = min(MOST, ROWS // max(1, len(rows)))
    leave = [line.row for line in sorted(lines, key=_moved_most(day))[:room]]
    if not leave or len(rows) < 2:
        return {row: str(Kind.NO_REPORT) for row in leave}
    many = [row for gone in leave for row in rows if row != gone]
    pretend = table.take(np.array(many, dtype=np.int64), np.repeat(np.arange(len(leave)), len(rows) - 1))
    small = Frame(units=len(leave), sides=frame.sides, first=day, days=1)
    layers = run(pretend, small, np.iinfo(np.int64).max, weights, rule).layers
    found = {}
    for number, row in enumerate(leave):
        kind, side = KINDS[int(layers.kind[number, 0])], int(layers.side[number, 0])
        found[row] = f"{kind} {actors[side - 1]}" if side else str(kind)
    return found


def _moved_most(day: int) -> Callable[[Line], tuple[float, int]]:
    def key(line: Line) -> tuple[float, int]:
        before, after = line.moved(day)
        return (-abs(after - before), line.row)

    return key


def dropped(line: Line, table: Table, status: Status) -> Effect:
    """A region claim that direct evidence overrules."""
    claim = table.claims[line.row]
    chance = status.probability.get(claim.actor or "", 0.0)
    return replace(not_counted(Skipped(claim, Note("overruled")), chance), day=date.fromordinal(line.cluster.lo))
