"""Counts against the map: "about 20 of 34 provinces" beside what the claims place, with the spread of the expectation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from dashboard.control.regions import region_claim, region_names
from dashboard.control.result import CountCheck
from dashboard.control.table import Floats
from dashboard.control.weights import Weights
from dashboard.model import Aggregate, Claim, Note

if TYPE_CHECKING:
    from dashboard.control.control import Control

COUNTED = ("province", "capital", "city")  # what a map of units can be compared with: each unit has one seat
AT_LEAST = ("more than", "at least", "over", "most", "half")
AT_MOST = ("less than", "fewer than", "at most", "up to", "under")
LOOSE = ("about", "around", "some", "nearly", "almost", "roughly", "approximately")


def count_checks(control: Control, day: date, known_at: date | None) -> tuple[CountCheck, ...]:
    """The counts stated for a day up to this one and published by then, oldest first."""
    last = known_at or control.known_days[-1]
    stated = [
        a
        for a in control.aggregates
        if a.kind == "count" and a.modality.moves and (a.published is None or a.published <= last)
        and a.event_from is not None and a.event_from <= day
    ]  # fmt: skip
    ordered = sorted(stated, key=lambda a: (a.event_to or a.event_from or day, a.article, a.start))
    return tuple(_check(control, a, min(day, a.event_to or a.event_from or day), known_at) for a in ordered)


def _check(control: Control, said: Aggregate, day: date, known_at: date | None) -> CountCheck:
    rows, note = _rows(control, said)
    comparable = said.of_kind in COUNTED and said.value is not None and said.actor in control.actors and bool(rows)
    side = control.actors.index(said.actor) if said.actor in control.actors else -1
    done, at = control.passed(known_at), control.at(day)
    chances = done.state[rows, at, side] if side >= 0 and rows else np.zeros(0)
    placed = (
        [r for r in rows if done.layers.kind[r, at] in (1, 2) and done.layers.side[r, at] == side + 1]
        if side >= 0
        else []
    )
    expected, spread = float(chances.sum()), float(np.sqrt((chances * (1 - chances)).sum()))
    z, chance = _distance(said, chances, expected, spread) if comparable else (0.0, 1.0)
    if comparable and said.of and not said.region and said.of != len(rows):
        note = Note("count_of", {"stated": said.of, "units": len(rows)})
    return CountCheck(
        aggregate=said,
        day=control.days[at],
        comparable=comparable,
        stated=said.value,
        placed=len(placed),
        expected=expected,
        spread=spread,
        z=z,
        fits=not comparable or abs(z) <= control.weights["finding.z"],
        probability=chance,
        units=tuple(control.units[r] for r in placed),
        note=note,
    )


def _rows(control: Control, said: Aggregate) -> tuple[list[int], Note | None]:
    """The units that a count speaks of: those of its regions, else all."""
    if said.of_kind not in COUNTED:
        return [], Note("count_kind", {"counted": said.of_kind}) if said.of_kind else Note("count_nameless")
    if not said.region:
        return list(range(len(control.units))), None
    members = {name.casefold(): inside for name, inside in control.regions.items()}
    regions = region_names(said)
    inside = {unit for name in regions for unit in members.get(name.casefold(), ())}
    if not inside:
        return [], Note("region_unknown", {"regions": regions})
    return [row for row, unit in enumerate(control.units) if unit in inside], Note("count_in", {"regions": regions})


def _distance(said: Aggregate, chances: Floats, expected: float, spread: float) -> tuple[float, float]:
    """(z, chance): how far the stated count lies outside what the map expects, in the direction that it states."""
    stated, words = float(said.value or 0), (said.comparison or "").casefold()
    numbers = np.arange(len(chances) + 1)
    share = poisson_binomial(chances)
    slack = 0.5 + (0.05 * stated if any(word in words for word in LOOSE) else 0.0)
    gap = stated - expected
    if any(word in words for word in AT_LEAST):
        gap, tail = max(0.0, gap), share[numbers >= stated].sum()
    elif any(word in words for word in AT_MOST):
        gap, tail = min(0.0, gap), share[numbers <= stated].sum()
    else:
        tail = share[np.abs(numbers - expected) >= abs(gap) - slack].sum()
    near = np.sign(gap) * max(0.0, abs(gap) - slack)
    return float(near / max(spread, 0.5)), float(min(1.0, tail))


def poisson_binomial(chances: Floats) -> Floats:
    """Probability of every number of successes of independent trials, shape (n + 1,)."""
    share = np.ones(1)
    for chance in chances.tolist():
        share = np.convolve(share, [1.0 - chance, chance])
    return share


def count_claims(
    aggregates: Iterable[Aggregate], claims: Sequence[Claim], units: Sequence[str], weights: Weights
) -> tuple[Claim, ...]:
    """Counts as weak evidence, where a case asks for it: spread evenly over the units without any direct claim.

    The weight is `count.weight` times the share of those units that the count speaks for, so no place is made from it.
    """
    found: list[Claim] = []
    for said in aggregates:
        if said.kind != "count" or said.of_kind not in COUNTED or said.actor is None or said.event_from is None:
            continue
        if not said.modality.moves or said.value is None or said.region:
            continue
        seen = [
            c
            for c in claims
            if c.moves and (c.published is None or said.published is None or c.published <= said.published)
        ]
        direct = {c.unit for c in seen}
        own = {c.unit for c in seen if c.actor == said.actor}
        rest = [unit for unit in units if unit not in direct]
        share = max(0.0, min(1.0, (said.value - len(own)) / len(rest))) if rest else 0.0
        found += [_weak(said, unit, share * weights["count.weight"]) for unit in rest]
    return tuple(found)


def _weak(said: Aggregate, unit: str, weight: float) -> Claim:
    return replace(region_claim(said, said.of_kind or "count", unit), detail="count", weight=weight)
