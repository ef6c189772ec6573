"""Frames in which a place moves from side to side: it falls, is yielded, somebody is driven out, somebody leaves."""

from __future__ import annotations

from dashboard.claims.clauses import subject_of
from dashboard.claims.hits import Hit
from dashboard.claims.items import Line
from dashboard.claims.lists import list_at
from dashboard.claims.nounruns import Phrase
from dashboard.claims.objects import after_word, extracted, inside, left_phrase, wanted
from dashboard.claims.phrases import phrase_at
from dashboard.claims.placeframes import opening_places, place_of_subject
from dashboard.claims.sidewords import can_gain, is_side
from dashboard.claims.verbframes import is_noun, is_passive, passive_places
from dashboard.claims.verbs import Verb, verb_at

# what may stand behind "left" where the place is not its object
STAYS_OPEN = frozenset(
    (
        "shortly", "soon", "without", "after", "afterwards", "hours", "as", "when", "overnight", "and", "for", "towards",
        "toward", "before", "under", "then", "days", "in", "during", "on", "at", "leaving", "to",
    )
)  # fmt: skip


def fell(line: Line, hit: Hit) -> Hit | None:
    """ "PLACE falls (to SIDE)", and the like: the side stands behind "to" or in the words of the pattern."""
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    if hit.form == "base" and is_noun(line, hit.first, verb):
        return None
    if verb.infinitive and not _governed(line, verb):
        subject = left_phrase(line, verb.first - 1)
    elif hit.form == "part" and not verb.perfect and not verb.passive:
        subject = left_phrase(line, hit.first - 1)
    else:
        subject = subject_of(line, verb)
    if not subject:
        return None
    hit.places, hit.dropped = wanted(line, subject, hit.rule)
    if hit.places:
        hit.dropped = None
    after = line.items[hit.last].low
    if hit.rule.loses and hit.gainer_item is not None:
        hit.loser, hit.gainer_item = Phrase(hit.gainer_item, hit.gainer_item, "actor", hit.gainer_item), None
        hit.loser.side = hit.loser.first
    elif hit.gainer_item is None:
        hit.gainer = (
            phrase_at(line, hit.last + 1) if after in ("to", "of") else after_word(line, hit.last + 1, ("to",), 8)
        )
    if hit.gainer is not None and not can_gain(hit.gainer):
        if after == "to":
            hit.dropped = "it fell to something that is no side"
        hit.gainer = None
    if hit.last == hit.first and not _bare_fall(line, hit):
        hit.dropped = hit.dropped or "not a place that falls"
    return hit


def _governed(line: Line, verb: Verb) -> bool:
    before = line.items[verb.first - 1] if verb.first > 0 else None
    return before is None or not (before.has("area", "superlative") or before.kind in ("place", "proper"))


def _bare_fall(line: Line, hit: Hit) -> bool:
    """Whether "fell" without "to" is the fall of a place: nothing but time, manner or the end of the clause follows."""
    after = line.items[hit.last + 1] if hit.last + 1 < len(line.items) else None
    if (
        any(p.kind == "name" for p in hit.places)
        and hit.gainer is None
        and not (hit.verb is not None and hit.verb.perfect)
        and not any(i.kind == "actor" for i in line.items)
    ):
        return False
    if after is None or after.text in ',.;:)"”!?—–-' or after.kind == "date":
        return True
    return after.low in (
        "on",
        "without",
        "in",
        "to",
        "after",
        "as",
        "last",
        "and",
        "within",
        "amid",
        "less",
        "early",
        "late",
        "following",
        "when",
        "while",
        "during",
        "this",
        "at",
        "just",
        "one",
        "before",
    ) or after.has("adverb")


