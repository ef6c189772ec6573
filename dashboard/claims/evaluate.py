"""How well claims were read: precision and recall of facts, dates, speakers, places, quotes and traps against annotated articles.

A fact is (unit, predicate, side), counted once an article; the side is not compared where two sides fight (contested,
advanced, denied). Only claims that move the map count, and a claim inside a passage marked borderline neither gains nor loses.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.actors import world_actors
from dashboard.claims.gold import Gold, GoldClaim
from dashboard.claims.scores import Fact, Miss, Scores
from dashboard.model import Modality, Predicate, WhoHoldsError

Line = Mapping[str, Any]  # a claim in the exchange format
SideOf = Callable[[str, str | None], str | None]  # (country, wording of an actor) -> side

TWO_SIDED = ("contested", "advanced", "denied")
MOVING = frozenset(str(modality) for modality in Modality if modality.moves)
PREDICATES = frozenset(str(predicate) for predicate in Predicate)
A_DAY = timedelta(1)


def evaluate_claims(golds: Iterable[Gold], predicted: Iterable[Line], side_of: SideOf | None = None) -> Scores:
    """The scores of predicted claims (exchange lines) against annotated articles; claims on other articles are passed over."""
    by_article: dict[str, list[Line]] = {}
    for line in predicted:
        by_article.setdefault(line["article"], []).append(line)
    scores = Scores()
    for gold in golds:
        _score(gold, by_article.get(gold.article.id, ()), side_of or lexicon_side, scores)
    return scores


def lexicon_side(country: str, actor: str | None) -> str | None:
    """The side that an actor's wording means in that country's lexicon, or None where it names none."""
    return _world_side(country, actor) if actor else None


@cache
def _world_side(country: str, actor: str) -> str | None:
    return world_actors(country).side_of(actor)


def read_sides(path: Path) -> SideOf:
    """Sides from a JSON file {country: {side: regular expression}}: the first that matches the wording."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        table = {c: {side: re.compile(p, re.IGNORECASE) for side, p in sides.items()} for c, sides in raw.items()}
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, AttributeError, TypeError, re.error) as error:
        raise WhoHoldsError(
            f"{path}: not a file of sides ({{country: {{side: regular expression}}}}): {error}"
        ) from error

    def side_of(country: str, actor: str | None) -> str | None:
        return next((side for side, p in table.get(country, {}).items() if actor and p.search(actor)), None)

    return side_of


def read_predicted(path: Path) -> tuple[Line, ...]:
    """The claims of a JSONL file in the exchange format."""
    lines = []
    for number, row in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not row.strip():
            continue
        try:
            line = json.loads(row)
            missing = [key for key in ("article", "start", "end", "quote", "predicate", "modality") if key not in line]
        except (json.JSONDecodeError, TypeError) as error:
            raise WhoHoldsError(f"{path}, line {number}: not JSON: {error}") from error
        if missing:
            raise WhoHoldsError(
                f"{path}, line {number}: {missing[0]!r} is missing; see the exchange format in docs/evaluation.md"
            )
        lines.append(line)
    return tuple(lines)


def _score(gold: Gold, lines: Sequence[Line], side_of: SideOf, scores: Scores) -> None:
    """Adds one article to the scores."""
    moving = [p for p in lines if p["modality"] in MOVING and p["predicate"] in PREDICATES]
    text, rates = gold.article.text, scores.rates
    scores.articles += 1
    rates["quotes of"] += len(moving)
    rates["quotes"] += sum(text[p["start"] : p["end"]] == p["quote"] for p in moving)
    rates["unplaced"] += sum(not p.get("unit") for p in moving)
    facts: dict[Fact, list[GoldClaim]] = {}
    for claim in gold.claims:
        if claim.unit:
            facts.setdefault(_fact(gold, claim.unit, claim.predicate, claim.actor, side_of), []).append(claim)
    found: set[Fact] = set()
    wrong: dict[Fact, Line] = {}
    for p in moving:
        _score_place(gold, p, rates)
        if not p.get("unit"):
            continue
        hits = [fact for fact, claims in facts.items() if any(_same(gold, c, p, side_of) for c in claims)]
        found.update(hits)
        if hits:
            _score_hit([c for fact in hits for c in facts[fact]], p, rates)
        elif not any(_overlap(edge.start, edge.end, p) > 0 for edge in gold.borderline):
            wrong.setdefault(_fact(gold, p["unit"], p["predicate"], p.get("actor"), side_of), p)
    _count(gold, facts, found, wrong, scores)
    _score_traps(gold, moving, side_of, scores)


