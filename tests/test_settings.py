"""Settings come from the environment and `.env`; what is wrong is told in Dutch, with a remedy."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.settings import PREFIX, Listen, Settings, SettingsFault, read_settings

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / ".env.example"


@pytest.fixture(autouse=True)
def _bare_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)


def fault_of(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    for name, value in values.items():
        monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsFault) as caught:
        read_settings()
    return str(caught.value)


def test_without_any_setting_the_bot_polls_telegram_on_a_file_of_its_own() -> None:
    settings = read_settings()

    assert settings.mode == "polling"
    assert settings.api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///data/aanspreekpunt.sqlite"


def test_the_database_file_lies_in_the_chosen_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AANSPREEKPUNT_DATA", "/srv/gegevens")

    assert read_settings().database_url == "sqlite:////srv/gegevens/aanspreekpunt.sqlite"


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("AANSPREEKPUNT_STAFF_CHAT=-1001\nAANSPREEKPUNT_LOG_LEVEL=debug\n")
    monkeypatch.setenv("AANSPREEKPUNT_STAFF_CHAT", "-1002")

    settings = read_settings()

    assert settings.staff_chat == -1002
    assert settings.log_level == "DEBUG"


def test_an_address_is_kept_without_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AANSPREEKPUNT_API_URL", "http://127.0.0.1:8081/")

    assert read_settings().api_url == "http://127.0.0.1:8081"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("0.0.0.0:8443", Listen("0.0.0.0", 8443)),
        ("[::1]:80", Listen("::1", 80)),
        ("localhost:9000", Listen("localhost", 9000)),
    ],
)
def test_the_webhook_listens_where_it_is_told(
    monkeypatch: pytest.MonkeyPatch, written: str, meant: Listen
) -> None:
    monkeypatch.setenv("AANSPREEKPUNT_WEBHOOK_LISTEN", written)

    assert read_settings().webhook_listen == meant


def test_a_postgres_address_gets_the_driver_that_we_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AANSPREEKPUNT_DATABASE_URL", "postgres://bot:geheim@db/aanspreekpunt")

    assert read_settings().database_url == "postgresql+psycopg://bot:geheim@db/aanspreekpunt"


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("TOKEN", "abc", "@BotFather"),
        ("API_URL", "telegram", "het adres van de Bot API"),
        ("DATABASE_URL", "mysql://db/x", "postgresql://"),
        ("DATABASE_URL", "een bestand", "sqlite:///"),
        ("DATABASE_URL", "sqlite://", "sqlite:///pad"),
        ("DATABASE_URL", "sqlite:///", "sqlite:///pad"),
        ("DATABASE_URL", "sqlite:///:memory:", "sqlite:///pad"),
        ("KNOWLEDGE", "/bestaat/niet", "een bestaande map"),
        ("STAFF_CHAT", "team wijkzaken", "-1001234567890"),
        ("MODE", "pollen", "polling of webhook"),
        ("WEBHOOK_URL", "bot.voorbeeld.nl", "https://"),
        ("WEBHOOK_LISTEN", "8080", "127.0.0.1:8080"),
        ("WEBHOOK_LISTEN", "127.0.0.1:99999", "127.0.0.1:8080"),
        ("WEBHOOK_SECRET", "te kort", "16 tot 256"),
        ("LOG_LEVEL", "luid", "DEBUG, INFO"),
    ],
)
def test_a_wrong_value_is_named_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, remedy: str
) -> None:
    line = fault_of(monkeypatch, **{name: value})

    assert line.startswith(f"AANSPREEKPUNT_{name} klopt niet. Vul in: ")
    assert remedy in line


def test_every_fault_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told = fault_of(monkeypatch, MODE="x", STAFF_CHAT="y").splitlines()

    assert len(told) == 2


def test_a_misspelt_setting_in_the_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("AANSPREEKPUNT_TOKN=1:abc\n")

    assert "AANSPREEKPUNT_TOKN bestaat niet" in fault_of(monkeypatch)


def test_settings_of_other_programs_in_the_file_are_left_alone() -> None:
    Path(".env").write_text("COMPOSE_PROJECT_NAME=bot\n")

    assert read_settings() == Settings()


@pytest.mark.parametrize("given_too", [{}, {"WEBHOOK_URL": "https://bot.voorbeeld.nl"}])
def test_a_webhook_needs_its_address_and_its_secret(
    monkeypatch: pytest.MonkeyPatch, given_too: dict[str, str]
) -> None:
    line = fault_of(monkeypatch, MODE="webhook", **given_too)

    assert "AANSPREEKPUNT_WEBHOOK_URL en AANSPREEKPUNT_WEBHOOK_SECRET" in line


def test_who_cannot_do_without_a_token_hears_where_to_get_one() -> None:
    with pytest.raises(SettingsFault, match=r"AANSPREEKPUNT_TOKEN ontbreekt.*@BotFather"):
        read_settings().needed_token()


def test_a_token_is_given_to_who_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AANSPREEKPUNT_TOKEN", "12345:Voor-beeld_1")

    assert read_settings().needed_token().get_secret_value() == "12345:Voor-beeld_1"


def test_printing_the_settings_shows_no_secret() -> None:
    settings = Settings.model_validate(
        {
            "token": "12345:geheim",
            "webhook_secret": "geheim_geheim_geheim",
            "database_url": "postgresql://bot:geheim@db/x",
        }
    )

    assert "geheim" not in repr(settings)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_a_fault_never_repeats_what_was_filled_in(secret: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({"token": f"%%{secret}%%"})

    assert f"%%{secret}%%" not in str(caught.value)


def test_the_example_is_a_file_that_works() -> None:
    shutil.copy(EXAMPLE, ".env")

    assert read_settings() == Settings(_env_file=None)


def test_the_example_explains_every_setting_in_the_same_words() -> None:
    explained = re.findall(rf"^# (.+)\n({PREFIX}\w+)=", EXAMPLE.read_text("utf-8"), re.MULTILINE)

    assert {variable: words for words, variable in explained} == {
        PREFIX + name.upper(): field.description for name, field in Settings.model_fields.items()
    }
