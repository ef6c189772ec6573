"""Totals by side over time: provinces, share of area, share of population, each with its denominator."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from dash import html
from numpy.typing import NDArray

from dashboard.figures.look import Look
from dashboard.figures.strip import Run, cell_of, rectangle
from dashboard.figures.svgtree import Tree, drawing, node
from dashboard.figures.theme import KINDS
from dashboard.model import Unit

Component = Any  # dash's component classes are untyped
Key = tuple[int, int]  # kind and side as the layers count them
_ORDER = {1: 0, 2: 1, 3: 2, 4: 3, 0: 4}  # held, claimed, contested, disputed, no report: from the bottom up


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted: a name, a weight for each unit (0 where the case has none), the sentence of its denominator and,
    where the figures are somebody's, the sentence that says whose and of which year."""

    name: str
    weights: NDArray[np.float64]
    denominator: str
    source: str = ""


def measures(look: Look) -> tuple[Measure, ...]:
    """Units always, area where the case has it, population where at least one province has a figure."""
    words, units = look.words, [look.units[u] for u in look.control.units]
    area = np.array([u.area_km2 for u in units], dtype=float)
    people = np.array([u.population or 0 for u in units], dtype=float)
    counted = [u for u in units if u.population is not None]
    found = [Measure("units", np.ones(len(units)), words("totals.denominator_units", n=len(units)))]
    if area.sum() > 0:
        found.append(Measure("area", area, words("totals.denominator_area", n=round(float(area.sum())))))
    if people.sum() > 0:
        said = words("totals.denominator_population", n=int(people.sum()), k=len(counted))
        found.append(Measure("population", people, said, population_source(look, counted)))
    return tuple(found)


def population_source(look: Look, units: Sequence[Unit]) -> str:
    """Whose figures the populations are and of which year, each source once: `Statistics office (2020)`."""
    words = look.words
    named = ((u.population_source or words("totals.source_unknown"), u.population_year) for u in units)
    sources = dict.fromkeys(f"{who} ({words.number(str(year))})" if year else who for who, year in named)
    return words("totals.source_population", sources=words.series(sources))


