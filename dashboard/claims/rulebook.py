"""Reads the rules and word lists of `rules/*.toml` once and keeps them in the form that the grammar looks up."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

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
PLURAL = {"be*": (("s", "are"), ("past", "were"))}
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
class Rule:
    """One rule: what its patterns mean, in which frame, with the example that must match and the one that must not."""

    id: str
    meaning: str
    predicate: Predicate
    frame: str
    patterns: tuple[str, ...]
    match: str
    no_match: str
    gives: Mapping[str, str]
    detail: str | None = None
    preps: tuple[str, ...] = ()
    strict: bool = False  # the object must be an area or a place name that stands alone
    armed: bool = False  # the subject must be a side, not civilians
    event: bool = False  # only as an event: perfect or means
    claimed: bool = False  # the verb itself says that the side says so
    swap: bool = False  # the subject is the one attacked
    sided: bool = False  # a common verb: the subject must be a side, and nothing else be said of the place
    weak: bool = False  # words that stand everywhere: they do not open a sentence for the grammar
    loses: bool = False  # the side in the pattern is the one that loses
    subject: frozenset[str] = frozenset()  # the subject must hold one of these words
    particle: frozenset[str] = frozenset()  # one of these words must follow the place: "handed X over"
    tail: frozenset[str] = frozenset()  # one of these words must follow in the clause
    file: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of a rule, with the form its verb stands in: base, s, past, part, ing or "" (no verb)."""

    rule: Rule
    words: tuple[str, ...]
    form: str
    weight: int  # longer patterns win


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


def forms_of(verb: str, irregular: Mapping[str, str]) -> dict[str, str]:
    """The forms of a verb by name: base, s, past, part, ing."""
    if verb in irregular:
        s, past, part, ing = irregular[verb].split()
        return {"base": verb, "s": s, "past": past, "part": part, "ing": ing}
    stem = verb[:-1] if verb.endswith("e") else verb
    past = stem[:-1] + "ied" if stem.endswith("y") and stem[-2:-1] not in "aeou" else stem + "ed"
    s = (
        verb[:-1] + "ies"
        if verb.endswith("y") and verb[-2:-1] not in "aeou"
        else verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    )
    return {"base": verb, "s": s, "past": past, "part": past, "ing": stem + "ing"}


def _expand(rule: Rule, irregular: Mapping[str, str]) -> Iterable[Pattern]:
    for text in rule.patterns:
        options: list[tuple[tuple[str, ...], str]] = [((), "")]
        for word in text.split():
            if not word.endswith("*"):
                options = [((*words, word), form) for words, form in options]
                continue
            grown = []
            for name, form_word in [*forms_of(word[:-1], irregular).items(), *PLURAL.get(word, ())]:
                grown += [((*words, form_word), form or name) for words, form in options if not form or form == name]
            options = grown
        for words, form in dict.fromkeys(options):
            yield Pattern(rule, words, form, len(words))


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
        for pattern in _expand(rule, irregular):
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
