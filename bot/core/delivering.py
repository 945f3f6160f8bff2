"""What the world answered: it arrived, it did not, the topic exists."""

from typing import Literal

from bot.core.dossier import Dossier
from bot.core.relay import SEEN
from bot.core.reminding.to_resident import WORD
from bot.core.scene import Scene
from bot.core.situation import Shown
from bot.core.telling import shortened
from bot.core.texts import plain

Why = Literal["blocked", "refused", "gone", "uncertain"]


def delivered(scene: Scene) -> None:
    """Relayed words arrived: whoever said them sees it as a reaction."""
    shown = scene.situation.shown
    if shown is not None and shown.source is not None:
        scene.react_on(shown.source, SEEN)


def undelivered(scene: Scene, why: Why) -> None:
    """A send failed: the sender hears it, the timeline shows it, a person who blocked the bot is
    no longer reminded. Somebody whom even the greeting could not reach is forgotten."""
    shown = scene.situation.shown
    if shown is None:
        return
    dossier = scene.dossier(shown.dossier)
    if why == "blocked":
        _blocked(scene, shown)
    if dossier is None or why == "gone":
        return
    scene.log(dossier, "niet-aangekomen", why, who="bot", visible=False)
    if (shown.name or "").startswith(WORD) and why != "blocked":
        scene.mark(dossier, unheard_at=scene.now)
    if shown.cls == "relay" and shown.source is not None:
        _tell_sender(scene, shown, dossier, why)
    elif why == "blocked" and shown.chat == dossier.resident:
        _tell_owner(scene, dossier)


def _blocked(scene: Scene, shown: Shown) -> None:
    person = scene.situation.person
    if person is None or person.chat != shown.chat:
        return
    plans = [d for d in scene.dossiers() if d.resident == person.chat]
    if person.member is None and all(d.status == "concept" for d in plans):
        for dossier in plans:
            scene.forget_dossier(dossier)
        scene.forget_person()
    else:
        scene.know_of(person, blocked=True)


def _tell_sender(scene: Scene, shown: Shown, dossier: Dossier, why: Why) -> None:
    sender = shown.source.chat if shown.source else ""
    to_resident = shown.chat == dossier.resident
    scene.send(
        sender,
        scene.texts(
            "team.niet-aangekomen" if to_resident else "bewoner.niet-aangekomen",
            code=dossier.code,
            waarom=why,
            woorden=shortened(_said_in(shown), 80),
            telefoon=scene.knowledge.municipality.phone,
        ),
        dossier=dossier.id,
    )


def _said_in(shown: Shown) -> str:
    """The words themselves, without the line that says who speaks."""
    head, _, words = plain(shown.text).partition("\n")
    return words or head


def _tell_owner(scene: Scene, dossier: Dossier) -> None:
    chat = scene.owner_chat(dossier)
    if chat is not None:
        scene.send(chat, scene.texts("team.bewoner-blokkeert", code=dossier.code))


def topic_made(scene: Scene, ident: str) -> None:
    dossier = scene.dossier(ident)
    if dossier is not None:
        scene.mark(dossier, topic=scene.situation.origin.topic)


def fetched(scene: Scene, path: str | None) -> None:
    """A file that could not be fetched is not silently gone: its sender hears it."""
    dossier = scene.dossier(scene.situation.pointed)
    if path is not None:
        return
    if dossier is not None:
        scene.log(dossier, "bestand-niet-gehaald", who="bot", visible=False)
    name = "team.bestand-kwijt" if scene.person.member else "bewoner.bestand-kwijt"
    scene.send(scene.chat, scene.texts(name), dossier=dossier.id if dossier else None)
