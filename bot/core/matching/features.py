"""From text to weighted features: the words that count, their parts, and their neighbours."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.matching import dutch
from bot.core.matching.compounds import Compounds
from bot.core.matching.model import Words
from bot.core.readers.place import is_street_name

PART = 0.6
NEIGHBOUR = 0.85
_CLOSE_ENOUGH = 0.78
_MOST_WORDS = 60
_MOST_GUESSES = 12


@dataclass(frozen=True)
class Term:
    """A word of the resident that counts, and the stems it stands for with their weights."""

    typed: str
    folded: str
    stem: str
    stems: tuple[tuple[str, float], ...]


class Reader:
    """Reads text into terms, knowing the words of all content.

    `texts` is everything that the content says; `lists` holds stop words and the like.
    """

    def __init__(self, texts: Iterable[str], lists: Words) -> None:
        self._lists = lists
        self._vocabulary = sorted({word for text in texts for _, word in self.content_words(text)})
        self._known = frozenset(self._vocabulary)
        self._stems = {dutch.stem(word) for word in self._vocabulary}
        self._compounds = Compounds(
            [word for word in self._vocabulary if len(word) > 2], lists.parts
        )

    def content_words(self, text: str) -> Iterator[tuple[str, str]]:
        """The words of `text` that count: as typed, and folded to the usual spelling."""
        for typed, folded in dutch.words(text):
            if len(folded) > 1 and folded not in self._lists.stop:
                yield typed, self._lists.same.get(folded, folded)

    def indexed(self, text: str) -> list[Term]:
        """The terms of a text of the content: words and parts, no guessing."""
        return [self._term(typed, word) for typed, word in self.content_words(text)]

    def asked(self, text: str) -> list[Term]:
        """The terms of a resident's text, each word once, misspelt words with neighbours."""
        told = [pair for pair in self.content_words(text) if self._tells(pair[1])]
        unique = {folded: typed for typed, folded in reversed(told)}
        words = list(reversed(unique.items()))[:_MOST_WORDS]
        terms = [self._term(typed, folded) for folded, typed in words]
        puzzling = [term for term in terms if self._may_be_misspelt(term)][:_MOST_GUESSES]
        return [self._with_neighbours(term) if term in puzzling else term for term in terms]

    def knows(self, word: str) -> bool:
        """Whether a folded word, or a form of it, stands in the content."""
        return dutch.stem(word) in self._stems

    def _tells(self, word: str) -> bool:
        """Whether a word may tell the subject: a number or the name of a street does not."""
        return not word.isdigit() and (word in self._known or not is_street_name(word))

    def _term(self, typed: str, folded: str) -> Term:
        parts = self._compounds.parts(dutch.lemma(folded))
        stems = {dutch.stem(part): PART for part in parts if part not in self._lists.stop}
        whole = dutch.stem(folded)
        stems[whole] = 1.0
        return Term(typed, folded, whole, tuple(stems.items()))

    def _may_be_misspelt(self, term: Term) -> bool:
        return (
            len(term.folded) > 3
            and term.folded.isalpha()
            and not dutch.is_dutch(term.folded)
            and not any(stem in self._stems for stem, _ in term.stems)
        )

    def _with_neighbours(self, term: Term) -> Term:
        found: Collection[tuple[str, float, int]] = process.extract(
            term.folded,
            self._vocabulary,
            scorer=OSA.normalized_similarity,
            score_cutoff=_CLOSE_ENOUGH,
            limit=4,
        )
        stems: dict[str, float] = {}
        for neighbour, likeness, _ in found:
            for stem, weight in self._term(neighbour, neighbour).stems:
                stems[stem] = max(stems.get(stem, 0), weight * likeness * NEIGHBOUR)
        return replace(term, stems=(*term.stems, *stems.items()))
