"""The team: every wijk and theme has somebody, and their weeks are possible."""

from collections.abc import Iterator
from itertools import pairwise

from bot.content.checks.registry import check
from bot.content.draft import Draft, Found
from bot.content.fault import Fault
from bot.core.knowledge import Member
from bot.core.own_time import span_of

_HOURS_IN_A_WEEK = 60
_MUST_BE_FILLED_IN = {"coordinator": "coördinator", "opdrachtgever": "opdrachtgever"}


@check
def every_wijk_has_a_begeleider(draft: Draft) -> Iterator[Fault]:
    covered = [member.wijken for member in _begeleiders(draft)]
    for wijk in draft.wijken:
        if not any(_has(wijken, wijk.value.id) for wijken in covered):
            yield wijk.fault(
                f"Geen begeleider werkt in de wijk '{wijk.value.id}'.",
                "Zet deze wijk bij een begeleider in team.yaml.",
            )


@check
def every_theme_has_a_begeleider(draft: Draft) -> Iterator[Fault]:
    covered = [member.themes for member in _begeleiders(draft)]
    for theme in draft.themes:
        if not any(_has(themes, theme.value.id) for themes in covered):
            yield theme.fault(
                f"Geen begeleider doet het thema '{theme.value.id}'.",
                "Zet dit thema bij een begeleider in team.yaml.",
            )


@check
def every_theme_has_somebody_in_each_wijk(draft: Draft) -> Iterator[Fault]:
    """The coordinator counts too; a colleague elsewhere in the house, the wijkregisseur and the
    directeur do not. Whoever has no wijken or themas has all of them."""
    helping = [member.value for member in draft.team if member.value.helps]
    for wijk in draft.wijken:
        there = [member for member in helping if _has(member.wijken, wijk.value.id)]
        for theme in draft.themes:
            if there and not any(_has(member.themes, theme.value.id) for member in there):
                yield wijk.fault(
                    f"In de wijk '{wijk.value.id}' doet niemand het thema '{theme.value.id}'.",
                    "Zet dit thema of deze wijk bij iemand in team.yaml.",
                )


@check
def what_is_outdoors_has_a_buitendienst(draft: Draft) -> Iterator[Fault]:
    """The one without the other would ask nobody, without a word."""
    outside = [theme for theme in draft.themes if theme.value.outdoors]
    there = [contact for contact in draft.contacts if contact.value.outdoors]
    if outside and not there:
        yield (
            outside[0]
            .part(True, "buiten")
            .fault(
                "Dit thema is buiten, maar geen contact is de buitendienst.",
                "Zet bij een afdeling in contacten.yaml: buitendienst: true",
            )
        )
    if there and not outside:
        yield (
            there[0]
            .part(True, "buitendienst")
            .fault(
                "Er is een buitendienst, maar geen thema is buiten.",
                "Zet bij een thema in themas.yaml: buiten: true",
            )
        )


@check
def the_team_has_whoever_gets_what_others_leave(draft: Draft) -> Iterator[Fault]:
    """The coordinator assigns what nobody picks up; the opdrachtgever hears it after that."""
    roles = {member.value.role for member in draft.team}
    for role, name in _MUST_BE_FILLED_IN.items():
        if draft.team and role not in roles:
            yield draft.team[0].fault(
                f"Het team heeft geen {name}.", f"Zet bij iemand: rol: {role}"
            )


@check
def every_budget_has_a_wijkregisseur(draft: Draft) -> Iterator[Fault]:
    """Without one nobody can say that a contribution is given."""
    deciding = [member.value for member in draft.team if member.value.role == "wijkregisseur"]
    for wijk in draft.wijken:
        if wijk.value.budget is not None and not any(m.is_in(wijk.value.id) for m in deciding):
            yield wijk.part(wijk.value.budget, "budget").fault(
                f"De wijk '{wijk.value.id}' heeft een budget, maar geen wijkregisseur.",
                "Zet in team.yaml iemand met rol: wijkregisseur bij deze wijk, of haal budget weg.",
            )


