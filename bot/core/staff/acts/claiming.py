"""Who has a plan: picking it up, giving it back, and handing it over to somebody who accepts."""

from markupsafe import Markup

from bot.core.dossier import Dossier
from bot.core.handoff import has_room, points_of, room_beside
from bot.core.knowledge import Member
from bot.core.pinging import ping
from bot.core.promising import news, still_ahead
from bot.core.scene import Row, Scene
from bot.core.staff import card
from bot.core.staff.buttons import action_button
from bot.core.staff.calling import rows_to_call
from bot.core.staff.fields import TO_THE_TEAM, Filled, told_slot
from bot.core.staff.handing import (
    card_name,
    return_to_team,
    show_card,
    take_back,
    tell_it_changes,
    withdraw_offer,
)
from bot.core.staff.told import Told
from bot.core.telling import wants_call
from bot.core.texts import lines
from bot.core.writing import enumerate_nl


def pick_up(scene: Scene, dossier: Dossier, _: Filled) -> Told:
    """*Ik pak dit op*: from now on it has a name, and the resident hears which. Then one tap says
    when to call."""
    member = scene.member
    told = still_ahead(scene, dossier)
    claimed = news(scene, dossier, told, owner=member.id, claimed_at=scene.now, handed_on=0)
    if dossier.owner != member.id:
        _give_card(scene, dossier, claimed)
    _tell_how_to_answer(scene, scene.dossier(claimed.id) or claimed)
    _pass_on_files(scene, claimed)
    return Told(_who_helps(scene, member))


def _who_helps(scene: Scene, member: Member) -> dict[str, object]:
    return {
        "naam": member.name,
        "zin": member.line,
        "dagen": enumerate_nl(member.days),
        "telefoon": scene.knowledge.municipality.phone,
    }


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


def _give_card(scene: Scene, before: Dossier, claimed: Dossier) -> None:
    """Somebody else than the one who had it gets it: their chats change places."""
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


def _tell_how_to_answer(scene: Scene, dossier: Dossier) -> None:
    """And one tap says when to call, never after what was promised."""
    plan = scene.plan(dossier)
    calls = wants_call(plan)
    scene.send(
        scene.chat,
        scene.texts(
            "team.opgepakt",
            code=dossier.code,
            naam=plan.name or "",
            heeft_nummer=bool(dossier.phone),
            belt=calls,
        ),
        *(rows_to_call(scene, dossier) if calls else ()),
        dossier=dossier.id,
        name=f"antwoord:{card_name(scene, dossier)}",
    )


def pass_on(scene: Scene, dossier: Dossier, _: Filled) -> None:
    """*Draag over*, before anybody picked it up: to the next one who suits."""
    _tell_who_gets_it(scene, return_to_team(scene, dossier, "draagt over"))


