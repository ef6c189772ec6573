"""Whole sentences in plain words: a status, the totals of a day, how a date is known, who said it (texts/*.toml)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard.figures.words import Words, words_of
from dashboard.model import Claim, Extent, Kind, Status

if TYPE_CHECKING:
    from dashboard.control import Totals
    from dashboard.situation import Situation


def day_text(day: date | None, lang: str | None = None) -> str:
    """A day as `14 Aug 2021`, or the language's word for a day that is not known."""
    return words_of(lang).day(day)


def side_text(actor: str | None, situation: Situation, lang: str | None = None) -> str:
    """A side as it stands in a sentence: "the Taliban" in English where the case says so, else its name."""
    words, found = words_of(lang), situation.case.actors.by_id.get(actor or "")
    if found is None:
        return actor or words("actor.none")
    return found.said if found.said and words.lang == "en" else found.called(words.lang)


def side_name(actor: str | None, situation: Situation, lang: str | None = None) -> str:
    """A side as it stands in a list: its name in the language where the case has one, else its name."""
    found = situation.case.actors.by_id.get(actor or "")
    return found.called(words_of(lang).lang) if found else actor or ""


def status_sentence(status: Status, situation: Situation, lang: str | None = None) -> str:
    """`held by the Taliban since 14 Aug 2021, capital only; 3 claims from 2 origins; last report 14 Aug 2021`."""
    return words_of(lang).series(part for part in status_parts(status, situation, lang) if part)


def status_parts(status: Status, situation: Situation, lang: str | None = None) -> tuple[str, str]:
    """The status sentence in two: what the status is, and what it rests on (empty where nothing was reported)."""
    words = words_of(lang)
    if status.kind is Kind.NO_REPORT:
        return words("sentence.no_report", day=status.day, known=status.known_at), ""
    rests_on = (part for part in (_evidence(status, words), _last_report(status, words)) if part)
    return _who(status, situation, words, _since(status, words)) + _extent(status, words), words.series(rests_on)


def short_status(status: Status, situation: Situation, lang: str | None = None) -> str:
    """The status without dates and counts: `held by the Taliban, capital only`."""
    words = words_of(lang)
    if status.kind is Kind.NO_REPORT:
        return words("kind.no_report")
    return _who(status, situation, words) + _extent(status, words)


def _who(status: Status, situation: Situation, words: Words, since: str = "") -> str:
    side, rival = (side_text(a, situation, words.lang) for a in (status.actor, status.rival))
    key = f"sentence.{status.kind.value}"
    if status.kind in (Kind.CONTESTED, Kind.DISPUTED) and status.rival is None:
        key = "sentence.contested_none" if status.actor is None else f"{key}_one"
    return words(key, side=side, rival=rival, since=since)


def _since(status: Status, words: Words) -> str:
    if status.since is None:
        return ""
    return words("sentence.since_uncertain" if status.since_uncertain else "sentence.since", day=status.since)


def _extent(status: Status, words: Words) -> str:
    doubt = words("sentence.unconfirmed") if status.kind is Kind.CLAIMED else ""
    if status.extent is Extent.NONE or status.kind in (Kind.CONTESTED, Kind.DISPUTED):
        return doubt
    return doubt + words("sentence.extent", extent=words.label("extent", status.extent.value))


def _evidence(status: Status, words: Words) -> str:
    if not status.claims:
        return ""
    counts = {"claims": words("count.claims", n=status.claims), "origins": words("count.origins", n=status.origins)}
    return words("sentence.evidence", **counts)


def _last_report(status: Status, words: Words) -> str:
    if status.last_report is None:
        return ""
    if not status.age:
        return words("sentence.last_report", day=status.last_report)
    return words("sentence.last_report_old", day=status.last_report, days=words("count.days", n=status.age))


def totals_sentence(totals: Totals, situation: Situation, lang: str | None = None, *, of: bool = False) -> str:
    """`12 Aug 2021: Taliban 14, contested 3, no report 17`; with `of` the number of units is said too."""
    words = words_of(lang)
    parts = words.listed(totals_parts(totals, situation, lang))
    if of:
        return words("sentence.totals_of", day=totals.day, n=totals.units, parts=parts)
    return words("sentence.totals", day=totals.day, parts=parts)


def totals_parts(totals: Totals, situation: Situation, lang: str | None = None) -> tuple[str, ...]:
    """The parts of the totals sentence in a fixed order: held by side, claimed by side, contested, disputed, no report."""
    words, actors = words_of(lang), situation.control.actors
    found = []
    for kind, key in ((Kind.HELD, "sentence.side_held"), (Kind.CLAIMED, "sentence.side_claimed")):
        for actor in actors:
            if n := totals.counts.get((actor, kind), 0):
                name = side_name(actor, situation, lang) if kind is Kind.HELD else side_text(actor, situation, lang)
                found.append(words(key, side=name, n=n))
    for kind in (Kind.CONTESTED, Kind.DISPUTED, Kind.NO_REPORT):
        n = sum(count for (_, k), count in totals.counts.items() if k is kind)
        if n:
            found.append(words(f"sentence.{kind.value}_count", n=n))
    return tuple(found)


def event_text(claim: Claim, lang: str | None = None) -> str:
    """The day or days of what a claim tells, and what the day rests on."""
    words = words_of(lang)
    if claim.event_from is None:
        return words("precision.unknown")
    day = words.interval(claim.event_from, claim.event_to)
    return words("sentence.event", day=day, basis=words.label("basis", claim.basis.value))


def said_by(claim: Claim, lang: str | None = None) -> str:
    """Who said it, and through whom: the speaker, the outlet that the text cites, or the article itself."""
    words = words_of(lang)
    if claim.speaker and claim.outlet and claim.outlet != claim.speaker:
        return words("sentence.said_through", speaker=claim.speaker, outlet=claim.outlet)
    if claim.speaker:
        return words("sentence.said_by", speaker=claim.speaker)
    return words("sentence.through", outlet=claim.outlet) if claim.outlet else words("sentence.said_article")


def clocks_text(day: date, known_at: date, lang: str | None = None) -> str:
    """Both clocks in one line: `As of 14 Aug 2021, known at 15 Aug 2021`."""
    words = words_of(lang)
    return words.listed((words("sentence.as_of", day=day), words("sentence.known_at", known=known_at)))
