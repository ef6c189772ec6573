"""A folder of articles, or one file."""

from __future__ import annotations

from pathlib import Path

from dashboard.articles.fields import FIELDS, checked_fields
from dashboard.articles.lines import iter_lines
from dashboard.articles.text import ENDINGS, text_of
from dashboard.model import Article, WhoHoldsError
from dashboard.tomlfile import TomlTable, read_toml

SHEET = "articles.toml"


def read_articles(path: Path, *, country: str | None = None, timezone: str | None = None) -> tuple[Article, ...]:
    """The articles of a folder (in the order of their names), of one text file, or of a .jsonl.

    `country` is taken where an article does not name its own; a `published` with time and offset is the day in
    `timezone` (an IANA name). What `articles.toml` does not know stays None. Raises
    WhoHoldsError for a file that cannot be read, a date that is no date, an entry without a file, and an id used twice.
    """
    if not path.exists():
        raise WhoHoldsError(f"{path}: there is no such file or folder.")
    if path.suffix.lower() == ".jsonl":
        return tuple(iter_lines(path, country, timezone))
    if not path.is_dir():
        return (_article(path, _entries(path.parent).get(path.name), country, timezone),)
    entries = _entries(path)
    files = sorted(p for p in path.iterdir() if p.suffix.lower() in ENDINGS and not p.name.startswith("."))
    articles = [_article(file, entries.get(file.name), country, timezone) for file in files]
    for sheet in sorted(path.glob("*.jsonl")):
        articles += iter_lines(sheet, country, timezone)
    _unique(articles, path)
    return tuple(articles)


def _entries(folder: Path) -> dict[str, TomlTable]:
    """What `articles.toml` says of each file, by its name."""
    sheet = folder / SHEET
    if not (sheet.exists() or sheet.is_symlink()):  # a link that leads nowhere is a mistake, not a missing sheet
        return {}
    file = read_toml(sheet)
    file.only(("article",))
    entries: dict[str, TomlTable] = {}
    for entry in file.tables("article"):
        entry.only(("file", *FIELDS))
        name = entry.string("file")
        if name is None:
            raise entry.mistake("file is missing: which text does this entry speak of?")
        if not (folder / name).is_file():
            raise entry.mistake(f"file = {name!r}: there is no such file in {folder}.", "file")
        if Path(name).name != name or Path(name).suffix.lower() not in ENDINGS:
            say = f"file = {name!r}: must be the name of a file of this folder that ends in {', '.join(ENDINGS)}."
            raise entry.mistake(say, "file")
        if name in entries:
            raise entry.mistake(f"file = {name!r} has two entries; one is allowed.", "file")
        entries[name] = entry
    return entries


def _article(path: Path, entry: TomlTable | None, country: str | None, timezone: str | None) -> Article:
    page = text_of(path)
    own = {name: getattr(page, name) for name in ("title", "publisher", "url", "published") if getattr(page, name)}
    if "published" in own:
        own["published_basis"] = "from the page itself"
    if entry is None:
        fields = checked_fields(own, lambda _: str(path), country, timezone)
    else:
        if "published" in entry.data:
            own.pop("published_basis", None)
        found, sheet = own | dict(entry.data), entry
        fields = checked_fields(found, lambda name: f"{sheet.path}, line {sheet.line_of(name)}", country, timezone)
    fields["id"] = fields["id"] or path.stem
    return Article(text=page.text, path=str(path), **fields)


def unread_files(folder: Path) -> tuple[Path, ...]:
    """What lies in a folder of articles and is not read: other kinds of files, and folders."""
    known = (*ENDINGS, ".jsonl")
    return tuple(
        item
        for item in sorted(folder.iterdir())
        if not item.name.startswith(".") and item.name != SHEET and (item.is_dir() or item.suffix.lower() not in known)
    )


def _unique(articles: list[Article], folder: Path) -> None:
    seen: dict[str, Article] = {}
    for article in articles:
        if other := seen.get(article.id):
            raise WhoHoldsError(
                f"{folder}: the id {article.id!r} is used twice, by {Path(other.path or '').name} and "
                f"{Path(article.path or '').name}. Rename one file, or give it an id in {SHEET}."
            )
        seen[article.id] = article
