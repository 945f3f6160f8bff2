"""`make always`: random walks and races; exits with 1 and the sequence that broke a rule."""

import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from random import Random
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tests.always.paper import Paper
from tests.always.rules import NEVER, RULES
from tests.always.walk import played, shortened

CHUNK = 250
"""So many steps on one desk."""


def numbers(seed: int, chunk: int, steps: int) -> list[int]:
    """The numbers of one walk: the first one lays the beginning."""
    random = Random(f"{seed}:{chunk}")
    return [random.randrange(2**32) for _ in range(steps + 1)]


def walk_on_paper(seed: int, steps: int, chunk: int) -> tuple[Counter[str], str]:
    """One fresh desk; gives what was checked how often, and what broke, if anything did."""
    make = partial(Paper, group=chunk % 2 == 0)
    drawn = numbers(seed, chunk, steps)
    walk, broken = played(make, drawn)
    if broken is None:
        return walk.rules.checked, ""
    shorter, last = shortened(make, drawn, broken)
    told = "\n".join(f"  {n:3}. {line}" for n, line in enumerate(shorter.told, 1))
    return walk.rules.checked, f"chunk {chunk} ({len(walk.told)} steps): {last}\n{told}"


def chunks(steps: int) -> Iterator[int]:
    yield from range(-(-steps // CHUNK))


def main(
    steps: Annotated[int, typer.Option(help="How many steps.")] = 100_000,
    seed: Annotated[int, typer.Option(help="Chooses what everybody does.")] = 1,
    jobs: Annotated[int, typer.Option(help="Processes at a time.")] = 2,
    keep_going: Annotated[bool, typer.Option(help="Look for more than one fault.")] = False,
) -> None:
    """Walk at random and check after each happening what must always hold."""
    checked: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    with ProcessPoolExecutor(jobs) as pool:
        walks = pool.map(partial(walk_on_paper, seed, min(steps, CHUNK)), chunks(steps))
        for done, (counted, fault) in enumerate(walks, 1):
            checked += counted
            if fault:
                print(fault, file=sys.stderr, flush=True)
                faults[fault.partition("): ")[2].partition(":")[0]] += 1
                if not keep_going:
                    pool.shutdown(cancel_futures=True)
                    break
            if done % 20 == 0:
                print(f"{done * CHUNK} of {steps}", file=sys.stderr, flush=True)
    show(checked, faults)
    sys.exit(1 if faults else 0)


def show(checked: Counter[str], faults: Counter[str]) -> None:
    """A table by rule."""
    table = Table(title="what must always hold", title_justify="left")
    table.add_column("rule", no_wrap=True)
    for column in ("looked at", "broken"):
        table.add_column(column, justify="right")
    for rule in (NEVER, *RULES):
        table.add_row(rule, str(checked[rule]), str(faults[rule]))
    Console(width=100).print(table)


if __name__ == "__main__":
    cli = typer.Typer(pretty_exceptions_enable=False)
    cli.command()(main)
    cli()
