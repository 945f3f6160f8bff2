"""A small but whole content folder, for each test a copy that it may break."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.content import check

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


@pytest.fixture
def content(tmp_path: Path) -> Content:
    folder = tmp_path / "klein"
    shutil.copytree(SMALL, folder)
    return Content(folder)
