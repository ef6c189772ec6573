"""Engines: a model's answer counts only where it stands in the text; the endpoint may misbehave in every way."""

from __future__ import annotations

import contextlib
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dashboard.actors import Actors, read_actors
from dashboard.claims.dates import default_interval
from dashboard.claims.engines import (
    ChatEngine,
    ChatSettings,
    RulesEngine,
    compare_readings,
    comparison_text,
    engine,
    settings_from,
)
from dashboard.claims.engines.chat import pieces
from dashboard.model import (
    Article,
    Claim,
    Modality,
    Place,
    Predicate,
    Reading,
    Resolution,
    Scope,
    SpeakerRole,
    WhoHoldsError,
)
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


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
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
    yield state
    server.shutdown()
    server.server_close()


def _send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
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
    return lambda handler: _send(handler, 200, json.dumps(body).encode())


def fails(status: int, message: str = "no", **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda handler: _send(handler, status, json.dumps({"error": {"message": message}}).encode(), **headers)


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


@pytest.fixture
def gazetteer() -> Gazetteer:
    return Gazetteer(
        [
            Place(id="alpha", name="Alphaville", scope=Scope.SETTLEMENT, unit="ZZ-A", capital=True),
            Place(id="beta1", name="Betatown", scope=Scope.SETTLEMENT, unit="ZZ-B"),
            Place(id="beta2", name="Betatown", scope=Scope.SETTLEMENT, unit="ZZ-C"),
        ]
    )


@pytest.fixture
def actors(tmp_path: Path) -> Actors:
    path = tmp_path / "actors.toml"
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


@pytest.fixture
def setup(endpoint: Endpoint, gazetteer: Gazetteer, actors: Actors) -> Setup:
    return Setup(endpoint, gazetteer, actors)


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


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "WHOHOLDS_CHAT_URL"),
        ({"WHOHOLDS_CHAT_URL": "ftp://x"}, "no http"),
        ({"WHOHOLDS_CHAT_URL": "https://x/v1", "WHOHOLDS_CHAT_MODEL": "m"}, "WHOHOLDS_CHAT_KEY"),
        (
            {"WHOHOLDS_CHAT_URL": "http://x/v1", "WHOHOLDS_CHAT_MODEL": "m", "WHOHOLDS_CHAT_KEY": "k"},
            "only sent over https",
        ),
        ({"WHOHOLDS_CHAT_URL": "http://127.0.0.1/v1"}, "WHOHOLDS_CHAT_MODEL"),
        (
            {"WHOHOLDS_CHAT_URL": "http://127.0.0.1/v1", "WHOHOLDS_CHAT_MODEL": "m", "WHOHOLDS_CHAT_TIMEOUT": "x"},
            "no positive number",
        ),
    ],
)
def test_settings_say_what_is_missing(environment: dict[str, str], message: str) -> None:
    with pytest.raises(WhoHoldsError, match=message):
        settings_from(environment)


@pytest.mark.parametrize(
    ("more", "folder"),
    [
        ({}, None),
        ({"HOME": "/home/x"}, "/home/x/.cache/whoholds/chat"),
        ({"XDG_CACHE_HOME": "/c", "HOME": "/home/x"}, "/c/whoholds/chat"),
        ({"WHOHOLDS_CHAT_CACHE": "/k", "HOME": "/home/x"}, "/k"),
        ({"WHOHOLDS_CHAT_CACHE": "none", "HOME": "/home/x"}, None),
    ],
)
def test_the_cache_is_in_the_users_folder_unless_named(more: dict[str, str], folder: str | None) -> None:
    base = {"WHOHOLDS_CHAT_URL": "http://127.0.0.1/v1/", "WHOHOLDS_CHAT_MODEL": "m"}
    settings = settings_from(base | more)
    assert settings.cache == (Path(folder) if folder else None)
    assert settings.base_url == "http://127.0.0.1/v1"


def test_a_missing_httpx_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(WhoHoldsError, match=r"whoholds\[llm\]"):
        ChatEngine(ChatSettings(base_url="http://localhost/v1", model="m"))


def test_engines_are_made_by_name() -> None:
    assert engine("rules").name == "rules"
    assert engine("chat", ChatSettings(base_url="http://localhost/v1", model="m")).name == "chat:m"
    with pytest.raises(WhoHoldsError, match="rules and chat"):
        engine("magic")


def test_the_rules_engine_reads_an_article(gazetteer: Gazetteer, actors: Actors) -> None:
    reading = RulesEngine().read(ARTICLE, gazetteer, actors)
    assert reading.article == "a-1"
    assert any(claim.unit == "ZZ-A" and claim.predicate is Predicate.CAPTURED for claim in reading.claims)


def _claim(start: int, end: int, **more: Any) -> Claim:
    base: dict[str, Any] = {
        "predicate": Predicate.CAPTURED,
        "modality": Modality.ASSERTED,
        "unit": "ZZ-A",
        "place": "Alphaville",
    }
    return Claim(article="a-1", start=start, end=end, quote=TEXT[start:end], **(base | more))


def test_comparison_lists_agreement_difference_and_what_only_one_has() -> None:
    first = Reading(article="a-1", claims=(_claim(0, 27), _claim(59, 80, actor="rebels"), _claim(90, 110, unit="ZZ-B")))
    second = Reading(article="a-1", claims=(_claim(0, 38), _claim(59, 80, actor="army"), _claim(112, 120)))
    found = compare_readings(first, second)
    assert [(a.start, b.start) for a, b in found.agreed] == [(0, 0)]
    assert [d.fields for d in found.differ] == [(("actor", "rebels", "army"),)]
    assert [c.start for c in found.only_first] == [90]
    assert [c.start for c in found.only_second] == [112]
    assert found.agreement == 0.25
    text = comparison_text(found, ("rules", "chat"))
    assert "1 alike, 1 read differently, 1 only rules, 1 only chat" in text
    assert "actor: rebels | army" in text


def test_a_reading_agrees_with_itself_and_not_with_another_article() -> None:
    reading = Reading(article="a-1", claims=(_claim(0, 27), _claim(59, 80)))
    assert compare_readings(reading, reading).agreement == 1.0
    with pytest.raises(WhoHoldsError, match="two articles"):
        compare_readings(reading, Reading(article="a-2"))
