"""From what the browser sends to a look: the situation under the view's rule, its view and its language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.figures.look import Look, look_at
from dashboard.figures.words import words_of
from dashboard.web.url import settled

if TYPE_CHECKING:
    from dashboard.situation import Situation

Data = Mapping[str, Any]
_WENT_WRONG = ((html.H2, "state.error_title"), (html.P, "state.error"))
Looks = Callable[[Data | None], Look]


def looking(situation: Situation) -> Looks:
    """A function that gives the look of a view's data; each decision rule is worked out once."""
    under = cache(situation.under)

    def look(data: Data | None) -> Look:
        view = settled(data)
        return look_at(under(view.rule), view, (data or {}).get("lang"))

    return look


def day_of(data: Data | None, field: str) -> date | None:
    """A day of the view's data, or None where it has none or one that is no date."""
    try:
        return date.fromisoformat(str((data or {}).get(field)))
    except ValueError:
        return None


def days_of(data: Data | None) -> tuple[date, ...]:
    """The chosen days of the small multiples, in order, each once."""
    found = {day_of({"day": text}, "day") for text in (data or {}).get("dates") or ()}
    return tuple(sorted(day for day in found if day is not None))


def went_wrong(_: Exception) -> html.Div:
    """What a part of the page shows when making it failed; the terminal has the traceback."""
    words = words_of()
    title, said = (part(words(key), **{"data-text": key}) for part, key in _WENT_WRONG)
    again = html.Button(
        words("state.retry"), type="button", className="wh-btn", **{"data-retry": "true", "data-text": "state.retry"}
    )
    return html.Div([title, said, again], className="wh-state", role="alert")
