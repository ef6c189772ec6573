"""Reads noun phrases: what an object is (a place, an area, people, a thing) and which words name it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dashboard.claims.items import Item, Line
from dashboard.claims.rulebook import rulebook

NOMINAL = ("area", "people", "thing", "abstract", "minor", "vague", "seat", "part", "role:belligerent", "role:official")
OPENERS = ("determiner", "adjective", "compass", "quantifier", "ordinal", "superlative", "number", "possessive")
STOPS = ("preposition", "conjunction", "subordinator", "relative", "aux", "modal", "negation", "pronoun", "verb", "saying", "contraction")
DEPTH = 4


@dataclass(slots=True)
class Phrase:
    """A noun phrase: its items, its kind, and what names or describes the place in it."""

    first: int
    last: int
    kind: str  # place | area | people | thing | abstract | minor | vague | actor | pronoun | other
    head: int
    noun: str | None = None  # area noun: city, district, base
    name: int | None = None  # item that names it (gazetteer or unknown name)
    part: str | None = None
    number: str | None = None
    plural: bool = False
    indefinite: bool = False
    parents: list[int] = field(default_factory=list)  # names of larger areas around it
    compass: list[str] = field(default_factory=list)
    of: Phrase | None = None  # "the capital of <of>"
    owner: int | None = None  # "<owner>'s capital"
    pronoun_owner: str | None = None  # "its capital"
    about: list[Phrase] = field(default_factory=list)  # appositions
    words: frozenset[str] = frozenset()
    side: int | None = None  # a side inside the phrase: "rebel-held", "Taliban positions"
    negated: bool = False
    excluded: bool = False

    @property
    def is_place(self) -> bool:
        """Whether it can change hands: a named place or an area."""
        return self.kind in ("place", "area")


def _nominal(item: Item) -> bool:
    return item.kind in ("place", "actor", "proper", "number") or item.has(*NOMINAL) or item.low.startswith("-")


def _unknown(item: Item) -> bool:
    return item.kind == "word" and not (item.tags - {"cue"}) and item.low not in rulebook().patterns


def _ends_run(items: list[Item], at: int, seen: bool) -> bool:
    """Whether the item ends a noun phrase; `seen`: something nominal stands before it."""
    item = items[at]
    if item.kind in ("punct", "date"):
        return item.text not in "'’\"“”‘" or item.kind == "date" or (item.text in "”" and seen)
    if item.kind in ("place", "actor", "proper", "number", "poss") or item.low.startswith("-"):
        return False
    if item.has("area", "people", "thing", "abstract", "minor", "vague", "seat") and not item.has("verb"):
        return False
    follows = at + 1 < len(items) and (_nominal(items[at + 1]) or items[at + 1].has("adjective", "compass"))
    if item.has("compass") and seen and at + 1 < len(items) and items[at + 1].low == "of":
        return True
    if item.has(*OPENERS):
        if item.has("relative", "subordinator") and (seen or item.low != "that"):
            return True
        return seen and not follows and not (at > 0 and items[at - 1].kind == "poss") and not _joined_adjectives(items, at + 1)
    if item.has("conjunction") and not seen and item.low in ("but", "and", "yet") and at > 0 and (items[at - 1].has("adjective") or _unknown(items[at - 1])):
        return False
    if item.has(*STOPS):
        return True
    if item.has("adverb"):
        return seen and not (follows and at > 0 and (items[at - 1].kind == "poss" or items[at - 1].has("determiner")))
    low = item.low
    if low in rulebook().patterns and not item.has("adjective"):
        return not (seen and not follows and False) and (low.endswith(("ed", "ing")) or seen or not follows)
    if low.endswith(("ing", "ed", "ly")) and not item.tags:
        return (seen and not (low.endswith("ly") and follows and at > 0 and items[at - 1].kind == "poss")) or not follows
    return False


def phrase_at(line: Line, at: int, depth: int = 0) -> Phrase | None:
    """The noun phrase that starts at an item, or None."""
    items = line.items
    while at < len(items) and (items[at].text in "\"“‘'’" or (items[at].has("adverb") and not items[at].has("determiner", "quantifier"))):
        at += 1
    if at >= len(items) or depth > DEPTH:
        return None
    at += _more_than(items, at)
    if items[at].has("pronoun") and not items[at].has("possessive", "determiner"):
        return Phrase(at, at, "pronoun", at)
    last, seen = at - 1, False
    while last + 1 < len(items) and last - at < 14:
        if items[last + 1].text == "(" and (inside := _inner_bracket(items, last + 1)) is not None:
            last = inside
            continue
        if joined := _joined_adjectives(items, last + 1):
            last += joined
            continue
        if _ends_run(items, last + 1, seen):
            break
        last += 1
        seen = seen or _nominal(items[last])
        if items[last].kind == "place" and last + 1 < len(items) and _unknown(items[last + 1]):
            break
    while last >= at and (items[last].kind == "punct" or items[last].kind == "poss"):
        last -= 1
    if last < at:
        return None
    phrase = _classify(line, at, last)
    _of(line, phrase, depth)
    if depth < 2:
        _around(line, phrase, depth)
    return phrase


def _more_than(items: list[Item], at: int) -> int:
    """How many items a comparison before a number takes: "more than", "at least", "up to"."""
    pair = (items[at].low, items[at + 1].low) if at + 2 < len(items) else ("", "")
    if pair in (("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"), ("up", "to"), ("close", "to"), ("some", "of")):
        return 2
    return 1 if pair[0] in ("over", "nearly", "almost", "around", "about") and items[at + 1].has("number", "quantifier") else 0


def _joined_adjectives(items: list[Item], at: int) -> int:
    """How many items join adjectives of one kind: "southern, western and northern", "second and third-biggest"."""
    kinds = ("compass", "ordinal")
    nr = at
    while nr < len(items) and (items[nr].text == "," or items[nr].low in ("and", "or")):
        nr += 1
    if nr == at or nr >= len(items) or at == 0 or nr - at > 2:
        return 0
    return nr - at if any(items[at - 1].has(k) and items[nr].has(k, "superlative", "adjective") for k in kinds) else 0


def _inner_bracket(items: list[Item], at: int) -> int | None:
    """The end of a short bracket inside a phrase: "two People's Army (NPA) camps"."""
    for end in range(at + 2, min(at + 4, len(items) - 1)):
        if items[end].text == ")":
            return end if items[end + 1].has("area", "people", "minor") else None
    return None


def _classify(line: Line, first: int, last: int) -> Phrase:
    items, book = line.items, rulebook()
    run = items[first : last + 1]
    phrase = Phrase(first, last, "other", last, words=frozenset(i.low for i in run))
    phrase.negated = any(i.has("negation") for i in run)
    phrase.indefinite = run[0].low in ("a", "an", "another", "some")
    for nr, item in enumerate(run, first):
        if item.has("compass"):
            phrase.compass.append(item.low)
        if item.kind == "number" and phrase.number is None and nr < last:
            phrase.number = item.low
        if item.kind == "poss" and nr > first:
            phrase.owner = nr - 1 if items[nr - 1].kind in ("place", "actor", "proper") or items[nr - 1].has("area") else phrase.owner
        if item.has("possessive") and item.low != "whose":
            phrase.pronoun_owner = item.low
        if item.kind == "actor":
            phrase.side = nr
    head = items[last]
    names = [n for n in range(first, last + 1) if items[n].kind in ("place", "proper") and n != phrase.owner]
    if head.kind in ("place", "proper"):
        phrase.name = last
        phrase.kind = "place" if head.kind == "place" else "name"
        nouns = [i.low for i in run[:-1] if i.has("area")]
        phrase.noun = nouns[-1] if nouns and phrase.owner is None or nouns and "capital" in nouns else None
        if any(i.has("people", "title") and not i.has("area") for i in run[:-1]):
            phrase.kind = "people"
    elif head.has("people") and not (head.has("area") and names):
        phrase.kind = "people"
    elif head.has("area", "minor", "vague", "seat"):
        phrase.noun = head.low
        phrase.plural = head.low.endswith("s") and head.low not in ("headquarters", "outskirts", "barracks")
        hilly = any(i.has("area") or i.low in ("border", "frontier") for i in run[:-1]) and head.low in ("post", "posts", "position", "positions", "station", "stations")
        phrase.kind = "area" if head.has("area", "seat") or hilly else "minor" if head.has("minor") else "vague"
        if names:
            phrase.name = names[-1]
            if head.has("area", "seat") or hilly:
                phrase.kind = "place"
    elif head.has("thing"):
        phrase.kind = "thing"
    elif head.has("abstract"):
        phrase.kind = "abstract"
    elif head.has("part"):
        phrase.kind, phrase.noun = "part", head.low
    elif head.kind == "actor":
        phrase.kind = "actor"
    elif head.kind == "number":
        phrase.kind, phrase.number = "number", head.low
    elif head.low in book.parts:
        phrase.kind, phrase.noun = "part", head.low
    elif head.has("compass"):
        phrase.kind = "compass"
    return phrase


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
    if noun in ("capital", "capitals", "seat", "centre", "center") and inner.is_place and phrase.name is None and not (noun == "capital" and inner.noun is None and False):
        phrase.of = inner
        phrase.kind = "area"
        if noun in ("centre", "center") and "capital" not in phrase.words and not phrase.words & {"district", "provincial", "regional", "administrative"}:
            phrase.part, phrase.of = "centre", None
            _adopt(phrase, inner)
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
        if start < len(items) and items[start].low in ("in", "of", "at", "inside", "near", "within", "outside", "on") and _parent(line, phrase, start, comma, depth):
            continue
        if comma and _apposition(line, phrase, at, depth):
            continue
        return


def _bracket(line: Line, phrase: Phrase, at: int) -> bool:
    for end in range(at + 1, min(at + 12, len(line.items))):
        if line.items[end].text == ")":
            phrase.last = end
            return True
    return False


def _parent(line: Line, phrase: Phrase, at: int, comma: bool, depth: int) -> bool:
    inner = phrase_at(line, at + 1, depth + 1)
    if inner is None or not (inner.kind in ("place", "compass", "name", "actor") or (inner.kind == "area" and inner.compass)):
        return False
    if comma and inner.kind != "place":
        return False
    if line.items[at].low in ("at", "near", "outside", "on") and (comma or inner.kind not in ("place", "name") or phrase.name is not None):
        return False
    if inner.name is not None:
        phrase.parents.append(inner.name)
    phrase.parents += inner.parents
    phrase.compass += inner.compass
    phrase.last = inner.last
    return True


def _apposition(line: Line, phrase: Phrase, at: int, depth: int) -> bool:
    """", the capital of Kunar province" behind a name, or ", Lashkar Gah" behind a description."""
    items = line.items
    inner = phrase_at(line, at + 1, depth + 1)
    if inner is None:
        return False
    opener = items[inner.first]
    if phrase.name is not None or phrase.kind == "name":
        described = inner.kind == "area" and inner.name is None or inner.of is not None or (inner.noun is not None and inner.owner is not None)
        one_of = items[inner.first].low == "one" and inner.kind in ("area", "place")
        if not (described and (opener.has("determiner", "possessive", "ordinal", "superlative", "number", "compass", "adjective") or inner.owner is not None)) and not one_of:
            return False
        after = items[inner.last + 1] if inner.last + 1 < len(items) else None
        if after is not None and after.text not in ",.;:)—–-?!\"”" and not after.has(*STOPS) and after.kind != "date" and not after.low.endswith(("ed", "ing")):
            return False
        phrase.about.append(inner)
        phrase.last = inner.last
        _more(line, phrase, depth)
        return True
    named = inner.kind == "place" or (inner.kind == "name" and bool(phrase.of or phrase.owner or phrase.pronoun_owner) and "capital" in phrase.words)
    if named and inner.noun is None and phrase.kind == "area" and not phrase.plural and (phrase.of or phrase.owner or "capital" in phrase.words or phrase.words & {"biggest", "largest"}):
        phrase.name, phrase.kind, phrase.last = inner.name, "place", inner.last
        return True
    return False


def _more(line: Line, phrase: Phrase, depth: int) -> None:
    """"and one of the last three major towns still under government control": a second description."""
    items = line.items
    at = phrase.last + 1
    if at + 1 < len(items) and items[at].low == "and" and items[at + 1].low in ("one", "the", "a"):
        inner = phrase_at(line, at + 1, depth + 1)
        if inner is not None and inner.kind == "area" and inner.name is None:
            follows = items[inner.last + 1] if inner.last + 1 < len(items) else None
            if follows is None or not follows.has("aux", "verb"):
                phrase.about.append(inner)
                phrase.last = inner.last


def list_at(line: Line, at: int) -> list[Phrase]:
    """The noun phrases of a list that starts at an item: "X, Y and Z"."""
    while at < len(line.items) and (line.items[at].kind == "date" or (line.items[at].low == "on" and at + 1 < len(line.items) and line.items[at + 1].kind == "date")):
        at += 1
    first = phrase_at(line, at)
    if first is None:
        return []
    phrases = [first, *_rest(line, first)]
    return phrases if not first.plural or first.name is not None else _including(line, phrases)


def _including(line: Line, phrases: list[Phrase]) -> list[Phrase]:
    """"several villages including X and Y": the named ones stand for them."""
    items, at = line.items, phrases[-1].last + 1
    at += at < len(items) and items[at].text == ","
    if at + 1 >= len(items) or items[at].low not in ("including", "notably", "namely", "like") and (items[at].low, items[at + 1].low) != ("such", "as"):
        return phrases
    named = list_at(line, at + (2 if items[at].low == "such" else 1))
    named = [p for p in named if p.name is not None or p.kind == "name"]
    for phrase in named:
        phrase.kind = "place"
        phrase.noun = phrase.noun or {"villages": "village", "towns": "town", "cities": "city", "districts": "district"}.get(phrases[0].noun or "")
    return named or phrases


def _rest(line: Line, phrase: Phrase) -> Iterator[Phrase]:
    items = line.items
    for _ in range(24):
        at = phrase.last + 1
        comma = False
        if at + 1 < len(items) and items[at].kind == "date" and (items[at + 1].low == "and" or items[at + 1].text == ","):
            at += 1
        while at < len(items) and items[at].text in (",", ";"):
            comma, at = True, at + 1
        joined = at < len(items) and items[at].low in ("and", "or", "&", "plus") or (at + 1 < len(items) and items[at].low == "as" and items[at + 1].low == "well")
        if not (comma or joined) or at >= len(items):
            return
        if joined:
            at += 3 if items[at].low == "as" else 1
            while at < len(items) and items[at].low in ("then", "also", "later", "in", "of"):
                at += 1
        inner = phrase_at(line, at)
        if inner is None or inner.kind == "pronoun":
            return
        after = items[inner.last + 1] if inner.last + 1 < len(items) else None
        if joined and after is not None and (after.has("aux", "verb", "modal", "saying") and not after.has("adjective")):
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
