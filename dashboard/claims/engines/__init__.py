"""Other ways to read an article, behind one contract: `engine(name)` gives an `Engine`, `compare_readings` shows where two differ.

`rules` reads with the rules of this package and needs nothing; `chat` asks a model behind an OpenAI-compatible endpoint, and
nothing that it answers counts before its quote, place, actor and dates have been checked against the text (docs/engines.md).
"""

from __future__ import annotations

from typing import Protocol

from dashboard.actors import Actors
from dashboard.claims.engines.chat import ChatEngine
from dashboard.claims.engines.compare import Comparison, Difference, compare_readings, comparison_text
from dashboard.claims.engines.rules import RulesEngine
from dashboard.claims.engines.settings import ChatSettings, settings_from
from dashboard.model import Article, Reading, WhoHoldsError
from dashboard.places.gazetteer import Gazetteer

__all__ = [
    "ChatEngine",
    "ChatSettings",
    "Comparison",
    "Difference",
    "Engine",
    "RulesEngine",
    "compare_readings",
    "comparison_text",
    "engine",
    "settings_from",
]


class Engine(Protocol):
    """Reads an article; its claims carry `name` (and version) in their field `engine`."""

    @property
    def name(self) -> str:
        """Short name, such as "rules" or "chat:<model>"."""

    @property
    def version(self) -> str:
        """What changes when the same article may be read differently."""

    def read(self, article: Article, gazetteer: Gazetteer, actors: Actors) -> Reading:
        """What the article says; claims whose place is not in the gazetteer have no unit."""


def engine(name: str, settings: ChatSettings | None = None) -> Engine:
    """The engine called `rules` or `chat`; chat takes its settings from the environment where none are given."""
    if name == "rules":
        return RulesEngine()
    if name == "chat":
        return ChatEngine(settings or settings_from())
    raise WhoHoldsError(f"engine {name!r} is unknown; allowed are rules and chat")
