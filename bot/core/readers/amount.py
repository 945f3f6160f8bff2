"""Reading an amount of money."""

import re

from bot.core.model import Value
from bot.core.readers.words import fold, in_digits, squeeze

_MOST = 100_000_000
_N = r"(?<![\d.,])(\d{1,9})(?:[.,](\d{2}|-{1,2}|=))?(?![\d,.]*\d)"
_BETWEEN = re.compile(rf"{_N}(?: ?euro| ?€)? ?(?:-|a|tot|of|en) ?(?:€ ?)?{_N}")
_AT_MOST = re.compile(
    r"\b(?:tot|max\w*|hooguit|hoogstens|niet meer dan|minder dan|onder de)\b" rf"[^\d]{{0,20}}{_N}"
)
_AT_LEAST = re.compile(
    r"\b(?:meer dan|minstens|minimaal|vanaf|boven de|ruim|ten minste)\b" rf"[^\d]{{0,12}}{_N}"
)
_OVER = re.compile(r"\b(?:meer dan|boven de|ruim)\b")
_NOTHING = re.compile(r"\b(?:gratis|niks|niets|geen (?:geld|kosten|budget|cent)|kost niks)\b")
_EACH = re.compile(r"\b(?:per|p\.?p\.?|ieder|elk|de man)\b")
_TON = re.compile(r"\b(?:een |1 )?ton\b")


_IN_SENTENCE = re.compile(
    r"(?:(?:max\w*|tot|hooguit|hoogstens|(?:niet )?meer dan|minder dan|onder de|minstens|minimaal"
    r"|vanaf|boven de|ruim) (?:een |zo'n )?)?"
    r"(?:€ ?\d[\d.,-]*(?: ?(?:-|tot|a) ?€? ?\d[\d.,]*)?"
    r"|(?:\d[\d.,]* ?(?:-|tot|a|of|en) ?)?\d[\d.,]* ?(?:euro|eur|piek)\b)"
)
_OTHER_AMOUNT = re.compile(
    r"\b(?:entree|kaartjes?|prijs|prijzen|opbrengst|opgehaald|kost|kosten|betaalt|inleg|winnen)"
    r"(?: \w+){0,3} ?$"
)
_OTHER_AFTER = re.compile(r" ?(?:per|p\.?p|de man|ieder|elk|entree|inleg|prijs|voor een kaartje)")


class Amount(Value):
    """Between `low` and `high` whole euros, both included; `high` None means: or more, and `over`
    that `low` itself is too little. The two are equal when one amount was named. `words` is what
    was typed."""

    low: int
    high: int | None
    over: bool = False
    words: str = ""


def read_amount(text: str) -> Amount | None:
    """The amount that an answer to "how much does it cost?" names, or None. An amount a person or
    a month is not understood: what it adds up to is unknown."""
    words = squeeze(text)
    folded = _TON.sub("100000", fold(words))
    span = None if _EACH.search(folded) else _span(in_digits(folded))
    if span is None or span[0] > _MOST or (span[1] is not None and not span[0] <= span[1] <= _MOST):
        return None
    over = span[1] is None and bool(_OVER.search(folded))
    return Amount(low=span[0], high=span[1], over=over, words=words)


def find_amount(sentence: str) -> Amount | None:
    """The one amount that a sentence about a plan names ("we zoeken 500 euro"), or None. What one
    person pays, a prize or what it yields is another amount."""
    words = squeeze(sentence)
    text = in_digits(fold(words))
    found = [m for m in _IN_SENTENCE.finditer(text) if not _OTHER_AMOUNT.search(text[: m.start()])]
    found = [m for m in found if not _OTHER_AFTER.match(text[m.end() :])]
    return read_amount(found[0][0]) if len(found) == 1 else None


def _span(text: str) -> tuple[int, int | None] | None:
    if match := _BETWEEN.search(text):
        return _euros(match[1], match[2]), _euros(match[3], match[4])
    if match := _AT_MOST.search(text):
        return 0, _euros(match[1], match[2])
    if match := _AT_LEAST.search(text):
        return _euros(match[1], match[2]), None
    amounts = {_euros(*pair) for pair in re.findall(_N, text)}
    if not amounts and _NOTHING.search(text):
        return 0, 0
    only = amounts.pop() if len(amounts) == 1 else None
    return None if only is None else (only, only)


def _euros(whole: str, cents: str | None) -> int:
    return int(whole) + (1 if cents and cents.isdigit() and int(cents) >= 50 else 0)
