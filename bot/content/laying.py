"""Laying one value over another: a group field by field, a list by its ids, the rest as a whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import BaseModel

from bot.content.fault import Fault
from bot.content.files import LanguageFile
from bot.content.shape import did_you_mean, has_ids, model_at
from bot.content.source import Mark, Source, Steps

GONE, NEW = "vervalt", "nieuw"

WHOLE = frozenset({"team", "wijken", "na", "voor", "termijn", "wanneer"})
"""What is a municipality's own by nature, and groups whose keys exclude each other: these take the
place of the base's as a whole."""

BY_KEY = frozenset({"teksten", "knoppen"})
"""Groups of which every key is an entry by itself."""

Path = tuple[str, ...]
"""An entry or a field, by its ids and keys, as an editor would name it."""

Model = type[BaseModel] | None


class Override(NamedTuple):
    """What the own content changes (`path`) in a `file` of the base, and where that stands."""

    file: str
    path: Path
    place: Mark


@dataclass(frozen=True)
class Place:
    """A value of a file that was read, and the way to it."""

    source: Source
    steps: Steps = ()

    @property
    def value(self) -> Any:
        value: Any = self.source.data
        for step in self.steps:
            value = value[step]
        return value

    @property
    def mark(self) -> Mark:
        return self.source.values[self.steps]

    @property
    def is_group(self) -> bool:
        return isinstance(self.value, dict)

    @property
    def is_list(self) -> bool:
        return isinstance(self.value, list)

    @property
    def keys(self) -> list[str]:
        return list(self.value) if self.is_group else []

    @property
    def items(self) -> "list[Place]":
        return [self.at(n) for n in range(len(self.value))] if self.is_list else []

    @property
    def ident(self) -> str:
        """The id of an entry; empty when it has none."""
        ident = self.value.get("id") if self.is_group else None
        return ident if isinstance(ident, str) else ""

    def key_mark(self, key: str) -> Mark:
        return self.source.keys[*self.steps, key]

    def at(self, step: str | int) -> "Place":
        return Place(self.source, (*self.steps, step))

    def fault(self, step: str, what: str, remedy: str, *, at_key: bool = False) -> Fault:
        return self.source.fault((*self.steps, step), what, remedy, at_key=at_key)


class Told:
    """What came up while laying: what is overridden, and what is wrong."""

    def __init__(self) -> None:
        self.overrides: list[Override] = []
        self.faults: list[Fault] = []

    def note(self, file: Source, path: Path, mark: Mark) -> None:
        self.overrides.append(Override(file.name.partition("/")[2], path, mark))


