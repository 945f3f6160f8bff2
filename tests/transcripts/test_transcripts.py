"""Each transcript is what people see: in the terminal, and over HTTP with the bot as a process."""

from pathlib import Path

import pytest

from tests.launch import Nursery
from tests.transcripts.in_terminal import in_terminal, in_terminal_process
from tests.transcripts.on_telegram import on_telegram
from tests.transcripts.script import Script, scripts

each = pytest.mark.parametrize("script", scripts(), ids=lambda script: script.name)
straatfeest = next(script for script in scripts() if script.name == "straatfeest")


@each
def test_it_goes_from_first_words_to_a_name_and_a_reminder(script: Script) -> None:
    assert " helpt je verder." in script.text
    assert " · herinnerd: " in script.text


@each
def test_in_the_terminal_it_is_as_written(script: Script, tmp_path: Path) -> None:
    with in_terminal(script, tmp_path) as theatre:
        assert script.played(theatre) == script.text


def test_the_command_demo_jsonl_plays_it_as_written(tmp_path: Path) -> None:
    with in_terminal_process(straatfeest, tmp_path) as theatre:
        assert straatfeest.played(theatre) == straatfeest.text


@pytest.mark.e2e
@each
def test_over_http_it_is_as_written(script: Script, tmp_path: Path, nursery: Nursery) -> None:
    with on_telegram(nursery, script, tmp_path) as theatre:
        assert script.played(theatre) == script.text
