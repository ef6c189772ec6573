"""Walks a sentence around a verb: its auxiliaries, its subject, and where its clause begins and ends."""

from __future__ import annotations

from dashboard.claims.items import Item, Line
from dashboard.claims.lists import list_at
from dashboard.claims.nounruns import Phrase
from dashboard.claims.phrases import phrase_at
from dashboard.claims.rulebook import rulebook
from dashboard.claims.verbs import REACH, Verb, is_verb, left_verb, modifier, nounish, reduced, verb_at


def subject_of(line: Line, verb: Verb, depth: int = 0) -> list[Phrase]:
    """The subject of a verb: the phrases of a list, or nothing."""
    if depth > 3:
        return []
    items = line.items
    if verb.infinitive or (verb.form == "ing" and not verb.passive):
        return _borrowed(line, verb, depth)
    end = verb.first - 1
    while end >= 0 and (
        items[end].kind == "date"
        or (items[end].has("adverb") and not items[end].has("determiner"))
        or items[end].text in ("—", "–", "-")
    ):
        end -= 1
    end = _before_dates(items, end)
    if end < 0:
        return []
    if items[end].low in ("they", "it", "he", "she", "we"):
        return [Phrase(end, end, "pronoun", end, words=frozenset((items[end].low,)))]
    if (
        items[end].has("conjunction")
        or items[end].low == "then"
        or (items[end].text == "," and end > 0 and _coordinated(line, end))
    ):
        before = left_verb(line, end)
        if before is None:
            return []
        return subject_of(line, verb_at(line, before, "past"), depth + 1)
    if items[end].has("relative"):
        return _antecedent(line, end)
    if items[end].text in (",", ")"):
        opened = _opening(line, end)
        if opened is None:
            return []
        end = opened - 1
        while end >= 0 and items[end].kind == "date":
            end -= 1
        if end >= 0 and items[end].text == ",":
            end -= 1
    start = _clause_start(line, end)
    found = _subject_in(line, start, end)
    if end < verb.first - 1 and len(found) == 1 and found[0].kind == "area" and found[0].name is None:
        whole = phrase_at(line, found[0].first)  # "the local capital, X, fell": the insertion names it
        if whole is not None and whole.name is not None and whole.last < verb.first:
            return [whole]
    return found


def _before_dates(items: list[Item], end: int) -> int:
    """Steps over dates between two commas: "the president on Sunday, November 8, announced"."""
    at, commas = end, 0
    while at > 0 and items[at].text == "," and items[at - 1].kind == "date":
        commas += 1
        at -= 1
        while at > 0 and items[at].kind == "date":
            at -= 1
    return at if commas > 1 else end


def _coordinated(line: Line, at: int) -> bool:
    """Whether a comma stands between coordinated verbs rather than at the end of an insertion."""
    return _opening(line, at) is None and left_verb(line, at) is not None


def _borrowed(line: Line, verb: Verb, depth: int) -> list[Phrase]:
    if (
        verb.form == "ing"
        and verb.first > 0
        and (line.items[verb.first - 1].has("people") or line.items[verb.first - 1].kind == "actor")
    ):
        return _subject_in(line, _clause_start(line, verb.first - 1), verb.first - 1)[-1:]
    caused = _caused(line, verb) if verb.infinitive else None
    if caused is not None:
        return [caused]
    before = left_verb(line, verb.first)
    if before is not None:
        found = subject_of(line, verb_at(line, before, "past"), depth + 1)
        if found:
            return found
    for nr in range(verb.at + 1, min(len(line.items), verb.at + REACH)):
        if line.items[nr].text == "," and nr + 1 < len(line.items):
            phrase = phrase_at(line, nr + 1)
            if (
                phrase is not None
                and phrase.last + 1 < len(line.items)
                and phrase.kind in ("actor", "people", "pronoun", "name", "other", "place")
            ):
                after = line.items[phrase.last + 1]
                if is_verb(after) or after.has("adverb"):
                    return [phrase]
    start = _clause_start(line, verb.first - 1) if verb.first > 0 else 0
    return _subject_in(line, start, verb.first - 1) if before is None and verb.infinitive else []


def _caused(line: Line, verb: Verb) -> Phrase | None:
    """The rebels of "allowing the rebels to take X"."""
    end = verb.first - 1
    for nr in range(end, max(-1, end - 9), -1):
        item = line.items[nr]
        if item.low in rulebook().words("words", "weak", "causatives") and nr < end:
            phrase = phrase_at(upto(line, end), nr + 1)
            return (
                phrase
                if phrase is not None and phrase.last == end and phrase.kind in ("actor", "people", "name", "pronoun")
                else None
            )
        if item.kind == "punct" or item.has("preposition", "aux", "modal"):
            return None
    return None


