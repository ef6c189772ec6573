"""The interface texts of one language: looked up by key, filled in, with the language's own dates and digits."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.model import WhoHoldsError

TEXTS = Path(__file__).parent / "texts"
_MARK = re.compile(r"(?<=\d)[.,](?=\d)")
MEASURE = "en"  # the catalogue that is complete; the others fall back to it key by key


@dataclass(frozen=True, slots=True)
class Words:
    """Texts of one language: `words("panel.close")`, `words("count.claims", n=3)`, `words.day(date)`."""

    lang: str
    name: str
    direction: str  # "ltr" | "rtl"
    months: tuple[str, ...]
    digits: str
    texts: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key; `n=` picks its `.one` or `.other` form; numbers and days are written as the language does.

        Raises:
            WhoHoldsError: the key is in no catalogue.
        """
        if "n" in values and key not in self.texts:
            key = f"{key}.one" if values["n"] == 1 and f"{key}.one" in self.texts else f"{key}.other"
        if key not in self.texts:
            raise WhoHoldsError(f"texts: no text {key!r}; add it to {TEXTS / (MEASURE + '.toml')}")
        return self.texts[key].format_map({name: self.written(value) for name, value in values.items()})

    def written(self, value: object) -> str:
        """A value as the language writes it: days, whole numbers, probabilities with two decimals, else its text."""
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, float):
            return self.number(f"{value:.2f}")
        if isinstance(value, int):
            return self.number(f"{value:,}")
        return str(value)

    def number(self, text: str) -> str:
        """A number's text in the digits of the language, with its marks of decimals and thousands."""
        marks = {".": self.texts["language.decimal"], ",": self.texts["language.thousands"]}
        text = _MARK.sub(lambda mark: marks[mark.group()], text)
        return text.translate({ord(str(i)): digit for i, digit in enumerate(self.digits)})

    def percent(self, share: float) -> str:
        """A share of 1 in hundredths with one decimal: `45.2 %`."""
        return self.texts["language.percent"].format(n=self.number(f"{100 * share:.1f}"))

    def listed(self, parts: Iterable[str]) -> str:
        """Parts with the language's comma between them."""
        return self.texts["language.comma"].join(parts)

    def series(self, parts: Iterable[str]) -> str:
        """Longer parts with the language's semicolon between them."""
        return self.texts["language.semicolon"].join(parts)

    def day(self, day: date | None) -> str:
        """A day as `14 Aug 2021`; a missing one as the language's word for "not known"."""
        if day is None:
            return self.texts["date.unknown"]
        return self.number(f"{day.day} {self.months[day.month - 1]} {day.year}")

    def interval(self, start: date | None, end: date | None) -> str:
        """An interval of days, what the two ends share said once: `12-14 Aug 2021`."""
        if start is None or end is None or start == end:
            return self.day(start or end)
        first = str(start.day)
        if (start.year, start.month) != (end.year, end.month):
            first += f" {self.months[start.month - 1]}" + (f" {start.year}" if start.year != end.year else "")
        return f"{self.number(first)}–{self.day(end)}"

    def has(self, key: str) -> bool:
        """Whether the catalogue (or the measure behind it) has the key."""
        return key in self.texts

    def group(self, name: str) -> dict[str, str]:
        """All texts under a name, by the rest of their keys."""
        return {key.removeprefix(f"{name}."): text for key, text in self.texts.items() if key.startswith(f"{name}.")}

    def label(self, group: str, value: object) -> str:
        """The label of a value of a closed list, such as `label("predicate", "captured")`; unknown values stay as they are."""
        return self.texts.get(f"{group}.{value}", str(value).replace("_", " "))


def flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """A nested catalogue as dotted keys."""
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{prefix}{key}.")
        elif isinstance(value, str):
            found[prefix + key] = value
    return found


@cache
def catalogue(lang: str) -> Mapping[str, Any]:
    """The parsed tables of one language: `en.toml` and the files beside it such as `en.shell.toml`.

    Raises:
        WhoHoldsError: there is no such catalogue.
    """
    path = TEXTS / f"{lang}.toml"
    if not path.is_file():
        raise WhoHoldsError(f"texts: no language {lang!r}; there are {', '.join(languages())}. Add {path} for another.")
    parts = [path, *sorted(TEXTS.glob(f"{lang}.*.toml"))]
    return {key: value for part in parts for key, value in tomllib.loads(part.read_text(encoding="utf-8")).items()}


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue, the measure first."""
    return tuple(
        sorted(
            (path.stem for path in TEXTS.glob("*.toml") if "." not in path.stem),
            key=lambda lang: (lang != MEASURE, lang),
        )
    )


@cache
def words_of(lang: str | None = None) -> Words:
    """The texts of a language; an unknown or missing one gives the measure, so that an odd link still opens."""
    chosen = lang if lang in languages() else MEASURE
    own, base = catalogue(chosen), catalogue(MEASURE)
    return Words(
        lang=chosen,
        name=own["language"]["name"],
        direction=own["language"]["direction"],
        months=tuple(own["language"]["months"]),
        digits=own["language"]["digits"],
        texts=flat(base) | flat(own),
    )
