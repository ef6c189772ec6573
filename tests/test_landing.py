"""The panel before a province is chosen: every line is of the day and the clock, and leads somewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from small_case import MAY, empty_situation, parts_of, small_situation, text_of

from dashboard.figures.landing import landing
from dashboard.figures.look import Look, look_at
from dashboard.model import View
from dashboard.situation import Situation


def look(day: int = 6, known: int = 6, lang: str = "en") -> Look:
    return look_at(small_situation(), View(day=MAY[day], known_at=MAY[known]), lang)


def part(name: str, seen: Look) -> Any:
    found = parts_of(landing(seen), "Section", className=f"is-{name}")
    return found[0] if found else None


def goes(inside: Any) -> list[dict[str, Any]]:
    return [json.loads(getattr(b, "data-go")) for b in parts_of(inside, "Button") if hasattr(b, "data-go")]


def test_the_day_is_told_in_one_sentence_first() -> None:
    assert text_of(landing(look())).startswith("At a glance 6 May 2022, of 3 provinces:")


def test_contradictions_come_before_everything_else_with_a_sentence_for_each_side() -> None:
    sections = parts_of(landing(look()), "Section")
    said = text_of(sections[0])
    assert said.startswith("Contradictions first")
    assert "they had taken Midtown" in said
    assert "the Blues still hold the town" in said
    assert goes(sections[0])[0] == {"unit": "XX-M", "day": "2022-05-06", "tab": "evidence"}


def test_nothing_of_a_later_day_or_publication_is_said() -> None:
    assert part("contradictions", look(day=4)) is None
    assert part("contradictions", look(known=5)) is None
    assert "Midtown" not in text_of(landing(look(known=5)))


def test_what_changed_on_the_day_is_told_with_what_was_before() -> None:
    said = part("changed", look(day=3))
    assert text_of(said).startswith("Changed on 3 May 2022 West Now held by the Reds")
    assert "before: no report" in text_of(said)
    assert goes(said) == [{"unit": "XX-W", "day": "2022-05-03", "tab": "evidence"}]


def test_a_quiet_day_says_so_and_tells_the_last_change() -> None:
    said = part("last", look(day=4))
    assert text_of(said).startswith("Nothing changed on 4 May 2022. Last change before: 3 May 2022 West")
    assert part("changed", look(day=4)) is None


def test_before_the_first_change_it_says_that_there_was_none() -> None:
    assert text_of(part("last", look(day=2))) == "No change yet Nothing changed on 2 May 2022."


def test_the_latest_sentences_are_quoted_and_lead_to_their_claim() -> None:
    said = part("reports", look(day=4, known=4))
    assert "fell to the Reds on Tuesday" in text_of(said)
    patch = goes(said)[0]
    assert (patch["unit"], patch["day"]) == ("XX-W", "2022-05-03")
    assert patch["claim"] in small_situation().claims


def test_a_case_without_reports_by_then_says_so() -> None:
    assert "nothing had been published" in text_of(part("reports", look(known=3)))
    assert "nothing had been published" in text_of(landing(look_at(empty_situation(), View())))


def test_it_says_how_to_begin_and_each_way_is_a_button() -> None:
    begin = part("begin", look())
    assert goes(begin) == [{"tab": "provinces"}, {"tab": "findings"}, {"tab": "help"}]
    assert [b for b in parts_of(begin, "Button") if getattr(b, "data-tour", None) == "start"]


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_provinces_that_changed_alike_stand_together(seed_situation: Situation, lang: str) -> None:
    made = look_at(seed_situation, View(), lang)
    groups = parts_of(part("last", made), "Li")
    assert sorted(len(goes(group)) for group in groups) == [1, 1, 2, 2, 8]
    assert len(goes(groups[-1])) == 8, "what rests on a region alone comes last"


def test_a_sentence_about_two_provinces_is_quoted_once(seed_situation: Situation) -> None:
    said = text_of(part("reports", look_at(seed_situation, View())))
    assert said.count("seizing Herat and Kandahar") == 1
    assert "Herat Kandahar 12–14 Aug 2021" in said
