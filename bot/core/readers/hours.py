"""Reading what time: "3 tot 10 savonds" is 15.00 to 22.00.

Without a part of the day, one to six are in the afternoon, seven to twelve as they are said, and
an end is the first such hour after its start. One bare "8 uur" may be either: not understood.
"""

import re
from dataclasses import dataclass
from datetime import time

_PART = (
    r"(?:,? ?(?:'? ?s ?-?|des |in de |de )?"
    r"(ochtends?|morgens|middags?|avonds?|nachts?)\b)"
)
_CLOCK = (
    r"(?:(half|kwart voor|kwart over|kwartier voor|kwartier over) )?"
    r"(?<![\d.,:/])(\d{1,2})(?:[:.u](\d{2}))?(?![\d/])(?:[.:]\d{2})?(?: ?(?:uur|uurtje|uu|u|h)\b)?"
)
_ABOUT = r"(?:ongeveer |circa |ca\.? |rond |om |een uur of |uiterlijk |max(?:imaal)? )?"
_TO = r" ?(?:-|/|t/m|tot en met|totdat|tot|en|a|naar) ?"
_NO_QUANTITY = (
    r"(?! ?(?:lang|per|keer|mensen|man\b|personen|kinderen|jaar|jarigen?|euro|weken|dagen|maanden))"
)
_RANGE = re.compile(rf"{_CLOCK}{_PART}?{_TO}{_ABOUT}{_CLOCK}{_PART}?{_NO_QUANTITY}")
_SINGLE = re.compile(
    r"(?:\b(om|rond|vanaf|van|tot|start(?:en)?|begint?|einde?|klaar om|na|voor|uiterlijk) )?"
    rf"{_ABOUT}{_CLOCK}{_PART}?{_NO_QUANTITY}"
)
_WHOLE = re.compile(r"\b(?:de )?(?:hele|heel de|gehele) (ochtend|middag|avond)\b")
_ANY_PART = re.compile(r"(ochtend|morgen|middag|avond|nacht)")
_LOOSE_PART = re.compile(r"(ochtend|morgen|middag|avond|nacht|overdag|de hele dag)")
_MIDNIGHT = re.compile(r"\bmiddernacht\b")
_ONE_O_CLOCK = re.compile(r"(?:(?<=\bom )|(?<=\btot )|(?<=naf ))een uur\b(?! of)")
_FOUR_DIGITS = re.compile(r"(?<![\d.,:])([01]\d|2[0-4])(00|15|30|45)(?= ?(?:uur|u\b|-|tot\b)|$)")
_NO_NOUN = re.compile(r"\s*(?:$|[^\w\s]|(?:in|op|bij|met|voor|aan|langs|naast|achter|en)\b)")
_NEXT_TO_DAY = re.compile(r"[ ,(]*(?:van |tussen )?")
_WHOLE_PARTS = {
    "ochtend": (time(9), time(12)),
    "middag": (time(12), time(18)),
    "avond": (time(18), time(23)),
}
_UNIT = re.compile(r"\d ?(?:uur|u|h)\b|\d[:.u]\d\d|ochtend|morgens|middag|avond|nacht")


@dataclass(frozen=True)
class Hours:
    """From when to when, local time; 00.00 as an end is midnight. `part` is the part of the day
    when that is all that was said."""

    start: time | None = None
    end: time | None = None
    part: str | None = None
    first: int = 0
    last: int = 0


def read_hours(folded: str) -> Hours | None:
    """The hours in an answer to "when?" (folded, its date taken out), or None."""
    text = _spelled_out(folded)
    return (
        next(filter(None, map(_from_range, _RANGE.finditer(text))), None)
        or _from_two_singles(text)
        or _whole_part(text)
        or next(filter(None, map(_from_single, filter(_is_time, _SINGLE.finditer(text)))), None)
        or _only_part(text)
    )


def find_hours(folded: str, day_end: int) -> Hours | None:
    """The hours in a sentence whose date, taken out, ended at `day_end`: only what is surely a
    time, by "uur", minutes or a part of the day, or by following the date at once."""
    for match in _RANGE.finditer(folded):
        if _UNIT.search(match[0]) or _stands_by_itself(match, day_end):
            return _from_range(match)
    sure = (m for m in _SINGLE.finditer(folded) if (m[1] or m[5]) and _UNIT.search(m[0]))
    return next(filter(None, map(_from_single, sure)), None)


def _stands_by_itself(match: re.Match[str], day_end: int) -> bool:
    """Whether bare numbers follow the date at once, and no noun follows them."""
    before, after = match.string[day_end : match.start()], match.string[match.end() :]
    return bool(_NEXT_TO_DAY.fullmatch(before) and _NO_NOUN.match(after))


