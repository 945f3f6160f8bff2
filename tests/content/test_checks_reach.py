"""What no plan leads to is told, and what some plan leads to is left alone."""

import pytest

from bot.content import load
from tests.content.conftest import Content

NEVER = "Deze voorwaarden gaan nooit samen.  → Haal er één weg, of maak er twee stukken van."

UNREACHABLE = [
    (
        "regels/groen.yaml",
        "themas: [groen]",
        "themas: [feest]",
        "intake.yaml",
        "{themas: [feest]}",
        "{themas: [groen]}",
        "intake.yaml:28:18: Deze voorwaarde geldt nooit: geen regel heeft het thema 'groen'."
        "  → Haal hem weg, of kies iets wat wel voorkomt.",
    ),
    (
        "intake.yaml",
        "{gewicht: licht, niet: true}",
        "{gewicht: zwaar}",
        "",
        "",
        "",
        "intake.yaml:41:19: Deze voorwaarde geldt nooit: geen regel is zwaar."
        "  → Haal hem weg, of kies iets wat wel voorkomt.",
    ),
    (
        "intake.yaml",
        "{antwoord: mensen, minstens: 10}",
        "{gehoord: waarom}",
        "",
        "",
        "",
        "intake.yaml:27:19: Deze voorwaarde geldt nooit:"
        " het antwoord op 'waarom' hoort de computer nooit in het idee."
        "  → Haal hem weg, of kies iets wat wel voorkomt.",
    ),
    (
        "intake.yaml",
        "minstens: 10",
        "hoogstens: -1",
        "",
        "",
        "",
        "intake.yaml:27:39: Deze voorwaarde geldt nooit: minder dan nul kan niet."
        "  → Haal hem weg, of kies iets wat wel voorkomt.",
    ),
    (
        "intake.yaml",
        "{themas: [feest]}",
        "{antwoord: mensen, minstens: 10, niet: true}",
        "",
        "",
        "",
        f"intake.yaml:28:9: {NEVER}",
    ),
    (
        "intake.yaml",
        "{antwoord: mensen, minstens: 10}",
        "{themas: [feest, groen], niet: true}",
        "",
        "",
        "",
        f"intake.yaml:28:9: {NEVER}",
    ),
    (
        "intake.yaml",
        "{antwoord: mensen, minstens: 10}",
        "{geen_regel: true}",
        "intake.yaml",
        "alleen_als: [{onderdeel: muziek}]",
        "alleen_als: [{antwoord: mensen, bekend: true}]",
        f"intake.yaml:28:9: {NEVER}",
    ),
    (
        "intake.yaml",
        "alleen_als: [{onderdeel: muziek}]",
        "alleen_als: [{themas: [feest], niet: true}]",
        "",
        "",
        "",
        f"intake.yaml:30:22: {NEVER}",
    ),
    (
        "regels/feest.yaml",
        "    kanaal:",
        "    alleen_als: [{antwoord: mensen, minstens: 60}]\n    kanaal:",
        "",
        "",
        "",
        f"regels/feest.yaml:17:22: {NEVER}",
    ),
    (
        "intake.yaml",
        "        vraag: Weten de buren van de muziek?\n",
        "        vraag: Weten de buren van de muziek?\n"
        "      - alleen_als: [{onderdeel: muziek}, {themas: [feest]}]\n"
        "        vraag: Weten de buren van het feest?\n",
        "",
        "",
        "",
        "intake.yaml:32:9: Deze variant komt nooit aan de beurt: die op regel 30 gaat altijd voor."
        "  → Zet hem daarvoor, of haal hem weg.",
    ),
    (
        "intake.yaml",
        "    vraag: Weten de buren ervan?\n",
        "    vraag: Weten de buren ervan?\n    als_het_telt: true\n",
        "",
        "",
        "",
        "intake.yaml:26:19: Geen regel kijkt naar 'buren', dus de vraag komt nooit."
        "  → Haal als_het_telt weg, of noem het antwoord in een alleen_als van een regel.",
    ),
    (
        "onderdelen.yaml",
        "regels: [geveltuin]",
        "regels: []\n    themas: [groen]",
        "regels/groen.yaml",
        "themas: [groen]",
        "themas: [feest, groen]",
        "onderdelen.yaml:8:5: Het onderdeel 'bloembak' staat bij geen enkele regel op het scherm."
        "  → Zet het bij een thema met regels, bij de eerste 8 van dat thema.",
    ),
    (
        "regels/feest.yaml",
        "    kanaal:",
        "    anders: geveltuin\n    kanaal:",
        "",
        "",
        "",
        "regels/feest.yaml:18:13: De regel 'buurtfeest' geldt altijd, dus 'geveltuin' komt nooit."
        "  → Voeg een alleen_als toe, of haal anders weg.",
    ),
    (
        "regels/feest.yaml",
        "    kanaal:",
        "    alleen_als: [{antwoord: mensen, hoogstens: 50}]\n    anders: geveltuin\n    kanaal:",
        "regels/groen.yaml",
        "    contact:",
        "    alleen_als: [{antwoord: mensen, hoogstens: 20}]\n    contact:",
        "regels/feest.yaml:19:13: 'geveltuin' geldt nooit als 'buurtfeest' niet geldt."
        "  → Kies een andere regel, of verander een van beide alleen_als.",
    ),
    (
        "regels/feest.yaml",
        "    kanaal:",
        "    alleen_als: [{antwoord: mensen, hoogstens: 50}]\n    anders: geveltuim\n    kanaal:",
        "",
        "",
        "",
        "regels/feest.yaml:19:13: Er is geen andere regel 'geveltuim'.  → Bedoelde je 'geveltuin'?",
    ),
    (
        "gemeente.yaml",
        "straten: [Molenweg, Kerkstraat]",
        "straten: []",
        "",
        "",
        "",
        "gemeente.yaml:22:14: De wijk 'buiten' heeft geen straten."
        "  → Zet de straten, pleinen en parken erbij.",
    ),
    (
        "team.yaml",
        "wijken: [dorp, buiten]\n    themas: [feest, groen]",
        "wijken: [dorp]\n    themas: [groen]",
        "team.yaml",
        "rol: coordinator\n    functie: coördinator",
        "rol: coordinator\n    functie: coördinator\n    themas: [feest]\n"
        "    uren_per_week: 4\n    dagen: [maandag]\n"
        "  - id: noor\n    naam: Noor\n    functie: begeleider\n    wijken: [buiten]\n"
        "    themas: [feest]",
        "gemeente.yaml:19:5: In de wijk 'buiten' doet niemand het thema 'groen'."
        "  → Zet dit thema of deze wijk bij iemand in team.yaml.",
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "other_file", "other_old", "other_new", "told"), UNREACHABLE
)
def test_what_no_plan_leads_to_is_told(
    content: Content,
    file: str,
    old: str,
    new: str,
    other_file: str,
    other_old: str,
    other_new: str,
    told: str,
) -> None:
    content.change(file, old, new)
    if other_file:
        content.change(other_file, other_old, other_new)
    assert content.faults() == [f"klein/{told}"]


