"""Any text is read without a crash, quotes stay exact slices, and the cost stays linear."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.actors import Actors, world_actors
from dashboard.claims import explain, find_claims
from dashboard.model import Article, Reading
from dashboard.places.gazetteer import Gazetteer

SIDES = world_actors("TJ")
NOWHERE = Gazetteer(())
PIECES = [
    "rebels",
    "captured",
    "Alden",
    "fell",
    "to",
    "the",
    "army",
    "on",
    "Friday",
    ",",
    "and",
    "(",
    ")",
    '"',
    "“",
    "”",
    "'",
    "’",
    ".",
    "?",
    "!",
    ";",
    ":",
    "-",
    "—",
    "\n",
    "\n\n",
    "the",
    "city",
    "of",
    "under",
    "control",
    "in",
    "hands",
    "said",
    "according",
    "to",
    "denied",
    "that",
    "has",
    "not",
    "may",
    "if",
    "was",
    "were",
    "by",
    "from",
    "Alden's",
    "'s",
    "which",
    "who",
    "seized",
    "20",
    "of",
    "34",
    "provinces",
    "withdrew",
    "towns",
    "X,",
    "Y",
    "\u200b",
    "\u202e",
    "ال",
    "😀",
    "Read",
    "also:",
    "File",
    "photo:",
    "3,000",
    "km",
    "north",
    "of",
    "it",
    "they",
    "its",
    "capital",
    "besieged",
    "-held",
    "rebel-held",
]


def read(text: str, sides: Actors = SIDES) -> Reading:
    return find_claims(Article(id="any", text=text, published=date(2024, 5, 6)), NOWHERE, sides)


def check(text: str) -> None:
    reading = read(text)
    for item in (*reading.claims, *reading.aggregates, *reading.drops):
        assert 0 <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.quote
    for claim in reading.claims:
        assert claim.event_to is None or claim.event_to <= date(2024, 5, 6)
        assert claim.sentence_start <= claim.start <= claim.end <= claim.sentence_end


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    check(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_any_words_of_war_are_read(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read(raw: bytes) -> None:
    check(raw.decode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(
    "text",
    [
        "captured " * 12_000,
        "Alden " * 170_000,
        '"' * 100_000,
        "(" * 100_000,
        "rebels captured (" * 4_000,
        "rebels, " * 10_000,
        "the rebels captured X and " * 1_200,
        "of the city " * 8_000,
        "\u202eالجيش " * 20_000,
        "😀\u200b" * 100_000,
        "a" * 1_000_000,
        "Alden fell to the rebels. " * 1_500,
        "according to " * 8_000,
        "was were been " * 10_000,
        "'" * 100_000,
        "\n" * 300_000,
        "A-" * 40_000,
        "said " * 20_000,
    ],
    ids=lambda t: ascii(t[:14]),
)
def test_monotonous_text_is_read_in_linear_time(text: str) -> None:
    part = len(text) // 4
    began = time.process_time()
    read(text[:part])
    quarter = time.process_time() - began
    began = time.process_time()
    reading = read(text)
    whole = time.process_time() - began
    assert whole < max(4.0, 9 * quarter), f"{quarter:.2f} s for a quarter, {whole:.2f} s for all"
    assert all(text[c.start : c.end] == c.quote for c in reading.claims)


def test_explaining_any_text_covers_every_claim() -> None:
    text = "Rebels captured Alden on Friday.\nRead also: Rebels capture Borden\nThe army denied it."
    article = Article(id="any", text=text, published=date(2024, 5, 6))
    told = [c.id for t in explain(article, NOWHERE, SIDES) for c in t.claims]
    assert told == [c.id for c in find_claims(article, NOWHERE, SIDES).claims]
