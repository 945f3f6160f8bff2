"""A resident edits an earlier message: never a new message, and the first version is kept."""

from bot.core.dossier import Dossier
from bot.core.intake import next_question
from bot.core.resident import alarms, idea, landing
from bot.core.resident.adding import to_sent_plan
from bot.core.resident.asking import go_on
from bot.core.scene import Scene
from bot.core.situation import Shown
from bot.core.staff import card
from bot.core.telling import shortened
from bot.core.texts import lines


def edited(scene: Scene, text: str) -> None:
    """The idea is read again; relayed or added words change where they stand; an answer stays as
    it was understood, with the way to change it. An emergency goes before all that."""
    earlier = scene.situation.earlier
    dossier = scene.dossier(earlier.dossier) if earlier else None
    alarm = alarms.heard(scene, text)
    if alarm is not None:
        alarms.give_number(scene, alarm, text)
    if alarm is not None and alarm.sure and (earlier is None or not earlier.copies):
        return
    if earlier is None or dossier is None or earlier.text == text:
        return
    if earlier.what == "idee" and dossier.status == "concept":
        idea.reword(scene, dossier, text)
        return
    scene.log(dossier, "bewerkt", text)
    if earlier.copies or earlier.text in dossier.extras:
        _change_words(scene, earlier.text, text)
    elif dossier.is_open:
        button = scene.button("wijzig", "wijzig", dossier.id)
        scene.say(scene.texts("bewoner.bewerkt-antwoord"), [button], dossier=dossier.id)
        if dossier.status == "concept" and next_question(scene.plan(dossier)):
            go_on(scene, dossier)


def _change_words(scene: Scene, before: str, text: str) -> None:
    """The copies in the begeleider's chat, and the words on the card, become the new ones."""
    earlier = scene.situation.earlier
    dossier = scene.dossier(earlier.dossier) if earlier else None
    if earlier is None or dossier is None:
        return
    extras = tuple(text if extra == before else extra for extra in dossier.extras)
    changed = scene.save(dossier, extras=extras)
    name = scene.plan(changed).name or ""
    copies = _copies_with_owner(scene, changed)
    for copy in copies:
        head = scene.texts("team.van-bewoner", naam=name, code=changed.code)
        words = scene.texts("team.woorden", woorden=text)
        scene.edit(copy.outbox, lines(head, words, scene.texts("team.aangepast-bericht")))
    if earlier.copies and not copies:
        _to_who_helps_now(scene, changed, text)
    elif not copies:
        said = scene.texts("bewoner.erbij-gezet", woorden=shortened(text))
        scene.say(said, dossier=dossier.id)
    card.update(scene, scene.dossier(changed.id) or changed)


def _copies_with_owner(scene: Scene, dossier: Dossier) -> list[Shown]:
    """Our copies with whoever helps now: who handed it over, or closed it, reads no new words."""
    earlier, owner = scene.situation.earlier, scene.owner_chat(dossier)
    if earlier is None or not dossier.with_staff or dossier.claimed_at is None:
        return []
    return [copy for copy in earlier.copies if copy.chat == owner]


def _to_who_helps_now(scene: Scene, dossier: Dossier, text: str) -> None:
    """The first words stand in the chat of somebody who no longer has it."""
    if dossier.is_open:
        to_sent_plan(scene, dossier, text)
    else:
        landing.closed_plan(scene, dossier)
