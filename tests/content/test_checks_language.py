"""How things are said: the faults an editor mends, and with which a running bot goes on."""

from datetime import date

import pytest

from bot.content import check, load
from tests.content.conftest import Content

LONG = "Een feest " + "heel " * 18 + "klein."

SAID = [
    (
        "teksten/bewoner.yaml",
        "Wat [wil je|wilt u] doen?",
        "Wat wil je doen?",
        "4:13: 'je' staat hier zonder u-vorm."
        "  → Schrijf beide: [heb je|hebt u]. Of schrijf het zonder je of u.",
    ),
    (
        "regels/groen.yaml",
        "bijna overal",
        "overal waar uw deur is",
        "7:19: 'uw' staat hier zonder je-vorm."
        "  → Schrijf beide: [heb je|hebt u]. Of schrijf het zonder je of u.",
    ),
    (
        "matching/elders.yaml",
        "Dat kun [je|u]",
        "Dat kunnen jullie",
        "4:15: 'jullie' staat hier zonder u-vorm."
        "  → Schrijf beide: [heb je|hebt u]. Of schrijf het zonder je of u.",
    ),
    (
        "onderdelen.yaml",
        "kort: een bloembak",
        "kort: jouw bloembak",
        "10:11: 'jouw' staat hier zonder u-vorm.  → Schrijf dit zonder je of u.",
    ),
    (
        "teksten/bewoner.yaml",
        "[wil je|wilt u]",
        "[wilt u|wil je]",
        "4:9: Dit paar staat verkeerd om: [wilt u|wil je]  → Schrijf [heb je|hebt u]: je links.",
    ),
    (
        "teksten/bewoner.yaml",
        "[wil je|wilt u]",
        "[wil je|wilt]",
        "4:9: Dit paar mist een vorm: [wil je|wilt]  → Schrijf [heb je|hebt u]: je links.",
    ),
    (
        "teksten/bewoner.yaml",
        "[wil je|wilt u]",
        "[wil|wil]",
        "4:9: Dit paar is twee keer hetzelfde: [wil|wil]  → Schrijf [heb je|hebt u]: je links.",
    ),
    (
        "teksten/bewoner.yaml",
        "op weg.",
        "Middels dit\n    gesprek.",
        "3:29: 'Middels' kan gewoner.  → Schrijf liever: met. De lijst staat in taal.yaml.",
    ),
    (
        "regels/feest.yaml",
        "melden is genoeg",
        "dient te\n      worden gemeld",
        "7:19: 'dient te' kan gewoner.  → Schrijf liever: moet. De lijst staat in taal.yaml.",
    ),
    (
        "regels/groen.yaml",
        "Een geveltuin mag bijna overal.",
        LONG,
        "7:19: Deze zin heeft 21 woorden: Een feest heel heel heel heel …"
        "  → Maak er twee zinnen van. Hoogstens 20 woorden, liever 13.",
    ),
    (
        "teksten/bewoner.yaml",
        "Wat [wil je|wilt u] doen?",
        f"Kort.\n    {{% if vraag %}}Kort.{{% else %}}{LONG}{{% endif %}}",
        "5:34: Deze zin heeft 21 woorden: Een feest heel heel heel heel …"
        "  → Maak er twee zinnen van. Hoogstens 20 woorden, liever 13.",
    ),
    (
        "knoppen.yaml",
        "Ik stop ermee",
        "Einde van het plan",
        "3:9: De knop 'Einde van het plan' begint niet met een werkwoord."
        "  → Schrijf wat er gebeurt: Bekijk de status. Is het een keuze?"
        " Zet 'stop' dan in taal.yaml bij knoppen_zonder_werkwoord.",
    ),
    (
        "regels/feest.yaml",
        "doe: Meld het feest",
        "doe: Melding van het feest",
        "11:14: 'Melding van het feest' begint niet met een werkwoord."
        "  → Schrijf wat iemand doet: Meld het feest. Is het wel een werkwoord?"
        " Zet het dan in taal.yaml bij werkwoorden.",
    ),
    (
        "regels/feest.yaml",
        "doe: Meld het feest",
        "doe: Meld het feest.",
        "11:14: Hier staat een punt achter.  → Haal de punt weg: er komt een datum achter.",
    ),
    (
        "regels/groen.yaml",
        ", geveltuintje]",
        "]",
        "9:13: De regel 'geveltuin' heeft 4 van de 5 voorbeeldzinnen."
        "  → Voeg zinnen toe zoals bewoners ze typen.",
    ),
    (
        "regels/groen.yaml",
        ", geveltuintje]",
        ", Buurtfeest  melden]",
        "9:127: Deze zin staat er al (klein/regels/feest.yaml, regel 9)."
        "  → Haal er één weg. De zin hoort waar de bewoner moet uitkomen.",
    ),
    (
        "regels/groen.yaml",
        "gecontroleerd: 2026-11-01",
        "gecontroleerd: 2026-05-11",
        "13:20: De regel 'geveltuin' is al 12 maanden niet nagekeken."
        "  → Vraag het Stadsbeheer, kijk hem na, en zet hier de dag waarop je dat deed.",
    ),
    (
        "regels/groen.yaml",
        "gecontroleerd: 2026-11-01",
        "gecontroleerd: 2027-05-12",
        "13:20: 2027-05-12 moet nog komen.  → Zet hier de dag waarop je hem nakeek.",
    ),
    (
        "regels/groen.yaml",
        ", geveltuintje]",
        ", brand in ons huis]",
        "9:127: Deze zin vindt 'geveltuin' niet, maar de verwijzing 'noodgeval'."
        "  → Zet woorden eruit bij trefwoorden (brand, ons, huis),"
        " of zet de zin waar hij wel hoort.",
    ),
    (
        "matching/elders.yaml",
        "[lantaarnpaal kapot]",
        "[lantaarnpaal kapot, brand in onze flat]",
        "7:34: Deze zin vindt 'kapot' niet, maar de verwijzing 'noodgeval'."
        "  → Schrijf hem duidelijker, of zet hem waar hij wel hoort.",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), SAID)
