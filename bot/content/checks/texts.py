"""What people read: placeholders that work, pairs that close, lengths that fit."""

import re
from collections.abc import Iterator, Mapping, Set

from jinja2 import nodes

from bot.content.checks.prose import (
    EXPRESSION,
    WITH_PAIRS,
    WITHOUT_PAIRS,
    labels,
    longest,
    parsed,
    placeholders,
    prose,
)
from bot.content.checks.registry import check
from bot.content.draft import Draft, Found
from bot.content.fault import Fault
from bot.content.shape import did_you_mean
from bot.core.text_names import FILLED_LABELS, LABELS, REMINDER, TEXTS
from bot.core.texts import choose_form

LONGEST_TEXT = 4096
LONGEST_LABEL = 30

# What a placeholder is filled with at most: a quoted idea, a list of what is open; a first name.
_LONG_WORDS = 160
_LONG_NAME = 16

_FILLED_IN: Mapping[tuple[str, str | int], Set[str]] = {
    ("vragen", "vraag"): {"naam"},
    ("snelteksten", "tekst"): {"naam", "plan", "dag", "begeleider"},
    ("vaste_vragen", "antwoord"): {"gemeente", "telefoon", "site", "dagen", "reden"},
}
"""What prose outside `teksten` and `knoppen` may fill in: by section and key."""

_HALF_PAIR = re.compile(r"\[[^\[\]\n]*\||\|[^\[\]\n]*\]|[\[\]|]")
_PLAIN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.For,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
    nodes.Getattr,
)


@check
def placeholders_are_well_formed(draft: Draft) -> Iterator[Fault]:
    """Texts only fill in, choose with `if`, and repeat with `for`: content is no program."""
    for text in prose(draft):
        if "{" in text.value:
            template = parsed(text.value)
            if template is None:
                last = _excerpt(text.value, "{[{%#]")
                yield text.fault_within(
                    last,
                    f"Een invulplek klopt niet: {last}",
                    "Schrijf {{ naam }}, of {% if naam %} … {% endif %}.",
                )
            elif strange := next(_strange_parts(template), None):
                remedy = "Gebruik alleen {{ naam }}, if en for."
                yield text.fault(f"Een invulplek doet te veel ({strange}).", remedy)


@check
def placeholders_outside_texts_are_known(draft: Draft) -> Iterator[Fault]:
    """Questions know the resident's name, answers about the conversation a few things more; other
    content outside `teksten` is never filled in."""
    for text in prose(draft):
        if text.steps[0] in WITH_PAIRS or text.steps[0] in WITHOUT_PAIRS:
            known = _FILLED_IN.get((str(text.steps[0]), text.steps[-1]), frozenset())
            yield from _unknown_placeholders(text, known)


@check
def placeholders_of_texts_are_known(draft: Draft) -> Iterator[Fault]:
    """A text uses only what the program fills in there; a reminder what every reminder has."""
    reminds = {reminder.value.text for reminder in draft.reminders}
    for name, text in draft.texts.items():
        known = REMINDER if name in reminds else TEXTS.get(name)
        if known is not None:
            yield from _unknown_placeholders(text, known)


@check
def placeholders_of_labels_are_known(draft: Draft) -> Iterator[Fault]:
    """Only a button about a person knows a name, and one about a moment the moment."""
    for name, label in draft.labels.items():
        yield from _unknown_placeholders(label, FILLED_LABELS.get(name, frozenset()))


@check
def every_text_of_the_program_is_there(draft: Draft) -> Iterator[Fault]:
    for name in sorted(TEXTS.keys() - draft.texts.keys()):
        file, _, key = name.partition(".")
        yield draft.text_file(file).fault(f"De tekst '{key}' ontbreekt.", f"Voeg toe: {key}: …")


@check
def every_text_is_used(draft: Draft) -> Iterator[Fault]:
    known = TEXTS.keys() | {reminder.value.text for reminder in draft.reminders}
    for name, text in draft.texts.items():
        if name not in known:
            remedy = did_you_mean(name, TEXTS) or "Haal hem weg."
            yield text.fault(f"De tekst '{name}' gebruikt het programma niet.", remedy, at_key=True)


@check
def every_button_of_the_program_is_there(draft: Draft) -> Iterator[Fault]:
    for name in sorted(LABELS - draft.labels.keys()):
        yield draft.label_file.fault(f"De knop '{name}' ontbreekt.", f"Voeg toe: {name}: …")


@check
def every_button_is_used(draft: Draft) -> Iterator[Fault]:
    known = LABELS | {button for r in draft.reminders for button in r.value.buttons}
    for name, label in draft.labels.items():
        if name not in known:
            remedy = did_you_mean(name, LABELS) or "Haal hem weg."
            what = f"De knop '{name}' gebruikt het programma niet."
            yield label.fault(what, remedy, at_key=True)


@check
def pairs_are_closed(draft: Draft) -> Iterator[Fault]:
    """`[je-vorm|u-vorm]`: both halves, on one line, without placeholders inside. Nothing else
    stands in square brackets."""
    for text in prose(draft):
        half = _HALF_PAIR.search(EXPRESSION.sub("…", choose_form(text.value, "je")))
        if half:
            remedy = "Schrijf [heb je|hebt u], met [, | en ]."
            what = f"Een paar is niet af: {half.group()}"
            yield text.fault_within(half.group(), what, remedy)


@check
def bold_is_closed(draft: Draft) -> Iterator[Fault]:
    for text in prose(draft):
        if text.value.count("**") % 2:
            last = _excerpt(text.value, "[*][*]")
            remedy = "Zet ** voor en achter de vette woorden."
            yield text.fault_within(last, f"Vet is niet af: {last}", remedy)


@check
def texts_fit_in_a_message(draft: Draft) -> Iterator[Fault]:
    """Also when long words are filled in."""
    for text in prose(draft):
        length = longest(text.value, _LONG_WORDS)
        if length > LONGEST_TEXT:
            yield text.fault(
                f"Deze tekst heeft {length} tekens.", f"Maak er hoogstens {LONGEST_TEXT} van."
            )


@check
def labels_fit_on_a_button(draft: Draft) -> Iterator[Fault]:
    """Also with a long name in it."""
    name = max(_LONG_NAME, *(len(member.value.name) for member in draft.team))
    for label in labels(draft):
        length = longest(label.value, name)
        if length > LONGEST_LABEL:
            with_name = ", met een lange naam erin" if "{" in label.value else ""
            yield label.fault(
                f"Deze knop heeft {length} tekens{with_name}.",
                f"Maak er hoogstens {LONGEST_LABEL} van.",
            )


@check
def nothing_people_read_is_empty(draft: Draft) -> Iterator[Fault]:
    for text in [*draft.texts.values(), *labels(draft)]:
        if not text.value.strip():
            yield text.fault("Deze tekst is leeg.", "Vul hem in, of haal hem weg.")


def _unknown_placeholders(text: Found[str], known: Set[str]) -> Iterator[Fault]:
    for name in sorted(placeholders(text.value) - known):
        remedy = did_you_mean(name, known) or "Haal deze invulplek weg."
        yield text.fault(f"De invulplek '{name}' wordt hier niet gevuld.", remedy)


def _strange_parts(template: nodes.Template) -> Iterator[str]:
    for node in template.find_all(nodes.Node):
        if not isinstance(node, _PLAIN):
            yield type(node).__name__.lower()


def _excerpt(text: str, last: str) -> str:
    """A few words from the last place where something (a pattern) opens."""
    opens = [found.start() for found in re.finditer(last, text)]
    return text[opens[-1] if opens else 0 :].split("\n")[0][:40]
