"""The side panel: five tabs, the article drawer, and the callbacks that fill each part only when it is shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.figures.article_view import article_view
from dashboard.figures.findings_view import findings_page
from dashboard.figures.help_view import help_page
from dashboard.figures.look import Look
from dashboard.figures.panel import panel
from dashboard.figures.signs import go
from dashboard.figures.words import Words, languages, words_of
from dashboard.web import ids
from dashboard.web import ids_panel as pids
from dashboard.web.views_looks import Data, Looks, looking, went_wrong
from dashboard.web.views_tables import claims_tab, provinces_tab, register_tables

if TYPE_CHECKING:
    from dashboard.situation import Situation

Component = Any  # dash's component classes are untyped


def side_panel(situation: Situation) -> Component:
    """The panel with its tabs, empty until the first view comes to rest, and the drawer that articles open in."""
    words = words_of()
    return html.Aside(
        [
            *(dcc.Store(id=pids.part(name)) for name in pids.PARTS),
            dcc.Store(id=pids.SPLIT),
            tabs(words),
            html.Div([tab_panel(situation, words, name) for name in pids.TABS], className="wh-side__body wh-scroll"),
            drawer(words),
            html.Div(
                words("state.offline"),
                id=pids.OFFLINE,
                className="wh-offline",
                role="status",
                hidden=True,
                **text("state.offline"),
            ),
        ],
        id=ids.SIDE,
        className="wh-side",
        **label("panel.label"),
        **{"data-texts": json.dumps(static_texts(), ensure_ascii=False)},
    )


def text(key: str) -> dict[str, str]:
    """The attribute by which the page puts a fixed text into the language of the view."""
    return {"data-text": key}


def label(key: str) -> dict[str, str]:
    """The same for the label that a screen reader says."""
    return {"aria-label": words_of()(key), "data-text-label": key}


def static_texts() -> dict[str, dict[str, str]]:
    """The fixed texts of the panel, the drawer and the tour in every language, with the direction of each."""
    groups = (
        "tabs.",
        "tour.",
        "article.",
        "state.",
        "side.",
        "language.",
        "compare.mode",
        "card.copied",
        "shell.",
        "panel.label",
        "table.csv",
    )
    found = {}
    for lang in languages():
        words = words_of(lang)
        own = {key: value for key, value in words.texts.items() if key.startswith(groups)}
        found[lang] = {**own, "dir": words.direction, "months": " ".join(words.months), "digits": words.digits}
    return found


def tabs(words: Words) -> html.Div:
    """The list of tabs; which is on is part of the view."""
    made = [
        html.Button(
            words(f"tabs.{name}"),
            id=pids.tab(name),
            type="button",
            role="tab",
            className="wh-tab",
            tabIndex=0 if name == "evidence" else -1,
            **{"aria-controls": pids.body(name), "aria-selected": str(name == "evidence").lower()},
            **text(f"tabs.{name}"),
            **go(tab=name),
        )
        for name in pids.TABS
    ]
    wide = html.Button(
        "",
        type="button",
        className="wh-icon wh-widen",
        title=words("side.widen"),
        **{"aria-label": words("side.widen"), "aria-pressed": "false", "data-text-label": "side.widen"},
    )
    sheet = html.Button(
        "",
        type="button",
        className="wh-sheet",
        **{"aria-label": words("side.sheet"), "aria-expanded": "false", "data-text-label": "side.sheet"},
    )
    return html.Div(
        [sheet, html.Div(made, role="tablist", className="wh-tabs", **label("tabs.label")), wide],
        className="wh-side__top",
    )


def tab_panel(situation: Situation, words: Words, name: str) -> html.Div:
    """What one tab shows; the tables have a frame of their own, the rest is filled whole."""
    inside = {"provinces": provinces_tab, "claims": claims_tab}
    children = inside[name](words) if name in inside else loading(situation, words) if name == "evidence" else []
    return html.Div(
        children,
        id=pids.body(name),
        role="tabpanel",
        className=f"wh-tabpanel is-{name}",
        tabIndex=0,
        hidden=name != "evidence",
        **{"aria-labelledby": pids.tab(name)},
    )


def loading(situation: Situation, words: Words) -> list[Component]:
    """The first thing the panel shows: that it loads, or that the case has nothing to read yet."""
    if situation.articles or situation.control.claims:
        return [html.P(words("state.loading"), className="wh-muted wh-loading", **text("state.loading"))]
    return [
        html.Div(
            [
                html.H2(words("state.empty_title"), **text("state.empty_title")),
                *(html.P(words(f"state.{name}"), **text(f"state.{name}")) for name in ("empty", "empty_do")),
            ],
            className="wh-state",
        )
    ]


def drawer(words: Words) -> html.Dialog:
    """The dialog in which an article opens; the page's script shows and closes it as the view says."""
    close = html.Button(
        "×",
        type="button",
        className="wh-icon wh-drawer__close",
        **{"aria-label": words("article.close"), "data-text-label": "article.close"},
        **go(article=None),
    )
    waiting = html.P(words("state.loading"), className="wh-muted wh-loading", **text("state.loading"))
    return html.Dialog(
        [close, html.Div(waiting, id=pids.ARTICLE_BODY, className="wh-drawer__body")],
        id=pids.ARTICLE,
        className="wh-drawer",
        **{"aria-labelledby": "article-title"},
    )


