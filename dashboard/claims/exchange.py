"""The exchange format: a claim or aggregate as one flat record."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from dashboard.actors import Actors
from dashboard.model import Aggregate, Claim


def _shown(actor: str | None, wording: str | None, actors: Actors) -> str | None:
    """A side as its display name, or the wording where it is no known side."""
    if actor is not None and actor in actors.by_id:
        return actors.by_id[actor].name
    return actor or wording


def claim_line(item: Claim | Aggregate, actors: Actors) -> dict[str, Any]:
    """A claim or aggregate as a record of the exchange format, ready for JSON."""
    if isinstance(item, Aggregate):
        return _aggregate_line(item, actors)
    return {
        "article": item.article,
        "start": item.start,
        "end": item.end,
        "quote": item.quote,
        "predicate": str(item.predicate),
        "detail": item.detail,
        "place": item.place,
        "unit": item.unit,
        "scope": _text(item.scope),
        "actor": _shown(item.actor, item.actor_text, actors),
        "from_actor": _shown(item.from_actor, item.from_actor_text, actors),
        "event_from": _day(item.event_from),
        "event_to": _day(item.event_to),
        "modality": str(item.modality),
        "speaker": item.speaker,
        "outlet": item.outlet,
        "rule": item.rule,
        "part": _text(item.part),
        "place_id": item.place_id,
        "resolution": str(item.resolution),
        "candidates": list(item.candidates),
        "capital": item.capital,
        "precision": str(item.precision),
        "basis": str(item.basis),
        "time_text": item.time_text,
        "speaker_role": str(item.speaker_role),
        "speaker_side": item.speaker_side,
        "origin": item.origin,
        "interest": str(item.interest),
        "unconfirmed": item.unconfirmed,
        "position": item.position,
        "published": _day(item.published),
        "publisher": item.publisher,
        "engine": item.engine,
        "reason": item.reason,
        "weight": item.weight,
        "grade": item.grade,
    }


def _aggregate_line(item: Aggregate, actors: Actors) -> dict[str, Any]:
    return {
        "article": item.article,
        "start": item.start,
        "end": item.end,
        "quote": item.quote,
        "predicate": item.kind,
        "unit": None,
        "actor": _shown(item.actor, item.actor_text, actors),
        "value": item.value,
        "of": item.of,
        "of_kind": item.of_kind,
        "comparison": item.comparison,
        "region": item.region,
        "event_from": _day(item.event_from),
        "event_to": _day(item.event_to),
        "modality": str(item.modality),
        "speaker": item.speaker,
        "outlet": item.outlet,
        "origin": item.origin,
        "precision": str(item.precision),
        "published": _day(item.published),
        "rule": item.rule,
        "engine": item.engine,
    }


def _text(value: StrEnum | None) -> str | None:
    return None if value is None else str(value)


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
