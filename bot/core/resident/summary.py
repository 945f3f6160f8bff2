"""The answer and the summary, before anything is sent; and what can be read beside it."""

from markupsafe import Markup

from bot.core.decision import Button
from bot.core.dossier import Dossier
from bot.core.intake import questions_of
from bot.core.knowledge import Rule
from bot.core.plan import Plan
from bot.core.reasons import reason_of
from bot.core.scene import Row, Scene
from bot.core.telling import facts, hurdles_of, shortened, task_line, tell_reason, tell_verdict
from bot.core.texts import lines, paragraphs, plain
from bot.core.verdict import Verdict, judge


def show(scene: Scene, dossier: Dossier, *lead: Markup) -> None:
    """What is possible and what belongs to it, then what was understood, then *Verstuur*."""
    plan = scene.plan(dossier)
    verdict = judge(plan)
    text = paragraphs(
        lines(*lead),
        tell_verdict(verdict, plan),
        lines(understood(scene, plan), scene.texts("bewoner.nog-niet-verstuurd")),
    )
    scene.say(text, *_rows(scene, plan, verdict), dossier=dossier.id)


def understood(scene: Scene, plan: Plan) -> Markup:
    """ "Klopt dit?" and the plan in one line; for a plan without rule also its own words."""
    dossier = plan.dossier
    own_words = None
    if not dossier.recognised:
        own_words = scene.texts("bewoner.citaat", woorden=shortened(dossier.idea))
    return lines(
        scene.texts("bewoner.klopt-dit"),
        own_words,
        scene.texts("bewoner.feiten", feiten=facts(plan)),
        *(scene.texts("bewoner.erbij-gezet", woorden=shortened(e)) for e in dossier.extras),
        _who_may_know(scene, plan),
    )


def _who_may_know(scene: Scene, plan: Plan) -> Markup | None:
    """Where no rule is known: the contact whose words stand in the idea, and which words."""
    if plan.rules:
        return None
    found = scene.knowledge.contact_matcher.about(plan.dossier.idea)
    best = next((s for s in found.rules if s.why), None)
    if best is None or found.outcome not in ("match", "doubt"):
        return None
    contact = scene.knowledge.contacts[best.id]
    return scene.texts("bewoner.wie-weet-meer", afdeling=contact.department, woord=best.why[0])


def _rows(scene: Scene, plan: Plan, verdict: Verdict) -> list[Row]:
    first: list[Button] = [scene.button("verstuur", "verstuur")]
    second = [scene.button("wijzig", "wijzig")]
    if plan.rules:
        second.append(scene.button("lees-regels", "lees-regels"))
    alone = plan.is_light and verdict.kind == "possible"
    third = [scene.button("zelf-verder", "zelf-verder")] if alone else []
    return [_settling(scene, plan, verdict), first, second, third]


def _settling(scene: Scene, plan: Plan, verdict: Verdict) -> Row:
    """The one question that settles most of what is still open, one tap away."""
    by_day = (q for q in plan.knowledge.questions if q.kind == "moment" and verdict.day_counts)
    question = next(iter([*verdict.open_ends, *by_day]), None)
    if question is None or question.button is None:
        return []
    label = plain(scene.texts.render(question.button))
    return [Button(label=label, action="wijzig-vraag", value=question.id)]


def show_rules(scene: Scene, dossier: Dossier) -> None:
    """The rules that apply, each with all that belongs to it, its reason, its source, who helps,
    and where one really applies."""
    plan = scene.plan(dossier)
    verdict = judge(plan)
    told = [_tell_rule(scene, plan, verdict, rule) for rule in plan.rules]
    back = [scene.button("terug", "terug")] if dossier.status == "concept" else []
    scene.say(paragraphs(*told) or tell_verdict(verdict, plan), back, dossier=dossier.id)


def _tell_rule(scene: Scene, plan: Plan, verdict: Verdict, rule: Rule) -> Markup:
    contact = scene.knowledge.contacts[rule.contact]
    tasks = [task for task in verdict.tasks if task.rule.id == rule.id]
    return scene.texts(
        "bewoner.regel",
        titel=scene.texts.render(rule.title),
        samenvatting=scene.texts.render(rule.summary),
        voor_wie=scene.texts.render(rule.for_whom),
        lastig=hurdles_of(rule, verdict, plan),
        taken=[task_line(n, task, plan, with_reason=True) for n, task in enumerate(tasks, 1)],
        redenen=tell_reason(reason_of(rule, plan), plan),
        kosten=scene.texts.render(rule.costs),
        formulier=rule.channel.form or "",
        telefoon=rule.channel.phone or "",
        loket=rule.channel.desk or "",
        wie=contact.person or contact.name,
        afdeling=contact.department,
        wie_telefoon=contact.phone or "",
        bronnen="; ".join(" ".join(filter(None, (s.name, s.link))) for s in rule.sources),
    )


def choose_what_to_change(scene: Scene, dossier: Dossier) -> None:
    """*Wijzig iets*: the idea, or one of the questions that were asked."""
    plan = scene.plan(dossier)
    asked = [q for q in plan.knowledge.questions if plan.answer(q.id) is not None]
    asked += [q for q in questions_of(plan) if q not in asked]
    rows: list[Row] = [[scene.button("wijzig-idee", "wijzig-idee")]]
    rows += [
        [Button(label=scene.texts.render(q.short).capitalize(), action="wijzig-vraag", value=q.id)]
        for q in asked
    ]
    back = [scene.button("terug", "terug")] if dossier.status == "concept" else []
    scene.say(scene.texts("bewoner.wat-wijzigen"), *rows, back, dossier=dossier.id)
