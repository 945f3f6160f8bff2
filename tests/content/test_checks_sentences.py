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
