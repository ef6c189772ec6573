"""Annotated articles: what a careful reader found in a text, to measure the rules against (format: docs/evaluation.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.model import Article, Modality, Predicate, WhoHoldsError


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """One claim as annotated: the span of its quote, and what the quote says."""

    start: int
    end: int
    quote: str
    predicate: Predicate
    unit: str | None
    actor: str | None
    day: date | None
    precision: str
    modality: Modality
    speaker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A span that is no claim (a trap) or that readers may dispute (borderline), with the reason."""

    start: int
    end: int
    quote: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One annotated article."""

    article: Article
    claims: tuple[GoldClaim, ...]
    traps: tuple[Passage, ...]
    borderline: tuple[Passage, ...]
    aggregates: tuple[Mapping[str, Any], ...] = ()

    @property
    def country(self) -> str:
        """The country of the article, empty where none is stated."""
        return self.article.country or ""


def read_golds(folder: Path, *, country: str | None = None) -> tuple[Gold, ...]:
    """The annotated articles of a folder (one JSON file each) or of its subfolders, in order of their paths."""
    paths = sorted(folder.rglob("*.json")) if folder.is_dir() else [folder]
    if not paths or not all(path.is_file() for path in paths):
        raise WhoHoldsError(
            f"{folder}: no annotated articles here; expected a folder of .json files, see docs/evaluation.md"
        )
    golds = tuple(read_gold(path) for path in paths)
    return tuple(gold for gold in golds if country is None or gold.country == country)


def read_gold(path: Path) -> Gold:
    """One annotated article; every quote is checked to stand in its text."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise WhoHoldsError(f"{path}: not readable as JSON in UTF-8: {error}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("text"), str) or not raw.get("id"):
        raise WhoHoldsError(f'{path}: an annotated article needs "id" and "text", see docs/evaluation.md')
    try:
        return _gold(raw)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise WhoHoldsError(f"{path}: {error}: see docs/evaluation.md for the fields and their values") from error


def _gold(raw: Mapping[str, Any]) -> Gold:
    text = raw["text"]
    published = date.fromisoformat(raw["published"][:10]) if raw.get("published") else None
    article = Article(
        id=raw["id"],
        text=text,
        title=raw.get("title"),
        publisher=raw.get("publisher"),
        url=raw.get("url"),
        published=published,
        published_basis=raw.get("published_basis"),
        country=raw.get("country"),
    )
    return Gold(
        article=article,
        claims=tuple(_claim(text, item) for item in raw.get("claims", ())),
        traps=tuple(_passage(text, item) for item in raw.get("traps", ())),
        borderline=tuple(_passage(text, item) for item in raw.get("borderline", ())),
        aggregates=tuple(raw.get("aggregates", ())),
    )


def _claim(text: str, item: Mapping[str, Any]) -> GoldClaim:
    start, end = _span(text, item)
    return GoldClaim(
        start=start,
        end=end,
        quote=item["quote"],
        predicate=Predicate(item["type"]),
        unit=item.get("admin1"),
        actor=item.get("actor"),
        day=date.fromisoformat(item["event_date"]) if item.get("event_date") else None,
        precision=item.get("date_precision") or "unknown",
        modality=Modality(item.get("modality") or "asserted"),
        speaker=item.get("attribution"),
    )


def _passage(text: str, item: Mapping[str, Any]) -> Passage:
    start, end = _span(text, item)
    return Passage(start=start, end=end, quote=item["quote"], why=item.get("why", ""))


def _span(text: str, item: Mapping[str, Any]) -> tuple[int, int]:
    """Where the quote stands: at `start` where the annotation gives it, else where it first occurs."""
    quote = item["quote"]
    start = item.get("start", text.find(quote))
    if start < 0 or text[start : start + len(quote)] != quote:
        raise ValueError(f"the quote {quote[:60]!r} does not stand in the text")
    return start, start + len(quote)
