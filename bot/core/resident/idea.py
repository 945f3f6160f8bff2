"""The idea: the first thing a resident says, and what the bot reads in it."""

from markupsafe import Markup

from bot.core import abroad
from bot.core.dossier import Dossier, Holding
from bot.core.intake import question_by_id
from bot.core.knowledge import Language, Refer
from bot.core.masking import without_marks
from bot.core.matching import Outcome
from bot.core.readers.choice import read_choice
from bot.core.recognise import hear, rules_that_explain, themes_of
from bot.core.resident.asking import asked_which, go_on
from bot.core.resident.changing import tell_changed
from bot.core.scene import Scene
from bot.core.telling import heard_line, shortened


def begin(scene: Scene, text: str) -> None:
    """A new plan, from the words of the idea; or where those words belong instead."""
    outcome = scene.match(text)
    referral = scene.knowledge.referrals.get(outcome.refer or "")
    if referral is not None:
        refer(scene, referral, text)
    else:
        start(scene, text, outcome)


def refer(scene: Scene, referral: Refer, text: str) -> None:
    """Not ours: where to go. It may be an idea all the same, so that stays one tap away."""
    scene.hold(Holding(text=text))
    answer = scene.texts.render(referral.answer)
    scene.say(answer, [scene.button("toch-een-idee", "toch-een-idee")])


def start(scene: Scene, text: str, outcome: Outcome | None = None) -> None:
    """Make the dossier and ask its first question. Without an outcome, no rule is sought."""
    dossier = with_idea(scene, _new(scene), text, outcome)
    scene.know(current=dossier.id, mode="vrij", holding=None)
    scene.log(dossier, "idee", text)
    go_on(scene, dossier, *_understood(scene, dossier))


def begin_abroad(scene: Scene, text: str, language: Language) -> None:
    """Somebody who writes in another language: the plan begins, and nothing is asked in Dutch."""
    outcome = scene.match(text)
    refer = scene.knowledge.referrals.get(outcome.refer or "")
    if not abroad.is_idea(text):
        abroad.welcome(scene, language)
    elif refer is not None and refer.phone:
        abroad.welcome(scene, language)
        abroad.send_elsewhere(scene, language, refer.id)
    else:
        dossier = with_idea(scene, _new(scene), text, outcome, language)
        dossier = scene.save(dossier, language=language.id)
        scene.know(current=dossier.id, mode="vrij", holding=None)
        scene.log(dossier, "idee", text)
        abroad.welcome(scene, language, dossier)


def go_on_abroad(scene: Scene, dossier: Dossier, text: str, language: Language) -> None:
    """More words in another language: they stand with the plan."""
    known = abroad.spoken_in(scene, dossier) == language
    changed = scene.save(
        dossier, extras=(*dossier.extras, text), language=language.id, in_dutch=False
    )
    scene.log(changed, "erbij", text)
    if known:
        abroad.show(scene, changed, language)
    else:
        abroad.welcome(scene, language, changed)


def in_dutch(scene: Scene, dossier: Dossier, text: str = "") -> None:
    """The ordinary questions, from here on; `text` are the Dutch words that brought it about."""
    heard = hear(without_marks(text), dossier.recognised, scene.knowledge, scene.today)
    extras = (*dossier.extras, text) if text else dossier.extras
    changed = scene.save(dossier, in_dutch=True, extras=extras, heard={**heard, **dossier.heard})
    if text:
        scene.log(changed, "erbij", text)
    go_on(scene, changed, *_understood(scene, changed))


def start_wordless(scene: Scene, lead: Markup) -> None:
    """Make a dossier that has no idea yet, and ask for it. Nothing is said of what may."""
    dossier = scene.save(_new(scene))
    scene.know(current=dossier.id, mode="vrij", holding=None)
    go_on(scene, dossier, lead)


def _new(scene: Scene) -> Dossier:
    return Dossier(
        id=scene.situation.fresh,
        resident=scene.chat,
        knowledge=scene.knowledge.hash,
        wijk_hint=scene.person.wijk_hint,
        began_at=scene.now,
        touched_at=scene.now,
    )


