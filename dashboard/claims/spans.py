"""Cuts the quote of a claim: from its first word to its last, with the time, the manner and the speaker that belong to it."""

from __future__ import annotations

from dashboard.claims.frames import Hit
from dashboard.claims.items import Line
from dashboard.claims.phrases import Phrase, phrase_at
from dashboard.claims.voices import Voice

MANNER = ("without", "unopposed")


def quote_span(line: Line, hit: Hit, voice: Voice | None) -> tuple[int, int]:
    """Offsets of the words that make a claim."""
    phrases = [p for p in (*hit.places, hit.gainer, hit.loser) if p is not None]
    firsts = [hit.first, *(p.first for p in phrases)]
    lasts = [hit.last, *(p.last for p in phrases)]
    if hit.verb is not None:
        firsts.append(hit.verb.first)
    if hit.gainer_item is not None:
        firsts.append(hit.gainer_item)
        lasts.append(hit.gainer_item)
    first, last = min(firsts), max(lasts)
    first = _left(line, hit, first, voice)
    last = _right(line, last)
    return line.items[first].start, line.items[last].end


def _left(line: Line, hit: Hit, first: int, voice: Voice | None) -> int:
    items = line.items
    at = first
    while at > 0 and (items[at - 1].has("determiner") or (items[at - 1].has("adverb") and items[at - 1].low == "the")):
        at -= 1
    participle = hit.form == "ing"
    if not participle and at > 0:
        nr = at - 1 - (items[at - 1].text == "," and at > 1)
        if items[nr].kind == "date":
            at = nr
            while at > 0 and items[at - 1].low in ("on", "by", "in", "late", "early"):
                at -= 1
    if at > 0 and items[at - 1].low in ("after", "as", "when") and at - 1 == 0:
        at -= 1
    if voice is not None and voice.lead is not None and voice.lead[1] <= items[at].start and items[at].start - voice.lead[1] < 4:
        while at > 0 and items[at - 1].start >= voice.lead[0]:
            at -= 1
    return at


def _right(line: Line, last: int) -> int:
    items = line.items
    for _ in range(5):
        grown = _grow(line, last)
        if grown == last:
            break
        last = grown
    while last + 1 < len(items) and items[last].text in ("(",):
        last += 1
    return last


def _grow(line: Line, last: int) -> int:
    items = line.items
    at = last + 1
    if at < len(items) and items[at].text == ",":
        at += 1
    comma = at > last + 1
    if at >= len(items):
        return last
    item = items[at]
    if item.kind == "date" and not comma:
        return at
    if item.has("adverb") and not item.has("determiner", "subordinator", "compass") and item.low not in ("also", "however", "meanwhile", "thus", "then", "so") and (not comma or item.low in ("respectively", "just")):
        follows = at + 1 >= len(items) or not items[at + 1].has("saying")
        if item.low == "just":
            return _compass(line, at + 1, last)
        return at if follows else last
    if item.low in MANNER:
        phrase = phrase_at(line, at + 1)
        return phrase.last if phrase is not None and phrase.last - at < 5 else at if item.low == "unopposed" else last
    if item.has("compass"):
        return _compass(line, at, last)
    if item.low == "on" and not comma and at + 1 < len(items) and items[at + 1].kind == "date":
        return at + 1
    if item.low in ("still", "now") and at + 1 < len(items) and items[at + 1].low in ("under", "in"):
        return _under(line, at + 1, last)
    if item.low == "which" and comma and at + 1 < len(items) and items[at + 1].low in ("is", "lies", "are"):
        end = at
        while end + 1 < len(items) and items[end + 1].text not in ",.;":
            end += 1
        return end
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


def span_of(line: Line, phrase: Phrase) -> tuple[int, int]:
    """Offsets of a phrase."""
    return line.items[phrase.first].start, line.items[phrase.last].end
