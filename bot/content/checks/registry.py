"""The checks that need more than one entry to judge. Each is a small function that says in its
docstring what must hold; registering it is all that it takes."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress

from bot.content.draft import Draft, Found, Incomplete
from bot.content.fault import Fault
from bot.content.shape import did_you_mean

Check = Callable[[Draft], Iterable[Fault]]
_CHECKS: list[Check] = []
_ADVICE: list[Check] = []


def check(function: Check) -> Check:
    """Register what must hold before content may be used."""
    _CHECKS.append(function)
    return function


def advice(function: Check) -> Check:
    """Register what an editor must mend, but what is no reason to stop a running bot: how things
    are said. A new word on a list would else keep the bot of another municipality from starting."""
    _ADVICE.append(function)
    return function


def faults_between(draft: Draft) -> Iterator[Fault]:
    """The faults that forbid to use the content. What needs a broken file is left out."""
    return _told(_CHECKS, draft)


def advice_on(draft: Draft) -> Iterator[Fault]:
    """The faults with which content may still be used."""
    return _told(_ADVICE, draft)


def _told(checks: Iterable[Check], draft: Draft) -> Iterator[Fault]:
    for function in checks:
        with suppress(Incomplete):
            yield from function(draft)


def unknown(references: Iterable[Found[str]], known: Collection[str], kind: str) -> Iterator[Fault]:
    """A fault for each reference to something (of a `kind`, in Dutch) that is not known."""
    for found in references:
        if found.value not in known:
            remedy = did_you_mean(found.value, known) or "Noem er een die bestaat, of haal dit weg."
            yield found.fault(f"Er is geen {kind} '{found.value}'.", remedy)
