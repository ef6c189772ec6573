"""Reads lists of noun phrases: "X, Y and Z", "several villages including X", "the capitals of X and Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.claims.items import Line
from dashboard.claims.nounruns import Phrase
from dashboard.claims.phrases import phrase_at

WITH = (("as", "well"), ("along", "with"), ("together", "with"))


def list_at(line: Line, at: int, *, noun: bool = False) -> list[Phrase]:
    """The noun phrases of a list that starts at an item: "X, Y and Z"; `noun`: it hangs on a noun, a verb may follow it."""
    while at < len(line.items) and (
        line.items[at].kind == "date"
        or (line.items[at].low == "on" and at + 1 < len(line.items) and line.items[at + 1].kind == "date")
    ):
        at += 1
    first = phrase_at(line, at)
    if first is None:
        return []
    loose = first.name is None and (first.plural or first.number is not None) and bool(first.parents)
    phrases = (
        [first] if loose else [first, *_rest(line, first, noun=noun)]
    )  # "23 villages in X, Y and Z": not Y and Z themselves
    if first.of is not None and first.plural:  # "the capitals of X and Y provinces"
        for phrase in phrases[1:]:
            if phrase.is_place and phrase.of is None:
                inner = replace(phrase)
                phrase.noun, phrase.plural, phrase.of, phrase.name, phrase.kind = first.noun, True, inner, None, "area"
                phrase.words = phrase.words | first.words
    return phrases if not first.plural or first.name is not None else _including(line, phrases)


def _including(line: Line, phrases: list[Phrase]) -> list[Phrase]:
    """ "several villages including X and Y": the named ones stand for them."""
    items, at = line.items, phrases[-1].last + 1
    at += at < len(items) and items[at].text == ","
    if at + 1 >= len(items) or (
        items[at].low not in ("including", "notably", "namely", "like")
        and (items[at].low, items[at + 1].low) != ("such", "as")
    ):
        return phrases
    named = list_at(line, at + (2 if items[at].low == "such" else 1))
    named = [p for p in named if p.name is not None or p.kind == "name"]
    for phrase in named:
        phrase.kind = "place"
        phrase.noun = phrase.noun or {
            "villages": "village",
            "towns": "town",
            "cities": "city",
            "districts": "district",
        }.get(phrases[0].noun or "")
    return named or phrases


def _rest(line: Line, phrase: Phrase, *, noun: bool = False) -> Iterator[Phrase]:
    items = line.items
    for _ in range(24):
        at = phrase.last + 1
        comma = False
        if (
            at + 1 < len(items)
            and items[at].kind == "date"
            and (items[at + 1].low == "and" or items[at + 1].text == ",")
        ):
            at += 1
        while at < len(items) and items[at].text in (",", ";"):
            comma, at = True, at + 1
        pair = (items[at].low, items[at + 1].low) if at + 1 < len(items) else ("", "")
        joined = (at < len(items) and items[at].low in ("and", "or", "&", "plus")) or pair in WITH
        if not (comma or joined) or at >= len(items):
            return
        if joined:
            at += 3 if pair == ("as", "well") else 2 if pair in WITH else 1
            while at < len(items) and items[at].low in ("then", "also", "later", "in", "of"):
                at += 1
        inner = phrase_at(line, at)
        if inner is None or inner.kind == "pronoun":
            return
        after = items[inner.last + 1] if inner.last + 1 < len(items) else None
        if (
            joined
            and after is not None
            and (after.has("aux", "verb", "modal", "saying") and not after.has("adjective"))
            and not (noun and inner.kind == "place")
        ):
            return
        if not joined and not (inner.kind in ("place", "name", "area") and _list_goes_on(line, inner.last + 1)):
            return
        if inner.noun is None and phrase.noun is not None and phrase.noun.endswith("s"):
            inner.noun = phrase.noun
        yield inner
        phrase = inner


def _list_goes_on(line: Line, at: int) -> bool:
    """Whether an "and" closes the list within the next names."""
    items = line.items
    for item in items[at : at + 24]:
        if item.low in ("and", "or"):
            return True
        if item.has("aux", "verb", "modal", "saying", "subordinator") or item.text in ".;:":
            return False
    return False
