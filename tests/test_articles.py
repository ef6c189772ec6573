"""Articles from files: what is read, what stays exactly as it is, and what is refused with how to mend it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.articles import iter_lines, read_articles, unread_files
from dashboard.model import WhoHoldsError
from dashboard.shipped import shipped


def folder(tmp_path: Path, sheet: str = "", **files: bytes | str) -> Path:
    for name, content in files.items():
        path = tmp_path / name.replace("_", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    if sheet:
        (tmp_path / "articles.toml").write_text(sheet, encoding="utf-8")
    return tmp_path


def test_the_seed_is_read_with_its_inferred_date() -> None:
    (seed,) = read_articles(shipped("seeds"))
    assert (seed.id, seed.published, seed.country) == ("000_9befa76efd5dd30c", date(2021, 8, 15), "AF")
    assert (seed.publisher, seed.url, seed.title) == (None, None, None)
    assert seed.published_basis is not None
    assert seed.published_basis.startswith("inferred: ")
    assert seed.text.encode() == (shipped("seeds") / "000_9befa76efd5dd30c.txt").read_bytes()


def test_the_seed_has_not_been_touched() -> None:
    (seed,) = read_articles(shipped("seeds"))
    assert len(seed.text) == 3492
    assert seed.digest == "e960cbc1ebfe0f2cb4947b8d376c8d292feb416b7e7283d2ebc7b5e6d8776b4d"


@settings(deadline=None, max_examples=100)
@given(text=st.text(min_size=1).filter(lambda t: t.strip() and "\0" not in t and not t.startswith("\ufeff")))
def test_the_text_of_a_file_is_kept_character_for_character(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("exact") / "a.txt"
    path.write_bytes(text.encode())
    (article,) = read_articles(path)
    assert article.text == text
    path = path.with_name("a.jsonl")
    path.write_text(json.dumps({"id": "a", "text": text}), encoding="utf-8")
    assert read_articles(path)[0].text == text


@settings(deadline=None, max_examples=100)
@given(data=st.binary(max_size=300), ending=st.sampled_from([".txt", ".jsonl", ".pdf", ".html"]))
def test_any_bytes_are_an_article_or_an_error_that_names_the_file(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"a{ending}"
    path.write_bytes(data)
    try:
        articles, said = read_articles(path), str(path)
    except WhoHoldsError as error:
        articles, said = (), str(error)
    assert str(path) in said
    if ending == ".txt":
        assert all(article.text.encode() == data.removeprefix(b"\xef\xbb\xbf") for article in articles)


def test_a_broken_pdf_is_a_clear_error(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    with pytest.raises(WhoHoldsError, match=r"a\.pdf: cannot be read as PDF"):
        read_articles(folder(tmp_path, a_pdf="%PDF-1.4 and then nothing"))


def test_line_ends_stay_and_a_byte_order_mark_does_not(tmp_path: Path) -> None:
    (article,) = read_articles(folder(tmp_path, a_txt=b"\xef\xbb\xbfone\r\ntwo\rthree\n"))
    assert article.text == "one\r\ntwo\rthree\n"


def test_a_file_without_an_entry_is_read_undated(tmp_path: Path) -> None:
    (article,) = read_articles(folder(tmp_path, a_txt="text"), country="SD")
    assert (article.id, article.published, article.title, article.country) == ("a", None, None, "SD")


def test_an_entry_gives_what_is_known(tmp_path: Path) -> None:
    sheet = (
        '[[article]]\nfile = "a.txt"\nid = "x"\ntitle = "T"\npublisher = "P"\nurl = "https://example.org"\n'
        'published = 2024-05-01T21:00:00Z\ncountry = "UA"\ngraded = "B"\n'
    )
    place = folder(tmp_path, sheet, a_txt="text", b_txt="other")
    article, other = read_articles(place, country="SD", timezone="Europe/Kyiv")
    assert (article.id, article.title, article.publisher, article.graded) == ("x", "T", "P", "B")
    assert (article.published, article.country, other.country) == (date(2024, 5, 2), "UA", "SD")
    assert read_articles(place / "a.txt", timezone="Europe/Kyiv") == (article,)


def test_other_files_are_left_alone_and_can_be_listed(tmp_path: Path) -> None:
    place = folder(tmp_path, a_txt="text", notes_docx="x")
    (place / "old").mkdir()
    assert [article.id for article in read_articles(place)] == ["a"]
    assert [path.name for path in unread_files(place)] == ["notes.docx", "old"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", r"a\.txt: is empty"),
        (b" \n", r"a\.txt: is empty"),
        (b"ab\0c", r"a\.txt: is binary \(a NUL byte at 2\)"),
        (b"caf\xe9", r"a\.txt: byte 3 \(0xe9\) is not UTF-8.*iconv"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(WhoHoldsError, match=said):
        read_articles(folder(tmp_path, a_txt=content))


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ('[[article]]\nfile = "b.txt"\n', "line 2: file = 'b.txt': there is no such file"),
        ('[[article]]\nfile = "a.txt"\n\n[[article]]\nfile = "a.txt"\n', "line 5: file = 'a.txt' has two entries"),
        ('[[article]]\ntitle = "T"\n', "line 1: file is missing"),
        ('[[article]]\nfile = "a.txt"\npublished = "last week"\n', "line 3: published = 'last week' is not a date"),
        ('[[article]]\nfile = "a.txt"\npublished = 21-08-15\n', "is not valid TOML"),
        ('[[article]]\nfile = "a.txt"\npublished = 0202-08-15\n', "line 3: published = .* is not a date"),
        ('[[article]]\nfile = "a.txt"\npublished = 9999-12-31\n', "line 3: published = .* is not a date"),
        (
            '[[article]]\nfile = "a.txt"\npublished = 9999-12-31T23:59:59-12:00\n',
            "line 3: published = .* is not a date",
        ),
        ('[article]\nfile = "a.txt"\n', r"line 1: article = .* must be written as \[\[article\]\] tables"),
        ('article = "a.txt"\n', r"line 1: article = 'a\.txt' must be written as \[\[article\]\] tables"),
        ('[[article]]\nfile = "articles.toml"\n', r"line 2: file = .*a file of this folder that ends in \.txt"),
        ('[[article]]\nfile = "x/a.txt"\n', r"line 2: file = .*a file of this folder"),
        ('[[article]]\nfile = "a.txt"\ncountry = "Sudan"\n', "line 3: country = 'Sudan' must be an ISO"),
        ('[[article]]\nfile = "a.txt"\ngraded = "Z"\n', "line 3: graded = 'Z' must be one of A"),
        ('[[article]]\nfile = "a.txt"\nauthor = "Z"\n', "line 3: unknown field 'author'.*publisher"),
        ('[[article]]\nfile = "a.txt"\ntitle = 3\n', "line 3: title = 3 must be a text"),
    ],
)
def test_a_mistake_in_the_sheet_names_its_line(tmp_path: Path, sheet: str, said: str) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.txt").write_text("another text")
    with pytest.raises(WhoHoldsError, match=f"articles.toml.*{said}"):
        read_articles(folder(tmp_path, sheet, a_txt="text"), timezone="Asia/Kabul")


def test_a_sheet_that_is_a_link_to_nowhere_is_not_taken_for_a_missing_one(tmp_path: Path) -> None:
    place = folder(tmp_path, a_txt="text")
    (place / "articles.toml").symlink_to("articles.toml")
    with pytest.raises(WhoHoldsError, match=r"articles\.toml: cannot be read"):
        read_articles(place)


def test_two_articles_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WhoHoldsError, match=r"the id 'a' is used twice, by a\.txt and b\.txt"):
        read_articles(folder(tmp_path, '[[article]]\nfile = "b.txt"\nid = "a"\n', a_txt="1", b_txt="2"))


def test_json_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"id": "1", "text": "one", "published": null, "more": 1}\n\n{"id": "2", "text": "two"}\nbroken', "utf-8"
    )
    lines = iter_lines(path, "ML")
    assert (next(lines).id, next(lines).country) == ("1", "ML")
    with pytest.raises(WhoHoldsError, match="line 4: is not JSON"):
        next(lines)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"[]", "line 1: must be an object"),
        (b'{"id": "1"}', "line 1: must be an object with the texts `id` and `text`"),
        (b'{"id": " ", "text": "x"}', "line 1: id must not be empty"),
        (b'{"id": "1", "text": "x", "country": "Syria"}', "line 1: country = 'Syria' must be an ISO 3166-1"),
        (b'{"id": "1", "text": "x", "published": "soon"}', "line 1: published = 'soon' is not a date"),
        (b'{"id": "1", "text": "x"}\n{"id": "1", "text": "y"}', "line 2: id = '1' is used twice"),
        (b'{"id": "1", "text": "caf\xe9"}', "line 1: byte 24 .* is not UTF-8"),
        (b"", "is empty"),
    ],
)
def test_a_mistake_in_json_lines_names_its_line(tmp_path: Path, line: bytes, said: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line)
    with pytest.raises(WhoHoldsError, match=rf"a\.jsonl.*{said}"):
        read_articles(path)


def test_half_characters_become_replacement_characters_one_for_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(r'{"id": "1", "text": "a\ud800b\ud83d\ude42"}', "utf-8")
    assert read_articles(path)[0].text == "a\ufffdb🙂"


PAGE = """<html><head><title>Town falls</title><meta property="article:published_time" content="2024-05-01">
<meta property="og:site_name" content="The Paper"></head><body><article><h1>Town falls</h1>
<p>Fighters entered the town on Wednesday, residents said by telephone from their homes.</p>
<p>The army did not comment on the reports, which could not be verified at once by reporters.</p></article></body></html>"""


def test_a_web_page_gives_its_text_and_its_own_date(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (article,) = read_articles(folder(tmp_path, a_html=PAGE))
    assert "Fighters entered the town on Wednesday" in article.text
    assert (article.published, article.published_basis) == (date(2024, 5, 1), "from the page itself")
    sheet = '[[article]]\nfile = "a.html"\npublished = 2024-05-02\n'
    (article,) = read_articles(folder(tmp_path, sheet))
    assert (article.published, article.published_basis) == (date(2024, 5, 2), None)


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    with pytest.raises(WhoHoldsError, match=r"need the extra `html`.*whoholds\[html\]"):
        read_articles(folder(tmp_path, a_html=PAGE))


def test_a_path_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(WhoHoldsError, match="there is no such file or folder"):
        read_articles(tmp_path / "none")
    with pytest.raises(WhoHoldsError, match=r"files ending in \.docx are not read"):
        read_articles(folder(tmp_path, a_docx="x") / "a.docx")
