"""A few kills of the many that `make kills` does: none may lose or double anything."""

import pytest

from tests.kills.__main__ import databases
from tests.kills.campaign import Campaign, busy_points

POINTS = 12


@pytest.mark.e2e
def test_a_bot_that_is_killed_anywhere_loses_nothing_and_repeats_nothing_unmarked() -> None:
    with databases("sqlite") as fresh, Campaign(fresh, seed=11) as campaign:
        runs = list(campaign.run_all(campaign.plan(POINTS)))

    assert [run for run in runs if not run.is_good] == []
    assert sum(bool(run.deaths) for run in runs) >= POINTS - 2


def test_what_finds_nothing_to_do_is_not_killed_over_and_over() -> None:
    idle = [f"sql:{what}:after#{n}" for n in range(9) for what in ("BEGIN", "COMMIT nothing")]
    busy = ["sql:BEGIN:after#9", "sql:INSERT inbox:after#1", "sql:COMMIT INSERT inbox:after#1"]

    assert busy_points([*idle, *busy]) == [*idle[:4], *busy]
