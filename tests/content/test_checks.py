"""What must hold between entries and files: every fault with its place and its remedy."""

import pytest

from tests.content.conftest import Content

REFERENCES = [
    ("themas.yaml", "contact: planten", "contact: planen", "3:39: Er is geen contact 'planen'."),
    (
        "regels/groen.yaml",
        "contact: planten",
        "contact: plant",
        "11:14: Er is geen contact 'plant'.",
    ),
    ("regels/feest.yaml", "[feest]", "[feesten]", "4:14: Er is geen thema 'feesten'."),
    ("regels/feest.yaml", "onderdeel: muziek", "onderdeel: muzik", "14:34: Er is geen onderdeel"),
    ("regels/feest.yaml", "antwoord: mensen", "antwoord: mens", "17:33: Er is geen vraag 'mens'."),
    ("team.yaml", "[feest, groen]", "[feest, groenn]", "7:21: Er is geen thema 'groenn'."),
    ("team.yaml", "[dorp, buiten]", "[dorp, buitn]", "6:20: Er is geen wijk 'buitn'."),
    ("contacten.yaml", "[dorp]", "[dorpen]", "11:14: Er is geen wijk 'dorpen'."),
    ("onderdelen.yaml", "[feest]", "[fest]", "5:14: Er is geen thema 'fest'."),
    ("onderdelen.yaml", "[buurtfeest]", "[buurfeest]", "6:14: Er is geen regel 'buurfeest'."),
    ("onderdelen.yaml", "[geveltuin]", "[gevel]", "11:14: Er is geen regel 'gevel'."),
    ("intake.yaml", "themas: [feest]", "themas: [fest]", "28:19: Er is geen thema 'fest'."),
    (
        "intake.yaml",
        "onderdeel: muziek",
        "onderdeel: muzik",
        "30:34: Er is geen onderdeel 'muzik'.",
    ),
    (
        "intake.yaml",
        "antwoord: mensen, minstens: 10",
        "gehoord: menen",
        "27:19: Er is geen vraag 'menen'.",
    ),
    ("intake.yaml", "is: nee", "is: ne", "42:31: Er is geen antwoord 'ne'."),
    ("intake.yaml", "is: nee", "een_van: [nee, jaa]", "42:42: Er is geen antwoord 'jaa'."),
    ("herinneringen.yaml", "bewoner.herinner", "bewoner.herin", "6:12: Er is geen tekst"),
    ("herinneringen.yaml", "intake-niet-af", "intake-niet", "3:10: Er is geen voorwaarde"),
    ("herinneringen.yaml", "[ga-verder, stop]", "[ga-verde, stop]", "7:15: Er is geen knop"),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), REFERENCES)
def test_what_is_named_must_exist(
    content: Content, file: str, old: str, new: str, told: str
) -> None:
    content.change(file, old, new)
    place = f"klein/{file}:{told}"
    remedies = [fault.split("  → ")[1] for fault in content.faults() if fault.startswith(place)]
    assert [remedy.startswith("Bedoelde je '") for remedy in remedies] == [True]