def _antecedent(line: Line, at: int) -> list[Phrase]:
    end = at - 1
    items = line.items
    if end >= 1 and items[end].low in ("of", "in", "on", "by", "from"):
        end -= 1
        while end >= 0 and items[end].text != "," and at - end < 4:
            end -= 1
    while end >= 0 and items[end].text in (",", "-", "–", "—"):
        end -= 1
    if end < 0:
        return []
    start = _clause_start(line, end)
    phrases = _phrases_in(line, start, end)
    closest = [p for p in phrases if p.last >= end - 1]
    return closest[-1:] or phrases[-1:]


def _opening(line: Line, close: int) -> int | None:
    """Where the insertion that ends with a comma or bracket begins."""
    for nr in range(close - 1, max(-1, close - REACH), -1):
        if line.items[nr].text == "," and line.items[close].text == ",":
            return nr if nr > 0 else None
        if line.items[nr].text == "(" and line.items[close].text == ")":
            return nr
        if line.items[nr].text == ";":
            return None
    return None


def _clause_start(line: Line, end: int) -> int:
    """The first item of the clause that holds an item, walking left."""
    items = line.items
    at = end
    while at >= 0 and end - at < REACH:
        item = items[at]
        if item.text == ")" and (opened := _opening(line, at)) is not None:
            at = opened - 1
            continue
        if item.text in (";", ":", "“", "—", "–", "-", "(") or (item.text == '"' and at < end):
            return at + 1
        if item.text == "," and not _in_list(line, at, end):
            return at + 1
        if item.has("subordinator", "relative") and item.kind == "word":
            return at + 1
        if item.low in ("and", "but", "or") and at < end and _finite_before(line, at):
            return at + 1
        if item.has("saying") and at < end:
            return at + 1
        if at < end and is_verb(item) and not modifier(line, at) and not nounish(line, at) and not reduced(line, at):
            return at + 1
        at -= 1
    return at + 1


def _in_list(line: Line, comma: int, end: int) -> bool:
    """Whether a comma separates the names of a list that goes on to `end`."""
    items = line.items
    if comma == 0 or (
        items[comma - 1].kind not in ("place", "proper", "actor") and not items[comma - 1].has("area", "people")
    ):
        return False
    inner = items[comma + 1 : end + 1]
    joined = any(i.low in ("and", "&", "or") for i in inner)
    return (
        joined
        and not any(is_verb(i) or (i.has("preposition") and i.low not in ("of", "in")) for i in inner)
        and comma + 1 <= end
        and (items[comma + 1].kind in ("place", "proper", "actor") or items[comma + 1].has("and"))
    )


def _finite_before(line: Line, at: int) -> bool:
    for nr in range(at - 1, max(-1, at - REACH), -1):
        item = line.items[nr]
        if item.text in (";", ":") or (item.has("subordinator") and item.low not in ("that",)):
            return False
        if is_verb(item):
            return True
    return False


def upto(line: Line, end: int) -> Line:
    """The line cut off behind an item, so that a phrase before a verb does not run into it."""
    return Line(line.start, line.end, line.items[: end + 1], line.titled, line.quoted, line.heading)


def _phrases_in(line: Line, start: int, end: int) -> list[Phrase]:
    found: list[Phrase] = []
    line = upto(line, end)
    at = start
    while at <= end:
        item = line.items[at]
        if item.kind in ("punct", "date") or (item.has("preposition", "conjunction") and not item.has("determiner")):
            at += 1
            continue
        phrase = phrase_at(line, at)
        if phrase is None or phrase.first > end:
            at += 1
            continue
        found.append(phrase)
        at = max(phrase.last, at) + 1
    return found


def _subject_in(line: Line, start: int, end: int) -> list[Phrase]:
    """The head phrases of a clause between its start and its verb: the first that no preposition introduces."""
    line = upto(line, end)
    items = line.items
    at = start
    while at <= end:
        item = items[at]
        if (
            item.kind in ("punct", "date")
            or (item.has("adverb") and not item.has("determiner", "quantifier"))
            or item.low in ("and", "but", "even")
        ):
            at += 1
            continue
        if item.has("preposition", "subordinator") and not item.has("determiner"):
            skipped = phrase_at(line, at + 1)
            at = (skipped.last if skipped is not None else at) + 1
            continue
        phrases = list_at(line, at)
        return [p for p in phrases if p.first <= end] if phrases else []
    return []
