"""The app: a situation becomes a page that works with the network off."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from dash import Dash
from flask import Flask, Response
from flask_compress import Compress

from dashboard.shipped import shipped
from dashboard.web import views
from dashboard.web.downloads import add_downloads
from dashboard.web.page import page
from dashboard.web.routes import Shelf, add_routes, boot
from dashboard.web.security import secure

if TYPE_CHECKING:
    from dashboard.situation import Situation

LATER = re.compile(r'<script src="([^"]*/dash_ag_grid/[^"]*)"[^>]*></script>')
PAGE = """<!DOCTYPE html>
<html lang="en" dir="ltr">
    <head>
        {%metas%}
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{%title%}</title>
        {%favicon%}
        <link rel="stylesheet" href="/theme.css?v=THEME">
        {%css%}
        PRELOAD
    </head>
    <body>
        <script type="application/json" id="boot">BOOT</script>
        {%app_entry%}
        <footer hidden>{%config%}{%scripts%}{%renderer%}</footer>
    </body>
</html>"""


class LeanDash(Dash):  # type: ignore[misc]
    """Dash that leaves the table's large script out of the first load; the page fetches it with the table's tab."""

    def interpolate_index(self, **parts: str) -> str:
        """The page with the scripts of `LATER` as an address instead of a script."""
        found = LATER.search(parts["scripts"])
        parts["scripts"] = LATER.sub("", parts["scripts"])
        later = found[1] if found else ""
        page: str = super().interpolate_index(**parts)
        return page.replace('id="boot"', f'id="boot" data-later="{later}"', 1)


def create_app(situation: Situation) -> Dash:
    """The Dash app of a situation; `app.server` is its WSGI server. Everything it serves comes from this machine."""
    server = Flask("dashboard")
    shelf = Shelf(situation, {})
    app = LeanDash(
        "dashboard",
        server=server,
        title=situation.case.title,
        update_title="",
        meta_tags=[{"name": "description", "content": situation.case.title}],
        assets_folder=str(shipped("assets")),
        assets_ignore=r".*\.(md|map)$|.*LICENSE.*",
        include_pages_meta=False,
        suppress_callback_exceptions=True,  # the tables come into the page when their tab is first shown
        index_string=_index(shelf),
    )
    app.layout = page(situation, shelf.address("units"))
    views.register(app, situation)
    add_routes(server, shelf)
    add_downloads(server, situation)
    secure(app, server)
    _compress(server)
    return app


def _compress(server: Flask) -> None:
    """Compress every answer that gains by it, files included."""
    server.config.update(COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=5, COMPRESS_MIN_SIZE=400)
    Compress(server)

    # registered last, so it runs first: a file read whole is compressed as one piece and closed with its answer
    @server.after_request
    def whole(answer: Response) -> Response:
        if answer.is_streamed and answer.status_code == 200:
            answer.direct_passthrough = False
            answer.make_sequence()
        return answer


def _index(shelf: Shelf) -> str:
    """The page's frame, with what the scripts read first and a head start for the scene."""
    start = boot(shelf)
    # "</" would end the script element
    text = json.dumps(start, ensure_ascii=False).replace("</", "<\\/")
    wanted = (start["scenes"]["filter"], shelf.address("units"))
    preload = "".join(f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{url}">' for url in wanted)
    version = hashlib.sha256(shelf.style).hexdigest()[:12]
    return PAGE.replace("THEME", version).replace("PRELOAD", preload).replace("BOOT", text)
