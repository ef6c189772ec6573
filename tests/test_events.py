"""Hand-coded events: every row is a sentence, and a mistake is named where it stands."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.case import read_case
from dashboard.control import control_from
from dashboard.events import read_events
from dashboard.model import Kind, Modality, Predicate, WhoHoldsError

UNITS = ("XX-1", "XX-2", "XX-3")
ACTORS = ("army", "rebels")
HEAD = "id,unit,place,capital,predicate,actor,event_from,event_to,published,outlet,speaker,speaker_side,grade,note\n"
ROW = "a,XX-1,Alpha,yes,captured,rebels,2021-08-01,2021-08-02,2021-08-02,Wire,,,B2,\n"
ACLED = "event_date,sub_event_type,actor1,actor2,unit,location,actor1_state,actor2_state,time_precision,source\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "events.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_row_is_a_slice_of_an_article_of_its_own(tmp_path):
    articles, claims = read_events(written(tmp_path, HEAD + ROW), UNITS, ACTORS)
    (article,), (claim,) = articles, claims
    assert article.text[claim.start : claim.end] == claim.quote
    assert (claim.unit, claim.actor, claim.predicate, claim.grade) == ("XX-1", "rebels", Predicate.CAPTURED, "B2")
    assert (claim.event_from, claim.event_to, claim.published) == (date(2021, 8, 1), date(2021, 8, 2), date(2021, 8, 2))
    assert claim.modality == Modality.ASSERTED


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("XX-1", "XX-9", r"events\.csv, line 2: unit = 'XX-9': allowed are XX-1"),
        ("rebels", "martians", "actor = 'martians': allowed are army, rebels"),
        ("captured", "grabbed", "predicate = 'grabbed': allowed are captured"),
        ("2021-08-01", "1 August", "event_from = '1 August': write a day as 2021-08-14"),
        ("2021-08-01", "2021-08-09", "event_to = '2021-08-02': it must not be before event_from"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_is_allowed(tmp_path, old, new, said):
    with pytest.raises(WhoHoldsError, match=said):
        read_events(written(tmp_path, HEAD + ROW.replace(old, new)), UNITS, ACTORS)


def test_an_id_used_twice_is_refused(tmp_path):
    with pytest.raises(WhoHoldsError, match="used twice"):
        read_events(written(tmp_path, HEAD + ROW + ROW), UNITS, ACTORS)


def test_a_table_of_neither_kind_is_refused(tmp_path):
    with pytest.raises(WhoHoldsError, match=r"columns are missing: id, unit.*docs/import\.md"):
        read_events(written(tmp_path, "who,where\nme,here\n"), UNITS, ACTORS)


@pytest.mark.parametrize(
    ("kind", "gains", "detail"),
    [
        ("Government regains territory", "army", "recaptured"),
        ("Non-state actor overtakes territory", "rebels", None),
        ("Non-violent transfer of territory", "rebels", "handed over"),
    ],
)
def test_acled_sub_events_become_captures_by_the_side_that_gains(tmp_path, kind, gains, detail):
    row = f"2021-08-05,{kind},rebels,army,XX-2,Beta,no,yes,1,Wire\n"
    (claim,) = read_events(written(tmp_path, ACLED + row), UNITS, ACTORS)[1]
    assert (claim.predicate, claim.actor, claim.detail) == (Predicate.CAPTURED, gains, detail)


def test_acled_time_precision_widens_the_interval_into_the_past(tmp_path):
    row = "2021-08-20,Non-violent transfer of territory,rebels,army,XX-2,Beta,no,yes,2,Wire\n"
    (claim,) = read_events(written(tmp_path, ACLED + row), UNITS, ACTORS)[1]
    assert (claim.event_from, claim.event_to) == (date(2021, 8, 14), date(2021, 8, 20))


def test_other_acled_events_say_nothing_of_control(tmp_path):
    row = "2021-08-05,Peaceful protest,rebels,army,XX-2,Beta,no,yes,1,Wire\n"
    assert read_events(written(tmp_path, ACLED + row), UNITS, ACTORS) == ((), ())


def test_a_coded_capture_colours_the_map_from_its_day_on(tmp_path):
    claims = read_events(written(tmp_path, HEAD + ROW.replace("2021-08-01", "2021-08-02")), UNITS, ACTORS)[1]
    control = control_from(claims, UNITS, ACTORS, start=date(2021, 7, 31))
    assert control.status("XX-1", date(2021, 8, 1)).kind == Kind.NO_REPORT
    assert control.status("XX-1", date(2021, 8, 2)).actor == "rebels"
    assert control.status("XX-2", date(2021, 8, 2)).kind == Kind.NO_REPORT


def test_the_second_example_has_every_capital_and_marks_what_rests_on_memory():
    case = read_case(Path(__file__).parent.parent / "examples" / "afghanistan-2021")
    taken = {claim.unit for claim in case.claims if claim.predicate == Predicate.CAPTURED}
    assert len(taken) == 34
    texts = {article.id: article.text for article in case.articles}
    memory = [claim for claim in case.claims if "from memory" in texts[claim.article]]
    assert memory
    assert {claim.grade for claim in memory} == {"F6"}
