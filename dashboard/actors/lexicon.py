"""What the words of a conflict mean: the names of its sides, and the general words that lengthen them (data)."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.actors.names import (
    ADJECTIVE,
    ALIAS,
    COUNTRY,
    DEMONYM,
    METONYM,
    UNSIDED,
    WORD,
    Entry,
    Node,
    add_name,
    fold_word,
    pieces,
    tree_of,
)
from dashboard.model import Actor

WORLD = Path(__file__).parent / "world"
# where one phrase has several meanings, the first of these kinds is meant
_ORDER = (ALIAS, WORD, ADJECTIVE, METONYM, DEMONYM, COUNTRY, UNSIDED)


@dataclass(frozen=True, slots=True)
class Country:
    """A country's code (ISO 3166-1 alpha-2), and how news call it, its people and its seat of government."""

    code: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """An actor with the parts of its entry that only the scanner needs."""

    actor: Actor
    adjectives: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True, kw_only=True)
class General:
    """The words that lengthen, join or bar a name in any conflict, as the scanner looks them up."""

    force_nouns: Node
    modifiers: Node
    state_nouns: Node
    voices: Node
    contexts: frozenset[str]
    supporting: frozenset[str]
    owners: frozenset[str]
    openers: frozenset[str]  # words that begin a name whatever follows
    place_words: frozenset[str]
    not_before: frozenset[str]
    not_before_words: frozenset[tuple[str, ...]]
    plain: frozenset[str]
    links: frozenset[str]
    link_starts: frozenset[str]
    titles: frozenset[str]
    acts: frozenset[str]
    bodies: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Lexicon(General):
    """Every phrase of a conflict in one tree, beside the general words."""

    root: Node
    sides: tuple[str, ...]
    foreign: frozenset[str]
    home: str | None  # code of the conflict's own country
    state_of: Mapping[str, str]  # country code -> actor id
    nations: frozenset[str]  # countries whose people stand for the side: "the Russians"


@cache
def countries() -> Mapping[str, Country]:
    """Every country by its ISO 3166-1 alpha-2 code (and SU for the Soviet Union, which texts still name)."""
    with (WORLD / "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            Country(
                row["code"], *(tuple(filter(None, row[key].split("|"))) for key in ("names", "demonyms", "capitals"))
            )
            for row in csv.DictReader(file)
        ]
    return {row.code: row for row in rows}


@cache
def _word_lists() -> Mapping[str, tuple[str, ...]]:
    """The general word lists of `world/generic.toml`."""
    return {key: tuple(words) for key, words in tomllib.loads((WORLD / "generic.toml").read_text("utf-8")).items()}


@cache
def general() -> General:
    """The word lists of `world/generic.toml`, laid out for the scanner."""
    lists = _word_lists()
    return General(
        force_nouns=tree_of(lists["force_nouns"]),
        modifiers=tree_of(lists["modifiers"]),
        state_nouns=tree_of(lists["state_nouns"]),
        voices=tree_of(lists["voices"]),
        contexts=frozenset(lists["adjective_contexts"]),
        supporting=frozenset(lists["supporting"]),
        owners=frozenset(lists["owners"]),
        openers=frozenset(("anti", "pro", *lists["owners"])),
        place_words=frozenset(lists["place_prepositions"] + lists["place_adjectives"]),
        not_before=frozenset(lists["not_before"]),
        not_before_words=frozenset(pieces(phrase)[0] for phrase in lists["not_before_words"]),
        plain=frozenset(lists["plain_words"]),
        links=frozenset(lists["links"]),
        link_starts=frozenset(link.split()[0] for link in lists["links"]),
        titles=frozenset(lists["titles"]),
        acts=frozenset(lists["metonym_acts"]),
        bodies=frozenset(lists["bodies"]),
    )


