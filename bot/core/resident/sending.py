"""Sending a plan to the team, or going on alone."""

from datetime import datetime, time

from markupsafe import Markup

from bot.core.decision import Button
from bot.core.dossier import Dossier
from bot.core.intake import CALL
from bot.core.plan import Plan
from bot.core.resident.asking import go_on
from bot.core.scene import Row, Scene
from bot.core.staff import handing
from bot.core.telling import answered
from bot.core.texts import lines
from bot.core.verdict import Verdict, judge
from bot.core.writing import write_day

PROMISE_AT = time(17, 0)


def send(scene: Scene, dossier: Dossier) -> None:
    """*Verstuur naar een begeleider*: the code, who reads it, and by when they call or write.

    Only an empty idea stops it. Pressing twice changes nothing: the second press hears the code."""
    if dossier.with_staff:
        return already_sent(scene, dossier)
    if not dossier.idea:
        return go_on(scene, dossier)
    plan = scene.plan(dossier)
    promised = promised_moment(scene)
    sent = scene.save(
        dossier,
        code=dossier.code or scene.next_code(),
        status="ingediend",
        move="begeleider",
        sent_at=scene.now,
        news_at=scene.now,
        next_date=promised,
        revising=None,
    )
    scene.know(current=None, mode="vrij")
    scene.log(sent, "verstuurd")
    _tell_resident(scene, sent, plan, promised)
    handing.hand_over(scene, scene.dossier(sent.id) or sent)
    return None


def promised_moment(scene: Scene) -> datetime:
    """The end of the fifth working day after sending."""
    calendar = scene.knowledge.calendar
    day = calendar.add_working_days(scene.today, scene.knowledge.municipality.promise_days)
    return calendar.at_local(day, PROMISE_AT)


def _tell_resident(scene: Scene, dossier: Dossier, plan: Plan, promised: datetime) -> None:
    wijk = scene.knowledge.wijken.get(plan.wijk or "")
    verdict = judge(plan, scene.today)
    text = lines(
        scene.texts("bewoner.verstuurd", code=dossier.code),
        scene.texts(
            "bewoner.belofte",
            team=wijk.team_name if wijk else "",
            bellen=wants_call(plan),
            dag=write_day(scene.local(promised).date()),
            geen_regel=plan.no_rule,
        ),
        _do_it_yourself(scene, verdict),
        scene.texts("bewoner.alvast", geen_regel=plan.no_rule),
    )
    scene.say(text, *after_rows(scene, plan), dossier=dossier.id)


def _do_it_yourself(scene: Scene, verdict: Verdict) -> Markup | None:
    """Applying or notifying is done by the resident; we remind of the term."""
    task = verdict.first_deadline
    if task is None or task.by is None:
        return scene.texts("bewoner.zelf-aanvragen") if verdict.tasks else None
    return scene.texts("bewoner.zelf-aanvragen-voor", dag=write_day(task.by))


def after_rows(scene: Scene, plan: Plan) -> list[Row]:
    """What can be done meanwhile."""
    form = next((r.channel.form for r in plan.rules if r.channel.form), None)
    first = (
        [Button(label=scene.texts.label("open-formulier"), action="formulier", url=form)]
        if form
        else [scene.button("bekijk-status", "status")]
    )
    return [
        first,
        [scene.button("kopieer", "kopieer")],
        [scene.button("maak-briefje", "briefje")],
    ]


def wants_call(plan: Plan) -> bool:
    """Whether a number was shared, so that a begeleider may call."""
    return plan.dossier.phone is not None or any(
        getattr(answer, "option", None) == CALL for _, answer in answered(plan)
    )


def already_sent(scene: Scene, dossier: Dossier) -> None:
    scene.say(scene.texts("bewoner.al-verstuurd", code=dossier.code), dossier=dossier.id)


def go_alone(scene: Scene, dossier: Dossier) -> None:
    """*Ga zelf verder*: only where all that applies is light; deadline reminders, no begeleider
    until asked."""
    plan = scene.plan(dossier)
    if dossier.with_staff or not plan.is_light:
        scene.say(scene.texts("bewoner.niet-zelf"), dossier=dossier.id)
        return
    alone = scene.save(dossier, status="zelf-verder", move="bewoner", revising=None)
    scene.know(current=None, mode="vrij")
    scene.log(alone, "zelf-verder")
    deadline = judge(plan, scene.today).first_deadline
    text = lines(
        scene.texts(
            "bewoner.zelf-verder", dag=write_day(deadline.by) if deadline and deadline.by else ""
        ),
    )
    rows = after_rows(scene, plan)
    scene.say(text, *rows, [scene.button("begeleider-erbij", "verstuur")], dossier=alone.id)
