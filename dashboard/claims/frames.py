"""Applies the rules to a sentence: where a pattern stands, and which phrases are its place and its sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dashboard.claims.clauses import Verb, subject_of, upto, verb_at
from dashboard.claims.items import Item, Line
from dashboard.claims.phrases import Phrase, list_at, phrase_at
from dashboard.claims.rulebook import Pattern, Rule, rulebook

LIGHT = frozenset(
    "continue continued continues continuing rage raged rages erupt erupted erupts resume resumed resumes intensify intensified intensifies broke break began begin begins started start "
    "reported report took take taken place is was were are been being be has have had escalated spread underway ongoing flared entered".split()
)
MOST_HITS = 40  # in a sentence: more is no prose, and would only cost time
BE_FORMS = ("be", "is", "are", "was", "were", "been", "being", "remains", "remain", "remained")


@dataclass(slots=True)
class Hit:
    """A rule that fired: its trigger, its places, its sides, and the words it rests on."""

    rule: Rule
    first: int
    last: int
    form: str
    places: list[Phrase] = field(default_factory=list)
    gainer: Phrase | None = None
    loser: Phrase | None = None
    gainer_item: int | None = None  # a side named by one item ("under Taliban control")
    verb: Verb | None = None
    passive: bool = False
    dropped: str | None = None  # why it is no claim
    withdrew: bool = False  # "were driven out of": the side leaves, nobody is said to gain


def match_pattern(line: Line, at: int, pattern: Pattern) -> tuple[int, int | None] | None:
    """Last item of a pattern that starts at an item, and the side in its {side} slot; None where it does not match."""
    items, slots = line.items, rulebook().slots
    nr, side = at + 1, None
    for word in pattern.words[1:]:
        if word == "{of}":
            if nr < len(items) and items[nr].low == "of" and (of := phrase_at(line, nr + 1)) is not None:
                nr = of.last + 1
            continue
        if word == "{side}":
            found = _side_slot(items, nr, pattern.words)
            if found is None:
                return None
            nr, side = found
            continue
        if word == "{dist}":
            after = _distance(items, nr)
            if after is None:
                return None
            nr = after
            continue
        if word in ("{deg}", "{own}"):
            while nr < len(items) and (items[nr].low in slots[word[1:-1]] or items[nr].has("adjective", "ordinal", "compass") or items[nr].kind in ("actor", "poss", "proper", "number") or items[nr].has("quantifier")):
                nr += 1
            continue
        skipped = 0
        while nr < len(items) and items[nr].low != word and skipped < 4 and (items[nr].low in slots["deg"] or items[nr].has("adverb") or items[nr].kind == "date" or items[nr].text in "[]()"):
            nr += 1
            skipped += 1
        if nr >= len(items) or items[nr].low != word:
            return None
        nr += 1
    return nr - 1, side


UNITS = frozenset("km kms kilometre kilometres kilometer kilometers mile miles metre metres meter meters m hours hour minutes km/h kilometers-away".split())


def _distance(items: list[Item], at: int) -> int | None:
    """The item after a distance: "about 20 kilometres (12 miles) from" """
    nr = at
    while nr < len(items) and nr - at < 5 and (items[nr].has("adverb", "preposition", "number", "determiner") or items[nr].kind == "number") and items[nr].low != "from":
        nr += 1
    if nr >= len(items) or items[nr].low not in UNITS or nr == at:
        return None
    nr += 1
    if nr < len(items) and items[nr].text == "(":
        while nr < len(items) and items[nr].text != ")" and nr - at < 14:
            nr += 1
        nr += 1
    while nr < len(items) and (items[nr].low in ("away", "outside", "or") or items[nr].has("compass")):
        nr += 1
    return nr


def _side_slot(items: list[Item], at: int, words: tuple[str, ...]) -> tuple[int, int | None] | None:
    """The side between "under" and "control": (next item, item of the side)."""
    side, nr = None, at
    while nr < len(items) and nr - at < 5:
        item = items[nr]
        if item.low in words:
            break
        if item.kind == "actor" or item.has("possessive", "people", "role:belligerent") or item.kind in ("place", "proper"):
            side = nr
        elif not (item.kind == "poss" or item.has("determiner", "adjective", "adverb", "ordinal") or item.low in rulebook().slots["deg"] or (item.kind == "word" and not item.tags)):
            break
        nr += 1
    if side is None:
        return None
    return nr, side


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
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    if hit.form in ("past", "part") and _passive(line, hit):
        return _passive_places(line, hit) if not hit.rule.armed or verb.passive else None
    if hit.form == "part" and hit.form != "past" and not verb.perfect and not _same_past(items[hit.first]):
        return _passive_places(line, hit)
    if hit.rule.event and not (verb.perfect or (hit.first > 0 and items[hit.first - 1].low == "by" and hit.form == "ing")):
        return None
    if hit.form in ("base", "s") and _is_noun(line, hit.first, verb):
        return None
    if hit.form == "base" and items[hit.first].has("preposition") and not (line.heading or verb.infinitive or verb.modal):
        return None
    if hit.form == "ing" and hit.first > 0 and (items[hit.first - 1].has("determiner") or (hit.rule.armed and items[hit.first - 1].text == ",")):
        return None
    objects = list_at(line, hit.last + 1)
    subject = subject_of(line, verb)
    if not objects or (objects[0].kind not in ("place", "area", "name", "thing", "people") and _extracted(line, subject)):
        objects = _extracted(line, subject)
    if not objects:
        return None
    hit.places, why = _wanted(line, objects, hit.rule)
    if not hit.places:
        hit.dropped = why
        return hit
    hit.places += _with(line, hit)
    hit.gainer = subject[0] if subject else None
    if hit.gainer is not None and hit.gainer.kind in ("thing", "abstract") and hit.rule.predicate != "holds":
        hit.dropped = "the subject is no side"
    if hit.rule.armed and not _is_side(line, hit.gainer):
        hit.dropped = "those who leave are no armed side"
    armed = hit.gainer is None and any(i.kind == "actor" or i.has("role:belligerent") for i in items[: hit.first])
    if _needs_side(line, hit) and not _may_act(line, hit.gainer) and not armed:
        hit.dropped = "no side is said to do it"
    if hit.rule.predicate in ("contested", "advanced") and not hit.rule.swap and not _armed_or_named(line, hit.gainer):
        hit.dropped = "those who do it are no side"
    if hit.rule.swap:
        hit.loser, hit.gainer = hit.gainer, None
    return hit


def _extracted(line: Line, subject: list[Phrase]) -> list[Phrase]:
    """The object of "the town (that) the rebels captured": what stands before the subject."""
    if not subject or subject[0].first < 1:
        return []
    before = subject[0].first - 1
    relative = line.items[before].low in ("which", "that")
    if relative:
        before -= 1
    elif not (line.items[before].has("area") and subject[0].kind in ("pronoun", "actor")):
        return []
    return _left_phrase(line, before)


def _with(line: Line, hit: Hit) -> list[Phrase]:
    """"With X and Y, the rebels now control the south": X and Y too."""
    if line.items[0].low != "with" or hit.rule.predicate != "holds":
        return []
    phrases = list_at(line, 1)
    end = phrases[-1].last + 1 if phrases else len(line.items)
    return [p for p in phrases if p.kind == "place"] if end < hit.first and line.items[end].text == "," else []


def _same_past(item: Item) -> bool:
    return any(p.form == "past" for p in rulebook().patterns.get(item.low, ()))


def _is_noun(line: Line, at: int, verb: Verb) -> bool:
    """Whether a base form is a noun here: "the capture", "a clash"."""
    if verb.infinitive or verb.modal:
        return False
    before = line.items[at - 1] if at > 0 else None
    return before is not None and (before.kind == "poss" or before.has("determiner", "preposition", "adjective", "compass")) and not before.has("pronoun", "adverb")


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
    return before is not None and before.low in ("newly", "recently", "just") and after.has("area", "compass", "adjective")


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
            subject = _left_phrase(line, hit.first - 1)
    if not subject:
        return None
    hit.places, why = _wanted(line, subject, hit.rule)
    if not hit.places:
        hit.dropped = why
        return hit
    hit.gainer = _after(line, hit.last + 1, ("by",), 10)
    if _needs_side(line, hit) and not _may_act(line, hit.gainer) and not any(i.kind == "actor" for i in line.items):
        hit.dropped = "no side is said to do it"
    return hit


def _armed_or_named(line: Line, phrase: Phrase | None) -> bool:
    """Whether a subject can press a place: a side or a name, not protesters or residents."""
    if phrase is None:
        return True
    if phrase.kind in ("thing", "abstract", "area", "other") and phrase.side is None and not any(line.items[n].kind in ("proper", "actor") for n in range(phrase.first, phrase.last + 1)):
        return False
    tags = {t for n in range(phrase.first, phrase.last + 1) for t in line.items[n].tags}
    if phrase.words & {"supporters", "protesters", "demonstrators", "crowds", "mob", "rioters", "activists", "residents", "students", "refugees", "migrants", "civilians", "families"}:
        return False
    return phrase.kind != "people" or phrase.side is not None or "role:belligerent" in tags or any(line.items[n].kind == "proper" for n in range(phrase.first, phrase.last + 1))


def _needs_side(line: Line, hit: Hit) -> bool:
    """Whether the verb has so many other uses that only a side's doing it counts, or a place that is known."""
    if hit.rule.predicate != "captured" or not hit.rule.strict:
        return False
    return not any(p.name is not None and line.items[p.name].kind == "place" for p in hit.places) or hit.form == "ing"


