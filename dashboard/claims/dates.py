"""When: every expression of time in a text, as an interval of days against the day of publication.

    find_times(text, published) -> (TimeRef, ...)       in order of offsets, not overlapping, text[start:end] == wording
    default_interval(tense, published) -> (from, to)     where no expression dates a claim

A `TimeRef` has a `kind`:
  event     a time, with its interval where the text and the day of publication give one (`lo`, `hi` are None otherwise)
  report    the same, but it dates the saying ("said on Friday they had taken"): the event came no later
  anchored  so long before or after another event ("a day after", "two days later"): see `shifted`
  future    a time to come ("next Friday", "in the coming days"): no interval

The patterns are data: `rules/dates.toml`, with their arithmetic in `intervals.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.claims.dategrammar import Grammar, Rule, grammar
from dashboard.claims.intervals import give
from dashboard.model import Basis, Precision

BEFORE, BEHIND = 56, 60  # code points around a trigger that an expression may reach; keeps the cost linear
SAID = re.compile(
    r"(?:said|says|say|announced|reported|confirmed|claimed|told [\w’' -]{1,40}|tweeted|declared|stated|acknowledged|admitted"
    r"|wrote|added|posted|statement|report|interview|briefing|video|post|message|conference),?\s(?:(?:released|issued|published|posted|dated)\s)?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRef:
    """One expression of time: offsets in the text, interval in days (both ends included), and what it rests on."""

    start: int
    end: int
    wording: str
    lo: date | None = None
    hi: date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: Basis = Basis.EXPLICIT
    kind: str = "event"  # event | report | anchored | future
    relation: str = ""  # the preposition, where it bends the meaning: since, until, by, before, after, as of
    historic: bool = False  # ended so long before publication that it is background
    shift: tuple[int, int] | None = None  # anchored: days from the other event to this one, fewest and most
    anchor: str | None = None  # anchored: "next" (the clause that follows names the other event) or "previous"
    rule: str = ""

    @property
    def dated(self) -> bool:
        """Whether it gives an interval by itself."""
        return self.lo is not None and self.hi is not None


def find_times(text: str, published: date | None = None) -> tuple[TimeRef, ...]:
    """Every expression of time in the text, in order; offsets count code points; nothing lies after `published`."""
    known = grammar()
    found: list[tuple[int, int, Rule]] = []
    covered = 0
    for start, end, kind in _triggers(text, known):
        if end <= covered:
            continue
        for match, rule in _matches(text, known, kind, start):
            found.append((match.start(), match.end(), rule))
            covered = max(covered, match.end())
    refs = (_resolve(text, start, end, rule, published, known) for start, end, rule in _longest(found))
    return tuple(ref for ref in refs if ref is not None)


def default_interval(tense: str, published: date | None) -> tuple[date, date] | None:
    """The days of an event that only its tense dates (perfect, past, headline, present); None without a publication day."""
    if published is None:
        return None
    fewest, most = grammar().tense[tense]
    return published + timedelta(fewest), published + timedelta(most)


def shifted(ref: TimeRef, lo: date, hi: date, *, back: bool = False) -> tuple[date, date]:
    """The interval of the event that `ref` hangs on [lo, hi]; with `back`, of the other event where [lo, hi] is this one's."""
    fewest, most = ref.shift or (0, 0)
    if back:
        fewest, most = -most, -fewest
    return lo + timedelta(fewest), hi + timedelta(most)


def _triggers(text: str, known: Grammar) -> Iterator[tuple[int, int, str]]:
    """Words that can be part of an expression: (start, end, class)."""
    size = len(text)
    for last, (length, kind) in known.triggers.iter(text):
        start, end = last - length + 1, last + 1
        before = text[start - 1] if start else " "
        if kind == "digits":
            if before.isdigit() or not text[end : end + 2].isdigit():
                continue
        elif before.isalnum() or (end < size and text[end].isalpha()):
            continue
        yield start, end, kind


