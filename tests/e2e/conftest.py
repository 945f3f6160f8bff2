"""Bots that run as processes of their own: one for all tests of a module, or one for one test."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.botapi.players import Player
from tests.e2e.house import RunningHouse, running_house
from tests.launch import Nursery

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that is in this folder is end to end."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@dataclass(frozen=True)
class Helped:
    """A resident whose plan was picked up, and who picked it up."""

    resident: Player
    owner: Player
    code: str


class Village:
    """A house with its team connected. Makes residents with plans."""

    def __init__(self, house: RunningHouse) -> None:
        self.house = house
        self.team = house.connect()

    def resident_with_plan(self, name: str) -> tuple[Player, str]:
        """Somebody whose plan was sent to the team; with its code."""
        resident = self.house.telegram.user(name)
        resident.starts("wijk-noord")
        resident.says("straatfeest met een bbq in de Kerkstraat")
        return resident, sends(self.house, resident)

    def helped(self, name: str) -> Helped:
        """Somebody with whom a begeleider is in touch."""
        resident, code = self.resident_with_plan(name)
        owner = next(p for p in self.team.values() if any(code in m.text for m in p.sees()))
        owner.presses("Ik pak dit op")
        self.house.settles()
        return Helped(resident, owner, code)


def sends(house: RunningHouse, resident: Player) -> str:
    """Skip every question but the name, and send the plan; gives its code."""
    house.settles()
    while "Verstuur naar een begeleider" not in (labels := resident.sees()[-1].labels):
        if "noemen?" in resident.sees()[-1].text:
            resident.says(resident.name)
        else:
            resident.presses("Iets anders" if "Iets anders" in labels else "Weet ik nog niet")
        house.settles()
    resident.presses("Verstuur naar een begeleider")
    house.settles()
    told = resident.sees()[-1].text
    return told.partition("code is ")[2].partition(".")[0]


@pytest.fixture(scope="module")
def village(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """One bot for the whole module; each test brings its own residents."""
    with running_house(nursery, tmp_path_factory.mktemp("house"), "2027-05-11T10:00") as house:
        yield Village(house)
        assert not house.telegram.mistakes
        assert house.stop() == 0


@pytest.fixture
def house(nursery: Nursery, tmp_path: Path) -> Iterator[RunningHouse]:
    """A bot for this test alone."""
    with running_house(nursery, tmp_path, "2027-05-11T10:00") as house:
        yield house


@pytest.fixture
def unused_port() -> int:
    """A port on loopback that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
