"""What was read: claims, aggregates, drops, and the reading that holds them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from dashboard.model.words import Basis, Interest, Modality, Part, Precision, Predicate, Resolution, Scope, SpeakerRole


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