def test_what_an_editor_must_mend_does_not_stop_the_bot(
    content: Content, file: str, old: str, new: str, told: str
) -> None:
    content.change("taal.yaml", "draagvlak]", "draagvlak]\nliever: {middels: met, dient te: moet}")
    content.change(file, old, new)
    assert content.faults() == [f"klein/{file}:{told}"]
    assert load(content.folder).rules


STRICT = [
    (
        "onderdelen.yaml",
        "kort: een bloembak",
        "kort: een bloembak [bij je|bij u]",
        "onderdelen.yaml:10:11: Een paar werkt hier niet: [bij je|bij u]"
        "  → Schrijf dit zonder je of u.",
    ),
    (
        "taal.yaml",
        "draagvlak]",
        "draagvlak]\nknoppen_zonder_werkwoord: [stoop]",
        "taal.yaml:2:28: Er is geen knop 'stoop'.  → Bedoelde je 'stop'?",
    ),
    (
        "knoppen.yaml",
        "Stuur naar {{ naam }}",
        "Stuur het nu naar {{ naam }}",
        "knoppen.yaml:4:15: Deze knop heeft 34 tekens, met een lange naam erin."
        "  → Maak er hoogstens 30 van.",
    ),
    (
        "regels/feest.yaml",
        "titel: Een klein feest melden",
        "titel: Een klein feest in de straat melden",
        "regels/feest.yaml:3:12: Deze knop heeft 35 tekens.  → Maak er hoogstens 30 van.",
    ),
    (
        "contacten.yaml",
        '"0612345678"',
        '"06 bel maar"',
        "contacten.yaml:5:15: '06 bel maar' is geen telefoonnummer."
        '  → Schrijf alleen cijfers en spaties: "14 0123" of "0800 1234".',
    ),
    (
        "contacten.yaml",
        "telefoon: 14 0123",
        "mail: groen.nl",
        "contacten.yaml:10:11: 'groen.nl' is geen mailadres.  → Schrijf het als groen@gemeente.nl.",
    ),
    (
        "matching/elders.yaml",
        "https://www.kleindorp.nl/melden",
        "http://www.kleindorp.nl/melden",
        "matching/elders.yaml:6:11: 'http://www.kleindorp.nl/melden' is geen veilig webadres."
        "  → Schrijf het hele adres, met https:// ervoor.",
    ),
    (
        "regels/groen.yaml",
        "eigenaar: Stadsbeheer",
        'eigenaar: " "',
        "regels/groen.yaml:12:15: Deze regel heeft geen eigenaar."
        "  → Noem de afdeling die hem bijhoudt.",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), STRICT)
