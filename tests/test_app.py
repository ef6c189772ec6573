"""The server: what it serves comes from here, is compressed, lasts where its address names it, and is guarded."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient
from plotly.offline import get_plotlyjs_version

from dashboard.shipped import shipped
from dashboard.situation import Situation
from dashboard.web.app import create_app
from dashboard.web.security import lasting, policy


@pytest.fixture(scope="module")
def client(seed_situation: Situation) -> FlaskClient:
    return create_app(seed_situation).server.test_client()


def boot(client: FlaskClient) -> dict[str, dict[str, str]]:
    found = re.search(r'id="boot"[^>]*>(.*?)</script>', client.get("/").text)
    assert found
    made: dict[str, dict[str, str]] = json.loads(found[1])
    return made


def test_the_page_names_no_other_host(client: FlaskClient) -> None:
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', client.get("/").text)


def test_the_part_of_plotly_here_is_of_the_version_that_is_installed() -> None:
    head = (shipped("assets") / "plotly-geo.min.js").read_text(encoding="utf-8")[:200]
    assert f"v{get_plotlyjs_version()}" in head


def test_the_tables_script_is_named_but_not_loaded_with_the_page(client: FlaskClient) -> None:
    page = client.get("/").text
    later = re.search(r'data-later="([^"]+)"', page)
    assert later
    assert page.count(later[1]) == 1
    with client.get(later[1]) as answer:
        assert answer.status_code == 200


def test_every_address_of_the_boot_is_served(client: FlaskClient) -> None:
    start = boot(client)
    for url in (
        *start["scenes"].values(),
        start["places"],
        f"{start['texts']}en",
        "/theme.css",
        "/assets/world_110m.json",
    ):
        with client.get(url) as answer:
            assert answer.status_code == 200, url


def test_what_does_not_exist_is_not_found(client: FlaskClient) -> None:
    for url in ("/data/units.0000000000000000.json", "/data/else.0.json", "/scene/loudest.json"):
        assert client.get(url).status_code == 404, url


def test_the_scene_is_compressed_and_lasts(client: FlaskClient) -> None:
    answer = client.get(boot(client)["scenes"]["filter"], headers={"Accept-Encoding": "br, gzip"})
    assert answer.headers["Content-Encoding"] in ("br", "gzip")
    assert "immutable" in answer.headers["Cache-Control"]


def test_only_addresses_that_name_their_content_last() -> None:
    assert lasting("/assets/map.js", "m=1.5")
    assert lasting("/data/units.ab.json", "")
    assert not lasting("/assets/map.js", "")
    assert not lasting("/", "v=1")
    assert not lasting("/texts/en", "")


def test_every_answer_is_guarded_and_only_embeds_may_be_framed(client: FlaskClient) -> None:
    page, embed = client.get("/"), client.get("/?embed=1")
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors *" in embed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in embed.headers
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_the_policy_allows_no_inline_script_and_no_other_host() -> None:
    rules = dict(rule.split(" ", 1) for rule in policy(["'sha256-x'"], framed=False).split("; "))
    assert rules["script-src"] == "'self' 'sha256-x'"
    assert all("http" not in value and "unsafe-eval" not in value for value in rules.values())


def test_the_api_obeys_both_clocks_and_mends_what_is_not_here(client: FlaskClient) -> None:
    now = client.get("/api/status?unit=AF-BAL&at=2021-08-14").get_json()
    assert (now["as_of"], now["known_at"]) == ("2021-08-14", "2021-08-15")
    assert (now["rows"][0]["status"], now["rows"][0]["side"]) == ("held", "taliban")
    then = client.get("/api/status?known=2021-08-14").get_json()
    assert {row["status"] for row in then["rows"]} == {"no_report"}
    assert client.get("/api/status?at=2035-01-01").get_json()["notices"]


def test_the_api_gives_claims_and_evidence_with_their_quotes(client: FlaskClient, seed_situation: Situation) -> None:
    for row in client.get("/api/claims").get_json()["rows"]:
        article = seed_situation.articles[row["article"]]
        assert article.text[row["start"] : row["end"]] == row["quote"]
    assert client.get("/api/claims?known=2021-08-14").get_json()["rows"] == []
    effects = client.get("/api/evidence?unit=AF-LOG").get_json()["rows"]
    assert effects[0]["counted"]
    assert effects[0]["claim"]["quote"]


def test_the_api_says_what_is_missing(client: FlaskClient) -> None:
    answer = client.get("/api/evidence")
    assert answer.status_code == 400
    assert "unit is missing" in answer.get_json()["error"]


@pytest.mark.parametrize(
    ("what", "form", "start"), [("map", "svg", b"<?xml"), ("status", "csv", b"unit,"), ("map", "geojson", b"{")]
)
def test_a_download_names_both_clocks_and_is_the_same_twice(
    client: FlaskClient, what: str, form: str, start: bytes
) -> None:
    url = f"/export/{what}.{form}?at=2021-08-14"
    one, two = client.get(url), client.get(url)
    assert one.data == two.data
    assert one.data.lstrip(b"\xef\xbb\xbf").startswith(start)
    assert f"{what}-2021-08-14-known-2021-08-15.{form}" in one.headers["Content-Disposition"]


def test_what_cannot_be_exported_is_refused(client: FlaskClient) -> None:
    for url in ("/export/map.exe", "/export/gossip.png"):
        assert client.get(url).status_code == 404, url
