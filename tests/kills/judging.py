"""What became of a dialogue: from what Telegram accepted, and from what the database holds."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select, text

from bot.channels.telegram.address import chat_number
from bot.core.decision import MakeTopic, Send
from bot.store.tables import dossier, due, file, inbox, outbox, person, timeline
from tests.kills.house import House

Facts = Counter[str]
Message = tuple[int, str]
"""What is sent, as Telegram sees it: to which chat, which words."""

SENDING = re.compile(r"send(?!ChatAction)")
SHOWN = "shown: "
WANTED = ("message", "callback_query")
MARK = "\n(mogelijk dubbel)"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+[\d:]+)|\b\d{10}\b")

NUMBER = re.compile(r"\bd\d+\b")


@dataclass
class Verdict:
    """`lost` and `doubled` should be empty; `uncertain` is what the policy allows and records, and
    `given_up` what of that never arrived: the bot was killed twice at one message."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled)


def judge(house: House, expected: Facts | None) -> Verdict:
    """Look at updates and messages, and at the facts: these should be as `expected`, which are
    those of a dialogue in which nothing was killed, if that is known and all messages arrived."""
    verdict = Verdict()
    with house.engine.connect() as connection:
        _judge_updates(verdict, house, connection)
        _judge_messages(verdict, house, connection)
        if house.engine.dialect.name == "sqlite":
            _judge_file(verdict, connection)
    if expected is not None and not verdict.given_up:
        found = facts(house)
        verdict.lost += [f"fact: {one}" for one in (expected - found).elements()]
        extra = (found - expected).elements()
        verdict.doubled += [f"fact: {one}" for one in extra if not one.startswith(SHOWN)]
    return verdict


def _judge_updates(verdict: Verdict, house: House, connection: Connection) -> None:
    """Everything that people sent is in the inbox once, and handled."""
    states = {row.key: row.state for row in connection.execute(select(inbox.c.key, inbox.c.state))}
    for update in house.telegram.world.updates.log:
        if update.kind in WANTED and states.get(f"u{update.id}") != "done":
            verdict.lost.append(f"update: {update.kind} is {states.get(f'u{update.id}')}")
    verdict.lost += [f"inbox: {key} is {state}" for key, state in states.items() if state != "done"]


def _judge_file(verdict: Verdict, connection: Connection) -> None:
    found = connection.scalar(text("PRAGMA integrity_check"))
    if found != "ok":
        verdict.lost.append(f"database: {found}")


def _judge_messages(verdict: Verdict, house: House, connection: Connection) -> None:
    """What was owed was accepted once, or as often as its class allows when nobody knows."""
    accepted, marked = _accepted(house)
    owed: dict[Message, list[Any]] = {}
    for row in connection.execute(select(outbox).order_by(outbox.c.id)):
        if row.state not in ("sent", "uncertain"):
            verdict.lost.append(f"outbox: {row.kind} is {row.state}: {row.body}")
        if isinstance(row.body, MakeTopic):
            _judge_topic(verdict, row, house)
        if isinstance(row.body, Send):
            owed.setdefault((chat_number(row.chat), row.body.text), []).append(row)
    for message in accepted.keys() - owed.keys():
        verdict.doubled.append(f"never owed: {message}")
    for message, rows in owed.items():
        _judge_message(verdict, message, rows, accepted[message], marked[message])


def _judge_topic(verdict: Verdict, row: Row[Any], house: House) -> None:
    titles = [call.params["name"] for call in house.telegram.calls if "name" in call.params]
    made = titles.count(row.body.title)
    if made > 1 + row.unsure:
        verdict.doubled.append(f"topic: made {made} times")
    if row.unsure:
        verdict.uncertain.append(f"topic: made {made} times")


def _accepted(house: House) -> tuple[Counter[Message], Counter[Message]]:
    """How often each message was accepted, and of these how often as possibly a double."""
    accepted: Counter[Message] = Counter()
    marked: Counter[Message] = Counter()
    for call in house.telegram.calls:
        if SENDING.match(call.method):
            words = call.params.get("text") or call.params.get("caption") or ""
            message = (call.chat_id or 0, words.removesuffix(MARK))
            accepted[message] += 1
            marked[message] += words.endswith(MARK)
    return accepted, marked


