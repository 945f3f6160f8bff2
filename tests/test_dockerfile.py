"""The Dockerfile keeps its promises; its lines are read, since no Docker engine is needed here."""

import json
import re
import shlex
from pathlib import Path

import pytest

from bot.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions in order, continued lines joined: (keyword, the rest)."""
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def all_of(keyword: str) -> list[str]:
    return [rest for word, rest in instructions() if word == keyword]


def environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for rest in all_of("ENV") for pair in shlex.split(rest))


def copied() -> list[str]:
    return [source for rest in all_of("COPY") for source in rest.split()[:-1]]


def test_it_stands_on_a_python_that_the_project_supports() -> None:
    [base] = all_of("FROM")
    version = re.fullmatch(r"python:3\.(\d+)-slim", base)

    assert version is not None
    assert int(version[1]) >= 11


def test_it_runs_as_a_user_without_rights() -> None:
    [user] = all_of("USER")
    words = [word for word, _ in instructions()]

    assert user == "aanspreekpunt"
    assert any(f"useradd --create-home --uid 1000 {user}" in line for line in all_of("RUN"))
    assert words.index("USER") > max(place for place, word in enumerate(words) if word == "RUN")


def test_what_must_last_lies_in_a_volume_of_that_user() -> None:
    assert all_of("VOLUME") == ["/data"]
    assert any("--owner=aanspreekpunt" in line and "/data" in line for line in all_of("RUN"))
    assert environment()["AANSPREEKPUNT_DATA"] == "/data"
    assert environment()["AANSPREEKPUNT_DATABASE_URL"] == "sqlite:////data/aanspreekpunt.sqlite"


def test_its_settings_are_settings_that_the_bot_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in environment().items():
        monkeypatch.setenv(variable, value)
    known = {PREFIX + name.upper() for name in Settings.model_fields}

    assert set(environment()) <= known
    assert str(Settings(_env_file=None).data) == "/data"


def test_it_installs_the_pinned_packages() -> None:
    assert "pip install --no-cache-dir -c constraints.txt '.[postgres]'" in all_of("RUN")


def test_what_it_copies_exists_and_nothing_else_reaches_the_builder() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    let_through = [line[1:] for line in ignored if line.startswith("!")]

    assert [source for source in copied() if not (ROOT / source).exists()] == []
    assert "*" in ignored
    assert sorted(let_through) == sorted(copied())


def test_it_runs_the_bot_and_looks_after_its_health() -> None:
    [check] = all_of("HEALTHCHECK")

    assert [json.loads(rest) for rest in all_of("CMD")] == [["aanspreekpunt", "run"]]
    assert json.loads(check[check.index("[") :]) == ["aanspreekpunt", "health"]