class Once:
    """Sees to it that an own entry is there once."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._first: dict[str, Mark] = {}

    def of(self, entries: Iterable[Place]) -> Iterator[Place]:
        for entry in entries:
            mark = self._first.setdefault(entry.ident, entry.mark)
            if mark == entry.mark or not entry.ident:
                yield entry
            else:
                what = f"Het id '{entry.ident}' is er al ({mark.file}, regel {mark.line})."
                self._told.faults.append(entry.fault("id", what, "Voeg ze samen."))


@dataclass
class Sheet:
    """A file in the making: what is put on it brings its marks along."""

    file: Source
    told: Told
    _keys: dict[Steps, Mark] = field(default_factory=dict)
    _values: dict[Steps, Mark] = field(default_factory=dict)
    _added: dict[Steps, tuple[str, ...]] = field(default_factory=dict)

    def source(self, data: object, faults: tuple[Fault, ...]) -> Source:
        added = dict(self.file.added) | self._added
        return Source(self.file.name, data, self._keys, self._values, faults, added)

    def take(self, place: Place, to: Steps) -> Any:
        """A value as it is."""
        self._mark(place, to)
        if place.is_group:
            return {key: self.take_key(place, key, (*to, key)) for key in place.keys}
        if place.is_list:
            return [self.take(item, (*to, n)) for n, item in enumerate(place.items)]
        return place.value

    def group(self, model: Model, base: Place, own: Place, to: Steps, path: Path) -> dict[str, Any]:
        """The base's group, with in it what the own one names."""
        self._mark(base, to)
        wanted = dict.fromkeys([*base.keys, *(key for key in own.keys if key != GONE)])
        return {key: self._field(model, key, base, own, (*to, key), path) for key in wanted}

    def entries(
        self, model: Model, base: Sequence[Place], own: Sequence[Place], to: Steps, path: Path
    ) -> list[Any]:
        """The base's entries, each with what the own one of that id says. A new one comes after
        the own entry that stands before it."""
        pairs = _paired(base, list(Once(self.told).of(own)))
        known = tuple(one.ident for one in base if one.ident)
        laid: list[Any] = []
        for theirs, mine in pairs:
            at = (*to, len(laid))
            if mine is None and theirs is not None:
                laid.append(self.take(theirs, at))
            elif mine is not None and theirs is None:
                laid += self.new(mine, at, known, path)
            elif mine is not None and theirs is not None and not self._gone(mine, path):
                laid.append(self.group(model, theirs, mine, at, (*path, mine.ident)))
        return laid

    def new(self, mine: Place, to: Steps, known: tuple[str, ...], path: Path) -> list[Any]:
        """An own entry that the base does not have: one, or none when it takes nothing away."""
        if GONE in mine.keys:
            remedy = did_you_mean(mine.ident, known) or "Haal dit weg."
            what = f"'{mine.ident}' staat niet in de basis."
            self.told.faults.append(mine.fault("id", what, remedy))
            return []
        if mine.ident:
            self._added[to] = known
            self.told.note(self.file, (*path, mine.ident, NEW), mine.mark)
        return [self.take(mine, to)]

    def with_entries(
        self, model: Model, base: Place, own: Mapping[str, Sequence[Place]]
    ) -> dict[str, Any]:
        """A file of the base, with these own entries over those that stand under each key. A list
        of which nothing is left is left out."""
        self._mark(base, ())
        data: dict[str, Any] = {}
        for key in base.keys:
            items = base.at(key).items
            if not own.get(key):
                data[key] = self.take_key(base, key, (key,))
            elif laid := self.entries(model_at(model, key), items, own[key], (key,), ()):
                self._mark_list(base, key)
                data[key] = laid
        return data

    def only(
        self, mine: Place, left: Mapping[str, Sequence[Place]], known: Mapping[str, Iterable[str]]
    ) -> dict[str, Any]:
        """An own file of which only these entries are left under each key: those that are new."""
        self._mark(mine, ())
        data: dict[str, Any] = {}
        for key in mine.keys:
            if key not in left or not mine.at(key).items:
                self.told.note(self.file, (key,), mine.key_mark(key))
                data[key] = self.take_key(mine, key, (key,))
            elif entries := self._all_new(left[key], (key,), tuple(known[key])):
                self._mark_list(mine, key)
                data[key] = entries
        return data

    def _all_new(self, left: Sequence[Place], to: Steps, known: tuple[str, ...]) -> list[Any]:
        entries: list[Any] = []
        for mine in left:
            entries += self.new(mine, (*to, len(entries)), known, ())
        return entries

    def _field(self, model: Model, key: str, base: Place, own: Place, to: Steps, path: Path) -> Any:
        """A field of a group, from where it is; laid over each other where it is in both."""
        if key not in own.keys or key == "id":
            return self.take_key(base, key, to)
        if key not in base.keys or key in WHOLE:
            return self._own(key, own, to, path)
        theirs, mine, inner = base.at(key), own.at(key), model_at(model, key)
        self._mark_key(base, key, to)
        if theirs.is_list and mine.is_list and has_ids(inner):
            self._mark(theirs, to)
            return self.entries(inner, theirs.items, mine.items, to, (*path, key) if path else ())
        if theirs.is_group and mine.is_group:
            return self.group(inner, theirs, mine, to, path if key in BY_KEY else (*path, key))
        if theirs.is_list and mine.is_list and model is LanguageFile:
            return self._together(theirs, mine, to, (*path, key))
        return self._own(key, own, to, path)

    def _own(self, key: str, own: Place, to: Steps, path: Path) -> Any:
        self.told.note(self.file, (*path, key), own.key_mark(key))
        return self.take_key(own, key, to)

    def _together(self, theirs: Place, mine: Place, to: Steps, path: Path) -> list[Any]:
        """A word list: the own words come with those of the base."""
        self.told.note(self.file, path, mine.mark)
        self._mark(theirs, to)
        words = [*theirs.items, *mine.items]
        return [self.take(word, (*to, n)) for n, word in enumerate(words)]

    def _gone(self, mine: Place, path: Path) -> bool:
        """Whether an own entry takes the base's away, and does nothing else."""
        if GONE not in mine.keys:
            return False
        if mine.at(GONE).value is not True:
            remedy = "Schrijf true, of haal deze regel weg."
            self.told.faults.append(mine.fault(GONE, "Hier past alleen true.", remedy))
        for key in mine.keys:
            if key not in ("id", GONE):
                what = f"Dit vervalt al, dus '{key}' doet niets."
                self.told.faults.append(mine.fault(key, what, "Haal het weg.", at_key=True))
        self.told.note(self.file, (*path, mine.ident, GONE), mine.mark)
        return True

    def take_key(self, place: Place, key: str, to: Steps) -> Any:
        """A key with its value, as they are."""
        self._mark_key(place, key, to)
        return self.take(place.at(key), to)

    def _mark(self, place: Place, to: Steps) -> None:
        self._values[to] = place.mark

    def _mark_list(self, place: Place, key: str) -> None:
        """Where a list of a whole file stands."""
        self._mark_key(place, key, (key,))
        self._mark(place.at(key), (key,))

    def _mark_key(self, place: Place, key: str, to: Steps) -> None:
        self._keys[to] = place.key_mark(key)


def _paired(base: Sequence[Place], own: Sequence[Place]) -> list[tuple[Place | None, Place | None]]:
    """The entries of both in one order, those with the same id together."""
    pairs: list[tuple[Place | None, Place | None]] = [(theirs, None) for theirs in base]
    after = len(pairs)
    for mine in own:
        same = (n for n, (theirs, _) in enumerate(pairs) if theirs and theirs.ident == mine.ident)
        at = next(same, None) if mine.ident else None
        if at is None:
            pairs.insert(after, (None, mine))
            after += 1
        else:
            pairs[at] = (pairs[at][0], mine)
            after = at + 1
    return pairs