def _may_act(line: Line, phrase: Phrase | None) -> bool:
    """Whether a subject can be a side: a side, armed people, a name, a pronoun for them."""
    if phrase is None:
        return False
    if _is_side(line, phrase) or phrase.kind in ("pronoun", "place"):
        return True
    tags = {t for n in range(phrase.first, phrase.last + 1) for t in line.items[n].tags}
    return (phrase.kind == "name" and not tags & {"title"}) or (phrase.kind == "people" and "role:official" not in tags)


def _left_phrase(line: Line, end: int) -> list[Phrase]:
    """The phrase right before a reduced relative: "the town (, once rich,) captured by"."""
    items = line.items
    while end >= 0 and (items[end].text == "," or items[end].kind == "date" or (items[end].has("adverb") and not items[end].has("determiner"))):
        end -= 1
    best: list[Phrase] = []
    line = upto(line, end) if end >= 0 else line
    for start in range(end, max(-1, end - 14), -1):
        item = items[start]
        if item.text in ".;:" or item.has("aux", "modal", "saying", "relative") or (item.has("verb") and not item.has("adjective")):
            break
        if item.has("preposition", "conjunction", "subordinator") and not item.has("determiner"):
            wider = item.low in ("of", "in") and start > 0 and items[start - 1].has("area", "part", "seat", "quantifier", "number", "minor")
            if best and (best[0].is_place or best[0].kind == "name") and not wider:
                break
            continue
        if item.text == ",":
            continue
        phrase = phrase_at(line, start)
        if phrase is not None and phrase.last >= end and phrase.first == start:
            best = [phrase]
    return best


