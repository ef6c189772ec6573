"""What control answers with, beside the types of the model: layers, totals, checks, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dashboard.model import Aggregate, Claim, Extent, Kind, Note, Status

Bytes = NDArray[np.uint8]
KINDS = (Kind.NO_REPORT, Kind.HELD, Kind.CLAIMED, Kind.CONTESTED, Kind.DISPUTED)  # the codes of Layers.kind
EXTENTS = (Extent.NONE, Extent.WHOLE, Extent.CAPITAL, Extent.PARTS, Extent.REGIONAL)  # the codes of Layers.extent


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """The map of every day as small arrays of shape (units, days): the painter needs nothing else.

    kind: 0 no report, 1 held, 2 claimed, 3 contested, 4 disputed. side, rival: 0 none, else 1 + index of the actor.
    extent: 0 none, 1 whole, 2 capital, 3 parts, 4 regional. age: 0 fresh to 3 old. pending: an interval in which a
    change may have happened is still open. baseline: the status rests on the baseline alone, not on an article.
    """

    kind: Bytes
    side: Bytes
    rival: Bytes
    extent: Bytes
    age: Bytes
    pending: NDArray[np.bool_]
    baseline: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How many units show what on a day; `parts` lists (actor, kind, number) in the order of a sentence."""

    day: date
    known_at: date
    units: int
    counts: Mapping[tuple[str | None, Kind], int]
    parts: tuple[tuple[str | None, Kind, int], ...]

    def of(self, kind: Kind, actor: str | None = None) -> int:
        """The number of units of a kind, for one actor or (None) for all."""
        return sum(n for (who, what), n in self.counts.items() if what is kind and actor in (None, who))


@dataclass(frozen=True, slots=True, kw_only=True)
class CountCheck:
    """A stated count against the map: expected number with its spread, and what follows from the difference."""

    aggregate: Aggregate
    day: date
    comparable: bool  # False: the count is of something that the map does not count (districts, a share of land)
    stated: int | None
    placed: int  # units that the map shows as held or claimed by the actor on that day
    expected: float  # sum of the probabilities
    spread: float  # standard deviation (Poisson-binomial)
    z: float  # (stated - expected) / spread, signed, 0 where the comparison is met
    fits: bool
    probability: float  # chance of a number as far off as the stated one, if the probabilities were right
    units: tuple[str, ...] = ()  # those placed
    note: Note | None = None  # what the count is counted in, or why it is not compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something an analyst should look at: what it is, where, when, and the claims behind it."""

    kind: str  # contradiction | count | one_origin | one_side | stale | unplaced | one_way | region
    unit: str | None
    day: date | None
    note: Note
    claims: tuple[str, ...] = ()
    actor: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A stretch of days on which one claim changed the probability of its side in a unit."""

    unit: str
    first: date
    last: date
    largest: float  # the largest change of probability on one of these days
    without: Kind  # what the unit would show on the last day without the claim
    shown: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A unit that two controls show differently on a day."""

    unit: str
    first: Status
    second: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What would change on a day if one source, outlet, origin or side were left out."""

    what: str  # publisher | outlet | speaker | side
    name: str
    claims: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Per source: captures by each side that it reported; a source that reports one side only is one-way."""

    source: str
    gains: Mapping[str, int]  # actor id -> captures of a seat or province that it reported
    recaptures: int  # captures of a unit that another side was reported to hold before
    one_way: bool


@dataclass(frozen=True, slots=True)
class Skipped:
    """A claim that was read and does not move the map, with the reason."""

    claim: Claim
    reason: Note


@dataclass(frozen=True, slots=True)
class Weighed:
    """The weight of one claim, and how it came about."""

    weight: float
    reasons: tuple[Note, ...] = field(default=())
