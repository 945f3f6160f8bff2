"""What must be filled in for an action: how it is asked, which choices stand ready, how it is read.

A field is one tap or one line. What is filled in is text: a day or a moment as ISO 8601 (local), a
member or a contact by id, else the words as they were typed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import get_args

from bot.core.agreements import colleague, department, of_member, of_others
from bot.core.dossier import BY_RESIDENT, Dossier, Size, Slot
from bot.core.handoff import has_room, on_leave
from bot.core.knowledge import WEEKDAYS, Member
from bot.core.readers.amount import read_amount
from bot.core.readers.moment import read_moment
from bot.core.scene import Scene
from bot.core.staff.colleagues import proposed
from bot.core.staff.facts import FACTS
from bot.core.standing_in import acting
from bot.core.telling import shortened
from bot.core.writing import write_day, write_euros

Filled = Mapping[str, str]
Choice = tuple[str, str]
"""What stands on the button, and what it fills in."""

MORNING, AFTERNOON = (time(10), time(12)), (time(13), time(15))
WITHIN_DAYS = 10
"""A day by which something is decided or heard is at most so many working days ahead."""
MOST_DAYS = 4
LONGEST = 600
FEWEST_LETTERS = 3
"""Fewer letters than this explain nothing: "-", "x"."""
SIZES: tuple[Size, ...] = get_args(Size)
THE_RESIDENT = frozenset({"bewoner", "de bewoner"})
NOBODY_ELSE = frozenset({"ik", "ikzelf", "ik zelf", "wij", "begeleider", "de begeleider"})
"""So a begeleider names themselves."""


def _always(_: Scene, __: Dossier, ___: str) -> bool:
    return True


@dataclass(frozen=True)
class Field:
    """`choices` are the buttons under the question, `read` gives what typed words fill in (None
    when they cannot), `show` how a value reads. `fits` is asked again when it is done: by now the
    moment on an old button has passed, or a member is on leave. Only what is `optional` can be
    skipped; what is `internal` the resident never reads; what is in `words` explains something to
    them, and needs a few letters at least."""

    choices: Callable[[Scene, Dossier, Filled], Sequence[Choice]]
    read: Callable[[Scene, Dossier, str], str | None]
    show: Callable[[Scene, str], str]
    optional: bool = False
    internal: bool = False
    words: bool = False
    fits: Callable[[Scene, Dossier, str], bool] = _always


def _no_choices(_: Scene, __: Dossier, ___: Filled) -> Sequence[Choice]:
    return ()


def _as_typed(_: Scene, __: Dossier, text: str) -> str | None:
    return text.strip()[:LONGEST] or None


def _in_words(scene: Scene, dossier: Dossier, text: str) -> str | None:
    says_something = sum(character.isalpha() for character in text) >= FEWEST_LETTERS
    return _as_typed(scene, dossier, text) if says_something else None


def _as_it_is(_: Scene, value: str) -> str:
    return value


def line(*, optional: bool = False, internal: bool = False, ready: Iterable[str] = ()) -> Field:
    """A line of text; `ready` names labels that answer it with one tap."""
    names = tuple(ready)

    def choices(scene: Scene, _: Dossier, __: Filled) -> Sequence[Choice]:
        return [(scene.texts.label(name), scene.texts.label(name)) for name in names]

    return Field(choices if names else _no_choices, _as_typed, _as_it_is, optional, internal)


def words(*, ready: Iterable[str] = ()) -> Field:
    """A line that explains something to the resident."""
    return replace(line(ready=ready), read=_in_words, words=True)


# --- moments and days


def write_slot(slot: Slot) -> str:
    """A slot as filled in: the local day, and from when to when."""
    return f"{slot.start.isoformat()}/{slot.end.isoformat()}"


def read_slot(value: str) -> Slot:
    """The slot that `write_slot` wrote. Raises ValueError for anything else."""
    start, _, end = value.partition("/")
    return Slot(start=datetime.fromisoformat(start), end=datetime.fromisoformat(end))


def told_slot(scene: Scene, slot: Slot) -> str:
    """ "vandaag tussen 10 en 12 uur", "donderdag 13 mei tussen 10 en 12 uur"."""
    start, end = scene.local(slot.start), scene.local(slot.end)
    return str(
        scene.texts(
            "bewoner.moment",
            vandaag=start.date() == scene.today,
            morgen=start.date() == scene.today + timedelta(days=1),
            dag=write_day(start.date(), scene.today),
            van=_clock(start.time()),
            tot=_clock(end.time()),
        )
    )


def _clock(clock: time) -> str:
    """ "10", or "10.30" where there are minutes."""
    return str(clock.hour) if clock.minute == 0 else f"{clock.hour}.{clock.minute:02d}"


def _slots(scene: Scene, dossier: Dossier, filled: Filled) -> Sequence[Choice]:
    """Today and the next days on which the owner works; never after what was promised."""
    found = [
        slot
        for day in _days_to_call(scene, dossier)
        for slot in (_slot(scene, day, *MORNING), _slot(scene, day, *AFTERNOON))
        if _is_possible(scene, dossier, slot) and write_slot(slot) not in filled.values()
    ]
    return [(_short_slot(scene, slot), write_slot(slot)) for slot in found[:MOST_DAYS]]


def _days_to_call(scene: Scene, dossier: Dossier) -> Sequence[date]:
    """Today, the next working day, and the owner's own days."""
    calendar = scene.knowledge.calendar
    member = scene.knowledge.team.get(dossier.owner or "")
    ahead = [calendar.add_working_days(scene.today, n) for n in range(WITHIN_DAYS + 1)]
    own = [d for d in ahead if member and WEEKDAYS[d.weekday()] in member.days]
    first = [d for d in ahead[:2] if calendar.is_working_day(d)]
    return sorted({*first, *own})


