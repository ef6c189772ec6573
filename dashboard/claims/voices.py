"""Finds who says it: speakers before and after a claim, pronouns for them, the outlets that a text cites."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from dashboard.claims.clauses import REACH, verb_at
from dashboard.claims.items import Item, Line
from dashboard.claims.phrases import phrase_at
from dashboard.claims.rulebook import rulebook
from dashboard.model import SpeakerRole

NAME_PART = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?:\s+(?:of\s+|al-|el-|bin\s+|ibn\s+|von\s+|de\s+)?[A-ZÀ-Þ][\w’'.-]*)*")
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
    outlet: str | None = None
    side: str | None = None
    of_paragraph: bool = False
    lead: tuple[int, int] | None = None  # the words "According to X," for the quote


@dataclass(slots=True)
class Speakers:
    """What is remembered from sentence to sentence: the last person who spoke."""

    last: Voice | None = None
    open_quote: Voice | None = None
    seen: list[str] = field(default_factory=list)


@cache
def _publications() -> re.Pattern[str]:
    phrases = sorted(rulebook().table("speech", "phrases")["publication"], key=len, reverse=True)
    return re.compile(r"(?i)(?:" + "|".join(re.escape(p) for p in phrases) + r")\s+(?=(?:(?:the|a|an)\s+)?(?-i:[A-Z]))")


@cache
def unverified() -> re.Pattern[str]:
    """The phrases that say a report could not be verified."""
    return re.compile(
        "|".join(re.escape(p) for p in rulebook().table("speech", "phrases")["unverified"]), re.IGNORECASE
    )


def publication_in(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """An outlet whose report the sentence cites: (start of the phrase, end, name)."""
    stretch = text[start:end].casefold()
    if not any(word in stretch for word in ("article", "report", "published")):
        return None
    match = _publications().search(text, start, end)
    if match is None:
        return None
    name = re.compile(r"(?:[Tt]he\s+)?[A-Z][\w.&’'-]*(?:\s+[A-Z][\w.&’'-]*)*").match(text, match.end(), end)
    if name is None:
        return None
    wording = name.group().rstrip(".,")
    return match.start(), match.start() + len(text[match.start() : name.end()].rstrip(".,")), wording


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


def voices_in(line: Line, text: str, memory: Speakers) -> list[Voice]:
    """The speakers of a sentence, in order."""
    found: list[Voice] = []
    items = line.items
    at = 0
    while at < len(items):
        item = items[at]
        voice = None
        if item.low in ("according", "citing", "quoting"):
            voice = _according(line, at, text, memory)
        elif (
            item.has("saying")
            and not item.has("preposition")
            and not (
                at > 0
                and items[at - 1].has("determiner", "adjective", "preposition")
                and not items[at - 1].has("pronoun")
            )
        ):
            voice = _said(line, at, text, memory)
        if voice is not None:
            found.append(voice)
            if voice.wording.casefold() not in PERSON:
                memory.last = voice
        at += 1
    return found


def _according(line: Line, at: int, text: str, memory: Speakers) -> Voice | None:
    items = line.items
    start = at + 2 if items[at].low == "according" and at + 1 < len(items) and items[at + 1].low == "to" else at + 1
    if items[at].low == "according" and start != at + 2:
        return None
    first, last = _speaker_right(line, start)
    if last < first:
        return None
    wording, role = _named(line, first, last, text, memory)
    leads = (
        at == 0
        or items[at - 1].text in '"“'
        or all(i.has("adverb", "conjunction") or i.kind in ("punct", "date") for i in items[:at])
    )
    if not leads and items[at].low == "according":
        leads = False
    end = _insertion_end(line, last)
    covers = (items[at].start, line.end) if leads else (line.start, line.end)
    lead = (items[at].start, items[end].end) if leads else (items[at].start, items[min(end, len(items) - 1)].end)
    return Voice(items[first].start, items[last].end, wording, role, covers, lead=lead, side=_side(line, first, last))


def _insertion_end(line: Line, last: int) -> int:
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


def _speaker_right(line: Line, at: int) -> tuple[int, int]:
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


def _said(line: Line, at: int, text: str, memory: Speakers) -> Voice | None:
    items = line.items
    denies = items[at].has("say:deny")
    verb = verb_at(line, at, "past")
    before = verb.first - 1
    while before > 0 and items[before].kind == "date":  # "the army on Saturday said"
        before -= 1
    if (
        verb.infinitive
        or (verb.modal and verb.modal not in ("will",))
        or (items[at].low.endswith("ing") and not verb.passive and not _clause_after(items, at))
    ):
        return None
    if verb.passive and not items[at].low.endswith("ing"):
        return _was_said(line, at, text, memory)
    if items[at].low.endswith("ing") and before >= 0 and items[before].text == ",":
        before = _subject_before(line, before)
    close = before >= 0 and items[before].text in (",", ")")
    end = before
    if close:
        end = _name_before(line, before)
        first_between = items[end + 2] if end + 2 < before else None
        if items[before].text == "," and first_between is not None and first_between.kind in ("proper", "actor"):
            end, close = before - 1, False  # no insertion: the name itself stands between the commas
    first = _speaker_left(line, end)
    if first <= end and end >= 0 and _can_speak(line, first, end):
        wording, role = _named(line, first, end, text, memory)
        if close:
            extra = role_of(line, end + 1, before)
            role = (
                extra
                if (extra is not SpeakerRole.ANONYMOUS and extra is not SpeakerRole.OFFICIAL)
                or role is SpeakerRole.OFFICIAL
                else role
            )
        trailing = _trails(line, first, at)
        covers = (line.start, items[at].end) if trailing else (items[first].start, line.end)
        return Voice(
            items[first].start,
            items[end].end,
            wording,
            role,
            covers,
            denies,
            side=_side(line, first, end),
            lead=(items[first].start, items[at].end),
        )
    if at + 1 < len(items) and (at == 0 or items[at - 1].text in ',"”’'):
        first, last = _speaker_right(line, at + 1)
        if items[at + 1].has("preposition"):
            return None
        if last >= first and _can_speak(line, first, last):
            wording, role = _named(line, first, last, text, memory)
            return Voice(
                items[first].start,
                items[last].end,
                wording,
                role,
                (line.start, items[last].end),
                denies,
                side=_side(line, first, last),
                lead=(items[at].start, items[last].end),
            )
    return None


def _subject_before(line: Line, comma: int) -> int:
    for nr in range(comma - 1, max(-1, comma - REACH), -1):
        if line.items[nr].has("saying", "verb", "aux"):
            at = nr - 1
            while at >= 0 and line.items[at].has("aux", "adverb", "modal"):
                at -= 1
            return at
    return comma


def _clause_after(items: list[Item], at: int) -> bool:
    return at + 1 < len(items) and (
        items[at + 1].low in ("that", "the", "they", "it", "he", "its", "their")
        or items[at + 1].kind in ("place", "actor", "proper")
    )


def _was_said(line: Line, at: int, text: str, memory: Speakers) -> Voice | None:
    """ "was quoted by X as saying", "X was quoted as saying"."""
    items = line.items
    if items[at].low not in ("quoted", "cited"):
        return None
    verb = verb_at(line, at, "past")
    first = _speaker_left(line, verb.first - 1)
    if first > verb.first - 1:
        return None
    wording, role = _named(line, first, verb.first - 1, text, memory)
    return Voice(
        items[first].start,
        items[verb.first - 1].end,
        wording,
        role,
        (items[first].start, line.end),
        side=_side(line, first, verb.first - 1),
    )


def _name_before(line: Line, close: int) -> int:
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


def _speaker_left(line: Line, end: int) -> int:
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
            at > 0 and (items[at - 1].kind in ("proper", "actor", "place") or items[at - 1].has("people", "adjective"))
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


def _can_speak(line: Line, first: int, last: int) -> bool:
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


def _trails(line: Line, first: int, at: int) -> bool:
    """Whether the speaker stands behind what he says: ", officials said." at the end of a sentence or before its next part."""
    items = line.items
    if first == 0:
        return False
    if items[first - 1].text not in (",", "”", '"', "’"):
        return False
    rest = items[at + 1 :]
    if not rest:
        return True
    told = [i for i in rest if i.kind not in ("date", "punct")]
    if rest[0].low in ("that",) or any(
        is_clause.has("aux", "verb", "saying") for is_clause in told[:12] if is_clause.low not in ("added", "adding")
    ):
        return False if rest[0].low == "that" or not _closed(line, first) else _closed(line, first)
    return True


def _closed(line: Line, first: int) -> bool:
    """Whether a whole clause stands before the comma in front of the speaker."""
    return any(i.has("aux", "verb") or i.low in rulebook().patterns for i in line.items[: max(0, first - 1)])


def _side(line: Line, first: int, last: int) -> str | None:
    for item in line.items[first : last + 1]:
        if item.actor is not None and item.actor.actor:
            return item.actor.actor
    return None


def _named(line: Line, first: int, last: int, text: str, memory: Speakers) -> tuple[str, SpeakerRole]:
    items = line.items
    while first < last and items[first].low in ("that", "and", "but", "as"):
        first += 1
    if first == last and items[first].low in PERSON and memory.last is not None:
        return memory.last.wording, memory.last.role
    return text[items[first].start : items[last].end].strip(" ,"), role_of(line, first, last)
