"""The demo as a command: `aanspreekpunt demo`, in a process of its own, with the real content."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store import notes
from bot.store.database import open_database
from tests.play import Demo, DemoProcess, Play

START = "2027-05-11T20:14"
COMMAND = [sys.executable, "-m", "bot", "demo"]


def straatfeest(play: Play) -> None:
    """From an idea to a begeleider who has it."""
    play.bewoner("straatfeest met bbq, za 12 juni")
    play.bewoner("kerkstraat")
    play.bewoner("60 denk ik")
    play.press("Ga verder")
    play.bewoner("3 tot 10 savonds")
    play.press("Een paar")
    play.bewoner("Samira")
    play.press("Bel me: deel mijn nummer", "Verstuur naar een begeleider")
    play.begeleider(press="Ik pak dit op")


def test_a_straatfeest_reaches_a_begeleider_in_a_process_as_in_ours() -> None:
    with DemoProcess("--now", START) as process, Demo(START) as demo:
        straatfeest(process)
        straatfeest(demo)
        assert process.seen == demo.seen
        assert "Fatima" in process.last("bewoner")["text"]
        assert process.end()[0] == 0


def test_stdout_holds_only_json_and_the_end_of_input_is_no_fault() -> None:
    lines = '{"from": "bewoner", "text": "hoi"}\nonzin\n{"advance": "P30D"}\n'
    done = subprocess.run(
        [*COMMAND, "--jsonl"], input=lines.encode(), capture_output=True, check=True
    )
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [one for one in answers if "idle" in one] == [
        {"idle": True},
        {"idle": True},
        {"idle": True},
    ]


def test_text_is_utf_8_whatever_the_locale() -> None:
    line = '{"from": "bewoner", "text": "café ☕ 🎉"}\n'
    done = subprocess.run(
        [*COMMAND, "--jsonl"],
        input=line.encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
    )
    assert "idle" in json.loads(done.stdout.decode().splitlines()[-1])


def test_the_clock_of_a_database_never_goes_back(sqlite_url: str) -> None:
    with DemoProcess("--now", START, "--db", sqlite_url) as demo:
        demo.advance("P10D")
        assert demo.end()[0] == 0
    with DemoProcess("--now", START, "--db", sqlite_url) as again:
        status, told = again.end()
    assert status == 2
    assert "2027-05-21T20:14" in told
    assert "Traceback" not in told


def test_a_demo_on_a_database_goes_on_after_a_kill(database_url: str) -> None:
    with DemoProcess("--now", START, "--db", database_url) as demo:
        demo.bewoner("straatfeest met bbq, za 12 juni")
        demo.process.send_signal(signal.SIGKILL)
    with DemoProcess("--db", database_url) as again:
        assert "mensen" in again.bewoner("kerkstraat")[-1]["text"]
        assert again.last("bewoner")["at"] == f"{START}:00+02:00"


def test_without_a_database_nothing_is_left_behind(tmp_path: Path) -> None:
    subprocess.run(
        [*COMMAND, "--jsonl"],
        input=b'{"from": "bewoner", "text": "hoi"}\n',
        capture_output=True,
        check=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moment", ["gisteren", "2027-13-01"])
def test_a_moment_that_is_none_is_refused(moment: str) -> None:
    done = subprocess.run([*COMMAND, "--now", moment], capture_output=True, check=False)
    assert done.returncode == 2
    assert "2027-05-11T20:14" in done.stderr.decode()


def test_the_demo_for_people_plays_without_a_terminal_and_without_colours() -> None:
    done = subprocess.run(
        [*COMMAND, "--now", START],
        input=b"straatfeest met bbq, za 12 juni\n/wie\n/klaar\n",
        capture_output=True,
        check=True,
        env={**os.environ, "COLUMNS": "80"},
    )
    screen = done.stdout.decode()
    assert "bewoner ziet" in screen
    assert "@fatima" in screen
    assert "\x1b[" not in screen
    assert max(map(len, screen.splitlines())) <= 80


def test_the_demo_keeps_its_hands_off_the_database_of_the_real_bot(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'echt.sqlite'}"
    database = open_database(url)
    database.migrate()
    with database.write() as connection:
        notes.beat(connection, "run", datetime.now(UTC))
    database.close()
    done = subprocess.run([*COMMAND, "--jsonl", "--db", url], input=b"", capture_output=True)
    assert done.returncode == 1
    assert "Op deze database werkte de echte bot" in done.stderr.decode()
