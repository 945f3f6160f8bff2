"""Content that is changed while the house runs, played through the front door."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.app.renewing import Renewal
from bot.content import find_knowledge, load
from bot.content.live import Live
from bot.core.dossier import Dossier
from bot.store.tables import dossier, due, inbox
from tests.play import Demo, real_knowledge

IDEA = "we willen een straatfeest in de kerkstraat, za 12 juni"
COORDINATOR = "Nadia"


class Folder:
    """A copy of the shipped content, that an editor works in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(find_knowledge(), folder)
        self.live = Live(folder, None, real_knowledge())

    def change(self, file: str, old: str, new: str) -> None:
        text = (self.folder / file).read_text("utf-8")
        assert old in text
        (self.folder / file).write_text(text.replace(old, new, 1), "utf-8")

    def breaks(self) -> Callable[[], None]:
        """Break a file; gives how to mend it."""
        file = self.folder / "themas.yaml"
        whole = file.read_bytes()
        file.write_bytes(whole + b"\n  - id: [\n")
        return lambda: file.write_bytes(whole) and None


@pytest.fixture
def content(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "knowledge")


@pytest.fixture
def demo(content: Folder) -> Iterator[Demo]:
    with Demo(now="2027-05-11T20:14", live=content.live) as demo:
        yield demo


def told(demo: Demo, who: str = COORDINATOR) -> list[str]:
    """What this member heard of the content."""
    return [one["text"] for one in demo.seen_by("begeleider", who) if "inhoud" in one["text"]]


def plans(demo: Demo) -> list[Dossier]:
    with demo.house.works.database.read() as connection:
        return list(connection.scalars(select(dossier.c.body)))


def sent(demo: Demo) -> None:
    """A plan, told and sent to the team."""
    demo.bewoner(IDEA)
    while "Verstuur naar een begeleider" not in demo.labels():
        labels = demo.labels()
        skip = ("Weet ik nog niet", "Sla deze vraag over")
        demo.press(next(label for label in skip if label in labels))
    demo.press("Verstuur naar een begeleider")


def test_a_dialogue_goes_on_where_it_was_in_the_new_words(demo: Demo, content: Folder) -> None:
    demo.bewoner(IDEA)
    assert "Hoeveel mensen komen er ongeveer?" in demo.last("bewoner")["text"]
    content.change("intake.yaml", "**Weten de buren ervan?**", "**Wat zeggen de buren?**")
    demo.bewoner("60")
    said = ""
    while "buren" not in said:
        demo.press("Weet ik nog niet")
        said = demo.last("bewoner")["text"]
    assert "Wat zeggen de buren?" in said
    assert told(demo) == []


def test_a_new_threshold_gives_another_answer_in_the_same_dialogue(
    demo: Demo, content: Folder
) -> None:
    demo.bewoner(IDEA)
    demo.bewoner("150")
    content.change("regels/feesten.yaml", "hoogstens: 100", "hoogstens: 200")
    content.change("regels/feesten.yaml", "minstens: 101", "minstens: 201")
    while "Klopt dit?" not in demo.last("bewoner")["text"]:
        demo.press("Weet ik nog niet")
    answer = demo.last("bewoner")["text"]
    assert "Meld het feest uiterlijk vrijdag 28 mei." in answer
    assert "vergunning" not in answer


def test_broken_content_changes_nothing_and_the_coordinator_hears_it_once(
    demo: Demo, content: Folder
) -> None:
    demo.bewoner(IDEA)
    content.change("intake.yaml", "**Hoeveel mensen", "**Met z'n hoevelen")
    mend = content.breaks()
    demo.bewoner("60")
    demo.press("Weet ik nog niet")
    assert "?" in demo.last("bewoner")["text"]
    (message,) = told(demo)
    assert "knowledge/themas.yaml, regel" in message
    assert "De oude inhoud blijft gelden." in message
    others = {member.name for member in real_knowledge().team.values()} - {COORDINATOR}
    assert [told(demo, who) for who in others if told(demo, who)] == []
    (content.folder / "themas.yaml").write_text("themas: {")
    demo.press("Weet ik nog niet")
    assert told(demo) == [message]
    mend()
    demo.bewoner("/status")
    assert told(demo)[1:] == ["De inhoud klopt weer en geldt vanaf nu."]
    demo.bewoner("/nieuw")
    demo.bewoner(IDEA)
    assert "Met z'n hoevelen" in demo.last("bewoner")["text"]


