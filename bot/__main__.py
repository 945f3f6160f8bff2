"""The command line. What takes long to import is imported by the command that needs it."""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from bot.core.knowledge import Knowledge, Member
    from bot.settings import Settings

cli = typer.Typer(
    help="Het aanspreekpunt: een bewoner vertelt een plan, een begeleider helpt verder.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
team = typer.Typer(help="Het team: wie er zijn, en hoe ze meedoen.", no_args_is_help=True)
cli.add_typer(team, name="team")

OWN = "AANSPREEKPUNT_KNOWLEDGE_OWN"
Own = Annotated[
    str | None,
    typer.Option("--eigen", metavar="MAP", help="De map met de eigen inhoud van de gemeente."),
]
FRESH = 120
"""Seconds within which a heartbeat counts as life."""


@cli.command()
def run() -> None:
    """Start de bot op Telegram. Stop hem met Ctrl-C of SIGTERM."""
    import asyncio

    from bot.app import logs
    from bot.app.renewing import content_of
    from bot.app.serving import serve

    settings = _settings()
    token = settings.needed_token().get_secret_value()
    logs.configure(settings.log_level, token=token)
    asyncio.run(serve(settings, content_of(settings)))


@cli.command()
def demo(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Voor programma's: JSON.")] = False,
    now: Annotated[
        str | None, typer.Option(metavar="MOMENT", help="Zet de klok, zoals 2027-05-11T20:14.")
    ] = None,
    db: Annotated[
        str | None, typer.Option(metavar="URL", help="Bewaar het gesprek in deze database.")
    ] = None,
    without_group: Annotated[
        bool, typer.Option("--zonder-groep", help="Speel zonder groep van het team.")
    ] = False,
    own: Own = None,
) -> None:
    """Speel een gesprek na in deze terminal, als bewoner en als begeleider."""
    from bot.app.demo import ClockGoesBack
    from bot.app.playing import Choices, play_by_hand, play_json

    start = _moment(now)
    if db is not None:
        os.environ["AANSPREEKPUNT_DATABASE_URL"] = db
    _choose(own)
    choices = Choices(_settings(), stays=db is not None, start=start, with_group=not without_group)
    try:
        (play_json if jsonl else play_by_hand)(choices)
    except ClockGoesBack as fault:
        _refuse(str(fault))


@cli.command()
def match(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Lees en schrijf JSON per regel.")] = False,
    own: Own = None,
) -> None:
    """Zoek bij elke tekst de regels die erbij horen."""
    if not jsonl:
        _refuse("Gebruik: aanspreekpunt match --jsonl")
    from bot.app.playing import only_json_on_stdout
    from bot.channels.terminal.match import answer

    _choose(own)
    matcher = _knowledge(_settings()).matcher
    with only_json_on_stdout() as write:
        for line in sys.stdin.buffer:
            write(answer(matcher, line))


@cli.command()
def check(own: Own = None) -> None:
    """Controleer de inhoud en de instellingen, en toon wat de eigen inhoud verandert."""
    from bot.content import ContentFaults, find_knowledge, overridden
    from bot.content import check as faults_in
    from bot.settings import SettingsFault, read_settings

    _choose(own)
    faults: list[object] = []
    base = mine = None
    try:
        settings = read_settings()
        base, mine = settings.knowledge, settings.knowledge_own
    except SettingsFault as wrong:
        faults += wrong.lines
    try:
        folder = find_knowledge(base)
        if mine is not None:
            changed = overridden(folder, mine) or ["niets"]
            typer.echo("\n".join(["Dit verandert de eigen inhoud aan de basis:", *changed, ""]))
        faults += faults_in(folder, own=mine)
    except ContentFaults as wrong:
        faults += wrong.faults
    typer.echo("\n".join(map(str, faults)) or "Alles klopt: de inhoud en de instellingen.")
    raise typer.Exit(1 if faults else 0)


@cli.command()
def schema(
    folder: Annotated[
        Path,
        typer.Argument(metavar="MAP", exists=True, file_okay=False, help="Een map met inhoud."),
    ],
    own: Annotated[
        bool, typer.Option("--eigen", help="Voor een map met de eigen inhoud van een gemeente.")
    ] = False,
) -> None:
    """Zet in een map wat een tekstverwerker nodig heeft om bij het typen mee te kijken."""
    from bot.content.schema import write_schemas

    settings = write_schemas(folder, own=own)
    typer.echo(f"De schema's staan in {folder / '.schema'}. Welk schema bij welk bestand hoort,")
    typer.echo(f"staat in {settings}.")


@cli.command("try")
def try_sentence(
    sentence: Annotated[str, typer.Argument(metavar="ZIN", help="Wat een bewoner typt.")],
    day: Annotated[
        str | None, typer.Option("--op", metavar="DATUM", help="De dag waarop, als 2027-05-11.")
    ] = None,
    answers: Annotated[
        list[str] | None,
        typer.Option("--antwoord", metavar="VRAAG=ANTWOORD", help="Vul een antwoord in."),
    ] = None,
    own: Own = None,
) -> None:
    """Probeer een zin: welke regels, waarom, welke vragen en welk antwoord."""
    from bot.app.trying import CannotTry, tried

    _choose(own)
    knowledge = _knowledge(_settings())
    today = _day("--op", day) or knowledge.calendar.local_day(datetime.now(UTC))
    given = dict(_answer(one) for one in answers or ())
    try:
        typer.echo("\n".join(tried(sentence, knowledge, today, given)).rstrip())
    except CannotTry as fault:
        _refuse(str(fault))


@cli.command()
def gaps(
    since: Annotated[
        str | None, typer.Option("--sinds", metavar="DATUM", help="Vanaf deze dag: 2027-05-11.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Voor programma's: JSON.")] = False,
) -> None:
    """Toon wat bewoners wilden weten of doen en niemand kon beantwoorden."""
    import json

    from bot.app.missing import as_fields, as_lines
    from bot.app.operating import missed
    from bot.core.gaps import grouped

    found = grouped(missed(_settings().database_url, _day("--sinds", since)))
    if as_json:
        typer.echo(json.dumps([as_fields(group) for group in found], ensure_ascii=False))
    else:
        typer.echo("\n".join(as_lines(found)))


@cli.command()
def health() -> None:
    """Kijk of de bot leeft: status 0 als hij in de laatste 2 minuten iets liet horen."""
    from bot.app.operating import seconds_since_beat

    silent = seconds_since_beat(_settings().database_url)
    if silent is None:
        _fail("De bot heeft nog niet gedraaid op deze database.")
    if silent > FRESH:
        _fail(f"De bot liet {int(silent)} seconden niets horen. Start hem opnieuw.")
    typer.echo("De bot leeft.")


@team.command("list")
def list_team() -> None:
    """Toon wie er in het team zitten, een naam per regel."""
    for member in _knowledge(_settings()).team.values():
        typer.echo(member.name)


@team.command()
def invite(
    name: Annotated[
        str, typer.Argument(metavar="NAAM", help="De naam, zoals team list die toont.")
    ],
) -> None:
    """Maak een link waarmee een teamlid een keer zijn Telegram verbindt."""
    import asyncio

    from bot.app.operating import bot_name, make_invitation

    settings = _settings()
    member = _member(_knowledge(settings), name)
    bot = asyncio.run(bot_name(settings))
    token = make_invitation(settings.database_url, member.id, datetime.now(UTC))
    typer.echo(f"Stuur deze link alleen aan {member.name}. Hij werkt een keer, 48 uur lang.")
    typer.echo(f"https://t.me/{bot}?start={token}")


def _settings() -> "Settings":
    from bot.settings import read_settings

    return read_settings()


def _knowledge(settings: "Settings") -> "Knowledge":
    from bot.content import find_knowledge, load

    return load(find_knowledge(settings.knowledge), settings.knowledge_own)


def _choose(own: str | None) -> None:
    """An option goes before the setting."""
    if own is not None:
        os.environ[OWN] = own


def _member(knowledge: "Knowledge", name: str) -> "Member":
    members = knowledge.team.values()
    known = {one.casefold(): member for member in members for one in (member.id, member.name)}
    if name.strip().casefold() not in known:
        names = ", ".join(member.name for member in members)
        _fail(f"{name} zit niet in het team. Dit zijn de namen: {names}.")
    return known[name.strip().casefold()]


def _moment(now: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(now) if now else None
    except ValueError:
        _refuse(f"--now {now} is geen moment. Schrijf het zoals 2027-05-11T20:14.")


def _day(option: str, day: str | None) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        _refuse(f"{option} {day} is geen dag. Schrijf hem zoals 2027-05-11.")


def _answer(given: str) -> tuple[str, str]:
    question, is_there, words = given.partition("=")
    if not is_there:
        _refuse(f"--antwoord {given} mist een =. Schrijf het zoals mensen=150.")
    return question.strip(), words.strip()


def _fail(line: str) -> NoReturn:
    typer.echo(line, err=True)
    raise typer.Exit(1)


def _refuse(line: str) -> NoReturn:
    """For a command that is not used as it should."""
    typer.echo(line, err=True)
    raise typer.Exit(2)


def main() -> None:
    """The command `aanspreekpunt`."""
    try:
        cli()
    except BrokenPipeError:
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as fault:
        from bot.app.explaining import explained

        typer.echo("\n".join(explained(fault)), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
