"""From claims to Control: check the names, read the claims into a table, choose the days shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

import numpy as np

from dashboard.control import checks
from dashboard.control.control import Control
from dashboard.control.regions import region_claims
from dashboard.control.result import Difference
from dashboard.control.rules import check_rule
from dashboard.control.table import ALWAYS, Table, table_of
from dashboard.control.weights import Weights, default_weights
from dashboard.model import Aggregate, Claim, WhoHoldsError

YEARS = 3660  # days shown by default before the last one; older claims still act


def control_from(
    claims: Iterable[Claim],
    units: Sequence[str],
    actors: Sequence[str],
    *,
    start: date | None = None,
    end: date | None = None,
    aggregates: Iterable[Aggregate] = (),
    regions: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    baseline: Iterable[Claim] = (),
    weights: Weights | None = None,
    rule: str = "filter",
    grades: Mapping[str, str] = MappingProxyType({}),
    origins: Mapping[str, str] = MappingProxyType({}),
    counts_as_evidence: bool = False,
) -> Control:
    """The control that follows from claims: who holds which unit on which day, on both clocks.

    `start` and `end` bound the days shown (default: the day before the first event to the last day spoken of). `origins`
    replaces origins (reprints: article or source -> the first one). Raises WhoHoldsError for unknown units, actors or
    rules, reversed intervals, weights or grades that are not allowed.
    """
    weights = weights or default_weights()
    claims, aggregates, units, actors = tuple(claims), tuple(aggregates), tuple(units), tuple(actors)
    _check_names(units, actors)
    derived = region_claims(aggregates, regions, units, weights)
    if counts_as_evidence:
        derived += checks.count_claims(aggregates, claims, units, weights)
    table = table_of((*claims, *derived), units, actors, weights, grades, tuple(baseline), origins)
    days, known = _days(table, start, end), _known_days(table, claims, aggregates)
    return Control(
        units=units,
        actors=actors,
        claims=claims,
        aggregates=aggregates,
        regions=regions,
        rule=check_rule(rule),
        days=days,
        known_days=known or (days[-1],),
        weights=weights,
        grades=grades,
        table=table,
    )


def _check_names(units: tuple[str, ...], actors: tuple[str, ...]) -> None:
    for what, names in (("unit", units), ("actor", actors)):
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise WhoHoldsError(f"{what} {twice!r} stands there twice; ids must differ")
    for name in ("contested", "unknown"):
        if name in actors:
            raise WhoHoldsError(f"an actor has the id {name!r}, which is the name of a state; give it another id")


def _days(table: Table, start: date | None, end: date | None) -> tuple[date, ...]:
    """All days from start to end; by default from the day before the first event, so that nothing shows too early."""
    if start and end and end < start:
        raise WhoHoldsError(f"the case ends on {end}, before it starts on {start}; exchange them")
    spoken = [c.event_to or c.event_from for c in table.claims] + [
        s.claim.event_to for s in table.skipped if s.claim.moves
    ]
    spoken += [c.published for c in table.claims] + [s.claim.published for s in table.skipped]
    last = end or max((day for day in spoken if day), default=start or date.today())
    if start is None:
        lows = table.lo[~table.baseline] if table.lo.size and not table.baseline.all() else table.lo
        first = date.fromordinal(max(2, int(lows.min()))) - timedelta(days=1) if lows.size else last
        start = min(last, max(first, last - timedelta(days=YEARS)) if (last - date.min).days > YEARS else first)
    last = max(last, start)
    return tuple(start + timedelta(days=n) for n in range((last - start).days + 1))


def _known_days(table: Table, claims: tuple[Claim, ...], aggregates: tuple[Aggregate, ...]) -> tuple[date, ...]:
    published = {item.published.toordinal() for group in (claims, aggregates) for item in group if item.published}
    # a claim without a publication is known from the last day that it speaks of, the baseline always
    days = published | set(np.unique(table.known).tolist()) - {ALWAYS}
    return tuple(date.fromordinal(day) for day in sorted(days))


def difference(first: Control, second: Control, day: date, known_at: date | None = None) -> tuple[Difference, ...]:
    """The units that two controls over the same units show differently on a day (kind or side)."""
    both = ((unit, first.status(unit, day, known_at), second.status(unit, day, known_at)) for unit in first.units)
    return tuple(Difference(unit=u, first=a, second=b) for u, a, b in both if (a.kind, a.actor) != (b.kind, b.actor))
