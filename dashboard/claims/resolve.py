"""Resolves the wording of a place to a place of the gazetteer: by name, by description, by what was spoken of before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from dashboard.claims.items import Item, Line, NameLike
from dashboard.claims.phrases import Phrase
from dashboard.claims.rulebook import rulebook
from dashboard.model import Part, Place, Resolution, Scope
from dashboard.places.gazetteer import Gazetteer

RANK_WORDS = {"biggest": 0, "largest": 0, "big": 0, "main": 0}
ORDINALS = {"second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5}
SMALL = (Scope.SETTLEMENT, Scope.DISTRICT, Scope.POINT)


@dataclass(frozen=True, slots=True)
class Placed:
    """A place as a claim needs it."""

    wording: str
    scope: Scope | None
    place: Place | None = None
    unit: str | None = None
    part: Part | None = None
    resolution: Resolution = Resolution.NONE
    candidates: tuple[str, ...] = ()

    @property
    def capital(self) -> bool:
        """Whether it is the seat of government of its unit."""
        return self.place is not None and self.place.capital and self.scope is Scope.SETTLEMENT


@dataclass(slots=True)
class Mentions:
    """The places that an article names, in order of offsets, and those that its claims speak of."""

    text: str
    gazetteer: Gazetteer
    names: Sequence[NameLike]
    countries: frozenset[str] = frozenset()
    demonyms: frozenset[str] = frozenset()
    spoken: list[tuple[int, Placed]] = field(default_factory=list)  # what claims spoke of
    counted: int | None = None

    @property
    def units(self) -> int:
        """How many first-level units the gazetteer has."""
        if self.counted is None:
            self.counted = len({p.unit for p in self.gazetteer.places.values() if p.scope is Scope.PROVINCE})
        return self.counted

    def before(self, at: int, start: int = 0) -> list[NameLike]:
        """Names before an offset, nearest first."""
        return list(reversed(self.around(start, at)))

    def around(self, start: int, end: int) -> Sequence[NameLike]:
        """Names that begin in a stretch of text."""
        low = bisect_left(self.names, start, key=lambda n: n.start)
        return self.names[low : bisect_left(self.names, end, key=lambda n: n.start)]


@cache
def _region_words() -> dict[str, str]:
    return {word: name for name, text in rulebook().table("counts", "regions").items() for word in text.split()}


def region_of(word: str) -> str | None:
    """The compass region that a word names: "northern" -> "north"."""
    return _region_words().get(word)


def scope_of(noun: str | None) -> Scope | None:
    """The scope of an area noun, or None."""
    name = rulebook().scopes.get(noun or "")
    if name is None:
        return None
    return Scope.POINT if name == "part" else Scope(name)


def resolve(line: Line, phrase: Phrase, mentions: Mentions) -> Placed:
    """The place of a phrase; without a unit where the gazetteer does not know it."""
    items, text = line.items, mentions.text
    wording = _wording(line, phrase, text)
    part = Part(phrase.part) if phrase.part else None
    if phrase.words & {"entire", "whole"} or phrase.words & {"all"} and not phrase.plural:
        part = part or Part.ALL
    scope = scope_of(phrase.noun)
    if phrase.name is not None:
        item = items[phrase.name]
        if item.name is not None:
            return _named(line, phrase, item.name, wording, scope, part, mentions)
        if item.low in mentions.countries:
            if phrase.noun == "capital" or "capital" in phrase.words:
                return _national(wording, part, mentions)
            return Placed(wording, Scope.COUNTRY, part=part)
        return _unknown(line, phrase, wording, scope, part, mentions)
    return _described(line, phrase, wording, scope, part, mentions)


def _wording(line: Line, phrase: Phrase, text: str) -> str:
    items = line.items
    first, last = phrase.first, phrase.last
    if phrase.name is not None and items[phrase.name].kind in ("place", "proper") and phrase.about:
        last = min([a.first for a in phrase.about]) - 1
        while last > phrase.first and items[last].kind == "punct":
            last -= 1
    if phrase.name is not None and phrase.name >= phrase.head - 1 and phrase.noun is None and phrase.name == phrase.head:
        return text[items[phrase.name].start : items[phrase.name].end]
    if phrase.name is not None:
        last = max(phrase.head, phrase.name)
        first = phrase.first
        while first < min(phrase.head, phrase.name) and items[first].has("determiner", "quantifier", "adverb", "possessive", "preposition") or items[first].text == '"':
            first += 1
    return text[items[first].start : items[last].end]


def _national(wording: str, part: Part | None, mentions: Mentions) -> Placed:
    place = mentions.gazetteer.national_capital()
    if place is None:
        return Placed(wording, Scope.SETTLEMENT, part=part)
    return Placed(wording, Scope.SETTLEMENT, place, place.unit, part, Resolution.CONTEXT)


def _named(line: Line, phrase: Phrase, name: NameLike, wording: str, scope: Scope | None, part: Part | None, mentions: Mentions) -> Placed:
    near = [line.items[n].name for n in phrase.parents if line.items[n].name is not None]
    near += [line.items[n].name for a in phrase.about for n in ([a.of.name] if a.of is not None and a.of.name is not None else []) if line.items[n].name is not None]
    place, how, candidates = choose(name, scope, [n for n in near if n is not None], mentions)
    if place is None:
        return Placed(wording, scope, part=part, resolution=how, candidates=candidates)
    wide = _scope_here(place, scope, phrase)
    if phrase.noun in ("capital", "centre", "center") and place.scope is Scope.PROVINCE and phrase.name != phrase.head:
        capital = mentions.gazetteer.capital_of(place.unit or "")
        if capital is not None:
            return Placed(wording, Scope.SETTLEMENT, capital, capital.unit, part, Resolution.CONTEXT)
    return Placed(wording, wide, place, place.unit, part, how, candidates)


def _scope_here(place: Place, scope: Scope | None, phrase: Phrase) -> Scope:
    if scope is None or phrase.noun == "capital":
        return place.scope
    if scope is Scope.POINT or place.scope is Scope.POINT:
        return scope if phrase.name != phrase.head or place.scope is Scope.POINT else place.scope
    if scope is Scope.REGION:
        return place.scope
    if scope is Scope.DISTRICT and place.scope in (Scope.PROVINCE,) and phrase.noun in ("area", "region", "territory", "territories", "areas"):
        return place.scope
    return scope


def choose(name: NameLike, scope: Scope | None, near: Sequence[NameLike], mentions: Mentions) -> tuple[Place | None, Resolution, tuple[str, ...]]:
    """The one place that a name means here, or none with the candidates where the text does not tell."""
    found = list(name.candidates)
    if not found:
        return None, Resolution.NONE, ()
    fits = [p for p in found if p.scope is scope] if scope is not None else []
    if scope in (Scope.DISTRICT, Scope.POINT, Scope.REGION, Scope.SETTLEMENT) and not fits:
        fits = [p for p in found if p.scope is not Scope.PROVINCE]
    pool = fits or found
    if scope is None:
        pool = [p for p in pool if p.scope is Scope.SETTLEMENT] or [p for p in pool if p.scope is Scope.PROVINCE] or pool
    exact = Resolution.EXACT if name.exact else Resolution.ALIAS
    units = {p.unit for p in pool}
    if len(units) == 1:
        return pool[0], exact, ()
    around = [{p.unit for p in n.candidates} for n in near]
    for group in around:
        inside = [p for p in pool if p.unit in group] or [p for p in found if p.unit in group]
        if len({p.unit for p in inside}) == 1:
            return inside[0], Resolution.CONTEXT, ()
    top = pool[0]
    if top.capital or top.national_capital or top.scope is Scope.PROVINCE:
        return top, exact, ()
    nearby = _nearby(name, pool, mentions)
    if nearby is not None:
        return nearby, Resolution.CONTEXT, ()
    if (top.population or 0) >= 20000 and (top.population or 0) > 5 * max((p.population or 0) for p in pool[1:]):
        return top, exact, ()
    return None, Resolution.AMBIGUOUS, tuple(p.id for p in pool[:8])


def _nearby(name: NameLike, pool: Sequence[Place], mentions: Mentions) -> Place | None:
    """The candidate in a unit that the text names close by."""
    units = {p.unit: p for p in pool}
    close = [n for n in mentions.around(name.start - 1200, name.start + 1200) if n is not name]
    for other in sorted(close, key=lambda n: abs(n.start - name.start)):
        sure = {p.unit for p in other.candidates}
        if len(sure) == 1 and (unit := next(iter(sure))) in units:
            return units[unit]
    return None


def _unknown(line: Line, phrase: Phrase, wording: str, scope: Scope | None, part: Part | None, mentions: Mentions) -> Placed:
    """A name that the gazetteer does not know: its unit only where the text names it."""
    for nr in phrase.parents:
        name = line.items[nr].name
        if name is None:
            continue
        place, _, _ = choose(name, Scope.PROVINCE, [], mentions)
        if place is not None and place.unit is not None:
            return Placed(wording, scope or Scope.SETTLEMENT, None, place.unit, part, Resolution.CONTEXT)
    return Placed(wording, scope, part=part)


def _described(line: Line, phrase: Phrase, wording: str, scope: Scope | None, part: Part | None, mentions: Mentions) -> Placed:
    noun = phrase.noun or ""
    gazetteer = mentions.gazetteer
    if "capital" in (noun, *phrase.words) or noun in ("seat", "centre"):
        found = _capital(line, phrase, mentions)
        if found is not None:
            return Placed(wording, Scope.SETTLEMENT, found, found.unit, part, Resolution.CONTEXT)
        if phrase.words & {"provincial", "regional"} and not phrase.indefinite and not phrase.plural and phrase.number is None and not _ordinal(line, phrase):
            place = _spoken_unit(line, phrase, mentions)
            if place is not None:
                return Placed(wording, Scope.SETTLEMENT, place, place.unit, part, Resolution.ANAPHORA)
        if phrase.words & {"provincial", "regional"} or phrase.plural:
            return Placed(wording, Scope.SETTLEMENT, part=part)
    ranked = _ranked(phrase, gazetteer)
    if ranked is not None:
        return Placed(wording, Scope.SETTLEMENT, ranked, ranked.unit, part, Resolution.CONTEXT)
    for nr in phrase.parents:
        name = line.items[nr].name
        if name is not None and scope is not Scope.PROVINCE:
            place, _, _ = choose(name, scope_of(None), [], mentions)
            if place is not None and place.unit is not None and phrase.part is None and not _anaphor(line, phrase):
                return Placed(wording, scope, None, place.unit, part, Resolution.CONTEXT)
    if _anaphor(line, phrase):
        found_before = _antecedent(line, phrase, scope, mentions)
        if found_before is not None:
            return Placed(wording, found_before.scope if scope is not Scope.POINT else Scope.POINT, found_before, found_before.unit, part, Resolution.ANAPHORA)
    return Placed(wording, scope, part=part)


def _ordinal(line: Line, phrase: Phrase) -> bool:
    return any(i.has("ordinal") or i.low[:1].isdigit() for i in line.items[phrase.first : phrase.last + 1])


def _capital(line: Line, phrase: Phrase, mentions: Mentions) -> Place | None:
    """"the capital of X province", "X's capital", "its capital", "the Afghan capital"."""
    gazetteer, items = mentions.gazetteer, line.items
    holder: Item | None = None
    if phrase.of is not None and phrase.of.name is not None:
        holder = items[phrase.of.name]
    elif phrase.owner is not None:
        holder = items[phrase.owner]
    if holder is not None:
        if holder.low in mentions.countries or holder.low in ("country", "nation"):
            return gazetteer.national_capital() if not phrase.words & {"provincial", "regional"} else None
        if holder.name is None:
            return None
        place, _, _ = choose(holder.name, Scope.PROVINCE, [], mentions)
        return gazetteer.capital_of(place.unit) if place is not None and place.unit is not None else None
    if phrase.words & {"provincial", "regional", "district"}:
        return None
    if phrase.pronoun_owner is not None:
        unit = _spoken_province(line, phrase, mentions)
        return gazetteer.capital_of(unit) if unit is not None else None
    if not phrase.indefinite and not phrase.plural and phrase.number is None and (phrase.noun == "capital"):
        if any(i.low in mentions.demonyms for i in items[phrase.first : phrase.last + 1]) or items[phrase.first].low == "the":
            return gazetteer.national_capital()
    return None


def _spoken_province(line: Line, phrase: Phrase, mentions: Mentions) -> str | None:
    """The unit that "its" speaks of: the nearest province before, in the sentence or just before it."""
    at = line.items[phrase.first].start
    for name in mentions.before(at, max(0, at - 400)):
        provinces = [p for p in name.candidates if p.scope is Scope.PROVINCE]
        if provinces:
            return provinces[0].unit
    return None


def _spoken_unit(line: Line, phrase: Phrase, mentions: Mentions) -> Place | None:
    """The seat that "the provincial capital" speaks of: the nearest name with a unit."""
    at = line.items[phrase.first].start
    for name in mentions.before(at, max(0, at - 1500)):
        place, _, _ = choose(name, None, [], mentions)
        if place is not None and place.unit is not None:
            return mentions.gazetteer.capital_of(place.unit)
    return None


def _ranked(phrase: Phrase, gazetteer: Gazetteer) -> Place | None:
    """"the country's second-biggest city" by population."""
    if phrase.plural or phrase.indefinite or "city" not in phrase.words:
        return None
    if not any("biggest" in w or "largest" in w for w in phrase.words) or phrase.compass:
        return None
    rank = next((n for w, n in ORDINALS.items() if any(x == w or x.startswith(w + "-") for x in phrase.words)), 0)
    cities = gazetteer.ranked_cities()
    return cities[rank] if rank < len(cities) else None


def _anaphor(line: Line, phrase: Phrase) -> bool:
    opener = line.items[phrase.first]
    if phrase.kind == "pronoun":
        return opener.low in ("it", "there")
    if phrase.plural or phrase.number is not None or _ordinal(line, phrase):
        return False
    return opener.low in ("the", "this", "that", "its") or (opener.has("compass") and False)


def _antecedent(line: Line, phrase: Phrase, scope: Scope | None, mentions: Mentions) -> Place | None:
    """The nearest place before that the description fits; a claim's own place before a mere mention."""
    at = line.items[phrase.first].start
    spoken = [p.place for start, p in reversed(mentions.spoken[-40:]) if start < at and p.place is not None and at - start < 900]
    named: list[Place] = []
    for name in mentions.before(at, max(0, at - 900)):
        fits = [p for p in name.candidates if scope is None or p.scope is scope]
        if scope is Scope.POINT or scope is Scope.COUNTRY:
            break
        place, _, _ = choose(name, scope, [], mentions)
        if fits and place is not None and not _aside(mentions.text, name):
            named.append(place)
            break
    fitting = [p for p in spoken[:6] if scope is None or p.scope is scope or (scope is Scope.DISTRICT and p.scope is Scope.DISTRICT)]
    chosen = fitting[:1] or named
    return chosen[0] if chosen else None


def _aside(text: str, name: NameLike) -> bool:
    """Whether a name only says where something else lies: "south of Kabul", "from Kandahar"."""
    before = text[max(0, name.start - 14) : name.start].casefold().split()
    return bool(before) and (before[-1] in ("of", "from", "near", "between", "to") and len(before) > 1 and (region_of(before[-2]) is not None or before[-1] in ("from", "near", "between")))
