"""The ledger of a unit: its claims one by one in the order in which they acted, and the probability before and after each."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from dashboard.control.clusters import Cluster
from dashboard.control.filter import forward
from dashboard.control.ops import ops_of
from dashboard.control.passes import Frame, Pass
from dashboard.control.table import DENIED, FIGHT, GAIN, LEFT, PART, Table
from dashboard.control.weights import Weights
from dashboard.model import Kind


@dataclass(frozen=True)
class Line:
    """One claim in its cluster: what it added, and its steps (day, before, after) of the probability of its own side."""

    row: int
    cluster: Cluster
    adds: float  # what its origin added to the cluster; 0 where another claim speaks for the origin
    speaks: bool
    steps: tuple[tuple[int, float, float], ...]

    def moved(self, day: int) -> tuple[float, float]:
        """Probability before it first acted and after all that it did up to a day."""
        done = [step for step in self.steps if step[0] <= day]
        if not done:
            return (0.0, 0.0)
        before = done[0][1]
        return before, min(1.0, max(0.0, before + sum(after - start for _, start, after in done)))

    def supports(self, kind: Kind, side: int, rival: int) -> bool:
        """Whether it speaks for a status (sides as indices, -1 none)."""
        family, actor = self.cluster.family, self.cluster.actor
        if kind is Kind.CONTESTED:
            return family in (FIGHT, PART)
        if kind is Kind.DISPUTED:
            return family in (GAIN, DENIED) and (actor in (side, rival) or self.cluster.other in (side, rival))
        if kind is Kind.NO_REPORT or family == FIGHT:
            return False
        return actor != side if family in (LEFT, DENIED) else actor == side


def ledger_of(done: Pass, unit: int, frame: Frame, table: Table, weights: Weights) -> tuple[Line, ...]:
    """The lines of one unit; the last step of the last line ends where the pass of all units ends."""
    clusters = done.by_unit.get(unit, [])
    voices = [voice for cluster in clusters for voice in _voices(cluster)]
    ops = ops_of([replace(piece, unit=0) for piece, _, _ in voices], frame.sides, weights)
    after = forward(ops, frame.sides, done.decay)
    before = np.zeros_like(after)
    if len(ops):
        before[0, -1] = 1.0
        before[1:] = done.decay.after(after[:-1].T, np.diff(ops.day)).T
    steps: dict[tuple[int, int], list[tuple[int, float, float]]] = {}
    for number, index in enumerate(ops.cluster.tolist()):
        _, at, origin = voices[index]
        column = _column(voices[index][0], frame.sides)
        step = (int(ops.day[number]), float(before[number, column]), float(after[number, column]))
        steps.setdefault((at, origin), []).append(step)
    lines = [line for cluster in clusters for line in _lines(cluster, steps, table)]
    return tuple(
        sorted(lines, key=lambda line: (line.cluster.lo, line.cluster.rank, not line.speaks, table.rank[line.row]))
    )


def _voices(cluster: Cluster) -> Iterator[tuple[Cluster, int, int]]:
    """A cluster split by origin, in the order in which they spoke, each with its portion of the cluster's strength."""
    left, whole = 1.0, math.log1p(-cluster.strength)
    for number, (origin, _) in enumerate(sorted(cluster.best.items(), key=lambda item: item[1][1])):
        now = max(left * (1.0 - cluster.adds[origin]), 1.0 - cluster.strength)
        portion = math.log(now / left) / whole if cluster.strength > 0 else 0.0
        left = now
        yield replace(cluster, portion=portion, opens=number == 0), cluster.rank, origin


def _lines(
    cluster: Cluster, steps: dict[tuple[int, int], list[tuple[int, float, float]]], table: Table
) -> Iterator[Line]:
    for row in cluster.rows:
        origin = int(table.origin[row])
        speaks = cluster.best[origin][1] == row
        own = tuple(steps.get((cluster.rank, origin), ()))
        if not speaks:  # its origin is counted already: it is listed where the origin's own claim left the probability
            own = tuple((day, after, after) for day, _, after in own)
        yield Line(row, cluster, cluster.adds[origin] if speaks else 0.0, speaks, own)


def _column(cluster: Cluster, sides: int) -> int:
    return sides if cluster.family in (PART, FIGHT) else max(cluster.actor, 0)
