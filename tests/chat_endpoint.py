"""A chat endpoint on loopback that answers by a script, well or badly, and an engine on it; with a small case."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from dashboard.actors import Actors, read_actors
from dashboard.claims.engines import ChatEngine, ChatSettings
from dashboard.model import Article, Place, Reading, Scope
from dashboard.places.gazetteer import Gazetteer

ACTORS = """
[[actor]]
id = "rebels"
name = "Rebels"
aliases = ["the Rebels", "Rebels"]
[[actor]]
id = "army"
name = "Army"
aliases = ["the army", "Army"]
state = true
"""
TEXT = (
    "Rebels captured Alphaville on Saturday, the governor said. The city fell without a fight. "
    "Rebels hold Betatown. The army denied it. Rebels hold Betatown."
)
ARTICLE = Article(id="a-1", text=TEXT, title="t", publisher="Paper", published=date(2021, 8, 15), country="ZZ")


@dataclass
class Endpoint:
    """A server on loopback that speaks the protocol, well or badly: each reply is taken from `script`, the last one for ever."""

    script: list[Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=list)
    seen: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


@contextlib.contextmanager
def served() -> Iterator[Endpoint]:
    """An endpoint that listens on a free port until the end of the block."""
    state = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.seen.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            state.headers.append({k.lower(): v for k, v in self.headers.items()})
            step = state.script[0] if len(state.script) == 1 else state.script.pop(0)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                step(self)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


def sends(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def says(content: str, tokens: int | None = 100) -> Callable[[BaseHTTPRequestHandler], None]:
    body: dict[str, Any] = {"choices": [{"message": {"role": "assistant", "content": content}}]}
    if tokens is not None:
        body["usage"] = {"total_tokens": tokens}
    return lambda handler: sends(handler, 200, json.dumps(body).encode())


def fails(status: int, message: str = "no", **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda handler: sends(handler, status, json.dumps({"error": {"message": message}}).encode(), **headers)


def entry(**more: Any) -> dict[str, Any]:
    base = {
        "quote": "Rebels captured Alphaville on Saturday",
        "predicate": "captured",
        "modality": "asserted",
        "place": "Alphaville",
        "place_name": None,
        "scope": "settlement",
        "part": None,
        "actor": "Rebels",
        "from_actor": None,
        "time": "on Saturday",
        "event_from": None,
        "event_to": None,
        "speaker": "the governor",
        "outlet": None,
        "unconfirmed": False,
    }
    return base | more


def answer(*entries: Any) -> str:
    return json.dumps({"claims": entries})


def gazetteer() -> Gazetteer:
    """One town of one name, and two of another."""
    return Gazetteer(
        [
            Place(id="alpha", name="Alphaville", scope=Scope.SETTLEMENT, unit="ZZ-A", capital=True),
            Place(id="beta1", name="Betatown", scope=Scope.SETTLEMENT, unit="ZZ-B"),
            Place(id="beta2", name="Betatown", scope=Scope.SETTLEMENT, unit="ZZ-C"),
        ]
    )


def actors(folder: Path) -> Actors:
    """The two sides, read from a file that is written into a folder."""
    path = folder / "actors.toml"
    path.write_text(ACTORS, encoding="utf-8")
    return read_actors(path)


@dataclass
class Setup:
    """An engine on the endpoint, with the pauses it took written down instead of waited for."""

    endpoint: Endpoint
    gazetteer: Gazetteer
    actors: Actors
    pauses: list[float] = field(default_factory=list)
    chat: ChatEngine | None = None

    def read(
        self, *script: Callable[[BaseHTTPRequestHandler], None], article: Article = ARTICLE, **limits: Any
    ) -> Reading:
        self.endpoint.script = list(script)
        settings = ChatSettings(**({"base_url": self.endpoint.url, "model": "m-1", "timeout": 5.0} | limits))
        self.chat = ChatEngine(settings, sleep=self.pauses.append)
        return self.chat.read(article, self.gazetteer, self.actors)


@contextlib.contextmanager
def engine_on(folder: Path) -> Iterator[Setup]:
    """An engine on an endpoint of its own."""
    with served() as endpoint:
        yield Setup(endpoint, gazetteer(), actors(folder))