FAULTS = [
    (
        "matching/elders.yaml",
        "id: noodgeval",
        "id: kapot",
        "8:9: Het id 'kapot' is er al (klein/matching/elders.yaml, regel 2)."
        "  → Kies een ander id, of voeg ze samen.",
    ),
    (
        "intake.yaml",
        "id: veel",
        "id: weinig",
        "15:14: Het id 'weinig' is er al (klein/intake.yaml, regel 14)."
        "  → Kies een ander id, of voeg ze samen.",
    ),
    (
        "team.yaml",
        "id: fatima",
        "id: Fatima El A.",
        "2:9: 'Fatima El A.' kan geen id zijn."
        "  → Gebruik kleine letters, cijfers en streepjes: buurt-bbq.",
    ),
    (
        "gemeente.yaml",
        "bewoner_vanaf: 09:00",
        "bewoner_vanaf: 9",
        "9:16: '9' is geen tijd van de dag.  → Schrijf een tijd als \"09:00\".",
    ),
    (
        "gemeente.yaml",
        "bewoner_vanaf: 09:00",
        "bewoner_vanaf: 09:00Z",
        "9:16: '09:00Z' is geen tijd van de dag.  → Schrijf een tijd als \"09:00\".",
    ),
    (
        "gemeente.yaml",
        '"17:00"',
        '"07:00"',
        "8:14: 07:00 is niet later dan 08:30.  → Draai de tijden om.",
    ),
    (
        "gemeente.yaml",
        "Europe/Amsterdam",
        "Europa/Amsterdam",
        "6:11: De tijdzone 'Europa/Amsterdam' bestaat niet.  → Schrijf Europe/Amsterdam.",
    ),
    (
        "gemeente.yaml",
        "privacyversie",
        "belofte_werkdagen: 0\nprivacyversie",
        "12:20: 0 werkdagen kan niet.  → Kies 1 tot 30 werkdagen.",
    ),
    (
        "gemeente.yaml",
        "[52.1, 5.0, 52.2, 5.1]",
        "[5.0, 52.1, 5.1, 52.0]",
        "17:13: Dit is geen gebied op de kaart.  → Schrijf [zuid, west, noord, oost] in graden.",
    ),
    (
        "gemeente.yaml",
        "https://www.kleindorp.nl",
        "www.kleindorp.nl",
        "4:7: 'www.kleindorp.nl' is geen veilig webadres."
        "  → Schrijf het hele adres, met https:// ervoor.",
    ),
    (
        "regels/feest.yaml",
        '"https://www.kleindorp.nl/feest"',
        "feest",
        "18:25: 'feest' is geen veilig webadres.  → Schrijf het hele adres, met https:// ervoor.",
    ),
    (
        "matching/elders.yaml",
        "https://www.kleindorp.nl/melden",
        "https://[melden",
        "6:11: 'https://[melden' is geen veilig webadres."
        "  → Schrijf het hele adres, met https:// ervoor.",
    ),
    (
        "team.yaml",
        "[dorp, buiten]",
        "[dorp]",
        "gemeente.yaml:19:5: Geen begeleider werkt in de wijk 'buiten'."
        "  → Zet deze wijk bij een begeleider in team.yaml.",
    ),
    (
        "team.yaml",
        "[feest, groen]",
        "[feest]",
        "themas.yaml:3:5: Geen begeleider doet het thema 'groen'."
        "  → Zet dit thema bij een begeleider in team.yaml.",
    ),
    (
        "themas.yaml",
        "contact: planten}",
        "contact: planten, buiten: true}",
        "3:56: Dit thema is buiten, maar geen contact is de buitendienst."
        "  → Zet bij een afdeling in contacten.yaml: buitendienst: true",
    ),
    (
        "contacten.yaml",
        "wijken: [dorp]",
        "buitendienst: true",
        "11:19: Er is een buitendienst, maar geen thema is buiten."
        "  → Zet bij een thema in themas.yaml: buiten: true",
    ),
    (
        "team.yaml",
        "rol: coordinator",
        "rol: begeleider",
        "2:5: Het team heeft geen coördinator.  → Zet bij iemand: rol: coordinator",
    ),
    (
        "team.yaml",
        "rol: opdrachtgever",
        "rol: directeur",
        "2:5: Het team heeft geen opdrachtgever.  → Zet bij iemand: rol: opdrachtgever",
    ),
    (
        "team.yaml",
        "uren_per_week: 24",
        "uren_per_week: 240",
        "8:20: 240 uur in een week kan niet.  → Kies 1 tot 60 uur.",
    ),
    (
        "team.yaml",
        "tot_en_met: 2027-07-14",
        "tot_en_met: 2027-06-14",
        "11:9: Dit verlof eindigt op 2027-06-14, voor het begin.  → Draai van en tot_en_met om.",
    ),
    (
        "regels/groen.yaml",
        "    bronnen: [{naam: Groenbeleid}]\n",
        "",
        "2:5: De regel 'geveltuin' heeft geen bron."
        "  → Voeg toe: bronnen: met een naam, en een link als die er is.",
    ),
    (
        "regels/feest.yaml",
        "geldig_tot: 2028-12-31",
        "geldig_tot: 2025-12-31",
        "23:17: Deze regel eindigt op 2025-12-31, voor het begin."
        "  → Draai geldig_van en geldig_tot om.",
    ),
    (
        "regels/feest.yaml",
        "geldig_tot: 2028-12-31",
        "geldig_tot: 2027-05-10",
        "23:17: De regel 'buurtfeest' gold tot 2027-05-10."
        "  → Kijk de regel na en geef een nieuwe datum, of haal de regel weg.",
    ),
    (
        "regels/feest.yaml",
        "{werkdagen: 10}",
        "{werkdagen: 10, weken: 2}",
        "13:18: Deze termijn klopt niet.  → Kies werkdagen of weken, een van twee.",
    ),
    (
        "regels/feest.yaml",
        "{werkdagen: 10}",
        "{werkdagen: -10}",
        "13:18: Deze termijn kan niet.  → Kies een termijn van 0 tot 104 weken.",
    ),
    (
        "intake.yaml",
        "{themas: [feest]}",
        "{niet: true}",
        "28:9: Deze voorwaarde zegt niet waarover hij gaat."
        "  → Noem een antwoord, onderdeel, thema, regel of gewicht.",
    ),
    (
        "intake.yaml",
        "antwoord: mensen, minstens: 10",
        "minstens: 10",
        "27:9: Hier ontbreekt welk antwoord je bedoelt.  → Voeg toe: antwoord: …",
    ),
    (
        "intake.yaml",
        "antwoord: mensen, minstens: 10",
        "antwoord: mensen",
        "27:20: Hier ontbreekt wat het antwoord moet zijn."
        "  → Voeg toe: is, een_van, minstens, hoogstens of bekend.",
    ),
    (
        "intake.yaml",
        "minstens: 10",
        "minstens: 10, hoogstens: 5",
        "27:38: Minstens 10 en hoogstens 5 kan niet allebei.  → Draai ze om.",
    ),
    (
        "intake.yaml",
        "minstens: 10",
        "minstens: nan",
        "27:38: Dit is geen getal.  → Vul een getal in.",
    ),
    (
        "intake.yaml",
        "{antwoord: buren, is: nee}",
        "{gewicht: licht}",
        "42:9: Deze voorwaarden gaan nooit samen.  → Haal er één weg, of maak er twee stukken van.",
    ),
    (
        "intake.yaml",
        "{themas: [feest]}",
        "{antwoord: mensen, hoogstens: 5}",
        "28:9: Deze voorwaarden gaan nooit samen.  → Haal er één weg, of maak er twee stukken van.",
    ),
    (
        "intake.yaml",
        "{gewicht: licht, niet: true}",
        "{antwoord: buren, is: ja}",
        "42:9: Deze voorwaarden gaan nooit samen.  → Haal er één weg, of maak er twee stukken van.",
    ),
    (
        "intake.yaml",
        "antwoord: buren, is: nee",
        "antwoord: buren, minstens: 2",
        "42:9: Het antwoord 'buren' is geen getal."
        "  → Gebruik is of een_van, of kies een vraag naar een aantal of een moment.",
    ),
    (
        "intake.yaml",
        "{antwoord: mensen, minstens: 10}",
        "{antwoord: waarom, bekend: true}",
        "27:9: De vraag 'waarom' is dan nog niet gesteld."
        "  → Zet deze vraag na 'waarom', of gebruik gehoord.",
    ),
    (
        "intake.yaml",
        "antwoord: buren, is: nee",
        "antwoord: waarom, bekend: true",
        "42:9: De vraag 'waarom' is dan nog niet gesteld."
        "  → Zet deze vraag na 'waarom', of gebruik gehoord.",
    ),
    (
        "intake.yaml",
        "    belang: 60\n",
        "    belang: 60\n    alleen_als: [{onderdeel: muziek}]\n",
        "11:18: De vraag 'erbij' is dan nog niet gesteld."
        "  → Zet deze vraag na 'erbij', of gebruik gehoord.",
    ),
    (
        "intake.yaml",
        "licht: 4",
        "licht: 2",
        "2:10: Een licht plan krijgt altijd 3 vragen en mag er 2."
        " De vraag 'mensen' wordt dan nooit gesteld."
        "  → Geef die vraag een alleen_als, of haal hem weg.",
    ),
    (
        "intake.yaml",
        "geen_regel: 3",
        "geen_regel: 0",
        "4:15: Zo stelt de bot geen vraag.  → Kies 1 of meer.",
    ),
    (
        "intake.yaml",
        'keuzes: [{id: schrijven, label: "Nee, schrijf me"}]',
        "keuzes: []",
        "43:5: De vraag 'bellen' heeft geen keuzes.  → Voeg toe: keuzes: met minstens één keuze.",
    ),
    (
        "intake.yaml",
        "vraag: Weten de buren van de muziek?",
        "vraag: Weten de buren van de muziek?\n        keuzes: []",
        "30:9: Deze variant heeft geen keuzes.  → Haal keuzes hier weg.",
    ),
    (
        "intake.yaml",
        "laag: 51",
        "herhaal: veel",
        "15:9: Deze keuze heeft geen getal.  → Voeg toe: laag: 1",
    ),
    (
        "intake.yaml",
        "laag: 1, hoog: 50",
        "laag: nan, hoog: 50",
        "14:43: Dit is geen getal.  → Vul een getal in.",
    ),
    (
        "knoppen.yaml",
        "{{ naam }}",
        "{{ name }}",
        "4:15: De invulplek 'name' wordt hier niet gevuld.  → Bedoelde je 'naam'?",
    ),
    (
        "knoppen.yaml",
        "Ik stop ermee",
        "Stop {{ naam }}",
        "3:9: De invulplek 'naam' wordt hier niet gevuld.  → Haal deze invulplek weg.",
    ),
    (
        "intake.yaml",
        "laag: 1, hoog: 50",
        "laag: 50, hoog: 1",
        "14:9: 50 is meer dan 1.  → Draai laag en hoog om.",
    ),
    (
        "onderdelen.yaml",
        "    themas: [feest]\n",
        "",
        "2:5: Het onderdeel 'muziek' komt nergens voor.  → Voeg toe: themas: […] of regels: […]",
    ),
    (
        "herinneringen.yaml",
        "na: {dagen: 2}",
        "na: {dagen: 2, werkdagen: 2}",
        "4:9: Dit moment klopt niet.  → Kies dagen of werkdagen, een van twee.",
    ),
    (
        "herinneringen.yaml",
        "    na: {dagen: 2}\n",
        "",
        "2:5: De herinnering 'niet-af' heeft niet precies één moment."
        "  → Kies na of voor, een van twee.",
    ),
    (
        "herinneringen.yaml",
        "aan: bewoner\n    tekst: bewoner.herinner\n    knoppen: [ga-verder, stop]",
        "aan: team\n    tekst: bewoner.herinner\n    knoppen: [pak-op, ga-verder]",
        "7:23: Er is geen actie van het team 'ga-verder'.  → Bedoelde je 'ga-weer-verder'?",
    ),
    (
        "regels/groen.yaml",
        "bijna overal",
        "overal, {{ naam }}",
        "7:19: De invulplek 'naam' wordt hier niet gevuld.  → Haal deze invulplek weg.",
    ),
    (
        "intake.yaml",
        "{{ naam }}",
        "{{ name }}",
        "47:12: De invulplek 'name' wordt hier niet gevuld.  → Bedoelde je 'naam'?",
    ),
    (
        "teksten/bewoner.yaml",
        "{{ idee }}",
        "{{ ide }}",
        "5:13: De invulplek 'ide' wordt hier niet gevuld.  → Bedoelde je 'idee'?",
    ),
    (
        "teksten/team.yaml",
        "{{ naam }}",
        "{{ name }}",
        "2:11: De invulplek 'name' wordt hier niet gevuld.  → Bedoelde je 'naam'?",
    ),
    (
        "teksten/team.yaml",
        "teksten:\n",
        "teksten:\n  welkoom: Dag\n",
        "2:3: De tekst 'team.welkoom' gebruikt het programma niet.  → Bedoelde je 'team.welkom'?",
    ),
    (
        "teksten/team.yaml",
        "  welkom: Welkom {{ naam }}, we zoeken draagvlak.\n",
        "",
        "1:1: De tekst 'welkom' ontbreekt.  → Voeg toe: welkom: …",
    ),
    (
        "knoppen.yaml",
        "  stuur-naar: Stuur naar {{ naam }}\n",
        "",
        "1:1: De knop 'stuur-naar' ontbreekt.  → Voeg toe: stuur-naar: …",
    ),
    (
        "knoppen.yaml",
        "knoppen:\n",
        "knoppen:\n  stoop: Stoop\n",
        "2:3: De knop 'stoop' gebruikt het programma niet.  → Bedoelde je 'stop'?",
    ),
    (
        "teksten/bewoner.yaml",
        "{{ idee }}",
        "{{ idee }",
        "5:13: Een invulplek klopt niet: {{ idee }."
        "  → Schrijf {{ naam }}, of {% if naam %} … {% endif %}.",
    ),
    (
        "teksten/bewoner.yaml",
        "{{ idee }}",
        "{{ 9 ** 9 ** 9 }}",
        "5:13: Een invulplek doet te veel (pow).  → Gebruik alleen {{ naam }}, if en for.",
    ),
    (
        "teksten/bewoner.yaml",
        "[wil je|wilt u]",
        "[wil je|wilt u",
        "4:9: Een paar is niet af: [wil je|  → Schrijf [heb je|hebt u], met [, | en ].",
    ),
    (
        "intake.yaml",
        "[wil je|wilt u]",
        "wil je|wilt u]",
        "39:12: Een paar is niet af: |wilt u]  → Schrijf [heb je|hebt u], met [, | en ].",
    ),
    (
        "teksten/bewoner.yaml",
        "**Hoi!**",
        "**Hoi!",
        "3:5: Vet is niet af: **Hoi! Ik help [je|u] op weg."
        "  → Zet ** voor en achter de vette woorden.",
    ),
    (
        "teksten/bewoner.yaml",
        "Ga verder",
        "🎉" * 2100,
        "5:13: Deze tekst heeft 4366 tekens.  → Maak er hoogstens 4096 van.",
    ),
    (
        "knoppen.yaml",
        "Ik stop ermee",
        "Ik stop ermee en ik kom niet terug",
        "3:9: Deze knop heeft 34 tekens.  → Maak er hoogstens 30 van.",
    ),
    (
        "intake.yaml",
        "label: Nog niet",
        "label: Nog niet en ik ga het ze wel vragen",
        "34:26: Deze knop heeft 35 tekens.  → Maak er hoogstens 30 van.",
    ),
    (
        "knoppen.yaml",
        "Ik stop ermee",
        '" "',
        "3:9: Deze tekst is leeg.  → Vul hem in, of haal hem weg.",
    ),
    (
        "regels/groen.yaml",
        "bijna overal",
        "overal, Tenzij er een boom staat",
        "7:19: 'Tenzij' is geen woord voor bewoners."
        "  → Kies een gewoner woord. De lijst staat in taal.yaml.",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), FAULTS)
