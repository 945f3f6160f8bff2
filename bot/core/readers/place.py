"""Reading where: a street, square or park, and the wijk that it lies in."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.model import Value
from bot.core.readers.intent import looks_like_question
from bot.core.readers.words import fold, squeeze, word_set
from bot.core.readers.yesno import read_yes_no, reads_as_unknown

_FURTHEST_KM = 10.0
_MOST_WORDS = 60
_ENDINGS = [
    "straat",
    "laan",
    "plein",
    "weg",
    "park",
    "hof",
    "plantsoen",
    "gracht",
    "kade",
    "dijk",
    "pad",
    "singel",
    "markt",
    "hofje",
    "steeg",
    "dreef",
    "ring",
    "boulevard",
    "veld",
    "brink",
    "haven",
    "kwartier",
    "hage",
    "erf",
    "steen",
    "burg",
    "brug",
    "oord",
    "pleintje",
    "parkje",
    "baan",
]
_SURE_ENDINGS = (
    "straat|straatje|laan|plein|pleintje|weg|park|plantsoen|gracht|kade|dijk|singel|steeg|dreef"
    "|hof|hofje|pad|brink|boulevard"
)
_GENERIC = word_set(
    "speel buurt fiets zebra wandel voet woon winkel hoofd achter voor zij parkeer klimaat "
    "natuur ruiter rand snel auto vlinder insecten bijen leef tegel tuin bloemen kruiden "
    "kabouter avonturen honden skate pump beweeg sport kunst groen eet pluk fruit voedsel moes "
    "bij rond mid op af on uit door om heen terug mijn onze hele pret thema dieren energie "
    "zonne vakantie recreatie tram bus zand klinker leer loop belevings blotevoeten trim "
    "skeeler ommetjes oever jaag brede smalle doodlopende binnen buiten grote kleine levens "
    "carriere eetbare droom postzegel fitness volkstuin klim calisthenics toegangs schaak dool "
    "groenstrook verblijfs eco eenrichtings water onder schild vers aans ops ins afs overs toes "
    "be over ontmoetings stilte muziek evenementen bedrijven industrie business grind gras"
)
_GENERIC_UNLESS_A_STREET = word_set(
    "school kerk markt dorps stads nieuwe oude spoor bos straat stations molen wijk park"
)
_STREETLIKE = ("straat", "laan", "weg")
_ENDINGS_OF_NAMES = ("straat", "laan", "gracht", "kade", "singel", "steeg", "dreef", "plantsoen")
_STREET = re.compile(rf"(?<![\w'-])[a-z][a-z'-]*?({_SURE_ENDINGS})\b")
_LONGEST_FIRST_NAME = 5
_ARTICLES = ("", "de", "het", "een", "t")
_PREPOSITIONS = word_set("achter voor naast tegenover tussen langs onder boven binnen buiten rond")
_WITH_ARTICLE = frozenset(f"{one}{article}" for one in _PREPOSITIONS for article in _ARTICLES)
_BEFORE_A_NAME = word_set("de het in op aan bij langs voor")
_TITLES = word_set(
    "dr dr. dokter prof prof. professor burgemeester burg. pastoor sint st. koningin prins "
    "prinses oude nieuwe korte lange eerste tweede"
)
_SMALL = word_set("van de der den het 't te ten ter du")
_ABBREVIATIONS = (
    (re.compile(r"(?<=[a-z])str(?:\.|\b)"), "straat"),
    (re.compile(r"(?<=[a-z]{3})ln(?:\.|\b)"), "laan"),
    (re.compile(r"(?<=[a-z]{3})pln(?:\.|\b)"), "plein"),
)
_COMPASS = word_set("noord oost zuid west centrum midden")
_WIJK_LEAD = r"(?:\bin|\bwijk|\bbuurt|\bstadsdeel|\bvan|\bnaar|\buit|,)(?: (?:het|de|wijk))? "


class Wijkgebied(Protocol):
    """What a reader needs of a wijk: the streets and parks by which people know it, and its box
    (south, west, north, east, in degrees)."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def streets(self) -> tuple[str, ...]: ...
    @property
    def box(self) -> tuple[float, float, float, float] | None: ...


