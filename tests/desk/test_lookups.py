"""What comes along when somebody lists, searches or compares plans, and that nothing does else."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.core.decision import Button, Decision, Send
from bot.core.dossier import Dossier, Person
from bot.core.happenings import Pressed, Said
from bot.core.situation import Situation
from bot.store import dossiers
from bot.store.tables import outbox
from tests.desk.test_loading import FATIMA, OTHER, RESIDENT, Story, plan, staff
from tests.store.engine import START, Build

SEND = ((Button(label="Verstuur", action="verstuur"),),)


@pytest.fixture
def story(build: Build) -> Story:
    return Story(build)


def sent(number: int, status: str = "opgepakt", **more: Any) -> Dossier:
    """A plan of somebody, with Marco."""
    fields = {"code": f"VB-2027-{number:04d}", "owner": "marco", "status": status, **more}
    return plan(f"d{number}", f"test:9{number}", **fields)


def some_plans(story: Story) -> None:
    closed = sent(3, "afgesloten", closed_at=START - timedelta(days=500))
    asking = plan("d9", RESIDENT, status="concept")
    story.lives_through(
        Decision(
            dossiers=(sent(1), sent(2, "ingediend"), closed, asking),
            people=(staff(), Person(chat=RESIDENT), Person(chat=OTHER)),
            out=(Send(chat=RESIDENT, text="Klopt dit?", buttons=SEND, dossier="d9"),),
        )
    )


def others(situation: Situation) -> list[str]:
    return sorted(d.id for d in situation.others)


def test_for_the_team_all_that_is_with_staff_comes_along(story: Story) -> None:
    some_plans(story)
    seen = story.looks_at(Said(text="/team"), chat=FATIMA)
    assert others(seen) == ["d1", "d2"]
    assert seen.dossiers == ()


def test_for_a_search_closed_plans_too_but_nothing_that_was_never_sent(story: Story) -> None:
    some_plans(story)
    assert others(story.looks_at(Said(text="/zoek tuin"), chat=FATIMA)) == ["d1", "d2", "d3"]


def test_a_resident_gets_nothing_of_others_with_these_words(story: Story) -> None:
    some_plans(story)
    for words in ("/team", "/zoek tuin", "/mijngegevens"):
        assert others(story.looks_at(Said(text=words), chat=OTHER)) == []


def test_a_plan_is_compared_when_it_is_sent_by_its_button_or_its_label(story: Story) -> None:
    some_plans(story)
    seen = story.looks_at(Pressed(button="1:0"))
    assert others(seen) == ["d1", "d2", "d3"]
    assert [d.id for d in seen.dossiers] == ["d9"]
    assert others(story.looks_at(Said(text="verstuur"))) == ["d1", "d2", "d3"]


def test_for_anything_else_nothing_comes_along(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    some_plans(story)
    monkeypatch.setattr(dossiers, "with_staff", None)
    monkeypatch.setattr(dossiers, "sent", None)
    monkeypatch.setattr(dossiers, "named", None)
    for words in ("/mijn", "/dossier VB-2027-0001", "hallo", "/teamwork"):
        assert others(story.looks_at(Said(text=words), chat=FATIMA)) == []


def test_the_plan_that_one_in_view_resembles_comes_along(story: Story) -> None:
    some_plans(story)
    mine = plan("d8", OTHER, code="VB-2027-0008", owner="fatima", status="opgepakt", like="d3")
    story.lives_through(Decision(dossiers=(mine,)))
    seen = story.looks_at(Said(text="/mijn"), chat=FATIMA)
    assert (others(seen), [d.id for d in seen.dossiers]) == (["d3"], ["d8"])


def test_a_plan_that_cannot_be_read_hides_no_other_and_stops_no_resident(story: Story) -> None:
    some_plans(story)
    with story.engine.database.write() as connection:
        connection.execute(text("UPDATE dossier SET body = '{\"oud\": 1}' WHERE id = 'd1'"))
    assert others(story.looks_at(Said(text="/team"), chat=FATIMA)) == ["d2"]
    assert others(story.looks_at(Pressed(button="1:0"))) == ["d2", "d3"]


def test_a_button_of_a_list_brings_the_plan_that_it_names_with_its_timeline(story: Story) -> None:
    some_plans(story)
    row = ((Button(label="VB-2027-0001", action="lees-alles", value="plan=d1"),),)
    story.lives_through(Decision(out=(Send(chat=FATIMA, text="Gevonden", buttons=row),)))
    number = story.engine.rows(outbox)[-1].id
    seen = story.looks_at(Pressed(button=f"{number}:0"), chat=FATIMA)
    assert (seen.pointed, [d.id for d in seen.dossiers]) == ("d1", ["d1"])


def test_a_code_that_is_asked_for_goes_before_the_topic_where_it_is_asked(story: Story) -> None:
    some_plans(story)
    story.lives_through(Decision(dossiers=(plan("d7", OTHER, topic=7, code="VB-2027-0007"),)))
    words = Said(text="/dossier VB-2027-0001")
    seen = story.looks_at(words, chat="test:-1", sender=FATIMA, side="group", topic=7)
    assert seen.pointed == "d1"


def test_a_resident_who_asks_for_what_is_kept_gets_all_of_it_also_what_is_old(story: Story) -> None:
    old = plan("d1", closed_at=START - timedelta(days=400), status="afgesloten")
    story.lives_through(Decision(dossiers=(old, plan("d2"), plan("d3", OTHER))))
    story.lives_through(Decision(timeline=()))
    seen = story.looks_at(Said(text="/mijngegevens"))
    assert [d.id for d in seen.dossiers] == ["d1", "d2"]
    assert set(seen.timelines) == {"d1", "d2"}
    assert story.looks_at(Said(text="hoi")).timelines == {}


def test_the_team_stands_with_the_points_that_it_carries(story: Story) -> None:
    heavy, light = sent(1, points=4), sent(2, "ingediend", points=1)
    closed = sent(3, "afgesloten", points=4)
    story.lives_through(Decision(dossiers=(heavy, light, closed), people=(staff(),)))
    team = {mate.member: mate for mate in story.looks_at(Said(text="hoi")).team}
    assert (team["marco"].load, team["marco"].points) == (2, 5)
    assert (team["fatima"].load, team["fatima"].points) == (0, 0)


def test_what_a_member_carries_follows_each_change_of_a_plan_also_when_it_is_erased(
    story: Story,
) -> None:
    def carried() -> dict[str, tuple[int, int]]:
        team = story.looks_at(Said(text="hoi")).team
        return {mate.member: (mate.load, mate.points) for mate in team}

    story.lives_through(Decision(dossiers=(sent(1), sent(2), sent(3))))
    assert carried() == {"fatima": (0, 0), "marco": (3, 6)}
    story.lives_through(Decision(dossiers=(sent(1, owner="fatima", points=4),)), chat="test:91")
    assert carried() == {"fatima": (1, 4), "marco": (2, 4)}
    story.lives_through(Decision(dossiers=(sent(2, "afgesloten"),)), chat="test:92")
    assert carried() == {"fatima": (1, 4), "marco": (1, 2)}
    story.lives_through(Decision(forget_dossiers=("d1", "d3")), chat="test:91")
    assert carried() == {"fatima": (0, 0), "marco": (0, 0)}


def test_a_file_about_a_plan_is_emptied_when_the_plan_closes(story: Story) -> None:
    paper = ("mijn-gegevens.html", "bel 0612345678")
    open_one = plan("d1", phone="0612345678")
    told = Send(chat=RESIDENT, text="Dit bewaar ik", dossier="d1", document=paper)
    story.lives_through(Decision(dossiers=(open_one,), out=(told,)))
    closed = open_one.model_copy(
        update={"phone": None, "closed_at": START, "status": "afgesloten", "version": 1}
    )
    story.lives_through(Decision(dossiers=(closed,)))
    assert all("0612345678" not in repr(row) for row in story.engine.rows(outbox))
