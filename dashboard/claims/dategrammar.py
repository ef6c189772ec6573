"""The grammar of times: rules/dates.toml, compiled once into one pattern for each class of trigger word."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import ahocorasick

from dashboard.claims.timewords import Words
from dashboard.model import WhoHoldsError

RULES = Path(__file__).parent / "rules" / "dates.toml"
WORD = r"(?<!\w)"
WORDS = re.compile(r"\w+")


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
    vocabulary: frozenset[str]  # every word that a pattern spells out
    words: Words
    tense: dict[str, tuple[int, int]]
    historic_days: int


@cache
def grammar(path: Path = RULES) -> Grammar:
    """The grammar in a rules file, compiled once."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    try:
        rules = tuple(_rule(raw, data["macros"]) for raw in data["rule"])
        words = Words.of(data["words"], data["settings"])
        tense = {name: (pair[0], pair[1]) for name, pair in data["tense"].items()}
        return Grammar(
            rules, *_classes(rules, data), _vocabulary(rules, data), words, tense, data["settings"]["historic_days"]
        )
    except (KeyError, re.error) as error:
        raise WhoHoldsError(f"{path.name}: {error}: see the head of the file for what a rule needs") from error


def _rule(raw: dict[str, Any], macros: dict[str, str]) -> Rule:
    """One rule with its macros put in."""
    known = {"id", "meaning", "pattern", "gives", "on", "not_before", "not_after", "example", "counter"}
    return Rule(
        raw["id"],
        raw["meaning"],
        re.compile(f"{WORD}(?:{_expand(raw['pattern'], macros)})" + ("" if raw.get("open_end") else r"(?!\w)")),
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


def _classes(
    rules: tuple[Rule, ...], data: dict[str, Any]
) -> tuple[Any, dict[str, tuple[re.Pattern[str], tuple[Rule, ...]]]]:
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
    for century in (*(str(number) for number in range(10, 21)),):
        _add(triggers, (century,), "digits")
    triggers.make_automaton()
    by_class = {}
    for kind in ("weekday", "month", "season", "word", "digits"):
        chosen = tuple(rule for rule in rules if kind in rule.on)
        plain = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern.removeprefix(WORD)) for rule in chosen)
        by_class[kind] = (
            re.compile(WORD + "(?:" + "|".join(f"(?P<r{i}>{p})" for i, p in enumerate(plain)) + ")"),
            chosen,
        )
    return triggers, by_class


def _vocabulary(rules: tuple[Rule, ...], data: dict[str, Any]) -> frozenset[str]:
    """The words spelled out in the patterns, with their plurals, and the words of the tables."""
    spelled = {word.lower() for rule in rules for word in WORDS.findall(rule.pattern.pattern)}
    spelled |= {part for table in data["words"].values() for word in table for part in word.split()}
    spelled |= {f"{word}s" for word in spelled}
    return frozenset(spelled | {word.capitalize() for word in spelled} | {word.upper() for word in spelled})


def _add(triggers: Any, words: tuple[str, ...], kind: str) -> None:
    for word in words:
        triggers.add_word(word, (len(word), kind))


def _on(pattern: str) -> tuple[str, ...]:
    """The classes of trigger words that a pattern needs, from the macros in it."""
    for kind, macros in (
        ("weekday", ("{weekday}", "{short}")),
        ("month", ("{month}", "{fullmonth}")),
        ("season", ("{season}",)),
    ):
        if any(macro in pattern for macro in macros):
            return (kind,)
    return ("digits",) if "{year}" in pattern or "<decade>" in pattern or "<year>" in pattern else ("word",)
