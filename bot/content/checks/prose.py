"""Where the texts that people read stand, and how they read once they are filled in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from bot.content.draft import Draft, Found
from bot.core.texts import choose_form

EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
PAIR = re.compile(r"\[([^\[\]|{}]*)\|([^\[\]|{}]*)\]")

WITH_PAIRS = {
    "vragen": {"vraag", "omdat", "knop"},
    "regels": {
        "titel",
        "samenvatting",
        "eerste_nieuws",
        "doe",
        "omdat",
        "tekst",
        "want",
        "wat_wel_kan",
        "kosten",
    },
    "verwijzingen": {"antwoord"},
    "vaste_vragen": {"antwoord"},
    "snelteksten": {"knop", "tekst"},
}
"""Prose outside `teksten` and `knoppen` in which a pair becomes je or u: by section, the key."""

WITHOUT_PAIRS = {
    "vragen": {"label", "herhaal", "kort"},
    "onderdelen": {"label", "kort"},
    "regels": {"voor_wie"},
    "verwijzingen": {"naam"},
    "contacten": {"naam", "afdeling", "waarvoor"},
    "team": {"functie", "zin"},
    "themas": {"naam"},
    "wijken": {"naam", "teamnaam"},
}
"""Prose that is shown as it stands."""

_KEYS = {
    section: WITH_PAIRS.get(section, set()) | WITHOUT_PAIRS.get(section, set())
    for section in (*WITH_PAIRS, *WITHOUT_PAIRS)
}
_SECTIONS = ("teksten", "knoppen")
_FILLED_IN = "…"
_environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)


@lru_cache(maxsize=1)
def prose(draft: Draft) -> Sequence[Found[str]]:
    """All texts that people read, of the files that are whole."""
    return [
        Found(mark.raw, source, steps)
        for source in draft.sources()
        for steps, mark in source.values.items()
        if _is_prose(steps)
    ]


@lru_cache(maxsize=1)
def for_residents(draft: Draft) -> Sequence[Found[str]]:
    """The texts that residents read."""
    reminds_the_team = {r.value.text for r in draft.reminders if r.value.to != "bewoner"}

    def is_for_the_team(text: Found[str]) -> bool:
        if text.steps[0] != "teksten":
            return False
        stem = text.source.stem
        return stem in draft.for_the_team or f"{stem}.{text.steps[-1]}" in reminds_the_team

    return [text for text in prose(draft) if not is_for_the_team(text)]


def has_pairs(text: Found[str]) -> bool:
    """Whether a pair in this text becomes je or u; elsewhere it would be shown as it stands."""
    return text.steps[0] in _SECTIONS or text.steps[-1] in WITH_PAIRS.get(str(text.steps[0]), ())


def labels(draft: Draft) -> Iterator[Found[str]]:
    """What stands on buttons: also the titles that somebody in doubt chooses from, and the names
    of the questions that may be changed."""
    for text in prose(draft):
        first, last = text.steps[0], text.steps[-1]
        if first == "knoppen" or last == "label" or (first, last) in _ALSO_ON_BUTTONS:
            yield text


_ALSO_ON_BUTTONS = {
    ("snelteksten", "knop"),
    ("regels", "titel"),
    ("vragen", "kort"),
    ("vragen", "knop"),
}


@lru_cache(maxsize=4096)
def parsed(text: str) -> nodes.Template | None:
    """The text as a template; None when its placeholders are broken."""
    try:
        return _environment.parse(text)
    except (TemplateSyntaxError, RecursionError):
        return None


@lru_cache(maxsize=4096)
def placeholders(text: str) -> frozenset[str]:
    """What a text fills in; nothing when its placeholders are broken."""
    template = parsed(text) if "{" in text else None
    return frozenset(meta.find_undeclared_variables(template) if template else ())


@lru_cache(maxsize=8192)
def longest(text: str, filled_in: int) -> int:
    """How long a text becomes at most, as Telegram counts (UTF-16 units), when each placeholder
    is filled with so many characters."""
    forms = {choose_form(text, "je"), choose_form(text, "u")}
    templates = [parsed(form) for form in forms]
    return max(_longest(t.body, filled_in) if t else 0 for t in templates)


_MOST_TURNS = 6
"""How often a `for` repeats at most: so many tasks or rules a plan hardly has."""


def _longest(parts: Iterable[nodes.Node], filled_in: int) -> int:
    length = 0
    for part in parts:
        match part:
            case nodes.Output():
                length += _longest(part.nodes, filled_in)
            case nodes.TemplateData(data=data):
                length += len(data.encode("utf-16-le")) // 2
            case nodes.If():
                length += max(_longest(branch, filled_in) for branch in _branches(part))
            case nodes.For(body=body):
                length += _MOST_TURNS * _longest(body, filled_in)
            case _:
                length += filled_in
    return length


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[str, ...]:
    """The ways in which a text can read: with one word for each placeholder, and such choices
    that every branch of an `if` is in one of them (nested ones nearly always)."""
    template = parsed(choose_form(text, "je").replace("**", ""))
    if template is None:
        return ()
    most = max((len(_branches(each)) for each in template.find_all(nodes.If)), default=1)
    return tuple({_reading(template.body, branch): None for branch in range(most)})


def _reading(parts: Iterable[nodes.Node], branch: int) -> str:
    said = ""
    for part in parts:
        match part:
            case nodes.Output():
                said += _reading(part.nodes, branch)
            case nodes.TemplateData(data=data):
                said += data
            case nodes.If():
                branches = _branches(part)
                said += _reading(branches[min(branch, len(branches) - 1)], branch)
            case nodes.For(body=body):
                said += _reading(body, branch)
            case _:
                said += _FILLED_IN
    return said


def _branches(choice: nodes.If) -> list[list[nodes.Node]]:
    return [choice.body, *(each.body for each in choice.elif_), choice.else_]


def blanked(text: str, *patterns: re.Pattern[str]) -> str:
    """The text with what fits a pattern made blank, so that every other letter keeps its place."""
    for pattern in patterns:
        text = pattern.sub(lambda found: "\0" * len(found.group()), text)
    return text


def rest_of_line(text: str, start: int) -> str:
    """A few words from a place in a text, by which it is found again."""
    return text[start : start + 40].split("\n")[0]


def _is_prose(steps: tuple[str | int, ...]) -> bool:
    if len(steps) < 2:
        return False
    first, last = str(steps[0]), steps[-1]
    return first in _SECTIONS or last in _KEYS.get(first, ())
