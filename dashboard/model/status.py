"""What follows from it: statuses with their evidence, changes, and the view that is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from dashboard.model.claims import Claim
from dashboard.model.notes import Note
from dashboard.model.words import Extent, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A sign on the map that fills nothing: an approach (arrow) or a hold-out (hollow square)."""

    kind: str  # "approach" | "holdout" | "capital" | "report"
    unit: str
    actor: str | None
    place: str
    point: tuple[float, float] | None
    claims: tuple[str, ...]  # claim ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is known of a unit on a day, as known at a day; `probability` sums to 1 over actors, "contested", "unknown"."""

    unit: str
    day: date
    known_at: date
    kind: Kind
    actor: str | None = None  # holder or claimant; for contested and disputed the likelier side
    rival: str | None = None  # the other side of contested and disputed
    extent: Extent = Extent.NONE
    probability: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    since: date | None = None  # first day of the present kind and actor
    since_uncertain: bool = False  # the change fell some time in an interval that had begun
    last_report: date | None = None  # last day of the situation that a report speaks of
    age: int | None = None  # days from last_report to day
    claims: int = 0
    origins: int = 0
    markers: tuple[Marker, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One line of the ledger: a claim, its weight, and the probability of its own side before and after it."""

    claim: Claim
    day: date
    weight: float
    before: float
    after: float
    supports: bool  # for the status shown (True) or against it (False)
    origin: str
    reasons: tuple[Note, ...] = ()  # how the weight came about, the factors first (value "factor")
    counted: bool = True  # False: read but not counted, with `why_not`
    why_not: Note | None = None
    without: str | None = None  # leave-one-out: the kind and actor that the unit would show without this claim
    event: str | None = None  # reports of one event share it: the id of the first claim among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The status of a unit on a day with the sentences that made it, in the order in which they acted."""

    status: Status
    effects: tuple[Effect, ...] = ()
    not_counted: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A day on which the status of a unit changed."""

    unit: str
    day: date
    before: Status
    after: Status
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is looked at; the URL, the map, the panel and the exports obey it. None means the latest."""

    day: date | None = None
    known_at: date | None = None
    unit: str | None = None
    linked: bool = False  # "as known then": known_at follows the day
    claim: str | None = None
    rule: str = "filter"  # decision rule: filter | latest | two_origins
    points: bool = False  # fill nothing: a point for each report
