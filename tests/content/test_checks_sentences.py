"""The sentences by which the bot learns what an emergency is, as an editor writes them."""

import pytest

from bot.content.load import load
from tests.content.conftest import Content

TOLD = """noodzinnen:
  noodgeval: |
    # Vuur
    de schuur staat in lichterlaaie
    er slaan vlammen uit de garage
rustige_zinnen: |
  vlammen schilderen op de garage
woordsoorten:
  gebouw: schuur garage stal
"""


def test_sentences_of_emergencies_are_learned_from_the_content(content: Content) -> None:
    content.write("matching/nood.yaml", TOLD)
    assert content.faults() == []
    matcher = load(content.folder).matcher
    heard = matcher.alarm("de stal staat in lichterlaaie")
    assert heard is not None
    assert heard.referral == "noodgeval"
    assert matcher.alarm("vlammen schilderen op de garage") is None


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("noodgval", "Bedoelde je 'noodgeval'?"), ("kapot", "Kies uit: noodgeval.")],
)
def test_sentences_of_emergencies_need_a_number_to_call(
    content: Content, name: str, remedy: str
) -> None:
    content.write("matching/nood.yaml", TOLD.replace("noodgeval:", f"{name}:"))
    (fault,) = content.faults()
    assert f"nood.yaml:2:3: Er is geen verwijzing met spoed die '{name}' heet." in fault
    assert remedy in fault


SAID = """bewonerszinnen:
  geveltuin: |
    # Klimop
    hedera tegen de muur laten groeien
    een klimplant op de stoep zetten
"""


def test_sentences_of_residents_teach_how_a_rule_is_asked_for(content: Content) -> None:
    assert load(content.folder).matcher.match("hedera tegen mijn muur").outcome == "none"
    content.write("matching/zinnen.yaml", SAID)
    assert content.faults() == []
    best = load(content.folder).matcher.match("hedera tegen mijn muur").rules[0]
    assert best.id == "geveltuin"
    assert "hedera" in best.why


def test_sentences_of_residents_need_a_rule_or_a_place_elsewhere(content: Content) -> None:
    content.write("matching/zinnen.yaml", SAID.replace("geveltuin:", "gevelltuin:"))
    (fault,) = content.faults()
    assert "zinnen.yaml:2:3: Er is geen regel of verwijzing zonder spoed die 'gevelltuin'" in fault
    assert "Bedoelde je 'geveltuin'?" in fault


def test_what_may_be_an_emergency_needs_a_careful_answer(content: Content) -> None:
    careful = "    antwoord_bij_twijfel: Is er gevaar? Bel 112.\n"
    content.change("matching/elders.yaml", careful, "")
    (fault,) = content.faults()
    assert "De verwijzing 'noodgeval' heeft spoed, maar geen antwoord_bij_twijfel." in fault
    assert "Voeg toe: antwoord_bij_twijfel" in fault
