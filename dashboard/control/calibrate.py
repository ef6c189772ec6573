"""Fit the weights to a reference: coordinate search that lowers the log loss, printed as a weights file to look at.

    python -m dashboard.control.calibrate --claims claims.jsonl --reference reference.csv > my-weights.toml

Only the bases of the roles are fitted, each within what its neighbours in meaning allow (against one's own interest is
never weaker than neutral, neutral never weaker than for it), and pulled towards the shipped value, so that a small
reference moves them little. The result is a proposal: weights stay data that a person signs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dashboard.claims.claimfile import read_claim_lines
from dashboard.control.build import control_from
from dashboard.control.control import Control
from dashboard.control.evaluate import Held, evaluate_reference, read_reference
from dashboard.control.weights import Weights, default_weights
from dashboard.model import Claim, WhoHoldsError

STEPS = (0.1, 0.05)
PULL = 0.5  # cost of moving a weight by 1: about what a hundred unit-days said wrong by it would have to gain
LOW, HIGH = 0.05, 0.95


def calibrate(
    make: Callable[[Weights], Control], reference: Sequence[Held], weights: Weights, names: Sequence[str]
) -> tuple[Weights, float, float]:
    """(weights, log loss before, log loss after) of a coordinate search over some weights; always ends, never worse."""
    start = weights

    def cost(candidate: Weights) -> float:
        moved = sum(abs(candidate[name] - start[name]) for name in names)
        return evaluate_reference(make(candidate), reference)[0].log_loss + PULL * moved / max(len(reference), 1)

    before = evaluate_reference(make(weights), reference)[0].log_loss
    best = cost(weights)
    for step in STEPS:
        improved = True
        while improved:
            improved = False
            for candidate in _neighbours(weights, names, step):
                price = cost(candidate)
                if price < best - 1e-6:
                    weights, best, improved = candidate, price, True
                    break
    return weights, before, evaluate_reference(make(weights), reference)[0].log_loss


def _neighbours(weights: Weights, names: Sequence[str], step: float) -> Iterator[Weights]:
    for name in names:
        for value in (weights[name] + step, weights[name] - step):
            candidate = round(min(HIGH, max(LOW, value)), 3)
            if candidate != weights[name] and _ordered(weights, name, candidate):
                yield weights.changed({name: candidate})


def _ordered(weights: Weights, name: str, value: float) -> bool:
    """Whether a role's three bases keep their order: for <= neutral <= against."""
    role = name.rpartition(".")[0]
    base = {**weights.values, name: value}
    return base[f"{role}.for"] <= base[f"{role}.neutral"] <= base[f"{role}.against"]


def used_roles(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The ids of the bases that some claim uses: only those can be fitted."""
    return tuple(
        sorted({f"role.{c.speaker_role}.{c.interest}" for c in claims if c.moves and c.weight is None and not c.grade})
    )


def _same_names(reference: Sequence[Held], claims: Sequence[Claim], path: Path) -> tuple[Held, ...]:
    """The reference with its holders spelled as the claims spell them; an error where none of them speaks of the same."""
    names = {a.casefold(): a for c in claims for a in (c.actor, c.from_actor) if a}
    if not any(row.holder.casefold() in names for row in reference):
        raise WhoHoldsError(
            f"{path}: no holder is an actor of the claims ({', '.join(sorted(names.values())) or 'none named'})"
        )
    return tuple(replace(row, holder=names.get(row.holder.casefold(), row.holder)) for row in reference)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the files, fit, print the weights that moved as TOML; the measures go to standard error."""
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.control.calibrate", description="Fit the weights to a reference."
    )
    parser.add_argument(
        "--claims", type=Path, required=True, help="claims as JSON lines (whoholds claims --format jsonl)"
    )
    parser.add_argument("--reference", type=Path, required=True, help="CSV: unit, day, day_to, holder")
    chosen = parser.parse_args(arguments)
    try:
        claims = tuple(c for c in read_claim_lines(chosen.claims) if isinstance(c, Claim))
        reference = _same_names(read_reference(chosen.reference), claims, chosen.reference)
    except WhoHoldsError as problem:
        print(problem, file=sys.stderr)
        return 2
    units = sorted({c.unit for c in claims if c.unit} | {row.unit for row in reference})
    actors = sorted({a for c in claims for a in (c.actor, c.from_actor) if a} | {row.holder for row in reference})
    shipped, names = default_weights(), used_roles(claims)
    end = max(row.day_to for row in reference)
    fitted, before, after = calibrate(
        lambda w: control_from(claims, units, actors, weights=w, end=end), reference, shipped, names
    )
    print(f"log loss {before:.4f} -> {after:.4f} over {len(reference)} rows, {len(names)} weights", file=sys.stderr)
    for name in names:
        if fitted[name] != shipped[name]:
            reason = f"fitted to {chosen.reference.name}; shipped {shipped[name]:g}: {shipped.reasons[name]}"
            print(f'[[weight]]\nid = "{name}"\nvalue = {fitted[name]:g}\nreason = "{reason}"\n')
    return 0


if __name__ == "__main__":
    sys.exit(main())
