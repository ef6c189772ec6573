"""Read the sides of a conflict from an actors file, or make them for a country from what the package knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from dashboard.actors import Actors
from dashboard.actors.lexicon import WORLD, Side, countries
from dashboard.actors.names import pieces
from dashboard.model import Actor, WhoHoldsError
from dashboard.tomlfile import TomlTable, read_toml, toml_of

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


def _actors(file: TomlTable, home: str | None = None) -> Actors:
    file.only(_FILE_FIELDS)
    entries = file.tables("actor")
    if not entries:
        raise file.mistake("there is no side. Write one [[actor]] table for each, with id and name.", "actor")
    sides = [_side(entry) for entry in entries]
    _unique(entries, sides)
    return Actors(
        sides,
        country=_country(file) or home,
        demonyms=file.strings("demonyms"),
        country_names=file.strings("country_names"),
        unsided=file.strings("unsided"),
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


def _world_file(code: str) -> TomlTable:
    path = WORLD / f"{code}.toml"
    if path.exists():
        return read_toml(path)
    known = countries()[code]
    people = known.demonyms[0] if known.demonyms else known.names[0]
    unknown = WORLD / "unknown.toml"
    return toml_of(unknown.read_text("utf-8").replace("{people}", people), unknown)


def _side(entry: TomlTable) -> Side:
    entry.only(_ACTOR_FIELDS)
    for key in ("id", "name"):
        if key not in entry.data:
            raise entry.mistake(f'this [[actor]] has no {key}. Add {key} = "...".')
    lists = {key: _names(entry, key) for key in ("aliases", "words", "adjectives", "metonyms")}
    actor = Actor(
        id=_id(entry),
        name=entry.string("name") or "",
        aliases=lists["aliases"],
        words=lists["words"],
        state=entry.flag("state"),
        foreign=entry.flag("foreign"),
        colour=_colour(entry),
        said=entry.string("said"),
        names=entry.translations("names"),
    )
    return Side(actor, lists["adjectives"], lists["metonyms"], _country(entry))


def _id(entry: TomlTable) -> str:
    name = entry.string("id") or ""
    if not _ID.fullmatch(name) or name in _RESERVED:
        say = f"id = {name!r} must be small letters, digits, - and _, and none of: {', '.join(_RESERVED)}."
        raise entry.mistake(say, "id")
    return name


def _colour(entry: TomlTable) -> str | None:
    colour = entry.string("colour")
    if colour is not None and not _COLOUR.fullmatch(colour):
        say = f'colour = {colour!r} must be "#" and six digits 0-9, a-f, such as "#b5402b".'
        raise entry.mistake(say, "colour")
    return colour


def _names(entry: TomlTable, key: str) -> tuple[str, ...]:
    values = entry.strings(key)
    for value in values:
        if not pieces(value)[0]:
            raise entry.mistake(f"{value!r} in {key} has no letter or digit.", key, value)
    return values


def _country(table: TomlTable) -> str | None:
    code = table.string("country")
    if code is not None and code not in countries():
        say = f"country = {code!r} is not known. Give an ISO 3166-1 alpha-2 code in capitals, such as AF."
        raise table.mistake(say, "country")
    return code


def _unique(entries: Sequence[TomlTable], sides: Sequence[Side]) -> None:
    """An id names one side, an alias one side; words may be shared, but not with another side's alias."""
    ids: dict[str, TomlTable] = {}
    owners: dict[tuple[str, ...], tuple[TomlTable, str]] = {}  # folded alias -> whose it is, and how it is spelled
    for entry, side in zip(entries, sides, strict=True):
        if (first := ids.setdefault(side.actor.id, entry)) is not entry:
            say = f"id = {side.actor.id!r} is used twice (first in line {first.line_of('id')}). Each side needs its own id."
            raise entry.mistake(say, "id")
        for alias in side.actor.aliases:
            owner, spelled = owners.setdefault(pieces(alias)[0], (entry, alias))
            if owner is not entry:
                raise _used_twice(entry, "aliases", alias, owner, spelled)
    for entry, side in zip(entries, sides, strict=True):
        for word in side.actor.words:
            owner, spelled = owners.get(pieces(word)[0], (entry, word))
            if owner is not entry:
                raise _used_twice(entry, "words", word, owner, spelled)


def _used_twice(entry: TomlTable, key: str, name: str, owner: TomlTable, spelled: str) -> WhoHoldsError:
    line, first, second = owner.line_of("aliases", spelled), owner.data["name"], entry.data["name"]
    say = (
        f"{name!r} in {key} of {second!r} is already an alias of {first!r} (line {line}). "
        "A name may belong to one side only: take it out of one of the two; "
        "a description that several sides share goes into `words` of each."
    )
    return entry.mistake(say, key, name)
