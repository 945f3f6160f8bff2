"""A number at once in an emergency; an answer to a loose question."""

from markupsafe import Markup

from bot.core.matching import Outcome
from bot.core.resident.welcome import QUESTION
from bot.core.scene import Scene
from bot.core.texts import paragraphs


def give_number(scene: Scene, referral: str) -> None:
    """112, 113 or Veilig Thuis, before anything else. Nothing is kept of it."""
    refer = scene.knowledge.referrals[referral]
    scene.say(scene.texts.render(refer.answer))


def ask_for_question(scene: Scene) -> None:
    scene.know(mode="vraag")
    scene.say(scene.texts("bewoner.stel-je-vraag"))


def answer_question(scene: Scene, text: str) -> None:
    """From rules and contacts, with the source; what nobody knows goes to a person."""
    scene.know(mode="vrij")
    outcome = scene.match(text)
    dossier = scene.dossier(scene.person.current)
    if dossier is not None:
        scene.save(dossier, questions=(*dossier.questions, text))
        scene.log(dossier, "vraag", text)
    referral = scene.knowledge.referrals.get(outcome.refer or "")
    if referral is not None:
        scene.say(scene.texts.render(referral.answer))
        return
    scene.say(
        _answer(scene, text, outcome),
        [
            scene.button("ja-geholpen", "geholpen"),
            scene.button("nee-niet-geholpen", "bel-liever", QUESTION),
        ],
    )


def _answer(scene: Scene, text: str, outcome: Outcome) -> Markup:
    rules = outcome.rules[:1] if outcome.outcome in ("match", "doubt") else ()
    told = [
        scene.texts(
            "bewoner.vraag-antwoord",
            titel=scene.texts.render(rule.title),
            samenvatting=scene.texts.render(rule.summary),
            bronnen="; ".join(source.name for source in rule.sources),
            contact=scene.knowledge.contacts[rule.contact].name,
            telefoon=scene.knowledge.contacts[rule.contact].phone or "",
        )
        for rule in (scene.knowledge.rules[s.id] for s in rules)
    ]
    return paragraphs(
        *(told or [_contact(scene, text)]), scene.texts("bewoner.heb-je-hier-iets-aan")
    )


def _contact(scene: Scene, text: str) -> Markup:
    found = scene.knowledge.contact_matcher.match(text)
    best = next((s for s in found.rules if s.why and found.outcome in ("match", "doubt")), None)
    if best is None:
        return scene.texts("bewoner.vraag-onbekend", telefoon=scene.knowledge.municipality.phone)
    contact = scene.knowledge.contacts[best.id]
    return scene.texts(
        "bewoner.vraag-contact",
        naam=contact.name,
        waarvoor=contact.about,
        telefoon=contact.phone or scene.knowledge.municipality.phone,
    )
