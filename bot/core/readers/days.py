"""Reading which day: dates, weekdays, feasts, and periods of which no day is known yet.

A day without a year is the next one to come. A weekday that contradicts its date is ignored.
A day that has been, or that no calendar has, is not understood: `NoSuchDay`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.core.readers.feasts import FEASTS, LOOSE_FEASTS, Feast, after, nth_weekday

HORIZON = timedelta(days=3 * 366)
"""Further ahead than this is more likely a typing error than a plan."""

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
WEEKDAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
SEASONS = {
    "voorjaar": (3, 3),
    "lente": (3, 3),
    "zomer": (6, 3),
    "najaar": (9, 3),
    "herfst": (9, 3),
    "winter": (12, 3),
    "voorjaarsvakantie": (2, 1),
    "meivakantie": (5, 1),
    "zomervakantie": (7, 2),
    "herfstvakantie": (10, 1),
    "kerstvakantie": (12, 1),
}
"""The month that each begins in, and how many months it lasts."""

_MONTH = (
    r"(?:jan(?:uari)?|febr?(?:uari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?"
    r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z'])\.?"
)
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"mrt": 3}
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_WEEKDAY_OR_SHORT = rf"(?:{_WEEKDAY}|ma|di|wo|do|vr|za|zo)"
_PART = r"(?:middag|namiddag|avond|ochtend|morgen|nacht)?"
_DAY = r"(?<![\d.,:/-])(\d{1,2})(?:e|ste|de)?"
_LAST_DAY_NUMBER = r"(\d{1,2})(?:e|ste|de)?"
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "laatste": -1}
_ORDINAL = rf"({'|'.join(_ORDINALS)}|[1-5](?:e|ste|de))"
_TO = r" ?(?:-|t/m|tot en met|tot|tm) ?"
_LISTED = re.compile(r"(?<!tot) en |[&,/](?! ?m)")


class NoSuchDay(ValueError):
    """The words name a day that has been, lies too far ahead, or does not exist."""


@dataclass(frozen=True)
class Days:
    """What is known of the day: the day itself, or else a month and the words for the period."""

    day: date | None = None
    last_day: date | None = None
    month: date | None = None
    period: str | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class _Now:
    """What a rule needs besides its words: today, and the year that the text names, if any."""

    today: date
    year: int | None

    def years(self) -> range:
        return (
            range(self.year, self.year + 1)
            if self.year
            else range(self.today.year, self.today.year + 5)
        )


_Read = Callable[[re.Match[str], _Now], Days | None]


@dataclass(frozen=True)
class _Rule:
    pattern: re.Pattern[str]
    read: _Read
    in_sentence: bool


_RULES: list[_Rule] = []


def _rule(pattern: str, in_sentence: bool = True) -> Callable[[_Read], _Read]:
    """Register a rule; the first that understands its words wins. Rules that are only safe when
    the text answers "when?" are kept out of sentences."""

    def register(read: _Read) -> _Read:
        _RULES.append(_Rule(re.compile(pattern), read, in_sentence))
        return read

    return register


def read_days(folded: str, today: date, in_sentence: bool) -> Days | None:
    """The first days that the folded text names, with where they stand in it.

    Raises NoSuchDay when it names a day that cannot be.
    """
    now = _Now(today, _year_named(folded, today))
    for rule in _RULES:
        if in_sentence and not rule.in_sentence:
            continue
        for match in rule.pattern.finditer(folded):
            if days := rule.read(match, now):
                return _placed(_checked(days, today), match, now.year)
    return None


def _placed(days: Days, match: re.Match[str], year: int | None) -> Days:
    """The days with where they stand; a period of a year that was named says so."""
    period = days.period
    if period and days.month and year and str(year) not in period:
        period = f"{period} {year}"
    return replace(days, period=period, start=match.start(), end=match.end())


def _checked(days: Days, today: date) -> Days:
    if days.day and not (today <= (days.last_day or days.day) and days.day <= today + HORIZON):
        raise NoSuchDay(days.day)
    return days


_YEAR = re.compile(r"\b(20[2-9]\d)\b(?! ?(?:mensen|man|personen|euro))|(?<=\s)'(2\d)\b")


def _year_named(folded: str, today: date) -> int | None:
    if "volgend jaar" in folded:
        return today.year + 1
    match = _YEAR.search(folded)
    return int(match[1] or f"20{match[2]}") if match else None


def _upcoming(now: _Now, month: int, day: int) -> date:
    """The first such date from today on, or in the year that was named."""
    for year in now.years():
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= now.today:
            return found
    raise NoSuchDay(f"{day}-{month}")


def _month_number(word: str) -> int:
    return _MONTH_NUMBERS[word[:3]]


def _weekday(word: str) -> int:
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(word[:2]))


def _weekend(saturday: date) -> Days:
    return Days(day=saturday, last_day=saturday + timedelta(days=1))


@_rule(
    rf"\b(?:elke|iedere|elk|ieder|alle) (?:{_ORDINAL} )?"
    rf"(?:{_WEEKDAY}|dag|week|weekend|maand|kwartaal|zomer|winter|jaar|ochtend|middag|avond)"
    r"(?:ochtend|middag|avond|en)?(?:en)?\b(?: (?:van|in) de (?:maand|zomer|winter))?"
    rf"(?: (?:in|van) ({_MONTH}))?"
    r"|\b(?:dagelijks|wekelijks|maandelijks|tweewekelijks|jaarlijks|doordeweeks)\b"
    rf"|\b(?:op |de )?(?:maan|dins|woens|donder|vrij|zater|zon)dag{_PART}en\b"
    r"|\b(?:een|twee|drie|1|2|3)(?: ?x| keer| maal) (?:per|in de) (?:week|maand|jaar)\b"
    r"|\bom de week\b|\b(?:het )?hele jaar(?: door)?\b"
)
def _recurring(match: re.Match[str], now: _Now) -> Days | None:
    first = next(_named_dates(match.string, now), None)
    month = _month(now, _month_number(match[2]), 31) if match[2] else None
    return Days(day=first, month=month, period=match[0])


def _named_dates(folded: str, now: _Now) -> Iterator[date]:
    for match in re.finditer(rf"{_DAY} ({_MONTH})", folded):
        yield _upcoming(now, _month_number(match[2]), int(match[1]))


@_rule(rf"\b{_DAY} of {_DAY} ({_MONTH})|{_DAY} ({_MONTH}) of {_DAY} ({_MONTH})")
def _one_of_two(match: re.Match[str], now: _Now) -> Days | None:
    month = _month_number(match[3] or match[5])
    first = _upcoming(now, month, int(match[1] or match[4]))
    return Days(month=first.replace(day=1), period=match[0])


@_rule(
    rf"(?:\bweekend (?:van )?)?(?:\b{_WEEKDAY_OR_SHORT} )?{_DAY}(?: ({_MONTH}))?"
    rf"(?:{_TO}|(?:, ?\d{{1,2}}){{0,3}} ?(?:en|&|,|/) ?)"
    rf"(?:{_WEEKDAY_OR_SHORT} )?{_LAST_DAY_NUMBER} ({_MONTH})"
)
def _range_of_dates(match: re.Match[str], now: _Now) -> Days | None:
    last_month = _month_number(match[4])
    first = _upcoming(now, _month_number(match[2] or match[4]), int(match[1]))
    last = _upcoming(now, last_month, int(match[3]))
    if first >= last:
        return None
    listed = [int(number) for number in re.findall(r"\d+", match[0])]
    if _LISTED.search(match[0]) and len(listed) <= (last - first).days:
        return Days(month=first.replace(day=1), period=match[0])
    return Days(day=first, last_day=last)


@_rule(rf"\bweekend (?:van|rond) (?:{_WEEKDAY_OR_SHORT} )?{_DAY} ({_MONTH})")
def _weekend_of_date(match: re.Match[str], now: _Now) -> Days | None:
    day = _upcoming(now, _month_number(match[2]), int(match[1]))
    return _weekend(day + timedelta(days=5 - day.weekday() if day.weekday() < 6 else -1))


@_rule(rf"\b(?:voor|na) (?:{_WEEKDAY_OR_SHORT} )?{_DAY} ({_MONTH})", in_sentence=False)
def _before_or_after_date(match: re.Match[str], now: _Now) -> Days | None:
    day = _upcoming(now, _month_number(match[2]), int(match[1]))
    return Days(month=day.replace(day=1), period=match[0])


@_rule(rf"\bweek van (?:{_WEEKDAY_OR_SHORT} )?{_DAY} ({_MONTH})")
def _week_of_date(match: re.Match[str], now: _Now) -> Days | None:
    day = _upcoming(now, _month_number(match[2]), int(match[1]))
    return _week(day, now)


def _week(day: date, now: _Now) -> Days:
    monday = day - timedelta(days=day.weekday())
    return Days(day=max(monday, now.today), last_day=monday + timedelta(days=6))


@_rule(rf"(?:\b{_WEEKDAY_OR_SHORT},? )?(?:\bde )?{_DAY} ?(?:van )?({_MONTH})(?: 20\d\d\b)?")
def _named_date(match: re.Match[str], now: _Now) -> Days | None:
    return Days(day=_upcoming(now, _month_number(match[2]), int(match[1])))


@_rule(rf"\b({_MONTH}) de {_DAY}\b|\b({_MONTH}) {_DAY}(?=,? 20\d\d\b|$)", in_sentence=False)
def _month_first(match: re.Match[str], now: _Now) -> Days | None:
    month, day = match[1] or match[3], match[2] or match[4]
    return Days(day=_upcoming(now, _month_number(month), int(day)))


@_rule(r"(?<!\d)(20\d\d)[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
def _iso_date(match: re.Match[str], _now: _Now) -> Days | None:
    return Days(day=_exact(int(match[1]), int(match[2]), int(match[3])))


@_rule(r"(?<![\d.,/-])(\d{1,2})[-/. ](\d{1,2})[-/. ](20\d\d|[2-9]\d)(?![\d.,/-]\d|\d)")
def _full_date(match: re.Match[str], _now: _Now) -> Days | None:
    return Days(day=_exact(int(match[3][-2:]) + 2000, int(match[2]), int(match[1])))


def _exact(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay(f"{day}-{month}-{year}") from None


@_rule(
    rf"\b(?:op|{_WEEKDAY_OR_SHORT}),? (?:de )?(\d{{1,2}})([/-])(\d{{1,2}})"
    r"(?![\d/-]| ?(?:uur|u)\b|[.:,]\d)"
)
def _short_date_with_lead(match: re.Match[str], now: _Now) -> Days | None:
    return _short_date(match, now)


@_rule(
    r"(?<![\d.,:/-])(?<!van )(?<!tussen )(\d{1,2})([/-])(\d{1,2})(?![\d/-]| ?(?:uur|u)\b|[.:,]\d)",
    in_sentence=False,
)
def _short_date(match: re.Match[str], now: _Now) -> Days | None:
    day, month = int(match[1]), int(match[3])
    if (day, month) == (24, 7) or not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Days(day=_upcoming(now, month, day))


def _feast_reader(feast: Feast) -> _Read:
    def read(match: re.Match[str], now: _Now) -> Days | None:
        for year in now.years():
            first = feast.first_day(year)
            last = first + timedelta(days=feast.length - 1)
            if last >= now.today:
                return Days(day=first, last_day=last if feast.length > 1 else None)
        raise NoSuchDay(match[0])

    return read


for _feast in FEASTS:
    _rule(rf"\b(?:{_feast.words})\b")(_feast_reader(_feast))
for _feast in LOOSE_FEASTS:
    _rule(rf"\b(?:{_feast.words})\b", in_sentence=False)(_feast_reader(_feast))


@_rule(
    rf"\b{_ORDINAL} (weekend|{_WEEKDAY}){_PART} (?:(?:van|in) )?"
    rf"(?:de maand )?({_MONTH}|volgende maand|deze maand)"
)
def _nth_weekday(match: re.Match[str], now: _Now) -> Days | None:
    number = _ORDINALS.get(match[1]) or int(match[1][0])
    weekday = 5 if match[2] == "weekend" else _weekday(match[2])
    for first in _months(match[3], now):
        day = nth_weekday(first.year, first.month, weekday, number)
        if day >= now.today and day.month == first.month:
            return _weekend(day) if match[2] == "weekend" else Days(day=day)
    raise NoSuchDay(match[0])


def _months(words: str, now: _Now) -> list[date]:
    """The first days of the months that the words may mean, the nearest first."""
    this = now.today.replace(day=1)
    if words == "deze maand":
        return [this]
    if words == "volgende maand":
        return [_next_month(this)]
    return [date(year, _month_number(words), 1) for year in now.years()]


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


@_rule(r"\bovermorgen\b")
def _day_after_tomorrow(_match: re.Match[str], now: _Now) -> Days | None:
    return Days(day=now.today + timedelta(days=2))


@_rule(r"\bmorgen(?:ochtend|middag|avond)\b")
def _tomorrow_part(_match: re.Match[str], now: _Now) -> Days | None:
    return Days(day=now.today + timedelta(days=1))


@_rule(rf"\b({_WEEKDAY}){_PART} over (een|1|2|twee|3|drie) we(?:ek|ken)\b")
def _weekday_weeks_ahead(match: re.Match[str], now: _Now) -> Days | None:
    weeks = {"een": 1, "twee": 2, "drie": 3}.get(match[2]) or int(match[2])
    return Days(day=after(now.today, _weekday(match[1])) + timedelta(weeks=weeks))


@_rule(
    r"\b(?:over|binnen) (een|twee|drie|vier|vijf|zes|\d{1,2}) "
    r"(dag|week|weken|dagen|maand|maanden)\b"
)
def _ahead(match: re.Match[str], now: _Now) -> Days | None:
    words = ["een", "twee", "drie", "vier", "vijf", "zes"]
    number = words.index(match[1]) + 1 if match[1] in words else int(match[1])
    if match[2].startswith("maand"):
        month = _month_from(now.today.replace(day=1), number)
        return Days(month=month, period=match[0])
    return Days(day=now.today + timedelta(days=number * (7 if match[2].startswith("we") else 1)))


@_rule(
    rf"\b(?:volgende week|volgende) ({_WEEKDAY}){_PART}\b"
    rf"|\b({_WEEKDAY}) (?:van )?volgende week\b"
)
def _weekday_of_next_week(match: re.Match[str], now: _Now) -> Days | None:
    """ "Volgende zaterdag" is said of both Saturdays; more often of the one in the next week."""
    sunday = now.today + timedelta(days=6 - now.today.weekday())
    return Days(day=after(sunday, _weekday(match[1] or match[2])))


@_rule(
    rf"\b(?:komende|aankomende|aanstaande|eerstvolgende|deze|a\.?s\.?) "
    rf"({_WEEKDAY_OR_SHORT}){_PART}\b"
    rf"|\b({_WEEKDAY}){_PART} (?:aanstaande|a\.?s\b)"
)
def _coming_weekday(match: re.Match[str], now: _Now) -> Days | None:
    return Days(day=after(now.today, _weekday(match[1] or match[2])))


@_rule(r"\b(dit|komend|aankomend|volgend) weekend\b")
def _coming_weekend(match: re.Match[str], now: _Now) -> Days | None:
    saturday = now.today + timedelta(days=5 - now.today.weekday())
    if match[1] == "volgend":
        return _weekend(saturday + timedelta(weeks=1))
    return _weekend(saturday)


@_rule(r"\bvolgende week\b")
def _next_week(_match: re.Match[str], now: _Now) -> Days | None:
    return _week(now.today + timedelta(weeks=1), now)


@_rule(r"\b(?:in )?week (?:nr\.? ?|nummer )?(\d{1,2})\b", in_sentence=False)
def _numbered_week(match: re.Match[str], now: _Now) -> Days | None:
    for year in now.years():
        try:
            monday = date.fromisocalendar(year, int(match[1]), 1)
        except ValueError:
            continue
        if monday + timedelta(days=6) >= now.today:
            return _week(monday, now)
    raise NoSuchDay(match[0])


_PART_OF = r"(?:begin|eind|einde|half|medio|midden|halverwege)(?: van)?"


@_rule(rf"\b(?:{_PART_OF} )?({_MONTH})(?:{_TO}| en | of )(?:{_PART_OF} )?({_MONTH})")
def _range_of_months(match: re.Match[str], now: _Now) -> Days | None:
    return Days(month=_month(now, _month_number(match[1]), 31), period=match[0])


_LAST_DAY = {"begin": 10, "half": 20, "medio": 20, "midden": 20, "halverwege": 20}


@_rule(
    r"\b(begin|eind|einde|half|medio|midden|halverwege|rond|in|vanaf|heel|ergens in) "
    rf"(?:van |de maand )?({_MONTH})"
)
def _part_of_month(match: re.Match[str], now: _Now) -> Days | None:
    month = _month(now, _month_number(match[2]), _LAST_DAY.get(match[1], 31))
    return Days(month=month, period=match[0])


@_rule(rf"\b({'|'.join(MONTHS)})\b|^({_MONTH})$", in_sentence=False)
def _bare_month(match: re.Match[str], now: _Now) -> Days | None:
    month = _month(now, _month_number(match[1] or match[2]), 31)
    return Days(month=month, period=f"in {MONTHS[month.month - 1]}")


def _month(now: _Now, month: int, last_day: int) -> date:
    """The first day of the next such month whose `last_day` has not been."""
    for year in now.years():
        first = date(year, month, 1)
        if min(first + timedelta(days=last_day), _next_month(first)) > now.today:
            return first
    raise NoSuchDay(str(month))


_SEASON_WORDS = "|".join(sorted(SEASONS, key=len, reverse=True))


@_rule(
    r"\b(?:(?:begin|eind|einde|in|na|voor|halverwege|aan het eind) (?:van )?)?"
    rf"(?:het|de|dit|deze|komende?|aankomende?|volgende?) ({_SEASON_WORDS})\b"
)
def _season_with_lead(match: re.Match[str], now: _Now) -> Days | None:
    return _season(match, now)


@_rule(rf"\b({_SEASON_WORDS})\b(?: 20\d\d\b)?", in_sentence=False)
def _season(match: re.Match[str], now: _Now) -> Days | None:
    first, length = SEASONS[match[1]]
    for year in (now.today.year - 1, *now.years()):
        months = [_month_from(date(year, first, 1), ahead) for ahead in range(length)]
        left = [month for month in months if _next_month(month) > now.today]
        if left and (now.year is None or months[0].year == now.year):
            month = _next_month(months[-1]) if match[0].startswith("na ") else left[0]
            return Days(month=month, period=match[0])
    raise NoSuchDay(match[0])


def _month_from(first: date, ahead: int) -> date:
    for _ in range(ahead):
        first = _next_month(first)
    return first


@_rule(r"\b(?:ergens |begin |eind |in de loop van )?(volgende|deze) maand\b")
def _this_or_next_month(match: re.Match[str], now: _Now) -> Days | None:
    return Days(month=_months(f"{match[1]} maand", now)[0], period=match[0])


@_rule(
    r"\b(?:in het weekend|in de (?:school)?vakanties?|zo (?:snel|gauw) mogelijk|zsm"
    r"|permanent|blijvend|binnenkort|(?:aan het )?einde? van het jaar|voor altijd|volgend jaar"
    r"|dit jaar|doorlopend|in 20[2-9]\d)\b"
)
def _loose_period(match: re.Match[str], now: _Now) -> Days | None:
    if now.year and now.year < now.today.year:
        raise NoSuchDay(match[0])
    return Days(period=match[0])


@_rule(r"^(?:(?:pas |ergens )?in )?(20[2-9]\d)[.!]?$", in_sentence=False)
def _bare_year(match: re.Match[str], now: _Now) -> Days | None:
    if int(match[1]) < now.today.year:
        raise NoSuchDay(match[0])
    return Days(period=match[0])


@_rule(r"\b(?:vandaag|vanmiddag|vanavond|vanochtend|nu)\b", in_sentence=False)
def _today(_match: re.Match[str], now: _Now) -> Days | None:
    return Days(day=now.today)


@_rule(r"(?<!'s )(?<!de )(?<!des )\bmorgen\b", in_sentence=False)
def _tomorrow(_match: re.Match[str], now: _Now) -> Days | None:
    return Days(day=now.today + timedelta(days=1))


@_rule(r"\b(?:gister(?:en|avond|middag)?|eergisteren|vorige (?:week|maand)|afgelopen)\b", False)
def _past(match: re.Match[str], _now: _Now) -> Days | None:
    raise NoSuchDay(match[0])


@_rule(r"\b(?:op )?(?:de )?(?<![\d.,:/-])(\d{1,2})(?:e|ste|de)\b(?! keer)", in_sentence=False)
def _day_of_month(match: re.Match[str], now: _Now) -> Days | None:
    first = now.today.replace(day=1)
    for _ in range(3):
        try:
            found = first.replace(day=int(match[1]))
        except ValueError:
            found = date.min
        if found >= now.today:
            return Days(day=found)
        first = _next_month(first)
    raise NoSuchDay(match[0])


@_rule(rf"\b({_WEEKDAY}){_PART}{_TO}({_WEEKDAY})\b", in_sentence=False)
def _range_of_weekdays(match: re.Match[str], now: _Now) -> Days | None:
    first = after(now.today, _weekday(match[1]))
    return Days(day=first, last_day=after(first, _weekday(match[2])))


@_rule(rf"\b({_WEEKDAY}){_PART}\b", in_sentence=False)
def _bare_weekday(match: re.Match[str], now: _Now) -> Days | None:
    return Days(day=after(now.today, _weekday(match[1])))


@_rule(
    r"^(ma|di|wo|do|vr|za|zo)(?=$|[ ,.]+(?:\d|om|van|vanaf|tot))"
    r"|\b(?:op )(ma|di|wo|do|vr|za|zo)\b(?!')",
    in_sentence=False,
)
def _short_weekday(match: re.Match[str], now: _Now) -> Days | None:
    return Days(day=after(now.today, _weekday(match[1] or match[2])))


@_rule(r"\bweekend\b", in_sentence=False)
def _some_weekend(match: re.Match[str], _now: _Now) -> Days | None:
    return Days(period=match[0])
