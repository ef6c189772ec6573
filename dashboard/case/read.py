"""case.toml -> Case; a mistake is an error that names file, line, field, value and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
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
from dashboard.places.gazetteer import Gazetteer, read_places
from dashboard.shipped import shipped
from dashboard.tomlfile import TomlFile, read_toml

FIELDS = (
    "id", "title", "country", "timezone", "boundaries", "places", "actors", "articles", "events", "note", "credits",
    "counts_as_evidence", "regions", "grades", "timeline", "baseline", "translations",
)  # fmt: skip


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
    file.only(file.data, FIELDS)
    units = read_units(_path(file, "boundaries"))
    actors = read_actors(_path(file, "actors"))
    regions = _regions(file, units)
    gazetteer = read_places(_path(file, "places"), units, regions)
    country = file.string(file.data, "country")
    coded = _coded(units, gazetteer, actors)
    articles, claims = _texts(file, country, coded)
    start, end = _timeline(file)
    return Case(
        id=file.string(file.data, "id") or folder.resolve().name,
        title=_needed(file, "title"),
        country=country,
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
        note=file.string(file.data, "note", units.note) or "",
        credits=file.strings(file.data, "credits") or (units.credit,),
        translations=read_translations(file),
        regions=regions,
        counts_as_evidence=file.flag(file.data, "counts_as_evidence"),
        grades=_grades(file),
    )


def _needed(file: TomlFile, key: str) -> str:
    value = file.string(file.data, key)
    if value is None:
        raise file.mistake(f"{key} is missing. Every case has: title, boundaries, places, actors.")
    return value


def _path(file: TomlFile, key: str) -> Path:
    name = _needed(file, key)
    path = file.path.parent / name
    if not path.exists():
        raise file.mistake(f"{key} = {name!r}: there is no such file or folder ({path}).", key)
    return path


def _timezone(file: TomlFile) -> str:
    name = file.string(file.data, "timezone", "UTC") or "UTC"
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError):
        raise file.mistake(
            f"timezone = {name!r} is not known. Write an IANA name, such as Africa/Nairobi.", "timezone"
        ) from None


Coded = Callable[[Path], tuple[tuple[Article, ...], tuple[Claim, ...]]]


def _texts(file: TomlFile, country: str | None, coded: Coded) -> tuple[tuple[Article, ...], tuple[Claim, ...]]:
    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    if "articles" in file.data:
        articles = read_articles(_path(file, "articles"), country=country, timezone=_timezone(file))
    if "events" in file.data:
        texts, claims = coded(_path(file, "events"))
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


def _regions(file: TomlFile, units: Units) -> Mapping[str, tuple[str, ...]]:
    table = file.data.get("regions", {})
    regions = {name: file.strings(table, name, table="regions") for name in table}
    for name, members in regions.items():
        for unit in members:
            if unit not in units.by_id:
                say = f"{name}: there is no unit {unit!r}. Allowed are the ids of the boundaries: {', '.join(units.ids[:40])}."
                raise file.mistake(say, name, unit, table="regions")
    return MappingProxyType(regions)


def _grades(file: TomlFile) -> Mapping[str, str]:
    table = file.data.get("grades", {})
    for source, grade in table.items():
        if not isinstance(grade, str) or not re.fullmatch(r"[A-F][1-6]?", grade):
            say = f"{source} = {grade!r} must be an Admiralty grade: a letter A-F, and a figure 1-6 if you like (B2)."
            raise file.mistake(say, source, table="grades")
    return MappingProxyType(dict(table))


def _timeline(file: TomlFile) -> tuple[date | None, date | None]:
    table = file.data.get("timeline", {})
    file.only(table, ("start", "end"), table="timeline")
    for key, value in table.items():
        if not isinstance(value, date):
            raise file.mistake(
                f"{key} = {value!r} must be a day, such as 2021-08-01 (no quotation marks).", key, table="timeline"
            )
    start, end = table.get("start"), table.get("end")
    if start and end and end < start:
        raise file.mistake(f"end = {end} is before start = {start}.", "end", table="timeline")
    return start, end


def _baseline(file: TomlFile, coded: Coded) -> tuple[Claim, ...]:
    """Who held what before the first report: only with a cited source, from an events file."""
    table = file.data.get("baseline")
    if table is None:
        return ()
    file.only(table, ("events", "source"), table="baseline")
    if not file.string(table, "source", table="baseline"):
        raise file.mistake("source is missing: a baseline needs a cited source.", table="baseline")
    name = file.string(table, "events", table="baseline") or ""
    return coded(file.path.parent / name)[1]
