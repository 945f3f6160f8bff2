"""Three days in which the program was away: one overview for each person, no storm."""

from collections import Counter
from datetime import timedelta
from typing import Any

from tests.play import Demo

PEOPLE = ("Samira", "Karim", "Noor", "Pieter", "Yara", "Anna")


def plan_of(demo: Demo, who: str) -> None:
    """A straatfeest of this resident, sent to the team."""
    demo.bewoner("/start", who=who)
    demo.bewoner("straatfeest met bbq, za 12 juni in de kerkstraat", who=who)
    while "Verstuur naar een begeleider" not in demo.labels("bewoner", who):
        if "Hoe mogen we je noemen?" in demo.last("bewoner", who)["text"]:
            demo.bewoner(who, who=who)
        else:
            demo.bewoner(press="Weet ik nog niet", who=who)
    demo.bewoner(press="Verstuur naar een begeleider", who=who)


def away(demo: Demo, days: float) -> None:
    """Time goes by, and nobody looks; then the program is back."""
    house = demo.house
    moment = house.clock() + timedelta(days=days)
    demo.run(house.works.database.run(house.clock.set, moment))
    demo.advance("PT1S")


def came(demo: Demo, duration: str) -> list[dict[str, Any]]:
    """The messages of this time, card changes left out."""
    return [one for one in demo.advance(duration) if one.get("event") is None]


def test_after_an_outage_everybody_gets_one_overview_and_no_reminder_for_each_plan() -> None:
    with Demo("2027-05-11T10:00", with_group=False) as demo:
        for who in PEOPLE:
            plan_of(demo, who)
        demo.advance("PT1H")
        away(demo, 7)
        told = came(demo, "PT3H")
    staff = Counter(one["who"] for one in told if one["to"] == "begeleider")
    assert staff
    assert max(staff.values()) == 1
    assert all(one["text"].startswith("Hoi ") for one in told if one["to"] == "begeleider")
    minutes = {one["at"] for one in told if one["to"] == "begeleider"}
    assert len(minutes) == len(staff), "spread over the hour"


def test_what_was_left_out_stands_on_the_timeline_with_its_reason() -> None:
    with Demo("2027-05-11T10:00", with_group=False) as demo:
        plan_of(demo, "Samira")
        demo.advance("PT1H")
        away(demo, 7)
        demo.advance("PT3H")
        demo.begeleider("nadia", "/dossier VB-2027-0001")
        demo.begeleider("nadia", "/dossier VB-2027-0001")
        told = "\n".join(one["text"] for one in demo.seen_by("begeleider", "Nadia"))
    assert "vervallen na storing" in told


def test_a_resident_hears_at_most_one_late_reminder_a_day() -> None:
    with Demo("2027-05-11T10:00", with_group=False) as demo:
        plan_of(demo, "Samira")
        demo.begeleider("fatima", press="Ik pak dit op")
        demo.advance("PT1H")
        away(demo, 14.9)
        first = [one for one in came(demo, "PT8H") if one["to"] == "bewoner"]
        later = [one for one in came(demo, "P2D") if one["to"] == "bewoner"]
    assert len(first) == 1
    assert later


def test_a_quiet_weekend_is_no_outage() -> None:
    with Demo("2027-05-07T10:00", with_group=False) as demo:
        plan_of(demo, "Samira")
        told = came(demo, "P7D")
    assert any("Wie pakt dit op?" in one["text"] for one in told if one["to"] == "begeleider")
