"""Reads noun phrases: what an object is (a place, an area, people, a thing) and which words name it."""

from __future__ import annotations

from dashboard.claims.items import Item, Line
from dashboard.claims.nounruns import (
    STOPS,
    Phrase,
    classify,
    ends_run,
    inner_bracket,
    is_nominal,
    joined_adjectives,
    more_than,
    unknown,
)
from dashboard.claims.rulebook import DISTANCE, rulebook

DEPTH = 4


def phrase_at(line: Line, at: int, depth: int = 0) -> Phrase | None:
    """The noun phrase that starts at an item, or None."""
    items = line.items
    while at < len(items) and (
        items[at].text in "\"“‘'’" or (items[at].has("adverb") and not items[at].has("determiner", "quantifier"))
    ):
        at += 1
    if at >= len(items) or depth > DEPTH:
        return None
    at += more_than(items, at)
    if items[at].has("pronoun") and not items[at].has("possessive", "determiner"):
        return Phrase(at, at, "pronoun", at, words=frozenset((items[at].low,)))
    last, seen = at - 1, False
    while last + 1 < len(items) and last - at < 14:
        if items[last + 1].text == "(" and (inside := inner_bracket(items, last + 1)) is not None:
            last = inside
            continue
        if joined := joined_adjectives(items, last + 1):
            last += joined
            continue
        if ends_run(items, last + 1, seen) or (last >= at and _new_start(items, last + 1)):
            break
        last += 1
        seen = seen or is_nominal(items[last])
        if items[last].kind == "place" and last + 1 < len(items) and unknown(items[last + 1]):
            break
    while last >= at and (items[last].kind == "punct" or items[last].kind == "poss"):
        last -= 1
    if last < at:
        return None
    phrase = classify(line, at, last)
    _of(line, phrase, depth)
    if depth < 2:
        _around(line, phrase, depth)
    return phrase


def _new_start(items: list[Item], at: int) -> bool:
    """Whether a determiner behind a plain noun begins another phrase: "by noon | the army"."""
    before = items[at - 1]
    if before.kind in ("proper", "place") and items[at].low in ("the", "a", "an"):
        return True
    if before.has("daytime") and items[at].kind in ("actor", "place", "proper"):
        return True
    return (
        items[at].low in ("the", "a", "an", "its", "their", "his")
        and before.kind == "word"
        and not before.has("determiner", "quantifier", "adverb", "preposition", "conjunction", "adjective")
    )


def _of(line: Line, phrase: Phrase, depth: int) -> None:
    """Reads "of ...": a part, a name, or what it is the capital of."""
    items, book = line.items, rulebook()
    at = phrase.last + 1
    if at < len(items) and items[at].low == "both":
        at += 1
    if at >= len(items) or items[at].low != "of":
        return
    inner = phrase_at(line, at + 1, depth + 1)
    if inner is None:
        return
    head = items[phrase.head]
    noun = phrase.noun or head.low
    if phrase.kind in ("people", "thing", "abstract", "actor", "place", "name"):
        return
    phrase.last = inner.last
    if noun in ("capital", "capitals", "seat", "centre", "center") and inner.is_place and phrase.name is None:
        phrase.of = inner
        phrase.kind = "area"
        if (
            noun in ("centre", "center")
            and "capital" not in phrase.words
            and not phrase.words & {"district", "provincial", "regional", "administrative"}
        ):
            phrase.part, phrase.of = "centre", None
            _adopt(phrase, inner)
    elif phrase.kind == "area" and phrase.plural and noun in book.scopes and _names_more(line, inner):
        phrase.name, phrase.kind = inner.name, "place"  # "the districts of X and Y" names them
        phrase.parents += inner.parents
    elif noun in book.parts and (phrase.kind != "area" or noun not in book.scopes or phrase.plural):
        _adopt(phrase, inner)
        if phrase.part is None:
            phrase.part = book.parts[noun]
    elif phrase.kind in ("area", "vague") and (inner.is_place or inner.kind == "name"):
        phrase.name, phrase.kind = inner.name, "place"
        phrase.parents += inner.parents
        phrase.about += inner.about
    elif phrase.kind == "number" or head.has("quantifier", "number"):
        _adopt(phrase, inner)
    elif phrase.kind == "other":
        phrase.kind = "other"


def _names_more(line: Line, inner: Phrase) -> bool:
    """Whether a second name follows the first: "of X and Y", "of X, Y and Z"."""
    after = line.items[inner.last + 1 : inner.last + 3]
    return (
        inner.name is not None
        and inner.noun is None
        and len(after) == 2
        and (after[0].low == "and" or after[0].text == ",")
        and after[1].kind in ("place", "proper")
    )


def _adopt(phrase: Phrase, inner: Phrase) -> None:
    phrase.kind, phrase.noun, phrase.name = inner.kind, inner.noun, inner.name
    phrase.of, phrase.owner, phrase.pronoun_owner = inner.of, inner.owner, inner.pronoun_owner
    phrase.parents, phrase.about, phrase.compass = inner.parents, inner.about, phrase.compass + inner.compass
    phrase.words, phrase.plural, phrase.head = phrase.words | inner.words, inner.plural, inner.head
    phrase.part = phrase.part or inner.part
    phrase.side = inner.side if inner.side is not None else phrase.side


