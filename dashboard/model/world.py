"""Articles, and what they speak of: units, places, sides."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from dashboard.model.words import Scope

NOTHING: Mapping[str, str] = MappingProxyType({})


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
    population_year: int | None = None
    population_source: str | None = None  # whose count or estimate the population is


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
    names: Mapping[str, str] = field(default_factory=lambda: NOTHING)  # language code -> name in that language

    def called(self, lang: str) -> str:
        """The name in a language, else the name as such."""
        return self.names.get(lang, self.name)
