"""How right the map is: a control set against a reference list of who held what, beside the two simple rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from dashboard.control.control import Control
from dashboard.control.rules import RULES
from dashboard.control.table import Floats, Ints
from dashboard.csvfile import Row, read_csv
from dashboard.model import WhoHoldsError

BINS = (0.0, 0.4, 0.6, 0.75, 0.9, 1.0)
LEAST = 1e-3  # a probability of 0 would make one mistake cost everything


@dataclass(frozen=True, slots=True)
class Held:
    """A row of a reference: from a day (at the latest `day_to`) on, a unit is held by a side, until its next row."""

    unit: str
    day: date
    day_to: date
    holder: str


@dataclass(frozen=True, slots=True)
class Bin:
    """A row of the calibration table: how often the likeliest side was right where it had a probability in a range."""

    low: float
    high: float
    days: int
    mean: float  # mean probability that was given
    right: float  # share that was right


@dataclass(frozen=True, slots=True)
class ChangeError:
    """A change of hands of the reference and when the map shows it; days is 0 inside the interval, None if never."""

    unit: str
    holder: str
    day: date
    day_to: date
    shown: date | None
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The measures of one rule over the unit-days that the reference decides."""

    rule: str
    days: int
    answered: int  # unit-days shown as held or claimed
    accuracy: float  # of those answered
    recall: float  # right ones of all
    brier: float
    log_loss: float
    calibration: tuple[Bin, ...]
    changes: tuple[ChangeError, ...]
    mean_error: float | None  # mean absolute error in days of the changes shown
    missed: int  # changes never shown


def read_reference(
    path: Path, units: Sequence[str] | None = None, actors: Sequence[str] | None = None
) -> tuple[Held, ...]:
    """The rows of a CSV: unit, holder, and day (the change) or from and to (days between which it fell); YYYY-MM-DD.

    `units` and `actors` are the ids that are allowed; None allows all. Raises WhoHoldsError for a file without rows, a
    missing column, a name that is not allowed, a day that is none, and days out of order.
    """
    table = read_csv(path)
    when = ("from", "to") if "from" in table.columns else ("day",)
    table.need(("unit", "holder", *when), "Needed are unit, holder and day, or from and to.")
    if not table.rows:
        raise WhoHoldsError(f"{path}: has no rows. Write one for each change of hands.")
    return tuple(_held(row, when[0], units, actors) for row in table.rows)


def evaluate_reference(control: Control, reference: Iterable[Held]) -> tuple[Evaluation, ...]:
    """The measures of the three decision rules on the same claims, the control's own rule first."""
    rows = sorted(reference, key=lambda row: (row.unit, row.day, row.day_to))
    rules = [control.rule, *(rule for rule in RULES if rule != control.rule)]
    return tuple(_evaluation(control if rule == control.rule else control.under(rule), rows) for rule in rules)


def reference_text(evaluations: Iterable[Evaluation]) -> str:
    """The measures as plain text: a line per rule, then the calibration and the worst changes of the first rule."""
    evaluations = tuple(evaluations)
    lines = [
        f"{'rule':<12}{'days':>7}{'shown':>7}{'right':>8}{'recall':>8}{'Brier':>8}{'logloss':>9}{'days off':>10}{'missed':>8}"
    ]
    for e in evaluations:
        off = "-" if e.mean_error is None else f"{e.mean_error:.2f}"
        lines.append(
            f"{e.rule:<12}{e.days:>7}{e.answered:>7}{e.accuracy:>8.3f}{e.recall:>8.3f}{e.brier:>8.3f}{e.log_loss:>9.3f}{off:>10}{e.missed:>8}"
        )
    for e in evaluations[:1]:
        lines += ["", f"Calibration of {e.rule}: said / right (unit-days)"]
        lines += [f"  {b.low:.2f}-{b.high:.2f}  {b.mean:.3f} / {b.right:.3f} ({b.days})" for b in e.calibration]
        worst = [c for c in e.changes if c.days != 0]
        lines += ["", "Changes of hands that are off:" if worst else "No change of hands is off."]
        for c in sorted(worst, key=lambda c: -abs(c.days if c.days is not None else 10**6)):
            how = "never shown" if c.days is None else f"shown {c.shown}, {c.days:+d} days"
            span = f"{c.day}" if c.day == c.day_to else f"{c.day} to {c.day_to}"
            lines.append(f"  {c.unit} {c.holder} {span}: {how}")
    return "\n".join(lines)


