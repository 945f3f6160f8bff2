"""What a staff member says or presses, in their own chat or in a topic of the group.

In an own chat no text goes anywhere by itself: a Telegram reply to a resident's message goes to
that resident; loose text waits for one tap. In a topic text is internal unless sent on purpose.
"""

import re

from bot.core.budget import BUDGET
from bot.core.decision import Button
from bot.core.dossier import CLOSED_BY_STAFF, Dossier, Holding
from bot.core.happenings import (
    Edited,
    Happening,
    Pressed,
    Said,
    SentFile,
    SentOther,
    SharedPhone,
    SharedPlace,
)
from bot.core.relay import staff_says
from bot.core.scene import Row, Scene, about, source_of
from bot.core.staff import card, doing, editing, lists, seeing, signals, whole
from bot.core.staff.acts import agreeing, asking, deciding, sharing
from bot.core.staff.buttons import PLAN, action_button, filled_by
from bot.core.staff.contribution import tell_budget
from bot.core.staff.fields import LONGEST
from bot.core.staff.helping import tell_help
from bot.core.staff.table import ACTIONS
from bot.core.telling import shortened, words_or_file

ANSWER = re.compile(r"^/antwoord(?:@\w+)?\s+([A-Za-z]{2}-\d{4}-\d{4,})\b\s*(.*)$", re.DOTALL)
ANSWER_HERE = re.compile(r"^/antwoord(?:@\w+)?\s*(.*)$", re.DOTALL)


def listen(scene: Scene, happening: Happening) -> None:
    """One happening of a staff member."""
    match happening:
        case Pressed():
            _pressed(scene, happening)
        case Said(text=text) if text.startswith("/"):
            _commanded(scene, text)
        case Said(text=text):
            _said(scene, text)
        case SentFile(file=file, caption=caption):
            _said(scene, caption, Holding(text=caption, attached=file))
        case SharedPlace(lat=lat, lon=lon):
            _said(scene, "", Holding(place=(lat, lon)))
        case Edited(text=text):
            editing.edited(scene, text)
        case SentOther() | SharedPhone():
            scene.say(scene.texts("team.dat-kan-ik-niet-lezen"))
        case _:
            pass


# --- saying


def _said(scene: Scene, text: str, held: Holding | None = None) -> None:
    pointed = _replied_to(scene)
    form = doing.asked_for(scene, text) if held is None and pointed is None else None
    if held is None and (asked := _shown_as(scene, asking.QUESTION, sharing.COALITION)) is not None:
        asking.replied(scene, asked, scene.member, text)
        card.update(scene, scene.dossier(asked.id) or asked)
    elif held is None and (backed := _shown_as(scene, sharing.BACKING)) is not None:
        sharing.backed(scene, backed, scene.member, text)
    elif held is None and (agreed := _shown_as(scene, agreeing.AGREED)) is not None:
        asking.reworded(scene, agreed, scene.member, text)
    elif held is None and (knot := _shown_as(scene, deciding.DECIDES)) is not None:
        deciding.decided(scene, knot, scene.member, text)
    elif form is not None:
        doing.type_in(scene, *form, text)
    elif not scene.member.helps:
        _elsewhere_in_the_house(scene, text)
    elif scene.situation.origin.side == "group":
        _said_in_topic(scene, held or Holding(text=text))
    elif pointed is not None:
        _send(scene, pointed, _just_said(scene, held or Holding(text=text)))
    else:
        _ask_where_to(scene, held or Holding(text=text))


def _elsewhere_in_the_house(scene: Scene, text: str) -> None:
    """Loose words of a colleague: below a question they are its answer, when one tap says so."""
    latest = scene.situation.latest
    dossier = scene.dossier(latest.dossier) if latest is not None else None
    is_asked = latest is not None and (latest.name or "").startswith(asking.QUESTION)
    if dossier is None or not is_asked or not text:
        tell_help(scene, scene.member)
        return
    ready = action_button(
        scene,
        "beantwoord",
        plan=dossier.id,
        label=scene.texts.label("ja-verstuur"),
        **{"collega-antwoord": text[:LONGEST]},
    )
    name = scene.owner_name(dossier)
    scene.say(
        scene.texts("team.is-dit-antwoord", naam=name, code=dossier.code, woorden=shortened(text)),
        [ready],
        dossier=dossier.id,
    )


def _shown_as(scene: Scene, *handles: str) -> Dossier | None:
    """The plan of the message that this replies to, when its handle begins so: a colleague was
    asked something, or a card was shared."""
    shown = scene.situation.shown
    is_so = shown is not None and (shown.name or "").startswith(handles)
    return scene.dossier(shown.dossier) if shown is not None and is_so else None


