"""`make always`: random walks and races; exits with 1 and the sequence that broke a rule, or when
100,000 steps on paper left out something that staff can do."""

import logging
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from random import Random
from typing import Annotated

import structlog
import typer
from rich.console import Console
from rich.table import Table

from bot.core.staff.table import ACTIONS
from tests import postgres
from tests.always.paper import Paper
from tests.always.races import Result, run_races
from tests.always.rules import NEVER, RULES
from tests.always.seen import WalkingDesk
from tests.always.stored import ERASED, stored
from tests.always.walk import Walk, played, shortened

CHUNK = 500
"""So many steps on one desk."""
PAPER, DATABASE, ROUNDS = 100_000, 2_000, 1_000


def numbers(seed: int, chunk: int, steps: int) -> list[int]:
    """The numbers of one walk: the first one lays the beginning."""
    random = Random(f"{seed}:{chunk}")
    return [random.randrange(2**32) for _ in range(steps + 1)]


Walked = tuple[Counter[str], Counter[str], str, str]
"""What was checked how often, what staff did; and which rule broke and how, if any did."""


def walk_on_paper(seed: int, steps: int, chunk: int) -> Walked:
    """One walk on a fresh desk on paper."""
    return _walked(partial(Paper, group=chunk % 2 == 0), seed, steps, chunk, tries=400)


def walk_in_database(seed: int, steps: int, chunk: int) -> Walked:
    """One walk on a fresh SQLite database."""
    with ExitStack() as stack:

        def make() -> WalkingDesk:
            stack.close()
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            url = f"sqlite:///{folder / 'walk.sqlite'}"
            return stack.enter_context(stored(url, folder / "data", group=chunk % 2 == 0))

        return _walked(make, seed, steps, chunk, tries=60)


def _walked(
    make: Callable[[], WalkingDesk], seed: int, steps: int, chunk: int, *, tries: int
) -> Walked:
    drawn = numbers(seed, chunk, steps)
    walk, broken = played(make, drawn)
    checked = walk.rules.checked + walk.desk.looked
    if broken is None:
        return checked, walk.done, "", ""
    print(f"walk {chunk}: {broken}\nlooking for a shorter one …", file=sys.stderr, flush=True)
    shorter, last = shortened(make, drawn, broken, tries)
    return checked, walk.done, last.rule, f"walk {chunk}: {last}\n{_told(shorter)}"


def _told(walk: Walk) -> str:
    return "\n".join(f"  {number:3}. {line}" for number, line in enumerate(walk.told, 1))


def main(
    steps: Annotated[int, typer.Option(help="How many steps; 0 for the usual number.")] = 0,
    seed: Annotated[int, typer.Option(help="Chooses what everybody does.")] = 1,
    database: Annotated[bool, typer.Option(help="Walk through the real desk on SQLite.")] = False,
    races: Annotated[bool, typer.Option(help="Let two members press at once.")] = False,
    jobs: Annotated[int, typer.Option(help="Processes at a time.")] = 2,
    keep_going: Annotated[bool, typer.Option(help="Look for more than one fault.")] = False,
) -> None:
    """Walk at random and check after each happening what must always hold; or run races, so many
    rounds on each kind of database."""
    if races:
        sys.exit(0 if race(steps or ROUNDS) else 1)
    walk = walk_in_database if database else walk_on_paper
    steps = steps or (DATABASE if database else PAPER)
    checked: Counter[str] = Counter()
    did: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    with ProcessPoolExecutor(jobs) as pool:
        walks = pool.map(partial(walk, seed, min(steps, CHUNK)), chunks(steps))
        for done, (counted, acted, rule, told) in enumerate(walks, 1):
            checked += counted
            did += acted
            if rule:
                print(told, file=sys.stderr, flush=True)
                faults[rule] += 1
                if not keep_going:
                    pool.shutdown(cancel_futures=True)
                    break
            if done % 20 == 0:
                print(f"{done * CHUNK} of {steps}", file=sys.stderr, flush=True)
    where = "through the database" if database else "on paper"
    show(where, [NEVER, *RULES, *([ERASED] if database else [])], checked, faults)
    show_done(did)
    left_out = not database and steps >= PAPER and any(name not in did for name in ACTIONS)
    sys.exit(1 if faults or left_out else 0)


def chunks(steps: int) -> Iterator[int]:
    yield from range(-(-steps // CHUNK))


def show(where: str, rules: list[str], checked: Counter[str], faults: Counter[str]) -> None:
    """A table by rule."""
    table = Table(title=f"what must always hold, {where}", title_justify="left")
    table.add_column("rule", no_wrap=True)
    for column in ("looked at", "broken"):
        table.add_column(column, justify="right")
    for rule in rules:
        table.add_row(rule, str(checked[rule]), str(faults[rule]))
    Console(width=100).print(table)


def show_done(did: Counter[str]) -> None:
    """What staff did: of how many kinds, and what least."""
    seldom = sorted(ACTIONS, key=lambda name: did[name])[:5]
    print(f"staff did {len(did)} of {len(ACTIONS)} kinds of things, {did.total()} times in all")
    print("least often:", ", ".join(f"{name} ({did[name]})" for name in seldom))
    if never := [name for name in ACTIONS if name not in did]:
        print("never:", ", ".join(never))


def race(rounds: int) -> bool:
    """Races on both kinds of database; whether all ended well."""
    # That two desks are in each other's way is what a race is about: it need not be told each time.
    quiet = structlog.make_filtering_bound_logger(logging.ERROR)
    structlog.configure(wrapper_class=quiet)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        server = stack.enter_context(postgres.running_server())
        urls = {
            "SQLite": f"sqlite:///{folder}/races.sqlite",
            "PostgreSQL": stack.enter_context(server.database()),
        }
        told = {kind: list(run_races(url, rounds)) for kind, url in urls.items()}
    show_races(told)
    broken = [how for results in told.values() for one in results for how in one.broken]
    print("\n".join(broken), file=sys.stderr)
    return not broken


def show_races(told: dict[str, list[Result]]) -> None:
    """A table by race."""
    table = Table(title="two who press at once", title_justify="left")
    table.add_column("race", no_wrap=True)
    for kind in told:
        table.add_column(f"{kind}: rounds", justify="right")
        table.add_column("ended otherwise", justify="right")
    for results in zip(*told.values(), strict=True):
        counts = [str(n) for one in results for n in (one.rounds, len(one.broken))]
        table.add_row(results[0].race.name, *counts)
    Console(width=110).print(table)


if __name__ == "__main__":
    cli = typer.Typer(pretty_exceptions_enable=False)
    cli.command()(main)
    cli()