def _after(line: Line, at: int, words: tuple[str, ...], reach: int) -> Phrase | None:
    """The phrase behind one of some prepositions, a few items to the right and in the same clause."""
    items = line.items
    for nr in range(at, min(len(items), at + reach)):
        item = items[nr]
        if item.low in words:
            return phrase_at(line, nr + 1)
        if item.text in ".;:" or item.has("saying", "subordinator") and not item.has("preposition") or item.has("aux"):
            return None
    return None


def _is_side(line: Line, phrase: Phrase | None) -> bool:
    if phrase is None:
        return False
    if phrase.kind == "actor" or phrase.side is not None:
        return not any(line.items[n].has("role:witness") for n in range(phrase.first, phrase.last + 1))
    if phrase.pronoun_owner is not None and phrase.words & {"men", "people", "boys", "heroes"}:
        return True
    return any(line.items[n].has("role:belligerent") for n in range(phrase.first, phrase.last + 1))


def _wanted(line: Line, phrases: list[Phrase], rule: Rule) -> tuple[list[Phrase], str]:
    """The phrases that can change hands, and why the others cannot."""
    good: list[Phrase] = []
    why = "the object is no area"
    for phrase in phrases:
        kind = phrase.kind
        if kind in ("thing", "people", "abstract", "actor"):
            why = {"thing": "things were taken, no place", "people": "people were taken, no place", "actor": "the object is a side"}.get(kind, "the object is no area")
            if not good:
                break
            continue
        if kind == "pronoun" and line.items[phrase.head].low == "it" and rule.predicate in ("captured", "withdrew"):
            good.append(phrase)
            continue
        if kind == "minor":
            why = "positions or buildings, no place that a map can show"
            continue
        if kind == "vague":
            why = "land in general, no place"
            continue
        if kind == "name" and rule.strict and phrase.head == 0 and not line.titled:
            continue
        if kind == "name" and (len(line.items[phrase.head].text.split()) > 3 or line.items[phrase.head].low.split()[-1] in rulebook().unplaces):
            continue
        if kind in ("place", "area", "name", "compass") and not phrase.negated:
            good.append(phrase)
    return good, why


