"""Resolves the wording of a place to a place of the gazetteer: by name, by description, by what was spoken of before."""

from __future__ import annotations

from dashboard.claims.described import anaphor, antecedent, capital_meant, has_ordinal, ranked_city, spoken_unit
from dashboard.claims.items import Line, NameLike
from dashboard.claims.mentions import Mentions, Placed, choose, scope_of
from dashboard.claims.nounruns import Phrase
from dashboard.model import Part, Place, Resolution, Scope

SMALL = (Scope.SETTLEMENT, Scope.DISTRICT, Scope.POINT)


def resolve(line: Line, phrase: Phrase, mentions: Mentions) -> Placed:
    """The place of a phrase; without a unit where the gazetteer does not know it."""
    items, text = line.items, mentions.text
    wording = _wording(line, phrase, text)
    part = Part(phrase.part) if phrase.part else None
    if phrase.words & {"entire", "whole"} or (phrase.words & {"all"} and not phrase.plural):
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
    if (
        phrase.name is not None
        and phrase.name >= phrase.head - 1
        and phrase.noun is None
        and phrase.name == phrase.head
    ):
        return text[items[phrase.name].start : items[phrase.name].end]
    if phrase.name is not None:
        last = max(phrase.head, phrase.name)
        first = phrase.first
        while (
            first < min(phrase.head, phrase.name)
            and items[first].has("determiner", "quantifier", "adverb", "possessive", "preposition")
        ) or items[first].text == '"':
            first += 1
    return text[items[first].start : items[last].end]


def _national(wording: str, part: Part | None, mentions: Mentions) -> Placed:
    place = mentions.gazetteer.national_capital()
    if place is None:
        return Placed(wording, Scope.SETTLEMENT, part=part)
    return Placed(wording, Scope.SETTLEMENT, place, place.unit, part, Resolution.CONTEXT)


def _named(
    line: Line, phrase: Phrase, name: NameLike, wording: str, scope: Scope | None, part: Part | None, mentions: Mentions
) -> Placed:
    near = [line.items[n].name for n in phrase.parents if line.items[n].name is not None]
    near += [
        line.items[n].name
        for a in phrase.about
        for n in ([a.of.name] if a.of is not None and a.of.name is not None else [])
        if line.items[n].name is not None
    ]
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
    if (
        scope is Scope.DISTRICT
        and place.scope in (Scope.PROVINCE,)
        and phrase.noun in ("area", "region", "territory", "territories", "areas")
    ):
        return place.scope
    return scope


def _unknown(
    line: Line, phrase: Phrase, wording: str, scope: Scope | None, part: Part | None, mentions: Mentions
) -> Placed:
    """A name that the gazetteer does not know: its unit only where the text names it."""
    near = [*phrase.parents, *(nr for about in phrase.about for nr in about.parents), *_opening(line)]
    for nr in near:
        name = line.items[nr].name
        if name is None:
            continue
        place, _, _ = choose(name, Scope.PROVINCE, [], mentions)
        if place is not None and place.unit is not None:
            return Placed(wording, scope or Scope.SETTLEMENT, None, place.unit, part, Resolution.CONTEXT)
    return Placed(wording, scope, part=part)


def _opening(line: Line) -> list[int]:
    """The place that a sentence opens with: "In Alden province, militants took ..."."""
    items = line.items
    if len(items) < 4 or items[0].low != "in":
        return []
    for nr in range(1, min(6, len(items) - 1)):
        if items[nr].text == ",":
            return [n for n in range(1, nr) if items[n].kind == "place"]
    return []


def _described(
    line: Line, phrase: Phrase, wording: str, scope: Scope | None, part: Part | None, mentions: Mentions
) -> Placed:
    noun = phrase.noun or ""
    gazetteer = mentions.gazetteer
    if {"capital", "capitals", "seat", "centre", "center", "centers", "centres"} & {noun, *phrase.words}:
        found = capital_meant(line, phrase, mentions)
        if found is not None:
            return Placed(wording, Scope.SETTLEMENT, found, found.unit, part, Resolution.CONTEXT)
        if (
            phrase.words & {"provincial", "regional"}
            and not phrase.indefinite
            and not phrase.plural
            and phrase.number is None
            and not has_ordinal(line, phrase)
        ):
            place = spoken_unit(line, phrase, mentions)
            if place is not None:
                return Placed(wording, Scope.SETTLEMENT, place, place.unit, part, Resolution.ANAPHORA)
        if phrase.words & {"provincial", "regional"} or phrase.plural:
            return Placed(wording, Scope.SETTLEMENT, part=part)
    ranked = ranked_city(phrase, gazetteer)
    if ranked is not None:
        return Placed(wording, Scope.SETTLEMENT, ranked, ranked.unit, part, Resolution.CONTEXT)
    for nr in phrase.parents:
        name = line.items[nr].name
        if name is not None and scope is not Scope.PROVINCE:
            place, _, _ = choose(name, scope_of(None), [], mentions)
            if place is not None and place.unit is not None and phrase.part is None and not anaphor(line, phrase):
                return Placed(wording, scope, None, place.unit, part, Resolution.CONTEXT)
    if anaphor(line, phrase):
        found_before = antecedent(line, phrase, scope, mentions)
        if found_before is not None:
            return Placed(
                wording,
                found_before.scope if scope is not Scope.POINT else Scope.POINT,
                found_before,
                found_before.unit,
                part,
                Resolution.ANAPHORA,
            )
    return Placed(wording, scope, part=part)
