"""The exchange format: a claim or aggregate as one flat record, and hand-made records read back with every check."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from dashboard.actors import Actors
from dashboard.model import (
    Aggregate,
    Basis,
    Claim,
    Interest,
    Modality,
    Part,
    Precision,
    Predicate,
    Resolution,
    Scope,
    SpeakerRole,
    WhoHoldsError,
)

AGGREGATES = ("count", "region")
ENUMS: Mapping[str, type[StrEnum]] = {
    "predicate": Predicate,
    "modality": Modality,
    "scope": Scope,
    "part": Part,
    "resolution": Resolution,
    "precision": Precision,
    "basis": Basis,
    "speaker_role": SpeakerRole,
    "interest": Interest,
}
TEXTS = (
    "detail",
    "place",
    "place_id",
    "unit",
    "speaker",
    "speaker_side",
    "outlet",
    "time_text",
    "reason",
    "publisher",
    "grade",
)
DATES = ("event_from", "event_to", "published")


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


def read_claim_lines(path: Path, actors: Actors | None = None) -> tuple[Claim, ...]:
    """The claims of a JSON-lines file, aggregates passed over; WhoHoldsError names file, line, field, value and what is allowed.

    `actors`, where given, turns display names and wordings into ids of sides.
    """
    found: list[Claim] = []
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise WhoHoldsError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise WhoHoldsError(f"{path}: is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise WhoHoldsError(
                f"{where}: not JSON ({error}); one claim a line, as `whoholds claims --format jsonl` writes it"
            ) from error
        if not isinstance(row, dict):
            raise WhoHoldsError(f"{where}: {line.strip()[:40]!r} is no object; one claim a line, as {{...}}")
        if row.get("predicate") not in AGGREGATES:
            found.append(_claim(row, where, actors))
    return tuple(found)


def _claim(row: Mapping[str, Any], where: str, actors: Actors | None) -> Claim:
    article, quote = _needed(row, "article", where), _needed(row, "quote", where)
    start, end = _count(row, "start", where), _count(row, "end", where)
    if end - start != len(quote):
        raise WhoHoldsError(
            f"{where}: fields 'start' {start} and 'end' {end} span {end - start} characters, 'quote' has {len(quote)}; "
            "offsets count code points of the article's text"
        )
    enums = {name: _choice(row, name, kind, where) for name, kind in ENUMS.items()}
    for name in ("predicate", "modality"):
        if enums[name] is None:
            raise WhoHoldsError(f"{where}: field {name!r} is missing; allowed: {', '.join(ENUMS[name])}")
    days = {name: _date(row, name, where) for name in DATES}
    lo, hi = days["event_from"], days["event_to"]
    if (lo is None) != (hi is None):
        raise WhoHoldsError(
            f"{where}: 'event_from' {row.get('event_from')!r} and 'event_to' {row.get('event_to')!r} must both be days or both be null"
        )
    if lo is not None and hi is not None and lo > hi:
        raise WhoHoldsError(
            f"{where}: field 'event_to' {hi} is before 'event_from' {lo}; put the earlier day into 'event_from'"
        )
    if days["published"] is not None and hi is not None and hi > days["published"]:
        raise WhoHoldsError(
            f"{where}: field 'event_to' {hi} is after 'published' {days['published']}; an event is never later than its report"
        )
    texts = {name: _string(row, name, where) for name in TEXTS}
    side, wording = _side(row, "actor", where, actors)
    loser, loser_wording = _side(row, "from_actor", where, actors)
    weight = row.get("weight")
    if weight is not None and (isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= 1):
        raise WhoHoldsError(f"{where}: field 'weight' {weight!r} is no number from 0 to 1")
    fields: dict[str, Any] = {**texts, **days, **{name: value for name, value in enums.items() if value is not None}}
    return Claim(
        article=article,
        start=start,
        end=end,
        quote=quote,
        actor=side,
        actor_text=wording,
        from_actor=loser,
        from_actor_text=loser_wording,
        candidates=tuple(str(c) for c in row.get("candidates") or ()),
        capital=bool(row.get("capital", False)),
        unconfirmed=bool(row.get("unconfirmed", False)),
        origin=_string(row, "origin", where) or texts["speaker"] or texts["outlet"] or texts["publisher"] or article,
        position=_string(row, "position", where) or "body",
        rule=_string(row, "rule", where) or "",
        engine=_string(row, "engine", where) or "hand/1",
        weight=float(weight) if weight is not None else None,
        **fields,
    )


def _needed(row: Mapping[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value:
        raise WhoHoldsError(f"{where}: field {name!r} {value!r} must be text")
    return value


def _string(row: Mapping[str, Any], name: str, where: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise WhoHoldsError(f"{where}: field {name!r} {value!r} must be text or null")
    return value


def _count(row: Mapping[str, Any], name: str, where: str) -> int:
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise WhoHoldsError(f"{where}: field {name!r} {value!r} must be a whole number from 0 on")
    return value


def _choice(row: Mapping[str, Any], name: str, kind: type[StrEnum], where: str) -> Any:
    value = row.get(name)
    if value is None:
        return None
    try:
        return kind(value)
    except ValueError as error:
        raise WhoHoldsError(f"{where}: field {name!r} {value!r} is unknown; allowed: {', '.join(kind)}") from error


def _date(row: Mapping[str, Any], name: str, where: str) -> date | None:
    value = row.get(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except (TypeError, ValueError) as error:
        raise WhoHoldsError(f"{where}: field {name!r} {value!r} is no day; write it as 2021-08-14") from error


def _side(row: Mapping[str, Any], name: str, where: str, actors: Actors | None) -> tuple[str | None, str | None]:
    wording = _string(row, name, where)
    if wording is None or actors is None:
        return wording, wording
    return actors.side_of(wording), wording
