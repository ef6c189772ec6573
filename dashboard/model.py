"""The words of the project: articles, claims, places, actors, units, statuses and views (frozen, typed, no logic of ours)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

NOTHING: Mapping[str, str] = MappingProxyType({})


class WhoHoldsError(Exception):
    """A mistake in the input: the message names the file, the field, the value and what is allowed (exit code 2)."""


class Predicate(StrEnum):
    """What a sentence says of a place."""

    CAPTURED = "captured"
    HOLDS = "holds"
    CONTESTED = "contested"
    ADVANCED = "advanced"
    WITHDREW = "withdrew"
    DENIED = "denied"


class Modality(StrEnum):
    """How a sentence says it; only the first three move the map."""

    ASSERTED = "asserted"
    ATTRIBUTED = "attributed"
    DENIED = "denied"
    FORECAST = "forecast"
    CONDITIONAL = "conditional"
    INTENDED = "intended"
    FAILED = "failed"
    NEGATED = "negated"
    HISTORIC = "historic"
    QUESTION = "question"

    @property
    def moves(self) -> bool:
        """Whether a claim said so moves the map."""
        return self in (Modality.ASSERTED, Modality.ATTRIBUTED, Modality.DENIED)


class Scope(StrEnum):
    """How large the place is that a claim names."""

    POINT = "point"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    PROVINCE = "province"
    REGION = "region"
    COUNTRY = "country"


class Part(StrEnum):
    """Which part of the place a claim speaks of."""

    ALL = "all"
    MOST = "most"
    PARTS = "parts"
    CENTRE = "centre"
    OUTSKIRTS = "outskirts"


class Resolution(StrEnum):
    """How the wording of a place was resolved to a unit."""

    EXACT = "exact"
    ALIAS = "alias"
    CONTEXT = "context"
    ANAPHORA = "anaphora"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


class Precision(StrEnum):
    """How precisely a text dates an event."""

    DAY = "day"
    FEW_DAYS = "few_days"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What the date of an event rests on."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    TENSE = "tense"
    LEDE = "lede"
    NONE = "none"


class Interest(StrEnum):
    """Whether the speaker's side gains by what is said."""

    AGAINST = "against"
    FOR = "for"
    NEUTRAL = "neutral"


class SpeakerRole(StrEnum):
    """Who speaks: the first part of a source's weight."""

    NONE = "none"  # the article itself says it
    OUTLET = "outlet"  # another outlet that the text cites
    WITNESS = "witness"  # residents, journalists on the spot
    OFFICIAL = "official"  # a local or national official, lawmaker, police
    BELLIGERENT = "belligerent"  # spokesman or fighter of a side
    MONITOR = "monitor"  # UN, NGO, observatory
    ANALYST = "analyst"
    ANONYMOUS = "anonymous"


class Kind(StrEnum):
    """The five statuses, never merged."""

    NO_REPORT = "no_report"
    HELD = "held"
    CLAIMED = "claimed"
    CONTESTED = "contested"
    DISPUTED = "disputed"


