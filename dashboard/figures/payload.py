"""The scene: all that the page needs to play, sent once: units, days, one coded matrix per known day, and the looks of its cells."""

from __future__ import annotations

import base64
import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.figures.credits import sentences_once
from dashboard.figures.signals import SignRows, report_rows
from dashboard.figures.theme import EXTENTS, KINDS, Mode, look, side_colours, style_of
from dashboard.model import Unit, WhoHoldsError

if TYPE_CHECKING:
    from dashboard.case import Case
    from dashboard.control import Control, Layers
    from dashboard.places.boundaries import Units
    from dashboard.places.gazetteer import Gazetteer
    from dashboard.situation import Situation

LAYERS = ("kind", "side", "rival", "extent", "age", "pending", "baseline")
Cell = tuple[int, ...]  # one value per layer
_LARGEST = 65_535  # cells, units and days are sent as 16-bit numbers


def scene(situation: Situation) -> dict[str, Any]:
    """The payload as plain values: one matrix of cell codes (units x days) per known day, as runs that differ from the day before.

    `cells[code]` gives the layers of a code; code 0 is "no report". WhoHoldsError beyond 65,535 units or days.
    """
    control, case = situation.control, situation.case
    axis = time_axis(control.days, control.known_days)
    coded, signs = Coded(len(control.units), len(control.days)), SignRows(control.actors)
    for news in control.news():
        coded.add(news.rows, news.done.layers)
        signs.add(news)
    cells = coded.cells
    actors = [case.actors.by_id[a] for a in control.actors]
    return {
        "case": case_row(case) | {"machine": any(not claim.engine.startswith("hand") for claim in control.claims)},
        "units": [unit_row(unit) for unit in case.units],
        "actors": [{"id": a.id, "name": a.name, "names": dict(a.names)} for a in actors],
        "axis": [day.isoformat() for day in axis],
        "days": len(control.days),
        "known": [day.isoformat() for day in control.known_days],
        "layers": LAYERS,
        "kinds": [str(kind) for kind in KINDS],
        "extents": [str(extent) for extent in EXTENTS],
        "cells": cells,
        "steps": coded.steps,
        "styles": styles(cells, situation),
        "legend": legend(situation),
        "shownSides": sorted({n for cell in cells for n in cell[1:3] if n}),
        "geometry": look()["pattern"],
        "borders": border_rows(case.units),
        "edge": look()["edge"],
        "bounds": [round(float(x), 4) for x in case.units.frame.total_bounds],
        "markers": signs.rows(control.claims, case.gazetteer),
        "reports": report_rows(control, case.gazetteer, axis),
        "unplaced": unplaced_counts(control),
        "rule": control.rule,
    }


def case_row(case: Case) -> dict[str, Any]:
    """The case as the page needs it, with title, note and credits in every language that the case has them in."""
    told = {
        lang: {
            "title": t.title,
            "note": t.note,
            "credits": sentences_once((t.note or case.note, *(t.credits or case.credits))),
        }
        for lang, t in case.translations.items()
    }
    about = {"id": case.id, "title": case.title, "timezone": case.timezone, "note": case.note or case.units.note}
    return {**about, "credits": sentences_once((case.note, *case.credits)), "translations": told}


def border_rows(units: Units) -> list[dict[str, Any]]:
    """The disputed borders as the page draws them: name and note by language, lines of [longitude, latitude]."""
    return [
        {
            "name": border.name,
            "note": border.note,
            "names": dict(border.names),
            "notes": dict(border.notes),
            "lines": [shapely.get_coordinates(part).round(4).tolist() for part in shapely.get_parts(border.line)],
        }
        for border in units.disputed
    ]


