"""From text to weighted features: the words that count, their parts, and their neighbours."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from math import ceil, floor

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

    `said` are the phrases of the content in folded words, `lists` holds stop words and the like.
    """

    def __init__(self, said: Iterable[Iterable[str]], lists: Words) -> None:
        self._lists = lists
        subjects = map(self._subject, set(chain.from_iterable(said)))
        self._vocabulary = sorted({word for word in subjects if word})
        self._known = frozenset(self._vocabulary)
        self._compounds = Compounds(
            [word for word in self._vocabulary if len(word) > 2], lists.parts
        )
        self._meaning = lru_cache(maxsize=_REMEMBERED)(self._stems_of)
        self._plain = lru_cache(maxsize=_REMEMBERED)(self._plain_term)
        self._guess = lru_cache(maxsize=_REMEMBERED)(self._stems_of_neighbours)
        self._stems = {dutch.stem(word) for word in self._vocabulary}
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            self._by_length[len(word)].append(word)
        self._as_long_as = lru_cache(maxsize=None)(self._of_like_length)

    def content_words(self, words: Iterable[Word]) -> list[Word]:
        """The words that count, each as typed and in the usual spelling."""
        usual = ((typed, self._subject(folded)) for typed, folded in words)
        return [(typed, subject) for typed, subject in usual if subject]

    def indexed(self, words: Iterable[str]) -> list[Term]:
        """The terms of a phrase of the content, in folded words: words and parts, no guessing."""
        return [term for term in map(self._plain, words) if term]

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

    def _subject(self, folded: str) -> str | None:
        """A word in its usual spelling, if it may tell what something is about."""
        if len(folded) < 2 or folded in self._lists.stop:
            return None
        return self._lists.same.get(folded, folded)

    def _plain_term(self, folded: str) -> Term | None:
        subject = self._subject(folded)
        return self._term(subject, subject) if subject else None

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
        lengths = range(ceil(letters * _CLOSE_ENOUGH), floor(letters / _CLOSE_ENOUGH) + 1)
        return [word for length in lengths for word in self._by_length.get(length, ())]
