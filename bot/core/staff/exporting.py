"""A whole plan as files: a page to read and to archive, and JSON for another program."""

import json
from typing import Any

from markupsafe import Markup

from bot.core.dossier import Dossier
from bot.core.keeping import file_name, heading, what_applies, what_happened, what_was_said
from bot.core.masking import hide_phones
from bot.core.page import Part, page
from bot.core.scene import Scene
from bot.core.situation import Line
from bot.core.staff import card
from bot.core.staff.facts import five_facts
from bot.core.staff.history import reasons_told
from bot.core.telling import title
from bot.core.texts import plain

NEVER = frozenset({"resident", "card", "topic", "in_group", "version"})
"""The address of the resident's chat is nobody's to see; the rest says nothing about the plan."""


def send_files(scene: Scene, dossier: Dossier) -> None:
    """To the own chat of whoever asks, also when they ask in the group. The phone number stands in
    it only for the owner, after pick-up."""
    sees_number = dossier.claimed_at is not None and dossier.owner == scene.person.member
    html = as_page(scene, dossier, sees_number=sees_number)
    data = as_json(scene, dossier, sees_number=sees_number)
    for kind, text in (("html", html), ("json", data)):
        scene.send(
            scene.chat,
            scene.texts("team.dossier-als-bestand", code=dossier.code, soort=kind),
            dossier=dossier.id,
            document=(file_name(dossier, kind), text),
        )


def as_page(scene: Scene, dossier: Dossier, *, sees_number: bool) -> str:
    """Everything, internal lines marked."""
    plan = scene.plan(dossier)
    told = card.card_text(scene, dossier, for_owner=sees_number)
    facts = plain(scene.texts("team.vijf-feiten", **five_facts(plan))).split("\n")
    text = page(
        plain(scene.texts("team.dossier-titel", code=dossier.code, wat=title(plan))),
        [plain(scene.texts("team.dossier-uitleg"))],
        [
            Part(heading(scene, "stand"), lines=plain(told).split("\n")),
            *what_was_said(scene, plan),
            what_applies(scene, plan),
            Part(plain(scene.texts("team.alles-regels")), lines=_reasons(scene, dossier)),
            Part(facts[0], lines=facts[1:]),
            what_happened(scene, scene.situation.lines, heading(scene, "bewoner"), marked=True),
        ],
    )
    return text if sees_number else Markup(hide_phones(text))


def _reasons(scene: Scene, dossier: Dossier) -> list[str]:
    return plain(reasons_told(scene, scene.plan(dossier))).split("\n")[1:]


def as_json(scene: Scene, dossier: Dossier, *, sees_number: bool) -> str:
    """The plan as it is kept, what follows from it, and its timeline."""
    plan = scene.plan(dossier)
    whole: dict[str, Any] = {
        "plan": dossier.model_dump(mode="json", exclude=set(NEVER)),
        "afgeleid": {"gewicht": plan.weight, "regels": [rule.id for rule in plan.rules]},
        "vijf_feiten": {name: str(told) for name, told in five_facts(plan).items()},
        "verloop": [_entry(line) for line in scene.situation.lines],
    }
    if not sees_number:
        whole["plan"]["phone"] = None
    return json.dumps(
        whole if sees_number else _without_phones(whole), ensure_ascii=False, indent=2
    )


def _entry(line: Line) -> dict[str, Any]:
    file = line.file
    return {
        "op": line.at.isoformat(),
        "wie": line.who,
        "wat": line.what,
        "tekst": line.text,
        "intern": not line.visible,
        "bestand": file.model_dump(mode="json", exclude={"ref"}) if file else None,
    }


def _without_phones(value: Any) -> Any:
    """The same value with every phone number in its words hidden."""
    match value:
        case str():
            return hide_phones(value)
        case dict():
            return {key: _without_phones(one) for key, one in value.items()}
        case list():
            return [_without_phones(one) for one in value]
        case _:
            return value
