"""What a case is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from dashboard.actors import Actors
from dashboard.model import Article, Claim
from dashboard.places.boundaries import Units
from dashboard.places.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """What a case says of itself in one more language; what it does not say there is said in the case's own."""

    title: str | None = None
    note: str | None = None  # stands for the note of the case and that of the boundaries
    credits: tuple[str, ...] = ()
    dated: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # article id -> how its day is known


@dataclass(frozen=True, kw_only=True)
class Case:
    """One conflict as data: what its map is drawn on, what its texts are read with, and the texts."""

    id: str
    title: str
    country: str | None
    timezone: str
    folder: Path | None
    units: Units
    gazetteer: Gazetteer
    actors: Actors
    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()  # hand-coded, with an article each that holds their text
    baseline: tuple[Claim, ...] = ()  # who held what before the first report, only from a cited source
    start: date | None = None  # first and last day of the timeline, where the case sets them
    end: date | None = None
    note: str = ""  # about the boundaries
    credits: tuple[str, ...] = ()
    translations: Mapping[str, Translation] = field(default_factory=lambda: MappingProxyType({}))  # by language code
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    counts_as_evidence: bool = False
    grades: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # source -> Admiralty grade
