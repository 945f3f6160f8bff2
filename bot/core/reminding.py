"""A reminder comes up: look again whether it still makes sense, then say it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from markupsafe import Markup

from bot.core.agreements import in_a_sentence, of_others, of_resident, ready_button
from bot.core.decision import Button
from bot.core.dossier import Agreement, Dossier
from bot.core.due import open_terms, quiet_until, term_moment, unfinished_since
from bot.core.due import plan as plan_due
from bot.core.handoff import on_leave
from bot.core.happenings import Ticked
from bot.core.knowledge import Member, Reminder
from bot.core.masking import hide_phones
from bot.core.promising import next_news
from bot.core.scene import Row, Scene, in_rows
from bot.core.staff.buttons import action_button, answer_button
from bot.core.staff.handing import hand_over
from bot.core.staff.table import ACTIONS
from bot.core.standing_in import acting
from bot.core.telling import shortened, together
from bot.core.texts import lines
from bot.core.writing import write_day

TELLS_NEWS = frozenset({"geen-nieuws", "toegezegde-dag", "niet-gesproken"})
"""Conditions of which the reminder to the resident is an honest word itself."""

READY = "klaar-afspraak"
"""The button that ticks off an agreement: one for each that the reminder is about."""

WEEK = timedelta(days=7)
KEPT = timedelta(days=30)


def remind(scene: Scene, happening: Ticked) -> None:
    """Say it, unless something moved since it was planned."""
    dossier = scene.dossier(happening.dossier)
    reminder = scene.knowledge.reminders.get(happening.reminder)
    if dossier is None or reminder is None or not _still_due(scene, dossier, happening):
        return
    if _is_stale(scene, dossier, reminder, happening.seq):
        scene.log(dossier, "vervallen", reminder.id, who="bot", visible=False)
        return
    match reminder.to:
        case "bewoner":
            _to_resident(scene, dossier, reminder, happening.seq)
        case "begeleider":
            _to_staff(scene, dossier, reminder, _owner(scene, dossier))
        case "gevraagde":
            _to_staff(scene, dossier, reminder, _asked_to_take_over(scene, dossier))
        case "team":
            _to_staff(scene, dossier, reminder, _team(scene, dossier))
        case "coordinator":
            _to_coordinator(scene, dossier, reminder)
        case "niemand":
            _clean_up(scene, dossier)


def _clean_up(scene: Scene, dossier: Dossier) -> None:
    """The plan goes, and with a resident's last plan what was kept of their dialogue."""
    scene.forget_dossier(dossier)
    if scene.situation.person is not None and not scene.dossiers():
        scene.know(current=None, mode="vrij", holding=None, wijk_hint=None)


def _still_due(scene: Scene, dossier: Dossier, happening: Ticked) -> bool:
    return any(
        due.reminder == happening.reminder and due.seq == happening.seq and due.at <= scene.now
        for due in plan_due(dossier, scene.knowledge, scene.now)
    )


def _is_stale(scene: Scene, dossier: Dossier, reminder: Reminder, seq: int) -> bool:
    """After an outage two steps of one kind can be due at once: only the last one is said."""
    kinds = scene.knowledge.reminders
    steps = {
        due.reminder: due.at
        for due in plan_due(dossier, scene.knowledge, scene.now)
        if due.seq == seq
        and due.at <= scene.now
        and (kinds[due.reminder].condition, kinds[due.reminder].to)
        == (reminder.condition, reminder.to)
    }
    return steps[reminder.id] < max(steps.values())


# --- to the resident


def _to_resident(scene: Scene, dossier: Dossier, reminder: Reminder, seq: int) -> None:
    """At most one unasked message a week, over all plans of this resident; deadlines excepted."""
    person = scene.situation.person
    if person is not None and person.blocked:
        scene.log(dossier, "niet-herinnerd", reminder.id, who="bot", visible=False)
        return
    free_at = _free_again(scene) if reminder.counts_as_unasked else None
    if free_at is not None and free_at > scene.now:
        scene.mark(dossier, held_back_until=free_at)
        return
    scene.send(
        dossier.resident,
        scene.texts(reminder.text, **_values_for_resident(scene, dossier, seq)),
        *_resident_rows(scene, dossier, reminder, seq),
        dossier=dossier.id,
        cls="reminder",
        not_before=quiet_until(scene.now, scene.knowledge),
    )
    _remember(scene, dossier, reminder)


