"""The arithmetic behind rules/dates.toml: the parts of an expression and the day of publication -> an interval of days."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dashboard.claims.timewords import FUTURE, Parts, When, Words
from dashboard.model import Precision


def give(gives: str, parts: Parts, args: Mapping[str, Any], published: date | None, words: Words) -> When | None:
    """The interval of one expression; None where its parts make no date (31 June)."""
    try:
        return GIVERS[gives](parts, args, published, words)
    except (ValueError, OverflowError):  # 31 June; a day before the year 1
        return None


def _between(lo: date, hi: date, words: Words, precision: Precision | None = None) -> When:
    return When(lo, hi, precision or words.precision(lo, hi))


def _weekday(parts: Parts, args: Mapping[str, Any], published: date | None, words: Words) -> When:
    if published is None:
        return When(precision=Precision.DAY)
    wanted = words.weekday[parts["weekday"]]
    if which := parts.get("which"):
        monday = published - timedelta(published.weekday() + (7 if which == "last" else 0))
        return _between(monday + timedelta(wanted), monday + timedelta(wanted), words)
    back = (published.weekday() - wanted) % 7
    if args.get("strict") and back == 0:
        back = 7
    day = published - timedelta(back + 7 * args.get("weeks", 0))
    return _between(day, day, words)


def _weekdays(parts: Parts, args: Mapping[str, Any], published: date | None, words: Words) -> When:
    last = _weekday({"weekday": parts["weekday2"]}, args, published, words)
    if last.hi is None:
        return last
    first = _weekday(parts, args, last.hi, words)
    return _between(first.lo or last.hi, last.hi, words)


def _days(_: Parts, args: Mapping[str, Any], published: date | None, words: Words) -> When:
    precision = Precision(args["precision"]) if "precision" in args else None
    if published is None:
        return When(precision=precision or Precision.DAY)
    return _between(published + timedelta(args["days"][0]), published + timedelta(args["days"][1]), words, precision)


def _ago(parts: Parts, _: Mapping[str, Any], published: date | None, words: Words) -> When:
    unit, (few, most) = parts["unit"], words.counted(parts)
    days = words.unit[unit]
    if published is None:
        return When(historic=days >= 365)
    if days >= 365:
        years = days // 365
        lo, hi = date(published.year - most * years, 1, 1), date(published.year - few * years, 12, 31)
        return replace(_between(lo, min(hi, published), words, Precision.YEAR), historic=True)
    if days == 0:
        hours = 24 if unit == "hour" else 24 * 60
        return _between(published - timedelta(-(-most // hours)), published, words)
    slack = {7: 3, 14: 4, 30: 15}.get(days, 0)
    return _between(published - timedelta(most * days + slack), published - timedelta(few * days - slack), words)


def _window(parts: Parts, args: Mapping[str, Any], published: date | None, words: Words) -> When:
    unit = parts["unit"]
    days = words.unit[unit]
    if published is None:
        return When()
    if args.get("recent"):  # the same lengths whatever the text counts
        length, last = {0: (1, 0), 1: (3, 1), 7: (28, 0), 30: (120, 0)}.get(days, (days * 3, 0))
        return _between(published - timedelta(length), published - timedelta(last), words)
    most = words.counted(parts)[1]
    if days == 0:
        hours = 24 if unit == "hour" else 24 * 60
        length = -(-most // hours)
    else:
        length = most * days
    length += "more" in parts  # "little over a week"
    return _between(published - timedelta(length), published, words)


def _period(parts: Parts, args: Mapping[str, Any], published: date | None, words: Words) -> When:
    if published is None:
        return When()
    unit, back = parts.get("period") or args["unit"], args.get("back", 0)
    historic = False
    if unit == "weekend":
        saturday = published - timedelta((published.weekday() - 5) % 7 + 7 * (back if published.weekday() >= 5 else 0))
        lo, hi = saturday, saturday + timedelta(1)
    elif unit == "week":
        lo = published - timedelta(published.weekday() + 7 * back)
        hi = lo + timedelta(6)
    elif unit == "month":
        lo, hi = _month_days(published.year, published.month)
        if back:
            lo, hi = _month_days((lo - timedelta(1)).year, (lo - timedelta(1)).month)
    else:
        lo, hi, historic = date(published.year - back, 1, 1), date(published.year - back, 12, 31), bool(back)
    if part := parts.get("part"):
        if part in ("earlier", "early") and not back:
            hi = max(lo, published - timedelta(1))
        else:
            lo, hi = words.third(part, lo, hi)
    if lo > published:
        return FUTURE
    return replace(
        _between(lo, min(hi, published), words, Precision.YEAR if unit == "year" else None), historic=historic
    )


def _month(parts: Parts, args: Mapping[str, Any], published: date | None, words: Words) -> When:
    month = words.month_of(parts["month"])
    if "year" in parts:
        lo, hi = _month_days(int(parts["year"]), month)
    elif published is None:
        return When(precision=Precision.MONTH)
    else:
        year = published.year - (month > published.month or (month == published.month and bool(args.get("strict"))))
        lo, hi = _month_days(year, month)
    lo, hi = words.third(parts.get("part"), lo, hi)
    return _between(lo, hi, words)


def _season(parts: Parts, _: Mapping[str, Any], published: date | None, words: Words) -> When:
    first, last = words.season[parts["season"]]
    if "year" in parts:
        year = int(parts["year"])
    elif published is None:
        return When()
    else:
        year = published.year - (parts["which"] == "last" and last >= first)
    lo = date(year - (last < first), first, 1)
    hi = _month_days(year, last)[1]
    lo, hi = words.third(parts.get("part"), lo, hi)
    return _between(lo, hi, words, Precision.YEAR)


def _date(parts: Parts, _: Mapping[str, Any], published: date | None, words: Words) -> When:
    month, day = words.month_of(parts["month"]), int(parts["day"])
    if "year" in parts:
        found = date(int(parts["year"]), month, day)
    elif published is None:
        return When(precision=Precision.DAY)
    else:
        latest = latest_day(month, day, published, words.future_days)
        if latest is None:
            return FUTURE
        found = latest
    return _between(found, found, words)


def latest_day(month: int, day: int, published: date, future_days: int) -> date | None:
    """The latest such day up to publication; None where one lies so soon after it that the text speaks of the future."""
    soon = published + timedelta(future_days)
    for year in (published.year + 1, published.year):
        if day <= calendar.monthrange(year, month)[1] and published < date(year, month, day) <= soon:
            return None
    for year in range(published.year, published.year - 9, -1):
        if day <= calendar.monthrange(year, month)[1] and date(year, month, day) <= published:
            return date(year, month, day)
    raise ValueError(f"no day {day} in month {month}")


def _dates(parts: Parts, args: Mapping[str, Any], published: date | None, words: Words) -> When:
    end = {"day": parts["day2"], "month": parts.get("month2", parts["month"])}
    if year := parts.get("year2") or parts.get("year"):
        end["year"] = year
    last = _date(end, args, published, words)
    if last.hi is None:
        return last
    first = {"day": parts["day"], "month": parts["month"]}
    if "year" in parts:
        first["year"] = parts["year"]
    lo = _date(first, args, last.hi, words).lo
    return _between(lo, last.hi, words) if lo is not None and lo <= last.hi else last


def _numeric(parts: Parts, _: Mapping[str, Any], published: date | None, words: Words) -> When | None:
    year = int(parts["year"])
    if "mm" in parts:
        found = date(year, int(parts["mm"]), int(parts["day"]))
        return _between(found, found, words)
    a, b = int(parts["a"]), int(parts["b"])
    orders = {
        date(year, m, d) for m, d in ((a, b), (b, a)) if 1 <= m <= 12 and 1 <= d <= calendar.monthrange(year, m)[1]
    }
    if published is not None and len(orders) > 1:  # 9.8 and 8.9: the one that had come, where only one had
        orders = {day for day in orders if day <= published}
    if len(orders) != 1:
        return None
    return _between(min(orders), min(orders), words)


def _year(parts: Parts, _: Mapping[str, Any], published: date | None, words: Words) -> When:
    lo, hi = words.third(parts.get("part"), date(int(parts["year"]), 1, 1), date(int(parts["year"]), 12, 31))
    return _past_years(lo, hi, published)


def _years(parts: Parts, _: Mapping[str, Any], published: date | None, __: Words) -> When | None:
    lo, hi = date(int(parts["year"]), 1, 1), date(int(parts["year2"]), 12, 31)
    return _past_years(lo, hi, published) if lo <= hi else None


def _decade(parts: Parts, _: Mapping[str, Any], published: date | None, words: Words) -> When:
    first = int(parts["decade"])
    lo, hi = words.third(parts.get("part"), date(first, 1, 1), date(first + 9, 12, 31))
    return _past_years(lo, hi, published)


def _past_years(lo: date, hi: date, published: date | None) -> When:
    """Years: over and done where the year of publication is a later one."""
    return When(lo, hi, Precision.YEAR, historic=published is not None and hi.year < published.year)


def _anchored(parts: Parts, _: Mapping[str, Any], __: date | None, words: Words) -> When:
    way = parts.get("way", "same")
    if "weekday" in parts:
        return When(
            kind="anchored", precision=Precision.DAY, shift=(1, 7) if way in ("following", "next") else (-7, -1)
        )
    if "same" in parts or way in ("same", "very"):
        return When(kind="anchored", precision=Precision.DAY, shift=(0, 0))
    unit = parts.get("unit", "day")
    days = words.unit.get(unit, 1)
    few, most = words.counted(parts)
    if days == 0:
        hours = 24 if unit == "hour" else 24 * 60
        shift = (few // hours, -(-most // hours))
    else:
        slack = {7: 1, 14: 2, 30: 5, 365: 60, 3650: 700}.get(days, 0)
        shift = (few * days - slack, most * days + slack)
    if way in ("before", "prior to", "earlier", "prior", "previous", "preceding", "previously"):
        shift = (-shift[1], -shift[0])
    return When(kind="anchored", precision=Precision.DAY if shift[0] == shift[1] else Precision.FEW_DAYS, shift=shift)


def _month_days(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


GIVERS: dict[str, Callable[[Parts, Mapping[str, Any], date | None, Words], When | None]] = {
    "weekday": _weekday,
    "weekdays": _weekdays,
    "days": _days,
    "ago": _ago,
    "window": _window,
    "period": _period,
    "season": _season,
    "month": _month,
    "date": _date,
    "dates": _dates,
    "numeric": _numeric,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "anchored": _anchored,
    "future": lambda *_: FUTURE,
}
