"""How far the clock goes forward: an ISO 8601 duration, counted on the wall clock."""

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.channels.terminal.misplay import Misplay

_ISO = re.compile(
    r"P(?=\d|T\d)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


def later(now: datetime, duration: str, zone: ZoneInfo) -> datetime:
    """`now` (aware) plus `duration`, in UTC. Days and longer keep the local hour over summer time.

    Raises Misplay for what is no duration, or goes past the end of the calendar.
    """
    found = _ISO.fullmatch(duration.strip().upper())
    if not found:
        raise Misplay(f"'{duration}' is geen duur. Schrijf bijvoorbeeld P10D, P2W of PT3H.")
    amount = {name: int(value or 0) for name, value in found.groupdict().items()}
    exact = timedelta(**{name: amount[name] for name in ("hours", "minutes", "seconds")})
    try:
        local = now.astimezone(zone).replace(tzinfo=None)
        moved = _months_later(local, 12 * amount["years"] + amount["months"])
        moved += timedelta(weeks=amount["weeks"], days=amount["days"])
        start = now if moved == local else moved.replace(tzinfo=zone, fold=0)
        return start.astimezone(UTC) + exact
    except (OverflowError, ValueError) as fault:
        raise Misplay(f"{duration} is te ver weg.") from fault


def _months_later(moment: datetime, months: int) -> datetime:
    """The same day so many months on, or the last day of a shorter month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1] if months else moment.day
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))