def _around(line: Line, phrase: Phrase, depth: int) -> None:
    """Reads what stands behind the phrase: "in <larger area>", brackets, appositions."""
    items = line.items
    for _ in range(3):
        at = phrase.last + 1
        if at >= len(items) or phrase.kind not in ("place", "area", "name", "minor", "vague", "part"):
            return
        if items[at].text == "(" and _bracket(line, phrase, at):
            continue
        comma = items[at].text == ","
        start = at + 1 if comma else at
        if (
            start < len(items)
            and items[start].low in ("in", "of", "at", "inside", "near", "within", "outside", "on")
            and _parent(line, phrase, start, comma, depth)
        ):
            continue
        if comma and (_distance_aside(line, phrase, at) or _apposition(line, phrase, at, depth)):
            continue
        return


def _bracket(line: Line, phrase: Phrase, at: int) -> bool:
    for end in range(at + 1, min(at + 12, len(line.items))):
        if line.items[end].text == ")":
            phrase.last = end
            return True
    return False


def _distance_aside(line: Line, phrase: Phrase, at: int) -> bool:
    """Steps over ", 60 km to the west," behind a name: what follows may go on with the list."""
    items = line.items
    far = False
    for nr in range(at + 1, min(at + 12, len(items))):
        item = items[nr]
        if item.text in ",.;":
            phrase.last = nr - 1 if far else phrase.last
            return far
        if item.has("aux", "verb", "modal", "saying", "conjunction") or (nr <= at + 2 and item.kind == "place"):
            return False
        far = far or (item.low in DISTANCE and any(i.kind == "number" for i in items[at + 1 : nr]))
    return False


def _parent(line: Line, phrase: Phrase, at: int, comma: bool, depth: int) -> bool:
    inner = phrase_at(line, at + 1, depth + 1)
    if inner is None or not (
        inner.kind in ("place", "compass", "name", "actor") or (inner.kind == "area" and inner.compass)
    ):
        return False
    if comma and inner.kind != "place":
        return False
    if line.items[at].low in ("at", "near", "outside", "on") and (
        comma or inner.kind not in ("place", "name") or phrase.name is not None
    ):
        return False
    if inner.name is not None:
        phrase.parents.append(inner.name)
    phrase.parents += inner.parents
    phrase.compass += inner.compass
    phrase.last = inner.last
    return True


def _apposition(line: Line, phrase: Phrase, at: int, depth: int) -> bool:
    """ ", the capital of Kunar province" behind a name, or ", Lashkar Gah" behind a description."""
    items = line.items
    inner = phrase_at(line, at + 1, depth + 1)
    if inner is None:
        return False
    opener = items[inner.first]
    if phrase.name is not None or phrase.kind == "name":
        described = (
            (inner.kind == "area" and inner.name is None)
            or inner.of is not None
            or (inner.noun is not None and inner.owner is not None)
        )
        one_of = items[inner.first].low == "one" and inner.kind in ("area", "place")
        if (
            not (
                described
                and (
                    opener.has("determiner", "possessive", "ordinal", "superlative", "number", "compass", "adjective")
                    or inner.owner is not None
                )
            )
            and not one_of
        ):
            return False
        after = items[inner.last + 1] if inner.last + 1 < len(items) else None
        if (
            after is not None
            and after.text not in ',.;:)—–-?!"”'
            and not after.has(*STOPS)
            and after.kind != "date"
            and not after.low.endswith(("ed", "ing"))
        ):
            return False
        phrase.about.append(inner)
        phrase.last = inner.last
        _more(line, phrase, depth)
        return True
    named = inner.kind == "place" or (
        inner.kind == "name" and bool(phrase.of or phrase.owner or phrase.pronoun_owner) and "capital" in phrase.words
    )
    if (
        named
        and inner.noun is None
        and phrase.kind == "area"
        and not phrase.plural
        and (phrase.of or phrase.owner or "capital" in phrase.words or phrase.words & {"biggest", "largest"})
    ):
        phrase.name, phrase.kind, phrase.last = inner.name, "place", inner.last
        return True
    return False


def _more(line: Line, phrase: Phrase, depth: int) -> None:
    """ "and one of the last three major towns still under government control": a second description."""
    items = line.items
    at = phrase.last + 1
    if (
        at + 1 < len(items)
        and items[at].low == "and"
        and (items[at + 1].low in ("one", "the", "a") or items[at + 1].has("seat"))
    ):
        inner = phrase_at(line, at + 1, depth + 1)
        if inner is not None and inner.kind == "area" and inner.name is None:
            follows = items[inner.last + 1] if inner.last + 1 < len(items) else None
            if follows is None or not follows.has("aux", "verb"):
                phrase.about.append(inner)
                phrase.last = inner.last
