"""A municipality's own content on top of the base: entry by entry, and field by field.

What comes out reads as one folder, in which every value still knows the file, line and column where
somebody wrote it, so that all checks simply work.
"""

from collections.abc import Iterator, Sequence

from bot.content.fault import Fault
from bot.content.files import MANY
from bot.content.laying import NEW, Once, Override, Place, Sheet, Told
from bot.content.shape import has_ids, keys_of, model_at
from bot.content.source import Source
from bot.core.knowledge import Content


def overlay(
    kind: type[Content], base: Sequence[Source], own: Sequence[Source]
) -> tuple[list[Source], list[Override], list[Fault]]:
    """The files of a kind as one, what the own ones override, and what is wrong with them. What
    cannot be laid over anything stays a file by itself: it is new, or its shape will be refused."""
    told = Told()
    told.faults += (fault for mine in own for fault in mine.faults)
    usable = [mine for mine in own if isinstance(mine.data, dict)]
    refused = [mine for mine in own if not isinstance(mine.data, dict | None)]
    in_any_file = kind in MANY.values() and _lists_of_entries(kind)
    lay = _entries if in_any_file else _files
    return [*lay(kind, base, usable, told), *refused], told.overrides, told.faults


def _files(
    kind: type[Content], base: Sequence[Source], own: Sequence[Source], told: Told
) -> Iterator[Source]:
    """Each own file over the one of the same name."""
    left = {mine.stem: mine for mine in own}
    for theirs in base:
        mine = left.pop(theirs.stem, None) if isinstance(theirs.data, dict) else None
        if mine is None:
            yield theirs
        else:
            sheet = Sheet(theirs, told)
            data = sheet.group(kind, Place(theirs), Place(mine), (), ())
            yield sheet.source(data, (*theirs.faults, *mine.faults))
    for mine in left.values():
        told.note(mine, (NEW,), Place(mine).mark)
        yield mine


def _entries(
    kind: type[Content], base: Sequence[Source], own: Sequence[Source], told: Told
) -> Iterator[Source]:
    """Each own entry over the one with its id, in whatever file that stands; what is new stays in
    its own file."""
    keys = _lists_of_entries(kind)
    wanted = {key: list(Once(told).of(one for m in own for one in _listed(m, key))) for key in keys}
    known = {key: [one.ident for theirs in base for one in _listed(theirs, key)] for key in keys}
    for theirs in base:
        about = {key: _about(theirs, key, wanted[key]) for key in keys}
        if any(about.values()):
            sheet = Sheet(theirs, told)
            faults = (fault for mine in own for fault in mine.faults)
            if data := sheet.with_entries(kind, Place(theirs), about):
                yield sheet.source(data, (*theirs.faults, *faults))
        else:
            yield theirs
    for mine in own:
        left = {key: [one for one in wanted[key] if _is_new(one, mine, known[key])] for key in keys}
        sheet = Sheet(mine, told)
        data = sheet.only(Place(mine), left, known)
        if data or not mine.data:
            yield sheet.source(data, mine.faults)


def _lists_of_entries(kind: type[Content]) -> list[str]:
    return [key for key in keys_of(kind) if has_ids(model_at(kind, key))]


def _about(theirs: Source, key: str, own: Sequence[Place]) -> list[Place]:
    """The own entries that are about one in this file."""
    there = {one.ident for one in _listed(theirs, key)}
    return [one for one in own if one.ident and one.ident in there]


def _is_new(one: Place, mine: Source, known: Sequence[str]) -> bool:
    return one.source is mine and not (one.ident and one.ident in known)


def _listed(source: Source, key: str) -> list[Place]:
    top = Place(source)
    return top.at(key).items if key in top.keys else []
