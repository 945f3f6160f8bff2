"""A YAML file as plain data that still knows where each key and value stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import isfinite
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StreamMark, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from bot.content.fault import Fault
from bot.content.yaml_faults import in_dutch, told

LARGEST = 500_000
_DEEPEST = 20
_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
)

# An escape in quotes can still make what the reader refuses: control characters, half letters.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_UNSEEN_FAULT = (
    "Hier staat een teken dat je niet ziet en dat niet mag.",
    "Haal het weg, of typ de regel opnieuw.",
)

Steps = tuple[str | int, ...]
"""The way to a value: keys and positions in lists, from the top of the file."""


class Mark(NamedTuple):
    """A place in a file, counted from 1; `raw` is a scalar as it was typed, without quotes. Where
    it follows `|`, line by line, `indent` is how far its lines are set in; elsewhere None."""

    file: str
    line: int
    column: int
    raw: str = ""
    indent: int | None = None


@dataclass(frozen=True)
class Source:
    """A file that was read. `data` is None when it is no usable YAML; `faults` tell why. What a
    municipality put in its place bears the marks of the municipality's own file. `added` are the
    entries of that file that stand nowhere else, each with the ids that it might have meant."""

    name: str
    data: object = None
    keys: Mapping[Steps, Mark] = field(default_factory=dict)
    values: Mapping[Steps, Mark] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    added: Mapping[Steps, tuple[str, ...]] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """The file's name, without folder and ending."""
        return PurePosixPath(self.name).stem

    def reach(self, steps: Steps) -> Steps:
        """As far as `steps` leads in the data; a step that is not there is left out."""
        reached: Steps = ()
        for step in steps:
            if (*reached, step) in self.values:
                reached = (*reached, step)
        return reached

    def fault(self, steps: Steps, what: str, remedy: str, *, at_key: bool = False) -> Fault:
        """A fault at the value (or its key) that `steps` leads to, or nearest to it."""
        reached = self.reach(steps)
        mark = self.values.get(reached, Mark(self.name, 1, 1))
        if at_key:
            mark = self.keys.get(reached, mark)
        return Fault(mark.file, mark.line, mark.column, what, remedy)

    def fault_within(self, steps: Steps, piece: str, what: str, remedy: str) -> Fault:
        """A fault at the first `piece` of the text that `steps` leads to; at the whole text when
        it is not written line by line."""
        mark = self.values[steps]
        before, found, _ = mark.raw.partition(piece)
        if mark.indent is None or not found:
            return self.fault(steps, what, remedy)
        line = mark.line + 1 + before.count("\n")
        column = mark.indent + len(before) - before.rfind("\n")
        return Fault(mark.file, line, column, what, remedy)


