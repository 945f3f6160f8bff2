"""What the idea sentence says of itself: its rules and themes, and the answers it holds."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from bot.core.dossier import Answer, At, HowMany, HowMuch, Measured, Picked, Recognised, When
from bot.core.knowledge import Knowledge, Option
from bot.core.matching import Outcome, Scored, dutch
from bot.core.readers.amount import find_amount
from bot.core.readers.count import find_count
from bot.core.readers.measure import find_measure
from bot.core.readers.moment import find_moment
from bot.core.readers.place import find_place

NEAR_THE_BEST = 0.75
AT_MOST = 3
MOST_OPTIONS = 8
WORD = re.compile(r"[\w'’-]+")


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


HEARD = frozenset({"plek", "moment", "aantal", "bedrag", "maat", "vinklijst"})
"""The kinds of questions to which an idea sentence may hold the answer."""


def hear(
    idea: str, recognised: tuple[Recognised, ...], knowledge: Knowledge, today: date
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
            case "bedrag":
                amount = find_amount(idea)
                heard[question.id] = HowMuch(amount=amount) if amount else None
            case "maat" if question.unit is not None:
                measure = find_measure(idea, question.unit)
                heard[question.id] = Measured(measure=measure) if measure else None
            case "vinklijst":
                named = options_named(idea, _offered(recognised, knowledge))
                heard[question.id] = Picked(options=named) if named else None
            case _:
                pass
    return {question: answer for question, answer in heard.items() if answer is not None}


def _offered(recognised: tuple[Recognised, ...], knowledge: Knowledge) -> list[Option]:
    rules = [r.rule for r in recognised]
    return options_for(rules, themes_of(recognised, knowledge), knowledge)


def options_for(rules: Iterable[str], themes: Iterable[str], knowledge: Knowledge) -> list[Option]:
    """The tick list of a plan."""
    return list_of_options(rules, themes, knowledge.options.values())


def list_of_options(
    rules: Iterable[str], themes: Iterable[str], options: Collection[Option]
) -> list[Option]:
    """What the recognised rules ask for, then the list of the first theme that has one; not more
    than a thumb can oversee."""
    wanted = set(rules)
    by_rule = [o for o in options if wanted.intersection(o.rules)]
    lists = ([o for o in options if theme in o.themes] for theme in themes)
    by_theme: list[Option] = next((found for found in lists if found), [])
    return list({o.id: o for o in [*by_rule, *by_theme]}.values())[:MOST_OPTIONS]


def options_named(idea: str, offered: Iterable[Option]) -> tuple[str, ...]:
    """The offered options of which a word stands in the idea, as a word of its own, in the plural
    or as a diminutive too."""
    said = _as_stems(idea)
    return tuple(o.id for o in offered if any(_as_stems(word) in said for word in o.words))


def words_for(option: Option, idea: str) -> tuple[str, ...]:
    """The words of the idea, as they were typed, that name this option."""
    typed = WORD.findall(idea)
    stems = [dutch.stem(dutch.fold(word)) for word in typed]
    found = []
    for words in option.words:
        wanted = _as_stems(words).split()
        for start in range(len(typed) - len(wanted) + 1):
            if wanted and stems[start : start + len(wanted)] == wanted:
                found.append(" ".join(typed[start : start + len(wanted)]))
    return tuple(dict.fromkeys(found))


def _as_stems(text: str) -> str:
    return f" {' '.join(dutch.stem(dutch.fold(word)) for word in WORD.findall(text))} "
