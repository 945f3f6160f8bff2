"""Doing an action of the table: may it, is everything filled in, and then what follows.

What is filled in travels in the buttons themselves; only words that are still to be typed wait with
the person (`Person.form`). So a button means the same for as long as the chat lives, and it is
checked against the table at the moment that it is pressed.
"""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from bot.core.decision import Button
from bot.core.dossier import Dossier, Form
from bot.core.happenings import Pressed
from bot.core.scene import Row, Scene, in_rows
from bot.core.situation import Shown
from bot.core.staff import card
from bot.core.staff.acts import ACTS
from bot.core.staff.buttons import PLAN, filled_by, filling
from bot.core.staff.fields import FIELDS, SURE, Filled
from bot.core.staff.handing import tell_resident
from bot.core.staff.permitted import why_not
from bot.core.staff.table import ACTIONS, LOOKING, OPENING, SPEAKING, StaffAction
from bot.core.staff.told import Told
from bot.core.telling import shortened
from bot.core.texts import lines
from bot.core.writing import write_day, write_euros


def press(scene: Scene, happening: Pressed, button: Button, dossier: Dossier) -> None:
    """A pressed button of the table."""
    action, filled = ACTIONS[button.action], filled_by(button)
    filled.pop(PLAN, None)
    refused = _refused(scene, action, dossier)
    scene.notice(happening, str(refused or ""))
    if refused is None:
        _go_on(scene, action, dossier, filled)
    elif scene.situation.origin.side != "group":  # there the notice is enough: others read along
        scene.say(refused)


def type_in(scene: Scene, form: Form, dossier: Dossier, text: str) -> None:
    """Typed words for the field that was asked for."""
    action = ACTIONS[form.action]
    refused = _refused(scene, action, dossier)
    if refused is not None:
        scene.know(form=None)
        scene.say(refused)
        return
    value = FIELDS[form.field].read(scene, dossier, text)
    if value is None:
        _ask(scene, action, dossier, form.filled, form.field, again=True)
    else:
        _go_on(scene, action, dossier, {**form.filled, form.field: value})


def asked_for(scene: Scene, text: str) -> tuple[Form, Dossier] | None:
    """What these typed words fill in: only where it was asked, and never a command."""
    form, origin = scene.person.form, scene.situation.origin
    if form is None or (form.chat, form.topic) != (origin.chat, origin.topic):
        return None
    if text.startswith("/"):
        return None
    dossier = scene.dossier(form.dossier)
    return (form, dossier) if dossier is not None else None


def _refused(scene: Scene, action: StaffAction, dossier: Dossier) -> Markup | None:
    """Why it is refused, in words; the timeline keeps that somebody tried."""
    shown = scene.situation.shown
    was_answered = shown is not None and shown.pressed is not None and shown.answered
    late = "team.oude-knop" if was_answered else None
    why = why_not(scene, action, dossier, scene.member) or late
    if why is None:
        return None
    scene.log(dossier, "geweigerd", scene.texts.label(action.name, naam=""), visible=False)
    return scene.texts(why, **_names(scene, dossier))


def _names(scene: Scene, dossier: Dossier) -> Mapping[str, object]:
    """What every refusal may fill in."""
    asked = dossier.asked_budget
    return {
        "naam": scene.owner_name(dossier),
        "code": dossier.code,
        "over": _left(scene, dossier),
        "bedrag": write_euros(asked.euros) if asked else "",
    }


def _left(scene: Scene, dossier: Dossier) -> str:
    """What the wijk of this plan can still give; empty where it gives nothing."""
    purse = scene.purse(dossier)
    return write_euros(purse.left) if purse else ""


# --- filling in


def _go_on(scene: Scene, action: StaffAction, dossier: Dossier, filled: Filled) -> None:
    """Ask for what is missing, or no longer fits; else do it."""
    for name in action.fields:
        is_filled = name in filled
        if not is_filled or not FIELDS[name].fits(scene, dossier, filled[name]):
            left = {field: value for field, value in filled.items() if field != name}
            _ask(scene, action, dossier, left, name, again=is_filled)
            return
    scene.know(form=None)
    _do(scene, action, dossier, filled)