def yields(line: Line, hit: Hit) -> Hit | None:
    """ "LOSER hands PLACE over to SIDE", and its passive."""
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    if hit.form == "base" and is_noun(line, hit.first, verb):
        return None
    after = line.items[hit.last + 1].low if hit.last + 1 < len(line.items) else ""
    if hit.rule.particle and verb.passive:
        return None
    if hit.form in ("past", "part") and (verb.passive or after == "by" or _headed(line, hit)) and is_passive(line, hit):
        found = passive_places(line, hit)
        if found is None:
            return None
        hit.loser, hit.gainer = hit.gainer, after_word(line, hit.last + 1, ("to",), 12)
        return hit
    subject = subject_of(line, verb)
    following = line.items[hit.last + 1] if hit.last + 1 < len(line.items) else None
    open_end = following is None or following.kind in ("punct", "date")
    objects = (extracted(line, subject) if open_end else []) or list_at(line, hit.last + 1)
    hit.places, why = wanted(line, objects, hit.rule)
    if not hit.places:
        hit.dropped = why
        return hit if objects else None
    particle = line.items[hit.places[-1].last + 1].low if hit.places[-1].last + 1 < len(line.items) else ""
    if hit.rule.particle and particle not in hit.rule.particle:
        return None
    hit.loser = subject[0] if subject else None
    hit.gainer = after_word(line, hit.places[-1].last + 1, ("to",), 8)
    if hit.gainer is not None and not can_gain(hit.gainer):
        hit.gainer = None
    if hit.loser is not None and not is_side(line, hit.loser) and hit.loser.kind != "pronoun" and hit.gainer is None:
        hit.dropped = "nobody is said to lose or gain it"
    return hit


def _headed(line: Line, hit: Hit) -> bool:
    """ "X lost, Y holds": a place at the head of a line, and nothing behind the participle."""
    after = line.items[hit.last + 1] if hit.last + 1 < len(line.items) else None
    closed = after is None or after.kind in ("punct", "date") or after.low in ("on", "as")
    before = line.items[hit.first - 1] if hit.first > 0 else None
    return closed and before is not None and before.kind == "place" and (line.heading or hit.first < 3 or after is None)


def expel(line: Line, hit: Hit) -> Hit | None:
    """ "SIDE drives LOSER out of PLACE", and its passive."""
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    items = line.items
    passive = hit.form in ("past", "part") and (verb.passive or _hanging(line, hit))
    thrown: Phrase | None
    if passive:
        subject = subject_of(line, verb) if verb.passive else left_phrase(line, hit.first - 1)
        thrown = subject[0] if subject else None
        at = hit.last + 1
    else:
        thrown = phrase_at(line, hit.last + 1)
        at = thrown.last + 1 if thrown is not None else hit.last + 1
    if (
        thrown is None
        or not (is_side(line, thrown) or thrown.kind in ("people", "actor", "pronoun", "name"))
        or thrown.words & {"civilians", "people", "families", "residents", "refugees"}
    ):
        return None
    while at < len(items) and (items[at].low in ("out", "back", "away") or items[at].has("adverb")):
        at += 1
    if at >= len(items) or items[at].low not in ("of", "from", "off"):
        return None
    hit.last = at
    objects = list_at(line, at + 1)
    hit.places, why = wanted(line, objects, hit.rule)
    if not hit.places and objects and "last" in objects[0].words:
        hit.places = inside(line, objects)  # "from its last footholds in X"
    if not hit.places:
        hit.dropped = why
        return hit
    hit.loser = thrown
    if passive:
        hit.gainer = after_word(line, hit.places[-1].last + 1, ("by",), 6) or after_word(line, hit.first, ("by",), 5)
        hit.passive, hit.withdrew = True, hit.gainer is None
    else:
        subject = subject_of(line, verb)
        hit.gainer = subject[0] if subject else None
    return hit


def _hanging(line: Line, hit: Hit) -> bool:
    """ "The rebels, driven out of X last week, ...": a participle behind the side it speaks of."""
    after = line.items[hit.last + 1] if hit.last + 1 < len(line.items) else None
    before = line.items[hit.first - 1] if hit.first > 0 else None
    return after is not None and after.low in ("out", "from") and before is not None and before.text == ","


def leave(line: Line, hit: Hit) -> Hit | None:
    """ "SIDE left on Friday": the place stands in the subject or was spoken of before."""
    items = line.items
    after = items[hit.last + 1] if hit.last + 1 < len(items) else None
    if hit.form not in ("past", "part") or (
        after is not None
        and after.text not in ",.;"
        and after.low not in STAYS_OPEN
        and after.kind != "date"
        and not after.has("compass")
    ):
        return None
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    if verb.passive or verb.infinitive:
        return None
    subject = subject_of(line, verb)
    hit.gainer = subject[0] if subject else None
    if not is_side(line, hit.gainer):
        return None
    if hit.gainer is not None and hit.rule.predicate == "withdrew":
        hit.places = place_of_subject(line, hit.gainer, verb.first) or opening_places(line, hit.gainer.first)
    return hit