def _spelled_out(folded: str) -> str:
    text = _MIDNIGHT.sub("24 uur", folded)
    text = _ONE_O_CLOCK.sub("1 uur", text)
    return _FOUR_DIGITS.sub(r"\1:\2", text)


def _is_time(match: re.Match[str]) -> bool:
    return bool(match[1] not in (None, "van") or match[2] or _UNIT.search(match[0]))


def _from_two_singles(text: str) -> Hours | None:
    """ "We beginnen om 2 uur en stoppen om 8 uur"."""
    found = [match for match in _SINGLE.finditer(text) if _is_time(match)]
    if len(found) != 2:
        return None
    first, last = (_clock(match[2], match[3], match[4]) for match in found)
    if first is None or last is None:
        return None
    start, end = _span(first, found[0][5], last, found[1][5])
    return Hours(_time(start), _time(end), None, found[0].start(), found[1].end())


def _whole_part(text: str) -> Hours | None:
    whole = _WHOLE.search(text)
    return Hours(*_WHOLE_PARTS[whole[1]], None, *whole.span()) if whole else None


def _only_part(text: str) -> Hours | None:
    part = _LOOSE_PART.search(text)
    if part is None:
        return None
    return Hours(None, None, part[1].replace("morgen", "ochtend"), *part.span())


@dataclass(frozen=True)
class _Clock:
    """A time as said: minutes past midnight, and whether the 24 hours leave no doubt."""

    minutes: int
    certain: bool

    def readings(self) -> tuple[int, ...]:
        if self.certain or self.minutes >= 13 * 60:
            return (self.minutes,)
        return (self.minutes, self.minutes + 12 * 60)


def _clock(before: str | None, hour: str, minute: str | None) -> _Clock | None:
    hours, minutes = int(hour), int(minute or 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        return None
    shift = {None: 0, "half": -30}.get(before, 15 if before and before.endswith("over") else -15)
    total = hours * 60 + minutes + shift
    return _Clock(total, hour.startswith("0") or hours > 12) if total >= 0 else None


def _from_range(match: re.Match[str]) -> Hours | None:
    first = _clock(match[1], match[2], match[3])
    last = _clock(match[5], match[6], match[7])
    if first is None or last is None:
        return None
    elsewhere = _ANY_PART.search(match.string)
    last_part = match[8] or (None if match[4] else elsewhere and elsewhere[1])
    start, end = _span(first, match[4], last, last_part)
    if start == end:
        return None
    return Hours(_time(start), _time(end), None, match.start(), match.end())


def _span(
    first: _Clock, first_part: str | None, last: _Clock, last_part: str | None
) -> tuple[int, int]:
    """Start and end in minutes: the end fixes the start when only the end has a part of the day."""
    if first_part is None and last_part and not last_part.startswith(("ochtend", "morgen")):
        end = _in_part(last, last_part)
        earlier = [minutes for minutes in first.readings() if minutes < end or end < 6 * 60]
        return (max(earlier) if earlier else first.minutes), end
    start = _in_part(first, first_part or last_part) if first_part or last_part else _guess(first)
    if first_part and last_part:
        return start, _in_part(last, last_part)
    later = [minutes for minutes in last.readings() if minutes > start]
    return start, min(later) if later else last.minutes


def _guess(clock: _Clock) -> int:
    small = 60 <= clock.minutes < 7 * 60 - 30
    return clock.minutes + 12 * 60 if small and not clock.certain else clock.minutes


def _in_part(clock: _Clock, part: str | None) -> int:
    """The reading that falls in a part of the day."""
    late = part is not None and part.startswith(("middag", "avond"))
    if clock.certain or not late:
        night = part is not None and part.startswith("nacht") and clock.minutes >= 9 * 60
        return clock.minutes + 12 * 60 if night and not clock.certain else clock.minutes
    return (
        clock.minutes
        if part and part.startswith("middag") and clock.minutes >= 11 * 60
        else (clock.minutes + 12 * 60 if clock.minutes < 13 * 60 else clock.minutes)
    )


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def _from_single(match: re.Match[str]) -> Hours | None:
    clock = _clock(match[2], match[3], match[4])
    if clock is None:
        return None
    elsewhere = _ANY_PART.search(match.string)
    part = match[5] or (elsewhere[1] if elsewhere else None)
    ends = match[1] in ("tot", "eind", "einde", "klaar om", "uiterlijk", "voor")
    if part:
        minutes = _in_part(clock, part)
    elif clock.certain or match[4] or clock.minutes >= (12 if ends else 9) * 60:
        minutes = clock.minutes
    elif ends:
        minutes = clock.minutes + 12 * 60
    elif clock.minutes < 6 * 60 + 30:
        minutes = _guess(clock)
    else:
        return None
    start, end = (None, _time(minutes)) if ends else (_time(minutes), None)
    return Hours(start, end, first=match.start(), last=match.end())
