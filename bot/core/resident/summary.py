"""The answer and the summary, before anything is sent; and what can be read beside it."""

from markupsafe import Markup

from bot.core.decision import Button
from bot.core.dossier import Dossier
from bot.core.intake import questions_of
from bot.core.plan import Plan
from bot.core.scene import Row, Scene
from bot.core.telling import facts, quoted, shortened, task_line, tell_verdict
from bot.core.texts import lines, paragraphs
from bot.core.verdict import judge


def show(scene: Scene, dossier: Dossier, *lead: Markup) -> None:
    """What is possible and what belongs to it, then what was understood, then *Verstuur*."""
    plan = scene.plan(dossier)
    text = paragraphs(
        lines(*lead),
        tell_verdict(judge(plan, scene.today), plan),
        lines(understood(scene, plan), scene.texts("bewoner.nog-niet-verstuurd")),
    )
    scene.say(text, *_rows(scene, plan), dossier=dossier.id)


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
    found = scene.knowledge.contact_matcher.match(plan.dossier.idea)
    best = next((s for s in found.rules if s.why), None)
    if best is None or found.outcome not in ("match", "doubt"):
        return None
    contact = scene.knowledge.contacts[best.id]
    return scene.texts("bewoner.wie-weet-meer", afdeling=contact.department, woord=best.why[0])


def _rows(scene: Scene, plan: Plan) -> list[Row]:
    first: list[Button] = [scene.button("verstuur", "verstuur")]
    second = [scene.button("wijzig", "wijzig")]
    if plan.rules:
        second.append(scene.button("lees-regels", "lees-regels"))
    third = [scene.button("zelf-verder", "zelf-verder")] if plan.is_light else []
    return [first, second, third]


def show_rules(scene: Scene, dossier: Dossier) -> None:
    """The rules that apply, each with all that belongs to it, its reason, its source, and where one
    really applies."""
    plan = scene.plan(dossier)
    told = [_tell_rule(scene, plan, rule.id) for rule in plan.rules]
    back = [scene.button("terug", "terug")] if dossier.status == "concept" else []
    scene.say(paragraphs(*told) or scene.texts("bewoner.geen-regel"), back, dossier=dossier.id)


def _tell_rule(scene: Scene, plan: Plan, ident: str) -> Markup:
    rule = scene.knowledge.rules[ident]
    reason = plan.reasons.get(ident)
    ticked = [o.short for o in plan.ticked if ident in o.brings]
    tasks = [t for t in judge(plan, scene.today).tasks if t.rule.id == ident]
    return scene.texts(
        "bewoner.regel",
        titel=scene.texts.render(rule.title),
        samenvatting=scene.texts.render(rule.summary),
        taken=[task_line(n, task, plan) for n, task in enumerate(tasks, 1)],
        woorden=quoted(reason.why) if reason else "",
        gevinkt=quoted(ticked),
        kosten=scene.texts.render(rule.costs),
        bronnen="; ".join(" ".join(filter(None, (s.name, s.link))) for s in rule.sources),
        telefoon=rule.channel.phone or "",
        formulier=rule.channel.form or "",
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
