"""One question to an OpenAI-compatible endpoint: deadline, retries with growing pauses, a budget, nothing logged."""

from __future__ import annotations

import importlib
import json
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from dashboard.claims.engines.settings import ChatSettings
from dashboard.model import WhoHoldsError

MOST_BYTES = 4_000_000  # of one answer
LONGEST_PAUSE = 60.0  # seconds, whatever the endpoint asks for
AGAIN = (408, 409, 425, 429, 500, 502, 503, 504)


class RefusedError(WhoHoldsError):
    """The endpoint answered with a status that another try will not mend."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"chat engine: the endpoint refused the request with status {status}: {message}")
        self.status = status
        self.message = message


class Transport:
    """Sends requests within the budget of one engine; `spent_requests` and `spent_tokens` say how much is used."""

    def __init__(self, settings: ChatSettings, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.settings = settings
        self.spent_requests = 0
        self.spent_tokens = 0
        self._sleep = sleep
        self._httpx = _httpx()

    def ask(self, body: dict[str, Any]) -> str:
        """The text of the model's answer; WhoHoldsError after the last try, on refusal, or when the budget is spent."""
        trouble = ""
        for attempt in range(self.settings.tries):
            self._spend_request()
            try:
                status, headers, data = self._post(body)
            except self._httpx.HTTPError as error:
                trouble = str(error) or type(error).__name__
                self._pause(attempt, None)
                continue
            if status == 200:
                return self._content(body, data)
            if status not in AGAIN:
                raise RefusedError(status, _message(data))
            trouble = f"status {status}: {_message(data)}"
            self._pause(attempt, headers.get("retry-after"))
        raise WhoHoldsError(f"chat engine: no answer after {self.settings.tries} tries; the last one: {trouble}")

    def _post(self, body: dict[str, Any]) -> tuple[int, Any, bytes]:
        """Status, headers and body of one request, read up to the deadline and the size limit."""
        headers = {"Authorization": f"Bearer {self.settings.key}"} if self.settings.key else {}
        deadline = time.monotonic() + self.settings.timeout
        data = bytearray()
        with (
            self._httpx.Client(timeout=self.settings.timeout, trust_env=not self.settings.local) as client,
            client.stream("POST", f"{self.settings.base_url}/chat/completions", json=body, headers=headers) as reply,
        ):
            for chunk in reply.iter_bytes():
                data += chunk
                if len(data) > MOST_BYTES:
                    raise WhoHoldsError(f"chat engine: an answer of more than {MOST_BYTES:,} bytes was cut off")
                if time.monotonic() > deadline:  # a server that drips never meets the read timeout
                    raise self._httpx.ReadTimeout(f"no full answer within {self.settings.timeout:g} s")
            return reply.status_code, reply.headers, bytes(data)

    def _content(self, body: dict[str, Any], data: bytes) -> str:
        """The message in a well-formed completion; empty where there is none."""
        try:
            answer = json.loads(data)
            content = answer["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError, RecursionError):
            answer, content = None, ""
        usage = answer.get("usage") if isinstance(answer, dict) else None
        tokens = usage.get("total_tokens") if isinstance(usage, dict) else None
        self.spent_tokens += (
            tokens if isinstance(tokens, int) and tokens > 0 else (len(json.dumps(body)) + len(data)) // 4
        )
        return content if isinstance(content, str) else ""

    def _spend_request(self) -> None:
        if self.spent_requests >= self.settings.max_requests:
            raise WhoHoldsError(f"chat engine: the budget of {self.settings.max_requests} requests is spent")
        if self.spent_tokens >= self.settings.max_tokens:
            raise WhoHoldsError(f"chat engine: the budget of {self.settings.max_tokens:,} tokens is spent")
        self.spent_requests += 1

    def _pause(self, attempt: int, retry_after: str | None) -> None:
        """Waits before the next try: as long as the endpoint asks, else one, two, four ... seconds with some chance in it."""
        if attempt + 1 < self.settings.tries:
            asked = _seconds(retry_after)
            self._sleep(min(LONGEST_PAUSE, 2**attempt * random.uniform(0.75, 1.25) if asked is None else asked))


def _httpx() -> Any:
    """The optional package httpx."""
    try:
        return importlib.import_module("httpx")
    except ModuleNotFoundError as error:
        raise WhoHoldsError('the chat engine needs the package httpx: pip install "whoholds[llm]"') from error


def _seconds(retry_after: str | None) -> float | None:
    """Retry-After as seconds: a number or an HTTP date."""
    if not retry_after:
        return None
    try:
        return max(0.0, float(retry_after)) if float(retry_after) < float("inf") else None
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _message(data: bytes) -> str:
    """What the endpoint says of an error, shortened."""
    try:
        error = json.loads(data)["error"]
        text = error["message"] if isinstance(error, dict) else str(error)
    except (ValueError, KeyError, TypeError, RecursionError):
        text = data.decode("utf-8", "replace")
    return " ".join(str(text).split())[:200] or "no message"
