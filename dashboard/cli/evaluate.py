"""`whoholds evaluate`: how right the claims are against hand-annotated articles, and the map against a reference."""

from __future__ import annotations

import click


@click.command("evaluate")
def evaluate_command() -> None:
    """Measure."""
