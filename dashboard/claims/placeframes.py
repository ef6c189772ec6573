"""Frames in which the place is no object: a flag over it, a side that acts in it, a side that leaves the place it stands in."""

from __future__ import annotations

from dashboard.claims.clauses import subject_of
from dashboard.claims.hits import Hit
from dashboard.claims.items import Line
from dashboard.claims.lists import list_at
from dashboard.claims.nounruns import Phrase
from dashboard.claims.objects import inside, wanted
from dashboard.claims.phrases import phrase_at
from dashboard.claims.sidewords import is_side
from dashboard.claims.verbs import verb_at

MEN = frozenset(("men", "tribesmen", "youths", "elders", "vigilantes", "militiamen", "gunmen", "clansmen"))
INSIDE = ("in", "at", "inside", "of", "from")


def banner(line: Line, hit: Hit) -> Hit | None:
    """ "SIDE's flag flies over PLACE": the side is whose flag it is, where the words say so."""
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    subject = subject_of(line, verb)
    flag = next((p for p in subject if p.words & hit.rule.subject), None)
    if flag is None:
        return None
    objects = list_at(line, hit.last + 1)
    hit.places, why = wanted(line, objects, hit.rule)
    hit.places = hit.places or inside(line, objects)
    if not hit.places:
        hit.dropped = why
        return hit
    after = flag.last + 1
    if after < len(line.items) and line.items[after].low == "of":
        hit.gainer = phrase_at(line, after + 1)
        return hit
    items = line.items
    named = (
        n
        for n in range(flag.first, flag.last + 1)
        if items[n].actor is not None or items[n].kind == "proper" or items[n].has("demonym")
    )
    hit.gainer_item = next(named, flag.owner)
    return hit


def there(line: Line, hit: Hit) -> Hit | None:
    """ "In PLACE, SIDE has taken over": the place that the sentence opens with."""
    verb = hit.verb = verb_at(line, hit.first, hit.form)
    subject = subject_of(line, verb)
    if not subject or not (is_side(line, subject[0]) or subject[0].words & MEN):
        return None
    places, _ = wanted(line, opening_places(line, subject[0].first), hit.rule)
    if not places:
        return None
    hit.places, hit.gainer = places, subject[0]
    if line.items[hit.last].low == "from":
        hit.loser = phrase_at(line, hit.last + 1)
    return hit


def remains(line: Line, hit: Hit) -> Hit | None:
    """ "What is left to SIDE in X is PLACE": the places behind the verb."""
    items = line.items
    for nr in range(hit.last + 1, min(len(items), hit.last + 9)):
        if items[nr].low in ("is", "are", "was", "were"):
            hit.places, why = wanted(line, list_at(line, nr + 1), hit.rule)
            hit.dropped = None if hit.places else why
            return hit
        if items[nr].kind == "punct":
            return None
    return None


def opening_places(line: Line, end: int) -> list[Phrase]:
    """The places of "In A and B, ..." at the start of a sentence or of a clause before an item."""
    items = line.items
    for nr in range(end - 1, max(-1, end - 24), -1):
        opens = nr == 0 or items[nr - 1].kind in ("punct", "date") or items[nr - 1].has("conjunction")
        if items[nr].low == "in" and opens:
            found = list_at(line, nr + 1)
            return [p for p in found if p.name is not None and p.last < end]
    return []


def place_of_subject(line: Line, subject: Phrase, verb: int) -> list[Phrase]:
    """The place in which a subject stands: "the soldiers in Alden left"."""
    names = [n for n in (*subject.parents,) if line.items[n].kind == "place"]
    names += [
        nr + 1
        for nr in range(subject.last + 1, verb - 1)
        if line.items[nr].low in INSIDE and line.items[nr + 1].kind == "place"
    ]
    return [Phrase(names[0], names[0], "place", names[0], name=names[0])] if names else []
