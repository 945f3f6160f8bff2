"""What people read: placeholders that work, pairs that close, lengths that fit, plain words."""

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from bot.content.checks.registry import check
from bot.content.draft import Draft, Found
from bot.content.fault import Fault
from bot.content.shape import did_you_mean
from bot.core.text_names import LABELS, REMINDER, TEXTS
from bot.core.texts import choose_form

LONGEST_TEXT = 4096
LONGEST_LABEL = 30

_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_HALF_PAIR = re.compile(r"\[[^\[\]\n]*\||\|[^\[\]\n]*\]")
_KEYS = {
    "vragen": {"vraag", "label", "herhaal", "kort"},
    "onderdelen": {"label", "kort"},
    "regels": {"titel", "samenvatting", "eerste_nieuws", "doe", "omdat", "tekst", "kosten"},
    "verwijzingen": {"naam", "antwoord"},
}
"""Where prose stands outside `teksten` and `knoppen`: by section, the last key."""

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
_environment = Environment(autoescape=True)


@check
def placeholders_are_well_formed(draft: Draft) -> Iterator[Fault]:
    """Texts only fill in, choose with `if`, and repeat with `for`: content is no program."""
    for text in _prose(draft):
        if "{" in text.value:
            template = _parsed(text.value)
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
    """Questions know the resident's name; other content outside `teksten` is never filled in."""
    for text in _prose(draft):
        if text.steps[0] in _KEYS:
            known = {"naam"} if text.steps[-1] == "vraag" else set()
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
    """`[je-vorm|u-vorm]`: both halves, on one line, without placeholders inside."""
    for text in _prose(draft):
        half = _HALF_PAIR.search(_EXPRESSION.sub("…", choose_form(text.value, "je")))
        if half:
            remedy = "Schrijf [heb je|hebt u], met [, | en ]."
            what = f"Een paar is niet af: {half.group()}"
            yield text.fault_within(half.group(), what, remedy)


@check
def bold_is_closed(draft: Draft) -> Iterator[Fault]:
    for text in _prose(draft):
        if text.value.count("**") % 2:
            last = _excerpt(text.value, "[*][*]")
            remedy = "Zet ** voor en achter de vette woorden."
            yield text.fault_within(last, f"Vet is niet af: {last}", remedy)


@check
def texts_fit_in_a_message(draft: Draft) -> Iterator[Fault]:
    for text in _prose(draft):
        length = _length(text.value)
        if length > LONGEST_TEXT:
            yield text.fault(
                f"Deze tekst heeft {length} tekens.", f"Maak er hoogstens {LONGEST_TEXT} van."
            )


@check
def labels_fit_on_a_button(draft: Draft) -> Iterator[Fault]:
    for label in _labels(draft):
        length = _length(_EXPRESSION.sub("", label.value))
        if length > LONGEST_LABEL:
            yield label.fault(
                f"Deze knop heeft {length} tekens.", f"Maak er hoogstens {LONGEST_LABEL} van."
            )


@check
def nothing_people_read_is_empty(draft: Draft) -> Iterator[Fault]:
    for text in [*draft.texts.values(), *_labels(draft)]:
        if not text.value.strip():
            yield text.fault("Deze tekst is leeg.", "Vul hem in, of haal hem weg.")


@check
def residents_read_plain_words(draft: Draft) -> Iterator[Fault]:
    """The words that `taal.yaml` keeps away from residents."""
    words = "|".join(re.escape(word) for word in draft.forbidden_words)
    forbidden = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for text in _prose(draft) if words else ():
        found = forbidden.search(text.value)
        if found and not _is_for_the_team(text, draft):
            remedy = "Kies een gewoner woord. De lijst staat in taal.yaml."
            what = f"'{found.group()}' is geen woord voor bewoners."
            yield text.fault_within(found.group(), what, remedy)


def _prose(draft: Draft) -> Iterator[Found[str]]:
    """All texts that people read, of the files that are whole."""
    for source in draft.sources():
        for steps, mark in source.values.items():
            if _is_prose(steps):
                yield Found(mark.raw, source, steps)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> nodes.Template | None:
    """The text as a template; None when its placeholders are broken."""
    try:
        return _environment.parse(text)
    except (TemplateSyntaxError, RecursionError):
        return None


def _unknown_placeholders(text: Found[str], known: Set[str]) -> Iterator[Fault]:
    template = _parsed(text.value) if "{" in text.value else None
    for name in sorted(meta.find_undeclared_variables(template) - known if template else ()):
        remedy = did_you_mean(name, known) or "Haal deze invulplek weg."
        yield text.fault(f"De invulplek '{name}' wordt hier niet gevuld.", remedy)


def _is_prose(steps: tuple[str | int, ...]) -> bool:
    if len(steps) < 2:
        return False
    return steps[0] in ("teksten", "knoppen") or steps[-1] in _KEYS.get(str(steps[0]), ())


def _labels(draft: Draft) -> Iterator[Found[str]]:
    for text in _prose(draft):
        if text.steps[0] == "knoppen" or text.steps[-1] == "label":
            yield text


def _is_for_the_team(text: Found[str], draft: Draft) -> bool:
    if text.steps[0] != "teksten":
        return False
    name = f"{text.source.stem}.{text.steps[-1]}"
    reminds_the_team = {r.value.text for r in draft.reminders if r.value.to != "bewoner"}
    return text.source.stem in draft.for_the_team or name in reminds_the_team


def _strange_parts(template: nodes.Template) -> Iterator[str]:
    for node in template.find_all(nodes.Node):
        if not isinstance(node, _PLAIN):
            yield type(node).__name__.lower()


def _length(text: str) -> int:
    """As Telegram counts: UTF-16 units, of the longest form of address."""
    forms = choose_form(text, "je"), choose_form(text, "u")
    return max(len(form.encode("utf-16-le")) // 2 for form in forms)


def _excerpt(text: str, last: str) -> str:
    """A few words from the last place where something (a pattern) opens."""
    opens = [found.start() for found in re.finditer(last, text)]
    return text[opens[-1] if opens else 0 :].split("\n")[0][:40]
