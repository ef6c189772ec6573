"""The gazetteer: names found in a text, by any known spelling, with all the places that they may mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from dashboard.model import Place, Scope
from dashboard.places.boundaries import Units
from dashboard.places.folding import (
    ARTICLES,
    PARTICLES,
    attached,
    heavy,
    heavy_key,
    join,
    light_key,
    plain,
    words,
)
from dashboard.places.table import read_table

# a word that starts with no lower-case Latin letter; what other scripts call lower case is sorted out in the loop
_CAPITAL_WORD = re.compile(r"(?<![^\W_])[^\W_a-zß-öø-ÿ][^\W_]*(?:[\u0300-\u036f]+[^\W_]*)*")
# what may stand between the words of one name, and the next word; a possessive ends the name
_NEXT = re.compile(
    r"([ \u00a0]{1,2}|[ \u00a0]?\r?\n|[-\u2010-\u2013]|['’‘`ʼʻ](?![sS](?![^\W_])))([^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*)"
)
_ARTICLE_BEFORE = re.compile(r"(?<![^\W_])([A-Za-z]{2,3})([-\u2010-\u2013 ’'])$")
LONGEST = 7  # words of a name, particles included
SURE = 6  # letters of a heavy key from which a spelling that nobody listed is still accepted


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: `text[start:end] == wording`; candidates are ordered by prominence; exact: spelled as its own name."""

    start: int
    end: int
    wording: str
    candidates: tuple[Place, ...]
    exact: bool


def prominence(place: Place) -> tuple[int, int, str]:
    """Sort key: capitals, then units, then towns by population, then districts, regions, facilities."""
    rank = {Scope.PROVINCE: 1, Scope.SETTLEMENT: 2, Scope.DISTRICT: 3, Scope.REGION: 4, Scope.POINT: 5}
    return 0 if place.capital else rank.get(place.scope, 6), -(place.population or 0), place.id


