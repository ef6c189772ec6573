"""The two tables beside the map: provinces, drawn by the page from plain rows, and claims, in a grid that filters."""

from __future__ import annotations

import json
from typing import Any

import dash_ag_grid as dag
from dash import ClientsideFunction, Dash, Input, Output, State, html

from dashboard.figures.tables import CLAIM_COLUMNS, PROVINCE_COLUMNS, claim_rows, province_rows
from dashboard.figures.words import Words
from dashboard.web import ids_panel as pids
from dashboard.web.views_looks import Data, Looks, went_wrong

Component = Any  # dash's component classes are untyped
_NUMBERS = ("age", "probability", "claims_count", "origins")
_DAYS = ("since", "last", "day", "day_to", "published")
# pixels: the province, pinned, and two more columns are in sight on a phone, three in the panel; the rest by scrolling
_WIDTHS = {
    "unit": 112,
    "day": 104,
    "predicate": 100,
    "side": 104,
    "source": 140,
    "quote": 420,
    "article": 220,
    "doubt": 170,
}


def provinces_tab(_: Words) -> list[Component]:
    """The frame of the table of provinces; its rows come with the view."""
    return [html.Div(id="provinces-table", className="wh-provinces")]


def province_table(looks: Looks, data: Data | None) -> list[Component]:
    """The table: headings that sort, and the rows as data that the page draws, so that 3,000 stay quick."""
    look = looks(data)
    words, rows = look.words, province_rows(look)
    heads = [
        html.Th(
            html.Button(words(f"table.{name}"), type="button", className="wh-sort", **{"data-column": str(i)}),
            scope="col",
            className="is-number" if name in _NUMBERS else "is-day" if name in _DAYS else "",
            **{"aria-sort": "ascending" if i == 0 else "none"},
        )
        for i, name in enumerate(PROVINCE_COLUMNS)
    ]
    packed = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    table = html.Table(
        [
            html.Caption(words("panel.as_of", day=look.day, known=look.known_at), className="wh-sr"),
            html.Thead(html.Tr(heads)),
            html.Tbody(**{"data-rows": packed}),
        ],
        className="wh-table wh-provinces__table",
    )
    return [
        html.Div(
            [
                html.P(words("panel.as_of", day=look.day, known=look.known_at), className="wh-muted"),
                html.Button(
                    words("table.csv"),
                    type="button",
                    className="wh-btn wh-csv",
                    **{"data-name": f"provinces-{look.day}-known-{look.known_at}.csv"},
                ),
            ],
            className="wh-table__bar",
        ),
        html.Div(
            table, className="wh-table__scroll", tabIndex=0, role="region", **{"aria-label": words("table.provinces")}
        ),
        html.P(words("table.sort_help"), className="wh-muted"),
    ]


def claims_tab(words: Words) -> list[Component]:
    """The frame of the table of claims: what is in it, the download, and where the grid comes when first shown."""
    return [
        html.Div(
            [
                html.P(id=pids.GRID_LEAD, className="wh-muted"),
                html.Button(
                    words("table.csv"),
                    id=pids.GRID_CSV,
                    type="button",
                    className="wh-btn",
                    **{"data-text": "table.csv"},
                ),
            ],
            className="wh-table__bar",
        ),
        html.Div(id="claims-table", className="wh-claims"),
    ]


def grid(looks: Looks, data: Data | None) -> Component:
    """The grid of claims known at the view's clock, filtered by each column."""
    look = looks(data)
    return dag.AgGrid(
        id=pids.GRID,
        rowData=claim_rows(look),
        columnDefs=columns(look.words),
        defaultColDef={
            "filter": "agTextColumnFilter",
            "floatingFilter": True,
            "suppressFloatingFilterButton": True,
            "sortable": True,
            "resizable": True,
        },
        getRowId="params.data.id",
        csvExportParams={"fileName": f"claims-known-{look.known_at}.csv"},
        dashGridOptions={
            "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
            "enableRtl": look.words.direction == "rtl",
            "animateRows": False,
            "enableBrowserTooltips": True,
            "rowHeight": 34,
            "headerHeight": 34,
            "floatingFiltersHeight": 40,
            "localeText": look.words.group("grid"),
            "quickFilterText": (data or {}).get("filter") or "",
        },
        style={"height": "100%", "width": "100%"},
        className="wh-grid",
    )


def columns(words: Words) -> list[dict[str, Any]]:
    """The columns of the grid: days filter as dates and are written as the page writes them, the rest as text."""
    made = []
    for name in CLAIM_COLUMNS:
        column: dict[str, Any] = {"field": name, "headerName": words(f"table.{name}"), "width": _WIDTHS.get(name, 120)}
        if name in _DAYS:
            # a field for a date is wider than the column: its filter opens from the heading
            column |= {
                "cellDataType": "dateString",
                "filter": "agDateColumnFilter",
                "floatingFilter": False,
                "valueFormatter": {"function": "whDay(params.value)"},
            }
        else:
            column |= {"tooltipField": name}
        if name == "unit":
            column |= {"pinned": "right" if words.direction == "rtl" else "left"}
        made.append(column)
    return made


def lead(looks: Looks, data: Data | None) -> str:
    """The line above the grid: what it holds and how many rows."""
    look = looks(data)
    counted = look.words("table.rows", n=len(look.claims))
    return (
        f"{look.words('table.claims_help', known=look.known_at)} {counted}."
        if look.claims
        else look.words("table.empty", known=look.known_at)
    )


def register_tables(app: Dash, looks: Looks) -> None:
    """Bind both tables: rows from the server, selection and download in the browser."""
    asked = {"prevent_initial_call": True, "on_error": went_wrong}
    app.callback(Output("provinces-table", "children"), Input(pids.part("provinces"), "data"), **asked)(
        lambda data: province_table(looks, data)
    )
    app.callback(
        Output("claims-table", "children"),
        Output(pids.GRID_LEAD, "children"),
        Input(pids.part("claims"), "data"),
        **(asked | {"on_error": None}),
    )(lambda data: (grid(looks, data), lead(looks, data)))
    app.clientside_callback(
        ClientsideFunction("panel", "chose"), Input(pids.GRID, "selectedRows"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("panel", "csv"),
        Input(pids.GRID_CSV, "n_clicks"),
        State(pids.GRID, "csvExportParams"),
        prevent_initial_call=True,
    )
