"""Asks a model behind an OpenAI-compatible endpoint what an article says, and keeps what stands in the text."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from dashboard.actors import Actors
from dashboard.claims.engines.check import Checker
from dashboard.claims.engines.schema import SCHEMA
from dashboard.claims.engines.settings import ChatSettings
from dashboard.claims.engines.transport import RefusedError, Transport
from dashboard.model import Article, Reading
from dashboard.places.gazetteer import Gazetteer


class ChatEngine:
    """Reads articles through /chat/completions; claims carry `engine="chat:<model>"`."""

    def __init__(self, settings: ChatSettings, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.settings = settings
        self.transport = Transport(settings, sleep=sleep)
        self._prompt = (files("dashboard.claims.engines") / "prompt.md").read_text(encoding="utf-8")
        self._plain_json = False  # the endpoint knows no JSON schema

    @property
    def name(self) -> str:
        """The name that its claims carry."""
        return f"chat:{self.settings.model}"

    @property
    def version(self) -> str:
        """Changes with the prompt and the schema."""
        return hashlib.sha256((self._prompt + json.dumps(SCHEMA, sort_keys=True)).encode()).hexdigest()[:8]

    def read(self, article: Article, gazetteer: Gazetteer, actors: Actors) -> Reading:
        """What the model says the article says, checked; WhoHoldsError where the endpoint cannot be had or the budget is spent."""
        checker = Checker(article, gazetteer, actors, self.name)
        for start, end in pieces(article.text, self.settings.max_chars):
            entries = self._entries(article, start, end)
            if entries is None:
                checker.drop("chat.bad-answer", f"no usable JSON came back for characters {start} to {end}")
            else:
                checker.take(entries, start, end)
        return checker.reading()

    def _entries(self, article: Article, start: int, end: int) -> list[Any] | None:
        """The entries for one piece of text, from the cache or the endpoint; None after two answers that are no JSON."""
        question = self._question(article, article.text[start:end])
        path = self._cached(question)
        if path is not None and path.is_file():
            entries = _parsed(path.read_text(encoding="utf-8", errors="replace"))
            if entries is not None:
                return entries
        for _ in range(2):
            content = self._ask(question)
            entries = _parsed(content)
            if entries is not None:
                if path is not None:
                    _keep(path, content)
                return entries
        return None

    def _question(self, article: Article, text: str) -> str:
        head = {"title": article.title, "published": str(article.published or "unknown"), "country": article.country}
        return f"{json.dumps(head, ensure_ascii=False)}\n<text>\n{text}\n</text>"

    def _ask(self, question: str) -> str:
        body: dict[str, Any] = {
            "model": self.settings.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": self._prompt}, {"role": "user", "content": _clean(question)}],
        }
        if not self._plain_json:
            wanted = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": SCHEMA}}
            try:
                return self.transport.ask(body | {"response_format": wanted})
            except RefusedError as error:
                if error.status not in (400, 422) or "response_format" not in error.message:
                    raise
                self._plain_json = True
        body["messages"][0]["content"] += f"\nAnswer with JSON that fits this schema:\n{json.dumps(SCHEMA)}"
        return self.transport.ask(body | {"response_format": {"type": "json_object"}})

    def _cached(self, question: str) -> Path | None:
        """The file that keeps the answer: named after endpoint, model, prompt and text; the key is no part of it."""
        if self.settings.cache is None:
            return None
        key = "\x1f".join((self.settings.base_url, self.settings.model, self.version, question))
        return self.settings.cache / f"{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()}.json"


def pieces(text: str, size: int) -> Iterator[tuple[int, int]]:
    """The text in runs of at most `size` characters, cut between paragraphs or sentences where that is possible."""
    start = 0
    while start < len(text):
        end = min(len(text), start + size)
        if end < len(text):
            cuts = (text.rfind(mark, start + size // 2, end) + len(mark) for mark in ("\n\n", "\n", ". ", " "))
            end = next((cut for cut in cuts if cut > start + size // 2), end)
        yield start, end
        start = end


def _clean(text: str) -> str:
    """Text that can be sent as UTF-8: lone surrogates become question marks (same length, so offsets hold)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _parsed(content: str) -> list[Any] | None:
    """The entries of an answer, with or without a code fence around it; None where it is no such JSON."""
    try:
        answer = json.loads(content.strip().removeprefix("```json").removeprefix("```").removesuffix("```"))
    except (ValueError, RecursionError):
        return None
    entries = answer.get("claims") if isinstance(answer, dict) else None
    return entries if isinstance(entries, list) else None


def _keep(path: Path, content: str) -> None:
    """Writes whole or not at all, also where two processes write the same answer."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, suffix=".part", delete=False, encoding="utf-8", errors="replace"
    ) as file:
        file.write(content)
    os.replace(file.name, path)
