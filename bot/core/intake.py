"""The intake: which question comes next, and what a typed answer to it means.

Position is derived: the next question is the first that applies and has no answer. A question that
is added to the content today reaches running dossiers; going back removes an answer.
"""

from datetime import date

from bot.core.conditions import all_hold
from bot.core.dossier import (
    Answer,
    At,
    Chosen,
    HowMany,
    HowMuch,
    Measured,
    Named,
    Picked,
    Unknown,
    When,
    Words,
)
from bot.core.knowledge import Choice, Option, Question
from bot.core.open_ends import counts
from bot.core.plan import Plan
from bot.core.readers.amount import Amount, read_amount
from bot.core.readers.choice import read_choice, read_choices
from bot.core.readers.count import Count, read_count
from bot.core.readers.measure import Measure, read_measure
from bot.core.readers.moment import Moment, read_moment
from bot.core.readers.name import read_name
from bot.core.readers.place import read_place
from bot.core.readers.yesno import read_yes_no, reads_as_unknown
from bot.core.recognise import options_for

CALL = "bellen"
"""The answer to *bellen* of somebody who shared a number."""


def questions_of(plan: Plan) -> list[Question]:
    """The questions that this plan is asked: those that apply, in order, the most important ones
    when there are more than the limit. What was answered stays."""
    wanted = [q for q in plan.knowledge.questions if is_asked(q, plan)]
    answered = {q.id for q in wanted if q.id in plan.dossier.answers}
    open_ones = [q for q in wanted if q.id not in answered]
    room = max(limit_of(plan) - len(answered), 0)
    kept = {q.id for q in sorted(open_ones, key=lambda q: -q.importance)[:room]}
    return [q for q in wanted if q.id in answered or q.id in kept]


def limit_of(plan: Plan) -> int:
    limits = plan.knowledge.limits
    if plan.no_rule:
        return limits.no_rule
    return limits.light if plan.is_light else limits.other


def is_asked(question: Question, plan: Plan) -> bool:
    """Whether the question applies, and the idea sentence has not answered it whole."""
    if question.id in plan.dossier.answers:
        return True
    if question.kind == "vinklijst":
        return bool(options_of(plan))
    heard = plan.dossier.heard.get(question.id)
    if all_hold(question.only_if, plan) is False or is_whole(question, heard, plan):
        return False
    return not question.when_it_counts or counts(question, plan)


def is_whole(question: Question, answer: Answer | None, plan: Plan) -> bool:
    """A moment of an event is whole only with its hours; anything else as soon as it is known."""
    if isinstance(answer, When) and plan.themes.intersection(question.times_for):
        return answer.moment.start is not None
    return answer is not None


def next_question(plan: Plan) -> Question | None:
    """The question to ask now; None when everything was asked."""
    if plan.dossier.revising:
        return question_by_id(plan, plan.dossier.revising)
    answers = plan.dossier.answers
    return next((q for q in questions_of(plan) if q.id not in answers), None)


def previous_question(plan: Plan) -> Question | None:
    """The question that was answered last before the present one, in the order of the intake."""
    present = next_question(plan)
    before = []
    for question in questions_of(plan):
        if present is not None and question.id == present.id:
            break
        before.append(question)
    return before[-1] if before else None


def progress(plan: Plan, question: Question) -> tuple[int, int]:
    """ "Vraag 3 van 7": computed from what still applies."""
    asked = questions_of(plan)
    place = next((n for n, q in enumerate(asked, 1) if q.id == question.id), len(asked))
    return place, len(asked)


def question_by_id(plan: Plan, ident: str) -> Question | None:
    return next((q for q in plan.knowledge.questions if q.id == ident), None)


def options_of(plan: Plan) -> list[Option]:
    """The lines of the tick list for this plan; what was ticked already is always among them."""
    offered = options_for(plan.reasons, plan.dossier.themes, plan.knowledge)
    kept = [o for o in plan.ticked if o not in offered]
    return [*offered, *kept]


