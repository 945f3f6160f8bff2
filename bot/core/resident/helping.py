"""An answer to a question, whenever it is asked."""

from markupsafe import Markup

from bot.core.decision import Button
from bot.core.dossier import Dossier, Holding
from bot.core.explaining import Explainer, Told
from bot.core.intake import next_question
from bot.core.readers.intent import reads_as_person_wanted
from bot.core.relay import resident_says
from bot.core.resident import idea, welcome
from bot.core.resident.asking import go_on
from bot.core.resident.welcome import QUESTION
from bot.core.scene import Row, Scene
from bot.core.situation import Shown
from bot.core.staff import card
from bot.core.telling import shortened
from bot.core.texts import paragraphs, plain

PARAGRAPH = "\n\n"


def ask_for_question(scene: Scene) -> None:
    scene.know(mode="vraag")
    scene.say(scene.texts("bewoner.stel-je-vraag"))


def answer_question(scene: Scene, text: str) -> None:
    """A question that was announced, or asked before there is a plan. An intake that was under way
    goes on where it was."""
    scene.know(mode="vrij")
    dossier = scene.dossier(scene.person.current)
    if dossier is None or dossier.status != "concept":
        answer(scene, None, text)
    else:
        answer_halfway(scene, dossier, text)


def answer_halfway(scene: Scene, dossier: Dossier, text: str, said: str = "") -> None:
    """A question during the intake: its answer, and then what was open, again."""
    answer(scene, dossier, text, said=said)
    go_on(scene, scene.dossier(dossier.id) or dossier)


def answer(
    scene: Scene,
    dossier: Dossier | None,
    text: str,
    *,
    said: str = "",
    known: Dossier | None = None,
) -> None:
    """From the knowledge, with its source. What nobody knows goes along to a person, and onto the
    list of the editor. Who asks for a person hears the number. `said` is all that was said with the
    question, when there is more; `known` the dossier as it will be with an answer from the same
    breath."""
    if reads_as_person_wanted(text):
        welcome.rather_call(scene)
        return
    told = _explain(scene, known or dossier, text)
    if told.kind == "onbekend":
        scene.miss("vraag", text)
    if dossier is not None:
        _keep(scene, dossier, said or text, told)
    elif told.known or told.kind == "onbekend":
        scene.hold(Holding(text=text))
    scene.say(
        _words(scene, told, dossier),
        *_rows(scene, told, dossier),
        dossier=dossier.id if dossier else None,
    )


def answer_if_sure(scene: Scene, dossier: Dossier, text: str) -> None:
    """A question about a plan that waits for somebody to pick it up: what is surely known is said
    at once. A person answers as well."""
    told = _explain(scene, dossier, text)
    if told.known and told.sure:
        scene.log(dossier, "uitgelegd", _briefly(told), who="bot")
        scene.say(told.text, dossier=dossier.id)


def _explain(scene: Scene, dossier: Dossier | None, text: str) -> Told:
    """While it is in doubt what the plan is about, nothing is said of it: nobody chose its rule."""
    sure = dossier is not None and dossier.outcome != "doubt"
    plan = scene.plan(dossier) if dossier is not None and sure else None
    asked = next_question(plan) if plan is not None else None
    return Explainer(scene.knowledge, plan, scene.today, asked).tell(text)


def _keep(scene: Scene, dossier: Dossier, text: str, told: Told) -> None:
    """The question stands on the dossier, with what was answered or that it is open."""
    still_open = (*dossier.open_questions, text) if told.kind == "onbekend" else None
    changed = scene.save(
        dossier,
        questions=(*dossier.questions, text),
        open_questions=still_open or dossier.open_questions,
    )
    scene.log(changed, "vraag", text)
    if told.known:
        scene.log(changed, "uitgelegd", _briefly(told), who="bot")


def _briefly(told: Told) -> str:
    """What was said, for who reads along."""
    return shortened(plain(told.text))


