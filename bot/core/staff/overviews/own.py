"""What there is for a member on their own day: new, stalled, theirs to move, and what comes."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Literal, NamedTuple

from markupsafe import Markup

from bot.core.agreements import colleague, of_others
from bot.core.dossier import Dossier
from bot.core.due import waits_for
from bot.core.knowledge import HELPING, OVERSEEING, Member
from bot.core.masking import hide_phones
from bot.core.scene import Scene
from bot.core.staff.lists import LATER_THAN_ALL, MOST_BUTTONS, day_of, opening, why_stalled
from bot.core.staff.overviews.told import WEEK, Told, school_holiday, section
from bot.core.staff.standing import working_days_since
from bot.core.telling import title
from bot.core.texts import paragraphs
from bot.core.writing import write_day

Kind = Literal["bellen", "bezoek", "collega", "afspraak", "besluit", "rust", "nieuws"]


def tell(scene: Scene, member: Member) -> None:
    """*/overzicht*: the same at any moment."""
    told = compose(scene, member)
    if told is None:
        scene.say(scene.texts("team.overzicht-niets", naam=member.name))
    else:
        scene.say(told.text, *told.rows)


def compose(scene: Scene, member: Member) -> Told | None:
    """What is new, what stalls, whose move is theirs, and what comes within a week; also of whoever
    they stand in for. For who sees to all, what begeleiders leave goes first."""
    left = _left_to(scene, member)
    mine = _of(scene, member, but={d.id for d in left})
    new = [d for d in mine if d.claimed_at is None]
    going = [d for d in mine if d.claimed_at is not None]
    stalls = {d.id for d in going if why_stalled(scene, d) is not None}
    stuck = [d for d in going if d.id in stalls]
    moves = [d for d in going if d.id not in stalls and d.move == "begeleider"]
    quiet = [d for d in going if d.id not in stalls and d.move != "begeleider"]
    coming = [*_events(scene, going), *_promises(scene, quiet)]
    coming.sort(key=lambda one: (one.day, one.told))
    if not (left or new or stuck or moves or coming):
        return None
    told_own = partial(_own_line, scene, member)
    text = paragraphs(
        scene.texts("team.overzicht-eigen", naam=member.name, dag=write_day(scene.today)),
        section(scene, "team.overzicht-vraagt-jou", left, partial(_left_line, scene)),
        section(scene, "team.overzicht-nieuw", new, told_own),
        section(scene, "team.overzicht-stokt", stuck, told_own),
        section(scene, "team.overzicht-aan-zet", moves, told_own),
        section(scene, "team.overzicht-komt", coming, lambda one: one.told),
        school_holiday(scene),
    )
    told = {d.id: d for d in (*left, *new, *stuck, *moves, *(one.plan for one in coming))}
    shown = list(told.values())[:MOST_BUTTONS] if member.role in HELPING else []
    return Told(text, [[opening(scene, dossier, member)] for dossier in shown])


def _of(scene: Scene, member: Member, but: Collection[str]) -> list[Dossier]:
    """The plans of this member and of whoever they stand in for, without these; the nearest day
    first."""
    acts_for = scene.acts_for(member)
    found = (d for d in scene.dossiers() if d.with_staff and d.owner in acts_for)
    return sorted(
        (d for d in found if d.id not in but), key=lambda d: d.next_date or LATER_THAN_ALL
    )


def _left_to(scene: Scene, member: Member) -> list[Dossier]:
    """What begeleiders leave, to whoever sees to all: what waits longest first."""
    if member.role not in OVERSEEING:
        return []
    now, known = scene.now, scene.knowledge
    left = (d for d in scene.situation.others if d.with_staff)
    theirs = [d for d in left if waits_for(d, member.role, known, now)]
    return sorted(theirs, key=lambda d: d.waits_since or d.news_at or d.began_at)


def _left_line(scene: Scene, dossier: Dossier) -> Markup:
    """Without the resident: what is left is between colleagues."""
    return scene.texts(
        "team.overzicht-vraagt-regel",
        code=dossier.code,
        wat=title(scene.plan(dossier)),
        van=scene.owner_name(dossier),
        nieuw=dossier.claimed_at is None,
        dagen=working_days_since(dossier.waits_since or scene.now, scene.knowledge, scene.now),
        sinds=write_day(scene.local(dossier.sent_at or dossier.began_at).date(), short=True),
        stokt=why_stalled(scene, dossier) or "",
    )


def _own_line(scene: Scene, member: Member, dossier: Dossier) -> Markup:
    plan = scene.plan(dossier)
    return scene.texts(
        "team.overzicht-regel",
        code=dossier.code,
        wat=title(plan),
        naam=hide_phones(plan.name or ""),
        van="" if dossier.owner == member.id else scene.owner_name(dossier),
        dag=day_of(scene, dossier.next_date),
        beloofd=dossier.claimed_at is None,
        stokt=why_stalled(scene, dossier) or "",
    )


class Event(NamedTuple):
    """Something that comes of a plan on a local day, as it reads."""

    day: date
    told: Markup
    plan: Dossier


def _events(scene: Scene, plans: Iterable[Dossier]) -> Iterator[Event]:
    """What these plans have in store within a week."""
    for dossier in plans:
        for day, kind, who, what in _of_plan(scene, dossier):
            if scene.today <= day < scene.today + WEEK:
                yield _event(scene, dossier, day, kind, who, what)


def _of_plan(scene: Scene, dossier: Dossier) -> Iterator[tuple[date, Kind, str, str]]:
    """Each day with whom and what: a call, a visit, an answer, an agreement, a decision, the end of
    a rest."""
    name, known = scene.plan(dossier).name or "", scene.knowledge
    if dossier.call is not None:
        yield scene.local(dossier.call.start).date(), "bellen", name, ""
    if dossier.visit is not None:
        yield scene.local(dossier.visit.start).date(), "bezoek", name, ""
    for asked in dossier.unanswered:
        yield asked.until, "collega", colleague(asked.contact, known), ""
    for one in of_others(dossier):
        yield one.by, "afspraak", colleague(one.who, known), one.what
    if dossier.status == "beslistafel" and dossier.knot is not None:
        yield dossier.knot.by, "besluit", dossier.knot.decider, ""
    if dossier.status == "rustend" and dossier.next_date is not None:
        yield scene.local(dossier.next_date).date(), "rust", "", ""


def _promises(scene: Scene, plans: Iterable[Dossier]) -> Iterator[Event]:
    """The days by which a resident hears something, where nothing else comes of the plan."""
    for dossier in plans:
        if dossier.next_date is None or any(_of_plan(scene, dossier)):
            continue
        day = scene.local(dossier.next_date).date()
        if scene.today <= day < scene.today + WEEK:
            yield _event(scene, dossier, day, "nieuws", scene.plan(dossier).name or "", "")


def _event(scene: Scene, dossier: Dossier, day: date, kind: Kind, who: str, what: str) -> Event:
    told = scene.texts(
        "team.overzicht-komt-regel",
        dag=write_day(day, short=True),
        code=dossier.code,
        soort=kind,
        wie=hide_phones(who),
        wat=hide_phones(what),
    )
    return Event(day, told, dossier)
