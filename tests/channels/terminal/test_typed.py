"""What somebody types in the demo is played as it was meant."""

from io import StringIO

import pytest
from rich.console import Console
from rich.text import Text

from bot.channels.terminal.misplay import Misplay
from bot.channels.terminal.people import Session
from bot.channels.terminal.screen import HELP, Screen, as_text
from bot.channels.terminal.typed import duration
from tests.channels.terminal.toy import toy


def typed(*lines: str, width: int = 80) -> str:
    """What stands on the screen after these lines."""
    console = Console(file=StringIO(), width=width, highlight=False)
    screen = Screen(console)
    left = iter(lines)

    def ask(prompt: Text) -> str:
        line = next(left, None)
        if line is None:
            raise EOFError
        console.print(prompt + line)
        return line

    with toy() as played:
        played.watch = screen.show
        Session(played.player, played.run, screen).play(ask)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_text_is_said_by_the_resident() -> None:
    assert "said: hoi" in typed("hoi")


@pytest.mark.parametrize("press", ["2", "Nee"])
def test_a_number_or_a_label_presses_a_button_of_the_newest_message(press: str) -> None:
    assert "pressed: Nee" in typed("knoppen", "hoi", press)


def test_a_number_without_a_button_is_said() -> None:
    assert "said: 60" in typed("knoppen", "60")


def test_a_number_between_quotes_is_said() -> None:
    assert "said: 2" in typed("knoppen", '"2"')


def test_a_name_with_an_at_sign_goes_on_as_that_person() -> None:
    screen = typed("@fatima hoi", "dag", "@bewoner", "weer ik", "@bewoner:pieter ik ook")
    assert screen.count("Fatima ziet") == 2
    assert screen.count("bewoner ziet") == 1
    assert screen.count("pieter ziet") == 1
    assert "Fatima ›" in screen


def test_the_resident_can_be_named_with_a_colon() -> None:
    assert "bewoner › weg" in typed("@fatima hoi", "bewoner: terug", "weg")


def test_time_goes_by_in_plain_words() -> None:
    screen = typed("over 36", "/tijd 10 dagen")
    assert "later" in screen
    assert "Het is nu vr 21 mei, 20.14 uur." in screen


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("10 dagen", "P10D"),
        ("1 dag", "P1D"),
        ("3 uur", "PT3H"),
        ("90 minuten", "PT90M"),
        ("2 weken", "P2W"),
        ("1 maand", "P1M"),
        ("P1DT2H", "P1DT2H"),
    ],
)
def test_a_duration_in_words(words: str, iso: str) -> None:
    assert duration(words) == iso


@pytest.mark.parametrize("words", ["", "gauw", "10", "10 eeuwen"])
def test_a_duration_that_is_none_is_explained(words: str) -> None:
    with pytest.raises(Misplay, match="10 dagen"):
        duration(words)


def test_a_message_is_answered_or_pressed_by_its_number() -> None:
    screen = typed("knoppen", "/op 2 hallo", "/op 2 1")
    assert "said: hallo (op 2)" in screen
    assert "pressed: Ja" in screen


def test_a_topic_of_the_group_is_spoken_to_and_pressed() -> None:
    screen = typed("begin VB-2027-0001", "@fatima", "/onderwerp 3 intern", "/onderwerp 3 1")
    assert "groep, onderwerp 3, nr 4: kaart" in screen
    assert "said: intern" in screen
    assert "pressed: Ja" in screen


def test_files_voice_sticker_place_and_edit_can_be_typed() -> None:
    screen = typed(
        "eerst",
        "/bewerk 1 anders",
        "/bestand pyproject.toml het plan",
        "/spraak",
        "/sticker",
        "/plaats 52.09, 5.12",
    )
    assert "edited 1: anders" in screen
    assert "document: pyproject.toml" in screen
    assert "voice:" in screen
    assert "sent-other" in screen
    assert "place: 52.09 5.12" in screen


def test_commands_of_the_bot_go_to_the_bot() -> None:
    assert "said: /status" in typed("/status")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("@karin hoi", "Fatima, Marco"),
        ("/op x", "/op 12 tekst"),
        ("/op 99 hoi", "heeft geen bericht 99"),
        ("/lees 99", "/lees 12"),
        ("/bestand /nergens", "is er niet"),
        ("/plaats hier", "/plaats 52.09 5.12"),
    ],
)
def test_what_cannot_be_done_is_told_and_the_demo_goes_on(line: str, told: str) -> None:
    screen = typed(line, "@bewoner toch")
    assert told in screen
    assert "said: toch" in screen


def test_people_buttons_and_messages_can_be_looked_at() -> None:
    screen = typed("knoppen", "/wie", "/knoppen", "/lees 2", "/hulp-demo")
    assert "→ @bewoner" in screen
    assert "@marco" in screen
    assert "1 Ja" in screen
    assert "bericht 2, voor bewoner" in screen
    assert all(command in screen for command, _ in HELP)


def test_the_session_ends_with_klaar() -> None:
    assert "said" not in typed("/klaar", "hoi")


def test_residents_stand_left_and_begeleiders_right() -> None:
    screen = typed("hoi", "@fatima hoi").splitlines()
    assert any(line.startswith("╭─ bewoner ziet") for line in screen)
    assert any(line.endswith("╮") and line.lstrip().startswith("╭─ Fatima ziet") for line in screen)


@pytest.mark.parametrize("width", [30, 80, 200])
def test_nothing_is_wider_than_the_screen(width: int) -> None:
    screen = typed("begin VB-2027-0001", "knoppen", "x" * 300, "/wie", "/hulp-demo", width=width)
    assert max(map(len, screen.splitlines())) <= width


def test_bold_is_kept_and_what_people_wrote_is_no_markup() -> None:
    text = as_text("<b>Vet</b> &lt;b&gt; [red]rood[/red]")
    assert text.plain == "Vet <b> [red]rood[/red]"
    assert [span.style for span in text.spans] == ["bold"]
