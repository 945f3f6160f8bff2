"""Somebody who writes in another language: one text in it, and all that they write goes along.

The questions of the intake are in Dutch, so they wait. A person helps, and sees which language.
"""

import re

from markupsafe import Markup

from bot.core.decision import Button
from bot.core.dossier import Dossier
from bot.core.knowledge import Language
from bot.core.scene import Row, Scene

WORD = re.compile(r"[^\W\d_]+")
MORE_THAN_A_GREETING = 3


def language_of(scene: Scene, text: str) -> Language | None:
    """The language of these words, when it is not Dutch."""
    return scene.knowledge.languages.get(scene.knowledge.tongues.recognise(text) or "")


def spoken_in(scene: Scene, dossier: Dossier) -> Language | None:
    """The language in which this resident is answered; None for Dutch."""
    if dossier.in_dutch:
        return None
    return scene.knowledge.languages.get(dossier.language or "")


def is_idea(text: str) -> bool:
    """Whether there is more than a greeting in these words."""
    return len(WORD.findall(text)) >= MORE_THAN_A_GREETING


def welcome(scene: Scene, language: Language, dossier: Dossier | None = None) -> None:
    """What this is, what is kept, and that a person helps; before anything is kept."""
    municipality = scene.knowledge.municipality
    scene.know(notice_version=municipality.privacy_version, notice_at=scene.now)
    text = scene.texts.render(
        language.welcome,
        gemeente=municipality.name,
        telefoon=municipality.phone,
        plan=dossier is not None,
    )
    rows = _rows(language) if dossier is not None else []
    scene.say(text, *rows, dossier=dossier.id if dossier else None)


def send_elsewhere(scene: Scene, language: Language, referral: str) -> None:
    """Not ours: who does this, and how to reach them."""
    refer = scene.knowledge.referrals[referral]
    phone = refer.phone or scene.knowledge.municipality.phone
    values = {"naam": refer.name, "telefoon": phone, "link": refer.link or ""}
    scene.say(scene.texts.render(language.elsewhere, **values))


def show(scene: Scene, dossier: Dossier, language: Language) -> None:
    """In place of the next question: write on, or send it."""
    scene.say(scene.texts.render(language.added), *_rows(language), dossier=dossier.id)


def tell_sent(scene: Scene, dossier: Dossier, language: Language, day: str) -> None:
    phone = scene.knowledge.municipality.phone
    text = scene.texts.render(language.sent, code=dossier.code, datum=day, telefoon=phone)
    scene.say(text, dossier=dossier.id)


def urgent_line(scene: Scene, text: str, phone: str) -> Markup | None:
    """The number once more in the language in which somebody called for help."""
    heard = scene.knowledge.matcher.alarms_abroad.language(text)
    language = scene.knowledge.languages.get(heard or "") or language_of(scene, text)
    return scene.texts.render(language.urgent, telefoon=phone) if language else None


def _rows(language: Language) -> list[Row]:
    send = Button(label=language.send_label, action="verstuur")
    return [[send], [Button(label=language.dutch_label, action="in-het-nederlands")]]