def register_panel(app: Dash, situation: Situation) -> None:
    """Bind the parts of the panel: the browser splits the view, the server fills what is shown and changed."""
    looks = looking(situation)
    app.clientside_callback(
        ClientsideFunction("panel", "split"),
        [Output(pids.SPLIT, "data"), *(Output(pids.part(name), "data") for name in pids.PARTS)],
        Input(ids.VIEW, "data"),
        State(pids.SPLIT, "data"),
    )
    fill(app, "evidence", lambda data: evidence(situation, looks, data))
    fill(app, "findings", lambda data: findings_page(looks(data)))
    fill(app, "help", lambda data: help_page(looks(data)))
    fill(app, "article", lambda data: article(looks, data), pids.ARTICLE_BODY)
    register_tables(app, looks)


def fill(app: Dash, name: str, make: Any, target: str | None = None) -> None:
    """Fill one part of the page with what `make` gives for the view's data."""
    app.callback(
        Output(target or pids.body(name), "children"),
        Input(pids.part(name), "data"),
        prevent_initial_call=True,
        on_error=went_wrong,
    )(make)


def evidence(situation: Situation, looks: Looks, data: Data | None) -> list[Component]:
    """The evidence tab: the chosen province; before one is chosen a case with nothing to show says why and what to do."""
    look = looks(data)
    if look.view.unit is None and not situation.articles and not situation.control.claims:
        return loading(situation, look.words)
    if look.view.unit is None and not any(claim.moves for claim in look.all_claims):
        return [nothing_moves(look)]
    return panel(look)


def nothing_moves(look: Look) -> html.Div:
    """What the panel says of a case whose articles move no province."""
    words = look.words
    read = words("count.articles", n=len(look.situation.articles))
    go_on = html.Button(words("tabs.findings"), type="button", className="wh-btn", **go(tab="findings"))
    return html.Div(
        [html.H2(words("state.no_claims_title")), html.P(words("state.no_claims", articles=read)), go_on],
        className="wh-state",
    )


def article(looks: Looks, data: Data | None) -> list[Component]:
    """The drawer's content: the article of the view with the chosen claim, and what its claims did to their units."""
    look, values = looks(data), data or {}
    name = values.get("article")
    if not name:
        return []
    reading = look.situation.readings.get(name)
    units = sorted({claim.unit for claim in reading.claims if claim.moves and claim.unit} if reading else ())
    ledgers = [look.control.evidence(unit, look.day, look.known_at) for unit in units if unit in look.control.units]
    effects = [effect for ledger in ledgers for effect in (*ledger.effects, *ledger.not_counted)]
    return article_view(look, name, values.get("claim"), effects)