def truth_of(control: Control, rows: Sequence[Held]) -> Ints:
    """Who holds every unit on every day by the reference (units, days); -1 where it does not say."""
    truth = np.full((len(control.units), len(control.days)), -1, dtype=np.int64)
    first = control.days[0].toordinal()
    for row in rows:
        line = control.units.index(row.unit)
        truth[line, max(row.day.toordinal() - first, 0) :] = -1
        truth[line, max(row.day_to.toordinal() - first, 0) :] = control.actors.index(row.holder)
    return truth


def _evaluation(control: Control, rows: Sequence[Held]) -> Evaluation:
    done, truth = control.passed(None), truth_of(control, rows)
    known = truth >= 0
    holder, kind, side = truth[known], done.layers.kind[known], done.layers.side[known].astype(np.int64) - 1
    chances = spread_doubt(done.state[known])
    answered = np.isin(kind, (1, 2))
    right = answered & (side == holder)
    ones = np.eye(max(len(control.actors), 1))[holder]
    given = chances[np.arange(len(holder)), holder]
    total, said = max(len(holder), 1), max(int(answered.sum()), 1)
    changes = _changes(control, rows)
    errors = [abs(change.days) for change in changes if change.days is not None]
    return Evaluation(
        rule=control.rule,
        days=len(holder),
        answered=int(answered.sum()),
        accuracy=float(right.sum() / said),
        recall=float(right.sum() / total),
        brier=float(((chances - ones) ** 2).sum() / total),
        log_loss=float(-np.log(np.maximum(given, LEAST)).sum() / total),
        calibration=_calibration(chances, holder),
        changes=changes,
        mean_error=float(np.mean(errors)) if errors else None,
        missed=sum(change.days is None for change in changes),
    )


def spread_doubt(state: Floats) -> Floats:
    """Probabilities of the sides alone: contested and unknown are doubt, spread evenly over the sides; (cells, sides)."""
    sides = state[:, :-2]
    spread: Floats = sides + (state[:, -2:].sum(axis=1) / max(sides.shape[1], 1))[:, None]
    return spread


def _calibration(chances: Floats, holder: Ints) -> tuple[Bin, ...]:
    top, best = chances.argmax(axis=1), chances.max(axis=1, initial=0.0)
    found = []
    for low, high in pairwise(BINS):
        inside = (best >= low) & ((best < high) | (high == BINS[-1]))
        if inside.any():
            right = float((top[inside] == holder[inside]).mean())
            found.append(Bin(low, high, int(inside.sum()), float(best[inside].mean()), right))
    return tuple(found)


def _changes(control: Control, rows: Sequence[Held]) -> tuple[ChangeError, ...]:
    """Every row inside the days shown against the nearest day on which the map begins to show its holder."""
    layers, first, found = control.layers(), control.days[0], []
    for row in rows:
        line, side = control.units.index(row.unit), control.actors.index(row.holder) + 1
        if row.day_to <= first:
            continue  # what was so before the first day is no change
        shows = np.isin(layers.kind[line], (1, 2)) & (layers.side[line] == side)
        begins = np.flatnonzero(shows & ~np.r_[False, shows[:-1]]).tolist()
        errors = [(abs(_off(row, control.days[day])), day) for day in begins]
        shown = control.days[min(errors)[1]] if errors else None
        found.append(ChangeError(row.unit, row.holder, row.day, row.day_to, shown, _off(row, shown) if shown else None))
    return tuple(found)


def _off(row: Held, shown: date) -> int:
    if shown < row.day:
        return (shown - row.day).days
    return max(0, (shown - row.day_to).days)


def _held(row: Row, first: str, units: Sequence[str] | None, actors: Sequence[str] | None) -> Held:
    for column, allowed in (("unit", units), ("holder", actors)):
        value = row.needed(column)
        if allowed is not None:
            row.one_of(column, value, allowed)
    day = row.needed_day(first)
    last = "day_to" if row.text("day_to") else "to"
    day_to = row.day(last) or day
    if day_to < day:
        raise row.mistake(last, day_to.isoformat(), f"it must not be before {first} = {day}")
    return Held(row.needed("unit"), day, day_to, row.needed("holder"))
