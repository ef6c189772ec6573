"""A view survives its link; what is not here is mended to the nearest and said."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import View, WhoHoldsError
from dashboard.web.url import LINKS, link_table, query_of, read_query, settled

DAYS = tuple(date(2021, 8, 1) + timedelta(n) for n in range(15))
KNOWN = (date(2021, 8, 9), date(2021, 8, 15))
UNITS = ("AF-HER", "AF-KAB")


def read(query: str) -> tuple[View, tuple[str, ...]]:
    return read_query(query, days=DAYS, known_days=KNOWN, units=UNITS)


views = st.builds(
    View,
    day=st.none() | st.sampled_from(DAYS),
    known_at=st.none() | st.sampled_from(DAYS),
    unit=st.none() | st.sampled_from(UNITS),
    linked=st.booleans(),
    claim=st.none() | st.text("0123456789abcdef", min_size=12, max_size=12),
    rule=st.sampled_from(["filter", "latest", "two_origins"]),
)


@given(views)
def test_a_view_survives_its_link(view: View) -> None:
    assert read(query_of(view)) == (view, ())


def test_the_default_view_has_no_query() -> None:
    assert query_of(View()) == ""
    assert read("") == (View(), ())


@pytest.mark.parametrize(
    ("query", "expected", "said"),
    [
        ("?at=latest", View(), None),
        ("?at=earliest", View(day=DAYS[0]), None),
        ("?at=2021-08-99", View(), "not a date"),
        ("?at=2031-01-01", View(day=DAYS[-1]), "outside"),
        ("?at=2001-01-01", View(day=DAYS[0]), "outside"),
        ("?unit=AF-XXX", View(), "no such unit"),
        ("?unit=af-her", View(unit="AF-HER"), None),
        ("?rule=loudest", View(), "allowed are"),
        ("?date=2021-08-03&province=AF-HER", View(day=DAYS[2], unit="AF-HER"), None),
        ("?known_at=2021-08-09", View(known_at=KNOWN[0]), None),
        ("?at=2021-08-03&date=2021-08-05", View(day=DAYS[2]), None),
        ("?something=else&linked=1", View(linked=True), None),
    ],
)
def test_each_setting_is_read_mended_or_refused(query: str, expected: View, said: str | None) -> None:
    view, notices = read(query)
    assert view == expected
    assert (said is None) == (notices == ())
    assert said is None or said in notices[0]


def test_the_settled_view_of_the_page_is_a_view() -> None:
    data = {
        "day": "2021-08-03",
        "known": "2021-08-09",
        "unit": "AF-HER",
        "linked": True,
        "claim": None,
        "rule": "latest",
    }
    assert settled(data) == View(day=DAYS[2], known_at=KNOWN[0], unit="AF-HER", linked=True, rule="latest")
    assert settled(None) == View()
    with pytest.raises(WhoHoldsError, match="not a date"):
        settled({"day": "yesterday"})


def test_no_key_is_used_twice_and_the_table_can_be_sent() -> None:
    keys, fields = [link.key for link in LINKS], [link.field for link in LINKS]
    assert len(set(keys)) == len(keys)
    assert len(set(fields)) == len(fields)
    assert not {old for _, old, _ in link_table()["migrations"]} & set(keys)


def test_every_key_of_the_link_is_in_the_docs() -> None:
    text = (Path(__file__).parents[1] / "docs" / "page.md").read_text(encoding="utf-8")
    assert [link.key for link in LINKS if f"`{link.key}" not in text] == []
