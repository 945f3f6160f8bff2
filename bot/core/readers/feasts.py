"""On which days the feasts fall that people name instead of a date."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import holidays


def after(day: date, weekday: int) -> date:
    """The first such weekday after a day."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


@lru_cache(maxsize=16)
def _easter(year: int) -> date:
    feasts = holidays.country_holidays("NL", years=year, language="nl")
    return next(day for day, name in feasts.items() if name == "Eerste paasdag")


@lru_cache(maxsize=16)
def _kings_day(year: int) -> date:
    feasts = holidays.country_holidays("NL", years=year, language="nl")
    return next(day for day, name in feasts.items() if name == "Koningsdag")


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The number-th such weekday of a month; -1 is the last."""
    if number > 0:
        first = after(date(year, month, 1) - timedelta(days=1), weekday)
        return first + timedelta(weeks=number - 1)
    beyond = date(year + month // 12, month % 12 + 1, 1)
    return after(beyond - timedelta(days=8), weekday)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: _easter(year) + timedelta(days=days)


class Feast(NamedTuple):
    """The words for a feast (a pattern), its first day in a year, and how many days it lasts."""

    words: str
    first_day: Callable[[int], date]
    length: int


FEASTS = (
    Feast(r"goede vrijdag", _from_easter(-2), 1),
    Feast(r"(?:eerste|1e|1ste) paasdag", _from_easter(0), 1),
    Feast(r"(?:tweede|2e|2de) paasdag|paasmaandag", _from_easter(1), 1),
    Feast(r"paasweekend", _from_easter(-1), 3),
    Feast(r"hemelvaartsweekend|hemelvaartweekend", _from_easter(39), 4),
    Feast(r"hemelvaarts?(?:dag)?", _from_easter(39), 1),
    Feast(r"(?:eerste|1e|1ste) pinksterdag", _from_easter(49), 1),
    Feast(r"(?:tweede|2e|2de) pinksterdag|pinkstermaandag", _from_easter(50), 1),
    Feast(r"pinksterweekend", _from_easter(48), 3),
    Feast(r"koningsdag", _kings_day, 1),
    Feast(r"koningsnacht", lambda year: _kings_day(year) - timedelta(days=1), 1),
    Feast(r"(?:nationale )?dodenherdenking", _fixed(5, 4), 1),
    Feast(r"bevrijdingsdag", _fixed(5, 5), 1),
    Feast(r"dag van de arbeid", _fixed(5, 1), 1),
    Feast(r"moederdag", lambda year: nth_weekday(year, 5, 6, 2), 1),
    Feast(r"vaderdag", lambda year: nth_weekday(year, 6, 6, 3), 1),
    Feast(r"keti koti", _fixed(7, 1), 1),
    Feast(r"(?:open )?monumentendag", lambda year: nth_weekday(year, 9, 5, 2), 2),
    Feast(r"prinsjesdag", lambda year: nth_weekday(year, 9, 1, 3), 1),
    Feast(r"(?:nationale )?burendag", lambda year: nth_weekday(year, 9, 5, 4), 1),
    Feast(r"dierendag", _fixed(10, 4), 1),
    Feast(r"halloween", _fixed(10, 31), 1),
    Feast(r"sint[- ]?maarten", _fixed(11, 11), 1),
    Feast(r"pakjesavond|sinterklaasavond", _fixed(12, 5), 1),
    Feast(r"kerstavond", _fixed(12, 24), 1),
    Feast(r"(?:eerste|1e|1ste) kerstdag", _fixed(12, 25), 1),
    Feast(r"(?:tweede|2e|2de) kerstdag", _fixed(12, 26), 1),
    Feast(r"oude?jaars(?:avond|dag|nacht)|oudjaar|oud (?:en|&) nieuw", _fixed(12, 31), 1),
    Feast(r"nieuwjaarsdag", _fixed(1, 1), 1),
    Feast(r"driekoningen", _fixed(1, 6), 1),
    Feast(r"valentijnsdag", _fixed(2, 14), 1),
)
# Words that in a sentence may also be the season or a person around the feast.
LOOSE_FEASTS = (
    Feast(r"pasen", _from_easter(0), 2),
    Feast(r"pinksteren", _from_easter(49), 2),
    Feast(r"carnaval", _from_easter(-49), 3),
    Feast(r"sinterklaas", _fixed(12, 5), 1),
    Feast(r"kerst(?:mis)?|kerstdagen", _fixed(12, 25), 2),
    Feast(r"nieuwjaar", _fixed(1, 1), 1),
)
