"""Sending a plan to the team, or going on alone."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.core import abroad
from bot.core.decision import Button
from bot.core.dossier import Dossier
from bot.core.due import plan as plan_due
from bot.core.handoff import choose
from bot.core.moments import open_terms
from bot.core.plan import Plan
from bot.core.promising import within
from bot.core.resident.asking import go_on
from bot.core.scene import Row, Scene
from bot.core.similar import most_alike
from bot.core.staff import handing
from bot.core.telling import wants_call
from bot.core.texts import lines
from bot.core.verdict import Task, judge
from bot.core.writing import in_numbers, write_day


def send(scene: Scene, dossier: Dossier) -> None:
    """*Verstuur naar een begeleider*: the code, who reads it, and by when they call or write.

    Only an empty idea stops it. Pressing twice changes nothing: the second press hears the code."""
    if dossier.with_staff:
        return already_sent(scene, dossier)
    if not dossier.idea:
        return go_on(scene, dossier)
    plan = scene.plan(dossier)
    is_busy, promised = promised_moment(scene, plan)
    sent = scene.save(
        dossier,
        code=dossier.code or scene.next_code(),
        status="ingediend",
        move="begeleider",
        sent_at=scene.now,
        waits_since=scene.now,
        news_at=scene.now,
        next_date=promised,
        promised_by=promised,
        revising=None,
        like=most_alike(plan, scene.situation.others, scene.now),
    )
    scene.know(current=None, mode="vrij")
    scene.log(sent, "verstuurd")
    _tell_resident(scene, sent, plan, promised, is_busy=is_busy)
    handing.hand_over(scene, scene.dossier(sent.id) or sent)
    return None


def promised_moment(scene: Scene, plan: Plan) -> tuple[bool, datetime]:
    """Whether the team is too busy for the usual promise, and the end of the day that it can
    promise: somebody must have room for the plan, and work before then."""
    choice = choose(plan, scene.situation, scene.today)
    municipality = scene.knowledge.municipality
    is_busy = choice is None or not (choice.has_room and choice.in_time)
    days = municipality.busy_promise_days if is_busy else municipality.promise_days
    return is_busy, within(scene, days)


def _tell_resident(
    scene: Scene, dossier: Dossier, plan: Plan, promised: datetime, *, is_busy: bool
) -> None:
    language = abroad.spoken_in(scene, dossier)
    if language is not None:
        abroad.tell_sent(scene, dossier, language, in_numbers(scene.local(promised).date()))
        return
    wijk = scene.knowledge.wijken.get(plan.wijk or "")
    text = lines(
        scene.texts("bewoner.verstuurd", code=dossier.code),
        scene.texts(
            "bewoner.belofte",
            team=wijk.team_name if wijk else "",
            bellen=wants_call(plan),
            dag=write_day(scene.local(promised).date()),
            geen_regel=plan.no_rule,
            druk=is_busy,
        ),
        _do_it_yourself(scene, dossier),
        scene.texts("bewoner.alvast", geen_regel=plan.no_rule),
    )
    scene.say(text, *after_rows(scene, plan), dossier=dossier.id)


def _do_it_yourself(scene: Scene, dossier: Dossier) -> Markup | None:
    """What belongs to it is done by the resident; where a reminder will come, that is said."""
    formal = [task for task in judge(scene.plan(dossier)).tasks if task.is_formal]
    terms = open_terms(dossier, scene.knowledge, scene.now)
    if terms:
        day, tasks = next(iter(terms.items()))
        return scene.texts(
            "bewoner.zelf-aanvragen-voor",
            dag=write_day(day),
            formeel=any(task.is_formal for task in tasks),
            herinnering=will_remind(scene, dossier),
            **_how_to_ask(formal),
        )
    return scene.texts("bewoner.zelf-aanvragen", **_how_to_ask(formal)) if formal else None


def _how_to_ask(formal: Sequence[Task]) -> dict[str, bool]:
    """Whether reporting is enough, and whether there is a form for it."""
    return {
        "alleen_melden": all(task.todo.asks == "melden" for task in formal),
        "formulier": any(rule.channel.form for task in formal for rule in task.rules),
    }


def will_remind(scene: Scene, dossier: Dossier) -> bool:
    """Whether a reminder of a term is still to come."""
    reminders = scene.knowledge.reminders
    return any(
        reminders[due.reminder].condition == "termijn-nadert"
        for due in plan_due(dossier, scene.knowledge, scene.now)
    )


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
    term = next(iter(open_terms(alone, scene.knowledge, scene.now)), None)
    text = scene.texts(
        "bewoner.zelf-verder",
        dag=write_day(term) if term else "",
        herinnering=will_remind(scene, alone),
    )
    rows = after_rows(scene, plan)
    scene.say(text, *rows, [scene.button("begeleider-erbij", "verstuur")], dossier=alone.id)
