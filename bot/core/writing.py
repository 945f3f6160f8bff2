"""Values in plain Dutch: "zaterdag 12 juni, 15.00 tot 22.00 uur", "ongeveer 60 mensen"."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.core.readers.amount import Amount
from bot.core.readers.count import Count
from bot.core.readers.measure import FOR_GOOD, Measure, Unit
from bot.core.readers.moment import Moment

_LOCALE = "nl"
_ELEVEN_MONTHS = timedelta(days=335)


def write_day(day: date, today: date | None = None, short: bool = False) -> str:
    """ "zaterdag 12 juni", or short "za 12 juni"; with the year when the day has been, or is
    eleven months or more after `today`."""
    far = today is not None and not timedelta() <= day - today < _ELEVEN_MONTHS
    pattern = ("EEEEEE" if short else "EEEE") + " d MMMM" + (" y" if far else "")
    return format_date(day, pattern, locale=_LOCALE)


def write_month(day: date) -> str:
    """The month of a day: "april 2027"."""
    return format_date(day, "MMMM y", locale=_LOCALE)


def in_numbers(day: date) -> str:
    """ "19-05-2027": for whoever reads no Dutch."""
    return f"{day:%d-%m-%Y}"


def write_time(clock: time) -> str:
    """ "15.00", as Dutch writes it."""
    return f"{clock:%H.%M}"


def write_hours(start: time | None, end: time | None) -> str:
    """ "15.00 tot 22.00 uur"; "vanaf 15.00 uur", "tot 22.00 uur", or "" when neither is known.
    Midnight as an end is 24.00."""
    ending = "24.00" if end == time(0) else write_time(end) if end else ""
    if start and end:
        return f"{write_time(start)} tot {ending} uur"
    if start:
        return f"vanaf {write_time(start)} uur"
    return f"tot {ending} uur" if end else ""


def write_moment(moment: Moment, today: date | None = None, short: bool = False) -> str:
    """The day or period and the hours, as far as they are known; else the words as typed."""
    parts = [
        _days(moment, today, short),
        moment.period or "",
        write_hours(moment.start, moment.end),
    ]
    return ", ".join(part for part in parts if part) or moment.words


def _days(moment: Moment, today: date | None, short: bool) -> str:
    if moment.day is None:
        return ""
    last = moment.last_day
    if last is None or last == moment.day:
        return write_day(moment.day, today, short)
    joined = " en " if last - moment.day == timedelta(days=1) else " tot en met "
    return write_day(moment.day, today, short) + joined + write_day(last, today, short)


def write_count(count: Count) -> str:
    """ "ongeveer 60 mensen", "50 tot 100 mensen", "tot 50 mensen", "meer dan 100 mensen"."""
    if count.high is None:
        return f"{_above(count.over)} {_number(count.low)} mensen"
    if count.low == count.high:
        return "1 persoon" if count.low == 1 else f"ongeveer {_number(count.low)} mensen"
    between = f"{_number(count.low)} " if count.low > 1 else ""
    return f"{between}tot {_number(count.high)} mensen"


def write_amount(amount: Amount) -> str:
    """ "ongeveer 1.500 euro", "500 tot 1.000 euro", "meer dan 100 euro", "niets"."""
    if amount.high is None:
        return f"{_above(amount.over)} {_number(amount.low)} euro"
    if amount.low == amount.high:
        return f"ongeveer {_number(amount.low)} euro" if amount.low else "niets"
    between = f"{_number(amount.low)} " if amount.low else ""
    return f"{between}tot {_number(amount.high)} euro"


def write_euros(euros: int) -> str:
    """ "1.250 euro"."""
    return f"{_number(euros)} euro"


def write_measure(measure: Measure) -> str:
    """ "12 m²", "1,5 meter", "40 cm", "10 tot 15 m²", "meer dan 25 m²", "14 dagen", "blijvend"."""
    low, high = measure.low, measure.high
    if measure.unit == "dagen" and high is None and low >= FOR_GOOD:
        return "blijvend"
    if measure.unit == "m" and (high or low) < 1:
        low, high = low * 100, high and high * 100
        unit = "cm"
    else:
        unit = _unit(measure.unit, high or low)
    if high is None:
        return f"{_above(measure.over)} {_number(low)} {unit}"
    if low == high:
        return f"{_number(low)} {unit}"
    between = f"{_number(low)} " if low else ""
    return f"{between}tot {_number(high)} {unit}"


def _unit(unit: Unit, number: float) -> str:
    return {"m": "meter", "m2": "m²", "dagen": "dag" if number == 1 else "dagen", "uren": "uur"}[
        unit
    ]


def _above(over: bool) -> str:
    """More than a number, or that number too."""
    return "meer dan" if over else "minstens"


def _number(number: float) -> str:
    return format_decimal(number, locale=_LOCALE, format="#,##0.##")


def enumerate_nl(items: Sequence[str]) -> str:
    """ "straat dicht, drank en muziek uit een box"."""
    return format_list(list(items), locale=_LOCALE)


def write_working_days(number: int) -> str:
    """ "nog 11 werkdagen", "nog 1 werkdag", "vandaag", "2 werkdagen te laat"."""
    if number == 0:
        return "vandaag"
    days = "werkdag" if abs(number) == 1 else "werkdagen"
    return f"nog {number} {days}" if number > 0 else f"{-number} {days} te laat"
