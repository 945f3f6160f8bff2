"""Who takes part in a walk, and what they have to say."""

from dataclasses import replace
from functools import lru_cache

from bot.core.knowledge import Knowledge
from tests.core.paper import chat_of, real_knowledge

RESIDENTS = ("terminal:anna", "terminal:bram-b")
PHONES = {"terminal:anna": "0611111111", "terminal:bram-b": "0622222222"}
"""The numbers that they share with the button."""
TYPED = {"terminal:anna": "06 33333333", "terminal:bram-b": "06 44444444"}
"""The numbers that they type somewhere in their words."""

BEGELEIDERS = ("fatima", "marco", "els", "dewi")
COLLEAGUES = ("joost", "hanneke")
DIRECTOR = "ingrid"
DECIDERS = ("renske", "wim")
MEMBERS = (*BEGELEIDERS, "nadia", *COLLEAGUES, DIRECTOR, *DECIDERS)
TEAM = tuple(map(chat_of, (*BEGELEIDERS, "nadia")))
DECIDING = tuple(map(chat_of, DECIDERS))
ELSEWHERE = (*map(chat_of, (*COLLEAGUES, DIRECTOR)), *DECIDING)
STAFF = TEAM + ELSEWHERE

BUDGETS = {"noord": 120, "oost": 100}
"""What the wijken of the deciders may give in a year: so little that it runs out."""

IDEAS = (
    "straatfeest met bbq, za 12 juni in de kerkstraat",
    "een buurtmoestuin in het lindepark",
    "lantaarns een avond uit",
    "een speeltoestel op het plein",
    "een bankje op de molenweg",
    "een picknick met de straat in de spoorlaan",
)
IN_NOORD = (IDEAS[0], IDEAS[4])
"""Light ones, for which a contribution can be asked, of the same wijk."""
BEGINNINGS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (IDEAS, ()),
    (IDEAS, ("pak-op",) * 3),
    (IN_NOORD, ("pak-op", "vraag-budget") * 3),
    (IN_NOORD, ("pak-op", *("vraag-collega", "stuur-vraag") * 5, "maak-coalitie")),
)
"""The ideas with which a walk begins, and what staff do with them: nothing yet; all have somebody;
a wijk is asked for more than it has; several colleagues are asked about one plan."""
ANSWERS = (
    "kerkstraat",
    "60 mensen",
    "za 12 juni, 15 tot 22 uur",
    "weet ik niet",
    "nee",
    "oja er komt een band",
    "wanneer bellen jullie?",
    "asdfgh",
)
COMMANDS = ("/start", "/start wijk-noord", "/status", "/nieuw", "/stop", "/privacy", "/help", "/x")
STAFF_COMMANDS = (
    *("/mijn", "/help", "/antwoord", "/start", "/signaal", "/signalen", "/overzicht"),
    *("/budget", "/team", "/beslistafel", "/zoek bankje"),
)
DIGESTS = ("eigen", "teamoverleg", "wat-leeft-er")
FILLED_IN = {
    "moment": ("donderdag 10 tot 12 uur", "morgen tussen 13 en 15", "ooit"),
    "ander-moment": ("vrijdag 10 tot 12 uur", "ooit"),
    "dag": ("vrijdag", "over een week", "ooit"),
    "rust-tot": ("1 augustus", "over een maand", "ooit"),
    "aan": ("Els", "Marco", "niemand"),
    "naar": ("Els", "Dewi", "niemand"),
    "collega": ("Joost", "Hanneke", "Groen", "niemand"),
    "feit": ("Wat kost het?", "niets"),
    "wie-doet": ("de bewoner", "Joost", "ik", "Els"),
    "afspraak-dag": ("vrijdag", "over een maand", "ooit"),
    "afspraak": ("1", "2.", "geen"),
    "belang": ("groot", "klein", "geen idee"),
    "invloed": ("groot", "klein", "geen idee"),
    "sneltekst": ("Nog even geduld", "niets"),
    "bedrag": ("20", "100 euro", "€ 120", "veel"),
}
"""What is typed where any words will not do; elsewhere marked words are."""


@lru_cache
def town() -> Knowledge:
    """The content that is shipped, with these budgets."""
    knowledge = real_knowledge()
    poor = {w: knowledge.wijken[w].model_copy(update={"budget": n}) for w, n in BUDGETS.items()}
    return replace(knowledge, wijken={**knowledge.wijken, **poor})


def member_of(chat: str, knowledge: Knowledge) -> str:
    """The member whose chat this is; empty for a resident."""
    return next((m for m in knowledge.team if chat_of(m) == chat), "")


def name_of(chat: str) -> str:
    return chat.rpartition(":")[2].capitalize()
