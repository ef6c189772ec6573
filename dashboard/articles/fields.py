"""What is said about an article: publisher, url, day; checked, with the place of a mistake named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.articles.text import whole
from dashboard.model import WhoHoldsError

FIELDS = ("id", "title", "publisher", "url", "published", "published_basis", "country", "graded")
_FIRST_YEAR = 1800  # an earlier day is a slip of the pen
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

    Raises WhoHoldsError where it is no date, or one before 1800.
    """
    if value is None or value == "":
        return None
    moment = value
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            moment = None
    if isinstance(moment, datetime):
        local = moment.astimezone(ZoneInfo(timezone)) if moment.tzinfo and timezone and moment.year > 1 else moment
        moment = local.date()
    if not isinstance(moment, date) or moment.year < _FIRST_YEAR:
        raise WhoHoldsError(f"{where}: published = {value!r} is not a date. Write it as 2021-08-15, or leave it out.")
    return moment
