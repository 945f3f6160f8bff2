"""The begeleider's card: eight lines instead of a vague mail. It is edited, not repeated."""

from markupsafe import Markup

from bot.core.agreements import department, open_ones
from bot.core.dossier import Dossier, Weight
from bot.core.handoff import is_anybody_free, points_of, room_beside
from bot.core.masking import hide_phones
from bot.core.plan import WEIGHTS, Plan
from bot.core.scene import Row, Scene
from bot.core.staff.buttons import rows_of
from bot.core.staff.contribution import told_on_card
from bot.core.staff.facts import FACTS, missing
from bot.core.staff.table import Place, offered
from bot.core.telling import (
    answered,
    hurdles,
    shortened,
    tell_place,
    term,
    title,
    told,
    told_on,
    wants_call,
)
from bot.core.texts import lines
from bot.core.verdict import Task, Verdict, judge
from bot.core.writing import enumerate_nl, write_day, write_moment, write_working_days

ON_CARD: tuple[Place, ...] = ("nieuw", "kaart")
MOST_OF_A_WEIGHT = 3
"""So many things to do of one weight stand on the card; all of them under *Lees alles*."""


def card_text(scene: Scene, dossier: Dossier, *, for_owner: bool) -> Markup:
    """The card. A phone number stands on it only for the owner, from pick-up until it is closed."""
    plan = scene.plan(dossier)
    sees_number = for_owner and dossier.claimed_at is not None and dossier.with_staff
    text = lines(
        _head(scene, plan, for_owner),
        _what(scene, plan),
        _said(scene, plan),
        _who(scene, plan, sees_number),
        _told_already(scene, plan),
        _language(scene, plan),
        *_open_questions(scene, plan),
        _still_open(scene, plan),
        _asked(scene, dossier),
        _facts(scene, plan),
        _agreed(scene, dossier),
        _unheard(scene, dossier),
        told_on_card(scene, dossier),
        _promised(scene, plan),
        _alike(scene, plan),
        _state(scene, plan) if dossier.claimed_at else _why_you(scene, plan, for_owner),
    )
    return text if sees_number else Markup(hide_phones(text))


def _head(scene: Scene, plan: Plan, for_owner: bool) -> Markup:
    dossier = plan.dossier
    return scene.texts(
        "team.kaart-kop",
        code=dossier.code,
        nieuw=dossier.claimed_at is None,
        voor_jou=for_owner,
        gewicht=plan.weight if plan.rules else "",
        bel_eerst=call_first(plan),
    )


def call_first(plan: Plan) -> bool:
    """Somebody who wrote something of their own under *waarom* is called before anything else."""
    return any(q.kind == "open" and a.kind == "woorden" for q, a in answered(plan))


def _what(scene: Scene, plan: Plan) -> Markup:
    where = tell_place(plan.at.place, plan) if plan.at else ""
    when = write_moment(plan.moment, told_on(plan), short=True) if plan.moment else ""
    facts = " · ".join(fact for fact in (where, when) if fact)
    return scene.texts("team.kaart-wat", wat=title(plan), feiten=facts)


def _said(scene: Scene, plan: Plan) -> Markup:
    kinds = ("aantal", "bedrag", "maat", "vinklijst", "open")
    facts = [told(q, a, plan) for q, a in answered(plan) if q.kind in kinds]
    return lines(
        scene.texts(
            "team.kaart-gezegd",
            idee=shortened(plan.dossier.idea, 400),
            feiten=" · ".join(f for f in facts if f),
        ),
        *(scene.texts("team.kaart-erbij", woorden=shortened(e)) for e in plan.dossier.extras),
    )


def _who(scene: Scene, plan: Plan, with_phone: bool) -> Markup:
    choices = [told(q, a, plan) for q, a in answered(plan) if q.kind == "keuze"]
    resident = scene.person_at(plan.dossier.resident)
    return scene.texts(
        "team.kaart-wie",
        naam=plan.name or "",
        bellen=wants_call(plan) and plan.dossier.with_staff,
        open=plan.dossier.is_open,
        heeft_nummer=plan.dossier.phone is not None,
        nummer=plan.dossier.phone if with_phone and plan.dossier.phone else "",
        begeleider=scene.owner_name(plan.dossier) if plan.dossier.claimed_at else "",
        buren=" · ".join(c for c in choices if c),
        stil=resident is not None and resident.no_reminders,
    )


