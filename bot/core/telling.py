"""A plan told back in a few words: the correction point of every message, and the summary."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate

from markupsafe import Markup

from bot.core.dossier import (
    Answer,
    At,
    Chosen,
    Holding,
    HowMany,
    HowMuch,
    Measured,
    Named,
    Picked,
    Unknown,
    When,
    Words,
)
from bot.core.intake import CALL, is_whole, wording
from bot.core.knowledge import Question, Rule
from bot.core.masking import hide_phones
from bot.core.plan import Plan
from bot.core.readers.place import Place
from bot.core.reasons import Reason, reason_for
from bot.core.texts import Texts, lines, paragraphs, plain
from bot.core.verdict import Obstacle, Task, Verdict
from bot.core.writing import (
    enumerate_nl,
    write_amount,
    write_count,
    write_day,
    write_measure,
    write_moment,
)

SHORT_QUOTE = 160
AT_LEAST_TASKS = 2
MOST_HURDLES = 2
ROOM = 40
"""So many words of what belongs to a plan stand in the summary; the rest stands with the rules."""


def told(question: Question, answer: Answer, plan: Plan) -> str:
    """An answer in a few words, without capital or full stop; empty if there is nothing to say."""
    match answer:
        case At(place=place):
            return tell_place(place, plan)
        case When(moment=moment):
            return write_moment(moment, told_on(plan)) or moment.words
        case HowMany(count=count):
            return _pressed(question, count.words, plan) or write_count(count)
        case HowMuch(amount=amount):
            return _pressed(question, amount.words, plan) or write_amount(amount)
        case Measured(measure=measure):
            return _pressed(question, measure.words, plan) or write_measure(measure)
        case Picked(options=options):
            known = plan.knowledge.options
            return enumerate_nl([known[o].short for o in options if o in known])
        case Chosen(option=option):
            return _tell_choice(question, option, plan)
        case Named(name=name):
            return name
        case Words(text=text):
            return shortened(text)
        case Unknown():
            return ""


def _pressed(question: Question, words: str, plan: Plan) -> str | None:
    """A ready answer repeats itself: "meer dan 100 mensen"."""
    choices = wording(question, plan)[1]
    return next((c.echo for c in choices if c.label == words), None)


def told_or_open(question: Question, answer: Answer, plan: Plan) -> str:
    """An answer in a few words, also where there is nothing: "niets", "nog niet bekend"."""
    empty = "bewoner.niets" if isinstance(answer, Picked) else "bewoner.nog-onbekend"
    return told(question, answer, plan) or str(plan.texts(empty))


def _tell_choice(question: Question, option: str, plan: Plan) -> str:
    if option == CALL:
        return plan.texts("bewoner.bellen")
    choice = next((c for c in wording(question, plan)[1] if c.id == option), None)
    return (choice.echo or choice.label) if choice else ""


def told_on(plan: Plan) -> date:
    """The day from which a date far off is told with its year: when the plan began."""
    return plan.knowledge.calendar.local_day(plan.dossier.began_at)


def tell_place(place: Place, plan: Plan) -> str:
    """ "Kerkstraat, Noord": the name as it is written, and the wijk if it is known."""
    wijk = plan.knowledge.wijken.get(place.wijk or "")
    if wijk is None or wijk.name == place.name:
        return place.name or place.words
    return f"{place.name}, {wijk.name}" if place.name else f"{place.words}, in {wijk.name}"


def echo(question: Question, answer: Answer, plan: Plan) -> Markup:
    """The first line of the next message: what was understood."""
    said = told(question, answer, plan)
    if isinstance(answer, Unknown):
        return plan.texts("bewoner.weet-niet-goed")
    if isinstance(answer, Picked) and not answer.options:
        return plan.texts("bewoner.niets-van-dit")
    if isinstance(answer, Words) and question.kind != "open":
        return plan.texts("bewoner.woorden-bewaard", woorden=said)
    if isinstance(answer, Named) or question.kind == "bellen" or not said:
        return Markup()
    return plan.texts("bewoner.herhaal", gezegd=said[:1].upper() + said[1:])


def heard_line(plan: Plan) -> str:
    """What was read in the idea itself: its own words, and the facts among them."""
    facts = [_heard(q, a, plan) for q, a in answered(plan) if not isinstance(a, Picked)]
    said = " ".join(facts).casefold()
    words = [word for word in own_words(plan) if word.casefold() not in said]
    parts = [enumerate_nl(words), *facts]
    return ", ".join(part for part in parts if part)


def _heard(question: Question, answer: Answer, plan: Plan) -> str:
    """An answer as it reads in a sentence: a day is *on* that day."""
    said = told(question, answer, plan)
    return f"op {said}" if isinstance(answer, When) and answer.moment.day else said


def own_words(plan: Plan) -> list[str]:
    """The words of the idea by which its rules were recognised, in the order of the idea."""
    idea = plan.dossier.idea.casefold()
    words = dict.fromkeys(w for r in plan.dossier.recognised for w in r.why)
    return sorted(words, key=lambda w: idea.find(w.casefold()))


def answered(plan: Plan) -> Iterable[tuple[Question, Answer]]:
    """Every question of which something is known, in order."""
    for question in plan.knowledge.questions:
        answer = plan.said(question.id)
        if answer is not None:
            yield question, answer


def wants_call(plan: Plan) -> bool:
    """Whether a number was shared, so that a begeleider may call."""
    return plan.dossier.phone is not None or any(
        getattr(answer, "option", None) == CALL for _, answer in answered(plan)
    )


def facts(plan: Plan) -> str:
    """The plan in one line, for the summary: place · day · people · …"""
    said = [told(q, a, plan) for q, a in answered(plan) if q.kind not in ("naam", "bellen", "open")]
    said += [_day_is_open(plan), _who(plan)]
    return " · ".join(part for part in said if part)


def _day_is_open(plan: Plan) -> str:
    """A day that nobody knows yet is a fact too, where the day matters."""
    asked = next((q for q in plan.knowledge.questions if q.kind == "moment"), None)
    if asked is None or is_whole(asked, plan.said(asked.id), plan):
        return ""
    return "" if plan.day else plan.texts("bewoner.dag-open")


def _who(plan: Plan) -> str:
    """ "Samira, bellen"."""
    said = [told(q, a, plan) for q, a in answered(plan) if q.kind in ("naam", "bellen")]
    return ", ".join(part for part in said if part)


def task_line(number: int, task: Task, plan: Plan, *, with_reason: bool = False) -> Markup:
    """ "1. **Meld het feest uiterlijk vrijdag 28 mei.** Dan weten brandweer en politie ervan.",
    and which answer brought it."""
    reason = reason_for(task.todo.only_if, plan) if with_reason else Reason()
    return plan.texts(
        "bewoner.taak",
        nummer=number,
        doe=plan.texts.render(task.todo.do).rstrip("."),
        termijn=term(task, plan),
        te_laat=task.late,
        omdat=plan.texts.render(task.todo.because),
        redenen=tell_reason(reason, plan),
    )


def together(tasks: Iterable[Task], plan: Plan) -> str:
    """ "Meld het feest en regel de hekken": what is to be done, without full stop."""
    first, *others = [str(plan.texts.render(t.todo.do)).rstrip(".") for t in tasks]
    return enumerate_nl([first, *(do[:1].lower() + do[1:] for do in others)])


def term(task: Task, plan: Plan) -> Markup:
    """ "uiterlijk vrijdag 28 mei", or how long beforehand while the day is open; else nothing."""
    lead = task.todo.lead
    if task.by is not None:
        return plan.texts("bewoner.termijn-dag", dag=_day_near(task.by, told_on(plan)))
    if lead is None:
        return Markup()
    return plan.texts("bewoner.termijn-vooraf", werkdagen=lead.working_days, weken=lead.weeks)


def _day_near(day: date, from_day: date) -> str:
    """A day of the plan; one that has been just now needs no year."""
    return write_day(day, from_day if day >= from_day else None)


def tell_verdict(verdict: Verdict, plan: Plan) -> Markup:
    """The answer, before anything is sent: the most pressing first; the rest stands with the
    rules."""
    if verdict.kind == "unknown":
        return _outdated(verdict, plan) or plan.texts("bewoner.geen-regel")
    opening = _opening(verdict, plan)
    all_tasks = [task_line(n, task, plan) for n, task in enumerate(verdict.tasks, 1)]
    taken = [opening] if verdict.kind == "hard" else []
    fitting = _that_fit([*taken, *all_tasks]) - len(taken)
    tasks = all_tasks[: max(fitting, 1 if taken else AT_LEAST_TASKS)]
    left = len(all_tasks) - len(tasks)
    rest = plan.texts("bewoner.meer-taken", aantal=left) if left else None
    good = [plan.texts.render(text) for text in verdict.good_news]
    hangs_on = _open_ends(verdict, plan)
    always = 0 if taken or hangs_on else 1
    room = max(_that_fit([*taken, *tasks, *good]) - len(taken) - len(tasks), always)
    return paragraphs(
        lines(opening, *tasks, rest, hangs_on),
        Markup(" ").join(good[:room]),
        _outdated(verdict, plan),
    )


def _opening(verdict: Verdict, plan: Plan) -> Markup:
    """ "Zo te zien kan dit!", or why it is hard and what can be done; and that more belongs to it.
    What the calendar says goes first, since it ends by itself; two reasons are enough. Nothing
    while all that may belong to it is open."""
    if _all_is_open(verdict):
        return Markup()
    if verdict.kind == "possible":
        return plan.texts("bewoner.zo-te-zien", erbij=bool(verdict.tasks))
    reasons = hurdles(verdict, plan)[:MOST_HURDLES]
    told = [
        plan.texts("bewoner.lastig", ook=place > 0, want=want, wel=instead)
        for place, (want, instead) in enumerate(reasons)
    ]
    return lines(*told, plan.texts("bewoner.hoort-erbij") if verdict.tasks else None)


def hurdles(verdict: Verdict, plan: Plan) -> list[tuple[Markup, Markup]]:
    """Each reason why it is hard, as the end of "want …", with what can be done instead."""
    found = [_as_endings(obstacle, plan) for obstacle in verdict.obstacles]
    if verdict.too_soon is None:
        return found
    day = verdict.feasible
    too_soon = plan.texts(
        "bewoner.te-snel",
        dag=_day_near(verdict.too_soon, plan.today),
        voorbij=verdict.too_soon < plan.today,
    )
    later = plan.texts("bewoner.andere-dag", dag=write_day(day, plan.today) if day else "")
    return [(too_soon, later), *found]


def hurdles_of(rule: Rule, verdict: Verdict, plan: Plan) -> list[Markup]:
    """What this rule makes hard, and what can be done instead."""
    own = [_as_endings(o, plan) for o in verdict.obstacles if o.rule.id == rule.id]
    return [plan.texts("bewoner.lastig", ook=False, want=want, wel=wel) for want, wel in own]


def _as_endings(obstacle: Obstacle, plan: Plan) -> tuple[Markup, Markup]:
    hurdle = obstacle.hurdle
    return _ending(hurdle.because, plan), _ending(hurdle.instead, plan)


def _ending(text: str, plan: Plan) -> Markup:
    """A text of the content as the end of our sentence."""
    said = plan.texts.render(text).rstrip(".")
    return Markup(said[:1].lower() + said[1:])


def _open_ends(verdict: Verdict, plan: Plan) -> Markup | None:
    """ "Dat hangt af van het aantal mensen." The question that settles most goes first."""
    if verdict.open_ends:
        first, *others = [q.short for q in verdict.open_ends]
        return plan.texts(
            "bewoner.hangt-af",
            alleen=_all_is_open(verdict),
            waarvan=first,
            verder=enumerate_nl(others),
        )
    return plan.texts("bewoner.hangt-af-dag") if verdict.day_counts else None


def _all_is_open(verdict: Verdict) -> bool:
    """Whether no condition is known yet, and some may come: that promises nothing."""
    return verdict.kind == "possible" and not verdict.tasks and bool(verdict.open_ends)


def _outdated(verdict: Verdict, plan: Plan) -> Markup | None:
    """A rule that does not hold on the wanted day is not answered with; that is said."""
    if not verdict.outdated:
        return None
    rule = verdict.outdated[0]
    later = rule.valid_from is not None and rule.valid_from > plan.held_on
    return plan.texts(
        "bewoner.regel-geldt-dan-niet",
        alleen=verdict.kind == "unknown",
        van=write_day(rule.valid_from, plan.today) if later and rule.valid_from else "",
        tot=write_day(rule.valid_to, plan.today) if rule.valid_to else "",
    )


def tell_reason(reason: Reason, plan: Plan) -> Markup:
    """ "je 'bbq' schreef en het om ongeveer 60 mensen gaat"; empty when there is none."""
    said = []
    if reason.words:
        said.append(plan.texts("bewoner.reden-woorden", woorden=quoted(reason.words)))
    if reason.ticks:
        said.append(plan.texts("bewoner.reden-gevinkt", onderdelen=quoted(reason.ticks)))
    for question, answer in reason.answers:
        soort = question.unit if question.unit in ("dagen", "uren") else question.kind
        said.append(
            plan.texts("bewoner.reden-antwoord", soort=soort, wat=told(question, answer, plan))
        )
    return Markup(enumerate_nl([str(part) for part in said]))


def _that_fit(texts: Sequence[Markup]) -> int:
    """How many of these, in order, can be read in one go."""
    words = accumulate(len(plain(text).split()) for text in texts)
    return sum(total <= ROOM for total in words)


def attachment(held: Holding, texts: Texts) -> str:
    """What somebody sent besides words: "foto", "locatie"; empty for words alone."""
    kind = held.attached.kind if held.attached else "place" if held.place else ""
    return str(texts("bewoner.bijlage", soort=kind))


def words_or_file(held: Holding, texts: Texts) -> Markup:
    """What waits for a tap, named so that whoever said it knows it again."""
    return texts("bewoner.wat-wacht", woorden=shortened(held.text), bijlage=attachment(held, texts))


def quoted(words: Iterable[str]) -> str:
    """'barbecue' en 'straat': somebody's own words, as a reason."""
    return enumerate_nl([f"'{word}'" for word in words])


def title(plan: Plan) -> str:
    """The plan in a few words of the resident: those that were recognised, else its beginning."""
    words = enumerate_nl(own_words(plan)) or shortened(hide_phones(plan.dossier.idea), 60)
    return words[:1].upper() + words[1:]


def shortened(text: str, limit: int = SHORT_QUOTE) -> str:
    """The beginning of somebody's words, cut at a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0] + " …"
