"""Counts ("about 20 of Afghanistan's 34 provinces") and regions ("the whole north"): checks, not places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dashboard.claims.items import Line
from dashboard.claims.mentions import region_of
from dashboard.claims.nounruns import Phrase
from dashboard.claims.rulebook import rulebook

MANY = 10  # settlements: a number that says how far, not what


@dataclass(frozen=True, slots=True)
class Count:
    """A count or region read from a phrase."""

    kind: str  # count | region
    value: int | None = None
    of: int | None = None
    of_kind: str | None = None
    comparison: str | None = None
    region: str | None = None


@cache
def _units() -> dict[str, str]:
    return {word: name for name, text in rulebook().table("counts", "units").items() for word in text.split()}


@cache
def _comparisons() -> dict[str, str]:
    return {word: name for name, text in rulebook().table("counts", "comparison").items() for word in text.split()}


def number(word: str) -> int | None:
    """The whole number that a word or figure gives: "20", "20th", "nine", "tenth"."""
    match = re.match(r"(\d[\d,]*)(?:st|nd|rd|th)?$", word)
    if match:
        return int(match.group(1).replace(",", "")[:9] or 0)
    found = rulebook().table("counts", "numbers").get(word)
    return found if isinstance(found, int) else None


def count_of(line: Line, phrase: Phrase) -> Count | None:
    """The count or region that an object is, or None where it is a place."""
    items = line.items
    run = items[
        phrase.first : (phrase.head if phrase.name is not None and phrase.head >= phrase.first else phrase.last) + 1
    ]
    words = [i.low for i in run]
    if (
        phrase.name is not None
        and phrase.number is None
        and not any(w in ("half", "quarter", "third", "most", "all") for w in words)
    ):
        return None
    unit = next((w for w in reversed(words) if w in _units()), "")
    kind = _units().get(unit)
    ordinal = next(
        (
            number(w)
            for i, w in zip(run, words, strict=True)
            if (i.has("ordinal") and w not in ("last", "final", "latest")) or re.match(r"\d+(st|nd|rd|th)$", w)
        ),
        None,
    )
    found = [
        number(w)
        for i, w in zip(run, words, strict=True)
        if i.kind == "number" and not re.match(r"\d+(st|nd|rd|th)$", w)
    ]
    figures = [f for f in found if f is not None]
    if "dozen" in words or "dozens" in words:
        figures = [12 * (figures[0] if figures else 2), *figures[1:]]
    if kind == "settlement" and (not figures or figures[0] < MANY):
        kind = None  # "two villages in X" is told of as a place
    several = unit.endswith("s")  # "two streets of the town" counts no towns
    if kind is not None and figures and several and (phrase.plural or len(figures) > 1 or "of" in words):
        value = figures[0]
        return Count(
            "count",
            value,
            figures[1] if len(figures) > 1 else None,
            kind,
            _comparison(line, phrase, words),
            _compass(line, phrase),
        )
    fraction = next(
        (rulebook().table("counts", "fractions")[w] for w in words if w in rulebook().table("counts", "fractions")),
        None,
    )
    if kind is not None and fraction and kind in ("province", "capital", "district"):
        return Count(
            "count", None, None, kind, _comparison(line, phrase, words) or f"{fraction[0]}/{fraction[1]}", None
        )
    if kind is not None and ordinal is not None and not phrase.plural:
        return Count("count", ordinal, None, kind, "ordinal", None)
    if kind in ("province", "capital", "district") and phrase.plural and "most" in words:
        return Count("count", None, None, kind, "most", None)
    compass = _compass(line, phrase)
    if compass and (
        (
            phrase.kind in ("compass", "vague", "area", "part")
            and phrase.noun
            in (None, "areas", "parts", "territory", "territories", "region", "regions", "half", "country", "part")
        )
        or phrase.kind == "compass"
    ):
        return Count("region", region=compass)
    return None


def half_of(count: Count, line: Line, phrase: Phrase, units: int) -> Count:
    """A fraction as a number, where the case knows how many units there are: "half of the provincial capitals"."""
    words = [i.low for i in line.items[phrase.first : phrase.last + 1]]
    fraction = next(
        (rulebook().table("counts", "fractions")[w] for w in words if w in rulebook().table("counts", "fractions")),
        None,
    )
    if count.value is not None or fraction is None or not units or count.of_kind not in ("province", "capital"):
        return count
    return Count(
        "count",
        units * fraction[0] // fraction[1],
        units,
        count.of_kind,
        count.comparison if count.comparison in _comparisons().values() else None,
        count.region,
    )


def _comparison(line: Line, phrase: Phrase, words: list[str]) -> str | None:
    before = [i.low for i in line.items[max(0, phrase.first - 3) : phrase.first]]
    joined = " ".join([*before, *words])
    for phrase_words, name in (
        ("more than", "more than"),
        ("at least", "at least"),
        ("up to", "up to"),
        ("over", "more than"),
    ):
        if phrase_words in joined.split() or f" {phrase_words} " in f" {joined} ":
            return name
    return next((_comparisons()[w] for w in [*words, *before] if w in _comparisons()), None)


def _compass(line: Line, phrase: Phrase) -> str | None:
    found = [r for i in line.items[phrase.first : phrase.last + 1] if (r := region_of(i.low)) is not None]
    return ", ".join(dict.fromkeys(found)) or None
