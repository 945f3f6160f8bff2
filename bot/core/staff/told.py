"""What an act adds to the text that the resident hears, and to the timeline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.scene import Row


@dataclass(frozen=True)
class Told:
    """`words` fill in the text, `rows` are the buttons under it; `line` is what the timeline keeps
    of it, where nothing was filled in. With `nothing` the resident hears nothing after all: what
    was pressed had been done before."""

    words: Mapping[str, object] = field(default_factory=dict)
    rows: Sequence[Row] = ()
    line: str = ""
    nothing: bool = False