def _slot(scene: Scene, day: date, start: time, end: time) -> Slot:
    calendar = scene.knowledge.calendar
    return Slot(start=calendar.at_local(day, start), end=calendar.at_local(day, end))


def _is_possible(scene: Scene, dossier: Dossier, slot: Slot) -> bool:
    """Ahead, while the owner is there, and not after the day that was promised when it was sent;
    but when that day is past, or the resident asked for another moment, it binds nobody."""
    team, day = scene.knowledge.team, scene.local(slot.start).date()
    caller = team.get(acting(dossier.owner or "", team, day))
    is_away = caller is not None and on_leave(caller, day)
    binding = _promised(scene, dossier)
    return slot.end > scene.now and not is_away and (binding is None or slot.end <= binding)


def _promised(scene: Scene, dossier: Dossier) -> datetime | None:
    if not dossier.is_first_promise or dossier.other_moment:
        return None
    end = dossier.promised_by
    return end if end is not None and end > scene.now else None


def _short_slot(scene: Scene, slot: Slot) -> str:
    start, end = scene.local(slot.start), scene.local(slot.end)
    hours = f"{start.hour}–{end.hour}"
    if start.date() == scene.today:
        return scene.texts.label("belmoment-vandaag", moment=hours)
    day = write_day(start.date(), short=True).capitalize()
    return scene.texts.label("belmoment", moment=f"{day} {hours}")


def _read_slot(scene: Scene, dossier: Dossier, text: str) -> str | None:
    """A typed day with an hour; without an end it lasts an hour."""
    moment = read_moment(text, scene.today)
    if moment is None or moment.day is None or moment.start is None:
        return None
    slot = _slot(scene, moment.day, moment.start, moment.end or moment.start)
    if slot.end <= slot.start:
        slot = Slot(start=slot.start, end=slot.start + timedelta(hours=1))
    return write_slot(slot) if _is_possible(scene, dossier, slot) else None


def _fits_slot(scene: Scene, dossier: Dossier, value: str) -> bool:
    return _is_possible(scene, dossier, read_slot(value))


def _show_slot(scene: Scene, value: str) -> str:
    return told_slot(scene, read_slot(value))


def _days(scene: Scene, dossier: Dossier, _: Filled) -> Sequence[Choice]:
    calendar = scene.knowledge.calendar
    member = scene.knowledge.team.get(dossier.owner or "")
    ahead = [calendar.add_working_days(scene.today, n) for n in range(1, WITHIN_DAYS + 1)]
    own = [d for d in ahead if member and WEEKDAYS[d.weekday()] in member.days]
    days = sorted({*own, ahead[1], ahead[4], ahead[9]})[:MOST_DAYS]
    return [(write_day(day, short=True).capitalize(), day.isoformat()) for day in days]


def _read_day(scene: Scene, dossier: Dossier, text: str) -> str | None:
    """A day that was typed, at most ten working days ahead."""
    moment = read_moment(text, scene.today)
    value = moment.day.isoformat() if moment and moment.day else None
    return value if value and _fits_day(scene, dossier, value) else None


def _fits_day(scene: Scene, _: Dossier, value: str) -> bool:
    last = scene.knowledge.calendar.add_working_days(scene.today, WITHIN_DAYS)
    return scene.today < date.fromisoformat(value) <= last


