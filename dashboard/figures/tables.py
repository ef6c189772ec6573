"""The tables beside the map as plain rows: provinces on a day, and the claims known by then."""

from __future__ import annotations

from datetime import date
from typing import Any

from dashboard.figures.look import Look
from dashboard.figures.notes import title_text
from dashboard.figures.signs import cell
from dashboard.model import Claim, Kind, Precision, Resolution, Status

PROVINCE_COLUMNS = (
    "unit",
    "status",
    "side",
    "since",
    "extent",
    "last",
    "age",
    "probability",
    "claims_count",
    "origins",
)
CLAIM_COLUMNS = (
    "unit",
    "day",
    "predicate",
    "side",
    "source",
    "quote",
    "doubt",
    "article",
    "outlet",
    "day_to",
    "published",
    "modality",
    "origin",
    "moves",
)
_KIND_ORDER = {Kind.HELD: 0, Kind.CLAIMED: 1, Kind.CONTESTED: 2, Kind.DISPUTED: 3, Kind.NO_REPORT: 4}


def province_rows(look: Look) -> list[dict[str, Any]]:
    """A row a unit in order of names: id, the map's cell, and each column as [text, value to sort by]."""
    rows = [province_row(look, look.status(unit)) for unit in look.control.units]
    return sorted(rows, key=lambda row: str(row["cells"][0][1]))


def province_row(look: Look, status: Status) -> dict[str, Any]:
    """One row; what there is none of sorts last."""
    words, silent = look.words, status.kind is Kind.NO_REPORT
    p = None if silent else status_probability(status)
    cells: list[list[Any]] = [
        [look.unit_name(status.unit), look.unit_name(status.unit).casefold()],
        [words(f"kind.{status.kind}"), _KIND_ORDER[status.kind]],
        [sides_text(look, status), sides_text(look, status).casefold() or None],
        [words.day(status.since) if status.since else "", iso(status.since)],
        ["" if silent else words(f"extent.{status.extent}"), None if silent else str(status.extent)],
        [words.day(status.last_report) if status.last_report else "", iso(status.last_report)],
        ["" if status.age is None else words.written(status.age), status.age],
        ["" if p is None else words.written(p), p],
        [words.written(status.claims) if status.claims else "", status.claims or None],
        [words.written(status.origins) if status.origins else "", status.origins or None],
    ]
    return {"id": status.unit, "cell": cell(status), "cells": cells}


def sides_text(look: Look, status: Status) -> str:
    """The side of a status, or both sides of a contested or disputed one."""
    if status.kind is Kind.NO_REPORT:
        return ""
    return " / ".join(look.actor_name(a) for a in (status.actor, status.rival) if a in look.control.actors)


def status_probability(status: Status) -> float:
    """The probability of what is shown: of the side, of the fighting, or of both sides of a dispute together."""
    shares = status.probability
    if status.kind is Kind.CONTESTED:
        return float(shares.get("contested", 0.0))
    sides = (status.actor, status.rival) if status.kind is Kind.DISPUTED else (status.actor,)
    return float(sum(shares.get(side, 0.0) for side in sides if side))


def iso(day: date | None) -> str | None:
    """A day as 2021-08-14, or None."""
    return day.isoformat() if day else None


def claim_rows(look: Look) -> list[dict[str, Any]]:
    """A row for each claim known at `known_at`: what the grid shows and filters, and the ids that select it elsewhere."""
    return [claim_row(look, claim) for claim in look.claims.values()]


def claim_row(look: Look, claim: Claim) -> dict[str, Any]:
    """One claim as the grid shows it; days are ISO, so that they sort and filter, and are drawn by the page."""
    words, article = look.words, look.article(claim.article)
    return {
        "id": claim.id,
        "unit_id": claim.unit,
        "article_id": claim.article,
        "day": iso(claim.event_from),
        "day_to": iso(claim.event_to),
        "unit": look.unit_name(claim.unit) if claim.unit else f"{words('place.none')}: {claim.place or '–'}",
        "predicate": words.label("predicate", claim.predicate),
        "side": look.actor_name(claim.actor),
        "source": claim.speaker or words("card.who_article"),
        "outlet": claim.outlet or "",
        "doubt": doubt_text(look, claim),
        "quote": claim.quote,
        "article": title_text(article, words.lang) if article else claim.article,
        "published": iso(claim.published),
        "modality": words.label("modality", claim.modality),
        "origin": claim.origin,
        "moves": words("table.yes" if claim.moves else "table.no"),
    }


def doubt_text(look: Look, claim: Claim) -> str:
    """What speaks for caution about a claim, or that nothing does."""
    found = []
    if claim.unconfirmed:
        found.append("unconfirmed")
    if claim.resolution is Resolution.AMBIGUOUS:
        found.append("ambiguous")
    elif claim.unit is None:
        found.append("unplaced")
    if claim.precision is not Precision.DAY:
        found.append("day")
    if not claim.modality.moves:
        found.append("still")
    return look.words.series(look.words(f"table.doubt_{name}") for name in found) or look.words("table.doubt_none")
