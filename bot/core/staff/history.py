"""*Lees alles*: the reasons for each match, the five facts, and what was said, in order."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.core.agreements import as_staff_reads, colleague
from bot.core.dossier import Dossier
from bot.core.keeping import event_of, words_of
from bot.core.knowledge import Rule
from bot.core.masking import hide_phones
from bot.core.plan import WEIGHTS, Plan
from bot.core.reasons import Reason, reason_for, reason_of
from bot.core.scene import Scene
from bot.core.staff.card import short_task
from bot.core.staff.facts import five_facts
from bot.core.telling import quoted, told
from bot.core.texts import lines, paragraphs
from bot.core.verdict import Verdict, judge
from bot.core.writing import enumerate_nl, write_day, write_time


def tell_all(scene: Scene, dossier: Dossier) -> None:
    """Everything staff may read of a plan. Its phone number is not part of it."""
    plan = scene.plan(dossier)
    text = paragraphs(
        scene.texts("team.alles-kop", code=dossier.code, idee=dossier.idea),
        reasons_told(scene, plan),
        _five_facts(scene, plan),
        as_staff_reads(scene, dossier),
        _asked(scene, dossier),
        _forces(scene, dossier),
        _questions(scene, plan),
        _timeline(scene),
    )
    is_theirs = dossier.claimed_at is not None and dossier.owner == scene.person.member
    private = scene.situation.origin.side == "private"
    shown = text if is_theirs and private else Markup(hide_phones(text))
    scene.say(shown, dossier=dossier.id)


def reasons_told(scene: Scene, plan: Plan) -> Markup:
    """Each rule that applies, what brought it, and its conditions, from light to heavy."""
    if not plan.rules:
        return scene.texts("team.alles-geen-regel")
    verdict = judge(plan)
    rows = [row for rule in plan.rules for row in _rule_rows(scene, plan, verdict, rule)]
    open_ends = enumerate_nl([question.short for question in verdict.open_ends])
    hangs_on = scene.texts("team.alles-hangt-af", waarvan=open_ends) if open_ends else None
    return lines(scene.texts("team.alles-regels"), *rows, hangs_on)


def _rule_rows(scene: Scene, plan: Plan, verdict: Verdict, rule: Rule) -> Iterator[Markup]:
    yield scene.texts(
        "team.alles-regel",
        titel=scene.texts.render(rule.title),
        gewicht=rule.weight,
        bronnen="; ".join(source.name for source in rule.sources),
        **_brought_by(reason_of(rule, plan), plan),
    )
    for obstacle in (o for o in verdict.obstacles if o.rule.id == rule.id):
        want = scene.texts.render(obstacle.hurdle.because).rstrip(".")
        yield scene.texts("team.alles-lastig", want=Markup(want))
    own = [task for task in verdict.tasks if task.rule.id == rule.id]
    for task in sorted(own, key=lambda task: WEIGHTS.index(task.weight)):
        reason = reason_for(task.todo.only_if, plan)
        yield scene.texts(
            "team.alles-taak",
            gewicht=task.weight,
            vraagt=task.todo.asks,
            taak=short_task(task, scene, plan),
            **_brought_by(reason, plan),
        )


def _brought_by(reason: Reason, plan: Plan) -> dict[str, str]:
    """The words, ticks and answers of a resident by which something applies."""
    return {
        "woorden": quoted(reason.words),
        "gevinkt": quoted(reason.ticks),
        "antwoorden": enumerate_nl([told(q, a, plan) for q, a in reason.answers]),
    }


def _five_facts(scene: Scene, plan: Plan) -> str:
    """Cost, yield, duration, parties, the municipality's part, and what is still homework."""
    return scene.texts("team.vijf-feiten", **five_facts(plan))


def _questions(scene: Scene, plan: Plan) -> Markup | None:
    """What the resident asked meanwhile, and whether the program answered it."""
    rows = [
        scene.texts("team.alles-vraag", woorden=text, open=text in plan.dossier.open_questions)
        for text in plan.dossier.questions
    ]
    return lines(scene.texts("team.alles-vragen"), *rows) if rows else None


def _asked(scene: Scene, dossier: Dossier) -> Markup | None:
    """Which colleagues were asked, and how soon: counted from the first time that somebody picked
    it up, so that a transfer does not make it look sooner."""
    calendar = scene.knowledge.calendar
    picked_up = (line.at for line in scene.situation.lines if line.what == "opgepakt")
    first = next(picked_up, dossier.claimed_at)
    if not dossier.asked or first is None:
        return None
    since = calendar.local_day(first)
    rows = [
        scene.texts(
            "team.alles-collega",
            wie=colleague(one.contact, scene.knowledge),
            dagen=max(calendar.working_days_between(since, calendar.local_day(one.at)), 0),
            antwoord=write_day(scene.local(one.answered_at).date()) if one.answered_at else "",
            tot=write_day(one.until),
        )
        for one in dossier.asked
    ]
    team = scene.knowledge.team
    members = enumerate_nl([team[m].name for m in dossier.coalition if m in team])
    together = scene.texts("team.alles-coalitie", namen=members) if members else None
    return lines(scene.texts("team.alles-collegas"), *rows, together)


def _forces(scene: Scene, dossier: Dossier) -> Markup | None:
    """The krachtenveld: who has which stake and influence, and who speaks with them."""
    rows = [
        scene.texts(
            "team.alles-groep",
            groep=one.who,
            belang=one.stake,
            invloed=one.influence,
            spreekt=one.spoken_by,
        )
        for one in dossier.forces
    ]
    return lines(scene.texts("team.alles-krachtenveld"), *rows) if rows else None


def _timeline(scene: Scene) -> str:
    """What happened, oldest first."""
    rows = []
    for line in scene.situation.lines:
        local = scene.local(line.at)
        member = scene.knowledge.team.get(line.who)
        rows.append(
            scene.texts(
                "team.alles-lijn",
                dag=write_day(local.date(), short=True),
                tijd=write_time(local.time()),
                wie=member.name if member else line.who,
                wat=event_of(line),
                tekst=words_of(scene, line),
                intern=not line.visible,
            )
        )
    return lines(scene.texts("team.alles-verloop"), *rows)
