"""What nobody could answer, without anybody in it, and put together by likeness for the editor.

Only words that the dictionary or the content knows are kept, so that a name, an address or a number
has no way in: what is unknown is left out, and what looks like a name is left out as well.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

import simplemma
from rapidfuzz import fuzz

from bot.core.decision import Gap
from bot.core.masking import MASKED_BSN, MASKED_IBAN
from bot.core.matching import dutch
from bot.core.readers.place import is_street_name
from bot.core.readers.words import word_set

LEFT_OUT = "…"
MOST_WORDS = 30
ALIKE = 62
EXAMPLES = 3
_LINKS = ("", "s", "en", "e", "n", "er")
_SHORTEST_PART = 3
_SHORTEST_DUTCH_PART = 4
_NOT_WORDS = re.compile(
    rf"{re.escape(MASKED_BSN)}|{re.escape(MASKED_IBAN)}|https?://\S+|www\.\S+|\S+@\S*|@\w+"
    r"|\b\S+\.(?:nl|com|org|net|be|eu|info)\b\S*|[+#]?\S*\d\S*",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\b(?P<lead>(?:ik|hij|zij|ze) heet|ik ben|mijn naam is|m'n naam is|de naam is|naam:"
    r"|groetjes?|groeten|groet|mvg|noem (?:me|mij)|genaamd|meneer|mevrouw|mevr\.?|mw\.?|dhr\.?"
    r"|mijnheer|fam\.?|familie|namens)"
    r"(?P<rest>(?:[ ,:]+(?:van|de|der|den|ten|ter|el|al))*[ ,:]+[^\W\d_][\w'’-]*"
    r"(?:(?: (?:van|de|der|den|ten|ter|el|al)\b)+ [^\W\d_][\w'’-]*)?"
    r"(?:(?-i: [A-Z])[\w'’-]*)*)",
    re.IGNORECASE,
)
_NO_NAME_AFTER = word_set(
    "een de het niet geen wel ook nog al van bewoner bewoonster bang blij boos benieuwd bezig op "
    "in uit aan voor hier daar degene iemand vrijwilliger ouder student buurman buurvrouw met "
    "slechtziend blind doof oud jong ziek zelf er bij te zo heel erg"
)
_NAMES_THAT_ARE_WORDS = word_set(
    "jan daan mohammed mohamed roos mark rob bas tim tom floor sterre puck noor jet mees pim "
    "gijs teun siem lieve fleur iris hans klaas piet kees bram stijn luuk bart ruud fred rik jos "
    "sam max finn eva tess zoe bo mila linde kim jip job guus hidde ties dirk frank bob peter "
    "paul victor maria johanna willem marijn merel robijn jasmijn violet hazel dolf ron"
)
_STOPS = ".!?\n"


def gap(kind: str, text: str, known: Set[str], language: str = "nl") -> Gap | None:
    """What may be kept of these words; None when too little is left to learn from."""
    words = anonymous(text, known)
    if not any(len(word) > _SHORTEST_PART for word in words.split()):
        return None
    return Gap(kind="idee" if kind == "idee" else "vraag", words=words, language=language)


def anonymous(text: str, known: Set[str]) -> str:
    """The words of `text` that nobody can be recognised by, in small letters; "…" for the rest.
    `known` are the folded words of the content."""
    cut = _INTRODUCED.sub(_without_name, _NOT_WORDS.sub(f" {LEFT_OUT} ", text))
    shouted = cut == cut.upper()
    kept = list(_kept(cut.lower() if shouted else cut, known))
    return " ".join(_joined(kept)[:MOST_WORDS]).strip(f" {LEFT_OUT}")


def _without_name(found: re.Match[str]) -> str:
    after = re.findall(r"[^\W\d_][\w'’-]*", found["rest"])
    lead = found["lead"]
    if lead.casefold() == "ik ben" and after and after[0].casefold() in _NO_NAME_AFTER:
        return found[0]
    return f"{lead} {LEFT_OUT} "


def _kept(text: str, known: Set[str]) -> Iterator[str]:
    begins = True
    for found in re.finditer(rf"[^\W\d_]+(?:['’-][^\W\d_]+)*|[{_STOPS}{LEFT_OUT}]", text):
        token = found[0]
        if token in _STOPS:
            begins = True
            continue
        is_name = token[0].isupper() and not begins
        yield token.lower() if not is_name and _is_plain(token, known) else LEFT_OUT
        begins = False


def _is_plain(token: str, known: Set[str]) -> bool:
    """Whether a word says what, and never who or where."""
    return token != LEFT_OUT and all(
        _is_word(dutch.fold(part), known) for part in re.split(r"['’-]", token) if part
    )


def _is_word(word: str, known: Set[str]) -> bool:
    if word in _NAMES_THAT_ARE_WORDS or is_street_name(word):
        return False
    if word in known or _in_dictionary(word):
        return True
    return any(_is_part(left, known) and _is_part(right, known) for left, right in _halves(word))


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
    """The words that count, as stems: two letters more than an article."""
    told = (word for _, word in dutch.words(words) if len(word) > _SHORTEST_PART)
    return " ".join(sorted({dutch.stem(word) for word in told})) or words