def _rests(scene: Scene, dossier: Dossier, _: Filled) -> Sequence[Choice]:
    """Working days in a few weeks or months, as long as they come before the plan itself."""
    calendar = scene.knowledge.calendar
    ahead = (scene.today + timedelta(days=n - 1) for n in (14, 30, 60, 90))
    days = [calendar.add_working_days(day, 1) for day in ahead]
    return [
        (write_day(day, short=True).capitalize(), day.isoformat())
        for day in days
        if _ends_rest(scene, dossier, day.isoformat())
    ]


def _read_rest(scene: Scene, dossier: Dossier, text: str) -> str | None:
    value = _read_far_day(scene, dossier, text)
    return value if value and _ends_rest(scene, dossier, value) else None


def _ends_rest(scene: Scene, dossier: Dossier, value: str) -> bool:
    """On that day somebody goes on with it, so it is a working day, and not after the plan's own
    day."""
    day, wanted = date.fromisoformat(value), scene.plan(dossier).day
    in_time = wanted is None or wanted <= scene.today or day < wanted
    works = scene.knowledge.calendar.is_working_day(day)
    return works and in_time and _is_ahead(scene, dossier, value)


def _read_far_day(scene: Scene, dossier: Dossier, text: str) -> str | None:
    moment = read_moment(text, scene.today)
    value = moment.day.isoformat() if moment and moment.day else None
    return value if value and _is_ahead(scene, dossier, value) else None


def _is_ahead(scene: Scene, _: Dossier, value: str) -> bool:
    return date.fromisoformat(value) > scene.today


def _show_day(_: Scene, value: str) -> str:
    return write_day(date.fromisoformat(value))


# --- people

TO_THE_TEAM = "team"


def free_members(scene: Scene, dossier: Dossier) -> list[Member]:
    """The begeleiders who could have this plan: there, connected, and not its owner; those of the
    wijk first, who is full last."""
    plan = scene.plan(dossier)
    members = [
        m
        for m in scene.knowledge.team.values()
        if m.role == "begeleider"
        and m.id != dossier.owner
        and not on_leave(m, scene.today)
        and scene.situation.chat_of(m.id) is not None
    ]
    full = {m.id for m in members if not has_room(m.id, plan, scene.situation)}
    return sorted(members, key=lambda m: (m.id in full, plan.wijk not in m.wijken, m.name))


def _members(scene: Scene, dossier: Dossier, _: Filled) -> Sequence[Choice]:
    plan = scene.plan(dossier)
    return [
        (
            scene.texts.label(
                "geef-aan" if has_room(m.id, plan, scene.situation) else "geef-aan-vol", naam=m.name
            ),
            m.id,
        )
        for m in free_members(scene, dossier)
    ]


def _members_or_team(scene: Scene, dossier: Dossier, filled: Filled) -> Sequence[Choice]:
    back = (scene.texts.label("terug-naar-team"), TO_THE_TEAM)
    return [*_members(scene, dossier, filled), back]


def _can_get_it(scene: Scene, dossier: Dossier, value: str) -> bool:
    """Whoever is to have it next; before pick-up that may be who has it now."""
    is_owner = value == dossier.owner and dossier.claimed_at is None
    return is_owner or any(m.id == value for m in free_members(scene, dossier))


def _read_member(scene: Scene, dossier: Dossier, text: str) -> str | None:
    said = text.strip().casefold()
    found = (m.id for m in free_members(scene, dossier) if m.name.casefold() == said)
    return next(found, None)


def _is_free(scene: Scene, dossier: Dossier, value: str) -> bool:
    free = free_members(scene, dossier)
    return value == TO_THE_TEAM or any(member.id == value for member in free)


def _show_member(scene: Scene, value: str) -> str:
    member = scene.knowledge.team.get(value)
    return member.name if member else value


def _colleagues(scene: Scene, dossier: Dossier, _: Filled) -> Sequence[Choice]:
    return [(shortened(_show_colleague(scene, c.id), 30), c.id) for c in proposed(scene, dossier)]


def _read_colleague(scene: Scene, _: Dossier, text: str) -> str | None:
    """A colleague by first name or by department; else whoever is about these words."""
    said = text.strip().casefold()
    contacts = scene.knowledge.contacts.values()
    named = (c.id for c in contacts if said in {(c.person or "").casefold(), c.name.casefold()})
    found = scene.knowledge.contact_matcher.about(text)
    likely = found.rules[0].id if found.rules and found.rules[0].why else None
    return next(named, likely)


def _is_known(scene: Scene, _: Dossier, value: str) -> bool:
    return value in scene.knowledge.contacts


