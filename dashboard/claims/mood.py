"""Decides what a sentence commits to: fact, forecast, condition, intention, failure, negation, denial, history, question."""

from __future__ import annotations

from dashboard.claims.cues import Mood, cue_at, governors, left
from dashboard.claims.hits import Hit
from dashboard.claims.items import Item, Line
from dashboard.claims.rulebook import rulebook
from dashboard.model import Modality, Predicate

RIGHT = 24
SPENT = ("took", "takes", "take", "taken", "needed", "needs")
NOUNS = ("nominal", "owned", "about", "departure")


def mood_of(line: Line, hit: Hit, text: str) -> Mood:
    """What the sentence commits to at a hit."""
    if text[line.start : line.end].rstrip("\"”' ").endswith("?"):
        return Mood(Modality.QUESTION, "?")
    if hit.rule.tail or _presupposed(line, hit):
        return Mood(Modality.ASSERTED)
    first = hit.verb.first if hit.verb is not None else hit.first
    noun = hit.rule.frame in NOUNS
    if hit.verb is not None and hit.rule.frame not in NOUNS:
        verbal = _verbal(line, hit)
        if verbal is not None:
            return verbal
    if hit.rule.frame in ("adjective", "stronghold"):
        return _formerly(line, hit)
    doubt = _doubted(line, min(first, hit.first))
    if doubt is not None:
        return doubt
    bent = _bent(line, hit)
    supposed = _supposed(line, hit)
    if supposed is not None:
        return supposed
    loose = noun or bent
    for cue, modality, distance in left(line, min(first, hit.first)):
        if modality is Modality.DENIED and hit.rule.predicate is Predicate.CONTESTED and hit.rule.detail != "entered":
            continue
        if modality in (Modality.FORECAST, Modality.INTENDED, Modality.FAILED, Modality.NEGATED) and not (
            loose and distance <= (14 if bent else 8)
        ):
            continue
        if modality is Modality.NEGATED and cue in ("without", "no") and distance > 3:
            continue
        if modality is Modality.CONDITIONAL and cue == "should" and distance > 4:
            continue
        if modality is Modality.HISTORIC and distance > 8:
            continue
        return Mood(modality, cue)
    return _right(line, hit, loose) or _gerund(line, hit) or Mood(Modality.ASSERTED)


def _presupposed(line: Line, hit: Hit) -> bool:
    """Whether a noun's event is taken for granted: "trying to break the siege of X", "no comment on the fall of X"."""
    if hit.rule.frame not in NOUNS:
        return False
    before = {i.low for i in line.items[max(0, hit.first - 4) : hit.first]}
    book = rulebook()
    broken = hit.first_word in book.words("modality", "presupposed", "sieges")
    if broken and before & book.words("modality", "presupposed", "breaking"):
        return True
    return bool(before & book.words("modality", "presupposed", "comment"))


def _supposed(line: Line, hit: Hit) -> Mood | None:
    """ "Retaking X would open the road": a gerund as the subject of what has not happened."""
    verb, items = hit.verb, line.items
    if verb is None or verb.form != "ing" or verb.passive or not hit.places:
        return None
    if verb.first > 0 and items[verb.first - 1].kind != "punct":
        return None
    behind = items[hit.places[-1].last + 1 : hit.places[-1].last + 4]
    cue = next((i.low for i in behind if i.has("modal")), None)
    return Mood(Modality.FORECAST, cue) if cue is not None else None


def _gerund(line: Line, hit: Hit) -> Mood | None:
    """ "the importance of retaking X", "is key to capturing X": no fact, unless what governs it makes one."""
    verb = hit.verb
    if verb is None or verb.form != "ing" or verb.passive or hit.rule.frame in NOUNS or verb.first == 0:
        return None
    if line.items[verb.first - 1].low not in ("of", "at", "to", "for", "in", "towards", "toward"):
        return None
    before = [i.low for i in line.items[max(0, verb.first - 5) : verb.first]]
    facts = rulebook().words("modality", "gerund", "facts")
    return None if facts & set(before) else Mood(Modality.INTENDED, before[-1])


