"""A municipality's own folder over the base: entry by entry, field by field, with every place
told where it really stands."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import ContentFaults, check, load, overridden
from bot.core.knowledge import Knowledge
from tests.content.conftest import TODAY, Content
from tests.content.test_mutants import mutant

Write = Callable[[str, str], None]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "eigen"
    (folder / "regels").mkdir(parents=True)
    (folder / "teksten").mkdir()
    (folder / "matching").mkdir()
    return folder


@pytest.fixture
def write(own: Path) -> Write:
    def write_file(name: str, text: str) -> None:
        (own / name).write_text(dedent(text).lstrip("\n"), "utf-8")

    return write_file


@pytest.fixture
def faults(content: Content, own: Path) -> Callable[[], list[str]]:
    return lambda: [str(fault) for fault in check(content.folder, TODAY, own)]


@pytest.fixture
def loaded(content: Content, own: Path) -> Callable[[], Knowledge]:
    return lambda: load(content.folder, own)


Faults = Callable[[], list[str]]
Loaded = Callable[[], Knowledge]


def test_an_empty_own_folder_changes_nothing(
    content: Content, own: Path, faults: Faults, loaded: Loaded
) -> None:
    assert faults() == []
    assert loaded().rules == load(content.folder).rules
    assert overridden(content.folder, own) == []


def test_an_entry_replaces_only_the_fields_that_it_names(
    content: Content, write: Write, faults: Faults, loaded: Loaded
) -> None:
    write(
        "regels/straatfeest.yaml",
        """
        # Bij ons gaat het zo.
        regels:
          - id: buurtfeest
            samenvatting: Melden kan bij de balie.
            kanaal: {telefoon: "14 0999"}
        """,
    )
    assert faults() == []
    before, rule = load(content.folder).rules["buurtfeest"], loaded().rules["buurtfeest"]
    assert rule.summary == "Melden kan bij de balie."
    assert (rule.channel.phone, rule.channel.form) == ("14 0999", before.channel.form)
    assert rule.model_copy(update={"summary": before.summary, "channel": before.channel}) == before


def test_a_list_is_replaced_as_a_whole(write: Write, faults: Faults, loaded: Loaded) -> None:
    write(
        "regels/feest.yaml",
        """
        regels:
          - id: buurtfeest
            trefwoorden: [buurtfeest, straatfeest]
            dit_hoort_erbij:
              - doe: Bel de balie
                omdat: Dan helpen we mee.
        """,
    )
    assert faults() == []
    rule = loaded().rules["buurtfeest"]
    assert rule.keywords == ("buurtfeest", "straatfeest")
    assert [todo.do for todo in rule.todos] == ["Bel de balie"]


def test_an_empty_value_takes_away_what_may_be_left_out(
    write: Write, faults: Faults, loaded: Loaded
) -> None:
    write("regels/feest.yaml", "regels:\n  - id: buurtfeest\n    geldig_tot:\n")
    assert faults() == []
    assert loaded().rules["buurtfeest"].valid_to is None


def test_entries_within_an_entry_go_by_their_id_too(
    content: Content, write: Write, faults: Faults, loaded: Loaded
) -> None:
    write(
        "intake.yaml",
        """
        hoogstens: {licht: 5}
        vragen:
          - id: mensen
            keuzes:
              - {id: weinig, label: Tot 80, hoog: 80}
              - {id: veel, label: Meer dan 80, laag: 81}
        """,
    )
    assert faults() == []
    knowledge = loaded()
    people = next(q for q in knowledge.questions if q.id == "mensen")
    assert [(c.label, c.low, c.high) for c in people.choices] == [
        ("Tot 80", 1, 80),
        ("Meer dan 80", 81, None),
    ]
    assert people.ask == load(content.folder).questions[0].ask
    assert (knowledge.limits.light, knowledge.limits.other) == (5, 6)


def test_texts_and_buttons_go_by_their_key(write: Write, faults: Faults, loaded: Loaded) -> None:
    write("teksten/bewoner.yaml", "teksten:\n  welkom: Welkom in ons dorp!\n")
    write("knoppen.yaml", "knoppen:\n  stop: Stop er nu mee\n")
    assert faults() == []
    knowledge = loaded()
    assert knowledge.texts("bewoner.welkom") == "Welkom in ons dorp!"
    assert knowledge.texts.label("stop") == "Stop er nu mee"
    assert knowledge.texts.label("ga-verder") == "Ga verder"


def test_the_municipality_itself_goes_field_by_field(
    write: Write, faults: Faults, loaded: Loaded
) -> None:
    write("gemeente.yaml", "naam: Zandhuizen\nsluitingsdagen: []\n")
    assert faults() == []
    municipality = loaded().municipality
    assert (municipality.name, municipality.code_letters) == ("Zandhuizen", "KD")
    assert municipality.closing_days == ()


def test_the_team_is_a_municipalitys_own_as_a_whole(
    write: Write, faults: Faults, loaded: Loaded
) -> None:
    write(
        "team.yaml",
        """
        team:
          - {id: fatima, naam: Fatima, functie: begeleider, uren_per_week: 8, dagen: [maandag]}
          - {id: henk, naam: Henk, rol: coordinator, functie: coördinator, uren_per_week: 8,
             dagen: [dinsdag]}
          - {id: karel, naam: Karel, rol: opdrachtgever, functie: directeur, uren_per_week: 1,
             dagen: [maandag]}
        """,
    )
    assert faults() == []
    assert list(loaded().team) == ["fatima", "henk", "karel"]
    assert loaded().team["fatima"].leave == ()


def test_a_span_of_days_takes_the_place_of_one_of_working_days(
    write: Write, faults: Faults, loaded: Loaded
) -> None:
    write("herinneringen.yaml", "herinneringen:\n  - {id: niet-af, na: {werkdagen: 1}}\n")
    assert faults() == []
    after = loaded().reminders["niet-af"].after
    assert after
    assert (after.days, after.working_days) == (None, 1)


def test_an_entry_with_a_new_id_is_added(write: Write, faults: Faults, loaded: Loaded) -> None:
    balie = "{id: balie, naam: Balie, afdeling: Balie, waarvoor: Alle vragen.}"
    write("contacten.yaml", f"contacten:\n  - {balie}\n")
    assert faults() == []
    assert list(loaded().contacts) == ["feesten", "planten", "balie"]


def test_a_new_question_comes_after_the_one_that_stands_before_it(
    write: Write, faults: Faults, loaded: Loaded
) -> None:
    write(
        "intake.yaml",
        """
        vragen:
          - id: erbij
          - id: steun
            soort: open
            kort: steun
            belang: 20
            vraag: Wie helpt er mee?
        """,
    )
    assert faults() == []
    asked = [question.id for question in loaded().questions]
    assert asked[asked.index("erbij") + 1] == "steun"
    assert asked[-1] == "bellen"


def test_an_entry_that_lapses_is_gone(write: Write, faults: Faults, loaded: Loaded) -> None:
    write("regels/groen.yaml", "regels:\n  - {id: geveltuin, vervalt: true}\n")
    write("onderdelen.yaml", "onderdelen:\n  - {id: bloembak, vervalt: true}\n")
    assert faults() == []
    assert list(loaded().rules) == ["buurtfeest"]
    assert list(loaded().options) == ["muziek"]


def test_what_lapses_may_keep_its_sentences_in_the_base(
    content: Content, write: Write, faults: Faults
) -> None:
    content.write("matching/zinnen.yaml", "bewonerszinnen:\n  geveltuin: klimop tegen de muur\n")
    write("regels/groen.yaml", "regels:\n  - {id: geveltuin, vervalt: true}\n")
    write("onderdelen.yaml", "onderdelen:\n  - {id: bloembak, vervalt: true}\n")
    assert faults() == []


def test_what_still_leads_to_a_lapsed_entry_is_told(write: Write, faults: Faults) -> None:
    write("regels/groen.yaml", "regels:\n  - {id: geveltuin, vervalt: true}\n")
    assert any("Er is geen regel 'geveltuin'." in fault for fault in faults())


def test_word_lists_come_with_those_of_the_base(
    write: Write, faults: Faults, loaded: Loaded
) -> None:
    write("taal.yaml", "verboden_woorden: [geluidshinder]\n")
    write("teksten/bewoner.yaml", "teksten:\n  welkom: Geluidshinder, of tenzij?\n")
    assert any("'Geluidshinder' is geen woord" in fault for fault in faults())
    write("teksten/bewoner.yaml", "teksten:\n  welkom: Morgen, tenzij het regent.\n")
    assert any("'tenzij' is geen woord" in fault for fault in faults())
    write("teksten/bewoner.yaml", "teksten:\n  welkom: Morgen.\n")
    write("matching/eigen.yaml", "zelfde: {hok: geveltuin}\n")
    assert faults() == []
    assert loaded().matcher.match("een hok").rules[0].id == "geveltuin"


# --- faults


def test_a_fault_in_an_own_value_is_told_in_the_own_file(write: Write, faults: Faults) -> None:
    write(
        "regels/straatfeest.yaml",
        """
        # Bij ons gaat het zo.
        regels:
          - id: geveltuin
            contact: planten
          - id: buurtfeest
            gewicht: lichter
        """,
    )
    assert faults() == [
        "eigen/regels/straatfeest.yaml:6:14: 'lichter' kan hier niet.  → Bedoelde je 'licht'?"
    ]


def test_a_dangling_own_value_is_told_in_the_own_file(write: Write, faults: Faults) -> None:
    write("regels/x.yaml", "regels:\n  - id: buurtfeest\n    contact: feestje\n")
    assert faults() == [
        "eigen/regels/x.yaml:3:14: Er is geen contact 'feestje'.  → Bedoelde je 'feesten'?"
    ]


def test_a_fault_in_a_value_of_the_base_is_told_in_the_base(
    content: Content, write: Write, faults: Faults
) -> None:
    """Also in an entry of which the municipality changed something else."""
    content.change("contacten.yaml", "wijken: [dorp]", "wijken: [darp]")
    write(
        "contacten.yaml",
        """
        contacten:
          - {id: nieuw, naam: Balie, afdeling: Balie, waarvoor: De rest.}
          - {id: planten, telefoon: 14 0999}
        """,
    )
    (fault,) = faults()
    assert fault.startswith("klein/contacten.yaml:11:14: Er is geen wijk 'darp'.")


def test_a_fault_within_a_block_of_own_text_is_told_at_its_line(
    write: Write, faults: Faults
) -> None:
    write(
        "teksten/bewoner.yaml",
        """
        teksten:
          welkom: |
            Hoi!

            Hoe gaat het?
              En **wanneer?
        """,
    )
    assert [fault.split(": ")[0] for fault in faults()] == ["eigen/teksten/bewoner.yaml:6:10"]


def test_a_misspelt_key_in_a_partial_entry_is_told(write: Write, faults: Faults) -> None:
    write("regels/x.yaml", "regels:\n  - id: buurtfeest\n    samenvating: Kort.\n")
    assert faults() == [
        "eigen/regels/x.yaml:3:5: De sleutel 'samenvating' ken ik niet."
        "  → Bedoelde je 'samenvatting'?"
    ]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "regels/x.yaml",
            "regels:\n  - id: buurtfest\n    samenvatting: Kort.\n    contact: feesten\n",
            "2:9: 'buurtfest' staat niet in de basis, en hier ontbreekt nog: titel, themas, ",
        ),
        (
            "themas.yaml",
            "themas:\n  - {id: feesd}\n",
            "2:10: 'feesd' staat niet in de basis, en hier ontbreekt nog: naam, contact.",
        ),
    ],
)
def test_a_misspelt_id_is_told_once_with_what_it_may_have_meant(
    write: Write, faults: Faults, name: str, text: str, told: str
) -> None:
    write(name, text)
    (fault,) = faults()
    assert fault.startswith(f"eigen/{name}:{told}")
    assert "Bedoelde je 'buurtfeest'?" in fault or "Bedoelde je 'feest'?" in fault


def test_an_incomplete_entry_that_is_like_no_other_must_be_completed(
    write: Write, faults: Faults
) -> None:
    write("themas.yaml", "themas:\n  - {id: waterkant-en-oever, naam: Water}\n")
    assert faults() == [
        "eigen/themas.yaml:2:10: 'waterkant-en-oever' staat niet in de basis, en hier ontbreekt"
        " nog: contact.  → Vul het aan, of verbeter het id."
    ]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            "{id: groan, vervalt: true}",
            "2:10: 'groan' staat niet in de basis.  → Bedoelde je 'groen'?",
        ),
        (
            "{id: groen, vervalt: 2027}",
            "2:26: Hier past alleen true.  → Schrijf true, of haal deze regel weg.",
        ),
        (
            "{id: groen, vervalt: true, naam: Gras}",
            "2:32: Dit vervalt al, dus 'naam' doet niets.  → Haal het weg.",
        ),
    ],
)
def test_a_lapse_that_makes_no_sense_is_told(
    write: Write, faults: Faults, entry: str, told: str
) -> None:
    write("themas.yaml", f"themas:\n  - {entry}\n")
    assert f"eigen/themas.yaml:{told}" in faults()


def test_a_lapse_has_no_meaning_in_the_base(content: Content) -> None:
    content.change("themas.yaml", "{id: groen,", "{id: groen, vervalt: true,")
    assert any("De sleutel 'vervalt' ken ik niet." in fault for fault in content.faults())


def test_the_same_entry_in_two_own_files_is_told(write: Write, faults: Faults) -> None:
    write("regels/a.yaml", "regels:\n  - id: buurtfeest\n    kosten: Gratis.\n")
    write("regels/b.yaml", "regels:\n  - id: buurtfeest\n    kosten: Een euro.\n")
    assert faults() == [
        "eigen/regels/b.yaml:2:9: Het id 'buurtfeest' is er al (eigen/regels/a.yaml, regel 2)."
        "  → Voeg ze samen."
    ]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("team.yaml", "team: 'x", "eigen/team.yaml:1:7: Een aanhalingsteken is niet gesloten."),
        ("themas.yaml", "- a\n", "eigen/themas.yaml:1:1: Hier horen sleutels"),
        ("themas.yaml", "themas: veel\n", "eigen/themas.yaml:1:9: Dit moet een lijst zijn."),
        ("themas.yaml", "themas:\n  - groen\n", "eigen/themas.yaml:2:5: Hier horen sleutels"),
        ("themas.yaml", "themas:\n  - naam: Water\n", "eigen/themas.yaml:2:5: 'id' ontbreekt."),
        ("regels/x.yaml", "regels: []\n", "eigen/regels/x.yaml:1:9: Deze lijst is te kort."),
        ("regels/x.yaml", "regel:\n  - id: a\n", "eigen/regels/x.yaml:1:1: De sleutel 'regel'"),
        ("gemeente.yaml", "", "eigen/gemeente.yaml:1:1: Dit bestand is leeg."),
        ("gemente.yaml", "naam: x\n", "eigen/gemente.yaml:1:1: Dit bestand wordt niet gelezen."),
        ("gemeente.yaml", "naam: a\nnaam: b\n", "eigen/gemeente.yaml:2:1: 'naam' staat hier twee"),
        ("gemeente.yaml", "kantoor_van: &a x\n", "eigen/gemeente.yaml:1:14: '&a' heeft in YAML"),
    ],
)
def test_an_own_file_without_the_right_shape_is_told(
    write: Write, faults: Faults, name: str, text: str, told: str
) -> None:
    write(name, text)
    assert any(fault.startswith(told) for fault in faults()), faults()


def test_two_folders_of_one_name_are_told_apart(content: Content, tmp_path: Path) -> None:
    own = tmp_path / "onze-gemeente" / "klein"
    own.mkdir(parents=True)
    (own / "gemeente.yaml").write_text("naam: 1\n")
    (fault,) = check(content.folder, TODAY, own)
    assert fault.file == "onze-gemeente/klein/gemeente.yaml"


# --- what is told of it


def test_check_tells_what_is_overridden(content: Content, own: Path, write: Write) -> None:
    write(
        "regels/straatfeest.yaml",
        """
        # Bij ons gaat het zo.

        regels:
          - id: buurtfeest
            alleen_als: []
            samenvatting: Kort.
            kanaal: {telefoon: "14 0999"}
          - {id: geveltuin, vervalt: true}
        """,
    )
    write("gemeente.yaml", "# Wij.\nnaam: Zandhuizen\ncodeletters: ZH\n")
    write("teksten/bewoner.yaml", "teksten:\n  welkom: Hoi!\n")
    write("intake.yaml", "vragen:\n  - {id: mensen, keuzes: [{id: veel, label: Veel}]}\n")
    write("themas.yaml", "themas:\n  - {id: water, naam: Water, contact: planten}\n")
    assert overridden(content.folder, own) == [
        "gemeente.yaml: naam, codeletters (eigen/gemeente.yaml regel 2)",
        "intake.yaml: mensen: keuzes.veel.label (eigen/intake.yaml regel 2)",
        "regels/feest.yaml: buurtfeest: alleen_als, samenvatting, kanaal.telefoon"
        " (eigen/regels/straatfeest.yaml regel 5)",
        "regels/groen.yaml: geveltuin: vervalt (eigen/regels/straatfeest.yaml regel 8)",
        "teksten/bewoner.yaml: welkom (eigen/teksten/bewoner.yaml regel 2)",
        "themas.yaml: water: nieuw (eigen/themas.yaml regel 2)",
    ]


def test_a_byte_of_either_folder_counts_in_the_hash(
    content: Content, write: Write, loaded: Loaded
) -> None:
    hashes = [load(content.folder).hash]
    write("gemeente.yaml", "naam: Zandhuizen\n")
    hashes.append(loaded().hash)
    write("gemeente.yaml", "naam: Zandhuizen # zo heten wij\n")
    hashes.append(loaded().hash)
    content.add("themas.yaml", "# een woord uitleg\n")
    hashes.append(loaded().hash)
    assert len(set(hashes)) == 4


# --- whatever is done to it

OWN = {
    "regels/x.yaml": """
        regels:
          - id: buurtfeest
            kanaal: {telefoon: "14 0999"}
            dit_hoort_erbij:
              - {doe: Meld het feest, omdat: Dan helpen we., termijn: {weken: 2}}
          - {id: geveltuin, vervalt: true}
        """,
    "intake.yaml": """
        hoogstens: {licht: 5}
        vragen:
          - id: mensen
            keuzes:
              - {id: weinig, label: Tot 80, hoog: 80}
              - {id: veel, vervalt: true}
              - {id: meer, label: Meer dan 80, laag: 81}
        """,
    "teksten/bewoner.yaml": """
        teksten:
          welkom: |
            **Hoi!**
            Welkom in het dorp.
        """,
}


@settings(max_examples=120, deadline=None, derandomize=True)
@given(name=st.sampled_from(sorted(OWN)), data=st.data())
def test_a_mutant_of_an_own_file_gives_faults_with_a_place_or_usable_content(
    whole: Path, name: str, data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "eigen" / name
        file.parent.mkdir(parents=True)
        file.write_bytes(mutant(dedent(OWN[name]).lstrip("\n").encode(), data.draw))
        try:
            assert load(whole, Path(folder) / "eigen").texts.label("ga-verder")
        except ContentFaults as refused:
            for fault in refused.faults:
                told = fault.file.removeprefix("eigen/")
                assert told != fault.file or (whole.parent / fault.file).is_file()
                assert min(fault.line, fault.column) >= 1
                assert fault.what
                assert fault.remedy
