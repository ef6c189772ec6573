"""The sentences that page, pictures and tables share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import export_world as world
import pytest

from dashboard.figures.notes import published_text
from dashboard.figures.sentences import (
    clocks_text,
    day_text,
    event_text,
    said_by,
    short_status,
    side_text,
    status_sentence,
    totals_parts,
    totals_sentence,
)
from dashboard.model import Article, Basis, Claim, Extent, Kind, Modality, Predicate, Status
from dashboard.situation import Situation

LAST = date(2021, 8, 20)


@pytest.fixture(scope="module")
def squares(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    return world.situation(tmp_path_factory.mktemp("squares"))


def status(**fields: object) -> Status:
    base = {"unit": "IS-1", "day": LAST, "known_at": LAST, "kind": Kind.HELD, "actor": "reds", "extent": Extent.CAPITAL}
    return Status(**(base | fields))  # type: ignore[arg-type]


def test_a_held_unit_says_side_since_extent_evidence_and_age(squares: Situation) -> None:
    found = squares.control.status("IS-1", LAST)
    assert status_sentence(found, squares) == (
        "held by the Reds since 10 Aug 2021, capital only; 2 claims from 2 origins; last report 14 Aug 2021, 6 days earlier"
    )


def test_one_claim_is_not_plural(squares: Situation) -> None:
    assert "; 1 claim from 1 origin; " in status_sentence(squares.control.status("IS-2", LAST), squares)


def test_no_report_names_both_clocks_and_no_side(squares: Situation) -> None:
    found = squares.control.status("IS-7", date(2021, 8, 12), date(2021, 8, 20))
    assert status_sentence(found, squares) == "no report up to 12 Aug 2021, as known at 20 Aug 2021"


def test_disputed_names_both_sides_and_contested_says_who_fights(squares: Situation) -> None:
    disputed = status_sentence(squares.control.status("IS-5", LAST), squares)
    assert disputed.startswith("disputed since 13 Aug 2021: some sources say the Blues, others the Reds;")
    contested = status_sentence(squares.control.status("IS-4", LAST), squares)
    assert contested.startswith("contested between the Reds and the Blues since 13 Aug 2021;")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": Kind.CLAIMED}, "claimed by the Reds, not confirmed, capital only"),
        ({"kind": Kind.CLAIMED, "extent": Extent.REGIONAL}, "claimed by the Reds, not confirmed, regional report only"),
        ({"extent": Extent.WHOLE}, "held by the Reds, whole province"),
        ({"extent": Extent.NONE}, "held by the Reds"),
        ({"kind": Kind.CONTESTED}, "contested: fighting inside, only the Reds named"),
        ({"kind": Kind.CONTESTED, "actor": None}, "contested: fighting inside, sides not named"),
        ({"kind": Kind.DISPUTED}, "disputed: sources disagree whether the Reds holds it"),
        ({"kind": Kind.NO_REPORT, "actor": None}, "no report"),
    ],
)
def test_each_kind_and_extent_has_its_short_words(squares: Situation, fields: dict[str, object], expected: str) -> None:
    assert short_status(status(**fields), squares) == expected


def test_an_uncertain_day_is_said_to_be_uncertain(squares: Situation) -> None:
    found = status(since=date(2021, 8, 12), since_uncertain=True)
    assert "since 12 Aug 2021 or somewhat later" in status_sentence(found, squares)


def test_the_totals_name_every_part_and_add_up(squares: Situation) -> None:
    totals = squares.control.totals(LAST)
    assert totals_sentence(totals, squares) == "20 Aug 2021: Reds 2, Blues 1, contested 1, disputed 1, no report 2"
    assert totals_sentence(totals, squares, of=True).startswith("20 Aug 2021, of 7 provinces: ")
    assert sum(int(part.rsplit(" ", 1)[1]) for part in totals_parts(totals, squares)) == totals.units == 7


def test_a_side_stands_in_a_sentence_as_the_case_says(squares: Situation) -> None:
    assert side_text("reds", squares) == "the Reds"
    assert side_text("greens", squares) == "greens"
    assert side_text(None, squares) == "no side named"


def test_a_sentence_calls_a_side_as_its_language_does(seed_situation: Situation) -> None:
    control = seed_situation.control
    assert short_status(control.status("AF-LOG", LAST), seed_situation, "fa") == "تحت کنترول طالبان، تمام ولایت"
    parts = totals_parts(control.totals(date(2021, 8, 15)), seed_situation, "fa")
    assert "طالبان" in parts[0]
    assert not any("Taliban" in part for part in parts)


def test_days_are_written_day_first_and_never_numeric() -> None:
    assert day_text(date(2021, 8, 4)) == "4 Aug 2021"
    assert day_text(None) == "day not known"
    assert clocks_text(date(2021, 8, 4), date(2021, 8, 5)) == "As of 4 Aug 2021, known at 5 Aug 2021"


def test_how_a_publication_day_is_known_is_said(squares: Situation) -> None:
    article = Article(
        id="a", text="x", published=date(2021, 8, 15), published_basis="inferred: the text says Saturday."
    )
    assert published_text(article, squares) == "published 15 Aug 2021 (date inferred: the text says Saturday)"
    assert published_text(replace(article, published_basis=None), squares) == "published 15 Aug 2021"
    assert published_text(replace(article, published=None), squares) == "publication day not known"


def test_who_said_it_names_speaker_and_outlet() -> None:
    base = Claim(article="a", start=0, end=1, quote="x", predicate=Predicate.HOLDS, modality=Modality.ASSERTED)
    assert said_by(base) == "said by the article itself"
    assert said_by(replace(base, outlet="Wire")) == "through Wire"
    assert said_by(replace(base, speaker="a mayor")) == "said by a mayor"
    assert said_by(replace(base, speaker="a mayor", outlet="Wire")) == "said by a mayor, through Wire"


def test_when_it_happened_says_what_the_day_rests_on() -> None:
    base = Claim(article="a", start=0, end=1, quote="x", predicate=Predicate.HOLDS, modality=Modality.ASSERTED)
    dated = replace(base, event_from=date(2021, 8, 12), event_to=date(2021, 8, 14), basis=Basis.RELATIVE)
    assert event_text(dated) == "12–14 Aug 2021, relative to the article's date"
    assert event_text(base) == "day not stated"


def test_the_seed_says_who_holds_what(seed_situation: Situation) -> None:
    found = {u: seed_situation.control.status(u, date(2021, 8, 14)) for u in ("AF-BAL", "AF-LOG", "AF-KAB")}
    said = {u: status_sentence(s, seed_situation) for u, s in found.items()}
    assert said["AF-BAL"].startswith("held by the Taliban since 14 Aug 2021, capital only; ")
    assert said["AF-LOG"].startswith("held by the Taliban since 14 Aug 2021, whole province; ")
    assert said["AF-KAB"] == "no report up to 14 Aug 2021, as known at 15 Aug 2021"


def test_paths_of_the_project_are_not_in_sentences(squares: Situation, tmp_path: Path) -> None:
    assert str(tmp_path.parent) not in status_sentence(squares.control.status("IS-1", LAST), squares)
