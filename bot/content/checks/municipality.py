"""The municipality: hours that make a day, a time zone that exists, wijken on the map."""

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.content.checks.registry import check
from bot.content.draft import Draft
from bot.content.fault import Fault

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_HOURS = (("kantoor_van", "kantoor_tot"), ("bewoner_vanaf", "bewoner_tot"))


@check
def hours_are_hours_of_the_day(draft: Draft) -> Iterator[Fault]:
    """Local hours are written as 09:00, without seconds or a zone, and the first comes first."""
    municipality = draft.municipality
    for first, last in _HOURS:
        raw = {key: municipality.source.values[key,].raw for key in (first, last)}
        wrong = [key for key in raw if not CLOCK.fullmatch(raw[key])]
        for key in wrong:
            yield municipality.part(raw[key], key).fault(
                f"'{raw[key]}' is geen tijd van de dag.", 'Schrijf een tijd als "09:00".'
            )
        if not wrong and raw[first] >= raw[last]:
            yield municipality.part(raw[last], last).fault(
                f"{raw[last]} is niet later dan {raw[first]}.", "Draai de tijden om."
            )


@check
def the_time_zone_exists(draft: Draft) -> Iterator[Fault]:
    zone = draft.municipality.part(draft.municipality.value.zone, "tijdzone")
    try:
        ZoneInfo(zone.value)
    except (OSError, ValueError, LookupError):
        yield zone.fault(f"De tijdzone '{zone.value}' bestaat niet.", "Schrijf Europe/Amsterdam.")


@check
def a_promise_takes_some_days(draft: Draft) -> Iterator[Fault]:
    days = draft.municipality.part(draft.municipality.value.promise_days, "belofte_werkdagen")
    if not 1 <= days.value <= 30:
        yield days.fault(f"{days.value} werkdagen kan niet.", "Kies 1 tot 30 werkdagen.")


@check
def school_holidays_end_after_they_begin(draft: Draft) -> Iterator[Fault]:
    told = draft.municipality.value.school_holidays
    for holiday in draft.municipality.parts(told, "schoolvakanties"):
        if holiday.value.first > holiday.value.last:
            yield holiday.fault(
                f"Deze vakantie eindigt op {holiday.value.last}, voor het begin.",
                "Draai van en tot_en_met om.",
            )


@check
def areas_lie_on_the_map(draft: Draft) -> Iterator[Fault]:
    """South, west, north, east in degrees, in that order."""
    for wijk in draft.wijken:
        if wijk.value.box is None:
            continue
        south, west, north, east = wijk.value.box
        if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
            yield wijk.part(wijk.value.box, "gebied").fault(
                "Dit is geen gebied op de kaart.", "Schrijf [zuid, west, noord, oost] in graden."
            )


@check
def every_wijk_has_streets(draft: Draft) -> Iterator[Fault]:
    """Without its streets nobody's plan ends in a wijk."""
    for wijk in draft.wijken:
        if not wijk.value.streets:
            yield wijk.part(wijk.value.streets, "straten").fault(
                f"De wijk '{wijk.value.id}' heeft geen straten.",
                "Zet de straten, pleinen en parken erbij.",
            )
