"""A case with everything that was read in it: the one object that the page, the pictures and the tables are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.case import Case
from dashboard.claims import find_claims
from dashboard.control import Control, control_from, duplicate_articles
from dashboard.model import Aggregate, Article, Claim, Reading


@dataclass(frozen=True)
class Situation:
    """A case, its articles and readings by article id, and the control that follows from them."""

    case: Case
    articles: Mapping[str, Article]
    readings: Mapping[str, Reading]
    control: Control

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim that was read, moving or not, by its id."""
        return {claim.id: claim for reading in self.readings.values() for claim in reading.claims}

    @property
    def aggregates(self) -> tuple[Aggregate, ...]:
        """Every count and region that was read."""
        return tuple(item for reading in self.readings.values() for item in reading.aggregates)

    def under(self, rule: str) -> Situation:
        """The same articles and claims under another decision rule."""
        return self if rule == self.control.rule else replace(self, control=_control(self.case, self.readings, rule))


def situation_of(case: Case, *, rule: str = "filter", progress: Callable[[int, int], None] | None = None) -> Situation:
    """Read every article of a case and infer control; `progress(done, of)` is called after each article.

    Raises WhoHoldsError where a hand-coded claim or a rule name is not allowed.
    """
    readings = read_case_articles(case, progress)
    return Situation(case, {a.id: a for a in case.articles}, readings, _control(case, readings, rule))


def read_case_articles(case: Case, progress: Callable[[int, int], None] | None = None) -> dict[str, Reading]:
    """The reading of each article; an article with hand-coded claims keeps those and is not read by rules again."""
    coded: dict[str, list[Claim]] = {}
    for claim in case.claims:
        coded.setdefault(claim.article, []).append(claim)
    readings: dict[str, Reading] = {}
    for done, article in enumerate(case.articles, start=1):
        if article.id not in coded:
            readings[article.id] = find_claims(article, case.gazetteer, case.actors)
        if progress:
            progress(done, len(case.articles))
    for article_id, claims in coded.items():
        readings[article_id] = Reading(article=article_id, claims=tuple(claims))
    return readings


def _control(case: Case, readings: Mapping[str, Reading], rule: str) -> Control:
    coded = {claim.article for claim in case.claims}
    return control_from(
        [claim for reading in readings.values() for claim in reading.claims],
        case.units.ids,
        [actor.id for actor in case.actors],
        start=case.start,
        end=case.end,
        aggregates=[item for reading in readings.values() for item in reading.aggregates],
        regions=case.regions,
        baseline=case.baseline,
        rule=rule,
        grades=case.grades,
        counts_as_evidence=case.counts_as_evidence,
        # a row of a coded table is no reprint of its neighbour, however alike they are worded
        origins=duplicate_articles(a for a in case.articles if a.id not in coded),
    )
