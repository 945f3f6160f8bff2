"""What the database holds in the end, told so that two channels can be compared."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, select

from bot.core.dossier import Dossier
from bot.core.plan import Plan
from bot.core.situation import Line
from bot.core.telling import told
from bot.core.writing import write_day, write_time
from bot.store import dossiers
from bot.store.database import Database
from bot.store.tables import dossier as table
from tests.play import real_knowledge
from tests.transcripts.script import ZONE


def kept_in(database: Database) -> list[str]:
    """Each dossier with its answers and timeline, oldest first."""
    with database.read() as connection:
        return [line for one in _oldest_first(connection) for line in _told(connection, one)]


def _oldest_first(connection: Connection) -> list[Dossier]:
    found = connection.scalars(select(table.c.body)).all()
    return sorted(found, key=lambda one: (one.began_at, one.code or ""))


def _told(connection: Connection, dossier: Dossier) -> Iterator[str]:
    plan = Plan(dossier, real_knowledge(), dossier.touched_at.astimezone(ZONE).date())
    yield f'{dossier.code or "nog geen code"}: "{dossier.idea}"'
    yield f"stand: {dossier.status}, van {dossier.owner or 'niemand'}, nu is {dossier.move} aan zet"
    yield f"volgende datum: {_moment(dossier.next_date) if dossier.next_date else 'geen'}"
    yield f"gewicht: {plan.weight}, regels: {', '.join(rule.id for rule in plan.rules) or 'geen'}"
    yield f"antwoorden: {'; '.join(_answers(plan))}"
    yield "verloop:"
    for line in dossiers.lines(connection, [dossier.id])[dossier.id]:
        yield f"- {_line(line)}"
    yield ""


def _answers(plan: Plan) -> Iterator[str]:
    for question in plan.knowledge.questions:
        answer = plan.said(question.id)
        if answer is not None:
            yield f"{question.id} = {told(question, answer, plan) or answer.kind}"


def _line(line: Line) -> str:
    who = line.who if line.visible else f"{line.who} (intern)"
    return f"{_moment(line.at)} · {who} · {line.what}{': ' if line.text else ''}{line.text}"


def _moment(moment: datetime) -> str:
    local = moment.astimezone(ZONE)
    return f"{write_day(local.date(), short=True)} {write_time(local.time())}"