def _free_again(scene: Scene) -> datetime | None:
    """When the resident may get an unasked message again."""
    mine = (d for d in scene.dossiers() if d.resident == scene.chat)
    last = [d.unasked_at for d in mine if d.unasked_at is not None]
    return max(last) + WEEK if last else None


def _resident_rows(scene: Scene, dossier: Dossier, reminder: Reminder, seq: int) -> list[Row]:
    """Each button names the plan that it is about; *Klaar* the day of the term."""
    values = {"klaar": (_term_of(scene, dossier, seq) or scene.today).isoformat()}
    usual = [n for n in reminder.buttons if n != READY]
    own = _agreed_by(scene, dossier, seq) if READY in reminder.buttons else []
    ready: list[Row] = [[ready_button(scene, one)] for one in own]
    return [*ready, *in_rows([scene.button(n, n, values.get(n, dossier.id)) for n in usual])]


def _remember(scene: Scene, dossier: Dossier, reminder: Reminder) -> None:
    changes: dict[str, object] = {}
    if reminder.counts_as_unasked:
        changes["unasked_at"] = scene.now
    if reminder.condition in TELLS_NEWS:
        said = dossier.no_news_said + 1
        changes |= {"news_at": scene.now, "no_news_said": said, "next_date": next_news(scene)}
    scene.log(dossier, "herinnerd", reminder.id, who="bot")
    scene.mark(dossier, **changes)


# --- to the team


def _to_staff(
    scene: Scene, dossier: Dossier, reminder: Reminder, members: Iterable[Member]
) -> None:
    """To each of these members who is connected; when nobody of them is there, the coordinator
    gets it in their place."""
    reached = _chats(scene, members)
    if reached:
        _send(scene, dossier, reminder, reached, _staff_rows(scene, dossier, reminder))
    else:
        owner = scene.knowledge.team.get(dossier.owner or "")
        name = owner.name if owner and reminder.to == "begeleider" else ""
        _to_coordinator(scene, dossier, reminder, scene.texts("team.in-plaats-van", naam=name))


def _chats(scene: Scene, members: Iterable[Member]) -> list[str]:
    """The chats of those who are connected and not on leave."""
    there = (m for m in members if not on_leave(m, scene.today))
    return [chat for m in there if (chat := scene.situation.chat_of(m.id)) is not None]


def _send(
    scene: Scene,
    dossier: Dossier,
    reminder: Reminder,
    chats: Iterable[str],
    rows: Iterable[Row],
    head: Markup | None = None,
) -> None:
    text = Markup(hide_phones(lines(head, scene.texts(reminder.text, **_values(scene, dossier)))))
    at = scene.knowledge.calendar.next_working_moment(scene.now)
    for chat in chats:
        scene.send(chat, text, *rows, dossier=dossier.id, cls="reminder", not_before=at)
    scene.log(dossier, "herinnerd", reminder.id, who="bot", visible=False)
    if reminder.condition == "overdracht-gevraagd" and reminder.to == "begeleider":
        scene.mark(dossier, offered_to=None, offered_at=None)


def _staff_rows(scene: Scene, dossier: Dossier, reminder: Reminder) -> list[Row]:
    """Only what can be done now: "nog geen nieuws" is said once."""
    member = scene.knowledge.team.get(dossier.owner or "")
    actions = [ACTIONS[name] for name in reminder.buttons if name in ACTIONS]
    buttons = [
        answer_button(scene, action.name, plan=dossier.id)
        for action in actions
        if member is None or not (action.once and dossier.no_news_said)
    ]
    return in_rows(buttons)


def _owner(scene: Scene, dossier: Dossier) -> list[Member]:
    """The owner, or who stands in for them."""
    now = acting(dossier.owner or "", scene.knowledge.team, scene.today)
    owner = scene.knowledge.team.get(now)
    return [owner] if owner else []


def _asked_to_take_over(scene: Scene, dossier: Dossier) -> list[Member]:
    asked = scene.knowledge.team.get(dossier.offered_to or "")
    return [asked] if asked else []


