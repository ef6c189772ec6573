"""One forward pass: what the claims known at one day say of all units and days."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dashboard.control.classify import daily, layers_of, traces_of
from dashboard.control.clusters import Cluster, clusters_of
from dashboard.control.collector import collector_paused
from dashboard.control.filter import Decay, forward
from dashboard.control.ops import Ops, ops_of
from dashboard.control.result import Layers
from dashboard.control.rules import apply_rule
from dashboard.control.table import HOLDOUT, PART, Bools, Floats, Ints, Table
from dashboard.control.weights import Weights


@dataclass(frozen=True)
class Frame:
    """What a pass runs over: number of units and sides, first day (ordinal), number of days."""

    units: int
    sides: int
    first: int
    days: int


@dataclass(frozen=True)
class Pass:
    """The result of a pass; shapes are (units, days) and (units, days, sides + 2)."""

    clusters: list[Cluster]
    ops: Ops
    state: Floats
    index: Ints
    age: Ints
    layers: Layers
    decay: Decay

    @cached_property
    def by_unit(self) -> dict[int, list[Cluster]]:
        """The clusters of every unit, in the order in which they act."""
        found: dict[int, list[Cluster]] = {}
        for cluster in self.clusters:
            found.setdefault(cluster.unit, []).append(cluster)
        return found

    @cached_property
    def hold_outs(self) -> dict[int, list[Cluster]]:
        """The clusters that say a side still holds a point, by unit."""
        found: dict[int, list[Cluster]] = {}
        for cluster in self.clusters:
            if cluster.family == HOLDOUT:
                found.setdefault(cluster.unit, []).append(cluster)
        return found


def run(table: Table, frame: Frame, known_at: int, weights: Weights, rule: str, keep: Bools | None = None) -> Pass:
    """Clusters, ops, forward pass and statuses of what was known at a day (ordinal)."""
    with collector_paused(len(table.rank)):
        clusters, decay = apply_rule(rule, clusters_of(table, known_at, weights, keep), weights)
    ops = ops_of(clusters, frame.sides, weights)
    after = forward(ops, frame.sides, decay)
    state, index, age = daily(ops, after, frame.units, frame.first, frame.days, decay)
    hold_outs(state, clusters, frame, weights)
    layers = layers_of(state, index, age, traces_of(ops, frame.sides, weights), frame.first, weights, decay)
    return Pass(clusters, ops, state, index, age, layers, decay)


def hold_outs(state: Floats, clusters: list[Cluster], frame: Frame, weights: Weights) -> None:
    """Cap, in place, how sure the other sides are while an unreleased hold-out is a few days old."""
    held = [c for c in clusters if c.family == HOLDOUT]
    if not held:
        return
    taken = [c for c in clusters if c.family == PART]
    for cluster in held:
        until = min([cluster.hi + int(weights["holdout.days"]), *_released(cluster, taken)])
        span = slice(max(cluster.lo - frame.first, 0), max(until - frame.first, 0))
        sides = state[cluster.unit, span, : frame.sides]
        capped = np.minimum(sides, weights["holdout.cap"])
        capped[:, cluster.actor] = sides[:, cluster.actor]
        state[cluster.unit, span, frame.sides] += (sides - capped).sum(axis=1)
        state[cluster.unit, span, : frame.sides] = capped


def _released(cluster: Cluster, taken: list[Cluster]) -> list[int]:
    """First days on which another side is reported to have taken the hold-out."""
    return [
        c.lo
        for c in taken
        if c.unit == cluster.unit and c.actor != cluster.actor and c.place == cluster.place and c.lo > cluster.lo
    ]
