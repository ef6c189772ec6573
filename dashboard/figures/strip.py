"""The province x day strip ("barcode"): a row for each province that a report reached, sorted by its first change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from dash import html

from dashboard.figures.look import Look
from dashboard.figures.signs import go
from dashboard.figures.svgtree import Tree, drawing, node
from dashboard.figures.theme import EXTENTS, KINDS

if TYPE_CHECKING:
    from dashboard.control import Layers

ROWS = 400  # rows drawn at most; the rest is counted


@dataclass(frozen=True, slots=True)
class Run:
    """Days [first, last] on which a unit looks the same, and what it looks like to the painter."""

    first: int
    last: int
    cell: dict[str, Any]

    @property
    def kind(self) -> str:
        """The kind of status of the run."""
        return str(self.cell["kind"])


def runs_of(layers: Layers, row: int, actors: Sequence[str]) -> tuple[Run, ...]:
    """The runs of one unit, from the same arrays that paint the map."""
    codes = np.stack([layers.kind[row], layers.side[row], layers.rival[row], layers.extent[row], layers.age[row]])
    cuts = [0, *(np.flatnonzero((codes[:, 1:] != codes[:, :-1]).any(axis=0)) + 1).tolist(), codes.shape[1]]
    return tuple(
        Run(first, after - 1, cell_of(codes[:, first], actors)) for first, after in pairwise(cuts) if after > first
    )


def cell_of(code: Any, actors: Sequence[str]) -> dict[str, Any]:
    """A cell in words for the painter: kind, side, rival, extent and age; what there is none of is left out."""
    kind, side, rival, extent, age = (int(x) for x in code)
    named = {
        "kind": str(KINDS[kind]),
        "side": actors[side - 1] if side else None,
        "rival": actors[rival - 1] if rival else None,
        "extent": str(EXTENTS[extent]) if extent else None,
        "age": age or None,
    }
    return {k: v for k, v in named.items() if v is not None}


def strip(look: Look) -> list[Any]:
    """The children of the strip: help, the axis, the rows, and how many provinces no report reached."""
    words, control = look.words, look.control
    layers = control.layers(look.known_at)
    rows = [(unit, runs_of(layers, i, control.actors)) for i, unit in enumerate(control.units)]
    reached = sorted(
        ((unit, runs) for unit, runs in rows if any(run.kind != "no_report" for run in runs)),
        key=lambda item: (first_change(item[1]), look.unit_name(item[0])),
    )
    silent = len(rows) - len(reached)
    return [
        html.H2(words("strip.title")),
        html.P(words("strip.help"), className="wh-muted"),
        axis(look),
        html.Div(
            [strip_row(look, unit, runs) for unit, runs in reached[:ROWS]],
            className="wh-strip__rows",
            **{"data-days": json.dumps([day.isoformat() for day in control.days])},
        ),
        html.P(words("strip.silent", n=silent), className="wh-muted") if silent else None,
    ]


def first_change(runs: Sequence[Run]) -> int:
    """The day index on which a unit first shows anything but no report."""
    return next((run.first for run in runs if run.kind != "no_report"), 1 << 30)


def axis(look: Look) -> html.Div:
    """The two ends of the range over the rows, and between them the day looked at, which the page moves with the clock."""
    days = look.control.days
    ends = [html.Span(look.words.day(day)) for day in (days[0], days[-1])]
    ends.append(html.Span(look.words.day(look.day), className="wh-strip__today", **{"data-cursor": "true"}))
    return html.Div(
        [html.Span(className="wh-strip__corner"), html.Div(ends, className="wh-strip__ends wh-muted")],
        className="wh-strip__axis",
    )


def strip_row(look: Look, unit: str, runs: Sequence[Run]) -> html.Div:
    """One row: the province as a button, and its bar, which the page makes clickable by day."""
    name = look.unit_name(unit)
    label = look.words("strip.row", unit=name, runs=look.words.series(run_text(look, run) for run in runs))
    return html.Div(
        [
            html.Button(name, type="button", className="wh-strip__name", **{"data-unit": unit}, **go(unit=unit)),
            html.Div(
                drawing(bar(runs, len(look.control.days)), label, "wh-strip__bar"),
                className="wh-strip__track",
                **{"data-strip-unit": unit},
            ),
        ],
        className="wh-strip__row" + (" is-on" if unit == look.view.unit else ""),
        **{"data-unit": unit},
    )


def run_text(look: Look, run: Run) -> str:
    """A run in words: "held, Taliban from 12 Aug 2021 to 15 Aug 2021"."""
    words, days = look.words, look.control.days
    sides = [look.actor_name(run.cell[key]) for key in ("side", "rival") if key in run.cell]
    status = words.listed((words(f"kind.{run.kind}"), *sides))
    return words("strip.run", status=status, start=days[run.first], end=days[run.last])


def bar(runs: Sequence[Run], days: int) -> Tree:
    """The runs as rectangles in shares of the width, so that patterns keep their shape at any size."""
    return node("svg", {"width": "100%", "height": "100%"}, *(rectangle(run, days) for run in runs))


def rectangle(run: Run, days: int, y: str = "0", height: str = "100%") -> Tree:
    """One run as a rectangle that the painter fills."""
    share = 100 / days
    return node(
        "rect",
        {
            "x": f"{run.first * share:.3f}%",
            "width": f"{(run.last - run.first + 1) * share:.3f}%",
            "y": y,
            "height": height,
            "data-cell": json.dumps(run.cell, separators=(",", ":")),
        },
    )
