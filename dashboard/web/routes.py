"""The static side of the server: the scene, polygons, places and texts, each under an address that names its content."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, abort

from dashboard.figures.payload import place_rows, scene, scene_bytes
from dashboard.figures.theme import Mode, palette, side_colours
from dashboard.figures.words import languages, words_of
from dashboard.web.texts import client_texts
from dashboard.web.url import RULES, link_table

if TYPE_CHECKING:
    from dashboard.situation import Situation

CLIENT_GROUPS = ("kind.", "extent.", "kind_meaning.", "extent_meaning.", "actor.", "scope.")


@dataclass(frozen=True)
class Shelf:
    """What is served as files, made once for each situation and decision rule."""

    situation: Situation
    made: dict[str, tuple[bytes, str]]  # name -> (bytes, digest)

    def file(self, name: str) -> tuple[bytes, str]:
        """The bytes and the digest of `units`, `places` or `scene-<rule>`; KeyError for another name."""
        if name not in self.made:
            self.made[name] = scene_bytes(self._content(name))
        return self.made[name]

    def address(self, name: str) -> str:
        """Where a file is served: its name and digest."""
        return f"/data/{name}.{self.file(name)[1]}.json"

    def _content(self, name: str) -> Any:
        case = self.situation.case
        if name == "units":
            return case.units.geojson(clockwise=True)
        if name == "places":
            return place_rows(case.gazetteer, case.units.ids)
        rule = name.removeprefix("scene-")
        if rule not in RULES:
            raise KeyError(name)
        return scene(self.situation.under(rule))

    @cached_property
    def style(self) -> bytes:
        """The palette of the case as custom properties for light, dark and print."""
        return stylesheet(self.situation).encode()


def stylesheet(situation: Situation) -> str:
    """CSS custom properties of the palette; the sides take the case's own colours."""
    actors = [situation.case.actors.by_id[a] for a in situation.control.actors]

    def block(mode: Mode) -> str:
        sides = " ".join(f"--wh-side-{n}: {colour};" for n, colour in enumerate(side_colours(actors, mode), start=1))
        return f"{palette(mode).css()} {sides}"

    light, dark, printed = (block(mode) for mode in (Mode.LIGHT, Mode.DARK, Mode.PRINT))
    return (
        f":root {{ color-scheme: light; {light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ color-scheme: dark; {dark} }} }}\n"
        f":root[data-theme=light] {{ color-scheme: light; {light} }}\n"
        f":root[data-theme=dark] {{ color-scheme: dark; {dark} }}\n"
        f":root[data-theme=print] {{ color-scheme: light; {printed} }}\n"
        f"@media print {{ :root:root {{ color-scheme: light; {printed} }} }}\n"
    )


def boot(shelf: Shelf) -> dict[str, Any]:
    """What the page's script reads first: where everything is, and the table of links."""
    return {
        "scenes": {
            rule: shelf.address("scene-filter") if rule == "filter" else f"/scene/{rule}.json" for rule in RULES
        },
        "places": shelf.address("places"),
        "texts": "/texts/",
        "export": "/export/",
        "rules": list(RULES),
        "langs": list(languages()),
        "table": link_table(),
        "failed": {lang: words_of(lang)("client.failed") for lang in languages()},
        "again": {lang: words_of(lang)("state.retry") for lang in languages()},
    }


def texts(lang: str) -> Mapping[str, str]:
    """The texts that the scripts need, with the language's own months, digits and direction."""
    words = words_of(lang)
    groups = {key: text for key, text in words.texts.items() if key.startswith(CLIENT_GROUPS)}
    own = {"lang": words.lang, "direction": words.direction, "digits": words.digits, "months": "|".join(words.months)}
    return groups | client_texts(lang) | own


def add_routes(server: Flask, shelf: Shelf) -> None:
    """Serve the shelf."""

    def answer(body: bytes, kind: str = "application/json") -> Response:
        return Response(body, mimetype=kind)

    @server.get("/data/<name>.<digest>.json")
    def data(name: str, digest: str) -> Response:
        try:
            body, own = shelf.file(name)
        except KeyError:
            abort(404)
        return answer(body) if own == digest else abort(404)

    @server.get("/scene/<rule>.json")
    def scene_of(rule: str) -> Response:
        return answer(shelf.file(f"scene-{rule}")[0]) if rule in RULES else abort(404)

    @server.get("/texts/<lang>")
    def texts_of(lang: str) -> Response:
        return answer(json.dumps(texts(lang), ensure_ascii=False).encode())

    @server.get("/robots.txt")
    def robots() -> Response:
        return answer(b"User-agent: *\nDisallow: /api/\nDisallow: /export/\n", "text/plain")

    @server.get("/theme.css")
    def theme() -> Response:
        return answer(shelf.style, "text/css")