class Place(Value):
    """Where something is. `name` is the street, square or park as it is properly written, `wijk`
    the id of its wijk; None where the words do not tell. `words` is what was typed."""

    words: str
    name: str | None = None
    wijk: str | None = None


class _Known(NamedTuple):
    name: str
    wijken: frozenset[str]


def read_place(text: str, wijken: Sequence[Wijkgebied]) -> Place | None:
    """The place that an answer to "where?" names: any words will do, but not "ja", "geen idee"
    or a question.

    Streets are recognised with typing errors. A street that two wijken share has no wijk, unless
    the answer names that too. Where the two contradict each other, the street is believed.
    """
    words = squeeze(text)
    if not re.search(r"[^\W\d_]{2}", words) or reads_as_unknown(text) or looks_like_question(text):
        return None
    if read_yes_no(text) is not None and len(words.split()) < 3:
        return None
    folded = _written_out(fold(words))
    return _recognised(folded, words, wijken, alone=True) or Place(words=words)


def find_place(sentence: str, wijken: Sequence[Wijkgebied]) -> Place | None:
    """The place that a sentence about a plan names: a known street, park or wijk, or an unknown
    name that ends like one ("Tulpstraat", not "speelstraat"). None where there is none."""
    words = squeeze(sentence)
    place = _recognised(_written_out(fold(words)), words, wijken, alone=False)
    return place and place.model_copy(update={"words": place.name or place.words})


def _recognised(folded: str, words: str, wijken: Sequence[Wijkgebied], alone: bool) -> Place | None:
    named = _named_wijk(folded, wijken, alone)
    known = _known_street(folded, wijken)
    if known:
        homes = (known.wijken & {named.id} if named else None) or known.wijken
        wijk = next(iter(homes)) if len(homes) == 1 else None
        return Place(words=words, name=known.name, wijk=wijk)
    street = _unknown_street(folded, words)
    if street or named:
        return Place(
            words=words if alone or street else named.name if named else words,
            name=street,
            wijk=named.id if named else None,
        )
    return None


def _written_out(folded: str) -> str:
    for pattern, full in _ABBREVIATIONS:
        folded = pattern.sub(full, folded)
    return folded


def _named_wijk(folded: str, wijken: Sequence[Wijkgebied], alone: bool) -> Wijkgebied | None:
    """The wijk that is named. Inside a sentence "noord" needs a word like "in" before it."""
    found = []
    for wijk in wijken:
        name = fold(wijk.name)
        lead = _WIJK_LEAD if name in _COMPASS and not alone else ""
        if re.search(rf"{lead}\b{re.escape(name)}\b", folded):
            found.append(wijk)
    return found[0] if len(found) == 1 else None


def _known_street(folded: str, wijken: Sequence[Wijkgebied]) -> _Known | None:
    streets = _streets(wijken)
    windows = list(_windows(folded, max((name.count(" ") for name in streets), default=0) + 1))
    exact = sorted({window for window in windows if window in streets}, key=len)
    if exact:
        return streets[exact[-1]]
    meant = {name for window in windows if (name := _meant(window, list(streets)))}
    return streets[meant.pop()] if len(meant) == 1 else None


def _streets(wijken: Sequence[Wijkgebied]) -> dict[str, _Known]:
    known: dict[str, _Known] = {}
    for wijk in wijken:
        for name in wijk.streets:
            key = fold(name)
            homes = known[key].wijken if key in known else frozenset()
            known[key] = _Known(name, homes | {wijk.id})
    return known


def _windows(folded: str, longest: int) -> Iterator[str]:
    """Each run of one to `longest` words, and each pair of words written as one."""
    words = re.findall(r"[a-z0-9'][a-z0-9'.-]*", folded)[:_MOST_WORDS]
    words = [word.strip(".-") for word in words]
    for size in range(1, longest + 1):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])
    for first, second in pairwise(words):
        yield first + second


