"""A rule as data, and its patterns written out: every form of a starred verb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.model import Predicate

PLURAL = {"be*": (("s", "are"), ("past", "were"))}


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


def expand(rule: Rule, irregular: Mapping[str, str]) -> Iterable[Pattern]:
    """The patterns of a rule with every form of their verbs."""
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
