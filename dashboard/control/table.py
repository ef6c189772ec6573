"""Claims as arrays: every claim is checked, placed in its family and weighed once; what does not act is kept with why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.control.collector import collector_paused
from dashboard.control.result import Skipped
from dashboard.control.weigh import at_seat, key_of, weigh
from dashboard.control.weights import Weights
from dashboard.model import Claim, Modality, Note, Part, Predicate, Scope, WhoHoldsError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

# Families: claims of one family about one place and side may be reports of one event.
GAIN, PART, FIGHT, LEFT, DENIED, HOLDOUT = range(6)
# name of an array -> place in a row; the fields before sort the rows
COLUMNS = {"lo": 0, "known": 1, "unit": 8, "family": 9, "actor": 10, "other": 11, "place": 12, "hi": 13, "origin": 14,
           "weight": 15, "event": 16, "whole": 17, "regional": 18, "capital": 19, "baseline": 20, "article": 21}  # fmt: skip
TYPES: dict[str, type] = {
    "weight": np.float64, **dict.fromkeys(("event", "whole", "regional", "capital", "baseline"), np.bool_)
}  # fmt: skip
MOVING = frozenset(m for m in Modality if m.moves)
WIDEST = (Scope.REGION, Scope.COUNTRY)
APPROACH, NO_SIDE = Note("approach"), Note("no_side")
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
    article: Ints
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
    claims = tuple(claims)
    reader = _Reader(units, actors, weights, grades, origins or {})
    if origins:
        reader.own_voice = {c.article: c.origin for c in claims if c.origin and not c.speaker and not c.outlet}
    with collector_paused(len(claims)):
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
        self.units: dict[str | None, int] = {None: -1, **{name: i for i, name in enumerate(units)}}
        self.actors: dict[str | None, int] = {None: -1, **{name: i for i, name in enumerate(actors)}}
        self.weights, self.grades, self.replaced = weights, grades, origins
        self.own_voice: dict[str, str] = {}  # article -> origin of what it says itself
        self.known_weights: dict[tuple[object, ...], float] = {}
        self.codes: dict[str, int] = {}
        self.articles: dict[str, int] = {}
        self.places: dict[tuple[int, str], int] = {(0, ""): 0}  # 0 is the seat
        self.rows: list[tuple[Any, ...]] = []
        self.claims: list[Claim] = []
        self.skipped: list[Skipped] = []

    def add(self, claim: Claim, *, from_baseline: bool) -> None:
        """Check one claim and take it in, or note why it does not act."""
        unit, actor, source = self._sides(claim)
        lo, hi, known = self._days(claim)
        seat = at_seat(claim)
        family, side, other, why = -1, actor, source, why_not(claim)
        if not why:
            family, side, other = family_of(claim, seat, actor, source, self.actors)
            if family < 0:
                why = APPROACH if claim.predicate is Predicate.ADVANCED else NO_SIDE
            elif lo > known:
                why = Note("after_publication", {"day": claim.published})
        if why:
            self.skipped.append(Skipped(claim, why))
            return
        name, origin = self._place(claim) if not seat or family == HOLDOUT else "", self._origin(claim)
        self.claims.append(claim)
        self.rows.append(
            (lo, ALWAYS if from_baseline else known, claim.article, claim.start, claim.end, claim.predicate, origin, name,
             unit, family, side, other, self.places.setdefault((unit, name) if name else (0, ""), len(self.places)),
             min(hi, known), self.codes.setdefault(origin, len(self.codes)), self._weight(claim),
             claim.predicate is Predicate.CAPTURED, _whole(claim), claim.scope in WIDEST, claim.capital, from_baseline,
             self.articles.setdefault(claim.article, len(self.articles)))
        )  # fmt: skip

    def table(self) -> Table:
        """The rows as arrays in canonical order: start of the interval, publication, article, offset, then the rest."""
        order = sorted(range(len(self.rows)), key=self.rows.__getitem__)
        rows = [self.rows[i] for i in order]
        arrays: dict[str, Any] = {
            name: np.array([row[at] for row in rows], dtype=TYPES.get(name, np.int64)) for name, at in COLUMNS.items()
        }
        return Table(
            claims=tuple(self.claims[i] for i in order),
            skipped=tuple(self.skipped),
            origins=tuple(self.codes),
            rank=np.arange(len(order), dtype=np.int64),
            **arrays,
        )

    def _sides(self, claim: Claim) -> tuple[int, int, int]:
        unit = self.units.get(claim.unit, -2)
        actor, source = self.actors.get(claim.actor, -2), self.actors.get(claim.from_actor, -2)
        if unit == -2:
            raise WhoHoldsError(
                f"{_where(claim)}: unit is {claim.unit!r}, which the boundaries do not have; take one of their ids, or none"
            )
        if actor == -2 or source == -2:
            name, value = ("actor", claim.actor) if actor == -2 else ("from_actor", claim.from_actor)
            allowed = ", ".join(str(a) for a in self.actors if a)
            raise WhoHoldsError(
                f"{_where(claim)}: {name} is {value!r}; the case has the actors {allowed}; or leave it out"
            )
        if claim.weight is not None and not 0.0 <= claim.weight <= 1.0:
            raise WhoHoldsError(f"{_where(claim)}: weight is {claim.weight}; allowed is 0 to 1, or none")
        return unit, actor, source

    def _days(self, claim: Claim) -> tuple[int, int, int]:
        """First and last day, and day of publication; a claim without one is known from the last day that it speaks of."""
        if claim.event_from is None:
            return 0, 0, 0
        lo = claim.event_from.toordinal()
        hi = claim.event_to.toordinal() if claim.event_to else lo
        if hi < lo:
            raise WhoHoldsError(
                f"{_where(claim)}: event_to {claim.event_to} lies before event_from {claim.event_from}; exchange them"
            )
        return lo, hi, claim.published.toordinal() if claim.published else hi

    def _weight(self, claim: Claim) -> float:
        key = key_of(claim, self.grades)
        weight = self.known_weights.get(key)
        if weight is None:
            weight = self.known_weights[key] = weigh(claim, self.weights, self.grades).weight
        return weight

    def _origin(self, claim: Claim) -> str:
        """Who said it first; what a reprint says in its own voice was said by the article that it repeats."""
        name = claim.origin or claim.speaker or claim.outlet or claim.article
        if name in self.replaced:
            return self.replaced[name]
        if claim.article in self.replaced and not claim.speaker and not claim.outlet:
            first = self.replaced[claim.article]
            return self.own_voice.get(first, first)
        return name

    def _place(self, claim: Claim) -> str:
        return claim.place_id or (claim.place or "").casefold() or str(claim.part or claim.scope)


def _where(claim: Claim) -> str:
    return f"claim {claim.article}[{claim.start}:{claim.end}]"


def family_of(
    claim: Claim, seat: bool, actor: int, source: int, actors: Mapping[str | None, int]
) -> tuple[int, int, int]:
    """(family, side, other side) of a moving claim; family -1 where it moves nothing."""
    predicate = claim.predicate
    if predicate is Predicate.CAPTURED and actor >= 0:
        return (GAIN if seat else PART), actor, source
    if predicate is Predicate.ADVANCED:
        return -1, actor, source
    if predicate is Predicate.DENIED:
        denier = actors.get(claim.speaker_side, -1)
        return (DENIED, actor, -1 if denier == actor else denier) if seat and actor >= 0 else (-1, actor, -1)
    if predicate is Predicate.WITHDREW or predicate is Predicate.CAPTURED:
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


def why_not(claim: Claim) -> Note | None:
    """Why a claim does not move the map; None where it may."""
    if claim.reason:
        return Note("own", {"reason": claim.reason})
    if claim.modality not in MOVING:
        return Note("said_as", {"modality": claim.modality})
    if claim.unit is None:
        return Note("no_unit")
    if claim.event_from is None:
        return Note("no_day")
    return None
