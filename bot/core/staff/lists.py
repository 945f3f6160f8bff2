"""Plans in lines: a begeleider's own, and how the whole team stands."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from markupsafe import Markup

from bot.core.decision import Button
from bot.core.dossier import Dossier
from bot.core.handoff import mate_of, on_leave
from bot.core.knowledge import Member
from bot.core.masking import hide_phones
from bot.core.scene import Row, Scene
from bot.core.staff.buttons import PLAN, action_button, filling
from bot.core.staff.standing import stalled, working_days_since
from bot.core.telling import shortened, title
from bot.core.texts import lines, paragraphs
from bot.core.writing import write_day

READ = "dossier"
"""The button that opens a plan which is closed: there is nothing to do with it but to read."""

T = TypeVar("T")

MOST_LINES = 20
MOST_BUTTONS = 8
LATER_THAN_ALL = datetime.max.replace(tzinfo=UTC)


def tell_mine(scene: Scene, member: Member) -> None:
    """The plans of whoever asks: what stalls first, with the reason; each opens its card."""
    mine = [d for d in scene.dossiers() if d.with_staff and d.owner in scene.acts_for(member)]
    mine.sort(key=lambda d: (why_stalled(scene, d) is None, d.next_date or LATER_THAN_ALL))
    if not mine:
        scene.say(scene.texts("team.geen-plannen"))
        return
    told = [line(scene, d, for_owner=True) for d in mine]
    scene.say(lines(scene.texts("team.mijn"), *told), *plan_rows(scene, mine))


def tell_team(scene: Scene, member: Member) -> None:
    """What nobody picked up, what stalls and with whom, and how much room everybody has."""
    plans = [d for d in scene.situation.others if d.with_staff]
    plans.sort(key=lambda d: d.waits_since or d.began_at)
    waiting = [d for d in plans if d.claimed_at is None]
    stuck = [d for d in plans if d.claimed_at is not None and why_stalled(scene, d) is not None]
    helping = [m for m in scene.knowledge.team.values() if m.role == "begeleider"]
    shown = [*waiting, *stuck][:MOST_BUTTONS]
    scene.say(
        paragraphs(
            part(scene, "team.team-wachtend", waiting, partial(_waiting, scene)),
            part(scene, "team.team-stokt", stuck, partial(line, scene, for_owner=False)),
            lines(scene.texts("team.team-ruimte"), *(_room(scene, m) for m in helping)),
        ),
        *[[opening(scene, dossier, member)] for dossier in shown],
    )


def tell_decisions(scene: Scene, member: Member) -> None:
    """The agenda of the beslistafel: what is to be decided, by whom and by when; the nearest day
    first."""
    plans = on_the_table(scene)
    scene.say(
        part(scene, "team.beslistafel-lijst", plans, partial(decision_line, scene)),
        *[[opening(scene, dossier, member)] for dossier in plans[:MOST_BUTTONS]],
    )


def on_the_table(scene: Scene) -> list[Dossier]:
    """The plans on which a decision is needed, the nearest day first."""
    plans = [d for d in scene.situation.others if d.status == "beslistafel" and d.knot is not None]
    return sorted(plans, key=lambda d: (d.knot.by if d.knot else scene.today, d.code or ""))


def decision_line(scene: Scene, dossier: Dossier) -> Markup:
    """What is to be decided about this plan, by whom and by when."""
    knot = dossier.knot
    assert knot is not None
    return scene.texts(
        "team.beslistafel-regel",
        code=dossier.code,
        vraag=knot.question,
        keuzes=knot.choices,
        beslisser=knot.decider,
        dag=write_day(knot.by, short=True),
        naam=scene.owner_name(dossier),
        te_laat=knot.by < scene.today,
    )


def part(
    scene: Scene,
    heading: str,
    things: Sequence[T],
    told: Callable[[T], Markup],
    most: int = MOST_LINES,
) -> Markup:
    """A heading with how many there are, and as many of them, as `told`, as anybody reads."""
    left = len(things) - most
    more = scene.texts("team.kaart-meer", aantal=left) if left > 0 else None
    return lines(scene.texts(heading, aantal=len(things)), *map(told, things[:most]), more)


def why_stalled(scene: Scene, dossier: Dossier) -> str | None:
    """Why nothing happens with a plan; None when it goes on."""
    return stalled(dossier, scene.knowledge, scene.now)


def line(scene: Scene, dossier: Dossier, *, for_owner: bool) -> Markup:
    """A plan in one line: whose move it is, the next date, and why it stalls."""
    plan, owner = scene.plan(dossier), scene.owner_name(dossier)
    stands_in = for_owner and dossier.owner != scene.person.member
    return scene.texts(
        "team.lijst-regel",
        code=dossier.code,
        wat=title(plan),
        naam=hide_phones(plan.name or ""),
        van="" if for_owner else owner,
        voor=owner if stands_in else "",
        nieuw=dossier.claimed_at is None,
        aan_zet=dossier.move,
        dag=day_of(scene, dossier.next_date),
        stokt=why_stalled(scene, dossier) or "",
    )


def _waiting(scene: Scene, dossier: Dossier) -> Markup:
    since = dossier.waits_since or dossier.sent_at or dossier.began_at
    return scene.texts(
        "team.lijst-wachtend",
        code=dossier.code,
        wat=title(scene.plan(dossier)),
        naam=scene.owner_name(dossier),
        dagen=working_days_since(since, scene.knowledge, scene.now),
        dag=day_of(scene, dossier.next_date),
        stokt=why_stalled(scene, dossier) or "",
    )


def _room(scene: Scene, member: Member) -> Markup:
    mate = mate_of(member.id, scene.situation)
    limit = scene.knowledge.municipality.member_points
    return scene.texts(
        "team.lijst-ruimte",
        naam=member.name,
        aantal=mate.load,
        punten=mate.points,
        hoogstens=limit,
        vol=mate.points >= limit,
        verlof=on_leave(member, scene.today),
        gekoppeld=mate.chat is not None,
    )


def day_of(scene: Scene, moment: datetime | None) -> str:
    """The local day of a moment, short; empty when there is none."""
    return write_day(scene.local(moment).date(), short=True) if moment else ""


# --- the buttons under a list


def plan_rows(scene: Scene, dossiers: Iterable[Dossier]) -> list[Row]:
    """A button for each plan, that shows its card."""
    return [
        [action_button(scene, "toon-kaart", plan=d.id, label=plan_name(scene, d))] for d in dossiers
    ]


def opening(scene: Scene, dossier: Dossier, member: Member) -> Button:
    """The button that opens a plan: its card for whoever has it, else everything that was said."""
    label = plan_name(scene, dossier)
    if not dossier.with_staff:
        return Button(label=label, action=READ, value=filling({PLAN: dossier.id}))
    name = "toon-kaart" if dossier.owner in scene.acts_for(member) else "lees-alles"
    return action_button(scene, name, plan=dossier.id, label=label)


def plan_name(scene: Scene, dossier: Dossier) -> str:
    """A plan on a button: "VB-2027-0014 · Samira · straatfeest met bbq"."""
    parts = (dossier.code, scene.plan(dossier).name, dossier.idea)
    return shortened(hide_phones(" · ".join(part for part in parts if part)), 48)