def read_source(file: Path, name: str) -> Source:
    """Read `file`, called `name` in faults. Never raises for what the file holds; raises OSError
    when it cannot be read at all."""
    content = file.read_bytes()
    if len(content) > LARGEST:
        return _refused(Mark(name, 1, 1), "Dit bestand is groter dan 500 kB.", "Splits het op.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return _wrong_encoding(name, content[: fault.start])
    return _read_text(text, name)


@lru_cache(maxsize=128)
def _read_text(text: str, name: str) -> Source:
    """Reading YAML with its marks is by far the slowest step, and when the content is read again
    nearly every file is as it was."""
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = _DEEPEST
    try:
        root = yaml.compose(text)
    except MarkedYAMLError as fault:
        line, column, what, remedy = told(fault, text.splitlines())
        return _refused(Mark(name, line, column), what, remedy)
    except ReaderError as fault:
        return _strange_character(name, text[: fault.position])
    except (YAMLError, RecursionError, ValueError):
        return _refused(Mark(name, 1, 1), *in_dutch(None))
    if root is None:
        what = "Dit bestand is leeg."
        return _refused(Mark(name, 1, 1), what, "Vul het, of haal het bestand weg.")
    return _Reading(yaml, name, text.splitlines()).read(root)


class _Reading:
    """One walk over the nodes of a file, gathering data, marks and faults."""

    def __init__(self, yaml: YAML, name: str, lines: Sequence[str]) -> None:
        self._yaml = yaml
        self._name = name
        self._lines = lines
        self._keys: dict[Steps, Mark] = {}
        self._values: dict[Steps, Mark] = {}
        self._faults: list[Fault] = []

    def read(self, root: Node) -> Source:
        data = self._value(root, ())
        return Source(self._name, data, self._keys, self._values, tuple(self._faults))

    def _value(self, node: Node, steps: Steps) -> object:
        self._values[steps] = self._mark(node)
        if not self._is_plain(node):
            return ""
        if isinstance(node, MappingNode):
            return dict(self._pairs(node, steps))
        if isinstance(node, SequenceNode):
            return [self._value(item, (*steps, at)) for at, item in enumerate(node.value)]
        return self._scalar(node)

    def _pairs(self, node: MappingNode, steps: Steps) -> Iterator[tuple[str, object]]:
        for key, value in node.value:
            if not isinstance(key, ScalarNode) or not self._is_plain(key):
                self._add(key, "Deze sleutel is geen gewoon woord.", "Begin met een woord en :")
            elif (*steps, key.value) in self._keys:
                what = f"'{key.value}' staat hier twee keer."
                self._add(key, what, "Voeg ze samen, of haal er één weg.")
            else:
                self._keys[*steps, key.value] = self._mark(key)
                yield key.value, self._value(value, (*steps, key.value))

    def _scalar(self, node: Node) -> object:
        try:
            value: object = self._yaml.constructor.construct_object(node)
        except (ValueError, YAMLError):
            return str(node.value)  # not the date or number that it looks like: judged later
        if isinstance(value, float) and not isfinite(value):
            return str(node.value)
        if isinstance(value, str) and _UNSEEN.search(value):
            self._add(node, *_UNSEEN_FAULT)
        return value

    def _is_plain(self, node: Node) -> bool:
        """Without an anchor, which could repeat without end, or a tag that could mean anything."""
        remedy = "Zet aanhalingstekens om de tekst."
        if node.anchor is not None:
            self._add(node, f"'&{node.anchor}' heeft in YAML een eigen betekenis.", remedy)
            return False
        if str(node.tag) not in _TAGS:
            self._add(node, "Dit teken heeft in YAML een eigen betekenis.", remedy)
            return False
        return True

    def _add(self, node: Node, what: str, remedy: str) -> None:
        mark = self._mark(node)
        fault = Fault(self._name, mark.line, mark.column, what, remedy)
        if fault not in self._faults:
            self._faults.append(fault)

    def _mark(self, node: Node) -> Mark:
        mark = _mark(self._name, node.start_mark)
        if not isinstance(node, ScalarNode):
            return mark
        indent = _indent(self._lines[mark.line :], node.value) if node.style == "|" else None
        return mark._replace(raw=node.value, indent=indent)


def _mark(name: str, mark: StreamMark | None) -> Mark:
    return Mark(name, mark.line + 1, mark.column + 1) if mark else Mark(name, 1, 1)


def _indent(lines: Sequence[str], text: str) -> int:
    """How much further the first of these lines that is not blank is set in than in the text."""
    written, read = (
        next((one for one in some if one.strip()), "") for some in (lines, text.splitlines())
    )
    return written.find(read)


def _refused(mark: Mark, what: str, remedy: str) -> Source:
    return Source(mark.file, faults=(Fault(mark.file, mark.line, mark.column, what, remedy),))


def _wrong_encoding(name: str, before: bytes) -> Source:
    what = "Dit teken is niet als UTF-8 bewaard."
    remedy = "Bewaar het bestand opnieuw als UTF-8 (in Kladblok: Opslaan als)."
    return _refused(_end_of(name, before.decode("utf-8-sig")), what, remedy)


def _strange_character(name: str, before: str) -> Source:
    return _refused(_end_of(name, before), *_UNSEEN_FAULT)


def _end_of(name: str, before: str) -> Mark:
    return Mark(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
