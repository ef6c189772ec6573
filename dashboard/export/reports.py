"""The view that fills nothing: each report a point at the place it names, as a drawing and as rows of a file."""

from __future__ import annotations

from typing import Any

import shapely

from dashboard.export.projection import Placed
from dashboard.export.sheet import Sheet
from dashboard.export.shot import Shot
from dashboard.figures import colour
from dashboard.figures.sentences import side_name
from dashboard.figures.signals import Report
from dashboard.figures.theme import look
from dashboard.model import Predicate

Point = tuple[float, float]
SHAPES = {  # what a report says -> the shape of its point, as in assets/style.css
    Predicate.CAPTURED: "full", Predicate.HOLDS: "full", Predicate.CONTESTED: "open", Predicate.ADVANCED: "open",
    Predicate.WITHDREW: "faint", Predicate.DENIED: "faint",
}  # fmt: skip
TEXTS = {
    "full": "client.legend.point",
    "open": "client.legend.point_contested",
    "faint": "client.legend.point_withdrew",
}


def draw_reports(sheet: Sheet, shot: Shot, placed: Placed, size: float = 1.0) -> list[shapely.Geometry]:
    """The reports of a shot on its map; the room that each takes comes back."""
    points = [placed.point(*place_of(shot, report)[0]) for report in shot.reports]
    for report, at in zip(shot.reports, points, strict=True):
        draw_report(sheet, SHAPES[report.claim.predicate], at, hue(sheet, shot, report), size)
    return [shapely.Point(at).buffer(look()["sign"]["report_radius"] * size + 1) for at in dict.fromkeys(points)]


def place_of(shot: Shot, report: Report) -> tuple[Point, str]:
    """Where a report stands (longitude, latitude), and whether that is its "place" or only its "unit"."""
    if report.point is not None:
        return report.point, "place"
    unit = shot.situation.case.units.by_id[report.claim.unit or ""]
    if unit.label_point is not None:
        return unit.label_point, "unit"
    inside = shot.situation.case.units.geometry(unit.id).representative_point()
    return (float(inside.x), float(inside.y)), "unit"


def hue(sheet: Sheet, shot: Shot, report: Report) -> str:
    """The colour of the side that a report speaks of; grey where it names none."""
    number = shot.look.side(report.claim.actor)
    return shot.colours[number - 1] if number else sheet.palette.unknown


def draw_report(sheet: Sheet, form: str, at: Point, side: str, size: float = 1.0) -> None:
    """One point: full, open or faint."""
    sizes, base = look()["sign"], sheet.palette
    radius, thin, thick = (sizes[name] * size for name in ("report_radius", "report_edge", "report_open"))
    if form == "full":
        sheet.ring(at, radius, fill=side, edge=base.paper, width=thin)
    elif form == "open":
        sheet.ring(at, radius, fill=base.paper, edge=side, width=thick)
    else:
        sheet.ring(at, radius, fill=colour.mix(side, base.paper, sizes["report_faint"]), edge=side, width=thin)


def shapes_shown(*shots: Shot) -> list[tuple[str, int]]:
    """The shapes and sides that occur, as the legend lists them: a full point a side, then the other shapes without one."""
    found = {
        (form, shot.look.side(report.claim.actor) if form == "full" else 0)
        for shot in shots
        for report in shot.reports
        for form in (SHAPES[report.claim.predicate],)
    }
    return sorted(found, key=lambda item: (list(TEXTS).index(item[0]), item[1]))


def shape_text(shot: Shot, form: str, side: int) -> str:
    """What a shape says: `Taliban: captured or held`."""
    actor = shot.control.actors[side - 1] if side else None
    name = side_name(actor, shot.situation, shot.words.lang) if actor else shot.words("actor.none")
    return shot.words(TEXTS[form], actor=name) if form == "full" else shot.words(TEXTS[form])


def report_fields(shot: Shot, report: Report) -> dict[str, Any]:
    """What a file says of a report: the claim, its day and publication, side, place, quote and where its point is from."""
    claim = report.claim
    return {
        "claim": claim.id,
        "unit": claim.unit or "",
        "side": claim.actor or "",
        "predicate": str(claim.predicate),
        "place": claim.place or "",
        "point_is": place_of(shot, report)[1],
        "event_from": claim.event_from.isoformat() if claim.event_from else "",
        "event_to": report.day.isoformat(),
        "published": claim.published.isoformat() if claim.published else "",
        "article": claim.article,
        "speaker": claim.speaker or "",
        "outlet": claim.outlet or "",
        "quote": claim.quote,
    }