def test_what_a_resident_could_trip_over_is_refused(
    content: Content, file: str, old: str, new: str, told: str
) -> None:
    content.change(file, old, new)
    assert content.faults() == [f"klein/{told}"]


FINE = [
    ("teksten/bewoner.yaml", "op weg.", "op weg, tot 14.00 u of 22 u."),
    ("teksten/bewoner.yaml", "op weg.", "met {{ vraag or 'je' }} op weg."),
    ("teksten/team.yaml", "we zoeken draagvlak", "je bent er, middels een knop"),
    ("knoppen.yaml", "Ik stop ermee", "Ja, stuur maar"),
    ("knoppen.yaml", "Ik stop ermee", "Lees de regels"),
    (
        "regels/groen.yaml",
        "eigenaar: Stadsbeheer",
        "eigenaar: Stadsbeheer\n    geldig_van: 2029-01-01",
    ),
    ("contacten.yaml", '"0612345678"', '"+31 (0)20-624 1111"'),
    ("regels/groen.yaml", "gecontroleerd: 2026-11-01", "gecontroleerd: 2026-05-12"),
]


@pytest.mark.parametrize(("file", "old", "new"), FINE)
def test_what_is_said_well_is_left_alone(content: Content, file: str, old: str, new: str) -> None:
    content.change("taal.yaml", "draagvlak]", "draagvlak]\nliever: {middels: met}")
    content.change(file, old, new)
    assert content.faults() == []


def test_an_editor_may_name_a_verb_and_exempt_a_button(content: Content) -> None:
    content.change("knoppen.yaml", "Ik stop ermee", "Zwaaidag")
    assert len(content.faults()) == 1
    content.change("taal.yaml", "draagvlak]", "draagvlak]\nwerkwoorden: [zwaaidag]")
    assert content.faults() == []
    content.change("taal.yaml", "werkwoorden: [zwaaidag]", "knoppen_zonder_werkwoord: [stop]")
    assert content.faults() == []


def test_an_editor_may_allow_longer_sentences_and_longer_terms(content: Content) -> None:
    content.change("regels/groen.yaml", "Een geveltuin mag bijna overal.", LONG)
    content.change("regels/groen.yaml", "gecontroleerd: 2026-11-01", "gecontroleerd: 2025-11-01")
    content.change("taal.yaml", "draagvlak]", "draagvlak]\nwoorden_per_zin: 25")
    content.add("taal.yaml", "controleer_na_maanden: 24\n")
    assert content.faults() == []


def test_stale_rules_are_judged_by_the_day(content: Content) -> None:
    assert check(content.folder, date(2027, 10, 31)) == []
    assert len(check(content.folder, date(2027, 11, 1))) == 2


def test_sentences_are_looked_at_only_when_all_else_may_be_used(content: Content) -> None:
    content.change("regels/groen.yaml", ", geveltuintje]", ", brand in ons huis]")
    content.change("regels/groen.yaml", "contact: planten", "contact: plant")
    assert [fault.split(": ")[1].split(" ")[0] for fault in content.faults()] == ["Er"]
