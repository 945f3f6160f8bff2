"""What the YAML reader says, in words that an editor can do something with."""

from ruamel.yaml.error import MarkedYAMLError, StreamMark

_UNCLOSED = "Sluit af met een aanhalingsteken. Staat er een ' in? Schrijf '' of gebruik \"."
_QUOTE = "Zet aanhalingstekens om de hele tekst."
_ALIGN = "Laat de regels die bij elkaar horen even ver inspringen, met spaties."

# By a piece of the reader's own words; the first that is found counts.
_KNOWN: tuple[tuple[str, str, str], ...] = (
    (r"'\t' that cannot start", "Hier staat een tab.", "Spring in met spaties."),
    ("that cannot start any token", "Een tekst mag niet met dit teken beginnen.", _QUOTE),
    ("mapping values are not allowed", "Hier kan geen dubbele punt staan.", _QUOTE),
    ("could not find expected ':'", "Op deze regel of de vorige mist een dubbele punt.", _ALIGN),
    ("sequence entries are not allowed", "Hier kan geen lijst beginnen.", _ALIGN),
    ("found unexpected end of stream", "Een aanhalingsteken is niet gesloten.", _UNCLOSED),
    ("document separator", "Een aanhalingsteken is niet gesloten.", _UNCLOSED),
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


def where(fault: MarkedYAMLError) -> StreamMark | None:
    """Where to look: what is never closed shows at its beginning, not where the file ends."""
    runs_on = any(end in str(fault.problem) for end in ("end of stream", "stream end", "separator"))
    begin: StreamMark | None = fault.context_mark
    here: StreamMark | None = fault.problem_mark
    return begin if runs_on and begin else here or begin