def _doubted(line: Line, at: int) -> Mood | None:
    """ "no sign that ...": what has no sign has not been said."""
    nouns = rulebook().words("modality", "doubt", "nouns")
    for nr in range(at - 1, max(-1, at - 14), -1):
        if line.items[nr].low in nouns and any(
            i.has("negation") or i.low == "little" for i in line.items[max(0, nr - 4) : nr]
        ):
            return Mood(Modality.NEGATED, "no " + line.items[nr].low)
        if line.items[nr].text in ";:":
            break
    return None


def _formerly(line: Line, hit: Hit) -> Mood:
    before = {i.low for i in line.items[max(0, hit.first - 4) : hit.first]}
    after = {i.low for i in line.items[hit.first : hit.last + 2]}
    cue = next(
        (
            w
            for w in ("once", "formerly", "former", "previously", "then")
            if w in before or (w in after and w != "then")
        ),
        None,
    )
    return Mood(Modality.HISTORIC, cue) if cue else Mood(Modality.ASSERTED)


def _bent(line: Line, hit: Hit) -> bool:
    """Whether the verb is an infinitive or a gerund: something before it says what it is worth."""
    verb = hit.verb
    if verb is None or hit.rule.frame in NOUNS:
        return False
    if verb.infinitive:
        return True
    if verb.form != "ing" or verb.passive or verb.first == 0:
        return False
    before = line.items[verb.first - 1]  # "of capturing X", "stop the rebels capturing X"
    return (
        before.kind == "actor"
        or before.has("people")
        or before.low in ("of", "at", "from", "to", "for", "on", "in", "towards")
    )


def _verbal(line: Line, hit: Hit) -> Mood | None:
    verb, items = hit.verb, line.items
    assert verb is not None
    if verb.modal is not None and verb.modal not in ("shall",):
        if verb.modal in ("could", "can", "would", "wo") and verb.negated:
            return Mood(Modality.NEGATED, verb.modal + " not")
        if verb.perfect and verb.modal in ("would", "could", "might"):
            return Mood(Modality.CONDITIONAL, verb.modal + " have")
        return Mood(Modality.CONDITIONAL if verb.modal == "should" else Modality.FORECAST, verb.modal)
    if verb.negated:
        return Mood(Modality.NEGATED, "not")
    had = verb.perfect and "had" in verb.words and hit.rule.predicate is Predicate.HOLDS
    if had and not any(i.has("saying") for i in items[: verb.first]):
        return Mood(Modality.HISTORIC, "had")
    if verb.first > 1 and items[verb.first - 1].low == "who" and _asks(line, verb.first - 2):
        return Mood(Modality.QUESTION, "who")
    if verb.form == "base" and not verb.infinitive and _inverted(line, verb.first):
        return Mood(Modality.CONDITIONAL, "should")
    if any(p.first > 0 and items[p.first - 1].has("negation") for p in hit.places if verb.passive):
        return Mood(Modality.NEGATED, "not")
    if any(p.negated for p in hit.places):
        return Mood(Modality.NEGATED, "no")
    if verb.infinitive:
        return _governed(line, hit)
    if hit.rule.predicate is Predicate.CAPTURED and _clause_opener(line, verb.first) == "since":
        return Mood(Modality.HISTORIC, "since")
    prospective = ("before", "until", "till", "unless")
    if verb.form in ("base", "s") and _clause_opener(line, verb.first) in prospective:
        return Mood(Modality.FORECAST, "before")
    if verb.first > 0 and items[verb.first - 1].has("negation") and items[verb.first - 1].low not in ("both",):
        return Mood(Modality.NEGATED, items[verb.first - 1].low)
    return None


def _asks(line: Line, at: int) -> bool:
    """Whether "who" asks here: behind a verb, as in "did not say who holds X"."""
    item = line.items[at]
    return item.has("saying", "verb", "aux", "preposition") or item.low in (
        "know",
        "confirm",
        "clear",
        "tell",
        "saying",
        "ask",
        "asked",
    )