def _told_already(scene: Scene, plan: Plan) -> Markup:
    """What the bot said to the resident on the day of sending, so that the begeleider does not say
    otherwise; light and heavy told apart, since small things must go fast."""
    said_on = scene.local(plan.dossier.sent_at or scene.now).date()
    then = Plan(plan.dossier, plan.knowledge, said_on)
    verdict = judge(then)
    return scene.texts(
        "team.kaart-antwoord",
        soort=verdict.kind,
        want=enumerate_nl([str(want) for want, _ in hurdles(verdict, then)]),
        **{weight: _of_weight(weight, verdict, scene, then) for weight in WEIGHTS},
    )


def _of_weight(weight: Weight, verdict: Verdict, scene: Scene, plan: Plan) -> Markup:
    """The tasks of this weight: formal steps first, and no more than a glance takes in."""
    own = [task for task in verdict.tasks if task.weight == weight]
    own.sort(key=lambda task: not task.is_formal)
    told = [short_task(task, scene, plan) for task in own[:MOST_OF_A_WEIGHT]]
    left = len(own) - len(told)
    more = [scene.texts("team.kaart-meer", aantal=left)] if left else []
    return Markup("; ").join([*told, *more])


def short_task(task: Task, scene: Scene, plan: Plan) -> Markup:
    """ "Meld het feest uiterlijk vr 28 mei (nog 11 werkdagen)"."""
    do = Markup(scene.texts.render(task.todo.do).rstrip("."))
    if task.by is None:
        return Markup(" ").join(part for part in (do, term(task, plan)) if part)
    left = scene.knowledge.calendar.working_days_between(scene.today, task.by)
    done_until = plan.dossier.done_until
    is_done = done_until is not None and task.by <= done_until
    how_far = scene.texts("team.gedaan") if is_done else write_working_days(left)
    return Markup("{} uiterlijk {} ({})").format(do, write_day(task.by, short=True), how_far)


def _language(scene: Scene, plan: Plan) -> Markup | None:
    """In which language the resident writes, when it is not Dutch."""
    language = scene.knowledge.languages.get(plan.dossier.language or "")
    return scene.texts("team.kaart-taal", taal=language.name) if language else None


def _open_questions(scene: Scene, plan: Plan) -> list[Markup]:
    """What the resident asked and the program could not answer, until somebody speaks with them."""
    if plan.dossier.spoken_at is not None:
        return []
    asked = plan.dossier.open_questions
    return [scene.texts("team.kaart-vraag", woorden=shortened(text)) for text in asked]


def _still_open(scene: Scene, plan: Plan) -> Markup | None:
    """Who in the house knows more and was not asked yet: the contact of the first rule, or of the
    words."""
    if not plan.dossier.with_staff:
        return None
    contact = scene.knowledge.contacts.get(plan.rules[0].contact) if plan.rules else None
    if contact is None:
        found = scene.knowledge.contact_matcher.about(plan.dossier.idea)
        best = next((s for s in found.rules if s.why and found.outcome != "none"), None)
        contact = scene.knowledge.contacts.get(best.id) if best else None
    if contact is None or any(one.contact == contact.id for one in plan.dossier.asked):
        return None
    who = contact.person or contact.name
    return scene.texts("team.kaart-open", wie=who, afdeling=contact.department)


def _asked(scene: Scene, dossier: Dossier) -> Markup | None:
    """Which departments were asked and did not answer yet, and until when."""
    left = {one.contact: one.until for one in dossier.unanswered}
    if not left or not dossier.with_staff:
        return None
    told = [
        scene.texts(
            "team.kaart-gevraagd-aan",
            afdeling=department(contact, scene.knowledge),
            dag=write_day(until, short=True),
            voorbij=until < scene.today,
        )
        for contact, until in left.items()
    ]
    return scene.texts("team.kaart-gevraagd", wie=Markup("; ").join(told))


def _facts(scene: Scene, plan: Plan) -> Markup | None:
    """How many of the five facts are known, and which is still homework; never in the way."""
    left = missing(plan)
    if plan.dossier.claimed_at is None or not left:
        return None
    names = [scene.texts.label(f"feit-{fact}").rstrip("?").casefold() for fact in left]
    return scene.texts("team.kaart-feiten", aantal=len(FACTS) - len(left), mist=enumerate_nl(names))


def _agreed(scene: Scene, dossier: Dossier) -> Markup | None:
    """How many agreements are open, and the first day of them."""
    left = open_ones(dossier)
    if not left:
        return None
    return scene.texts(
        "team.kaart-afspraken",
        aantal=len(left),
        dag=write_day(left[0].by, short=True),
        voorbij=left[0].by < scene.today,
    )


