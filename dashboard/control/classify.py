"""Probabilities become the five statuses, with extent, age and pending: thresholds are data, the rest is bookkeeping."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.control.clusters import MANY
from dashboard.control.filter import Decay, last_op
from dashboard.control.ops import Ops
from dashboard.control.result import Layers
from dashboard.control.table import DENIED, FIGHT, GAIN, LEFT, PART, Bools, Floats, Ints
from dashboard.control.weights import Weights

NO_REPORT, HELD, CLAIMED, CONTESTED, DISPUTED = range(5)
NONE, WHOLE, CAPITAL, PARTS, REGIONAL = range(5)


@dataclass(frozen=True)
class Traces:
    """What the ops of a unit have left behind, by op: shapes (ops, sides) unless said otherwise."""

    extent: NDArray[np.uint8]
    fight_extent: NDArray[np.uint8]  # (ops,)
    said: Ints  # the only origin that spoke for a side so far, MANY, or -1
    open_until: Ints  # the last day of the latest interval in which the side may have gained
    attacker: Ints  # (ops,) side named last as attacker, -1 none
    defender: Ints  # (ops,)
    report: Ints  # (ops,) the first op not from the baseline, as index, or -1


def traces_of(ops: Ops, sides: int, weights: Weights) -> Traces:
    """Carry along each unit what the statuses need besides the probabilities."""
    names = ("family", "actor", "other", "hi", "said", "strength", "whole", "regional", "baseline")
    family, actor, other, until, said, strength, whole, regional, base = (ops.of(name) for name in names)
    line = _Line(ops.unit)
    strong = strength >= weights["threshold.extent"]
    gain, hits = family == GAIN, np.isin(family, (GAIN, PART, FIGHT)) & strong
    extent = np.zeros((len(ops), sides), dtype=np.uint8)
    carried = np.full((len(ops), sides), -1, dtype=np.int64)
    open_until = np.zeros((len(ops), sides), dtype=np.int64)
    for side in range(sides):
        mine = gain & (actor == side)
        speaks = mine | ((family == DENIED) & (other == side))
        whole_at = line.last(mine & (whole >= weights["threshold.extent"]))
        rival_at = line.last((hits & (actor != side)) | ((family == LEFT) & (actor == side)))
        direct_at, region_at = line.last(speaks & ~regional), line.last(mine & regional)
        extent[:, side] = np.select(
            [(whole_at >= 0) & (whole_at > rival_at), direct_at >= 0, region_at >= 0], [WHOLE, CAPITAL, REGIONAL], NONE
        )
        carried[:, side] = line.carry(speaks, said, -1)
        open_until[:, side] = line.highest(mine & (until > ops.day), until)
    fight_at, part_at, gain_at = line.last(family == FIGHT), line.last(family == PART), line.last(gain & strong)
    seat_fight = (fight_at >= 0) & ((fight_at > gain_at) | (part_at < 0))
    fights = np.isin(family, (FIGHT, PART))
    return Traces(
        extent,
        np.where(seat_fight | (part_at < 0), CAPITAL, PARTS).astype(np.uint8),
        carried,
        open_until,
        line.carry(fights & (actor >= 0), actor, -1),
        line.carry(fights & (other >= 0), other, -1),
        line.last(~base),
    )


class _Line:
    """Carries values forward along the ops of each unit; arguments and results have the shape (ops,)."""

    def __init__(self, unit: Ints) -> None:
        self.number = np.arange(len(unit))
        fresh = np.r_[True, unit[1:] != unit[:-1]] if len(unit) else np.zeros(0, dtype=np.bool_)
        self.start = np.maximum.accumulate(np.where(fresh, self.number, 0)) if len(unit) else self.number
        self.base = unit * (1 << 24)

    def last(self, mask: Bools) -> Ints:
        """Index of the latest op of the unit so far for which the mask holds, -1 where none."""
        if not len(mask):
            return self.number
        at = np.maximum.accumulate(np.where(mask, self.number, -1))
        return np.where(at >= self.start, at, -1)

    def carry(self, mask: Bools, values: Ints, none: int) -> Ints:
        """The value at the latest op for which the mask holds."""
        at = self.last(mask)
        return np.where(at >= 0, values[np.maximum(at, 0)], none) if len(at) else at

    def highest(self, mask: Bools, values: Ints) -> Ints:
        """The highest value so far among the ops for which the mask holds, 0 where none."""
        if not len(mask):
            return self.number
        best = np.maximum.accumulate(self.base + np.where(mask, values, 0))
        return np.maximum(best - self.base, 0)


def daily(ops: Ops, after: Floats, units: int, first: int, days: int, decay: Decay) -> tuple[Floats, Ints, Ints]:
    """(probabilities (units, days, states), index of the last op, its age in days) for every unit and day."""
    size = after.shape[1]
    index = last_op(ops, units, first, days)
    seen = index >= 0
    columns = np.zeros((size, units, days))  # state by state, so that each is one block of memory
    columns[-1] = 1.0
    age = np.zeros((units, days), dtype=np.int64)
    by_state = np.ascontiguousarray(after.T)
    for row in np.flatnonzero(seen[:, -1]) if days else ():  # unit by unit: what is worked on stays in the cache
        start = int(np.argmax(seen[row]))
        at = index[row, start:]
        age[row, start:] = np.arange(start, days) + first - ops.day[at]
        columns[:, row, start:] = decay.after(by_state[:, at], age[row, start:])
    return np.moveaxis(columns, 0, -1), index, age


def layers_of(
    state: Floats, index: Ints, age: Ints, traces: Traces, first: int, weights: Weights, decay: Decay
) -> Layers:
    """The layered arrays of every unit and day."""
    units, days = index.shape
    found = np.zeros((7, units, days), dtype=np.uint8)
    for row in np.flatnonzero(index[:, -1] >= 0) if days else ():
        start = int(np.argmax(index[row] >= 0))
        chances = np.ascontiguousarray(state[row, start:].T)
        day = np.arange(first + start, first + days)
        quiet = age[row, start:]
        faded = np.power(decay.stay, quiet)
        found[:, row, start:] = _cells(chances, faded, index[row, start:], quiet, day, traces, weights)
    kind, side, rival, extent, old, pending, base = found
    return Layers(
        kind=kind,
        side=side,
        rival=rival,
        extent=extent,
        age=old,
        pending=pending.astype(np.bool_),
        baseline=base.astype(np.bool_),
    )


def _cells(
    state: Floats, faded: Floats, op: Ints, age: Ints, day: Ints, traces: Traces, weights: Weights
) -> NDArray[np.uint8]:
    """The seven layers of some cells; `state` has shape (states, cells), `faded` is what quiet time has left of a side."""

    def reaches(chance: Floats, name: str) -> Bools:
        # what a report had lifted over a line stays over it until quiet time has taken more than it may
        line = weights[f"threshold.{name}"]
        reached: Bools = (chance >= line * faded) & (chance >= line * weights["threshold.quiet"])
        return reached

    contested = state[-2]
    best, runner, top, second = _two_best(state[:-2])
    open_until = traces.open_until[op]
    pending = open_until.max(axis=1) > day
    lines = np.arange(len(op))
    moving = (open_until[lines, top] > day) | (open_until[lines, second] > day)
    one, two = traces.said[op, top], traces.said[op, second]
    two_sides = reaches(runner, "rival") & ((one != two) | (one == MANY)) & ~moving
    kind = np.where(reaches(best, "claimed"), CLAIMED, NO_REPORT)
    kind[two_sides] = DISPUTED
    kind[reaches(best, "held")] = HELD
    fight = contested >= weights["threshold.contested"]
    kind[fight] = CONTESTED
    side = np.where(kind == NO_REPORT, 0, top + 1)
    rival = np.where(kind == DISPUTED, second + 1, 0)
    extent = np.where((kind == NO_REPORT) | fight, NONE, traces.extent[op, top])
    if fight.any():
        side[fight], rival[fight] = _parties(best, runner, top, second, traces, op, weights, fight)
        extent[fight] = traces.fight_extent[op[fight]]
    old = sum((age > weights[f"age.{step}"]).astype(np.int64) for step in (1, 2, 3))
    old = np.where(kind == NO_REPORT, 0, old)
    base = (traces.report[op] < 0) & (kind != NO_REPORT)
    found: NDArray[np.uint8] = np.stack([kind, side, rival, extent, old, pending, base]).astype(np.uint8)
    return found


def _two_best(chances: Floats) -> tuple[Floats, Floats, Ints, Ints]:
    """The best and the second side of every cell with their probabilities; `chances` has shape (sides, cells)."""
    best, top = chances[0].copy(), np.zeros(chances.shape[1], dtype=np.int64)
    runner, second = np.zeros_like(best), np.zeros_like(top)
    for side in range(1, len(chances)):
        chance = chances[side]
        first = chance > best
        better = ~first & (chance > runner)
        runner = np.where(first, best, np.where(better, chance, runner))
        second = np.where(first, top, np.where(better, side, second))
        best, top = np.where(first, chance, best), np.where(first, side, top)
    return best, runner, top, second


def _parties(
    best: Floats, runner: Floats, top: Ints, second: Ints, traces: Traces, op: Ints, weights: Weights, fight: Bools
) -> tuple[Ints, Ints]:
    """The two sides of the fighting: the likelier holder, then those whom the claims name; 0 where none is named."""
    least = weights["threshold.side"]
    candidates = np.stack(
        [
            np.where(best >= least, top + 1, 0),
            traces.attacker[op] + 1,
            traces.defender[op] + 1,
            np.where(runner >= least, second + 1, 0),
        ]
    )[:, fight]
    side, rival = np.zeros_like(candidates[0]), np.zeros_like(candidates[0])
    for candidate in candidates:
        take_second = (side > 0) & (rival == 0) & (candidate > 0) & (candidate != side)
        rival = np.where(take_second, candidate, rival)
        side = np.where((side == 0) & (candidate > 0), candidate, side)
    return side, rival
