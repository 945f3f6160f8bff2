"""What is wrong in a content file: where it stands and what to do, in Dutch."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """`line` and `column` count from 1; `what` and `remedy` are Dutch sentences for an editor."""

    file: str
    line: int
    column: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.what}  → {self.remedy}"


class ContentFaults(Exception):
    """Content that cannot be used; `faults` are all of them, by file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
