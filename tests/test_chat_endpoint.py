"""The endpoint of a model may misbehave in every way: it is asked again, given up, or told in one line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from chat_endpoint import ARTICLE, TEXT, Setup, answer, engine_on, entry, fails, says

from dashboard.model import WhoHoldsError


@pytest.fixture
def setup(tmp_path: Path) -> Iterator[Setup]:
    with engine_on(tmp_path) as made:
        yield made


def test_bad_json_is_asked_again_once_and_then_a_drop(setup: Setup) -> None:
    assert len(setup.read(says("{oops"), says(f"```json\n{answer(entry())}\n```")).claims) == 1
    reading = setup.read(says("{oops"))
    assert not reading.claims
    assert [drop.rule for drop in reading.drops] == ["chat.bad-answer"]


@pytest.mark.parametrize("content", ["[]", "null", '{"claims": {}}', '{"claims": ["x", 3, null]}', "[" * 5000])
def test_json_of_another_shape_is_no_crash(setup: Setup, content: str) -> None:
    reading = setup.read(says(content))
    assert not reading.claims
    assert reading.drops


def test_too_many_requests_waits_as_long_as_it_is_asked(setup: Setup) -> None:
    reading = setup.read(fails(429, retry_after="7"), says(answer(entry())))
    assert len(reading.claims) == 1
    assert setup.pauses == [7.0]


def test_a_date_in_retry_after_is_understood_and_no_pause_is_endless(setup: Setup) -> None:
    setup.read(fails(503, retry_after="Wed, 21 Oct 2099 07:28:00 GMT"), fails(503, retry_after="soon"), says(answer()))
    assert setup.pauses[0] == 60.0
    assert 1.0 < setup.pauses[1] < 3.0


def test_a_server_that_always_fails_is_given_up_with_growing_pauses(setup: Setup) -> None:
    with pytest.raises(WhoHoldsError, match="no answer after 4 tries; the last one: status 500: no"):
        setup.read(fails(500))
    assert len(setup.endpoint.seen) == 4
    assert len(setup.pauses) == 3
    assert setup.pauses == sorted(setup.pauses)


def test_a_refusal_is_not_tried_again_and_never_shows_the_key(setup: Setup) -> None:
    with pytest.raises(WhoHoldsError, match="status 401: wrong key") as caught:
        setup.read(fails(401, "wrong key"), key="secret")
    assert len(setup.endpoint.seen) == 1
    assert "secret" not in str(caught.value)


def test_a_slow_server_is_given_up_at_the_deadline(setup: Setup) -> None:
    begin = time.monotonic()
    with pytest.raises(WhoHoldsError, match="no answer after 2 tries"):
        setup.read(lambda handler: time.sleep(3), timeout=0.2, tries=2)
    assert time.monotonic() - begin < 2.5


def test_a_server_that_drips_is_given_up_at_the_deadline(setup: Setup) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-length", "1000")
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    with pytest.raises(WhoHoldsError, match=r"no full answer within 0\.3 s"):
        setup.read(drip, timeout=0.3, tries=1)


def test_a_cut_connection_is_tried_again(setup: Setup) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"choices"')
        handler.wfile.flush()
        handler.connection.close()

    assert len(setup.read(cut, says(answer(entry()))).claims) == 1
    assert len(setup.pauses) == 1


def test_no_server_at_all_is_a_clear_error(setup: Setup) -> None:
    with pytest.raises(WhoHoldsError, match="no answer after 2 tries"):
        setup.read(says(answer()), base_url="http://127.0.0.1:9/v1", tries=2)


def test_a_server_without_schemas_is_asked_for_plain_json(setup: Setup) -> None:
    reading = setup.read(fails(400, "response_format json_schema is not supported"), says(answer(entry())))
    assert len(reading.claims) == 1
    assert setup.endpoint.seen[1]["response_format"] == {"type": "json_object"}


def test_the_budget_stops_requests_and_tokens(setup: Setup) -> None:
    with pytest.raises(WhoHoldsError, match="budget of 2 requests is spent"):
        setup.read(fails(500), max_requests=2)
    setup.read(says(answer(), tokens=1000), max_tokens=500)
    assert setup.chat is not None
    with pytest.raises(WhoHoldsError, match="budget of 500 tokens is spent"):
        setup.chat.read(ARTICLE, setup.gazetteer, setup.actors)


def test_tokens_are_estimated_where_the_endpoint_counts_none(setup: Setup) -> None:
    setup.read(says(answer(), tokens=None))
    assert setup.chat is not None
    assert setup.chat.transport.spent_tokens > len(TEXT) // 4


def test_the_cache_answers_the_second_time_and_keeps_no_key(setup: Setup, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = setup.read(says(answer(entry())), cache=cache, key="secret")
    again = setup.read(fails(500), cache=cache)
    assert again == first
    assert len(setup.endpoint.seen) == 1
    assert all("secret" not in path.read_text(encoding="utf-8") for path in cache.iterdir())
    setup.read(says(answer()), cache=cache, model="m-2")
    assert len(setup.endpoint.seen) == 2


def test_a_broken_cache_file_is_asked_anew(setup: Setup, tmp_path: Path) -> None:
    setup.read(says(answer(entry())), cache=tmp_path / "c")
    (path,) = (tmp_path / "c").iterdir()
    path.write_text("half", encoding="utf-8")
    assert len(setup.read(says(answer(entry())), cache=tmp_path / "c").claims) == 1
