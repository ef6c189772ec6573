"""How the chat engine reaches its endpoint: address, model, key, limits; from the environment or from the caller."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from dashboard.model import WhoHoldsError


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSettings:
    """Everything that the chat engine needs to know; seconds, tokens and requests are limits, not targets."""

    base_url: str  # up to and without /chat/completions: "https://host/v1"
    model: str
    key: str | None = field(default=None, repr=False)  # never shown
    timeout: float = 60.0  # seconds for one request, from sending to the last byte
    tries: int = 4  # requests for one answer, the first included
    max_requests: int = 200  # of one engine, all articles together
    max_tokens: int = 500_000  # of one engine, as the endpoint counts them (else four characters a token)
    max_chars: int = 12_000  # of article text in one request
    cache: Path | None = None  # folder for answers; None keeps none

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise WhoHoldsError(
                f"chat engine: base URL {self.base_url!r} is no http(s) address, such as https://host/v1"
            )
        if not self.model:
            raise WhoHoldsError("chat engine: no model is named; set WHOHOLDS_CHAT_MODEL")
        if not self.local and self.key is None:
            raise WhoHoldsError(
                "chat engine: no key; set WHOHOLDS_CHAT_KEY (only an endpoint on this machine needs none)"
            )
        if parts.scheme == "http" and not self.local:
            raise WhoHoldsError(
                f"chat engine: {parts.hostname} is reached over plain http; a key is only sent over https"
            )

    @property
    def local(self) -> bool:
        """Whether the endpoint is on this machine."""
        host = urlsplit(self.base_url).hostname or ""
        try:
            return host == "localhost" or ip_address(host).is_loopback
        except ValueError:
            return False


def settings_from(environment: Mapping[str, str] = os.environ) -> ChatSettings:
    """Settings from WHOHOLDS_CHAT_URL, _MODEL, _KEY, the limits _TIMEOUT, _REQUESTS, _TOKENS, and the folder _CACHE."""
    url = environment.get("WHOHOLDS_CHAT_URL")
    if not url:
        raise WhoHoldsError("chat engine: no endpoint; set WHOHOLDS_CHAT_URL, such as http://127.0.0.1:11434/v1")
    return ChatSettings(
        base_url=url.rstrip("/").removesuffix("/chat/completions"),
        model=environment.get("WHOHOLDS_CHAT_MODEL", ""),
        key=environment.get("WHOHOLDS_CHAT_KEY") or None,
        timeout=_number(environment, "WHOHOLDS_CHAT_TIMEOUT", 60.0),
        max_requests=int(_number(environment, "WHOHOLDS_CHAT_REQUESTS", 200)),
        max_tokens=int(_number(environment, "WHOHOLDS_CHAT_TOKENS", 500_000)),
        cache=_cache(environment),
    )


def _cache(environment: Mapping[str, str]) -> Path | None:
    """The folder that keeps answers: the one named, else the user's cache; the word "none" keeps nothing."""
    named = environment.get("WHOHOLDS_CHAT_CACHE")
    if named:
        return None if named == "none" else Path(named)
    base = environment.get("XDG_CACHE_HOME") or (
        Path(environment["HOME"]) / ".cache" if environment.get("HOME") else None
    )
    return Path(base) / "whoholds" / "chat" if base else None


def _number(environment: Mapping[str, str], name: str, default: float) -> float:
    raw = environment.get(name)
    if not raw:
        return default
    try:
        value = float(raw)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e12:
        raise WhoHoldsError(f"{name}={raw!r} is no positive number")
    return value
