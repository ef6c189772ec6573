"""Two days or two clocks beside each other, what differs, and small maps of chosen days (drawn by the page's painter)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dash import html

from dashboard.control import telling_days
from dashboard.figures.look import Look
from dashboard.figures.sentences import totals_parts
from dashboard.figures.signs import go, swatch
from dashboard.model import Status

Component = Any  # dash's component classes are untyped


@dataclass(frozen=True, slots=True)
class Pair:
    """The two sides of a comparison: day and known-at of each."""

    day: date
    known: date
    day2: date
    known2: date

    @property
    def clocks(self) -> bool:
        """Whether the two sides show the same day as known at two times."""
        return self.day == self.day2 and self.known != self.known2


def pair_of(look: Look, day2: date | None, known2: date | None) -> Pair:
    """The pair of a view; without a second side, the day before the last change is set beside the day looked at."""
    days, known = look.control.days, look.control.known_days
    if day2 is None and known2 is None:
        before = [c.day for c in look.control.changes(look.known_at) if c.day <= look.day]
        at = days.index(max(before)) if before else days.index(look.day)
        day2 = days[max(0, at - 1)]
    first = min(max(day2 or look.day, days[0]), days[-1])
    return Pair(look.day, look.known_at, first, min(known2 or look.known_at, max(known[-1], days[-1])))


def differing(look: Look, pair: Pair) -> tuple[tuple[Status, Status], ...]:
    """The units that the two sides show differently, each as (second side, side looked at), in order of names."""
    control = look.control
    both = [(control.status(u, pair.day2, pair.known2), control.status(u, pair.day, pair.known)) for u in control.units]
    changed = [(a, b) for a, b in both if signature(a) != signature(b)]
    return tuple(sorted(changed, key=lambda ab: look.unit_name(ab[0].unit)))


def signature(status: Status) -> tuple[object, ...]:
    """What makes two statuses look different on the map, age aside."""
    return (status.kind, status.actor, status.rival, status.extent)


def compare_page(look: Look, pair: Pair, *, difference: bool) -> list[Component]:
    """The children of the comparison: the choice of the second side, the maps, and the list of what differs."""
    words = look.words
    lead = (
        words("compare.clocks_lead", day=pair.day, first=pair.known2, second=pair.known)
        if pair.clocks
        else words("compare.days_lead", first=pair.day2, second=pair.day, known=pair.known)
    )
    maps = [difference_map(look, pair)] if difference else side_maps(look, pair)
    return [
        html.H2(words("compare.difference" if difference else "compare.title")),
        choices(look, pair),
        html.P(lead, className="wh-muted"),
        html.Div(maps, className="wh-compare__maps" + (" is-single" if difference else "")),
        difference_list(look, differing(look, pair)),
    ]


def choices(look: Look, pair: Pair) -> html.Div:
    """The two days and two known-at days as date fields (made by the page: Dash has none that is native)."""
    days = look.control.days
    known = (days[0], max(look.control.known_days[-1], days[-1]))
    fields = [
        ("day2", "compare.left", "compare.as_of", pair.day2, days),
        ("known2", "compare.left", "compare.known", pair.known2, known),
        ("day", "compare.right", "compare.as_of", pair.day, days),
        ("known", "compare.right", "compare.known", pair.known, known),
    ]
    made = [date_field(look, *field) for field in fields]
    return html.Div(made, className="wh-compare__choices")


def date_field(look: Look, field: str, side: str, clock: str, value: date, range_: Sequence[date]) -> html.Span:
    """Where the page puts a native date field for one setting of the view."""
    packed = {"field": field, "value": value, "min": range_[0], "max": range_[-1]}
    label = f"{look.words(side)}: {look.words(clock)}"
    return html.Span(className="wh-date", **{"data-date": json.dumps(packed, default=str), "data-label": label})


def side_maps(look: Look, pair: Pair) -> list[html.Figure]:
    """The two maps, the second side first, as time runs."""
    sides = ((pair.day2, pair.known2), (pair.day, pair.known))
    return [mini(look, {"day": day, "known": known}, day, known) for day, known in sides]


def mini(look: Look, what: dict[str, object], day: date, known: date) -> html.Figure:
    """A small map with its two clocks and its totals in words."""
    words = look.words
    caption = words("panel.as_of", day=day, known=known)
    counted = words.listed(totals_parts(look.control.totals(day, known), look.situation, words.lang))
    packed = json.dumps(what | {"label": caption}, default=str)
    return html.Figure(
        [
            html.Figcaption([html.Strong(caption), html.Span(counted, className="wh-muted")]),
            html.Div(className="wh-mini", **{"data-mini": packed}),
        ],
        className="wh-compare__map",
    )


def difference_map(look: Look, pair: Pair) -> html.Figure:
    """One map that fills only what differs."""
    words = look.words
    # the painter fills what differs as its second pair shows it: the side that is looked at
    what = {"day": pair.day2, "known": pair.known2, "day2": pair.day, "known2": pair.known, "difference": True}
    caption = words("compare.changed", n=len(differing(look, pair)))
    packed = json.dumps(what | {"label": caption}, default=str)
    return html.Figure(
        [
            html.Figcaption([html.Strong(caption), html.Span(words("compare.difference_help"), className="wh-muted")]),
            html.Div(className="wh-mini is-large", **{"data-mini": packed}),
        ],
        className="wh-compare__map",
    )


def difference_list(look: Look, changed: Sequence[tuple[Status, Status]]) -> html.Section:
    """What differs in words, a line a province, each a way there."""
    words = look.words
    if not changed:
        return html.Section(html.P(words("compare.same"), className="wh-muted"))
    lines = [
        html.Li(
            html.Button(
                [
                    html.Strong(look.unit_name(before.unit)),
                    html.Span([swatch(before), look.short_status(before)]),
                    html.Span("→", **{"aria-hidden": "true"}),
                    html.Span([swatch(after), look.short_status(after)]),
                ],
                type="button",
                className="wh-compare__line",
                **{"data-unit": after.unit},
                **go(unit=after.unit, tab="evidence"),
            )
        )
        for before, after in changed
    ]
    heading = f"{words('compare.difference')} · {words('compare.changed', n=len(changed))}"
    return html.Section([html.H3(heading), html.Ul(lines, className="wh-compare__list")])


def multiples_page(look: Look, dates: Sequence[date]) -> list[Component]:
    """Small maps of the chosen days, or of the days on which most changed; each goes to its day."""
    words, chosen = look.words, list(dates) or list(telling_days(look.control, look.known_at))
    figures = []
    for day in chosen:
        figure = mini(replace(look), {"day": day, "known": look.known_at}, day, look.known_at)
        opener = html.Button(
            words("compare.go", day=day), type="button", className="wh-btn wh-btn--quiet", **go(day=day, mode="map")
        )
        figures.append(html.Div([figure, opener], className="wh-multiples__one"))
    field = html.Span(
        className="wh-date",
        **{"data-dates": ", ".join(str(d) for d in chosen), "data-label": words("compare.multiples_dates")},
    )
    return [
        html.H2(words("compare.multiples")),
        html.P(words("compare.multiples_help"), className="wh-muted"),
        field,
        html.Div(figures, className="wh-multiples"),
    ]
