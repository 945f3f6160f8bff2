"""Where the content is, and reading all of it at once."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files as package_files
from pathlib import Path

from bot.content.draft import Draft, Found
from bot.content.fault import ContentFaults, Fault
from bot.content.files import MANY, SINGLE
from bot.content.shape import did_you_mean, shaped
from bot.content.source import read_source
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


def read_folder(folder: Path) -> tuple[Draft, list[Fault]]:
    """All files of `folder`, and the faults of each file by itself. Never raises for content."""
    found: dict[type[Content], list[Found[Content]]] = defaultdict(list)
    broken: set[type[Content]] = set()
    faults = list(_strays(folder))
    for kind, path in _expected(folder):
        file, wrong = _read_file(path, _name(folder, path), kind)
        faults.extend(wrong)
        if file:
            found[kind].append(file)
        if wrong:
            broken.add(kind)
    return Draft(found, broken), faults


def fingerprint(folder: Path) -> str:
    """A hash that changes with any name or any byte of the content."""
    digest = hashlib.sha256()
    for path in _yaml_files(folder):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _expected(folder: Path) -> Iterator[tuple[type[Content], Path]]:
    for name, kind in SINGLE.items():
        yield kind, folder / name
    for name, kind in MANY.items():
        present = sorted((folder / name).glob("*.yaml"))
        for path in present or [folder / name / "….yaml"]:
            yield kind, path


def _read_file(
    path: Path, name: str, kind: type[Content]
) -> tuple[Found[Content] | None, list[Fault]]:
    try:
        source = read_source(path, name)
    except FileNotFoundError:
        return None, [Fault(name, 1, 1, "Dit bestand ontbreekt.", "Maak het, of zet het terug.")]
    except OSError:
        return None, [Fault(name, 1, 1, "Dit bestand is niet te lezen.", "Kijk naar de rechten.")]
    if source.data is None and source.faults:
        return None, list(source.faults)
    value, wrong = shaped(source, kind)
    # What could not be read was left out; that it is missing now is no second fault.
    told = {(fault.line, fault.column) for fault in source.faults}
    new = [fault for fault in wrong if (fault.line, fault.column) not in told]
    return (Found(value, source) if value else None), [*source.faults, *new]


def _strays(folder: Path) -> Iterator[Fault]:
    """Files that nobody would read: misspelt, misplaced, or called .yml."""
    expected = {path for _, path in _expected(folder)}
    for path in sorted(folder.rglob("*.y*ml")):
        if path not in expected and not _is_hidden(path, folder):
            known = [*SINGLE, *(f"{name}/{path.stem}.yaml" for name in MANY)]
            name = path.relative_to(folder).as_posix()
            remedy = did_you_mean(name, known) or "Haal het weg, of zet het in de goede map."
            yield Fault(_name(folder, path), 1, 1, "Dit bestand wordt niet gelezen.", remedy)


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(path for _, path in _expected(folder) if path.is_file())


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _name(folder: Path, path: Path) -> str:
    return f"{folder.resolve().name}/{path.relative_to(folder).as_posix()}"
