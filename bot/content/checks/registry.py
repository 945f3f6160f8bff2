"""The checks that need more than one entry to judge. Each is a small function that says in its
docstring what must hold; registering it is all that it takes."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress

from bot.content.draft import Draft, Found, Incomplete
from bot.content.fault import Fault
from bot.content.shape import did_you_mean

Check = Callable[[Draft], Iterable[Fault]]
_CHECKS: list[Check] = []


def check(function: Check) -> Check:
    """Register a check."""
    _CHECKS.append(function)
    return function


def faults_between(draft: Draft) -> Iterator[Fault]:
    """The faults that all checks find. What needs a file that is not whole is left out."""
    for function in _CHECKS:
        with suppress(Incomplete):
            yield from function(draft)


def unknown(references: Iterable[Found[str]], known: Collection[str], kind: str) -> Iterator[Fault]:
    """A fault for each reference to something (of a `kind`, in Dutch) that is not known."""
    for found in references:
        if found.value not in known:
            remedy = did_you_mean(found.value, known) or "Noem er een die bestaat, of haal dit weg."
            yield found.fault(f"Er is geen {kind} '{found.value}'.", remedy)
