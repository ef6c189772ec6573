"""The weights: numbers with an id and a reason, read from a data file and never hidden in code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dashboard.model import WhoHoldsError
from dashboard.tomlfile import TomlTable, read_toml

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
            if why := _mistake(name, value):
                raise WhoHoldsError(f"weights: {why}")
        return replace(self, values=MappingProxyType({**self.values, **values}))


def read_weights(path: Path = SHIPPED) -> Weights:
    """The weights of a TOML file laid over the shipped ones, so that a file may name only what it changes.

    Raises WhoHoldsError, naming file and line, for an id that does not exist or stands there twice, and a value that is
    no number or not allowed.
    """
    file = read_toml(path)
    file.only(("weight", "words"))
    values, reasons = _rows(file.tables("weight"))
    lists = file.table("words")
    words = {name: lists.strings(name) for name in lists.data}
    if path == SHIPPED:
        return Weights(MappingProxyType(values), MappingProxyType(reasons), MappingProxyType(words))
    base = default_weights()
    merged = base.changed(values)
    return replace(merged, reasons={**base.reasons, **reasons}, words={**base.words, **words})


@cache
def default_weights() -> Weights:
    """The shipped weights."""
    return read_weights(SHIPPED)


def _rows(rows: Iterable[TomlTable]) -> tuple[dict[str, float], dict[str, str]]:
    values: dict[str, float] = {}
    reasons: dict[str, str] = {}
    for row in rows:
        row.only(("id", "value", "reason"))
        name, value = row.string("id"), row.data.get("value")
        if name is None or isinstance(value, bool) or not isinstance(value, int | float):
            raise row.mistake(f"a weight needs an id (text) and a value (a number); this one has {dict(row.data)}.")
        if name in values:
            raise row.mistake(f"the weight {name!r} stands there twice; keep one of them.", "id")
        if why := _mistake(name, float(value)):
            raise row.mistake(why, "value")
        values[name] = float(value)
        reasons[name] = row.string("reason", "") or ""
    return values, reasons


def _mistake(name: str, value: float) -> str | None:
    """Why a weight may not have a value, in words; None where it may."""
    top = float("inf") if name.startswith(COUNTED) else 1.0
    if 0.0 <= value <= top:
        return None
    return f"weight {name!r} is {value}; allowed is {'0 or more' if top > 1 else 'between 0 and 1'}"
