"""Plain Dutch (B1): the words, the length of sentences, and labels that say what happens.

All lists stand in `taal.yaml`, so an editor extends them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

import simplemma

from bot.content.checks.prose import (
    EXPRESSION,
    blanked,
    for_residents,
    has_pairs,
    readings,
    rest_of_line,
)
from bot.content.checks.registry import advice, check, unknown
from bot.content.draft import Draft, Found
from bot.content.fault import Fault
from bot.core.texts import choose_form

_SENTENCE_ENDS = re.compile(r"(?<=[.!?:;])[\"”’')]*\s+|\n+")
_BEFORE_THE_VERB = re.compile(r"^(?:(?:ja|nee), |ik )+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SHOWN = 6


@check
def residents_read_no_forbidden_words(draft: Draft) -> Iterator[Fault]:
    """The words that `taal.yaml` keeps away from residents."""
    forbidden = _any_of(draft.language.value.forbidden)
    for text, found in _found(forbidden, draft):
        yield text.fault_within(
            rest_of_line(text.value, found.start()),
            f"'{_as_typed(found)}' is geen woord voor bewoners.",
            "Kies een gewoner woord. De lijst staat in taal.yaml.",
        )


@advice
def residents_read_usual_words(draft: Draft) -> Iterator[Fault]:
    """For the stiff words in `taal.yaml` the plainer one is used that stands beside it."""
    plainer = _folded(draft.language.value.plainer)
    for text, found in _found(_any_of(plainer), draft):
        stiff = _as_typed(found)
        yield text.fault_within(
            rest_of_line(text.value, found.start()),
            f"'{stiff}' kan gewoner.",
            f"Schrijf liever: {plainer.get(stiff.lower(), '…')}. De lijst staat in taal.yaml.",
        )


@advice
def sentences_are_short(draft: Draft) -> Iterator[Fault]:
    """No sentence for residents has more words than `taal.yaml` allows."""
    most = draft.language.value.words_a_sentence
    for text in for_residents(draft):
        for sentence in _sentences(text):
            words = [word for word in sentence.split() if _counts(word)]
            if len(words) > most:
                begin = " ".join(words[:_SHOWN])
                yield text.fault_within(
                    _as_it_stands(sentence, text.value),
                    f"Deze zin heeft {len(words)} woorden: {begin} …",
                    f"Maak er twee zinnen van. Hoogstens {most} woorden, liever 13.",
                )


@advice
def buttons_say_what_happens(draft: Draft) -> Iterator[Fault]:
    """The label of an action begins with a verb. Choices and fixed labels, and which those are,
    stand in `taal.yaml`; ticks and answers are choices."""
    language = draft.language.value
    for name, label in draft.labels.items():
        if name not in language.labels_without_verb and not _begins_with_verb(label, draft):
            yield label.fault(
                f"De knop '{choose_form(label.value, 'je')}' begint niet met een werkwoord.",
                "Schrijf wat er gebeurt: Bekijk de status. Is het een keuze?"
                f" Zet '{name}' dan in taal.yaml bij knoppen_zonder_werkwoord.",
            )


@advice
def buttons_of_questions_say_what_happens(draft: Draft) -> Iterator[Fault]:
    """What opens a question from the summary is an action too."""
    for question in draft.questions:
        if question.value.button is not None:
            button = question.part(question.value.button, "knop")
            if not _begins_with_verb(button, draft):
                yield button.fault(
                    f"De knop '{choose_form(button.value, 'je')}' begint niet met een werkwoord.",
                    "Schrijf wat er gebeurt: Vertel hoeveel mensen.",
                )


@advice
def things_to_do_begin_with_a_verb(draft: Draft) -> Iterator[Fault]:
    """ "Meld het feest", and no full stop: the date is put behind it."""
    for rule in draft.rules:
        for todo in rule.parts(rule.value.todos, "dit_hoort_erbij"):
            do = todo.part(todo.value.do, "doe")
            if not _begins_with_verb(do, draft):
                yield do.fault(
                    f"'{choose_form(do.value, 'je')}' begint niet met een werkwoord.",
                    "Schrijf wat iemand doet: Meld het feest. Is het wel een werkwoord?"
                    " Zet het dan in taal.yaml bij werkwoorden.",
                )
            if do.value.rstrip().endswith("."):
                yield do.fault(
                    "Hier staat een punt achter.", "Haal de punt weg: er komt een datum achter."
                )


@check
def labels_without_verb_exist(draft: Draft) -> Iterator[Fault]:
    language = draft.language
    exempt = language.parts(language.value.labels_without_verb, "knoppen_zonder_werkwoord")
    return unknown(exempt, draft.labels, "knop")


def _found(
    words: re.Pattern[str] | None, draft: Draft
) -> Iterator[tuple[Found[str], re.Match[str]]]:
    """Where the words stand in what residents read."""
    if words is not None:
        for text in for_residents(draft):
            for found in _all_of(words, text.value):
                yield text, found


@lru_cache(maxsize=16_384)
def _all_of(words: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    return tuple(words.finditer(blanked(text, EXPRESSION)))


def _any_of(words: Collection[str]) -> re.Pattern[str] | None:
    """Any of the words, whole; the longest first. None when there are none."""
    known = sorted((" ".join(word.split()) for word in words if word.strip()), key=len)
    pieces = (r"\s+".join(map(re.escape, word.split())) for word in reversed(known))
    joined = "|".join(pieces)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE) if joined else None


def _folded(plainer: Mapping[str, str]) -> dict[str, str]:
    return {" ".join(stiff.split()).lower(): plain for stiff, plain in plainer.items()}


def _as_typed(found: re.Match[str]) -> str:
    return " ".join(found.group().split())


def _sentences(text: Found[str]) -> Iterable[str]:
    read = readings(text.value) if has_pairs(text) else (text.value,)
    return dict.fromkeys(s.strip() for way in read for s in _SENTENCE_ENDS.split(way))


def _counts(word: str) -> bool:
    return any(map(str.isalnum, word)) or "…" in word


def _as_it_stands(sentence: str, text: str) -> str:
    """The longest piece of a sentence, from its begin or from a placeholder on, that stands like
    that in the text."""
    for piece in sorted(sentence.split("…"), key=len, reverse=True):
        words = piece.split()
        begins = (" ".join(words[:count]) for count in range(len(words), 0, -1))
        found = next((begin for begin in begins if begin in text), None)
        if found is not None:
            return found
    return text


def _begins_with_verb(label: Found[str], draft: Draft) -> bool:
    said = _BEFORE_THE_VERB.sub("", choose_form(label.value, "je").replace("**", "").strip())
    first = _WORD.match(said)
    return first is not None and _is_verb(first.group().lower(), draft.language.value.verbs)


def _is_verb(word: str, known: Iterable[str]) -> bool:
    """Whether a word is a form of a verb: on the list, or in the dictionary under an infinitive
    (`stuur` under `sturen`). What is also a noun (`vraag`) must be on the list."""
    if word in (each.lower() for each in known):
        return True
    root = simplemma.lemmatize(word, lang="nl")
    return root.endswith("n") and root not in (word, word.removesuffix("s"))
