"""`make kills`: kill the bot at every boundary of one dialogue, and see that nothing is lost."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from tests import postgres
from tests.kills.campaign import Campaign, Databases, Run

POINTS = {"sqlite": 220, "postgresql": 48}
"""A little more than what is asked, since a dialogue does not reach every point each time."""
REACHED = 0.9
WIDTH, SHOWN = 160, 8
"""How much is told of a run that went wrong: one lost message may change much that follows."""


def main(
    points: Annotated[int, typer.Option(help="How many kills; 0 for the usual number.")] = 0,
    database: Annotated[str, typer.Option(help="sqlite or postgresql; both by default.")] = "",
    seed: Annotated[int, typer.Option(help="Chooses where is killed.")] = 1,
    only: Annotated[str, typer.Option(help="The places of one run, as a fault names them.")] = "",
    jobs: Annotated[int, typer.Option(help="Dialogues at a time.")] = 2,
) -> None:
    """Kill the bot at boundaries of one dialogue; exit with 1 when anything is lost or doubled."""
    told = {}
    for kind in [database] if database else POINTS:
        with databases(kind) as fresh, Campaign(fresh, seed, jobs) as campaign:
            plans = [only.split(",")] if only else campaign.plan(points or POINTS[kind])
            runs = list(_watched(campaign, plans, kind))
            told[kind] = tell(kind, campaign.points, runs)
    is_good = all(map(is_well, told.values()))
    print(json.dumps({"ok": is_good, **told}))
    sys.exit(0 if is_good else 1)


def is_well(total: dict[str, Any]) -> bool:
    """Nothing went wrong, and nearly every run was really killed."""
    faults = total["lost"] + total["doubled"] + total["unfinished"]
    return bool(faults == 0 and total["killed_runs"] >= total["runs"] * REACHED)


@contextmanager
def databases(kind: str) -> Iterator[Databases]:
    """A source of empty databases of this kind."""
    if kind == "postgresql":
        with postgres.running_server() as server:
            yield lambda _: server.database()
    else:
        yield _sqlite


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'aanspreekpunt.sqlite'}"


def _watched(campaign: Campaign, plans: Sequence[Sequence[str]], kind: str) -> Iterator[Run]:
    for number, run in enumerate(campaign.run_all(plans), start=1):
        if not run.is_good:
            tell_fault(run, kind)
        if number % 10 == 0:
            print(f"{kind}: {number} of {len(plans)}", file=sys.stderr)
        yield run


def tell_fault(run: Run, kind: str) -> None:
    """What went wrong, and how to see it again."""
    told = [f"{kind}, killed at {' then '.join(run.deaths) or 'no point'}:"]
    for word in ("lost", "doubled", "uncertain"):
        told += [f"  {word}: {one[:WIDTH]}" for one in getattr(run.verdict, word)[:SHOWN]]
    told += [f"  unfinished: {run.unfinished}"] if run.unfinished else []
    told += [f"  again: --database {kind} --only '{','.join(run.deadly)}'"]
    print("\n".join(told), file=sys.stderr)


def tell(kind: str, points: Sequence[str], runs: Sequence[Run]) -> dict[str, Any]:
    """Show a table by kind of point; gives its totals."""
    columns = ("points", "runs", "lost", "doubled", "uncertain", "given up", "unfinished")
    known = Counter(point.partition("#")[0] for point in points)
    table = Table(title=f"{kind}: killed at", title_justify="left")
    table.add_column("boundary", no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right")
    for boundary in sorted({run.kind for run in runs}):
        counted = _counted([run for run in runs if run.kind == boundary])
        table.add_row(boundary, str(known[boundary]), *(str(counted[c]) for c in columns[1:]))
    total = {"points": len(points), **_counted(runs)}
    table.add_section()
    table.add_row("all", *(str(total[column]) for column in columns))
    Console(width=130).print(table)
    kills = sum(len(run.deaths) for run in runs)
    return {**total, "kills": kills, "killed_runs": sum(bool(run.deaths) for run in runs)}


def _counted(runs: Sequence[Run]) -> dict[str, int]:
    """Runs by what became of them."""
    return {
        "runs": len(runs),
        "lost": sum(bool(run.verdict.lost) for run in runs),
        "doubled": sum(bool(run.verdict.doubled) for run in runs),
        "uncertain": sum(bool(run.verdict.uncertain) for run in runs),
        "given up": sum(bool(run.verdict.given_up) for run in runs),
        "unfinished": sum(bool(run.unfinished and not run.verdict.given_up) for run in runs),
    }


if __name__ == "__main__":
    cli = typer.Typer(pretty_exceptions_enable=False)
    cli.command()(main)
    cli()
