"""The forward pass: what each unit shows after each op, and on every day between, with slow decay in quiet time.

State vector per unit: one probability per side, then contested, then unknown. Only forward: nothing leaks into the past.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.control.ops import Ops
from dashboard.control.table import Floats, Ints
from dashboard.control.weights import Weights


@dataclass(frozen=True)
class Decay:
    """What quiet days do to a state vector, in closed form, so that a gap of a year costs as much as one of a day."""

    stay: float  # a side keeps this share per day
    fight: float  # contested keeps this share per day
    leak: float  # a side gives this share to contested per day

    def after(self, state: Floats, gap: Ints) -> Floats:
        """States (S, cells) after `gap` (cells) quiet days; the sum stays 1."""
        kept, fought = np.power(self.stay, gap), np.power(self.fight, gap)
        if self.stay == self.fight:
            flow = self.leak * gap * self.stay ** (gap - 1.0)
        else:
            flow = self.leak * (kept - fought) / (self.stay - self.fight)
        mass = state[:-2].sum(axis=0)
        result = np.empty_like(state)
        np.multiply(state[:-2], kept, out=result[:-2])
        result[-2] = state[-2] * fought + mass * flow
        result[-1] = np.maximum(0.0, state.sum(axis=0) - mass * kept - result[-2])
        return result


def decay_of(weights: Weights) -> Decay:
    """The decay that the weights ask for."""
    leak, lost = weights["decay.contested"], weights["decay.unknown"]
    return Decay(stay=1.0 - leak - lost, fight=1.0 - weights["decay.fighting"], leak=leak)


def forward(ops: Ops, sides: int, decay: Decay) -> Floats:
    """The state after every op, shape (ops, sides + 2), each row a probability.

    The k-th ops of all units are done together; units with more ops come first, so each step works on a slice.
    """
    total = len(ops)
    after = np.zeros((total, sides + 2))
    if not total:
        return after
    starts = np.flatnonzero(np.r_[True, ops.unit[1:] != ops.unit[:-1]])
    counts = np.diff(np.r_[starts, total])
    by_length = np.argsort(-counts, kind="stable")
    place = np.empty(len(starts), dtype=np.int64)
    place[by_length] = np.arange(len(starts))
    step = np.arange(total) - np.repeat(starts, counts)
    layout = np.lexsort((np.repeat(place, counts), step))  # step by step, within it in the order of the units
    sizes = np.bincount(step)
    gap = np.diff(ops.day, prepend=ops.day[:1])
    gap[starts] = 0
    gap, scale, give, target = gap[layout], ops.scale[layout], ops.give[layout], ops.target[layout]
    quiet = np.maximum.reduceat(gap, np.cumsum(sizes) - sizes).repeat(sizes) > 0
    scale, give = np.ascontiguousarray(scale.T), np.ascontiguousarray(give.T)
    state = np.zeros((sides + 2, len(starts)))  # state by state: each step works on slices
    state[-1] = 1.0
    result, begin, lines = np.empty((sides + 2, total)), 0, np.arange(len(starts))
    for size in sizes.tolist():
        part = slice(begin, begin + size)
        now = decay.after(state[:, :size], gap[part]) if quiet[begin] else state[:, :size]
        new = scale[:, part] * now
        new[target[part], lines[:size]] += (give[:, part] * now).sum(axis=0)
        new /= new.sum(axis=0)
        result[:, part] = state[:, :size] = new
        begin += size
    after[layout] = result.T
    return after


def last_op(ops: Ops, units: int, first: int, days: int) -> Ints:
    """For every unit and day the index of the last op on or before it, -1 where none; shape (units, days)."""
    index = np.full((units, days), -1, dtype=np.int64)
    inside = ops.day < first + days
    numbers = np.flatnonzero(inside)
    # later ops of one cell overwrite earlier ones: numpy assigns in order
    index[ops.unit[inside], np.maximum(ops.day[inside] - first, 0)] = numbers
    return np.maximum.accumulate(index, axis=1)
