"""The command line, as an operator uses it: real commands in processes of their own."""

import json
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.core.decision import Gap
from bot.core.invites import hash_of
from bot.store import gaps, notes
from bot.store.database import open_database
from bot.store.tables import invite
from tests.botapi import BotApiServer, faults
from tests.content.conftest import copy_whole
from tests.play import ROOT, RunProcess, surroundings


class Aanspreekpunt:
    """The command in a folder without an `.env`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database_url = f"sqlite:///{folder / 'aanspreekpunt.sqlite'}"

    def __call__(
        self, *words: str, said: str = "", **chosen: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=self.folder,
            env=surroundings(**{"database_url": self.database_url} | chosen)
            | {"PYTHONPATH": str(ROOT)},
            input=said,
            capture_output=True,
            text=True,
            check=False,
        )

    def running(self, telegram: BotApiServer, **chosen: str) -> RunProcess:
        """`aanspreekpunt run` on that Telegram."""
        reached = {"token": telegram.token, "api_url": telegram.url}
        return RunProcess(self.folder, **{"database_url": self.database_url} | reached | chosen)


@pytest.fixture
def aanspreekpunt(tmp_path: Path) -> Aanspreekpunt:
    return Aanspreekpunt(tmp_path)


@pytest.fixture
def telegram() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


# --- match


def matched(aanspreekpunt: Aanspreekpunt, *lines: str) -> list[dict[str, Any]]:
    done = aanspreekpunt("match", "--jsonl", said="".join(line + "\n" for line in lines))
    assert done.returncode == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_match_answers_each_line_with_one_line(aanspreekpunt: Aanspreekpunt) -> None:
    first, fault, other = matched(
        aanspreekpunt, '{"text": "straatfeest met barbecue"}', "onzin", '{"text": "xyzzy"}'
    )
    assert set(first) == {"outcome", "themes", "rules", "refer", "alarm"}
    assert (first["outcome"], first["rules"][0]["id"]) == ("match", "evenement-melding")
    assert first["rules"][0]["why"].startswith("omdat je '")
    assert set(fault) == {"error"}
    assert len(first["rules"]) == len(other["rules"]) == 10
    assert all(isinstance(rule["why"], str) for rule in first["rules"] + other["rules"])


def test_match_refers_an_emergency(aanspreekpunt: Aanspreekpunt) -> None:
    [found] = matched(aanspreekpunt, '{"text": "help er is brand bij de buren"}')
    assert found["outcome"] == "refer"
    assert found["refer"]


def test_match_tells_of_each_line_that_it_cannot_read(aanspreekpunt: Aanspreekpunt) -> None:
    lines = ["", "[]", "{}", '{"text": 3}', '{"text": "hoi", "taal": "nl"}']
    assert [set(found) for found in matched(aanspreekpunt, *lines)] == [{"error"}] * len(lines)


# --- check


def test_check_finds_nothing_wrong_with_the_content(aanspreekpunt: Aanspreekpunt) -> None:
    done = aanspreekpunt("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Alles klopt" in done.stdout


def test_check_names_every_fault_with_file_and_line(aanspreekpunt: Aanspreekpunt) -> None:
    broken = aanspreekpunt.folder / "knowledge"
    shutil.copytree(ROOT / "knowledge", broken)
    team = broken / "team.yaml"
    team.write_text(team.read_text().replace("wijken: [noord]", "wijken: [nord]"))
    done = aanspreekpunt("check", knowledge=str(broken))
    assert done.returncode == 1
    assert any(line.startswith("knowledge/team.yaml:") for line in done.stdout.splitlines())
    assert "nord" in done.stdout


def test_check_tells_what_a_municipality_overrides(aanspreekpunt: Aanspreekpunt) -> None:
    base = copy_whole(aanspreekpunt.folder / "klein").folder
    own = aanspreekpunt.folder / "eigen"
    (own / "regels").mkdir(parents=True)
    (own / "regels" / "feest.yaml").write_text("regels:\n  - id: buurtfeest\n    kosten: Gratis.\n")
    by_option = aanspreekpunt("check", "--eigen", str(own), knowledge=str(base))
    assert (by_option.returncode, by_option.stderr) == (0, "")
    told = "regels/feest.yaml: buurtfeest: kosten (eigen/regels/feest.yaml regel 3)"
    assert told in by_option.stdout.splitlines()
    by_setting = aanspreekpunt("check", knowledge=str(base), knowledge_own=str(own))
    assert by_setting.stdout == by_option.stdout


def test_check_names_a_fault_in_a_municipalitys_own_file(aanspreekpunt: Aanspreekpunt) -> None:
    base = copy_whole(aanspreekpunt.folder / "klein").folder
    own = aanspreekpunt.folder / "eigen"
    own.mkdir()
    (own / "gemeente.yaml").write_text("naam: Zandhuizen\ntelefon: 14 0123\n")
    done = aanspreekpunt("check", "--eigen", str(own), knowledge=str(base))
    assert done.returncode == 1
    assert "eigen/gemeente.yaml:2:1: De sleutel 'telefon' ken ik niet." in done.stdout


def test_an_own_folder_that_is_not_there_is_told_as_a_setting(
    aanspreekpunt: Aanspreekpunt,
) -> None:
    done = aanspreekpunt("match", "--jsonl", "--eigen", "nergens")
    assert done.returncode == 1
    assert "AANSPREEKPUNT_KNOWLEDGE_OWN klopt niet. Vul in: een bestaande map" in done.stderr


def test_check_names_settings_that_cannot_be_used(aanspreekpunt: Aanspreekpunt) -> None:
    done = aanspreekpunt("check", mode="postduif", webhook_listen="overal")
    assert done.returncode == 1
    assert "AANSPREEKPUNT_MODE" in done.stdout
    assert "AANSPREEKPUNT_WEBHOOK_LISTEN" in done.stdout


# --- team


def test_team_list_is_a_name_a_line(aanspreekpunt: Aanspreekpunt) -> None:
    names = aanspreekpunt("team", "list").stdout.splitlines()
    assert {"Fatima", "Marco", "Nadia"} <= set(names)


@pytest.mark.parametrize("name", ["Fatima", "fatima"])
def test_an_invitation_ends_with_a_link_of_which_only_the_hash_is_kept(
    aanspreekpunt: Aanspreekpunt, telegram: BotApiServer, name: str
) -> None:
    done = aanspreekpunt("team", "invite", name, token=telegram.token, api_url=telegram.url)
    assert done.returncode == 0
    link = done.stdout.splitlines()[-1]
    start, token = link.split("?start=")
    assert start == f"https://t.me/{telegram.world.bot.username}"
    assert len(token) == 43
    database = open_database(aanspreekpunt.database_url)
    with database.read() as connection:
        [row] = connection.execute(select(invite)).all()
    database.close()
    assert (row.hash, row.member) == (hash_of(token), "fatima")
    left = row.expires_at - datetime.now(UTC)
    assert timedelta(hours=47) < left <= timedelta(hours=48)


def test_somebody_outside_the_team_is_not_invited(aanspreekpunt: Aanspreekpunt) -> None:
    done = aanspreekpunt("team", "invite", "Karin")
    assert done.returncode == 1
    assert "Fatima, Marco" in done.stderr


def test_an_invitation_without_a_token_says_what_is_missing(
    aanspreekpunt: Aanspreekpunt,
) -> None:
    done = aanspreekpunt("team", "invite", "Fatima")
    assert done.returncode == 1
    assert "AANSPREEKPUNT_TOKEN" in done.stderr


# --- try


def test_try_tells_what_is_found_what_is_asked_and_what_follows(
    aanspreekpunt: Aanspreekpunt,
) -> None:
    idea = "straatfeest met bbq, za 12 juni"
    done = aanspreekpunt("try", idea, "--op", "2027-05-11", "--antwoord", "mensen=60")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Fijn dat je dit oppakt! Ik lees:" in done.stdout
    assert "[Weet ik nog niet] [Wijzig mijn idee]" in done.stdout
    assert "evenement-melding, om 'straatfeest' en 'bbq'  → telt mee" in done.stdout
    assert "moment: zaterdag 12 juni (uit de zin)" in done.stdout
    assert "mensen: ongeveer 60 mensen\n" in done.stdout
    assert "\n  plek: de plek\n" in done.stdout
    assert "Meld het feest uiterlijk vrijdag 28 mei" in done.stdout
    assert "licht: Meld het feest, uiterlijk vrijdag 28 mei, van evenement-melding" in done.stdout


def test_try_shows_what_another_threshold_brings(aanspreekpunt: Aanspreekpunt) -> None:
    asked = ("try", "straatfeest", "--op", "2027-05-11", "--antwoord")
    small = aanspreekpunt(*asked, "mensen=60").stdout
    large = aanspreekpunt(*asked, "mensen=150").stdout
    assert "evenement-vergunning: " not in small.partition("Regels van het plan")[2]
    assert "evenement-vergunning: " in large.partition("Regels van het plan")[2]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("help er is brand bij de buren", "Bel nu 112."),
        ("mijn paspoort is verlopen", "Dit regelt de balie Burgerzaken"),
        ("mahallemizde çocuklar için park istiyoruz", "Merhaba!"),
        ("mag er muziek?", "[Maak er een plan van]"),
    ],
)
def test_try_shows_what_the_resident_reads(
    aanspreekpunt: Aanspreekpunt, sentence: str, told: str
) -> None:
    assert told in aanspreekpunt("try", sentence).stdout.partition("Dit leest de bewoner")[2]


@pytest.mark.parametrize(
    "sentence",
    ["help er is brand", "mijn paspoort is verlopen", "mag er muziek?", "we want a street party"],
)
def test_try_tells_of_no_answer_where_the_resident_gets_none(
    aanspreekpunt: Aanspreekpunt, sentence: str
) -> None:
    told = aanspreekpunt("try", sentence).stdout
    assert "Zo te zien" not in told
    assert "Ik ken hier geen regel voor" not in told
    assert "Dit is het antwoord" not in told


def test_try_tells_the_term_while_the_day_is_open(aanspreekpunt: Aanspreekpunt) -> None:
    told = aanspreekpunt("try", "straatfeest met bbq").stdout
    assert "licht: Meld het feest, uiterlijk 10 werkdagen van tevoren, van" in told


def test_try_has_nothing_to_answer_where_no_plan_begins(aanspreekpunt: Aanspreekpunt) -> None:
    done = aanspreekpunt("try", "mijn paspoort is verlopen", "--antwoord", "mensen=60")
    assert done.returncode == 2
    assert "Bij deze zin begint geen plan." in done.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--antwoord", "menssen=60"], "Er is geen vraag 'menssen'. Kies uit: plek"),
        (["--antwoord", "mensen"], "mist een ="),
        (["--antwoord", "mensen=veel"], "niet te begrijpen"),
        (["--op", "morgen"], "--op morgen is geen dag"),
    ],
)
def test_try_says_what_it_cannot_try(
    aanspreekpunt: Aanspreekpunt, options: list[str], told: str
) -> None:
    done = aanspreekpunt("try", "straatfeest", *options)
    assert done.returncode == 2
    assert told in done.stderr


# --- gaps


def miss(aanspreekpunt: Aanspreekpunt, *words: str, day: str = "2027-05-11") -> None:
    database = open_database(aanspreekpunt.database_url)
    database.migrate()
    until = date.fromisoformat(day) + timedelta(days=365)
    with database.write() as connection:
        missed = [Gap(kind="vraag", words=one) for one in words]
        gaps.add(connection, missed, date.fromisoformat(day), until)
    database.close()


def test_gaps_are_listed_by_likeness_most_asked_first(aanspreekpunt: Aanspreekpunt) -> None:
    miss(aanspreekpunt, "hoe laat komt de ijscoman", "mag er een draaimolen komen")
    miss(aanspreekpunt, "een draaimolen op het plein", day="2027-06-01")
    done = aanspreekpunt("gaps")
    assert done.stdout.splitlines()[0] == "2x · vraag · 2027-05-11 tot 2027-06-01"
    assert "    mag er een draaimolen komen" in done.stdout
    assert done.stdout.splitlines()[3] == "1x · vraag · 2027-05-11"


def test_gaps_from_a_day_on_for_a_program(aanspreekpunt: Aanspreekpunt) -> None:
    miss(aanspreekpunt, "hoe laat komt de ijscoman")
    miss(aanspreekpunt, "een draaimolen op het plein", day="2027-06-01")
    [group] = json.loads(aanspreekpunt("gaps", "--sinds", "2027-05-20", "--json").stdout)
    assert group["aantal"] == 1
    assert group["voorbeelden"] == ["een draaimolen op het plein"]


def test_gaps_of_a_bot_that_never_ran(aanspreekpunt: Aanspreekpunt) -> None:
    done = aanspreekpunt("gaps")
    assert (done.returncode, done.stdout) == (0, "Er staat niets op de lijst.\n")
    assert not (aanspreekpunt.folder / "aanspreekpunt.sqlite").exists()


# --- health


def beat(aanspreekpunt: Aanspreekpunt, ago: timedelta) -> None:
    database = open_database(aanspreekpunt.database_url)
    database.migrate()
    with database.write() as connection:
        notes.beat(connection, "run", datetime.now(UTC) - ago)
    database.close()


@pytest.mark.parametrize(("minutes", "status"), [(0, 0), (1, 0), (3, 1)])
def test_health_is_a_heartbeat_of_less_than_two_minutes(
    aanspreekpunt: Aanspreekpunt, minutes: int, status: int
) -> None:
    beat(aanspreekpunt, timedelta(minutes=minutes))
    assert aanspreekpunt("health").returncode == status


def test_health_of_a_bot_that_never_ran(aanspreekpunt: Aanspreekpunt) -> None:
    done = aanspreekpunt("health")
    assert done.returncode == 1
    assert "nog niet gedraaid" in done.stderr
    assert not (aanspreekpunt.folder / "aanspreekpunt.sqlite").exists()


# --- run


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.mark.e2e
def test_run_answers_on_telegram_and_stops_when_told(
    aanspreekpunt: Aanspreekpunt, telegram: BotApiServer
) -> None:
    with aanspreekpunt.running(telegram) as bot:
        samira = telegram.user("Samira")
        samira.starts()
        samira.waits_for("Wat wil je doen?")
        assert aanspreekpunt("health").returncode == 0
        assert bot.end() == 0
    assert telegram.mistakes == []
    assert "run.stopping" in [line["event"] for line in bot.logged]


@pytest.mark.e2e
def test_run_logs_no_words_no_names_and_no_token(
    aanspreekpunt: Aanspreekpunt, telegram: BotApiServer
) -> None:
    telegram.fails(faults.server_error(), method="sendMessage")
    with aanspreekpunt.running(telegram, log_level="debug") as bot:
        samira = telegram.user("Samira")
        samira.says("iets met zeppelins")
        samira.waits_for("Vraag 1")
        bot.end()
    secret = telegram.token.partition(":")[2]
    assert bot.logged
    assert not any(word in bot.told for word in ("zeppelin", "Samira", secret))


@pytest.mark.e2e
def test_an_invited_member_connects_while_the_bot_runs(
    aanspreekpunt: Aanspreekpunt, telegram: BotApiServer
) -> None:
    with aanspreekpunt.running(telegram):
        fatima = telegram.user("Fatima")
        done = aanspreekpunt("team", "invite", "Fatima", token=telegram.token, api_url=telegram.url)
        fatima.opens(done.stdout.splitlines()[-1])
        fatima.waits_for("Welkom Fatima")


@pytest.mark.e2e
def test_run_listens_to_a_webhook(aanspreekpunt: Aanspreekpunt, telegram: BotApiServer) -> None:
    where = f"127.0.0.1:{free_port()}"
    webhook = {
        "mode": "webhook",
        "webhook_url": f"http://{where}/hook",
        "webhook_listen": where,
        "webhook_secret": "een-geheim-van-genoeg-tekens",
    }
    with aanspreekpunt.running(telegram, **webhook) as bot:
        samira = telegram.user("Samira")
        samira.starts()
        samira.waits_for("Wat wil je doen?")
        assert bot.end(signal.SIGINT) == 0


@pytest.mark.e2e
def test_run_on_a_webhook_stops_when_the_token_is_revoked(
    aanspreekpunt: Aanspreekpunt, telegram: BotApiServer
) -> None:
    where = f"127.0.0.1:{free_port()}"
    webhook = {
        "mode": "webhook",
        "webhook_url": f"http://{where}/hook",
        "webhook_listen": where,
        "webhook_secret": "een-geheim-van-genoeg-tekens",
    }
    with aanspreekpunt.running(telegram, **webhook) as bot:
        samira = telegram.user("Samira")
        samira.starts()
        samira.waits_for("Wat wil je doen?")
        telegram.token = "123:een-ander"
        samira.says("straatfeest")
        assert bot.process.wait() == 1
    assert "Telegram kent dit token niet" in bot.told


@pytest.mark.e2e
def test_run_gives_residents_a_menu(aanspreekpunt: Aanspreekpunt, telegram: BotApiServer) -> None:
    with aanspreekpunt.running(telegram) as bot:
        samira = telegram.user("Samira")
        samira.starts()
        samira.waits_for("Wat wil je doen?")
        bot.end()
    shown = telegram.world.commands["all_private_chats"]
    menu = {one["command"]: one["description"] for one in shown}
    assert list(menu) == ["start", "nieuw", "status", "stop", "privacy", "mijngegevens", "help"]
    assert menu["start"] == "Begin een idee"


@pytest.mark.e2e
def test_run_tells_what_to_change_at_telegram(
    aanspreekpunt: Aanspreekpunt, telegram: BotApiServer
) -> None:
    with aanspreekpunt.running(telegram, staff_chat="-100999") as bot:
        samira = telegram.user("Samira")
        samira.starts()
        samira.waits_for("Wat wil je doen?")
        bot.end()
    changes = [line["change"] for line in bot.logged if line["event"] == "telegram.setup"]
    assert any("AANSPREEKPUNT_STAFF_CHAT" in change for change in changes)


@pytest.mark.e2e
def test_run_stops_when_telegram_refuses_the_token(
    aanspreekpunt: Aanspreekpunt, telegram: BotApiServer
) -> None:
    with aanspreekpunt.running(telegram, token="123:geen-token") as bot:
        assert bot.process.wait() == 1
    assert "Telegram kent dit token niet" in bot.told
    assert "Traceback" not in bot.told


def test_run_without_a_token_says_what_is_missing(aanspreekpunt: Aanspreekpunt) -> None:
    done = aanspreekpunt("run")
    assert done.returncode == 1
    assert "AANSPREEKPUNT_TOKEN" in done.stderr


@pytest.mark.e2e
def test_two_bots_do_not_share_a_sqlite_file(
    aanspreekpunt: Aanspreekpunt, telegram: BotApiServer
) -> None:
    with aanspreekpunt.running(telegram):
        samira = telegram.user("Samira")
        samira.starts()
        samira.waits_for("Wat wil je doen?")
        second = aanspreekpunt("run", token=telegram.token, api_url=telegram.url)
    assert second.returncode == 1
    assert "al in gebruik" in second.stderr


def test_a_database_that_does_not_answer_is_told_in_dutch(aanspreekpunt: Aanspreekpunt) -> None:
    done = aanspreekpunt("health", database_url="postgresql://niemand@127.0.0.1:1/niets")
    assert done.returncode == 1
    assert "De database werkt niet mee" in done.stderr
    assert "Traceback" not in done.stderr
