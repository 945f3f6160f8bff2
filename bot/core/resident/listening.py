"""What a resident says, presses or shares, and where it lands."""

import re
from datetime import timedelta

from bot.core import abroad
from bot.core.decision import Button
from bot.core.dossier import CLOSED_BY_STAFF, Answer, At, Dossier, Holding
from bot.core.happenings import (
    Edited,
    File,
    Happening,
    Pressed,
    Reachable,
    Said,
    SentFile,
    SentOther,
    SharedPhone,
    SharedPlace,
)
from bot.core.intake import next_question, read_answer
from bot.core.knowledge import Language, Question
from bot.core.masking import has_marks, without_marks
from bot.core.readers.intent import only_asks, reads_as_greeting, told_and_asked
from bot.core.readers.place import Place, wijk_at
from bot.core.relay import resident_says
from bot.core.resident import (
    aftercare,
    alarms,
    answering,
    commands,
    editing,
    helping,
    idea,
    landing,
    welcome,
    wishes,
)
from bot.core.resident.adding import add, file_to_plan, keep_file, to_sent_plan
from bot.core.resident.asking import go_on, under_way
from bot.core.resident.pressing import press
from bot.core.resident.welcome import SMALLTALK
from bot.core.scene import COMMAND, Row, Scene, about
from bot.core.telling import shortened, words_or_file

WANTS = re.compile(r"\b(ik|wij|we)\b.*\b(wil|willen|zou|zouden|gaan)\b|\bnog een\b", re.IGNORECASE)
STILL_FRESH = timedelta(days=30)
NUMBER = re.compile(r"\d")
IN_NUMBERS = frozenset({"aantal", "moment", "bedrag", "maat"})
"""The kinds of question of which an answer with a digit is an answer, also in a question."""
ADDITION = re.compile(r"^\W*(o+\s?ja|oh\s?ja|trouwens|ook nog|en ook|nog iets|ps)\b", re.IGNORECASE)


def listen(scene: Scene, happening: Happening) -> None:
    """One happening of a resident. Words of emergency go before anything else."""
    _explain_masking(scene, happening)
    match happening:
        case Said(text=text):
            _said(scene, text)
        case Pressed():
            press(scene, happening)
        case SentFile(file=file, caption=caption):
            _sent_file(scene, file, caption)
        case SentOther():
            _cannot_read(scene)
        case SharedPlace(lat=lat, lon=lon):
            _shared_place(scene, lat, lon)
        case SharedPhone(phone=phone, own=own):
            answering.share_phone(scene, phone, own=own)
        case Edited(text=text):
            editing.edited(scene, text)
        case Reachable(yes=yes) if scene.situation.person is not None:
            scene.know(blocked=not yes)
        case _:
            pass


def _said(scene: Scene, text: str) -> None:
    label = _typed_label(scene, text)
    alarm = alarms.heard(scene, text) if label is None else None
    if alarm is not None:
        alarms.give_number(scene, alarm, text)
    if alarm is not None and alarm.sure:
        _pass_on_if_led(scene, text)
    elif COMMAND.match(text):
        commands.obey(scene, text)
    elif label is not None:
        press(scene, Pressed(button=""), label)
    elif (language := _other_language(scene, text)) is not None:
        _in_other_language(scene, text, language)
    elif scene.person.notice_version is None:
        _first_words(scene, text)
    elif scene.person.mode == "vraag":
        helping.answer_question(scene, text)
    else:
        _place_words(scene, text)


def _other_language(scene: Scene, text: str) -> Language | None:
    """The language to go on in: that of these words, or the one of the plan under way. Who has a
    person helping already writes to that person."""
    intake = under_way(scene)
    replied = scene.dossier(scene.situation.pointed)
    if (replied is not None and replied.code) or (intake is not None and intake.code):
        return None
    if intake is None and any(d.is_open and d.code for d in scene.dossiers()):
        return None
    known = abroad.spoken_in(scene, intake) if intake is not None else None
    return abroad.language_of(scene, text) or known


def _in_other_language(scene: Scene, text: str, language: Language) -> None:
    """The idea, more of it, or the first Dutch words of somebody who wrote another language."""
    intake = under_way(scene)
    if intake is None or scene.person.mode == "nieuw-idee":
        idea.begin_abroad(scene, text, language)
    elif scene.knowledge.tongues.is_dutch(text):
        idea.in_dutch(scene, intake, text)
    else:
        idea.go_on_abroad(scene, intake, text, language)


def _first_words(scene: Scene, text: str) -> None:
    """Somebody who begins at once: the greeting first, then on with what they said."""
    greets = reads_as_greeting(text) or scene.match(text).refer == SMALLTALK
    welcome.greet(scene, ask=greets)
    if not greets:
        _idea_or_question(scene, text)


def _idea_or_question(scene: Scene, text: str) -> None:
    """Words of somebody who has no plan under way."""
    if only_asks(text):
        helping.answer_question(scene, text)
    else:
        idea.begin(scene, text)