def build(
    sides: Sequence[Side],
    *,
    home: str | None,
    demonyms: Iterable[str] = (),
    country_names: Iterable[str] = (),
    unsided: Iterable[str] = (),
) -> Lexicon:
    """The lexicon of a conflict whose own country is `home`, with further adjectives and names of that country."""
    root = Node()
    _add_countries(root, sides, home, tuple(demonyms), tuple(country_names))
    _add_sides(root, sides)
    for phrase in (*_word_lists()["unsided"], *unsided):
        add_name(root, phrase, Entry(UNSIDED))
    for word in general().openers:
        root.next.setdefault(word, Node())
    _settle(root)
    states = _states(sides, home)
    return Lexicon(
        root=root,
        sides=tuple(side.actor.id for side in sides),
        foreign=frozenset(side.actor.id for side in sides if side.actor.foreign),
        home=home,
        state_of=states,
        nations=frozenset(code for code, actor in states.items() if code != home or _is_nation(sides, actor, code)),
        **vars(general()),
    )


def _states(sides: Sequence[Side], home: str | None) -> dict[str, str]:
    """Country code -> the side that is its state: the first that says so, at home the first state without a country."""
    states = {side.country: side.actor.id for side in reversed(sides) if side.country}
    state = next((side.actor.id for side in sides if side.actor.state and not side.country), None)
    if home and state:
        states.setdefault(home, state)
    return states


def _is_nation(sides: Sequence[Side], actor: str, code: str) -> bool:
    """Whether the side of a country is called by the country's name, as in a war between states."""
    names = {fold_word(name) for name in countries()[code].names} if code in countries() else set()
    return any(fold_word(name) in names for side in sides if side.actor.id == actor for name in side.metonyms)


def _add_countries(
    root: Node, sides: Sequence[Side], home: str | None, demonyms: tuple[str, ...], names: tuple[str, ...]
) -> None:
    for code, country in countries().items():
        for demonym in country.demonyms:
            add_name(root, demonym, Entry(DEMONYM, spelled=pieces(demonym)[1], country=code))
        for name in country.names:
            add_name(root, name, Entry(COUNTRY, spelled=pieces(name)[1], country=code))
    for demonym in demonyms:
        add_name(root, demonym, Entry(DEMONYM, spelled=pieces(demonym)[1], country=home))
    for name in names:
        add_name(root, name, Entry(COUNTRY, spelled=pieces(name)[1], country=home))
    for name in ("the country", "the nation"):
        add_name(root, name, Entry(COUNTRY, country=home))
    for side in sides:
        owner = side.country or (home if side.actor.state else None)
        known = countries().get(owner or "")
        own = known.names if known else ()
        abroad = known if side.country and side.actor.foreign else None
        for name in (*side.metonyms, *(abroad.names + abroad.capitals if abroad else ())):
            kind = COUNTRY if name in own else METONYM
            add_name(root, name, Entry(kind, (side.actor.id,), spelled=pieces(name)[1], country=owner))


def _add_sides(root: Node, sides: Sequence[Side]) -> None:
    for side in sides:
        one = (side.actor.id,)
        for name in side.actor.aliases:
            add_name(root, name, Entry(ALIAS, one, spelled=pieces(name)[1]))
        for name in side.adjectives:
            add_name(root, name, Entry(ADJECTIVE, one, spelled=pieces(name)[1]))
        for name in side.actor.words:
            add_name(root, name, Entry(WORD, one))


def _settle(node: Node) -> None:
    """Leave one entry of each kind at each phrase, with every side that shares it, in the order of kinds."""
    stack = [node]
    while stack:
        here = stack.pop()
        stack.extend(here.next.values())
        settled = []
        for kind in _ORDER:
            same = [entry for entry in here.entries if entry.kind == kind]
            actors = tuple(dict.fromkeys(actor for entry in same for actor in entry.actors))
            country = next((entry.country for entry in reversed(same) if entry.country), None)
            spellings = dict.fromkeys(entry.spelled for entry in same)  # "ISIS" and "Isis" are both allowed
            settled += [Entry(kind, actors, spelled, country) for spelled in spellings]
        here.entries = settled