class Extent(StrEnum):
    """How far a status reaches inside its unit."""

    NONE = "none"
    WHOLE = "whole"
    CAPITAL = "capital"
    PARTS = "parts"
    REGIONAL = "regional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text as published; offsets everywhere count code points of `text`."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None  # the day in the case's timezone; None waits in the inbox and moves nothing
    published_basis: str | None = None  # how the date is known, where the text does not carry it
    country: str | None = None  # ISO 3166-1 alpha-2
    path: str | None = None
    graded: str | None = None  # Admiralty reliability A-F, where the analyst gave one

    @property
    def digest(self) -> str:
        """SHA-256 of the text, the identity of what was read."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A first-level division: id is its ISO 3166-2 code, point is (longitude, latitude) in EPSG:4326."""

    id: str
    name: str
    names: Mapping[str, str] = field(default_factory=lambda: NOTHING)  # language code -> local name
    capital: str | None = None
    capital_point: tuple[float, float] | None = None
    label_point: tuple[float, float] | None = None  # a point inside, for labels
    area_km2: float = 0.0
    population: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place of the gazetteer; `unit` is the unit it lies in, or None for a region or the country."""

    id: str
    name: str
    scope: Scope
    unit: str | None
    aliases: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    capital: bool = False  # seat of government of its unit
    national_capital: bool = False
    population: int | None = None
    district: str | None = None  # id of the district it lies in or is the centre of
    members: tuple[str, ...] = ()  # units of a region


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A side of the conflict and the words that texts use for it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()  # proper names: "the Taliban", "Islamic Emirate"
    words: tuple[str, ...] = ()  # descriptions: "the militants", "government forces"
    state: bool = False  # the recognised government or its forces
    foreign: bool = False
    colour: str | None = None  # "#rrggbb"; None takes the next colour of the palette
    said: str | None = None  # as it stands in a sentence: "the Taliban"; None says the name


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of control: `quote == article.text[start:end]`, with place, actor, interval, speaker and rule."""

    article: str
    start: int
    end: int
    quote: str
    predicate: Predicate
    modality: Modality
    detail: str | None = None  # recaptured, surrendered, without a fight, besieged, entered, repelled, hold-out ...
    place: str | None = None  # the wording
    place_id: str | None = None
    unit: str | None = None  # ISO 3166-2
    scope: Scope | None = None
    part: Part | None = None
    resolution: Resolution = Resolution.NONE
    candidates: tuple[str, ...] = ()  # place ids, where ambiguous
    capital: bool = False  # the place is the unit's seat of government
    actor: str | None = None  # actor id; None where the text names no known side
    actor_text: str | None = None  # the wording
    from_actor: str | None = None
    from_actor_text: str | None = None
    event_from: date | None = None
    event_to: date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: Basis = Basis.NONE
    time_text: str | None = None
    speaker: str | None = None
    speaker_role: SpeakerRole = SpeakerRole.NONE
    speaker_side: str | None = None  # actor id
    outlet: str | None = None
    origin: str = ""  # who said it first: the key that corroboration counts
    interest: Interest = Interest.NEUTRAL
    unconfirmed: bool = False  # "could not be independently verified": halves the weight
    position: str = "body"  # title, lede, body, caption, background
    published: date | None = None  # of the article, so that claims stand alone on the second clock
    publisher: str | None = None
    sentence_start: int = 0
    sentence_end: int = 0
    rule: str = ""  # id of the rule that fired
    engine: str = ""  # name and version: "rules/0.1.0", "hand/1", "chat:<model>"
    reason: str | None = None  # why it does not move the map, in words
    weight: float | None = None  # a hand-set weight 0..1 of an imported claim; None lets the table decide
    grade: str | None = None  # Admiralty grade of an imported claim, such as "B2"

    @property
    def id(self) -> str:
        """A short stable name: hash of article, span, predicate, place and actor."""
        key = "\x1f".join(
            str(x)
            for x in (
                self.article,
                self.start,
                self.end,
                self.predicate,
                self.unit or self.place,
                self.actor,
                self.modality,
            )
        )
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @property
    def moves(self) -> bool:
        """Whether the claim may move the map: a moving modality, a unit and a day."""
        return self.modality.moves and self.unit is not None and self.event_from is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """A count ("about 20 of 34 provinces") or a region ("the whole north"): a check first, weak evidence second."""

    article: str
    start: int
    end: int
    quote: str
    kind: str  # "count" | "region"
    modality: Modality
    actor: str | None = None
    actor_text: str | None = None
    value: int | None = None
    of: int | None = None
    of_kind: str | None = None  # province, capital, district, city, country share ...
    comparison: str | None = None  # about, more than, at least, almost
    region: str | None = None  # "north", "south, west, north"
    event_from: date | None = None
    event_to: date | None = None
    precision: Precision = Precision.UNKNOWN
    speaker: str | None = None
    outlet: str | None = None
    origin: str = ""
    published: date | None = None
    rule: str = ""
    engine: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A phrase that looked like a claim and is none, with the rule that says why."""

    article: str
    start: int
    end: int
    quote: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read in one article, in order of offsets."""

    article: str
    claims: tuple[Claim, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    drops: tuple[Drop, ...] = ()


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
    reasons: tuple[str, ...] = ()  # how the weight came about: "role official .95", "interest against x 1.0"
    counted: bool = True  # False: read but not counted, with `why_not`
    why_not: str | None = None
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
