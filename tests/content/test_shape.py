"""What an entry must and may hold: told at the key or value that is wrong."""

import pytest

from tests.content.conftest import Content

WRONG = [
    (
        "regels/feest.yaml",
        "trefwoorden:",
        "trefworden:",
        "klein/regels/feest.yaml:8:5: De sleutel 'trefworden' ken ik niet."
        "  → Bedoelde je 'trefwoorden'?",
    ),
    (
        "regels/feest.yaml",
        "        omdat: Dan weet de brandweer ervan.\n",
        "",
        "klein/regels/feest.yaml:11:9: 'omdat' ontbreekt.  → Voeg toe: omdat: …",
    ),
    (
        "intake.yaml",
        "minstens: 10}",
        "minsten: 10}",
        "klein/intake.yaml:27:28: De sleutel 'minsten' ken ik niet.  → Bedoelde je 'minstens'?",
    ),
    (
        "contacten.yaml",
        '"0612345678"',
        "0612345678",
        "klein/contacten.yaml:5:15: 0612345678 wordt zo een getal en verliest de nul vooraan."
        '  → Zet er aanhalingstekens om: "0612345678"',
    ),
    (
        "contacten.yaml",
        "naam: Groen",
        "naam: true",
        "klein/contacten.yaml:8:11: true wordt zo geen tekst."
        '  → Zet er aanhalingstekens om: "true"',
    ),
    (
        "contacten.yaml",
        "naam: Groen",
        "naam:",
        "klein/contacten.yaml:8:5: Hier is niets ingevuld.  → Vul het in, of haal de regel weg.",
    ),
    (
        "contacten.yaml",
        "naam: Groen",
        "naam: [Groen, Bomen]",
        "klein/contacten.yaml:8:11: Dit moet tekst zijn.  → Schrijf hier één tekst.",
    ),
    (
        "regels/feest.yaml",
        "vraagt: melden",
        "vraagt: melding",
        "klein/regels/feest.yaml:5:13: 'melding' kan hier niet.  → Bedoelde je 'melden'?",
    ),
    (
        "regels/feest.yaml",
        "gewicht: licht",
        "gewicht: xxx",
        "klein/regels/feest.yaml:6:14: 'xxx' kan hier niet.  → Kies uit: gewoon, licht, zwaar.",
    ),
    (
        "regels/feest.yaml",
        "gecontroleerd: 2026-11-01",
        "gecontroleerd: 1-11-2026",
        "klein/regels/feest.yaml:24:20: Dit is geen datum.  → Schrijf een datum als 2027-06-12.",
    ),
    (
        "regels/feest.yaml",
        "gecontroleerd: 2026-11-01",
        "gecontroleerd: 2026-13-45",
        "klein/regels/feest.yaml:24:20: Dit is geen datum.  → Schrijf een datum als 2027-06-12.",
    ),
    (
        "regels/feest.yaml",
        "themas: [feest]",
        "themas: []",
        "klein/regels/feest.yaml:4:13: Deze lijst is te kort.  → Zet er minstens 1 in.",
    ),
    (
        "regels/feest.yaml",
        "themas: [feest]",
        "themas: feest",
        "klein/regels/feest.yaml:4:13: Dit moet een lijst zijn."
        "  → Zet er [ en ] omheen, of begin elke regel met -",
    ),
    (
        "regels/feest.yaml",
        "kanaal: {formulier",
        "kanaal: formulier #",
        "klein/regels/feest.yaml:18:13: Hier horen sleutels met een dubbele punt."
        "  → Kijk hoe het elders in de map staat.",
    ),
    (
        "gemeente.yaml",
        "gebied: [52.1, 5.0, 52.2, 5.1]",
        "gebied: [52.1, 5.0, 52.2]",
        "klein/gemeente.yaml:17:13: Deze lijst is te kort.  → Er hoort nog een waarde 4 bij.",
    ),
    (
        "gemeente.yaml",
        'kantoor_van: "08:30"',
        "kantoor_van: half negen",
        "klein/gemeente.yaml:7:14: Dit is geen tijd.  → Schrijf een tijd als 09:00.",
    ),
    (
        "gemeente.yaml",
        "codeletters: KD",
        "codeletters: kd",
        "klein/gemeente.yaml:2:14: Dit heeft niet de goede vorm.  → De vorm is ^[A-Z]{2}$",
    ),
    (
        "intake.yaml",
        "belang: 60",
        "belang: 600",
        "klein/intake.yaml:10:13: Dit getal is te groot.  → Kies hoogstens 99.",
    ),
    (
        "intake.yaml",
        "belang: 60",
        "belang: veel",
        "klein/intake.yaml:10:13: Dit is geen getal.  → Vul een getal in, zonder aanhalingstekens.",
    ),
    (
        "intake.yaml",
        "niet: true",
        "niet: misschien",
        "klein/intake.yaml:41:32: Dit is geen ja of nee.  → Schrijf true of false.",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), WRONG)
def test_a_wrong_entry_is_told_where_it_stands(
    content: Content, file: str, old: str, new: str, told: str
) -> None:
    content.change(file, old, new)
    assert content.faults() == [told]


def test_all_faults_are_told_at_once_by_file_and_line(content: Content) -> None:
    content.change("contacten.yaml", '"0612345678"', "0612345678")
    content.change("regels/feest.yaml", "contact: feesten", "contact: fesen")
    content.change("regels/feest.yaml", "trefwoorden:", "trefworden:")
    content.change("knoppen.yaml", "Ik stop ermee", "Ik stop er nu toch maar echt helemaal mee")
    assert [fault.split(": ")[0] for fault in content.faults()] == [
        "klein/contacten.yaml:5:15",
        "klein/knoppen.yaml:3:9",
        "klein/regels/feest.yaml:8:5",
    ]


def test_a_broken_entry_does_not_make_what_refers_to_it_look_broken(content: Content) -> None:
    content.change("contacten.yaml", "naam: Feesten", "naem: Feesten")
    assert all(fault.startswith("klein/contacten.yaml") for fault in content.faults())
