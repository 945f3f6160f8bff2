"""Reading how somebody wants to be called."""

import re
import unicodedata

from bot.core.readers.intent import looks_like_question, wants_something_else
from bot.core.readers.words import fold, squeeze, word_set
from bot.core.readers.yesno import reads_as_unknown

_LONGEST = 40
_INTRODUCTION = re.compile(
    r"^(?:(?:hoi|hallo|hey|hi|dag|ja|ok|oke|nou|gewoon|zeg maar|goedemiddag|goedenavond)[,!.]? )*"
    r"(?:(?:ik ben|ik heet|ik ben de|mijn naam is|m'n naam is|mn naam is|mijn voornaam is|naam:?"
    r"|dit is|noem (?:me|mij)(?: maar| gerust)?|je mag (?:me|mij)"
    r"|u mag (?:me|mij)|zeg maar|met|gewoon|doe maar|voornaam:?|iedereen noemt me) )?"
)
_AFTERWORD = re.compile(
    r" (?:noemen|hoor|graag|maar|is prima|is goed|is genoeg|dus|heet ik|ben ik|is mijn naam"
    r"|is de naam|van nummer.*|uit de .*|van de .*straat.*)$"
)
_DECLINED = re.compile(
    r"\b(?:liever niet|zeg ik niet|wil ik niet|geen naam|anoniem|gaat (?:je|u) niks aan|niet nodig"
    r"|hoef je niet|doet er niet toe|zeg ik liever|niet zeggen|blijf liever)\b"
)
_TITLES = word_set("meneer mevrouw mevr mevr. mw mw. dhr dhr. mijnheer fam fam. familie oma opa")
_PARTICLES = word_set("van de der den het 't te ten ter el al ben bin la le di da dos von")
_NOT_A_NAME = re.compile(r"https?:|www\.|\w\.(?:nl|com|org|net|me|be)\b|t\.me|[@/\\<>{}\[\]_#]|\d")
_NOT_NAMES = word_set(
    "ik wij we jij je u een het dat dit die wat wie waar hoe waarom wil kan mag is moet naam "
    "niks niets hoi hallo hey dag stop help start vraag bewoner ja nee jawel jazeker neen ok "
    "oke prima goed graag liever misschien no nope nah yes yep terug vorige ga bedankt dank sorry "
    "weet laat geen opnieuw niet zeg later doei"
)


def read_name(text: str) -> str | None:
    """The name in an answer to "how may we call you?": the first name only, properly written
    ("mijn naam is jan-willem de vries" is "Jan-Willem"), at most 40 letters.

    After a title the surname stays ("mevrouw Bakker"). Links, numbers and whole sentences are no
    name; nor is declining, for which see `declines_name`.
    """
    words = _letters_only(squeeze(text))
    if not words or _NOT_A_NAME.search(fold(text)) or _says_something_else(text):
        return None
    parts = _bare(words).split()
    if not 0 < len(parts) <= 5 or fold(parts[0]) in _NOT_NAMES:
        return None
    name = _first_name(parts)
    return name if name and len(name) <= _LONGEST else None


def declines_name(text: str) -> bool:
    """Whether somebody would rather not give a name."""
    return bool(_DECLINED.search(fold(squeeze(text))))


def _says_something_else(text: str) -> bool:
    return (
        declines_name(text)
        or reads_as_unknown(text)
        or looks_like_question(text)
        or wants_something_else(text)
    )


def _letters_only(text: str) -> str:
    """The text without emoji, control characters and all else that no name holds."""
    kept = (
        character
        for character in text
        if unicodedata.category(character)[0] in "LM" or character in " -'’.,!"
    )
    return squeeze("".join(kept))


def _bare(words: str) -> str:
    """The name without "ik ben" before it or "hoor" after it."""
    folded = fold(words.strip(" ,.!"))
    start = match.end() if (match := _INTRODUCTION.match(folded + " ")) else 0
    ending = _AFTERWORD.search(folded)
    return words.strip(" ,.!")[start : ending.start() if ending else None].strip(" ,.!-'")


def _first_name(parts: list[str]) -> str:
    if fold(parts[0]) in _TITLES:
        small = [_written(part) for part in parts[1:]]
        return " ".join([parts[0].lower(), *small]) if small else ""
    if len(parts) == 3 and fold(parts[1]) == "en":
        return f"{_written(parts[0])} en {_written(parts[2])}"
    return (
        _written(parts[0]) if fold(parts[0]) not in _PARTICLES else " ".join(map(_written, parts))
    )


def _written(part: str) -> str:
    part = part.strip(".,!")
    if fold(part) in _PARTICLES:
        return part.lower()
    if part.islower() or (part.isupper() and len(part) > 2):
        return "-".join(piece.capitalize() for piece in part.split("-"))
    return part
