"""Other languages: something to know them by, texts that can be filled in, known referrals."""

from collections import Counter
from collections.abc import Iterator

from bot.content.checks.prose import parsed, placeholders
from bot.content.checks.registry import check, unknown
from bot.content.draft import Draft
from bot.content.fault import Fault
from bot.content.shape import did_you_mean

LONGEST_LABEL = 30
FILLED_IN = {
    "welkom": frozenset({"gemeente", "telefoon", "plan"}),
    "erbij": frozenset[str](),
    "elders": frozenset({"naam", "telefoon", "link"}),
    "verstuurd": frozenset({"code", "datum", "telefoon"}),
    "na_versturen": frozenset[str](),
    "nood": frozenset({"telefoon"}),
}
"""What each text of a language may fill in."""

NEEDED = {"verstuurd": frozenset({"code", "datum"}), "nood": frozenset({"telefoon"})}
"""What it must fill in, since nobody can do without."""

LABELS = {"knop_verstuur": "send_label", "knop_nederlands": "dutch_label"}
TEXTS = {
    "welkom": "welcome",
    "erbij": "added",
    "elders": "elsewhere",
    "verstuurd": "sent",
    "na_versturen": "after_sending",
    "nood": "urgent",
}


@check
def texts_of_languages_can_be_filled_in(draft: Draft) -> Iterator[Fault]:
    for language in draft.languages:
        for key, name in TEXTS.items():
            text = language.part(str(getattr(language.value, name)), key)
            if parsed(text.value) is None:
                remedy = "Schrijf {{ code }}, of {% if plan %} … {% endif %}."
                yield text.fault("Een invulplek klopt niet.", remedy)
                continue
            used = placeholders(text.value)
            for unknown_name in sorted(used - FILLED_IN[key]):
                remedy = did_you_mean(unknown_name, FILLED_IN[key]) or "Haal deze invulplek weg."
                yield text.fault(f"De invulplek '{unknown_name}' wordt hier niet gevuld.", remedy)
            for missing in sorted(NEEDED.get(key, frozenset()) - used):
                remedy = f"Zet {{{{ {missing} }}}} in deze tekst."
                yield text.fault(f"De invulplek '{missing}' ontbreekt.", remedy)


@check
def labels_of_languages_fit_on_a_button(draft: Draft) -> Iterator[Fault]:
    for language in draft.languages:
        for key, name in LABELS.items():
            label = language.part(str(getattr(language.value, name)), key)
            if not 0 < len(label.value.strip()) <= LONGEST_LABEL:
                remedy = f"Schrijf 1 tot {LONGEST_LABEL} tekens."
                yield label.fault(f"Deze knop heeft {len(label.value)} tekens.", remedy)


@check
def languages_can_be_told_apart(draft: Draft) -> Iterator[Fault]:
    """A language in Latin script has words; of any other script there is one language."""
    scripts = Counter(language.value.script for language in draft.languages)
    for language in draft.languages:
        script = language.value.script
        if script == "latijns" and not language.value.small:
            remedy = "Voeg kleine_woorden toe: daaraan herkennen we de taal."
            yield language.fault("Deze taal is nergens aan te herkennen.", remedy)
        if script != "latijns" and scripts[script] > 1:
            remedy = "Houd per schrift één taal over."
            yield language.part(script, "schrift").fault("Dit schrift staat er twee keer.", remedy)


@check
def alarm_words_name_known_languages(draft: Draft) -> Iterator[Fault]:
    named = [words.part(words.value.language, "taal") for words in draft.alarm_words]
    return unknown(named, {language.value.id for language in draft.languages}, "taal")


@check
def alarm_words_name_emergencies(draft: Draft) -> Iterator[Fault]:
    named = [words.part(words.value.referral, "verwijzing") for words in draft.alarm_words]
    urgent = {refer.value.id for refer in draft.referrals if refer.value.urgent}
    return unknown(named, urgent, "noodgeval")
