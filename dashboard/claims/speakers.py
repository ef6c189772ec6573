"""The words that name a speaker: how far they reach, what role he has, whose side he is on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.claims.items import Line
from dashboard.claims.phrases import phrase_at
from dashboard.model import SpeakerRole

PERSON = ("he", "she", "her", "him", "they", "them", "it")
ROLE_ORDER = ("monitor", "analyst", "anonymous", "belligerent", "official", "witness", "outlet")


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with the stretch of text that he speaks for."""

    start: int
    end: int
    wording: str
    role: SpeakerRole
    covers: tuple[int, int]
    denies: bool = False
    side: str | None = None
    lead: tuple[int, int] | None = None  # the words "According to X," for the quote
    rebuts: bool = False  # he denies what was said before, and goes on with words of his own


INTRODUCED = re.compile(
    r"(?P<name>[A-Z][\w’'-]+(?: (?:al-|el-|bin )?[A-Z][\w’'-]+)+), "
    r"(?P<who>(?:the|a|an|its|their|his|her) [^,.;]{0,80}?\b(?:spokes\w+|commander|governor|mayor|leader|minister|general|"
    r"chief|adviser|official|councillor|president|officer)\b[^,.;]{0,60}),"
)


def introduced(text: str, start: int, end: int) -> tuple[int, str, str] | None:
    """The person whom a stretch of text introduces last: (offset, name, what he is)."""
    found = None
    for match in INTRODUCED.finditer(text, max(0, start), end):
        found = match.start(), match["name"], match["who"]
    return found


@dataclass(slots=True)
class Speakers:
    """What is remembered from sentence to sentence: the last person who spoke."""

    last: Voice | None = None


def role_of(line: Line, first: int, last: int) -> SpeakerRole:
    """The role of a speaker, from the words around his name."""
    tags = {t[5:] for i in line.items[first : last + 1] for t in i.tags if t.startswith("role:")}
    for name in ROLE_ORDER:
        if name in tags:
            if name == "witness" and "official" in tags:
                return SpeakerRole.OFFICIAL
            return SpeakerRole(name)
    if any(i.kind == "actor" for i in line.items[first : last + 1]):
        return SpeakerRole.BELLIGERENT
    return (
        SpeakerRole.OFFICIAL if any(i.kind == "proper" for i in line.items[first : last + 1]) else SpeakerRole.ANONYMOUS
    )


def speaker_right(line: Line, at: int) -> tuple[int, int]:
    """The run of items that name a speaker, to the right."""
    items = line.items
    first = at
    while at < len(items):
        item = items[at]
        if item.kind in ("proper", "actor", "place", "number", "poss"):
            at += 1
        elif (
            (
                item.kind in ("punct", "date")
                or item.has("saying", "aux", "relative", "modal")
                or (item.has("conjunction") and not (at + 1 < len(items) and items[at + 1].kind in ("proper", "actor")))
            )
            or (item.has("preposition") and item.low not in ("of", "from", "in", "for", "at", "with", "by"))
            or (item.has("subordinator") and not item.has("determiner"))
        ):
            break
        else:
            at += 1
        if at - first > 14:
            break
    return first, at - 1


def speaker_left(line: Line, end: int) -> int:
    """The first item of the words that name a speaker, walking left from an item."""
    items = line.items
    at = end
    while at >= 0 and end - at < 16:
        item = items[at]
        if item.kind in ("punct", "date") and item.text not in ("'", "’", "-"):
            break
        if (
            item.has("saying", "modal", "relative")
            or (item.has("subordinator") and not item.has("determiner", "preposition"))
            or (item.has("aux") and item.kind != "poss")
        ):
            break
        if item.has("verb") and not item.has("adjective", "people"):
            break
        if item.has("preposition") and item.low not in ("of", "for", "from", "in", "at", "with", "by"):
            break
        if item.has("conjunction") and not (
            at > 0
            and (
                items[at - 1].kind in ("proper", "actor", "place")
                or items[at - 1].has("people", "adjective", *(f"role:{r}" for r in ROLE_ORDER))
            )
        ):
            break
        at -= 1
    at += 1
    while (
        at <= end
        and items[at].has("adverb", "preposition", "conjunction")
        and not items[at].has("determiner", "adjective")
    ):
        at += 1
    return at


def name_before(line: Line, close: int) -> int:
    """The item before ", a spokesman for X," that ends at a comma."""
    items = line.items
    if items[close].text == ")":
        for nr in range(close - 1, max(-1, close - 12), -1):
            if items[nr].text == "(":
                return nr - 1
    for nr in range(close - 1, max(-1, close - 25), -1):
        if items[nr].text in (",",):
            return nr - 1
        if items[nr].text in '"”;':
            return nr
    return close - 1


def insertion_end(line: Line, last: int) -> int:
    """The last item of ", a provincial legislator," behind a name."""
    items = line.items
    if last + 1 < len(items) and items[last + 1].text == ",":
        phrase = phrase_at(line, last + 2)
        if (
            phrase is not None
            and items[phrase.first].has("determiner")
            and phrase.kind in ("people", "other", "actor", "area")
            and phrase.last + 1 < len(items)
            and items[phrase.last + 1].text in ",."
        ):
            return phrase.last
    return last


def can_speak(line: Line, first: int, last: int) -> bool:
    """Whether a run of items can be one who speaks: a person, a side, an office, an outlet."""
    items = line.items[first : last + 1]
    if not items:
        return False
    if any(i.kind in ("actor", "proper") or i.has("people", *(f"role:{r}" for r in ROLE_ORDER)) for i in items):
        return not all(i.has("thing") for i in items)
    return (
        items[0].low in ("he", "she", "they", "it")
        or items[0].kind == "place"
        or any(
            i.low in ("statement", "report", "reports", "tweet", "post", "both", "some", "others", "many")
            for i in items
        )
    )


def side_in(line: Line, first: int, last: int) -> str | None:
    """The side that a run of items names, or None."""
    for item in line.items[first : last + 1]:
        if item.actor is not None and item.actor.actor:
            return item.actor.actor
    return None


def named(line: Line, first: int, last: int, text: str, memory: Speakers) -> tuple[str, SpeakerRole, str | None]:
    """The wording, the role and the side of a speaker; a pronoun is the person who spoke last."""
    items = line.items
    while first < last and items[first].low in ("that", "and", "but", "as"):
        first += 1
    if first == last and items[first].low in PERSON and memory.last is not None:
        return memory.last.wording, memory.last.role, memory.last.side
    wording = text[items[first].start : items[last].end].strip(" ,")
    return wording, role_of(line, first, last), side_in(line, first, last)
