"""What a verb takes: which objects can change hands, who can act, and where they stand when not beside the verb."""

from __future__ import annotations

from dashboard.claims.clauses import upto
from dashboard.claims.hits import Hit
from dashboard.claims.items import Line
from dashboard.claims.lists import list_at
from dashboard.claims.nounruns import Phrase
from dashboard.claims.patterns import Rule
from dashboard.claims.phrases import phrase_at
from dashboard.claims.rulebook import DISTANCE, rulebook

TAKES_IT = ("captured", "withdrew", "holds")


def wanted(line: Line, phrases: list[Phrase], rule: Rule) -> tuple[list[Phrase], str]:
    """The phrases that can change hands, and why the others cannot."""
    good: list[Phrase] = []
    why = "the object is no area"
    for phrase in phrases:
        kind = phrase.kind
        if kind in ("thing", "people", "abstract", "actor"):
            why = {
                "thing": "things were taken, no place",
                "people": "people were taken, no place",
                "actor": "the object is a side",
            }.get(kind, "the object is no area")
            if not good:
                break
            continue
        if kind == "pronoun" and line.items[phrase.head].low == "it" and rule.predicate in TAKES_IT:
            good.append(phrase)
            continue
        if kind == "number" and phrase.words & {"all", "both"}:
            good.append(phrase)  # "all three": the places spoken of
            continue
        if kind == "minor":
            why = "positions or buildings, no place that a map can show"
            continue
        if kind == "vague":
            why = "land in general, no place"
            continue
        after = line.items[phrase.last + 1].low if phrase.last + 1 < len(line.items) else ""
        if kind == "name" and phrase.head == 0 and after in ("to", "into", "for"):
            continue  # "Entry to X was free"
        if kind == "name" and rule.strict and phrase.head == 0 and not line.titled:
            continue
        if kind == "name" and (
            len(line.items[phrase.head].text.split()) > 3
            or line.items[phrase.head].low.split()[-1] in rulebook().unplaces
        ):
            continue
        if kind in ("place", "area", "name", "compass") and not phrase.negated:
            good.append(phrase)
    return good, why


def after_word(line: Line, at: int, words: tuple[str, ...], reach: int) -> Phrase | None:
    """The phrase behind one of some prepositions, a few items to the right and in the same clause."""
    items = line.items
    for nr in range(at, min(len(items), at + reach)):
        item = items[nr]
        if item.low in words:
            return phrase_at(line, nr + 1)
        if (
            item.text in ".;:"
            or (item.has("saying", "subordinator") and not item.has("preposition"))
            or item.has("aux")
        ):
            return None
    return None


def left_phrase(line: Line, end: int) -> list[Phrase]:
    """The phrase right before a reduced relative: "the town (, once rich,) captured by"."""
    items = line.items
    while end >= 0 and (
        items[end].text in (",", ":", "(")
        or items[end].kind == "date"
        or (items[end].has("adverb") and not items[end].has("determiner"))
    ):
        end -= 1
    best: list[Phrase] = []
    line = upto(line, end) if end >= 0 else line
    for start in range(end, max(-1, end - 14), -1):
        item = items[start]
        if (
            item.text in ".;:"
            or item.has("aux", "modal", "saying", "relative")
            or (item.has("verb") and not item.has("adjective"))
        ):
            break
        if item.has("preposition", "conjunction", "subordinator") and not item.has("determiner"):
            wider = (
                item.low in ("of", "in")
                and start > 0
                and items[start - 1].has("area", "part", "seat", "quantifier", "number", "minor")
            )
            if best and (best[0].is_place or best[0].kind == "name") and not wider:
                break
            continue
        if item.text == ",":
            continue
        if (
            best
            and item.low in rulebook().patterns
            and start > 0
            and (line.items[start - 1].kind == "actor" or line.items[start - 1].has("people"))
        ):
            break  # "soldiers seized a town": the verb, no adjective
        phrase = phrase_at(line, start)
        if phrase is not None and phrase.last >= end and phrase.first == start:
            best = [phrase]
    return best


def extracted(line: Line, subject: list[Phrase]) -> list[Phrase]:
    """The object of "the town (that) the rebels captured": what stands before the subject."""
    if not subject or subject[0].first < 1:
        return []
    before = subject[0].first - 1
    relative = line.items[before].low in ("which", "that")
    if relative:
        before -= 1
    elif not (line.items[before].has("area") and subject[0].kind in ("pronoun", "actor")):
        return []
    return left_phrase(line, _before_distance(line, before))


def _before_distance(line: Line, end: int) -> int:
    """The last item before ", 65 km southeast of X" where that ends at an item: X only says where the place lies."""
    items = line.items
    if end > 0 and items[end].text == ",":
        end -= 1
    for nr in range(end - 1, max(0, end - 9), -1):
        if items[nr].text == ",":
            words = items[nr + 1 : end]
            far = any(i.low in DISTANCE for i in words) and any(i.kind == "number" for i in words)
            return nr - 1 if far else end
    return end


def with_places(line: Line, hit: Hit) -> list[Phrase]:
    """ "With X and Y, the rebels now control the south": X and Y too."""
    if line.items[0].low != "with" or hit.rule.predicate != "holds":
        return []
    phrases = list_at(line, 1)
    end = phrases[-1].last + 1 if phrases else len(line.items)
    return [p for p in phrases if p.kind == "place"] if end < hit.first and line.items[end].text == "," else []


def inside(line: Line, objects: list[Phrase]) -> list[Phrase]:
    """The place that something else lies in: "Omdurman's old market", "the bank of the river in X"."""
    if not objects:
        return []
    phrase = objects[0]
    names = [n for n in (phrase.owner, *phrase.parents) if n is not None and line.items[n].kind in ("place", "proper")]
    if not names and phrase.kind in ("other", "minor", "abstract", "vague"):
        names = [n for n in range(phrase.first, phrase.last) if line.items[n].kind == "place"]
    return [Phrase(names[0], names[0], "place", names[0], name=names[0])] if names else []