def _explain_masking(scene: Scene, happening: Happening) -> None:
    """What may not be kept was taken out before anybody saw it; say so, and what to do."""
    match happening:
        case Said(text=words) | Edited(text=words) | SentFile(caption=words) if has_marks(words):
            scene.say(scene.texts("bewoner.weggehaald"))


def _pass_on_if_led(scene: Scene, text: str) -> None:
    """A person who already helps reads it too; the number came first."""
    led = [d for d in scene.dossiers() if d.with_staff and d.claimed_at is not None]
    if len(led) == 1 and under_way(scene) is None:
        resident_says(scene, led[0], text)


def _typed_label(scene: Scene, text: str) -> Button | None:
    """Somebody typed what stands on a button of the newest message, and replied to no other."""
    latest, replied = scene.situation.latest, scene.situation.shown
    if latest is None or (replied is not None and replied.outbox != latest.outbox):
        return None
    said = text.strip().casefold()
    buttons = (b for row in latest.buttons for b in row if not b.url and not b.share)
    return next((b for b in buttons if b.label.casefold() == said), None)


def _place_words(scene: Scene, text: str) -> None:
    """Words land where they belong: the message they reply to, the running intake, the one plan
    that was sent; or the bot asks which."""
    replied = scene.dossier(scene.situation.pointed)
    intake = under_way(scene)
    sent = [d for d in scene.dossiers() if d.with_staff or d.status == "zelf-verder"]
    if replied is not None and replied.with_staff:
        resident_says(scene, replied, text)
    elif replied is not None and not replied.is_open:
        landing.after_closing(scene, replied, Holding(text=text))
    elif replied is None and (told := aftercare.story_of(scene)) is not None:
        aftercare.hear_story(scene, told, text)
    elif replied is None and wishes.grant(scene, text, intake):
        pass
    elif scene.person.mode == "nieuw-idee":
        _idea_or_question(scene, text)
    elif intake is not None and not _staff_spoke_since(scene, intake):
        _in_intake(scene, intake, text)
    elif intake is not None or len(sent) > 1 or _sounds_new(scene, sent, text):
        ask_which_plan(scene, Holding(text=text), [*sent, *([intake] if intake else [])])
    elif sent:
        to_sent_plan(scene, sent[0], text)
    elif (closed := _just_closed(scene)) is not None:
        landing.after_closing(scene, closed, Holding(text=text))
    else:
        _idea_or_question(scene, text)


def _sounds_new(scene: Scene, sent: list[Dossier], text: str) -> bool:
    """Somebody wants something, and it is clearly another thing than the plan that was sent."""
    if not sent or not WANTS.search(text):
        return False
    outcome = scene.match(text)
    known = {rule for dossier in sent for rule in scene.plan(dossier).rule_ids}
    return outcome.outcome == "match" and outcome.rules[0].id not in known


def _just_closed(scene: Scene) -> Dossier | None:
    """A plan that a begeleider closed in the last weeks: words may still be meant for them."""
    closed = (d for d in scene.dossiers() if d.status in CLOSED_BY_STAFF and d.closed_at)
    recent = [d for d in closed if d.closed_at and scene.now - d.closed_at < STILL_FRESH]
    return recent[-1] if recent and scene.person.mode != "nieuw-idee" else None


def _staff_spoke_since(scene: Scene, intake: Dossier) -> bool:
    """A begeleider wrote about another plan after the intake's last question: then it is not
    certain that these words answer the question."""
    return any(
        d.id != intake.id
        and d.with_staff
        and d.spoken_at is not None
        and d.spoken_at > intake.touched_at
        for d in scene.dossiers()
    )


def ask_which_plan(scene: Scene, held: Holding, plans: list[Dossier]) -> None:
    """The words wait; those that were waiting already go along with them."""
    held = scene.hold(_with_earlier(scene, held), mode="welk-plan")
    rows: list[Row] = [
        [
            Button(
                label=shortened(f"{d.code or ''} {d.idea}".strip(), 48),
                action="welk-plan",
                value=about(d.id, held),
            )
        ]
        for d in plans
    ]
    scene.say(
        scene.texts("bewoner.welk-plan", wat=words_or_file(held, scene.texts)),
        *rows,
        [scene.button("nieuw-idee", "welk-plan", about("nieuw", held))],
    )


def _with_earlier(scene: Scene, held: Holding) -> Holding:
    before = scene.person.holding
    if scene.person.mode != "welk-plan" or before is None:
        return held
    words = "\n".join(filter(None, (before.text, held.text)))
    file, place = held.attached or before.attached, held.place or before.place
    return held.model_copy(update={"text": words, "attached": file, "place": place})


def _in_intake(scene: Scene, dossier: Dossier, text: str) -> None:
    """An answer, a question, new words for the idea, or a loose addition."""
    question = next_question(scene.plan(dossier))
    told, asked = told_and_asked(text)
    if not dossier.idea or dossier.revising == "idee":
        if only_asks(text):
            helping.answer_halfway(scene, dossier, text)
        else:
            idea.reword(scene, dossier, text)
    elif asked and not (told and question is not None and question.kind == "open"):
        _asks_halfway(scene, dossier, question, told, asked, text)
    elif ADDITION.match(text) or (question is None and dossier.outcome != "doubt"):
        add(scene, dossier, text)
    elif dossier.outcome == "doubt":
        idea.explain(scene, dossier, text)
    elif question is not None:
        answering.answer_typed(scene, dossier, question, text)


