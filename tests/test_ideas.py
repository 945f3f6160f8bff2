"""Whatever somebody wants to start, the intake comes to its end and a begeleider has it."""

from pathlib import Path

import pytest

from tests.ideas import play_all, read, table

SAMPLE = Path(__file__).with_name("ideas.jsonl")


def test_every_idea_ends_with_a_begeleider() -> None:
    told = play_all(read(SAMPLE))

    assert [(one.text, one.wrong) for one in told if one.wrong] == []
    assert all(one.owner for one in told)


def test_the_table_counts_every_idea_and_what_went_wrong(tmp_path: Path) -> None:
    file = tmp_path / "ideas.jsonl"
    file.write_text('{"text": "straatfeest met bbq"}\n\n{"text": "een weggeefkast"}\n')
    told = play_all(read(file))
    told[1].wrong = "no answer"

    written = table(told)

    assert "| ideas | 2 |" in written
    assert "| went wrong | 1 |" in written


@pytest.mark.parametrize("text", ["mijn man slaat mij", "er is brand in de kerkstraat"])
def test_who_was_given_a_number_can_still_tell_a_plan(text: str) -> None:
    told = play_all([text])[0]

    assert (told.outcome, told.wrong) == ("noodgeval", "")