def series(look: Look, measure: Measure) -> dict[Key, NDArray[np.float64]]:
    """For each (kind, side) that ever shows, its share of the measure on every day, from the arrays of the map."""
    layers = look.control.layers(look.known_at)
    total = float(measure.weights.sum()) or 1.0
    codes = layers.kind.astype(int) * 1000 + np.where(np.isin(layers.kind, (1, 2)), layers.side, 0)
    found = {}
    for code in sorted(set(np.unique(codes).tolist()), key=lambda c: (_ORDER[c // 1000], c % 1000)):
        found[(code // 1000, code % 1000)] = (measure.weights[:, None] * (codes == code)).sum(axis=0) / total
    return found


def totals(look: Look) -> list[Component]:
    """The children of the totals: a stacked chart for each measure, and the numbers of the day as a table."""
    words, found = look.words, [(m, series(look, m)) for m in measures(look)]
    return [
        html.H2(words("totals.title")),
        html.P(words("totals.help"), className="wh-muted"),
        *(figure(look, measure, shares) for measure, shares in found),
        table(look, found),
        html.P(words("totals.caution"), className="wh-muted"),
    ]


def figure(look: Look, measure: Measure, shares: dict[Key, NDArray[np.float64]]) -> html.Figure:
    """One measure as stacked steps over the days."""
    label = look.words.listed((look.words(f"totals.by_{measure.name}"), measure.denominator))
    return html.Figure(
        [
            html.Figcaption(
                [
                    html.Strong(look.words(f"totals.by_{measure.name}")),
                    " ",
                    html.Span(measure.denominator, className="wh-muted"),
                ]
            ),
            *([html.P(measure.source, className="wh-muted wh-totals__source")] if measure.source else []),
            html.Div(
                [
                    scale(look, measure),
                    html.Div(
                        drawing(stack(look, shares), label, "wh-totals__chart"),
                        className="wh-totals__track",
                        **{"data-cursor": "true"},
                    ),
                ],
                className="wh-totals__plot",
            ),
        ],
        className="wh-totals",
    )


def scale(look: Look, measure: Measure) -> html.Div:
    """What the height of the chart means: all of it, half of it, nothing."""
    words, units = look.words, len(measure.weights)
    if measure.name == "units":
        steps = [words.written(units), words.number(f"{units / 2:g}"), words.written(0)]
    else:
        steps = [words.texts["language.percent"].format(n=words.number(str(n))) for n in (100, 50, 0)]
    return html.Div([html.Span(step) for step in steps], className="wh-totals__scale", **{"aria-hidden": "true"})


def stack(look: Look, shares: dict[Key, NDArray[np.float64]]) -> Tree:
    """The stacked chart: for each run of equal days a rectangle per part, no report left empty at the top."""
    keys = [key for key in shares if key[0] != 0]
    days = len(look.control.days)
    table = np.array([shares[key] for key in keys]).reshape(len(keys), days)
    cuts = [0, *(np.flatnonzero((np.abs(np.diff(table, axis=1)) > 1e-9).any(axis=0)) + 1).tolist(), days]
    parts: list[Tree] = []
    for first, after in pairwise(cuts):
        parts += column(look, keys, table[:, first], first, after - 1, days)
    return node("svg", {"width": "100%", "height": "100%"}, *parts)


def column(look: Look, keys: Sequence[Key], values: Any, first: int, last: int, days: int) -> list[Tree]:
    """The parts of one run of days, stacked from the bottom."""
    parts, below = [], 0.0
    for (kind, side), value in zip(keys, values, strict=True):
        if value > 0:
            run = Run(first, last, part_cell(look, (kind, side)))
            parts.append(rectangle(run, days, y=f"{100 * (1 - below - value):.3f}%", height=f"{100 * value:.3f}%"))
            below += float(value)
    return parts


def part_cell(look: Look, key: Key) -> dict[str, Any]:
    """How a part is drawn: its kind and side, whole and fresh, whatever the extent and age of the provinces in it."""
    kind, side = key
    return cell_of((kind, side, 0, 1 if kind in (1, 2) else 0, 0), look.control.actors)


def sample(look: Look, key: Key) -> html.Span:
    """A small sample of a part, which makes the table the legend of the charts."""
    packed = json.dumps(part_cell(look, key), separators=(",", ":"))
    return html.Span(className="wh-swatch", **{"data-cell": packed, "aria-hidden": "true"})


def part_name(look: Look, key: Key) -> str:
    """A part in words: "Taliban, held", "contested", "no report"."""
    kind, side = key
    if kind in (1, 2) and side:
        name = "held_by" if kind == 1 else "claimed_by"
        return look.words(f"totals.{name}", actor=look.actor_name(look.control.actors[side - 1]))
    return look.words(f"kind.{KINDS[kind]}")


def table(look: Look, found: Sequence[tuple[Measure, dict[Key, NDArray[np.float64]]]]) -> html.Table:
    """The numbers of the day that is looked at: a row for each part, a column for each measure."""
    words, at = look.words, look.control.days.index(look.day)
    head = [
        html.Th(words.day(look.day), scope="col"),
        *(html.Th(words(f"totals.by_{m.name}"), scope="col") for m, _ in found),
    ]
    rows = []
    for key in found[0][1]:
        values = [number(look, m, shares[key][at]) for m, shares in found]
        named = html.Th([sample(look, key), part_name(look, key)], scope="row")
        rows.append(html.Tr([named, *(html.Td(v, className="wh-number") for v in values)]))
    return html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="wh-table wh-totals__table")


def number(look: Look, measure: Measure, share: float) -> str:
    """A share as the table shows it: a whole number of units, else per cent with one decimal."""
    if measure.name == "units":
        return look.words.written(round(share * float(measure.weights.sum())))
    return look.words.percent(share)
