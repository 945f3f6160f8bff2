"""A whole plan as files: a page to read and to archive, and JSON for another program.

A file cannot be taken back, and a phone number is erased when a plan closes: so no file of the team
has a number in it, also not that of its owner.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

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
from bot.core.writing import write_day

NEVER = frozenset({"phone", "resident", "card", "topic", "in_group", "version"})
"""The number, and the address of the resident's chat, are nobody's to take along; the rest says
nothing about the plan."""


def send_files(scene: Scene, dossier: Dossier) -> None:
    """To the own chat of whoever asks, also when they ask in the group."""
    for kind, text in (("html", as_page(scene, dossier)), ("json", as_json(scene, dossier))):
        scene.send(
            scene.chat,
            scene.texts("team.dossier-als-bestand", code=dossier.code, soort=kind),
            dossier=dossier.id,
            document=(file_name(dossier, kind), text),
        )


def as_page(scene: Scene, dossier: Dossier) -> str:
    """Everything, internal lines marked."""
    plan = scene.plan(dossier)
    told = plain(card.card_text(scene, dossier, for_owner=False))
    _, *reasons = plain(reasons_told(scene, plan)).split("\n")
    facts, *filled = plain(scene.texts("team.vijf-feiten", **five_facts(plan))).split("\n")
    return hide_phones(
        page(
            plain(scene.texts("team.dossier-titel", code=dossier.code, wat=title(plan))),
            [plain(scene.texts("team.dossier-uitleg"))],
            [
                Part(heading(scene, "stand"), lines=told.split("\n")),
                *what_was_said(scene, plan),
                what_applies(scene, plan),
                Part(plain(scene.texts("team.alles-regels")), lines=reasons),
                Part(facts, lines=filled),
                Part(
                    plain(scene.texts("team.dossier-team")),
                    lines=list(_of_the_team(scene, dossier)),
                ),
                what_happened(scene, scene.situation.lines, heading(scene, "bewoner"), marked=True),
            ],
        )
    )


def _of_the_team(scene: Scene, dossier: Dossier) -> Iterator[str]:
    """What the team keeps besides: who was asked, what is decided, why it rests, the lesson."""
    for asked in dossier.asked:
        contact, answered = scene.knowledge.contacts.get(asked.contact), asked.answered_at
        yield plain(
            scene.texts(
                "team.dossier-gevraagd",
                wie=contact.name if contact else asked.contact,
                dag=_day(scene, scene.local(asked.at).date()),
                voor=_day(scene, asked.until),
                beantwoord=_day(scene, scene.local(answered).date()) if answered else "",
            )
        )
    if dossier.knot is not None:
        knot = dossier.knot
        yield plain(
            scene.texts(
                "team.dossier-besluit",
                vraag=knot.question,
                keuzes=knot.choices,
                beslisser=knot.decider,
                dag=_day(scene, knot.by),
                uitkomst=knot.outcome,
            )
        )
    for name, words in (("rust", dossier.resting), ("les", dossier.lesson)):
        if words:
            yield plain(scene.texts("team.dossier-aantekening", soort=name, woorden=words))


def _day(scene: Scene, day: date) -> str:
    return write_day(day, scene.today)


def as_json(scene: Scene, dossier: Dossier) -> str:
    """The plan as it is kept, what follows from it, and its timeline."""
    plan = scene.plan(dossier)
    whole: dict[str, Any] = {
        "plan": dossier.model_dump(mode="json", exclude=set(NEVER)),
        "afgeleid": {"gewicht": plan.weight, "regels": [rule.id for rule in plan.rules]},
        "vijf_feiten": {name: str(told) for name, told in five_facts(plan).items()},
        "verloop": [_entry(line) for line in scene.situation.lines],
    }
    return json.dumps(_without_phones(whole), ensure_ascii=False, indent=2)


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
