"""Where the content is, and reading all of it at once."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files as package_files
from pathlib import Path

from bot.content.draft import Draft, Found
from bot.content.fault import ContentFaults, Fault
from bot.content.files import KINDS, MANY, SINGLE
from bot.content.laying import Override
from bot.content.overlay import overlay
from bot.content.shape import did_you_mean, shaped
from bot.content.source import Source, read_source
from bot.core.knowledge import Content


def find_knowledge(setting: Path | None = None) -> Path:
    """The folder with the content: the one that is set, else the one beside the package (a
    checkout), else the one inside it (installed). Raises ContentFaults when there is none."""
    package = Path(str(package_files("bot")))
    candidates = [setting] if setting else [package.parent / "knowledge", package / "_knowledge"]
    for folder in candidates:
        if (folder / "gemeente.yaml").is_file():
            return folder
    what = "Hier staat geen inhoud."
    remedy = "Zet AANSPREEKPUNT_KNOWLEDGE op de map waarin gemeente.yaml staat."
    raise ContentFaults([Fault(str(candidates[0]), 1, 1, what, remedy)])


def read_folder(folder: Path, own: Path | None = None) -> tuple[Draft, list[Fault]]:
    """All files of `folder`, with those of a municipality's `own` folder over them, and the faults
    of each file by itself. Never raises for content."""
    found: dict[type[Content], list[Found[Content]]] = defaultdict(list)
    broken: set[type[Content]] = set()
    overrides: list[Override] = []
    names = _names(folder, own)
    faults = [fault for one, name in names.items() for fault in _strays(one, name)]
    for kind in KINDS:
        base, missing = _read(_expected(folder, kind), folder, names)
        mine, unread = _read(_present(own, kind), own, names) if own else ([], [])
        files, told, wrong = overlay(kind, base, mine)
        wrong += missing + unread
        for source in files:
            file, refused = _shaped(source, kind)
            wrong += refused
            found[kind] += [file] if file else []
        if wrong:
            broken.add(kind)
        faults += wrong
        overrides += told
    return Draft(found, broken, overrides), faults


def fingerprint(folder: Path, own: Path | None = None) -> str:
    """A hash that changes with any name or any byte of the content."""
    digest = hashlib.sha256()
    for one in filter(None, (folder, own)):
        for path in yaml_files(one):
            content = _bytes(path)
            digest.update(f"{path.relative_to(one).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
        digest.update(b"\0")
    return digest.hexdigest()


def _bytes(path: Path) -> bytes:
    """What stands in a file; nothing when it cannot be read, which is a fault told elsewhere."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _expected(folder: Path, kind: type[Content]) -> list[Path]:
    """The files of a kind that must be there; of a folder that is empty, one that is not."""
    single = [folder / name for name, one in SINGLE.items() if one is kind]
    many = [folder / name / "….yaml" for name, one in MANY.items() if one is kind]
    return single or _present(folder, kind) or many


def _present(folder: Path, kind: type[Content]) -> list[Path]:
    """The files of a kind that are there."""
    single = [folder / name for name, one in SINGLE.items() if one is kind]
    many = [p for name, one in MANY.items() if one is kind for p in (folder / name).glob("*.yaml")]
    there = [path for path in single if path.exists()] + sorted(many)
    return [path for path in there if not path.name.startswith(".")]


def _read(
    paths: Iterable[Path], folder: Path, names: Mapping[Path, str]
) -> tuple[list[Source], list[Fault]]:
    """These files, and the faults of those that cannot be read at all."""
    sources: list[Source] = []
    faults: list[Fault] = []
    for path in paths:
        name = f"{names[folder]}/{path.relative_to(folder).as_posix()}"
        try:
            sources.append(read_source(path, name))
        except FileNotFoundError:
            faults.append(
                Fault(name, 1, 1, "Dit bestand ontbreekt.", "Maak het, of zet het terug.")
            )
        except OSError:
            faults.append(
                Fault(name, 1, 1, "Dit bestand is niet te lezen.", "Kijk naar de rechten.")
            )
    return sources, faults


def _shaped(source: Source, kind: type[Content]) -> tuple[Found[Content] | None, list[Fault]]:
    if source.data is None:
        return None, list(source.faults)
    value, wrong = shaped(source, kind)
    # What could not be read was left out; that it is missing now is no second fault.
    told = {(fault.file, fault.line, fault.column) for fault in source.faults}
    new = [fault for fault in wrong if (fault.file, fault.line, fault.column) not in told]
    return (Found(value, source) if value else None), [*source.faults, *new]


def _names(folder: Path, own: Path | None) -> dict[Path, str]:
    """What each folder is called in faults: its own name, with that of the folder it is in where
    both have the same."""
    names = {one: one.resolve().name for one in (folder, own) if one}
    if own and names[own] == names[folder]:
        names[own] = f"{own.resolve().parent.name}/{names[own]}"
    return names


def _strays(folder: Path, name: str) -> Iterator[Fault]:
    """Files that nobody would read: misspelt, misplaced, or called .yml."""
    expected = {path for kind in KINDS for path in _expected(folder, kind)}
    for path in sorted(folder.rglob("*.y*ml")):
        if path not in expected and not _is_hidden(path, folder):
            known = [*SINGLE, *(f"{name}/{path.stem}.yaml" for name in MANY)]
            inside = path.relative_to(folder).as_posix()
            remedy = did_you_mean(inside, known) or "Haal het weg, of zet het in de goede map."
            yield Fault(f"{name}/{inside}", 1, 1, "Dit bestand wordt niet gelezen.", remedy)


def yaml_files(folder: Path) -> list[Path]:
    """The files of the content that are there."""
    return sorted(p for kind in KINDS for p in _present(folder, kind) if p.is_file())


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
