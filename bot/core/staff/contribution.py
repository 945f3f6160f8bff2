"""A contribution from the budget of the wijk: the wijkregisseur's short card, and /budget."""

from markupsafe import Markup

from bot.core.budget import Purse
from bot.core.dossier import AskedBudget, Dossier
from bot.core.knowledge import Member
from bot.core.scene import Row, Scene
from bot.core.staff.buttons import action_button
from bot.core.telling import tell_place, title
from bot.core.texts import lines, paragraphs
from bot.core.writing import write_day, write_euros


def request_text(scene: Scene, dossier: Dossier, asked: AskedBudget) -> Markup:
    """What, where, how much, and what is left of the year's budget after it."""
    plan = scene.plan(dossier)
    purse = scene.purse(dossier)
    left = max(0, purse.left - asked.euros) if purse else 0
    return scene.texts(
        "team.budget-kaart",
        naam=scene.owner_name(dossier),
        code=dossier.code,
        bedrag=write_euros(asked.euros),
        wat=title(plan),
        waar=tell_place(plan.at.place, plan) if plan.at else "",
        wijk=wijk_name(scene, plan.wijk),
        jaar=scene.today.year,
        over=write_euros(left),
        budget=write_euros(purse.budget) if purse else "",
    )


def request_rows(scene: Scene, dossier: Dossier) -> list[Row]:
    plan = dossier.id
    return [
        [action_button(scene, "geef-budget", plan=plan)],
        [action_button(scene, "vraag-eerst-na", plan=plan)],
    ]


def end_request(scene: Scene, dossier: Dossier, asked: AskedBudget, text: str) -> None:
    """The card has no buttons any more, and says what became of it."""
    decided_by = scene.knowledge.team.get(scene.person.member or "")
    scene.edit(
        asked.card,
        scene.texts(
            text,
            code=dossier.code,
            bedrag=write_euros(asked.euros),
            naam=decided_by.name if decided_by else "",
        ),
    )


def told_on_card(scene: Scene, dossier: Dossier) -> Markup | None:
    """The line on the begeleider's card."""
    what = dossier.granted or dossier.asked_budget
    if what is None:
        return None
    member = scene.knowledge.team.get(what.member)
    return scene.texts(
        "team.kaart-bijdrage",
        bedrag=write_euros(what.euros),
        naam=member.name if member else "",
        gegeven=dossier.granted is not None,
    )


def wijk_name(scene: Scene, ident: str | None) -> str:
    wijk = scene.knowledge.wijken.get(ident or "")
    return wijk.name if wijk else ""


def tell_budget(scene: Scene, member: Member) -> None:
    """/budget: of each of their wijken what was given this year, and what is left."""
    told = [_purse(scene, p) for p in scene.situation.purses if member.is_in(p.wijk)]
    scene.say(paragraphs(*told) if told else scene.texts("team.budget-nergens"))


def _purse(scene: Scene, purse: Purse) -> Markup:
    given = [one for one in scene.situation.given if one.wijk == purse.wijk]
    return lines(
        scene.texts(
            "team.budget-stand",
            wijk=wijk_name(scene, purse.wijk),
            jaar=purse.year,
            gegeven=write_euros(purse.granted),
            budget=write_euros(purse.budget),
            over=write_euros(purse.left),
        ),
        *(
            scene.texts(
                "team.budget-regel",
                code=one.code or "",
                bedrag=write_euros(one.euros),
                dag=write_day(scene.local(one.at).date(), short=True),
            )
            for one in given
        ),
    )
