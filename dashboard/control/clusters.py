"""Reports of one event: claims of one place, side and family that share a day, counted by who said it first.

Within a cluster every origin counts once (its strongest claim), origins are joined by noisy-or, and the event falls on
the days that all its reports share. An origin that has spoken for a side counts again only after something else happened.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from dashboard.control.table import DENIED, FIGHT, GAIN, LEFT, PART, Bools, Ints, Table
from dashboard.control.weights import Weights

MANY = -2  # more than one origin
SHARED = ("unit", "family", "actor", "other", "place")  # columns of the table that reports of one event share
TOLD = ("lo", "hi", "rank", "origin", "weight", "event", "whole", "regional", "capital", "baseline")

# (family, side) -> (place, origin) -> the weight that it spoke with, and when
Memory = dict[tuple[int, int], dict[tuple[int, int], tuple[float, int]]]


@dataclass(slots=True)
class Cluster:
    """One event as its reports tell it: the days they share, the rows of the table, and the strength of each origin."""

    unit: int
    family: int
    actor: int
    other: int
    place: int
    lo: int
    hi: int
    rank: int  # of its first claim in canonical order
    event: bool = False
    regional: bool = True
    whole: float = 0.0  # strength of what speaks of the whole unit
    capital: bool = False
    baseline: bool = True
    rows: list[int] = field(default_factory=list)
    best: dict[int, tuple[float, int]] = field(default_factory=dict)  # origin -> (weight, row that speaks for it)
    adds: dict[int, float] = field(default_factory=dict)  # origin -> what it adds beyond what it had said before
    strength: float = 0.0
    origin: int = -1  # its only origin, or MANY
    known: int = 0  # when and in which article its first claim was published
    article: int = -1
    said: int = -1  # the only origin that ever spoke for this side here, or MANY
    portion: float = 1.0  # the part of the strength that one origin brought, as a power of what is left
    opens: bool = True  # whether it is the first of its event to act on a state

    def join(
        self, row: int, lo: int, hi: int, rank: int, origin: int, weight: float,
        event: bool, whole: bool, regional: bool, capital: bool, baseline: bool,
    ) -> None:  # fmt: skip
        """Take in one more report, whose first day is not before those of the others."""
        self.lo = lo
        self.hi = min(self.hi, hi)
        self.rank = min(self.rank, rank)
        self.event |= event
        self.regional &= regional
        self.capital |= capital
        self.baseline &= baseline
        if whole:
            self.whole = max(self.whole, weight)
        self.rows.append(row)
        if origin not in self.best or weight > self.best[origin][0]:
            self.best[origin] = (weight, row)


def clusters_of(table: Table, known_at: int, weights: Weights, keep: Bools | None = None) -> list[Cluster]:
    """The clusters of what was known at a day (ordinal), unit by unit in the order in which they act.

    `keep` (shape: rows of the table) leaves claims out.
    """
    mask = table.known <= known_at
    if keep is not None:
        mask &= keep
    rows = np.flatnonzero(mask)
    order = np.lexsort(
        (table.rank[rows], table.hi[rows], table.lo[rows], table.place[rows], table.other[rows], table.actor[rows],
         table.family[rows], table.unit[rows])
    )  # fmt: skip
    found = _grouped(table, rows[order])
    found.sort(key=_sequence)
    for cluster in found:
        cluster.known, cluster.article = int(table.known[cluster.rows[0]]), int(table.article[cluster.rows[0]])
    _count_origins(found, weights)
    return found


def _grouped(table: Table, rows: Ints) -> list[Cluster]:
    """Claims in the order of their interval: a claim joins while it shares a day with all before it."""
    keys = zip(*(getattr(table, name)[rows].tolist() for name in SHARED), strict=True)
    reports = zip(rows.tolist(), *(getattr(table, name)[rows].tolist() for name in TOLD), strict=True)
    found: list[Cluster] = []
    last = None
    for key, report in zip(keys, reports, strict=True):
        lo, hi, rank = report[1:4]
        if key != last or lo > found[-1].hi:
            found.append(Cluster(*(*key, lo, hi, rank)))
            last = key
        found[-1].join(*report)
    return found


def _sequence(cluster: Cluster) -> tuple[int, int, int, int]:
    # transitions act before emissions on the same day; the rest in canonical order
    return (cluster.unit, cluster.lo, emission(cluster), cluster.rank)


def emission(cluster: Cluster) -> bool:
    """Whether a cluster speaks of a state (acts on the emission) rather than of an event (acts on the transition)."""
    return cluster.family == DENIED or (cluster.family in (GAIN, FIGHT) and not cluster.event)


def _count_origins(clusters: list[Cluster], weights: Weights) -> None:
    """Set what each origin adds: nothing where it says again what it had said, unless something happened between."""
    fade = 1.0 - weights["decay.contested"] - weights["decay.unknown"]
    cap, unit = weights["cap"], -1
    memory: Memory = {}
    said: dict[int, int] = {}
    for cluster in clusters:
        if cluster.unit != unit:
            unit, memory, said = cluster.unit, {}, {}
        heard, missing, lo = memory.setdefault((cluster.family, cluster.actor), {}), 1.0, cluster.lo
        for origin, (weight, _) in cluster.best.items():
            adds, spoke = weight, heard.get((cluster.place, origin))
            if spoke:
                before = spoke[0] * fade ** max(0, lo - spoke[1])
                adds = 1.0 - (1.0 - weight) / (1.0 - before) if weight > before else 0.0
                weight = max(weight, before)
            cluster.adds[origin] = adds
            missing *= 1.0 - adds
            heard[cluster.place, origin] = (weight, lo)
        cluster.strength = min(1.0 - missing, cap)
        cluster.origin = next(iter(cluster.best)) if len(cluster.best) == 1 else MANY
        cluster.said = _spoken(said, cluster)
        memory = _remembered(memory, cluster)


def _spoken(said: dict[int, int], cluster: Cluster) -> int:
    side = cluster.other if cluster.family == DENIED else cluster.actor
    if cluster.family not in (GAIN, DENIED) or side < 0:
        return -1
    before = said.get(side, cluster.origin)
    said[side] = cluster.origin if before == cluster.origin else MANY
    return said[side]


def _remembered(memory: Memory, cluster: Cluster) -> Memory:
    """After a change of hands, fighting or a withdrawal, what was said before may be said anew."""
    family, actor = cluster.family, cluster.actor
    if family == GAIN:
        return {key: heard for key, heard in memory.items() if key[1] == actor and key[0] in (GAIN, PART)}
    if family == FIGHT:
        return {key: heard for key, heard in memory.items() if key[0] not in (GAIN, LEFT)}
    if family == LEFT:
        memory.pop((GAIN, actor), None)
    return memory
