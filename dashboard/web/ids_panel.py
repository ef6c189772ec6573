"""The ids of the side panel, the article drawer, the other views and the tour."""

TABS = ("evidence", "provinces", "claims", "findings", "help")

SPLIT = "view-split"  # dcc.Store: where the view's parts were last sent; written in the browser alone
ARTICLE = "article"  # the drawer, a <dialog>
ARTICLE_BODY = "article-body"
GRID = "claims-grid"
GRID_CSV = "claims-csv"
GRID_LEAD = "claims-lead"
ALT_BODY = "alt-body"
TOUR = "tour"
OFFLINE = "offline"


def tab(name: str) -> str:
    """The id of a tab."""
    return f"tab-{name}"


def body(name: str) -> str:
    """The id of what a tab shows."""
    return f"body-{name}"


def part(name: str) -> str:
    """The id of the store through which the browser asks for one part of the page, only when it is shown and changed."""
    return f"part-{name}"


PARTS = (*TABS, "article", "alt")
