import json

from hypothesis import given
from hypothesis import strategies as st
from small_case import FIRST, MAY, SECOND, claims, parts_of, small_situation, text_of

from dashboard.figures.article_view import article_view, paragraphs, sentences, spans_of
from dashboard.figures.cards import card, quotation
from dashboard.figures.look import look_at
from dashboard.model import Reading, View

SITUATION = small_situation()


def look(unit: str | None = "XX-W", lang: str = "en"):
    return look_at(SITUATION, View(unit=unit, day=MAY[6]), lang)


def west_effect():
    return SITUATION.control.evidence("XX-W", MAY[6]).effects[0]


def test_a_card_quotes_the_sentence_with_the_claim_marked():
    effect = west_effect()
    (mark,) = parts_of(card(look(), effect), "Mark")
    assert mark.children == effect.claim.quote
    assert text_of(quotation(look(), claims()[0])).replace("  ", " ").startswith("Westville, the seat of West")


def test_a_card_says_speaker_outlet_publisher_dates_place_weight_and_rule():
    said = text_of(card(look(), west_effect()))
    for part in (
        "Ana Lo",
        "official",
        "through Gazette",
        "The Daily {Test}",
        "published 4 May 2022",
        "3 May 2022",
        "“on Tuesday”",
    ):
        assert part in said
    assert "“Westville” is West: spelled as the place's own name" in said
    assert "against the speaker's interest" in said
    assert "made · rules/test" in said


def test_a_card_says_how_far_the_claim_moved_its_side():
    effect = west_effect()
    assert f"moved Reds {effect.before:.2f} → {effect.after:.2f}" in text_of(card(look(), effect))


def test_unknown_publisher_and_inferred_date_are_said_on_the_card():
    effect = SITUATION.control.evidence("XX-M", MAY[6]).effects[0]
    said = text_of(card(look("XX-M"), effect))
    assert "publisher unknown" in said
    assert "date inferred" in said


def test_a_card_opens_its_article_at_its_claim_and_copies_three_forms():
    tree = card(look(), west_effect())
    (opener,) = parts_of(tree, "Button", className="wh-open-claim")
    assert json.loads(getattr(opener, "data-go")) == {
        "claim": west_effect().claim.id,
        "article": west_effect().claim.article,
    }
    assert len([b for b in parts_of(tree, "Button") if getattr(b, "data-copy", None)]) == 3


def test_no_component_may_carry_markup():
    tree = [card(look(), west_effect()), article_view(look(), "second", None)]
    assert not [p for p in parts_of(tree) if hasattr(p, "dangerously_allow_html")]
    assert all(a.href.startswith("http") for a in parts_of(article_view(look(), "first", None), "A"))
    assert not parts_of(article_view(look(), "second", None), "A")  # its address is a script


def test_the_article_shows_its_whole_text_unchanged():
    for name, text in (("first", FIRST), ("second", SECOND)):
        shown = parts_of(article_view(look(), name, None), className="wh-sentence")
        assert "".join(joined(s) for s in shown) == text


def joined(tree) -> str:
    children = tree.children if isinstance(tree.children, list) else [tree.children]
    return "".join(c if isinstance(c, str) else joined(c) for c in children)


def test_every_claim_is_marked_over_its_very_words_even_after_an_emoji():
    reading = SITUATION.readings["first"]
    marks = parts_of(article_view(look(), "first", None), "Mark")
    for claim in reading.claims:
        pieces = [m.children for m in marks if claim.id in getattr(m, "data-marks").split()]
        assert "".join(pieces) == claim.quote


def test_moving_still_counted_and_dropped_phrases_look_different_and_say_why():
    marks = parts_of(article_view(look(), "first", None), "Mark")
    styles = {next(c for c in m.className.split() if c.startswith("is-")): m for m in marks}
    assert set(styles) == {"is-moving", "is-still", "is-count", "is-dropped"}
    assert "a fear, not an event" in styles["is-still"].title
    assert "hold-event" in styles["is-dropped"].title
    assert all(m.tabIndex == 0 for m in styles.values())


def test_the_chosen_claim_is_on_top():
    chosen = claims()[0].id
    marks = parts_of(article_view(look(), "first", chosen), "Mark", className="is-chosen")
    assert {chosen} == {key for m in marks for key in getattr(m, "data-marks").split()}


def test_each_sentence_is_explained_and_one_without_a_match_says_so():
    effects = SITUATION.control.evidence("XX-W", MAY[6]).effects
    notes = text_of(parts_of(article_view(look(), "first", None, effects), "Ul", className="wh-notes"))
    assert "captured · West · Reds · 3 May 2022; rule made" in notes
    assert "Moved West: Reds" in notes
    assert "Nothing matched." in notes


@given(st.text(max_size=300))
def test_sentences_cover_any_text_without_gaps(text):
    cuts = sentences(text)
    assert "".join(text[a:b] for a, b in cuts) == text


@given(st.text(min_size=1, max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 40)), max_size=6))
def test_any_overlap_of_marks_leaves_the_text_as_it_is(text, pairs):
    from dataclasses import replace

    made = [replace(claims()[0], start=min(a, len(text) - 1), end=min(a + n, len(text)), quote="") for a, n in pairs]
    article = replace(SITUATION.articles["first"], text=text)
    marks = spans_of(Reading(article="first", claims=tuple(made)), frozenset())
    shown = parts_of(paragraphs(look(), article, marks, None, {}), className="wh-sentence")
    assert "".join(joined(s) for s in shown) == text
