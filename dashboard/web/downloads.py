"""Files and answers of a view: `/export/<what>.<form>` for people, `/api/...` for programs; both obey both clocks."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request

from dashboard.claims.exchange import claim_line
from dashboard.export import ENDINGS, PICTURES, TABLES, export_bytes
from dashboard.export.tables import status_row
from dashboard.figures.look import Look, look_at
from dashboard.figures.notes import reason_lines
from dashboard.figures.theme import Mode
from dashboard.model import Effect, View, WhoHoldsError
from dashboard.web.url import migrated, read_query

if TYPE_CHECKING:
    from dashboard.situation import Situation

TYPES = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "zip": "application/zip",
    "html": "text/html",
    "md": "text/markdown",
    "gif": "image/gif",
    "mp4": "video/mp4",
}
Answer = dict[str, Any]


def add_downloads(server: Flask, situation: Situation) -> None:
    """Serve the exports and the API of a situation."""
    drawing = Lock()  # matplotlib shares its fonts between figures: one picture at a time

    @server.get("/export/<what>.<form>")
    def export_file(what: str, form: str) -> Response:
        if form not in ENDINGS or what not in (*PICTURES, *TABLES):
            return _refused(
                f"/export/{what}.{form}: allowed are {', '.join((*PICTURES, *TABLES))} as {', '.join(ENDINGS)}.", 404
            )
        view, _ = _asked(situation)
        try:
            with drawing:
                body = export_bytes(
                    situation,
                    view,
                    form,
                    what=_kind(what, form),
                    days=_days(),
                    mode=_mode(),
                    lang=request.args.get("lang"),
                )
        except WhoHoldsError as why:
            return _refused(str(why), 400)
        answer = Response(body, mimetype=TYPES.get(form, "application/octet-stream"))
        answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(situation, view, what, form)}"'
        return answer

    for name, rows in (("status", api_status), ("claims", api_claims), ("evidence", api_evidence)):
        server.add_url_rule(f"/api/{name}", f"api_{name}", _api(situation, rows))


def _api(situation: Situation, rows: Callable[[Look], list[Answer]]) -> Callable[[], Response]:
    def answer() -> Response:
        view, notices = _asked(situation)
        look = look_at(situation, view, request.args.get("lang"))
        try:
            found = rows(look)
        except WhoHoldsError as why:
            return _refused(str(why), 400)
        said = {"as_of": look.day.isoformat(), "known_at": look.known_at.isoformat(), "rule": look.control.rule}
        return _json({**said, "notices": list(notices), "rows": found})

    return answer


def api_status(look: Look) -> list[Answer]:
    """The status of every unit, or of the one asked for."""
    units = [look.view.unit] if look.view.unit else look.control.units
    return [status_row(look.situation, look.status(unit), look.words.lang) for unit in units]


def api_claims(look: Look) -> list[Answer]:
    """Every claim known at the day, in the exchange format; those of one unit if one is asked for."""
    chosen = look.view.unit
    return [
        {"id": claim.id, **claim_line(claim, look.situation.case.actors)}
        for claim in look.claims.values()
        if chosen is None or claim.unit == chosen
    ]


def api_evidence(look: Look) -> list[Answer]:
    """The ledger of one unit: each claim with its weight, the probability before and after it, and its quote."""
    if look.view.unit is None:
        raise WhoHoldsError("/api/evidence: unit is missing; ask for one, such as /api/evidence?unit=AF-HER.")
    evidence = look.control.evidence(look.view.unit, look.day, look.known_at)
    return [_effect(effect, look) for effect in (*evidence.effects, *evidence.not_counted)]


def _effect(effect: Effect, look: Look) -> Answer:
    return {
        "id": effect.claim.id,
        "day": effect.day.isoformat(),
        "weight": round(effect.weight, 4),
        "before": round(effect.before, 4),
        "after": round(effect.after, 4),
        "supports": effect.supports,
        "counted": effect.counted,
        "why_not": look.note(effect.why_not) if effect.why_not else None,
        "origin": effect.origin,
        "reasons": reason_lines(effect.reasons, look.situation, look.words.lang),
        "claim": claim_line(effect.claim, look.situation.case.actors),
    }


def file_name(situation: Situation, view: View, what: str, form: str) -> str:
    """`afghanistan-map-2021-08-14-known-2021-08-15.png`: a file says both clocks in its name."""
    look = look_at(situation, view)
    what += "-points" if view.points and what == "map" else ""
    return f"{situation.case.id}-{what}-{look.day.isoformat()}-known-{look.known_at.isoformat()}.{form}"


def _asked(situation: Situation) -> tuple[View, tuple[str, ...]]:
    control = situation.control
    query = request.query_string.decode("utf-8", "replace")
    return read_query(query, days=control.days, known_days=control.known_days, units=control.units)


def _kind(what: str, form: str) -> str | None:
    allowed = TABLES if form in ("csv", "jsonl") else PICTURES
    return what if what in allowed else None


def _days() -> list[date]:
    """The chosen days of small multiples, or the other day of a difference; what is no date is left out."""
    pairs = migrated(request.query_string.decode("utf-8", "replace"))
    return [day for text in (pairs.get("dates") or pairs.get("at2") or "").split("~") if (day := _date(text))]


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _mode() -> Mode:
    theme = request.args.get("theme")
    return Mode(theme) if theme in tuple(Mode) else Mode.LIGHT


def _json(value: Any, status: int = 200) -> Response:
    return Response(json.dumps(value, ensure_ascii=False, default=str), status=status, mimetype="application/json")


def _refused(why: str, status: int) -> Response:
    return _json({"error": why}, status)
