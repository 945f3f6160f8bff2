"""The conditions of reminders, by name: each gives the moments of a dossier that a reminder counts
from, if any. All moments are aware UTC."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta

from bot.core.agreements import of_others, of_resident
from bot.core.dossier import PICKED_UP, Dossier
from bot.core.knowledge import After, Knowledge
from bot.core.plan import Plan
from bot.core.standing_in import away_on
from bot.core.verdict import Task, judge

USUAL = 8
"""Working days until the next word, when nothing else was told. A resident waits at most ten: two
are left for a message that does not arrive."""
MORNING = time(9, 0)

Anchor = Callable[[Dossier, Knowledge, datetime], Iterable[datetime | None]]


def shifted(anchor: datetime, span: After, sign: int, knowledge: Knowledge) -> datetime:
    """So long after the anchor, or with `sign` -1 before it (aware UTC): days
    later at the same hour of the clock, working days later in the morning."""
    calendar = knowledge.calendar
    if span.working_days is None:
        return calendar.days_later(anchor, sign * (span.days or 0))
    day = calendar.add_working_days(calendar.local_day(anchor), sign * span.working_days)
    return calendar.at_local(day, MORNING)


def unfinished_since(dossier: Dossier, knowledge: Knowledge) -> datetime:
    """When an intake was last worked on. A pause counts as work that ends so long before its end
    that the first reminder comes then."""
    if dossier.snoozed_until is None:
        return dossier.touched_at
    kinds = (r for r in knowledge.reminders.values() if r.condition == "intake-niet-af")
    first = min((r.after.days for r in kinds if r.after and r.after.days), default=0)
    return max(dossier.touched_at, dossier.snoozed_until - timedelta(days=first))


def open_terms(
    dossier: Dossier, knowledge: Knowledge, now: datetime
) -> dict[date, tuple[Task, ...]]:
    """The terms of a plan that was sent or goes on alone, as far as they are ahead and not done."""
    if not (dossier.with_staff or dossier.status == "zelf-verder"):
        return {}
    verdict = judge(Plan(dossier, knowledge, knowledge.calendar.local_day(now)))
    return verdict.terms(dossier.done_until)


def term_moment(day: date, knowledge: Knowledge) -> datetime:
    """The moment from which a reminder of this term is counted back."""
    return knowledge.calendar.at_local(day, MORNING)


def _unfinished_intake(
    dossier: Dossier, knowledge: Knowledge, _: datetime
) -> Iterable[datetime | None]:
    if dossier.status == "concept":
        yield unfinished_since(dossier, knowledge)


def _not_picked_up(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    if dossier.with_staff and dossier.claimed_at is None:
        yield dossier.waits_since


def _not_spoken(dossier: Dossier, _: Knowledge, now: datetime) -> Iterable[datetime | None]:
    """The day that was told when it was sent, for the owner. Who said when to call or to come is
    asked afterwards instead."""
    if _waits_for_first_word(dossier) and dossier.claimed_at and not _has_moment(dossier, now):
        yield dossier.promised_by


def _waits_for_first_word(dossier: Dossier) -> bool:
    """A resident to whom no person has spoken yet, and whose plan does not rest."""
    return dossier.with_staff and dossier.spoken_at is None and dossier.status != "rustend"


def _has_moment(dossier: Dossier, now: datetime) -> bool:
    """Whether a call or a visit is ahead, or a moment that the resident may still choose. When it
    has passed, the question about it comes up (`belmoment`, `bezoek-niet-gekozen`), and all is
    planned anew."""
    return any(slot.end > now for slot in (*dossier.slots, *dossier.visits))


def _is_of_a_slot(day: datetime | None, dossier: Dossier) -> bool:
    """Whether the told day is that of a call or a visit."""
    return any(slot.end == day for slot in dossier.slots)


def _promise_is_broken(dossier: Dossier, _: Knowledge, now: datetime) -> Iterable[datetime | None]:
    """The first day that was told, also when the bot has told another since: both sides hear it.
    A resident who chose a later moment, or a rest, waits for that."""
    if _waits_for_first_word(dossier) and not _has_moment(dossier, now):
        yield dossier.promised_by


def _day_has_passed(
    dossier: Dossier, knowledge: Knowledge, now: datetime
) -> Iterable[datetime | None]:
    """The end of the day that the resident was told, without a word since; and of a rest."""
    if not dossier.bot_spoke_last or dossier.status == "rustend":
        yield from _told_day(dossier, knowledge, now)


def _day_has_passed_again(
    dossier: Dossier, knowledge: Knowledge, now: datetime
) -> Iterable[datetime | None]:
    """The same, of the day that the bot itself told: the team is still silent."""
    if dossier.bot_spoke_last and dossier.move != "bewoner" and dossier.status != "rustend":
        yield from _told_day(dossier, knowledge, now)


def _resident_stays_silent(
    dossier: Dossier, knowledge: Knowledge, now: datetime
) -> Iterable[datetime | None]:
    """The same, of a resident who was asked to answer."""
    if dossier.bot_spoke_last and dossier.move == "bewoner" and dossier.status != "rustend":
        yield from _told_day(dossier, knowledge, now)


def _told_day(dossier: Dossier, knowledge: Knowledge, _: datetime) -> Iterable[datetime | None]:
    """A call or a visit gets until the next day to be told of."""
    if not dossier.with_staff or dossier.is_first_promise or dossier.next_date is None:
        return
    if _is_of_a_slot(dossier.next_date, dossier):
        yield shifted(dossier.next_date, After(werkdagen=1), 1, knowledge)
    else:
        yield dossier.next_date


def _long_way_to_the_day(
    dossier: Dossier, knowledge: Knowledge, _: datetime
) -> Iterable[datetime | None]:
    """The last word, when the told day lies further off than anybody should wait for the next."""
    words = [dossier.news_at, dossier.word_at, dossier.heard_at]
    heard = max((word for word in words if word is not None), default=None)
    if not dossier.with_staff or dossier.status == "rustend":
        return
    if heard is not None and dossier.next_date is not None:
        calendar = knowledge.calendar
        days = calendar.working_days_between(
            calendar.local_day(heard), calendar.local_day(dossier.next_date)
        )
        if days > USUAL:
            yield heard


def _only_spoken(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    """A talk after which nothing was written to the resident: they do not know by when they hear
    more."""
    if dossier.status in PICKED_UP and dossier.status != "rustend":
        yield dossier.untold_at


def _how_it_stands(dossier: Dossier, _: Knowledge, now: datetime) -> Iterable[datetime | None]:
    """The told day, for the owner, when nobody said "nog geen nieuws" yet. A message that waits is
    asked about by itself."""
    if not (dossier.no_news_said or dossier.wrote_at) and _is_asked_how(dossier, now):
        yield dossier.next_date


def _promised_day(dossier: Dossier, _: Knowledge, now: datetime) -> Iterable[datetime | None]:
    """The day that was told with "nog geen nieuws", for the owner, unless they wait for the
    resident."""
    if dossier.no_news_said and dossier.move != "bewoner" and _is_asked_how(dossier, now):
        yield dossier.next_date


def _is_asked_how(dossier: Dossier, now: datetime) -> bool:
    """Other days have a question of their own: a first word, a call, a visit, a decision, the end
    of a rest, an answer of a colleague."""
    if not dossier.claimed_at or dossier.status not in ("opgepakt", "in-begeleiding"):
        return False
    is_asked_otherwise = (
        dossier.is_first_promise or dossier.unanswered or _is_of_a_slot(dossier.next_date, dossier)
    )
    return not (is_asked_otherwise or _has_moment(dossier, now))


def _stays_silent(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    """The bot had to say that there is no news, and nobody moved since. A late decision has
    reminders of its own, and a rest has its day."""
    is_theirs = dossier.status in ("opgepakt", "in-begeleiding") and dossier.move != "bewoner"
    if dossier.claimed_at and is_theirs:
        yield dossier.word_at if dossier.bot_spoke_last else None


def _message_waits(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    """A message of the resident that nobody answered."""
    if dossier.status in PICKED_UP and dossier.move == "begeleider":
        yield dossier.wrote_at


def _called(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    """The end of the part of the day in which the owner said to call or to come."""
    for slot in dossier.slots:
        if dossier.status in PICKED_UP:
            yield slot.end


def _no_visit_chosen(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    """The last of the moments proposed for a visit."""
    if dossier.status in PICKED_UP and dossier.visits:
        yield max(slot.end for slot in dossier.visits)


def _colleague_was_asked(
    dossier: Dossier, knowledge: Knowledge, _: datetime
) -> Iterable[datetime | None]:
    """The day by which a colleague would answer, until they did."""
    if dossier.status in PICKED_UP:
        for asked in dossier.unanswered:
            yield term_moment(asked.until, knowledge)


def _transfer_was_asked(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    if dossier.status in PICKED_UP and dossier.offered_to is not None:
        yield dossier.offered_at


def _decision_day(dossier: Dossier, knowledge: Knowledge, _: datetime) -> Iterable[datetime | None]:
    if dossier.status == "beslistafel" and dossier.knot is not None:
        yield term_moment(dossier.knot.by, knowledge)


def _rest_is_over(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    if dossier.status == "rustend":
        yield dossier.next_date


def _leave_begins(
    dossier: Dossier, knowledge: Knowledge, now: datetime
) -> Iterable[datetime | None]:
    """The first day of a leave of the owner, until the resident heard who stands in for them."""
    owner = knowledge.team.get(dossier.owner or "")
    if owner is None or dossier.status not in PICKED_UP or dossier.status == "rustend":
        return
    today = knowledge.calendar.local_day(now)
    for leave in owner.leave:
        away = away_on(owner.id, knowledge.team, leave.first)
        if leave.last >= today and away is not None and away.key != dossier.stand_in_told:
            yield term_moment(leave.first, knowledge)


def _may_not_have_arrived(
    dossier: Dossier, _: Knowledge, __: datetime
) -> Iterable[datetime | None]:
    """A word of the bot of which nobody knows whether it arrived, and nobody spoke since."""
    lost, news = dossier.unheard_at, dossier.news_at
    if dossier.with_staff and lost is not None and (news is None or news < lost):
        yield lost


def _term_is_near(
    dossier: Dossier, knowledge: Knowledge, now: datetime
) -> Iterable[datetime | None]:
    """Each term that is ahead, until the resident says *klaar*."""
    for day in open_terms(dossier, knowledge, now):
        yield term_moment(day, knowledge)


def _asked_for_later(
    dossier: Dossier, knowledge: Knowledge, now: datetime
) -> Iterable[datetime | None]:
    """The moment at which the resident wanted to hear of their terms again."""
    if dossier.later_at is not None and open_terms(dossier, knowledge, now):
        yield dossier.later_at


def _own_agreement_is_near(
    dossier: Dossier, knowledge: Knowledge, _: datetime
) -> Iterable[datetime | None]:
    """Each day by which the resident does something; not what was agreed the day before only."""
    if not (dossier.with_staff or dossier.status == "zelf-verder"):
        return
    calendar = knowledge.calendar
    told = {
        one.by
        for one in of_resident(dossier)
        if calendar.local_day(one.made_at) < calendar.add_working_days(one.by, -1)
    }
    for day in sorted(told):
        yield term_moment(day, knowledge)


def _agreement_has_passed(
    dossier: Dossier, knowledge: Knowledge, _: datetime
) -> Iterable[datetime | None]:
    """Each day by which a colleague, or somebody else than the resident, would do something."""
    if dossier.status in PICKED_UP:
        for day in sorted({one.by for one in of_others(dossier)}):
            yield term_moment(day, knowledge)


def _was_realised(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[datetime | None]:
    if dossier.status == "gerealiseerd":
        yield dossier.closed_at


CONDITIONS: Mapping[str, Anchor] = {
    "intake-niet-af": _unfinished_intake,
    "niet-opgepakt": _not_picked_up,
    "niet-gesproken": _not_spoken,
    "belofte-voorbij": _promise_is_broken,
    "dag-voorbij": _day_has_passed,
    "dag-weer-voorbij": _day_has_passed_again,
    "bewoner-zwijgt": _resident_stays_silent,
    "dag-is-ver": _long_way_to_the_day,
    "alleen-gesproken": _only_spoken,
    "hoe-staat-het": _how_it_stands,
    "beloofde-dag": _promised_day,
    "blijft-stil": _stays_silent,
    "bericht-wacht": _message_waits,
    "belmoment": _called,
    "bezoek-niet-gekozen": _no_visit_chosen,
    "collega-gevraagd": _colleague_was_asked,
    "overdracht-gevraagd": _transfer_was_asked,
    "beslisdag": _decision_day,
    "rust-voorbij": _rest_is_over,
    "verlof-begint": _leave_begins,
    "niet-aangekomen": _may_not_have_arrived,
    "termijn-nadert": _term_is_near,
    "later-gevraagd": _asked_for_later,
    "afspraak-nadert": _own_agreement_is_near,
    "afspraak-voorbij": _agreement_has_passed,
    "gerealiseerd": _was_realised,
}
