"""What people read: placeholders that work, pairs that close, lengths that fit, plain words."""

import re
from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from bot.content.checks.registry import check
from bot.content.draft import Draft, Found
from bot.content.fault import Fault
from bot.content.shape import did_you_mean
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
            try:
                strange = next(_strange_parts(_environment.parse(text.value)), None)
            except (TemplateSyntaxError, RecursionError):
                yield text.fault(
                    f"Een invulplek klopt niet: {_excerpt(text.value, '{[{%#]')}",
                    "Schrijf {{ naam }}, of {% if naam %} … {% endif %}.",
                )
                continue
            if strange:
                remedy = "Gebruik alleen {{ naam }}, if en for."
                yield text.fault(f"Een invulplek doet te veel ({strange}).", remedy)


@check
def placeholders_outside_texts_are_known(draft: Draft) -> Iterator[Fault]:
    """Questions know the resident's name; other content outside `teksten` is never filled in."""
    for text in _prose(draft):
        if "{" in text.value and text.steps[0] in _KEYS:
            known = frozenset({"naam"}) if text.steps[-1] == "vraag" else frozenset()
            yield from _unknown_placeholders(text, known)


@check
def pairs_are_closed(draft: Draft) -> Iterator[Fault]:
    """`[je-vorm|u-vorm]`: both halves, on one line, without placeholders inside."""
    for text in _prose(draft):
        half = _HALF_PAIR.search(_EXPRESSION.sub("…", choose_form(text.value, "je")))
        if half:
            yield text.fault(
                f"Een paar is niet af: {half.group()}", "Schrijf [heb je|hebt u], met [, | en ]."
            )


@check
def bold_is_closed(draft: Draft) -> Iterator[Fault]:
    for text in _prose(draft):
        if text.value.count("**") % 2:
            remedy = "Zet ** voor en achter de vette woorden."
            yield text.fault(f"Vet is niet af: {_excerpt(text.value, '[*][*]')}", remedy)


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
            yield text.fault(f"'{found.group()}' is geen woord voor bewoners.", remedy)


def _prose(draft: Draft) -> Iterator[Found[str]]:
    """All texts that people read, of the files that are whole."""
    for source in draft.sources():
        for steps, mark in source.values.items():
            if _is_prose(steps):
                yield Found(mark.raw, source, steps)


def _unknown_placeholders(text: Found[str], known: frozenset[str]) -> Iterator[Fault]:
    try:
        used = meta.find_undeclared_variables(_environment.parse(text.value))
    except (TemplateSyntaxError, RecursionError):
        return  # told by placeholders_are_well_formed
    for name in sorted(used - known):
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
