"""*Signalen*: what staff hear in the street, and what lives in each wijk.

A signal is no case: nobody owns it and no clock runs. When somebody wants to take it up, a code
lets that resident begin their own plan with those words.
"""

import re
from collections.abc import Iterable
from datetime import timedelta

from markupsafe import Markup

from bot.core.decision import Button, Signal
from bot.core.happenings import DigestDue, Happening, Pressed, Said
from bot.core.knowledge import Member
from bot.core.masking import hide_phones
from bot.core.readers.place import find_place
from bot.core.scene import Scene
from bot.core.situation import Heard
from bot.core.texts import lines, paragraphs
from bot.core.writing import write_day

TOLD = re.compile(r"^/signaal(?:@\w+)?(?:\s+(.*))?$", re.DOTALL | re.IGNORECASE)
ASKED = re.compile(r"^/signalen(?:@\w+)?\s*$", re.IGNORECASE)
TAKES_IT_UP = "er-is-iemand"
"""The button under a signal: somebody wants to do this."""
LONGEST = 500
DAYS = 30
LOADED = 62
"""So many days are at hand where signals are asked for: this month and the one before it."""


def asks_for_signals(happening: Happening) -> bool:
    """Whether what was heard of late must be at hand."""
    if isinstance(happening, Said):
        return ASKED.match(happening.text.strip()) is not None
    return isinstance(happening, DigestDue)


def asks_for_secret(pressed: Button | None) -> bool:
    """Whether a code will be given away."""
    return pressed is not None and pressed.action == TAKES_IT_UP


def heard(scene: Scene, member: Member, text: str) -> bool:
    """Handle a command about signals; whether it was one."""
    if told := TOLD.match(text.strip()):
        _keep(scene, member, (told[1] or "").strip())
    elif ASKED.match(text.strip()):
        _show(scene, member)
    else:
        return False
    return True


def _keep(scene: Scene, member: Member, said: str) -> None:
    """*/signaal*: one line, in its wijk if the words tell which."""
    words = hide_phones(" ".join(said.split()))[:LONGEST]
    if not words:
        scene.say(scene.texts("team.signaal-hoe"))
        return
    place = find_place(words, scene.knowledge.municipality.wijken)
    wijk = scene.knowledge.wijken.get((place.wijk if place else None) or "")
    scene.signal(Signal(wijk=wijk.id if wijk else None, words=words, member=member.id))
    scene.say(
        scene.texts("team.signaal-bewaard", wijk=wijk.name if wijk else ""),
        [scene.button(TAKES_IT_UP, TAKES_IT_UP, words)],
    )


def give_code(scene: Scene, happening: Pressed, button: Button) -> None:
    """Somebody wants to do this: a code for them, that works once."""
    scene.notice(happening)
    secret = scene.situation.secret
    if secret is None or not button.value:
        scene.say(scene.texts("team.oude-knop"))
        return
    scene.open_with(secret, button.value)
    scene.say(scene.texts("team.signaal-code"))
    scene.say(scene.texts("team.signaal-code-zelf", code=f"/start {secret}"))


def _show(scene: Scene, member: Member) -> None:
    """*/signalen*: the last month, wijk by wijk."""
    if not member.helps:
        scene.say(scene.texts("team.alleen-begeleiders", code="", naam=""))
        return
    first = scene.today - timedelta(days=DAYS)
    told = [heard for heard in scene.situation.signals if heard.day >= first]
    wijken = [*scene.knowledge.wijken.values(), None]
    by_wijk = ((wijk, [h for h in told if h.signal.wijk == (wijk and wijk.id)]) for wijk in wijken)
    parts = [
        _of_wijk(scene, wijk.name if wijk else "", signals) for wijk, signals in by_wijk if signals
    ]
    if not parts:
        scene.say(scene.texts("team.geen-signalen"))
        return
    scene.say(paragraphs(scene.texts("team.signalen", aantal=len(told)), *parts))


def _of_wijk(scene: Scene, name: str, signals: Iterable[Heard]) -> Markup:
    team = scene.knowledge.team
    rows = [
        scene.texts(
            "team.signaal-regel",
            dag=write_day(one.day, short=True),
            woorden=one.signal.words,
            naam=team[one.signal.member].name if one.signal.member in team else "",
        )
        for one in signals
    ]
    return lines(scene.texts("team.signalen-wijk", wijk=name), *rows)
