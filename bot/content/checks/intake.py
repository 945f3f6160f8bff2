"""The intake: conditions that can hold, questions in order, answers to choose from."""

from collections.abc import Iterator
from math import inf, isnan

from bot.content.checks.conditions import (
    all_conditions,
    clashing,
    compares,
    condition_lists,
    question_conditions,
    subjects,
)
from bot.content.checks.registry import check, unknown
from bot.content.draft import Draft, Found
from bot.content.fault import Fault
from bot.core.intake import CALL
from bot.core.knowledge import Choice, Condition, Question

_NEVER = "Deze voorwaarden gaan nooit samen."
_PICK_ONE = "Haal er één weg, of maak er twee stukken van."

_NO_NUMBER = ("Dit is geen getal.", "Vul een getal in.")

_COUNTED = ("aantal", "bedrag", "maat")
"""The kinds of questions of which the answer is a number."""


@check
def conditions_say_something(draft: Draft) -> Iterator[Fault]:
    """A condition is about something; a comparison and an answer belong together."""
    for found in all_conditions(draft):
        condition = found.value
        if not subjects(condition) and not compares(condition):
            yield found.fault(
                "Deze voorwaarde zegt niet waarover hij gaat.",
                "Noem een antwoord, onderdeel, thema, regel of gewicht.",
            )
        elif compares(condition) and condition.answer is None:
            yield found.fault("Hier ontbreekt welk antwoord je bedoelt.", "Voeg toe: antwoord: …")
        elif condition.answer is not None and not compares(condition):
            yield found.part(condition.answer, "antwoord").fault(
                "Hier ontbreekt wat het antwoord moet zijn.",
                "Voeg toe: is, een_van, minstens, hoogstens of bekend.",
            )


@check
def comparisons_can_hold(draft: Draft) -> Iterator[Fault]:
    """`minstens` is no more than `hoogstens`, and both are numbers."""
    for found in all_conditions(draft):
        low, high = found.value.at_least, found.value.at_most
        for limit, key in ((low, "minstens"), (high, "hoogstens")):
            if limit is not None and isnan(limit):
                yield found.part(limit, key).fault(*_NO_NUMBER)
        if low is not None and high is not None and low > high:
            yield found.part(low, "minstens").fault(
                f"Minstens {low:g} en hoogstens {high:g} kan niet allebei.", "Draai ze om."
            )


@check
def conditions_do_not_exclude_each_other(draft: Draft) -> Iterator[Fault]:
    for conditions in condition_lists(draft):
        for found in clashing(conditions):
            yield found.fault(_NEVER, _PICK_ONE)


@check
def compared_answers_exist(draft: Draft) -> Iterator[Fault]:
    """`is` and `een_van` name answers that the question offers."""
    questions = {question.value.id: question.value for question in draft.questions}
    for found in all_conditions(draft):
        question = questions.get(found.value.answer or "")
        if question is not None:
            wanted = found.parts(found.value.one_of, "een_van")
            if found.value.equals is not None:
                wanted.append(found.part(found.value.equals, "is"))
            yield from unknown(wanted, _answers(question, draft), "antwoord")


@check
def only_numbers_are_compared_with_limits(draft: Draft) -> Iterator[Fault]:
    """`minstens` and `hoogstens` belong to people, hours, amounts and sizes."""
    kinds = {question.value.id: question.value.kind for question in draft.questions}
    for found in all_conditions(draft):
        limited = found.value.at_least is not None or found.value.at_most is not None
        kind = kinds.get(found.value.answer or "", "aantal")
        if limited and kind not in (*_COUNTED, "moment"):
            yield found.fault(
                f"Het antwoord '{found.value.answer}' is geen getal.",
                "Gebruik is of een_van, of kies een vraag naar een aantal of een moment.",
            )


@check
def questions_look_back_only(draft: Draft) -> Iterator[Fault]:
    """A question may depend on what was asked before it, not on itself or on what comes later."""
    places = {question.value.id: place for place, question in enumerate(draft.questions)}
    ticks = next((q.value.id for q in draft.questions if q.value.kind == "vinklijst"), None)
    for place, conditions in question_conditions(draft):
        for found in conditions:
            needed = found.value.answer or (ticks if found.value.option else None)
            if needed is not None and places.get(needed, -1) >= place:
                yield found.fault(
                    f"De vraag '{needed}' is dan nog niet gesteld.",
                    f"Zet deze vraag na '{needed}', of gebruik gehoord.",
                )


