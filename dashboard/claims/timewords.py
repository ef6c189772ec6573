"""What the words of time mean: the tables of rules/dates.toml, and the interval that an expression gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dashboard.model import Precision

Parts = Mapping[str, str]  # the named parts of an expression that took part, lower-cased


@dataclass(frozen=True, slots=True)
class When:
    """What an expression gives: an interval, or a shift against another event, or neither (`kind` future)."""

    lo: date | None = None
    hi: date | None = None
    precision: Precision = Precision.UNKNOWN
    kind: str = "event"
    historic: bool = False
    shift: tuple[int, int] | None = None


FUTURE = When(kind="future")


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of dates.toml mean, and the settings that the arithmetic needs."""

    weekday: Mapping[str, int]
    month: Mapping[str, int]
    number: Mapping[str, tuple[int, int]]
    unit: Mapping[str, int]
    season: Mapping[str, tuple[int, int]]
    part: Mapping[str, tuple[int, int]]
    future_days: int

    @classmethod
    def of(cls, words: Mapping[str, Any], settings: Mapping[str, Any]) -> Words:
        """The tables of dates.toml."""
        pairs = {name: {k: (v[0], v[1]) for k, v in words[name].items()} for name in ("number", "season", "part")}
        return cls(
            words["weekday"],
            words["month"],
            pairs["number"],
            words["unit"],
            pairs["season"],
            pairs["part"],
            settings["future_days"],
        )

    def month_of(self, name: str) -> int:
        """The number of a month from any of its spellings."""
        return self.month[name.rstrip(".")]

    def count(self, wording: str | None) -> tuple[int, int]:
        """Fewest and most that a number word can mean; a bare plural is a few."""
        if wording and wording.isdigit():
            return int(wording), int(wording)
        return self.number[wording or ""]

    def counted(self, parts: Parts) -> tuple[int, int]:
        """Fewest and most units: "the past week" is one, "hours later" a few."""
        return self.count(parts["n"]) if "n" in parts else self.number["" if "plural" in parts else "a"]

    def third(self, part: str | None, lo: date, hi: date) -> tuple[date, date]:
        """The early, middle or late part of an interval."""
        if not part:
            return lo, hi
        first, last = self.part[part]
        days = (hi - lo).days + 1
        return lo + timedelta(days * first // 3), lo + timedelta(max(days * last // 3, days * first // 3 + 1) - 1)

    @staticmethod
    def precision(lo: date, hi: date) -> Precision:
        """How precise an interval of this length is."""
        days = (hi - lo).days
        steps = ((0, Precision.DAY), (4, Precision.FEW_DAYS), (10, Precision.WEEK), (31, Precision.MONTH))
        return next((name for most, name in steps if days <= most), Precision.YEAR)
