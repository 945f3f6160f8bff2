"""A reminder to the resident: a deadline, something agreed, or an honest word."""

from datetime import datetime, timedelta

from bot.core.agreements import ready_button
from bot.core.dossier import Dossier
from bot.core.due import quiet_until
from bot.core.happenings import Ticked
from bot.core.knowledge import Reminder
from bot.core.moments import USUAL
from bot.core.promising import next_word, still_ahead
from bot.core.reminding import words
from bot.core.scene import Row, Scene, in_rows
from bot.core.spreading import spread_of
from bot.core.staff import card
from bot.core.staff.handing import return_to_team
from bot.core.staff.resting import REST, end_rest, rest_until
from bot.core.standing_in import away_on

NO_NEWS = frozenset(
    {"dag-voorbij", "dag-weer-voorbij", "bewoner-zwijgt", "belofte-voorbij", "niet-aangekomen"}
)
"""Conditions of which the reminder says, in a person's place, that there is no news; it tells a
new day."""

HOW_IT_STANDS = frozenset({"alleen-gesproken", "dag-is-ver", "verlof-begint"})
"""Conditions of which it says something else that the resident waits to hear."""

WORD = "woord:"
"""So begins the handle of a word that is said anew when nobody knows whether it arrived."""

READY = "klaar-afspraak"
"""The button that ticks off an agreement: one for each that the reminder is about."""

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def remind(scene: Scene, dossier: Dossier, reminder: Reminder, happening: Ticked) -> None:
    """At most one unasked message a week, over all plans of this resident; deadlines excepted.
    Whoever wants none, or cannot be reached, gets none; what must be done is done all the same."""
    silent = _gets_none(scene, reminder)
    free_at = _free_again(scene) if reminder.counts_as_unasked else None
    if free_at is not None and free_at > scene.now and not silent:
        scene.mark(dossier, held_back_until=free_at)
        return
    changed = _do(scene, _remember(scene, dossier, reminder), reminder)
    if changed.status != dossier.status and changed.owner == dossier.owner:
        card.update(scene, changed)
    if silent:
        scene.log(changed, "niet-herinnerd", reminder.id, who="bot", visible=False)
        return
    scene.log(changed, "herinnerd", reminder.id, who="bot")
    is_word = reminder.condition in NO_NEWS | HOW_IT_STANDS
    scene.send(
        changed.resident,
        scene.texts(reminder.text, **words.for_resident(scene, dossier, changed, happening.seq)),
        *_rows(scene, changed, reminder, happening.seq),
        dossier=changed.id,
        cls="reminder",
        name=f"{WORD}{changed.id}:{scene.situation.fresh}" if is_word else None,
        not_before=_not_before(scene, happening),
    )
    if scene.situation.person is not None:
        scene.know(reminded_at=scene.now)


def _gets_none(scene: Scene, reminder: Reminder) -> bool:
    """Whoever wants none still hears that somebody else helps them."""
    person = scene.situation.person
    return person is not None and not person.gets_reminders(always=reminder.always)


def _free_again(scene: Scene) -> datetime | None:
    """When the resident may get an unasked message again."""
    mine = (d for d in scene.dossiers() if d.resident == scene.chat)
    last = [d.unasked_at for d in mine if d.unasked_at is not None]
    return max(last) + WEEK if last else None


def _not_before(scene: Scene, happening: Ticked) -> datetime:
    """In quiet hours never; after an outage at most one a day."""
    last, at = scene.person.reminded_at, scene.now
    if happening.late:
        at = max(at, last + DAY) if last is not None else at
        at += spread_of(scene.chat)
    return quiet_until(at, scene.knowledge)


def _do(scene: Scene, dossier: Dossier, reminder: Reminder) -> Dossier:
    """What happens beside it: whoever does not move hands over, a plan of which the resident says
    nothing any more rests, and a rest is over on its day."""
    match reminder.does:
        case "maak-wakker" if dossier.status == "rustend":
            return end_rest(scene, dossier)
        case "geef-door" if dossier.status != "beslistafel":
            return return_to_team(scene, dossier, reminder.id, by_clock=True)
        case "laat-rusten":
            why = str(scene.texts("team.rust-bewoner-zwijgt"))
            return rest_until(scene, dossier, why, scene.today + REST)
        case _:
            return dossier


def _remember(scene: Scene, dossier: Dossier, reminder: Reminder) -> Dossier:
    changes: dict[str, object] = {}
    if reminder.condition in NO_NEWS | HOW_IT_STANDS:
        changes["untold_at"] = None
    if reminder.counts_as_unasked:
        changes["unasked_at"] = scene.now
    if reminder.condition in HOW_IT_STANDS:
        changes["heard_at"] = scene.now
    if reminder.condition == "verlof-begint":
        away = away_on(dossier.owner or "", scene.knowledge.team, scene.today)
        changes["stand_in_told"] = away.key if away else None
    if reminder.condition in NO_NEWS:
        said = dossier.no_news_said + 1
        changes |= {"word_at": scene.now, "unheard_at": None, "no_news_said": said}
        changes["next_date"] = _new_day(scene, dossier, reminder)
    return scene.mark(dossier, **changes)


def _new_day(scene: Scene, dossier: Dossier, reminder: Reminder) -> datetime:
    """By when they hear more: a day that a person told and that is still to come, else so many
    working days."""
    days = reminder.new_day.working_days if reminder.new_day else None
    return still_ahead(scene, dossier) or next_word(scene, dossier, days or USUAL)


def _rows(scene: Scene, dossier: Dossier, reminder: Reminder, seq: int) -> list[Row]:
    """Each button names the plan that it is about; *Klaar* the day of the term."""
    term = words.term_of(scene, dossier, seq) or scene.today
    values = {"klaar": term.isoformat()}
    usual = [n for n in reminder.buttons if n != READY]
    own = words.agreed_by(scene, dossier, seq) if READY in reminder.buttons else []
    ready: list[Row] = [[ready_button(scene, one)] for one in own]
    return [*ready, *in_rows([scene.button(n, n, values.get(n, dossier.id)) for n in usual])]
