"""Along the days of a unit: since when, what changed, which claims changed it, and how much a claim moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from dashboard.control.ledger import Line
from dashboard.control.result import KINDS, Layers, Moved, Totals
from dashboard.control.table import GAIN, Table
from dashboard.model import Kind

if TYPE_CHECKING:
    from dashboard.control.control import Control

HELD = KINDS.index(Kind.HELD)


def since(layers: Layers, row: int, at: int) -> int:
    """The first day (index) of the present kind and side."""
    kind, side = layers.kind[row, : at + 1], layers.side[row, : at + 1]
    other = np.flatnonzero((kind != kind[at]) | (side != side[at]))
    return int(other[-1]) + 1 if len(other) else 0


def uncertain(lines: Sequence[Line], side: int, day: int) -> bool:
    """Whether a change on a day (ordinal) fell some time in an interval that had begun."""
    return any(
        line.cluster.family == GAIN
        and line.cluster.actor == side
        and line.cluster.lo <= day <= line.cluster.hi > line.cluster.lo
        for line in lines
    )


def last_of_other(layers: Layers, row: int, at: int) -> int:
    """The last day (index) on which a side held the unit that is not the latest to hold it; -1 where there was none."""
    held = np.flatnonzero(layers.kind[row, : at + 1] == HELD)
    if not len(held):
        return -1
    sides = layers.side[row, held]
    other = np.flatnonzero(sides != sides[-1])
    return int(held[other[-1]]) if len(other) else -1


def changed(layers: Layers) -> list[tuple[int, int]]:
    """(day, unit) indices of every change of kind, side or extent, by day, then unit."""
    differs = np.zeros(layers.kind.shape, dtype=np.bool_)
    for layer in (layers.kind, layers.side, layers.extent):
        differs[:, 1:] |= layer[:, 1:] != layer[:, :-1]
    rows, days = np.nonzero(differs)
    return sorted(zip(days.tolist(), rows.tolist(), strict=True))


def triggers(lines: Sequence[Line], day: int, table: Table) -> tuple[str, ...]:
    """Ids of the claims that acted on a day (ordinal); none where only quiet time made the change."""
    return tuple(
        dict.fromkeys(
            table.claims[line.row].id
            for line in lines
            if line.speaks and any(when == day and abs(after - before) > 1e-9 for when, before, after in line.steps)
        )
    )


def totals(layers: Layers, at: int, actors: Sequence[str], day: date, known_at: date) -> Totals:
    """The counts of one day, those of a side first; contested and disputed units count for no side."""
    counts: dict[tuple[str | None, Kind], int] = {}
    for kind, side in zip(layers.kind[:, at].tolist(), layers.side[:, at].tolist(), strict=True):
        sided = kind in (1, 2) and side
        key = (actors[side - 1] if sided else None, KINDS[kind])
        counts[key] = counts.get(key, 0) + 1
    order = {Kind.HELD: 0, Kind.CLAIMED: 1, Kind.CONTESTED: 2, Kind.DISPUTED: 3, Kind.NO_REPORT: 4}
    parts = sorted(counts.items(), key=lambda item: (order[item[0][1]], -item[1], item[0][0] or ""))
    return Totals(
        day=day,
        known_at=known_at,
        units=len(layers.kind),
        counts=counts,
        parts=tuple((who, what, n) for (who, what), n in parts),
    )


def effects_of(control: Control, claim_id: str, known_at: date | None) -> tuple[Moved, ...]:
    """Stretches of days on which a unit's probabilities differ by more than a thousandth without the claim."""
    claim = control.acting.get(claim_id)
    if claim is None or claim.unit is None:
        return ()
    units, less = (claim.unit,), control.without([claim_id])
    row = control.units.index(claim.unit)
    one, two = control.passed(known_at), less.passed(known_at)
    gap = np.abs(one.state[row] - two.state[row]).max(axis=1)
    moved = np.flatnonzero(gap > 1e-3)
    if not len(moved):
        return ()
    runs = np.split(moved, np.flatnonzero(np.diff(moved) > 1) + 1)
    return tuple(
        Moved(
            unit=units[0],
            first=control.days[int(run[0])],
            last=control.days[int(run[-1])],
            largest=float(gap[run].max()),
            shown=KINDS[int(one.layers.kind[row, run[-1]])],
            without=KINDS[int(two.layers.kind[row, run[-1]])],
        )
        for run in runs
    )
