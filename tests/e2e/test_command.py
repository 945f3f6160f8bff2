"""The commands that an operator types, with the clock of this computer."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.botapi import BotApiServer
from tests.e2e.house import HANG_GUARD
from tests.launch import ROOT

Env = dict[str, str]


@pytest.fixture
def telegram() -> Iterator[BotApiServer]:
    with BotApiServer() as telegram:
        yield telegram
        assert not telegram.mistakes


@pytest.fixture
def env(telegram: BotApiServer, tmp_path: Path) -> Env:
    """What an operator sets, and nothing that this test happens to run with."""
    kept = {name: value for name, value in os.environ.items() if "AANSPREEKPUNT" not in name}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "AANSPREEKPUNT_TOKEN": telegram.token,
        "AANSPREEKPUNT_API_URL": telegram.url,
        "AANSPREEKPUNT_DATA": str(tmp_path / "data"),
    }


def aanspreekpunt(*words: str) -> list[str]:
    return [sys.executable, "-m", "bot", *words]


def output(env: Env, folder: Path, *words: str) -> str:
    """What the command says; it must succeed."""
    return subprocess.run(
        aanspreekpunt(*words), cwd=folder, env=env, capture_output=True, text=True, check=True
    ).stdout


def test_from_an_empty_folder_to_a_plan_that_was_picked_up(
    telegram: BotApiServer, env: Env, tmp_path: Path
) -> None:
    log = (tmp_path / "log").open("wb")
    running = subprocess.Popen(aanspreekpunt("run"), cwd=tmp_path, env=env, stderr=log)
    try:
        _until_it_polls(telegram, running)
        fatima, samira = telegram.user("Fatima"), telegram.user("Samira")

        fatima.opens(output(env, tmp_path, "team", "invite", "Fatima").splitlines()[-1])
        fatima.waits_for("Welkom Fatima!")
        samira.starts("wijk-noord")
        samira.waits_for("Wat wil je doen?")
        samira.says("straatfeest met een bbq in de Kerkstraat")
        for _ in range(12):
            shown = samira.waits_for(lambda message: bool(message.buttons))
            if "Verstuur naar een begeleider" in shown.labels:
                break
            samira.presses("Weet ik nog niet")
        samira.presses("Verstuur naar een begeleider")
        samira.waits_for("Verstuurd!")
        fatima.waits_for("nieuw voor jou")
        fatima.presses("Ik pak dit op")

        samira.waits_for("Fatima helpt je verder")
        assert output(env, tmp_path, "health") == "De bot leeft.\n"
        running.send_signal(signal.SIGTERM)
        assert running.wait(HANG_GUARD) == 0
    finally:
        running.kill()
        running.wait()
        log.close()
    told = (tmp_path / "log").read_text()
    assert "Kerkstraat" not in told
    assert telegram.token not in told


def _until_it_polls(telegram: BotApiServer, running: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + HANG_GUARD
    while not telegram.polls:
        assert running.poll() is None, "it stopped"
        assert time.monotonic() < give_up, "it does not poll"
        time.sleep(0.05)