def cannot(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """*Kan niet*, with its reason: it goes back to the team."""
    _tell_who_gets_it(scene, return_to_team(scene, dossier, filled["reden-niet"]))


def _tell_who_gets_it(scene: Scene, dossier: Dossier) -> None:
    member = scene.knowledge.team.get(dossier.owner or "")
    scene.say(
        scene.texts("team.terug-bij-team", code=dossier.code, naam=member.name if member else "")
    )


def assign(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """The coordinator says who: the card goes there, and the team's clock begins anew."""
    member = scene.knowledge.team.get(filled["aan"])
    if member is None:
        scene.say(scene.texts("team.oude-knop"))
        return
    before = scene.situation.dossier(dossier.id) or dossier
    told = scene.texts("team.toegewezen", code=dossier.code, naam=member.name)
    retired = take_back(scene, before, told)
    points = points_of(scene.plan(retired))
    changed = scene.save(retired, owner=member.id, card=None, waits_since=scene.now, points=points)
    show_card(scene, changed)
    tell_it_changes(scene, before, changed)
    scene.say(told)


# --- handing over: a warm introduction


def offer(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """*Draag over*: the other is asked, and until they accept the sender stays the owner."""
    other = scene.knowledge.team.get(filled["naar"])
    if filled["naar"] == TO_THE_TEAM or other is None:
        _tell_who_gets_it(scene, return_to_team(scene, dossier, "draagt over"))
        return
    if dossier.offered_to != other.id:
        withdraw_offer(scene, dossier)
    asks = scene.texts("team.overdracht-vraag", naam=scene.owner_name(dossier))
    changed = offer_to(scene, dossier, other, asks)
    scene.say(
        scene.texts("team.overdracht-gevraagd", code=changed.code, naam=other.name),
        dossier=changed.id,
    )


def offer_to(
    scene: Scene, dossier: Dossier, other: Member, asks: Markup, *, by_clock: bool = False
) -> Dossier:
    """This member is asked to take it over, with the card below what `asks` says. Asked by the
    clock it is one of their reminders of the week."""
    changed = scene.mark(
        dossier, offered_to=other.id, offered_at=scene.now, offered_by_clock=by_clock
    )
    chat, name = scene.situation.chat_of(other.id), _offer_name(scene, changed)
    text = lines(
        asks, _warning(scene, changed, other), card.card_text(scene, changed, for_owner=False)
    )
    row: Row = [
        action_button(scene, "neem-over", plan=changed.id),
        action_button(scene, "neem-niet-over", plan=changed.id),
    ]
    if by_clock:
        ping(scene, other, text, row, dossier=changed, name=name)
    elif chat is not None:
        scene.send(chat, text, row, dossier=changed.id, name=name)
    return changed


def _warning(scene: Scene, dossier: Dossier, member: Member) -> Markup | None:
    """Whoever is full hears it; they may still take it over."""
    plan, most = scene.plan(dossier), scene.knowledge.municipality.member_points
    if has_room(member.id, plan, scene.situation):
        return None
    room = room_beside(member.id, dossier, scene.situation, scene.knowledge)
    return scene.texts("team.overdracht-vol", punten=most - room + points_of(plan), hoogstens=most)


def _offer_name(scene: Scene, dossier: Dossier) -> str:
    return f"overdracht:{dossier.id}:{dossier.offered_to}:{scene.situation.fresh}"


def accept(scene: Scene, dossier: Dossier, _: Filled) -> Told:
    """*Neem over*: it is theirs; the resident hears the new name, the sender that it is done."""
    member = scene.member
    earlier = (*(m for m in dossier.helped_before if m != dossier.owner), dossier.owner or "")
    taken = news(
        scene,
        dossier,
        still_ahead(scene, dossier),
        owner=member.id,
        claimed_at=scene.now,
        handed_on=0,
        helped_before=earlier,
        offered_to=None,
        offered_at=None,
        points=points_of(scene.plan(dossier)),
    )
    sender = scene.owner_chat(dossier)
    if sender is not None:
        scene.send(sender, scene.texts("team.overdracht-klaar", code=taken.code, naam=member.name))
    _give_card(scene, dossier, taken)
    if (warning := _warning(scene, dossier, member)) is not None:
        scene.say(warning)
    slot = taken.call or taken.visit
    return Told(
        {
            **_who_helps(scene, member),
            "eerder": scene.owner_name(dossier),
            "moment": told_slot(scene, slot) if slot and slot.end > scene.now else "",
            "bezoek": taken.visit is not None,
        }
    )


def decline(scene: Scene, dossier: Dossier, _: Filled) -> None:
    """*Kan niet*: it stays with the sender, who hears it at once."""
    end_offer(scene, dossier)
    scene.say(scene.texts("team.overdracht-afgeslagen", code=dossier.code))


def end_offer(scene: Scene, dossier: Dossier) -> Dossier:
    """The transfer is off: refused, or nobody answered. The sender hears it."""
    asked = scene.knowledge.team.get(dossier.offered_to or "")
    kept = scene.save(dossier, offered_to=None, offered_at=None)
    chat = scene.owner_chat(dossier)
    if chat is not None:
        scene.send(
            chat,
            scene.texts(
                "team.overdracht-terug", code=dossier.code, naam=asked.name if asked else ""
            ),
            [action_button(scene, "draag-over", plan=dossier.id)],
            dossier=dossier.id,
        )
    return kept
