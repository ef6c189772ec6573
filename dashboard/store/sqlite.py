"""A store in one SQLite file: nothing is updated or deleted, and what was acknowledged is on the disk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from dashboard.model import Article, WhoHoldsError

FORMAT = "1"
SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS article (
  id TEXT NOT NULL, digest TEXT NOT NULL, taken_in TEXT NOT NULL, record TEXT NOT NULL,
  PRIMARY KEY (id, digest)
);
CREATE TABLE IF NOT EXISTS review (
  number INTEGER PRIMARY KEY AUTOINCREMENT, claim TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
  reviewer TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TRIGGER IF NOT EXISTS article_stays BEFORE UPDATE ON article BEGIN SELECT RAISE(ABORT, 'articles are never changed'); END;
CREATE TRIGGER IF NOT EXISTS article_kept BEFORE DELETE ON article BEGIN SELECT RAISE(ABORT, 'articles are never deleted'); END;
CREATE TRIGGER IF NOT EXISTS review_stays BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'reviews are never changed'); END;
CREATE TRIGGER IF NOT EXISTS review_kept BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'reviews are never deleted'); END;
INSERT OR IGNORE INTO meta VALUES ('format', '{FORMAT}');
COMMIT;
"""
VERDICTS = ("accept", "reject", "unsure")


@dataclass(frozen=True, slots=True)
class Review:
    """What a person said of a claim; a later review stands beside an earlier one, never in its place."""

    claim: str
    verdict: str
    reason: str
    reviewer: str
    at: datetime


class Store:
    """Articles and reviews of one case in an SQLite file.

    Every method that writes returns after the transaction is on the disk (WAL, synchronous=FULL).
    Raises WhoHoldsError where the file is not a store of this kind or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._open() as db:
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables:
                db.execute("PRAGMA journal_mode=WAL")
                db.executescript(SCHEMA)
            elif not {"meta", "article", "review"} <= tables:  # nothing may be written into a file of somebody else's
                raise self._mistake(f"it holds other tables: {', '.join(sorted(tables)[:5])}")
            found = dict(db.execute("SELECT key, value FROM meta")).get("format")
        if found != FORMAT:
            raise WhoHoldsError(
                f"{path}: is a store of format {found}; this version of whoholds reads format {FORMAT}."
            )

    def take_in(self, articles: Iterable[Article]) -> int:
        """Add articles, all or none; the same id with the same text counts once. Returns how many are new."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        rows = [(a.id, a.digest, now, _record(a)) for a in articles]
        with self._open() as db:
            before = db.total_changes
            db.executemany("INSERT OR IGNORE INTO article VALUES (?, ?, ?, ?)", rows)
            return db.total_changes - before

    def articles(self) -> tuple[Article, ...]:
        """Every article, in the order of its id; where a text came in again changed, the version that came last.

        Raises WhoHoldsError for a record that is no article.
        """
        with self._open() as db:
            latest = dict(db.execute("SELECT id, record FROM article ORDER BY id, rowid"))
        try:
            return tuple(_article(record) for record in latest.values())
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._mistake(f"a record in it is no article: {error}") from error

    def review(self, claim: str, verdict: str, reason: str, reviewer: str) -> None:
        """Append what a person says of a claim. Raises WhoHoldsError for an unknown verdict or an empty reviewer."""
        if verdict not in VERDICTS:
            raise WhoHoldsError(
                f"review of {claim}: verdict {verdict!r} is not allowed; it is one of {', '.join(VERDICTS)}."
            )
        if not reviewer.strip():
            raise WhoHoldsError(f"review of {claim}: reviewer is empty; say who reviews.")
        row = (claim, verdict, reason, reviewer, datetime.now(UTC).isoformat(timespec="seconds"))
        with self._open() as db:
            db.execute("INSERT INTO review (claim, verdict, reason, reviewer, at) VALUES (?, ?, ?, ?, ?)", row)

    def reviews(self, claim: str | None = None) -> tuple[Review, ...]:
        """All reviews in the order in which they came, or those of one claim."""
        query = "SELECT claim, verdict, reason, reviewer, at FROM review"
        with self._open() as db:
            rows = db.execute(
                query + (" WHERE claim = ?" if claim else "") + " ORDER BY number", (claim,) if claim else ()
            ).fetchall()
        return tuple(Review(c, v, why, who, datetime.fromisoformat(at)) for c, v, why, who, at in rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection for one transaction, which is on the disk at the end, or has left no trace."""
        try:
            with closing(sqlite3.connect(self.path, timeout=30)) as db, db:
                db.execute("PRAGMA synchronous=FULL")
                yield db
        except sqlite3.Error as error:
            raise self._mistake(str(error)) from error

    def _mistake(self, why: str) -> WhoHoldsError:
        return WhoHoldsError(
            f"{self.path}: cannot be used as a store ({why}). "
            "Name a store that `whoholds read` made, or a new file in a folder you may write to."
        )


def _record(article: Article) -> str:
    fields = asdict(article)
    fields["published"] = article.published.isoformat() if article.published else None
    return json.dumps(fields)  # ASCII, so that even lone surrogates of a broken file come back as they were


def _article(record: str) -> Article:
    fields = json.loads(record)
    fields["published"] = date.fromisoformat(fields["published"]) if fields["published"] else None
    return Article(**fields)
