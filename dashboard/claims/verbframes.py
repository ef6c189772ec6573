"""Frames of a verb with its object: "SIDE takes PLACE", and its passive, participle and infinitive."""

from __future__ import annotations

from dashboard.claims.clauses import subject_of
from dashboard.claims.hits import Hit
from dashboard.claims.items import Item, Line
from dashboard.claims.lists import list_at
from dashboard.claims.nounruns import Phrase
from dashboard.claims.objects import after_word, extracted, inside, left_phrase, wanted, with_places
from dashboard.claims.placeframes import opening_places, place_of_subject
from dashboard.claims.rulebook import rulebook
from dashboard.claims.sidewords import armed_or_named, is_side, may_act, needs_side, no_taker, speaks
from dashboard.claims.verbs import Verb, is_verb, verb_at

OWN_OBJECTS = ("place", "area", "name", "thing", "people", "minor", "vague", "actor")


def active(line: Line, hit: Hit) -> Hit | None:
    """ "SIDE takes PLACE", "PLACE was taken by SIDE", "PLACE, taken by SIDE," or None where the verb is another."""
    items = line.items
    if _idiom(items[hit.last + 1 : hit.last + 3]):
        return None
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    if hit.form in ("past", "part") and is_passive(line, hit):
        return passive_places(line, hit) if not hit.rule.armed or verb.passive else None
    if hit.form == "part" and not verb.perfect and not _same_past(items[hit.first]):
        return passive_places(line, hit)
    if _no_act(line, hit, verb):
        return None
    if hit.rule.weak and not _names_next(line, hit.last + 1):
        return None
    objects = list_at(line, hit.last + 1)
    subject = subject_of(line, verb)
    if hit.rule.weak:
        pass
    elif not objects or (objects[0].kind not in OWN_OBJECTS and extracted(line, subject)):
        objects = extracted(line, subject)
    if not objects:
        return None
    if _turned(hit, objects, subject):
        objects, subject = subject, objects  # "the city remains in control of the government"
    hit.places, why = wanted(line, objects, hit.rule)
    if not hit.places and hit.rule.detail == "flag raised" and subject:
        hit.places = inside(line, objects) or opening_places(line, subject[0].first)
    if not hit.places:
        hit.dropped = why
        return hit
    hit.places += with_places(line, hit)
    hit.gainer = subject[0] if subject else None
    if hit.rule.claimed:
        hit.gainer = after_word(line, hit.places[-1].last + 1, ("by",), 5) or hit.gainer
    hit.dropped = _no_side(line, hit)
    if hit.rule.swap:
        hit.loser, hit.gainer = hit.gainer, None
    return hit


def _no_act(line: Line, hit: Hit, verb: Verb) -> bool:
    """Whether the word is no act here: a noun, a preposition, a state where an event is asked for."""
    items = line.items
    before = items[hit.first - 1] if hit.first > 0 else None
    if hit.rule.event and not (verb.perfect or (before is not None and before.low == "by" and hit.form == "ing")):
        return True
    if hit.form in ("base", "s") and is_noun(line, hit.first, verb):
        return True
    if hit.form == "base" and items[hit.first].has("preposition"):
        return not (verb.infinitive or verb.modal or _headline_verb(line, hit.first))
    return (
        hit.form == "ing"
        and before is not None
        and (before.has("determiner") or (hit.rule.armed and before.text == ","))
    )


def _person(line: Line, phrase: Phrase) -> bool:
    """Whether an unknown name of several words without a word for a place is rather a person's: "Jan Smit captured"."""
    name = line.items[phrase.head]
    return (
        phrase.kind == "name" and name.kind == "proper" and " " in name.text and not name.low.startswith(("el ", "al "))
    )


def _names_next(line: Line, at: int) -> bool:
    """Whether a place may begin at an item: "have the town", not "have taken the town", "is in town"."""
    item = line.items[at] if at < len(line.items) else None
    return item is not None and (
        item.kind in ("place", "proper")
        or item.has("determiner", "quantifier", "compass")
        or (item.has("adjective") and not item.low.endswith("ed"))
    )


def _turned(hit: Hit, objects: list[Phrase], subject: list[Phrase]) -> bool:
    return bool(
        hit.rule.id == "holds-control"
        and objects[0].kind == "actor"
        and subject
        and subject[0].kind in ("place", "area")
    )


