"""Other languages in the content: what an editor hears when a text or a pattern cannot work."""

import pytest

from tests.content.conftest import Content

TALEN = """talen:
  - id: en
    naam: Engels
    schrift: latijns
    kleine_woorden: [the, and]
    welkom: "Hello from {{ gemeente }}{% if plan %}, saved{% endif %}"
    erbij: Added.
    elders: "{{ naam }}, {{ telefoon }} {{ link }}"
    verstuurd: "{{ code }}, {{ datum }}, {{ telefoon }}"
    na_versturen: Added.
    nood: "Call {{ telefoon }}"
    knop_verstuur: Send it
    knop_nederlands: Go on in Dutch
noodwoorden:
  - taal: en
    verwijzing: noodgeval
    zinnen: [call ambulance]
"""


@pytest.fixture
def with_english(content: Content) -> Content:
    content.write("matching/talen.yaml", TALEN)
    return content


def test_a_language_that_is_whole_has_no_faults(with_english: Content) -> None:
    assert [f for f in with_english.faults() if "talen.yaml" in f] == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{ code }}, {{ datum }}", "{{ code }}", "De invulplek 'datum' ontbreekt."),
        ("Hello from {{ gemeente }}", "Hello {{ gemente }}", "De invulplek 'gemente' wordt hier"),
        ("Call {{ telefoon }}", "Call now", "De invulplek 'telefoon' ontbreekt."),
        ("Call {{ telefoon }}", "Call {{ telefoon", "Een invulplek klopt niet"),
        ("Send it", "Send it to a person who can really help", "Deze knop heeft 39 tekens."),
        ("    kleine_woorden: [the, and]\n", "", "Deze taal is nergens aan te herkennen."),
        ("schrift: latijns", "schrift: latijn", "'latijn' kan hier niet."),
        ("- taal: en", "- taal: eng", "Er is geen taal 'eng'."),
        ("verwijzing: noodgeval", "verwijzing: noodgval", "Er is geen noodgeval 'noodgval'."),
    ],
)
def test_a_text_or_a_pattern_that_cannot_work_is_named(
    with_english: Content, old: str, new: str, told: str
) -> None:
    with_english.change("matching/talen.yaml", old, new)
    found = [fault for fault in with_english.faults() if "talen.yaml:" in fault]
    assert any(told in fault for fault in found), found


def test_two_languages_in_one_other_script_cannot_be_told_apart(with_english: Content) -> None:
    body = TALEN.partition("noodwoorden:")[0].removeprefix("talen:\n")
    arabic = body.replace("latijns", "arabisch")
    for ident in ("ar", "fa"):
        with_english.write(
            f"matching/talen-{ident}.yaml", "talen:\n" + arabic.replace("id: en", f"id: {ident}")
        )
    twice = [f for f in with_english.faults() if "Dit schrift staat er twee keer." in f]
    assert len(twice) == 2
