"""Cutting a knot (*ontknoping*), and letting a plan rest: the resident hears by which day."""

from datetime import date, time

from bot.core.agenda import agenda_file
from bot.core.dossier import Dossier, Knot, Slot
from bot.core.knowledge import Member
from bot.core.promising import close_of, news
from bot.core.scene import Scene
from bot.core.staff.answers import pass_on_answer
from bot.core.staff.fields import Filled
from bot.core.staff.resting import rest_until, wake_up
from bot.core.staff.told import Told
from bot.core.texts import plain
from bot.core.writing import write_day

DECIDES = "besluit-aan:"
"""So begins the handle of a question for a decision; a reply to it reaches the owner."""
DECIDED = "antwoord van wie beslist"
AGENDA = "besluit.ics"
FROM = time(16)
"""A decision is asked for at the end of its day."""


def put_on_the_table(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """*Beslistafel*: the question, the choices, who decides, and by when."""
    by = date.fromisoformat(filled["dag"])
    knot = Knot(
        question=filled["beslisvraag"],
        choices=filled["keuzes"].strip(),
        decider=filled["beslisser"],
        by=by,
    )
    news(scene, dossier, close_of(scene, by), knot=knot, move="team")
    scene.say(
        scene.texts(
            "team.op-de-beslistafel",
            code=dossier.code,
            vraag=knot.question,
            keuzes=knot.choices,
            beslisser=knot.decider,
            dag=write_day(by),
        ),
        dossier=dossier.id,
        document=(AGENDA, _agenda(scene, dossier, by)),
    )
    _ask_decider(scene, dossier, knot)
    return Told({"vraag": knot.question, "beslisser": knot.decider, "dag": write_day(by)})


def _agenda(scene: Scene, dossier: Dossier, by: date) -> str:
    """The day of the decision, for the owner's own agenda."""
    calendar = scene.knowledge.calendar
    slot = Slot(start=calendar.at_local(by, FROM), end=close_of(scene, by))
    title = plain(scene.texts("team.beslistafel-titel", code=dossier.code))
    return agenda_file(f"besluit-{dossier.id}", title, slot, scene.now)


def _ask_decider(scene: Scene, dossier: Dossier, knot: Knot) -> None:
    """Who decides hears the question and the day, when they are a connected member."""
    named = (m for m in scene.knowledge.team.values() if m.name == knot.decider)
    chats = (scene.situation.chat_of(member.id) for member in named)
    chat = next((one for one in chats if one is not None and one != scene.chat), None)
    if chat is not None:
        scene.send(
            chat,
            scene.texts(
                "team.beslis-vraag",
                naam=scene.member.name,
                code=dossier.code,
                dag=write_day(knot.by),
                vraag=knot.question,
                keuzes=knot.choices,
            ),
            dossier=dossier.id,
            name=f"{DECIDES}{dossier.id}:{scene.situation.fresh}",
        )


def decided(scene: Scene, dossier: Dossier, member: Member, text: str) -> None:
    """What the decider replied, perhaps edited: the owner tells the resident."""
    tell = "meld-besluit" if dossier.status == "beslistafel" else "antwoord"
    pass_on_answer(scene, dossier, member, DECIDED, text, tell)


def tell_outcome(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """The outcome reaches the resident the same day: what can be expected, and what not."""
    knot = dossier.knot
    decided = knot.model_copy(update={"outcome": filled["besluit"]}) if knot else None
    news(scene, dossier, knot=decided, move="begeleider")
    scene.say(scene.texts("team.bewoner-weet-het"), dossier=dossier.id)
    return Told(
        {
            "vraag": knot.question if knot else "",
            "beslisser": knot.decider if knot else "",
            "besluit": filled["besluit"],
            "wel": filled["wat-wel"],
            "niet": filled["wat-niet"],
        }
    )


def rest(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """*Laat rusten*: with its reason, until a day; until then the clocks stand still."""
    until = date.fromisoformat(filled["rust-tot"])
    resting = rest_until(scene, dossier, filled["reden-rust"], until)
    news(scene, resting, resting.next_date)
    scene.say(scene.texts("team.bewoner-weet-het"), dossier=dossier.id)
    return Told({"reden": filled["reden-rust"], "dag": write_day(until)})


def wake(scene: Scene, dossier: Dossier, _: Filled) -> Told:
    """*Ga weer verder*: the clocks run again."""
    changed = wake_up(scene, dossier)
    scene.say(scene.texts("team.bewoner-weet-het"), dossier=dossier.id)
    return Told({"dag": write_day(scene.local(changed.next_date or scene.now).date())})
