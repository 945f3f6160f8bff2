"""Whatever happens to the files, there are only two ends: faults in Dutch, or usable content.

`make mutants` tries ten thousand files; here is a sample of them, and stranger ones made of the
small content.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content import check, find_knowledge, load
from tests.content.conftest import SMALL, TODAY
from tests.mutants.campaign import Campaign, Trial
from tests.mutants.kinds import FREE, GARBLE, WRONG

FILES = [file.relative_to(SMALL) for file in sorted(SMALL.rglob("*.yaml"))]
NUMBERS = st.integers(min_value=0, max_value=10_000)
EACH = 4
"""So many mutants of each kind; the numbers of the sample are past those of the slow kinds."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Trial]:
    folder = tmp_path_factory.mktemp("mutanten") / "knowledge"
    shutil.copytree(find_knowledge(), folder)
    campaign = Campaign(folder)
    assert campaign.faults_before == []
    size = EACH * (len(WRONG) + len(FREE))
    return list(campaign.trials(range(20 * size, 21 * size), seed=1))


def test_what_is_wrong_is_refused_at_its_line_and_nothing_gives_a_stack_trace(
    sample: list[Trial],
) -> None:
    wrong = [(t.kind, t.file, t.end, t.changed, t.told) for t in sample if t.is_wrong]
    assert wrong == []


def test_the_sample_holds_mutants_of_every_kind(sample: list[Trial]) -> None:
    """A kind that finds no place any more would prove nothing."""
    tried = {trial.kind for trial in sample}
    assert tried == {kind.name for kind in (*WRONG, *FREE) if not kind.slow}
    assert len({trial.file for trial in sample}) > 20


def _without_line(text: bytes, at: int) -> bytes:
    lines = text.splitlines(keepends=True)
    return b"".join(lines[:at] + lines[at + 1 :])


def _line_twice(text: bytes, at: int) -> bytes:
    lines = text.splitlines(keepends=True)
    return b"".join(lines[: at + 1] + lines[at:])


def _lines_swapped(text: bytes, at: int) -> bytes:
    lines = text.splitlines(keepends=True)
    lines[at : at + 2] = reversed(lines[at : at + 2])
    return b"".join(lines)


def _cut_off(text: bytes, at: int) -> bytes:
    return text[:at]


def _without_byte(text: bytes, at: int) -> bytes:
    return text[:at] + text[at + 1 :]


BY_LINE = [_without_line, _line_twice, _lines_swapped]
BY_BYTE = [_cut_off, _without_byte]


def mutant(text: bytes, draw: Callable[[st.SearchStrategy[Any]], Any]) -> bytes:
    """The text with one or two things wrong."""
    for _ in range(draw(st.integers(1, 2))):
        change = draw(st.sampled_from([*BY_LINE, *BY_BYTE, None]))
        if change in BY_LINE:
            text = change(text, draw(NUMBERS) % max(1, text.count(b"\n")))
        elif change is not None:
            text = change(text, draw(NUMBERS) % max(1, len(text)))
        else:
            at = draw(NUMBERS) % max(1, len(text))
            text = text[:at] + draw(st.sampled_from(GARBLE)) + text[at:]
    return text


@pytest.fixture(scope="module")
def folder(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("mutanten") / "klein"
    shutil.copytree(whole, copy)
    return copy


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(name=st.sampled_from(FILES), data=st.data())
def test_a_mutant_gives_faults_or_usable_content(
    whole: Path, folder: Path, name: Path, data: st.DataObject
) -> None:
    (folder / name).write_bytes(mutant((whole / name).read_bytes(), data.draw))
    faults = check(folder, TODAY)
    for fault in faults:
        assert fault.line >= 1
        assert fault.column >= 1
        assert fault.what
        assert fault.remedy
    if not faults:
        knowledge = load(folder)
        assert knowledge.texts.label("ga-verder")
        for question in knowledge.questions:
            assert knowledge.texts.render(question.ask, naam="Samira") is not None
    shutil.copy(whole / name, folder / name)
