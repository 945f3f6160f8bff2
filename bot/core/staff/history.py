"""*Lees alles*: the reasons for each match, the five facts, and what was said, in order."""

from markupsafe import Markup

from bot.core.dossier import Dossier
from bot.core.masking import hide_phones
from bot.core.plan import Plan
from bot.core.scene import Scene
from bot.core.situation import Line
from bot.core.telling import answered, quoted, told
from bot.core.texts import lines, paragraphs
from bot.core.writing import write_day, write_time


def tell_all(scene: Scene, dossier: Dossier) -> None:
    """Everything staff may read of a plan. Its phone number is not part of it."""
    plan = scene.plan(dossier)
    text = paragraphs(
        scene.texts("team.alles-kop", code=dossier.code, idee=dossier.idea),
        _reasons(scene, plan),
        _five_facts(scene, plan),
        _questions(scene, plan),
        _timeline(scene),
    )
    is_theirs = dossier.claimed_at is not None and dossier.owner == scene.person.member
    private = scene.situation.origin.side == "private"
    shown = text if is_theirs and private else Markup(hide_phones(text))
    scene.say(shown, dossier=dossier.id)


def _reasons(scene: Scene, plan: Plan) -> str:
    """Each rule that applies, and which words or ticks brought it."""
    rows = []
    for rule in plan.rules:
        reason = plan.reasons.get(rule.id)
        ticked = [o.short for o in plan.ticked if rule.id in o.brings]
        rows.append(
            scene.texts(
                "team.alles-regel",
                titel=scene.texts.render(rule.title),
                gewicht=rule.weight,
                woorden=quoted(reason.why) if reason else "",
                gevinkt=quoted(ticked),
                bronnen="; ".join(source.name for source in rule.sources),
            )
        )
    return (
        lines(scene.texts("team.alles-regels"), *rows)
        if rows
        else scene.texts("team.alles-geen-regel")
    )


def _five_facts(scene: Scene, plan: Plan) -> str:
    """Cost, yield, duration, parties, the municipality's part: filled in from what was said; what
    is missing is the begeleider's homework, never the resident's."""
    said = {q.id: told(q, a, plan) for q, a in answered(plan)}
    return scene.texts(
        "team.vijf-feiten",
        kosten=" ".join(scene.texts.render(r.costs) for r in plan.rules if r.costs),
        duur=said.get("moment", ""),
        partijen="; ".join(p for p in (said.get("mensen", ""), said.get("buren", "")) if p),
        gemeente=", ".join(
            dict.fromkeys(scene.knowledge.contacts[r.contact].name for r in plan.rules)
        ),
        waarom=said.get("waarom", ""),
    )


def _questions(scene: Scene, plan: Plan) -> Markup | None:
    """What the resident asked meanwhile, and whether the program answered it."""
    rows = [
        scene.texts("team.alles-vraag", woorden=text, open=text in plan.dossier.open_questions)
        for text in plan.dossier.questions
    ]
    return lines(scene.texts("team.alles-vragen"), *rows) if rows else None


def _named(scene: Scene, line: Line) -> str:
    """The words of a line; a plan that was given to a member names them."""
    given_to = scene.knowledge.team.get(line.text) if line.what == "toegewezen" else None
    return given_to.name if given_to else line.text


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
                wat=line.what,
                tekst=_named(scene, line),
                intern=not line.visible,
            )
        )
    return lines(scene.texts("team.alles-verloop"), *rows)
