"""Cuts the quote of a claim: from its first word to its last, with the time, the manner and the speaker that belong to it."""

from __future__ import annotations

from dashboard.claims.hits import Hit
from dashboard.claims.items import Line
from dashboard.claims.phrases import phrase_at
from dashboard.claims.speakers import Voice

MANNER = ("without", "unopposed")
NO_ADVERB = (
    "recently",
    "reportedly",
    "also",
    "however",
    "meanwhile",
    "thus",
    "then",
    "so",
    "after",
    "almost",
    "nearly",
    "just",
    "ago",
    "yet",
    "about",
)


def quote_span(line: Line, hit: Hit, voice: Voice | None) -> tuple[int, int]:
    """Offsets of the words that make a claim."""
    loser = None if hit.form == "ing" and hit.rule.frame == "yield" else hit.loser
    phrases = [p for p in (*hit.places, hit.gainer, loser) if p is not None]
    firsts = [hit.first, *(p.first for p in phrases)]
    lasts = [hit.last, *(p.last for p in phrases)]
    if hit.verb is not None:
        firsts.append(hit.verb.first)
    if hit.gainer_item is not None:
        firsts.append(hit.gainer_item)
        lasts.append(hit.gainer_item)
    first, last = min(firsts), max(lasts)
    first = _left(line, hit, first, voice)
    last = _right(line, hit, last)
    return line.items[first].start, line.items[last].end


def _left(line: Line, hit: Hit, first: int, voice: Voice | None) -> int:
    items = line.items
    at = first
    while at > 0 and items[at - 1].has("determiner") and not items[at - 1].has("subordinator", "relative"):
        at -= 1
    if hit.form != "ing" and at > 0:
        nr = at - 1 - (items[at - 1].text == "," and at > 1)
        opens = nr == 0 or items[nr - 1].kind == "punct" or items[nr - 1].has("conjunction")
        if items[nr].kind == "date" and opens:
            at = nr
    if at == 1 and items[0].low in ("after", "as", "when"):
        at = 0
    if (
        voice is not None
        and voice.lead is not None
        and voice.lead[1] <= items[at].start
        and items[at].start - voice.lead[1] < 4
    ):
        while at > 0 and items[at - 1].start >= voice.lead[0]:
            at -= 1
    return at


def _right(line: Line, hit: Hit, last: int) -> int:
    inserted = False
    for _ in range(6):
        grown, inserted = _grow(line, last, inserted)
        if grown == last:
            break
        last = grown
    if hit.rule.frame == "leave":
        last = _tail(line, last)
    return last


def _grow(line: Line, last: int, inserted: bool) -> tuple[int, bool]:
    """One more piece of time, manner or position behind the quote; `inserted`: the last piece stood between commas."""
    items = line.items
    comma = last + 1 < len(items) and items[last + 1].text == ","
    at = last + 1 + comma
    if at >= len(items):
        return last, False
    item = items[at]
    follows = items[at + 1] if at + 1 < len(items) else None
    if item.kind == "date" and (not comma or inserted):
        return at, False
    if item.low in ("still", "now") and follows is not None and follows.low in ("under", "in"):
        return _under(line, at + 1, last), False
    if item.low == "just" and follows is not None and follows.has("compass"):
        return _compass(line, at + 1, last), True
    if item.has("compass") and follows is not None and follows.low == "of":
        return _compass(line, at, last), True
    if item.low in MANNER:
        return _manner(line, at), False
    if item.low == "which" and comma and follows is not None and follows.low in ("is", "lies", "are"):
        end = at
        while end + 1 < len(items) and items[end + 1].text not in ",.;":
            end += 1
        return end, True
    plain = (
        item.has("adverb")
        and not item.has("determiner", "subordinator", "compass", "negation")
        and item.low not in NO_ADVERB
    )
    if plain and (not comma or item.low == "respectively") and not (follows is not None and follows.has("saying")):
        return at, False
    return last, False


def _manner(line: Line, at: int) -> int:
    """ ", without a struggle": up to the noun."""
    items = line.items
    if items[at].low != "without":
        return at
    end = at
    while end + 1 < len(items) and end - at < 4:
        end += 1
        if not items[end].has("determiner", "adjective") and items[end].low not in ("any", "much", "firing"):
            break
    return end


def _tail(line: Line, last: int) -> int:
    """ ", essentially surrendering power to the rebels" behind one who left."""
    items = line.items
    while last + 1 < len(items) and items[last + 1].low in (
        "shortly",
        "soon",
        "after",
        "afterwards",
        "afterward",
        "later",
        "thereafter",
    ):
        last += 1
    at = last + 2
    while at < len(items) and items[at].has("adverb"):
        at += 1
    if last + 1 < len(items) and items[last + 1].text == "," and at < len(items) and items[at].low.endswith("ing"):
        last = at
        while last + 1 < len(items) and items[last + 1].text not in ",.;":
            last += 1
    return last


def _compass(line: Line, at: int, last: int) -> int:
    items = line.items
    if at + 2 < len(items) and items[at].has("compass") and items[at + 1].low == "of":
        phrase = phrase_at(line, at + 2)
        return phrase.last if phrase is not None else last
    return last


def _under(line: Line, at: int, last: int) -> int:
    items = line.items
    for nr in range(at, min(len(items), at + 6)):
        if items[nr].low in ("control", "hands", "rule"):
            return nr
    return last
