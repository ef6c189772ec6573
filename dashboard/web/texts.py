"""The interface texts for the shell of the page, from the one catalogue in `dashboard/figures/texts`."""

from __future__ import annotations

from dashboard.figures.words import languages, words_of

__all__ = ["client_texts", "languages", "text"]


def text(key: str, lang: str = "en", **values: object) -> str:
    """The text of a key in a language, filled in; WhoHoldsError for a key that is in no catalogue."""
    return words_of(lang)(key, **values)


def client_texts(lang: str = "en") -> dict[str, str]:
    """The texts that the scripts need: every key under `client.`, without that prefix."""
    prefix = "client."
    return {key.removeprefix(prefix): value for key, value in words_of(lang).texts.items() if key.startswith(prefix)}
