"""Scores of a reading against annotated articles, and their text: every percentage stands beside its counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

Fact = tuple[str | None, str, str | None]  # unit, predicate, side

GROUPS = ("control", "pressure")
CONTROL = ("captured", "holds", "withdrew")
RATES = (
    ("quotes", "quotes exact"),
    ("places", "places right"),
    ("dates", "dates within a day"),
    ("speakers", "speakers named"),
    ("traps", "traps tripped"),
)


@dataclass(frozen=True, slots=True)
class Miss:
    """One error or slip: a fact not found, a claim that is none, a trap that was tripped."""

    kind: str  # missed | wrong | trap
    article: str
    fact: Fact | None
    quote: str
    why: str = ""


@dataclass(slots=True)
class Scores:
    """Counts behind every figure; keys of `facts` are (group, gold | found | wrong), of `rates` a name and "name of"."""

    articles: int = 0
    facts: Counter[tuple[str, str]] = field(default_factory=Counter)
    rates: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)

    def count(self, fact: Fact, what: str) -> None:
        """Adds one fact to its predicate, to its group and to all."""
        for group in ("all", "control" if fact[1] in CONTROL else "pressure", fact[1]):
            self.facts[group, what] += 1

    def precision(self, group: str = "all") -> float:
        """Share of the facts claimed that the text bears out; 0 where nothing was claimed."""
        found, wrong = self.facts[group, "found"], self.facts[group, "wrong"]
        return found / (found + wrong) if found + wrong else 0.0

    def recall(self, group: str = "all") -> float:
        """Share of the annotated facts that were found."""
        gold = self.facts[group, "gold"]
        return self.facts[group, "found"] / gold if gold else 0.0

    def f1(self, group: str = "all") -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision(group), self.recall(group)
        return 2 * p * r / (p + r) if p + r else 0.0


def scores_text(scores: Scores, *, details: bool = False) -> str:
    """The scores as lines of text; with `details`, every error with its article and quote before them."""
    lines = [*_details(scores)] if details else []
    lines.append(f"{scores.articles} articles, {scores.facts['all', 'gold']} facts")
    predicates = sorted({group for group, _ in scores.facts} - {"all", *GROUPS})
    lines += [_line(scores, group) for group in (*GROUPS, *predicates, "all")]
    lines += [f"  {label:<19}{_rate(scores, name)}" for name, label in RATES]
    lines.append(f"  {'without a place':<19}{scores.rates['unplaced']}")
    return "\n".join(lines)


def _line(scores: Scores, group: str) -> str:
    gold, found, wrong = (scores.facts[group, what] for what in ("gold", "found", "wrong"))
    return (
        f"  {group:<10} P {scores.precision(group):.3f} ({found}/{found + wrong})"
        f"  R {scores.recall(group):.3f} ({found}/{gold})  F1 {scores.f1(group):.3f}"
    )


def _rate(scores: Scores, name: str) -> str:
    good, of = scores.rates[name], scores.rates[f"{name} of"]
    return f"{good / of:.3f} ({good}/{of})" if of else "none"


def _details(scores: Scores) -> Iterator[str]:
    for miss in scores.misses:
        fact = " ".join(str(part) for part in miss.fact if part) if miss.fact else miss.why
        yield f"{miss.kind:<7}{miss.article}  {fact} | {' '.join(miss.quote.split())[:150]}"
