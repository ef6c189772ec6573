"""A model's answer counts only where it stands in the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from chat_endpoint import ARTICLE, TEXT, Setup, answer, engine_on, entry, says

from dashboard.claims.dates import default_interval
from dashboard.claims.engines.chat import pieces
from dashboard.model import Article, Modality, Resolution, SpeakerRole


@pytest.fixture
def setup(tmp_path: Path) -> Iterator[Setup]:
    with engine_on(tmp_path) as made:
        yield made


def test_a_checked_claim_has_offsets_unit_side_day_speaker_and_engine(setup: Setup) -> None:
    (claim,) = setup.read(says(answer(entry()))).claims
    assert TEXT[claim.start : claim.end] == claim.quote == "Rebels captured Alphaville on Saturday"
    assert (claim.unit, claim.place_id, claim.resolution, claim.capital) == ("ZZ-A", "alpha", Resolution.EXACT, True)
    assert claim.actor == "rebels"
    assert (claim.event_from, claim.event_to) == (date(2021, 8, 14), date(2021, 8, 14))
    assert (claim.speaker, claim.speaker_role, claim.modality) == (
        "the governor",
        SpeakerRole.OFFICIAL,
        Modality.ATTRIBUTED,
    )
    assert claim.engine == "chat:m-1"
    assert claim.moves


def test_the_request_carries_schema_model_text_and_key(setup: Setup) -> None:
    setup.read(says(answer()), key="secret")
    sent = setup.endpoint.seen[0]
    assert sent["model"] == "m-1"
    assert sent["response_format"]["type"] == "json_schema"
    assert TEXT in sent["messages"][1]["content"]
    assert setup.endpoint.headers[0]["authorization"] == "Bearer secret"
    assert "secret" not in repr(setup.chat.settings if setup.chat else "")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"quote": "Rebels captured Deltaburg on Saturday"}, "chat.invented-quote"),
        ({"quote": "rebels captured Alphaville on Saturday"}, "chat.invented-quote"),
        ({"quote": "  "}, "chat.invented-quote"),
        ({"quote": None}, "chat.bad-entry"),
        ({"place": "Deltaburg"}, "chat.invented-place"),
        ({"place": None}, "chat.bad-entry"),
        ({"place_name": "Deltaburg"}, "chat.invented-place-name"),
        ({"actor": "Martians"}, "chat.invented-actor"),
        ({"speaker": "John Doe"}, "chat.invented-speaker"),
        ({"time": "on Monday"}, "chat.invented-time"),
        ({"predicate": "annexed"}, "chat.bad-entry"),
        ({"modality": "denied"}, "chat.bad-entry"),
    ],
)
def test_what_does_not_stand_in_the_text_is_a_drop_with_its_reason(
    setup: Setup, change: dict[str, Any], rule: str
) -> None:
    reading = setup.read(says(answer(entry(**change), entry())))
    assert len(reading.claims) == 1
    assert [drop.rule for drop in reading.drops] == [rule]
    assert reading.drops[0].reason


def test_a_place_outside_the_gazetteer_or_in_two_units_gets_no_unit(setup: Setup) -> None:
    unknown = entry(quote="the governor said", place="governor", time=None)
    double = entry(quote="Rebels hold Betatown", predicate="holds", place="Betatown", time=None, speaker=None)
    first, second = setup.read(says(answer(unknown, double))).claims
    assert (first.unit, first.resolution) == (None, Resolution.NONE)
    assert (second.unit, second.resolution, second.candidates) == (None, Resolution.AMBIGUOUS, ("beta1", "beta2"))


def test_a_description_is_resolved_by_the_name_that_the_text_gives(setup: Setup) -> None:
    (claim,) = setup.read(
        says(answer(entry(quote="The city fell without a fight", place="The city", place_name="Alphaville", time=None)))
    ).claims
    assert (claim.unit, claim.resolution) == ("ZZ-A", Resolution.CONTEXT)


def test_a_quote_given_twice_means_its_two_occurrences_and_a_third_is_dropped(setup: Setup) -> None:
    twice = entry(quote="Rebels hold Betatown", predicate="holds", place="Betatown", time=None, speaker=None)
    reading = setup.read(says(answer(twice, twice, twice)))
    assert [claim.start for claim in reading.claims] == [TEXT.find("Rebels hold"), TEXT.rfind("Rebels hold")]
    assert [drop.rule for drop in reading.drops] == ["chat.repeated"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"event_from": "2021-08-10", "event_to": "2021-08-11"}, (date(2021, 8, 10), date(2021, 8, 11))),
        ({"event_from": "2021-08-20", "event_to": "2021-08-21"}, None),
        ({"event_from": "2021-08-11", "event_to": "2021-08-10"}, None),
        ({"event_from": "soon", "event_to": 3}, None),
    ],
)
def test_days_of_the_model_count_only_where_they_are_possible(
    setup: Setup, given: dict[str, Any], expected: tuple[date, date] | None
) -> None:
    (claim,) = setup.read(says(answer(entry(time=None, **given)))).claims
    assert (claim.event_from, claim.event_to) == (expected or default_interval("past", ARTICLE.published))


def test_long_texts_go_in_pieces_and_offsets_stay_exact(setup: Setup) -> None:
    text = "Nothing happened here at all. " * 20 + "\n\n" + TEXT
    reading = setup.read(
        says(answer(entry())), article=Article(id="l", text=text, published=ARTICLE.published), max_chars=400
    )
    assert len(setup.endpoint.seen) > 1
    assert [text[c.start : c.end] for c in reading.claims] == [entry()["quote"]]


def test_pieces_cover_a_text_without_gaps() -> None:
    for text in ("", "x" * 1000, "word " * 300, "A b. " * 100 + "\n\n" + "c" * 500):
        spans = list(pieces(text, 120))
        assert "".join(text[a:b] for a, b in spans) == text
        assert all(b - a <= 120 for a, b in spans)


def test_lone_surrogates_can_be_sent(setup: Setup) -> None:
    article = Article(id="s", text="\ud800 " + TEXT, published=ARTICLE.published)
    (claim,) = setup.read(says(answer(entry())), article=article).claims
    assert article.text[claim.start : claim.end] == claim.quote
