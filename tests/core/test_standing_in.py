"""When a begeleider is away somebody else acts, and the resident knows who."""

from dataclasses import replace

import pytest

from bot.core.knowledge import Knowledge, Leave
from bot.core.plan import Plan
from bot.core.staff.table import ACTIONS, refusal
from bot.core.standing_in import acting, acts_for
from tests.core.paper import PHONE, PaperDesk, chat_of, local, real_knowledge
from tests.core.test_staff import picked_up, relayed

KNOWLEDGE = real_knowledge()
FATIMA, ELS, MARCO, NADIA = map(chat_of, ("fatima", "els", "marco", "nadia"))
TODAY = local("2027-05-20 10:00").date()


def away(knowledge: Knowledge, **stand_ins: str | None) -> Knowledge:
    """These members are on leave from 14 May to 28 May, each with a stand-in or without."""
    leaves = {
        who: Leave.model_validate(
            {"van": "2027-05-14", "tot_en_met": "2027-05-28", "vervanger": stand_in}
        )
        for who, stand_in in stand_ins.items()
    }
    team = {
        who: member.model_copy(update={"leave": (leaves[who],)}) if who in leaves else member
        for who, member in knowledge.team.items()
    }
    return replace(knowledge, team=team)


@pytest.mark.parametrize(
    ("stand_ins", "acts"),
    [
        ({}, "fatima"),
        ({"fatima": None}, "fatima"),
        ({"fatima": "els"}, "els"),
        ({"fatima": "els", "els": "marco"}, "marco"),
        ({"fatima": "els", "els": "fatima"}, "fatima"),
        ({"fatima": "els", "els": None}, "fatima"),
        ({"fatima": "niemand"}, "fatima"),
    ],
)
def test_a_stand_in_who_is_away_has_a_stand_in_too(
    stand_ins: dict[str, str | None], acts: str
) -> None:
    team = away(KNOWLEDGE, **stand_ins).team
    assert acting("fatima", team, TODAY) == acts
    assert "fatima" in acts_for(acts, team, TODAY)


@pytest.fixture
def desk() -> PaperDesk:
    """Fatima picked it up on Tuesday, and spoke; on Friday she and Els are away, Marco is there."""
    desk = PaperDesk(away(KNOWLEDGE, fatima="els", els="marco"), local("2027-05-11 20:14"))
    picked_up(desk)
    desk.press("Gesproken", FATIMA)
    desk.until(local("2027-05-18 10:00"))
    return desk


def test_the_resident_hears_once_who_reads_along(desk: PaperDesk) -> None:
    """On the first day of the leave, unasked."""
    assert "Fatima is er niet tot en met vrijdag 28 mei. Marco leest nu" in desk.last()
    desk.say("is er al nieuws?")
    assert "is er al nieuws?" in desk.last(MARCO)
    told = len(desk.seen())
    desk.say("en de hekken?")
    assert len(desk.seen()) == told


def test_a_stand_in_answers_in_their_own_name_and_without_the_number(desk: PaperDesk) -> None:
    desk.say("is er al nieuws?")
    desk.say("ja, de hekken komen vrijdag", MARCO, reply_to=relayed(desk, MARCO))
    assert desk.last().startswith("Marco, begeleider in Zuid, schrijft:")
    desk.say("/mijn", MARCO)
    desk.press(desk.labels(MARCO)[0], MARCO)
    desk.press("Volgende stap", MARCO)
    assert PHONE not in "".join(desk.seen(MARCO))


def test_a_stand_in_does_what_the_owner_does_and_the_owner_stays(desk: PaperDesk) -> None:
    desk.say("bel me maar")
    desk.say("/mijn", MARCO)
    desk.press(desk.labels(MARCO)[0], MARCO)
    desk.press("Volgende stap", MARCO)
    desk.press("Bel op …", MARCO)
    desk.say("morgen 10 uur", MARCO)
    assert "Marco belt je morgen tussen 10 en 11 uur" in desk.last()
    assert desk.only.owner == "fatima"


def test_only_the_stand_in_may_do_what_is_the_owners(desk: PaperDesk) -> None:
    team, spoke = desk.knowledge.team, ACTIONS["gesproken"]
    plan = Plan(desk.only, desk.knowledge, desk.today)
    for member in ("marco", "joris", "nadia"):
        may = acts_for(member, team, TODAY)
        why = refusal(spoke, plan, team[member], acts_for=may)
        assert (why is None) == (member == "marco")


def test_reminders_reach_the_stand_in_and_after_the_leave_the_owner_again(
    desk: PaperDesk,
) -> None:
    desk.until(local("2027-05-26 12:00"))
    assert any("Hoe staat het?" in text for text in desk.seen(MARCO))
    before = len(desk.seen(FATIMA))
    desk.until(local("2027-06-10 12:00"))
    assert any("Beloofd is" in text for text in desk.seen(FATIMA)[before:])


def test_a_reminder_names_who_is_there(desk: PaperDesk) -> None:
    desk.until(local("2027-05-27 12:00"))
    waits = [text for text in desk.seen() if "geen nieuws" in text]
    assert waits
    assert all("Marco valt in" in text for text in waits)