@check
def every_wijkregisseur_has_a_budget(draft: Draft) -> Iterator[Fault]:
    """Each wijk that is named; without a name, at least one wijk."""
    with_budget = {wijk.value.id for wijk in draft.wijken if wijk.value.budget is not None}
    without = {wijk.value.id for wijk in draft.wijken} - with_budget
    for member in draft.team:
        if member.value.role != "wijkregisseur":
            continue
        for wijk in member.parts(member.value.wijken, "wijken"):
            if wijk.value in without:
                yield wijk.fault(
                    f"De wijk '{wijk.value}' heeft geen budget, maar wel een wijkregisseur.",
                    "Zet in gemeente.yaml budget bij deze wijk, of haal de wijk hier weg.",
                )
        if not member.value.wijken and not with_budget:
            yield member.fault(
                f"'{member.value.id}' is wijkregisseur, maar geen wijk heeft een budget.",
                "Zet in gemeente.yaml budget bij een wijk, of kies een andere rol.",
            )


@check
def backing_has_one_name(draft: Draft) -> Iterator[Fault]:
    """*Ruggesteun* reaches one person, not a list."""
    for member in [m for m in draft.team if m.value.role == "directeur"][1:]:
        yield member.part("directeur", "rol").fault(
            "Er is al een directeur.", "Kies één directeur voor ruggesteun."
        )


@check
def working_weeks_are_possible(draft: Draft) -> Iterator[Fault]:
    for member in draft.team:
        hours = member.part(member.value.hours, "uren_per_week")
        if not 0 < hours.value <= _HOURS_IN_A_WEEK:
            yield hours.fault(f"{hours.value:g} uur in een week kan niet.", "Kies 1 tot 60 uur.")


@check
def own_hours_are_on_own_days(draft: Draft) -> Iterator[Fault]:
    """Somebody who has hours on a day works on that day."""
    for member in draft.team:
        for day in member.value.times:
            if day not in member.value.days:
                yield member.part(day, "tijden", day).fault(
                    f"{member.value.name} heeft tijden op {day}, maar werkt dan niet.",
                    f"Zet {day} bij dagen, of haal deze tijden weg.",
                    at_key=True,
                )


@check
def own_hours_are_hours_of_the_day(draft: Draft) -> Iterator[Fault]:
    """Each is written as 09:00-12:30, ends after it begins, and overlaps no other of that day."""
    for member in draft.team:
        for day, told in member.value.times.items():
            hours = member.parts(told, "tijden", day)
            wrong = {at: fault for at, one in enumerate(hours) if (fault := _no_hours(one))}
            yield from wrong.values()
            yield from _overlapping([one for at, one in enumerate(hours) if at not in wrong])


def _no_hours(hours: Found[str]) -> Fault | None:
    """What is wrong with these hours by themselves."""
    span = span_of(hours.value)
    if span is None:
        what = f"'{hours.value}' zegt niet van wanneer tot wanneer."
        return hours.fault(what, 'Schrijf tijden als "09:00-12:30".')
    if span.starts >= span.ends:
        what = f"{span.ends:%H:%M} is niet later dan {span.starts:%H:%M}."
        return hours.fault(what, "Draai de tijden om.")
    return None


def _overlapping(hours: list[Found[str]]) -> Iterator[Fault]:
    """A fault at each of these hours that begins before the ones before it have ended."""
    in_order = sorted(hours, key=lambda one: one.value)
    for earlier, later in pairwise(in_order):
        if later.value.split("-")[0] < earlier.value.split("-")[1]:
            yield later.fault(
                f"{later.value} loopt over {earlier.value} heen.",
                "Maak er één tijd van, of laat de tweede later beginnen.",
            )


@check
def leave_ends_after_it_begins(draft: Draft) -> Iterator[Fault]:
    for member in draft.team:
        for leave in member.parts(member.value.leave, "verlof"):
            if leave.value.first > leave.value.last:
                yield leave.fault(
                    f"Dit verlof eindigt op {leave.value.last}, voor het begin.",
                    "Draai van en tot_en_met om.",
                )


@check
def stand_ins_are_others_of_the_team(draft: Draft) -> Iterator[Fault]:
    """Somebody who helps residents too, and not the one who is away."""
    helping = {m.value.id for m in draft.team if m.value.helps}
    for member in draft.team:
        for leave in member.parts(member.value.leave, "verlof"):
            stand_in = leave.value.stand_in
            if stand_in is not None and stand_in not in helping - {member.value.id}:
                yield leave.fault(
                    f"'{stand_in}' kan {member.value.name} niet vervangen.",
                    "Noem bij vervanger het id van een ander uit het team.",
                )


def _begeleiders(draft: Draft) -> list[Member]:
    return [member.value for member in draft.team if member.value.role == "begeleider"]


def _has(own: tuple[str, ...], ident: str) -> bool:
    """Whether it is among somebody's wijken or themas; none at all means every one."""
    return not own or ident in own
