"""Frames without a verb of their own: "the fall of X", "X's capture", "X is under Y's control", "Y-held X", "fighting in X"."""

from __future__ import annotations

from dashboard.claims.clauses import subject_of
from dashboard.claims.hits import Hit
from dashboard.claims.items import Line
from dashboard.claims.lists import list_at
from dashboard.claims.nounruns import Phrase
from dashboard.claims.objects import after_word, inside, left_phrase, wanted
from dashboard.claims.phrases import phrase_at
from dashboard.claims.placeframes import place_of_subject
from dashboard.claims.rulebook import rulebook
from dashboard.claims.sidewords import can_gain
from dashboard.claims.verbs import verb_at

BE_FORMS = ("be", "is", "are", "was", "were", "been", "being", "remains", "remain", "remained")


def nominal(line: Line, hit: Hit) -> Hit | None:
    """ "The fall of X to Y", "Y's capture of X"."""
    items = line.items
    objects = list_at(line, hit.last + 1, noun=True)
    if not objects:
        return None
    hit.places, why = wanted(line, objects, hit.rule)
    if not hit.places:
        hit.dropped = why
        return hit
    if hit.rule.tail and not beaten_off(line, hit.places[-1].last + 1, hit.rule.tail):
        return None
    head = items[hit.first].low
    end = hit.places[-1].last + 1
    gainer = after_word(line, end, ("by",), 5) or (
        after_word(line, end, ("to",), 4) if head in ("fall", "loss", "surrender", "handover") else None
    )
    if gainer is None and hit.first > 0:
        before = left_phrase(line, hit.first - 1)
        if items[hit.first - 1].kind in ("actor", "poss") or items[hit.first - 1].has("possessive"):
            gainer = before[0] if before else None
            if items[hit.first - 1].kind == "actor":
                hit.gainer_item = hit.first - 1
            elif hit.first > 1 and items[hit.first - 2].kind == "actor":
                hit.gainer_item = hit.first - 2
    if gainer is not None and (head in ("loss", "surrender", "handover") and gainer.first < hit.first):
        hit.loser, gainer, hit.gainer_item = gainer, None, None
    hit.gainer = gainer if gainer is not None and can_gain(gainer) else None
    return hit


def beaten_off(line: Line, at: int, tail: frozenset[str]) -> bool:
    """Whether "was repelled", "had been driven off" follows in the clause."""
    items = line.items
    for nr in range(at, min(len(items), at + 8)):
        low = items[nr].low
        if items[nr].text in ";.":
            return False
        if low in tail or (
            low in ("driven", "beaten", "fought", "pushed", "fended", "thrown")
            and nr + 1 < len(items)
            and items[nr + 1].low in ("off", "back")
        ):
            return True
    return False


def owned(line: Line, hit: Hit) -> Hit | None:
    """ "X's fall to Y"."""
    items = line.items
    if hit.first < 2:
        return None
    at = hit.first - 1
    while at > 0 and items[at].has("adverb", "adjective", "ordinal"):
        at -= 1
    if items[at].kind != "poss" and not (
        items[at].kind == "word" and not items[at].tags and at > 1 and items[at - 1].kind == "poss"
    ):
        return None
    at = at if items[at].kind == "poss" else at - 1
    if items[at - 1].kind not in ("place", "proper"):
        return None
    after = items[hit.last + 1] if hit.last + 1 < len(items) else None
    if after is not None and after.low == "of":
        return None
    hit.places = [Phrase(at - 1, at - 1, "place", at - 1, name=at - 1)]
    hit.gainer = after_word(line, hit.last + 1, ("to", "by"), 3)
    if hit.gainer is not None and not can_gain(hit.gainer):
        hit.gainer = None
    if hit.gainer is None and items[at - 1].kind == "proper":
        return None
    return hit


def state(line: Line, hit: Hit) -> Hit | None:
    """ "X is under Y's control"."""
    items = line.items
    at = hit.first - 1
    while at >= 0 and (items[at].has("adverb", "negation") or items[at].kind == "date" or items[at].text in '"“”'):
        at -= 1
    if at < 0:
        return None
    if items[at].has("be", "have", "aux") or items[at].low in BE_FORMS:
        verb = hit.verb = verb_at(line, hit.first if at == hit.first - 1 else at + 1, "past")
        subject = subject_of(line, verb)
    elif items[at].low in ("lived", "live", "living", "lives", "suffered", "chafed"):
        subject = subject_of(line, verb_at(line, at, "past"))
    elif items[at].low in ("left", "still", "remaining", "lies", "lie", "falls", "came", "comes", "firmly"):
        subject = left_phrase(line, at - 1)
    else:
        subject = left_phrase(line, hit.first - 1)
    if not subject:
        return None
    hit.places, why = wanted(line, subject, hit.rule)
    if not hit.places and subject[0].kind == "people":
        hit.places = place_of_subject(line, subject[0], hit.first)  # "residents of X live under ..."
    if not hit.places and subject[0].owner is not None and hit.rule.predicate == "contested":
        hit.places = inside(line, subject)  # "X's fate hangs in the balance"
    if not hit.places:
        hit.dropped = why
    tail = items[hit.last].low
    if tail in ("ours", "theirs"):
        hit.gainer_item = hit.last
    if hit.gainer_item is None and tail in ("of", "by", "from"):
        hit.gainer = phrase_at(line, hit.last + 1)
    return hit


