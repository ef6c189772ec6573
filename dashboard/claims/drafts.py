"""What is kept while an article is read: claims before they are finished, and what happened in each sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.claims.blocks import Block
from dashboard.claims.dates import TimeRef
from dashboard.claims.hits import Hit
from dashboard.model import Aggregate, Claim, Drop


@dataclass(slots=True)
class Draft:
    """A claim before the article has been read to its end."""

    claim: Claim
    ref: TimeRef | None
    hit: Hit
    block: Block
    dated: bool
    sentence: int
    topic: str | None = None  # the side that the sentence before told of as attacking


@dataclass(slots=True)
class Hung:
    """A claim or aggregate that the text dates by another event: "a day after X, Y"."""

    ref: TimeRef
    sentence: int
    draft: Draft | None = None
    trace: Trace | None = None
    aggregate: int = 0


@dataclass(slots=True)
class Trace:
    """What happened in one sentence."""

    start: int
    end: int
    kind: str
    drafts: list[Draft] = field(default_factory=list)
    aggregates: list[Aggregate] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)