def test_a_fault_is_told_with_its_place_and_remedy(
    content: Content, file: str, old: str, new: str, told: str
) -> None:
    content.change(file, old, new)
    place = told if told.split(":")[0].endswith(".yaml") else f"{file}:{told}"
    assert content.faults() == [f"klein/{place}"]


def test_a_reminder_without_words_is_told(content: Content) -> None:
    content.change("herinneringen.yaml", "    tekst: bewoner.herinner\n", "")
    assert content.faults()[0] == (
        "klein/herinneringen.yaml:2:5: De herinnering 'niet-af' zegt niets.  → Voeg toe: tekst: …"
    )


def test_the_team_may_read_words_that_residents_do_not(content: Content) -> None:
    assert "draagvlak" in (content.folder / "teksten/team.yaml").read_text()
    assert content.faults() == []


def test_a_rule_that_expires_does_not_stop_a_running_bot(content: Content) -> None:
    from bot.content import load

    content.change("regels/feest.yaml", "geldig_tot: 2028-12-31", "geldig_tot: 2026-12-31")
    assert "buurtfeest" in load(content.folder).rules


def test_a_light_plan_may_have_questions_that_only_others_are_asked(content: Content) -> None:
    content.change("intake.yaml", "licht: 4", "licht: 3")
    assert content.faults() == []