def _unheard(scene: Scene, dossier: Dossier) -> Markup | None:
    """Influential groups that nobody speaks with."""
    alone = [one.who for one in dossier.forces if one.influence == "groot" and not one.spoken_by]
    if dossier.claimed_at is None or not alone:
        return None
    return scene.texts("team.kaart-krachtenveld", groepen=enumerate_nl(alone))


def _promised(scene: Scene, plan: Plan) -> Markup | None:
    if plan.dossier.next_date is None:
        return None
    day = write_day(scene.local(plan.dossier.next_date).date(), short=True)
    spoken = plan.dossier.spoken_at is not None
    return scene.texts("team.kaart-beloofd", dag=day, bellen=wants_call(plan), gesproken=spoken)


def _alike(scene: Scene, plan: Plan) -> Markup | None:
    """Another plan of the last year that this one resembles, and whose it is."""
    other = scene.other(plan.dossier.like)
    if other is None:
        return None
    return scene.texts(
        "team.kaart-lijkt",
        code=other.code,
        naam=scene.owner_name(other),
        wat=subject(scene.plan(other)),
    )


def subject(plan: Plan) -> str:
    """A plan in a few words, and where it is: "Moestuin, Kerkstraat"."""
    place = plan.at.place.name if plan.at else None
    return ", ".join(part for part in (title(plan), place) if part)


def _why_you(scene: Scene, plan: Plan, for_owner: bool) -> Markup | None:
    """Why this begeleider: wijk, theme, own day, room."""
    member = scene.knowledge.team.get(plan.dossier.owner or "")
    if member is None:
        return None
    wijk = scene.knowledge.wijken.get(plan.wijk or "")
    mine = wijk is not None and (not member.wijken or wijk.id in member.wijken)
    themes = [t for t in plan.dossier.themes if t in member.themes]
    room = room_beside(member.id, plan.dossier, scene.situation, scene.knowledge)
    return scene.texts(
        "team.kaart-waarom",
        voor_jou=for_owner,
        naam=member.name,
        wijk=wijk.name if wijk and mine else "",
        thema=scene.knowledge.themes[themes[0]].name if themes else "",
        dag=member.days[0],
        ruimte=max(room, 0),
        punten=scene.knowledge.municipality.member_points,
        vol=room < points_of(plan),
        niemand=not is_anybody_free(plan, scene.situation, scene.today),
        eerder=_helped_before(scene, plan),
        gesproken=_spoken_on(scene, plan),
    )


def _state(scene: Scene, plan: Plan) -> Markup:
    """Whose it is now, and whether they have spoken."""
    member = scene.knowledge.team.get(plan.dossier.owner or "")
    return scene.texts(
        "team.kaart-stand",
        status=plan.dossier.status,
        naam=member.name if member else "",
        gesproken=_spoken_on(scene, plan),
    )


def _spoken_on(scene: Scene, plan: Plan) -> str:
    spoken = plan.dossier.spoken_at
    return write_day(scene.local(spoken).date(), short=True) if spoken else ""


def _helped_before(scene: Scene, plan: Plan) -> str:
    team = scene.knowledge.team
    return enumerate_nl([team[m].name for m in plan.dossier.helped_before if m in team])


def card_rows(scene: Scene, dossier: Dossier) -> list[Row]:
    """The buttons of the card: what the action table permits its owner now."""
    owner = scene.knowledge.team.get(dossier.owner or "")
    if owner is None or not dossier.with_staff:
        return []
    on_card = [action.name for at in ON_CARD for action in offered(at)]
    names = on_card if dossier.claimed_at else [*on_card, "lees-alles"]
    return rows_of(scene, dossier, owner, names)


def group_card(dossier: Dossier) -> str:
    """The handle of the card in the dossier's topic."""
    return f"kaart:{dossier.id}:groep"


def update(scene: Scene, dossier: Dossier) -> None:
    """Bring every place where the card stands up to date."""
    rows = card_rows(scene, dossier)
    if dossier.card is not None:
        scene.edit(dossier.card, card_text(scene, dossier, for_owner=True), *rows)
    if scene.situation.group is not None and dossier.sent_at is not None:
        scene.edit(group_card(dossier), card_text(scene, dossier, for_owner=False), *rows)


def wipe(scene: Scene, dossier: Dossier) -> None:
    """Take the words off the card wherever it stands: the resident had everything erased."""
    gone = scene.texts("team.kaart-gewist", code=dossier.code or "")
    if dossier.card is not None:
        scene.edit(dossier.card, gone)
    if scene.situation.group is not None and dossier.code is not None:
        scene.edit(group_card(dossier), gone)
