"""A small piece of the year that `make year` lets go by."""

from datetime import date
from pathlib import Path

import pytest

from tests.year.__main__ import lived_on
from tests.year.course import Plan
from tests.year.measuring import measure


@pytest.mark.e2e
def test_in_two_busy_weeks_with_faults_and_kills_nothing_is_lost_or_said_twice(
    database_url: str, tmp_path: Path
) -> None:
    workers = 1 if database_url.startswith("sqlite") else 2
    plan = Plan(dossiers=10, seed=3, first=date(2027, 4, 26), days=21, workers=workers)
    with lived_on(plan, database_url, tmp_path) as year:
        year.run()
        figures = measure(year)

    assert figures.lost == []
    assert figures.doubled == []
    assert figures.sent > 5
    assert len(year.kills) >= 2
    assert figures.by_kind["bewoner: relay"] + figures.by_kind["bewoner: dialogue"] > 50
