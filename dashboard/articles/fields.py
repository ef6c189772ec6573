"""What is said about an article: publisher, url, day; checked, with the place of a mistake named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.articles.text import whole
from dashboard.days import is_likely
from dashboard.model import WhoHoldsError

FIELDS = ("id", "title", "publisher", "url", "published", "published_basis", "country", "graded")
GRADES = ("A", "B", "C", "D", "E", "F")


def checked_fields(
    found: Mapping[str, Any], place: Callable[[str], str], country: str | None, timezone: str | None = None
) -> dict[str, Any]:
    """The fields of an Article, `published` as a day in `timezone`; raises WhoHoldsError beginning with `place(field)`."""
    fields = {name: found.get(name) for name in FIELDS}
    for name in ("title", "publisher", "url", "published_basis", "country", "graded", "id"):
        if fields[name] is not None and not isinstance(fields[name], str):
            raise WhoHoldsError(
                f"{place(name)}: {name} = {fields[name]!r} must be a text, or left out where it is not known."
            )
        fields[name] = whole(fields[name] or "") or None
    fields["published"] = day_of(fields["published"], place("published"), timezone)
    fields["country"] = fields["country"] or country
    if fields["country"] is not None and not re.fullmatch(r"[A-Z]{2}", fields["country"]):
        raise WhoHoldsError(
            f"{place('country')}: country = {fields['country']!r} must be an ISO 3166-1 alpha-2 code, such as AF."
        )
    if fields["graded"] is not None and fields["graded"] not in GRADES:
        raise WhoHoldsError(
            f"{place('graded')}: graded = {fields['graded']!r} must be one of {', '.join(GRADES)} (Admiralty code)."
        )
    return fields


def day_of(value: Any, where: str, timezone: str | None = None) -> date | None:
    """A day from an ISO date or date and time (with an offset: the day in `timezone`, an IANA name); None for none.

    Raises WhoHoldsError where it is no date, or not from 1800 to 2199.
    """
    if value is None or value == "":
        return None
    day = _day(value, timezone)
    if day is None or not is_likely(day):
        raise WhoHoldsError(
            f"{where}: published = {value!r} is not a date. Write it as 2021-08-15 (from 1800 to 2199), or leave it out."
        )
    return day


def _day(value: Any, timezone: str | None) -> date | None:
    moment = value
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if not isinstance(moment, datetime):
        return moment if isinstance(moment, date) else None
    if moment.tzinfo and timezone and is_likely(moment.date()):  # no zone reaches over the ends of the calendar
        moment = moment.astimezone(ZoneInfo(timezone))
    return moment.date()
