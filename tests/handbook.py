"""`make handbook`: the buttons in docs/begeleider.md, and docs/acties.md, from the table itself."""

from collections.abc import Iterator
from typing import get_args

from bot.core.dossier import PICKED_UP, WITH_STAFF, Status
from bot.core.staff.table import NEW, Place, StaffAction, offered
from tests.play import ROOT, real_knowledge

PAGE, ALL = ROOT / "docs" / "begeleider.md", ROOT / "docs" / "acties.md"
BEGIN, END = "<!-- acties: make handbook -->", "<!-- einde acties -->"
PLACES: dict[Place, str] = {
    "nieuw": "Op een nieuwe kaart",
    "kaart": "Op jouw kaart",
    "stap": "Onder *Volgende stap*",
    "sluiten": "Onder *Rond af*",
    "meer": "Onder *Meer*",
    "moment": "Op hun moment, onder een bericht van de bot",
}
WHO = {
    "team": "elke begeleider",
    "eigenaar": "van wie het plan is",
    "gevraagde": "wie gevraagd is",
    "collega": "de collega die gevraagd is",
    "uitvoerder": "de collega van de afspraak",
    "coordinator": "de coördinator",
    "wijkregisseur": "de wijkregisseur",
}
TEXTS = real_knowledge().texts


def as_generated(page: str) -> str:
    """The handbook with the list as it must be. Raises ValueError when the marks are not there."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{PAGE.name} has no {BEGIN} … {END}")
    return "\n".join((f"{before}{BEGIN}", *_names(), f"{END}{after}"))


def all_actions() -> str:
    """The page with the whole table."""
    return "\n".join(("# Alle acties", *_tables(), ""))


def _names() -> Iterator[str]:
    """One line a place."""
    for place, heading in PLACES.items():
        names = " · ".join(_label(action) for action in offered(place))
        yield f"- {heading}: {names}"


def _tables() -> Iterator[str]:
    for place, heading in PLACES.items():
        yield f"\n## {heading}\n"
        yield "| knop | wie | wanneer | dan | invullen | de bewoner hoort het |"
        yield "| --- | --- | --- | --- | --- | --- |"
        yield from map(_row, offered(place))


def _row(action: StaffAction) -> str:
    cells = (
        _label(action),
        WHO[action.who],
        _when(action.before),
        action.after or "blijft",
        str(len(action.fields) or "niets"),
        "ja" if action.hears else "nee",
    )
    return f"| {' | '.join(cells)} |"


def _label(action: StaffAction) -> str:
    return TEXTS.label(action.name, naam="")


def _when(before: frozenset[Status]) -> str:
    if before == NEW:
        return "nog niet opgepakt"
    if before in (PICKED_UP, WITH_STAFF):
        return "na oppakken" if before == PICKED_UP else "altijd"
    return ", ".join(status for status in get_args(Status) if status in before)


def main() -> None:
    """Write them anew."""
    PAGE.write_text(as_generated(PAGE.read_text("utf-8")), "utf-8")
    ALL.write_text(all_actions(), "utf-8")


if __name__ == "__main__":
    main()
