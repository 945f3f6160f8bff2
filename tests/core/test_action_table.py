"""The table of what staff can do, played whole: roles, actions and statuses from the table."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import urlencode

import pytest

from bot.core.budget import Booking
from bot.core.decision import Button, Send
from bot.core.dossier import (
    OPEN,
    PICKED_UP,
    Agreement,
    Asked,
    AskedBudget,
    Dossier,
    Granted,
    Recognised,
    Slot,
    Status,
)
from bot.core.plan import Plan
from bot.core.situation import Shown
from bot.core.staff.acts import ACTS
from bot.core.staff.fields import FIELDS, write_slot
from bot.core.staff.table import ACTIONS, LOOKING, StaffAction, refusal
from bot.core.texts import plain
from tests.core.paper import PHONE, RESIDENT, PaperDesk, chat_of, local, real_knowledge

KNOWLEDGE = real_knowledge()
NOW = local("2027-05-12 10:00")
MEMBERS = ("fatima", "els", "nadia", "joost", "renske", "wim", "ingrid")
"""A begeleider, another one, the coordinator, a colleague elsewhere in the house, the wijkregisseur
of the plan's wijk, one of another wijk, and the director."""

Money = Literal["", "licht", "gevraagd", "zwaarder", "gegeven", "op"]
"""A plan without rule or wijk; a light one; one for which a contribution is asked; and asked while
it is no longer light, while it was given already, or while nothing is left."""

FILLED = {
    **dict.fromkeys(FIELDS, "een regel"),
    "aan": "marco",
    "naar": "marco",
    "moment": write_slot(Slot(start=local("2027-05-13 10:00"), end=local("2027-05-13 12:00"))),
    "ander-moment": write_slot(
        Slot(start=local("2027-05-14 10:00"), end=local("2027-05-14 12:00"))
    ),
    "dag": "2027-05-20",
    "rust-tot": "2027-06-10",
    "collega": "evenementen",
    "bedrag": "250",
    "feit": "kosten",
    "wie-doet": "evenementen",
    "afspraak-dag": "2027-05-20",
    "afspraak": "1",
    "eigen-afspraak": "1",
    "belang": "klein",
    "invloed": "groot",
    "sneltekst": "geduld",
}


AGREED = Agreement(
    number=1,
    who="evenementen",
    what="hekken brengen",
    by=local("2027-05-20 12:00").date(),
    made_at=NOW,
)


ASKED = Asked(contact="evenementen", at=NOW, until=NOW.date())
"""A question to Joost."""


class Case(NamedTuple):
    """Who presses what, on a plan in which status, with which part in it."""

    status: Status
    member: str
    part: str
    said_before: bool
    spoken: bool
    money: Money = ""

    def dossier(self) -> Dossier:
        claimed = self.status not in ("concept", "zelf-verder", "ingediend")
        other = "els" if self.member != "els" else "fatima"
        return Dossier(
            id="d1",
            resident=RESIDENT,
            code="VB-2027-0001",
            idea="straatfeest",
            status=self.status,
            owner=self.member if self.part == "eigenaar" else other,
            offered_to=self.member if self.part == "gevraagde" else None,
            asked=(ASKED,) if self.part == "gevraagde" else (),
            claimed_at=NOW if claimed else None,
            phone=PHONE,
            talked_at=NOW if self.spoken else None,
            no_news_said=int(self.said_before),
            next_date=local("2027-05-19 17:00"),
            began_at=NOW,
            touched_at=NOW,
            sent_at=NOW,
            news_at=NOW,
            **self._money(),
            agreements=(AGREED,) if self.spoken else (),
        )

    def _money(self) -> dict[str, Any]:
        if not self.money:
            return {}
        rule = "evenement-vergunning" if self.money == "zwaarder" else "evenement-melding"
        asked = AskedBudget(euros=250, at=NOW, member="renske", card="budget:d1")
        return {
            "recognised": (Recognised(rule=rule, score=1, why=("straatfeest",)),),
            "wijk_hint": "noord",
            "asked_budget": None if self.money == "licht" else asked,
            "granted": Granted(euros=250, at=NOW, member="renske")
            if self.money == "gegeven"
            else None,
        }

    def refusal(self, action: StaffAction) -> str | None:
        """Why the table refuses it, with what the wijk can give."""
        desk, dossier = self.desk(), self.dossier()
        plan = Plan(dossier, KNOWLEDGE, NOW.date())
        purse = next((p for p in desk.purses if p.wijk == plan.wijk), None)
        return refusal(action, plan, KNOWLEDGE.team[self.member], purse=purse)

    def desk(self) -> PaperDesk:
        desk = PaperDesk(KNOWLEDGE, NOW)
        desk.dossiers = {"d1": self.dossier()}
        if self.money == "op":
            all_but = (KNOWLEDGE.wijken["noord"].budget or 0) - 249
            gone = Booking(wijk="noord", year=2027, dossier="d0", euros=all_but, member="renske")
            desk.ledger = [(NOW, gone)]
        return desk


