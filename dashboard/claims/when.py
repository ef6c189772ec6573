"""Dates a claim: which expression of time in its sentence is its own, and what its tense says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.claims.dates import TimeRef, default_interval, shifted
from dashboard.claims.hits import Hit
from dashboard.claims.items import Line
from dashboard.model import Article, Basis, Claim, Precision, Predicate

STALE = 75  # days after which an event of an earlier calendar year is history
PRESSURE = (Predicate.ADVANCED, Predicate.CONTESTED)


@dataclass(frozen=True, slots=True)
class When:
    """The interval of a claim with what it rests on."""

    lo: date | None = None
    hi: date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: Basis = Basis.NONE
    wording: str | None = None
    ref: TimeRef | None = None
    historic: bool = False

    def put(self, claim: Claim) -> Claim:
        """A claim, dated to this interval."""
        return replace(
            claim,
            event_from=self.lo,
            event_to=self.hi,
            precision=self.precision,
            basis=self.basis,
            time_text=self.wording,
        )


def when_of(line: Line, hit: Hit, refs: Sequence[TimeRef], published: date | None) -> When:
    """The interval of a hit: an expression of its clause, or None-dated with its tense left to the caller."""
    ref = _own(line, hit, refs)
    return given(ref, published) if ref is not None else When()


def at_place(line: Line, last: int, when: When, published: date | None) -> When:
    """The interval right behind one place of a list: "X over the weekend and Y on Monday"."""
    item = line.items[last + 1] if last + 1 < len(line.items) else None
    if item is None or not isinstance(item.date, TimeRef) or not item.date.dated or item.date.kind != "event":
        return when
    return given(item.date, published)


def of_row(article: Article, start: int, refs: Sequence[TimeRef]) -> When | None:
    """The day that a row of a list opens with: "- Aug. 8 - KUNDUZ. Fighters seize ..."; it dates all its sentences."""
    first = next(iter(refs), None)
    if first is None or not first.dated or first.kind != "event" or first.precision is not Precision.DAY:
        return None
    led = article.text[start : first.start].strip() in ("", "-", "–", "—", "•", "*")
    rest = article.text[first.end : first.end + 3].lstrip()[:1]
    return given(first, article.published) if led and rest in ("-", "–", "—", ":") else None


def given(ref: TimeRef, published: date | None) -> When:
    """The interval that an expression gives on its own."""
    if ref.kind == "report" and published is not None and ref.lo is not None and ref.hi is not None:
        return When(ref.lo - timedelta(1), ref.hi, Precision.FEW_DAYS, Basis.RELATIVE, ref.wording, ref, ref.historic)
    if not ref.dated:
        return When(ref=ref, wording=ref.wording, historic=ref.historic)
    old = ref.historic or (
        published is not None
        and ref.hi is not None
        and ref.hi.year < published.year
        and (ref.precision is Precision.YEAR or (published - ref.hi).days > STALE)
    )
    return When(ref.lo, ref.hi, ref.precision, ref.basis, ref.wording, ref, old)


def _own(line: Line, hit: Hit, refs: Sequence[TimeRef]) -> TimeRef | None:
    """The expression nearest to the trigger, with a price on every clause border in between."""
    best: tuple[float, TimeRef] | None = None
    at = line.items[hit.first].start
    for ref in refs:
        if ref.kind == "future" or (ref.relation == "since" and hit.rule.predicate is not Predicate.HOLDS):
            continue
        if ref.relation in ("before", "until", "till") or (
            ref.kind == "anchored" and not ref.dated and ref.shift is None
        ):
            continue
        year = ref.precision is Precision.YEAR
        other = _of_report(line, ref) or _aside(line, ref, at) or (year and _attributive(line, ref, at))
        price = _price(line, ref, at) + (40 if other else 0)
        if price < (14 if ref.historic or ref.precision is Precision.YEAR else 40) and (
            best is None or price < best[0]
        ):
            best = (price, ref)
    return best[1] if best is not None else None


def _aside(line: Line, ref: TimeRef, at: int) -> bool:
    """Whether an expression dates another event: ", who came three years ago, still hold", "hold it since X fell in 2014"."""
    if ref.start > at:
        return any(i.low == "since" for i in line.items if at < i.start < ref.start)
    if not any(i.text == "," for i in line.items if ref.end <= i.start < at):
        return False
    before = [nr for nr, i in enumerate(line.items) if i.end <= ref.start][-20:]
    opener = next((nr for nr in reversed(before) if line.items[nr].has("relative") or line.items[nr].text in ";:"), 0)
    return opener > 0 and line.items[opener - 1].text == "," and line.items[opener].low in ("who", "which", "whose")


def _attributive(line: Line, ref: TimeRef, at: int) -> bool:
    """Whether a year only says which thing is meant: "the cradle of the 2011 uprising"."""
    if not ref.wording.casefold().startswith(("the ", "their ", "its ", "a ")):
        return False
    after = next((i for i in line.items if i.start >= ref.end), None)
    return (
        after is not None and after.kind == "word" and not after.has("aux", "verb", "preposition") and after.start != at
    )


def _of_report(line: Line, ref: TimeRef) -> bool:
    """Whether an expression dates a publication: "a recently published article"."""
    after = next((i for i in line.items if i.start >= ref.end), None)
    return after is not None and after.low in ("published", "released", "issued", "leaked")


def _price(line: Line, ref: TimeRef, at: int) -> float:
    lo, hi = (ref.end, at) if ref.start < at else (at, ref.start)
    price = 0.0
    for item in line.items:
        if item.start < lo or item.start >= hi:
            continue
        if item.text in ";:":
            price += 40
        elif (
            item.has("relative", "subordinator")
            and item.kind == "word"
            and not (item.low in ("after", "since", "before") and _is_object(line, item))
        ):
            price += 3 if item.low in ("when", "while", "as") else 6 if item.low == "that" else 12
        elif item.text == ",":
            price += 1.5
        elif item.has("aux", "verb", "saying") and not item.low.endswith("ing"):
            price += 8
        elif item.low in ("and", "but"):
            price += 4
        else:
            price += 0.5
    return price + (3 if ref.kind in ("report", "anchored") else 0)


def _is_object(line: Line, item: object) -> bool:
    nr = line.items.index(item)  # type: ignore[arg-type]
    return nr + 1 < len(line.items) and line.items[nr + 1].kind == "date"


def by_tense(hit: Hit, published: date | None, *, headline: bool) -> When:
    """The interval that the tense alone gives; none without a day of publication."""
    verb = hit.verb
    if hit.rule.predicate is Predicate.HOLDS or hit.rule.frame in ("state", "adjective", "stronghold"):
        tense = "present"
    elif hit.rule.predicate in PRESSURE and verb is not None and verb.form == "ing":
        tense = "present"  # "... now dominate the north, closing in on X": as of the report
    elif verb is not None and verb.perfect:
        tense = "perfect"
    elif headline or (verb is not None and verb.form in ("s", "base") and not verb.passive):
        tense = "headline"
    else:
        tense = "past"
    interval = default_interval(tense, published)
    if interval is None:
        return When()
    days = (interval[1] - interval[0]).days
    precision = Precision.DAY if days == 0 else Precision.FEW_DAYS if days <= 4 else Precision.WEEK
    return When(*interval, precision, Basis.TENSE)


def hung_on(ref: TimeRef, other: When, *, back: bool = False) -> When:
    """The interval of an event that `ref` places so long after another."""
    if other.lo is None or other.hi is None or ref.shift is None:
        return When()
    lo, hi = shifted(ref, other.lo, other.hi, back=back)
    precision = Precision.DAY if lo == hi else Precision.FEW_DAYS
    return When(lo, hi, precision, Basis.RELATIVE, ref.wording, ref)