def _words(scene: Scene, told: Told, dossier: Dossier | None) -> Markup:
    if told.kind == "onbekend":
        phone = scene.knowledge.municipality.phone
        return scene.texts("bewoner.vraag-onbekend", plan=dossier is not None, telefoon=phone)
    helps = scene.texts("bewoner.heb-je-hier-iets-aan") if _asks_back(told) else None
    return paragraphs(told.text, helps)


def _asks_back(told: Told) -> bool:
    return told.kind in ("plan", "regel", "contact")


def _rows(scene: Scene, told: Told, dossier: Dossier | None) -> list[Row]:
    """Whether it helped; and before there is a plan, the way to one."""
    number = str(len(dossier.questions)) if dossier is not None else ""
    helped: list[Button] = [
        scene.button("ja-geholpen", "geholpen"),
        scene.button("nee-niet-geholpen", "aan-mens", number),
    ]
    rows: list[Row] = [helped] if _asks_back(told) else []
    if dossier is None and told.kind not in ("gesprek", "hangt-af"):
        rows.append([scene.button("maak-plan", "maak-plan")])
    return rows


def helped(scene: Scene) -> None:
    """*Ja, dank je*: the buttons go from the answer; what was asked since then still stands."""
    shown, dossier = _shown_about(scene)
    if shown is not None and dossier is not None:
        scene.edit(shown.outbox, _without_asking(shown, scene.texts("bewoner.fijn-zo")))
    else:
        scene.say(scene.texts("bewoner.fijn-zo-nieuw"))


def to_a_person(scene: Scene, number: str) -> None:
    """*Vraag het een mens*: the question goes along with the plan; without one, the phone and the
    desk, and what could have been answered better goes to the editor."""
    shown, dossier = _shown_about(scene)
    if shown is None or dossier is None or not number.isdigit():
        held = scene.person.holding
        scene.miss("vraag", held.text if held else "")
        welcome.rather_call(scene, QUESTION)
        return
    question = dossier.questions[int(number)] if int(number) < len(dossier.questions) else ""
    if question and question not in dossier.open_questions:
        scene.miss("vraag", question)
        _pass_on(scene, dossier, question)
    alone = dossier.status == "zelf-verder"
    said = scene.texts("bewoner.vraag-erbij-gezet" if alone else "bewoner.vraag-gaat-mee")
    rows: list[Row] = [[scene.button("begeleider-erbij", "verstuur")]] if alone else []
    scene.edit(shown.outbox, _without_asking(shown, said), *rows)


def _pass_on(scene: Scene, dossier: Dossier, question: str) -> None:
    """Onto the card; to who helps already, as words of the resident."""
    changed = scene.save(dossier, open_questions=(*dossier.open_questions, question))
    if changed.with_staff and changed.claimed_at is not None:
        resident_says(scene, changed, question)
    elif changed.with_staff:
        card.update(scene, changed)


def _shown_about(scene: Scene) -> tuple[Shown | None, Dossier | None]:
    """The answer whose button was pressed, and the open plan that it was about."""
    shown = scene.situation.shown or scene.situation.latest
    dossier = scene.dossier(shown.dossier) if shown else None
    mine = dossier is not None and dossier.is_open and dossier.resident == scene.chat
    return shown, dossier if mine else None


def _without_asking(shown: Shown, instead: Markup) -> Markup:
    """The answer without "heb je hier iets aan?", with these words in its place."""
    return paragraphs(Markup(shown.text.rpartition(PARAGRAPH)[0]), instead)


def make_plan(scene: Scene) -> None:
    """*Maak er een plan van*: what was asked is an idea."""
    held = scene.person.holding
    if held is None or not held.text:
        scene.know(mode="nieuw-idee", holding=None)
        scene.say(scene.texts("bewoner.wat-wil-je"))
    else:
        idea.start(scene, held.text, scene.match(held.text))