def _asks_halfway(
    scene: Scene, dossier: Dossier, question: Question | None, told: str, asked: str, text: str
) -> None:
    """A question, and perhaps an answer in the same breath ("60 mensen, kan dat?"): the answer is
    taken, and the question is answered in its light."""
    taken = _answer_beside(scene, dossier, question, told, asked)
    if question is None or taken is None:
        helping.answer_halfway(scene, dossier, asked, text)
        return
    known = dossier.model_copy(update={"answers": {**dossier.answers, question.id: taken}})
    helping.answer(scene, dossier, asked, known=known)
    answering.take(scene, scene.dossier(dossier.id) or dossier, question, taken)


def _answer_beside(
    scene: Scene, dossier: Dossier, question: Question | None, told: str, asked: str
) -> Answer | None:
    """What was told beside the question; else a number or a day within the question itself."""
    if question is None or dossier.outcome == "doubt":
        return None
    has_number = question.kind in IN_NUMBERS and bool(NUMBER.search(asked))
    words = told or (asked if has_number else "")
    plan = scene.plan(dossier)
    return read_answer(question, without_marks(words), plan, scene.today) if words else None


def _sent_file(scene: Scene, file: File, caption: str) -> None:
    """Photos and documents are kept, also without a word."""
    alarm = alarms.heard(scene, caption)
    if alarm is not None:
        alarms.give_number(scene, alarm, caption)
    if alarm is not None and alarm.sure:
        _pass_on_if_led(scene, caption)
        caption = ""
    if scene.person.notice_version is None:
        welcome.greet(scene)
    replied = scene.dossier(scene.situation.pointed)
    open_plans = [d for d in scene.dossiers() if d.is_open]
    if replied is not None and replied.with_staff:
        resident_says(scene, replied, caption, file=file)
    elif replied is not None and not replied.is_open:
        landing.closed_plan(scene, replied)
    elif (told := aftercare.story_of(scene)) is not None:
        aftercare.hear_story(scene, told, caption, file)
    elif scene.person.mode == "nieuw-idee":
        _file_as_idea(scene, file, caption)
    elif (intake := under_way(scene)) is not None:
        keep_file(scene, intake, file, caption)
    elif len(open_plans) > 1:
        ask_which_plan(scene, Holding(text=caption, attached=file), open_plans)
    elif open_plans:
        file_to_plan(scene, open_plans[0], file, caption)
    else:
        _file_as_idea(scene, file, caption)


def _file_as_idea(scene: Scene, file: File, caption: str) -> None:
    """Somebody begins with a picture: the plan begins, and the words are asked."""
    if caption:
        idea.start(scene, caption, scene.match(caption))
    else:
        idea.start_wordless(scene, scene.texts("bewoner.bestand-bewaard"))
    dossier = scene.dossier(scene.situation.fresh)
    if dossier is not None:
        scene.fetch(file)
        scene.log(dossier, "bestand", caption, file=file)


def _shared_place(scene: Scene, lat: float, lon: float) -> None:
    """A location answers the question of the place; elsewhere it is relayed or kept."""
    intake = under_way(scene)
    if intake is None:
        _place_to_plan(scene, lat, lon)
        return
    question = _place_question(scene)
    if question is None:
        go_on(scene, intake)
        return
    wijk = wijk_at(lat, lon, scene.knowledge.municipality.wijken)
    if wijk is None and any(w.box for w in scene.knowledge.municipality.wijken):
        name = scene.knowledge.municipality.name
        go_on(scene, intake, scene.texts("bewoner.plek-ver-weg", gemeente=name))
        return
    words = str(scene.texts("bewoner.gedeelde-plek"))
    answering.take(scene, intake, question, At(place=Place(words=words, name=None, wijk=wijk)))


def _place_question(scene: Scene) -> Question | None:
    return next((q for q in scene.knowledge.questions if q.kind == "plek"), None)


def _place_to_plan(scene: Scene, lat: float, lon: float) -> None:
    sent = [d for d in scene.dossiers() if d.with_staff]
    if len(sent) > 1:
        ask_which_plan(scene, Holding(place=(lat, lon)), sent)
    elif sent:
        resident_says(scene, sent[0], "", place=(lat, lon))
    elif scene.person.notice_version is None:
        welcome.greet(scene, ask=True)
    else:
        scene.say(scene.texts("bewoner.wat-wil-je"))


def _cannot_read(scene: Scene) -> None:
    """A sticker or a poll: kindly said, and the question stands again."""
    intake = under_way(scene)
    if scene.person.notice_version is None:
        welcome.greet(scene, ask=True)
    elif intake is not None:
        go_on(scene, intake, scene.texts("bewoner.dat-kan-ik-niet-lezen"))
    else:
        scene.say(scene.texts("bewoner.dat-kan-ik-niet-lezen"))
