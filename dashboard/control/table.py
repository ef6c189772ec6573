"""Claims as arrays: every claim is checked, placed in its family and weighed once; what does not act is kept with why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.control.result import Skipped
from dashboard.control.weigh import at_seat, key_of, weigh
from dashboard.control.weights import Weights
from dashboard.model import Claim, Part, Predicate, Scope, WhoHoldsError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

# Families: claims of one family about one place and side may be reports of one event.
GAIN, PART, FIGHT, LEFT, DENIED, HOLDOUT = range(6)
COLUMNS = ("unit", "family", "actor", "other", "place", "lo", "hi", "known", "origin", "weight", "event", "whole", "regional",
           "capital", "baseline")  # fmt: skip
TYPES: dict[str, type] = {"weight": np.float64, **dict.fromkeys(COLUMNS[10:], np.bool_)}
ALWAYS = 0  # known at: the baseline, before everything


@dataclass(frozen=True)
class Table:
    """The claims that act, one row each, in canonical order (start of interval, publication, article, offset)."""

    claims: tuple[Claim, ...]
    skipped: tuple[Skipped, ...]
    unit: Ints
    family: Ints
    actor: Ints  # who gains, holds, attacks, leaves, or whose gain is denied; -1 none
    other: Ints  # the denier's side, the defender; -1 none
    place: Ints  # 0 for the seat, else a code of the other place
    lo: Ints  # ordinals of the first and last day on which it may have happened
    hi: Ints
    known: Ints  # ordinal of the publication
    origin: Ints
    origins: tuple[str, ...]
    weight: Floats
    event: Bools  # a change of hands (acts on the transition); else a state (acts on the emission)
    whole: Bools
    regional: Bools
    capital: Bools  # names the seat itself
    baseline: Bools
    rank: Ints  # place in the canonical order

    def take(self, rows: Ints, unit: Ints) -> Table:
        """Some rows again, as if they spoke of other units (indices); `claims` stays and is no longer parallel."""
        arrays = {name: getattr(self, name)[rows] for name in (*COLUMNS, "rank")}
        return replace(self, **{**arrays, "unit": unit})


def table_of(
    claims: Iterable[Claim],
    units: Sequence[str],
    actors: Sequence[str],
    weights: Weights,
    grades: Mapping[str, str],
    baseline: Iterable[Claim] = (),
    origins: Mapping[str, str] | None = None,
) -> Table:
    """All claims checked, weighed and laid out as arrays.

    Raises WhoHoldsError for an unknown unit or actor, a reversed interval, or a weight that is not allowed.
    """
    reader = _Reader(units, actors, weights, grades, origins or {})
    for claim in claims:
        reader.add(claim, from_baseline=False)
    for claim in baseline:
        reader.add(claim, from_baseline=True)
    return reader.table()


class _Reader:
    """Collects rows; one pass over the claims, plain lists, because a claim is an object and not an array."""

    def __init__(
        self,
        units: Sequence[str],
        actors: Sequence[str],
        weights: Weights,
        grades: Mapping[str, str],
        origins: Mapping[str, str],
    ) -> None:
        self.units = {name: i for i, name in enumerate(units)}
        self.actors = {name: i for i, name in enumerate(actors)}
        self.weights, self.grades, self.replaced = weights, grades, origins
        self.known_weights: dict[tuple[object, ...], float] = {}
        self.codes: dict[str, int] = {}
        self.places: dict[tuple[int, str], int] = {}
        self.rows: list[tuple[int | float | bool, ...]] = []
        self.claims: list[Claim] = []
        self.skipped: list[Skipped] = []

    def add(self, claim: Claim, *, from_baseline: bool) -> None:
        """Check one claim and take it in, or note why it does not act."""
        unit, actor, source = self._check(claim)
        why = _why_not(claim)
        family, gainer, other = (-1, -1, -1) if why else family_of(claim, actor, source, self.actors)
        if not why and family < 0:
            why = (
                "an approach is marked on the map; it moves no status"
                if claim.predicate is Predicate.ADVANCED
                else NO_SIDE
            )
        if why or claim.event_from is None:
            self.skipped.append(Skipped(claim, why or "no day"))
            return
        lo = claim.event_from.toordinal()
        hi = claim.event_to.toordinal() if claim.event_to else lo
        known = claim.published.toordinal() if claim.published else hi
        if lo > known:
            self.skipped.append(Skipped(claim, f"dated after its publication on {claim.published}"))
            return
        hi = min(hi, known)
        seat = at_seat(claim) and family != HOLDOUT
        place = 0 if seat else self._place(unit, claim)
        self.claims.append(claim)
        self.rows.append(
            (unit, family, gainer, other, place, lo, hi, ALWAYS if from_baseline else known, self._origin(claim),
             self._weight(claim), claim.predicate is Predicate.CAPTURED, _whole(claim),
             claim.scope in (Scope.REGION, Scope.COUNTRY), claim.capital, from_baseline)
        )  # fmt: skip

    def table(self) -> Table:
        """The rows as arrays in canonical order."""
        order = sorted(range(len(self.claims)), key=lambda i: canonical(self.claims[i], self.rows[i]))
        columns = list(zip(*(self.rows[i] for i in order), strict=True)) if order else [()] * len(COLUMNS)
        arrays: dict[str, Any] = {
            n: np.array(c, dtype=TYPES.get(n, np.int64)) for n, c in zip(COLUMNS, columns, strict=True)
        }
        return Table(
            claims=tuple(self.claims[i] for i in order),
            skipped=tuple(self.skipped),
            origins=tuple(self.codes),
            rank=np.arange(len(order), dtype=np.int64),
            **arrays,
        )

    def _check(self, claim: Claim) -> tuple[int, int, int]:
        where = f"claim {claim.article}[{claim.start}:{claim.end}]"
        unit = -1 if claim.unit is None else self.units.get(claim.unit, -2)
        if unit == -2:
            raise WhoHoldsError(
                f"{where}: unit is {claim.unit!r}, which the boundaries do not have; take one of their ids, or none"
            )
        sides = []
        for name, value in (("actor", claim.actor), ("from_actor", claim.from_actor)):
            side = -1 if value is None else self.actors.get(value, -2)
            if side == -2:
                raise WhoHoldsError(
                    f"{where}: {name} is {value!r}, which is no actor of the case ({', '.join(self.actors)}), or none"
                )
            sides.append(side)
        if claim.event_from and claim.event_to and claim.event_to < claim.event_from:
            raise WhoHoldsError(
                f"{where}: event_to {claim.event_to} lies before event_from {claim.event_from}; exchange them"
            )
        if claim.weight is not None and not 0.0 <= claim.weight <= 1.0:
            raise WhoHoldsError(f"{where}: weight is {claim.weight}; allowed is 0 to 1, or none")
        return unit, sides[0], sides[1]

    def _weight(self, claim: Claim) -> float:
        key = key_of(claim, self.grades)
        weight = self.known_weights.get(key)
        if weight is None:
            weight = self.known_weights[key] = weigh(claim, self.weights, self.grades).weight
        return weight

    def _origin(self, claim: Claim) -> int:
        name = claim.origin or claim.speaker or claim.outlet or claim.article
        name = self.replaced.get(name, name)
        return self.codes.setdefault(name, len(self.codes))

    def _place(self, unit: int, claim: Claim) -> int:
        name = claim.place_id or (claim.place or "").casefold() or str(claim.part or claim.scope)
        return self.places.setdefault((unit, name), len(self.places) + 1)


NO_SIDE = "the text names no known side"


def canonical(claim: Claim, row: Sequence[int | float | bool]) -> tuple[object, ...]:
    """The order in which claims act: start of the interval, publication, article, offset; then all that tells them apart."""
    return (row[5], row[7], claim.article, claim.start, claim.end, claim.predicate, *row)


def family_of(claim: Claim, actor: int, source: int, actors: Mapping[str, int]) -> tuple[int, int, int]:
    """(family, side, other side) of a moving claim; family -1 where it moves nothing."""
    seat, predicate = at_seat(claim), claim.predicate
    if predicate is Predicate.ADVANCED:
        return -1, actor, source
    if predicate is Predicate.DENIED:
        denier = actors.get(claim.speaker_side or "", -1)
        return (DENIED, actor, -1 if denier == actor else denier) if seat and actor >= 0 else (-1, actor, -1)
    if predicate is Predicate.WITHDREW or (predicate is Predicate.CAPTURED and actor < 0):
        leaver = actor if predicate is Predicate.WITHDREW and actor >= 0 else source
        return (LEFT, leaver, -1) if seat and leaver >= 0 else (-1, leaver, -1)
    if predicate is Predicate.CONTESTED:
        return (FIGHT if seat and claim.scope is not Scope.PROVINCE else PART), actor, source
    if actor < 0:
        return -1, actor, source
    if is_holdout(claim):
        return HOLDOUT, actor, source
    return (GAIN if seat else PART), actor, source


def is_holdout(claim: Claim) -> bool:
    """Whether a claim says that a side still holds an airport, base or other point."""
    if claim.predicate is not Predicate.HOLDS:
        return False
    return claim.scope is Scope.POINT or claim.detail in ("hold-out", "holdout", "hold out")


def _whole(claim: Claim) -> bool:
    return claim.scope is Scope.PROVINCE and not claim.capital and claim.part in (None, Part.ALL)


def _why_not(claim: Claim) -> str | None:
    if not claim.modality.moves:
        return claim.reason or f"said as {claim.modality}: shown, moves nothing"
    if claim.reason:
        return claim.reason
    if claim.unit is None:
        return "could not be placed in a unit"
    if claim.event_from is None:
        return "has no day"
    return None
