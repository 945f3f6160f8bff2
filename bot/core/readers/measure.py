"""Reading a size or a duration: "3 bij 4 meter" is 12 m², "een week of twee" is 14 days."""

import re
from collections.abc import Callable, Iterator, Mapping
from math import ceil
from typing import Literal

from bot.core.model import Value
from bot.core.readers.days import MONTHS, WEEKDAYS
from bot.core.readers.words import fold, in_digits, squeeze

Unit = Literal["m", "m2", "dagen", "uren"]
"""What a size is told in: metres, square metres, days or hours."""

FOR_GOOD = 365
"""So many days, or more: what stays."""

_MOST = 1_000_000
_METRES = {"m": 1.0, "cm": 0.01, "km": 1000.0}
_HOURS = {"minuut": 1 / 60, "uur": 1.0, "dag": 24.0, "weekend": 48.0, "week": 168.0}
_DAYS = {"uur": 1 / 24, "dag": 1.0, "weekend": 2.0, "week": 7.0, "maand": 30.0, "jaar": 365.0}
_FACTORS: Mapping[Unit, Mapping[str, float]] = {
    "m": _METRES,
    "m2": {"m2": 1.0},
    "dagen": _DAYS,
    "uren": _HOURS,
}
_SPELLINGS = {
    "m2": r"m ?2|m²|vierkante ?m(?:eters?)?|vierkant|vk ?m",
    "cm": r"cm|centimeters?",
    "km": r"km|kilometers?",
    "m": r"meters?|metertjes?|mtr|m",
    "minuut": r"minuten|minuut|min",
    "uur": r"uur|uren|uurtjes?",
    "dag": r"dag(?:en)?|daagjes?|dagje|etmaal|etmalen|(?:mid)?dag",
    "weekend": r"weekend(?:s|en)?|weekendje",
    "week": r"weken|week|weekjes?",
    "maand": r"maand(?:en)?|maandjes?",
    "jaar": r"jaar|jaren|jaartje",
}
_ANY_UNIT = "|".join(_SPELLINGS.values())
_COUNTED_THINGS = "mensen|personen|man|kinderen|gasten|buren|stuks|stoelen|bomen|euro"
_N = r"(?<![\d.,a-wyz])(\d{1,6}(?:[.,]\d{1,3})?)(?![\d])"
_UNIT = rf"(?: ?({_ANY_UNIT})(?![\w²]))"
_LOOSE = rf"{_N}{_UNIT}?"
_BY = r" ?(?:bij|x|×|\*) ?"
_AREA = re.compile(rf"{_LOOSE}{_BY}{_LOOSE}(?:{_BY}{_LOOSE})?")
_SAID_AREA = re.compile(rf"{_N} ?(?:m|meter|cm)?{_BY}{_N} ?(?:m|meters?|cm)\b|{_N} bij {_N}")
_BETWEEN = re.compile(rf"{_LOOSE} ?(?:-|/|a|tot en met|t/m|tot|of|en) ?{_LOOSE}")
_AT_MOST = re.compile(
    r"\b(?:tot|max\w*|hooguit|hoogstens|niet meer dan|niet (?:groter|langer|hoger) dan"
    r"|minder dan|kleiner dan|korter dan|lager dan|onder de|nog geen|ten hoogste)\b"
    rf"[^\d]{{0,12}}{_LOOSE}"
)
_OVER = re.compile(
    r"(?:\b(?:meer dan|groter dan|langer dan|hoger dan|breder dan|boven de|ruim)\b|>)"
    rf"[^\d]{{0,12}}{_LOOSE}"
)
_AT_LEAST = re.compile(rf"\b(?:minstens|minimaal|vanaf|zeker|ten minste|tenminste)\b ?{_LOOSE}")
_SINGLE = re.compile(_LOOSE)
_MEASURE = re.compile(rf"{_N}{_UNIT}")
_FOREVER = re.compile(r"\b(?:altijd|blijvend|permanent|vast|voorgoed|onbeperkt|blijft staan)\b")
_WEEKDAY = rf"({'|'.join(WEEKDAYS)}|ma|di|wo|do|vr|za|zo)(?:ochtend|middag|avond|nacht)?"
_DAYS_ON = re.compile(rf"\b{_WEEKDAY} ?(?:-|t/m|tot en met|tot) ?{_WEEKDAY}\b")
_CLOCK = re.compile(r"\bvan (\d{1,2}) ?(?:uur)? ?(?:tot|-) ?(\d{1,2}) ?uur\b")
_ONE_DAY = re.compile(r"\b(?:een |1 )?(?:ochtend|middag|avond|nacht)(?:je)?\b")
_HALVES = (
    (re.compile(r"\banderhal(?:f|ve)\b"), "1,5"),
    (re.compile(r"\b(een|twee|drie|vier|vijf|zes) ?en(?: een )?hal(?:f|ve)\b"), None),
    (re.compile(r"\b(?:een )?hal(?:f|ve)(?= )"), "0,5"),
)
_METRES_AND = re.compile(
    r"(?<![\d.,])(\d{1,4}) ?(?:(?:meters?|mtr) (?:en )?(\d{1,2})|m ?(\d{2}))(?![\d.,]*\d)"
    rf"(?: ?(?:{_SPELLINGS['cm']})\b|(?! ?(?:{_ANY_UNIT}|{_COUNTED_THINGS})\b))"
)
""" "2m50", "2 meter 5", "2 meter 50 cm": metres and hundredths of them. "60 m 2" is an area."""
_MONTH = rf"(?:{'|'.join(MONTHS)}|jan|febr?|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)(?![\w'])"
_DAY_NUMBER = r"\d{1,2}(?:e|ste|de)?"
_TO = r" ?(?:-|t/m|tot en met|tot|en|of) ?"
_DATE = re.compile(
    rf"(?<![\w.,/-])(?:{_DAY_NUMBER}{_TO})?{_DAY_NUMBER} {_MONTH}(?: \d{{4}}\b)?"
    r"|(?<![\d.,/-])\d{1,2}([-/])\d{1,2}"
    rf"{_TO}\d{{1,2}}\1\d{{1,2}}(?!\d)"
)
_SMALL = {"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6}
_MANY = (
    (re.compile(rf"\b(?:een )?(?:stuk|{_ANY_UNIT}) of (\d+)(?: ({_ANY_UNIT}))?\b"), None),
    (re.compile(r"\b(?:een )?(?:paar|enkele)\b"), "2 tot 4"),
    (re.compile(r"\b(?:een )?lang weekend\b"), "3 dagen"),
    (re.compile(rf"\b(?:(?:een|de|het)(?: hele?)?|heel (?:het|de)) (?=(?:{_ANY_UNIT})\b)"), "1 "),
    (re.compile(r"(?<![\d,] )\bweekend\b"), "1 weekend"),
)
_IS_LONG = re.compile(r" ?(?:lang|durend|achter elkaar|achtereen)\b")
_NO_LENGTH = re.compile(
    r"\b(?:op|na|om de|binnen|over|elke|iedere|minstens|tot) (?:ongeveer |zo'n )?$"
)
_NO_LENGTH_AFTER = re.compile(r" ?(?:vrij|afstand|verderop|verder|van (?:de|het|mijn|onze) )")
_NO_DURATION = re.compile(
    r"\b(?:over|binnen|na|elke|iedere|om de|per|sinds|al|afgelopen|vorige|uiterlijk|volgende"
    r"|komende|in|op) (?:ongeveer |zo'n |een )?$"
)
_NO_DURATION_AFTER = re.compile(
    r" ?(?:geleden|van te ?voren|vooraf|voor|na|later|per|oud|ervoor|eerder|nadat"
    r"|(?:in|elke|iedere) (?:de |een |1 )?(?:week|maand|jaar))\b"
)
_LIVES = re.compile(
    r"\b(?:woon|woont|wonen|gewoond|werkt?|werken|gewerkt)(?: (?!en\b|een\b|van\b)[\w']+){0,4} $"
)
_LASTS = re.compile(r"\b(?:voor|duurt|gedurende|staat er|hangt er|blijft er) (?:ongeveer |zo'n )?$")


class Measure(Value):
    """Between `low` and `high` of a unit, both included; `high` None means: or more, and `over`
    that `low` itself is too little. The two are equal when one size was named. `words` is what was
    typed."""

    low: float
    high: float | None
    unit: Unit
    over: bool = False
    words: str = ""


def read_measure(text: str, unit: Unit) -> Measure | None:
    """The size that an answer to "how large?" or "how long?" names, or None. A bare number is in
    the unit of the question; a size in another one ("5 meter" for an area) is not understood."""
    words = squeeze(text)
    folded = _counted(words)
    span = _in_words(folded, unit) or _span(folded, unit)
    return _measure(span, unit, words)


def find_measure(sentence: str, unit: Unit) -> Measure | None:
    """The one size that a sentence about a plan names ("een tent van 60 m2"), or None. What may be
    a distance, an age or a date is left alone."""
    words = squeeze(sentence)
    found = list(_SAID[unit](_counted(words)))
    return _measure(found[0], unit, words) if len(set(found)) == 1 else None


Span = tuple[float, float | None, bool]


def _measure(span: Span | None, unit: Unit, words: str) -> Measure | None:
    if span is None:
        return None
    low, high, over = span
    if not 0 <= low <= _MOST or (high is not None and not (0 < high <= _MOST and low <= high)):
        return None
    return Measure(low=low, high=high, unit=unit, over=over, words=words)


def _counted(words: str) -> str:
    """The text in small letters, with halves, *een paar* and *een week of twee* in digits, and
    without dates: their numbers count nothing."""
    text = fold(words)
    for pattern, digits in _HALVES:
        text = pattern.sub(digits or (lambda m: f"{_SMALL[m[1]]},5"), text)
    text = _METRES_AND.sub(_with_hundredths, _DATE.sub(" ", in_digits(text)))
    for pattern, digits in _MANY:
        text = pattern.sub(digits or _one_of, text)
    return text


def _with_hundredths(match: re.Match[str]) -> str:
    """ "2 meter 50" is 2,5 meter."""
    metres, hundredths = float(match[1].replace(",", ".")), int(match[2] or match[3])
    return f"{metres + hundredths / 100:g} meter".replace(".", ",")


def _one_of(match: re.Match[str]) -> str:
    """ "een week of 2" is 2 weeks, "een stuk of 3 dagen" is 3 days."""
    unit = match[2] or re.sub(r"^een | of .*$", "", match[0])
    return f"{match[1]} {unit}"


def _in_words(text: str, unit: Unit) -> Span | None:
    """A duration without a number: two weekdays, a part of the day, for good; or the clock."""
    if unit == "uren" and (clock := _CLOCK.search(text)):
        hours = float((int(clock[2]) - int(clock[1])) % 24)
        return (hours, hours, False) if hours else None
    if unit != "dagen":
        return None
    if between := _between_weekdays(text):
        return between
    if _FOREVER.search(text):
        return FOR_GOOD, None, False
    if _ONE_DAY.search(text) and not _SINGLE.search(_ONE_DAY.sub("", text)):
        return 1.0, 1.0, False
    return None


def _between_weekdays(text: str) -> Span | None:
    """ "van vrijdag tot maandag": both days count."""
    found = _DAYS_ON.search(text)
    if found is None:
        return None
    first, last = (_weekday(name) for name in found.groups())
    days = float((last - first) % 7 + 1)
    return days, days, False


def _weekday(name: str) -> int:
    return next(n for n, weekday in enumerate(WEEKDAYS) if weekday.startswith(name[:2]))


def _span(text: str, unit: Unit) -> Span | None:
    if area := _AREA.search(text):
        return _by(area, unit)
    text = _MEASURE.sub(lambda m: m[0] if _kind(m[2]) in _FACTORS[unit] else " ", text)
    if match := _BETWEEN.search(text):
        high_unit = match[4] or match[2]
        pair = _size(match[1], match[2] or high_unit, unit), _size(match[3], high_unit, unit)
        return (*pair, False) if pair[0] <= pair[1] else None
    if match := _AT_MOST.search(text):
        return 0.0, _size(match[1], match[2], unit), False
    if match := _OVER.search(text):
        return _size(match[1], match[2], unit), None, True
    if match := _AT_LEAST.search(text):
        return _size(match[1], match[2], unit), None, False
    sizes = {_size(number, said, unit) for number, said in _SINGLE.findall(text)}
    only = sizes.pop() if len(sizes) == 1 else 0.0
    return (only, only, False) if only else None


def _by(match: re.Match[str], unit: Unit) -> Span | None:
    """ "3 bij 4 meter": an area, or the longest side of it."""
    said = match[4] or match[2] or "m"
    if _kind(said) not in _METRES or unit not in ("m", "m2"):
        return None
    sides = _size(match[1], match[2] or said, "m"), _size(match[3], said, "m")
    size = round(sides[0] * sides[1], 2) if unit == "m2" else max(sides)
    return size, size, False


def _size(number: str, said: str | None, unit: Unit) -> float:
    """A number in its own unit, in the one that is asked for. A part of a day is a day."""
    factors = _FACTORS[unit]
    factor = factors.get(_kind(said), 1.0) if said else 1.0
    size = round(float(number.replace(",", ".")) * factor, 2)
    return float(ceil(size)) if unit == "dagen" else size


def _kind(said: str | None) -> str:
    """The unit that somebody's spelling stands for."""
    return next((k for k, forms in _SPELLINGS.items() if re.fullmatch(forms, said or "")), "")


# --- inside a sentence about something else


def _said_areas(text: str) -> Iterator[Span]:
    for match in _SAID_AREA.finditer(text):
        area = _AREA.match(text, match.start())
        span = _by(area, "m2") if area else None
        if span is not None:
            yield span
    yield from _said(_SAID_AREA.sub(" ", text), "m2")


def _said_lengths(text: str) -> Iterator[Span]:
    yield from _said(_SAID_AREA.sub(" ", text), "m", _NO_LENGTH, _NO_LENGTH_AFTER, ("m", "cm"))


def _said_durations(text: str) -> Iterator[Span]:
    """More days, or one week or month of which it is said that it lasts. How long somebody lives
    or works somewhere is no length of the plan."""
    between = _between_weekdays(text)
    if between is not None:
        yield between
    for number, said, before, after in _around(text):
        lasts = _IS_LONG.match(after) or _LASTS.search(before)
        more = number != "1" or said == "weekend"
        lived = _LIVES.search(before) and not lasts
        ruled_out = lived or _NO_DURATION.search(before) or _NO_DURATION_AFTER.match(after)
        if said in ("dag", "week", "weekend", "maand") and (more or lasts) and not ruled_out:
            size = _size(number, said, "dagen")
            yield size, size, False


def _said_hours(text: str) -> Iterator[Span]:
    """Hours only with a word that says that they last: "3 uur" may be the clock."""
    for number, said, before, after in _around(text):
        if said == "uur" and (_IS_LONG.match(after) or _LASTS.search(before)):
            size = _size(number, said, "uren")
            yield size, size, False


def _around(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Each number with a unit, and the words before and after it."""
    for match in _MEASURE.finditer(text):
        yield match[1], _kind(match[2]), text[: match.start()], text[match.end() :]


def _said(
    text: str,
    unit: Unit,
    before: re.Pattern[str] | None = None,
    after: re.Pattern[str] | None = None,
    units: tuple[str, ...] = ("m2",),
) -> Iterator[Span]:
    """Each size that is named with its unit, with "meer dan" or a range before it."""
    first = 0
    for match in _MEASURE.finditer(text):
        ruled_out = (before and before.search(text[: match.start()])) or (
            after and after.match(text[match.end() :])
        )
        if _kind(match[2]) in units and not ruled_out:
            span = _span(text[max(first, match.start() - 16) : match.end()], unit)
            if span is not None:
                yield span
        first = match.end()


_SAID: Mapping[Unit, Callable[[str], Iterator[Span]]] = {
    "m": _said_lengths,
    "m2": _said_areas,
    "dagen": _said_durations,
    "uren": _said_hours,
}
