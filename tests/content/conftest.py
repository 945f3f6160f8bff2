"""A small but whole content folder, for each test a copy that it may break.

What lies in `klein/` is read by people; the texts and buttons that it lacks are added after it, so
that a new text of the program needs no change here.
"""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.content import check
from bot.core.text_names import LABELS, TEXTS

SMALL = Path(__file__).parent / "klein"
TODAY = date(2027, 5, 11)


@dataclass(frozen=True)
class Content:
    """A content folder that an editor changes by hand."""

    folder: Path

    def write(self, file: str, text: str | bytes) -> None:
        content = text.encode() if isinstance(text, str) else text
        (self.folder / file).write_bytes(content)

    def change(self, file: str, old: str, new: str) -> None:
        """Replace the first `old` in `file`, which must be there."""
        text = (self.folder / file).read_text()
        assert old in text
        self.write(file, text.replace(old, new, 1))

    def add(self, file: str, text: str) -> None:
        self.write(file, (self.folder / file).read_text() + text)

    def faults(self) -> list[str]:
        return [str(fault) for fault in check(self.folder, TODAY)]


def copy_whole(folder: Path) -> Content:
    """The small content in a new folder, with all texts and buttons that the program asks for."""
    shutil.copytree(SMALL, folder)
    content = Content(folder)
    for name in sorted(TEXTS):
        file, _, key = name.partition(".")
        _add_entry(content, f"teksten/{file}.yaml", key, "Iets over")
    for label in sorted(LABELS):
        _add_entry(content, "knoppen.yaml", label, "Kies")
    return content


def _add_entry(content: Content, file: str, key: str, said: str) -> None:
    if f"\n  {key}: " not in (content.folder / file).read_text():
        content.add(file, f'  "{key}": {said} {key}\n')


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small content, whole, for tests that only read it."""
    return copy_whole(tmp_path_factory.mktemp("inhoud") / "klein").folder


@pytest.fixture
def content(whole: Path, tmp_path: Path) -> Content:
    shutil.copytree(whole, tmp_path / "klein")
    return Content(tmp_path / "klein")
