"""From text to weighted features: the words that count, their parts, and their neighbours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.matching import dutch
from bot.core.matching.compounds import Compounds
from bot.core.matching.dutch import Word
from bot.core.matching.model import Words
from bot.core.readers.place import is_street_name

PART = 0.6
NEIGHBOUR = 0.85
WHERE = 0.5
_BEFORE_A_PLACE = frozenset(
    ("aan", "achter", "bij", "in", "langs", "naast", "nabij", "op", "rond", "rondom", "tegenover")
)
_CLOSE_ENOUGH = 0.78
_MOST_WORDS = 60
_MOST_GUESSES = 12
_REMEMBERED = 20_000

Stems = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Term:
    """A word of the resident that counts, and the stems it stands for with their weights.

    `counts` is less for a word that only says where.
    """

    typed: str
    folded: str
    stem: str
    stems: Stems
    counts: float = 1.0


class Reader:
    """Reads words into terms, knowing the words of all content.

    `said` are the phrases of the content, `lists` holds stop words and the like.
    """

    def __init__(self, said: Iterable[Sequence[Word]], lists: Words) -> None:
        self._lists = lists
        self._vocabulary = sorted({word for words in said for _, word in self.content_words(words)})
        self._known = frozenset(self._vocabulary)
        self._compounds = Compounds(
            [word for word in self._vocabulary if len(word) > 2], lists.parts
        )
        self._meaning = lru_cache(maxsize=_REMEMBERED)(self._stems_of)
        self._plain = lru_cache(maxsize=_REMEMBERED)(self._plain_term)
        self._guess = lru_cache(maxsize=_REMEMBERED)(self._stems_of_neighbours)
        self._stems = {dutch.stem(word) for word in self._vocabulary}
        self._as_long_as = lru_cache(maxsize=None)(self._of_like_length)

    def content_words(self, words: Iterable[Word]) -> list[Word]:
        """The words that count, each as typed and in the usual spelling."""
        stop, same = self._lists.stop, self._lists.same
        return [
            (typed, same.get(folded, folded))
            for typed, folded in words
            if len(folded) > 1 and folded not in stop
        ]

    def indexed(self, words: Iterable[Word]) -> list[Term]:
        """The terms of a phrase of the content: words and parts, no guessing."""
        return [self._plain(word) for _, word in self.content_words(words)]

    def asked(self, words: Sequence[Word]) -> list[Term]:
        """The terms of what a resident says, each word once, misspelt words with neighbours."""
        told = [pair for pair in self.content_words(words) if self._tells(pair[1])]
        unique = {folded: typed for typed, folded in reversed(told)}
        terms = [
            self._term(typed, folded)
            for folded, typed in list(reversed(unique.items()))[:_MOST_WORDS]
        ]
        puzzling = [term.folded for term in terms if self._may_be_misspelt(term)][:_MOST_GUESSES]
        terms = [self._with_neighbours(t) if t.folded in puzzling else t for t in terms]
        where = self._only_where(words)
        if all(term.folded in where for term in terms):
            return terms
        return [replace(t, counts=WHERE) if t.folded in where else t for t in terms]

    def knows(self, word: str) -> bool:
        """Whether a folded word, or a form of it, stands in the content."""
        return dutch.stem(word) in self._stems

    def _only_where(self, words: Sequence[Word]) -> set[str]:
        """The words that follow "bij de", "op ons" and the like: a bench near the pond is about a
        bench."""
        found = set()
        for at, (_, word) in enumerate(words[:-2]):
            if word in _BEFORE_A_PLACE and words[at + 1][1] in self._lists.stop:
                place = next(iter(self.content_words(words[at + 2 : at + 4])), None)
                if place:
                    found.add(place[1])
        return found

    def _tells(self, word: str) -> bool:
        """Whether a word may tell the subject: a number or the name of a street does not."""
        return not word.isdigit() and (word in self._known or not is_street_name(word))

    def _plain_term(self, folded: str) -> Term:
        return self._term(folded, folded)

    def _term(self, typed: str, folded: str) -> Term:
        stem, stems = self._meaning(folded)
        return Term(typed, folded, stem, stems)

    def _stems_of(self, folded: str) -> tuple[str, Stems]:
        parts = self._compounds.parts(dutch.lemma(folded))
        whole = dutch.stem(folded)
        stems = {dutch.stem(part): PART for part in parts if part not in self._lists.stop}
        return whole, tuple({**stems, whole: 1.0}.items())

    def _may_be_misspelt(self, term: Term) -> bool:
        return (
            len(term.folded) > 3
            and term.folded.isalpha()
            and not dutch.is_dutch(term.folded)
            and not any(stem in self._stems for stem, _ in term.stems)
        )

    def _with_neighbours(self, term: Term) -> Term:
        return replace(term, stems=(*term.stems, *self._guess(term.folded)))

    def _stems_of_neighbours(self, folded: str) -> Stems:
        found = process.extract(
            folded,
            self._as_long_as(len(folded)),
            scorer=OSA.normalized_similarity,
            score_cutoff=_CLOSE_ENOUGH,
            limit=4,
        )
        stems: dict[str, float] = {}
        for neighbour, likeness, _ in found:
            for stem, weight in self._meaning(neighbour)[1]:
                stems[stem] = max(stems.get(stem, 0), weight * likeness * NEIGHBOUR)
        return tuple(stems.items())

    def _of_like_length(self, letters: int) -> list[str]:
        """The words of the content that can be close enough to one of so many letters."""
        shortest, longest = letters * _CLOSE_ENOUGH, letters / _CLOSE_ENOUGH
        return [word for word in self._vocabulary if shortest <= len(word) <= longest]
