"""Read the sides of a conflict from an actors file, or make them for a country from what the package knows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from dashboard.actors import Actors
from dashboard.actors.lexicon import WORLD, Side, countries
from dashboard.actors.names import pieces
from dashboard.model import Actor, WhoHoldsError
from dashboard.tomlfile import TomlFile, read_toml

_FILE_FIELDS = ("actor", "country", "country_names", "demonyms", "unsided")
_ACTOR_FIELDS = (
    "id", "name", "aliases", "words", "adjectives", "metonyms", "country", "state", "foreign", "colour", "said",
    "names",
)  # fmt: skip
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_RESERVED = ("contested", "unknown")  # names of states that are no side


def read_actors(path: Path) -> Actors:
    """The sides in an actors file (TOML); WhoHoldsError names file, line and value of the first mistake."""
    return _actors(read_toml(path))


def _actors(file: TomlFile, home: str | None = None) -> Actors:
    file.only(file.data, _FILE_FIELDS)
    entries = file.data.get("actor")
    if not isinstance(entries, list) or not entries:
        raise file.mistake("there is no side. Write one [[actor]] table for each, with id and name.", "actor")
    sides = [_side(file, entry, index) for index, entry in enumerate(entries)]
    _unique(file, sides)
    return Actors(
        sides,
        country=_country(file, file.data, "", 0) or home,
        demonyms=file.strings(file.data, "demonyms"),
        country_names=file.strings(file.data, "country_names"),
        unsided=file.strings(file.data, "unsided"),
    )


def world_actors(country: str) -> Actors:
    """The sides of a country's conflict (ISO 3166-1 alpha-2), as news call them.

    Where the package has no file for the country: its government, and rebels of no known name. Raises WhoHoldsError
    for a code that is no country.
    """
    code = country.upper()
    if code not in countries():
        raise WhoHoldsError(f"country {country!r} is not known. Give an ISO 3166-1 alpha-2 code, such as AF or SD.")
    return _actors(_world_file(code), code)


def actors_text(country: str) -> str:
    """The sides of `world_actors(country)` as the text of an actors file, for a person to go on with."""
    world_actors(country)
    file = _world_file(country.upper())
    head = "# The sides of the conflict and the words that texts use for them: a start, to be edited.\n"
    return head + ("" if "country" in file.data else f'country = "{country.upper()}"\n') + file.text


def _world_file(code: str) -> TomlFile:
    path = WORLD / f"{code}.toml"
    if path.exists():
        return read_toml(path)
    known = countries()[code]
    people = known.demonyms[0] if known.demonyms else known.names[0]
    text = (WORLD / "unknown.toml").read_text("utf-8").replace("{people}", people)
    return TomlFile(WORLD / "unknown.toml", text, tomllib.loads(text))


def _side(file: TomlFile, entry: Any, index: int) -> Side:
    if not isinstance(entry, dict):
        raise file.mistake("actor must be written as [[actor]] tables.", "actor")
    where: dict[str, Any] = {"table": "actor", "index": index}
    file.only(entry, _ACTOR_FIELDS, **where)
    for key in ("id", "name"):
        if key not in entry:
            raise file.mistake(f'this [[actor]] has no {key}. Add {key} = "...".', **where)
    name = file.string(entry, "id", **where) or ""
    if not _ID.fullmatch(name) or name in _RESERVED:
        say = f"id = {name!r} must be small letters, digits, - and _, and none of: {', '.join(_RESERVED)}."
        raise file.mistake(say, "id", **where)
    colour = file.string(entry, "colour", **where)
    if colour is not None and not _COLOUR.fullmatch(colour):
        raise file.mistake(
            f'colour = {colour!r} must be "#" and six digits 0-9, a-f, such as "#b5402b".', "colour", **where
        )
    lists = {key: file.strings(entry, key, **where) for key in ("aliases", "words", "adjectives", "metonyms")}
    for key, values in lists.items():
        for value in values:
            if not pieces(value)[0]:
                raise file.mistake(f"{value!r} in {key} has no letter or digit.", key, value, **where)
    actor = Actor(
        id=name,
        name=file.string(entry, "name", **where) or name,
        aliases=lists["aliases"],
        words=lists["words"],
        state=file.flag(entry, "state", **where),
        foreign=file.flag(entry, "foreign", **where),
        colour=colour,
        said=file.string(entry, "said", **where),
        names=file.translations(entry, "names", **where),
    )
    return Side(actor, lists["adjectives"], lists["metonyms"], _country(file, entry, "actor", index))


def _country(file: TomlFile, entry: Any, table: str, index: int) -> str | None:
    code = file.string(entry, "country", table=table, index=index)
    if code is not None and code not in countries():
        say = f"country = {code!r} is not known. Give an ISO 3166-1 alpha-2 code in capitals, such as AF."
        raise file.mistake(say, "country", table=table, index=index)
    return code


def _unique(file: TomlFile, sides: list[Side]) -> None:
    """An id names one side, an alias one side; words may be shared, but not with another side's alias."""
    ids: dict[str, int] = {}
    names: dict[tuple[str, ...], tuple[int, str]] = {}
    for index, side in enumerate(sides):
        if side.actor.id in ids:
            first = file.line_of("id", table="actor", index=ids[side.actor.id])
            say = f"id = {side.actor.id!r} is used twice (first in line {first}). Each side needs its own id."
            raise file.mistake(say, "id", table="actor", index=index)
        ids[side.actor.id] = index
        for alias in side.actor.aliases:
            other = names.setdefault(pieces(alias)[0], (index, alias))
            if other[0] != index:
                raise _used_twice(file, sides, alias, index, other)
    for index, side in enumerate(sides):
        for word in side.actor.words:
            owner = names.get(pieces(word)[0])
            if owner and owner[0] != index:
                raise _used_twice(file, sides, word, index, owner, "words")


def _used_twice(
    file: TomlFile, sides: list[Side], name: str, index: int, other: tuple[int, str], key: str = "aliases"
) -> WhoHoldsError:
    line = file.line_of("aliases", other[1], table="actor", index=other[0])
    first, second = sides[other[0]].actor.name, sides[index].actor.name
    say = (
        f"{name!r} in {key} of {second!r} is already an alias of {first!r} (line {line}). "
        "A name may belong to one side only: take it out of one of the two; "
        "a description that several sides share goes into `words` of each."
    )
    return file.mistake(say, key, name, table="actor", index=index)