def test_backing_comes_from_one_directeur(content: Content) -> None:
    member = (
        "  - {id: %s, naam: X, rol: directeur, functie: x, uren_per_week: 1, dagen: [maandag]}\n"
    )
    content.add("team.yaml", member % "ingrid" + member % "peter")
    [fault] = content.faults()
    assert "Er is al een directeur.  → Kies één directeur voor ruggesteun." in fault


OWN_HOURS = [
    (
        "tijden: {dinsdag: [09:00-12:00]}",
        "10:14: Fatima heeft tijden op dinsdag, maar werkt dan niet."
        "  → Zet dinsdag bij dagen, of haal deze tijden weg.",
    ),
    (
        "tijden: {maandag: [12:00-09:00]}",
        "10:24: 09:00 is niet later dan 12:00.  → Draai de tijden om.",
    ),
    (
        "tijden: {maandag: [09:00-09:00]}",
        "10:24: 09:00 is niet later dan 09:00.  → Draai de tijden om.",
    ),
    (
        "tijden: {maandag: [11:30-13:00, 09:00-12:00]}",
        "10:24: 11:30-13:00 loopt over 09:00-12:00 heen."
        "  → Maak er één tijd van, of laat de tweede later beginnen.",
    ),
    (
        "tijden: {maandag: [9 tot 12]}",
        "10:24: '9 tot 12' zegt niet van wanneer tot wanneer."
        '  → Schrijf tijden als "09:00-12:30".',
    ),
    (
        "tijden: {maandag: [09:00-24:00]}",
        "10:24: '09:00-24:00' zegt niet van wanneer tot wanneer."
        '  → Schrijf tijden als "09:00-12:30".',
    ),
    (
        "tijden: {maandag: 09:00-12:00}",
        "10:23: Dit moet een lijst zijn.  → Zet er [ en ] omheen, of begin elke regel met -",
    ),
    (
        "tijden: {mandag: [09:00-12:00]}",
        "10:22: 'mandag' kan hier niet.  → Bedoelde je 'maandag'?",
    ),
]


