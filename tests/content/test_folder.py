"""The folder as a whole: what must be there, what is too much, and where it is looked for."""

from pathlib import Path

import pytest

from bot.content import ContentFaults, check, find_knowledge, load
from tests.content.conftest import TODAY, Content


def test_the_small_content_is_whole(content: Content) -> None:
    assert content.faults() == []


def test_loaded_content_is_ready_to_use(content: Content) -> None:
    knowledge = load(content.folder)
    assert knowledge.rules["buurtfeest"].contact == "feesten"
    assert knowledge.texts("bewoner.welkom").startswith("<b>Hoi!</b> Ik help je op weg.")
    assert knowledge.texts.label("stuur-naar", naam="Samira") == "Stuur naar Samira"
    assert knowledge.matcher.match("straatfeest met bbq").rules[0].id == "buurtfeest"
    assert knowledge.matcher.match("er is brand in mijn huis").refer == "noodgeval"
    assert knowledge.contact_matcher.match("bomen planten").rules[0].id == "planten"
    assert knowledge.calendar.is_holiday(knowledge.municipality.closing_days[0])
    assert list(knowledge.wijken) == ["dorp", "buiten"]


def test_a_street_may_lie_in_two_wijken(content: Content) -> None:
    wijken = load(content.folder).wijken.values()
    assert all("Kerkstraat" in wijk.streets for wijk in wijken)


def test_broken_content_is_refused_with_all_its_faults(content: Content) -> None:
    content.change("knoppen.yaml", "stop: Ik", "stop: &Ik")
    content.change("team.yaml", "rol: coordinator", "rol: begeleider")
    with pytest.raises(ContentFaults) as refused:
        load(content.folder)
    assert [fault.file for fault in refused.value.faults] == [
        "klein/knoppen.yaml",
        "klein/team.yaml",
    ]
    assert str(refused.value).count("\n") == 1


def test_every_byte_counts_in_the_hash(content: Content, whole: Path) -> None:
    before = load(content.folder).hash
    assert load(whole).hash == before
    content.add("themas.yaml", "# een woord uitleg\n")
    assert load(content.folder).hash != before


def test_a_missing_file_is_told(content: Content) -> None:
    (content.folder / "team.yaml").unlink()
    assert content.faults() == [
        "klein/team.yaml:1:1: Dit bestand ontbreekt.  → Maak het, of zet het terug."
    ]


def test_an_empty_folder_of_rules_is_told(content: Content) -> None:
    for file in (content.folder / "regels").iterdir():
        file.unlink()
    assert content.faults() == [
        "klein/regels/….yaml:1:1: Dit bestand ontbreekt.  → Maak het, of zet het terug."
    ]


def test_a_folder_in_the_place_of_a_file_is_told(content: Content) -> None:
    (content.folder / "taal.yaml").unlink()
    (content.folder / "taal.yaml").mkdir()
    assert content.faults() == [
        "klein/taal.yaml:1:1: Dit bestand is niet te lezen.  → Kijk naar de rechten."
    ]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("tema.yaml", "Bedoelde je 'themas.yaml'?"),
        ("regels/feest.yml", "Bedoelde je 'regels/feest.yaml'?"),
        ("regels/oud/sport.yaml", "Bedoelde je 'regels/sport.yaml'?"),
    ],
)
def test_a_file_that_nobody_reads_is_told(content: Content, name: str, remedy: str) -> None:
    (content.folder / name).parent.mkdir(exist_ok=True)
    content.write(name, "a: 1")
    assert content.faults() == [f"klein/{name}:1:1: Dit bestand wordt niet gelezen.  → {remedy}"]


def test_what_an_editor_program_leaves_behind_is_no_fault(content: Content) -> None:
    content.write(".themas.yaml.swp", "\x00")
    content.write(".#team.yaml", "")
    content.write("README.md", "Lees mij")
    assert content.faults() == []


def test_the_content_that_is_set_goes_first(content: Content) -> None:
    assert find_knowledge(content.folder) == content.folder


def test_without_a_setting_the_content_of_the_checkout_is_used() -> None:
    assert find_knowledge() == Path(__file__).parents[2] / "knowledge"


def test_a_folder_without_content_is_told_with_the_setting_to_change(tmp_path: Path) -> None:
    with pytest.raises(ContentFaults) as refused:
        find_knowledge(tmp_path)
    assert "AANSPREEKPUNT_KNOWLEDGE op de map waarin gemeente.yaml staat." in str(refused.value)


def test_the_content_that_we_ship_has_no_faults() -> None:
    assert [str(fault) for fault in check(find_knowledge(), TODAY)] == []
