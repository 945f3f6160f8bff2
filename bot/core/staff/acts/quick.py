"""*Snelteksten*: a message that stands ready, shown before it goes out."""

from bot.core.dossier import Dossier
from bot.core.knowledge import QuickText
from bot.core.masking import hide_phones
from bot.core.promising import next_word
from bot.core.relay import staff_says
from bot.core.scene import Row, Scene, in_rows
from bot.core.staff.buttons import action_button
from bot.core.staff.fields import FIELDS, Filled
from bot.core.telling import shortened
from bot.core.texts import lines, plain
from bot.core.writing import write_day

PLAN_IN_WORDS = 60


def rows(scene: Scene, dossier: Dossier) -> list[Row]:
    """A button for each, two beside each other."""
    ready = [
        action_button(scene, "sneltekst", label=label, sneltekst=one)
        for label, one in FIELDS["sneltekst"].choices(scene, dossier, {})
    ]
    return in_rows(ready)


def preview(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """How the resident will read it; nothing went out yet."""
    chosen = scene.knowledge.quick_texts.get(filled["sneltekst"])
    if chosen is None:
        scene.say(scene.texts("team.oude-knop"))
        return
    _show(scene, dossier, _filled_in(scene, dossier, chosen))


def reword(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """*Pas aan*: in the begeleider's own words, and shown again."""
    _show(scene, dossier, filled["bericht"])


def send(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """*Stuur*: by the same road as typed words, so it counts as contact."""
    staff_says(scene, dossier, filled["bericht"])
    scene.say(scene.texts("team.bewoner-weet-het"), dossier=dossier.id)


def _show(scene: Scene, dossier: Dossier, words: str) -> None:
    name = scene.plan(dossier).name or ""
    label = scene.texts.label("stuur-naar", naam=name)
    scene.say(
        lines(
            scene.texts("team.sneltekst", naam=name, code=dossier.code),
            scene.texts("team.woorden", woorden=words),
        ),
        [
            action_button(scene, "stuur-sneltekst", label=label, bericht=words),
            action_button(scene, "pas-sneltekst-aan"),
        ],
        dossier=dossier.id,
    )


def _filled_in(scene: Scene, dossier: Dossier, chosen: QuickText) -> str:
    """`dag` is the day by which the resident hears something once this was sent: it is guarded."""
    text = scene.texts.render(
        chosen.text,
        naam=scene.plan(dossier).name or "",
        plan=shortened(hide_phones(dossier.idea), PLAN_IN_WORDS),
        dag=write_day(scene.local(next_word(scene, dossier)).date()),
        begeleider=scene.owner_name(dossier),
    )
    return plain(text)
