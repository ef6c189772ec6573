"""A rule that fired, and whether a pattern stands at a word of a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.claims.items import Item, Line
from dashboard.claims.nounruns import Phrase
from dashboard.claims.patterns import Pattern, Rule
from dashboard.claims.phrases import phrase_at
from dashboard.claims.rulebook import DISTANCE, rulebook
from dashboard.claims.verbs import Verb

SLOTS = frozenset(("{of}", "{side}", "{dist}", "{deg}", "{own}"))


@dataclass(slots=True)
class Hit:
    """A rule that fired: its trigger, its places, its sides, and the words it rests on."""

    rule: Rule
    first: int
    last: int
    form: str
    places: list[Phrase] = field(default_factory=list)
    gainer: Phrase | None = None
    loser: Phrase | None = None
    gainer_item: int | None = None  # a side named by one item ("under Taliban control")
    verb: Verb | None = None
    passive: bool = False
    dropped: str | None = None  # why it is no claim
    first_word: str = ""  # the trigger's first word
    withdrew: bool = False  # "were driven out of": the side leaves, nobody is said to gain


def next_words(line: Line, at: int) -> frozenset[str] | None:
    """What the second word of a pattern may be, or None where other words may stand between the two."""
    if at + 1 >= len(line.items):
        return SLOTS
    item = line.items[at + 1]
    loose = item.kind in ("date", "punct") or item.has("adverb") or item.low in rulebook().slots["deg"]
    return None if loose else SLOTS | {item.low}


def match_pattern(line: Line, at: int, pattern: Pattern) -> tuple[int, int | None] | None:
    """Last item of a pattern that starts at an item, and the side in its {side} slot; None where it does not match."""
    items, slots = line.items, rulebook().slots
    nr, side = at + 1, None
    for place, word in enumerate(pattern.words[1:], 1):
        if (
            pattern.words[place - 1] == "{own}"
            and items[nr - 1].kind == "actor"
            and items[nr - 1].low.split()[-1] == word
        ):
            continue  # the names of sides take in their nouns: "its forces"
        while nr < len(items) and items[nr].text in '"“”' and nr - at < 12:
            nr += 1  # had "broken through" to X
        if word == "{of}":
            if nr < len(items) and items[nr].low == "of" and (of := phrase_at(line, nr + 1)) is not None:
                nr = of.last + 1
            continue
        if word == "{side}":
            found = _side_slot(items, nr, pattern.words)
            if found is None:
                return None
            nr, side = found
            if place == len(pattern.words) - 1 and side is not None and items[side].has("possessive"):
                return None  # "emptied of its goods"
            continue
        if word == "{dist}":
            after = _distance(items, nr)
            if after is None:
                return None
            nr = after
            continue
        if word in ("{deg}", "{own}"):
            while nr < len(items) and (
                items[nr].low in slots[word[1:-1]]
                or items[nr].has("adjective", "ordinal", "compass")
                or items[nr].kind in ("actor", "poss", "proper", "number")
                or items[nr].text in '"“”'
                or items[nr].has("quantifier")
            ):
                nr += 1
            continue
        skipped = 0
        while (
            nr < len(items)
            and items[nr].low != word
            and skipped < 4
            and (
                items[nr].low in slots["deg"]
                or items[nr].has("adverb")
                or items[nr].kind == "date"
                or items[nr].text in '[]()"“”‘’'
            )
        ):
            nr += 1
            skipped += 1
        if nr >= len(items) or items[nr].low != word:
            return None
        nr += 1
    return nr - 1, side


def _distance(items: list[Item], at: int) -> int | None:
    """The item after a distance: "about 20 kilometres (12 miles) from" """
    nr = at
    while (
        nr < len(items)
        and nr - at < 5
        and (items[nr].has("adverb", "preposition", "number", "determiner", "quantifier") or items[nr].kind == "number")
        and items[nr].low != "from"
    ):
        nr += 1
    if nr >= len(items) or items[nr].low not in DISTANCE or nr == at:
        return None
    nr += 1
    if nr < len(items) and items[nr].text == "(":
        while nr < len(items) and items[nr].text != ")" and nr - at < 14:
            nr += 1
        nr += 1
    while nr < len(items) and (items[nr].low in ("away", "or") or items[nr].has("compass")):
        nr += 1
    return nr


def _side_slot(items: list[Item], at: int, words: tuple[str, ...]) -> tuple[int, int | None] | None:
    """The side between "under" and "control": (next item, item of the side)."""
    side, nr = None, at
    while nr < len(items) and nr - at < 5:
        item = items[nr]
        if item.low in words:
            break
        if (
            item.kind == "actor"
            or item.has("possessive", "people", "role:belligerent", "demonym")
            or item.kind in ("place", "proper")
        ):
            side = nr
        elif not (
            item.kind == "poss"
            or item.has("determiner", "adjective", "adverb", "ordinal")
            or item.low in rulebook().slots["deg"]
            or (item.kind == "word" and not item.tags)
        ):
            break
        nr += 1
    if side is None:
        return None
    return nr, side
