"""Verbs: their auxiliaries, and whether a word is the finite verb of a clause."""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.claims.items import Item, Line
from dashboard.claims.rulebook import rulebook

REACH = 45  # items that a walk may cross, which keeps the cost linear


@dataclass(slots=True)
class Verb:
    """A verb with what stands before it."""

    first: int
    at: int
    form: str
    passive: bool = False
    perfect: bool = False
    infinitive: bool = False
    modal: str | None = None
    negated: bool = False
    words: list[str] = field(default_factory=list)


def verb_at(line: Line, at: int, form: str) -> Verb:
    """The verb group that ends with the verb at an item."""
    items = line.items
    verb = Verb(at, at, form)
    left = at - 1
    while left >= 0 and at - left < 9:
        item = items[left]
        if item.kind == "date" or (
            item.has("adverb") and not item.has("determiner", "area") and item.low not in ("there", "here")
        ):
            left -= 1
            continue
        if item.has("contraction") or item.has("negation"):
            verb.negated = True
        elif item.has("modal") and item.low != "should-be":
            verb.modal = item.low
        elif item.has("be") or item.low in ("get", "gets", "got", "getting", "been"):
            verb.passive = True
        elif item.has("have"):
            verb.perfect = True
        elif (item.low == "to" and left == at - 1) or (item.low == "to" and verb.words):
            verb.infinitive = True
            verb.words.append("to")
            verb.first = left
            break
        elif not item.has("aux"):
            break
        verb.words.append(item.low)
        verb.first = left
        left -= 1
    return verb


def is_verb(item: Item) -> bool:
    """Whether an item can be the finite verb of a clause."""
    if item.kind != "word":
        return False
    if item.has("aux", "modal", "saying", "contraction"):
        return True
    if item.has("area", "people", "thing", "preposition"):
        return False
    if item.has("verb") and not item.low.endswith("ing"):
        return True
    return any(p.form in ("past", "s", "base") for p in rulebook().patterns.get(item.low, ()))


def plain_past(line: Line, at: int) -> bool:
    """Whether an unknown word in -ed right behind a side is its verb: "the army engaged"."""
    item, before = line.items[at], line.items[at - 1] if at > 0 else None
    if item.kind != "word" or not item.low.endswith("ed") or item.tags or before is None:
        return False
    return before.kind == "actor" or before.has("people", "pronoun") or before.text == ")"


def nounish(line: Line, at: int) -> bool:
    """Whether a word that may be a verb stands where a noun stands: "significant gains", "the advance"."""
    items = line.items
    if at == 0 or items[at].low.endswith(("ed", "en")):
        return False
    before = items[at - 1]
    if before.kind == "actor" and not before.low.endswith("s") and at + 1 < len(items):
        pushes = any(p.form == "base" for p in rulebook().patterns.get(items[at].low, ()))
        if pushes and items[at + 1].has("preposition"):
            return True  # "a rebel push on X"
    return (
        (
            before.has("determiner", "adjective", "possessive", "ordinal", "number", "preposition")
            and not before.has("adverb", "pronoun", "relative")
        )
        or before.kind == "poss"
        or (before.kind == "word" and not before.tags and before.low not in rulebook().patterns)
    )


def left_verb(line: Line, at: int) -> int | None:
    """The nearest finite verb to the left, on the same side of a boundary."""
    for nr in range(at - 1, max(-1, at - REACH), -1):
        item = line.items[nr]
        if item.text in (";",):
            return None
        if plain_past(line, nr):
            return nr
        if is_verb(item) and not item.has("aux") and not modifier(line, nr) and not nounish(line, nr):
            return nr
        if item.has("aux"):
            return nr
    return None


def modifier(line: Line, at: int) -> bool:
    """Whether a participle stands before a noun: "the captured town"."""
    items = line.items
    if not items[at].has("adjective") or at == 0 or at + 1 >= len(items):
        return False
    return items[at - 1].has("determiner", "adjective", "preposition") and (
        items[at + 1].has("area", "people", "thing", "adjective") or items[at + 1].kind in ("place", "proper", "actor")
    )


def reduced(line: Line, at: int) -> bool:
    """Whether a participle hangs on the noun before it: "forces backed by X", "men led by Y"."""
    items = line.items
    if at == 0 or at + 1 >= len(items) or items[at + 1].low != "by" or not items[at].low.endswith(("ed", "en", "led")):
        return False
    before = items[at - 1]
    return before.kind in ("actor", "proper") or before.has("people", "role:belligerent", "area")
