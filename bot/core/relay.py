"""Relaying people's words, both ways. Each message says who speaks: name and role.

What is relayed is composed from the cleaned and masked text; nothing is ever forwarded.
"""

from markupsafe import Markup

from bot.core import abroad
from bot.core.decision import Source
from bot.core.dossier import Dossier, Holding
from bot.core.happenings import File
from bot.core.promising import news
from bot.core.readers.intent import reads_as_thanks
from bot.core.scene import Scene
from bot.core.staff import card
from bot.core.staff.buttons import action_button
from bot.core.staff.handing import is_quiet
from bot.core.standing_in import away_on
from bot.core.telling import attachment
from bot.core.texts import lines, paragraphs
from bot.core.writing import write_day

SEEN = "👌"


def resident_says(
    scene: Scene,
    dossier: Dossier,
    text: str,
    *,
    file: File | None = None,
    place: tuple[float, float] | None = None,
    source: Source | None = None,
    tapped: bool = False,
) -> None:
    """A resident's words to their begeleider; to the card while nobody has picked it up. Whoever
    `tapped` a button did not type its words, and that is said."""
    source = source or scene.source
    typed = text if not tapped else ""
    answers = f"{dossier.asks_resident} {text}" if dossier.asks_resident and typed else ""
    scene.log(dossier, "tikte op" if tapped else "bericht", text, file=file, source=source)
    if answers:
        scene.log(dossier, "antwoord op een vraag", answers)
    if file is not None:
        scene.fetch(file)
    asks = "" if answers else dossier.asks_resident
    changed = scene.save(dossier, asks_resident=asks)
    if file is not None or place is not None or not reads_as_thanks(text):
        # Whoever only says thanks waits for nothing.
        waits_since = dossier.wrote_at or (scene.now if dossier.claimed_at else None)
        changed = scene.save(changed, move="begeleider", wrote_at=waits_since)
    owner_chat = scene.owner_chat(dossier)
    if dossier.claimed_at is None or owner_chat is None:
        _keep_for_later(scene, changed, text or _told_place(scene, place))
        return
    _tell_of_stand_in(scene, changed)
    _end_form(scene, owner_chat)
    name = scene.plan(dossier).name or ""
    head = "team.bewoner-tikte" if tapped else "team.van-bewoner"
    rests = dossier.status == "rustend"
    scene.send(
        owner_chat,
        lines(
            scene.texts(head, naam=name, code=dossier.code),
            scene.texts("team.woorden", woorden=text) if text else None,
        ),
        [action_button(scene, "ga-weer-verder", plan=dossier.id)] if rests else [],
        dossier=dossier.id,
        cls="relay",
        source=source,
        file=file,
        place=place,
        silent=not in_office_hours(scene),
        confirm=True,
    )


def _end_form(scene: Scene, chat: str) -> None:
    """Who was filling in something will answer these words first: what they type next is no longer
    the next field, and no resident reads what was meant for another."""
    filling_in = next((p for p in scene.situation.people if p.chat == chat and p.form), None)
    if filling_in is not None:
        scene.know_of(filling_in, form=None)


def _tell_of_stand_in(scene: Scene, dossier: Dossier) -> None:
    """The resident hears once who reads along while their begeleider is away, or that nobody
    does."""
    team = scene.knowledge.team
    away = away_on(dossier.owner or "", team, scene.today)
    if away is None or away.key == dossier.stand_in_told:
        return
    scene.save(dossier, stand_in_told=away.key)
    scene.say(
        scene.texts(
            "bewoner.vervanger",
            naam=scene.owner_name(dossier),
            vervanger=team[away.stand_in].name if away.stand_in else "",
            telefoon=scene.knowledge.municipality.phone,
            code=dossier.code,
            dag=write_day(away.leave.last),
        ),
        dossier=dossier.id,
    )


def _keep_for_later(scene: Scene, dossier: Dossier, text: str) -> None:
    """Nobody reads along yet: the words stand on the card, and the resident hears that."""
    changed = scene.save(dossier, extras=(*dossier.extras, text)) if text else dossier
    card.update(scene, changed)
    language = abroad.spoken_in(scene, dossier)
    abroad_too = scene.texts.render(language.after_sending) if language else None
    said = abroad_too or scene.texts("bewoner.erbij-voor-begeleider")
    scene.say(said, dossier=dossier.id)


def _told_place(scene: Scene, place: tuple[float, float] | None) -> str:
    if place is None:
        return ""
    return f"{scene.texts('bewoner.gedeelde-plek')} ({place[0]:.5f}, {place[1]:.5f})"


def staff_says(
    scene: Scene,
    dossier: Dossier,
    text: str,
    *,
    file: File | None = None,
    place: tuple[float, float] | None = None,
    source: Source | None = None,
) -> None:
    """A member's words to the resident. While the plan is with the team they count as contact, and
    promise the next; after it was closed they are only words."""
    source = source or scene.source
    scene.log(dossier, "bericht", text, file=file, source=source)
    if file is not None:
        scene.fetch(file)
    changed = _in_contact(scene, dossier) if dossier.with_staff else dossier
    scene.send(
        dossier.resident,
        paragraphs(
            _said_by_member(scene, text, Holding(attached=file, place=place)),
            _next_word(scene, changed) if changed.with_staff else None,
        ),
        dossier=dossier.id,
        cls="relay",
        source=source,
        file=file,
        place=place,
        silent=is_quiet(scene),
        confirm=True,
    )
    card.update(scene, changed)


def _in_contact(scene: Scene, dossier: Dossier) -> Dossier:
    return news(
        scene,
        dossier,
        status="in-begeleiding" if dossier.status == "opgepakt" else dossier.status,
        spoken_at=scene.now,
        revising=None,
        wrote_at=None,
        move="team" if dossier.status == "beslistafel" else "begeleider",
    )


def _said_by_member(scene: Scene, text: str, sent: Holding) -> Markup:
    member = scene.member
    return lines(
        scene.texts(
            "bewoner.van-begeleider",
            naam=member.name,
            functie=member.title,
            bijlage="" if text else attachment(sent, scene.texts),
        ),
        scene.texts("bewoner.woorden", woorden=text) if text else None,
    )


def _next_word(scene: Scene, dossier: Dossier) -> Markup:
    day = scene.local(dossier.next_date or scene.now).date()
    return scene.texts("bewoner.hoort-weer", naam=scene.member.name, dag=write_day(day))


def in_office_hours(scene: Scene) -> bool:
    return scene.knowledge.calendar.next_working_moment(scene.now) <= scene.now
