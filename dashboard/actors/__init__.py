"""The sides of a conflict: who they are and what texts call them.

`read_actors(path)` and `world_actors(country)` give `Actors`; `Actors.scan(text)` finds their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import overload

from dashboard.actors.lexicon import Lexicon, Side, build, countries
from dashboard.actors.names import fold_word
from dashboard.actors.scan import ActorName, Scanner
from dashboard.model import Actor

__all__ = ["ActorName", "Actors", "actors_text", "read_actors", "world_actors"]


class Actors(Sequence[Actor]):
    """The sides of a conflict in the order of their file, with the names that texts use for them."""

    def __init__(
        self,
        sides: Iterable[Side],
        *,
        country: str | None = None,
        demonyms: Iterable[str] = (),
        country_names: Iterable[str] = (),
        unsided: Iterable[str] = (),
    ) -> None:
        self._sides = tuple(sides)
        self._unsided = tuple(unsided)
        self.country = country
        known = countries().get(country or "")
        self.demonyms = tuple(dict.fromkeys((*demonyms, *(known.demonyms if known else ()))))
        self.country_names = tuple(dict.fromkeys((*country_names, *(known.names if known else ()))))
        self.by_id: Mapping[str, Actor] = MappingProxyType({side.actor.id: side.actor for side in self._sides})

    @cached_property
    def _lexicon(self) -> Lexicon:
        return build(
            self._sides,
            home=self.country,
            demonyms=self.demonyms,
            country_names=self.country_names,
            unsided=self._unsided,
        )

    def __len__(self) -> int:
        return len(self._sides)

    @overload
    def __getitem__(self, index: int) -> Actor: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Actor]: ...

    def __getitem__(self, index: int | slice) -> Actor | Sequence[Actor]:
        if isinstance(index, slice):
            return tuple(side.actor for side in self._sides[index])
        return self._sides[index].actor

    def __iter__(self) -> Iterator[Actor]:
        return (side.actor for side in self._sides)

    def scan(self, text: str) -> tuple[ActorName, ...]:
        """The names of sides in a text: longest, from left to right, none overlapping; offsets in code points."""
        return tuple(Scanner(self._lexicon, text).names())

    def side_of(self, wording: str) -> str | None:
        """The id of the side that a wording means ("a Taliban spokesman"), or None where it names none or several.

        Ids and names of sides are understood as well; of several sides named, the first is meant.
        """
        plain = wording.strip()
        for actor in self:
            if fold_word(plain) in (fold_word(actor.id), fold_word(actor.name)):
                return actor.id
        for name in self.scan(plain):
            if name.actor:
                return name.actor
        return self._side_of_voice(plain)

    def _side_of_voice(self, wording: str) -> str | None:
        """The side of "Russian President Vladimir Putin", or of "Armenian" where the country is a side."""
        lexicon = self._lexicon
        scanner = Scanner(lexicon, wording)
        for at in range(len(scanner.keys)):
            for code, to in scanner.countries_at(at):
                of_forces = scanner.has_forces(at)  # "Military Forces of Mali"
                if code in lexicon.nations or (code in lexicon.state_of and (of_forces or scanner.has_voice(to))):
                    return lexicon.state_of[code]
        return None


from dashboard.actors.read import actors_text, read_actors, world_actors  # noqa: E402  (they make Actors)
