"""The words of the project: articles, claims, places, sides, units, statuses and views; frozen, typed, no logic."""

from dashboard.model.claims import Aggregate, Claim, Drop, Reading
from dashboard.model.notes import Note
from dashboard.model.status import Change, Effect, Evidence, Marker, Status, View
from dashboard.model.words import (
    Basis,
    Extent,
    Interest,
    Kind,
    Modality,
    Part,
    Precision,
    Predicate,
    Resolution,
    Scope,
    SpeakerRole,
    WhoHoldsError,
)
from dashboard.model.world import Actor, Article, Place, Unit

__all__ = [
    "Actor",
    "Aggregate",
    "Article",
    "Basis",
    "Change",
    "Claim",
    "Drop",
    "Effect",
    "Evidence",
    "Extent",
    "Interest",
    "Kind",
    "Marker",
    "Modality",
    "Note",
    "Part",
    "Place",
    "Precision",
    "Predicate",
    "Reading",
    "Resolution",
    "Scope",
    "SpeakerRole",
    "Status",
    "Unit",
    "View",
    "WhoHoldsError",
]
