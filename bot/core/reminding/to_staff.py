"""A reminder to the team: to whoever must move, else to whoever can see to it."""

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from bot.core.decision import Button
from bot.core.dossier import Dossier
from bot.core.handoff import choose, on_leave
from bot.core.knowledge import Member, Reminder, Role
from bot.core.masking import hide_phones
from bot.core.pinging import may_be_pinged, ping
from bot.core.reminding import words
from bot.core.scene import Row, Scene, in_rows
from bot.core.staff.acts.claiming import offer_to
from bot.core.staff.buttons import action_button, answer_button
from bot.core.staff.handing import hand_over
from bot.core.staff.permitted import may
from bot.core.staff.table import ACTIONS
from bot.core.standing_in import acting
from bot.core.texts import lines

ASKED_IN_TURN = frozenset({"begeleider", "coordinator", "opdrachtgever"})
"""Of whom a resident may read that they know."""


def remind(scene: Scene, dossier: Dossier, reminder: Reminder) -> None:
    """To whoever the content says, and what happens beside it: an offer that nobody answered
    ends."""
    if reminder.does == "trek-vraag-in":
        dossier = scene.mark(dossier, offered_to=None, offered_at=None)
    match reminder.to:
        case "vervanger":
            _to_stand_in(scene, dossier, reminder)
        case "coordinator":
            _to_coordinator(scene, dossier, reminder)
        case to:
            _to_members(scene, dossier, reminder, AUDIENCE[to](scene, dossier))


def _to_members(
    scene: Scene, dossier: Dossier, reminder: Reminder, members: Iterable[Member]
) -> None:
    """To each of these members who is connected; when nobody of them is there, the coordinator
    gets it in their place."""
    reached = _there(scene, members)
    if reached:
        rows = _staff_rows(scene, dossier, reminder)
        _send(scene, dossier, reminder, reached, rows, reminder.to)
    else:
        owner = scene.knowledge.team.get(dossier.owner or "")
        name = owner.name if owner and reminder.to == "begeleider" else ""
        _to_coordinator(scene, dossier, reminder, scene.texts("team.in-plaats-van", naam=name))


def _there(scene: Scene, members: Iterable[Member]) -> list[Member]:
    """Those who are connected and not on leave."""
    here = (m for m in members if not on_leave(m, scene.today))
    return [m for m in here if scene.situation.chat_of(m.id) is not None]


def _send(
    scene: Scene,
    dossier: Dossier,
    reminder: Reminder,
    members: Iterable[Member],
    rows: Iterable[Row],
    who: str,
    head: Markup | None = None,
) -> None:
    said = scene.texts(reminder.text, **words.for_member(scene, dossier, who))
    text = Markup(hide_phones(lines(head, said)))
    counts = reminder.counts_as_unasked
    sent = [ping(scene, member, text, *rows, dossier=dossier, counts=counts) for member in members]
    what = "herinnerd" if any(sent) else "staat-in-overzicht"
    scene.log(dossier, what, reminder.id, who="bot", visible=False)
    if any(sent) and who in ASKED_IN_TURN:
        scene.mark(dossier, reminded=tuple(sorted({*dossier.reminded, who})))


def _staff_rows(scene: Scene, dossier: Dossier, reminder: Reminder) -> list[Row]:
    """Only what can be done now, by whoever gets it."""
    member = next(iter(_owner(scene, dossier)), None)
    actions = [ACTIONS[name] for name in reminder.buttons if name in ACTIONS]
    buttons = [
        answer_button(scene, action.name, plan=dossier.id)
        for action in actions
        if action.who != "eigenaar" or member is None or may(scene, action, dossier, member)
    ]
    return in_rows(buttons)


def _owner(scene: Scene, dossier: Dossier) -> list[Member]:
    """The owner, or who stands in for them."""
    now = acting(dossier.owner or "", scene.knowledge.team, scene.today)
    owner = scene.knowledge.team.get(now)
    return [owner] if owner else []


def _clients(scene: Scene, _: Dossier) -> list[Member]:
    return _in_role(scene, "opdrachtgever")


def _in_role(scene: Scene, role: Role) -> list[Member]:
    return [m for m in scene.knowledge.team.values() if m.role == role]


def _asked_to_take_over(scene: Scene, dossier: Dossier) -> list[Member]:
    asked = scene.knowledge.team.get(dossier.offered_to or "")
    return [asked] if asked else []


def _to_stand_in(scene: Scene, dossier: Dossier, reminder: Reminder) -> None:
    """Somebody else is asked to take it over, as by *Draag over*: until they accept it stays with
    its owner. Where nobody can be asked, or everybody was asked enough this week, the coordinator
    hears it."""
    team = scene.knowledge.team.values()
    but = [m.id for m in team if m.id == dossier.owner or not may_be_pinged(scene, m)]
    other = choose(scene.plan(dossier), scene.situation, scene.today, but)
    if other is None or dossier.offered_to is not None:
        _to_coordinator(scene, dossier, reminder)
        return
    offer_to(
        scene,
        dossier,
        other.member,
        asks=scene.texts(reminder.text, **words.for_member(scene, dossier, reminder.to)),
        by_clock=True,
    )
    scene.log(dossier, "herinnerd", reminder.id, who="bot", visible=False)


def _team(scene: Scene, dossier: Dossier) -> list[Member]:
    """The begeleiders of the wijk who have not given it back; all of them when there are none."""
    wijk = scene.plan(dossier).wijk
    free = [m for m in _in_role(scene, "begeleider") if m.id not in dossier.refused]
    return [m for m in free if wijk in m.wijken or not m.wijken] or free


def _to_coordinator(
    scene: Scene, dossier: Dossier, reminder: Reminder, head: Markup | None = None
) -> None:
    """The coordinator assigns, with one tap; where none is connected, the next begeleider gets what
    nobody picked up."""
    reached = _there(scene, _in_role(scene, "coordinator"))
    if reached:
        rows = in_rows(_assign_buttons(scene, dossier))
        _send(scene, dossier, reminder, reached, rows, "coordinator", head)
        return
    scene.log(dossier, "niemand-bereikt", reminder.id, who="bot", visible=False)
    if dossier.claimed_at is None and reminder.condition == "niet-opgepakt":
        refused = (*dossier.refused, dossier.owner) if dossier.owner else dossier.refused
        hand_over(scene, scene.mark(dossier, refused=refused, waits_since=scene.now))


def _assign_buttons(scene: Scene, dossier: Dossier) -> list[Button]:
    """One button for each begeleider who is there and does not have it already, those of the wijk
    first."""
    wijk = scene.plan(dossier).wijk
    has_it = dossier.owner if dossier.claimed_at else None
    members = [m for m in _there(scene, _in_role(scene, "begeleider")) if m.id != has_it]
    members.sort(key=lambda m: (wijk not in m.wijken, m.name))
    return [
        action_button(
            scene,
            "wijs-toe",
            plan=dossier.id,
            label=scene.texts.label("geef-aan", naam=m.name),
            aan=m.id,
        )
        for m in members
    ]


AUDIENCE: Mapping[str, Callable[[Scene, Dossier], list[Member]]] = {
    "begeleider": _owner,
    "gevraagde": _asked_to_take_over,
    "team": _team,
    "opdrachtgever": _clients,
}
