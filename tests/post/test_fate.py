"""What becomes of a parcel, by what the channel said of it: the table of the policy."""

from datetime import timedelta

import pytest

from bot.core.channel import Blocked, Gone, Moved, NotSent, Receipt, Refused, Sent, Stopped, Unsure
from bot.core.decision import Edit, MakeTopic, Notice, Outgoing, React, Send, SendClass
from bot.core.happenings import Delivered, TopicMade, Undelivered
from bot.post.fate import KICKED_HOLD, PASSING_TRIES, RELAY_AGAIN_AFTER, fate
from bot.store.sending import Parcel
from tests.store.engine import START

SEND = Send(chat="test:1", text="hallo")
CONFIRMED = SEND.model_copy(update={"confirm": True})
TOPIC = MakeTopic(chat="test:-1", dossier="d1", title="Straatfeest")
PASSING: list[Outgoing] = [
    Edit(target=1, text="hallo"),
    React(chat="test:1", message=1, emoji="👍"),
    Notice(chat="test:1", query="q"),
]


def parcel(
    out: Outgoing = SEND, cls: SendClass = "dialogue", *, tries: int = 1, unsure: int = 0
) -> Parcel:
    return Parcel(
        id=7,
        chat="test:1",
        out=out,
        cls=cls,
        dossier="d1",
        message=None,
        file=None,
        tries=tries,
        unsure=unsure,
        fence=1,
        lease_until=START + timedelta(minutes=1),
    )


def test_what_arrived_is_sent() -> None:
    assert fate(parcel(), Sent(message=5), START).state == "sent"


def test_who_asked_hears_that_it_arrived() -> None:
    assert fate(parcel(CONFIRMED), Sent(message=5), START).report == Delivered(outbox=7)


def test_a_made_topic_is_told() -> None:
    assert fate(parcel(TOPIC), Sent(topic=3), START).report == TopicMade(dossier="d1")


def test_what_arrived_after_doubt_stays_marked_as_doubtful() -> None:
    sent = fate(parcel(unsure=1), Sent(message=5), START)

    assert (sent.state, sent.unsure) == ("sent", 1)


@pytest.mark.parametrize(
    ("cls", "unsure", "state", "pause"),
    [
        ("dialogue", 0, "waiting", None),
        ("dialogue", 1, "uncertain", None),
        ("relay", 0, "waiting", RELAY_AGAIN_AFTER),
        ("relay", 1, "uncertain", None),
        ("reminder", 0, "uncertain", None),
    ],
)
def test_an_unsure_send_follows_its_class(
    cls: SendClass, unsure: int, state: str, pause: timedelta | None
) -> None:
    known = fate(parcel(cls=cls, unsure=unsure), Unsure(), START)

    assert (known.state, known.unsure) == (state, unsure + 1)
    assert known.not_before == (pause and START + pause)


@pytest.mark.parametrize(
    ("cls", "told"), [("dialogue", False), ("relay", True), ("reminder", True)]
)
def test_whoever_must_know_hears_that_nobody_knows(cls: SendClass, told: bool) -> None:
    known = fate(parcel(cls=cls, unsure=1), Unsure(), START)

    assert known.report == (Undelivered(outbox=7, why="uncertain") if told else None)


@pytest.mark.parametrize("out", PASSING)
def test_what_does_no_harm_twice_is_repeated_a_few_times(out: Outgoing) -> None:
    states = [fate(parcel(out, tries=n), Unsure(), START).state for n in range(1, 6)]

    assert states == ["waiting"] * (PASSING_TRIES - 1) + ["uncertain"]


@pytest.mark.parametrize("tries", [1, 5, 100])
def test_what_was_surely_not_sent_is_tried_for_ever(tries: int) -> None:
    known = fate(parcel(tries=tries), NotSent(), START)

    assert known.state == "waiting"
    assert known.hold is not None
    assert START < known.hold <= START + timedelta(seconds=60)


def test_the_channel_says_how_long_to_wait() -> None:
    assert fate(parcel(), NotSent(retry_after=300), START).hold == START + timedelta(seconds=300)


@pytest.mark.parametrize("cls", ["dialogue", "relay", "reminder"])
@pytest.mark.parametrize(
    ("receipt", "why"),
    [(Refused(why="too long"), "refused"), (Blocked(), "blocked"), (Gone(what="message"), "gone")],
)
def test_what_is_refused_is_never_tried_again_and_told(
    cls: SendClass, receipt: Receipt, why: str
) -> None:
    known = fate(parcel(cls=cls), receipt, START)

    assert known.state == "failed"
    assert isinstance(known.report, Undelivered)
    assert known.report.why == why


@pytest.mark.parametrize("out", PASSING)
def test_nobody_hears_of_a_refused_edit_reaction_or_notice(out: Outgoing) -> None:
    known = fate(parcel(out), Refused(), START)

    assert (known.state, known.report) == ("failed", None)


def test_a_group_that_put_us_out_keeps_its_queue() -> None:
    known = fate(parcel(), Blocked(), START, is_group=True)

    assert (known.state, known.hold) == ("waiting", START + KICKED_HOLD)


@pytest.mark.parametrize("receipt", [Moved(chat="test:2"), Stopped(), Gone(what="topic")])
def test_what_can_still_go_stays_owed(receipt: Receipt) -> None:
    assert fate(parcel(), receipt, START).state == "waiting"