def _show_colleague(scene: Scene, value: str) -> str:
    contact = scene.knowledge.contacts.get(value)
    if contact is None:
        return value
    return f"{contact.person} ({contact.name})" if contact.person else contact.name


def _deciders(scene: Scene, _: Dossier, __: Filled) -> Sequence[Choice]:
    bosses = [m for m in scene.knowledge.team.values() if m.role == "coordinator"]
    return [*((m.name, m.name) for m in bosses), (scene.texts.label("nog-niet-bekend"), "")]


def _read_decider(scene: Scene, dossier: Dossier, text: str) -> str | None:
    unknown = text.strip().casefold() == scene.texts.label("nog-niet-bekend").casefold()
    return "" if unknown else _as_typed(scene, dossier, text)


def _show_decider(scene: Scene, value: str) -> str:
    return value or scene.texts.label("nog-niet-bekend")


def _who_explains(scene: Scene, dossier: Dossier, _: Filled) -> Sequence[Choice]:
    return [(scene.texts.label("ik-leg-uit"), scene.owner_name(dossier))]


# --- money

CONTRIBUTIONS = (100, 250, 500)
"""Whole euros, as they usually are."""


def _amounts(scene: Scene, dossier: Dossier, _: Filled) -> Sequence[Choice]:
    """The usual ones, as far as there is so much left."""
    possible = [str(n) for n in CONTRIBUTIONS if _is_left(scene, dossier, str(n))]
    return [(scene.texts.label("bedrag", bedrag=_show_euros(scene, n)), n) for n in possible]


def _read_euros(scene: Scene, dossier: Dossier, text: str) -> str | None:
    """One amount of whole euros, at most what is left."""
    amount = read_amount(text)
    if amount is None or amount.low != amount.high:
        return None
    return str(amount.low) if _is_left(scene, dossier, str(amount.low)) else None


def _is_left(scene: Scene, dossier: Dossier, value: str) -> bool:
    purse = scene.purse(dossier)
    return purse is not None and value.isdecimal() and 0 < int(value) <= purse.left


def _show_euros(_: Scene, value: str) -> str:
    return write_euros(int(value))


# --- the five facts


def _facts(scene: Scene, _: Dossier, __: Filled) -> Sequence[Choice]:
    return [(scene.texts.label(f"feit-{fact}"), fact) for fact in FACTS]


def _read_fact(scene: Scene, _: Dossier, text: str) -> str | None:
    said = text.strip().casefold()
    labels = {scene.texts.label(f"feit-{fact}").casefold(): fact for fact in FACTS}
    return labels.get(said)


def _show_fact(scene: Scene, value: str) -> str:
    return scene.texts.label(f"feit-{value}") if value in FACTS else value


# --- sure

SURE = "zeker"
"""The field that shows what the resident will read, and is only ever filled in by its button."""


def _sure(scene: Scene, _: Dossier, __: Filled) -> Sequence[Choice]:
    return [(scene.texts.label("ja-verstuur"), SURE)]


def _only_by_button(_: Scene, __: Dossier, ___: str) -> str | None:
    return None


def _shows_nothing(_: Scene, __: str) -> str:
    return ""


# --- the krachtenveld


def _sizes(scene: Scene, _: Dossier, __: Filled) -> Sequence[Choice]:
    return [(scene.texts.label(size), size) for size in SIZES]


def _read_size(scene: Scene, _: Dossier, text: str) -> str | None:
    said = text.strip().casefold()
    return next((one for one in SIZES if said in (one, scene.texts.label(one).casefold())), None)


# --- snelteksten


def _quick_texts(scene: Scene, _: Dossier, __: Filled) -> Sequence[Choice]:
    return [(one.label, one.id) for one in scene.knowledge.quick_texts.values()]


def _read_quick_text(scene: Scene, _: Dossier, text: str) -> str | None:
    said = text.strip().casefold()
    texts = scene.knowledge.quick_texts.values()
    return next((one.id for one in texts if one.label.casefold() == said), None)


# --- afspraken


def _who_does(scene: Scene, dossier: Dossier, filled: Filled) -> Sequence[Choice]:
    """The resident first: it is their plan."""
    name = scene.plan(dossier).name or scene.texts.label("de-bewoner")
    return [(shortened(name, 28), BY_RESIDENT), *_colleagues(scene, dossier, filled)]


