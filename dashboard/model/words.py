"""The closed word lists of the project, and the one kind of error that is a mistake in the input."""

from __future__ import annotations

from enum import StrEnum


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
