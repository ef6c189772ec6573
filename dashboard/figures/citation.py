"""How to cite a sentence and its article: plain text, Chicago, BibTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.model import Article, Claim

_SAFE_URL = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One claim cited in three forms."""

    plain: str
    chicago: str
    bibtex: str


def safe_url(url: str | None) -> str | None:
    """The address if it is an http or https one, else None: nothing else becomes a link."""
    return url if url is not None and _SAFE_URL.fullmatch(url.strip()) else None


def day_text(article: Article) -> str:
    """The publication day in words, as citations write it in English, or "n.d."."""
    day = article.published
    return "n.d." if day is None else f"{day:%B} {day.day}, {day.year}"


def plain(claim: Claim, article: Article) -> str:
    """Quote, speaker and outlet, then the article, its publisher, day and address, and how to find the words again."""
    said = [f"said by {claim.speaker}" if claim.speaker else "", f"through {claim.outlet}" if claim.outlet else ""]
    parts = [
        f"“{claim.quote}”" + "".join(f", {part}" for part in said if part),
        f"in “{title(article)}”",
        article.publisher or "publisher unknown",
        day_text(article) + (f" (date {article.published_basis})" if article.published_basis else ""),
        safe_url(article.url) or "",
        f"characters {claim.start}–{claim.end} of the text with SHA-256 {article.digest}",
    ]
    return ", ".join(part for part in parts if part) + "."


def chicago(claim: Claim, article: Article) -> str:
    """The article as a Chicago note, with the quote first."""
    where = ", ".join(
        x for x in (article.publisher or "publisher unknown", day_text(article), safe_url(article.url)) if x
    )
    through = f" (quoting {claim.speaker})" if claim.speaker else f" (citing {claim.outlet})" if claim.outlet else ""
    return f"“{claim.quote}”{through}. “{title(article)},” {where}."


def bibtex(claim: Claim, article: Article) -> str:
    """The article as a BibTeX `@misc` entry with the quote as its annotation."""
    day = article.published
    fields = {
        "title": f"{{{escaped(title(article))}}}",
        "publisher": escaped(article.publisher) if article.publisher else None,
        "year": str(day.year) if day else None,
        "month": f"{day:%b}".lower() if day else None,
        "day": str(day.day) if day else None,
        "url": safe_url(article.url),
        "note": escaped(f"Quoted: {claim.quote} [characters {claim.start}-{claim.end}, SHA-256 {article.digest}]"),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key(article)},", *lines, "}"])


def title(article: Article) -> str:
    """The article's title, or its first line cut short where it has none."""
    first = next((line.strip() for line in article.text.splitlines() if line.strip()), article.id)
    return article.title or (first if len(first) <= 90 else first[:89].rsplit(" ", 1)[0] + "…")


def key(article: Article) -> str:
    """A BibTeX key made of the article's id."""
    return re.sub(r"[^A-Za-z0-9]+", "", article.id) or article.digest[:12]


def escaped(text: str) -> str:
    """Text with the characters that BibTeX reads as commands escaped, on one line."""
    return " ".join(text.split()).translate(_BIBTEX)


def citation(claim: Claim, article: Article) -> Citation:
    """One claim of one article, cited in three forms."""
    return Citation(plain=plain(claim, article), chicago=chicago(claim, article), bibtex=bibtex(claim, article))
