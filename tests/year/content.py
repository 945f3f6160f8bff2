"""The content of the year: what is shipped, with a team that fits so many plans, and leave."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from bot.content import find_knowledge, load
from bot.core.knowledge import WEEKDAYS, Knowledge, Leave, Member

PLANS_EACH = 50
"""So many plans in a year are one begeleider's: about ten at a time, of which some rest."""
TO_A_COORDINATOR = 10
"""So many begeleiders have one coordinator."""
ROOM = 20
NAMES = (
    *("Anouk", "Bilal", "Carla", "Daan", "Emine", "Floris", "Greta", "Hassan", "Ilse", "Jaap"),
    *("Karin", "Lars", "Mina", "Niels", "Olga", "Pim", "Quinten", "Rosa", "Sami", "Tineke"),
    *("Umut", "Vera", "Wouter", "Yara", "Zoë", "Abel", "Britt", "Cem", "Dina", "Ewoud"),
)
"""Of those beyond the shipped team; after these they are numbered."""


@lru_cache
def shipped() -> Knowledge:
    """The content that is shipped, read once a process."""
    knowledge = load(find_knowledge())
    knowledge.matcher.match("een straatfeest in de kerkstraat")
    return knowledge


def knowledge_for(plans: int, seed: int, first: date) -> Knowledge:
    """The content from `first` on with so many plans a year; the same for the same arguments."""
    known = shipped()
    team = {member.id: member for member in _team(known, plans, Random(seed), first)}
    municipality = known.municipality.model_copy(update={"member_points": ROOM})
    return replace(known, team=team, municipality=municipality)


def _team(known: Knowledge, plans: int, random: Random, first: date) -> Iterator[Member]:
    """Those of the shipped team, and as many more begeleiders and coordinators as the plans ask
    for."""
    begeleiders = [m for m in known.team.values() if m.role == "begeleider"]
    more = max(0, plans // PLANS_EACH - len(begeleiders))
    newer = [_like(begeleiders[n % len(begeleiders)], n, random) for n in range(more)]
    first_coordinator = next(m for m in known.team.values() if m.role == "coordinator")
    numbers = range(more, more + more // TO_A_COORDINATOR)
    coordinators = [_like(first_coordinator, n, random) for n in numbers]
    everybody = [*known.team.values(), *newer, *coordinators]
    for member in everybody:
        others = [m.id for m in everybody if m.role == member.role and m.id != member.id]
        yield member.model_copy(update={"leave": tuple(_leave(others, random, first))})


def _like(member: Member, number: int, random: Random) -> Member:
    name = NAMES[number % len(NAMES)] + str(number // len(NAMES) or "")
    days = tuple(sorted(random.sample(WEEKDAYS[:5], random.choice((1, 1, 2)))))
    return member.model_copy(update={"id": f"lid-{number}", "name": name, "days": days})


def _leave(others: list[str], random: Random, first: date) -> Iterator[Leave]:
    """About five weeks, with a stand-in more often than not."""
    start = first
    for days in random.choice(((7, 14, 14), (21, 7, 7), (14, 19, 3))):
        start += timedelta(days=random.randint(20, 100))
        stand_in = random.choice(others) if others and random.random() < 0.7 else None
        yield Leave(van=start, tot_en_met=start + timedelta(days=days - 1), vervanger=stand_in)
        start += timedelta(days=days)