@pytest.mark.parametrize(("times", "told"), OWN_HOURS)
def test_the_hours_of_a_member_are_possible(content: Content, times: str, told: str) -> None:
    days = "    dagen: [maandag, donderdag]\n"
    content.change("team.yaml", days, f"{days}    {times}\n")
    assert content.faults() == [f"klein/team.yaml:{told}"]


def test_hours_that_follow_each_other_are_fine(content: Content) -> None:
    days = "    dagen: [maandag, donderdag]\n"
    content.change(
        "team.yaml", days, f"{days}    tijden: {{donderdag: [12:00-13:00, 09:00-12:00]}}\n"
    )
    assert content.faults() == []


def test_a_school_holiday_ends_after_it_begins(content: Content) -> None:
    holiday = "{naam: meivakantie, van: 2027-05-02, tot_en_met: 2027-04-24}"
    content.change("gemeente.yaml", "sluitings", f"schoolvakanties: [{holiday}]\nsluitings")
    assert content.faults() == [
        "klein/gemeente.yaml:11:19: Deze vakantie eindigt op 2027-04-24, voor het begin."
        "  → Draai van en tot_en_met om."
    ]


DIGESTS = [
    (
        "aan: [begeleider, coordinator], wanneer",
        "aan: [begeleider, collega], wanneer",
        "2:49: De rol 'collega' helpt geen bewoners en krijgt dit overzicht niet."
        "  → Haal de rol weg, of kies soort: wijk.",
    ),
    (
        "{elke: eigen-dag}",
        "{elke: eigen-dag, om: 09:00}",
        "2:90: Bij elke: eigen-dag doet om niets.  → Haal om weg.",
    ),
    (
        ", dag: dinsdag",
        "",
        "6:14: Elke week, maar dag ontbreekt.  → Voeg toe: dag: …",
    ),
    (
        "om: 09:00",
        "om: 9",
        "6:45: '9' is geen tijd van de dag.  → Schrijf een tijd als \"12:00\".",
    ),
    ("soort: team", "soort: teem", "4:12: 'teem' kan hier niet.  → Bedoelde je 'team'?"),
    ("id: teamoverleg", "id: eigen", "3:9: Het id 'eigen' is er al (klein/overzichten.yaml, regel"),
]


@pytest.mark.parametrize(("old", "new", "told"), DIGESTS)
def test_a_digest_has_a_moment_and_reaches_who_can_use_it(
    content: Content, old: str, new: str, told: str
) -> None:
    content.change("overzichten.yaml", old, new)
    [fault] = content.faults()
    assert fault.startswith(f"klein/overzichten.yaml:{told}")
