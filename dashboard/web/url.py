"""The link: one table says which settings of the view are in the URL; the page's script obeys the same table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, quote

from dashboard.figures.words import languages
from dashboard.model import View, WhoHoldsError


@dataclass(frozen=True, slots=True)
class Link:
    """One setting: its key in the URL, its field in the view, how it is written, and the value that is left out."""

    key: str
    field: str
    kind: str  # day | known | days | span | unit | flag | word | words | text | number | camera
    default: Any = None
    allowed: tuple[str, ...] = ()


RULES = ("filter", "latest", "two_origins")
TABS = ("evidence", "provinces", "claims", "findings", "help")
MODES = ("map", "compare", "difference", "multiples", "strip")

LINKS = (
    Link("at", "day", "day"),
    Link("known", "known", "known"),
    Link("linked", "linked", "flag", False),
    Link("unit", "unit", "unit"),
    Link("claim", "claim", "text"),
    Link("article", "article", "text"),
    Link("rule", "rule", "word", "filter", RULES),
    Link("tab", "tab", "word", "evidence", TABS),
    Link("mode", "mode", "word", "map", MODES),
    Link("at2", "day2", "day"),
    Link("known2", "known2", "known"),
    Link("dates", "dates", "days", ()),
    Link("points", "points", "flag", False),
    Link("labels", "labels", "flag", True),
    Link("off", "off", "words", ()),
    Link("span", "span", "span"),
    Link("z", "camera", "camera"),
    Link("speed", "speed", "number"),
    Link("step", "step", "word", "day", ("day", "week", "change")),
    Link("loop", "loop", "flag", False),
    Link("play", "play", "flag", False),
    Link("theme", "theme", "word", None, ("light", "dark", "print")),
    Link("lang", "lang", "word", "en", languages()),
    Link("q", "filter", "text", ""),
    Link("embed", "embed", "flag", False),
    Link("print", "print", "flag", False),
)

# Keys that older versions wrote, oldest first: (version that renamed it, old key, new key).
MIGRATIONS = (
    (1, "date", "at"),
    (1, "day", "at"),
    (1, "as_of", "at"),
    (1, "known_at", "known"),
    (1, "province", "unit"),
)


def link_table() -> dict[str, Any]:
    """The table of links and the migrations as plain values, for the page."""
    return {"links": [asdict(link) for link in LINKS], "migrations": [list(step) for step in MIGRATIONS]}


def migrated(query: str) -> dict[str, str]:
    """The settings of a query string under today's keys; a key written twice keeps its last value."""
    pairs = dict(parse_qsl(query.lstrip("?"), keep_blank_values=True))
    for _, old, new in MIGRATIONS:
        if old in pairs:
            value = pairs.pop(old)
            pairs.setdefault(new, value)
    return pairs


def read_query(
    query: str, *, days: Sequence[date], known_days: Sequence[date], units: Sequence[str]
) -> tuple[View, tuple[str, ...]]:
    """The view of a query string and a notice for each setting that had to be mended to the nearest valid one."""
    pairs, notices = migrated(query), list[str]()
    unit, claim, rule = pairs.get("unit") or None, pairs.get("claim") or None, pairs.get("rule") or "filter"
    if unit is not None:
        unit = next((known for known in units if known.casefold() == unit.casefold()), unit)
    if unit is not None and unit not in units:
        notices.append(f"unit={unit}: there is no such unit here, so none is chosen.")
        unit = None
    if rule not in RULES:
        notices.append(f"rule={rule}: allowed are {', '.join(RULES)}; shown is filter.")
        rule = "filter"
    first = min((*days[:1], *known_days[:1]), default=None)
    latest = known_days[-1] if known_days else (days[-1] if days else None)
    view = View(
        day=_day(pairs.get("at"), "at", days[0] if days else None, days[-1] if days else None, notices),
        known_at=_day(pairs.get("known"), "known", first, latest, notices),
        unit=unit,
        linked=pairs.get("linked") == "1",
        claim=claim,
        rule=rule,
        points=pairs.get("points") == "1",
    )
    return view, tuple(notices)


def _day(text: str | None, key: str, first: date | None, last: date | None, notices: list[str]) -> date | None:
    """A day inside [first, last]; None for the latest."""
    if not text or text == "latest" or first is None or last is None:
        return None
    if text == "earliest":
        return first
    try:
        day = date.fromisoformat(text)
    except ValueError:
        notices.append(f"{key}={text}: not a date like {last.isoformat()}; shown is the latest.")
        return None
    nearest = min(max(day, first), last)
    if nearest != day:
        notices.append(
            f"{key}={text}: outside {first.isoformat()} to {last.isoformat()}; shown is {nearest.isoformat()}."
        )
    return nearest


def query_of(view: View) -> str:
    """The query string of a view: only what differs from the default, in the order of the table; "" for the default."""
    values: dict[str, str | None] = {
        "at": view.day.isoformat() if view.day else None,
        "known": view.known_at.isoformat() if view.known_at else None,
        "linked": "1" if view.linked else None,
        "unit": view.unit,
        "claim": view.claim,
        "rule": view.rule if view.rule != "filter" else None,
        "points": "1" if view.points else None,
    }
    written = [f"{link.key}={quote(value, safe='')}" for link in LINKS if (value := values.get(link.key))]
    return "?" + "&".join(written) if written else ""


def settled(data: Mapping[str, Any] | None) -> View:
    """The view that the page's store holds; the default before the first rest. WhoHoldsError for a day that is none."""
    if not data:
        return View()
    return View(
        day=_stored_day(data, "day"),
        known_at=_stored_day(data, "known"),
        unit=data.get("unit"),
        linked=bool(data.get("linked")),
        claim=data.get("claim"),
        rule=data.get("rule") or "filter",
        points=bool(data.get("points")),
    )


def _stored_day(data: Mapping[str, Any], name: str) -> date | None:
    text = data.get(name)
    if not text:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError as why:
        raise WhoHoldsError(f"view, field {name}: {text!r} is not a date like 2021-08-14.") from why
