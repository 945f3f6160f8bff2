"""Taking an answer: typed, pressed, ticked or shared."""

from bot.core.dossier import Answer, Chosen, Dossier, Picked, Unknown, Words
from bot.core.intake import (
    CALL,
    choice_answer,
    options_of,
    previous_question,
    question_by_id,
    read_answer,
    wording,
)
from bot.core.knowledge import Question
from bot.core.masking import without_marks
from bot.core.resident.asking import ask, go_on, question_rows, question_text
from bot.core.resident.changing import tell_changed
from bot.core.scene import Scene
from bot.core.telling import echo, told_or_open

TRIES = 2


def answer_typed(scene: Scene, dossier: Dossier, question: Question, text: str) -> None:
    """A typed answer. Not understood twice: the words are kept as they are, and on."""
    answer = read_answer(question, without_marks(text), scene.plan(dossier), scene.today)
    if answer is not None:
        take(scene, dossier, question, answer)
        return
    missed = dossier.misread.get(question.id, 0) + 1
    changed = scene.save(dossier, misread={**dossier.misread, question.id: missed})
    if missed >= TRIES:
        take(scene, changed, question, Words(text=text))
    else:
        hint = scene.texts(f"bewoner.niet-begrepen-{question.kind}")
        ask(scene, scene.plan(changed), question, hint)


def take(scene: Scene, dossier: Dossier, question: Question, answer: Answer) -> None:
    """Store an answer and go on. After sending, the change is on the card and in the history."""
    before = dossier.answers.get(question.id)
    changed = scene.save(
        dossier,
        **_phone_kept(question, answer),
        answers={**dossier.answers, question.id: answer},
        misread={k: v for k, v in dossier.misread.items() if k != question.id},
        revising=None,
        ticking=None,
    )
    plan = scene.plan(changed)
    said = told_or_open(question, answer, plan)
    scene.log(changed, "gewijzigd" if before else "antwoord", f"{question.short}: {said}")
    if changed.status != "concept":
        tell_changed(scene, changed, scene.texts.render(question.short), said)
        return
    scene.know(current=changed.id)
    go_on(scene, changed, echo(question, answer, plan))


def _phone_kept(question: Question, answer: Answer) -> dict[str, None]:
    """Who would rather be written to, leaves no number behind."""
    wants_call = answer == Chosen(option=CALL)
    return {} if question.kind != "bellen" or wants_call else {"phone": None}


def choose(scene: Scene, dossier: Dossier, value: str) -> None:
    """A ready answer was pressed, perhaps under an older question: then it changes that answer."""
    question_id, _, choice_id = value.partition(":")
    question = question_by_id(scene.plan(dossier), question_id)
    if question is None:
        return go_on(scene, dossier)
    choices = [*question.choices, *wording(question, scene.plan(dossier))[1]]
    choice = next((c for c in choices if c.id == choice_id), None)
    if choice is None:
        return go_on(scene, dossier)
    return take(scene, dossier, question, choice_answer(question, choice))


def does_not_know(scene: Scene, dossier: Dossier, question_id: str) -> None:
    question = question_by_id(scene.plan(dossier), question_id)
    if question is None:
        return go_on(scene, dossier)
    return take(scene, dossier, question, Unknown())


def tick(scene: Scene, dossier: Dossier, option: str) -> None:
    """One tick more or less: the same message changes."""
    shown = scene.situation.shown
    question = _tick_list(scene, dossier)
    if question is None or option not in {o.id for o in options_of(scene.plan(dossier))}:
        return go_on(scene, dossier)
    ticked = _ticking(dossier, question)
    ticked = tuple(o for o in ticked if o != option) if option in ticked else (*ticked, option)
    changed = scene.save(dossier, ticking=ticked)
    plan = scene.plan(changed)
    rows = question_rows(scene, plan, question)
    if shown is None:
        ask(scene, plan, question)
    else:
        scene.edit(shown.outbox, question_text(scene, plan, question), *rows)
    return None


def ticked_off(scene: Scene, dossier: Dossier) -> None:
    """*Ga verder* under the tick list."""
    question = _tick_list(scene, dossier)
    if question is None:
        return go_on(scene, dossier)
    return take(scene, dossier, question, Picked(options=_ticking(dossier, question)))


def _tick_list(scene: Scene, dossier: Dossier) -> Question | None:
    questions = scene.plan(dossier).knowledge.questions
    return next((q for q in questions if q.kind == "vinklijst"), None)


def _ticking(dossier: Dossier, question: Question) -> tuple[str, ...]:
    if dossier.ticking is not None:
        return dossier.ticking
    given = dossier.answers.get(question.id)
    return given.options if isinstance(given, Picked) else ()


def go_back(scene: Scene, dossier: Dossier) -> None:
    """*Vorige vraag*: the answer given last is taken away, and its question stands again."""
    if dossier.status != "concept":
        return go_on(scene, dossier)
    question = previous_question(scene.plan(dossier))
    if question is None:
        return go_on(scene, dossier)
    kept = {k: v for k, v in dossier.answers.items() if k != question.id}
    changed = scene.save(
        dossier, **_phone_kept(question, Unknown()), answers=kept, ticking=None, revising=None
    )
    return go_on(scene, changed)


def share_phone(scene: Scene, phone: str, *, own: bool) -> None:
    """*Bel me: deel mijn nummer*: the only way in which a number is kept."""
    dossier = _asked_for_number(scene)
    question = next((q for q in scene.knowledge.questions if q.kind == "bellen"), None)
    if dossier is None or question is None or not own:
        scene.say(scene.texts("bewoner.nummer-niet-nodig" if own else "bewoner.niet-jouw-nummer"))
        return
    changed = scene.save(dossier, phone=phone)
    take(scene, changed, question, Chosen(option=CALL))


def _asked_for_number(scene: Scene) -> Dossier | None:
    """The plan that asked for a number: the current one, else the newest open one."""
    current = scene.dossier(scene.person.current)
    if current is not None and current.is_open:
        return current
    still_open = [d for d in scene.dossiers() if d.is_open]
    return still_open[-1] if still_open else None
