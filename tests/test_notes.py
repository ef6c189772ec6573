"""What the program says of the data is a key with values: every text is there in every language, and every reason is known."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dashboard.case import default_case
from dashboard.claims import find_claims
from dashboard.claims.gold import read_golds
from dashboard.claims.judge import REASONS
from dashboard.figures.look import look_at
from dashboard.figures.notes import how_dated, note_text, reason_lines, reason_text, source_name
from dashboard.figures.words import words_of
from dashboard.model import Article, Note, View
from dashboard.situation import Situation

CODE = Path(__file__).parent.parent / "dashboard"
LATIN = re.compile(r"[A-Za-z]{2,}")


def literals(node: ast.AST | None) -> Iterator[str]:
    """The texts that an expression may give: a literal, one side of an `or`, a value of a dictionary."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.BoolOp | ast.Dict):
        yield from (text for part in node.values for text in literals(part))
    elif isinstance(node, ast.Call):
        yield from (text for part in (node.func, *node.args) for text in literals(part))
    elif isinstance(node, ast.Attribute):
        yield from literals(node.value)


def reasons_in_code() -> set[str]:
    """Every fixed reason that the rules can give: what is assigned to `dropped` or `why`, and what is handed to `drop`."""
    found: set[str] = set(REASONS.values())
    for path in (CODE / "claims").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Assign):
                names = {getattr(t, "attr", getattr(t, "id", "")) for t in node.targets}
                found |= set(literals(node.value)) if names & {"dropped", "why"} else set()
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "drop":
                found |= {text for argument in node.args for text in literals(argument)}
    return {text for text in found if " " in text}


def keys_in_code() -> set[str]:
    """The key of every Note that control makes."""
    keys = set()
    for path in (CODE / "control").glob("*.py"):
        prefix = "note.weight." if path.name == "weigh.py" else "note."
        keys |= {prefix + key for key in re.findall(r'Note\(\s*"(\w+)"', path.read_text("utf-8"))}
    return keys


def test_every_note_of_control_has_a_text() -> None:
    words = words_of("en")
    assert len(keys_in_code()) > 30
    assert [key for key in keys_in_code() if not (words.has(key) or words.has(f"{key}.other"))] == []


def test_every_reason_of_the_rules_is_translated() -> None:
    found = reasons_in_code()
    assert len(found) > 20
    assert [reason for reason in found if LATIN.search(reason_text(reason, "fa"))] == []


def test_what_articles_are_really_dropped_for_is_translated() -> None:
    case = default_case()
    for gold in read_golds(Path(__file__).parent / "fresh_articles"):
        reading = find_claims(gold.article, case.gazetteer, case.actors)
        reasons = [drop.reason for drop in reading.drops] + [claim.reason or "" for claim in reading.claims]
        said = [re.sub("«.*?»", "", reason_text(reason, "fa")) for reason in reasons]
        assert [text for text in said if LATIN.search(text)] == []


def test_a_cue_stays_as_the_text_has_it() -> None:
    assert reason_text("forecast: it has not happened (could)", "fa") == "پیش‌بینی: هنوز رخ نداده است («could»)"


def test_an_unknown_reason_of_an_imported_claim_stays_as_it_is() -> None:
    assert reason_text("my own reason", "fa") == "my own reason"


def test_findings_weights_and_reasons_have_no_latin_letters_in_dari(seed_situation: Situation) -> None:
    control, quoted = seed_situation.control, {"quote", "place", "source"}
    notes = [finding.note for finding in control.findings()]
    for unit in control.units:
        evidence = control.evidence(unit, control.days[-1])
        notes += [note for effect in (*evidence.effects, *evidence.not_counted) for note in effect.reasons]
        notes += [effect.why_not for effect in evidence.not_counted if effect.why_not]
    notes += [check.note for check in control.checks(control.days[-1]) if check.note]
    own = [Note(note.key, {k: "…" if k in quoted else v for k, v in note.values.items()}) for note in notes]
    assert len(own) > 30
    assert [text for note in own if LATIN.search(text := note_text(note, seed_situation, "fa"))] == []


def test_a_weight_is_told_factor_by_factor_in_the_language(seed_situation: Situation) -> None:
    control = seed_situation.control
    (effect,) = control.evidence("AF-HER", date(2021, 8, 15)).effects
    assert reason_lines(effect.reasons, seed_situation) == [
        "the article itself, no stake in it 0.85",
        "dated within a few days × 0.95",
        "spread over 3 days",
    ]
    assert reason_lines(effect.reasons, seed_situation, "fa")[0].endswith("۰٫۸۵")


def test_an_article_as_a_source_is_called_by_name_and_not_by_its_id(seed_situation: Situation) -> None:
    (article,) = seed_situation.articles
    assert source_name(article, seed_situation, "fa").startswith("مقالهٔ")
    assert source_name("speaker:Hoda Ahmadi", seed_situation) == "Hoda Ahmadi"


def test_how_a_day_is_known_is_said_by_the_case_else_by_the_program(seed_situation: Situation) -> None:
    (article,) = seed_situation.articles.values()
    assert not LATIN.search(how_dated(article, seed_situation, "fa") or "Latin")
    page = Article(id="x", text="x", published=date(2021, 8, 1), published_basis="from the page itself")
    assert how_dated(page, seed_situation, "fa") == "از خود صفحه"
    assert how_dated(page, seed_situation) == "from the page itself"


def test_the_case_is_called_by_its_title_in_the_language(seed_situation: Situation) -> None:
    assert look_at(seed_situation, View(), "fa").title == "افغانستان، اگست ۲۰۲۱"
    assert look_at(seed_situation, View()).title == "Afghanistan, August 2021"


def test_numbers_have_the_marks_of_the_language() -> None:
    words = words_of("fa")
    assert words.written(12345) == "۱۲٬۳۴۵"
    assert words.written(0.85) == "۰٫۸۵"
    assert words.percent(0.4567) == "۴۵٫۷٪"
    assert words_of("en").percent(0.4567) == "45.7 %"
