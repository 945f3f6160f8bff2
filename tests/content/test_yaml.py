"""Broken YAML is told with its place and a remedy, never with a stack trace."""

import pytest

from bot.content.source import LARGEST
from tests.content.conftest import Content

BROKEN = [
    ("a:\n\t- b", "2:1: Hier staat een tab.  → Spring in met spaties."),
    ("a: b: c", "1:5: Hier kan geen dubbele punt staan.  → Zet aanhalingstekens om de hele tekst."),
    ("a: @b", "1:4: Een tekst mag niet met dit teken beginnen.  → Zet aanhalingstekens om de hele"),
    ("a: 1\nb: 'c\nd: 2\n", "2:4: Een aanhalingsteken is niet gesloten.  → Sluit af met een"),
    (
        "a: 1\nb: [c, d\n",
        "2:4: Een lijst tussen [ en ] klopt niet.  → Zet komma's ertussen en sluit",
    ),
    (
        "a: {b: c\n",
        "1:4: Een rij tussen { en } klopt niet.  → Zet komma's ertussen en sluit met }.",
    ),
    ("a:\n  - b\n c: d", "3:2: Het inspringen klopt hier niet.  → Laat de regels die bij elkaar"),
    ('a: "b" c', "1:8: Hier staat tekst te veel.  → Zet aanhalingstekens om de hele tekst."),
    ('a: "\\q"', "1:6: Een \\ mag hier niet.  → Gebruik ' in plaats van \"."),
    ("a\nb: c", "1:1: Op deze regel mist een dubbele punt.  → Laat de regels die bij elkaar horen"),
    (
        "# uitleg\n\na [\n  b,\n]\nc: d\n",
        "3:1: Op deze regel mist een dubbele punt.  → Laat de regels",
    ),
    ("a: *b", "1:4: '*' heeft in YAML een eigen betekenis.  → Zet aanhalingstekens om de hele"),
    (
        "a: &b 1",
        "1:4: '&b' heeft in YAML een eigen betekenis.  → Zet aanhalingstekens om de tekst.",
    ),
    ("a: !b 1", "1:4: Dit teken heeft in YAML een eigen betekenis.  → Zet aanhalingstekens om de"),
    ("? [a]\n: b", "1:3: Deze sleutel is geen gewoon woord.  → Begin met een woord en :"),
    ("a: 1\n---\nb: 2", "2:1: Hier begint met --- een tweede stuk.  → Haal de regel met --- weg."),
    ('a: 1\nb: "c\nd: 2\ne: "f"\n', "2:4: Een aanhalingsteken is niet gesloten.  → Sluit af met"),
    ("a: auto's\nb: 'c\nd: 'e'\n", "2:4: Een aanhalingsteken is niet gesloten.  → Sluit af met"),
    ("a: 1\nb 2\n\n# uitleg\nc: 3\n", "2:1: Op deze regel mist een dubbele punt.  → Laat de"),
    ("[" * 5000, "1:21: Dit zit te diep in elkaar.  → Sluit [ en { af, of spring minder in."),
    ("%YAML 9.9\n---\na: 1", "1:1: Dit kan ik niet lezen als YAML.  → Kijk naar inspringen, : en"),
    ("", "1:1: Dit bestand is leeg.  → Vul het, of haal het bestand weg."),
    ("# alleen uitleg\n", "1:1: Dit bestand is leeg.  → Vul het, of haal het bestand weg."),
    (
        "a: 1\nb: \x00",
        "2:4: Hier staat een teken dat je niet ziet en dat niet mag.  → Haal het weg,",
    ),
    ('a: "\\0"', "1:4: Hier staat een teken dat je niet ziet en dat niet mag.  → Haal het weg,"),
    (
        'a: "\\ud800"',
        "1:4: Hier staat een teken dat je niet ziet en dat niet mag.  → Haal het weg,",
    ),
    ("a: 1\nb: caf\xe9".encode("latin-1"), "2:7: Dit teken is niet als UTF-8 bewaard.  → Bewaar"),
    ("a: 1".encode("utf-16"), "1:1: Dit teken is niet als UTF-8 bewaard.  → Bewaar het bestand"),
    ("- a\n- b\n", "1:1: Hier horen sleutels met een dubbele punt.  → Kijk hoe het elders"),
    ("zomaar tekst", "1:1: Hier horen sleutels met een dubbele punt.  → Kijk hoe het elders"),
    ("#" * (LARGEST + 1), "1:1: Dit bestand is groter dan 500 kB.  → Splits het op."),
]


@pytest.mark.parametrize(("text", "told"), BROKEN)
def test_broken_yaml_is_told_with_place_and_remedy(
    content: Content, text: str | bytes, told: str
) -> None:
    content.write("themas.yaml", text)
    faults = content.faults()
    assert any(fault.startswith(f"klein/themas.yaml:{told}") for fault in faults), faults


def test_a_key_that_is_there_twice_is_told_at_the_second(content: Content) -> None:
    content.change("gemeente.yaml", "codeletters: KD", "codeletters: KD\nnaam: Kleinstad")
    assert content.faults() == [
        "klein/gemeente.yaml:3:1: 'naam' staat hier twee keer."
        "  → Voeg ze samen, of haal er één weg."
    ]


def test_an_alias_bomb_is_refused_without_being_unfolded(content: Content) -> None:
    layers = [f"  l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    content.write("knoppen.yaml", "\n".join(["knoppen:", "  l0: &l0 [ha]", *layers]))
    faults = content.faults()
    assert "klein/knoppen.yaml:2:7: '&l0' heeft in YAML een eigen betekenis." in faults[0]
    assert all("knoppen.yaml" in fault for fault in faults)


def test_a_byte_order_mark_is_no_fault(content: Content) -> None:
    text = (content.folder / "themas.yaml").read_text()
    content.write("themas.yaml", text.encode("utf-8-sig"))
    assert content.faults() == []


def test_a_windows_file_is_no_fault(content: Content) -> None:
    text = (content.folder / "intake.yaml").read_text()
    content.write("intake.yaml", text.replace("\n", "\r\n"))
    assert content.faults() == []
