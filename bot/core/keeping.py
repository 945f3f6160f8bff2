"""What is kept of a plan, as parts of a page: shared by the team's file and the resident's copy."""

from collections.abc import Sequence

from bot.core.dossier import Dossier
from bot.core.happenings import File
from bot.core.page import Part
from bot.core.plan import Plan
from bot.core.scene import Scene
from bot.core.situation import Line
from bot.core.telling import answered, quoted, told_or_open
from bot.core.texts import plain
from bot.core.writing import write_day, write_time


def heading(scene: Scene, name: str) -> str:
    return plain(scene.texts(f"bewoner.gegevens-{name}"))


def what_was_said(scene: Scene, plan: Plan) -> Sequence[Part]:
    """The idea, each answer, what was added, and what was asked."""
    dossier = plan.dossier
    answers = [
        (plain(scene.texts.render(q.short)).capitalize(), told_or_open(q, a, plan))
        for q, a in answered(plan)
    ]
    return (
        Part(heading(scene, "idee"), lines=[dossier.idea] if dossier.idea else []),
        Part(heading(scene, "antwoorden"), pairs=answers),
        Part(heading(scene, "erbij"), lines=dossier.extras),
        Part(heading(scene, "vragen"), lines=dossier.questions),
    )


def what_applies(scene: Scene, plan: Plan) -> Part:
    """The rules by which it was answered, and the resident's words that brought them."""
    pairs = [
        (
            plain(scene.texts.render(rule.title)),
            quoted(plan.reasons[rule.id].why) if rule.id in plan.reasons else "",
        )
        for rule in plan.rules
    ]
    return Part(heading(scene, "regels"), pairs=pairs)


def what_happened(
    scene: Scene, lines: Sequence[Line], resident: str, *, marked: bool = False
) -> Part:
    """The timeline as a table. `resident` is what the resident is called in it; `marked` adds a
    column that says which lines are internal."""
    columns = [heading(scene, name) for name in ("wanneer", "wie", "wat", "tekst")]
    rows = [_row(scene, line, resident, marked=marked) for line in lines]
    return Part(
        heading(scene, "verloop"),
        caption=heading(scene, "verloop-uitleg"),
        columns=[*columns, heading(scene, "intern")] if marked else columns,
        rows=rows,
    )


def _row(scene: Scene, line: Line, resident: str, *, marked: bool) -> Sequence[str]:
    local = scene.local(line.at)
    member = scene.knowledge.team.get(line.who)
    who = {"bewoner": resident, "bot": heading(scene, "computer")}.get(line.who, line.who)
    text = " ".join(part for part in (words_of(scene, line), _named(line.file)) if part)
    row = (
        f"{write_day(local.date(), short=True)} {local.year}, {write_time(local.time())}",
        member.name if member else who,
        event_of(line),
        text,
    )
    if not marked:
        return row
    return (*row, "" if line.visible else heading(scene, "intern"))


def event_of(line: Line) -> str:
    """What happened, as it reads: "niet herinnerd"."""
    return line.what.replace("-", " ")


def words_of(scene: Scene, line: Line) -> str:
    """The words of a line; a plan that was given to a member names them, and the name of a reminder
    reads as words."""
    given_to = scene.knowledge.team.get(line.text) if line.what == "toegewezen" else None
    if given_to is not None:
        return given_to.name
    is_reminder = line.who == "bot" and line.text in scene.knowledge.reminders
    return line.text.replace("-", " ") if is_reminder else line.text


def _named(file: File | None) -> str:
    """ "(foto.jpg)": a file stands there by its name."""
    return f"({file.name or file.kind})" if file else ""


def file_name(dossier: Dossier, kind: str, before: str = "") -> str:
    """ "VB-2027-0014.html", "mijn-gegevens-VB-2027-0014.html"."""
    return "-".join(part for part in (before, dossier.code) if part) + f".{kind}"
