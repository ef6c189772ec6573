"""The publications one after the other, each with only the units that it speaks of: what a page that plays needs of control.

A unit is inferred from its own claims alone, so a day of publication can change no other unit. Going over all days of
publication costs as much as there is news, not days of publication times units.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from dashboard.control.passes import Frame, Pass, run
from dashboard.control.signals import HELD, Sign, approaches, hold_outs
from dashboard.control.table import Ints
from dashboard.model import Claim

if TYPE_CHECKING:
    from dashboard.control.control import Control

SignKey = tuple[str, str, str | None, str]  # kind, unit, side, place
Spans = tuple[tuple[int, int], ...]  # first and last day (indices, both included), ascending


@dataclass(frozen=True, slots=True)
class News:
    """What a day of publication changes: the units that it speaks of, and all that is known of them since.

    `units` are these units, `rows` their rows in the control, ascending; row i of `done` is unit i. `signs` has every approach and
    hold-out of these units with the days on which it stands, `claims` the ids of the claims behind each.
    """

    known_at: date
    units: tuple[str, ...]
    rows: Ints
    done: Pass
    signs: Mapping[SignKey, Spans]
    claims: Mapping[SignKey, tuple[str, ...]]


class Walk:
    """The days of publication of a control, walked once; see `news`."""

    def __init__(self, control: Control) -> None:
        self.control = control
        self.known = [day.toordinal() for day in control.known_days]
        table, units = control.table, {unit: row for row, unit in enumerate(control.units)}
        self.table_rows: dict[int, list[int]] = {}  # row of the unit -> rows of the table
        self.still: dict[int, list[tuple[int, Claim]]] = {}  # row of the unit -> (step, claim that moves no status)
        self.spoken: list[set[int]] = [set() for _ in self.known]  # rows of the units, by step
        for at, (row, step) in enumerate(zip(table.unit.tolist(), self._steps(table.known), strict=True)):
            self.table_rows.setdefault(row, []).append(at)
            self._speaks(row, step)
        for item in table.skipped:
            if item.claim.unit in units:
                row, day = units[item.claim.unit], item.claim.published
                step = bisect_left(self.known, day.toordinal()) if day else 0
                self.still.setdefault(row, []).append((step, item.claim))
                self._speaks(row, step)

    def news(self) -> Iterator[News]:
        """Each day of publication in turn, with the pass over the units of which something was published on it."""
        for step, known_at in enumerate(self.control.known_days):
            rows = np.array(sorted(self.spoken[step]), dtype=np.int64)
            taken = [at for row in rows.tolist() for at in self.table_rows.get(row, ())]
            done = self._pass(rows, np.array(taken, dtype=np.int64), step)
            signs = self._signs(rows, done, [self.control.table.claims[at] for at in taken], step)
            units = tuple(self.control.units[row] for row in rows.tolist())
            yield News(known_at, units, rows, done, *self._standing(rows, done, signs))

    def _steps(self, known: Ints) -> list[int]:
        return np.searchsorted(self.known, known).tolist()  # type: ignore[no-any-return]

    def _speaks(self, row: int, step: int) -> None:
        if step < len(self.spoken):
            self.spoken[step].add(row)

    def _pass(self, rows: Ints, taken: Ints, step: int) -> Pass:
        """The forward pass of some units alone, numbered from 0."""
        control = self.control
        table = control.table.take(taken, np.searchsorted(rows, control.table.unit[taken]))
        frame = Frame(len(rows), len(control.actors), control.days[0].toordinal(), len(control.days))
        keep = None if control.keep is None else control.keep[taken]
        return run(table, frame, self.known[step], control.weights, control.rule, keep)

    def _signs(self, rows: Ints, done: Pass, claims: list[Claim], step: int) -> list[Sign]:
        control, found = self.control, list[Sign]()
        for at, row in enumerate(rows.tolist()):
            said = (claim for when, claim in self.still.get(row, ()) if when <= step)
            found += approaches(said, at, control.actors, control.weights)
            found += hold_outs(done, at, claims, control.weights)
        return found

    def _standing(
        self, rows: Ints, done: Pass, signs: list[Sign]
    ) -> tuple[dict[SignKey, Spans], dict[SignKey, tuple[str, ...]]]:
        """By sign the runs of days on which one of its claims stands and its side does not hold the unit, and its claims."""
        units, actors, first = self.control.units, self.control.actors, self.control.days[0].toordinal()
        claims: dict[SignKey, list[str]] = {}
        days: dict[SignKey, set[int]] = {}
        for sign in signs:
            key = (sign.kind, units[rows[sign.row]], actors[sign.side] if sign.side >= 0 else None, sign.place)
            span = slice(max(sign.first - first, 0), max(sign.end - first, 0))
            held = (done.layers.kind[sign.row, span] == HELD) & (done.layers.side[sign.row, span] == sign.side + 1)
            free = np.flatnonzero(~held) if sign.side >= 0 else np.arange(len(held))
            if len(free):
                claims.setdefault(key, []).extend(sign.claims)
                days.setdefault(key, set()).update((free + span.start).tolist())
        return {key: runs(found) for key, found in days.items()}, {key: tuple(ids) for key, ids in claims.items()}


def runs(days: set[int]) -> Spans:
    """A set of days (indices) as runs of days that follow each other."""
    ordered = sorted(days)
    starts = [day for day in ordered if day - 1 not in days]
    return tuple(zip(starts, (day for day in ordered if day + 1 not in days), strict=True))
