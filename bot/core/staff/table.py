"""Everything that a staff member can do with a plan: one table.

The buttons, the checks in the desk, /help, the handbook and the tests come from it. What must be
filled in stands by name in `core.staff.fields`, what an action does in `core.staff.acts`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from bot.core.agreements import of_member, of_others
from bot.core.budget import Purse
from bot.core.dossier import PICKED_UP, WITH_STAFF, Dossier, Status
from bot.core.knowledge import Member
from bot.core.plan import Plan
from bot.core.telling import wants_call

Who = Literal[
    "team", "eigenaar", "gevraagde", "collega", "uitvoerder", "coordinator", "wijkregisseur"
]
"""Whoever helps residents; the owner of the plan; whoever was asked to take it over; a colleague
who was asked something; a colleague who is to do something by an agreement; the coordinator; who
decides about the budget of its wijk."""

Place = Literal["nieuw", "kaart", "stap", "sluiten", "meer", "moment"]
"""Where its button stands: on the card before or after pick-up, under *Volgende stap*, *Rond af*
or *Meer*; or it is only offered at its moment, under a message of the bot."""

NEW: frozenset[Status] = frozenset({"ingediend"})
RUNNING: frozenset[Status] = PICKED_UP - {"rustend"}
NOT_DECIDING: frozenset[Status] = PICKED_UP - {"beslistafel"}


@dataclass(frozen=True)
class StaffAction:
    """One action, named as its button in the content.

    `who` may do it, from the statuses `before`. It leads to the status `after` (None leaves it, as
    it does for those in `keeps`). `fields` must be filled in first, one tap or one line each. The
    resident hears the text `hears`, if any; `line` stands on the timeline. `once`: only while no
    "nog geen nieuws" was said; `spoken`: only after a talk with the resident; `reached`: only
    after a person spoke with them or wrote; `light`: only for a plan that is light, in a wijk with
    enough budget left, that got nothing yet; `asked`: only while a contribution is asked for it.
    `answer` is the label of its button where the bot asked something. `told`: the resident was
    there. `agreed`: only while an agreement of somebody else than the resident is open. `knots`:
    not while it lies on the beslistafel with somebody who decides. `calls`: only for a resident
    who shared a number, or wants to be called.
    """

    name: str
    who: Who
    before: frozenset[Status]
    line: str
    after: Status | None = None
    keeps: frozenset[Status] = frozenset()
    fields: tuple[str, ...] = ()
    hears: str | None = None
    at: Place = "moment"
    once: bool = False
    spoken: bool = False
    reached: bool = False
    light: bool = False
    asked: bool = False
    answer: str | None = None
    told: bool = False
    agreed: bool = False
    knots: bool = False
    calls: bool = False

    @property
    def is_visible(self) -> bool:
        """Whether the resident may read its line: they took part in it, or heard of it. The name
        of a colleague elsewhere in the house they never read."""
        return self.who != "uitvoerder" and (self.told or self.hears is not None)


_TABLE = (
    # --- nobody has it yet
    StaffAction(
        "pak-op", "team", NEW, "opgepakt", "opgepakt", hears="bewoner.opgepakt", at="nieuw"
    ),
    StaffAction("geef-door", "eigenaar", NEW, "doorgegeven", at="nieuw"),
    StaffAction("kan-niet", "eigenaar", NEW, "kan niet", fields=("reden-niet",), at="nieuw"),
    StaffAction("wijs-toe", "coordinator", WITH_STAFF, "toegewezen", "ingediend", fields=("aan",)),
    # --- the six
    StaffAction(
        "gesproken",
        "eigenaar",
        PICKED_UP,
        "gesproken",
        "in-begeleiding",
        keeps=frozenset({"beslistafel"}),
        at="kaart",
        answer="ja-gesproken",
        told=True,
    ),
    StaffAction("antwoord", "eigenaar", PICKED_UP, "schrijft", at="kaart"),
    StaffAction("volgende-stap", "eigenaar", PICKED_UP, "kiest een volgende stap", at="kaart"),
    StaffAction(
        "vraag-collega",
        "eigenaar",
        PICKED_UP,
        "stelt een vraag op",
        fields=("collega",),
        at="kaart",
    ),
    StaffAction(
        "draag-over", "eigenaar", PICKED_UP, "vraagt een ander", fields=("naar",), at="kaart"
    ),
    StaffAction("rond-af", "eigenaar", PICKED_UP, "wil afronden", at="kaart"),
    StaffAction("meer", "eigenaar", PICKED_UP, "kijkt bij meer", at="kaart"),
    # --- speaking with the resident
    StaffAction(
        "bel-op",
        "eigenaar",
        PICKED_UP,
        "belt op",
        fields=("moment",),
        hears="bewoner.belt-op",
        at="stap",
        calls=True,
    ),
    StaffAction(
        "bezoek",
        "eigenaar",
        PICKED_UP,
        "stelt een bezoek voor",
        fields=("moment", "ander-moment"),
        hears="bewoner.bezoek",
        at="stap",
    ),
    StaffAction(
        "geen-gehoor",
        "eigenaar",
        PICKED_UP,
        "geen gehoor",
        hears="bewoner.geen-gehoor",
        calls=True,
    ),
    StaffAction("straks", "eigenaar", PICKED_UP, "belt straks"),
    StaffAction(
        "vraag-bewoner",
        "eigenaar",
        PICKED_UP,
        "vraagt de bewoner",
        fields=("vraag",),
        hears="bewoner.vraag-van-begeleider",
        at="stap",
    ),
    # --- how it stands
    StaffAction(
        "ik-bel-vandaag", "eigenaar", RUNNING, "belt vandaag", hears="bewoner.ik-bel-vandaag"
    ),
    StaffAction(
        "wacht-op-collega",
        "eigenaar",
        RUNNING,
        "wacht op een collega",
        fields=("dag",),
        hears="bewoner.wacht-op-collega",
        once=True,
    ),
    StaffAction(
        "kom-er-niet-aan-toe",
        "eigenaar",
        RUNNING,
        "komt er niet aan toe",
        hears="bewoner.kom-er-niet-aan-toe",
        once=True,
    ),
    StaffAction("er-is-nieuws", "eigenaar", PICKED_UP, "heeft nieuws"),
    # --- with colleagues
    StaffAction(
        "stuur-vraag",
        "eigenaar",
        PICKED_UP,
        "vroeg een collega",
        fields=("collega",),
        hears="bewoner.collega-gevraagd",
    ),
    StaffAction(
        "kopieer-vraag",
        "eigenaar",
        PICKED_UP,
        "vroeg een collega",
        fields=("collega",),
        hears="bewoner.collega-gevraagd",
    ),
    StaffAction(
        "pas-vraag-aan", "eigenaar", PICKED_UP, "past de vraag aan", fields=("collega", "vraag")
    ),
    StaffAction(
        "beantwoord",
        "collega",
        PICKED_UP,
        "antwoordt",
        fields=("collega-antwoord",),
    ),
    StaffAction("collega-antwoordde", "eigenaar", PICKED_UP, "collega antwoordde"),
    StaffAction(
        "neem-over", "gevraagde", PICKED_UP, "neemt het over", hears="bewoner.overgedragen"
    ),
    StaffAction("neem-niet-over", "gevraagde", PICKED_UP, "neemt het niet over"),
    # --- cutting the knot, and resting
    StaffAction(
        "zet-op-beslistafel",
        "eigenaar",
        PICKED_UP,
        "zet het op de beslistafel",
        "beslistafel",
        fields=("beslisvraag", "keuzes", "beslisser", "dag", "zeker"),
        hears="bewoner.beslistafel",
        at="stap",
        knots=True,
    ),
    StaffAction(
        "meld-besluit",
        "eigenaar",
        frozenset({"beslistafel"}),
        "er is besloten",
        "in-begeleiding",
        fields=("besluit", "wat-wel", "wat-niet", "zeker"),
        hears="bewoner.besluit",
        at="stap",
    ),
    StaffAction(
        "laat-rusten",
        "eigenaar",
        NOT_DECIDING - {"rustend"},
        "laat het rusten",
        "rustend",
        fields=("reden-rust", "rust-tot"),
        hears="bewoner.rust",
        at="stap",
    ),
    StaffAction(
        "ga-weer-verder",
        "eigenaar",
        frozenset({"rustend"}),
        "gaat weer verder",
        "in-begeleiding",
        hears="bewoner.weer-verder",
        at="stap",
    ),
    # --- snelteksten
    StaffAction("sneltekst", "eigenaar", PICKED_UP, "bekijkt een sneltekst", fields=("sneltekst",)),
    StaffAction("stuur-sneltekst", "eigenaar", PICKED_UP, "schrijft", fields=("bericht",)),
    StaffAction(
        "pas-sneltekst-aan", "eigenaar", PICKED_UP, "past een tekst aan", fields=("bericht",)
    ),
    # --- who stands beside it, and who is around it
    StaffAction(
        "krachtenveld",
        "eigenaar",
        PICKED_UP,
        "vult het krachtenveld aan",
        fields=("groep", "belang", "invloed", "spreekt-met"),
        at="meer",
    ),
    StaffAction(
        "ruggesteun", "eigenaar", PICKED_UP, "vraagt ruggesteun", fields=("steun",), at="meer"
    ),
    StaffAction("maak-coalitie", "eigenaar", PICKED_UP, "maakt een coalitie"),
    # --- afspraken
    StaffAction(
        "maak-afspraak",
        "eigenaar",
        PICKED_UP,
        "maakt een afspraak",
        fields=("wie-doet", "wat-doet", "afspraak-dag"),
        hears="bewoner.afspraak",
        at="stap",
    ),
    StaffAction(
        "vink-af",
        "eigenaar",
        PICKED_UP,
        "vinkt een afspraak af",
        fields=("afspraak",),
        hears="bewoner.afspraak-is-klaar",
        at="stap",
        agreed=True,
    ),
    StaffAction(
        "meld-klaar",
        "uitvoerder",
        PICKED_UP,
        "heeft een afspraak klaar",
        fields=("eigen-afspraak",),
        hears="bewoner.afspraak-is-klaar",
        agreed=True,
    ),
    # --- the fast lane: a small contribution to a light plan
    StaffAction(
        "vraag-budget",
        "eigenaar",
        PICKED_UP,
        "vraagt een bijdrage",
        fields=("bedrag",),
        at="stap",
        light=True,
    ),
    StaffAction(
        "trek-budget-in", "eigenaar", WITH_STAFF, "trekt de vraag in", at="stap", asked=True
    ),
    StaffAction(
        "geef-budget",
        "wijkregisseur",
        WITH_STAFF,
        "geeft een bijdrage",
        hears="bewoner.bijdrage",
        light=True,
        asked=True,
    ),
    StaffAction(
        "vraag-eerst-na",
        "wijkregisseur",
        WITH_STAFF,
        "vraagt eerst iets",
        fields=("navraag",),
        asked=True,
    ),
    StaffAction(
        "leg-budget-uit",
        "eigenaar",
        WITH_STAFF,
        "legt het uit",
        fields=("uitleg",),
        asked=True,
    ),
    # --- closing
    StaffAction(
        "gerealiseerd",
        "eigenaar",
        PICKED_UP,
        "gerealiseerd",
        "gerealiseerd",
        fields=("les",),
        hears="bewoner.gerealiseerd",
        at="sluiten",
        reached=True,
    ),
    StaffAction(
        "redt-het-zelf",
        "eigenaar",
        PICKED_UP,
        "de bewoner redt het zelf",
        "zelf-verder",
        hears="bewoner.redt-het-zelf",
        at="sluiten",
        reached=True,
    ),
    StaffAction(
        "sluit-plan",
        "eigenaar",
        PICKED_UP,
        "afgesloten",
        "afgesloten",
        fields=("reden-sluiten", "zeker"),
        hears="bewoner.afgesloten",
        at="sluiten",
    ),
    StaffAction(
        "niet-gelukt",
        "eigenaar",
        PICKED_UP,
        "niet gelukt",
        "niet-gelukt",
        fields=(
            "waarom-niet",
            "feiten-niet",
            "wat-zou-wel",
            "waar-anders",
            "wie-legt-uit",
            "zeker",
        ),
        hears="bewoner.niet-gelukt",
        at="sluiten",
        spoken=True,
    ),
    # --- knowing
    StaffAction(
        "vul-feit-in", "eigenaar", PICKED_UP, "feit", fields=("feit", "feit-tekst"), at="meer"
    ),
    StaffAction("toon-kaart", "eigenaar", WITH_STAFF, "bekijkt de kaart"),
    StaffAction("lees-alles", "team", WITH_STAFF, "leest alles", at="meer"),
)

ACTIONS: dict[str, StaffAction] = {action.name: action for action in _TABLE}

OPENING = frozenset(
    {
        "volgende-stap",
        "meer",
        "rond-af",
        "antwoord",
        "toon-kaart",
        "lees-alles",
        "er-is-nieuws",
        "sneltekst",
    }
)
"""Actions that only open something: the buttons beside theirs can still be tapped."""

LOOKING = OPENING | {"beantwoord", "pas-sneltekst-aan"}
"""Actions that change nothing of the plan, so no line of theirs stands on the timeline."""

SPEAKING = frozenset({"stuur-sneltekst"})
"""Actions that relay words: the words themselves stand on the timeline, and the card is shown."""


def refusal(
    wanted: StaffAction,
    plan: Plan,
    member: Member,
    acts_for: Collection[str] = (),
    purse: Purse | None = None,
) -> str | None:
    """Why this member may not do this now: the name of a text, or None when they may. `acts_for`
    are the members for whom they stand in today; `purse` is what the wijk of the plan can give,
    and without one nothing is given."""
    dossier = plan.dossier
    if not dossier.is_open or not dossier.with_staff:
        return "team.al-afgesloten"
    if dossier.status not in wanted.before:
        if dossier.status in NEW:
            return "team.eerst-oppakken"
        return "team.was-eerst" if wanted.before == NEW else "team.kan-nu-niet"
    is_owner = dossier.owner == member.id or dossier.owner in acts_for
    return (
        _wrong_person(wanted.who, plan, member, is_owner=is_owner)
        or _too_early(wanted, dossier)
        or _not_now(wanted, plan)
        or _no_budget(wanted, plan, purse)
    )


def _wrong_person(who: Who, plan: Plan, member: Member, *, is_owner: bool) -> str | None:
    dossier = plan.dossier
    match who:
        case "eigenaar" if not is_owner:
            return "team.niet-van-jou"
        case "gevraagde" if dossier.offered_to != member.id:
            return "team.niet-aan-jou-gevraagd"
        case "collega" if not _was_asked(dossier, member):
            return "team.niet-aan-jou-gevraagd"
        case "uitvoerder" if not of_member(dossier, member):
            return "team.niet-aan-jou-gevraagd"
        case "coordinator" if member.role != "coordinator":
            return "team.alleen-coordinator"
        case "wijkregisseur" if member.role != "wijkregisseur" or not member.is_in(plan.wijk):
            return "team.alleen-wijkregisseur"
        case "team" if not member.helps:
            return "team.alleen-begeleiders"
    return None


def _was_asked(dossier: Dossier, member: Member) -> bool:
    """Whether a colleague elsewhere in the house was asked something about this plan."""
    return any(asked.contact == member.contact for asked in dossier.asked)


def _too_early(wanted: StaffAction, dossier: Dossier) -> str | None:
    if wanted.once and dossier.no_news_said:
        return "team.al-gezegd"
    if wanted.spoken and dossier.talked_at is None:
        return "team.eerst-gesproken"
    if wanted.reached and dossier.spoken_at is None:
        return "team.eerst-contact"
    if wanted.agreed and not of_others(dossier):
        return "team.geen-afspraak-open"
    return None


def _not_now(wanted: StaffAction, plan: Plan) -> str | None:
    if wanted.knots and plan.dossier.is_decided_by_somebody:
        return "team.kan-nu-niet"
    if wanted.calls and not wants_call(plan) and not _comes_by(wanted, plan.dossier):
        return "team.wil-geschreven"
    return None


def _comes_by(wanted: StaffAction, dossier: Dossier) -> bool:
    """Whether there is a visit at which nobody may be at home."""
    return wanted.name == "geen-gehoor" and dossier.visit is not None


def _no_budget(wanted: StaffAction, plan: Plan, purse: Purse | None) -> str | None:
    """Why nothing can be asked or given from the budget of the wijk."""
    dossier = plan.dossier
    wants = wanted.light or wanted.asked
    if wants and dossier.granted is not None:
        return "team.budget-al-gegeven"
    if wants and (dossier.asked_budget is not None) is not wanted.asked:
        return "team.budget-niet-gevraagd" if wanted.asked else "team.budget-al-gevraagd"
    if not wanted.light:
        return None
    if not plan.is_light:
        return "team.budget-niet-licht"
    if purse is None:
        return "team.budget-geen"
    needed = dossier.asked_budget.euros if dossier.asked_budget else 1
    return "team.budget-te-weinig" if purse.left < needed else None


def offered(at: Place) -> list[StaffAction]:
    """The actions of one place, in the order of the table."""
    return [action for action in ACTIONS.values() if action.at == at]
