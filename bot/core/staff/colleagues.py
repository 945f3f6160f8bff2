"""Which colleague to ask, and the question in three lines.

A colleague is asked early: whom, by the rules and themes of the plan and its words; where something
is put down, built or dug, the buitendienst as well.
"""

from datetime import date

from markupsafe import Markup

from bot.core.dossier import Dossier
from bot.core.knowledge import Contact
from bot.core.masking import hide_phones
from bot.core.scene import Scene
from bot.core.telling import answered, own_words, tell_place, told, told_on
from bot.core.texts import lines
from bot.core.writing import enumerate_nl, write_day, write_moment

MOST = 3
ANSWER_WITHIN = 5


def proposed(scene: Scene, dossier: Dossier) -> list[Contact]:
    """The contacts who most likely know more, best first."""
    plan, contacts = scene.plan(dossier), scene.knowledge.contacts
    ids = [rule.contact for rule in plan.rules]
    if any(scene.knowledge.themes[theme].outdoors for theme in plan.themes):
        ids[1:1] = [contact.id for contact in contacts.values() if contact.outdoors]
    ids += [scene.knowledge.themes[theme].contact for theme in dossier.themes]
    found = scene.knowledge.contact_matcher.about(dossier.idea)
    ids += [scored.id for scored in found.rules if scored.why]
    return [contacts[one] for one in dict.fromkeys(ids) if one in contacts][:MOST]


def chat_of(scene: Scene, contact: str) -> str | None:
    """The chat of the member who is this contact, when connected."""
    members = (m for m in scene.knowledge.team.values() if m.contact == contact)
    return next((chat for m in members if (chat := scene.situation.chat_of(m.id))), None)


def answer_by(scene: Scene) -> date:
    """The local day by which an answer is asked: five working days from now."""
    return scene.knowledge.calendar.add_working_days(scene.today, ANSWER_WITHIN)


def question_to(scene: Scene, dossier: Dossier, contact: Contact, words: str = "") -> Markup:
    """The question: who wants what, where and when; what is asked (`words`, else what there is to
    look out for and who could do it); by when. What the
    resident said of a phone number is hidden."""
    plan = scene.plan(dossier)
    where = tell_place(plan.at.place, plan) if plan.at else ""
    when = write_moment(plan.moment, told_on(plan), short=True) if plan.moment else ""
    facts = [told(q, a, plan) for q, a in answered(plan) if q.kind in ("aantal", "vinklijst")]
    what = scene.texts(
        "team.vraag-wat",
        collega=contact.person or contact.name,
        bewoner=plan.name or "",
        wat=enumerate_nl(own_words(plan)) or dossier.idea,
        waar=where,
        wanneer=when,
        feiten=", ".join(fact for fact in facts if fact),
    )
    return lines(
        Markup(hide_phones(what)),
        scene.texts("team.vraag-woorden", woorden=words),
        scene.texts(
            "team.vraag-wanneer",
            dag=write_day(answer_by(scene), short=True),
            naam=scene.owner_name(dossier),
            code=dossier.code,
        ),
    )
