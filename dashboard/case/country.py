"""What the package knows of any country, as a case without articles; a new case folder made from it; a case checked."""

from __future__ import annotations

import csv
import json
import tempfile
from functools import lru_cache
from pathlib import Path

from dashboard.actors import actors_text, read_actors, world_actors
from dashboard.articles import unread_files
from dashboard.case.read import read_case
from dashboard.case.shape import Case
from dashboard.model import Article, Place, WhoHoldsError
from dashboard.places.boundaries import Units, world_units
from dashboard.places.disputed import disputed_geojson
from dashboard.places.gazetteer import Gazetteer
from dashboard.places.world_gazetteer import world_places
from dashboard.tomlfile import read_toml

ANYWHERE = Path(__file__).with_name("anywhere.toml")
NEAR = 0.1  # degrees: a border farther from every unit than this is hardly one of theirs
SHEET_FIELDS = ("id", "name", "scope", "unit", "aliases", "lon", "lat", "capital", "population", "district", "source")


@lru_cache(maxsize=16)
def country_case(country: str | None, borders: str = "un") -> Case:
    """Units, places and sides of a country (ISO 3166-1 alpha-2); None: no units or places, the sides most often named.

    `borders` says where disputed areas stand: "un", or "source" (who administers them). Raises WhoHoldsError for a code
    that is no country.
    """
    if country is None:
        return _nowhere()
    units = world_units(country, borders)
    gazetteer = world_places(country, units)
    return Case(
        id=country.lower(),
        title=country,
        country=country,
        timezone="UTC",
        folder=None,
        units=units,
        gazetteer=gazetteer,
        regions=gazetteer.regions,
        actors=world_actors(country),
        note=units.note,
        credits=(units.credit,),
    )


def _nowhere() -> Case:
    return Case(
        id="nowhere",
        title="No country",
        country=None,
        timezone="UTC",
        folder=None,
        units=Units((), {}),
        gazetteer=Gazetteer(()),
        actors=read_actors(ANYWHERE),
    )


def check_case(folder: Path) -> tuple[str, ...]:
    """Remarks on a case that are no errors, in words; raises WhoHoldsError for what is one."""
    case = read_case(folder)
    remarks = [_undated(article) for article in case.articles if article.published is None]
    remarks += _bases(case.articles)
    remarks += [
        f"{unit.id} ({unit.name}) has no capital among the places"
        for unit in case.units
        if not case.gazetteer.capital_of(unit.id)
    ]
    remarks += [
        f"{a.id}: speaks of {a.country}, not of {case.country}; its claims get no unit here"
        for a in case.articles
        if a.country is not None and a.country != case.country
    ]
    remarks += [
        f"disputed border {border.name!r} runs along no unit of the boundaries"
        for border in case.units.disputed
        if not any(case.units.geometry(unit).distance(border.line) < NEAR for unit in case.units.ids)
    ]
    known = {article.id for article in case.articles}
    remarks += [
        f"[translations.{lang}.dated]: there is no article {article!r} here"
        for lang, told in case.translations.items()
        for article in told.dated
        if article not in known
    ]
    remarks += [f"{path}: is not read (only .txt, .html, .pdf and .jsonl are)" for path in _unread(folder)]
    if not case.articles and not case.claims:
        remarks.append("no articles and no hand-coded events yet: every unit is `no report`")
    return tuple(remarks)


def _unread(folder: Path) -> tuple[Path, ...]:
    place = read_toml(folder / "case.toml").data.get("articles")
    path = folder / place if isinstance(place, str) else None
    return unread_files(path) if path and path.is_dir() else ()


def _bases(articles: tuple[Article, ...]) -> list[str]:
    """How dates are known that the texts do not carry; said once for articles that share it."""
    groups: dict[str, list[Article]] = {}
    for article in articles:
        if article.published_basis:
            groups.setdefault(article.published_basis, []).append(article)
    return [
        f"{group[0].id}: published {group[0].published}, {basis}"
        if len(group) == 1
        else f"{len(group)} articles: day of publication {basis}"
        for basis, group in groups.items()
    ]


def _undated(article: Article) -> str:
    return f"{article.id}: no date is known; its claims wait and move nothing (say `published` in articles.toml)"


def new_case(folder: Path, country: str, borders: str = "un") -> None:
    """Write a case folder for a country: boundaries, places, sides, an empty articles folder, case.toml.

    Raises WhoHoldsError where the folder is there and not empty, cannot be written, or the country is not known.
    Nothing is half-written.
    """
    if folder.resolve() == Path.cwd() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise WhoHoldsError(f"{folder}: is there already, and not empty or the folder you are in. Name a new folder.")
    case = country_case(country, borders)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".whoholds.", dir=folder.parent) as room:
            part = Path(room) / folder.name
            _write_case(part, case, actors_text(country))
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
    except OSError as error:
        raise WhoHoldsError(
            f"{folder}: cannot be written ({error.strerror}). Name a folder in another place."
        ) from error


def _write_case(folder: Path, case: Case, actors: str) -> None:
    (folder / "articles").mkdir(parents=True)
    boundaries = json.dumps(case.units.geojson(full=True), ensure_ascii=False)
    (folder / "provinces.geojson").write_text(boundaries, encoding="utf-8")
    if case.units.disputed:
        lines = json.dumps(disputed_geojson(case.units.disputed), ensure_ascii=False)
        (folder / "disputed.geojson").write_text(lines, encoding="utf-8")
    _write_places(folder / "places.csv", case.gazetteer)
    (folder / "actors.toml").write_text(actors, encoding="utf-8")
    (folder / "case.toml").write_text(_case_text(folder.name, case), encoding="utf-8")
    read_case(folder)  # what is written can be read


def _write_places(path: Path, gazetteer: Gazetteer) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, SHEET_FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(_row(place) for place in gazetteer.places.values() if place.unit or place.members)


def _row(place: Place) -> dict[str, object]:
    lon, lat = place.point or ("", "")
    return {
        "id": place.id,
        "name": place.name,
        "scope": place.scope.value,
        "unit": place.unit or "|".join(place.members),
        "aliases": "|".join(place.aliases),
        "lon": lon,
        "lat": lat,
        "capital": "national" if place.national_capital else "yes" if place.capital else "",
        "population": place.population or "",
        "district": place.district or "",
        "source": "world",
    }


def _case_text(name: str, case: Case) -> str:
    return "\n".join(
        [
            "# Paths are relative to this file. Every field is described in docs/cases.md.",
            f"id = {json.dumps(name)}",
            f"title = {json.dumps(name.replace('-', ' ').title())}",
            f"country = {json.dumps(case.country)}",
            f"timezone = {json.dumps(case.timezone)}",
            'boundaries = "provinces.geojson"',
            *(['disputed = "disputed.geojson"'] if case.units.disputed else []),
            'places = "places.csv"',
            'actors = "actors.toml"',
            'articles = "articles"',
            f"note = {json.dumps(case.note, ensure_ascii=False)}" if case.note else "",
            f"credits = {json.dumps(list(case.credits), ensure_ascii=False)}",
            "",
            "# Which units a text means by a part of the country:",
            "[regions]" if case.regions else "# [regions]",
            *(f"{name} = {json.dumps(list(members))}" for name, members in case.regions.items()),
            "" if case.regions else '# north = ["..."]',
        ]
    )