def _matches(text: str, known: Grammar, kind: str, at: int) -> Iterator[tuple[re.Match[str], Rule]]:
    """The expression around one trigger word: the first rule that takes it in."""
    pattern, rules = known.by_class[kind]
    for start in _starts(text, at, known.vocabulary):
        match = pattern.match(text, start, at + BEHIND)
        if match is not None and match.end() > at:
            yield match, rules[int((match.lastgroup or "r0")[1:])]
            return


def _starts(text: str, at: int, vocabulary: frozenset[str]) -> list[int]:
    """Where an expression that takes in the trigger at `at` can begin: as far back as words of the grammar go."""
    starts = [at]
    end = at
    free = False
    while True:
        while end and at - end < BEFORE and text[end - 1] in " -–—,(’'\u00a0./":
            end -= 1
        start = end
        while start and at - start < BEFORE and text[start - 1].isalnum():
            start -= 1
        word = text[start:end]
        if not word or at - start >= BEFORE or not (free or word in vocabulary or word[0].isdigit()):
            break
        free = free or word == "since"  # comparisons ("the first time since") take in any words
        starts.append(start)
        end = start
    starts.reverse()
    return starts


def _longest(found: list[tuple[int, int, Rule]]) -> Iterator[tuple[int, int, Rule]]:
    """The expressions that remain when the longer one wins wherever two overlap."""
    kept_end = -1
    best: tuple[int, int, Rule] | None = None
    for start, end, rule in sorted(found, key=lambda f: (f[0], -f[1])):
        if best is not None and start < kept_end:
            if end - start > best[1] - best[0]:
                best, kept_end = (start, end, rule), end
            continue
        if best is not None:
            yield best
        best, kept_end = (start, end, rule), end
    if best is not None:
        yield best


def _resolve(text: str, start: int, end: int, rule: Rule, published: date | None, known: Grammar) -> TimeRef | None:
    """One expression with its interval; None where the rule only swallows words."""
    if rule.gives == "ignore":
        return None
    match = rule.pattern.match(text, start)
    if match is None or text[max(0, start - 12) : start].endswith(rule.not_before or ("\0",)):
        return None
    end = match.end()
    if rule.not_after and text.startswith(rule.not_after, end):
        return None
    parts = _parts(match)
    when = give(rule.gives, parts, rule.args, published, known.words)
    if when is None:
        return None
    relation = (parts.get("rel") or match.group().split()[0]).lower()
    ref = TimeRef(
        start=start,
        end=end,
        wording=text[start:end],
        lo=when.lo,
        hi=when.hi,
        precision=when.precision,
        basis=Basis.EXPLICIT
        if rule.gives in ("date", "dates", "numeric", "month", "year", "years", "decade")
        else Basis.RELATIVE,
        kind=when.kind,
        relation=relation if relation in ("since", "until", "till", "by", "before", "after", "as", "from") else "",
        historic=when.historic,
        shift=when.shift,
        anchor=rule.args.get("anchor"),
        rule=rule.id,
    )
    return _placed(ref, text, published, known)


def _parts(match: re.Match[str]) -> dict[str, str]:
    """The named parts that took part, lower-cased; `month__1` is a second place where a pattern allows a month."""
    return {name.split("__")[0]: part.lower() for name, part in match.groupdict().items() if part is not None}


def _placed(ref: TimeRef, text: str, published: date | None, known: Grammar) -> TimeRef:
    """The reference bounded by publication: open-ended where it says since, in the future where it starts later."""
    if ref.lo is None or ref.hi is None or published is None:
        return ref
    if ref.lo > published:
        return replace(ref, lo=None, hi=None, kind="future", precision=Precision.UNKNOWN)
    hi = published if ref.relation == "since" else min(ref.hi, published)
    historic = (ref.historic and ref.relation != "since") or (published - hi).days > known.historic_days
    precision = ref.precision if hi == ref.hi else known.words.precision(ref.lo, hi)
    kind = "report" if ref.kind == "event" and SAID.search(text[max(0, ref.start - 60) : ref.start]) else ref.kind
    return replace(ref, hi=hi, historic=historic, precision=precision, kind=kind)
