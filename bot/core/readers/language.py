"""Recognising in which language somebody writes, among Dutch and the few that content offers.

By script first; then by the small and usual words of each language, and its own letters. One or two
words in Latin script count as Dutch: "party" or "playground" is what a Dutch resident types too.
"""

import re
from collections.abc import Sequence
from typing import Literal, Protocol

from bot.core.matching import dutch
from bot.core.readers.words import word_set

Script = Literal["latijns", "arabisch", "cyrillisch"]

_FEWEST_WORDS = 3
_MOST_WORDS = 60
_SURE = 2.0
_ALONE = 1.0
"""Enough where not one word is Dutch."""

_AHEAD = 1.0
_ENDING = 0.4
_LONGER_THAN = 4
_SMALL = 1.0
_TELLING = 0.8
"""What one word at least is worth: usual words alone are loan words ("Street Art Festival")."""

_LETTER = 0.8
_USUAL = 0.6
_SHARED = 0.35
_IN_DICTIONARY = 0.5
_FUNCTION_WORD = 1.0
_SCRIPTS: dict[Script, re.Pattern[str]] = {
    "arabisch": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
    "cyrillisch": re.compile(r"[\u0400-\u04ff]"),
}
_WITHOUT_ACCENT = str.maketrans("ıł", "il")
_LETTERS = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DUTCH = word_set(
    "de het een en of maar ik je jij jullie u wij we ze zij hij mijn jouw uw ons onze hun dit "
    "dat deze die er hier daar niet geen wel ook nog al naar voor van met om bij uit aan op in "
    "te door over tot tegen onder tussen zonder als dan want dus omdat zodat wat wie waar "
    "wanneer hoe waarom welke is zijn was waren ben bent heb hebt heeft hebben had word wordt "
    "worden kan kun kunnen mag mogen moet moeten wil wilt willen wou zou zouden zal zullen ga "
    "gaat gaan kom komt komen doe doet doen graag samen straat buurt wijk buren bewoners "
    "kinderen mensen plein veld bomen tuin feest idee plan gemeente vergunning muziek jongeren "
    "ouderen elke week dag jaar veel meer nieuw nieuwe da ge nie wa ne nen ons hullie gullie "
    "effe ff zo'n z'n m'n 't 'n naast achter heel alle iets iemand altijd daarom misschien "
    "natuurlijk eigenlijk even weer toch zelf wordt plek"
)


class Spoken(Protocol):
    """What a reader needs of a language: by what it is recognised."""

    @property
    def id(self) -> str: ...
    @property
    def script(self) -> Script: ...
    @property
    def small(self) -> tuple[str, ...]: ...
    @property
    def usual(self) -> tuple[str, ...]: ...
    @property
    def letters(self) -> str: ...
    @property
    def endings(self) -> tuple[str, ...]: ...


class Tongues:
    """The languages of the content, ready to be told apart from Dutch; immutable."""

    def __init__(self, languages: Sequence[Spoken]) -> None:
        self._by_script = {one.script: one.id for one in languages if one.script != "latijns"}
        latin = [one for one in languages if one.script == "latijns"]
        self._small = {one.id: frozenset(map(_plain, one.small)) for one in latin}
        self._usual = {one.id: frozenset(map(_plain, one.usual)) for one in latin}
        self._letters = {one.id: frozenset(one.letters) for one in latin}
        self._endings = {one.id: one.endings for one in latin}

    def recognise(self, text: str) -> str | None:
        """The id of the language of `text`; None for Dutch, and when nobody can tell."""
        script = _script(text)
        if script != "latijns":
            return self._by_script.get(script)
        said = _said(text)
        if len(said) < _FEWEST_WORDS:
            return None
        scores = {ident: self._score(ident, said) for ident in self._small}
        best = max(scores, key=scores.__getitem__, default=None)
        if best is None:
            return None
        as_dutch = sum(_as_dutch(word) for word in map(_plain, said) if not self._has(best, word))
        as_dutch += _SHARED * sum(word in _DUTCH for word in said if self._has(best, _plain(word)))
        enough = _SURE if as_dutch else _ALONE
        is_clear = any(self._worth(best, word) >= _TELLING for word in said)
        return best if is_clear and scores[best] >= max(enough, as_dutch + _AHEAD) else None

    def is_dutch(self, text: str) -> bool:
        """Whether this is surely Dutch: enough of its own words, and not another language."""
        worth = sum(map(_as_dutch, map(_plain, _said(text))))
        return worth >= _SURE and _script(text) == "latijns" and self.recognise(text) is None

    def _has(self, ident: str, plain: str) -> bool:
        return plain in self._small[ident] or plain in self._usual[ident]

    def _score(self, ident: str, said: Sequence[str]) -> float:
        return sum(self._worth(ident, word) for word in said)

    def _worth(self, ident: str, word: str) -> float:
        plain = _plain(word)
        if plain in self._small[ident]:
            return _SHARED if plain in _DUTCH else _SMALL
        if self._letters[ident].intersection(word) and not _in_dictionary(plain):
            return _LETTER
        if plain in self._usual[ident]:
            return _USUAL
        ends = len(word) > _LONGER_THAN and word.endswith(self._endings[ident])
        return _ENDING if ends and not _in_dictionary(plain) else 0.0


def _said(text: str) -> list[str]:
    """The words, in small letters."""
    usual = text.replace("’", "'").replace("İ", "i").lower()
    return _WORDS.findall(usual)[:_MOST_WORDS]


def _as_dutch(plain: str) -> float:
    """What a word is worth as a word of Dutch."""
    if plain in _DUTCH:
        return _FUNCTION_WORD
    return _IN_DICTIONARY if _in_dictionary(plain) else 0.0


def _in_dictionary(plain: str) -> bool:
    return dutch.is_dutch(plain)


def _script(text: str) -> Script:
    """The script that more than half of the letters are in."""
    letters = len(_LETTERS.findall(text))
    for script, pattern in _SCRIPTS.items():
        if letters and len(pattern.findall(text)) * 2 > letters:
            return script
    return "latijns"


def _plain(word: str) -> str:
    """A word without accents, as many people type it."""
    return dutch.fold(word).translate(_WITHOUT_ACCENT)
