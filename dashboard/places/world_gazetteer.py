"""The gazetteer of any country: its units, towns compiled by hand for countries in conflict, and GeoNames where installed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from dashboard.model import Place, Scope
from dashboard.places import atlas
from dashboard.places.boundaries import Units, world_units
from dashboard.places.folding import fold, plain, words
from dashboard.places.gazetteer import SURE, Gazetteer
from dashboard.places.geonames import Town, national_capitals, towns_of
from dashboard.places.table import places_of_text

_TOWNS = atlas.WORLD / "towns"
# alternate names of GeoNames that are names in Latin letters: capitalised, no airport codes, no transliterated scripts
_LATIN_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[ '’‘`-][^\W\d_]+)*")
_MANY_NAMES = 5_000  # inhabitants from which a town's alternate spellings are used
_LAST_LATIN = 0x24F
_SHORT = 4  # letters below which the name of a small town is more often another word


@lru_cache(maxsize=8)
def world_places(country: str, units: Units) -> Gazetteer:
    """The gazetteer of a country for these units.

    Places carry the unit that the hand-compiled table states, else the unit that covers their point. Where the units are
    not those of the package, a place is put where its point lies, and in no unit where it has none.
    """
    hand = [_fitted(place, units) for place in hand_places(country)]
    towns = [place for place in hand if place.scope is not Scope.PROVINCE]
    spellings = {place.unit: place.aliases for place in hand if place.scope is Scope.PROVINCE}
    provinces = _provinces(country, units, spellings, towns)
    return Gazetteer([*provinces, *_with_geonames(country, units, towns)], hand_regions(country, units))


def hand_regions(country: str, units: Units) -> dict[str, tuple[str, ...]]:
    """What news means by a part of the country: "north" -> unit ids; only units that are here, and no empty part."""
    table = tomllib.loads((atlas.WORLD / "regions.toml").read_text(encoding="utf-8")).get(country, {})
    parts = {part: tuple(unit for unit in members if unit in units.by_id) for part, members in table.items()}
    return {part: members for part, members in parts.items() if members}


def hand_places(country: str) -> tuple[Place, ...]:
    """The hand-compiled places of a country, with the ids of the package's units; none where there is no table."""
    table = _TOWNS / f"{country}.csv"
    if not table.exists():
        return ()
    return places_of_text(table.read_text(encoding="utf-8"), table.name, world_units(country))


def _fitted(place: Place, units: Units) -> Place:
    if place.members:
        members = tuple(unit for unit in place.members if unit in units.by_id)
        return replace(place, members=members)
    if place.unit in units.by_id:
        return place
    return replace(place, unit=units.nearest(*place.point) if place.point else None)


def _provinces(
    country: str, units: Units, spellings: Mapping[str | None, tuple[str, ...]], towns: Iterable[Place]
) -> list[Place]:
    known = country in atlas.countries()
    others = atlas.alternates(country) if known else {}
    names = {fold(unit.name): unit.id for unit in units}
    in_unit: dict[str | None, set[str]] = {}
    for town in towns:
        in_unit.setdefault(town.unit, set()).update(fold(name) for name in (town.name, *town.aliases))
    places = []
    for unit in units:
        listed = spellings.get(unit.id, ())
        # the source sometimes gives a province the name of its capital or of another province, which then would mean both
        own = {fold(name) for name in (unit.name, *listed)}
        taken = in_unit.get(unit.id, set()) - own
        taken |= {key for key, other in names.items() if other != unit.id} - {fold(name) for name in listed}
        extra = [name for name in others.get(unit.id, ()) if _usable(name) and fold(name) not in taken]
        aliases = dict.fromkeys([*listed, *extra, *unit.names.values()])
        aliases.pop(unit.name, None)
        places.append(
            Place(
                id=unit.id,
                name=unit.name,
                scope=Scope.PROVINCE,
                unit=unit.id,
                aliases=tuple(alias for alias in aliases if alias),
                point=unit.label_point,
                population=unit.population,
            )
        )
    return places


def _with_geonames(country: str, units: Units, hand: list[Place]) -> list[Place]:
    """The hand-compiled towns, completed, and the others; a namesake of a hand-compiled town is left out.

    War news that says Pisky means the Pisky of the front, and the table has the places that such news names.
    """
    listed: dict[tuple[str | None, str], int] = {}
    taken: set[str] = set()
    places = list(hand)
    for number, place in enumerate(hand):
        if place.scope is Scope.SETTLEMENT:
            for name in (place.name, *place.aliases):
                listed.setdefault((place.unit, fold(name)), number)
                taken.add(fold(name))
    national = fold(national_capitals().get(country, ""))
    marked = any(place.national_capital for place in hand)
    for town in towns_of(country):
        unit = units.nearest(town.lon, town.lat)
        known = listed.get((unit, fold(town.name)))
        if known is not None:
            places[known] = _completed(places[known], town, taken)
        elif unit is not None and fold(town.name) not in taken and _usable(town.name, town.population):
            capital = not marked and fold(town.name) == national
            marked = marked or capital
            places.append(_place(town, unit, taken, capital))
    return places


def _completed(place: Place, town: Town, taken: set[str]) -> Place:
    point = place.point or (town.lon, town.lat)
    population = place.population or town.population
    names = dict.fromkeys([*place.aliases, *_spellings(town, taken)])
    names.pop(place.name, None)
    return replace(place, point=point, population=population, aliases=tuple(names))


def _place(town: Town, unit: str, taken: set[str], national: bool) -> Place:
    return Place(
        id=f"geonames:{town.id}",
        name=town.name,
        scope=Scope.SETTLEMENT,
        unit=unit,
        aliases=_spellings(town, taken),
        point=(town.lon, town.lat),
        national_capital=national,
        population=town.population,
    )


def _spellings(town: Town, taken: set[str]) -> tuple[str, ...]:
    """Other spellings of a town of some size, but no shorter name ("Sadr") and none that is another listed town's."""
    if (town.population or 0) < _MANY_NAMES:
        return ()
    parts = len(words(town.name))
    return tuple(
        name
        for name in town.names
        if name != town.name
        and len(words(name)) >= parts
        and fold(name) not in taken
        and _usable(name, town.population)
    )


def _usable(name: str, population: int | None = None) -> bool:
    if not _LATIN_NAME.fullmatch(name) or (name.isupper() and len(name) < 5):
        return False
    if (
        any(ord(letter) > _LAST_LATIN for letter in name)
        or plain(name) in _common_words()
        or fold(name) in _sound_alikes()
    ):
        return False
    return len(plain(name)) >= _SHORT or (population or 0) > 50_000


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    lines = (atlas.WORLD / "common_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def _sound_alikes() -> frozenset[str]:
    return frozenset(fold(word) for word in _common_words() if len(word) >= SURE)
