"""Doing an action of the table: may it, is everything filled in, and then what follows.

What is filled in travels in the buttons themselves; only words that are still to be typed wait with
the person (`Person.form`). So a button means the same for as long as the chat lives, and it is
checked against the table at the moment that it is pressed.
"""

from collections.abc import Iterable, Mapping

from bot.core.decision import Button
from bot.core.dossier import Dossier, Form
from bot.core.happenings import Pressed
from bot.core.knowledge import Member
from bot.core.scene import Row, Scene, in_rows
from bot.core.staff import card
from bot.core.staff.acts import ACTS
from bot.core.staff.buttons import PLAN, filled_by, filling
from bot.core.staff.fields import FIELDS, Filled
from bot.core.staff.handing import tell_resident
from bot.core.staff.table import ACTIONS, LOOKING, SPEAKING, StaffAction, refusal
from bot.core.staff.told import Told
from bot.core.telling import shortened
from bot.core.writing import write_day


def press(scene: Scene, happening: Pressed, button: Button, dossier: Dossier) -> None:
    """A pressed button of the table."""
    filled = filled_by(button)
    filled.pop(PLAN, None)
    refused = _refused(scene, ACTIONS[button.action], dossier)
    scene.notice(happening, refused or "")
    if refused is None:
        _go_on(scene, ACTIONS[button.action], dossier, filled)
    elif scene.situation.origin.side != "group":
        scene.say(
            scene.texts(_why(scene, ACTIONS[button.action], dossier), **_names(scene, dossier))
        )


def type_in(scene: Scene, form: Form, dossier: Dossier, text: str) -> None:
    """Typed words for the field that was asked for."""
    action = ACTIONS[form.action]
    refused = _refused(scene, action, dossier)
    if refused is not None:
        scene.know(form=None)
        scene.say(scene.texts(_why(scene, action, dossier), **_names(scene, dossier)))
        return
    value = FIELDS[form.field].read(scene, dossier, text)
    if value is None:
        _ask(scene, action, dossier, form.filled, form.field, again=True)
        return
    _go_on(scene, action, dossier, {**form.filled, form.field: value})


def asked_for(scene: Scene, text: str) -> tuple[Form, Dossier] | None:
    """What these typed words fill in: only in the chat where it was asked, and never a command."""
    form = scene.person.form
    if form is None or form.chat != scene.situation.origin.chat or text.startswith("/"):
        return None
    dossier = scene.dossier(form.dossier)
    return (form, dossier) if dossier is not None else None


def _refused(scene: Scene, action: StaffAction, dossier: Dossier) -> str | None:
    """Why it is refused, in words; the timeline keeps that somebody tried."""
    why = refusal(action, dossier, _me(scene))
    if why is None:
        return None
    scene.log(dossier, "geweigerd", scene.texts.label(action.name, naam=""), visible=False)
    return str(scene.texts(why, **_names(scene, dossier)))


def _why(scene: Scene, action: StaffAction, dossier: Dossier) -> str:
    return refusal(action, dossier, _me(scene)) or ""


def _names(scene: Scene, dossier: Dossier) -> Mapping[str, object]:
    owner = scene.knowledge.team.get(dossier.owner or "")
    return {"naam": owner.name if owner else "", "code": dossier.code}


def _me(scene: Scene) -> Member:
    return scene.knowledge.team[scene.person.member or ""]


# --- filling in


def _go_on(scene: Scene, action: StaffAction, dossier: Dossier, filled: Filled) -> None:
    """Ask for what is still missing; else do it."""
    missing = next((field for field in action.fields if field not in filled), None)
    if missing is not None:
        _ask(scene, action, dossier, filled, missing)
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
        )
    )
    scene.say(
        scene.texts(
            f"team.veld-{name}",
            code=dossier.code,
            bewoner=scene.plan(dossier).name or "",
            opnieuw=again,
        ),
        *rows,
        dossier=dossier.id,
    )


# --- doing


def _do(scene: Scene, action: StaffAction, dossier: Dossier, filled: Filled) -> None:
    """The status that follows, what the action itself changes, the line on the timeline, and what
    the resident hears."""
    before = dossier
    if action.after is not None and dossier.status not in action.keeps:
        dossier = scene.save(dossier, status=action.after)
    told = ACTS[action.name](scene, dossier, filled)
    changed = scene.dossier(dossier.id) or dossier
    if action.name not in LOOKING | SPEAKING:
        _log(scene, changed, action, filled)
    if action.hears is not None and not (told and told.nothing):
        _tell(scene, changed, action.hears, told or Told())
    if changed != before and action.name not in SPEAKING:
        card.update(scene, changed)


def _tell(scene: Scene, dossier: Dossier, text: str, told: Told) -> None:
    """What the resident hears; every such text may name the owner, the resident and a day."""
    day = scene.local(dossier.next_date).date() if dossier.next_date else None
    usual = {
        "naam": scene.owner_name(dossier),
        "bewoner": scene.plan(dossier).name or "",
        "dag": write_day(day) if day else "",
    }
    tell_resident(scene, dossier, text, *told.rows, **{**usual, **told.words})


def _log(scene: Scene, dossier: Dossier, action: StaffAction, filled: Filled) -> None:
    """The line on the timeline; what the resident never reads stands on a line of its own."""
    internal = [n for n in action.fields if action.is_visible and FIELDS[n].internal]
    told = _summary(scene, [n for n in action.fields if n not in internal], filled)
    scene.log(dossier, action.line, told, visible=action.is_visible)
    if kept := _summary(scene, internal, filled):
        scene.log(dossier, "daarbij", kept, visible=False)


def _summary(scene: Scene, names: Iterable[str], filled: Filled) -> str:
    shown = (FIELDS[name].show(scene, filled[name]) for name in names)
    return shortened("; ".join(part for part in shown if part.strip()))
