from small_case import MAY, empty_situation, parts_of, small_situation, text_of

from dashboard.figures.findings_view import HEADINGS, findings_page
from dashboard.figures.look import look_at
from dashboard.model import View

LOOK = look_at(small_situation(), View(day=MAY[6], known_at=MAY[6]))


def part(name: str):
    return parts_of(findings_page(LOOK), "Section", className=f"is-{name}")[0]


def test_every_heading_is_there_with_its_number():
    assert len(parts_of(findings_page(LOOK), "Section")) == len(HEADINGS)


def test_a_count_is_set_beside_what_the_claims_place():
    assert "The article says 1 of 3; the claims here place" in text_of(part("counts"))


def test_what_could_not_be_placed_is_listed_and_not_guessed():
    said = text_of(part("unplaced"))
    assert "Fighters took Springfield" in said
    assert "ambiguous" in said


def test_a_status_on_one_origin_is_a_way_to_its_province():
    buttons = parts_of(part("one_origin"), "Button", className="wh-findings__where")
    assert "XX-W" in [getattr(b, "data-unit") for b in buttons]


def test_an_empty_case_has_nothing_to_report_under_each_heading():
    said = text_of(findings_page(look_at(empty_situation(), View())))
    assert said.count("Nothing to report under this heading.") == len(HEADINGS)
