"""Telling text from noise: "????", "1234567", "asdf"."""

import re
from collections.abc import Callable

from bot.core.matching import dutch

_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop")
_VOWELS = re.compile(r"[aeiouy]")
_CONSONANT_RUN = re.compile(r"[b-df-hj-np-tv-xz]{6,}")
_SAME_LETTER = re.compile(r"(.)\1{2,}")
_LATIN = re.compile(r"[a-z]+")


def is_nonsense(text: str, known: Callable[[str], bool]) -> bool:
    """Whether no word of `text` could be meant; `known` tells the words of the content."""
    return not any(known(word) or _could_be_a_word(word) for _, word in dutch.words(text))


def _could_be_a_word(word: str) -> bool:
    if word.isalpha() and len(word) > 1 and dutch.is_dutch(word):
        return True
    if not _LATIN.fullmatch(word):
        return not word.isascii() and word.isalpha()
    return len(word) > 1 and not _is_noise(word)


def _is_noise(word: str) -> bool:
    return bool(
        not _VOWELS.search(word)
        or _CONSONANT_RUN.search(word)
        or _SAME_LETTER.search(word)
        or any(word[:4] in row or word[:4] in row[::-1] for row in _KEYBOARD if len(word) > 3)
    )
