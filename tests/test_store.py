"""The store: what was acknowledged is there after a kill, and nothing is overwritten."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.model import Article, WhoHoldsError
from dashboard.store import Store

WRITER = """
import sys
from pathlib import Path
from dashboard.model import Article
from dashboard.store import Store
store = Store(Path(sys.argv[1]))
for n in range(10**6):
    store.take_in([Article(id=f"a{n:06}", text=f"text {n}")])
    print(n, flush=True)
"""


def test_every_article_that_was_acknowledged_survives_a_kill(tmp_path):
    path = tmp_path / "case.db"
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    acknowledged = [int(process.stdout.readline()) for _ in range(40)]
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    kept = {article.id for article in Store(path).articles()}
    assert {f"a{n:06}" for n in acknowledged} <= kept


def test_the_same_article_counts_once_and_a_changed_text_is_kept_beside_the_old_one(tmp_path):
    store = Store(tmp_path / "case.db")
    first = Article(id="a", text="one", published=date(2021, 8, 15))
    assert store.take_in([first, first]) == 1
    assert store.take_in([Article(id="a", text="two")]) == 1
    assert [a.text for a in store.articles()] == ["two"]
    with closing(sqlite3.connect(store.path)) as db:
        assert db.execute("SELECT count(*) FROM article").fetchone() == (2,)


def test_a_review_is_appended_and_never_overwritten(tmp_path):
    store = Store(tmp_path / "case.db")
    store.review("abc", "accept", "the sentence says so", "amina")
    store.review("abc", "reject", "it speaks of 2015", "ben")
    assert [(r.verdict, r.reviewer) for r in store.reviews("abc")] == [("accept", "amina"), ("reject", "ben")]
    with closing(sqlite3.connect(store.path)) as db, pytest.raises(sqlite3.IntegrityError, match="never changed"):
        db.execute("UPDATE review SET verdict = 'accept'")


def test_a_review_needs_a_known_verdict_and_a_name(tmp_path):
    store = Store(tmp_path / "case.db")
    with pytest.raises(WhoHoldsError, match="accept, reject, unsure"):
        store.review("abc", "perhaps", "", "amina")
    with pytest.raises(WhoHoldsError, match="reviewer is empty"):
        store.review("abc", "accept", "", " ")


def test_a_file_that_is_no_store_is_refused_and_left_as_it_was(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but somebody's notes\n" * 50)
    with pytest.raises(WhoHoldsError, match=r"notes\.txt: cannot be used as a store"):
        Store(path)
    assert path.read_text().startswith("not a database")


@settings(max_examples=30, deadline=None)
@given(text=st.text(st.characters()), title=st.none() | st.text())
def test_an_article_comes_back_as_it_went_in(tmp_path_factory, text, title):
    store = Store(tmp_path_factory.mktemp("store") / "case.db")
    article = Article(id="x", text=text, title=title, published=date(2021, 8, 15), country="AF")
    store.take_in([article])
    assert store.articles() == (article,)


def test_a_database_of_somebody_else_is_refused_and_left_as_it_was(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE article (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(WhoHoldsError, match=r"other\.db: cannot be used as a store \(it holds other tables: article\)"):
        Store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "record", ["{", "[]", '{"id": "a"}', '{"published": "soon"}', '{"published": null, "more": 1}']
)
def test_a_record_that_is_no_article_is_told_with_its_file(tmp_path, record):
    store = Store(tmp_path / "case.db")
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute("INSERT INTO article VALUES ('a', 'd', '2021-08-15', ?)", (record,))
    with pytest.raises(WhoHoldsError, match=r"case\.db: cannot be used as a store \(a record in it is no article"):
        store.articles()


def test_a_store_that_another_version_made_is_told_with_both_formats(tmp_path):
    store = Store(tmp_path / "case.db")
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute("UPDATE meta SET value = '9'")
    with pytest.raises(WhoHoldsError, match="is a store of format 9; this version of whoholds reads format 1"):
        Store(store.path)


def test_a_store_that_cannot_be_written_to_any_more_is_told_and_keeps_what_it_has(tmp_path):
    store = Store(tmp_path / "case.db")
    store.take_in([Article(id="a", text="one")])
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON article BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    with pytest.raises(WhoHoldsError, match=r"case\.db: .*disk is full"):
        store.take_in([Article(id="b", text="two"), Article(id="c", text="three")])
    assert [article.id for article in store.articles()] == ["a"]
