"""What an own folder changes, told to its editor."""

from collections.abc import Iterable

from bot.content.laying import GONE, NEW, Override, Path

Entry = tuple[str, str, str]


def told(overrides: Iterable[Override]) -> list[str]:
    """A line for each entry: file, id, what changes, and where that stands. Of what is about a file
    itself, one line for all of it."""
    changes: dict[Entry, list[str]] = {}
    lines: dict[Entry, int] = {}
    for file, path, place in sorted(overrides, key=lambda one: one.place[:3]):
        of = (file, "".join(path[:-1][:1]), place.file)
        changes.setdefault(of, []).append(_change(path[1:] or path))
        lines[of] = min(lines.get(of, place.line), place.line)
    return [
        f"{file}: {f'{entry}: ' if entry else ''}{', '.join(changed)} ({own} regel {lines[of]})"
        for of, changed in sorted(changes.items())
        for file, entry, own in [of]
    ]


def _change(path: Path) -> str:
    """What changes of an entry: a field, or that it is new or lapses."""
    *within, last = path
    return f"{'.'.join(within)} {last}".strip() if last in (GONE, NEW) else ".".join(path)
