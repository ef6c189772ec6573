"""What was inferred for the known-at days visited last, so that going back and forth costs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from threading import RLock

from dashboard.control.ledger import Line, ledger_of
from dashboard.control.passes import Frame, Pass, run
from dashboard.control.result import Skipped
from dashboard.control.table import Bools, Table
from dashboard.control.weights import Weights

CELLS = 20_000_000  # unit-days kept over all passes
DAYS = 64  # known-at days for which the claims without effect stay sorted by unit


class Visited:
    """Passes by known-at day (ordinal) and ledgers by day and unit; the oldest goes first. Safe between threads."""

    def __init__(self, table: Table, frame: Frame, weights: Weights, rule: str, keep: Bools | None) -> None:
        self.table, self.frame, self.weights, self.rule, self.keep = table, frame, weights, rule, keep
        self._room = max(2, CELLS // max(1, frame.units * frame.days))
        self._passes: dict[int, Pass] = {}
        self._ledgers: dict[tuple[int, int], tuple[Line, ...]] = {}
        self._skipped: dict[date, dict[str | None, list[Skipped]]] = {}
        self._lock = RLock()

    def passed(self, known_at: int) -> Pass:
        """The forward pass of what was known at a day."""
        with self._lock:
            if known_at not in self._passes:
                while len(self._passes) >= self._room:
                    gone = next(iter(self._passes))
                    del self._passes[gone]
                    self._ledgers = {key: lines for key, lines in self._ledgers.items() if key[0] != gone}
                self._passes[known_at] = run(self.table, self.frame, known_at, self.weights, self.rule, self.keep)
            return self._passes[known_at]

    def ledger(self, known_at: int, row: int) -> tuple[Line, ...]:
        """The ledger of a unit as known at a day."""
        with self._lock:
            done = self.passed(known_at)
            if (known_at, row) not in self._ledgers:
                self._ledgers[known_at, row] = ledger_of(done, row, self.frame, self.table, self.weights)
            return self._ledgers[known_at, row]

    def skipped(self, known_at: date) -> Mapping[str | None, list[Skipped]]:
        """The claims that move no status and were published by a day, by unit."""
        with self._lock:
            if known_at not in self._skipped:
                if len(self._skipped) >= DAYS:
                    del self._skipped[next(iter(self._skipped))]
                found = self._skipped[known_at] = {}
                for item in self.table.skipped:
                    if item.claim.published is None or item.claim.published <= known_at:
                        found.setdefault(item.claim.unit, []).append(item)
            return self._skipped[known_at]
