"""A budget without somebody who gives from it, or the other way round, is told with its remedy."""

import pytest

from tests.content.conftest import Content

REGISSEUR = """\
  - id: renske
    naam: Renske
    rol: wijkregisseur
    functie: wijkregisseur
    wijken: {wijken}
    uren_per_week: 24
    dagen: [maandag]
"""


@pytest.fixture
def with_budget(content: Content) -> Content:
    content.change("gemeente.yaml", "naam: Dorp\n", "naam: Dorp\n    budget: 5000\n")
    return content


@pytest.mark.parametrize("wijken", ["[dorp]", "[]"])
def test_a_wijk_with_a_budget_and_a_wijkregisseur_is_whole(
    with_budget: Content, wijken: str
) -> None:
    with_budget.add("team.yaml", REGISSEUR.format(wijken=wijken))
    assert with_budget.faults() == []


def test_a_budget_needs_a_wijkregisseur(with_budget: Content) -> None:
    assert with_budget.faults() == [
        "klein/gemeente.yaml:16:13: De wijk 'dorp' heeft een budget, maar geen wijkregisseur."
        "  → Zet in team.yaml iemand met rol: wijkregisseur bij deze wijk, of haal budget weg."
    ]


def test_a_wijkregisseur_of_a_wijk_needs_its_budget(with_budget: Content) -> None:
    with_budget.add("team.yaml", REGISSEUR.format(wijken="[dorp, buiten]"))
    assert with_budget.faults() == [
        "klein/team.yaml:29:20: De wijk 'buiten' heeft geen budget, maar wel een wijkregisseur."
        "  → Zet in gemeente.yaml budget bij deze wijk, of haal de wijk hier weg."
    ]


def test_a_wijkregisseur_of_all_wijken_needs_one_budget(content: Content) -> None:
    content.add("team.yaml", REGISSEUR.format(wijken="[]"))
    (fault,) = content.faults()
    assert "'renske' is wijkregisseur, maar geen wijk heeft een budget." in fault


@pytest.mark.parametrize("budget", ["0", "-100", "12.50", "veel"])
def test_a_budget_is_some_whole_euros(with_budget: Content, budget: str) -> None:
    with_budget.add("team.yaml", REGISSEUR.format(wijken="[dorp]"))
    with_budget.change("gemeente.yaml", "budget: 5000", f"budget: {budget}")
    assert len(with_budget.faults()) >= 1
