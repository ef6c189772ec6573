"""The words that change what a sentence commits to, and where they stand around a trigger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dashboard.claims.items import Line
from dashboard.claims.rulebook import rulebook
from dashboard.model import Modality

WINDOW = 24


@dataclass(frozen=True, slots=True)
class Mood:
    """A modality with the words that decided it; `denied` = the predicate becomes a denial."""

    modality: Modality
    cue: str | None = None


@cache
def _cues(side: str) -> dict[str, tuple[tuple[tuple[str, ...], Modality], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Modality]]] = {}
    for name, cues in rulebook().table("modality", side).items():
        for cue in cues:
            words = tuple(cue.split())
            found.setdefault(words[0], []).append((words, Modality(name)))
    return {word: tuple(sorted(rows, key=lambda r: -len(r[0]))) for word, rows in found.items()}


@cache
def governors() -> dict[str, str]:
    """What each word that governs an infinitive makes of it: fact, forecast, failed or intended."""
    table = rulebook().table("modality", "governors")
    found: dict[str, str] = {}
    for name in ("fact", "forecast", "failed", "intended"):
        for word in table[name].split():
            found.setdefault(word, name)
    return found


@cache
def _terminators() -> frozenset[str]:
    return frozenset(rulebook().table("modality", "terminators")["words"].split())


def cue_at(line: Line, at: int, side: str) -> tuple[str, Modality] | None:
    """The cue that starts at an item, with what it makes of the sentence; `side`: the table of modality.toml."""
    items = line.items
    rows = _cues(side).get(items[at].low)
    if rows is None:
        return None
    for words, modality in rows:
        if all(at + n < len(items) and items[at + n].low == w for n, w in enumerate(words)):
            return " ".join(words), modality
    return None


def left(line: Line, at: int) -> list[tuple[str, Modality, int]]:
    """Cues to the left in the same clause, nearest first, with their distance."""
    found: list[tuple[str, Modality, int]] = []
    crossed = 0
    for nr in range(at - 1, max(-1, at - WINDOW), -1):
        item = line.items[nr]
        if item.text == ";" or (item.low in _terminators() and item.low not in ("when", "because")):
            break
        if item.text == ",":
            crossed += 1
            continue
        cue = cue_at(line, nr, "cues") if "cue" in item.tags else None
        if cue is None or (crossed and cue[1] not in (Modality.CONDITIONAL, Modality.DENIED) and not line.quoted[nr]):
            continue
        if crossed and cue[1] is Modality.CONDITIONAL and nr > 0 and crossed != 1 and line.items[nr - 1].text != ",":
            continue
        if cue[1] is Modality.CONDITIONAL and crossed and cue[0] in ("if", "unless", "should"):
            continue
        found.append((cue[0], cue[1], at - nr))
    return found
