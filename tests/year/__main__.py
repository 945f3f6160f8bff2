"""`make year`: let a year go by, and tell what was lost, doubled, and how long it was silent."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import psycopg
import typer
from sqlalchemy import make_url

from bot.store.database import open_database
from tests import postgres
from tests.year.content import knowledge_for
from tests.year.course import Plan, Year
from tests.year.measuring import MOST_DAYS, Figures, measure
from tests.year.picture import draw
from tests.year.telling import show
from tests.year.worker import Setup

FIRST = "2027-01-01"
PICTURE = Path(__file__).parents[2] / "docs" / "year.svg"
WORKERS = {"postgres": 2, "sqlite": 1}
NOT_DURABLE = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "jit = off")
"""A server that is never killed itself need not wait for its disk."""


def main(
    dossiers: Annotated[int, typer.Option(help="About how many plans are begun.")] = 5000,
    days: Annotated[int, typer.Option(help="How long it lasts.")] = 365,
    first: Annotated[str, typer.Option(help="The first day.")] = FIRST,
    seed: Annotated[int, typer.Option(help="Chooses people, faults and kills.")] = 1,
    database: Annotated[str, typer.Option(help="postgres or sqlite.")] = "postgres",
    picture: Annotated[Path, typer.Option(help="Where the picture goes.")] = PICTURE,
) -> None:
    """Simulate a year; exit with 1 when anything is lost, doubled, or silent for too long."""
    began = time.monotonic()
    plan = Plan(dossiers, seed, date.fromisoformat(first), days, WORKERS[database])
    with living(plan, database) as year:
        year.run()
        figures = measure(year)
        show(figures, year)
        draw(figures, year, picture)
    seconds = round(time.monotonic() - began)
    worked = f"{year.crew.busy:.0f} of a processor by the workers"
    print(f"{seconds} seconds ({worked}); the picture is {picture}", file=sys.stderr)
    print(json.dumps({**figures.told(), "seconds": seconds}))
    sys.exit(0 if is_well(figures) else 1)


def is_well(figures: Figures) -> bool:
    return not figures.lost and not figures.doubled and figures.longest <= MOST_DAYS


@contextmanager
def living(plan: Plan, database: str) -> Iterator[Year]:
    """A year on an empty database of this kind."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="year-"))
        url = stack.enter_context(_address(database, folder))
        yield stack.enter_context(lived_on(plan, url, Path(folder)))


@contextmanager
def lived_on(plan: Plan, url: str, folder: Path) -> Iterator[Year]:
    """A year on the empty database at `url`."""
    opened = open_database(url, alone=False)
    try:
        opened.migrate()
        setup = Setup(url, folder, plan.dossiers_a_year, plan.seed, plan.first)
        knowledge = knowledge_for(setup.plans_a_year, setup.seed, setup.first)
        yield Year(plan, setup, knowledge, opened)
    finally:
        opened.close()


@contextmanager
def _address(database: str, folder: str) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{folder}/year.sqlite"
        return
    with postgres.running_server() as server, server.database() as url:
        _do_not_wait_for_disks(url)
        yield url


def _do_not_wait_for_disks(url: str) -> None:
    address = make_url(url)
    host = str(address.query["host"])
    with psycopg.connect(
        host=host, user=address.username, dbname=address.database, autocommit=True
    ) as connection:
        for setting in NOT_DURABLE:
            connection.execute(f"ALTER SYSTEM SET {setting}".encode())
        connection.execute("SELECT pg_reload_conf()")


if __name__ == "__main__":
    cli = typer.Typer(pretty_exceptions_enable=False)
    cli.command()(main)
    cli()
