"""Asking: the next question, in one message that first repeats what was understood."""

from markupsafe import Markup

from bot.core import abroad
from bot.core.decision import Button
from bot.core.dossier import Dossier, Picked
from bot.core.intake import next_question, options_of, previous_question, progress, wording
from bot.core.knowledge import Question, Rule
from bot.core.plan import Plan
from bot.core.resident import papers, summary
from bot.core.scene import Row, Scene, in_rows
from bot.core.texts import lines, plain

TICK = "✓ "
MOST_CHOICES = 3


def under_way(scene: Scene) -> Dossier | None:
    """The plan that is being talked about: an intake, or one of whose questions is open again."""
    current = scene.dossier(scene.person.current)
    if current is None or not current.is_open:
        return None
    return current if current.status == "concept" or current.revising else None


def go_on(scene: Scene, dossier: Dossier, *lead: Markup) -> None:
    """Ask what comes next; when all is asked, show the answer and the summary. Of a plan that was
    sent already only a reopened question is asked; else its status is told. Who writes in another
    language is not asked in Dutch."""
    dossier = _out_of_doubt(scene, dossier)
    plan = scene.plan(dossier)
    question = next_question(plan)
    language = abroad.spoken_in(scene, dossier)
    if language is not None and dossier.status == "concept":
        abroad.show(scene, dossier, language)
    elif not dossier.idea or dossier.revising == "idee":
        back = [scene.button("terug", "terug")] if dossier.idea else []
        scene.say(lines(*lead, scene.texts("bewoner.wat-wil-je")), back, dossier=dossier.id)
    elif dossier.status != "concept" and dossier.revising is None:
        papers.show_status(scene, dossier)
    elif dossier.outcome == "doubt" and dossier.status == "concept":
        ask_which(scene, plan, *lead)
    elif question is None:
        summary.show(scene, dossier, *lead)
    else:
        ask(scene, plan, question, *lead)


def ask(scene: Scene, plan: Plan, question: Question, *lead: Markup) -> None:
    """One question, with its reason in half a line and how far it is."""
    if question.kind == "vinklijst" and plan.dossier.ticking is None:
        scene.save(plan.dossier, ticking=_ticked_before(question, plan))
        plan = scene.plan(scene.dossier(plan.dossier.id) or plan.dossier)
    text = lines(*lead, question_text(scene, plan, question))
    scene.say(text, *question_rows(scene, plan, question), dossier=plan.dossier.id)


def question_text(scene: Scene, plan: Plan, question: Question) -> Markup:
    words, _ = wording(question, plan)
    asked = scene.texts.render(words, naam=plan.name or "")
    if plan.dossier.revising:
        return asked
    number, total = progress(plan, question)
    return lines(asked, scene.texts("bewoner.vraag-van", nummer=number, totaal=total))


def question_rows(scene: Scene, plan: Plan, question: Question) -> list[Row]:
    """The ready answers, and below them what always can be pressed."""
    return [*_answer_rows(scene, plan, question), _always(scene, plan, question)]


def _answer_rows(scene: Scene, plan: Plan, question: Question) -> list[Row]:
    if question.kind == "vinklijst":
        return _tick_rows(scene, plan)
    _, choices = wording(question, plan)
    buttons = [Button(label=c.label, action="kies", value=f"{question.id}:{c.id}") for c in choices]
    if question.kind == "bellen":
        share = Button(label=scene.texts.label("deel-nummer"), action="deel-nummer", share="phone")
        return [[share], buttons]
    return in_rows(buttons, 3)


def _tick_rows(scene: Scene, plan: Plan) -> list[Row]:
    ticked = plan.dossier.ticking or ()
    buttons = [
        Button(
            label=(TICK if option.id in ticked else "") + option.label,
            action="vink",
            value=option.id,
        )
        for option in options_of(plan)
    ]
    return [*in_rows(buttons), [scene.button("klaar-met-vinken", "vink-klaar")]]


def _ticked_before(question: Question, plan: Plan) -> tuple[str, ...]:
    """What the idea said of itself, or what was ticked the last time, is ticked beforehand."""
    known = plan.answer(question.id)
    offered = {o.id for o in options_of(plan)}
    return tuple(o for o in known.options if o in offered) if isinstance(known, Picked) else ()


def _always(scene: Scene, plan: Plan, question: Question) -> Row:
    skip = "sla-over" if question.optional else "weet-niet"
    row = [scene.button(skip, "weet-niet", question.id)]
    if plan.dossier.revising:
        return [*row, scene.button("terug", "terug")]
    if previous_question(plan) is not None:
        return [*row, scene.button("vorige", "vorige")]
    return [*row, scene.button("wijzig-idee", "wijzig-idee")]


def asked_which(plan: Plan) -> list[Rule]:
    """The rules among which a resident in doubt may choose, as far as the content still knows
    them."""
    rules = plan.knowledge.rules
    return [rules[r.rule] for r in plan.dossier.recognised if r.rule in rules][:MOST_CHOICES]


def _out_of_doubt(scene: Scene, dossier: Dossier) -> Dossier:
    """Where the content knows none of the rules any more, there is nothing to choose from: then no
    rule is known for this plan."""
    if dossier.outcome != "doubt" or asked_which(scene.plan(dossier)):
        return dossier
    return scene.save(dossier, outcome="none", recognised=(), themes=())


def ask_which(scene: Scene, plan: Plan, *lead: Markup) -> None:
    """The doubt band asks back: at most three rules, and something else."""
    rows: list[Row] = [
        [Button(label=plain(scene.texts.render(r.title)), action="bedoel", value=r.id)]
        for r in asked_which(plan)
    ]
    scene.say(
        lines(*lead, scene.texts("bewoner.wat-bedoel-je")),
        *rows,
        [scene.button("iets-anders", "bedoel", "iets-anders")],
        dossier=plan.dossier.id,
    )