REACHABLE = [
    ("intake.yaml", "{themas: [feest]}", "{antwoord: mensen, hoogstens: 10}"),
    ("intake.yaml", "{antwoord: mensen, minstens: 10}", "{themas: [groen], niet: true}"),
    ("intake.yaml", "alleen_als: [{onderdeel: muziek}]", "alleen_als: [{themas: [feest, groen]}]"),
    ("intake.yaml", "{antwoord: mensen, minstens: 10}", "{gehoord: mensen}"),
    ("intake.yaml", "{gewicht: licht, niet: true}", "{gewicht: gewoon}"),
    ("intake.yaml", "{gewicht: licht, niet: true}", "{geen_regel: true}"),
    (
        "intake.yaml",
        "        vraag: Weten de buren van de muziek?\n",
        "        vraag: Weten de buren van de muziek?\n"
        "      - alleen_als: [{themas: [feest]}]\n"
        "        vraag: Weten de buren van het feest?\n",
    ),
    (
        "regels/feest.yaml",
        "    kanaal:",
        "    alleen_als: [{antwoord: mensen, minstens: 20}]\n    anders: geveltuin\n    kanaal:",
    ),
]


@pytest.mark.parametrize(("file", "old", "new"), REACHABLE)
def test_what_some_plan_leads_to_is_left_alone(
    content: Content, file: str, old: str, new: str
) -> None:
    content.change(file, old, new)
    assert content.faults() == []


def test_a_member_without_wijken_works_in_all_of_them(content: Content) -> None:
    content.change("team.yaml", "    wijken: [dorp, buiten]\n", "")
    assert content.faults() == []


def test_a_tick_too_far_down_the_list_is_told(content: Content) -> None:
    ticks = "".join(
        f"  - {{id: tik-{n}, label: Tik {n}, kort: tik {n}, themas: [feest]}}\n" for n in range(9)
    )
    content.add("onderdelen.yaml", ticks)
    assert [fault.split("'")[1] for fault in content.faults()] == ["tik-7", "tik-8"]


def test_content_out_of_reach_never_goes_live(content: Content) -> None:
    from bot.content import ContentFaults

    content.change("intake.yaml", "{gewicht: licht, niet: true}", "{gewicht: zwaar}")
    with pytest.raises(ContentFaults):
        load(content.folder)
