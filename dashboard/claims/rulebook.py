"""Reads the rules and word lists of `rules/*.toml` once and keeps them in the form that the grammar looks up."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from dashboard.claims.patterns import Pattern, Rule, expand
from dashboard.model import Predicate, WhoHoldsError

FRAMES = (
    "active",
    "fell",
    "yield",
    "expel",
    "nominal",
    "owned",
    "state",
    "adjective",
    "stronghold",
    "about",
    "leave",
    "departure",
    "banner",
    "there",
    "remains",
)
DISTANCE = frozenset(
    (
        "km",
        "kms",
        "kilometre",
        "kilometres",
        "kilometer",
        "kilometers",
        "mile",
        "miles",
        "metre",
        "metres",
        "meter",
        "meters",
        "minutes",
        "hour",
        "hours",
    )
)
RULE_FILES = ("capture.toml", "hold.toml", "press.toml", "leave.toml")


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, the patterns by first word, and the word classes."""

    rules: tuple[Rule, ...]
    patterns: Mapping[str, tuple[Pattern, ...]]
    tags: Mapping[str, frozenset[str]]  # word -> classes
    scopes: Mapping[str, str]  # area noun -> scope
    slots: Mapping[str, frozenset[str]]
    lists: Mapping[str, Mapping[str, Any]]  # file stem -> table, for the modules with data of their own
    seats: frozenset[str]
    parts: Mapping[str, str]  # word -> part
    compounds: tuple[str, ...]
    common: frozenset[str]
    unplaces: frozenset[str]  # last words of names that are no places: Union, Wall
    keys: frozenset[str]  # a sentence without any of these words cannot match a pattern
    spoken: frozenset[str]  # nor name a speaker without any of these

    def table(self, file: str, key: str) -> Any:
        """One table of one rule file."""
        return self.lists[file][key]

    def words(self, file: str, key: str, name: str) -> frozenset[str]:
        """A word list written as one string, as a set."""
        return _split(self.lists[file][key][name])


@cache
def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _read(name: str) -> dict[str, Any]:
    path = files("dashboard.claims") / "rules" / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise WhoHoldsError(f"claims/rules/{name}: {error}") from error


def _rule(row: Mapping[str, Any], file: str) -> Rule:
    where = f"claims/rules/{file}: rule {row.get('id', '?')!r}"
    for field in ("id", "meaning", "predicate", "frame", "patterns", "match", "no_match"):
        if not row.get(field):
            raise WhoHoldsError(
                f"{where}: field {field!r} is missing; every rule says id, meaning, predicate, frame, patterns, match and no_match"
            )
    if row["frame"] not in FRAMES:
        raise WhoHoldsError(f"{where}: frame {row['frame']!r} is unknown; allowed: {', '.join(FRAMES)}")
    if row["predicate"] not in list(Predicate):
        raise WhoHoldsError(f"{where}: predicate {row['predicate']!r} is unknown; allowed: {', '.join(Predicate)}")
    return Rule(
        id=row["id"],
        meaning=row["meaning"],
        predicate=Predicate(row["predicate"]),
        frame=row["frame"],
        patterns=tuple(row["patterns"]),
        match=row["match"],
        no_match=row["no_match"],
        gives=MappingProxyType(dict(row.get("gives", {}))),
        detail=row.get("detail"),
        preps=tuple(row.get("preps", ())),
        strict=bool(row.get("strict")),
        armed=bool(row.get("armed")),
        event=row.get("only") == "event",
        claimed=bool(row.get("claimed")),
        swap=bool(row.get("swap")),
        sided=bool(row.get("sided")),
        weak=bool(row.get("weak")),
        loses=bool(row.get("loses")),
        subject=frozenset(row.get("subject", "").split()),
        particle=frozenset(row.get("particle", "").split()),
        tail=frozenset(row.get("tail", "").split()),
        file=file,
    )


