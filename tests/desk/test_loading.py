"""What a decision may look at: enough to decide well, and nothing of anybody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.core.decision import Button, Buttons, Decision, Edit, Entry, Send, Source
from bot.core.dossier import Dossier, Form, Holding, Person
from bot.core.happenings import (
    Delivered,
    Edited,
    File,
    FileFetched,
    Happening,
    Pressed,
    Reachable,
    Said,
    Ticked,
    TopicMade,
)
from bot.core.invites import conceal
from bot.core.knowledge import Knowledge
from bot.core.situation import Situation
from bot.store import invites, notes
from tests.store.engine import START, Build, Engine

YES = Button(label="Ja", action="ja")
NO = Button(label="Nee", action="nee")
ROW: Buttons = ((YES, NO),)
RESIDENT, OTHER, FATIMA, GROUP = "test:1", "test:2", "test:40", "test:-1"


class Story:
    """An engine that first lives through given decisions, then tells what it would look at."""

    def __init__(self, build: Build) -> None:
        self._next: list[Callable[[Situation], Decision]] = []
        self.seen: list[Situation] = []
        self.engine: Engine = build(self._decide)

    def _decide(self, situation: Situation, _: Happening, __: Knowledge, ___: Any) -> Decision:
        self.seen.append(situation)
        return self._next.pop(0)(situation) if self._next else Decision()

    def decides_next(self, decide: Callable[[Situation], Decision]) -> None:
        self._next.append(decide)

    def lives_through(self, decision: Decision, *, chat: str = RESIDENT, **origin: Any) -> None:
        self.decides_next(lambda _: decision)
        self.engine.say("x", chat=chat, **origin)
        self.engine.settle()

    def looks_at(self, happening: Happening, *, chat: str = RESIDENT, **origin: Any) -> Situation:
        self.engine.happen(happening, chat=chat, **origin)
        self.engine.settle()
        return self.seen[-1]


@pytest.fixture
def story(build: Build) -> Story:
    return Story(build)


def link_group(story: Story) -> None:
    with story.engine.database.write() as connection:
        notes.put_note(connection, notes.GROUP, GROUP)


def plan(ident: str = "d1", resident: str = RESIDENT, **more: Any) -> Dossier:
    return Dossier(id=ident, resident=resident, began_at=START, touched_at=START, **more)


def staff(chat: str = FATIMA, member: str = "fatima", **more: Any) -> Person:
    return Person(chat=chat, member=member, **more)


def ids(situation: Situation) -> list[str]:
    return [dossier.id for dossier in situation.dossiers]


def test_a_stranger_brings_nothing(story: Story) -> None:
    seen = story.looks_at(Said(text="hoi"))

    assert (seen.person, seen.dossiers, seen.shown, seen.latest) == (None, (), None, None)


def test_a_resident_sees_their_own_dossiers_only(story: Story) -> None:
    story.lives_through(Decision(dossiers=(plan("d1"), plan("d2", OTHER))))

    assert ids(story.looks_at(Said(text="hoi"))) == ["d1"]


def test_what_closed_more_than_a_year_ago_is_out_of_view(story: Story) -> None:
    old = plan("d1", closed_at=START - timedelta(days=400))
    recent = plan("d2", closed_at=START - timedelta(days=300))
    story.lives_through(Decision(dossiers=(old, recent)))

    assert ids(story.looks_at(Said(text="hoi"))) == ["d2"]


def test_a_team_member_sees_their_open_dossiers(story: Story) -> None:
    mine = plan("d1", owner="fatima", status="opgepakt")
    closed = plan("d2", owner="fatima", status="afgesloten")
    others = plan("d3", owner="marco", status="opgepakt")
    story.lives_through(Decision(dossiers=(mine, closed, others), people=(staff(),)))

    assert ids(story.looks_at(Said(text="hoi"), chat=FATIMA)) == ["d1"]


def test_somebody_who_left_the_team_sees_nothing_any_more(story: Story) -> None:
    mine = plan("d1", owner="weg", status="opgepakt", code="VB-2027-0014")
    story.lives_through(Decision(dossiers=(mine,), people=(staff(member="weg"),)))

    seen = story.looks_at(Said(text="hoe staat VB-2027-0014?"), chat=FATIMA)

    assert (seen.dossiers, seen.pointed) == ((), None)


def test_the_team_stands_with_its_chats_and_its_load(story: Story) -> None:
    mine = (plan("d1", owner="fatima", status="opgepakt"), plan("d2", owner="fatima"))
    story.lives_through(Decision(dossiers=mine, people=(staff(),)))

    team = story.looks_at(Said(text="hoi")).team

    assert [(t.member, t.chat, t.load) for t in team] == [("fatima", FATIMA, 1), ("marco", None, 0)]


def test_the_resident_of_a_dossier_comes_along(story: Story) -> None:
    mine = plan("d1", owner="fatima", status="opgepakt")
    story.lives_through(Decision(dossiers=(mine,), people=(staff(), Person(chat=RESIDENT))))

    seen = story.looks_at(Said(text="hoi"), chat=FATIMA)

    resident = seen.resident_of(seen.dossiers[0])
    assert resident is not None
    assert resident.chat == RESIDENT


def asked(chat: str = RESIDENT, **more: Any) -> Decision:
    ask = Send(chat=chat, text="Klopt dit?", buttons=ROW, dossier="d1", **more)
    return Decision(dossiers=(plan("d1"),), out=(ask,))


def test_a_pressed_button_is_the_one_that_was_sent(story: Story) -> None:
    story.lives_through(asked())

    seen = story.looks_at(Pressed(button="1:1"))

    assert seen.shown is not None
    assert (seen.shown.pressed, seen.shown.text, seen.pointed) == (NO, "Klopt dit?", "d1")


@pytest.mark.parametrize("button", ["1:2", "99:0", "iets", "", "1:", ":1", "1:-1", "9" * 40 + ":0"])
def test_a_button_that_we_never_made_is_no_button(story: Story, button: str) -> None:
    story.lives_through(asked())

    seen = story.looks_at(Pressed(button=button))

    assert seen.shown is None or seen.shown.pressed is None


def test_a_button_in_somebody_elses_chat_is_no_button(story: Story) -> None:
    story.lives_through(asked())

    seen = story.looks_at(Pressed(button="1:0"), chat=OTHER)

    assert (seen.shown, seen.pointed, seen.dossiers) == (None, None, ())


def test_a_button_in_the_group_is_pressed_by_a_member(story: Story) -> None:
    link_group(story)
    story.lives_through(asked(chat=GROUP))

    seen = story.looks_at(Pressed(button="1:0"), chat=GROUP, sender=FATIMA, side="group")

    assert seen.shown is not None
    assert seen.shown.pressed == YES


def test_an_edited_message_has_its_new_buttons_and_the_old_ones_keep_their_meaning(
    story: Story,
) -> None:
    story.lives_through(asked())
    changed = Edit(target=1, text="Kies", buttons=((NO,),))
    story.lives_through(Decision(out=(changed,)))

    old = story.looks_at(Pressed(button="1:0")).shown
    new = story.looks_at(Pressed(button="2:0")).shown

    assert old is not None
    assert new is not None
    assert (old.outbox, old.pressed) == (1, YES)
    assert (new.outbox, new.pressed, new.text, new.dossier) == (1, NO, "Kies", "d1")


def test_the_newest_buttons_are_known_so_that_a_label_can_be_typed(story: Story) -> None:
    story.lives_through(asked())
    newer = Send(chat=RESIDENT, text="Nieuwer", buttons=ROW, dossier="d1")
    story.lives_through(Decision(out=(newer, Send(chat=RESIDENT, text="zonder"))))
    story.lives_through(Decision(out=(Edit(target=1, text="Ouder", buttons=ROW),)))

    latest = story.looks_at(Said(text="ja")).latest

    assert latest is not None
    assert latest.text == "Nieuwer"


def test_buttons_that_an_edit_took_away_are_no_longer_the_newest(story: Story) -> None:
    story.lives_through(asked())
    story.lives_through(Decision(out=(Edit(target=1, text="Verstuurd"),)))

    assert story.looks_at(Said(text="ja")).latest is None


def test_a_reply_points_to_the_dossier_of_what_it_answers(story: Story) -> None:
    story.lives_through(Decision(people=(staff(),)))
    card = Send(chat=FATIMA, text="Samira schrijft", dossier="d1")
    story.lives_through(Decision(dossiers=(plan("d1"),), out=(card,)))

    seen = story.looks_at(Said(text="hoi Samira"), chat=FATIMA, reply_to=1001)

    assert (seen.pointed, ids(seen)) == ("d1", ["d1"])


def test_a_code_in_a_team_members_words_points_to_its_dossier(story: Story) -> None:
    coded = plan("d1", code="VB-2027-0014")
    story.lives_through(Decision(dossiers=(coded,), people=(staff(),)))

    words = Said(text="/antwoord vb-2027-0014 hoi")

    assert story.looks_at(words, chat=FATIMA).pointed == "d1"
    assert story.looks_at(words, chat=OTHER).pointed is None


def test_a_topic_of_the_staff_group_points_to_its_dossier(story: Story) -> None:
    link_group(story)
    story.lives_through(Decision(dossiers=(plan("d1", topic=3),)))

    here = {"sender": FATIMA, "side": "group", "topic": 3}

    assert story.looks_at(Said(text="intern"), chat=GROUP, **here).pointed == "d1"
    assert story.looks_at(Said(text="intern"), chat="test:-2", **here).pointed is None


@pytest.mark.parametrize(
    "happening", [Ticked(dossier="d1", reminder="x", seq=1), TopicMade(dossier="d1")]
)
def test_what_names_a_dossier_points_to_it(story: Story, happening: Happening) -> None:
    story.lives_through(Decision(dossiers=(plan("d1"),)))

    assert story.looks_at(happening, chat=GROUP).pointed == "d1"


def test_what_was_delivered_is_shown(story: Story) -> None:
    source = Source(chat=FATIMA, message=9)
    story.lives_through(asked(source=source))

    seen = story.looks_at(Delivered(outbox=1))

    assert seen.shown is not None
    assert (seen.shown.source, seen.pointed) == (source, "d1")


def test_the_timeline_of_the_dossier_pointed_to_can_be_read(story: Story) -> None:
    lines = (
        Entry(dossier="d1", who="bewoner", what="idee", text="straatfeest"),
        Entry(dossier="d1", who="fatima", what="notitie", text="bel eerst", visible=False),
    )
    story.lives_through(asked().model_copy(update={"timeline": lines}))

    seen = story.looks_at(Pressed(button="1:0")).lines

    assert [(line.at, line.who, line.text, line.visible) for line in seen] == [
        (START, "bewoner", "straatfeest", True),
        (START, "fatima", "bel eerst", False),
    ]


def test_an_edited_message_finds_its_line_and_its_copies(story: Story) -> None:
    source = Source(chat=RESIDENT, message=5)
    line = Entry(dossier="d1", who="bewoner", what="bericht", text="om 3 uur", message=source)
    copy = Send(chat=FATIMA, text="Samira: om 3 uur", dossier="d1", source=source)
    story.lives_through(Decision(dossiers=(plan("d1"),), timeline=(line,), out=(copy,)))

    earlier = story.looks_at(Edited(text="om 4 uur"), message=5).earlier

    assert earlier is not None
    assert (earlier.dossier, earlier.text) == ("d1", "om 3 uur")
    assert [shown.chat for shown in earlier.copies] == [FATIMA]


def test_an_edit_of_an_edit_finds_the_newest_words(story: Story) -> None:
    source = Source(chat=RESIDENT, message=5)
    lines = [
        Entry(dossier="d1", who="bewoner", what="bericht", text=text, message=source)
        for text in ("om 3 uur", "om 4 uur", "")
    ]
    story.lives_through(Decision(dossiers=(plan("d1"),), timeline=tuple(lines)))

    earlier = story.looks_at(Edited(text="om 5 uur"), message=5).earlier

    assert earlier is not None
    assert earlier.text == "om 4 uur"


def test_what_a_dialogue_is_about_stays_in_view(story: Story) -> None:
    held = staff(holding=Holding(text="reden", dossier="d1"))
    story.lives_through(Decision(dossiers=(plan("d1", owner="marco"),), people=(held,)))

    assert ids(story.looks_at(Said(text="geen tijd"), chat=FATIMA)) == ["d1"]


def test_what_is_being_filled_in_stays_in_view(story: Story) -> None:
    form = Form(action="vraag-eerst-na", dossier="d1", field="navraag", chat=FATIMA)
    asking = staff(form=form)
    story.lives_through(Decision(dossiers=(plan("d1", owner="marco"),), people=(asking,)))

    assert ids(story.looks_at(Said(text="waarvoor?"), chat=FATIMA)) == ["d1"]


def invite(story: Story, member: str) -> Said:
    with story.engine.database.write() as connection:
        token = invites.make(connection, member, story.engine.now)
    return Said(text=conceal(f"/start {token}"))


def join(story: Story, start: Said, chat: str) -> str | None:
    """Press the link, and be joined when it stands; gives who one may become."""
    story.decides_next(
        lambda seen: (
            Decision(people=(Person(chat=chat, member=seen.invite),), used_invite=True)
            if seen.invite
            else Decision()
        )
    )
    return story.looks_at(start, chat=chat).invite


def test_an_invitation_makes_a_chat_the_members_once(story: Story) -> None:
    start = invite(story, "fatima")

    assert join(story, start, FATIMA) == "fatima"
    assert join(story, start, OTHER) is None
    assert story.looks_at(Said(text="hoi")).chat_of("fatima") == FATIMA


def test_an_invitation_pressed_by_two_at_once_is_used_by_one(story: Story) -> None:
    start = invite(story, "fatima")
    joined = Decision(people=(Person(chat=OTHER, member="fatima"),), used_invite=True)
    story.decides_next(lambda _: joined)
    story.engine.happen(start, chat=OTHER)

    assert join(story, start, FATIMA) is None
    assert story.looks_at(Said(text="hoi")).chat_of("fatima") == OTHER


def test_an_invitation_is_good_for_two_days(story: Story) -> None:
    start = invite(story, "fatima")
    story.engine.later(hours=48)

    assert join(story, start, FATIMA) is None


def test_a_member_who_connects_anew_leaves_the_old_chat(story: Story) -> None:
    join(story, invite(story, "fatima"), FATIMA)
    join(story, invite(story, "fatima"), OTHER)

    old = story.looks_at(Said(text="hoi"), chat=FATIMA).person
    assert old is not None
    assert old.member is None
    assert story.looks_at(Said(text="hoi")).chat_of("fatima") == OTHER


def test_an_invitation_in_a_group_connects_nobody(story: Story) -> None:
    start = invite(story, "fatima")

    assert story.looks_at(start, chat=GROUP, sender=OTHER, side="group").invite is None


def test_every_new_dossier_gets_an_id_of_its_own(story: Story) -> None:
    fresh = {story.looks_at(Reachable(yes=True)).fresh for _ in range(3)}

    assert len(fresh) == 3


def test_a_fetched_file_points_to_the_plan_it_belongs_to(story: Story) -> None:
    photo = File(kind="photo", ref="foto")
    plan = Dossier(id="d1", resident=RESIDENT, began_at=START, touched_at=START)
    entry = Entry(dossier="d1", who="bewoner", what="foto", file=photo)
    story.lives_through(Decision(dossiers=(plan,), timeline=(entry,), fetch=(photo,)))

    seen = story.looks_at(FileFetched(ref="foto", path=None), chat=FATIMA)

    assert seen.pointed == "d1"
    assert [d.id for d in seen.dossiers] == ["d1"]


def test_a_fetched_file_of_nobody_points_nowhere(story: Story) -> None:
    assert story.looks_at(FileFetched(ref="onbekend", path=None)).pointed is None
