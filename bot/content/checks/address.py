"""Je or u: content writes both where they differ, so that every municipality reads its own."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.content.checks.prose import (
    EXPRESSION,
    PAIR,
    blanked,
    for_residents,
    has_pairs,
    prose,
    rest_of_line,
)
from bot.content.checks.registry import advice, check
from bot.content.draft import Draft
from bot.content.fault import Fault

# Not the u of "14.00 u" or of "u-vorm".
_JE = re.compile(r"(?<![\w'-])(?:je|jij|jou|jouw|jouwe|jullie|jezelf)(?![\w'-])", re.IGNORECASE)
_U = re.compile(r"(?<![\w'-])(?<!\d )(?:u|uw|uwe|uzelf)(?![\w'-])", re.IGNORECASE)


@check
def pairs_stand_where_they_work(draft: Draft) -> Iterator[Fault]:
    """A pair in a text that is shown as it stands would be read with its brackets."""
    for text in prose(draft):
        pair = PAIR.search(text.value)
        if pair and not has_pairs(text):
            yield text.fault_within(
                pair.group(),
                f"Een paar werkt hier niet: {pair.group()}",
                "Schrijf dit zonder je of u.",
            )


@advice
def residents_read_their_own_form(draft: Draft) -> Iterator[Fault]:
    """What residents read has no je or u outside a pair."""
    for text in for_residents(draft):
        for word, other, start in _alone(text.value):
            yield text.fault_within(
                rest_of_line(text.value, start),
                f"'{word}' staat hier zonder {other}-vorm.",
                _remedy(has_pairs(text)),
            )


@advice
def pairs_hold_both_forms(draft: Draft) -> Iterator[Fault]:
    """In a pair je stands before the line and u after it."""
    for text in for_residents(draft):
        for pair in PAIR.finditer(text.value):
            what = _wrong_with(pair[1], pair[2])
            if what:
                yield text.fault_within(
                    pair.group(), f"{what}: {pair.group()}", "Schrijf [heb je|hebt u]: je links."
                )


@lru_cache(maxsize=8192)
def _alone(text: str) -> tuple[tuple[str, str, int], ...]:
    """The words of one form outside pairs: the word, the form that lacks, and where it stands."""
    words = blanked(text, EXPRESSION, PAIR)
    return tuple(
        (found.group(), other, found.start())
        for pattern, other in ((_JE, "u"), (_U, "je"))
        for found in pattern.finditer(words)
    )


def _wrong_with(je: str, u: str) -> str | None:
    if _U.search(je) or _JE.search(u):
        return "Dit paar staat verkeerd om"
    if je == u:
        return "Dit paar is twee keer hetzelfde"
    if bool(_JE.search(je)) != bool(_U.search(u)):
        return "Dit paar mist een vorm"
    return None


def _remedy(may_pair: bool) -> str:
    if may_pair:
        return "Schrijf beide: [heb je|hebt u]. Of schrijf het zonder je of u."
    return "Schrijf dit zonder je of u."