def wording(question: Question, plan: Plan) -> tuple[str, tuple[Choice, ...]]:
    """The words and ready answers of a question for this plan."""
    for variant in question.variants:
        if all_hold(variant.only_if, plan) is True:
            return variant.ask, question.choices if variant.choices is None else variant.choices
    return question.ask, question.choices


def read_answer(question: Question, text: str, plan: Plan, today: date) -> Answer | None:
    """What a typed answer means; None when it is not understood."""
    labels = [choice.label for choice in wording(question, plan)[1]]
    if reads_as_unknown(text) and text.strip().casefold() not in map(str.casefold, labels):
        return Unknown()
    match question.kind:
        case "plek":
            place = read_place(text, plan.knowledge.municipality.wijken)
            return At(place=place) if place else None
        case "moment":
            return _read_when(question, text, plan, today)
        case "aantal":
            count = read_count(text)
            return _pressed(question, text, plan) or (HowMany(count=count) if count else None)
        case "bedrag":
            amount = read_amount(text)
            return _pressed(question, text, plan) or (HowMuch(amount=amount) if amount else None)
        case "maat":
            return _pressed(question, text, plan) or _read_measured(question, text)
        case "vinklijst":
            return _read_picked(text, options_of(plan))
        case "keuze":
            return _read_chosen(text, wording(question, plan)[1])
        case "naam":
            name = read_name(text)
            return Named(name=name) if name else None
        case "bellen":
            return _read_call(text, question.choices)
        case "open":
            return Words(text=text)


def _read_when(question: Question, text: str, plan: Plan, today: date) -> Answer | None:
    """A moment; hours alone complete a day that was said before."""
    moment = read_moment(text, today)
    if moment is None:
        return None
    before = plan.answer(question.id)
    if isinstance(before, When):
        moment = _completed(before.moment, moment)
    return When(moment=moment)


def _completed(before: Moment, now: Moment) -> Moment:
    """What was said now, filled up with the day that was said before."""
    if now.day or now.month or now.period:
        return now
    said = {"start": now.start, "end": now.end, "words": now.words}
    return before.model_copy(update=said)


def _pressed(question: Question, text: str, plan: Plan) -> Answer | None:
    """A ready answer whose label was typed."""
    choices = wording(question, plan)[1]
    label = next((c for c in choices if c.label.casefold() == text.casefold()), None)
    return choice_answer(question, label) if label else None


def _read_measured(question: Question, text: str) -> Answer | None:
    measure = read_measure(text, question.unit) if question.unit else None
    return Measured(measure=measure) if measure else None


def _read_picked(text: str, options: list[Option]) -> Answer | None:
    picked = read_choices(text, [o.label for o in options])
    return None if picked is None else Picked(options=tuple(options[i].id for i in picked))


def _read_chosen(text: str, choices: tuple[Choice, ...]) -> Answer | None:
    """A choice by number or label; a plain yes is the first choice, a plain no the last."""
    found = read_choice(text, [c.label for c in choices])
    if found is None:
        yes = read_yes_no(text)
        found = None if yes is None else (0 if yes else len(choices) - 1)
    return None if found is None else Chosen(option=choices[found].id)


def _read_call(text: str, choices: tuple[Choice, ...]) -> Answer | None:
    """Only "no" can be typed: a number comes from the button that shares it."""
    found = read_choice(text, [c.label for c in choices])
    if found is not None or read_yes_no(text) is False:
        return Chosen(option=choices[found or 0].id)
    return None


def choice_answer(question: Question, choice: Choice) -> Answer:
    """The answer that a pressed choice stands for."""
    low, high, words = choice.low or 0, choice.high, choice.label
    whole = int(low), None if high is None else int(high)
    match question.kind:
        case "aantal":
            return HowMany(count=Count(low=whole[0], high=whole[1], words=words))
        case "bedrag":
            return HowMuch(amount=Amount(low=whole[0], high=whole[1], words=words))
        case "maat" if question.unit is not None:
            unit = question.unit
            return Measured(measure=Measure(low=low, high=high, unit=unit, words=words))
        case _:
            return Chosen(option=choice.id)
