"""The year as a picture."""

from pathlib import Path

from tests.year.course import Year
from tests.year.measuring import Figures


def draw(figures: Figures, year: Year, target: Path) -> None:
    target.write_text("", "utf-8")
