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
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import ahocorasick

from dashboard.claims.intervals import Words, give
from dashboard.model import Basis, Precision, WhoHoldsError

RULES = Path(__file__).parent / "rules" / "dates.toml"
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


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of dates.toml, compiled, with its arguments and examples."""

    id: str
    meaning: str
    pattern: re.Pattern[str]
    gives: str
    args: dict[str, Any]
    on: tuple[str, ...]  # classes of trigger words
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    example: tuple[tuple[str, ...], ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules in order of precedence, the words that can start one, and the settings."""

    rules: tuple[Rule, ...]
    triggers: Any  # ahocorasick.Automaton: word -> class
    by_class: dict[str, tuple[re.Pattern[str], tuple[Rule, ...]]]
    words: Words
    tense: dict[str, tuple[int, int]]
    historic_days: int


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
    for match in pattern.finditer(text, max(0, at - BEFORE), at + BEHIND):
        if match.start() <= at < match.end():
            rule = rules[int((match.lastgroup or "r0")[1:])]
            yield match, rule
            return
        if match.start() > at:
            return


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
        basis=Basis.EXPLICIT if rule.gives in ("date", "dates", "numeric", "month", "year", "years", "decade") else Basis.RELATIVE,
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
    historic = ref.historic or (published - hi).days > known.historic_days
    precision = ref.precision if hi == ref.hi else known.words.precision(ref.lo, hi)
    kind = "report" if ref.kind == "event" and SAID.search(text[max(0, ref.start - 60) : ref.start]) else ref.kind
    return replace(ref, hi=hi, historic=historic, precision=precision, kind=kind)


@cache
def grammar(path: Path = RULES) -> Grammar:
    """The grammar in a rules file, compiled once."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    try:
        rules = tuple(_rule(raw, data["macros"]) for raw in data["rule"])
        words = Words.of(data["words"], data["settings"])
        tense = {name: (pair[0], pair[1]) for name, pair in data["tense"].items()}
        return Grammar(rules, *_classes(rules, data), words, tense, data["settings"]["historic_days"])
    except (KeyError, re.error) as error:
        raise WhoHoldsError(f"{path.name}: {error}: see the head of the file for what a rule needs") from error


def _rule(raw: dict[str, Any], macros: dict[str, str]) -> Rule:
    """One rule with its macros put in."""
    known = {"id", "meaning", "pattern", "gives", "on", "not_before", "not_after", "example", "counter"}
    return Rule(
        raw["id"],
        raw["meaning"],
        re.compile(f"(?<![\\w])(?:{_expand(raw['pattern'], macros)})" + ("" if raw.get("open_end") else r"(?!\w)")),
        raw["gives"],
        {k: v for k, v in raw.items() if k not in known},
        tuple(raw.get("on", ())) or _on(raw["pattern"]),
        tuple(raw.get("not_before", ())),
        tuple(raw.get("not_after", ())),
        tuple(tuple(e) for e in raw.get("example", ())),
        tuple(raw.get("counter", ())),
    )


def _expand(pattern: str, macros: dict[str, str]) -> str:
    """The pattern with {name} and {name?} replaced, and each blank outside a class standing for one to three."""
    seen: set[str] = set()

    def put(match: re.Match[str]) -> str:
        return f"(?:{macros[match[1]]}){match[2]}"

    whole = re.sub(r"\{([a-z]\w*)(\??)\}", put, pattern)
    whole = re.sub(r"(?<!\[) (?!-\])(?!\?)", r"[^\\S\\n]{1,3}", whole).replace(" ?", r"[^\S\n]{0,3}")

    def once(match: re.Match[str]) -> str:  # a name may stand in several branches of a pattern, but not twice for `re`
        name = match[1]
        number = sum(s.split("__")[0] == name for s in seen)
        seen.add(f"{name}__{number}")
        return f"(?P<{name}__{number}>" if number else match[0]

    return re.sub(r"\(\?P<(\w+)>", once, whole)


def _classes(rules: tuple[Rule, ...], data: dict[str, Any]) -> tuple[Any, dict[str, tuple[re.Pattern[str], tuple[Rule, ...]]]]:
    """The automaton of trigger words, and for each class of trigger the rules that can take it in, as one pattern."""
    words = data["words"]
    triggers = ahocorasick.Automaton()
    for word in (*words["weekday"], "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"):
        _add(triggers, (word.capitalize(), word.upper()), "weekday")
    for word in words["month"]:
        _add(triggers, (word.capitalize(), word.upper()), "month")
    for word in words["season"]:
        _add(triggers, (word, word.capitalize()), "season")
    for word in (*words["unit"], *(f"{unit}s" for unit in words["unit"]), *data["settings"]["triggers"]):
        _add(triggers, (word, word.capitalize(), word.upper()), "word")
    for century in ("16", "17", "18", "19", "20"):
        _add(triggers, (century,), "digits")
    triggers.make_automaton()
    by_class = {}
    for kind in ("weekday", "month", "season", "word", "digits"):
        chosen = tuple(rule for rule in rules if kind in rule.on)
        plain = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in chosen)
        by_class[kind] = (re.compile("|".join(f"(?P<r{i}>{p})" for i, p in enumerate(plain))), chosen)
    return triggers, by_class


def _add(triggers: Any, words: tuple[str, ...], kind: str) -> None:
    for word in words:
        triggers.add_word(word, (len(word), kind))


def _on(pattern: str) -> tuple[str, ...]:
    """The classes of trigger words that a pattern needs, from the macros in it."""
    for kind, macros in (("weekday", ("{weekday}", "{short}")), ("month", ("{month}", "{fullmonth}")), ("season", ("{season}",))):
        if any(macro in pattern for macro in macros):
            return (kind,)
    return ("digits",) if "{year}" in pattern or "<decade>" in pattern or "<year>" in pattern else ("word",)