def _fell(line: Line, hit: Hit) -> Hit | None:
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    if hit.form == "base" and _is_noun(line, hit.first, verb):
        return None
    if verb.infinitive and not _governed(line, verb):
        subject = _left_phrase(line, verb.first - 1)
    elif hit.form == "part" and not verb.perfect and not verb.passive:
        subject = _left_phrase(line, hit.first - 1)
    else:
        subject = subject_of(line, verb)
    if not subject:
        return None
    hit.places, hit.dropped = _wanted(line, subject, hit.rule)
    if hit.places:
        hit.dropped = None
    after = line.items[hit.last].low
    if hit.gainer_item is None:
        hit.gainer = phrase_at(line, hit.last + 1) if after in ("to", "of") else _after(line, hit.last + 1, ("to",), 8)
    if hit.gainer is not None and not _can_gain(line, hit.gainer):
        if after == "to":
            hit.dropped = "it fell to something that is no side"
        hit.gainer = None
    if after not in ("to", "of", "hands", "control") and not _bare_fall(line, hit):
        hit.dropped = hit.dropped or "not a place that falls"
    return hit


def _governed(line: Line, verb: Verb) -> bool:
    before = line.items[verb.first - 1] if verb.first > 0 else None
    return before is None or not (before.has("area", "superlative") or before.kind in ("place", "proper"))


def _can_gain(line: Line, phrase: Phrase) -> bool:
    return phrase.kind in ("actor", "people", "pronoun", "name", "other", "place") and not phrase.words & {"pieces", "ground", "floor", "knees", "death", "earth", "level", "levels", "%", "percent", "low"}


def _bare_fall(line: Line, hit: Hit) -> bool:
    """Whether "fell" without "to" is the fall of a place: nothing but time, manner or the end of the clause follows."""
    after = line.items[hit.last + 1] if hit.last + 1 < len(line.items) else None
    if any(p.kind == "name" for p in hit.places) and hit.gainer is None and not (hit.verb is not None and hit.verb.perfect) and not any(i.kind == "actor" for i in line.items):
        return False
    if after is None or after.text in ",.;:)\"”!?—–-" or after.kind == "date":
        return True
    return after.low in ("on", "without", "in", "to", "after", "as", "last", "and", "within", "amid", "less", "early", "late", "following", "when", "while", "during", "this", "at", "just", "one", "before") or after.has("adverb")


def _yield(line: Line, hit: Hit) -> Hit | None:
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    if hit.form == "base" and _is_noun(line, hit.first, verb):
        return None
    after = line.items[hit.last + 1].low if hit.last + 1 < len(line.items) else ""
    if hit.form in ("past", "part") and (verb.passive or after == "by") and _passive(line, hit):
        found = _passive_places(line, hit)
        if found is None:
            return None
        hit.loser, hit.gainer = hit.gainer, _after(line, hit.last + 1, ("to",), 12)
        return hit
    objects = list_at(line, hit.last + 1)
    hit.places, why = _wanted(line, objects, hit.rule)
    if not hit.places:
        hit.dropped = why
        return hit if objects else None
    subject = subject_of(line, verb)
    hit.loser = subject[0] if subject else None
    hit.gainer = _after(line, hit.places[-1].last + 1, ("to",), 8)
    if hit.gainer is not None and not _can_gain(line, hit.gainer):
        hit.gainer = None
    if hit.loser is not None and not _is_side(line, hit.loser) and hit.loser.kind != "pronoun" and hit.gainer is None:
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
    if thrown is None or not (_is_side(line, thrown) or thrown.kind in ("people", "actor", "pronoun", "name")) or thrown.words & {"civilians", "people", "families", "residents", "refugees"}:
        return None
    while at < len(items) and (items[at].low in ("out", "back", "away") or items[at].has("adverb")):
        at += 1
    if at >= len(items) or items[at].low not in ("of", "from", "off"):
        return None
    hit.last = at
    objects = list_at(line, at + 1)
    hit.places, why = _wanted(line, objects, hit.rule)
    if not hit.places:
        hit.dropped = why
        return hit
    hit.loser = thrown
    if passive:
        hit.gainer = _after(line, hit.places[-1].last + 1, ("by",), 6) or _after(line, hit.first, ("by",), 5)
        hit.passive, hit.withdrew = True, hit.gainer is None
    else:
        subject = subject_of(line, verb)
        hit.gainer = subject[0] if subject else None
    return hit


