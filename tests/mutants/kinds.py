"""What can go wrong in a content file, by kind. A kind says where it can happen and what it makes
of a place; those in `WRONG` must be refused, those in `FREE` may turn out well."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tests.mutants.book import Book, Spot
from tests.mutants.page import Mutant, Page, Place

Change = Callable[[Page, Place, Random, Book], "Mutant | None"]

_PAIR = re.compile(r"\[([^\[\]|{}]*)\|([^\[\]|{}]*)\]")
_FORM = re.compile(r"\b(?:je|jij|jou|jouw|jullie|jezelf|u|uw|uzelf)\b", re.IGNORECASE)
_REFERENCES = [
    "contact",
    "themas",
    "wijken",
    "regels",
    "brengt",
    "anders",
    "antwoord",
    "onderdeel",
    "regel",
    "gehoord",
    "is",
    "een_van",
    "als",
    "tijden_bij",
    "knoppen_zonder_werkwoord",
]
_CHOICES = ["vraagt", "gewicht", "soort", "eenheid", "aan", "rol", "aanspreekvorm"]
_DATES = ["gecontroleerd", "geldig_van", "geldig_tot", "van", "tot_en_met", "sluitingsdagen"]
_NO_DATES = ("2027-02-30", "31-12-2026", "volgend jaar", "2027-13-01", "12", "[2027, 1, 1]")
_NEXT_KEY = 5
_NOT_PLAIN = ("*", "&naam ", "!", "@", "`", "%", "&a *")


@dataclass(frozen=True)
class Kind:
    """One thing that goes wrong: where it can, and how. `slow` kinds need the whole check, with
    every sentence read as a message, so they are tried a few times only."""

    name: str
    spots: Callable[[Book], Sequence[Spot]]
    change: Change
    slow: bool = False


# --- names


def _misspelt(word: str, rng: Random, book: Book) -> str | None:
    """The word with a typing error that makes it no word of the content."""
    for _ in range(20):
        at = rng.randrange(len(word))
        wrong = rng.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
                word[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :],
            ]
        )
        if wrong and wrong not in book.words and not re.fullmatch(r"[\d.~]*|null|true", wrong):
            return wrong
    return None


def _key_misspelt(page: Page, place: Place, rng: Random, book: Book) -> Mutant | None:
    wrong = _misspelt(place.raw, rng, book)
    return page.put(place, wrong, last=1) if wrong and wrong.isidentifier() else None


def _value_misspelt(page: Page, place: Place, rng: Random, book: Book) -> Mutant | None:
    wrong = _misspelt(place.raw, rng, book)
    return page.put(place, wrong) if wrong and re.fullmatch(r"[a-z][a-z0-9-]*", wrong) else None


def _id_taken(page: Page, place: Place, rng: Random, _: Book) -> Mutant | None:
    """The id of an entry that stands earlier in the same list."""
    earlier = [
        other.raw
        for other in page.values
        if other.key == "id"
        and other.steps[:-2] == place.steps[:-2]
        and other.line < place.line
        and other.raw != place.raw
    ]
    return page.put(place, rng.choice(earlier)) if earlier else None


def _id_changed(page: Page, place: Place, rng: Random, book: Book) -> Mutant | None:
    wrong = _misspelt(place.raw, rng, book)
    if wrong is None or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", wrong):
        return None
    return page.put(place, wrong, elsewhere=True)


def _ids_referred_to(book: Book) -> Sequence[Spot]:
    """Ids of lists that others name; those of choices and examples may change freely."""
    lists = ("contacten", "themas", "wijken")
    named = {place.raw for _, place in book.named(*_REFERENCES)}
    return [
        (page, place)
        for page, place in book.named("id")
        if place.raw in named and place.steps[0] in lists
    ]


def _name_of_text(page: Page, place: Place, rng: Random, book: Book) -> Mutant | None:
    wrong = _misspelt(place.raw, rng, book)
    return page.put(place, wrong) if wrong and re.fullmatch(r"[a-z][a-z-]*", wrong) else None


def _names_of_texts(book: Book) -> Sequence[Spot]:
    return [
        (page, Place(steps, mark.line, mark.column - 1, mark.column - 1 + len(mark.raw), mark.raw))
        for page in book.pages.values()
        for steps, mark in page.source.keys.items()
        if len(steps) == 2 and steps[0] in ("teksten", "knoppen")
    ]


# --- structure


def _required_gone(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
    if not page.alone_on_its_line(place):
        return None
    gone = page.without(place.line, page.block(place.line))
    entry = page.entry(place.steps)
    if place.line > entry:
        return Mutant(gone, (entry, entry))
    # The group now begins with its next key, or there is none.
    return Mutant(gone, (1, place.line + _NEXT_KEY))


def _required(book: Book) -> Sequence[Spot]:
    return [(page, place) for page, place in book.keys if page.required(place)]


def _text_gone(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
    top = page.source.values[()].line
    gone = page.without(place.line, page.block(place.line))
    return Mutant(gone, (top, top), elsewhere=True)


def _key_twice(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
    if not page.alone_on_its_line(place):
        return None
    after = page.block(place.line)
    copy = page.lines[place.line - 1 : after - 1]
    return Mutant(page.after(after - 1, *copy), (after, after))


def _entry_twice(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
    line = page.lines[place.line - 1]
    if not line.lstrip().startswith("- id:"):
        return None
    after = page.block(place.line)
    copy = page.lines[place.line - 1 : after - 1]
    return Mutant(page.after(after - 1, *copy), (after, after))


def _wrong_type(page: Page, place: Place, rng: Random, _: Book) -> Mutant | None:
    return page.put(page.unquoted(place), rng.choice(["[een, [twee]]", "{een: twee}"]))


def _emptied(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
    if place.steps[-1] != place.key or not page.alone_on_its_line(place):
        return None
    return page.put(page.unquoted(place), "")


def _required_values(book: Book) -> Sequence[Spot]:
    needed = {(page.name, place.steps) for page, place in _required(book)}
    return [(page, place) for page, place in book.values if (page.name, place.steps) in needed]


def _no_date(page: Page, place: Place, rng: Random, _: Book) -> Mutant | None:
    return page.put(page.unquoted(place), rng.choice(_NO_DATES))


def _no_number(page: Page, place: Place, rng: Random, _: Book) -> Mutant | None:
    if not re.fullmatch(r"-?[\d.]+", place.raw) or page.unquoted(place) != place:
        return None
    return page.put(place, rng.choice(["veel", "nan", "1,5", ".inf", "[1]"]))


# --- YAML


def _not_plain(page: Page, place: Place, rng: Random, _: Book) -> Mutant | None:
    place = page.unquoted(place)
    return page.put(place, rng.choice(_NOT_PLAIN) + place.raw, last=1)


def _quote_open(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
    if page.unquoted(place) != place or not page.alone_on_its_line(place):
        return None
    return page.put(place, '"' + place.raw)


def _bracket_open(page: Page, place: Place, rng: Random, _: Book) -> Mutant | None:
    if place.steps[-1] != place.key or not page.alone_on_its_line(place):
        return None
    return page.put(page.unquoted(place), rng.choice("[{") + place.raw, last=3)


def _colon_gone(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
    line = page.lines[place.line - 1]
    if not page.alone_on_its_line(place) or not line[place.end + 1 :].strip():
        return None
    changed = line[: place.end] + line[place.end + 1 :]
    return page.line_changed(place.line, changed, slack=1)


def _tab(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
    line = page.lines[place.line - 1]
    if not page.alone_on_its_line(place) or not line.startswith(" "):
        return None
    return page.line_changed(place.line, "\t" + line.lstrip(), slack=1)


def _out_of_line(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
    line = page.lines[place.line - 1]
    is_first = page.entry(place.steps) == place.line
    if is_first or not page.alone_on_its_line(place) or not line.startswith("  "):
        return None
    return page.line_changed(place.line, line[1:], slack=1)


def _unseen(page: Page, place: Place, rng: Random, _: Book) -> Mutant:
    line = page.lines[place.line - 1].encode()
    at = place.start
    before = "\n".join(page.lines[: place.line - 1]).encode() + b"\n" * (place.line > 1)
    after = b"\n" + "\n".join(page.lines[place.line :]).encode()
    wrong = rng.choice([b"\xff", b"\x00", b"\x07", b"\xc3("])
    return Mutant(before + line[:at] + wrong + line[at:] + after, (place.line, place.line))


# --- what people read


def _with_words(words: str) -> Change:
    def change(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
        return page.put(place, f"{place.raw.rstrip()} {words}")

    return change


def _in_front(words: str) -> Change:
    def change(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
        return page.put(place, f"{words} {place.raw[:1].lower()}{place.raw[1:]}")

    return change


def _one_form(page: Page, place: Place, rng: Random, _: Book) -> Mutant | None:
    pairs = [pair for pair in _PAIR.finditer(place.raw) if _FORM.search(pair[1] + " " + pair[2])]
    if not pairs:
        return None
    pair = rng.choice(pairs)
    half = rng.choice([half for half in pair.groups() if _FORM.search(half)])
    return page.put(place, place.raw[: pair.start()] + half + place.raw[pair.end() :])


def _half_pair(page: Page, place: Place, rng: Random, _: Book) -> Mutant | None:
    pairs = list(_PAIR.finditer(place.raw))
    if not pairs:
        return None
    pair = rng.choice(pairs)
    at = rng.choice([pair.start(), pair.end() - 1, place.raw.index("|", pair.start())])
    return _within_text(page, place, place.raw[:at] + place.raw[at + 1 :])


def _half_bold(page: Page, place: Place, rng: Random, _: Book) -> Mutant | None:
    stars = [found.start() for found in re.finditer(r"\*\*", place.raw)]
    if not stars:
        return None
    at = rng.choice(stars)
    return _within_text(page, place, place.raw[:at] + place.raw[at + 2 :])


def _half_placeholder(page: Page, place: Place, rng: Random, _: Book) -> Mutant | None:
    ends = [found.end() for found in re.finditer(r"\}\}|%\}", place.raw)]
    if not ends:
        return None
    at = rng.choice(ends)
    return _within_text(page, place, place.raw[: at - 1] + place.raw[at:])


def _unknown_placeholder(page: Page, place: Place, rng: Random, _: Book) -> Mutant | None:
    names = list(re.finditer(r"\{\{ (\w+)", place.raw))
    if not names:
        return None
    at = rng.choice(names).end(1)
    return _within_text(page, place, place.raw[:at] + "x" + place.raw[at:])


def _within_text(page: Page, place: Place, raw: str) -> Mutant:
    """A fault that may be told anywhere in the text: what opens and closes is seen as a whole."""
    return page.put(place, raw)._replace(lines=page.text_lines(place))


def _too_long(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
    return _within_text(page, place, place.raw + " Nog een zin." * 330)


def _exempt(book: Book) -> frozenset[str]:
    return frozenset(book.draft.language.value.labels_without_verb)


def _actions(book: Book) -> Sequence[Spot]:
    return [
        (page, place)
        for page, place in book.values
        if place.steps[0] == "knoppen" and place.key not in _exempt(book)
    ]


# --- facts


def _stale(page: Page, place: Place, rng: Random, _: Book) -> Mutant:
    return page.put(place, f"20{rng.randrange(10, 24)}-0{rng.randrange(1, 10)}-15")


def _expired(page: Page, place: Place, _: Random, __: Book) -> Mutant:
    indent = " " * (len(page.lines[place.line - 1]) - len(page.lines[place.line - 1].lstrip()))
    ended = f"{indent}geldig_tot: 2020-01-01"
    return Mutant(page.after(place.line, ended), (place.line + 1, place.line + 1))


def _checked(book: Book) -> Sequence[Spot]:
    ended = {(p.name, v.steps[:2]) for p, v in book.named("geldig_tot")}
    return [(p, v) for p, v in book.named("gecontroleerd") if (p.name, v.steps[:2]) not in ended]


def _bad_address(page: Page, place: Place, rng: Random, _: Book) -> Mutant:
    wrong = rng.choice(["http://", "https:/", "www.", "https://a b.", "https://"])
    rest = "" if wrong == "https://" else place.raw.removeprefix("https://")
    return page.put(page.unquoted(place), f'"{wrong}{rest}"')


def _bad_phone(page: Page, place: Place, rng: Random, _: Book) -> Mutant:
    wrong = rng.choice(["bel ons", f"{place.raw} (Jan)", "12", "0123456789012345", "a@b.nl"])
    return page.put(page.unquoted(place), f'"{wrong}"')


def _bad_mail(page: Page, place: Place, rng: Random, _: Book) -> Mutant:
    wrong = rng.choice([place.raw.replace("@", " "), "groen", "a@b", "x@y z.nl"])
    return page.put(page.unquoted(place), f'"{wrong}"')


def _bounds_crossed(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
    """At most so many, and at least one more."""
    if not re.fullmatch(r"\d+", place.raw):
        return None
    if not page.alone_on_its_line(place):
        return page.put(place, f"{place.raw}, minstens: {int(place.raw) + 1}")
    indent = " " * (len(page.lines[place.line - 1]) - len(page.lines[place.line - 1].lstrip(" -")))
    crossed = f"{indent}minstens: {int(place.raw) + 1}"
    return Mutant(page.after(place.line, crossed), (place.line, place.line + 1))


def _only_at_most(book: Book) -> Sequence[Spot]:
    """Bounds in conditions that have no lower one yet."""
    low = {(page.name, place.steps[:-1]) for page, place in book.named("minstens")}
    return [
        (page, place)
        for page, place in book.named("hoogstens")
        if "alleen_als" in place.steps and (page.name, place.steps[:-1]) not in low
    ]


def _never(page: Page, place: Place, _: Random, __: Book) -> Mutant | None:
    """A condition beside the first one that says the opposite."""
    line = page.lines[place.line - 1]
    indent = len(line) - len(line.lstrip())
    if not page.alone_on_its_line(place, dash=True) or not line.lstrip().startswith("- "):
        return None
    after = page.block(place.line)
    copy = page.lines[place.line - 1 : after - 1]
    if any("niet: true" in one for one in copy):
        return None
    opposite = [*copy, f"{' ' * (indent + 2)}niet: true"]
    return Mutant(page.after(after - 1, *opposite), (place.line, after + len(opposite)))


def _conditions(book: Book) -> Sequence[Spot]:
    keys = ("antwoord", "onderdeel", "regel", "gewicht", "gehoord")
    return [(p, v) for p, v in book.named(*keys) if "alleen_als" in v.steps]


def _sentence_moved(page: Page, place: Place, rng: Random, _: Book) -> Mutant:
    lost = rng.choice(["brand in onze flat", "mijn paspoort is kwijt", "iemand is bewusteloos"])
    return page.put(page.unquoted(place), f'"{lost} {rng.randrange(1000)}"')


WRONG = (
    Kind("sleutel verkeerd gespeld", lambda b: b.keys, _key_misspelt),
    Kind("verwijzing naar niets", lambda b: b.named(*_REFERENCES), _value_misspelt),
    Kind("keuze die niet bestaat", lambda b: b.named(*_CHOICES), _value_misspelt),
    Kind("id dubbel", lambda b: b.named("id"), _id_taken),
    Kind("id veranderd", _ids_referred_to, _id_changed),
    Kind("tekst of knop anders genoemd", _names_of_texts, _name_of_text),
    Kind("tekst of knop weg", _names_of_texts, _text_gone),
    Kind("verplichte sleutel weg", _required, _required_gone),
    Kind("verplichte waarde leeg", _required_values, _emptied),
    Kind("sleutel dubbel", lambda b: b.keys, _key_twice),
    Kind("stuk dubbel", lambda b: b.named("id"), _entry_twice),
    Kind("verkeerde soort waarde", lambda b: b.values, _wrong_type),
    Kind("geen getal", lambda b: b.values, _no_number),
    Kind("geen datum", lambda b: b.named(*_DATES), _no_date),
    Kind("teken met eigen betekenis", lambda b: b.values, _not_plain),
    Kind("aanhalingsteken open", lambda b: b.values, _quote_open),
    Kind("haak open", lambda b: b.values, _bracket_open),
    Kind("dubbele punt weg", lambda b: b.keys, _colon_gone),
    Kind("tab", lambda b: b.keys, _tab),
    Kind("uit het lood", lambda b: b.keys, _out_of_line),
    Kind("onzichtbaar teken", lambda b: b.values, _unseen),
    Kind("verboden woord", lambda b: b.said, _with_words("tenzij het regent.")),
    Kind("stijf woord", lambda b: b.said, _with_words("middels een brief.")),
    Kind("lange zin", lambda b: b.said, _with_words("en dan " + "nog heel veel " * 7 + "meer.")),
    Kind("alleen je", lambda b: b.said, _with_words("voor jouw buurt.")),
    Kind("alleen u", lambda b: b.said, _with_words("met uw buren.")),
    Kind("paar zonder andere vorm", lambda b: b.said, _one_form),
    Kind("half paar", lambda b: b.prose, _half_pair),
    Kind("half vet", lambda b: b.prose, _half_bold),
    Kind("halve invulplek", lambda b: b.prose, _half_placeholder),
    Kind("onbekende invulplek", lambda b: b.prose, _unknown_placeholder),
    Kind("tekst te lang", lambda b: b.prose, _too_long),
    Kind("knop te lang", lambda b: b.on_buttons, _with_words("met nog dertig tekens erbij!!!")),
    Kind("knop zonder werkwoord", _actions, _in_front("De")),
    Kind("taak zonder werkwoord", lambda b: b.named("doe"), _in_front("Het")),
    Kind("taak met een punt", lambda b: b.named("doe"), _with_words("vandaag.")),
    Kind("regel lang niet nagekeken", lambda b: b.named("gecontroleerd"), _stale),
    Kind("regel verlopen", _checked, _expired),
    Kind("geen webadres", lambda b: b.named("link", "formulier", "site"), _bad_address),
    Kind("geen telefoonnummer", lambda b: b.named("telefoon"), _bad_phone),
    Kind("geen mailadres", lambda b: b.named("mail"), _bad_mail),
    Kind("grenzen gekruist", _only_at_most, _bounds_crossed),
    Kind("voorwaarde en het omgekeerde", _conditions, _never),
    Kind(
        "zin vindt zijn regel niet",
        lambda b: b.named("zinnen", file="regels"),
        _sentence_moved,
        slow=True,
    ),
)


# --- whatever happens


def _anywhere(book: Book) -> Sequence[Spot]:
    return [(page, Place((), 1, 0, 0, "")) for page in book.pages.values()]


def _of_lines(change: Callable[[list[str], int, Random], list[str]]) -> Change:
    def changed(page: Page, _: Place, rng: Random, __: Book) -> Mutant:
        lines = change(list(page.lines), rng.randrange(len(page.lines)), rng)
        return Mutant("\n".join(lines).encode())

    return changed


def _of_bytes(change: Callable[[bytes, int, Random], bytes]) -> Change:
    def changed(page: Page, _: Place, rng: Random, __: Book) -> Mutant:
        text = page.text.encode()
        return Mutant(change(text, rng.randrange(len(text)), rng))

    return changed


GARBLE = [b"\x00", b"\t", b"\xff", b"'", b'"', b"[", b"{", b"}", b":", b"&a ", b"*a", b"!", b"- "]
GARBLE += [b"|", b"%", b"\n", b" ", b"0", b"-1", b"null", b"true", b"nan", b"2027-02-30", b"<<: "]


def _value_swapped(page: Page, place: Place, rng: Random, _: Book) -> Mutant:
    other = rng.choice(page.values)
    return Mutant(page.put(place, other.raw).content)


def _value_from_elsewhere(page: Page, place: Place, rng: Random, book: Book) -> Mutant:
    _, other = rng.choice(book.values)
    return Mutant(page.put(place, other.raw).content)


def _key_from_elsewhere(page: Page, place: Place, rng: Random, book: Book) -> Mutant:
    _, other = rng.choice(book.keys)
    return Mutant(page.put(place, other.raw).content)


def _lines_from_elsewhere(page: Page, _: Place, rng: Random, book: Book) -> Mutant:
    other = rng.choice(list(book.pages.values()))
    first = rng.randrange(len(other.lines))
    taken = other.lines[first : first + rng.randrange(1, 20)]
    return Mutant(page.after(rng.randrange(len(page.lines)), *taken))


def _two_things(page: Page, _: Place, rng: Random, __: Book) -> Mutant:
    text = page.text.encode()
    for _change in range(rng.randrange(2, 6)):
        at = rng.randrange(len(text) or 1)
        text = text[:at] + rng.choice([b"", *GARBLE]) + text[at + rng.randrange(3) :]
    return Mutant(text)


FREE = (
    Kind("byte weg", _anywhere, _of_bytes(lambda t, at, _: t[:at] + t[at + 1 :])),
    Kind("afgekapt", _anywhere, _of_bytes(lambda t, at, _: t[:at])),
    Kind("teken erbij", _anywhere, _of_bytes(lambda t, at, r: t[:at] + r.choice(GARBLE) + t[at:])),
    Kind("regel weg", _anywhere, _of_lines(lambda ls, at, _: ls[:at] + ls[at + 1 :])),
    Kind("regel dubbel", _anywhere, _of_lines(lambda ls, at, _: ls[: at + 1] + ls[at:])),
    Kind(
        "regels verwisseld",
        _anywhere,
        _of_lines(lambda ls, at, _: ls[:at] + ls[at : at + 2][::-1] + ls[at + 2 :]),
    ),
    Kind(
        "regel een notitie", _anywhere, _of_lines(lambda ls, at, _: [*ls[:at], "#", *ls[at + 1 :]])
    ),
    Kind(
        "verder ingesprongen",
        _anywhere,
        _of_lines(lambda ls, at, r: [*ls[:at], " " * r.randrange(1, 5) + ls[at], *ls[at + 1 :]]),
    ),
    Kind("waarde van ernaast", lambda b: b.values, _value_swapped),
    Kind("waarde van elders", lambda b: b.values, _value_from_elsewhere),
    Kind("sleutel van elders", lambda b: b.keys, _key_from_elsewhere),
    Kind("regels van elders", _anywhere, _lines_from_elsewhere),
    Kind("van alles", _anywhere, _two_things),
)
