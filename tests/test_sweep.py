"""The bench of the sweep: it comes to its end, and tells what it saw."""

from pathlib import Path

import pytest

from tests.postgres import Server
from tests.sweep import as_json, measure, play_plans, rows

DUE = 12


@pytest.mark.postgres
def test_the_bench_deals_with_all_that_is_due_and_hears_everybody(
    postgres_server: Server, tmp_path: Path
) -> None:
    plans = play_plans()
    sqlite = [f"sqlite:///{tmp_path}/{name}.sqlite" for name in ("few", "many")]
    with postgres_server.database() as one, postgres_server.database() as other:
        for urls in (sqlite, [one, other]):
            figures = measure(urls, plans, few=4, many=8, due_now=DUE)

            assert figures.storm.reminders == DUE
            assert figures.storm.decided
            assert as_json(figures)["longest_write"] > 0
            assert dict(rows(figures))["ratio"] == f"{as_json(figures)['ratio']:.2f}"