def _meant(window: str, streets: list[str]) -> str | None:
    """The street that a word may be a typing error of: one slip, or two in the second half."""
    if len(window) < 6 or window in _WITH_ARTICLE or window.split()[0] in _PREPOSITIONS:
        return None
    near = process.extract(window, streets, scorer=OSA.distance, score_cutoff=2, limit=3)
    good = [(distance, name) for name, distance, _ in near if _is_slip(window, name, int(distance))]
    best = [name for distance, name in good if distance == min(good)[0]]
    return best[0] if len(best) == 1 else None


def _is_slip(typed: str, name: str, distance: int) -> bool:
    ending = next((end for end in _ENDINGS if typed.endswith(end)), None)
    if ending and not name.endswith(ending):
        return False
    half = len(name) // 2
    return distance <= 1 or typed[:half] == name[:half]


def _unknown_street(folded: str, words: str) -> str | None:
    if len(folded) != len(words):
        words = folded
    for match in _STREET.finditer(folded):
        if not _is_generic(match[0][: -len(match[1])], match[1]):
            before = words[: match.start()].split()
            return _properly_written(before, words[match.start() : match.end()])
    return None


def is_street_name(word: str) -> bool:
    """Whether a folded word can only be the name of a street ("tulpstraat", not "speelstraat")."""
    ending = next((end for end in _ENDINGS_OF_NAMES if word.endswith(end)), None)
    return ending is not None and not _is_generic(word.removesuffix(ending), ending)


def _is_generic(stem: str, ending: str) -> bool:
    """Whether the word says what kind of street it is, and not which ("speelstraat")."""
    last = stem.rpartition("-")[2]
    generic = _GENERIC if ending in _STREETLIKE else _GENERIC | _GENERIC_UNLESS_A_STREET
    return len(stem) < 3 or last in generic or stem.endswith(("tuin", "winkel", "fitness", "dool"))


def _properly_written(before: list[str], street: str) -> str:
    """The street with the first name or title that belongs to it: "de Jan de Louterstraat"."""
    name = [street]
    for count in range(1, min(len(before), _LONGEST_FIRST_NAME) + 1):
        if fold(before[-count]) in _BEFORE_A_NAME and all(map(_may_be_part, before[1 - count :])):
            name = [*(before[1 - count :] if count > 1 else []), street]
            break
    else:
        while before and fold(before[-1]) in _TITLES:
            name.insert(0, before.pop())
    while len(name) > 1 and fold(name[0]) in _SMALL:
        name.pop(0)
    return " ".join(map(_capitalised, name))


def _may_be_part(word: str) -> bool:
    return word.istitle() or "." in word or fold(word) in _SMALL | _TITLES


def _capitalised(word: str) -> str:
    if fold(word) in _SMALL:
        return word.lower()
    return word.capitalize() if word.islower() or (word.isupper() and len(word) > 6) else word


def wijk_at(lat: float, lon: float, wijken: Sequence[Wijkgebied]) -> str | None:
    """The id of the wijk at a position in degrees: the box around it, else the nearest box centre
    within ten kilometres, else None. Where boxes overlap, the nearest centre."""
    boxes = [(wijk.id, wijk.box) for wijk in wijken if wijk.box]
    around = [(ident, box) for ident, box in boxes if _holds(box, lat, lon)]
    nearest = min(
        ((_kilometres(lat, lon, box), ident) for ident, box in around or boxes), default=None
    )
    return nearest[1] if nearest and (around or nearest[0] <= _FURTHEST_KM) else None


def _holds(box: tuple[float, float, float, float], lat: float, lon: float) -> bool:
    south, west, north, east = box
    return south <= lat <= north and west <= lon <= east


def _kilometres(lat: float, lon: float, box: tuple[float, float, float, float]) -> float:
    south, west, north, east = box
    up = (lat - (south + north) / 2) * 111.3
    across = (lon - (west + east) / 2) * 111.3 * math.cos(math.radians(lat))
    return math.hypot(up, across)