def adjective(line: Line, hit: Hit) -> Hit | None:
    """ "Y-held X"."""
    items = line.items
    if items[hit.first].low.startswith("-"):
        if hit.first == 0 or items[hit.first - 1].kind not in ("actor", "word", "place", "proper"):
            return None
        hit.gainer_item = hit.first - 1
    objects = list_at(line, hit.last + 1)
    start = hit.gainer_item if hit.gainer_item is not None else hit.first
    if not objects and start > 0 and items[start - 1].has("be"):
        objects = subject_of(line, verb_at(line, start, "past"))  # "X remains rebel-held"
    good, why = wanted(line, objects[:1] if hit.rule.predicate == "contested" else objects, hit.rule)
    good = [
        p
        for p in good
        if p.name is not None
        or (not p.plural and p.kind == "area" and p.noun in ("city", "town", "village", "province"))
    ]
    hit.places = good
    if not good:
        hit.dropped = why
    return hit


def stronghold(line: Line, hit: Hit) -> Hit | None:
    """ "the Y stronghold of X"."""
    items = line.items
    at = hit.first - 1
    while at >= 0 and items[at].has("adverb", "adjective", "ordinal", "compass", "superlative"):
        at -= 1
    if at < 0 or items[at].kind not in ("actor", "poss"):
        return None
    hit.gainer_item = at if items[at].kind == "actor" else at - 1
    if items[hit.gainer_item].kind != "actor":
        return None
    hit.places, why = wanted(line, list_at(line, hit.last + 1), hit.rule)
    if not hit.places:
        hit.dropped = why
    return hit


def about(line: Line, hit: Hit) -> Hit | None:
    """ "fighting in X", "the battle for X"."""
    items = line.items
    if hit.form and hit.form != "ing":
        return None
    hit.gainer = None
    for nr in range(hit.last + 1, min(len(items), hit.last + 22)):
        item = items[nr]
        if (
            item.text in ".;:,"
            or (item.has("subordinator") and not item.has("preposition", "determiner"))
            or item.has("relative")
        ):
            break
        if (
            item.has("verb", "modal")
            and not item.has("adjective")
            and item.low not in rulebook().words("words", "weak", "verbs")
        ):
            break
        if item.kind == "actor" and hit.gainer_item is None:
            hit.gainer_item = nr
        if item.low == "to" or (item.low == "of" and nr > 0 and items[nr - 1].has("compass")):
            break
        if item.low in hit.rule.preps:
            objects = list_at(line, nr + 1)
            good, _ = wanted(line, objects, hit.rule)
            good = good or inside(line, objects)
            good = [
                p
                for p in good
                if p.name is not None
                or p.of is not None
                or (not p.plural and p.noun in ("city", "town", "village", "province", "district", "capital", "valley"))
            ]
            if good:
                hit.places = good
                break
        if item.has("saying") and item.low not in ("reported",):
            break
    if not hit.places:
        return None
    if hit.gainer_item is None and hit.first > 0 and items[hit.first - 1].kind in ("actor", "poss"):
        hit.gainer_item = hit.first - 1 if items[hit.first - 1].kind == "actor" else max(0, hit.first - 2)
    if hit.gainer_item is not None and items[hit.gainer_item].kind not in ("actor", "proper"):
        hit.gainer_item = None
    return hit


def departure(line: Line, hit: Hit) -> Hit | None:
    """ "Y's withdrawal from X"."""
    items = line.items
    hit.places, why = wanted(line, list_at(line, hit.last + 1), hit.rule)
    if not hit.places:
        hit.dropped = why
        return hit
    if hit.gainer_item is None and hit.first > 0:
        at = hit.first - 1
        while at > 0 and (items[at].kind == "poss" or items[at].has("adjective")):
            at -= 1
        hit.gainer_item = at if items[at].kind == "actor" else None
    return hit
