"""Content that an editor changes while the bot runs as a process of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content import find_knowledge
from tests.botapi.players import Player
from tests.e2e.house import RunningHouse, running_house
from tests.launch import Nursery

OLD, NEW = "**Hoeveel mensen komen er ongeveer?**", "**Met hoeveel mensen vieren jullie dit?**"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(find_knowledge(), tmp_path / "knowledge"))


@pytest.fixture
def house(nursery: Nursery, tmp_path: Path, folder: Path) -> Iterator[RunningHouse]:
    """A bot on content of its own."""
    now, content = "2027-05-11T10:00", {"AANSPREEKPUNT_KNOWLEDGE": str(folder)}
    with running_house(nursery, tmp_path, now, **content) as house:
        yield house


def hears(house: RunningHouse, player: Player, words: str) -> None:
    """Wait until the newest message to this player says so; nobody knows when the bot looks."""

    def heard() -> bool:
        house.settles()
        return words in player.sees()[-1].text

    house.until(heard, words)


def test_content_is_changed_broken_and_mended_under_a_dialogue(
    house: RunningHouse, folder: Path
) -> None:
    coordinator = house.connect("nadia", "fatima")["nadia"]
    resident = house.telegram.user("Samira")
    resident.says("straatfeest met een bbq op 12 juni")
    house.settles()
    themes, intake = folder / "themas.yaml", folder / "intake.yaml"
    whole = themes.read_text("utf-8")

    themes.write_text(whole + "  - id: [\n", "utf-8")
    intake.write_text(intake.read_text("utf-8").replace(OLD, NEW), "utf-8")
    hears(house, coordinator, "De oude inhoud blijft gelden.")
    assert "knowledge/themas.yaml, regel" in coordinator.sees()[-1].text
    resident.says("kerkstraat")
    house.settles()
    assert OLD.strip("*") in resident.sees()[-1].text

    themes.write_text(whole, "utf-8")
    hears(house, coordinator, "De inhoud klopt weer en geldt vanaf nu.")
    resident.presses("Vorige vraag")
    house.settles()
    resident.says("kerkstraat")
    house.settles()
    assert NEW.strip("*") in resident.sees()[-1].text
    assert house.stop() == 0
