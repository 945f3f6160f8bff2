"""What a resident can take along: the answers to copy, a note for the neighbours, the status."""

from markupsafe import Markup

from bot.core.agreements import as_resident_reads, ready_rows
from bot.core.dossier import Dossier
from bot.core.moments import open_terms
from bot.core.plan import Plan
from bot.core.promising import awaited
from bot.core.scene import Row, Scene
from bot.core.telling import answered, together, told, told_or_open
from bot.core.texts import lines, paragraphs
from bot.core.writing import write_day


def copy_answers(scene: Scene, dossier: Dossier) -> None:
    """The answers under each other, to paste into the form."""
    plan = scene.plan(dossier)
    rows = [
        scene.texts(
            "bewoner.antwoord-regel",
            vraag=scene.texts.render(question.short).capitalize(),
            antwoord=told_or_open(question, answer, plan),
        )
        for question, answer in answered(plan)
        if question.kind != "bellen"
    ]
    head = scene.texts("bewoner.antwoorden", idee=dossier.idea)
    extras = [scene.texts("bewoner.erbij-gezet", woorden=e) for e in dossier.extras]
    scene.say(lines(head, *rows, *extras), dossier=dossier.id)


def write_note(scene: Scene, dossier: Dossier) -> None:
    """A note for the neighbours, ready to print or to pass on."""
    plan = scene.plan(dossier)
    place, moment = plan.at, plan.moment
    text = scene.texts(
        "bewoner.briefje",
        naam=plan.name or "",
        idee=dossier.idea,
        plek=(place.place.name or place.place.words) if place else "",
        wanneer=_told_moment(plan),
        heeft_dag=moment is not None,
    )
    scene.say(text, dossier=dossier.id)


def _told_moment(plan: Plan) -> str:
    return next((told(q, a, plan) for q, a in answered(plan) if q.kind == "moment"), "")


def show_status(scene: Scene, dossier: Dossier) -> None:
    scene.say(
        status_told(scene, dossier),
        *ready_rows(scene, dossier),
        *_status_rows(scene, dossier),
        dossier=dossier.id,
    )


def status_told(scene: Scene, dossier: Dossier) -> Markup:
    """The same truth that staff see: the status, whose move it is, the next date, and what was
    agreed."""
    owner = scene.knowledge.team.get(dossier.owner or "") if dossier.claimed_at else None
    terms = open_terms(dossier, scene.knowledge, scene.now)
    term = next(iter(terms), None)
    text = scene.texts(
        "bewoner.status",
        code=dossier.code or "",
        idee=dossier.idea,
        status=dossier.status,
        bij_team=dossier.with_staff,
        begeleider=owner.name if owner else "",
        aan_zet=dossier.move,
        gesproken=write_day(scene.local(dossier.spoken_at).date()) if dossier.spoken_at else "",
        datum=write_day(scene.local(dossier.next_date).date()) if dossier.next_date else "",
        doe=together(terms[term], scene.plan(dossier)) if term else "",
        termijn=write_day(term) if term else "",
        wacht_op=awaited(dossier, scene.knowledge),
    )
    return paragraphs(text, as_resident_reads(scene, dossier))


def _status_rows(scene: Scene, dossier: Dossier) -> list[Row]:
    if dossier.status == "concept":
        return [[scene.button("ga-verder", "ga-verder")]]
    if dossier.is_open:
        return [[scene.button("wijzig", "wijzig"), scene.button("lees-regels", "lees-regels")]]
    return [[scene.button("nieuw-idee", "nieuw")]]
