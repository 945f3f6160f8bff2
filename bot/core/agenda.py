"""A moment as a file for somebody's own agenda (iCalendar, RFC 5545)."""

from datetime import datetime

from icalendar import Calendar, Event

from bot.core.dossier import Slot

MAKER = "-//aanspreekpunt//NL"


def agenda_file(uid: str, title: str, slot: Slot, now: datetime) -> str:
    """The text of an .ics file with one event. Moments are aware UTC; `uid` makes a changed event
    replace the one before."""
    calendar, event = Calendar(), Event()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    event.add("uid", uid)
    event.add("summary", title)
    event.add("dtstart", slot.start)
    event.add("dtend", slot.end)
    event.add("dtstamp", now)
    calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()
