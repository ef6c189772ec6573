from small_case import MAY, empty_situation, parts_of, small_situation, text_of

from dashboard.figures.look import look_at
from dashboard.figures.panel import clusters, panel
from dashboard.figures.words import flat, languages, words_of
from dashboard.model import View

SITUATION = small_situation()


def look(unit: str | None, day: int = 6, known: int = 6, lang: str = "en"):
    return look_at(SITUATION, View(unit=unit, day=MAY[day], known_at=MAY[known]), lang)


def test_the_panel_opens_with_name_local_name_status_and_both_clocks():
    said = text_of(panel(look("XX-W")))
    assert said.startswith("West غرب Held by the Reds since 3 May 2022, capital only 2 claims from 1 origin")
    assert "As of 6 May 2022, known at 6 May 2022" in said


def test_without_a_province_the_panel_says_what_to_do():
    assert "Choose a province" in text_of(panel(look(None)))
    assert "Choose a province" in text_of(panel(look("XX-NOWHERE")))


def test_a_province_without_a_report_is_no_report_and_lists_what_was_read():
    said = text_of(panel(look("XX-E")))
    assert "No report" in said
    assert "not assumed to be under anyone" in said
    assert "Read but not counted (1)" in said
    assert "a fear, not an event" in said
    assert not parts_of(panel(look("XX-E")), className="wh-prob__bar")  # all of it would be "not known"


def test_contradictions_come_before_the_ledger():
    titles = [h.children for h in parts_of(panel(look("XX-M")), "H3")]
    assert titles.index("Against this status") < titles.index("What moved it, in order")


def test_claims_of_one_origin_stand_together():
    effects = list(SITUATION.control.evidence("XX-W", MAY[6], MAY[6]).effects)
    (cluster,) = clusters(look("XX-W"), effects)
    assert "One origin, 2 claims: said first by" in text_of(cluster)
    assert len(parts_of(cluster, "Article")) == 2


def test_the_panel_obeys_the_second_clock():
    before = text_of(panel(look("XX-W", day=6, known=4)))
    assert "1 claim from 1 origin" in before
    assert "No report" in text_of(panel(look("XX-M", day=6, known=4)))


def test_the_probability_bar_adds_up_and_names_each_part():
    bar = parts_of(panel(look("XX-W")), className="wh-prob__bar")[0]
    shares = [float(part.style["width"].rstrip("%")) for part in bar.children]
    assert 98 <= sum(shares) <= 100.5
    assert "Reds" in text_of(parts_of(panel(look("XX-W")), className="wh-prob__key"))


def test_neighbours_are_ways_there():
    buttons = parts_of(panel(look("XX-W")), "Button", className="wh-neighbours__row")
    assert [getattr(b, "data-unit") for b in buttons] == ["XX-M"]
    assert "XX-M" in getattr(buttons[0], "data-go")


def test_history_lists_each_change_as_a_way_to_its_day():
    lines = parts_of(panel(look("XX-W")), className="wh-history__changes")[0]
    assert text_of(lines).startswith("3 May 2022 held by the Reds")


def test_machine_output_is_marked():
    assert "Machine-read, not reviewed" in text_of(panel(look("XX-W")))


def test_an_empty_case_has_a_panel_too():
    made = look_at(empty_situation(), View(unit="XX-W"))
    assert "No report" in text_of(panel(made))


def test_the_panel_speaks_the_second_language_from_right_to_left():
    made = look("XX-W", lang="fa")
    assert made.words.direction == "rtl"
    said = text_of(panel(made))
    assert said.startswith("غرب West")
    assert "۲۰۲۲" in said


def test_every_language_has_every_text_with_the_same_placeholders():
    import re

    from dashboard.figures.words import catalogue

    english = flat(catalogue("en"))
    for lang in languages():
        own = flat(catalogue(lang))
        assert set(own) - set(english) == set(), lang
        missing = {key for key in english if key not in own}
        assert missing == set(), lang
        for key, text in own.items():
            assert set(re.findall(r"{(\w+)}", text)) <= set(re.findall(r"{(\w+)}", english[key])) | {"n"}, key


def test_days_and_intervals_are_written_once_where_they_share_month_and_year():
    words = words_of("en")
    assert words.interval(MAY[3], MAY[5]) == "3–5 May 2022"
    assert words.interval(MAY[3], MAY[3]) == "3 May 2022"
    assert words_of("fa").day(MAY[3]).startswith("۳ ")
    assert words_of("xx").lang == "en"
