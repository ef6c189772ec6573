"""Which days the project believes: ISO 8601, from 1800 to 2199. Any other is a slip of the pen, and is told as one."""

from __future__ import annotations

from datetime import date

FIRST, LAST = date(1800, 1, 1), date(2199, 12, 31)


def is_likely(day: date) -> bool:
    """Whether a day lies in the years that articles and events can speak of."""
    return FIRST <= day <= LAST


def iso_day(text: str) -> date:
    """The day that an ISO text says; ValueError where it says none, or one before 1800 or after 2199."""
    day = date.fromisoformat(text.strip())
    if not is_likely(day):
        raise ValueError(f"{day} is not between {FIRST.year} and {LAST.year}")
    return day