def test_a_plan_remembers_the_content_by_which_it_was_last_judged(
    demo: Demo, content: Folder
) -> None:
    sent(demo)
    before = content.live.knowledge.hash
    assert [plan.knowledge for plan in plans(demo)] == [before]
    content.change("themas.yaml", "naam:", "naam: Nieuw en")
    with capture_logs() as lines:
        demo.advance("PT1M")
    now = content.live.knowledge.hash
    assert now != before
    assert [line["hash"] for line in lines if line["event"] == "content.live"] == [now]
    assert [plan.knowledge for plan in plans(demo)] == [now]


def test_the_reminders_of_a_running_plan_follow_a_new_term(demo: Demo, content: Folder) -> None:
    """The resident heard 28 May; with a term of two working days it is 9 June."""
    sent(demo)
    planned = set(terms(demo))
    assert planned
    content.change("regels/feesten.yaml", "werkdagen: 10", "werkdagen: 2")
    demo.advance("PT1M")
    assert set(terms(demo)).isdisjoint(planned)
    demo.advance("P27D")
    reminded = [m["text"] for m in demo.seen_by("bewoner") if "Meld het feest" in m["text"]]
    assert "woensdag 9 juni" in reminded[-1]


def terms(demo: Demo) -> list[tuple[str, int]]:
    wanted = select(due.c.reminder, due.c.seq).where(
        due.c.state == "planned", due.c.reminder.startswith("termijn")
    )
    with demo.house.works.database.read() as connection:
        return [(row.reminder, row.seq) for row in connection.execute(wanted)]


def test_content_that_changed_while_the_house_was_closed_is_reckoned_with_at_the_start(
    content: Folder, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'blijft.sqlite'}"
    with Demo(now="2027-05-11T20:14", live=content.live, url=url) as demo:
        sent(demo)
        planned = set(terms(demo))
    content.change("regels/feesten.yaml", "werkdagen: 10", "werkdagen: 2")
    later = Live(content.folder, None, load(content.folder))
    with Demo(live=later, url=url) as demo:
        assert planned
        assert set(terms(demo)).isdisjoint(planned)


def test_who_is_no_longer_in_the_team_does_no_more_and_the_plan_goes_on(
    demo: Demo, content: Folder
) -> None:
    sent(demo)
    owner = plans(demo)[0].owner
    assert owner
    demo.begeleider(owner, press="Ik pak dit op")
    content.change("team.yaml", f"- id: {owner}\n", "- id: iemand-anders\n")
    name = real_knowledge().team[owner].name
    demo.begeleider(owner, "/mijn")
    assert "Jouw plannen" not in demo.last("begeleider", name)["text"]
    demo.bewoner("hoe staat het ermee?")
    demo.advance("P30D")
    assert [plan.is_open for plan in plans(demo)] == [True]


def test_nothing_that_was_parked_or_lost_stays_behind(demo: Demo, content: Folder) -> None:
    sent(demo)
    mend = content.breaks()
    demo.bewoner("nog iets")
    mend()
    demo.bewoner("en nog iets")
    with demo.house.works.database.read() as connection:
        assert set(connection.scalars(select(inbox.c.state))) == {"done"}


# --- the rooms themselves


def test_news_that_could_not_be_stored_is_stored_at_the_next_look(
    demo: Demo, content: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal = demo.house.works.renewal

    def fail(*_: object) -> bool:
        raise OperationalError("", None, Exception())

    content.breaks()
    with monkeypatch.context() as trouble:
        trouble.setattr(Renewal, "_write", fail)
        with pytest.raises(OperationalError):
            demo.run(renewal.look(at_once=True))
    assert told(demo) == []
    demo.bewoner("/help")
    assert len(told(demo)) == 1


def test_the_files_are_read_in_a_thread_of_their_own(
    demo: Demo, content: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the loop nor the writer waits: both do other things while the content is read."""
    renewal, database = demo.house.works.renewal, demo.house.works.database
    done: list[str] = []

    async def play() -> None:
        reading, go_on = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()

        def slowly(*_: object, **__: object) -> None:
            loop.call_soon_threadsafe(reading.set)
            asyncio.run_coroutine_threadsafe(go_on.wait(), loop).result()
            done.append("read")

        monkeypatch.setattr(content.live, "look", slowly)
        looking = asyncio.ensure_future(renewal.look())
        await reading.wait()
        await database.run(done.append, "written")
        go_on.set()
        await looking

    demo.run(play())
    assert done == ["written", "read"]


def test_the_log_tells_where_content_is_broken_and_quotes_none_of_it(
    demo: Demo, content: Folder
) -> None:
    with capture_logs() as lines:
        content.breaks()
        demo.bewoner("/help")
    (refused,) = (line for line in lines if line["event"] == "content.refused")
    assert refused["first"].startswith("knowledge/themas.yaml:")
    assert set(refused) == {"event", "log_level", "faults", "first"}
