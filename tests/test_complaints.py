"""What people complain of in comparable systems, each as a test with that name.

Lost at deploy (Rasa), doubled by shared job stores (APScheduler's), at midnight and in weekends
(Zammad), nagging after somebody just answered (Alaveteli), the resident reminded and the
municipality not (FixMyStreet), silent assignees (Chatwoot).
"""

import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.core.decision import Decision, Send
from bot.core.dossier import Dossier
from bot.core.due import Due
from bot.core.happenings import Happening, Ticked
from bot.core.situation import Situation
from tests.core.paper import RESIDENT, PaperDesk, chat_of, local, real_knowledge
from tests.core.test_due import SEND, answered, until
from tests.play import DemoProcess
from tests.store.engine import START, Engine, opened
from tests.store.fixtures import emptied_postgres, migrated_postgres

__all__ = ["emptied_postgres", "migrated_postgres"]

KNOWLEDGE = real_knowledge()
FATIMA, NADIA = chat_of("fatima"), chat_of("nadia")
TUESDAY = "2027-03-02 20:14"


def test_lost_at_deploy(tmp_path: Path) -> None:
    """The process is killed before a reminder is due, and starts again after."""
    database = f"--db=sqlite:///{tmp_path / 'demo.sqlite'}"
    with DemoProcess("--now", "2027-05-11T20:14", database) as before:
        before.bewoner("straatfeest in de kerkstraat")
        before.process.send_signal(signal.SIGKILL)
    with DemoProcess("--now", "2027-05-14T12:00", database) as after:
        came = after.advance("PT1M")
        came += after.advance("P1D")
    assert len([one for one in came if "nog niet verstuurd" in one.get("text", "")]) == 1


def test_doubled_by_shared_job_stores(emptied_postgres: str, tmp_path: Path) -> None:
    """Two processes on one database look at the same moment, again and again."""

    def remind(situation: Situation, happening: Happening, _: Any, now: datetime) -> Decision:
        chat = situation.origin.chat
        if isinstance(happening, Ticked):
            return Decision(out=(Send(chat=chat, text="denk je eraan?", cls="reminder"),))
        begun = Dossier(id=situation.fresh, resident=chat, began_at=now, touched_at=now)
        return Decision(dossiers=(begun,))

    def owed(*_: object) -> list[Due]:
        return [Due(reminder="termijn", seq=1, at=START + timedelta(days=2))]

    with opened(emptied_postgres) as one, opened(emptied_postgres) as other:
        engines = [Engine(database, tmp_path, remind, owed) for database in (one, other)]
        for number in range(60):
            engines[0].say("plan", chat=f"test:{number}")
        engines[0].settle()
        for engine in engines:
            engine.later(days=3)

        def work(engine: Engine) -> None:
            for _ in range(5):
                engine.clock.tick()
                engine.settle()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(work, engines))
        texts = [text for engine in engines for text in engine.channel.texts]
        assert texts == ["denk je eraan?"] * 60


@pytest.mark.parametrize("hour", range(0, 24, 3))
@pytest.mark.parametrize("day", ["2027-04-30", "2027-05-01", "2027-05-02"])
def test_at_midnight_and_in_weekends(day: str, hour: int) -> None:
    """Whenever it began, nobody is reminded at night; residents not on Sunday, staff not in a
    weekend."""
    desk = PaperDesk(KNOWLEDGE, local(f"{day} {hour:02}:40"))
    answered(desk, "straatfeest in de kerkstraat")
    desk.press(SEND)
    desk.advance(30)
    reminded = [(s.at, s.shown.chat) for s in desk.stood.values() if s.shown.cls == "reminder"]
    assert reminded
    for at, chat in reminded:
        when = KNOWLEDGE.calendar.to_local(at)
        if chat == RESIDENT:
            assert time(9) <= when.time() < time(20)
            assert when.weekday() != 6
        else:
            assert KNOWLEDGE.calendar.next_working_moment(at) == at


def test_nagging_after_somebody_just_answered() -> None:
    """A begeleider answers an hour before they would be asked; a resident an hour before they
    would be reminded."""
    desk = PaperDesk(KNOWLEDGE, local(TUESDAY))
    answered(desk, "straatfeest in de kerkstraat, za 12 juni")
    desk.press(SEND)
    desk.press("Ik pak dit op", FATIMA)
    desk.until(local("2027-03-04 07:30"))
    desk.say(f"/antwoord {desk.only.code} Leuk! Ik bel je vrijdag.", FATIMA)
    assert until(desk, "2027-03-10 12:00", FATIMA) == []
    assert until(desk, "2027-03-10 12:00") == []

    other = PaperDesk(KNOWLEDGE, local(TUESDAY))
    other.say("straatfeest in de kerkstraat")
    other.until(local("2027-03-05 08:30"))
    other.say("60")
    assert until(other, "2027-03-05 20:00") == []


def test_the_resident_reminded_and_the_municipality_not() -> None:
    """Each time that a resident hears that there is no news, somebody who could change that was
    asked first, and is asked again after."""
    desk = PaperDesk(KNOWLEDGE, local(TUESDAY))
    answered(desk, "straatfeest in de kerkstraat, za 12 juni")
    desk.press(SEND)
    desk.press("Ik pak dit op", FATIMA)
    desk.press("Gesproken", FATIMA)
    desk.advance(90)
    told = [s for s in desk.stood.values() if s.shown.cls == "reminder"]
    words = [s.at for s in told if s.shown.chat == RESIDENT and "geen nieuws" in s.shown.text]
    assert words
    asked = [s.at for s in told if s.shown.chat != RESIDENT]
    for at in words:
        assert any(at - timedelta(days=14) < one < at for one in asked)
        assert any(at < one < at + timedelta(days=7) for one in asked)


def test_silent_assignees() -> None:
    """Whoever got a plan and says nothing does not keep it: somebody else gets it, the coordinator
    and the opdrachtgever know, and the resident never waits longer than ten working days."""
    desk = PaperDesk(KNOWLEDGE, local(TUESDAY))
    answered(desk, "straatfeest in de kerkstraat, za 12 juni")
    desk.press(SEND)
    desk.press("Ik pak dit op", FATIMA)
    desk.advance(60)
    assert desk.only.owner != "fatima"
    assert "fatima" in desk.only.helped_before
    assert any("niemand sprak de bewoner" in text for text in desk.seen(NADIA))
    assert desk.seen(chat_of("willemien"))
    days: list[date] = [at.date() for at, _ in desk.came()]
    gaps = [KNOWLEDGE.calendar.working_days_between(one, other) for one, other in pairwise(days)]
    assert max(gaps) <= 10
