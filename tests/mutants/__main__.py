"""`make mutants`: ten thousand content files with something wrong. Never a stack trace, never
accepted when it must be refused, and told at the right line."""

import atexit
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.content import find_knowledge
from tests.mutants.campaign import Campaign, Trial, by_kind
from tests.mutants.kinds import FREE, WRONG

PIECE = 100
SHOWN = 6
COLUMNS = {
    "refused": "refused",
    "accepted": "accepted",
    "misplaced": "wrong line",
    "trace": "stack trace",
}


def main(
    count: Annotated[int, typer.Option(help="How many mutants.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Chooses what goes wrong, and where.")] = 1,
    jobs: Annotated[int, typer.Option(help="Processes at a time.")] = 2,
    content: Annotated[Path | None, typer.Option(help="The folder; ours by default.")] = None,
) -> None:
    """Mutate the content and check it; exit with 1 when a mutant is judged wrongly."""
    folder = find_knowledge(content)
    if faults := Campaign(folder).faults_before:
        print("\n".join(map(str, faults)), file=sys.stderr)
        sys.exit("The content has faults already. Mend them first: aanspreekpunt check")
    trials = run(folder, count, seed, jobs)
    show(trials)
    sys.exit(1 if any(trial.is_wrong for trial in trials) else 0)


def run(folder: Path, count: int, seed: int, jobs: int) -> list[Trial]:
    """So many mutants, by several processes, each with its own copy of the content."""
    trials: list[Trial] = []
    drawn = 0
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(folder,)) as pool:
        while len(trials) < count:
            pieces = [range(drawn + n * PIECE, drawn + (n + 1) * PIECE) for n in range(jobs)]
            drawn += jobs * PIECE
            for done in pool.map(_piece, pieces, [seed] * jobs):
                trials += done
                for trial in (trial for trial in done if trial.is_wrong):
                    tell(trial)
            print(f"{min(len(trials), count)} of {count}", file=sys.stderr)
    return trials[:count]


_own: list[Campaign] = []
"""The campaign of this process."""


def _begin(folder: Path) -> None:
    scratch = tempfile.TemporaryDirectory()
    atexit.register(scratch.cleanup)
    copy = Path(scratch.name) / folder.name
    shutil.copytree(folder, copy)
    _own.append(Campaign(copy))


def _piece(numbers: range, seed: int) -> list[Trial]:
    return list(_own[0].trials(numbers, seed))


def tell(trial: Trial) -> None:
    """What went wrong, and with what."""
    told = (f"\n{trial.kind}, {trial.file}: {trial.end}", trial.changed, *trial.told[:SHOWN])
    print("\n  ".join(told), file=sys.stderr, flush=True)


def show(trials: Sequence[Trial]) -> None:
    """A table by kind; what must be refused first."""
    counted = by_kind(trials)
    table = Table(title="mutants of the content", title_justify="left")
    table.add_column("what went wrong", no_wrap=True)
    for column in ("mutants", *COLUMNS.values()):
        table.add_column(column, justify="right")
    for told, kinds in (("must be refused", WRONG), ("may turn out well", FREE)):
        total: Counter[str] = Counter()
        for kind in kinds:
            total += counted[kind.name]
            table.add_row(kind.name, *_row(counted[kind.name]))
        table.add_row(told, *_row(total), style="bold", end_section=True)
    Console(width=100).print(table)


def _row(counted: Counter[str]) -> list[str]:
    return [str(counted.total()), *(str(counted[end]) for end in COLUMNS)]


if __name__ == "__main__":
    cli = typer.Typer(pretty_exceptions_enable=False)
    cli.command()(main)
    cli()