def _nominal(line: Line, hit: Hit) -> Hit | None:
    items = line.items
    objects = list_at(line, hit.last + 1)
    if not objects:
        return None
    hit.places, why = _wanted(line, objects, hit.rule)
    if not hit.places:
        hit.dropped = why
        return hit
    head = items[hit.first].low
    end = hit.places[-1].last + 1
    gainer = _after(line, end, ("by",), 5) or (_after(line, end, ("to",), 4) if head in ("fall", "loss", "surrender", "handover") else None)
    if gainer is None and hit.first > 0:
        before = _left_phrase(line, hit.first - 1)
        if items[hit.first - 1].kind in ("actor", "poss") or items[hit.first - 1].has("possessive"):
            gainer = before[0] if before else None
            if items[hit.first - 1].kind == "actor":
                hit.gainer_item = hit.first - 1
            elif hit.first > 1 and items[hit.first - 2].kind == "actor":
                hit.gainer_item = hit.first - 2
    if gainer is not None and (head in ("loss", "surrender", "handover") and gainer.first < hit.first):
        hit.loser, gainer, hit.gainer_item = gainer, None, None
    hit.gainer = gainer if gainer is not None and _can_gain(line, gainer) else None
    return hit


def _owned(line: Line, hit: Hit) -> Hit | None:
    items = line.items
    if hit.first < 2:
        return None
    at = hit.first - 1
    while at > 0 and items[at].has("adverb", "adjective", "ordinal"):
        at -= 1
    if items[at].kind != "poss" and not (items[at].kind == "word" and not items[at].tags and at > 1 and items[at - 1].kind == "poss"):
        return None
    at = at if items[at].kind == "poss" else at - 1
    if items[at - 1].kind not in ("place", "proper"):
        return None
    after = items[hit.last + 1] if hit.last + 1 < len(items) else None
    if after is not None and after.low == "of":
        return None
    hit.places = [Phrase(at - 1, at - 1, "place", at - 1, name=at - 1)]
    hit.gainer = _after(line, hit.last + 1, ("to", "by"), 3)
    if hit.gainer is not None and not _can_gain(line, hit.gainer):
        hit.gainer = None
    if hit.gainer is None and items[at - 1].kind == "proper":
        return None
    return hit


def _state(line: Line, hit: Hit) -> Hit | None:
    items = line.items
    at = hit.first - 1
    while at >= 0 and (items[at].has("adverb", "negation") or items[at].kind == "date"):
        at -= 1
    if at < 0:
        return None
    if items[at].has("be", "have", "aux") or items[at].low in BE_FORMS:
        verb = hit.verb = verb_at(line, hit.first, "past")
        subject = subject_of(line, verb)
    elif items[at].low in ("left", "still", "remaining", "lies", "lie", "falls", "came", "comes", "firmly"):
        subject = _left_phrase(line, at - 1)
    else:
        subject = _left_phrase(line, hit.first - 1)
    if not subject:
        return None
    hit.places, why = _wanted(line, subject, hit.rule)
    if not hit.places:
        hit.dropped = why
    tail = items[hit.last].low
    if hit.gainer_item is None and tail in ("of", "by", "from"):
        hit.gainer = phrase_at(line, hit.last + 1)
    return hit


