"""The list of texts in `core.text_names` says what the program really does."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.core.text_names import LABELS, TEXTS

CORE = Path(__file__).parents[2] / "bot" / "core"
PREFIXES = ("bewoner.", "team.")
SAID_BY_POST = {"team.mogelijk-dubbel"}
BUILT = ("bewoner.niet-begrepen-", "bewoner.gegevens-", "team.veld-")
"""So begin the texts for each kind of question, for each part of a resident's copy, and for each
field of a form."""
IN_THE_MENU = {t for t in TEXTS if t.startswith("bewoner.menu-")}


def literals() -> Iterator[str]:
    for file in CORE.rglob("*.py"):
        if file.name != "text_names.py":
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def test_every_text_that_the_program_names_is_on_the_list() -> None:
    named = {t for t in literals() if t.startswith(PREFIXES) and " " not in t and t[-1] not in ".-"}
    assert named - set(TEXTS) == set()


def test_nothing_is_on_the_list_that_the_program_never_says() -> None:
    named = set(literals())
    built = {t for t in TEXTS if t.startswith(BUILT)}
    assert set(TEXTS) - named - built - SAID_BY_POST - IN_THE_MENU == set()


def test_no_button_is_on_the_list_that_the_program_never_shows() -> None:
    built = {label for label in LABELS if label.startswith(("feit-", "over-", "wist-"))}
    assert set(LABELS) - built - set(literals()) == set()
