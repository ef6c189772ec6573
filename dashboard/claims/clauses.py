"""Walks a sentence around a verb: its auxiliaries, its subject, and where its clause begins and ends."""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.claims.items import Item, Line
from dashboard.claims.nounruns import Phrase
from dashboard.claims.phrases import list_at, phrase_at
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


def _plain_past(line: Line, at: int) -> bool:
    """Whether an unknown word in -ed right behind a side is its verb: "the army engaged"."""
    item, before = line.items[at], line.items[at - 1] if at > 0 else None
    if item.kind != "word" or not item.low.endswith("ed") or item.tags or before is None:
        return False
    return before.kind == "actor" or before.has("people", "pronoun") or before.text == ")"


def _nounish(line: Line, at: int) -> bool:
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


def _left_verb(line: Line, at: int) -> int | None:
    """The nearest finite verb to the left, on the same side of a boundary."""
    for nr in range(at - 1, max(-1, at - REACH), -1):
        item = line.items[nr]
        if item.text in (";",):
            return None
        if _plain_past(line, nr):
            return nr
        if is_verb(item) and not item.has("aux") and not _modifier(line, nr) and not _nounish(line, nr):
            return nr
        if item.has("aux"):
            return nr
    return None


def _modifier(line: Line, at: int) -> bool:
    """Whether a participle stands before a noun: "the captured town"."""
    items = line.items
    if not items[at].has("adjective") or at == 0 or at + 1 >= len(items):
        return False
    return items[at - 1].has("determiner", "adjective", "preposition") and (
        items[at + 1].has("area", "people", "thing", "adjective") or items[at + 1].kind in ("place", "proper", "actor")
    )


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
        before = _left_verb(line, end)
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


def _reduced(line: Line, at: int) -> bool:
    """Whether a participle hangs on the noun before it: "forces backed by X", "men led by Y"."""
    items = line.items
    if at == 0 or at + 1 >= len(items) or items[at + 1].low != "by" or not items[at].low.endswith(("ed", "en", "led")):
        return False
    before = items[at - 1]
    return before.kind in ("actor", "proper") or before.has("people", "role:belligerent", "area")


def _coordinated(line: Line, at: int) -> bool:
    """Whether a comma stands between coordinated verbs rather than at the end of an insertion."""
    return _opening(line, at) is None and _left_verb(line, at) is not None


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
    before = _left_verb(line, verb.first)
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
        if at < end and is_verb(item) and not _modifier(line, at) and not _nounish(line, at) and not _reduced(line, at):
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
