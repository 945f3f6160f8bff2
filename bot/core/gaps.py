"""What nobody could answer, without anybody in it, and put together by likeness for the editor.

Only words that the dictionary or the content knows are kept: what is unknown is left out. Names,
streets and numbers that are such words as well are left out by a list of common names, by how
streets end, and by what stands before them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

import simplemma
from rapidfuzz import fuzz

from bot.core.decision import Gap
from bot.core.masking import MASKED_BSN, MASKED_IBAN
from bot.core.matching import dutch
from bot.core.names import COMMON_NAMES, FIRST_NAMES
from bot.core.readers.about import subject
from bot.core.readers.place import is_street_name
from bot.core.readers.words import in_digits, word_set

LEFT_OUT = "…"
MOST_WORDS = 30
ALIKE = 62
EXAMPLES = 3
_LINKS = ("", "s", "en", "e", "n", "er")
_SHORTEST_PART = 3
_SHORTEST_DUTCH_PART = 4
_NOT_WORDS = re.compile(
    rf"{re.escape(MASKED_BSN)}|{re.escape(MASKED_IBAN)}|https?://\S+|www\.\S+|\S+@\S*|@\w+"
    r"|\b\S+\.(?:nl|com|org|net|be|eu|info)\b\S*|\b\d{4} ?[a-z]{2}\b|[+#]?\S*\d\S*",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\b(?P<lead>(?:ik|hij|zij|ze) heet|ik ben|mijn naam is|m'n naam is|de naam is|naam:"
    r"|groetjes?|groeten|groet|mvg|noem (?:me|mij)|genaamd|meneer|mevrouw|mevr\.?|mw\.?|dhr\.?"
    r"|mijnheer|fam\.?|familie|namens|(?:u|je|jij) spreekt met|spreek met|afzender|getekend)"
    r"(?P<rest>(?:[ ,:]+(?:van|de|der|den|ten|ter|el|al))*[ ,:]+[^\W\d_][\w'’-]*"
    r"(?:(?: (?:van|de|der|den|ten|ter|el|al)\b)+ [^\W\d_][\w'’-]*)?"
    r"(?:(?-i: [A-Z])[\w'’-]*)*)",
    re.IGNORECASE,
)
_LIVING = re.compile(
    r"(?P<lead>\b(?:(?:ik|wij|we) (?:woon|wonen)|woon ik|wonen (?:wij|we)|woont"
    r"|(?:mijn|ons) (?:huis|adres))\b(?: \w+){0,2}?"
    r" (?:aan|op|in|bij|is|naast)(?: (?:de|het|'t))?) (?P<where>[^\W\d_][\w'’-]*)",
    re.IGNORECASE,
)
_NO_NAME_AFTER = word_set(
    "een de het niet geen wel ook nog al van bewoner bewoonster bang blij boos benieuwd bezig op "
    "in uit aan voor hier daar degene iemand vrijwilliger ouder student buurman buurvrouw met "
    "slechtziend blind doof oud jong ziek zelf er bij te zo heel erg"
)
_NO_ADDRESS = word_set(
    "een de het deze die dit dat onze mijn straat buurt wijk dorp stad plein park hof flat huis "
    "appartement centrum gemeente land boerderij"
)
_BEFORE_A_NAME = word_set(
    "buurman buurvrouw buurjongen buurmeisje dokter dr oma opa oom tante neef nicht meneer mevrouw "
    "mijnheer heer juf juffrouw meester burgemeester wethouder pastoor dominee imam familie"
)
_INSIDE_A_NAME = word_set("van de der den ten ter te el al ben bin 't")
_NEVER_A_SURNAME = word_set(
    "zei zegt zeggen vindt vinden vond belt belde woont staat heet deed ging gaan kwam zit ligt "
    "geeft gaf vroeg vraagt helpt hielp maakt maakte hield houdt"
)
_STREETS = tuple(
    word_set(
        "straat straatje weg weggetje laan laantje plein pleintje dijk dijkje hof hofje kade steeg "
        "steegje pad paadje singel gracht dreef plantsoen brink park"
    )
)
_NO_STREETS = word_set(
    "snelweg onderweg omweg terugweg heenweg spoorweg zandweg landweg halfweg vaarweg opslaan "
    "inslaan overslaan toeslaan verslaan stilslaan dichtslaan blokkade kerkhof voorhof tuinpad "
    "looppad speelpark attractiepark hertenpark dierenpark wagenpark kinderhof ergens weg"
)
_NUMBERS_IN_A_ROW = 3
_NUMBER_WORDS = word_set("nul een één twee drie vier vijf zes zeven acht negen dubbel")
_NAMED = "\ue000"
"""Stands where a name was left out, while a surname may follow."""
_STOPS = ".!?\n"
_PAUSES = ",;:()"


def gap(
    kind: str, text: str, known: Set[str], streets: Collection[str] = (), language: str = "nl"
) -> Gap | None:
    """What may be kept of these words; None when too little is left to learn from."""
    words = anonymous(text, known, streets)
    if not any(len(word) > _SHORTEST_PART for word in words.split()):
        return None
    return Gap(kind="idee" if kind == "idee" else "vraag", words=words, language=language)


def anonymous(text: str, known: Set[str], streets: Collection[str] = ()) -> str:
    """The words of `text` that nobody can be recognised by, in small letters; "…" for the rest.
    `known` are the folded words of the content, `streets` the names of places in the wijken."""
    cut = _NOT_WORDS.sub(f" {LEFT_OUT} ", _without_streets(text, streets))
    cut = _LIVING.sub(_without_address, _INTRODUCED.sub(_without_name, cut))
    shouted = cut == cut.upper()
    kept = list(_without_numbers(list(_kept(cut.lower() if shouted else cut, known))))
    return " ".join(_joined(kept)[:MOST_WORDS]).strip(f" {LEFT_OUT}")


def _without_streets(text: str, streets: Collection[str]) -> str:
    if not streets:
        return text
    longest_first = sorted(streets, key=len, reverse=True)
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    return re.sub(rf"\b(?:{names})\b", f" {LEFT_OUT} ", text, flags=re.IGNORECASE)


def _without_name(found: re.Match[str]) -> str:
    after = re.findall(r"[^\W\d_][\w'’-]*", found["rest"])
    lead = found["lead"]
    if lead.casefold() == "ik ben" and after and after[0].casefold() in _NO_NAME_AFTER:
        return found[0]
    names = [word for word in after if word.casefold() not in _INSIDE_A_NAME]
    return f"{lead} {_NAMED if len(names) == 1 else LEFT_OUT} "


def _without_address(found: re.Match[str]) -> str:
    is_plain = found["where"].casefold() in _NO_ADDRESS
    return found[0] if is_plain else f"{found['lead']} {LEFT_OUT} "


def _kept(text: str, known: Set[str]) -> Iterator[str]:
    """The words one by one. After a name the next word is a surname, unless it is a small one."""
    begins, named = True, False
    for found in re.finditer(
        rf"[^\W\d_]+(?:['’-][^\W\d_]+)*|[{_STOPS}{_PAUSES}{LEFT_OUT}{_NAMED}]", text
    ):
        token = found[0]
        if token in _STOPS or token in _PAUSES:
            begins, named = begins or token in _STOPS, False
            continue
        word = dutch.fold(token)
        is_name = token[0].isupper() and not begins
        surname = named and _may_be_surname(word)
        plain = not is_name and not surname and _is_plain(token, known)
        yield token.lower() if plain else LEFT_OUT
        inside = named and word in _INSIDE_A_NAME
        named = inside or token == _NAMED or word in _BEFORE_A_NAME or word in FIRST_NAMES
        begins = False


def _may_be_surname(word: str) -> bool:
    return word not in _INSIDE_A_NAME and word not in _NEVER_A_SURNAME and bool(subject(word))


def _without_numbers(tokens: Sequence[str]) -> Iterator[str]:
    """A number that is spelled out is one as well, and so is what follows a street."""
    row: list[str] = []
    after_left_out = False
    for token in [*tokens, ""]:
        if token in _NUMBER_WORDS or in_digits(token).isdigit():
            row.append(token)
            continue
        is_number = len(row) >= _NUMBERS_IN_A_ROW or (after_left_out and row not in ([], ["een"]))
        yield from [LEFT_OUT] if is_number else row
        row = []
        if token:
            yield token
        after_left_out = token == LEFT_OUT


def _is_plain(token: str, known: Set[str]) -> bool:
    """Whether a word says what, and never who or where."""
    return token not in (LEFT_OUT, _NAMED) and all(
        _is_word(dutch.fold(part), known) for part in re.split(r"['’-]", token) if part
    )


def _is_word(word: str, known: Set[str]) -> bool:
    if _is_name(word) or is_street_name(word):
        return False
    if word in known:
        return True
    if _ends_like_a_street(word):
        return False
    if _in_dictionary(word):
        return True
    return any(_is_part(left, known) and _is_part(right, known) for left, right in _halves(word))


def _is_name(word: str) -> bool:
    """A common name, also as in "joops hond"."""
    owner = word.removesuffix("s")
    return word in COMMON_NAMES or (len(owner) >= _SHORTEST_PART and owner in COMMON_NAMES)


def _ends_like_a_street(word: str) -> bool:
    """ "hoofdstraat" and "molenweg" are words, and where somebody lives."""
    return word not in _NO_STREETS and word not in _STREETS and word.endswith(_STREETS)


def _in_dictionary(word: str) -> bool:
    """Known, and not as a name: the dictionary writes those with a capital."""
    return dutch.is_dutch(word) and not simplemma.lemmatize(word, lang="nl")[:1].isupper()


def _is_part(part: str, known: Set[str]) -> bool:
    return part in known or (len(part) >= _SHORTEST_DUTCH_PART and _in_dictionary(part))


def _halves(word: str) -> Iterator[tuple[str, str]]:
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        for link in _LINKS:
            left = word[:at].removesuffix(link)
            if word[:at].endswith(link) and len(left) >= _SHORTEST_PART:
                yield left, word[at:]


def _joined(tokens: Sequence[str]) -> list[str]:
    """One mark for what was left out in a row."""
    return [
        token
        for before, token in zip(["", *tokens], tokens, strict=False)
        if not (token == before == LEFT_OUT)
    ]


@dataclass(frozen=True)
class Missed:
    """A gap as it is kept: the day, and what."""

    day: date
    gap: Gap


@dataclass(frozen=True)
class Alike:
    """Gaps that are about the same, with some of their words, the most telling first."""

    count: int
    first: date
    last: date
    kinds: tuple[str, ...]
    languages: tuple[str, ...]
    examples: tuple[str, ...]


def grouped(missed: Iterable[Missed]) -> list[Alike]:
    """Gaps put together by likeness of their stems, most asked first."""
    groups: list[tuple[str, list[Missed]]] = []
    for one in sorted(missed, key=lambda m: (-len(m.gap.words), m.day)):
        stems = _stems(one.gap.words)
        likeness = [fuzz.token_set_ratio(stems, head) for head, _ in groups]
        best = max(range(len(groups)), key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] >= ALIKE:
            groups[best][1].append(one)
        else:
            groups.append((stems, [one]))
    told = [_told(members) for _, members in groups]
    return sorted(told, key=lambda group: (-group.count, group.examples))


def _told(members: Sequence[Missed]) -> Alike:
    days = [m.day for m in members]
    words = [m.gap.words for m in members]
    often = sorted(dict.fromkeys(words), key=lambda w: (-words.count(w), len(w)))
    return Alike(
        count=len(members),
        first=min(days),
        last=max(days),
        kinds=tuple(sorted({m.gap.kind for m in members})),
        languages=tuple(sorted({m.gap.language for m in members})),
        examples=tuple(often[:EXAMPLES]),
    )


def _stems(words: str) -> str:
    """The words that say what it is about, as stems; all of them where none does."""
    told = (word for _, word in dutch.words(" ".join(subject(words))))
    return " ".join(sorted({dutch.stem(word) for word in told})) or words
