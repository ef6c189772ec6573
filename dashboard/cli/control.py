"""`whoholds control`: who holds what, by day and unit."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from dashboard.claims.claimfile import read_claim_lines
from dashboard.cli.options import (
    Day,
    as_table,
    case_option,
    check_units,
    clock_options,
    open_case,
    out_option,
    put,
    store_option,
)
from dashboard.control import Control, control_from
from dashboard.export.geojson import status_features
from dashboard.export.tables import csv_text, status_row
from dashboard.figures.sentences import totals_sentence
from dashboard.model import Change, Claim, Reading, Status, WhoHoldsError
from dashboard.situation import Situation, situation_of


@click.command("control")
@case_option
@store_option
@clock_options
@click.option(
    "--claims",
    "claims_file",
    type=click.Path(path_type=Path),
    help="Infer from these claims (JSON lines) instead of from articles.",
)
@click.option("--from", "first", type=Day(), help="First day of a span (with --at as the last).")
@click.option("--unit", "units", multiple=True, help="Only this unit; may be given several times.")
@click.option("--changes", is_flag=True, help="The ledger of changes instead of the statuses of a day.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "jsonl", "geojson"]), default="table", show_default=True
)
@out_option
def control_command(
    case_folder: Path | None,
    store_file: Path | None,
    at: date | None,
    known_at: date | None,
    rule: str,
    claims_file: Path | None,
    first: date | None,
    units: tuple[str, ...],
    changes: bool,
    form: str,
    output: Path | None,
) -> None:
    """Print the status of every unit on a day or a span of days, with probability, age and the ids of its claims.

    \b
    Example:  whoholds control --at 2021-08-14 --known-at 2021-08-15
              whoholds control --from 2021-08-10 --at 2021-08-15 --unit AF-LOG --format csv
              whoholds control --claims coded.jsonl --format geojson -o map.geojson
    """
    situation = _situation(case_folder, store_file, claims_file, rule)
    control = situation.control
    check_units(units, situation)
    chosen = units or control.units
    if changes:
        rows = [_change_row(change) for change in control.changes(known_at) if change.unit in chosen]
        put(_rows(rows, form), output)
        return
    last = at or control.days[-1]
    statuses = [control.status(unit, day, known_at) for day in _days(control, first, last) for unit in chosen]
    if form == "geojson":
        put(json.dumps(status_features(situation, statuses), ensure_ascii=False), output)
        return
    text = _rows([status_row(situation, status) for status in statuses], form)
    if form == "table" and not units:
        text += "\n\n" + totals_sentence(control.totals(last, known_at), situation)
    put(text, output)


def _days(control: Control, first: date | None, last: date) -> list[date]:
    """The days asked for; of a span those that the control shows, because any other would repeat the nearest."""
    if first is None:
        return [last]
    if first > last:
        raise WhoHoldsError(f"--from {first} is after --at {last}: the span must begin before it ends.")
    days = [day for day in control.days if first <= day <= last]
    if not days:
        shown = f"{control.days[0]} to {control.days[-1]}"
        raise WhoHoldsError(f"--from {first} --at {last}: there is no such day here; the days are {shown}.")
    return days


def _situation(folder: Path | None, store_file: Path | None, claims_file: Path | None, rule: str) -> Situation:
    case = open_case(folder, store_file)
    if claims_file is None:
        return situation_of(case, rule=rule)
    claims = read_claim_lines(claims_file, case.actors)
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article, []).append(claim)
    actors = list(dict.fromkeys([*(a.id for a in case.actors), *(c.actor for c in claims if c.actor)]))
    control = control_from(
        claims,
        case.units.ids,
        actors,
        start=case.start,
        end=case.end,
        regions=case.regions,
        rule=rule,
        grades=case.grades,
    )
    readings = {name: Reading(article=name, claims=tuple(found)) for name, found in by_article.items()}
    return Situation(case, {}, readings, control)


def _change_row(change: Change) -> dict[str, Any]:
    return {
        "day": change.day.isoformat(),
        "unit": change.unit,
        "before": _said(change.before),
        "after": _said(change.after),
        "claims": " ".join(change.claims),
    }


def _said(status: Status) -> str:
    return (
        status.kind.value
        + (f" {status.actor}" if status.actor else "")
        + (f" ({status.extent.value})" if status.extent.value != "none" else "")
    )


def _rows(rows: list[dict[str, Any]], form: str) -> str:
    if form == "table":
        return as_table(rows)
    if form in ("jsonl", "geojson"):
        return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return csv_text(rows)