def scene_bytes(payload: Mapping[str, Any]) -> tuple[bytes, str]:
    """The scene as compact UTF-8 JSON and a short digest that names this very content."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    return text, hashlib.sha256(text).hexdigest()[:16]


def time_axis(days: Sequence[date], known_days: Sequence[date]) -> tuple[date, ...]:
    """Every calendar day from the first day of the situation to its last day or the last publication."""
    if not days:
        return tuple(known_days[-1:])
    last = max((days[-1], *known_days[-1:]))
    return tuple(days[0] + timedelta(n) for n in range((last - days[0]).days + 1))


def unit_row(unit: Unit) -> dict[str, Any]:
    """A unit as the page needs it: points are [longitude, latitude] in degrees."""
    return {
        "id": unit.id,
        "name": unit.name,
        "names": dict(unit.names),
        "capital": unit.capital,
        "at": unit.capital_point,
        "label": unit.label_point,
        "area": round(unit.area_km2),
        "population": unit.population,
    }


class Coded:
    """The cells of the days of publication, taken in one day after the other: `cells` in order of appearance, and per day in
    `steps` its changed runs as base64 of (unit, day, length, code)."""

    def __init__(self, units: int, days: int) -> None:
        if max(units, days) > _LARGEST:
            raise WhoHoldsError(f"{units} units and {days} days: the page takes up to {_LARGEST} of each.")
        self.cells: list[Cell] = [(0,) * len(LAYERS)]
        self.steps: list[str] = []
        self._codes: dict[int, int] = {0: 0}
        self._now = np.zeros((units, days), dtype=np.uint16)

    def add(self, rows: NDArray[np.int64], layers: Layers) -> None:
        """Take in a day of publication: the layers of the units (rows, ascending) of which something was published."""
        planes = np.stack([np.asarray(getattr(layers, name), dtype=np.int64) for name in LAYERS])
        now = _codes_of(planes, self._codes, self.cells)
        changes = changed_runs(self._now[rows], now)
        changes[:, 0] = rows[changes[:, 0]]
        self.steps.append(packed(changes))
        self._now[rows] = now


def _codes_of(planes: NDArray[np.int64], codes: dict[int, int], cells: list[Cell]) -> NDArray[np.uint16]:
    """One code per cell; new combinations of layers are added to `codes` and `cells`."""
    planes = np.where(planes[0] == 0, 0, planes)  # "no report" is one cell, whatever its other layers say
    keys = np.zeros(planes.shape[1:], dtype=np.int64)
    for plane in planes:
        keys = keys * 256 + plane
    distinct, where = np.unique(keys, return_inverse=True)
    for key in distinct.tolist():
        if key not in codes:
            codes[key] = len(cells)
            cells.append(tuple((key >> (8 * n)) & 255 for n in reversed(range(len(planes)))))
    if len(cells) > _LARGEST:
        raise WhoHoldsError(f"{len(cells)} different cells: the page takes up to {_LARGEST}.")
    table = np.array([codes[key] for key in distinct.tolist()], dtype=np.uint16)
    return table[where].reshape(keys.shape)


def changed_runs(before: NDArray[np.uint16], now: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Rows (unit, first day, length, code) that turn one matrix into the other, in order of unit and day."""
    if not now.size:
        return np.zeros((0, 4), dtype=np.uint16)
    changed = now != before
    starts = changed.copy()
    # a run goes on while the next day is changed too and has the same code
    starts[:, 1:] &= ~(changed[:, :-1] & (now[:, 1:] == now[:, :-1]))
    unit, first = np.nonzero(starts)
    ends = changed.copy()
    ends[:, :-1] &= ~(changed[:, 1:] & (now[:, 1:] == now[:, :-1]))
    last = np.nonzero(ends)[1]
    return np.stack([unit, first, last - first + 1, now[unit, first]], axis=1).astype(np.uint16)


def packed(runs: NDArray[np.uint16]) -> str:
    """Runs as base64 of little-endian 16-bit numbers."""
    return base64.b64encode(runs.astype("<u2").tobytes()).decode("ascii")


def styles(cells: Sequence[Cell], situation: Situation) -> dict[str, list[dict[str, Any]]]:
    """The look of every cell in light, dark and print, in the order of `cells`; looks that repeat are sent once as a number."""
    actors = [situation.case.actors.by_id[a] for a in situation.control.actors]
    looks: dict[str, list[dict[str, Any]]] = {}
    for mode in Mode:
        colours = side_colours(actors, mode)
        looks[str(mode)] = [
            style_of(kind, side, rival, extent, age, mode, colours).as_json()
            for kind, side, rival, extent, age, *_ in cells
        ]
    return looks


def legend(situation: Situation) -> dict[str, list[dict[str, Any]]]:
    """The look of every status that a legend may show: per mode rows of kind, side, rival, extent (numbers) and style."""
    actors = [situation.case.actors.by_id[a] for a in situation.control.actors]
    rival = 2 if len(actors) > 1 else 0
    wanted = [(0, 0, 0, 0), (3, 1, rival, 1), (4, 1, rival, 1)]
    wanted += [
        (kind, side, 0, extent) for side in range(1, len(actors) + 1) for kind in (1, 2) for extent in (1, 2, 3, 4)
    ]
    rows: dict[str, list[dict[str, Any]]] = {}
    for mode in Mode:
        colours = side_colours(actors, mode)
        rows[str(mode)] = [
            {"kind": k, "side": s, "rival": r, "extent": e, "style": style_of(k, s, r, e, 0, mode, colours).as_json()}
            for k, s, r, e in wanted
        ]
    return rows


def place_rows(gazetteer: Gazetteer, units: Sequence[str]) -> list[dict[str, Any]]:
    """The places of a case for the search box: name, every spelling, scope, index of the unit (-1 for none) and point."""
    where = {unit: index for index, unit in enumerate(units)}
    return [
        {
            "name": place.name,
            "names": [place.name, *place.aliases],
            "scope": str(place.scope),
            "unit": where.get(place.unit or "", -1),
            "capital": place.capital,
            "point": place.point,
        }
        for place in gazetteer.places.values()
    ]


def unplaced_counts(control: Control) -> list[int]:
    """Per known day the number of claims that were read but could not be placed."""
    published = sorted(claim.published or date.min for claim in control.unplaced())
    return [bisect_right(published, known_at) for known_at in control.known_days]
