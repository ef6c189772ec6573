"""Clusters spread over their days: one row per (cluster, day), which scales the state vector and adds to one target.

An op turns P into `scale * P`, plus `(give . P)` on `target`, then normalises. Events conserve the sum (a transition),
states do not (an emission).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.control.clusters import Cluster
from dashboard.control.table import DENIED, FIGHT, GAIN, LEFT, PART, Bools, Floats, Ints
from dashboard.control.weights import Weights

FIELDS: dict[str, type] = {
    **dict.fromkeys(("unit", "family", "actor", "other", "lo", "hi", "rank", "said", "known", "article"), np.int64),
    **dict.fromkeys(("event", "regional", "opens", "baseline"), np.bool_),
    **dict.fromkeys(("strength", "portion", "whole"), np.float64),
}


@dataclass(frozen=True)
class Ops:
    """What acts on the units, ordered by unit, day and order of acting; `cluster` points back to its reports."""

    unit: Ints
    day: Ints
    cluster: Ints
    scale: Floats  # shape (ops, states)
    give: Floats  # shape (ops, states)
    target: Ints
    columns: dict[str, Any]  # fields of the clusters as arrays, shape (clusters,)

    def of(self, name: str) -> Any:
        """A field of the cluster behind every op, shape (ops,)."""
        return self.columns[name][self.cluster]

    def __len__(self) -> int:
        return len(self.unit)


def ops_of(clusters: list[Cluster], sides: int, weights: Weights) -> Ops:
    """The ops of all clusters; a region claim is dropped from the day on which direct evidence contradicts it."""
    columns = _columns(clusters)
    unit, lo, hi = columns["unit"], columns["lo"], columns["hi"]
    days = hi - lo + 1
    index = np.repeat(np.arange(len(clusters)), days)
    starts = np.cumsum(days) - days
    day = lo[index] + np.arange(len(index)) - starts[index]
    fine = ~columns["regional"][index] | (day < _contradicted(columns, sides)[index])
    index, day = index[fine], day[fine]
    order = np.lexsort((columns["rank"][index], lo[index], columns["emission"][index], day, unit[index]))
    index, day = index[order], day[order]
    share = _share(columns, index, day)
    scale, give, target = _effects(columns, index, share, sides, weights)
    return Ops(unit[index], day, index, scale, give, target, columns)


def _share(columns: dict[str, Any], index: Ints, day: Ints) -> Floats:
    """What acts on each day so that, at the end of the k-th of n days, k/n of the strength has acted."""
    each = columns["strength"][index] / (columns["hi"] - columns["lo"] + 1)[index]
    hazard = each / (1.0 - each * (day - columns["lo"][index]))
    _share_ties(columns, index, day, hazard)
    share: Floats = 1.0 - (1.0 - hazard) ** columns["portion"][index]
    return share


def _share_ties(columns: dict[str, Any], index: Ints, day: Ints, hazard: Floats) -> None:
    """Let captures by different sides of which no text tells the order act together, in place.

    Two articles of one day that name different captors for one day are no sequence: what the name of a file decides
    would be chance. Their shares are set so that each keeps its part, whichever acts first.
    """
    event = (columns["family"] == GAIN)[index] & ~columns["emission"][index]
    at = np.flatnonzero(event)
    keys = np.stack([columns[name][index[at]] for name in ("unit", "lo", "known")] + [day[at]])
    same = np.flatnonzero((keys[:, 1:] == keys[:, :-1]).all(axis=0))
    if not len(same):
        return
    rank, actor, article = (columns[name][index].tolist() for name in ("rank", "actor", "article"))
    begins = np.flatnonzero(np.r_[True, np.diff(same) > 1])
    for begin, end in zip(begins.tolist(), [*begins[1:].tolist(), len(same)], strict=True):
        places = at[same[begin] : same[end - 1] + 2].tolist()
        heads = {rank[place]: place for place in places}  # in the order in which they act
        if len({actor[p] for p in heads.values()}) > 1 and len({article[p] for p in heads.values()}) == len(heads):
            shares = dict(zip(heads, _joint([float(hazard[p]) for p in heads.values()]), strict=True))
            for place in places:
                hazard[place] = shares[rank[place]]


def _joint(shares: list[float]) -> list[float]:
    """Shares for acting one after the other that leave each its part of what all do together."""
    left = [math.log1p(-share) for share in shares]
    whole, rest, found = sum(left), 1.0, []
    for one in reversed(left):
        now = one / whole * -math.expm1(whole) / rest if whole else 0.0
        found.append(now)
        rest *= 1.0 - now
    return found[::-1]


def _columns(clusters: list[Cluster]) -> dict[str, Any]:
    """The clusters as arrays, one per field that the passes need."""
    found: dict[str, Any] = {n: np.array([getattr(c, n) for c in clusters], dtype=t) for n, t in FIELDS.items()}
    gain, state = found["family"] == GAIN, np.isin(found["family"], (GAIN, FIGHT)) & ~found["event"]
    return {**found, "regional": found["regional"] & gain, "emission": state | (found["family"] == DENIED)}


def _contradicted(columns: dict[str, Any], sides: int) -> Ints:
    """Per cluster: the first day on which direct evidence in its unit speaks for another side than its own."""
    never = np.iinfo(np.int64).max
    first = np.full((int(columns["unit"].max(initial=-1)) + 1, sides + 1), never)  # last column: against every side
    direct = ~columns["regional"] & (columns["strength"] > 0)
    unit, family, actor, lo = (columns[name][direct] for name in ("unit", "family", "actor", "lo"))
    gain = family == GAIN
    np.minimum.at(first, (unit[gain], actor[gain]), lo[gain])
    np.minimum.at(first, (unit[family == FIGHT], sides), lo[family == FIGHT])
    result = first[columns["unit"], sides]
    for side in range(sides):
        other = columns["actor"] != side
        result = np.where(other, np.minimum(result, first[columns["unit"], side]), result)
    against = np.isin(family, (LEFT, DENIED))
    only = np.full((len(first), sides), never)
    np.minimum.at(only, (unit[against], actor[against]), lo[against])
    nearest: Ints = np.minimum(result, only[columns["unit"], np.maximum(columns["actor"], 0)])
    return nearest


def _effects(
    columns: dict[str, Any], index: Ints, share: Floats, sides: int, weights: Weights
) -> tuple[Floats, Floats, Ints]:
    """Scale, give and target of every op, family by family."""
    fighting, unknown, size = sides, sides + 1, sides + 2
    family, actor, other = columns["family"][index], columns["actor"][index], columns["other"][index]
    state = columns["emission"][index]
    rows, left, open_ = np.arange(len(index)), 1.0 - share, weights["open"]
    scale, give = np.ones((len(index), size)), np.zeros((len(index), size))
    target = np.where(np.isin(family, (PART, FIGHT)), fighting, np.where(family == LEFT, unknown, np.maximum(actor, 0)))

    event: Bools = np.isin(family, (GAIN, FIGHT)) & ~state
    scale[event], give[event] = left[event, None], share[event, None]
    part: Bools = family == PART
    softer = left[part, None] ** weights["part.holder"]  # who holds the seat loses less by it than ignorance does
    scale[part], give[part] = softer, 1.0 - softer
    scale[part, unknown], give[part, unknown] = left[part], share[part]
    keeps = part & (actor >= 0)
    scale[rows[keeps], actor[keeps]], give[rows[keeps], actor[keeps]] = 1.0, 0.0
    scale[part, fighting], give[part, fighting] = 1.0, 0.0

    states: Bools = np.isin(family, (GAIN, FIGHT)) & state
    # a claim of no weight opens nothing, and the reports of one event open once
    opened = np.where(columns["opens"][index][states, None], np.minimum(open_, share[states, None]), 0.0)
    scale[states], give[states] = left[states, None] * (1.0 - opened), opened
    scale[states, unknown], give[states, unknown] = left[states], share[states]
    scale[rows[states], target[states]], give[rows[states], target[states]] = 1.0, 0.0

    leaves: Bools = family == LEFT
    scale[rows[leaves], actor[leaves]], give[rows[leaves], actor[leaves]] = left[leaves], share[leaves]

    denied: Bools = family == DENIED
    scale[rows[denied], actor[denied]] = left[denied]
    scale[denied, fighting] = np.sqrt(left[denied])
    sided = denied & (other >= 0)  # who denies the other's gain implies that his own side is still there
    target[sided] = other[sided]
    scale[sided, unknown], give[sided, unknown] = left[sided], share[sided]
    return scale, give, target
