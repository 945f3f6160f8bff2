"""The words around the code are true: commands, names of files, and examples that are played."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from bot.__main__ import cli
from bot.channels.terminal.jsonl import as_line
from bot.channels.terminal.match import answer
from bot.settings import PREFIX, Settings
from tests.handbook import ALL, all_actions, as_generated
from tests.picture import PICTURES, Typing, picture
from tests.play import ROOT, Demo, real_knowledge

README = (ROOT / "README.md").read_text("utf-8")
CONTRACT = (ROOT / "docs" / "contract.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

Fields = dict[str, Any]


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of that language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def name_of(page: Path) -> str:
    return page.name


# --- the README


def test_it_opens_with_what_it_is_in_three_lines_and_a_picture() -> None:
    title, what, picture_of_it, *_ = README.split("\n\n")
    assert title == "# aanspreekpunt"
    assert len(what.splitlines()) == 3
    assert 'src="docs/dialoog.svg"' in picture_of_it


def test_then_come_exactly_two_commands_of_one_line() -> None:
    opening = README.partition("\n## ")[0]
    assert blocks(opening, "sh") == ["make demo\n", "make test\n"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert {"demo", "test"} <= set(re.findall(r"^(\w+):", makefile, re.MULTILINE))


def test_the_install_line_is_that_of_the_dockerfile() -> None:
    [wanted] = re.findall(
        r"^RUN pip install --no-cache-dir (.+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE
    )
    assert f"pip install {wanted}" in README
    assert f"pip install {wanted}" in (ROOT / "docs" / "beheer.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_that_a_page_points_to_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    inside = [target for target in targets if not target.startswith("http")]
    assert [target for target in inside if not (page.parent / target).exists()] == []


def test_every_room_in_the_tree_is_there() -> None:
    [tree] = blocks(README, "text")
    rooms = [line.split()[0] for line in tree.splitlines()]
    assert [room for room in rooms if not (ROOT / room).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    known = get_command(cli)
    for words in re.findall(r"`aanspreekpunt ([a-z]+(?: (?:list|invite))?)", page.read_text()):
        known.main([*words.split(), "--help"], standalone_mode=False)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_setting_that_a_page_names_exists(page: Path) -> None:
    named = set(re.findall(rf"{PREFIX}(\w+[A-Z])\b", page.read_text("utf-8")))
    assert named <= {name.upper() for name in Settings.model_fields}


# --- the picture


@pytest.mark.parametrize("dialogue", PICTURES.values(), ids=[p.stem for p in PICTURES])
def test_the_pictures_are_of_dialogues_that_can_be_played(dialogue: Sequence[Typing]) -> None:
    drawn = picture(dialogue)
    seen = [one for one in dialogue if one.drawn]
    assert all(one.line.split()[0] in drawn for one in seen)
    assert "url(" not in drawn.replace("url(#", "")


# --- the handbook


def test_the_handbook_lists_the_actions_of_the_table() -> None:
    page = (ROOT / "docs" / "begeleider.md").read_text("utf-8")
    assert page == as_generated(page), "make handbook"
    assert ALL.read_text("utf-8") == all_actions(), "make handbook"


def test_the_handbook_fits_two_pages_with_pictures() -> None:
    page = (ROOT / "docs" / "begeleider.md").read_text("utf-8")
    pictures = re.findall(r'src="(.+?)"', page)
    assert len(re.sub(r"<.+?>", "", page).split()) <= 900
    assert len(pictures) == 2
    assert all((ROOT / "docs" / name).exists() for name in pictures)


# --- the contract


OUTCOMES = {"to", "idle", "error", "outcome"}
"""Each line of output has one of these, and no line of input."""


def examples(chapter: str) -> Iterator[tuple[str, list[Fields]]]:
    """Each line of input in a chapter of the contract, with the lines said to come out."""
    told = CONTRACT.partition(f"\n## `{chapter}`\n")[2].partition("\n## ")[0]
    lines = [line for block in blocks(told, "jsonl") for line in block.splitlines()]
    while lines:
        asked, out = lines.pop(0), []
        while lines and OUTCOMES & set(json.loads(lines[0])):
            out.append(json.loads(lines.pop(0)))
        yield asked, out


WORDS = {"text", "buttons", "error", "themes", "rules"}


def without_words(fields: Fields) -> Fields:
    """What stays when the content is rewritten; of words and of what matching finds, the kind."""
    return {name: type(value) if name in WORDS else value for name, value in fields.items()}


def test_the_examples_of_the_demo_come_out_as_written() -> None:
    with Demo("2027-05-11T20:14") as demo:
        played = 0
        for asked, out in examples("aanspreekpunt demo --jsonl"):
            back = demo.exchange(asked)
            assert [*map(without_words, back)] == [*map(without_words, out)], asked
            played += 1
    assert played == 8


def test_the_examples_of_match_come_out_as_written() -> None:
    matcher = real_knowledge().matcher
    for asked, [out] in examples("aanspreekpunt match --jsonl"):
        back = json.loads(as_line(answer(matcher, asked.encode())))
        assert without_words(back) == without_words(out), asked
        shapes = [[set(rule) for rule in one.get("rules", ())] for one in (back, out)]
        assert shapes[0] == shapes[1], asked