def cases(action: StaffAction) -> Iterator[Case]:
    """All of them for every action, and those with money in them for what is about money."""
    for case in _cases():
        yield case
        if (action.light or action.asked) and not case.said_before and not case.spoken:
            for money in get_args(Money):
                yield case._replace(money=money)


def _cases() -> Iterator[Case]:
    for status in get_args(Status):
        for member in MEMBERS:
            for part in ("eigenaar", "gevraagde", "geen"):
                for said_before in (False, True):
                    for spoken in (False, True):
                        yield Case(status, member, part, said_before, spoken)


def pressed(desk: PaperDesk, action: StaffAction, case: Case) -> list[object]:
    """What happens when this member presses the button with everything filled in."""
    filled = {field: FILLED[field] for field in action.fields}
    button = Button(label="x", action=action.name, value=urlencode(filled))
    chat = chat_of(case.member)
    shown = Shown(
        outbox=1,
        chat=chat,
        dossier="d1",
        name=None,
        cls="dialogue",
        text="",
        buttons=((button,),),
    )
    return list(desk.press_button(shown, button, chat))


def test_every_action_of_the_table_does_something_and_every_field_is_known() -> None:
    assert set(ACTIONS) == set(ACTS)
    assert {field for action in ACTIONS.values() for field in action.fields} == set(FIELDS)


def test_a_begeleider_sees_six_actions_and_the_rest_under_meer() -> None:
    labels = [KNOWLEDGE.texts.label(a.name) for a in ACTIONS.values() if a.at == "kaart"]
    assert labels == [
        "Gesproken",
        "Antwoord",
        "Volgende stap",
        "Vraag een collega",
        "Draag over",
        "Rond af",
        "Meer",
    ]


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_what_the_table_allows_is_done_and_all_else_is_refused_logged_and_changes_nothing(
    name: str,
) -> None:
    action = ACTIONS[name]
    for case in cases(action):
        desk = case.desk()
        before = desk.dossiers["d1"]
        why = case.refusal(action)
        out = pressed(desk, action, case)
        after = desk.dossiers["d1"]
        said = [
            plain(o.text) for o in out if isinstance(o, Send) and o.chat == chat_of(case.member)
        ]
        lines = desk.lines("d1")
        assert said, case
        if why is None:
            _was_done(action, before, after, [line.who for line in lines], case)
        else:
            told = KNOWLEDGE.texts(
                why,
                naam=KNOWLEDGE.team[before.owner or ""].name,
                code="VB-2027-0001",
                over="249 euro",
                bedrag="250 euro" if before.asked_budget else "",
            )
            assert after == before, case
            assert said == [plain(told)], case
            assert len(desk.ledger) == (case.money == "op"), case
            assert [(line.who, line.what, line.visible) for line in lines] == [
                (case.member, "geweigerd", False)
            ]
            assert not [o for o in out if isinstance(o, Send) and o.chat == RESIDENT]


def _was_done(
    action: StaffAction, before: Dossier, after: Dossier, logged_by: list[str], case: Case
) -> None:
    if action.after is not None and before.status not in action.keeps:
        assert after.status == action.after, case
    if action.name not in LOOKING:
        assert case.member in logged_by, case
    if after.with_staff:
        assert after.owner is not None
        assert after.move
        assert after.next_date is not None
    else:
        assert after.phone is None
        assert after.next_date is None


def test_nothing_can_be_done_with_a_plan_that_is_closed_or_not_sent() -> None:
    for case in _cases():
        if case.status not in OPEN or case.status in ("concept", "zelf-verder"):
            for action in ACTIONS.values():
                assert case.refusal(action) == "team.al-afgesloten"


def test_the_owner_has_all_six_from_every_status_after_pick_up() -> None:
    for status in PICKED_UP:
        case = Case(status, "fatima", "eigenaar", said_before=False, spoken=True)
        for action in ACTIONS.values():
            if action.at == "kaart":
                assert case.refusal(action) is None


@pytest.mark.parametrize(
    ("name", "member", "part", "money"),
    [
        ("vraag-budget", "fatima", "eigenaar", "licht"),
        ("trek-budget-in", "fatima", "eigenaar", "gevraagd"),
        ("geef-budget", "renske", "geen", "gevraagd"),
        ("vraag-eerst-na", "renske", "geen", "gevraagd"),
        ("leg-budget-uit", "fatima", "eigenaar", "gevraagd"),
    ],
)
def test_each_step_of_the_fast_lane_is_somebodys_and_nobody_elses(
    name: str, member: str, part: str, money: Money
) -> None:
    for case in cases(ACTIONS[name]):
        if case.refusal(ACTIONS[name]) is None:
            assert case.member == member or part == "eigenaar"
            assert part in (case.part, "geen")
            assert case.money in (money, *(("zwaarder", "op") if name != "geef-budget" else ()))
    mine = Case("opgepakt", member, part, said_before=False, spoken=False, money=money)
    assert mine.refusal(ACTIONS[name]) is None
