from dataclasses import replace

import pytest
from small_case import FIRST, MAY, empty_situation, parts_of, small_situation, text_of

from dashboard.control import control_from
from dashboard.figures.findings_view import HEADINGS, findings_page
from dashboard.figures.look import Look, look_at
from dashboard.model import Aggregate, Modality, Precision, View

LOOK = look_at(small_situation(), View(day=MAY[6], known_at=MAY[6]))


def part(name: str, look: Look = LOOK):
    return parts_of(findings_page(look), className=f"is-{name}")[0]


def counting(value: int, **fields: object) -> Look:
    """The small case in which the first article says that the Reds hold so many of the three provinces."""
    made, quote = small_situation(), "control one of the three provinces"
    at = FIRST.index(quote)
    known = {
        "article": "first", "start": at, "end": at + len(quote), "quote": quote, "kind": "count", "modality": Modality.ASSERTED,
        "actor": "reds", "value": value, "of": 3, "of_kind": "province", "event_from": MAY[4], "event_to": MAY[4],
        "precision": Precision.DAY, "origin": "first", "published": MAY[4],
    }  # fmt: skip
    said = Aggregate(**(known | fields))
    control = control_from(
        made.control.claims, made.control.units, made.control.actors, start=MAY[1], end=MAY[7], aggregates=[said]
    )
    return look_at(replace(made, control=control), View(day=MAY[6], known_at=MAY[6]))


def test_every_heading_is_there_with_its_number():
    assert len(parts_of(findings_page(LOOK), "Section")) == len(HEADINGS)


def test_a_count_that_fits_stands_under_a_quiet_heading_of_its_own():
    look = counting(1)
    assert [c.fits for c in look.control.checks(look.day)] == [True]
    assert "Nothing to report" in text_of(part("counts", look))
    assert "The article says 1 of 3; the claims here place 1." in text_of(part("counts_fit", look))
    assert "does not fit" not in text_of(findings_page(look))


def test_a_count_that_does_not_fit_stands_under_the_heading_that_says_so():
    look = counting(3)
    assert [c.fits for c in look.control.checks(look.day)] == [False]
    assert "The article says 3 of 3; the claims here place 1." in text_of(part("counts", look))
    assert not parts_of(findings_page(look), className="is-counts_fit")


@pytest.mark.parametrize("fields", [{"of_kind": "district"}, {"actor": None}])
def test_a_count_of_something_else_neither_fits_nor_misfits(fields: dict[str, object]):
    look = counting(3, **fields)
    assert "Nothing to report" in text_of(part("counts", look))
    assert not parts_of(findings_page(look), className="is-counts_fit")
    assert "The article says" in text_of(part("counts_apart", look))


def test_what_could_not_be_placed_is_listed_and_not_guessed():
    said = text_of(part("unplaced"))
    assert "Fighters took Springfield" in said
    assert "ambiguous" in said


def test_a_status_on_one_origin_is_a_way_to_its_province():
    buttons = parts_of(part("one_origin"), "Button", className="wh-findings__where")
    assert "XX-W" in [getattr(b, "data-unit") for b in buttons]


def test_the_findings_are_those_of_the_day_that_is_looked_at():
    early = look_at(small_situation(), View(day=MAY[2], known_at=MAY[6]))
    assert text_of(findings_page(early)).count("Nothing to report under this heading.") == len(HEADINGS)
    assert "Springfield" in text_of(part("unplaced", look_at(small_situation(), View(day=MAY[5], known_at=MAY[6]))))


def test_an_empty_case_has_nothing_to_report_under_each_heading():
    said = text_of(findings_page(look_at(empty_situation(), View())))
    assert said.count("Nothing to report under this heading.") == len(HEADINGS)
