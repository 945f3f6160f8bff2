"""The commands that measure the matcher work on a tiny file, and count what they say they count."""

import json
from pathlib import Path
from random import Random

import pytest

from bot.core.matching import Matcher, Outcome, Scored
from tests.core.matching.conftest import ENTRIES
from tests.eval.__main__ import main
from tests.eval.folds import cross_validate
from tests.eval.labelled import Labelled, read, with_typing_errors
from tests.eval.scores import Judged, share
from tests.eval.tables import of


def judged(said: Labelled, *rules: str, outcome: str = "match", refer: str | None = None) -> Judged:
    found = tuple(Scored(rule, 0.5, ()) for rule in rules)
    return Judged(said, Outcome(outcome, (), found, refer))  # type: ignore[arg-type]


FEAST = Labelled("een feest", True, frozenset({"feest"}), style="nl")
TITLE = Labelled("Feest!", True, frozenset({"feest"}), style="real-title")
PASSPORT = Labelled("mijn paspoort", False, refer="burgerzaken", style="nl")
FIRE = Labelled("brand", False, refer="noodgeval-112", style="nl")


def test_a_file_is_measured_and_every_miss_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sentences.jsonl"
    lines = [
        {"text": "straatfeest met bbq", "kind": "in", "rules": ["evenement-melding"]},
        {"text": "straatfeest", "kind": "in", "rules": ["collecte"], "style": "short"},
        {"text": "mijn paspoort is verlopen", "refer": "burgerzaken"},
    ]
    file.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n")

    assert main([str(file), "--misses", "--quick"]) == 0

    printed = capsys.readouterr().out
    assert "| **own** | 2 | 0.500 | 0.500 |" in printed
    assert "`straatfeest` wanted collecte" in printed
    assert "paspoort" not in printed


def test_a_file_that_is_not_there_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere.jsonl", "--quick"]) == 2
    assert "nowhere.jsonl" in capsys.readouterr().err


def test_a_missing_field_is_guessed_from_the_others(tmp_path: Path) -> None:
    file = tmp_path / "sentences.jsonl"
    file.write_text('{"text": "hoi", "refer": "smalltalk"}\n{"text": "feest", "rules": ["feest"]}')
    assert [one.in_scope for one in read(file)] == [False, True]


def test_real_titles_are_counted_apart_from_what_was_written_for_the_purpose() -> None:
    table = of([judged(FEAST, "feest"), judged(TITLE, "markt", "feest")], None)
    assert "| **own** | 1 | 1.000 | 1.000 |" in table
    assert "| **real titles** | 1 | 0.000 | 1.000 |" in table


def test_a_plan_for_which_no_rule_is_right_counts_as_no_miss() -> None:
    without = Labelled("Weide Wiede", True, style="nl")
    both = [judged(without, "markt"), judged(FEAST, "feest")]
    assert share(both, lambda one: one.right_within(3)) == 1


@pytest.mark.parametrize(
    ("outcome", "refer", "faults"),
    [
        ("refer", "burgerzaken", []),
        ("refer", "afval", ["referral"]),
        ("none", None, ["referral"]),
        ("doubt", None, ["answered", "referral"]),
        ("match", None, ["answered", "referral"]),
    ],
)
def test_out_of_scope_is_refused_when_no_rule_is_offered(
    outcome: str, refer: str | None, faults: list[str]
) -> None:
    assert judged(PASSPORT, "feest", outcome=outcome, refer=refer).faults == faults


def test_an_emergency_is_right_only_with_its_own_number() -> None:
    assert judged(FIRE, outcome="refer", refer="noodgeval-112").faults == []
    assert judged(FIRE, outcome="refer", refer="crisis-113").faults == ["emergency"]


def test_a_plan_that_is_sent_away_is_a_fault_however_well_it_was_understood() -> None:
    assert judged(FEAST, "feest", outcome="refer", refer="afval").faults == ["sent away"]


def test_typing_errors_change_the_letters_and_a_seed_repeats_them() -> None:
    text = "straatfeest met de buren"
    changed = {with_typing_errors(text, 2, Random(seed)) for seed in range(20)}
    assert text not in changed
    assert len(changed) > 15
    assert with_typing_errors(text, 2, Random(1)) == with_typing_errors(text, 2, Random(1))
    assert with_typing_errors("123", 2, Random(1)) == "123"


def test_a_hidden_sentence_is_not_in_the_index_that_judges_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[set[str]] = []
    build = Matcher.__init__

    def spy(self: Matcher, entries: object, *rest: object) -> None:
        seen.append({phrase for entry in entries for phrase in entry.phrases})  # type: ignore[attr-defined]
        build(self, entries, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Matcher, "__init__", spy)
    hidden = [("straatfeest", "Buurtfeest "), ("moestuin", "groente kweken")]

    found = cross_validate(ENTRIES, hidden, (), None)  # type: ignore[arg-type]

    assert {one.said.text for one in found} == {"Buurtfeest ", "groente kweken"}
    for phrase in ("buurtfeest", "groente kweken"):
        assert sum(phrase not in phrases for phrases in seen) == 1
