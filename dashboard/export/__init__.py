"""Pictures, tables and bundles of a view: every one obeys both clocks and says so; the ending of the file says which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.control import telling_days
from dashboard.export.animation import frame_days, gif_bytes, mp4_bytes
from dashboard.export.brief import brief_bytes
from dashboard.export.bundle import bundle_bytes
from dashboard.export.difference import difference_sheet
from dashboard.export.files import put_bytes
from dashboard.export.geojson import geojson_text
from dashboard.export.geopackage import geopackage_bytes
from dashboard.export.multiples import multiples_sheet, shots_on
from dashboard.export.page import page_text
from dashboard.export.picture import FORMS, map_sheet
from dashboard.export.quotes import quotes_text
from dashboard.export.sheet import Sheet
from dashboard.export.shot import Shot, shot_of
from dashboard.export.strip import strip_sheet
from dashboard.export.tables import (
    change_rows,
    claim_rows,
    csv_text,
    jsonl_text,
    source_rows,
    status_rows,
)
from dashboard.export.totals import total_rows
from dashboard.figures.theme import Mode
from dashboard.model import View, WhoHoldsError

if TYPE_CHECKING:
    from dashboard.situation import Situation

__all__ = ["ENDINGS", "PICTURES", "TABLES", "export", "export_bytes"]

PICTURES = ("map", "multiples", "difference", "strip", "brief")
TABLES = ("status", "claims", "changes", "totals", "sources")
_ROWS = {
    "status": status_rows, "claims": claim_rows, "changes": change_rows, "totals": total_rows, "sources": source_rows,
}  # fmt: skip
_FILES: dict[str, Callable[[Shot], bytes]] = {
    "geojson": lambda shot: geojson_text(shot).encode(),
    "gpkg": geopackage_bytes,
    "zip": bundle_bytes,
    "html": lambda shot: page_text(shot).encode(),
    "md": lambda shot: quotes_text(shot).encode(),
}
ENDINGS = (*FORMS, "csv", "jsonl", *_FILES, "gif", "mp4")


def export(
    situation: Situation,
    view: View | None,
    path: Path | str,
    *,
    what: str | None = None,
    days: Sequence[date] = (),
    mode: Mode | str = Mode.LIGHT,
    lang: str | None = None,
) -> None:
    """Write a view to a file whose ending says how; whole or not at all.

    `what` is one of PICTURES for .png .svg .pdf (default "map"; "brief" is a .pdf) and one of TABLES for .csv .jsonl (default "status");
    `days` are those of "multiples", the first one of "difference" (against the view's own) and the frames of .gif .mp4.
    Raises WhoHoldsError for an unknown ending or `what`, and for a path that cannot be written.
    """
    path = Path(path)
    form = path.suffix.lower().lstrip(".")
    if form not in ENDINGS:
        raise WhoHoldsError(f"{path}: the ending {path.suffix or '(none)'} is not known; use .{', .'.join(ENDINGS)}")
    put_bytes(path, export_bytes(situation, view, form, what=what, days=days, mode=mode, lang=lang))


def export_bytes(
    situation: Situation,
    view: View | None,
    form: str,
    *,
    what: str | None = None,
    days: Sequence[date] = (),
    mode: Mode | str = Mode.LIGHT,
    lang: str | None = None,
) -> bytes:
    """The bytes that `export` writes, for a page that hands them to the browser; the same input gives the same bytes.

    Raises WhoHoldsError for a `form` that is not known and a `what` that it cannot hold.
    """
    shot = shot_of(situation, view, mode, lang)
    if form in FORMS:
        if what == "brief":
            return brief_bytes(shot) if form == "pdf" else _refuse(form)
        return _sheet(shot, _one_of(what or "map", PICTURES, form), days).save(form)
    if form in ("csv", "jsonl"):
        rows = _ROWS[_one_of(what or "status", TABLES, form)](shot)
        return (csv_text(rows) if form == "csv" else jsonl_text(rows)).encode()
    if form in ("gif", "mp4"):
        shots = shots_on(situation, shot.look.view, days or frame_days(shot), mode, lang)
        return (gif_bytes if form == "gif" else mp4_bytes)(shots)
    if form not in _FILES:
        raise WhoHoldsError(f"format = {form!r}: allowed are {', '.join(ENDINGS)}")
    return _FILES[form](shot)


def _refuse(form: str) -> bytes:
    raise WhoHoldsError(f"what = 'brief': a brief has many pages and is a .pdf, not a .{form}")


def _one_of(what: str, allowed: tuple[str, ...], form: str) -> str:
    if what not in allowed:
        raise WhoHoldsError(f"what = {what!r}: a .{form} file can hold {', '.join(allowed)}")
    return what


def _sheet(shot: Shot, what: str, days: Sequence[date]) -> Sheet:
    """The sheet of one kind of picture; the strip and the difference show statuses, so they fill always."""
    if what in ("strip", "difference"):
        shot = Shot(replace(shot.look, view=replace(shot.look.view, points=False)), shot.mode)
    if what == "strip":
        return strip_sheet(shot)
    chosen = tuple(days) or telling_days(shot.control, shot.known_at)
    if what == "multiples":
        return multiples_sheet(_on(shot, chosen))
    if what == "difference":
        return difference_sheet(_on(shot, chosen[:1])[0], shot)
    return map_sheet(shot)


def _on(shot: Shot, days: Sequence[date]) -> tuple[Shot, ...]:
    return shots_on(shot.situation, shot.look.view, days, shot.mode, shot.words.lang)
