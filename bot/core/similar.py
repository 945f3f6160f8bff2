"""Which other plan of the last year a plan is like: by what it is about, where, and its words.

The thresholds were measured on labelled sentences of residents (tests/core/test_similar.py): a
begeleider who is sent to a colleague for nothing looks no second time.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from rapidfuzz import fuzz

from bot.core.dossier import Dossier
from bot.core.matching import dutch
from bot.core.plan import Plan
from bot.core.readers.words import word_set

LAST_YEAR = timedelta(days=365)
SAME_STREET, SAME_WIJK = 40, 50
"""How alike the words must be (of 100) for two plans under the same rule."""
WITHOUT_RULE = 67
"""The same for two plans in one street of which no rule is known."""

_SHORTEST = 3
_SAYS_NOTHING = word_set(
    "een het van voor met bij aan naar over onder door die dat deze dit wij wil wilt willen graag "
    "mag mogen kan kunnen moet moeten zou zouden ons onze mijn jullie hier daar ook niet dan als "
    "hoe wat wie waar gemeente buurt straat wijk iets doen gaan maken organiseren krijgen komen "
    "zijn worden hebben"
)


def most_alike(plan: Plan, others: Iterable[Dossier], now: datetime) -> str | None:
    """The id of the plan that this one is most like, of those that were sent in the last year."""
    found = [
        (score, fuzz.ratio(plan.dossier.idea, other.idea), other.id)
        for other in others
        if other.id != plan.dossier.id and _is_recent(other, now)
        if (score := likeness(plan, Plan(other, plan.knowledge, plan.today))) > 0
    ]
    return max(found)[2] if found else None


def _is_recent(other: Dossier, now: datetime) -> bool:
    return other.sent_at is not None and now - other.sent_at <= LAST_YEAR


def likeness(plan: Plan, other: Plan) -> float:
    """How alike two plans are, up to 100; 0 when a begeleider would call them different."""
    needed = _needed(plan, other)
    if needed is None:
        return 0.0
    words = same_words(*(_without_place(p) for p in (plan, other)))
    return words if words >= needed else 0.0


def _needed(plan: Plan, other: Plan) -> int | None:
    """How alike their words must be, by what they are about and where; None when that differs."""
    street = _place(plan) is not None and _place(plan) == _place(other)
    wijk = plan.wijk is not None and plan.wijk == other.wijk
    if plan.no_rule and other.no_rule:
        return WITHOUT_RULE if street else None
    if plan.no_rule or other.no_rule or _rule(plan) != _rule(other):
        return None
    return SAME_STREET if street else SAME_WIJK if wijk else None


def _rule(plan: Plan) -> str:
    """The rule that the idea's words point to most."""
    return plan.dossier.recognised[0].rule


def _place(plan: Plan) -> str | None:
    return plan.at.place.name if plan.at else None


def _without_place(plan: Plan) -> str:
    """The idea without the words by which the place is known: those are compared by themselves."""
    place = plan.at.place if plan.at else None
    said = f"{place.name or ''} {place.words}" if place else ""
    gone = set(dutch.folded_words(said))
    return " ".join(w for w in dutch.folded_words(plan.dossier.idea) if w not in gone)


def same_words(one: str, other: str) -> float:
    """How much two ideas share of the words that say what they are about, up to 100."""
    return fuzz.token_set_ratio(_told(one), _told(other))


def _told(text: str) -> str:
    """The stems of the words that say something."""
    return " ".join(
        dutch.stem(word)
        for word in dutch.folded_words(text)
        if len(word) >= _SHORTEST and not word.isdigit() and word not in _SAYS_NOTHING
    )
