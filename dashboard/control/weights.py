"""The weights: numbers with an id and a reason, read from a data file and never hidden in code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dashboard.model import WhoHoldsError

SHIPPED = Path(__file__).with_name("weights.toml")
COUNTED = ("age.", "marker.", "holdout.days", "finding.", "rule.origins")  # days and numbers, not shares of 1


@dataclass(frozen=True)
class Weights:
    """Every number of the control layer by id, with its reason, and the words that say how far a region claim reaches."""

    values: Mapping[str, float]
    reasons: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> float:
        return self.values[name]

    def changed(self, values: Mapping[str, float]) -> Weights:
        """The same weights with some values replaced; an id that does not exist is an error."""
        for name, value in values.items():
            if name not in self.values:
                raise WhoHoldsError(
                    f"weights: no weight has the id {name!r}; allowed are {', '.join(sorted(self.values))}"
                )
            _check(name, value, "weights")
        return replace(self, values=MappingProxyType({**self.values, **values}))


def read_weights(path: Path = SHIPPED) -> Weights:
    """The weights of a TOML file laid over the shipped ones, so that a file may name only what it changes."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise WhoHoldsError(f"{path}: cannot read the weights: {problem}") from problem
    values, reasons = _rows(data.get("weight", []), path)
    words = {name: tuple(listed) for name, listed in data.get("words", {}).items()}
    if path == SHIPPED:
        return Weights(MappingProxyType(values), MappingProxyType(reasons), MappingProxyType(words))
    base = default_weights()
    merged = base.changed(values)
    return replace(merged, reasons={**base.reasons, **reasons}, words={**base.words, **words})


@cache
def default_weights() -> Weights:
    """The shipped weights."""
    return read_weights(SHIPPED)


def _rows(rows: list[dict[str, object]], path: Path) -> tuple[dict[str, float], dict[str, str]]:
    values: dict[str, float] = {}
    reasons: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        name, value = row.get("id"), row.get("value")
        if not isinstance(name, str) or isinstance(value, bool) or not isinstance(value, int | float):
            raise WhoHoldsError(f"{path}: weight {number} needs an id (text) and a value (a number); it has {row!r}")
        if name in values:
            raise WhoHoldsError(f"{path}: the weight {name!r} stands there twice; keep one of them")
        _check(name, float(value), str(path))
        values[name] = float(value)
        reasons[name] = str(row.get("reason", ""))
    return values, reasons


def _check(name: str, value: float, where: str) -> None:
    top = float("inf") if name.startswith(COUNTED) else 1.0
    if not 0.0 <= value <= top:
        allowed = "0 or more" if top > 1 else "between 0 and 1"
        raise WhoHoldsError(f"{where}: weight {name!r} is {value}; allowed is {allowed}")
