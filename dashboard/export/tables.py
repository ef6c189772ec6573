"""Rows of statuses, claims, changes and sources, and the same as CSV and JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.claims.exchange import claim_line
from dashboard.export.shot import Shot
from dashboard.figures.notes import how_dated, reason_text
from dashboard.figures.sentences import said_by, short_status, status_sentence
from dashboard.figures.spreadsheet import harmless
from dashboard.figures.words import words_of
from dashboard.model import Claim, Effect, Evidence, Kind, Status

if TYPE_CHECKING:
    from dashboard.situation import Situation

Row = dict[str, Any]


def status_row(situation: Situation, status: Status, lang: str | None = None) -> Row:
    """A status as one flat row: unit, day, both clocks, kind, sides, extent, dates, probabilities, claim ids, sources.

    Fields and codes are the same in every language; name and sentence are in `lang`.
    """
    evidence = _evidence(situation, status)
    unit = situation.case.units.by_id[status.unit]
    return {
        "unit": status.unit,
        "name": unit.names.get(words_of(lang).lang, unit.name),
        "as_of": status.day.isoformat(),
        "known_at": status.known_at.isoformat(),
        "status": status.kind.value,
        "side": status.actor or "",
        "rival": status.rival or "",
        "extent": status.extent.value,
        "since": _iso(status.since),
        "since_uncertain": status.since_uncertain,
        "last_report": _iso(status.last_report),
        "age_days": "" if status.age is None else status.age,
        "claims": status.claims,
        "origins": status.origins,
        **{f"p_{name}": round(p, 4) for name, p in status.probability.items()},
        "claim_ids": " ".join(e.claim.id for e in evidence.effects if e.counted),
        "sources": "; ".join(dict.fromkeys(_source(e.claim, situation) for e in evidence.effects if e.counted)),
        "sentence": status_sentence(status, situation, lang),
    }


def _evidence(situation: Situation, status: Status) -> Evidence:
    if status.kind is Kind.NO_REPORT:
        return Evidence(status=status)
    return situation.control.evidence(status.unit, status.day, status.known_at)


def _source(claim: Claim, situation: Situation) -> str:
    """Outlet that the text cites, and the publisher of the article (its id where the publisher is unknown)."""
    article = situation.articles.get(claim.article)
    publisher = (article.publisher if article else claim.publisher) or claim.article
    return f"{claim.outlet} in {publisher}" if claim.outlet else publisher


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def status_rows(shot: Shot) -> list[Row]:
    """The row of every unit, by id."""
    situation = shot.situation.under(shot.look.view.rule)
    return [status_row(situation, status, shot.words.lang) for status in shot.statuses.values()]


def claim_rows(shot: Shot) -> list[Row]:
    """A row for each claim known at the shot's day: the exchange format, id, origin, effect; then counts and regions."""
    moved = {e.claim.id: e for ev in shot.evidence.values() for e in (*ev.effects, *ev.not_counted)}
    actors = shot.situation.case.actors
    rows = []
    for claim in sorted(shot.claims, key=lambda c: (c.published or date.min, c.article, c.start, c.end, c.unit or "")):
        effect = moved.get(claim.id)
        rows.append(
            {
                "id": claim.id,
                **claim_line(claim, actors),
                "published": _iso(claim.published),
                "publisher": claim.publisher or "",
                "origin": claim.origin,
                "said": said_by(claim, shot.words.lang),
                "unconfirmed": claim.unconfirmed,
                "engine": claim.engine,
                "moves": claim.moves,
                "reason": _why_not(shot, claim, effect),
                "weight": round(effect.weight, 4) if effect else "",
                "before": round(effect.before, 4) if effect else "",
                "after": round(effect.after, 4) if effect else "",
                "as_of": shot.day.isoformat(),
                "known_at": shot.known_at.isoformat(),
            }
        )
    known = [a for a in shot.situation.aggregates if a.published and a.published <= shot.known_at]
    return rows + [_as_row(claim_line(item, actors), shot) for item in known]


def _why_not(shot: Shot, claim: Claim, effect: Effect | None) -> str:
    """Why a claim moves nothing, in the language of the shot; empty where it moves the map."""
    if claim.reason:
        return reason_text(claim.reason, shot.words.lang)
    return shot.look.note(effect.why_not) if effect and effect.why_not else ""


def _as_row(line: Row, shot: Shot) -> Row:
    """A count or region as a row beside the claims."""
    return line | {"moves": False, "as_of": shot.day.isoformat(), "known_at": shot.known_at.isoformat()}


def change_rows(shot: Shot) -> list[Row]:
    """A row for each change up to the shot's day, in order of day and unit."""
    words = shot.words
    return [
        {
            "day": change.day.isoformat(),
            "unit": change.unit,
            "name": shot.look.unit_name(change.unit),
            "before": short_status(change.before, shot.situation, words.lang),
            "after": short_status(change.after, shot.situation, words.lang),
            "claim_ids": " ".join(change.claims),
            "known_at": shot.known_at.isoformat(),
        }
        for change in shot.control.changes(shot.known_at)
        if change.day <= shot.day
    ]


def source_rows(shot: Shot) -> list[Row]:
    """A row for each article known at the shot's day."""
    acting = {claim.article for claim in shot.acting}
    return [
        {
            "article": a.id,
            "title": a.title or "",
            "publisher": a.publisher or "",
            "url": a.url or "",
            "published": _iso(a.published),
            "published_basis": how_dated(a, shot.situation, shot.words.lang) or "",
            "sha256": a.digest,
            "moves_the_map": a.id in acting,
            "cites": "; ".join(dict.fromkeys(c.outlet for c in shot.acting if c.article == a.id and c.outlet)),
        }
        for a in shot.articles
    ]


def csv_text(rows: list[Row]) -> str:
    """The rows as CSV with a header; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    columns = list(dict.fromkeys(name for row in rows for name in row)) or ["unit"]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\r\n", restval="")  # RFC 4180
    writer.writeheader()
    writer.writerows({k: _harmless(v) for k, v in row.items()} for row in rows)
    return buffer.getvalue()


def _harmless(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        value = " ".join(str(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return harmless(value) if isinstance(value, str) else value


def jsonl_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows as JSON, one a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