def _just_said(scene: Scene, held: Holding) -> Holding:
    """These words as said here and now."""
    origin = scene.situation.origin
    return held.model_copy(update={"chat": origin.chat, "message": origin.message})


def _replied_to(scene: Scene) -> Dossier | None:
    """The dossier of a resident's message that this replies to; a reply to a card is loose text."""
    shown = scene.situation.shown
    is_words = shown is not None and (
        shown.cls == "relay" or (shown.name or "").startswith("antwoord:")
    )
    return scene.dossier(shown.dossier) if shown is not None and is_words else None


def _said_in_topic(scene: Scene, held: Holding) -> None:
    """Internal: kept as a note, with one tap to send it after all."""
    dossier = scene.dossier(scene.situation.pointed)
    if dossier is None:
        scene.say(scene.texts("team.onbekend-onderwerp"))
        return
    _note(scene, dossier, held)
    name = scene.plan(dossier).name or ""
    held = scene.hold(held, mode="notitie-of-bericht")
    scene.say(
        scene.texts("team.notitie-bewaard", code=dossier.code),
        [scene.button("stuur-naar", "stuur", about(dossier.id, held), naam=name)],
        dossier=dossier.id,
        reply_to=scene.situation.origin.message,
    )


def _ask_where_to(scene: Scene, held: Holding) -> None:
    """Nothing leaves before a tap says to whom, or that it is a note."""
    mine = _my_dossiers(scene)
    chosen = scene.dossier(scene.situation.pointed) or scene.dossier(scene.person.current)
    if chosen is not None and chosen in mine:
        mine = [chosen]
    waiting = _waiting_for_pick_up(scene)
    if waiting and chosen not in mine:
        _ask_to_pick_up(scene, waiting)
        return
    if not mine:
        scene.say(scene.texts("team.geen-plannen"))
        return
    held = scene.hold(held, mode="notitie-of-bericht", current=None)
    if len(mine) == 1:
        _ask_send_or_keep(scene, mine[0], held)
        return
    rows: list[Row] = [
        [Button(label=lists.plan_name(scene, d), action="bedoel-plan", value=about(d.id, held))]
        for d in mine
    ]
    scene.say(scene.texts("team.welk-plan", wat=words_or_file(held, scene.texts)), *rows)


def _waiting_for_pick_up(scene: Scene) -> list[Dossier]:
    """The plans that stand between these words and a resident: the one that is pointed at, else
    all that wait for this member, as long as none was picked up."""
    pointed = scene.dossier(scene.situation.pointed)
    if pointed is not None:
        return [pointed] if pointed.with_staff and pointed.claimed_at is None else []
    mine = [d for d in scene.dossiers() if d.with_staff and _is_mine(scene, d)]
    return [] if any(d.claimed_at for d in mine) else mine


def _ask_to_pick_up(scene: Scene, waiting: list[Dossier]) -> None:
    """Words to a resident come from somebody with a name: pick it up first."""
    if len(waiting) > 1:
        scene.say(scene.texts("team.eerst-een-oppakken"), *lists.plan_rows(scene, waiting))
        return
    (dossier,) = waiting
    scene.say(
        scene.texts("team.eerst-oppakken", naam="", code=dossier.code),
        [action_button(scene, "pak-op", plan=dossier.id)],
        dossier=dossier.id,
    )


def _ask_send_or_keep(scene: Scene, dossier: Dossier, held: Holding) -> None:
    name = scene.plan(dossier).name or ""
    this, what = about(dossier.id, held), words_or_file(held, scene.texts)
    scene.say(
        scene.texts("team.sturen-of-bewaren", naam=name, code=dossier.code, wat=what),
        [
            scene.button("stuur-naar", "stuur", this, naam=name),
            scene.button("bewaar-notitie", "bewaar", this),
        ],
        [scene.button("gooi-weg", "gooi-weg")],
        dossier=dossier.id,
    )


def _my_dossiers(scene: Scene) -> list[Dossier]:
    return [
        d
        for d in scene.dossiers()
        if d.with_staff and _is_mine(scene, d) and d.claimed_at is not None
    ]


def _is_mine(scene: Scene, dossier: Dossier) -> bool:
    """Theirs, or of somebody for whom they stand in today."""
    return dossier.owner in scene.acts_for(scene.member)


# --- commands