def _read_who_does(scene: Scene, dossier: Dossier, text: str) -> str | None:
    """The resident, a colleague or a department; else the words. Never a begeleider: who carries a
    plan does not carry it out."""
    said = _as_typed(scene, dossier, text)
    folded = (said or "").casefold()
    if folded in {(scene.plan(dossier).name or "").casefold(), *THE_RESIDENT} - {""}:
        return BY_RESIDENT
    contacts = scene.knowledge.contacts.values()
    names = ((c.id, (c.person, c.name, c.department)) for c in contacts)
    known = next((i for i, told in names if folded in {n.casefold() for n in told if n}), None)
    helping = {m.name.casefold() for m in scene.knowledge.team.values() if m.helps}
    return None if known is None and folded in helping | NOBODY_ELSE else known or said


def _show_who_does(scene: Scene, value: str) -> str:
    """As a resident may read it: by the department."""
    if value == BY_RESIDENT:
        return scene.texts.label("de-bewoner").casefold()
    return department(value, scene.knowledge)


def _open_agreements(scene: Scene, dossier: Dossier, _: Filled) -> Sequence[Choice]:
    told = ((one, colleague(one.who, scene.knowledge)) for one in of_others(dossier))
    return [
        (shortened(f"{one.number}. {who}: {one.what}", 40), str(one.number)) for one, who in told
    ]


def _read_agreement(_: Scene, dossier: Dossier, text: str) -> str | None:
    """An open one by its number."""
    said = text.strip().rstrip(".")
    return next((said for one in of_others(dossier) if said == str(one.number)), None)


def _own_agreements(scene: Scene, dossier: Dossier, _: Filled) -> Sequence[Choice]:
    own = of_member(dossier, scene.member)
    return [(shortened(f"{one.number}. {one.what}", 40), str(one.number)) for one in own]


def _read_own_agreement(scene: Scene, dossier: Dossier, text: str) -> str | None:
    said = text.strip().rstrip(".")
    return said if _is_own(scene, dossier, said) else None


def _is_own(scene: Scene, dossier: Dossier, value: str) -> bool:
    return any(value == str(one.number) for one in of_member(dossier, scene.member))


FIELDS: Mapping[str, Field] = {
    SURE: Field(_sure, _only_by_button, _shows_nothing),
    "reden-niet": line(ready=("geen-tijd", "niet-mijn-wijk", "ken-bewoner")),
    "aan": Field(_members, _read_member, _show_member, fits=_can_get_it),
    "naar": Field(_members_or_team, _read_member, _show_member, fits=_is_free),
    "moment": Field(_slots, _read_slot, _show_slot, fits=_fits_slot),
    "ander-moment": Field(_slots, _read_slot, _show_slot, fits=_fits_slot),
    "dag": Field(_days, _read_day, _show_day, fits=_fits_day),
    "rust-tot": Field(_rests, _read_rest, _show_day, fits=_ends_rest),
    "reden-rust": words(ready=("wacht-op-seizoen", "wacht-op-geld", "bewoner-wil-wachten")),
    "collega-antwoord": line(internal=True),
    "collega": Field(_colleagues, _read_colleague, _show_colleague, internal=True, fits=_is_known),
    "vraag": line(),
    "beslisvraag": words(),
    "keuzes": line(optional=True, internal=True),
    "beslisser": Field(_deciders, _read_decider, _show_decider),
    "besluit": words(),
    "wat-wel": words(),
    "wat-niet": words(),
    "les": line(optional=True, internal=True),
    "reden-sluiten": words(ready=("hoort-elders", "geen-reactie", "is-dubbel")),
    "waarom-niet": words(),
    "feiten-niet": words(),
    "wat-zou-wel": words(),
    "waar-anders": words(),
    "wie-legt-uit": Field(_who_explains, _in_words, _as_it_is, words=True),
    "feit": Field(_facts, _read_fact, _show_fact),
    "feit-tekst": line(),
    "bedrag": Field(_amounts, _read_euros, _show_euros, fits=_is_left),
    "navraag": line(),
    "uitleg": line(),
    "groep": line(),
    "belang": Field(_sizes, _read_size, _as_it_is),
    "invloed": Field(_sizes, _read_size, _as_it_is),
    "spreekt-met": line(optional=True),
    "steun": line(optional=True, internal=True),
    "sneltekst": Field(_quick_texts, _read_quick_text, _as_it_is),
    "bericht": line(),
    "wie-doet": Field(_who_does, _read_who_does, _show_who_does),
    "wat-doet": line(),
    "afspraak-dag": Field(_days, _read_far_day, _show_day, fits=_is_ahead),
    "afspraak": Field(_open_agreements, _read_agreement, _as_it_is),
    "eigen-afspraak": Field(_own_agreements, _read_own_agreement, _as_it_is, fits=_is_own),
}
