"""*Vraag een collega*: the question stands ready; one tap sends it, or copies it for a mail."""

from bot.core.dossier import Asked, Dossier
from bot.core.knowledge import Contact, Member
from bot.core.promising import news
from bot.core.scene import Row, Scene
from bot.core.staff.answers import pass_on_answer
from bot.core.staff.buttons import action_button
from bot.core.staff.coalition import can_grow
from bot.core.staff.colleagues import answer_by, chat_of, question_to
from bot.core.staff.fields import Filled
from bot.core.staff.told import Told
from bot.core.texts import lines
from bot.core.writing import write_day

QUESTION = "vraag-aan:"
"""So begins the handle of a question in a colleague's chat; a reply to it is the answer."""
ANSWERED = "antwoord van een collega"


def compose(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """The three lines, and what can be done with them."""
    contact = scene.knowledge.contacts[filled["collega"]]
    words = filled.get("vraag", "")
    carried = {"collega": contact.id, **({"vraag": words} if words else {})}
    name = contact.person or contact.name
    rows: list[Row] = []
    if chat_of(scene, contact.id) is not None:
        label = scene.texts.label("stuur-vraag", naam=name)
        rows.append([action_button(scene, "stuur-vraag", label=label, **carried)])
    rows.append([action_button(scene, "kopieer-vraag", **carried)])
    rows.append([action_button(scene, "pas-vraag-aan", collega=contact.id)])
    scene.say(
        lines(
            scene.texts("team.vraag-klaar", collega=name, afdeling=contact.department),
            question_to(scene, dossier, contact, words),
        ),
        *rows,
        dossier=dossier.id,
    )


def send(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """To the colleague's own chat; a reply comes back to the begeleider, not to the resident."""
    contact = scene.knowledge.contacts[filled["collega"]]
    chat = chat_of(scene, contact.id)
    if chat is None:
        return copy(scene, dossier, filled)
    scene.send(
        chat,
        lines(
            question_to(scene, dossier, contact, filled.get("vraag", "")),
            scene.texts("team.vraag-antwoord-zo"),
        ),
        [action_button(scene, "beantwoord", plan=dossier.id)],
        dossier=dossier.id,
        cls="relay",
        name=f"{QUESTION}{dossier.id}:{contact.id}:{scene.situation.fresh}",
        confirm=True,
    )
    return _asked(scene, dossier, contact)


def copy(scene: Scene, dossier: Dossier, filled: Filled) -> Told:
    """The question alone in a message, to copy into a mail."""
    contact = scene.knowledge.contacts[filled["collega"]]
    scene.say(question_to(scene, dossier, contact, filled.get("vraag", "")), dossier=dossier.id)
    scene.say(scene.texts("team.vraag-mail", mail=contact.mail or "", telefoon=contact.phone or ""))
    return _asked(scene, dossier, contact)


def _asked(scene: Scene, dossier: Dossier, contact: Contact) -> Told:
    """The resident hears who was asked, and by when they hear of it. Those who were asked can be
    brought together."""
    until = answer_by(scene)
    asked = Asked(contact=contact.id, at=scene.now, until=until)
    changed = news(scene, dossier, asked=(*dossier.asked, asked), move="begeleider")
    together = can_grow(scene, changed)
    scene.say(
        scene.texts("team.collega-gevraagd", afdeling=contact.department, samen=together),
        [action_button(scene, "maak-coalitie")] if together else [],
        dossier=dossier.id,
    )
    return Told({"afdeling": contact.department, "dag": write_day(until)})


def answered(scene: Scene, dossier: Dossier, _: Filled) -> None:
    """*Collega antwoordde*: whoever was asked first and did not answer yet."""
    close_question(scene, dossier)
    scene.say(scene.texts("team.collega-antwoordde", code=dossier.code), dossier=dossier.id)


def close_question(scene: Scene, dossier: Dossier, contact: str = "") -> Dossier:
    """The oldest open question, of this contact if one is named, has its answer."""
    asked = list(dossier.asked)
    for at, one in enumerate(asked):
        if one.answered_at is None and contact in ("", one.contact):
            asked[at] = one.model_copy(update={"answered_at": scene.now})
            break
    return scene.save(dossier, asked=tuple(asked))


def reply(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """*Typ je antwoord*: the same as a reply to the question."""
    member = scene.member
    replied(scene, dossier, member, filled["collega-antwoord"])


def replied(scene: Scene, dossier: Dossier, member: Member, text: str) -> None:
    """A colleague's answer: kept as a note, and shown to the owner; also when the plan is no longer
    with the team, but then it changes nothing."""
    if dossier.with_staff:
        dossier = close_question(scene, dossier, member.contact or "")
    reworded(scene, dossier, member, text)


def reworded(scene: Scene, dossier: Dossier, member: Member, text: str) -> None:
    """The words of that answer, perhaps edited."""
    pass_on_answer(scene, dossier, member, ANSWERED, text)
