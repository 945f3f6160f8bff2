"""What all readers share: text made comparable, and numbers written in digits."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA
from text_to_num import alpha2digit

_LOOKALIKES = str.maketrans("‘’‚‛´`“”„–—−‐‑", "''''''\"\"\"-----")
_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_UNITS = "een|twee|drie|vier|vijf|zes|zeven|acht|negen"
_UNIT_AND_TENS = re.compile(rf"\b({_UNITS}) en ({_TENS})\b")
_LOST_DIAERESIS = re.compile(rf"(twee|drie)en(?={_TENS})")
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})((?:\.\d{3})+)(?![\d.]\d)")
_MORE_THAN_AN_ARTICLE = 1.5
_NUMBER = r"(\d{1,6}(?:[.,]\d{1,2})?)"
_TIMES = {"honderd": 100, "100": 100, "duizend": 1000, "1000": 1000, "mille": 1000, "k": 1000}
_MULTIPLIED = re.compile(rf"(?<![\d.,]){_NUMBER} ?(k|mille|honderd|duizend|100|1000)\b(?![.,]\d)")
_QUANTITIES = (
    (re.compile(r"\banderhal(?:f|ve) ?(?=honderd|duizend|k\b)"), "1,5 "),
    (re.compile(r"\been (?=honderd|duizend)"), ""),
    (re.compile(r"\b(?:een )?paar ?honderd\b"), "200 tot 400"),
    (re.compile(r"\b(?:een )?paar ?duizend\b"), "2000 tot 4000"),
    (re.compile(r"\b(?:een )?(?:paar ?)?tientallen\b|\b(?:een )?paar ?tientjes\b"), "20 tot 40"),
    (re.compile(r"\b(?:een )?tiental\b|\been tientje\b"), "10"),
    (re.compile(r"\b(?:een )?twintigtal\b"), "20"),
    (re.compile(r"\b(?:een )?vijftigtal\b"), "50"),
    (re.compile(r"\b(?:een )?honderdtal\b"), "100"),
    (re.compile(r"\b(?:enkele |vele )?honderden\b"), "200 tot 900"),
    (re.compile(r"\b(?:een )?paar dozijn\b"), "24 tot 36"),
    (re.compile(r"\b(?:een )?dozijn\b"), "12"),
)


def squeeze(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """The text in small letters without accents, quotes and dashes of one kind.

    One character in is one character out, so a span found here holds in the text itself.
    """
    text = text.translate(_LOOKALIKES)
    return text.lower() if text.isascii() else "".join(map(_fold_character, text))


@lru_cache(maxsize=2048)
def _fold_character(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0].lower()[0]


def tokens(folded: str) -> list[str]:
    """The words of a folded text, without punctuation."""
    return re.findall(r"[^\W_]+(?:['-][^\W_]+)*", folded)


def in_digits(folded: str) -> str:
    """A folded text with its numbers in digits: "vijftienhonderd", "1.500" and "1,5k" are 1500,
    "een paar honderd" is "200 tot 400"."""
    text = _UNIT_AND_TENS.sub(r"\1en\2", folded)
    text = _LOST_DIAERESIS.sub("\\1ën", text)
    for pattern, digits in _QUANTITIES:
        text = pattern.sub(digits, text)
    # text2num multiplies "vijftig en honderd"; kept apart it reads two numbers.
    text = " en ".join(_spoken_to_digits(part) for part in text.split(" en "))
    text = _THOUSANDS.sub(lambda m: m[0].replace(".", ""), text)
    return _MULTIPLIED.sub(_multiply, text)


def _spoken_to_digits(text: str) -> str:
    read: str = alpha2digit(text, "nl", threshold=_MORE_THAN_AN_ARTICLE)
    head = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :]
    return head + read.strip() + tail


def _multiply(match: re.Match[str]) -> str:
    value = float(match[1].replace(",", "."))
    factor = _TIMES[match[2]]
    # "20 100" is two numbers; "15 honderd" is one.
    if match[2].isdigit() and not (value < 100 and "," in match[1]) and value not in range(2, 20):
        return match[0]
    return str(round(value * factor))


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as one string."""
    return frozenset(words.split())


def nearest(word: str, vocabulary: Iterable[str]) -> str | None:
    """The one word of the vocabulary that `word` may be a typing error of, or None.

    One slip in a word of five to seven letters, two in a longer one, never in the first letter:
    "moederdag" is not "donderdag". Two candidates mean None.
    """
    allowed = 0 if len(word) < 5 else 1 if len(word) < 8 else 2
    found = {
        known: distance
        for known in vocabulary
        if known[:1] == word[:1]
        and (distance := OSA.distance(word, known, score_cutoff=allowed)) <= allowed
    }
    closest = [known for known in found if found[known] == min(found.values())]
    return closest[0] if len(closest) == 1 else None
