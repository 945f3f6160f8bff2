"""What the program makes of one sentence, told to an editor: what is found and why, what goes out
to the resident, and where a plan begins which answer follows. Nothing is stored.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, time

from bot.core.decide import decide
from bot.core.decision import Decision, Send
from bot.core.dossier import Answer, Chosen, Dossier, Person, Picked
from bot.core.happenings import Origin, Said
from bot.core.intake import options_of, question_by_id, questions_of, read_answer
from bot.core.knowledge import Knowledge, Question
from bot.core.matching import Outcome, Scored
from bot.core.plan import Plan
from bot.core.resident.asking import MOST_CHOICES
from bot.core.scene import Scene
from bot.core.situation import Situation
from bot.core.telling import answered, term, told, told_or_open
from bot.core.telling import tell_verdict as resident_reads
from bot.core.texts import plain
from bot.core.verdict import Task, judge
from bot.core.writing import enumerate_nl, write_day

INDENT = "  "
RESIDENT = "proef"
ON_ONE_LINE = frozenset({"Zin", "Uitkomst"})
OUTCOMES = {
    "match": "herkend",
    "doubt": "twijfel: de bewoner kiest",
    "none": "geen regel",
    "refer": "hoort ergens anders",
}


class CannotTry(Exception):
    """What was asked cannot be tried; the message says why, in Dutch."""


def tried(sentence: str, knowledge: Knowledge, day: date, answers: Mapping[str, str]) -> list[str]:
    """The lines that an editor reads. `day` is the local day on which it is said; `answers` are
    typed answers by question. Raises CannotTry."""
    scene = _scene(knowledge, day)
    outcome = scene.match(sentence)
    decision = decide(scene.situation, Said(text=sentence), knowledge, scene.now)
    dossier = next(iter(decision.dossiers), None)
    if dossier is None and answers:
        raise CannotTry("Bij deze zin begint geen plan. Er is dus niets te antwoorden.")
    plan = scene.plan(_with_answers(scene, dossier, answers)) if dossier else None
    sections = {
        "Zin": [sentence],
        "Uitkomst": [_end(scene, sentence, outcome)],
        "Gevonden regels": list(_rules(outcome, plan)) or ["geen"],
        f"Dit leest de bewoner op {write_day(day)}": list(_sent(decision)) or ["niets"],
    }
    if plan is not None:
        sections |= _of_a_plan(plan)
    return [line for name, lines in sections.items() for line in _section(name, lines)]


def _of_a_plan(plan: Plan) -> dict[str, list[str]]:
    """What becomes of the plan that this sentence begins. There is no verdict while it is in doubt
    which rule is meant (the resident chooses first), or in another language than Dutch."""
    sections = {
        "Gehoord en geantwoord": list(_known(plan)) or ["niets"],
        "Regels van het plan": [f"{r.id}: {_plain(plan, r.title)} ({r.weight})" for r in plan.rules]
        or ["geen"],
        "Dit vraagt de computer nog": list(_questions(plan)) or ["niets"],
    }
    abroad = plan.dossier.language is not None and not plan.dossier.in_dutch
    if plan.dossier.outcome == "doubt" or abroad:
        return sections
    return sections | {
        "Dit is het antwoord tot nu toe": plain(resident_reads(judge(plan), plan)).splitlines(),
        "Voorwaarden voor het team": list(_conditions(plan)) or ["geen"],
    }


def _sent(decision: Decision) -> Iterator[str]:
    """Each message that goes out to the resident, with its buttons."""
    sent = [out for out in decision.out if isinstance(out, Send) and out.chat == RESIDENT]
    for number, out in enumerate(sent):
        yield from [""] if number else []
        yield from plain(out.text).splitlines()
        yield from (" ".join(f"[{b.label}]" for b in row) for row in out.buttons)


def _section(name: str, lines: list[str]) -> Iterator[str]:
    if name in ON_ONE_LINE:
        yield f"{name}: {lines[0]}"
        return
    yield ""
    yield f"{name}:"
    yield from (f"{INDENT}{line}".rstrip() for line in lines)


def _scene(knowledge: Knowledge, day: date) -> Scene:
    """Somebody who was greeted before, and has no plan."""
    now = knowledge.calendar.at_local(day, time(12)).astimezone(UTC)
    person = Person(chat=RESIDENT, notice_version=knowledge.municipality.privacy_version)
    origin = Origin(chat=RESIDENT, sender=RESIDENT, at=now)
    return Scene(Situation(origin=origin, person=person, fresh="proef"), knowledge, now)


def _with_answers(scene: Scene, dossier: Dossier, answers: Mapping[str, str]) -> Dossier:
    """The dossier with these answers, each read in the light of those before."""
    for ident, words in answers.items():
        plan = scene.plan(dossier)
        question = question_by_id(plan, ident)
        if question is None:
            known = enumerate_nl([q.id for q in scene.knowledge.questions])
            raise CannotTry(f"Er is geen vraag '{ident}'. Kies uit: {known}.")
        answer = _read(question, words, plan, scene.today)
        if answer is None:
            raise CannotTry(f"Het antwoord '{words}' op '{ident}' is niet te begrijpen.")
        dossier = scene.save(dossier, answers={**dossier.answers, ident: answer})
    return dossier


def _read(question: Question, words: str, plan: Plan, today: date) -> Answer | None:
    """A typed answer; ids of choices or ticks will do as well."""
    named = tuple(word.strip() for word in words.split(",") if word.strip())
    if question.kind == "vinklijst" and set(named) <= {o.id for o in options_of(plan)}:
        return Picked(options=named)
    if question.kind == "keuze" and words in {choice.id for choice in question.choices}:
        return Chosen(option=words)
    return read_answer(question, words, plan, today)


def _end(scene: Scene, sentence: str, outcome: Outcome) -> str:
    """What it leads to; an emergency first."""
    end = OUTCOMES[outcome.outcome] + _elsewhere(scene.knowledge, outcome)
    alarm = scene.alarm(sentence)
    if alarm is None:
        return end
    number = f"{alarm.referral} ({scene.knowledge.referrals[alarm.referral].name})"
    return f"nood: {number}" if alarm.sure else f"misschien nood: {number} gaat voor; dan {end}"


def _elsewhere(knowledge: Knowledge, outcome: Outcome) -> str:
    refer = knowledge.referrals.get(outcome.refer or "")
    return f": {refer.id} ({refer.name})" if refer else ""


def _rules(outcome: Outcome, plan: Plan | None) -> Iterator[str]:
    """The rules that share a word with the sentence, best first, and what becomes of each."""
    shown = [scored for scored in outcome.rules if scored.why]
    for place, scored in enumerate(shown):
        words = enumerate_nl([f"'{word}'" for word in scored.why])
        yield f"{scored.score:.2f}  {scored.id}, om {words}{_fate(plan, place, scored)}"


def _fate(plan: Plan | None, place: int, scored: Scored) -> str:
    if plan is None:
        return ""
    if plan.dossier.outcome == "doubt":
        return "  → staat als keuze op een knop" if place < MOST_CHOICES else ""
    return "  → telt mee" if scored.id in plan.reasons else ""


def _known(plan: Plan) -> Iterator[str]:
    for question, answer in answered(plan):
        given = question.id in plan.dossier.answers
        said = told_or_open(question, answer, plan) if given else told(question, answer, plan)
        yield f"{question.id}: {said}{'' if given else ' (uit de zin)'}"


def _questions(plan: Plan) -> Iterator[str]:
    for question in questions_of(plan):
        if question.id not in plan.dossier.answers:
            yield f"{question.id}: {_plain(plan, question.short)}"


def _conditions(plan: Plan) -> Iterator[str]:
    for task in judge(plan).tasks:
        yield _condition(task, plan)


def _condition(task: Task, plan: Plan) -> str:
    do = _plain(plan, task.todo.do).rstrip(".")
    when = _when(task, plan)
    late = " (te laat)" if task.late else ""
    rules = enumerate_nl([rule.id for rule in task.rules])
    return f"{task.weight}: {do}{when}{late}, van {rules}"


def _when(task: Task, plan: Plan) -> str:
    """Its last day, or how long beforehand while the plan has no day."""
    if task.by:
        return f", uiterlijk {write_day(task.by)}"
    said = plain(term(task, plan)).rstrip(".")
    return f", {said[:1].lower()}{said[1:]}" if said else ""


def _plain(plan: Plan, text: str) -> str:
    return plain(plan.texts.render(text))
