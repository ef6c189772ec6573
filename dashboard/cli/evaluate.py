"""`whoholds evaluate`: how right the claims are against annotated articles, and the map against a reference."""

from __future__ import annotations

from pathlib import Path

import click

from dashboard.case import Case
from dashboard.claims.engines import engine
from dashboard.claims.evaluate import SideOf, evaluate_claims, read_predicted, read_sides
from dashboard.claims.gold import read_golds
from dashboard.claims.scores import scores_text
from dashboard.cli.options import CountryCode, case_option, open_case, open_situation, put
from dashboard.cli.packs import lines_of, pack_for
from dashboard.control.evaluate import evaluate_reference, read_reference, reference_text
from dashboard.model import WhoHoldsError


@click.command("evaluate")
@click.argument("gold", required=False, type=click.Path(path_type=Path))
@case_option
@click.option(
    "--predicted",
    type=click.Path(path_type=Path),
    help="Score these claims (JSON lines) instead of reading the articles.",
)
@click.option(
    "--sides", type=click.Path(path_type=Path), help="Map actors to sides by this JSON file instead of by the lexicon."
)
@click.option("--country", type=CountryCode(), help="Only the articles of this country.")
@click.option(
    "--engine",
    "engine_name",
    type=click.Choice(["rules", "chat"]),
    default="rules",
    show_default=True,
    help="Who reads.",
)
@click.option(
    "--reference",
    type=click.Path(path_type=Path),
    help="Score the map against this CSV (unit, day or from and to, holder).",
)
@click.option("--details", is_flag=True, help="Show every error with its article and quote.")
def evaluate_command(
    gold: Path | None,
    case_folder: Path | None,
    predicted: Path | None,
    sides: Path | None,
    country: str | None,
    engine_name: str,
    reference: Path | None,
    details: bool,
) -> None:
    """Measure claims against hand-annotated articles, or the map against a reference (docs/evaluation.md).

    \b
    Example:  whoholds evaluate GOLD_DIR --details
              whoholds evaluate --case examples/afghanistan-2021 --reference holders.csv
    """
    if (gold is None) == (reference is None):
        raise WhoHoldsError(
            "evaluate: name either a folder of annotated articles or --reference FILE.csv (one of them)."
        )
    if reference is not None:
        control = open_situation(case_folder).control
        rows = read_reference(reference, control.units, control.actors)
        put(reference_text(evaluate_reference(control, rows)), None)
        return
    assert gold is not None
    case = open_case(case_folder)
    golds = read_golds(gold, country=country)
    lines = (
        read_predicted(predicted)
        if predicted
        else tuple(lines_of((g.article for g in golds), case, engine(engine_name)))
    )
    scores = evaluate_claims(golds, lines, read_sides(sides) if sides else _sides(case))
    put(scores_text(scores, details=details), None)


def _sides(case: Case) -> SideOf:
    """The side that an actor's wording means, by the lexicon that the article is read with."""

    def side_of(country: str, actor: str | None) -> str | None:
        return pack_for(country or None, case).actors.side_of(actor) if actor else None

    return side_of
