"""What is said about an article: publisher, url, day; checked, with the place of a mistake named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from dashboard.model import WhoHoldsError

FIELDS = ("id", "title", "publisher", "url", "published", "published_basis", "country", "graded")
GRADES = ("A", "B", "C", "D", "E", "F")


def checked_fields(found: Mapping[str, Any], where: str, country: str | None) -> dict[str, Any]:
    """The fields of an Article, `published` as a day; raises WhoHoldsError that begins with `where`."""
    fields = {name: found.get(name) for name in FIELDS}
    for name in ("title", "publisher", "url", "published_basis", "country", "graded", "id"):
        if fields[name] is not None and not isinstance(fields[name], str):
            raise WhoHoldsError(
                f"{where}: {name} = {fields[name]!r} must be a text, or left out where it is not known."
            )
    fields["published"] = day_of(fields["published"], where)
    fields["country"] = fields["country"] or country
    if fields["country"] is not None and not re.fullmatch(r"[A-Z]{2}", fields["country"]):
        raise WhoHoldsError(f"{where}: country = {fields['country']!r} must be an ISO 3166-1 alpha-2 code, such as AF.")
    if fields["graded"] is not None and fields["graded"] not in GRADES:
        raise WhoHoldsError(
            f"{where}: graded = {fields['graded']!r} must be one of {', '.join(GRADES)} (Admiralty code)."
        )
    return fields


def day_of(value: Any, where: str) -> date | None:
    """A day from an ISO date or date and time; None where there is none; WhoHoldsError where it is no date."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(value).date() if len(value) > 10 else date.fromisoformat(value)
    except (TypeError, ValueError):
        raise WhoHoldsError(
            f"{where}: published = {value!r} is not a date. Write it as 2021-08-15, or leave it out."
        ) from None
