"""The settings of one installation: from the environment and `.env`, with faults told in Dutch."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    DirectoryPath,
    Field,
    HttpUrl,
    SecretStr,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "AANSPREEKPUNT_"

_DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class SettingsFault(Exception):
    """Settings that cannot be used; `lines` name each variable and its remedy, in Dutch."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Listen(NamedTuple):
    """Where the webhook listens."""

    host: Annotated[str, Field(min_length=1)]
    port: Annotated[int, Field(ge=1, le=65535)]


def _split_address(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    host, _, port = value.rpartition(":")
    return host.strip("[]"), port


def _upper(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


def _shaped(pattern: str) -> AfterValidator:
    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value()):
            raise ValueError
        return secret

    return AfterValidator(check)


def _web_address(value: str) -> str:
    TypeAdapter(HttpUrl).validate_python(value)
    return value.rstrip("/")


def _database_url(value: str) -> str:
    try:
        url = make_url(value)
        known = url.set(drivername=_DRIVERS[url.drivername])
    except (ArgumentError, KeyError) as fault:
        raise ValueError from fault
    if known.drivername == "sqlite" and known.database in (None, "", ":memory:"):
        raise ValueError
    return known.render_as_string(hide_password=False)


class Settings(BaseSettings):
    """What an installation may choose; each description says in Dutch what to fill in."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        dotenv_filtering="match_prefix",
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    token: Annotated[SecretStr, _shaped(r"\d+:[\w-]+")] | None = Field(
        None, description="Het token van de bot. Je krijgt het van @BotFather op Telegram."
    )
    api_url: Annotated[str, AfterValidator(_web_address)] = Field(
        "https://api.telegram.org",
        description="Het adres van de Bot API, zonder /bot erachter.",
    )
    data: Path = Field(
        Path("data"), description="De map voor bestanden die bewoners en begeleiders sturen."
    )
    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        default_factory=lambda chosen: f"sqlite:///{chosen['data'] / 'aanspreekpunt.sqlite'}",
        repr=False,
        description="De database: sqlite:///pad of postgresql://naam:wachtwoord@server/database.",
    )
    knowledge: DirectoryPath | None = Field(
        None, description="Een bestaande map met de inhoud. Leeg: de inhoud die is meegeleverd."
    )
    knowledge_own: DirectoryPath | None = Field(
        None,
        description="Een bestaande map met de eigen inhoud van de gemeente, over de basis heen.",
    )
    staff_chat: int | None = Field(
        None, description="Het nummer van de groep van het team, zoals -1001234567890."
    )
    mode: Literal["polling", "webhook"] = Field(
        "polling", description="De manier waarop berichten binnenkomen: polling of webhook."
    )
    webhook_url: Annotated[str, AfterValidator(_web_address)] | None = Field(
        None, description="Het adres waarop Telegram de bot bereikt. Begin met https://."
    )
    webhook_listen: Annotated[Listen, NoDecode, BeforeValidator(_split_address)] = Field(
        Listen("127.0.0.1", 8080),
        description="Het adres en de poort waarop de webhook luistert, zoals 127.0.0.1:8080.",
    )
    webhook_secret: Annotated[SecretStr, _shaped(r"[A-Za-z0-9_-]{16,256}")] | None = Field(
        None, description="Een geheim van 16 tot 256 tekens: letters, cijfers, _ en -."
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = (
        Field("INFO", description="Het niveau van het logboek: DEBUG, INFO, WARNING of ERROR.")
    )

    @model_validator(mode="after")
    def _webhook_is_complete(self) -> Self:
        if self.mode == "webhook" and not (self.webhook_url and self.webhook_secret):
            raise ValueError(
                f"{PREFIX}MODE=webhook vraagt ook {PREFIX}WEBHOOK_URL en {PREFIX}WEBHOOK_SECRET."
                " Vul die in, of kies polling."
            )
        return self

    @model_validator(mode="after")
    def _driver_is_installed(self) -> Self:
        if self.database_url.startswith("postgresql") and not find_spec("psycopg"):
            raise ValueError(
                f"{PREFIX}DATABASE_URL kan niet: het onderdeel voor PostgreSQL ontbreekt."
                " Installeer het met: pip install -c constraints.txt '.[postgres]'"
            )
        return self

    def needed_token(self) -> SecretStr:
        """The bot's token, for who cannot do without; raises SettingsFault when it is absent."""
        if self.token is None:
            raise SettingsFault(f"{PREFIX}TOKEN ontbreekt. {_remedy('token')}")
        return self.token


def read_settings() -> Settings:
    """Read the environment, and `.env` in the working directory for what is not set there.

    Raises SettingsFault with one Dutch line for each setting that cannot be used.
    """
    try:
        return Settings()
    except ValidationError as faults:
        lines = [_in_dutch(fault) for fault in faults.errors()]
    raise SettingsFault(*lines)


def _in_dutch(fault: ErrorDetails) -> str:
    if not fault["loc"]:
        return str(fault["ctx"]["error"])
    name = str(fault["loc"][0])
    variable = PREFIX + name.upper()
    if name not in Settings.model_fields:
        return f"{variable} bestaat niet. Kijk in .env.example hoe de instelling heet."
    return f"{variable} klopt niet. {_remedy(name)}"


def _remedy(name: str) -> str:
    wanted = Settings.model_fields[name].description or ""
    return f"Vul in: {wanted[:1].lower()}{wanted[1:]}"
