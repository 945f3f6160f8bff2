"""Where a press lands that is about the conversation itself rather than about an answer."""

from bot.core.decision import Button
from bot.core.dossier import Chosen, Dossier, Holding
from bot.core.intake import CALL
from bot.core.promising import news
from bot.core.relay import resident_says
from bot.core.resident import idea, papers, welcome
from bot.core.resident.adding import add, file_to_plan, to_sent_plan
from bot.core.resident.asking import go_on
from bot.core.scene import Scene, about, source_of
from bot.core.staff import card
from bot.core.staff.resting import wake_up
from bot.core.telling import shortened


def resume(scene: Scene, dossier: Dossier) -> None:
    """*Ga verder*: at the same question; a pause ends, and a rest: the begeleider hears it."""
    scene.know(current=dossier.id, mode="vrij", holding=None)
    changed = scene.save(dossier, snoozed_until=None)
    if changed.status == "concept":
        go_on(scene, changed, scene.texts("bewoner.fijn-terug", idee=changed.idea))
        return
    if changed.status == "rustend":
        changed = _wakes(scene, changed)
    papers.show_status(scene, changed)


def _wakes(scene: Scene, dossier: Dossier) -> Dossier:
    woken = wake_up(scene, dossier)
    scene.log(woken, "wil weer verder")
    owner = scene.owner_chat(woken)
    if owner is not None:
        name = scene.plan(woken).name or ""
        scene.send(
            owner,
            scene.texts("team.bewoner-gaat-verder", code=woken.code, naam=name),
            dossier=woken.id,
            silent=True,
        )
    card.update(scene, woken)
    return woken


def to_chosen_plan(scene: Scene, value: str) -> None:
    """The plan that the waiting words were for."""
    dossier, held = scene.held_for(value)
    if held is None:
        old_button(scene)
        return
    scene.know(mode="vrij", holding=None)
    if value == about("nieuw", held):
        idea.begin(scene, held.text)
    else:
        _place(scene, dossier, held)


def _place(scene: Scene, dossier: Dossier | None, held: Holding) -> None:
    if dossier is None or not dossier.is_open or dossier.resident != scene.chat:
        old_button(scene)
    elif held.place is not None and dossier.with_staff:
        resident_says(scene, dossier, held.text, place=held.place, source=source_of(held))
    elif held.attached is not None:
        file_to_plan(scene, dossier, held.attached, held.text, source_of(held))
    elif dossier.status == "concept":
        scene.know(current=dossier.id)
        add(scene, dossier, held.text, source_of(held))
    else:
        to_sent_plan(scene, dossier, held.text, source_of(held))


def idea_after_all(scene: Scene) -> None:
    """What looked like something for another desk is an idea all the same."""
    held = scene.person.holding
    if scene.person.notice_version is None:
        welcome.greet(scene)
    if held is None or not held.text:
        scene.know(mode="nieuw-idee", holding=None)
        scene.say(scene.texts("bewoner.wat-wil-je"))
    else:
        idea.start(scene, held.text)


def asks_to_be_called(scene: Scene, dossier: Dossier) -> None:
    """*Bel mij liever*: the begeleider hears it; the clock of the next date stays. Without a number
    nobody can call, so it is asked for."""
    wants = {q.id: Chosen(option=CALL) for q in scene.knowledge.questions if q.kind == "bellen"}
    changed = scene.save(dossier, answers={**dossier.answers, **wants})
    resident_says(scene, changed, scene.texts.label("bel-mij"), tapped=True)
    card.update(scene, scene.dossier(changed.id) or changed)
    scene.know(current=dossier.id)
    has_number = dossier.phone is not None
    share = Button(label=scene.texts.label("deel-nummer"), action="deel-nummer", share="phone")
    scene.say(
        scene.texts("bewoner.wordt-gebeld", heeft_nummer=has_number),
        [] if has_number else [share],
        dossier=dossier.id,
    )


def thanks(scene: Scene, dossier: Dossier) -> None:
    scene.log(dossier, "akkoord")
    card.update(scene, dossier)
    scene.say(scene.texts("bewoner.fijn-zo"), dossier=dossier.id)


def old_button(scene: Scene) -> None:
    """A button of long ago: kindly said, with what can be done now."""
    dossier = scene.dossier(scene.person.current)
    if dossier is not None and dossier.status == "concept":
        go_on(scene, dossier, scene.texts("bewoner.oude-knop"))
    else:
        scene.say(scene.texts("bewoner.oude-knop"))


def after_closing(scene: Scene, dossier: Dossier, held: Holding) -> None:
    """Words after a plan was closed still reach somebody: the begeleider who had it, or they are a
    new idea. One tap says which."""
    held = scene.hold(held, mode="welk-plan")
    owner = scene.knowledge.team.get(dossier.owner or "")
    if owner is None:
        closed_plan(scene, dossier)
        return
    scene.say(
        scene.texts("bewoner.na-afsluiten", idee=shortened(dossier.idea, 60), naam=owner.name),
        [scene.button("stuur-naar", "heropen", about(dossier.id, held), naam=owner.name)],
        [scene.button("nieuw-idee", "welk-plan", about("nieuw", held))],
    )


def reopen(scene: Scene, value: str) -> None:
    """The plan opens again at the begeleider who had it, with the words that were said."""
    dossier, held = scene.held_for(value)
    if dossier is None or held is None or dossier.resident != scene.chat:
        old_button(scene)
        return
    scene.know(mode="vrij", holding=None)
    opened = dossier if dossier.with_staff else _open_again(scene, dossier)
    resident_says(
        scene, opened, held.text, file=held.attached, place=held.place, source=source_of(held)
    )
    scene.say(scene.texts("bewoner.heropend"), dossier=dossier.id)


def asks_to_look_again(scene: Scene, dossier: Dossier) -> None:
    """Somebody is unhappy with how it went: it opens again, and its begeleider must answer."""
    if dossier.is_open or dossier.owner is None:
        closed_plan(scene, dossier)
        return
    opened = _open_again(scene, dossier)
    resident_says(scene, opened, scene.texts.label("heropen-verzoek"), tapped=True)
    scene.say(scene.texts("bewoner.heropend"), dossier=dossier.id)


def _open_again(scene: Scene, dossier: Dossier) -> Dossier:
    """At whoever had it; who had not picked it up yet, still has to."""
    had_it = dossier.claimed_at is not None
    opened = news(
        scene,
        dossier,
        status="in-begeleiding" if had_it else "ingediend",
        closed_at=None,
        waits_since=dossier.waits_since if had_it else scene.now,
        wrote_at=None,
    )
    scene.log(opened, "heropend")
    card.update(scene, opened)
    return opened


def closed_plan(scene: Scene, dossier: Dossier) -> None:
    scene.say(
        scene.texts("bewoner.plan-is-klaar", idee=dossier.idea),
        [scene.button("nieuw-idee", "nieuw")],
        dossier=dossier.id,
    )
