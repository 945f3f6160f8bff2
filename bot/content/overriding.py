"""What an own folder changes, told to its editor."""

from collections.abc import Iterable

from bot.content.laying import Override

Entry = tuple[str, str, str]


def told(overrides: Iterable[Override]) -> list[str]:
    """A line for each entry: file, id, what changes, and where that stands. Of what is about a file
    itself, one line for all of it."""
    changes: dict[Entry, list[str]] = {}
    lines: dict[Entry, int] = {}
    for file, path, place in sorted(overrides, key=lambda one: one.place[:3]):
        of = (file, "".join(path[:-1][:1]), place.file)
        changes.setdefault(of, []).append(".".join(path[1:] if len(path) > 1 else path))
        lines[of] = min(lines.get(of, place.line), place.line)
    return [
        f"{file}: {f'{entry}: ' if entry else ''}{', '.join(changed)} ({own} regel {lines[of]})"
        for of, changed in sorted(changes.items())
        for file, entry, own in [of]
    ]