def _commanded(scene: Scene, text: str) -> None:
    scene.know(form=None)
    if signals.heard(scene, scene.member, text):
        pass
    elif text.startswith(BUDGET) and scene.member.role in ("wijkregisseur", "coordinator"):
        tell_budget(scene, scene.member)
    elif not scene.member.helps:
        tell_help(scene, scene.member)
    elif named := ANSWER.match(text):
        _answer_named(scene, named[1].upper(), named[2].strip())
    elif here := ANSWER_HERE.match(text):
        _answer_here(scene, here[1].strip())
    elif text.startswith("/mijn"):
        lists.tell_mine(scene, scene.member)
    elif seeing.obey(scene, scene.member, text):
        pass
    else:
        tell_help(scene, scene.member)


def _answer_named(scene: Scene, code: str, words: str) -> None:
    dossier = next((d for d in scene.dossiers() if d.code == code), None)
    if dossier is None:
        scene.say(scene.texts("team.onbekende-code", code=code))
    elif not words:
        scene.know(current=dossier.id)
        scene.say(
            scene.texts("team.schrijf-nieuws", naam=scene.plan(dossier).name or "", code=code)
        )
    else:
        _send(scene, dossier, _just_said(scene, Holding(text=words)))


def _answer_here(scene: Scene, words: str) -> None:
    """Without a code: in a topic its own dossier; elsewhere it must be asked."""
    dossier = scene.dossier(scene.situation.pointed)
    held = _just_said(scene, Holding(text=words))
    if not words:
        scene.say(scene.texts("team.antwoord-hoe"))
    elif dossier is not None and (scene.situation.origin.side == "group" or _replied_to(scene)):
        _send(scene, dossier, held)
    else:
        _ask_where_to(scene, held)


# --- sending and keeping


def _send(scene: Scene, dossier: Dossier, held: Holding) -> None:
    """To the resident, unless the plan is somebody else's, or the resident stopped. Who closed a
    plan may still ask how it went."""
    if not (dossier.with_staff or _was_let_go(dossier)):
        scene.say(scene.texts("team.al-afgesloten", code=dossier.code, naam=""))
        return
    if dossier.claimed_at is not None and not _is_mine(scene, dossier):
        owner = scene.knowledge.team.get(dossier.owner or "")
        scene.say(
            scene.texts("team.niet-van-jou", naam=owner.name if owner else "", code=dossier.code)
        )
        return
    if dossier.claimed_at is None:
        _ask_to_pick_up(scene, [dossier])
        return
    scene.know(mode="vrij", holding=None, current=None)
    staff_says(
        scene,
        dossier,
        held.text,
        file=held.attached,
        place=held.place,
        source=source_of(held),
    )


def _was_let_go(dossier: Dossier) -> bool:
    """Whether a begeleider had it, and finished."""
    return dossier.claimed_at is not None and dossier.status in {*CLOSED_BY_STAFF, "zelf-verder"}


def _note(scene: Scene, dossier: Dossier, held: Holding) -> None:
    source = source_of(held)
    scene.log(dossier, "notitie", held.text, visible=False, file=held.attached, source=source)
    if held.attached is not None:
        scene.fetch(held.attached)


# --- pressing


def _pressed(scene: Scene, happening: Pressed) -> None:
    shown = scene.situation.shown
    button = shown.pressed if shown else None
    if shown is None or button is None:
        scene.notice(happening, str(scene.texts("team.oude-knop")))
        return
    dossier = scene.dossier(filled_by(button).get(PLAN)) or scene.dossier(shown.dossier)
    scene.know(form=None)
    match button.action:
        case "stuur" | "bewaar" | "bedoel-plan":
            _place_held(scene, happening, button)
        case "gooi-weg":
            scene.notice(happening)
            scene.know(mode="vrij", holding=None)
            scene.say(scene.texts("team.weggegooid"))
        case lists.READ if dossier is not None and scene.member.helps:
            scene.notice(happening)
            whole.read(scene, dossier)
        case signals.TAKES_IT_UP:
            signals.give_code(scene, happening, button)
        case name if name in ACTIONS and dossier is not None:
            doing.press(scene, happening, button, dossier)
        case _:
            scene.notice(happening, str(scene.texts("team.oude-knop")))


def _place_held(scene: Scene, happening: Pressed, button: Button) -> None:
    """The tap that says what is to be done with the words that wait; only with those very words."""
    dossier, held = scene.held_for(button.value)
    if held is None or dossier is None:
        scene.notice(happening, str(scene.texts("team.oude-knop")))
        return
    scene.notice(happening)
    if button.action == "bedoel-plan":
        _ask_send_or_keep(scene, dossier, held)
    elif button.action == "stuur":
        _send(scene, dossier, held)
    else:
        _note(scene, dossier, held)
        scene.know(mode="vrij", holding=None, current=None)
        scene.say(scene.texts("team.notitie-bewaard", code=dossier.code))
