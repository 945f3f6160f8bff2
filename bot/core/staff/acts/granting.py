"""The fast lane: a small contribution to a light plan, for which one tap of the wijkregisseur is
enough. The formal letter goes elsewhere, and everybody hears so."""

from bot.core.dossier import AskedBudget, Dossier, Granted
from bot.core.knowledge import Member
from bot.core.promising import news
from bot.core.scene import Row, Scene
from bot.core.staff.buttons import action_button
from bot.core.staff.contribution import end_request, request_rows, request_text, wijk_name
from bot.core.staff.fields import Filled
from bot.core.staff.told import Told
from bot.core.texts import lines
from bot.core.writing import write_euros


def ask(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """*Vraag budget*: a short card to the wijkregisseur. The resident hears of it when it is given,
    not before: what is only asked for is no promise."""
    purse = scene.purse(dossier)
    if purse is None:
        raise ValueError("nothing can be asked where there is no budget")
    decider = scene.deciders(purse.wijk)[0]
    asked = AskedBudget(
        euros=int(filled["bedrag"]),
        at=scene.now,
        member=decider.id,
        card=f"budget:{dossier.id}:{decider.id}:{scene.situation.fresh}",
    )
    changed = scene.save(dossier, asked_budget=asked)
    scene.send(
        scene.situation.chat_of(decider.id) or "",
        request_text(scene, changed, asked),
        *request_rows(scene, changed),
        dossier=changed.id,
        name=asked.card,
    )
    scene.say(
        scene.texts(
            "team.budget-gevraagd",
            code=changed.code,
            naam=decider.name,
            bedrag=write_euros(asked.euros),
        ),
        [action_button(scene, "trek-budget-in", plan=changed.id)],
        dossier=changed.id,
    )


def take_back(scene: Scene, dossier: Dossier, _: Filled) -> Told:
    """The owner no longer asks it."""
    asked = _asked(dossier)
    end_request(scene, dossier, asked, "team.budget-kaart-ingetrokken")
    scene.save(dossier, asked_budget=None)
    scene.say(scene.texts("team.budget-ingetrokken", code=dossier.code), dossier=dossier.id)
    return Told(line=write_euros(asked.euros))


def give(scene: Scene, dossier: Dossier, _: Filled) -> Told:
    """*Ja, geef dit*: booked, and everybody hears it the same minute."""
    asked, me, purse = _asked(dossier), scene.member, scene.purse(dossier)
    if purse is None:
        raise ValueError("nothing can be given where there is no budget")
    scene.book(dossier, purse, asked.euros)
    granted = Granted(euros=asked.euros, at=scene.now, member=me.id)
    given = news(scene, dossier, asked_budget=None, granted=granted)
    left = purse.less(asked.euros).left
    end_request(scene, given, asked, "team.budget-kaart-gegeven")
    scene.say(
        scene.texts(
            "team.budget-gegeven",
            code=given.code,
            bedrag=write_euros(asked.euros),
            over=write_euros(left),
            wijk=wijk_name(scene, purse.wijk),
        ),
        dossier=given.id,
    )
    _tell_owner(scene, given, asked, me)
    return Told(
        {
            "bedrag": write_euros(asked.euros),
            "wie": me.name,
            "functie": me.title,
            "naam": scene.owner_name(given),
        },
        line=write_euros(asked.euros),
    )


def _tell_owner(scene: Scene, dossier: Dossier, asked: AskedBudget, decider: Member) -> None:
    chat = scene.owner_chat(dossier)
    if chat is not None:
        scene.send(
            chat,
            scene.texts(
                "team.budget-toegezegd",
                code=dossier.code,
                naam=decider.name,
                bedrag=write_euros(asked.euros),
                bewoner=scene.plan(dossier).name or "",
            ),
            dossier=dossier.id,
        )


def ask_first(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """*Vraag eerst na*: a line to the owner, never to the resident."""
    me, words = scene.member, filled["navraag"]
    chat = scene.owner_chat(dossier)
    if chat is None:
        scene.say(scene.texts("team.budget-niemand", code=dossier.code))
        return
    head = scene.texts(
        "team.budget-navraag",
        naam=me.name,
        code=dossier.code,
        bedrag=write_euros(_asked(dossier).euros),
    )
    rows: list[Row] = [
        [action_button(scene, "leg-budget-uit", plan=dossier.id)],
        [action_button(scene, "trek-budget-in", plan=dossier.id)],
    ]
    scene.send(
        chat, lines(head, scene.texts("team.woorden", woorden=words)), *rows, dossier=dossier.id
    )
    scene.say(scene.texts("team.budget-nagevraagd", naam=scene.owner_name(dossier)))


def explain(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """The owner's line to the wijkregisseur, who can say yes under it."""
    asked, me = _asked(dossier), scene.member
    chat = scene.situation.chat_of(asked.member)
    decider = scene.knowledge.team.get(asked.member)
    name = decider.name if decider else ""
    if chat is None:
        scene.say(scene.texts("team.budget-regisseur-weg", naam=name))
        return
    head = scene.texts(
        "team.budget-uitleg", naam=me.name, code=dossier.code, bedrag=write_euros(asked.euros)
    )
    scene.send(
        chat,
        lines(head, scene.texts("team.woorden", woorden=filled["uitleg"])),
        *request_rows(scene, dossier),
        dossier=dossier.id,
    )
    scene.say(scene.texts("team.budget-uitgelegd", naam=name), dossier=dossier.id)


def _asked(dossier: Dossier) -> AskedBudget:
    if dossier.asked_budget is None:
        raise ValueError("nothing is asked")
    return dossier.asked_budget
