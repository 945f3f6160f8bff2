"""The ledger: what is given is written whole, and never more than there is, whoever is pressing."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from math import inf
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from bot.core.budget import Booking, Purse
from bot.core.decide import decide as core
from bot.core.decision import Button, Decision, Send
from bot.core.dossier import AskedBudget, Dossier, Person, Recognised
from bot.core.happenings import Happening, Incoming, Origin, Pressed, Said
from bot.core.knowledge import Knowledge
from bot.core.situation import Situation
from bot.core.texts import plain
from bot.desk import Desk
from bot.store import budgets, dossiers, outbox, people
from bot.store.database import Database
from bot.store.inbox import receive
from bot.store.tables import booking, dossier, inbox, purse
from bot.store.tables import outbox as outbox_table
from tests.play import real_knowledge
from tests.store.engine import START, no_plan, opened

BUDGET, ASKED, ROUNDS = 5000, 250, 25
REGISSEURS = {"renske": "test:renske", "tweede": "test:tweede"}


def with_two_wijkregisseurs() -> Knowledge:
    knowledge = real_knowledge()
    second = knowledge.team["renske"].model_copy(update={"id": "tweede", "name": "Tweede"})
    return replace(knowledge, team={**knowledge.team, "tweede": second})


KNOWLEDGE = with_two_wijkregisseurs()


def asked(member: str) -> Dossier:
    """A light plan in Noord for which this wijkregisseur has a card."""
    return Dossier(
        id=f"plan-{member}",
        resident=f"test:bewoner-{member}",
        code=f"VB-2027-{list(REGISSEURS).index(member) + 1:04d}",
        status="in-begeleiding",
        idea="straatfeest",
        recognised=(Recognised(rule="evenement-melding", score=1, why=("straatfeest",)),),
        wijk_hint="noord",
        owner="fatima",
        claimed_at=START,
        sent_at=START,
        began_at=START,
        touched_at=START,
        asked_budget=AskedBudget(euros=ASKED, at=START, member=member, card=f"budget:{member}"),
    )


def lay_out(database: Database, left: int) -> None:
    """Two plans, each with a card of another wijkregisseur; so much is left in Noord."""
    with database.write() as connection:
        for table in (booking, purse, outbox_table, dossier, inbox):
            connection.execute(delete(table))
        plans = [asked(member) for member in REGISSEURS]
        dossiers.save(connection, plans)
        cards = [
            Send(
                chat=chat,
                text="kaart",
                buttons=((Button(label="Ja, geef dit", action="geef-budget"),),),
                dossier=f"plan-{member}",
                name=f"budget:{member}",
            )
            for member, chat in REGISSEURS.items()
        ]
        outbox.add(connection, [outbox.Owed(f"k{n}", c) for n, c in enumerate(cards)], START)
        if BUDGET - left:
            connection.execute(
                purse.insert().values(wijk="noord", year=2027, budget=BUDGET, granted=BUDGET - left)
            )


def connect_team(database: Database) -> None:
    with database.write() as connection:
        staff = {**REGISSEURS, "fatima": "test:fatima"}
        people.save(connection, [Person(chat=chat, member=m) for m, chat in staff.items()])


def press_both(database: Database) -> None:
    """Both wijkregisseurs tap *Ja, geef dit* on their own card."""
    with database.read() as connection:
        cards = connection.execute(
            select(outbox_table.c.id, outbox_table.c.chat).where(outbox_table.c.has_buttons)
        ).all()
    receive(
        database,
        [
            (
                f"druk-{card.id}",
                card.chat,
                Incoming(
                    origin=Origin(chat=card.chat, sender=card.chat, at=START),
                    happening=Pressed(button=f"{card.id}:0", query="q"),
                ),
            )
            for card in cards
        ],
        START,
    )


class Together:
    """The core, that first waits until the other worker has looked at the same balance."""

    def __init__(self, workers: int) -> None:
        self._barrier = threading.Barrier(workers)
        self.repeated = 0

    def __call__(
        self, situation: Situation, happening: Happening, knowledge: Knowledge, now: datetime
    ) -> Decision:
        with suppress(threading.BrokenBarrierError):
            if self._barrier.broken:
                self.repeated += 1
            self._barrier.wait(30)
            self._barrier.abort()
        return core(situation, happening, knowledge, now)


def work_until_empty(desk: Desk, database: Database) -> None:
    """One happening at a time, so that the two workers share them."""
    waiting = select(inbox.c.id).where(inbox.c.state == "waiting").limit(1)
    while True:
        desk.work()
        with database.read() as connection:
            if connection.scalar(waiting) is None:
                return


@contextmanager
def two_processes(url: str) -> Iterator[tuple[Database, Database]]:
    with opened(url, alone=False) as one, opened(url, alone=False) as other:
        yield one, other


def tap_at_once(one: Database, other: Database, decide: Any) -> None:
    press_both(one)
    desks = [
        (Desk(database, lambda: KNOWLEDGE, lambda: START, decide, no_plan, at_once=1), database)
        for database in (one, other)
    ]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda pair: work_until_empty(*pair), desks))


def said_to(database: Database, chat: str) -> list[str]:
    with database.read() as connection:
        rows = connection.execute(
            select(outbox_table.c.body)
            .where(outbox_table.c.chat == chat, outbox_table.c.kind == "send")
            .order_by(outbox_table.c.id)
        )
        return [plain(row.body.text) for row in rows]


def balance(database: Database) -> tuple[int, int]:
    """What the balance says that was given in Noord, and what the lines add up to."""
    with database.read() as connection:
        written = connection.scalars(select(booking.c.euros)).all()
        return budgets.granted(connection, 2027).get("noord", 0), sum(written)


def check_that_one_won(database: Database, before: int) -> None:
    given, written = balance(database)
    assert (given, written) == (before + ASKED, ASKED)
    told = {member: said_to(database, chat)[-1] for member, chat in REGISSEURS.items()}
    winners = [m for m, text in told.items() if "is gegeven. De bewoner weet het" in text]
    losers = [m for m, text in told.items() if "Er is niet genoeg over: nog 0 euro" in text]
    assert sorted([*winners, *losers]) == sorted(REGISSEURS), told
    (winner,), (loser,) = winners, losers
    assert any("250 euro" in text for text in said_to(database, f"test:bewoner-{winner}"))
    assert said_to(database, f"test:bewoner-{loser}") == []
    with database.read() as connection:
        plans = {one.id: one for one in connection.scalars(select(dossier.c.body))}
        assert set(connection.scalars(select(inbox.c.state))) == {"done"}
    assert plans[f"plan-{winner}"].granted is not None
    assert plans[f"plan-{loser}"].granted is None
    assert plans[f"plan-{loser}"].asked_budget is not None


@pytest.mark.postgres
def test_of_two_processes_that_saw_the_same_balance_exactly_one_gives_the_last_of_it(
    emptied_postgres: str,
) -> None:
    with two_processes(emptied_postgres) as (one, other):
        connect_team(one)
        for _ in range(ROUNDS):
            lay_out(one, left=ASKED)
            together = Together(2)
            tap_at_once(one, other, together)
            check_that_one_won(one, before=BUDGET - ASKED)
            assert together.repeated == 1


@pytest.mark.postgres
def test_two_processes_that_give_the_first_of_a_year_both_do(emptied_postgres: str) -> None:
    with two_processes(emptied_postgres) as (one, other):
        connect_team(one)
        for _ in range(ROUNDS):
            lay_out(one, left=BUDGET)
            tap_at_once(one, other, Together(2))
            assert balance(one) == (2 * ASKED, 2 * ASKED)


def test_of_two_processes_on_one_file_exactly_one_gives_the_last_of_it(sqlite_url: str) -> None:
    with two_processes(sqlite_url) as (one, other):
        connect_team(one)
        for _ in range(ROUNDS):
            lay_out(one, left=ASKED)
            tap_at_once(one, other, core)
            check_that_one_won(one, before=BUDGET - ASKED)


def test_of_two_taps_in_one_batch_exactly_one_gives_the_last_of_it(database: Database) -> None:
    connect_team(database)
    lay_out(database, left=ASKED)
    press_both(database)
    Desk(database, lambda: KNOWLEDGE, lambda: START, core, no_plan, long_enough=inf).work()
    check_that_one_won(database, before=BUDGET - ASKED)


def test_a_decision_that_gives_more_than_it_saw_is_never_written(database: Database) -> None:
    def too_much(*_: Any) -> Decision:
        return Decision(
            bookings=(
                Booking(
                    wijk="noord", year=2027, dossier="plan-renske", euros=ASKED, member="renske"
                ),
            )
        )

    connect_team(database)
    lay_out(database, left=ASKED - 1)
    press_both(database)
    desk = Desk(database, lambda: KNOWLEDGE, lambda: START, too_much, no_plan)
    while desk.work():
        pass
    assert balance(database) == (BUDGET - ASKED + 1, 0)
    with database.read() as connection:
        assert set(connection.scalars(select(inbox.c.state))) == {"parked"}


def test_the_database_itself_refuses_a_balance_below_zero(database: Database) -> None:
    lay_out(database, left=ASKED)
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.execute(update(purse).values(granted=BUDGET + 1))


def test_the_ledger_outlives_the_plan_and_names_nobody(database: Database) -> None:
    connect_team(database)
    lay_out(database, left=BUDGET)
    press_both(database)
    Desk(database, lambda: KNOWLEDGE, lambda: START, core, no_plan, long_enough=inf).work()
    with database.write() as connection:
        dossiers.forget(connection, ["plan-renske", "plan-tweede"])
    with database.read() as connection:
        kept = budgets.given(connection, 2027)
        assert [(one.wijk, one.code, one.euros) for one in kept] == [("noord", None, ASKED)] * 2
    assert balance(database) == (2 * ASKED, 2 * ASKED)


@pytest.mark.parametrize(
    ("chat", "happening", "sees"),
    [
        ("test:fatima", Said(text="hallo"), True),
        ("test:renske", Said(text="/budget"), True),
        ("test:bewoner", Said(text="/budget"), False),
    ],
)
def test_only_who_works_here_has_budgets_in_sight(
    database: Database, chat: str, happening: Said, sees: bool
) -> None:
    seen: list[tuple[Purse, ...]] = []

    def look(situation: Situation, *_: Any) -> Decision:
        seen.append(situation.purses)
        return Decision()

    connect_team(database)
    lay_out(database, left=ASKED)
    origin = Origin(chat=chat, sender=chat, at=START)
    receive(database, [("u1", chat, Incoming(origin=origin, happening=happening))], START)
    Desk(database, lambda: KNOWLEDGE, lambda: START, look, no_plan).work()
    (purses,) = seen
    assert {purse.wijk: purse.left for purse in purses} == (
        {"noord": ASKED, "oost": 4000} if sees else {}
    )
