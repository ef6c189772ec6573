"""Hand-coded events: every row is a sentence, and a mistake is named where it stands."""

import shutil
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


def test_an_export_from_elsewhere_is_understood_by_the_names_of_the_case(tmp_path):
    root = Path(__file__).parent.parent
    shutil.copytree(root / "data", tmp_path / "data")
    sheet = tmp_path / "data" / "case.toml"
    sheet.write_text(sheet.read_text("utf-8").replace('articles = "../seeds"', 'events = "events.csv"'), "utf-8")
    head = "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,admin1,location,source,notes\n"
    army = "Military Forces of Afghanistan (2014-2021)"
    rows = (
        f"AFG1,06 August 2021,Battles,Non-state actor overtakes territory,Taliban,{army},Nimruz,Zaranj,Wire,It fell.\n"
        f"AFG2,2021-08-07,Battles,Government regains territory,Taliban,{army},Herat,Guzara,Wire,\n"
    )
    written(tmp_path / "data", head + rows)
    case = read_case(tmp_path / "data")
    one, two = case.claims
    assert (one.unit, one.actor, one.from_actor, one.capital) == ("AF-NIM", "taliban", "government", True)
    assert (two.unit, two.actor, two.from_actor, two.capital) == ("AF-HER", "government", "taliban", False)
    assert one.quote == "Zaranj: Non-state actor overtakes territory, captured by the Taliban, 6 Aug 2021."
    assert case.articles[0].id == "events:AFG1"


def test_a_clash_with_a_side_that_is_not_of_the_case_is_fighting_all_the_same(tmp_path):
    row = "2021-08-05,Armed clash,Martians,army,XX-2,Beta,no,yes,1,Wire\n"
    (claim,) = read_events(written(tmp_path, ACLED + row), UNITS, ACTORS)[1]
    assert (claim.predicate, claim.actor, claim.actor_text) == (Predicate.CONTESTED, None, "Martians")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rebels", "Martians", "actor1 = 'Martians': it names no side of this case .army, rebels."),
        ("XX-2,", ",", "admin1 = '': it must not be empty"),
        ("2021-08-05", "soon", "event_date = 'soon': write a day as 2021-08-14 or 14 August 2021"),
        ("no,yes", "no,no", "actor1 = 'rebels': exactly one of the two sides must be a state"),
    ],
)
def test_a_mistake_in_an_export_is_named(tmp_path, old, new, said):
    row = "2021-08-05,Government regains territory,rebels,army,XX-2,Beta,no,yes,1,Wire\n"
    with pytest.raises(WhoHoldsError, match=f"line 2: {said}"):
        read_events(written(tmp_path, ACLED + row.replace(old, new)), UNITS, ACTORS)


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