def _ask(
    scene: Scene,
    action: StaffAction,
    dossier: Dossier,
    filled: Filled,
    name: str,
    *,
    again: bool = False,
) -> None:
    field = FIELDS[name]
    choices = field.choices(scene, dossier, filled)
    ready = [
        Button(label=label, action=action.name, value=filling({**filled, name: value}))
        for label, value in choices
    ]
    rows: list[Row] = in_rows(ready)
    if field.optional:
        skip = Button(
            label=scene.texts.label("sla-regel-over"),
            action=action.name,
            value=filling({**filled, name: ""}),
        )
        rows.append([skip])
    scene.know(
        form=Form(
            action=action.name,
            dossier=dossier.id,
            filled=dict(filled),
            field=name,
            chat=scene.situation.origin.chat,
            topic=scene.situation.origin.topic,
        )
    )
    said = scene.texts(
        f"team.veld-{name}",
        code=dossier.code,
        bewoner=scene.plan(dossier).name or "",
        over=_left(scene, dossier),
        leest=_read_by_resident(scene, action, filled) if name == SURE else [],
        opnieuw=again,
    )
    scene.say(
        lines(scene.texts("team.in-woorden") if again and field.words else None, said),
        *rows,
        dossier=dossier.id,
    )


def _read_by_resident(scene: Scene, action: StaffAction, filled: Filled) -> list[str]:
    """What was filled in so far of which the resident will read."""
    names = (n for n in action.fields if n in filled and not FIELDS[n].internal)
    shown = (FIELDS[n].show(scene, filled[n]) for n in names)
    return [line for line in shown if line.strip()]


# --- doing

KEEPS_BUTTONS = ("kaart:", "budget:", "vraag-aan:")
"""So begin the handles of what stands for as long as the plan does: it changes with the plan."""


def _take_buttons(scene: Scene, action: StaffAction, dossier: Dossier) -> None:
    """The message that this answers loses its buttons, so that a second tap or a late one does
    nothing: the one that was tapped, or else the latest that asked for it."""
    shown, latest = scene.situation.shown, scene.situation.latest
    if shown is None or shown.pressed is None:
        shown = latest if latest is not None and _asks_for(latest, action, dossier) else None
    stays = action.name in OPENING or (shown and (shown.name or "").startswith(KEEPS_BUTTONS))
    if shown is not None and shown.text and not stays:
        scene.edit(shown.outbox, Markup(shown.text))


def _asks_for(shown: Shown, action: StaffAction, dossier: Dossier) -> bool:
    offers = any(button.action == action.name for row in shown.buttons for button in row)
    return offers and shown.dossier == dossier.id


def _do(scene: Scene, action: StaffAction, dossier: Dossier, filled: Filled) -> None:
    """The status that follows, what the action itself changes, the line on the timeline, and what
    the resident hears."""
    before = dossier
    _take_buttons(scene, action, dossier)
    if action.after is not None and dossier.status not in action.keeps:
        dossier = scene.save(dossier, status=action.after)
    if action.who == "eigenaar" and action.is_visible and dossier.wrote_at is not None:
        dossier = scene.save(dossier, wrote_at=None)
    told = ACTS[action.name](scene, dossier, filled)
    changed = scene.dossier(dossier.id) or dossier
    if action.name not in LOOKING | SPEAKING:
        _log(scene, changed, action, filled, told.line if told else "")
    if action.hears is not None and not (told and told.nothing):
        _tell(scene, changed, action.hears, told or Told())
    if changed != before and action.name not in SPEAKING:
        card.update(scene, changed)


def _tell(scene: Scene, dossier: Dossier, text: str, told: Told) -> None:
    """What the resident hears; every such text may name who did it, the resident and a day."""
    day = scene.local(dossier.next_date).date() if dossier.next_date else None
    usual = {
        "naam": scene.member.name,
        "bewoner": scene.plan(dossier).name or "",
        "dag": write_day(day) if day else "",
    }
    tell_resident(scene, dossier, text, *told.rows, **{**usual, **told.words})


def _log(scene: Scene, dossier: Dossier, action: StaffAction, filled: Filled, line: str) -> None:
    """The line on the timeline; what the resident never reads stands on a line of its own."""
    internal = [n for n in action.fields if action.is_visible and FIELDS[n].internal]
    told = _summary(scene, [n for n in action.fields if n not in internal], filled)
    scene.log(dossier, action.line, told or line, visible=action.is_visible)
    if kept := _summary(scene, internal, filled):
        scene.log(dossier, "daarbij", kept, visible=False)


def _summary(scene: Scene, names: Iterable[str], filled: Filled) -> str:
    shown = (FIELDS[name].show(scene, filled[name]) for name in names)
    return shortened("; ".join(part for part in shown if part.strip()))
