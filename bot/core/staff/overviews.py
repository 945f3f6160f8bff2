"""*Overzichten*: what there is for a begeleider on their own day, what the team talks about, and
what lives in each wijk. One on which nothing stands is not sent."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from markupsafe import Markup

from bot.core.agreements import colleague, of_others
from bot.core.dossier import Dossier, Status
from bot.core.due import waits_for
from bot.core.handoff import mate_of, on_leave
from bot.core.happenings import DigestDue
from bot.core.knowledge import HELPING, OVERSEEING, Digest, Member, Wijk
from bot.core.masking import hide_phones
from bot.core.own_time import after_the_night, is_at_work
from bot.core.scene import Row, Scene
from bot.core.situation import Heard
from bot.core.spreading import NONE, spread_of
from bot.core.staff.lists import (
    LATER_THAN_ALL,
    MOST_BUTTONS,
    day_of,
    decision_lines,
    line,
    on_the_table,
    opening,
    part,
    why_stalled,
)
from bot.core.staff.standing import working_days_since
from bot.core.telling import title
from bot.core.texts import lines, paragraphs
from bot.core.writing import enumerate_nl, write_day, write_month

WEEK = timedelta(days=7)
MOST_LINES = 6
"""Under one heading: an overview is one message, also when much is going on."""
_DAY = timedelta(days=1)

Kind = Literal["bellen", "bezoek", "collega", "afspraak", "besluit", "rust", "nieuws"]


class Told(NamedTuple):
    """An overview as it reads, with its buttons."""

    text: Markup
    rows: list[Row]


def come_up(scene: Scene, happening: DigestDue) -> None:
    """Send the overview that came up, if anything stands on it and it is still theirs; without
    sound outside their own hours."""
    digest = scene.knowledge.digests.get(happening.digest)
    member = scene.knowledge.team.get(happening.member)
    if digest is None or member is None or not _is_for(scene, digest, member):
        return
    told = _COMPOSE[digest.kind](scene, member)
    if told is not None:
        calendar = scene.knowledge.calendar
        at = calendar.next_working_moment(scene.now) if happening.late else scene.now
        spread = spread_of(member.id) if happening.late else NONE
        scene.send(
            scene.chat,
            told.text,
            *told.rows,
            cls="reminder",
            silent=not is_at_work(member, scene.now, calendar),
            not_before=after_the_night(at, calendar) + spread,
        )


def _is_for(scene: Scene, digest: Digest, member: Member) -> bool:
    """Content may have changed since it came up, and a member may have connected another chat."""
    is_here = scene.situation.chat_of(member.id) == scene.chat
    return is_here and member.role in digest.to and not on_leave(member, scene.today)


# --- one's own


def tell_own(scene: Scene, member: Member) -> None:
    """*/overzicht*: the same at any moment."""
    told = _own(scene, member)
    if told is None:
        scene.say(scene.texts("team.overzicht-niets", naam=member.name))
    else:
        scene.say(told.text, *told.rows)


def _own(scene: Scene, member: Member) -> Told | None:
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
    text = paragraphs(
        scene.texts("team.overzicht-eigen", naam=member.name, dag=write_day(scene.today)),
        _part(scene, "team.overzicht-vraagt-jou", [_left_line(scene, d) for d in left]),
        _part(scene, "team.overzicht-nieuw", [_own_line(scene, d, member) for d in new]),
        _part(scene, "team.overzicht-stokt", [_own_line(scene, d, member) for d in stuck]),
        _part(scene, "team.overzicht-aan-zet", [_own_line(scene, d, member) for d in moves]),
        _part(scene, "team.overzicht-komt", [one.told for one in coming]),
        _school_holiday(scene),
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


def _own_line(scene: Scene, dossier: Dossier, member: Member) -> Markup:
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


# --- the team's


def _team(scene: Scene, member: Member) -> Told | None:
    """New this week, what stalls and why, what is to be decided, who has room, and one lesson."""
    since = scene.now - WEEK
    plans = sorted(
        (d for d in scene.situation.others if d.with_staff), key=lambda d: d.sent_at or d.began_at
    )
    stalls = {d.id for d in plans if why_stalled(scene, d) is not None}
    stuck = [d for d in plans if d.id in stalls]
    new = [d for d in plans if d.id not in stalls and d.sent_at and d.sent_at > since]
    decisions, lesson = on_the_table(scene), _lesson(scene.situation.others, since)
    if not (stuck or new or decisions or lesson):
        return None
    text = paragraphs(
        scene.texts("team.overzicht-team", dag=write_day(scene.today)),
        _part(scene, "team.overzicht-team-nieuw", [line(scene, d, for_owner=False) for d in new]),
        _part(scene, "team.team-stokt", [line(scene, d, for_owner=False) for d in stuck]),
        _part(scene, "team.overzicht-besluiten", decision_lines(scene, decisions)),
        _room(scene),
        scene.texts("team.overzicht-les", les=hide_phones(lesson)) if lesson else None,
        _school_holiday(scene),
    )
    shown = list({d.id: d for d in (*stuck, *decisions)}.values())[:MOST_BUTTONS]
    return Told(text, [[opening(scene, dossier, member)] for dossier in shown])


def _room(scene: Scene) -> Markup | None:
    """How many points each begeleider who is there has left; nothing when nobody is there."""
    limit, team = scene.knowledge.municipality.member_points, scene.knowledge.team.values()
    here = [m for m in team if m.role == "begeleider" and not on_leave(m, scene.today)]
    left = [f"{m.name} {max(0, limit - mate_of(m.id, scene.situation).points)}" for m in here]
    return scene.texts("team.overzicht-ruimte", ruimte=enumerate_nl(left)) if left else None


def _lesson(plans: Iterable[Dossier], since: datetime) -> str:
    """The newest lesson of what was closed since then, without whose it was."""
    closed = [d for d in plans if d.lesson and d.closed_at is not None and d.closed_at > since]
    return max(closed, key=lambda d: d.closed_at or since).lesson if closed else ""


# --- of a wijk


class Month(NamedTuple):
    """A calendar month, by its first and last local day."""

    first: date
    last: date

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last


def _wijken(scene: Scene, member: Member) -> Told | None:
    """What lived in each of their wijken in the month before: numbers, and what was heard in the
    street. No persons, and no words of residents."""
    last = scene.today.replace(day=1) - _DAY
    month = Month(last.replace(day=1), last)
    of_wijk: dict[str | None, list[Dossier]] = {}
    for dossier in scene.situation.others:
        if _lived_in(scene, dossier, month):
            of_wijk.setdefault(scene.plan(dossier).wijk, []).append(dossier)
    parts = [
        _of_wijk(scene, wijk, of_wijk.get(wijk.id, []), month)
        for wijk in scene.knowledge.wijken.values()
        if member.is_in(wijk.id)
    ]
    told = [part for part in parts if part is not None]
    if not told:
        return None
    heading = scene.texts("team.overzicht-wijk", maand=write_month(month.first))
    return Told(paragraphs(heading, *told), [])


def _lived_in(scene: Scene, dossier: Dossier, month: Month) -> bool:
    """Whether a plan had been sent by the end of the month, and was not closed before it began."""
    sent, closed = dossier.sent_at, dossier.closed_at
    if sent is None or scene.local(sent).date() > month.last:
        return False
    return closed is None or scene.local(closed).date() >= month.first


def _of_wijk(scene: Scene, wijk: Wijk, plans: list[Dossier], month: Month) -> Markup | None:
    heard = [h for h in scene.situation.signals if h.signal.wijk == wijk.id and month.has(h.day)]
    if not plans and not heard:
        return None
    new = [d for d in plans if d.sent_at is not None and month.has(scene.local(d.sent_at).date())]
    known = scene.knowledge.themes
    themes = Counter(known[t].name for d in plans for t in d.themes if t in known)
    numbers = scene.texts(
        "team.overzicht-wijk-plannen",
        wijk=wijk.name,
        nieuw=len(new),
        nu=_by_status(scene, [d for d in plans if d.is_open]),
        klaar=_by_status(scene, [d for d in plans if not d.is_open]),
        themas=enumerate_nl([f"{name} ({number})" for name, number in themes.most_common()]),
    )
    return lines(numbers, _part(scene, "team.overzicht-wijk-gehoord", _heard(scene, heard)))


_COUNTED_AS: dict[Status, Status] = {"opgepakt": "in-begeleiding"}


def _by_status(scene: Scene, plans: Iterable[Dossier]) -> str:
    """ "3 met een begeleider en 1 in rust"."""
    counted = Counter(_COUNTED_AS.get(dossier.status, dossier.status) for dossier in plans)
    return enumerate_nl(
        [
            str(scene.texts("team.overzicht-status", aantal=number, status=status))
            for status, number in counted.most_common()
        ]
    )


def _heard(scene: Scene, heard: Iterable[Heard]) -> list[Markup]:
    return [
        scene.texts(
            "team.overzicht-wijk-signaal",
            dag=write_day(one.day, short=True),
            woorden=one.signal.words,
        )
        for one in heard
    ]


# --- what they share


def _part(scene: Scene, heading: str, rows: list[Markup]) -> Markup | None:
    return part(scene, heading, rows, MOST_LINES) if rows else None


def _school_holiday(scene: Scene) -> Markup | None:
    """A school holiday that begins within a week: a begeleider plans around it."""
    ahead = (
        holiday
        for holiday in scene.knowledge.municipality.school_holidays
        if scene.today < holiday.first <= scene.today + WEEK
    )
    soon = next(ahead, None)
    if soon is None:
        return None
    return scene.texts("team.overzicht-vakantie", dag=write_day(soon.first), vakantie=soon.name)


_COMPOSE = {"eigen": _own, "team": _team, "wijk": _wijken}
