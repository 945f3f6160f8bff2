"""What must not be stored: BSN's and account numbers are taken out before anything is kept, and
characters that break a database or deceive a reader are cleaned away."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import iban
from stdnum.nl import bsn

MASKED_BSN = "[bsn weggehaald]"
MASKED_IBAN = "[rekeningnummer weggehaald]"
HIDDEN_PHONE = "(nummer)"
LONGEST_TEXT = 4096

_GAP = r"[ .\-–_/\t\u00a0\u2009\u202f\u200b-\u200d\u2060\ufeff]{0,3}"
_DIGITS = re.compile(r"(?<![^\W_])\d+(?![^\W_])")
_BETWEEN_GROUPS = re.compile(_GAP)
_PHONE = re.compile(
    rf"(?:\+|\b00)31{_GAP}(?:\(0\){_GAP})?(?:\d{_GAP}){{8}}\d\b|\b0(?:{_GAP}\d){{9}}\b"
)
_DATE = re.compile(
    r"\b(?:[0-3]?\d[-./ ][01]?\d[-./ ](?:19|20)\d\d|(?:19|20)\d\d[-./][01]\d[-./][0-3]\d)\b"
)
_CLOCK = re.compile(r"\b[0-2]?\d[.:][0-5]\d(?![.\d])(?= ?(?:uur|u\b|-|–|tot|$))")
_OTHERS = (_PHONE, _DATE, _CLOCK)
_LABELLED = re.compile(
    rf"\b(?:bsn|burgerservicenummer|burger service nummer|sofi(?:-?nummer)?)\b"
    rf"[^\d\]\n]{{0,20}}(\d(?:{_GAP}\d){{7}})(?!\d|{_GAP}\d)",
    re.IGNORECASE,
)
_IBAN = re.compile(
    rf"\bNL{_GAP}\d\d{_GAP}[A-Z]{{4}}(?:{_GAP}\d){{10}}(?![^\W_])"
    r"|\b[A-Z]{2}\d\d(?:[A-Z0-9]{11,30}\b"
    r"|(?:[ .-][A-Z0-9]{4}){2,7}(?:[ .-][A-Z0-9]{1,4}\b)?)",
    re.IGNORECASE,
)
_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")


@dataclass(frozen=True)
class Masked:
    """A text that may be stored, and what was taken out of it: "bsn", "iban"."""

    text: str
    found: frozenset[str]


@dataclass(frozen=True)
class _Span:
    start: int
    end: int

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


def mask(text: str) -> Masked:
    """The text without BSN's and account numbers. Masking twice changes nothing more.

    A BSN is nine digits that pass the elfproef, however they are spaced, or eight after the word
    "bsn". Phone numbers, dates and parts of a longer number stay. One in eleven other nine-digit
    numbers passes as well: tell the sender what was taken out.
    """
    without_iban = _IBAN.sub(_mask_iban, text)
    without_label = _LABELLED.sub(_mask_labelled, without_iban)
    masked = _replaced(without_label, list(_bsn_spans(without_label)))
    found = {"iban"} if without_iban != text else set()
    found |= {"bsn"} if masked != without_iban else set()
    return Masked(masked, frozenset(found))


def without_marks(text: str) -> str:
    """What was said around the things that were taken out: only that may be read for a meaning."""
    return text.replace(MASKED_BSN, " ").replace(MASKED_IBAN, " ")


def has_marks(text: str) -> bool:
    """Whether something was taken out of this text."""
    return MASKED_BSN in text or MASKED_IBAN in text


def hide_phones(text: str) -> str:
    """A text as somebody may read it who may not see a resident's number yet. (What the resident
    typed stays as it is stored: it is their own.)"""
    return _PHONE.sub(HIDDEN_PHONE, text)


def _mask_iban(match: re.Match[str]) -> str:
    """The longest run of groups that is an IBAN: words may follow it without a full stop."""
    candidate = match[0]
    while len(candidate) >= 15:
        if iban.is_valid(re.sub(_GAP + r"(?=\w)", "", candidate), check_country=False):
            return MASKED_IBAN + match[0][len(candidate) :]
        cut = max(candidate.rfind(" "), candidate.rfind("."), candidate.rfind("-"))
        candidate = candidate[: max(cut, 0)]
    return match[0]


def _mask_labelled(match: re.Match[str]) -> str:
    if not bsn.is_valid("0" + _digits(match[1])):
        return match[0]
    start = match.start(1) - match.start()
    return match[0][:start] + MASKED_BSN


def _bsn_spans(text: str) -> Iterator[_Span]:
    """Where a BSN stands: whole groups of digits, nine together, that pass the elfproef."""
    others = [match.span() for pattern in _OTHERS for match in pattern.finditer(text)]
    groups = [_Span(*match.span()) for match in _DIGITS.finditer(text)]
    first = 0
    while first < len(groups):
        last = _last_of_nine(text, groups, first)
        if last is not None:
            span = _Span(groups[first].start, groups[last].end)
            free = not any(span.overlaps(*other) for other in others)
            if free and bsn.is_valid(_digits(text[span.start : span.end])):
                yield span
                first = last
        first += 1


def _last_of_nine(text: str, groups: list[_Span], first: int) -> int | None:
    """The group that ends nine digits which began at `first`, with no more than a gap between."""
    total = 0
    for index in range(first, len(groups)):
        group = groups[index]
        between = text[groups[index - 1].end : group.start] if index > first else ""
        total += group.end - group.start
        if total >= 9 or not _BETWEEN_GROUPS.fullmatch(between):
            return index if total == 9 and _BETWEEN_GROUPS.fullmatch(between) else None
    return None


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(character)) for character in text if character.isdecimal())


def _replaced(text: str, spans: list[_Span]) -> str:
    for span in reversed(spans):
        text = text[: span.start] + MASKED_BSN + text[span.end :]
    return text


def clean(text: str) -> str:
    """The text as it can be stored and shown anywhere: at most 4,096 characters, encodable as
    UTF-8, line ends as newlines, without NUL and other control characters (tab stays), and
    without the controls that turn the direction of writing."""
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lined = _LINE_ENDS.sub("\n", paired)
    kept = (
        character
        for character in lined
        if character in "\n\t"
        or (unicodedata.category(character) != "Cc" and character not in _BIDI_CONTROLS)
    )
    return "".join(kept)[:LONGEST_TEXT]
