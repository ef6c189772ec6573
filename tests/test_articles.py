"""Articles: the text is the file's, and what is not known about it stays unknown."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.articles import read_articles
from dashboard.model import WhoHoldsError

ROOT = Path(__file__).parent.parent


def test_the_seed_is_read_with_what_is_known_and_no_more():
    (article,) = read_articles(ROOT / "seeds")
    assert article.published == date(2021, 8, 15)
    assert article.published_basis
    assert article.published_basis.startswith("inferred: ")
    assert (article.publisher, article.url, article.title, article.country) == (None, None, None, "AF")


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\ufeff"), min_size=1))
def test_the_text_is_every_character_of_the_file(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("articles") / "a.txt"
    path.write_bytes(text.encode("utf-8"))
    if text.strip():
        assert read_articles(path)[0].text == text
    else:
        with pytest.raises(WhoHoldsError, match="is empty"):
            read_articles(path)


@settings(max_examples=80, deadline=None)
@given(data=st.binary())
def test_any_bytes_are_an_article_or_a_clear_error(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("articles") / "a.txt"
    path.write_bytes(data)
    try:
        articles = read_articles(path)
    except WhoHoldsError as error:
        articles, said = (), str(error)
        assert str(path) in said
    for article in articles:
        assert article.text.encode("utf-8") == data.removeprefix(b"\xef\xbb\xbf")


def test_line_ends_stay_as_they_are(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"one\r\ntwo\nthree\r")
    assert read_articles(tmp_path)[0].text == "one\r\ntwo\nthree\r"


def test_json_lines_keep_their_own_dates_and_countries(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [
        {
            "id": "1",
            "title": "T",
            "publisher": "P",
            "url": "u",
            "published": "2021-08-15",
            "country": "SY",
            "text": "x",
        },
        {"id": "2", "title": None, "publisher": None, "url": None, "published": None, "country": None, "text": ""},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    one, two = read_articles(path, country="AF")
    assert (one.country, one.published) == ("SY", date(2021, 8, 15))
    assert (two.country, two.published) == ("AF", None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", r"line 1: is not JSON"),
        ('{"id": 1}', "the texts `id` and `text`"),
        ('{"id": "a", "text": "x", "published": "soon"}', r"published = 'soon' is not a date\. Write it as 2021-08-15"),
        ('{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}', "line 2: id = 'a' is used twice"),
        ('{"id": "a", "text": "x", "country": "Syria"}', "country = 'Syria' must be an ISO 3166-1"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, said):
    path = tmp_path / "a.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(WhoHoldsError, match=said):
        read_articles(path)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ('[[article]]\nfile = "b.txt"\n', r"line 2: file = 'b\.txt': there is no such file"),
        ('[[article]]\nfile = "a.txt"\npublisher = 3\n', "publisher = 3 must be a text"),
        ('[[article]]\nfile = "a.txt"\ndate = 2021-08-15\n', "unknown field 'date'.*Allowed are: .*published"),
        ('[[article]]\nfile = "a.txt"\n[[article]]\nfile = "a.txt"\n', "has two entries"),
    ],
)
def test_a_mistake_in_the_sheet_is_named(tmp_path, sheet, said):
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    (tmp_path / "articles.toml").write_text(sheet, encoding="utf-8")
    with pytest.raises(WhoHoldsError, match=said):
        read_articles(tmp_path)


def test_an_html_page_gives_its_article(tmp_path):
    body = "".join(
        f"<p>The rebels took the town of Alpha on day {n}, and the army withdrew to the hills.</p>" for n in range(6)
    )
    (tmp_path / "a.html").write_text(
        f"<html><body><nav>Menu</nav><article>{body}</article></body></html>", encoding="utf-8"
    )
    assert "The rebels took the town of Alpha" in read_articles(tmp_path)[0].text


def test_a_broken_pdf_is_a_clear_error(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 and then nothing")
    with pytest.raises(WhoHoldsError, match=r"a\.pdf: cannot be read as PDF"):
        read_articles(tmp_path)