def _adjective(line: Line, hit: Hit) -> Hit | None:
    items = line.items
    if items[hit.first].low.startswith("-"):
        if hit.first == 0 or items[hit.first - 1].kind not in ("actor", "word", "place", "proper"):
            return None
        hit.gainer_item = hit.first - 1
    objects = list_at(line, hit.last + 1)
    good, why = _wanted(line, objects[:1] if hit.rule.predicate == "contested" else objects, hit.rule)
    good = [p for p in good if p.name is not None or (not p.plural and p.kind == "area" and p.noun in ("city", "town", "village", "province"))]
    hit.places = good
    if not good:
        hit.dropped = why
    return hit


def _stronghold(line: Line, hit: Hit) -> Hit | None:
    items = line.items
    at = hit.first - 1
    while at >= 0 and items[at].has("adverb", "adjective", "ordinal", "compass", "superlative"):
        at -= 1
    if at < 0 or items[at].kind not in ("actor", "poss"):
        return None
    hit.gainer_item = at if items[at].kind == "actor" else at - 1
    if items[hit.gainer_item].kind != "actor":
        return None
    hit.places, why = _wanted(line, list_at(line, hit.last + 1), hit.rule)
    if not hit.places:
        hit.dropped = why
    return hit


def _about(line: Line, hit: Hit) -> Hit | None:
    items = line.items
    if hit.form and hit.form != "ing":
        return None
    hit.gainer = None
    for nr in range(hit.last + 1, min(len(items), hit.last + 22)):
        item = items[nr]
        if item.text in ".;:," or (item.has("subordinator") and not item.has("preposition", "determiner")) or item.has("relative"):
            break
        if item.has("verb", "modal") and not item.has("adjective") and item.low not in LIGHT:
            break
        if item.kind == "actor" and hit.gainer_item is None:
            hit.gainer_item = nr
        if item.low == "to" or (item.low == "of" and nr > 0 and items[nr - 1].has("compass")):
            break
        if item.low in hit.rule.preps:
            objects = list_at(line, nr + 1)
            good, _ = _wanted(line, objects, hit.rule)
            good = good or _inside(line, objects)
            good = [p for p in good if p.name is not None or p.of is not None or not p.plural and p.noun in ("city", "town", "village", "province", "district", "capital", "valley")]
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


def _inside(line: Line, objects: list[Phrase]) -> list[Phrase]:
    """The place that something else lies in: "Omdurman's old market", "the bank of the river in X"."""
    if not objects:
        return []
    phrase = objects[0]
    names = [n for n in (phrase.owner, *phrase.parents) if n is not None and line.items[n].kind in ("place", "proper")]
    if not names and phrase.kind in ("other", "minor", "abstract", "vague"):
        names = [n for n in range(phrase.first, phrase.last) if line.items[n].kind == "place"]
    return [Phrase(names[0], names[0], "place", names[0], name=names[0])] if names else []


def _leave(line: Line, hit: Hit) -> Hit | None:
    items = line.items
    after = items[hit.last + 1] if hit.last + 1 < len(items) else None
    if hit.form not in ("past", "part") or (after is not None and after.text not in ",.;" and after.low not in ("shortly", "soon", "without", "after", "afterwards", "hours", "as", "when", "overnight", "and") and after.kind != "date" and not after.has("compass")):
        return None
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    if verb.passive or verb.infinitive:
        return None
    subject = subject_of(line, verb)
    hit.gainer = subject[0] if subject else None
    if not _is_side(line, hit.gainer):
        return None
    return hit


def _departure(line: Line, hit: Hit) -> Hit | None:
    items = line.items
    hit.places, why = _wanted(line, list_at(line, hit.last + 1), hit.rule)
    if not hit.places:
        hit.dropped = why
        return hit
    if hit.gainer_item is None and hit.first > 0:
        at = hit.first - 1
        while at > 0 and (items[at].kind == "poss" or items[at].has("adjective")):
            at -= 1
        hit.gainer_item = at if items[at].kind == "actor" else None
    return hit


FRAMES = {
    "active": _active,
    "fell": _fell,
    "yield": _yield,
    "expel": _expel,
    "nominal": _nominal,
    "owned": _owned,
    "state": _state,
    "adjective": _adjective,
    "stronghold": _stronghold,
    "about": _about,
    "leave": _leave,
    "departure": _departure,
}
