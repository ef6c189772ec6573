"""case.toml -> Case; a mistake is an error that names file, line, field, value and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dashboard.actors import Actors, read_actors
from dashboard.articles import read_articles
from dashboard.case.shape import Case
from dashboard.case.translations import read_translations
from dashboard.events import read_events
from dashboard.model import Article, Claim, Scope, WhoHoldsError
from dashboard.places.boundaries import Units, read_units
from dashboard.places.disputed import read_disputed
from dashboard.places.gazetteer import Gazetteer, read_places
from dashboard.places.population import with_population
from dashboard.shipped import shipped
from dashboard.tomlfile import TomlTable, read_toml

FIELDS = (
    "id", "title", "country", "timezone", "boundaries", "places", "actors", "articles", "events", "note", "credits",
    "population", "disputed", "counts_as_evidence", "regions", "grades", "timeline", "baseline", "translations",
)  # fmt: skip
LONGEST = 36_525  # days of a timeline


def default_case() -> Case:
    """The case that ships: `data/` with the articles in `seeds/`."""
    return read_case(shipped("data"))


def read_case(folder: Path) -> Case:
    """The case in a folder; paths in its case.toml are relative to the folder.

    Raises WhoHoldsError for the first mistake in case.toml or in a file that it names.
    """
    if not folder.is_dir():
        raise WhoHoldsError(
            f"{folder}: there is no such folder. A case is a folder with case.toml; start one with: whoholds case new"
        )
    file = read_toml(folder / "case.toml")
    file.only(FIELDS)
    units = _units(file)
    actors = read_actors(_path(file, "actors"))
    regions = _regions(file.table("regions"), units)
    gazetteer = read_places(_path(file, "places"), units, regions)
    coded = _coded(units, gazetteer, actors)
    articles, claims = _texts(file, coded)
    start, end = _timeline(file.table("timeline"))
    return Case(
        id=file.string("id") or folder.resolve().name,
        title=_needed(file, "title"),
        country=_country(file),
        timezone=_timezone(file),
        folder=folder,
        units=units,
        gazetteer=gazetteer,
        actors=actors,
        articles=articles,
        claims=claims,
        baseline=_baseline(file, coded),
        start=start,
        end=end,
        note=file.string("note", units.note) or "",
        credits=file.strings("credits") or (units.credit,),
        translations=read_translations(file),
        regions=regions,
        counts_as_evidence=file.flag("counts_as_evidence"),
        grades=_grades(file.table("grades")),
    )


def _units(file: TomlTable) -> Units:
    """The boundaries, with the populations and the disputed borders where the case names files of them."""
    units = read_units(_path(file, "boundaries"))
    if "population" in file.data:
        units = with_population(units, _path(file, "population"))
    return replace(units, disputed=read_disputed(_path(file, "disputed"))) if "disputed" in file.data else units


def _needed(table: TomlTable, key: str, say: str = "Every case has: title, boundaries, places, actors.") -> str:
    value = table.string(key)
    if value is None:
        raise table.mistake(f"{key} is missing. {say}")
    return value


def _path(table: TomlTable, key: str) -> Path:
    name = _needed(table, key)
    path = table.path.parent / name
    if not path.exists():
        raise table.mistake(f"{key} = {name!r}: there is no such file or folder ({path}).", key)
    return path


def _country(file: TomlTable) -> str | None:
    code = file.string("country")
    if code is not None and not re.fullmatch(r"[A-Z]{2}", code):
        raise file.mistake(f"country = {code!r} must be an ISO 3166-1 alpha-2 code, such as AF.", "country")
    return code


def _timezone(file: TomlTable) -> str:
    name = file.string("timezone", "UTC") or "UTC"
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):  # the last for a folder of zones, such as Africa
        say = f"timezone = {name!r} is not known. Write an IANA name, such as Africa/Nairobi."
        raise file.mistake(say, "timezone") from None


Coded = Callable[[Path], tuple[tuple[Article, ...], tuple[Claim, ...]]]


def _texts(file: TomlTable, coded: Coded) -> tuple[tuple[Article, ...], tuple[Claim, ...]]:
    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    if "articles" in file.data:
        articles = read_articles(_path(file, "articles"), country=_country(file), timezone=_timezone(file))
    if "events" in file.data:
        texts, claims = coded(_path(file, "events"))
        known = {article.id for article in articles}
        if twice := next((article.id for article in texts if article.id in known), None):
            raise file.mistake(f"events: the id {twice!r} is that of an article too; rename the article.", "events")
        articles += texts
    return articles, claims


def _coded(units: Units, gazetteer: Gazetteer, actors: Actors) -> Coded:
    """How events are read here: names of provinces and sides are understood as in texts."""

    def unit_of(name: str) -> str | None:
        return next((place.unit for place in gazetteer.find(name) if place.scope is Scope.PROVINCE), None)

    def place_of(name: str, unit: str) -> tuple[str, bool] | None:
        near = (place for place in gazetteer.find(name) if place.unit == unit and place.scope is Scope.SETTLEMENT)
        return next(((place.id, place.capital) for place in near), None)

    return partial(
        read_events,
        units=units.ids,
        actors={actor.id: actor.said or actor.name for actor in actors},
        states=[actor.id for actor in actors if actor.state],
        unit_of=unit_of,
        side_of=actors.side_of,
        place_of=place_of,
    )


def _regions(table: TomlTable, units: Units) -> Mapping[str, tuple[str, ...]]:
    regions = {name: table.strings(name) for name in table.data}
    for name, members in regions.items():
        for unit in members:
            if unit not in units.by_id:
                say = f"{name}: there is no unit {unit!r}. Allowed are the ids of the boundaries: {', '.join(units.ids[:40])}."
                raise table.mistake(say, name, unit)
    return MappingProxyType(regions)


def _grades(table: TomlTable) -> Mapping[str, str]:
    for source, grade in table.data.items():
        if not isinstance(grade, str) or not re.fullmatch(r"[A-F][1-6]?", grade):
            say = f"{source} = {grade!r} must be an Admiralty grade: a letter A-F, and a figure 1-6 if you like (B2)."
            raise table.mistake(say, source)
    return MappingProxyType(dict(table.data))


def _timeline(table: TomlTable) -> tuple[date | None, date | None]:
    table.only(("start", "end"))
    start, end = table.day("start"), table.day("end")
    if start and end and end < start:
        raise table.mistake(f"end = {end} is before start = {start}.", "end")
    if start and end and (end - start).days > LONGEST:
        raise table.mistake(f"end = {end} is more than a hundred years after start = {start}.", "end")
    return start, end


def _baseline(file: TomlTable, coded: Coded) -> tuple[Claim, ...]:
    """Who held what before the first report: only with a cited source, from an events file."""
    if "baseline" not in file.data:
        return ()
    table = file.table("baseline")
    table.only(("events", "source"))
    _needed(table, "source", "A baseline needs a cited source.")
    _needed(table, "events", "A baseline needs a table of events.")
    return coded(_path(table, "events"))[1]
