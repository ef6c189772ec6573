"""Control: the object that answers what was known of a unit on a day, as known at a day, and from which sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

import numpy as np

from dashboard.control import checks, explain, findings, history, signals
from dashboard.control.ledger import Line
from dashboard.control.passes import Frame, Pass
from dashboard.control.result import (
    EXTENTS,
    KINDS,
    Balance,
    CountCheck,
    Finding,
    Layers,
    Moved,
    Sensitivity,
    Skipped,
    Totals,
)
from dashboard.control.rules import check_rule
from dashboard.control.table import Bools, Table
from dashboard.control.visited import Visited
from dashboard.control.walk import News, Walk
from dashboard.control.weights import Weights
from dashboard.model import Aggregate, Change, Claim, Effect, Evidence, Kind, Marker, Predicate, Status, WhoHoldsError


@dataclass(frozen=True)
class Control:
    """Who holds which unit on which day, as known at which day; every answer can be followed back to its claims."""

    units: tuple[str, ...]
    actors: tuple[str, ...]
    claims: tuple[Claim, ...]
    aggregates: tuple[Aggregate, ...]
    regions: Mapping[str, tuple[str, ...]]
    rule: str
    days: tuple[date, ...]
    known_days: tuple[date, ...]  # publication days, ascending; the last one is "as known now"
    weights: Weights
    grades: Mapping[str, str]
    table: Table = field(repr=False)
    keep: Bools | None = field(default=None, repr=False)  # rows of the table that count; None: all

    def status(self, unit: str, day: date, known_at: date | None = None) -> Status:
        """What is known of a unit on a day; days outside the range answer for the nearest day."""
        row, at, done = self._row(unit), self.at(day), self.passed(known_at)
        kind, side, rival = self._cell(done, row, at)
        since = history.since(done.layers, row, at)
        lines = self._active(done, known_at, row, at)
        shown = [line for line in lines if line.supports(kind, side, rival)]
        reported = kind is not Kind.NO_REPORT and done.index[row, at] >= 0
        age = int(done.age[row, at]) if reported else None
        when = self.days[at]
        return Status(
            unit=unit,
            day=when,
            known_at=self._known(known_at),
            kind=kind,
            actor=self.actors[side] if side >= 0 else None,
            rival=self.actors[rival] if rival >= 0 else None,
            extent=EXTENTS[int(done.layers.extent[row, at])],
            probability=self._chances(done, row, at),
            since=self.days[since] if reported else None,
            since_uncertain=reported and history.uncertain(lines, side, self.days[since].toordinal()),
            last_report=when - timedelta(days=age) if age is not None else None,
            age=age,
            claims=len(shown),
            origins=len({int(self.table.origin[line.row]) for line in shown}),
            markers=self._markers({unit: row}, day, known_at),
        )

    def evidence(self, unit: str, day: date, known_at: date | None = None) -> Evidence:
        """The status with the claims that made it, in the order in which they acted, and those read but not counted."""
        row, at, done = self._row(unit), self.at(day), self.passed(known_at)
        status, when = self.status(unit, day, known_at), self.days[at].toordinal()
        sides = self._cell(done, row, at)[1:]
        lines = explain.listed(self._active(done, known_at, row, at))
        missing = explain.without_each(
            done, row, when, lines, self.table, self._frame, self.rule, self.weights, self.actors
        )
        effects = [
            replace(
                explain.effect_of(line, when, status, sides, self.table, self.weights, self.grades),
                without=missing.get(line.row),
            )
            for line in lines
        ]
        return Evidence(status=status, effects=tuple(effects), not_counted=self._not_counted(row, status, known_at))

    def layers(self, known_at: date | None = None) -> Layers:
        """The small arrays (units x days) that the map is painted from."""
        return self.passed(known_at).layers

    def totals(self, day: date, known_at: date | None = None) -> Totals:
        """How many units show what on a day."""
        at, done = self.at(day), self.passed(known_at)
        return history.totals(done.layers, at, self.actors, self.days[at], self._known(known_at))

    def changes(self, known_at: date | None = None) -> tuple[Change, ...]:
        """Every day on which the kind, side or extent of a unit changed, by day and unit, with the claims of that day."""
        done = self.passed(known_at)
        return tuple(
            Change(
                unit=self.units[row],
                day=self.days[at],
                before=self.status(self.units[row], self.days[at - 1], known_at),
                after=self.status(self.units[row], self.days[at], known_at),
                claims=history.triggers(self._ledger(known_at, row), self.days[at].toordinal(), self.table),
            )
            for at, row in history.changed(done.layers)
        )

    def markers(self, day: date, known_at: date | None = None) -> tuple[Marker, ...]:
        """Approaches and hold-outs that stand on a day; points are filled in where the gazetteer is known."""
        return self._markers(self._rows, day, known_at)

    def news(self) -> Iterator[News]:
        """Each day of publication in turn with only the units that it speaks of, as known since: cheap for any number of days."""
        return Walk(self).news()

    def checks(self, day: date, known_at: date | None = None) -> tuple[CountCheck, ...]:
        """Every count stated for a day up to this one, set against what the map shows on its own day."""
        return checks.count_checks(self, self.days[self.at(day)], known_at)

    def findings(self, known_at: date | None = None, day: date | None = None) -> tuple[Finding, ...]:
        """What an analyst should look at up to a day (the last one by default).

        Contradictions, counts that do not fit, statuses that are thin, one-sided or stale, what could not be placed.
        """
        return findings.findings_of(self, self.days[-1 if day is None else self.at(day)], known_at)

    def unplaced(self, known_at: date | None = None) -> tuple[Claim, ...]:
        """Claims that would move the map if their place or day were known; listed, never guessed."""
        return tuple(
            s.claim
            for found in self._seen(known_at).values()
            for s in found
            if s.claim.modality.moves
            and not s.claim.reason
            and (s.claim.unit is None or s.claim.event_from is None)
            and s.claim.predicate is not Predicate.ADVANCED
        )

    def effects_of(self, claim_id: str, known_at: date | None = None) -> tuple[Moved, ...]:
        """The other way round: every stretch of days on which a claim moved a unit."""
        return history.effects_of(self, claim_id, known_at)

    def under(self, rule: str) -> Control:
        """The same claims under another decision rule."""
        return replace(self, rule=check_rule(rule))

    def without(self, claim_ids: Iterable[str]) -> Control:
        """The same control with some claims left out."""
        gone = set(claim_ids)
        return self.keeping(np.array([claim.id not in gone for claim in self.table.claims], dtype=np.bool_))

    def keeping(self, keep: Bools) -> Control:
        """The same control with only some rows of its table."""
        kept = keep if self.keep is None else keep & self.keep
        return replace(self, keep=kept)

    def sensitivity(self, day: date, known_at: date | None = None) -> tuple[Sensitivity, ...]:
        """What would change on a day without each publisher, outlet, speaker or side, largest effect first."""
        return findings.sensitivity(self, day, known_at)

    def balance(self, known_at: date | None = None) -> tuple[Balance, ...]:
        """Per source, the captures by each side that it reported: media cover losses more than recaptures."""
        return findings.balance(self, known_at)

    @cached_property
    def acting(self) -> Mapping[str, Claim]:
        """Every claim that can stand in a ledger, by id, with those made from regions."""
        found = {claim.id: claim for claim in (*self.claims, *(s.claim for s in self.table.skipped))}
        return MappingProxyType({**found, **{claim.id: claim for claim in self.table.claims}})

    @property
    def _frame(self) -> Frame:
        return Frame(len(self.units), len(self.actors), self.days[0].toordinal(), len(self.days))

    @cached_property
    def _visited(self) -> Visited:
        return Visited(self.table, self._frame, self.weights, self.rule, self.keep)

    def _ledger(self, known_at: date | None, row: int) -> tuple[Line, ...]:
        return self._visited.ledger(self._floor(known_at), row)

    def lines(self, unit: str, day: date, known_at: date | None = None) -> list[Line]:
        """The lines of the ledger behind the status of a unit on a day."""
        return self._active(self.passed(known_at), known_at, self._row(unit), self.at(day))

    def passed(self, known_at: date | None) -> Pass:
        """The forward pass of what was known at a day; kept for the days visited last."""
        return self._visited.passed(self._floor(known_at))

    def _active(self, done: Pass, known_at: date | None, row: int, at: int) -> list[Line]:
        after = history.last_of_other(done.layers, row, at)
        return explain.active(
            self._ledger(known_at, row),
            self.days[at].toordinal(),
            self.days[after].toordinal() if after >= 0 else -1,
        )

    def _not_counted(self, row: int, status: Status, known_at: date | None) -> tuple[Effect, ...]:
        unit, chances = self.units[row], status.probability
        found = [
            explain.not_counted(skipped, chances.get(skipped.claim.actor or "", 0.0))
            for skipped in self._seen(known_at).get(unit, ())
            if (skipped.claim.event_from or status.day) <= status.day
        ]
        found += [
            explain.dropped(line, self.table, status)
            for line in self._ledger(known_at, row)
            if line.cluster.regional and not line.steps and line.cluster.lo <= status.day.toordinal()
        ]
        return tuple(found)

    def _markers(self, units: Mapping[str, int], day: date, known_at: date | None) -> tuple[Marker, ...]:
        at, done, seen = self.at(day), self.passed(known_at), self._seen(known_at)
        return signals.markers(seen, done, self.table.claims, units, self.actors, self.days[at], at, self.weights)

    def _seen(self, known_at: date | None) -> Mapping[str | None, list[Skipped]]:
        """The claims that move no status and were published by a day, by unit."""
        return self._visited.skipped(self._known(known_at))

    def _cell(self, done: Pass, row: int, at: int) -> tuple[Kind, int, int]:
        layers = done.layers
        return KINDS[int(layers.kind[row, at])], int(layers.side[row, at]) - 1, int(layers.rival[row, at]) - 1

    def _chances(self, done: Pass, row: int, at: int) -> Mapping[str, float]:
        names = (*self.actors, "contested", "unknown")
        return MappingProxyType(dict(zip(names, done.state[row, at].tolist(), strict=True)))

    def _row(self, unit: str) -> int:
        if unit not in self._rows:
            raise WhoHoldsError(
                f"unit is {unit!r}, which this case does not have; allowed are {', '.join(self.units[:40])}"
            )
        return self._rows[unit]

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {unit: row for row, unit in enumerate(self.units)}

    def at(self, day: date) -> int:
        """The index of a day; the nearest one where it lies outside the range."""
        return min(max((day - self.days[0]).days, 0), len(self.days) - 1)

    def _known(self, known_at: date | None) -> date:
        return self.known_days[-1] if known_at is None else min(known_at, self.known_days[-1])

    def _floor(self, known_at: date | None) -> int:
        at = bisect_right(self.known_days, self._known(known_at))
        return self.known_days[at - 1].toordinal() if at else 0
