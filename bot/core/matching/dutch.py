"""Dutch words made comparable: folded, brought back to their dictionary form, stemmed."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY

Word = tuple[str, str]
"""A word as typed, and folded."""

_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 40
_SUFFIXES = ("heden", "heid", "ingen", "ing", "en", "e", "s")
_DIMINUTIVES = (("etje", ""), ("pje", "p"), ("pje", ""), ("inkje", "ing"), ("tje", ""), ("je", ""))
_DOUBLE = re.compile(r"aa|ee|oo|uu|([b-df-hj-np-tv-z])\1$")
_UNKNOWN_DIMINUTIVE = re.compile(r"((?<=[nlrw])t|(?<=m)p)?je$")


def fold(text: str) -> str:
    """Lower case without accents; the number of letters may change."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> list[Word]:
    """Each word of `text`, in order; absurdly long ones are cut."""
    if text.isascii():
        typed = [word[:_LONGEST_WORD] for word in _WORD.findall(text)]
        return list(zip(typed, map(str.lower, typed), strict=True))
    typed = [word[:_LONGEST_WORD] for word in _WORD.findall(unicodedata.normalize("NFC", text))]
    return [(word, fold(word)) for word in typed]


def folded_words(text: str) -> list[str]:
    """The words of `text` as they are compared, in order."""
    if text.isascii():
        return [word[:_LONGEST_WORD] for word in _WORD.findall(text.lower())]
    return [word for _, word in words(text)]


@lru_cache(maxsize=50_000)
def is_dutch(word: str) -> bool:
    """Whether the dictionary knows this folded word."""
    return _looked_up(word) is not None


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """The dictionary form of a folded word, without diminutive; the word itself if unknown."""
    bare = _undiminished(word)
    return fold(_looked_up(bare) or bare)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A key that inflections and diminutives of one word share; not a readable word."""
    root = lemma(word)
    for suffix in _SUFFIXES:
        if root.endswith(suffix) and len(root) - len(suffix) >= 3:
            root = root.removesuffix(suffix)
            break
    return _one_spelling(root)


def _first_letter(double: re.Match[str]) -> str:
    return double[0][0]


def _one_spelling(root: str) -> str:
    # Dutch writes boom but bomen, kap but kappen, huis but huizen: keep one of each pair.
    if len(root) < 4:
        return root
    single = _DOUBLE.sub(_first_letter, root)
    return single[:-1] + {"v": "f", "z": "s"}.get(single[-1], single[-1])


def _undiminished(word: str) -> str:
    bare = word.removesuffix("s")
    if not bare.endswith("je") or len(bare) < 5:
        return word
    candidates = [
        bare.removesuffix(ending) + restored
        for ending, restored in _DIMINUTIVES
        if bare.endswith(ending)
    ]
    candidates += [c[:-1] for c in candidates if len(c) > 3 and c[-1:] == c[-2:-1]]
    known = [c for c in candidates if len(c) > 2 and is_dutch(c)]
    # A tentje is a tent, not ten, but a tuintje is no tuint (a form of a verb), a balletje a bal.
    longest_first = not bare.endswith("etje")
    nouns = sorted((c for c in known if _is_base_form(c)), key=len, reverse=longest_first)
    return next(iter([*nouns, *known]), None) or _UNKNOWN_DIMINUTIVE.sub("", bare)


def _is_base_form(word: str) -> bool:
    return _looked_up(word) == word


def _looked_up(word: str) -> str | None:
    """The form of a word in the dictionary. simplemma's own guesses about words that are not there
    cost most of the index's time, and changed no answer."""
    known = _dictionary()
    return known.get(word) or known.get(word.capitalize())


@cache
def _dictionary() -> Mapping[str, str]:
    return DEFAULT_DICTIONARY_FACTORY.get_dictionary("nl")
