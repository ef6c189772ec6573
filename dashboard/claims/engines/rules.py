"""The rules of this package as an engine."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from dashboard.actors import Actors
from dashboard.claims import find_claims
from dashboard.model import Article, Reading
from dashboard.places.gazetteer import Gazetteer


class RulesEngine:
    """Reads with the rules in dashboard/claims/rules/."""

    name = "rules"

    @property
    def version(self) -> str:
        """The version of the package, whose rules these are."""
        try:
            return version("whoholds")
        except PackageNotFoundError:
            return "source"

    def read(self, article: Article, gazetteer: Gazetteer, actors: Actors) -> Reading:
        """What the rules find in the article."""
        return find_claims(article, gazetteer, actors)
