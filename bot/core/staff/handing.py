"""Handing a plan to somebody: the card to the begeleider's own chat, and to a topic."""

from markupsafe import Markup

from bot.core.dossier import Dossier
from bot.core.due import quiet_until
from bot.core.handoff import choose, coordinators, mate_of, on_leave, points_of
from bot.core.scene import Row, Scene
from bot.core.staff.buttons import action_button
from bot.core.staff.card import card_rows, card_text, group_card
from bot.core.telling import title
from bot.core.texts import plain

MOST_ROUNDS = 2
"""So often the clock looks for another begeleider; then it is the coordinator's."""


def hand_over(scene: Scene, dossier: Dossier) -> Dossier:
    """Choose a begeleider, explain the choice, and give them the card. When nobody is left, or it
    went round often enough, the coordinator gets it."""
    plan = scene.plan(dossier)
    is_looked_for = dossier.handed_on <= MOST_ROUNDS
    choice = choose(plan, scene.situation, scene.today) if is_looked_for else None
    member = choice.member.id if choice else _coordinator(scene, dossier)
    points = points_of(plan)
    changed = scene.save(dossier, owner=member, claimed_at=None, card=None, points=points)
    if member is not None:
        scene.log(changed, "toegewezen", member, who="bot", visible=False)
    if choice is not None and not choice.has_room:
        _tell_that_all_are_full(scene, changed)
    return show_card(scene, changed)


def _tell_that_all_are_full(scene: Scene, dossier: Dossier) -> None:
    """Nobody has room for it, so it is one too many for somebody: the coordinator hears that."""
    chats = [scene.situation.chat_of(m.id) for m in coordinators(scene.plan(dossier))]
    for chat in filter(None, chats):
        scene.send(
            chat,
            scene.texts(
                "team.niemand-heeft-ruimte",
                code=dossier.code,
                naam=scene.owner_name(dossier),
                wat=title(scene.plan(dossier)),
            ),
            [
                action_button(scene, "wijs-toe", plan=dossier.id),
                action_button(scene, "lees-alles", plan=dossier.id),
            ],
            dossier=dossier.id,
            silent=True,
        )


def _coordinator(scene: Scene, dossier: Dossier) -> str | None:
    """The coordinator who carries least; whoever is there goes before who is on leave."""
    return min(
        (m.id for m in coordinators(scene.plan(dossier))),
        key=lambda one: (
            on_leave(scene.knowledge.team[one], scene.today),
            mate_of(one, scene.situation).points,
            one,
        ),
        default=None,
    )


def show_card(scene: Scene, dossier: Dossier) -> Dossier:
    """The card to the owner's own chat (always quiet: a card is no alarm) and to the topic."""
    chat = scene.situation.chat_of(dossier.owner)
    if chat is not None:
        name = card_name(scene, dossier)
        dossier = scene.save(dossier, card=name)
        scene.send(
            chat,
            card_text(scene, dossier, for_owner=True),
            *card_rows(scene, dossier),
            dossier=dossier.id,
            name=name,
            silent=True,
        )
    return _show_in_group(scene, dossier)


def card_name(scene: Scene, dossier: Dossier, whose: str = "") -> str:
    """A handle for one card in one chat (the owner's unless told), of which each happening makes
    at most one."""
    return f"kaart:{dossier.id}:{whose or dossier.owner}:{scene.situation.fresh}"


def _show_in_group(scene: Scene, dossier: Dossier) -> Dossier:
    """One topic a dossier, with one card in it that is edited from then on."""
    group = scene.situation.group
    if group is None:
        return dossier
    if dossier.in_group:
        scene.edit(
            group_card(dossier),
            card_text(scene, dossier, for_owner=False),
            *card_rows(scene, dossier),
        )
        return dossier
    heading = plain(scene.texts("team.topic", code=dossier.code, wat=title(scene.plan(dossier))))
    scene.make_topic(group, dossier.id, heading)
    scene.send(
        group,
        card_text(scene, dossier, for_owner=False),
        *card_rows(scene, dossier),
        dossier=dossier.id,
        name=group_card(dossier),
        wait_topic=True,
        silent=True,
    )
    return scene.save(dossier, in_group=True)


def return_to_team(scene: Scene, dossier: Dossier, why: str, *, by_clock: bool = False) -> Dossier:
    """The present owner gives it back, or it lay still with them too long (`by_clock`); the next
    one gets it. The resident hears it; of the clock they hear it in other words."""
    refused = (*dossier.refused, dossier.owner) if dossier.owner else dossier.refused
    text = "team.kaart-lag-stil" if by_clock else "team.kaart-terug"
    told = scene.texts(text, code=dossier.code, naam=scene.owner_name(dossier))
    retired = scene.save(take_back(scene, dossier, told), refused=refused)
    if by_clock:
        retired = scene.save(retired, handed_on=dossier.handed_on + 1, waits_since=scene.now)
    scene.log(retired, "teruggegeven", why, who="bot" if by_clock else None, visible=False)
    handed = hand_over(scene, retired)
    if not by_clock:
        tell_it_changes(scene, dossier, handed)
    return handed


def take_back(scene: Scene, dossier: Dossier, told: Markup) -> Dossier:
    """It is nobody's again, and the card that somebody had says what `told` says. Who waited for a
    colleague already begins to wait anew when somebody had picked it up. What the earlier one
    arranged (a call, a visit, somebody to take it over) goes with them."""
    if dossier.card is not None:
        scene.edit(dossier.card, told)
    waits_since = dossier.waits_since if dossier.claimed_at is None else scene.now
    earlier = dossier.helped_before
    if dossier.claimed_at is not None and dossier.owner is not None:
        earlier = (*(m for m in earlier if m != dossier.owner), dossier.owner)
    return scene.save(
        dossier,
        status="ingediend",
        claimed_at=None,
        waits_since=waits_since,
        helped_before=earlier,
        reminded=(),
        move="begeleider",
        offered_to=None,
        offered_at=None,
        call=None,
        visits=(),
        visit=None,
    )


def tell_it_changes(scene: Scene, before: Dossier, now: Dossier) -> None:
    """A resident who already heard a name hears that it changes; whoever was asked to take it over
    hears that somebody else has it, unless it is theirs now."""
    if before.offered_to != now.owner:
        withdraw_offer(scene, before)
    if before.claimed_at is not None:
        tell_resident(scene, before, "bewoner.andere-begeleider", naam=scene.owner_name(before))


def withdraw_offer(scene: Scene, dossier: Dossier) -> None:
    """Whoever was asked to take it over hears that it is no longer needed."""
    asked = scene.situation.chat_of(dossier.offered_to)
    if asked is not None:
        scene.send(asked, scene.texts("team.overdracht-vervalt", code=dossier.code))


def tell_resident(scene: Scene, dossier: Dossier, text: str, *rows: Row, **values: object) -> None:
    """A line of the bot to the resident, at once (outside hours without sound)."""
    scene.send(
        dossier.resident,
        scene.texts(text, code=dossier.code or "", **values),
        *rows,
        dossier=dossier.id,
        silent=is_quiet(scene),
    )


def is_quiet(scene: Scene) -> bool:
    """Whether residents are asleep or at rest now: what is said at once is said without sound."""
    return quiet_until(scene.now, scene.knowledge) > scene.now