class Gazetteer:
    """Places by any of their spellings; built once from a sequence of places, never changed."""

    def __init__(self, places: Iterable[Place], regions: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> None:
        self.places: Mapping[str, Place] = MappingProxyType({place.id: place for place in places})
        self.regions: Mapping[str, tuple[str, ...]] = MappingProxyType(dict(regions))
        self._by_heavy: dict[str, dict[str, set[str]]] = {}  # heavy key -> place id -> light keys
        self._first_words: set[str] = set()
        later_words: Counter[str] = Counter()
        for place in self.places.values():
            for spelling in (place.name, *place.aliases):
                tokens = words(spelling)
                self._add(place, tokens)
                # a later word that the table itself writes small may be small in a text
                later_words.update({plain(token): 3 if token[0].islower() else 1 for token in tokens[1:]})
        # so may words of several names ("city", "airport"); a single letter may not
        often = {word for word, count in later_words.items() if count > 2 and len(word) > 1}
        self._small_words = frozenset(often) | PARTICLES
        self._starts = frozenset(key[:size] for key in self._by_heavy for size in range(1, len(key) + 1))
        # four letters that begin some key are worth a look ("Lash kargah"), fewer only if they are a name's first word
        self._firsts = frozenset(self._first_words) | {start for start in self._starts if len(start) > 3}

    def _add(self, place: Place, tokens: list[str]) -> None:
        if not tokens:
            return
        light = light_key(tokens)
        for variant in (tokens, *attached(tokens), ["".join(tokens)]):
            key = heavy_key(variant)
            if key:
                self._by_heavy.setdefault(key, {}).setdefault(place.id, set()).update((light, light_key(variant)))
                self._first_words.update(heavy(token) for token in variant[:2])

    def scan(self, text: str) -> tuple[Name, ...]:
        """The names in a text: longest first, not overlapping, whole words, the first one capitalised; linear in its length.

        Offsets are code points of the text as given.
        """
        found: list[Name] = []
        free = 0
        for match in _CAPITAL_WORD.finditer(text):
            start, first = match.start(), match.group()
            if start < free or heavy(first) not in self._firsts or first[0].islower() or plain(first) in ARTICLES:
                continue
            name = self._longest(text, start, match.end(), first, free)
            if name is not None:
                found.append(name)
                free = name.end
        return tuple(found)

    def _longest(self, text: str, start: int, end: int, first: str, free: int) -> Name | None:
        tokens, base = [first], heavy(first)
        hits: list[tuple[int, int, dict[str, set[str]]]] = []
        if base in self._by_heavy:
            hits.append((1, end, self._by_heavy[base]))
        while len(tokens) < LONGEST and (following := _NEXT.match(text, end)):
            gap, token, end = following[1], following[2], following.end()
            if gap.isspace() and token[0].islower() and plain(token) not in self._small_words:
                break
            tokens.append(token)
            key = join((base, heavy(token)))
            loose = gap.isspace() and token in PARTICLES  # "Aden as" ends with no part of the name
            if key in self._by_heavy and not loose:
                hits.append((len(tokens), end, self._by_heavy[key]))
            # a particle between two parts is left out of the key, as it is in the keys of the table
            if plain(token) not in PARTICLES:
                base = key
            if base not in self._starts:
                break
        for size, stop, known in reversed(hits):
            name = self._name(text, start, stop, tokens[:size], known, free)
            if name is not None:
                return name
        return None

    def _name(
        self, text: str, start: int, end: int, tokens: list[str], known: dict[str, set[str]], free: int
    ) -> Name | None:
        light = light_key(tokens)
        article = _ARTICLE_BEFORE.search(text, max(free, start - 5), start)
        if article and plain(article[1]) in ARTICLES:
            full = plain(article[1]) + light
            listed = any(full in keys for keys in known.values())
            # "as Mosul" is no article: a blank counts only if the name is listed with it, or it is capitalised
            if listed or article[2] in "-‐‑‒–":
                start, light = article.start(), full if listed else light
        sure = {place for place, keys in known.items() if light in keys}
        if not sure and len(join([heavy(token) for token in tokens])) < SURE:
            return None
        wording = text[start:end]
        candidates = tuple(sorted((self.places[place] for place in sure or known), key=prominence))
        exact = any(_same(wording, place.name) for place in candidates)
        return Name(start, end, wording, candidates, exact)

    def find(self, wording: str) -> tuple[Place, ...]:
        """All places so spelled, by prominence; a spelling that is listed wins over one that only sounds alike."""
        tokens = words(wording)
        known = self._by_heavy.get(heavy_key(tokens), {})
        light = light_key(tokens)
        sure = {place for place, keys in known.items() if light in keys}
        return tuple(sorted((self.places[place] for place in sure or known), key=prominence))

    @cached_property
    def _capitals(self) -> Mapping[str, Place]:
        return {place.unit: place for place in self.places.values() if place.capital and place.unit}

    def capital_of(self, unit: str) -> Place | None:
        """The seat of government of a unit, or None where the table names none."""
        return self._capitals.get(unit)

    def national_capital(self) -> Place | None:
        """The capital of the country, or None."""
        return next((place for place in self.places.values() if place.national_capital), None)

    @cached_property
    def _ranked(self) -> tuple[Place, ...]:
        cities = (place for place in self.places.values() if place.scope is Scope.SETTLEMENT and place.population)
        return tuple(sorted(cities, key=lambda place: (-(place.population or 0), place.id)))

    def ranked_cities(self) -> tuple[Place, ...]:
        """The settlements whose population is known, largest first ("the country's second-biggest city")."""
        return self._ranked


def read_places(path: Path, units: Units, regions: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> Gazetteer:
    """The gazetteer of a places.csv; `regions` maps names such as "north" to unit ids; WhoHoldsError for a bad row."""
    return Gazetteer(read_table(path, units), regions)


def _same(wording: str, name: str) -> bool:
    return " ".join(wording.replace("-", " ").split()).casefold() == " ".join(name.replace("-", " ").split()).casefold()
