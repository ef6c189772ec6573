"""Two readings of one article side by side: what both say, where they differ, what only one of them says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.model import Claim, Reading, WhoHoldsError

FIELDS = ("predicate", "unit", "actor", "modality", "event", "speaker")


@dataclass(frozen=True, slots=True)
class Difference:
    """One statement that two engines read differently: the fields, each with both values."""

    first: Claim
    second: Claim
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where two readings of an article agree and where not."""

    article: str
    agreed: tuple[tuple[Claim, Claim], ...]
    differ: tuple[Difference, ...]
    only_first: tuple[Claim, ...]
    only_second: tuple[Claim, ...]

    @property
    def agreement(self) -> float:
        """Share of all statements that both read alike; 1.0 where neither found any."""
        total = len(self.agreed) + len(self.differ) + len(self.only_first) + len(self.only_second)
        return len(self.agreed) / total if total else 1.0


def compare_readings(first: Reading, second: Reading) -> Comparison:
    """Pairs the claims of two readings by overlapping quotes and likeness, and lists what is left on either side."""
    if first.article != second.article:
        raise WhoHoldsError(f"readings of two articles cannot be compared: {first.article!r} and {second.article!r}")
    pairs = sorted(_pairs(first, second), key=lambda p: (-p[0], p[1], p[2]))
    taken_first: set[int] = set()
    taken_second: set[int] = set()
    agreed: list[tuple[Claim, Claim]] = []
    differ: list[Difference] = []
    for _, a, b in pairs:
        if a in taken_first or b in taken_second:
            continue
        taken_first.add(a)
        taken_second.add(b)
        one, other = first.claims[a], second.claims[b]
        if fields := _fields(one, other):
            differ.append(Difference(one, other, fields))
        else:
            agreed.append((one, other))
    return Comparison(
        first.article,
        tuple(sorted(agreed, key=lambda pair: pair[0].start)),
        tuple(sorted(differ, key=lambda difference: difference.first.start)),
        tuple(c for nr, c in enumerate(first.claims) if nr not in taken_first),
        tuple(c for nr, c in enumerate(second.claims) if nr not in taken_second),
    )


def comparison_text(comparison: Comparison, names: tuple[str, str] = ("first", "second")) -> str:
    """The comparison as lines of text, every statement with its quote."""
    return "\n".join(_lines(comparison, names))


def _lines(comparison: Comparison, names: tuple[str, str]) -> Iterator[str]:
    yield (
        f"{comparison.article}: {len(comparison.agreed)} alike, {len(comparison.differ)} read differently, "
        f"{len(comparison.only_first)} only {names[0]}, {len(comparison.only_second)} only {names[1]}"
    )
    for difference in comparison.differ:
        fields = "; ".join(f"{name}: {a} | {b}" for name, a, b in difference.fields)
        yield f"  differ  {fields}  <- {_short(difference.first.quote)}"
    for name, claims in zip(names, (comparison.only_first, comparison.only_second), strict=True):
        for claim in claims:
            yield f"  only {name}  {claim.predicate} {claim.unit or claim.place} {claim.actor} ({claim.modality})  <- {_short(claim.quote)}"


def _pairs(first: Reading, second: Reading) -> Iterator[tuple[float, int, int]]:
    """Candidates for the same statement: overlapping quotes about the same place, by likeness."""
    for a, one in enumerate(first.claims):
        for b, other in enumerate(second.claims):
            shared = min(one.end, other.end) - max(one.start, other.start)
            if shared <= 0 or not _same_place(one, other):
                continue
            alike = len(FIELDS) - len(_fields(one, other))
            yield alike + shared / max(one.end - one.start, other.end - other.start), a, b


def _same_place(one: Claim, other: Claim) -> bool:
    if one.unit is not None and other.unit is not None:
        return one.unit == other.unit
    a, b = (one.place or "").casefold(), (other.place or "").casefold()
    return bool(a and b) and (a in b or b in a)


def _fields(one: Claim, other: Claim) -> tuple[tuple[str, str, str], ...]:
    """The fields in which two claims differ; intervals differ where they do not meet."""
    found = []
    for name in FIELDS:
        if name == "event":
            same = _meet(one, other)
            a, b = (f"{c.event_from}..{c.event_to}" for c in (one, other))
        else:
            a, b = (str(getattr(c, name)) for c in (one, other))
            same = a == b or (
                name == "speaker" and bool({*a.casefold().split()} & {*b.casefold().split()} - {"the", "a"})
            )
        if not same:
            found.append((name, a, b))
    return tuple(found)


def _meet(one: Claim, other: Claim) -> bool:
    if one.event_from is None or other.event_from is None or one.event_to is None or other.event_to is None:
        return one.event_from == other.event_from
    return one.event_from <= other.event_to and other.event_from <= one.event_to


def _short(quote: str) -> str:
    plain = " ".join(quote.split())
    return plain if len(plain) <= 100 else f"{plain[:97]}..."
