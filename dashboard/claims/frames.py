"""Applies the rules to a sentence: where a pattern stands, and which phrases are its place and its sides."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.claims.clauses import Verb, is_verb, subject_of, verb_at
from dashboard.claims.hits import Hit, match_pattern
from dashboard.claims.items import Item, Line
from dashboard.claims.nounframes import about, adjective, departure, nominal, owned, state, stronghold
from dashboard.claims.nounruns import Phrase
from dashboard.claims.objects import (
    after_word,
    armed_or_named,
    can_gain,
    extracted,
    inside,
    is_side,
    left_phrase,
    may_act,
    needs_side,
    wanted,
    with_places,
)
from dashboard.claims.phrases import list_at, phrase_at
from dashboard.claims.rulebook import Pattern, rulebook

MOST_HITS = 40  # in a sentence: more is no prose, and would only cost time


def hits_in(line: Line) -> Iterator[Hit]:
    """Every rule that fires in a sentence, longest pattern first at each word; dropped hits say why."""
    book = rulebook()
    at, seen = 0, 0
    while at < len(line.items) and seen < MOST_HITS:
        item = line.items[at]
        found: Hit | None = None
        dropped: Hit | None = None
        if item.kind in ("word",):
            for pattern in book.patterns.get(item.low, ()):
                ended = match_pattern(line, at, pattern)
                if ended is None:
                    continue
                hit = _frame(line, at, ended[0], ended[1], pattern)
                if hit is None:
                    continue
                if hit.dropped is None:
                    found = hit
                    break
                dropped = dropped or hit
        hit = found or dropped
        if hit is not None:
            seen += 1
            yield hit
            at = max(hit.last, at) + 1 if found else at + 1
        else:
            at += 1


def _frame(line: Line, at: int, last: int, side: int | None, pattern: Pattern) -> Hit | None:
    hit = Hit(pattern.rule, at, last, pattern.form, gainer_item=side)
    frame = FRAMES[pattern.rule.frame]
    return frame(line, hit)


def _active(line: Line, hit: Hit) -> Hit | None:
    items = line.items
    if _idiom(items[hit.last + 1 : hit.last + 3]):
        return None
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    if hit.form in ("past", "part") and _passive(line, hit):
        return _passive_places(line, hit) if not hit.rule.armed or verb.passive else None
    if hit.form == "part" and hit.form != "past" and not verb.perfect and not _same_past(items[hit.first]):
        return _passive_places(line, hit)
    if hit.rule.event and not (
        verb.perfect or (hit.first > 0 and items[hit.first - 1].low == "by" and hit.form == "ing")
    ):
        return None
    if hit.form in ("base", "s") and _is_noun(line, hit.first, verb):
        return None
    if (
        hit.form == "base"
        and items[hit.first].has("preposition")
        and not (verb.infinitive or verb.modal or _headline_verb(line, hit.first))
    ):
        return None
    if (
        hit.form == "ing"
        and hit.first > 0
        and (items[hit.first - 1].has("determiner") or (hit.rule.armed and items[hit.first - 1].text == ","))
    ):
        return None
    objects = list_at(line, hit.last + 1)
    subject = subject_of(line, verb)
    if not objects or (
        objects[0].kind not in ("place", "area", "name", "thing", "people") and extracted(line, subject)
    ):
        objects = extracted(line, subject)
    if not objects:
        return None
    if (
        hit.rule.id == "holds-control"
        and objects[0].kind == "actor"
        and subject
        and subject[0].kind in ("place", "area")
    ):
        objects, subject = subject, objects  # "the city remains in control of the government"
    hit.places, why = wanted(line, objects, hit.rule)
    if not hit.places:
        hit.dropped = why
        return hit
    hit.places += with_places(line, hit)
    hit.gainer = subject[0] if subject else None
    if hit.rule.claimed:
        hit.gainer = after_word(line, hit.places[-1].last + 1, ("by",), 5) or hit.gainer
    if hit.gainer is not None and hit.gainer.kind in ("thing", "abstract") and hit.rule.predicate != "holds":
        hit.dropped = "the subject is no side"
    if hit.rule.armed and not is_side(line, hit.gainer):
        hit.dropped = "those who leave are no armed side"
    armed = hit.gainer is None and any(i.kind == "actor" or i.has("role:belligerent") for i in items[: hit.first])
    if needs_side(line, hit) and not may_act(line, hit.gainer) and not armed:
        hit.dropped = "no side is said to do it"
    if hit.rule.predicate in ("contested", "advanced") and not hit.rule.swap and not armed_or_named(line, hit.gainer):
        hit.dropped = "those who do it are no side"
    if hit.rule.swap:
        hit.loser, hit.gainer = hit.gainer, None
    return hit


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


def _is_noun(line: Line, at: int, verb: Verb) -> bool:
    """Whether a base form is a noun here: "the capture", "a clash"."""
    if verb.infinitive or verb.modal:
        return False
    before = line.items[at - 1] if at > 0 else None
    return (
        before is not None
        and (before.kind == "poss" or before.has("determiner", "preposition", "adjective", "compass"))
        and not before.has("pronoun", "adverb")
    )


def _passive(line: Line, hit: Hit) -> bool:
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


def _passive_places(line: Line, hit: Hit) -> Hit | None:
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
    if not hit.places:
        hit.dropped = why
        return hit
    hit.gainer = after_word(line, hit.last + 1, ("by",), 10)
    if needs_side(line, hit) and not may_act(line, hit.gainer) and not any(i.kind == "actor" for i in line.items):
        hit.dropped = "no side is said to do it"
    return hit


def _fell(line: Line, hit: Hit) -> Hit | None:
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    if hit.form == "base" and _is_noun(line, hit.first, verb):
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
    if hit.gainer_item is None:
        hit.gainer = (
            phrase_at(line, hit.last + 1) if after in ("to", "of") else after_word(line, hit.last + 1, ("to",), 8)
        )
    if hit.gainer is not None and not can_gain(hit.gainer):
        if after == "to":
            hit.dropped = "it fell to something that is no side"
        hit.gainer = None
    if after not in ("to", "of", "hands", "control") and not _bare_fall(line, hit):
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


def _yield(line: Line, hit: Hit) -> Hit | None:
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    if hit.form == "base" and _is_noun(line, hit.first, verb):
        return None
    after = line.items[hit.last + 1].low if hit.last + 1 < len(line.items) else ""
    if hit.form in ("past", "part") and (verb.passive or after == "by") and _passive(line, hit):
        found = _passive_places(line, hit)
        if found is None:
            return None
        hit.loser, hit.gainer = hit.gainer, after_word(line, hit.last + 1, ("to",), 12)
        return hit
    objects = list_at(line, hit.last + 1)
    hit.places, why = wanted(line, objects, hit.rule)
    if not hit.places:
        hit.dropped = why
        return hit if objects else None
    subject = subject_of(line, verb)
    hit.loser = subject[0] if subject else None
    hit.gainer = after_word(line, hit.places[-1].last + 1, ("to",), 8)
    if hit.gainer is not None and not can_gain(hit.gainer):
        hit.gainer = None
    if hit.loser is not None and not is_side(line, hit.loser) and hit.loser.kind != "pronoun" and hit.gainer is None:
        hit.dropped = "nobody is said to lose or gain it"
    return hit


def _expel(line: Line, hit: Hit) -> Hit | None:
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    items = line.items
    passive = hit.form in ("past", "part") and verb.passive
    thrown: Phrase | None
    if passive:
        subject = subject_of(line, verb)
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


def _leave(line: Line, hit: Hit) -> Hit | None:
    items = line.items
    after = items[hit.last + 1] if hit.last + 1 < len(items) else None
    if hit.form not in ("past", "part") or (
        after is not None
        and after.text not in ",.;"
        and after.low
        not in ("shortly", "soon", "without", "after", "afterwards", "hours", "as", "when", "overnight", "and")
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
    return hit


FRAMES = {
    "active": _active,
    "fell": _fell,
    "yield": _yield,
    "expel": _expel,
    "nominal": nominal,
    "owned": owned,
    "state": state,
    "adjective": adjective,
    "stronghold": stronghold,
    "about": about,
    "leave": _leave,
    "departure": departure,
}
