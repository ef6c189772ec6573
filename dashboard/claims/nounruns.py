"""How far a run of words makes one noun phrase, and what its head says of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.claims.items import Item, Line
from dashboard.claims.rulebook import rulebook

NOMINAL = ("area", "people", "thing", "abstract", "minor", "vague", "seat", "part", "role:belligerent", "role:official")


OPENERS = ("determiner", "adjective", "compass", "quantifier", "ordinal", "superlative", "number", "possessive")


STOPS = (
    "preposition",
    "conjunction",
    "subordinator",
    "relative",
    "aux",
    "modal",
    "negation",
    "pronoun",
    "verb",
    "saying",
    "contraction",
)


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


def is_nominal(item: Item) -> bool:
    """Whether a word can be the head of a noun phrase."""
    return item.kind in ("place", "actor", "proper", "number") or item.has(*NOMINAL) or item.low.startswith("-")


def unknown(item: Item) -> bool:
    """Whether no word list knows a word."""
    return item.kind == "word" and not (item.tags - {"cue"}) and item.low not in rulebook().patterns


def ends_run(items: list[Item], at: int, seen: bool) -> bool:
    """Whether the item ends a noun phrase; `seen`: something nominal stands before it."""
    item = items[at]
    if item.kind in ("punct", "date"):
        return item.text not in "'’\"“”‘" or item.kind == "date" or (item.text in "”" and seen)
    if item.kind in ("place", "actor", "proper", "number", "poss") or item.low.startswith("-"):
        return False
    if item.has("area", "people", "thing", "abstract", "minor", "vague", "seat") and not item.has("verb"):
        return False
    follows = at + 1 < len(items) and (is_nominal(items[at + 1]) or items[at + 1].has("adjective", "compass"))
    if item.has("compass") and seen and at + 1 < len(items) and items[at + 1].low == "of":
        return True
    if item.has(*OPENERS):
        if item.has("relative", "subordinator") and (seen or item.low != "that"):
            return True
        return (
            seen
            and not follows
            and not (at > 0 and items[at - 1].kind == "poss")
            and not joined_adjectives(items, at + 1)
        )
    if (
        item.has("conjunction")
        and not seen
        and item.low in ("but", "and", "yet")
        and at > 0
        and (items[at - 1].has("adjective") or unknown(items[at - 1]))
    ):
        return False
    if item.has(*STOPS):
        return True
    if item.has("adverb"):
        return seen and not (follows and at > 0 and (items[at - 1].kind == "poss" or items[at - 1].has("determiner")))
    low = item.low
    if low in rulebook().patterns and not item.has("adjective"):
        return low.endswith(("ed", "ing")) or seen or not follows
    if low.endswith(("ing", "ed", "ly")) and not item.tags:
        return (
            seen and not (low.endswith("ly") and follows and at > 0 and items[at - 1].kind == "poss")
        ) or not follows
    return False


def more_than(items: list[Item], at: int) -> int:
    """How many items a comparison before a number takes: "more than", "at least", "up to"."""
    pair = (items[at].low, items[at + 1].low) if at + 2 < len(items) else ("", "")
    if pair in (
        ("more", "than"),
        ("less", "than"),
        ("fewer", "than"),
        ("at", "least"),
        ("up", "to"),
        ("close", "to"),
        ("some", "of"),
    ):
        return 2
    return (
        1
        if pair[0] in ("over", "nearly", "almost", "around", "about") and items[at + 1].has("number", "quantifier")
        else 0
    )


def joined_adjectives(items: list[Item], at: int) -> int:
    """How many items join adjectives of one kind: "southern, western and northern", "second and third-biggest"."""
    kinds = ("compass", "ordinal")
    nr = at
    while nr < len(items) and (items[nr].text == "," or items[nr].low in ("and", "or")):
        nr += 1
    if nr == at or nr >= len(items) or at == 0 or nr - at > 2:
        return 0
    return nr - at if any(items[at - 1].has(k) and items[nr].has(k, "superlative", "adjective") for k in kinds) else 0


def inner_bracket(items: list[Item], at: int) -> int | None:
    """The end of a short bracket inside a phrase: "two People's Army (NPA) camps"."""
    for end in range(at + 2, min(at + 4, len(items) - 1)):
        if items[end].text == ")":
            return end if items[end + 1].has("area", "people", "minor") else None
    return None


def classify(line: Line, first: int, last: int) -> Phrase:
    """The phrase that a run of words makes, by its head."""
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
            phrase.owner = (
                nr - 1
                if items[nr - 1].kind in ("place", "actor", "proper") or items[nr - 1].has("area")
                else phrase.owner
            )
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
        phrase.noun = nouns[-1] if (nouns and phrase.owner is None) or (nouns and "capital" in nouns) else None
        if any(i.has("people", "title") and not i.has("area") for i in run[:-1]):
            phrase.kind = "people"
    elif head.has("people") and not (head.has("area") and names):
        phrase.kind = "people"
    elif head.has("area", "minor", "vague", "seat"):
        phrase.noun = head.low
        phrase.plural = head.low.endswith("s") and head.low not in ("headquarters", "outskirts", "barracks")
        hilly = any(i.has("area") or i.low in ("border", "frontier") for i in run[:-1]) and head.low in (
            "post",
            "posts",
            "position",
            "positions",
            "station",
            "stations",
        )
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