def _judge_message(
    verdict: Verdict, message: Message, rows: list[Row[Any]], accepted: int, marked: int
) -> None:
    least = sum(row.state == "sent" for row in rows)
    most = sum(1 if row.cls == "reminder" else 1 + row.unsure for row in rows)
    if accepted < least:
        verdict.lost.append(f"message: {message} {accepted} of {least} times")
    if accepted > most:
        verdict.doubled.append(f"message: {message} {accepted} times, {most} allowed")
    if rows[0].cls == "relay" and accepted - marked > len(rows):
        verdict.doubled.append(f"message: {message} {accepted - marked} times without a mark")
    if any(row.unsure for row in rows):
        verdict.uncertain.append(f"{rows[0].cls}: {message[1][:40]!r} {accepted} times")
    if rows[0].cls != "reminder" and accepted < sum(row.state == "uncertain" for row in rows):
        verdict.given_up.append(f"{rows[0].cls}: {message[1][:40]!r}")


# --- facts


def facts(house: House) -> Facts:
    """What the dialogue came to, without what differs from one playing to the next: moments, the
    numbers of rows and messages, and what was told about messages that may not have arrived."""
    with house.engine.connect() as connection:
        return Counter(
            [
                *_states(connection),
                *_lines(connection),
                *_owed(connection),
                *_reminders(connection),
                *_files(connection),
                *set(_shown(house, connection)),
            ]
        )


def _states(connection: Connection) -> Iterator[str]:
    for body in connection.scalars(select(dossier.c.body)):
        yield from _told("dossier", body.model_dump(mode="json"))
    for body in connection.scalars(select(person.c.body)):
        yield from _told("person", body.model_dump(mode="json"))


def _told(what: str, fields: Mapping[str, Any]) -> Iterator[str]:
    for name, value in fields.items():
        if name not in ("version", "id", "topic"):
            yield f"{what}.{name} = {_same(value)}"


def _same(value: object) -> str:
    """The value, with a word for each moment and for each number of the inbox."""
    return NUMBER.sub("<number>", MOMENT.sub("<moment>", str(value)))


def _lines(connection: Connection) -> Iterator[str]:
    seen = select(timeline).where(timeline.c.what != "niet-aangekomen").order_by(timeline.c.id)
    for number, row in enumerate(connection.execute(seen)):
        yield f"timeline {number}: {row.who} {row.what} {row.text!r} visible={row.visible}"


def _owed(connection: Connection) -> Iterator[str]:
    apologies = {
        f"u{row.id}"
        for row in connection.execute(select(inbox.c.id, inbox.c.payload))
        if row.payload and row.payload.happening.kind == "undelivered"
    }
    for row in connection.execute(select(outbox)):
        if row.key.partition(":")[0] not in apologies:
            yield f"owed: {row.chat} {row.kind} {row.cls} {getattr(row.body, 'text', '')!r}"


def _reminders(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(due)):
        yield f"due: {row.reminder} {row.state}"


def _files(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(file)):
        yield f"file: {row.kind} {row.state}"


def _shown(house: House, connection: Connection) -> Iterator[str]:
    """What stands in the chats at the end, without reminders, which need not have arrived. Of what
    came twice an older copy may stand there too."""
    wanted = select(outbox.c.body).where(outbox.c.cls == "reminder")
    reminders = {body.text for body in connection.scalars(wanted)}
    skipped = {
        (call.chat_id, number)
        for call in house.telegram.calls
        for number in call.message_ids
        if call.params.get("text") in reminders
    }
    for place in (house.samira.chat, house.fatima.chat, house.team):
        for message in place.sees_from_bot():
            if (message.chat_id, message.id) not in skipped:
                yield f"{SHOWN}{message.text.removesuffix(MARK)} {message.labels}"