def _tags(
    words: Mapping[str, Any], nouns: Mapping[str, Any], speech: Mapping[str, Any], modality: Mapping[str, Any]
) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    sources = [(name, text) for name, text in words["classes"].items() if name != "common"]
    sources += [("area", text) for text in nouns["scope"].values()]
    sources += [("minor", nouns["weak"]["minor"]), ("vague", nouns["weak"]["vague"]), ("seat", nouns["seat"]["nouns"])]
    sources += [
        ("people", nouns["not_area"]["people"]),
        ("thing", nouns["not_area"]["things"]),
        ("abstract", nouns["not_area"]["abstract"]),
    ]
    sources += [("qualifier", " ".join("-" + s for s in ("led", "backed", "linked", "allied", "aligned", "loyal")))]
    sources += [("superlative", nouns["quality"]["superlative"])]
    sources += [("part", text) for text in nouns["part"].values()]
    sources += [("say:" + name, text) for name, text in speech["verbs"].items()]
    sources += [("saying", text) for text in speech["verbs"].values()]
    sources += [("role:" + name, text) for name, text in speech["roles"].items()]
    sources += [("title", speech["title"]["words"])]
    sources += [
        ("cue", cue.split()[0]) for side in ("cues", "after") for cues in modality[side].values() for cue in cues
    ]
    sources += [("cue", text) for text in modality["governors"].values()]
    for tag, text in sources:
        for word in text.split():
            found.setdefault(word, set()).add(tag)
    return {word: frozenset(tags) for word, tags in found.items()}


def _keys(patterns: Mapping[str, list[Pattern]], tags: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Of each pattern the longest word that is not everywhere."""
    common = {"aux", "preposition", "determiner", "have", "be"}
    found: set[str] = set()
    for pattern in (p for rows in patterns.values() for p in rows if not p.rule.weak):
        plain = [w for w in pattern.words if not w.startswith("{")]
        rare = [w for w in plain if not tags.get(w, frozenset()) & common]
        if not rare and "{dist}" in pattern.words:
            found |= DISTANCE
        else:
            found.add(max(rare or plain, key=len))
    return frozenset(w.rpartition("-")[2] for w in found)  # the look before splits at hyphens


@cache
def rulebook() -> Rulebook:
    """The rules and word lists that the package ships, read once."""
    lists = {
        name: _read(name + ".toml")
        for name in ("words", "nouns", "speech", "forms", "modality", "blocks", "counts", "echo")
    }
    irregular = lists["forms"]["irregular"]
    rules = tuple(_rule(row, file) for file in RULE_FILES for row in _read(file)["rule"])
    patterns: dict[str, list[Pattern]] = {}
    for rule in rules:
        for pattern in expand(rule, irregular):
            patterns.setdefault(pattern.words[0], []).append(pattern)
    words, nouns = lists["words"], lists["nouns"]
    tags = _tags(words, nouns, lists["speech"], lists["modality"])
    parts = {word: part for part, text in nouns["part"].items() for word in text.split()}
    return Rulebook(
        rules=rules,
        patterns=MappingProxyType({w: tuple(sorted(ps, key=lambda p: -p.weight)) for w, ps in patterns.items()}),
        tags=MappingProxyType(tags),
        scopes=MappingProxyType({word: scope for scope, text in nouns["scope"].items() for word in text.split()}),
        slots=MappingProxyType({name: frozenset(text.split()) for name, text in lists["forms"]["classes"].items()}),
        lists=MappingProxyType(lists),
        seats=frozenset(nouns["seat"]["nouns"].split()),
        parts=MappingProxyType(parts),
        compounds=tuple("-" + s for s in words["compounds"]["suffixes"].split()),
        common=frozenset(words["classes"]["common"].split()),
        unplaces=frozenset(nouns["not_area"]["names"].split()),
        keys=_keys(patterns, tags) | frozenset(w for t in lists["speech"]["verbs"]["deny"].split() for w in (t,)),
        spoken=frozenset(w for text in lists["speech"]["verbs"].values() for w in text.split()) | {"according"},
    )
