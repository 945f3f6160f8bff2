"""`python -m tests.bench`: what matching costs, in time of the processor.

The index of the content, a sentence with this content and with ten thousand entries, and messages
of 4,096 characters that are as hard as we could think of. A table, no judgement: machines differ.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from random import Random
from string import ascii_lowercase
from typing import TypeVar

from bot.content.collecting import nothing_collected
from bot.content.folder import find_knowledge, read_folder
from bot.content.load import ForMatching, for_matching
from bot.core.matching import Entry, Matcher, dutch
from tests.eval.labelled import with_typing_errors
from tests.eval.scores import percentile

ENTRIES = 10_000
PHRASES = 10
WORDS = (1, 1, 2, 2, 3, 4, 5, 6)
"""How many words the phrases of an invented entry have."""

Done = TypeVar("Done")

SENTENCES = 400
LETTERS = 4096
TIMES = 5


def main() -> None:
    """Print the table."""
    content = for_matching(read_folder(find_knowledge())[0])
    dutch.lemma("fietsen")  # the dictionary is read once in a process, whatever the content
    print("| | ms |\n|---|---|")
    index, matcher = _timed(lambda: _both_matchers(content))
    _row(f"index of the rules and of the contacts ({_size(content.rules)})", index)
    sentences = _sentences(content, Random(1))
    _row("a sentence, p50 / p95", *_spread(matcher, sentences))
    for name, text in _long_messages(content, Random(2)):
        _row(f"4,096 characters: {name}, slowest of {TIMES}", _slowest(matcher, text))
    many = _invented(content, Random(3), ENTRIES)
    index, matcher = _timed(lambda: Matcher(many, content.referrals, content.words))
    _row(f"index of {_size(many)}", index)
    _row("a sentence with so many, p50 / p95", *_spread(matcher, sentences))
    for name, text in _long_messages(content, Random(2)):
        _row(f"4,096 characters with so many: {name}", _slowest(matcher, text))


def _both_matchers(content: ForMatching) -> Matcher:
    with nothing_collected():  # as when the content is loaded
        Matcher(content.contacts, [], replace(content.words, calm=(), abroad={}))
        return Matcher(content.rules, content.referrals, content.words)


def _invented(content: ForMatching, random: Random, number: int) -> list[Entry]:
    """Entries of phrases made of the content's words, each as often as it really is used."""
    words = [word for entry in content.rules for phrase in entry.phrases for word in phrase.split()]
    return [
        Entry(f"entry-{at}", ("groen",), tuple(_phrases(words, random))) for at in range(number)
    ]


def _phrases(words: Sequence[str], random: Random) -> Iterator[str]:
    for _ in range(PHRASES):
        yield " ".join(random.choices(words, k=random.choice(WORDS)))


def _sentences(content: ForMatching, random: Random) -> list[str]:
    """Sentences of the content, half of them with two typing errors, none of them twice."""
    phrases = [phrase for entry in content.rules for phrase in entry.phrases if " " in phrase]
    chosen = random.sample(phrases, SENTENCES)
    return [
        with_typing_errors(text, 2, random) if at % 2 else text for at, text in enumerate(chosen)
    ]


def _long_messages(content: ForMatching, random: Random) -> Iterator[tuple[str, str]]:
    phrases = [phrase for entry in content.rules for phrase in entry.phrases]
    random.shuffle(phrases)
    prose = ". ".join(phrases)[:LETTERS]
    letters = "".join(random.choices(ascii_lowercase, k=LETTERS))
    yield "Dutch prose", prose
    yield "Dutch prose full of typing errors", with_typing_errors(prose, LETTERS // 8, random)
    yield "one long word", letters
    yield "a compound without end", "".join(phrases).replace(" ", "")[:LETTERS]
    yield "words that are none", " ".join(letters[at : at + 9] for at in range(0, LETTERS, 10))
    yield "one word over and over", "".join(islice(cycle("straatfeest "), LETTERS))
    yield "signs of all scripts", "".join(chr(random.randrange(32, 0x2FFF)) for _ in range(LETTERS))


def _spread(matcher: Matcher, sentences: Sequence[str]) -> tuple[float, float]:
    """The times of sentences that the matcher hears for the first time."""
    times = [_timed(lambda text=text: matcher.match(text))[0] for text in sentences]  # type: ignore[misc]
    return percentile(times, 50), percentile(times, 95)


def _slowest(matcher: Matcher, text: str) -> float:
    return max(_timed(lambda: matcher.match(text))[0] for _ in range(TIMES))


def _timed(work: Callable[[], Done]) -> tuple[float, Done]:
    start = time.process_time()
    done = work()
    return (time.process_time() - start) * 1000, done


def _size(entries: Sequence[Entry]) -> str:
    phrases = sum(len(entry.phrases) for entry in entries)
    return f"{len(entries):,} entries, {phrases:,} phrases"


def _row(what: str, *times: float) -> None:
    print(f"| {what} | {' / '.join(f'{one:.1f}' for one in times)} |", flush=True)


if __name__ == "__main__":
    main()