def _no_side(line: Line, hit: Hit) -> str | None:
    """Why the subject cannot have done it, or None."""
    rule, gainer = hit.rule, hit.gainer
    if rule.sided and not (is_side(line, gainer) or speaks(gainer)):
        return "no side is said to do it"
    if rule.sided and not _ends(line, max(hit.last, hit.places[-1].last) + 1):
        return "something else is said of the place"
    own = gainer is not None and gainer.kind == "pronoun" and bool(gainer.words & {"it", "we"})
    if rule.armed and not (own or is_side(line, gainer)):
        return "those who leave are no armed side"
    if rule.predicate in ("contested", "advanced") and not rule.swap and not armed_or_named(line, gainer):
        return "those who do it are no side"
    named = gainer is None and any(i.kind == "actor" or i.has("role:belligerent") for i in line.items[: hit.first])
    if needs_side(line, hit) and not may_act(line, gainer) and not named:
        return "no side is said to do it"
    if rule.predicate != "holds" and no_taker(line, gainer):
        return "the subject is no side"
    return None


def _ends(line: Line, at: int) -> bool:
    """Whether only time, manner or the end of the clause follows: "have X", not "have X to thank"."""
    item = line.items[at] if at < len(line.items) else None
    return (
        item is None
        or item.kind in ("punct", "date")
        or item.has("adverb", "conjunction", "subordinator")
        or item.low in ("by", "since", "in", "on", "at", "from", "under", "without", "again", "except", "once", "back")
    )


def _idiom(behind: list[Item]) -> bool:
    """Whether what follows makes it another verb: "claims that", "captured on video", "overrun with patients"."""
    first = behind[0].low if behind else ""
    second = behind[1].low if len(behind) > 1 else ""
    return first in ("that", "with") or (first in ("on", "in") and second in rulebook().words("words", "weak", "media"))


def _headline_verb(line: Line, at: int) -> bool:
    """Whether "near" is the verb of a headline: right behind its subject, with no verb before it."""
    before = line.items[:at]
    subject = bool(before) and (before[-1].kind == "actor" or before[-1].has("people", "role:belligerent"))
    return line.heading and subject and not any(is_verb(i) for i in before)


def _same_past(item: Item) -> bool:
    return any(p.form == "past" for p in rulebook().patterns.get(item.low, ()))


def is_noun(line: Line, at: int, verb: Verb) -> bool:
    """Whether a base form is a noun here: "the capture", "a clash"."""
    if verb.infinitive or verb.modal:
        return False
    before = line.items[at - 1] if at > 0 else None
    return (
        before is not None
        and (before.kind == "poss" or before.has("determiner", "preposition", "adjective", "compass"))
        and not before.has("pronoun", "adverb")
    )


def is_passive(line: Line, hit: Hit) -> bool:
    """Whether a participle is passive: "was taken", "the town taken by", "taken on Friday"."""
    verb, items = hit.verb, line.items
    assert verb is not None
    if verb.passive:
        return True
    if hit.form == "past" and not any(p.form == "part" for p in rulebook().patterns.get(items[hit.first].low, ())):
        return False
    if verb.perfect:
        return False
    after = items[hit.last + 1] if hit.last + 1 < len(items) else None
    if after is not None and after.kind == "date":
        behind = items[hit.last + 2] if hit.last + 2 < len(items) else None
        return behind is None or not (behind.has("determiner", "area") or behind.kind in ("place", "proper"))
    if after is None or after.text in ",.;)":
        return True
    if after.low in ("by", "from", "in", "on", "during", "after", "without", "last", "earlier", "since", "amid"):
        return True
    before = items[hit.first - 1] if hit.first > 0 else None
    return (
        before is not None and before.low in ("newly", "recently", "just") and after.has("area", "compass", "adjective")
    )


def passive_places(line: Line, hit: Hit) -> Hit | None:
    """The places that a passive speaks of, and the side behind "by"."""
    items, verb = line.items, hit.verb
    assert verb is not None
    hit.passive = True
    if verb.passive or verb.perfect:
        subject = subject_of(line, verb)
    else:
        before = items[hit.first - 1] if hit.first > 0 else None
        subject = []
        if before is not None and (before.low in ("newly", "recently") or before.has("determiner")):
            subject = list_at(line, hit.last + 1)
        elif before is not None:
            subject = left_phrase(line, hit.first - 1)
    if not subject:
        return None
    hit.places, why = wanted(line, subject, hit.rule)
    if not hit.places and hit.rule.detail == "besieged":
        hit.places = place_of_subject(line, subject[0], verb.first)  # "the troops in X are surrounded"
    if not hit.places:
        hit.dropped = why
        return hit
    hit.gainer = after_word(line, hit.last + 1, ("by",), 10)
    if no_taker(line, hit.gainer):
        hit.dropped = "the subject is no side"
        return hit
    if hit.rule.predicate == "advanced" and not may_act(line, hit.gainer):
        return None  # "residents of X reached by phone"
    if hit.gainer is None and _person(line, hit.places[0]):
        hit.dropped = "people were taken, no place"
        return hit
    if needs_side(line, hit) and not may_act(line, hit.gainer) and not any(i.kind == "actor" for i in line.items):
        hit.dropped = "no side is said to do it"
    return hit