@check
def light_plans_fit_the_limit(draft: Draft) -> Iterator[Fault]:
    """When a light plan always gets more questions than it may, one of them is never asked."""
    always = [q for q in draft.questions if _always_for_light(q.value)]
    limit = draft.limits.value.light
    if len(always) > limit:
        least = min(always, key=lambda q: q.value.importance)
        yield draft.limits.part(limit, "licht").fault(
            f"Een licht plan krijgt altijd {len(always)} vragen en mag er {limit}."
            f" De vraag '{least.value.id}' wordt dan nooit gesteld.",
            "Geef die vraag een alleen_als, of haal hem weg.",
        )


@check
def limits_leave_room(draft: Draft) -> Iterator[Fault]:
    """At least one question may be asked."""
    limits = draft.limits.value
    named = {"licht": limits.light, "anders": limits.other, "geen_regel": limits.no_rule}
    for key, limit in named.items():
        if limit < 1:
            yield draft.limits.part(limit, key).fault(
                "Zo stelt de bot geen vraag.", "Kies 1 of meer."
            )


@check
def sizes_have_a_unit(draft: Draft) -> Iterator[Fault]:
    """A question after a size says in which unit, and no other question does."""
    for question in draft.questions:
        kind, unit = question.value.kind, question.value.unit
        if kind == "maat" and unit is None:
            yield question.fault(
                f"De vraag '{question.value.id}' heeft geen eenheid.", "Voeg toe: eenheid: m2"
            )
        elif kind != "maat" and unit is not None:
            yield question.part(unit, "eenheid").fault(
                "Een eenheid hoort alleen bij soort: maat.", "Haal hem weg, of kies soort: maat."
            )


@check
def closed_questions_offer_choices(draft: Draft) -> Iterator[Fault]:
    """A choice has something to choose, and *bellen* a way to say no."""
    for question in draft.questions:
        if question.value.kind not in ("keuze", "bellen"):
            continue
        if not question.value.choices:
            remedy = "Voeg toe: keuzes: met minstens één keuze."
            yield question.fault(f"De vraag '{question.value.id}' heeft geen keuzes.", remedy)
        for variant in question.parts(question.value.variants, "varianten"):
            if variant.value.choices == ():
                yield variant.fault("Deze variant heeft geen keuzes.", "Haal keuzes hier weg.")


@check
def choices_of_a_number_have_one(draft: Draft) -> Iterator[Fault]:
    """Each ready answer to *how many* or *how big* says which number it means."""
    for question in draft.questions:
        for choice in _choices(question):
            low, high = choice.value.low, choice.value.high
            for number, key in ((low, "laag"), (high, "hoog")):
                if number is not None and not 0 <= number < inf:
                    yield choice.part(number, key).fault(*_NO_NUMBER)
            if question.value.kind in _COUNTED and low is None:
                yield choice.fault("Deze keuze heeft geen getal.", "Voeg toe: laag: 1")
            elif low is not None and high is not None and low > high:
                yield choice.fault(f"{low:g} is meer dan {high:g}.", "Draai laag en hoog om.")


def _choices(question: Found[Question]) -> Iterator[Found[Choice]]:
    """The ready answers of a question, and those of its variants."""
    yield from question.parts(question.value.choices, "keuzes")
    for variant in question.parts(question.value.variants, "varianten"):
        yield from variant.parts(variant.value.choices or (), "keuzes")


def _answers(question: Question, draft: Draft) -> set[str]:
    if question.kind == "vinklijst":
        return {option.value.id for option in draft.options}
    choices = [*question.choices, *(c for v in question.variants for c in v.choices or ())]
    return {choice.id for choice in choices} | ({CALL} if question.kind == "bellen" else set())


def _always_for_light(question: Question) -> bool:
    unasked = question.when_it_counts  # then it is not always asked
    return not unasked and all(_surely_light(condition) for condition in question.only_if)


def _surely_light(condition: Condition) -> bool:
    """Whether this holds for every light plan: only weight and "no rule" are known of those."""
    if not subjects(condition) <= {"weight", "no_rule"}:
        return False
    holds = condition.weight in (None, "licht") and condition.no_rule is not True
    return holds != condition.inverted
