import json

from small_case import MAY, empty_situation, parts_of, small_situation, text_of

from dashboard.control import telling_days
from dashboard.figures.compare import differing, multiples_page, pair_of
from dashboard.figures.help_view import help_page
from dashboard.figures.look import look_at
from dashboard.figures.strip import runs_of, strip
from dashboard.figures.tables import CLAIM_COLUMNS, claim_rows, province_rows
from dashboard.figures.totals_view import measures, series, totals
from dashboard.model import Kind, View

SITUATION = small_situation()


def look(day: int = 6, known: int = 6, lang: str = "en"):
    return look_at(SITUATION, View(day=MAY[day], known_at=MAY[known]), lang)


def test_each_province_has_a_row_with_text_and_a_value_to_sort_by():
    rows = {row["id"]: row for row in province_rows(look())}
    assert set(rows) == {"XX-E", "XX-M", "XX-W"}
    assert [cell[0] for cell in rows["XX-W"]["cells"][:6]] == [
        "West",
        "held",
        "Reds",
        "3 May 2022",
        "capital only",
        "3 May 2022",
    ]
    assert rows["XX-E"]["cells"][3] == ["", None]
    assert json.loads(rows["XX-W"]["cell"])["side"] == "reds"


def test_the_claims_table_has_only_what_was_known():
    assert {row["article_id"] for row in claim_rows(look(known=4))} == {"first"}
    assert len(claim_rows(look(known=6))) == 6


def test_a_claim_row_has_every_column_and_says_its_doubts():
    rows = {row["quote"]: row for row in claim_rows(look())}
    assert set(CLAIM_COLUMNS) <= set(next(iter(rows.values())))
    assert rows["they had taken Midtown"]["doubt"] == "not verified"
    assert "place ambiguous" in rows["Fighters took Springfield"]["doubt"]
    assert "moves nothing" in rows["East could fall next"]["doubt"]
    assert rows["Fighters took Springfield"]["unit_id"] is None


def test_the_strip_has_a_row_for_each_province_reached_in_order_of_first_change():
    rows = parts_of(strip(look()), className="wh-strip__row")
    assert [getattr(r, "data-unit") for r in rows] == ["XX-W", "XX-M"]
    assert "1 province has no report" in text_of(strip(look()))


def test_the_runs_of_the_strip_cover_every_day_once_and_agree_with_the_status():
    control = SITUATION.control
    layers = control.layers(MAY[6])
    for i, unit in enumerate(control.units):
        runs = runs_of(layers, i, control.actors)
        assert [d for run in runs for d in range(run.first, run.last + 1)] == list(range(len(control.days)))
        for run in runs:
            assert control.status(unit, control.days[run.first], MAY[6]).kind == run.kind


def test_totals_state_their_denominators_and_add_up_to_all():
    said = text_of(totals(look()))
    assert "of 3 provinces" in said
    assert "of 1,000 km²" in said
    assert "of 4,000 people in the 2 provinces with a figure" in said
    for measure in measures(look()):
        assert abs(sum(share for share in series(look(), measure).values()) - 1).max() < 1e-9


def test_totals_agree_with_the_control():
    shares = series(look(), measures(look())[0])
    day = SITUATION.control.days.index(MAY[6])
    held = sum(float(v[day]) for (kind, _), v in shares.items() if kind == 1) * 3
    assert round(held) == SITUATION.control.totals(MAY[6], MAY[6]).of(Kind.HELD)


def test_a_comparison_of_two_days_lists_what_differs():
    made = look()
    pair = pair_of(made, MAY[2], None)
    assert [b.unit for _, b in differing(made, pair)] == ["XX-M", "XX-W"]
    assert not pair.clocks


def test_a_comparison_of_two_clocks_shows_what_was_not_known_yet():
    made = look()
    pair = pair_of(made, MAY[6], MAY[4])
    assert pair.clocks
    assert [b.unit for _, b in differing(made, pair)] == ["XX-M"]


def test_without_a_second_side_the_day_before_the_last_change_is_taken():
    assert pair_of(look(), None, None).day2 == MAY[4]


def test_small_maps_show_the_ends_and_the_days_of_change():
    days = telling_days(look().control)
    assert days[0] == MAY[1]
    assert {MAY[3], MAY[5], MAY[7]} <= set(days)
    minis = [p for p in parts_of(multiples_page(look(), (MAY[2],))) if getattr(p, "data-mini", None)]
    assert [json.loads(getattr(m, "data-mini"))["day"] for m in minis] == ["2022-05-02"]


def test_help_explains_the_statuses_with_the_cases_own_examples():
    said = text_of(help_page(look()))
    assert "Here: West, held by the Reds" in said
    assert "No example in this case." in said


def test_every_page_stands_on_an_empty_case():
    made = look_at(empty_situation(), View())
    assert province_rows(made)
    assert claim_rows(made) == []
    assert all(text_of(page) for page in (strip(made), totals(made), help_page(made), multiples_page(made, ())))
    assert differing(made, pair_of(made, None, None)) == ()
