"""Reading which of the offered choices somebody typed instead of pressed."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.core.matching import dutch
from bot.core.readers.words import fold, in_digits, squeeze, tokens, word_set

_ORDINALS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6,
    "1e": 1, "2e": 2, "3e": 3, "4e": 4, "5e": 5, "6e": 6,
}  # fmt: skip
_NUMBERED = re.compile(
    r"^(?:de |het |optie |nummer |nr\.? ?|keuze |antwoord |knop )*(\d{1,2})[.)]?$"
)
_FILLER = word_set(
    "de het een en of met uit voor van op in te ook wel graag we wij ik hebben heb willen wil er "
    "komt is zijn onze ons dat die nog wat plus maar misschien alleen doe doen nemen"
)
_NOTHING = re.compile(
    r"^(?:nee[, ]*)?(?:geen|niks|niets|nvt|n\.v\.t\.?|geen van (?:alle|allemaal|deze|die|dit)\w*"
    r"|(?:niks|niets?) (?:van|hiervan|daarvan).*|geen enkele?|niks hiervan|nee|nope|-|0)[.!]?$"
)
_EVERYTHING = re.compile(
    r"^(?:ja[, ]*)?(?:allemaal|alles|alle|allebei|alle \w+|alles (?:hiervan|van dit))[.!]?$"
)
_ALL_BUT = re.compile(r"^(?:alles|allemaal) (?:behalve|zonder|maar geen|op) (.+)$")
_SEPARATOR = re.compile(r"[,;+&\n/]| en | maar | plus | ook (?!wel)")
_MOST_PARTS = 40
_LONGEST = 8
_SHORTEST_MISSPELT = 5
_SOME = re.compile(
    r"\b(?:niet (?:iedereen|allemaal|alle\w*)|sommigen?|de meesten?|enkelen?|een (?:deel|aantal)"
    r"|deels|de helft|bijna (?:iedereen|allemaal)|alleen\b.*\b\w*(?:buur|buren)\w*"
    r"|(?:een|twee|drie|1|2|3) (?:buur|buren|buurman|buurvrouw))\b"
)
_LABEL_OF_SOME = word_set("paar sommige enkele deel deels")
_DENIED = re.compile(r"\b(?:geen|niet|zonder)\b")


def read_choice(text: str, labels: Sequence[str]) -> int | None:
    """Which label is meant (counted from 0): its number (from 1), the label itself, misspelt, or
    a part that no other label has; "niet iedereen" is the label with "een paar". None where two
    will do, and of a long text that does not hold a label as it stands."""
    folded = fold(squeeze(text)).strip(" .!")
    ours = [fold(squeeze(label)) for label in labels]
    if ours.count(folded) == 1:
        return ours.index(folded)
    number = _number(folded)
    if number is not None:
        return number - 1 if 1 <= number <= len(labels) else None
    words = tokens(folded)
    if len(words) > _LONGEST:
        return _only([i for i, label in enumerate(ours) if _holds(words, tokens(label))])
    if _SOME.search(folded) and (some := _labels_of_some(ours)):
        return _only(some)
    return _only(_fits(folded, ours))


def _holds(words: list[str], label: list[str]) -> bool:
    return bool(label) and f" {' '.join(label)} " in f" {' '.join(words)} "


def _labels_of_some(labels: list[str]) -> list[int]:
    return [i for i, label in enumerate(labels) if _LABEL_OF_SOME.intersection(tokens(label))]


def _number(folded: str) -> int | None:
    for word, number in _ORDINALS.items():
        if folded in (word, f"de {word}", f"het {word}"):
            return number
    match = _NUMBERED.match(in_digits(folded))
    return int(match[1]) if match else None


def _only(found: list[int]) -> int | None:
    return found[0] if len(found) == 1 else None


def _fits(folded: str, labels: list[str]) -> list[int]:
    """The labels that hold the most of the words typed, all of them counted with typing errors."""
    typed = [word for word in tokens(folded) if word not in _FILLER]
    scores = [sum(_stand_in(typed, tokens(label))) for label in labels]
    best = max(scores, default=0)
    enough = best and best * 2 >= len(typed)
    return [index for index, score in enumerate(scores) if enough and score == best]


def _stand_in(typed: list[str], label: list[str]) -> Iterator[bool]:
    """For each word typed, whether it is one of the label, by itself or with the next or last."""
    for at, word in enumerate(typed):
        written = (word, "".join(typed[at : at + 2]), "".join(typed[max(at - 1, 0) : at + 1]))
        yield any(_same(one, other) for one in written for other in label)


def _same(typed: str, word: str) -> bool:
    if typed == word or dutch.stem(typed) == dutch.stem(word):
        return True
    if dutch.is_dutch(typed):
        return False
    shortest = min(len(typed), len(word))
    allowed = 0 if shortest < _SHORTEST_MISSPELT else 1 if shortest < 8 else 2
    return OSA.distance(typed, word, score_cutoff=allowed) <= allowed


def read_choices(text: str, labels: Sequence[str]) -> tuple[int, ...] | None:
    """Which labels of a tick list are meant (counted from 0, in the order of the list).

    "geen" is the empty tuple, "allemaal" and "alles behalve …" work, "geen drank" is left out.
    None when nothing in the text is understood.
    """
    folded = fold(squeeze(text.replace("\n", ", "))).strip(" .!")
    if _NOTHING.match(folded):
        return ()
    if _EVERYTHING.match(folded):
        return tuple(range(len(labels)))
    if but := _ALL_BUT.match(folded):
        left_out = _picked(but[1], labels)
        return tuple(i for i in range(len(labels)) if i not in left_out) if left_out else None
    return tuple(sorted(_picked(folded, labels))) or None


def _picked(folded: str, labels: Sequence[str]) -> set[int]:
    parts = [part for piece in _SEPARATOR.split(folded) for part in _digits_apart(piece.strip())]
    parts.insert(0, folded)
    chosen = (read_choice(part, labels) for part in parts[:_MOST_PARTS] if not _DENIED.search(part))
    return {index for index in chosen if index is not None}


def _digits_apart(part: str) -> list[str]:
    return part.split() if re.fullmatch(r"\d{1,2}(?: \d{1,2})+", part) else [part]
