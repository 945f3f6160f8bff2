"""A sample of `make always ARGS=--database` and `--races`: walks through the desk, and races."""

from pathlib import Path

from tests.always.__main__ import numbers
from tests.always.races import RACES, run_races
from tests.always.stored import stored
from tests.always.walk import played
from tests.store.engine import opened

STEPS, ROUNDS = 100, 24


def test_on_a_walk_through_the_database_everything_holds(tmp_path: Path) -> None:
    with stored(f"sqlite:///{tmp_path / 'walk.sqlite'}", tmp_path, group=True) as desk:
        walk, broken = played(lambda: desk, numbers(seed=2027, chunk=0, steps=STEPS))

    assert broken is None, "\n".join([str(broken), *walk.told])


def test_of_two_who_press_at_once_one_wins_and_the_other_hears_who(database_url: str) -> None:
    with opened(database_url):
        pass
    results = run_races(database_url, ROUNDS)

    assert [how for one in results for how in one.broken] == []
    assert {one.race.name: one.rounds for one in results} == {
        race.name: ROUNDS // len(RACES) for race in RACES
    }
