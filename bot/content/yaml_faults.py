"""What the YAML reader says, in words that an editor can do something with."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ruamel.yaml.error import MarkedYAMLError, StreamMark

_NOT_CLOSED = (
    "Een aanhalingsteken is niet gesloten.",
    "Sluit af met een aanhalingsteken. Staat er een ' in? Schrijf '' of gebruik \".",
)
_QUOTE = "Zet aanhalingstekens om de hele tekst."
_ALIGN = "Laat de regels die bij elkaar horen even ver inspringen, met spaties."
_NO_COLON = ("Op deze regel mist een dubbele punt.", _ALIGN)

# By a piece of the reader's own words; the first that is found counts.
_KNOWN: tuple[tuple[str, str, str], ...] = (
    (r"'\t' that cannot start", "Hier staat een tab.", "Spring in met spaties."),
    ("that cannot start any token", "Een tekst mag niet met dit teken beginnen.", _QUOTE),
    ("mapping values are not allowed", "Hier kan geen dubbele punt staan.", _QUOTE),
    ("could not find expected ':'", *_NO_COLON),
    ("sequence entries are not allowed", "Hier kan geen lijst beginnen.", _ALIGN),
    ("found unexpected end of stream", *_NOT_CLOSED),
    ("document separator", *_NOT_CLOSED),
    ("unknown escape character", "Een \\ mag hier niet.", "Gebruik ' in plaats van \"."),
    ("',' or ']'", "Een lijst tussen [ en ] klopt niet.", "Zet komma's ertussen en sluit met ]."),
    ("',' or '}'", "Een rij tussen { en } klopt niet.", "Zet komma's ertussen en sluit met }."),
    ("expected <block end>, but found '<scalar>'", "Hier staat tekst te veel.", _QUOTE),
    ("expected <block end>", "Het inspringen klopt hier niet.", _ALIGN),
    ("block scalar", "De tekst na | of > klopt niet.", _ALIGN),
    ("found undefined alias", "'*' heeft in YAML een eigen betekenis.", _QUOTE),
    ("another document", "Hier begint met --- een tweede stuk.", "Haal de regel met --- weg."),
    ("maximum depth", "Dit zit te diep in elkaar.", "Sluit [ en { af, of spring minder in."),
)


def in_dutch(fault: MarkedYAMLError | None) -> tuple[str, str]:
    """What is wrong, and the remedy."""
    said = f"{fault.problem} {fault.context}" if fault else ""
    for piece, what, remedy in _KNOWN:
        if piece in said:
            return what, remedy
    return "Dit kan ik niet lezen als YAML.", "Kijk naar inspringen, : en aanhalingstekens."


_NOTICED_LATER = ("end of stream", "stream end", "separator", "could not find expected ':'")
_AFTER_A_TEXT = ("expected '<document start>'", "mapping values are not allowed")
_OPENS = re.compile(r"""(?:^\s*|[:\-,\[{] )(?:- )*(["'])""")


class Told(NamedTuple):
    """A fault with its place, counted from 1."""

    line: int
    column: int
    what: str
    remedy: str


def told(fault: MarkedYAMLError, lines: Sequence[str]) -> Told:
    """What the reader found wrong in these lines, where somebody would look for it."""
    mark = _where(fault)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    opened = _unclosed_quote(lines, line, column)
    if opened:
        return Told(*opened, *_NOT_CLOSED)
    first = _begin_without_colon(lines)
    if first and any(after in str(fault.problem) for after in _AFTER_A_TEXT):
        return Told(first, 1, *_NO_COLON)
    return Told(line, column, *in_dutch(fault))


def _where(fault: MarkedYAMLError) -> StreamMark | None:
    """What is never closed, and a key without a colon, show at their beginning and not where
    reading stopped."""
    runs_on = any(end in str(fault.problem) for end in _NOTICED_LATER)
    begin: StreamMark | None = fault.context_mark
    here: StreamMark | None = fault.problem_mark
    return begin if runs_on and begin else here or begin


def _unclosed_quote(lines: Sequence[str], line: int, column: int) -> tuple[int, int] | None:
    """Where the text began whose quote was closed only by the one that opens another text, just
    before this place; None when it is not so."""
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    quote = before[-1:]
    if quote not in ('"', "'") or before.count(quote) % 2 == 0:
        return None
    for number in range(line - 1, 0, -1):
        text = lines[number - 1]
        opening = next((found for found in _OPENS.finditer(text) if found[1] == quote), None)
        if opening and text.count(quote) % 2:
            return number, opening.end()
    return None


def _begin_without_colon(lines: Sequence[str]) -> int | None:
    """The first line that says something, when it holds no key: then all of the file is read as
    one text, up to where that no longer goes."""
    said = (
        (n, line) for n, line in enumerate(lines, start=1) if line.strip(" ") and line[0] != "#"
    )
    number, begin = next(said, (0, ":"))
    return number if re.match(r"[\w-]+( |$)", begin) and ":" not in begin else None
