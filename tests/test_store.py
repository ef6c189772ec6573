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
