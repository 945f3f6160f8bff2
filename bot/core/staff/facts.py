"""The five facts (A&O fonds): homework of the begeleider to win colleagues.

They are never a questionnaire for the resident. They fill themselves from what was said; the
begeleider can add a line.
"""

from collections.abc import Mapping

from bot.core.plan import Plan
from bot.core.telling import answered, told

FACTS = ("kosten", "waarom", "duur", "partijen", "gemeente")
"""What it costs, what it yields, how long it takes, which parties, what the municipality does."""


def five_facts(plan: Plan) -> Mapping[str, str]:
    """Each fact in a few words; empty when nobody said anything of it yet."""
    said = {q.id: told(q, a, plan) for q, a in answered(plan)}
    costs = dict.fromkeys(plan.texts.render(r.costs) for r in plan.rules if r.costs)
    contacts = dict.fromkeys(plan.knowledge.contacts[r.contact].name for r in plan.rules)
    found = {
        "kosten": " ".join([*_said_of(plan, "bedrag"), *costs]),
        "waarom": said.get("waarom", ""),
        "duur": "; ".join(_said_of(plan, "moment", "dagen", "uren")),
        "partijen": "; ".join(p for p in (said.get("mensen", ""), said.get("buren", "")) if p),
        "gemeente": ", ".join(contacts),
    }
    return {fact: plan.dossier.facts.get(fact) or found[fact] for fact in FACTS}


def missing(plan: Plan) -> list[str]:
    """The facts of which nothing is known yet."""
    return [fact for fact, words in five_facts(plan).items() if not words]


def _said_of(plan: Plan, *kinds: str) -> list[str]:
    """What was said to the questions of these kinds or units."""
    said = [told(q, a, plan) for q, a in answered(plan) if {q.kind, q.unit}.intersection(kinds)]
    return [words for words in said if words]
