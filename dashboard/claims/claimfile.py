"""The claims of a file in the exchange format, made by hand or by another engine, with every field checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from dashboard.actors import Actors
from dashboard.model import (
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
from dashboard.textfile import read_text

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


def read_claim_lines(path: Path, actors: Actors | None = None) -> tuple[Claim, ...]:
    """The claims of a JSON-lines file, aggregates passed over; WhoHoldsError names file, line, field, value and what is allowed.

    `actors`, where given, turns display names and wordings into ids of sides.
    """
    found: list[Claim] = []
    for number, line in enumerate(read_text(path, "a file of claims, one a line").split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:  # ValueError: no JSON, or a number of thousands of digits
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
    days = _days(row, where)
    texts = {name: _string(row, name, where) for name in TEXTS}
    side, wording = _side(row, "actor", where, actors)
    loser, loser_wording = _side(row, "from_actor", where, actors)
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
        candidates=_ids(row, "candidates", where),
        capital=_yes(row, "capital", where),
        unconfirmed=_yes(row, "unconfirmed", where),
        origin=_string(row, "origin", where) or texts["speaker"] or texts["outlet"] or texts["publisher"] or article,
        position=_string(row, "position", where) or "body",
        rule=_string(row, "rule", where) or "",
        engine=_string(row, "engine", where) or "hand/1",
        weight=_share(row, "weight", where),
        **fields,
    )


def _days(row: Mapping[str, Any], where: str) -> dict[str, date | None]:
    """The days of a record: both ends of the interval or none, in order, none later than the report."""
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
    return days


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


def _ids(row: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = row.get(name) or ()
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise WhoHoldsError(f"{where}: field {name!r} {value!r} must be a list of texts")
    return tuple(value)


def _yes(row: Mapping[str, Any], name: str, where: str) -> bool:
    value = row.get(name, False)
    if not isinstance(value, bool):
        raise WhoHoldsError(f"{where}: field {name!r} {value!r} must be true or false")
    return value


def _share(row: Mapping[str, Any], name: str, where: str) -> float | None:
    value = row.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise WhoHoldsError(f"{where}: field {name!r} {value!r} is no number from 0 to 1")
    return float(value)
