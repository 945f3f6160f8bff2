"""What the idea sentence says of itself: its rules and themes, and the answers it holds."""

from datetime import date

from bot.core.dossier import Answer, At, HowMany, Picked, Recognised, When
from bot.core.knowledge import Knowledge
from bot.core.matching import Outcome, Scored
from bot.core.readers.count import find_count
from bot.core.readers.moment import find_moment
from bot.core.readers.place import find_place

NEAR_THE_BEST = 0.75
AT_MOST = 3


def rules_that_explain(outcome: Outcome) -> tuple[Recognised, ...]:
    """The best rule, and the ones near it that explain words which no better rule explained."""
    chosen: list[Scored] = []
    explained: set[str] = set()
    best = outcome.rules[0].score if outcome.rules else 0.0
    for scored in outcome.rules:
        new = set(scored.why) - explained
        if scored.score >= best * NEAR_THE_BEST and (new or not chosen):
            chosen.append(scored)
            explained |= new
    return tuple(Recognised(rule=s.id, score=s.score, why=s.why) for s in chosen[:AT_MOST])


def themes_of(recognised: tuple[Recognised, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """The themes of the recognised rules, best first."""
    rules = (knowledge.rules[r.rule] for r in recognised if r.rule in knowledge.rules)
    return tuple(dict.fromkeys(theme for rule in rules for theme in rule.themes))


def hear(
    idea: str, themes: tuple[str, ...], knowledge: Knowledge, today: date
) -> dict[str, Answer]:
    """The answers that the idea sentence gives, by question. What it says is not asked."""
    heard: dict[str, Answer | None] = {}
    for question in knowledge.questions:
        match question.kind:
            case "plek":
                place = find_place(idea, knowledge.municipality.wijken)
                heard[question.id] = At(place=place) if place else None
            case "moment":
                moment = find_moment(idea, today)
                heard[question.id] = When(moment=moment) if moment else None
            case "aantal":
                count = find_count(idea)
                heard[question.id] = HowMany(count=count) if count else None
            case "vinklijst":
                named = options_named(idea, themes, knowledge)
                heard[question.id] = Picked(options=named) if named else None
            case _:
                pass
    return {question: answer for question, answer in heard.items() if answer is not None}


def options_named(idea: str, themes: tuple[str, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """The options of the tick list whose words stand in the idea."""
    said = f" {idea.casefold()} "
    return tuple(
        option.id
        for option in knowledge.options.values()
        if set(option.themes) & set(themes) and any(w.casefold() in said for w in option.words)
    )
