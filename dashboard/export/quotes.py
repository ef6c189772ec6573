"""The sentences behind a view as plain text (Markdown), unit by unit, with who said it and where it stands."""

from __future__ import annotations

from dashboard.export.shot import Shot
from dashboard.figures.notes import published_text, title_text
from dashboard.figures.sentences import clocks_text, event_text, said_by, status_sentence
from dashboard.model import Effect, Evidence


def quotes_text(shot: Shot) -> str:
    """Each unit with a report: its status sentence, then the quotes that made it in the order in which they acted."""
    words = shot.words
    lines = [f"# {shot.look.title}", "", clocks_text(shot.day, shot.known_at, words.lang) + ".", ""]
    if shot.machine_read:
        lines += [f"*{words('picture.machine')}.*", ""]
    for unit, evidence in shot.evidence.items():
        lines += unit_lines(shot, unit, evidence)
    if not shot.evidence:
        lines.append(words("picture.nothing", day=shot.day, known=shot.known_at))
    return "\n".join(lines).rstrip() + "\n"


def unit_lines(shot: Shot, unit: str, evidence: Evidence) -> list[str]:
    """One unit: heading, status sentence, quotes for and against, quotes read but not counted."""
    words = shot.words
    sentence = status_sentence(evidence.status, shot.situation, words.lang)
    lines = [f"## {shot.look.unit_name(unit)} ({unit})", "", sentence[:1].upper() + sentence[1:] + ".", ""]
    for effect in evidence.effects:
        lines += _quote(shot, effect)
    if evidence.not_counted:
        lines += [f"### {words('panel.not_counted', n=len(evidence.not_counted))}", ""]
        for effect in evidence.not_counted:
            lines += _quote(shot, effect)
    return lines


def _quote(shot: Shot, effect: Effect) -> list[str]:
    words, claim = shot.words, effect.claim
    article = shot.situation.articles.get(claim.article)
    title = title_text(article, words.lang) if article else claim.article
    quoted = words("sentence.titled", title=title)
    place = words.listed((quoted, published_text(article, shot.situation, words.lang))) if article else title
    said = words.series((said_by(claim, words.lang), event_text(claim, words.lang), place))
    side = words("card.for" if effect.supports else "card.against") if effect.counted else words("card.not_counted")
    return [
        "> " + " ".join(claim.quote.split()),
        "",
        f"{words.listed((said, f'{claim.start}–{claim.end}'))}. {side}: {shot.look.moved(effect)}. "
        f"[{claim.id}, {claim.rule or claim.engine}]",
        "",
    ]
