"""Reading how many people."""

import re

from bot.core.model import Value
from bot.core.readers.words import fold, in_digits, squeeze

_MOST = 500_000
_N = r"(?<![\d.,])(\d{1,7})(?![\d,.]*\d)"
_BETWEEN = re.compile(rf"{_N} ?(?:-|/|a|tot en met|t/m|tot|of|en|misschien|maar ook) ?(?:de )?{_N}")
_PEOPLE = (
    r"(?:mensen|mens|personen|persoon|pers|man|mnsen|bezoekers|gasten|deelnemers|buren|bewoners"
    r"|buurtbewoners|buurtgenoten|kinderen|kids|kind|jongeren|tieners|ouderen|senioren"
    r"|volwassenen|volw|ouders|vrijwilligers|leden|dames|heren|vrouwen|mannen|buurvrouwen)"
)
_GROUP = re.compile(rf"{_N} (?:\w+ )?{_PEOPLE}\b")
_HOUSEHOLDS = re.compile(
    rf"{_N} (?:gezinnen|gezin|huishoudens|adressen|huizen|woningen|families)\b"
)
_AT_MOST = re.compile(
    r"\b(?:tot|max\w*|hooguit|hoogstens|niet meer dan|minder dan|onder de|nog geen|ten hoogste)\b"
    rf"[^\d]{{0,20}}{_N}|{_N} (?:max\w*|hooguit|of minder)\b"
)
_AT_LEAST = re.compile(
    r"(?:\b(?:meer dan|meer als|minstens|minimaal|min\.|minimum|vanaf|boven de|ruim|zeker"
    rf"|ten minste|tenminste)\b|>)[^\d]{{0,12}}{_N}"
    rf"|{_N} ?(?:\+|plus\b|of meer\b|minimaal\b|mensen of meer\b)(?! ?\d)"
)
_OVER = re.compile(r"\b(?:meer (?:dan|als)|boven de|ruim)\b|>")
_NOT_PEOPLE = re.compile(
    r"(?<!\d)\d{1,7}(?: ?(?:-|tot|t/m|en|a) ?\d{1,7})? ?(?:jaar|jr|jarigen?|uur|minuten"
    r"|euro|meter|m2|dagen|weken)\b"
    r"|\b(?:leeftijd|om|nummer|nr) \d+"
)
_AGES = re.compile(rf"\b({_PEOPLE}) van \d{{1,2}} ?(?:tot|t/m|-|tot en met|en|a) ?\d{{1,2}}\b")
_PART_OF_THEM = re.compile(r"\b(?:waarvan|van wie|inclusief|incl|waaronder)\b.*$")
_NEGATIVE = re.compile(r"(?:min|-) ?\d")
_TOGETHER = re.compile(
    r"\bmet (?:z'n|zijn|ons|hun|ze|zn) ?(tweeen|drieen|vieren|vijven|zessen|zevenen|achten|negenen"
    r"|tienen|elven|twaalven|twintigen)\b"
)
_TOGETHER_NUMBERS = dict(
    zip(
        [
            "tweeen",
            "drieen",
            "vieren",
            "vijven",
            "zessen",
            "zevenen",
            "achten",
            "negenen",
            "tienen",
            "elven",
            "twaalven",
        ],
        range(2, 13),
        strict=True,
    )
) | {"twintigen": 20}
_PER_HOUSEHOLD = (2, 4)
_IN_SENTENCE = re.compile(
    r"\b(?:met|voor|zo'n|ongeveer|circa|ca\.?|komen(?: er)?|max\w*) "
    r"(?:zo'n |ongeveer |circa |max\w* |de )?"
    r"(\d{1,6})(?: ?(?:-|a|tot) ?(\d{1,6}))? (?:mensen|personen|man|bezoekers|gasten|deelnemers)\b"
)


class Count(Value):
    """Between `low` and `high` people, both included; `high` None means: or more, and `over` that
    `low` itself is too few. The two are equal when one number was named. `words` is what was
    typed."""

    low: int
    high: int | None
    over: bool = False
    words: str = ""


def read_count(text: str) -> Count | None:
    """The number of people that an answer to "how many?" names, or None.

    "tot 50" is 0 to 50. Groups are added up ("20 kinderen en 10 ouders"); a household counts as
    two to four people. Two numbers without a relation are not understood.
    """
    words = squeeze(text)
    folded = fold(words)
    if _NEGATIVE.match(folded):
        return None
    if together := _TOGETHER.search(folded):
        number = _TOGETHER_NUMBERS[together[1]]
        return Count(low=number, high=number, words=words)
    text = _AGES.sub(r"\1", in_digits(_PART_OF_THEM.sub("", folded)))
    span = _span(_NOT_PEOPLE.sub(" ", text))
    if span is None or not _plausible(*span):
        return None
    over = span[1] is None and bool(_OVER.search(folded))
    return Count(low=span[0], high=span[1], over=over, words=words)


def _plausible(low: int, high: int | None) -> bool:
    return 0 <= low <= _MOST and (high is None or (0 < high <= _MOST and low <= high))


def _span(text: str) -> tuple[int, int | None] | None:
    if summed := _sum_of_groups(text):
        return summed, summed
    if match := _BETWEEN.search(text):
        return _between(int(match[1]), int(match[2]))
    if match := _AT_MOST.search(text):
        return 0, int(match[1] or match[2])
    if match := _AT_LEAST.search(text):
        return int(match[1] or match[2]), None
    if (match := _HOUSEHOLDS.search(text)) and not _GROUP.search(text):
        return int(match[1]) * _PER_HOUSEHOLD[0], int(match[1]) * _PER_HOUSEHOLD[1]
    return _only_number(text)


def _sum_of_groups(text: str) -> int | None:
    groups = [int(match[1]) for match in _GROUP.finditer(text)]
    return sum(groups) if len(groups) > 1 and "of" not in text.split() else None


def _between(low: int, high: int) -> tuple[int, int] | None:
    if low < 10 and high >= 100 and high % 100 == 0:
        low *= 100  # "twee a driehonderd"
    return (low, high) if low <= high else None


def _only_number(text: str) -> tuple[int, int] | None:
    numbers = set(re.findall(_N, text))
    if len(numbers) > 1 and (group := _GROUP.search(text)):
        numbers = {group[1]}
    if len(numbers) != 1:
        return None
    number = int(numbers.pop())
    return (number, number) if number else None


def find_count(sentence: str) -> Count | None:
    """How many people a sentence about a plan expects ("met 200 mensen"), or None."""
    found = list(_IN_SENTENCE.finditer(in_digits(fold(squeeze(sentence)))))
    if len(found) != 1:
        return None
    low = int(found[0][1])
    high = int(found[0][2] or low)
    return Count(low=low, high=high, words=found[0][0]) if 0 < low <= high else None
