"""What each button of a resident does: one table."""

from collections.abc import Callable, Mapping

from bot.core.decision import Button
from bot.core.dossier import Dossier
from bot.core.happenings import Pressed
from bot.core.resident import (
    aftercare,
    agreeing,
    alarms,
    answering,
    commands,
    helping,
    idea,
    landing,
    meeting,
    papers,
    sending,
    stopping,
    summary,
    welcome,
)
from bot.core.scene import Scene

OnPlan = Callable[[Scene, Dossier, str], None]
Loose = Callable[[Scene, str], None]

ON_PLAN: Mapping[str, OnPlan] = {
    "kies": answering.choose,
    "vink": answering.tick,
    "vink-klaar": lambda scene, dossier, _: answering.ticked_off(scene, dossier),
    "weet-niet": answering.does_not_know,
    "vorige": lambda scene, dossier, _: answering.go_back(scene, dossier),
    "in-het-nederlands": lambda scene, dossier, _: idea.in_dutch(scene, dossier),
    "wijzig-idee": lambda scene, dossier, _: idea.ask_again(scene, dossier),
    "bedoel": idea.mean,
    "wijzig": lambda scene, dossier, _: summary.choose_what_to_change(scene, dossier),
    "wijzig-vraag": idea.revise,
    "terug": lambda scene, dossier, _: idea.leave_as_it_was(scene, dossier),
    "lees-regels": lambda scene, dossier, _: summary.show_rules(scene, dossier),
    "verstuur": lambda scene, dossier, _: sending.send(scene, dossier),
    "zelf-verder": lambda scene, dossier, _: sending.go_alone(scene, dossier),
    "ga-verder": lambda scene, dossier, _: landing.resume(scene, dossier),
    "kopieer": lambda scene, dossier, _: papers.copy_answers(scene, dossier),
    "briefje": lambda scene, dossier, _: papers.write_note(scene, dossier),
    "status": lambda scene, dossier, _: papers.show_status(scene, dossier),
    "pauzeer": stopping.pause,
    "later": stopping.later,
    "klaar": stopping.done,
    "stop": lambda scene, dossier, _: stopping.stop(scene, dossier),
    "goed": lambda scene, dossier, _: landing.thanks(scene, dossier),
    "gaat-goed": lambda scene, dossier, _: aftercare.still_well(scene, dossier),
    "klaar-afspraak": agreeing.ready,
    "kies-bezoek": meeting.choose_visit,
    "ander-moment": lambda scene, dossier, _: meeting.other_moment(scene, dossier),
    "hielp": aftercare.tell_how_it_went,
    "wist": aftercare.tell_how_clear_it_was,
    "deel-verhaal": lambda scene, dossier, _: aftercare.ask_for_story(scene, dossier),
    "liever-niet": lambda scene, dossier, _: aftercare.rather_not(scene, dossier),
    "publiceer": lambda scene, dossier, _: aftercare.publish(scene, dossier),
    "heropen-verzoek": lambda scene, dossier, _: landing.asks_to_look_again(scene, dossier),
    "bel-mij": lambda scene, dossier, _: landing.asks_to_be_called(scene, dossier),
}

LOOSE: Mapping[str, Loose] = {
    "stel-vraag": lambda scene, _: helping.ask_for_question(scene),
    "privacy": lambda scene, _: welcome.show_privacy(scene),
    "bel-liever": welcome.rather_call,
    "geholpen": lambda scene, _: helping.helped(scene),
    "aan-mens": helping.to_a_person,
    "maak-plan": lambda scene, _: helping.make_plan(scene),
    "geen-nood": lambda scene, _: alarms.no_emergency(scene),
    "toch-een-idee": lambda scene, _: landing.idea_after_all(scene),
    "nieuw": lambda scene, _: commands.begin_new(scene),
    "welk-plan": landing.to_chosen_plan,
    "heropen": landing.reopen,
    "minder-berichten": lambda scene, _: stopping.fewer(scene),
    "weer": lambda scene, _: stopping.again(scene),
    "wis": lambda scene, _: stopping.ask_to_erase(scene),
    "niet-wissen": lambda scene, _: stopping.erase_nothing(scene),
    "wis-zeker": lambda scene, _: stopping.erase(scene),
}

ONLY_WITH_STAFF = frozenset({"bel-mij", "ander-moment"})
ONLY_IN_INTAKE = frozenset({"bedoel", "vorige", "zelf-verder"})
BEFORE_THE_NOTICE = frozenset({"geen-nood"})
AFTERWARDS = frozenset({"hielp", "wist", "deel-verhaal", "liever-niet", "publiceer", "gaat-goed"})
ALSO_WHEN_CLOSED = frozenset({"status", "kopieer", "lees-regels", "heropen-verzoek", *AFTERWARDS})


def press(scene: Scene, happening: Pressed, typed: Button | None = None) -> None:
    """A pressed button, or one whose label was typed (`typed`). An old or unknown one gets a kind
    answer and changes nothing; somebody of whom nothing is kept begins anew."""
    shown = scene.situation.latest if typed else scene.situation.shown
    button = typed or (shown.pressed if shown else None)
    dossier = _of_this_resident(scene, shown.dossier if shown else None, button)
    if happening.query:
        scene.notice(happening)
    action = button.action if button is not None else None
    if scene.person.notice_version is None and action not in BEFORE_THE_NOTICE:
        welcome.greet(scene, ask=True)
    elif button is not None and button.action in LOOSE:
        LOOSE[button.action](scene, button.value)
    elif button is None or dossier is None or _is_past(button, dossier):
        landing.old_button(scene)
    elif not dossier.is_open and button.action not in ALSO_WHEN_CLOSED:
        landing.closed_plan(scene, dossier)
    else:
        ON_PLAN[button.action](scene, dossier, button.value)


def _is_past(button: Button, dossier: Dossier) -> bool:
    """Whether this button no longer means anything for this plan."""
    only_earlier = button.action in ONLY_IN_INTAKE and dossier.status != "concept"
    is_alone = button.action in ONLY_WITH_STAFF and dossier.is_open and not dossier.with_staff
    return only_earlier or is_alone or button.action not in ON_PLAN


def _of_this_resident(scene: Scene, ident: str | None, button: Button | None) -> Dossier | None:
    named = scene.dossier(button.value) if button else None
    dossier = named or scene.dossier(ident)
    return dossier if dossier is not None and dossier.resident == scene.chat else None
