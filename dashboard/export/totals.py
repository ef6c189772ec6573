"""The totals of every day as a table: units, area and, where the case has it, population, each with its denominator."""

from __future__ import annotations

from typing import Any

import numpy as np

from dashboard.export.shot import Shot
from dashboard.figures.theme import KINDS
from dashboard.figures.totals_view import Measure, measures, series

Row = dict[str, Any]


def total_rows(shot: Shot) -> list[Row]:
    """A row for each day up to the shot's and each part of its total that is not nothing, in the order of the page.

    `units`, `area_km2` and `population` are what the part has, `*_of` the denominator, `*_share` their quotient (0 to 1);
    what the case has no figures for has no columns.
    """
    found = [(measure, series(shot.look, measure)) for measure in measures(shot.look)]
    rows = []
    for at, day in enumerate(d for d in shot.control.days if d <= shot.day):
        for kind, side in found[0][1]:
            row: Row = {
                "day": day.isoformat(),
                "known_at": shot.known_at.isoformat(),
                "status": str(KINDS[kind]),
                "side": shot.control.actors[side - 1] if side else "",
            }
            for measure, shares in found:
                row |= _part(measure, float(shares[kind, side][at]))
            if row["units"]:
                rows.append(row)
    return rows


def _part(measure: Measure, share: float) -> Row:
    name = {"area": "area_km2"}.get(measure.name, measure.name)
    whole = float(measure.weights.sum())
    values: Row = {name: _number(share * whole), f"{name}_of": _number(whole), f"{measure.name}_share": round(share, 6)}
    if measure.name == "population":
        values |= {"population_units": int(np.count_nonzero(measure.weights)), "population_source": measure.source}
    return values


def _number(value: float) -> float | int:
    """Whole where it is whole, else with one decimal."""
    return round(value) if abs(value - round(value)) < 0.05 else round(value, 1)