def _inverted(line: Line, at: int) -> bool:
    """ "Should X fall, ...": a condition without if."""
    for nr in range(at - 1, max(-1, at - 10), -1):
        if line.items[nr].low == "should":
            return nr == 0 or line.items[nr - 1].kind == "punct" or line.items[nr - 1].has("conjunction")
        if line.items[nr].kind == "punct":
            return False
    return False


def _clause_opener(line: Line, at: int) -> str:
    for nr in range(at - 1, max(-1, at - 10), -1):
        if line.items[nr].has("subordinator"):
            return line.items[nr].low
        if line.items[nr].text in ",;":
            return ""
    return ""


def _governed(line: Line, hit: Hit) -> Mood | None:
    """What an infinitive is worth: "managed to", "vowed to", "an offensive to"."""
    items, verb = line.items, hit.verb
    assert verb is not None
    before = verb.first - 1
    steps = 0
    while before >= 0 and steps < 9:
        item = items[before]
        if item.text in ";:" or (item.text == "," and steps > 2) or item.has("relative"):
            break
        if (item.low in ("have", "has", "had") or item.low == "only") and steps == 0:
            return None  # "only to be retaken"
        kind = governors().get(item.low)
        if item.low in ("order", "way", "effort") and kind is None:
            kind = "intended"
        if kind == "fact" and item.has("ordinal", "superlative"):
            return None
        if kind == "fact":
            return _above(line, before)
        if kind is not None and not (item.low in SPENT and _lasted(items[before + 1 : verb.first])):
            return Mood(Modality(kind), item.low)
        if kind is not None or (item.low in SPENT and _lasted(items[before + 1 : verb.first])):
            return None  # "needed four days to take X", "it took them a week to"
        before -= 1
        steps += 1
    if hit.rule.predicate is Predicate.WITHDREW and before >= 0:
        return None
    return Mood(Modality.INTENDED, "to")


def _lasted(items: list[Item]) -> bool:
    """Whether a stretch of time stands between: "four days"."""
    return any(
        i.low in ("days", "day", "weeks", "week", "hours", "months", "month", "hour") or i.kind == "date" for i in items
    )


def _above(line: Line, at: int) -> Mood | None:
    """The governor of a fact may itself be uncertain: "may manage to", "did not manage to"."""
    for nr in range(at - 1, max(-1, at - 5), -1):
        item = line.items[nr]
        if item.has("modal"):
            return Mood(Modality.FORECAST, item.low)
        if item.has("negation", "contraction"):
            return Mood(Modality.NEGATED, item.low)
        if not item.has("aux", "adverb"):
            break
    return None


def _would(line: Line, hit: Hit) -> str | None:
    """ "The fall of X would ...", "a battle for X, home to many, would ...": the modal of the clause it is the subject of."""
    if any(i.has("aux", "saying") and i.kind == "word" for i in line.items[max(0, hit.first - 3) : hit.first]):
        return None
    for item in line.items[max([hit.last, *(p.last for p in hit.places)]) + 1 :][:14]:
        if item.has("modal"):
            return item.low
        if item.text in ";." or (item.kind == "word" and item.has("aux", "verb", "saying", "relative", "subordinator")):
            return None
    return None


def _right(line: Line, hit: Hit, loose: bool) -> Mood | None:
    if hit.rule.frame in NOUNS and (modal := _would(line, hit)) is not None:
        return Mood(Modality.FORECAST, modal)
    last = max([hit.last, *(p.last for p in hit.places if not hit.passive and hit.rule.frame != "fell")])
    for nr in range(last + 1, min(len(line.items), last + RIGHT)):
        item = line.items[nr]
        if item.text == ";":
            break
        cue = cue_at(line, nr, "after") if "cue" in item.tags else None
        if cue is None:
            continue
        if cue[1] is Modality.DENIED or loose:
            return Mood(cue[1], cue[0])
    return None
