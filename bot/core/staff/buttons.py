"""The buttons of the table: what they say, and what they fill in already."""

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode

from bot.core.decision import Button
from bot.core.dossier import Dossier
from bot.core.knowledge import Member
from bot.core.scene import Row, Scene, in_rows
from bot.core.staff.permitted import why_not
from bot.core.staff.table import ACTIONS, Place, offered

PLAN = "plan"
"""Under this name a button says which plan it is about, where its message does not."""


def action_button(
    scene: Scene, name: str, *, plan: str = "", label: str = "", **filled: str
) -> Button:
    """The button of an action, with what it fills in already; `label` when the content's own does
    not fit."""
    value = filling({PLAN: plan, **filled} if plan else filled)
    return Button(label=label or scene.texts.label(name, naam=""), action=name, value=value)


def answer_button(scene: Scene, name: str, *, plan: str = "") -> Button:
    """The button of an action under a question of the bot ("Ja, gesproken")."""
    label = scene.texts.label(ACTIONS[name].answer or name)
    return action_button(scene, name, plan=plan, label=label)


def filling(filled: dict[str, str]) -> str:
    """What a button carries."""
    return urlencode(filled)


def filled_by(button: Button) -> dict[str, str]:
    """What a button fills in, and under `PLAN` which plan it is about."""
    return dict(parse_qsl(button.value, keep_blank_values=True))


def rows_at(scene: Scene, dossier: Dossier, member: Member, *places: Place) -> list[Row]:
    """The buttons that stand in these places for this member now."""
    return rows_of(scene, dossier, member, [a.name for at in places for a in offered(at)])


def rows_of(scene: Scene, dossier: Dossier, member: Member, names: Iterable[str]) -> list[Row]:
    """The buttons of those of these actions that this member may do now."""
    may = (name for name in names if why_not(scene, ACTIONS[name], dossier, member) is None)
    return in_rows([action_button(scene, name) for name in may])