def _fact(gold: Gold, unit: str | None, predicate: str, actor: str | None, side_of: SideOf) -> Fact:
    return unit, str(predicate), None if predicate in TWO_SIDED else side_of(gold.country, actor)


def _same(gold: Gold, claim: GoldClaim, p: Line, side_of: SideOf) -> bool:
    """Whether a predicted claim states the annotated fact: unit, predicate and (where one side acts) side."""
    if claim.unit != p.get("unit") or claim.predicate != p["predicate"]:
        return False
    if claim.predicate in TWO_SIDED:
        return True
    side = side_of(gold.country, claim.actor)
    return side is None or side == side_of(gold.country, p.get("actor"))


def _overlap(start: int, end: int, p: Line) -> int:
    first, last = int(p["start"]), int(p["end"])
    return max(0, min(end, last) - max(start, first))


def _score_hit(claims: Iterable[GoldClaim], p: Line, rates: Counter[str]) -> None:
    """Date and speaker of a claim that states an annotated fact, where its quote overlaps the annotated one."""
    for claim in claims:
        if not _overlap(claim.start, claim.end, p):
            continue
        if claim.predicate is Predicate.CAPTURED and claim.precision == "day" and claim.day:
            rates["dates of"] += 1
            rates["dates"] += _near(claim.day, p.get("event_from"), p.get("event_to"))
        if claim.speaker:
            said = _words(f"{p.get('speaker') or ''} {p.get('outlet') or ''}")
            rates["speakers of"] += 1
            rates["speakers"] += bool(said & (_words(claim.speaker) - {"the", "a", "of", "and"}))


def _near(day: date, lo: str | None, hi: str | None) -> bool:
    """Whether an interval of at most four days reaches within one day of the annotated day."""
    if not lo or not hi:
        return False
    first, last = date.fromisoformat(lo[:10]), date.fromisoformat(hi[:10])
    return first - A_DAY <= day <= last + A_DAY and (last - first).days <= 3


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return set(re.sub(r"[^a-z0-9 ]", "", plain).split())


def _score_place(gold: Gold, p: Line, rates: Counter[str]) -> None:
    """Whether a claim that overlaps annotated ones of its predicate is in one of their units."""
    near = [c for c in gold.claims if c.predicate == p["predicate"] and _overlap(c.start, c.end, p)]
    if near:
        rates["places of"] += 1
        rates["places"] += any(c.unit == p.get("unit") for c in near)


def _count(
    gold: Gold, facts: Mapping[Fact, Sequence[GoldClaim]], found: set[Fact], wrong: Mapping[Fact, Line], scores: Scores
) -> None:
    for fact, claims in facts.items():
        scores.count(fact, "gold")
        if fact in found:
            scores.count(fact, "found")
        else:
            scores.misses.append(Miss("missed", gold.article.id, fact, claims[0].quote))
    for fact, line in wrong.items():
        scores.count(fact, "wrong")
        scores.misses.append(Miss("wrong", gold.article.id, fact, line["quote"]))


def _score_traps(gold: Gold, moving: Sequence[Line], side_of: SideOf, scores: Scores) -> None:
    """A trap is tripped by a claim that lies at least half inside it and states no annotated fact."""
    for trap in gold.traps:
        hit = any(
            _overlap(trap.start, trap.end, p) >= 0.5 * (p["end"] - p["start"])
            and not any(_same(gold, c, p, side_of) for c in gold.claims)
            for p in moving
        )
        scores.rates["traps of"] += 1
        scores.rates["traps"] += hit
        if hit:
            scores.misses.append(Miss("trap", gold.article.id, None, trap.quote, trap.why))
