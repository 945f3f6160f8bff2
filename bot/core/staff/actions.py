"""What each action of the table does."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.core.decision import Button
from bot.core.dossier import Dossier, Holding
from bot.core.promising import next_news, within
from bot.core.scene import Scene
from bot.core.staff import card
from bot.core.staff.handing import (
    card_name,
    return_to_team,
    show_card,
    take_back,
    tell_it_changes,
    tell_resident,
)
from bot.core.staff.history import tell_all
from bot.core.telling import wants_call
from bot.core.texts import lines
from bot.core.writing import enumerate_nl, write_day

Act = Callable[[Scene, Dossier, str], None]

NEWS_WITHIN = 5
REASONS = ("geen-tijd", "niet-mijn-wijk", "ken-bewoner")


def pick_up(scene: Scene, dossier: Dossier, _: str) -> None:
    """*Ik pak dit op*: from now on it has a name, and the resident hears which."""
    member = scene.knowledge.team[scene.person.member or ""]
    claimed = scene.save(
        dossier,
        owner=member.id,
        claimed_at=scene.now,
        status="opgepakt",
        news_at=scene.now,
        no_news_said=0,
    )
    if dossier.owner != member.id:
        _hand_card_to(scene, dossier, claimed)
    scene.log(claimed, "opgepakt")
    _tell_who_helps(scene, claimed)
    card.update(scene, scene.dossier(claimed.id) or claimed)
    _tell_how_to_answer(scene, claimed)
    _pass_on_files(scene, claimed)


def _pass_on_files(scene: Scene, dossier: Dossier) -> None:
    """What the resident sent before anybody read along."""
    name = scene.plan(dossier).name or ""
    head = scene.texts("team.van-bewoner", naam=name, code=dossier.code)
    for line in scene.situation.lines:
        if line.file is not None and line.who == "bewoner":
            words = scene.texts("team.woorden", woorden=line.text) if line.text else None
            scene.send(
                scene.chat,
                lines(head, words),
                dossier=dossier.id,
                cls="relay",
                file=line.file,
                silent=True,
            )


def _hand_card_to(scene: Scene, before: Dossier, claimed: Dossier) -> None:
    """Somebody else than the one it was meant for picked it up: their chats change places."""
    if before.card is not None:
        name = scene.knowledge.team[claimed.owner or ""].name
        text = scene.texts("team.kaart-van-ander", code=claimed.code, naam=name)
        scene.edit(before.card, text)
    handle = card_name(scene, claimed)
    own = scene.save(claimed, card=handle)
    scene.send(
        scene.chat,
        card.card_text(scene, own, for_owner=True),
        *card.card_rows(scene, own),
        dossier=own.id,
        name=handle,
    )


def _tell_who_helps(scene: Scene, dossier: Dossier) -> None:
    member = scene.knowledge.team[dossier.owner or ""]
    tell_resident(
        scene,
        dossier,
        "bewoner.opgepakt",
        naam=member.name,
        zin=member.line,
        dagen=enumerate_nl(member.days),
        telefoon=scene.knowledge.municipality.phone,
    )


def _tell_how_to_answer(scene: Scene, dossier: Dossier) -> None:
    plan = scene.plan(dossier)
    scene.send(
        scene.chat,
        scene.texts(
            "team.opgepakt",
            code=dossier.code,
            naam=plan.name or "",
            heeft_nummer=bool(dossier.phone),
        ),
        dossier=dossier.id,
        name=f"antwoord:{card_name(scene, dossier)}",
    )


def spoken(scene: Scene, dossier: Dossier, _: str) -> None:
    """They spoke: contact on both clocks."""
    changed = scene.save(
        dossier,
        status="in-begeleiding",
        spoken_at=scene.now,
        news_at=scene.now,
        no_news_said=0,
        waiting_for=None,
        move="begeleider",
        next_date=next_news(scene),
    )
    scene.log(changed, "gesproken")
    card.update(scene, changed)
    scene.say(scene.texts("team.gesproken", dag=_day(scene, changed.next_date)), dossier=dossier.id)


def no_answer(scene: Scene, dossier: Dossier, _: str) -> None:
    """*Geen gehoor*: an honest attempt; the resident hears it the same minute."""
    changed = scene.save(dossier, news_at=scene.now)
    scene.log(changed, "geen-gehoor")
    tell_resident(scene, changed, "bewoner.geen-gehoor", naam=scene.owner_name(changed))
    scene.say(scene.texts("team.bewoner-weet-het"), dossier=dossier.id)


def later(scene: Scene, dossier: Dossier, _: str) -> None:
    """*Straks*: nothing changes; the clock goes on."""
    scene.say(scene.texts("team.straks"), dossier=dossier.id)


def hand_on(scene: Scene, dossier: Dossier, _: str) -> None:
    """*Draag over*: back to the team, to the next one who suits."""
    changed = return_to_team(scene, dossier, "draagt over")
    _tell_who_gets_it(scene, changed)


def ask_why_not(scene: Scene, dossier: Dossier, _: str) -> None:
    """*Kan niet* asks one thing: why."""
    buttons = [
        Button(label=scene.texts.label(reason), action="kan-niet-omdat", value=reason)
        for reason in REASONS
    ]
    scene.hold(Holding(dossier=dossier.id), mode="reden")
    scene.say(scene.texts("team.waarom-niet"), *[[b] for b in buttons], dossier=dossier.id)


def cannot(scene: Scene, dossier: Dossier, value: str) -> None:
    """With its reason, it goes back to the team."""
    reason = scene.texts.label(value) if value in REASONS else value
    scene.know(mode="vrij", holding=None)
    _tell_who_gets_it(scene, return_to_team(scene, dossier, reason))


def _tell_who_gets_it(scene: Scene, dossier: Dossier) -> None:
    member = scene.knowledge.team.get(dossier.owner or "")
    scene.say(
        scene.texts("team.terug-bij-team", code=dossier.code, naam=member.name if member else "")
    )


def call_today(scene: Scene, dossier: Dossier, _: str) -> None:
    _tell_news(scene, dossier, "bewoner.ik-bel-vandaag", 1, belt=wants_call(scene.plan(dossier)))


def waits_for_colleague(scene: Scene, dossier: Dossier, _: str) -> None:
    _tell_news(scene, dossier, "bewoner.wacht-op-collega", NEWS_WITHIN, waits="een collega")


def did_not_get_to_it(scene: Scene, dossier: Dossier, _: str) -> None:
    _tell_news(scene, dossier, "bewoner.kom-er-niet-aan-toe", NEWS_WITHIN)


def _tell_news(
    scene: Scene,
    dossier: Dossier,
    text: str,
    days: int,
    waits: str | None = None,
    **values: object,
) -> None:
    """An honest word to the resident, the same minute, with the next date that the clock guards."""
    changed = scene.save(
        dossier,
        news_at=scene.now,
        waiting_for=waits,
        next_date=within(scene, days),
        move="begeleider",
        no_news_said=dossier.no_news_said + 1,
    )
    scene.log(changed, "stand", text.removeprefix("bewoner."))
    tell_resident(
        scene,
        changed,
        text,
        naam=scene.owner_name(changed),
        dag=_day(scene, changed.next_date),
        bewoner=scene.plan(changed).name or "",
        **values,
    )
    scene.say(scene.texts("team.bewoner-weet-het"), dossier=dossier.id)
    card.update(scene, changed)


def write_news(scene: Scene, dossier: Dossier, _: str) -> None:
    """*Er is nieuws*: what is typed next is meant for this resident, after one tap."""
    scene.know(current=dossier.id)
    name = scene.plan(dossier).name or ""
    scene.say(scene.texts("team.schrijf-nieuws", naam=name, code=dossier.code), dossier=dossier.id)


def ask_if_done(scene: Scene, dossier: Dossier, _: str) -> None:
    scene.say(
        scene.texts("team.rond-af-vraag", code=dossier.code),
        [scene.button("rond-af-zeker", "rond-af-zeker")],
        dossier=dossier.id,
    )


def close(scene: Scene, dossier: Dossier, _: str) -> None:
    """Closed: the number is erased, the resident hears who to turn to."""
    member = scene.knowledge.team.get(dossier.owner or "")
    closed = scene.save(
        dossier, status="afgesloten", closed_at=scene.now, phone=None, next_date=None
    )
    scene.log(closed, "afgesloten")
    card.update(scene, closed)
    tell_resident(
        scene,
        closed,
        "bewoner.afgesloten",
        naam=member.name if member else "",
        nummer=dossier.phone is not None,
    )
    scene.say(scene.texts("team.afgesloten", code=dossier.code))


def assign(scene: Scene, dossier: Dossier, value: str) -> None:
    """The coordinator says who: the card goes there, and the team's clock begins anew."""
    member = scene.knowledge.team.get(value)
    if member is None:
        scene.say(scene.texts("team.oude-knop"))
        return
    told = scene.texts("team.toegewezen", code=dossier.code, naam=member.name)
    retired = take_back(scene, dossier, told)
    changed = scene.save(retired, owner=member.id, card=None, waits_since=scene.now)
    scene.log(changed, "toegewezen", member.id, visible=False)
    show_card(scene, changed)
    tell_it_changes(scene, dossier)
    scene.say(told)


