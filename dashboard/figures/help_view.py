"""Help: the five statuses and the extents with the case's own examples, the two clocks, the keys, the limits."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.figures.look import Look
from dashboard.figures.signs import go, swatch
from dashboard.figures.words import languages, words_of
from dashboard.model import Extent, Kind, Status

Component = Any  # dash's component classes are untyped
KEYS = (("Space", "play"), ("← →", "days"), ("[ ]", "changes"), ("n p", "claims"), ("Esc", "close"))


def help_page(look: Look) -> list[Component]:
    """The children of the help tab."""
    words = look.words
    return [
        html.H2(words("help.title")),
        html.P(words("help.lead"), className="wh-help__lead"),
        languages_line(look),
        html.Section([html.H3(words("help.statuses")), html.Dl(statuses(look), className="wh-help__list")]),
        html.Section([html.H3(words("help.extents")), html.Dl(extents(look), className="wh-help__list")]),
        *(text_section(look, name) for name in ("clocks", "evidence", "weights", "limits")),
        html.P([html.Span(words("panel.machine"), className="wh-chip is-machine"), " ", words("help.machine_text")]),
        html.Section([html.H3(words("help.keys")), html.Dl(keys(look), className="wh-help__keys")]),
        html.Button(words("tour.title"), type="button", className="wh-btn", **{"data-tour": "start"}),
    ]


def languages_line(look: Look) -> html.P:
    """The languages of the page; the page's script makes the links keep the rest of the view."""
    links = [
        html.A(
            words_of(lang).name,
            href=f"?lang={lang}",
            lang=lang,
            **{"data-lang": lang},
            **({"aria-current": "true"} if lang == look.words.lang else {}),
        )
        for lang in languages()
    ]
    return html.P([html.Span(look.words("side.language") + ":", className="wh-muted"), *links], className="wh-lang")


def text_section(look: Look, name: str) -> html.Section:
    """A heading with one paragraph."""
    return html.Section([html.H3(look.words(f"help.{name}")), html.P(look.words(f"help.{name}_text"))])


def statuses(look: Look) -> list[Component]:
    """Each status with its sample, its meaning and an example of this case."""
    found = examples(look)
    lines: list[Component] = []
    for kind in (Kind.HELD, Kind.CLAIMED, Kind.CONTESTED, Kind.DISPUTED, Kind.NO_REPORT):
        sample = found.get(kind) or sample_status(look, kind)
        lines += [
            html.Dt([swatch(sample), html.Span(look.words(f"kind.{kind}"))]),
            html.Dd([html.P(look.words(f"kind_meaning.{kind}")), example(look, found.get(kind))]),
        ]
    return lines


def sample_status(look: Look, kind: Kind) -> Status:
    """A made-up status to draw a sample from, where the case has no example: no unit, the first sides of the case."""
    actors = look.control.actors
    sides = kind is not Kind.NO_REPORT
    rival = actors[1] if len(actors) > 1 and kind in (Kind.CONTESTED, Kind.DISPUTED) else None
    return Status(
        unit="",
        day=look.day,
        known_at=look.known_at,
        kind=kind,
        actor=actors[0] if actors and sides else None,
        rival=rival,
        extent=Extent.WHOLE if sides else Extent.NONE,
    )


def examples(look: Look) -> dict[Kind, Status]:
    """A unit of each kind: on the day looked at where there is one, else at its latest change to that kind."""
    found: dict[Kind, Status] = {}
    for change in look.control.changes(look.known_at):
        found[change.after.kind] = change.after
    for unit in reversed(look.control.units):
        status = look.status(unit)
        found[status.kind] = status
    return found


def example(look: Look, status: Status | None) -> Component:
    """The example in words and as a way there, or that the case has none."""
    words = look.words
    if status is None:
        return html.P(words("help.example_none"), className="wh-muted")
    said = words.listed((look.unit_name(status.unit), look.short_status(status), words.day(status.day)))
    return html.Button(
        words("help.example", example=said),
        type="button",
        className="wh-btn wh-btn--quiet",
        **{"data-unit": status.unit},
        **go(unit=status.unit, day=status.day, tab="evidence"),
    )


def extents(look: Look) -> list[Component]:
    """Each extent with its meaning."""
    lines: list[Component] = []
    for extent in (Extent.WHOLE, Extent.CAPITAL, Extent.PARTS, Extent.REGIONAL):
        status = sample_status(look, Kind.CLAIMED if extent is Extent.REGIONAL else Kind.HELD)
        drawn = Status(
            unit="", day=status.day, known_at=status.known_at, kind=status.kind, actor=status.actor, extent=extent
        )
        lines += [
            html.Dt([swatch(drawn), html.Span(look.words(f"extent.{extent}"))]),
            html.Dd(html.P(look.words(f"extent_meaning.{extent}"))),
        ]
    return lines


def keys(look: Look) -> list[Component]:
    """The keys that matter most; `?` on the page lists them all."""
    return [part for key, name in KEYS for part in (html.Dt(html.Kbd(key)), html.Dd(look.words(f"help.key_{name}")))]