def _team(scene: Scene, dossier: Dossier) -> list[Member]:
    """The begeleiders of the wijk who have not given it back; all of them when there are none."""
    wijk = scene.plan(dossier).wijk
    free = [
        m
        for m in scene.knowledge.team.values()
        if m.role == "begeleider" and m.id not in dossier.refused
    ]
    return [m for m in free if wijk in m.wijken or not m.wijken] or free


def _to_coordinator(
    scene: Scene, dossier: Dossier, reminder: Reminder, head: Markup | None = None
) -> None:
    """The coordinator assigns, with one tap; where none is connected, the next begeleider gets what
    nobody picked up."""
    coordinators = [m for m in scene.knowledge.team.values() if m.role == "coordinator"]
    reached = _chats(scene, coordinators)
    if reached:
        _send(scene, dossier, reminder, reached, in_rows(_assign_buttons(scene, dossier)), head)
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
    members = [
        m
        for m in scene.knowledge.team.values()
        if m.role == "begeleider" and m.id != has_it and not on_leave(m, scene.today)
    ]
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
        if scene.situation.chat_of(m.id) is not None
    ]


# --- what a reminder may say


def _values(scene: Scene, dossier: Dossier) -> dict[str, object]:
    """The placeholders that the text of any reminder may use."""
    plan = scene.plan(dossier)
    here = next(iter(_owner(scene, dossier)), None)
    return {
        "code": dossier.code or "",
        "idee": shortened(dossier.idea, 80),
        "naam": plan.name or "",
        "begeleider": here.name if here and dossier.claimed_at else "",
        "bewaard_tot": write_day(scene.local(unfinished_since(dossier) + KEPT).date()),
        "sinds": write_day(scene.local(dossier.news_at or dossier.touched_at).date()),
        "beloofd": _promised(scene, dossier),
        "wacht_op": dossier.waiting_for or "",
        "eerder_gezegd": dossier.no_news_said,
        "aan_zet": dossier.move,
        "beantwoord": bool(dossier.answers),
        "afspraken": in_a_sentence(_late(scene, dossier), scene, for_staff=True),
        "afspraakdag": "",
        **_term(scene, dossier, None),
    }


def _values_for_resident(scene: Scene, dossier: Dossier, seq: int) -> dict[str, object]:
    """The same, for what the reminder was counted from: a term, or a day that was agreed."""
    own = _agreed_by(scene, dossier, seq)
    return {
        **_values(scene, dossier),
        **_term(scene, dossier, seq),
        "afspraken": in_a_sentence(own, scene, for_staff=False),
        "afspraakdag": write_day(own[0].by) if own else "",
    }


def _agreed_by(scene: Scene, dossier: Dossier, seq: int) -> list[Agreement]:
    """What the resident does by the day that a reminder was counted from."""
    mine = of_resident(dossier)
    return [a for a in mine if int(term_moment(a.by, scene.knowledge).timestamp()) == seq]


def _late(scene: Scene, dossier: Dossier) -> list[Agreement]:
    """What others would have done by now."""
    return [one for one in of_others(dossier) if one.by < scene.today]


def _promised(scene: Scene, dossier: Dossier) -> str:
    """The day by which somebody would speak with the resident; after that the newest promise."""
    calendar, days = scene.knowledge.calendar, scene.knowledge.municipality.promise_days
    if dossier.sent_at is not None and dossier.spoken_at is None:
        first = calendar.local_day(dossier.sent_at)
        return write_day(calendar.add_working_days(first, days))
    return write_day(calendar.local_day(dossier.next_date)) if dossier.next_date else ""


def _term_of(scene: Scene, dossier: Dossier, seq: int | None) -> date | None:
    """The term that a reminder was counted from, else the first one."""
    terms = open_terms(dossier, scene.knowledge, scene.now)
    counted = (day for day in terms if int(term_moment(day, scene.knowledge).timestamp()) == seq)
    return next(counted, next(iter(terms), None))


def _term(scene: Scene, dossier: Dossier, seq: int | None) -> dict[str, object]:
    """What is to be done by which day."""
    terms = open_terms(dossier, scene.knowledge, scene.now)
    day = _term_of(scene, dossier, seq)
    if day is None:
        return {"doe": "", "termijn": ""}
    return {"doe": together(terms[day], scene.plan(dossier)), "termijn": write_day(day)}