def show_again(scene: Scene, dossier: Dossier, _: str) -> None:
    """The card, once more at the bottom of the chat, with what can be done now."""
    handle = card_name(scene, dossier)
    text = card.card_text(scene, dossier, for_owner=True)
    rows = card.card_rows(scene, dossier)
    if dossier.card is not None:
        scene.edit(dossier.card, scene.texts("team.kaart-lager", code=dossier.code))
    scene.mark(dossier, card=handle)
    scene.send(scene.chat, text, *rows, dossier=dossier.id, name=handle)


def read_all(scene: Scene, dossier: Dossier, _: str) -> None:
    tell_all(scene, dossier)


def _day(scene: Scene, moment: datetime | None) -> str:
    return write_day(scene.local(moment).date()) if moment else ""


ACTS: Mapping[str, Act] = {
    "pak-op": pick_up,
    "heb-gesproken": spoken,
    "geen-gehoor": no_answer,
    "straks": later,
    "draag-over": hand_on,
    "kan-niet": ask_why_not,
    "kan-niet-omdat": cannot,
    "ik-bel-vandaag": call_today,
    "wacht-op-collega": waits_for_colleague,
    "kom-er-niet-aan-toe": did_not_get_to_it,
    "er-is-nieuws": write_news,
    "rond-af": ask_if_done,
    "rond-af-zeker": close,
    "wijs-toe": assign,
    "toon-kaart": show_again,
    "lees-alles": read_all,
}
