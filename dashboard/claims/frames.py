"""Applies the rules to a sentence: where a pattern stands, and which phrases are its place and its sides."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.claims.hits import Hit, match_pattern, next_words
from dashboard.claims.items import Line
from dashboard.claims.moveframes import expel, fell, leave, yields
from dashboard.claims.nounframes import about, adjective, departure, nominal, owned, state, stronghold
from dashboard.claims.patterns import Pattern
from dashboard.claims.placeframes import banner, remains, there
from dashboard.claims.rulebook import rulebook
from dashboard.claims.sidewords import unarmed
from dashboard.claims.verbframes import active

CHANGES = ("captured", "holds", "withdrew")
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
            patterns = book.patterns.get(item.low, ())
            allowed = next_words(line, at) if len(patterns) > 1 else None
            for pattern in patterns:
                if allowed is not None and pattern.weight > 1 and pattern.words[1] not in allowed:
                    continue
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
    hit.first_word = line.items[at].low
    found = FRAMES[pattern.rule.frame](line, hit)
    if found is not None and found.dropped is None and found.rule.predicate in CHANGES and unarmed(line, found):
        found.dropped = "sport, polls or a show: nobody takes a place"
    return found


FRAMES = {
    "active": active,
    "fell": fell,
    "yield": yields,
    "expel": expel,
    "nominal": nominal,
    "owned": owned,
    "state": state,
    "adjective": adjective,
    "stronghold": stronghold,
    "about": about,
    "leave": leave,
    "departure": departure,
    "banner": banner,
    "there": there,
    "remains": remains,
}
