"""When a plan closes, the number of its resident stands nowhere any more."""

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import make_url, select

from bot.core.decision import Button, Decision, Edit, Send
from bot.core.dossier import Dossier, Person
from bot.core.happenings import Happening, Said, SharedPhone
from bot.core.knowledge import Knowledge
from bot.core.situation import Situation
from bot.store import people
from bot.store.tables import inbox, metadata, outbox
from tests.store.engine import Build, Engine

NUMBER = "31612345678"
OWNER = "test:9"


def keep_number(
    situation: Situation, happening: Happening, _: Knowledge, now: datetime
) -> Decision:
    """A shared number goes on the begeleider's card, as it is sent and edited; any word closes."""
    if isinstance(happening, SharedPhone):
        plan = Dossier(
            id="d1", resident="test:1", began_at=now, touched_at=now, phone=happening.phone
        )
        card = Send(
            chat=OWNER,
            text=f"Bel {happening.phone}",
            dossier="d1",
            name="card",
            buttons=((Button(label="Rond af", action="rond-af"),),),
        )
        edited = Edit(target="card", text=f"Opgepakt. Bel {happening.phone}")
        return Decision(dossiers=(plan,), out=(card, edited))
    (plan,) = situation.dossiers
    closed = plan.model_copy(update={"phone": None, "closed_at": now, "status": "afgesloten"})
    return Decision(dossiers=(closed,), out=(Edit(target="card", text="Klaar"),))


def everything(engine: Engine) -> str:
    with engine.database.read() as connection:
        tables = metadata.tables.values()
        return repr([connection.execute(select(table)).all() for table in tables])


def close_plan(engine: Engine) -> None:
    with engine.database.write() as connection:
        people.save(connection, [Person(chat=OWNER, member="fatima")])
    engine.happen(SharedPhone(phone=NUMBER))
    engine.settle()
    assert NUMBER in everything(engine)
    engine.happen(Said(text="klaar"))
    engine.settle()


def test_the_number_stands_in_no_table_after_the_closing(build: Build) -> None:
    engine = build(keep_number)

    close_plan(engine)

    assert NUMBER not in everything(engine)
    assert [row.payload for row in engine.rows(inbox)] == [None, None]


def test_the_number_stands_nowhere_in_the_file_after_the_closing(build: Build) -> None:
    engine = build(keep_number)

    close_plan(engine)
    engine.database.truncate_log()

    if engine.database.is_sqlite:
        stored = Path(make_url(str(engine.database.engine.url)).database or "")
        assert NUMBER.encode() not in stored.read_bytes()


def test_the_number_stands_nowhere_either_when_the_resident_goes_on_alone(build: Build) -> None:
    def leave_alone(situation: Situation, happening: Happening, *rest: Any) -> Decision:
        """The number goes, and the plan stays open, without the team."""
        if isinstance(happening, SharedPhone):
            decision = keep_number(situation, happening, *rest)
            (plan,) = decision.dossiers
            sent = plan.model_copy(update={"status": "opgepakt"})
            return decision.model_copy(update={"dossiers": (sent,)})
        (plan,) = situation.dossiers
        alone = plan.model_copy(update={"phone": None, "status": "zelf-verder"})
        return Decision(dossiers=(alone,), out=(Edit(target="card", text="Klaar"),))

    engine = build(leave_alone)

    close_plan(engine)

    assert NUMBER not in everything(engine)


def test_what_is_emptied_can_still_be_edited_and_pressed(build: Build) -> None:
    engine = build(keep_number)

    close_plan(engine)

    card, *_, last = engine.rows(outbox)
    assert (card.name, card.external_id) == ("card", 1000 + card.id)
    assert card.body.buttons[0][0].action == "rond-af"
    assert (last.state, last.body.text) == ("sent", "Klaar")
    assert engine.channel.calls[-1]["message"] == card.external_id
