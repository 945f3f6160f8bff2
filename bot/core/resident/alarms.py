"""An emergency in what a resident says: its number goes before anything else."""

from datetime import timedelta

from bot.core import abroad
from bot.core.intake import next_question, read_answer
from bot.core.masking import without_marks
from bot.core.matching import Alarm
from bot.core.resident import welcome
from bot.core.resident.asking import go_on, under_way
from bot.core.scene import Scene
from bot.core.texts import paragraphs

PLAIN = ("aantal", "moment", "bedrag", "maat", "vinklijst", "keuze", "naam", "bellen")
"""The kinds of question of which an answer can be told from other words."""
NEXT_WORDS = timedelta(minutes=10)


def heard(scene: Scene, text: str) -> Alarm | None:
    """The emergency to which these words give a number first. Who has a plan under way, or
    tells the story of one, talks about that, so what hardly sounds like one is none. Who just said
    that there is none, and has a plan to tell, is answered."""
    alarm = scene.alarm(text)
    if alarm is None:
        return None
    if alarm.faint and not alarm.named:
        tells_story = scene.person.mode == "verhaal"
        has_plan = tells_story or any(dossier.is_open for dossier in scene.dossiers())
        return None if has_plan or _is_an_answer(scene, text) else alarm
    until = scene.person.calm_until
    is_calm = until is not None and scene.now < until
    if is_calm and scene.match(text).outcome in ("match", "doubt"):
        return alarm._replace(sure=False)
    return alarm


def _is_an_answer(scene: Scene, text: str) -> bool:
    """Whether these words answer the question that was just asked: "60 denk ik". Where any words
    are an answer, that tells nothing."""
    intake = under_way(scene)
    question = next_question(scene.plan(intake)) if intake is not None else None
    if intake is None or question is None or question.kind not in PLAIN:
        return False
    return read_answer(question, without_marks(text), scene.plan(intake), scene.today) is not None


def give_number(scene: Scene, alarm: Alarm, text: str) -> None:
    """112, 113 or Veilig Thuis, before anything else, also in the language of `text`. When it is
    not sure, the answer to what was said still follows; when it is, nothing is kept of it."""
    refer = scene.knowledge.referrals[alarm.referral]
    abroad_too = abroad.urgent_line(scene, text, refer.phone or "")
    answer = refer.answer if alarm.sure else refer.when_in_doubt
    row = [scene.button("geen-nood", "geen-nood")] if alarm.sure else []
    scene.give_number(paragraphs(abroad_too, scene.texts.render(answer)), row)


def no_emergency(scene: Scene) -> None:
    """The number was not needed: on with what was open, and a plan in the next words is answered.
    What was said before was not kept."""
    plans = [dossier for dossier in scene.dossiers() if dossier.is_open]
    if scene.person.notice_version is None:
        welcome.greet(scene, ask=True)
    elif (plan := under_way(scene) or next(iter(plans), None)) is not None:
        go_on(scene, plan)
    else:
        scene.say(scene.texts("bewoner.wat-wil-je"))
    scene.know(calm_until=scene.now + NEXT_WORDS)