def with_idea(
    scene: Scene,
    dossier: Dossier,
    text: str,
    outcome: Outcome | None,
    language: Language | None = None,
) -> Dossier:
    """The dossier as these words make it: its rules, themes, and the answers they hold already.
    Words without a rule are missed, whoever brought them and when; `language` is theirs."""
    sure = outcome is not None and outcome.outcome in ("match", "doubt")
    recognised = rules_that_explain(outcome) if sure and outcome is not None else ()
    themes = themes_of(recognised, scene.knowledge)
    doubt = sure and outcome is not None and outcome.outcome == "doubt"
    if not doubt and not recognised:
        scene.miss("idee", text, language)
    return scene.save(
        dossier,
        idea=text,
        recognised=recognised,
        themes=themes,
        outcome="doubt" if doubt else ("match" if recognised else "none"),
        heard=hear(without_marks(text), recognised, scene.knowledge, scene.today),
        revising=None,
        ticking=None,
    )


def reword(scene: Scene, dossier: Dossier, text: str) -> None:
    """*Wijzig mijn idee*: new words, the answers stay."""
    outcome = scene.match(text)
    changed = with_idea(scene, dossier, text, outcome)
    scene.log(changed, "idee", text)
    if changed.status != "concept":
        tell_changed(scene, changed, scene.texts("bewoner.het-idee"), shortened(text))
        return
    go_on(scene, changed, *_understood(scene, changed))


def explain(scene: Scene, dossier: Dossier, text: str) -> None:
    """Words instead of a choice: one of the rules by its name, or more about the idea. Asked back
    once is enough; what stays in doubt then is for a person."""
    titles = [str(scene.texts.render(r.title)) for r in asked_which(scene.plan(dossier))]
    chosen = read_choice(text, titles)
    if chosen is not None:
        mean(scene, dossier, asked_which(scene.plan(dossier))[chosen].id)
        return
    told = f"{dossier.idea}. {text}"
    outcome = scene.match(told)
    changed = with_idea(scene, dossier, told, outcome if outcome.outcome == "match" else None)
    scene.log(changed, "idee", told)
    go_on(scene, changed, *_understood(scene, changed))


def mean(scene: Scene, dossier: Dossier, rule: str) -> None:
    """The resident says which rule they meant, or that it is something else."""
    chosen = tuple(
        r for r in dossier.recognised if r.rule == rule and r.rule in scene.knowledge.rules
    )
    themes = themes_of(chosen, scene.knowledge)
    changed = scene.save(
        dossier,
        recognised=chosen,
        themes=themes,
        outcome="match" if chosen else "none",
        heard=hear(without_marks(dossier.idea), chosen, scene.knowledge, scene.today),
        ticking=None,
    )
    titles = [str(scene.texts.render(scene.knowledge.rules[r.rule].title)) for r in chosen]
    if not chosen:
        scene.miss("idee", changed.idea)
    scene.log(changed, "bedoeld", *(titles or [scene.texts.label("iets-anders")]))
    go_on(scene, changed, _first_news(scene, changed))


def _understood(scene: Scene, dossier: Dossier) -> tuple[Markup, ...]:
    """Thanks, what was read in the idea, and the first news about it."""
    if dossier.outcome == "doubt":
        return (scene.texts("bewoner.fijn"),)
    read = heard_line(scene.plan(dossier))
    opening = scene.texts("bewoner.fijn-ik-lees", gelezen=read) if read else None
    return (opening or scene.texts("bewoner.fijn"), _first_news(scene, dossier))


def _first_news(scene: Scene, dossier: Dossier) -> Markup:
    rules = scene.plan(dossier).rules
    if not dossier.recognised:
        return scene.texts("bewoner.geen-regel")
    news = next((r.first_news for r in rules if r.first_news), None)
    return scene.texts.render(news) if news else Markup()


def ask_again(scene: Scene, dossier: Dossier) -> None:
    """*Wijzig mijn idee* was pressed."""
    changed = scene.save(dossier, revising="idee")
    scene.know(current=changed.id)
    go_on(scene, changed)


def leave_as_it_was(scene: Scene, dossier: Dossier) -> None:
    """*Ga terug*: what was opened again closes, with what it said before."""
    if dossier.revising is None:
        return go_on(scene, dossier)
    if dossier.status != "concept":
        scene.know(current=None)
    return go_on(scene, scene.save(dossier, revising=None, ticking=None))


def revise(scene: Scene, dossier: Dossier, question: str) -> None:
    """One question is opened again; the old answer stays until there is a new one."""
    if question_by_id(scene.plan(dossier), question) is None:
        return go_on(scene, dossier)
    changed = scene.save(dossier, revising=question, ticking=None)
    scene.know(current=changed.id)
    return go_on(scene, changed)
