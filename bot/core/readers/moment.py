"""Reading when: the day, or the period it falls in, and from when to when."""

import re
from datetime import date, datetime, time

from bot.core.model import Value
from bot.core.readers.days import (
    HORIZON,
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Days,
    NoSuchDay,
    read_days,
)
from bot.core.readers.hours import Hours, find_hours, read_hours
from bot.core.readers.words import fold, in_digits, nearest, squeeze

_LONGEST_ANSWER = 300
_LONGEST_FOR_DATEPARSER = 60
_VOCABULARY = frozenset(
    [
        *MONTHS,
        *WEEKDAYS,
        *SEASONS,
        "koningsdag",
        "burendag",
        "pinksterdag",
        "weekend",
        "overmorgen",
        "volgende",
        "komende",
        "hemelvaart",
        "pinksteren",
        "paasdag",
        "vakantie",
    ]
)
_SHORTEST_RESPELLED = 6
_KNOWN_NEIGHBOURS = frozenset({"maanden", "komend", "volgend"})
_RESPELLED = [word for word in _VOCABULARY if len(word) >= _SHORTEST_RESPELLED]
_DURATION = re.compile(r"\b(?:uur|u|min\w*|dag(?:en)?|week|weken|maand(?:en)?|jaar)\b")
_DENIED = re.compile(r"\b(?:niet|geen|behalve)(?: (?:op|in|met|de|het|een))* ?$")
_GLUED_PART = re.compile(r"(?<=[a-z])(?<!over)(ochtend|middag|avond|nacht|morgen)$")
_ENDING = re.compile(r"(?:ochtend|middag|avond|nacht|morgen|en|s)$")


class Moment(Value):
    """When something is, as far as it was said. Days and times are local (Europe/Amsterdam).

    `day` (to `last_day`, for more days) when it is known. Otherwise `month` is the first day of
    the month that a period begins in, and `period` holds the words for it ("eind augustus",
    "elke dinsdag", "middag"). An `end` of 00.00 is midnight; an end before the start is the next
    day. `words` is what was typed.
    """

    day: date | None = None
    last_day: date | None = None
    month: date | None = None
    period: str | None = None
    start: time | None = None
    end: time | None = None
    words: str = ""

    @property
    def days(self) -> float | None:
        """How many days it lasts, where that was said: from the first day to the last, or the
        hours of one day."""
        if self.day is None or (self.last_day is None and self.end is None):
            return None
        return float(((self.last_day or self.day) - self.day).days + 1)

    @property
    def hours(self) -> float | None:
        """From the first hour to the last, over midnight too."""
        if self.start is None or self.end is None:
            return None
        minutes = (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute
        return minutes / 60 % 24


def read_moment(text: str, today: date) -> Moment | None:
    """The moment that an answer to "when?" names, or None.

    A date without a year is the next one to come; one that has been, or that lies more than three
    years ahead, is not understood; nor is a day that is ruled out ("niet op zondag").
    """
    words = squeeze(text)
    if len(words) > _LONGEST_ANSWER:
        return find_moment(text, today)
    folded = _respelled(in_digits(fold(words)))
    try:
        days = read_days(folded, today, in_sentence=False)
    except NoSuchDay:
        return None
    if days and _DENIED.search(folded[: days.start]):
        return None
    hours = read_hours(_without(folded, days))
    days = days or (None if hours else _by_dateparser(folded, today))
    return _moment(days, hours, words) if days or hours else None


def find_moment(sentence: str, today: date) -> Moment | None:
    """The moment that a sentence about a plan names, or None. Numbers that may be anything else
    are left alone; `words` is the piece that was read."""
    words = squeeze(sentence)
    folded = fold(words)
    try:
        days = read_days(folded, today, in_sentence=True)
    except NoSuchDay:
        return None
    if days is None:
        return None
    hours = find_hours(_without(folded, days), days.end)
    pieces = [words[days.start : days.end]] + ([words[hours.first : hours.last]] if hours else [])
    return _moment(days, hours, " ".join(pieces))


def _moment(days: Days | None, hours: Hours | None, words: str) -> Moment:
    days, hours = days or Days(), hours or Hours()
    return Moment(
        day=days.day,
        last_day=days.last_day,
        month=days.month,
        period=days.period or hours.part,
        start=hours.start,
        end=hours.end,
        words=words,
    )


def _without(folded: str, days: Days | None) -> str:
    """The text with the day blanked out; a part of the day that was glued to it stays."""
    if days is None:
        return folded
    part = _GLUED_PART.search(folded[: days.end])
    kept = part[1] if part else ""
    blank = " " * (days.end - days.start - len(kept)) + kept
    return folded[: days.start] + blank + folded[days.end :]


def _respelled(folded: str) -> str:
    """The text with typing errors in months and weekdays put right."""
    return re.sub(rf"[a-z]{{{_SHORTEST_RESPELLED - 1},}}", lambda match: _respell(match[0]), folded)


def _respell(word: str) -> str:
    stem = _ENDING.sub("", word)
    if {word, stem} & (_VOCABULARY | _KNOWN_NEIGHBOURS):
        return word
    for part in (word, stem):
        if known := nearest(part, _RESPELLED):
            return known + word[len(part) :]
    return word


def _by_dateparser(folded: str, today: date) -> Days | None:
    """What our own rules do not see: dateparser, when its answer is plausible."""
    if len(folded) > _LONGEST_FOR_DATEPARSER or not re.search(r"[a-z]{3}", folded):
        return None
    from dateparser.search import search_dates  # 0.1 s, which only rare answers need

    base = datetime(today.year, today.month, today.day, 12)  # noqa: DTZ001
    settings = {"PREFER_DATES_FROM": "future", "RELATIVE_BASE": base, "DATE_ORDER": "DMY"}
    settings["REQUIRE_PARTS"] = ["day", "month"]
    found = search_dates(folded, languages=["nl", "en"], settings=settings)
    if not found or len(found) > 1 or _DURATION.search(found[0][0]):
        return None
    day: date = found[0][1].date()
    return Days(day=day) if today <= day <= today + HORIZON else None
