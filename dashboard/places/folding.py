"""Folding: two spellings of one name become one key, in a light way (certain) and a heavy way (for long names only)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")

# particles that join two parts of a name and are spelled in many ways or left out: Mazar-i-Sharif, Mazar-e Sharif
EZAFE = frozenset({"e", "i", "ye", "yi", "ey"})
AND = frozenset({"wa", "va", "aw", "o", "u"})
# the Arabic article with its assimilated forms: al-Raqqa, Ar Raqqah, Deir ez-Zor
ARTICLES = frozenset(
    {
        "al",
        "el",
        "ul",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "an",
        "en",
        "ad",
        "ed",
        "at",
        "et",
        "az",
        "ez",
        "ath",
        "adh",
        "ur",
        "us",
    }
)
PARTICLES = EZAFE | AND | ARTICLES

# the order matters: digraphs before single letters, diphthongs before vowels
_HEAVY = (
    (re.compile(r"tch|tsh"), "ch"),
    (re.compile(r"kh|q|ck|c(?!h)"), "k"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"zh|dz"), "z"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"(?:aw|ow|au|ou|oo|eu)(?![aeiouy])|o"), "u"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(?:ay|ai|ey|ei|ee|ie)(?![aeou])|[ey]"), "i"),
    (re.compile(r"([a-z])\1+"), r"\1"),
    (re.compile(r"(?<=[aiu])h$"), ""),
)


_KEPT = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """A word in lower-case ASCII letters and digits: 'Herāt' -> 'herat'."""
    ascii_word = word if word.isascii() else anyascii(word)
    return "".join(letter for letter in ascii_word.lower() if letter in _KEPT)


@lru_cache(maxsize=1 << 16)
def heavy(word: str) -> str:
    """A word as it sounds: kh/q/k, gh/g, ou/o/u, ai/ay/e/y/i, w/v and doubled letters fall together."""
    key = plain(word)
    for pattern, replacement in _HEAVY:
        key = pattern.sub(replacement, key)
    return key


def words(text: str) -> list[str]:
    """The words of a text: runs of letters and digits with their combining marks."""
    return WORD.findall(text)


def join(parts: Sequence[str]) -> str:
    """Heavy parts as one key; a letter doubled at a joint counts once ('Sana' + 'a')."""
    key = ""
    for part in parts:
        key += part[1:] if key and part and key[-1] == part[0] and part[0].isalpha() else part
    return key


def heavy_key(tokens: list[str]) -> str:
    """The key of a name given as words: particles in the middle and articles in front are left out."""
    kept = [
        heavy(token)
        for place, token in enumerate(tokens)
        if not (_is_middle(place, tokens) or (place == 0 and len(tokens) > 1 and plain(token) in ARTICLES))
    ]
    return join(kept)


def light_key(tokens: list[str]) -> str:
    """The key of a spelling: only case, diacritics, hyphens, blanks and ezafe particles are left out."""
    return "".join(plain(token) for place, token in enumerate(tokens) if not (_is_ezafe(place, tokens)))


def attached(tokens: list[str]) -> list[list[str]]:
    """Other ways to write a name with an ezafe: attached to the word before it, 'Puli Khumri'."""
    spots = [place for place in range(1, len(tokens) - 1) if plain(tokens[place]) in EZAFE]
    if not spots:
        return []
    joined = list(tokens)
    for place in reversed(spots):
        joined[place - 1 : place + 1] = [joined[place - 1] + "i"]
    return [joined]


def fold(text: str) -> str:
    """The key under which spellings of one name meet: fold('Mazar-i-Sharif') == fold('Mazar-e Sharif').

    Case, diacritics, hyphens, blanks, ezafe (-e-, -i-), 'wa', the articles al-/as-, kh/q, gh/g, ou/u/o, doubled letters.
    """
    return heavy_key(words(text))


def _is_middle(place: int, tokens: list[str]) -> bool:
    return 0 < place < len(tokens) - 1 and plain(tokens[place]) in PARTICLES


def _is_ezafe(place: int, tokens: list[str]) -> bool:
    return 0 < place < len(tokens) - 1 and plain(tokens[place]) in EZAFE
