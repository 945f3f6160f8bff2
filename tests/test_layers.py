"""The house stands: imports only go down, neighbours leave each other alone, the core is pure."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FLOORS = {
    "core": 0,
    "settings": 1,
    "content": 1,
    "store": 1,
    "channels": 1,
    "desk": 2,
    "post": 2,
    "clock": 2,
    "app": 3,
    "__main__": 4,
}

IMPURE = {
    "aiogram",
    "aiohttp",
    "alembic",
    "apscheduler",
    "asyncio",
    "concurrent",
    "http",
    "httpx",
    "io",
    "logging",
    "multiprocessing",
    "os",
    "psycopg",
    "random",
    "rich",
    "secrets",
    "shutil",
    "signal",
    "socket",
    "sqlalchemy",
    "sqlite3",
    "sqlmodel",
    "starlette",
    "structlog",
    "subprocess",
    "sys",
    "telegram",
    "tempfile",
    "threading",
    "time",
    "typer",
    "uvicorn",
}

ASKING_THE_WORLD = {"input", "now", "open", "print", "today", "utcnow"}


def imports(module: str, source: str) -> Iterator[str]:
    """The dotted names that a module imports; `from a import b` may mean the module a.b."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = _start(module, node)
            yield from (f"{start}.{alias.name}" for alias in node.names)


def _start(module: str, node: ast.ImportFrom) -> str:
    above = module.split(".")[: -node.level] if node.level else []
    return ".".join([*above, *([node.module] if node.module else [])])


def room(name: str) -> str:
    """The room of the house in which a module lies; each channel is a room of its own."""
    parts = name.split(".")[1:]
    return ".".join(parts[:2] if parts[:1] == ["channels"] else parts[:1])


def floor(room: str) -> int:
    """The floor of a room; what stands in `bot` itself, such as its version, lies under all."""
    return FLOORS.get(room.partition(".")[0], -1)


def layer_faults(module: str, source: str) -> list[str]:
    """What a module imports against the order of the house, one sentence each."""
    here = room(module)
    rooms = {room(name) for name in imports(module, source) if name.split(".")[0] == "bot"}
    return [
        f"{module} (floor {floor(here)}) imports {there}"
        for there in sorted(rooms - {here})
        if floor(there) >= floor(here)
    ]


def impurities(module: str, source: str) -> list[str]:
    """What a module of the core asks from the world, one sentence each."""
    libraries = {name.split(".")[0] for name in imports(module, source)} & IMPURE
    calls = {
        _called(node) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)
    } & ASKING_THE_WORLD
    return [
        *(f"{module} imports {name}" for name in sorted(libraries)),
        *(f"{module} calls {name}()" for name in sorted(calls)),
    ]


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def modules(folder: str) -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts), path.read_text("utf-8")


def test_imports_only_go_down() -> None:
    rooms = [(name, source) for name, source in modules("bot") if name != "bot.__init__"]

    assert [fault for name, source in rooms for fault in layer_faults(name, source)] == []


def test_every_room_has_a_floor() -> None:
    rooms = {room(name).partition(".")[0] for name, _ in modules("bot")} - {"__init__"}

    assert rooms - set(FLOORS) == set()


def test_the_core_asks_nothing_from_the_world() -> None:
    assert [fault for module in modules("bot/core") for fault in impurities(*module)] == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.core.intake", "from bot.store import tables"),
        ("bot.content.reader", "import bot.store.tables"),
        ("bot.desk.handle", "from bot import post"),
        ("bot.store.tables", "from ..desk import handle"),
        ("bot.store.tables", "from bot.settings import Settings"),
        ("bot.channels.telegram.api", "from bot.channels.terminal import screen"),
        ("bot.channels.telegram.api", "from ..terminal import screen"),
        ("bot.desk.handle", "def late():\n    from bot.app import build"),
    ],
)
def test_an_import_upward_or_sideways_is_noticed(module: str, source: str) -> None:
    assert len(layer_faults(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.desk.handle", "from bot.core import decide"),
        ("bot.desk.handle", "from . import claim"),
        ("bot.channels.telegram.api", "from bot.channels.telegram.masks import mask"),
        ("bot.app", "from bot.channels import telegram, terminal"),
        ("bot.__main__", "from bot.app import build"),
    ],
)
def test_an_import_downward_or_within_a_room_is_fine(module: str, source: str) -> None:
    assert layer_faults(module, source) == []


@pytest.mark.parametrize(
    "source",
    [
        "import sqlmodel",
        "from datetime import datetime\nseen = datetime.now()",
        "import datetime\nseen = datetime.date.today()",
        "text = open('wijken.yaml')",
    ],
)
def test_a_core_that_asks_the_world_is_noticed(source: str) -> None:
    assert len(impurities("bot.core.intake", source)) == 1
