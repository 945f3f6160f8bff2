"""Ids: one of each, plain enough for a link or a button, and every reference leads somewhere."""

import re
from collections.abc import Iterator
from contextlib import suppress

from bot.content.checks.conditions import all_conditions
from bot.content.checks.registry import check, unknown
from bot.content.draft import Draft, Found, Incomplete
from bot.content.fault import Fault
from bot.core.knowledge import Condition

_PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LISTS = (
    "wijken",
    "themes",
    "contacts",
    "team",
    "questions",
    "options",
    "reminders",
    "digests",
    "quick_texts",
    "rules",
    "referrals",
    "standing",
    "languages",
)


@check
def ids_are_unique(draft: Draft) -> Iterator[Fault]:
    """No two entries of a kind share an id."""
    for ids in _ids(draft):
        yield from _repeated(ids)
    with suppress(Incomplete):
        for question in draft.questions:
            choices = question.parts(question.value.choices, "keuzes")
            yield from _repeated([choice.part(choice.value.id, "id") for choice in choices])


@check
def ids_are_plain(draft: Draft) -> Iterator[Fault]:
    """Ids go into links and buttons: small letters, digits and hyphens."""
    for ids in _ids(draft):
        for ident in ids:
            if not _PLAIN.fullmatch(ident.value):
                remedy = "Gebruik kleine letters, cijfers en streepjes: buurt-bbq."
                yield ident.fault(f"'{ident.value}' kan geen id zijn.", remedy)


@check
def themes_name_known_contacts(draft: Draft) -> Iterator[Fault]:
    contacts = [theme.part(theme.value.contact, "contact") for theme in draft.themes]
    return unknown(contacts, _known(draft, "contacts"), "contact")


@check
def colleagues_name_known_contacts(draft: Draft) -> Iterator[Fault]:
    contacts = [
        member.part(member.value.contact, "contact")
        for member in draft.team
        if member.value.contact is not None
    ]
    return unknown(contacts, _known(draft, "contacts"), "contact")


@check
def rules_name_known_contacts(draft: Draft) -> Iterator[Fault]:
    contacts = [rule.part(rule.value.contact, "contact") for rule in draft.rules]
    return unknown(contacts, _known(draft, "contacts"), "contact")


@check
def rules_name_known_themes(draft: Draft) -> Iterator[Fault]:
    themes = [t for rule in draft.rules for t in rule.parts(rule.value.themes, "themas")]
    return unknown(themes, _known(draft, "themes"), "thema")


@check
def rules_name_known_rules(draft: Draft) -> Iterator[Fault]:
    """What takes the place of a rule is another rule."""
    for rule in draft.rules:
        if rule.value.instead is not None:
            other = rule.part(rule.value.instead, "anders")
            yield from unknown([other], _known(draft, "rules") - {rule.value.id}, "andere regel")


@check
def members_name_known_themes(draft: Draft) -> Iterator[Fault]:
    themes = [t for member in draft.team for t in member.parts(member.value.themes, "themas")]
    return unknown(themes, _known(draft, "themes"), "thema")


@check
def members_name_known_wijken(draft: Draft) -> Iterator[Fault]:
    wijken = [w for member in draft.team for w in member.parts(member.value.wijken, "wijken")]
    return unknown(wijken, _known(draft, "wijken"), "wijk")


@check
def contacts_name_known_wijken(draft: Draft) -> Iterator[Fault]:
    wijken = [w for c in draft.contacts for w in c.parts(c.value.wijken, "wijken")]
    return unknown(wijken, _known(draft, "wijken"), "wijk")


@check
def options_name_known_themes(draft: Draft) -> Iterator[Fault]:
    themes = [t for option in draft.options for t in option.parts(option.value.themes, "themas")]
    return unknown(themes, _known(draft, "themes"), "thema")


@check
def options_name_known_rules(draft: Draft) -> Iterator[Fault]:
    for option in draft.options:
        rules = option.parts(option.value.rules, "regels")
        brought = option.parts(option.value.brings, "brengt")
        yield from unknown([*rules, *brought], _known(draft, "rules"), "regel")


@check
def questions_name_known_themes(draft: Draft) -> Iterator[Fault]:
    themes = [t for q in draft.questions for t in q.parts(q.value.times_for, "tijden_bij")]
    return unknown(themes, _known(draft, "themes"), "thema")


@check
def conditions_name_known_themes(draft: Draft) -> Iterator[Fault]:
    conditions = all_conditions(draft)
    themes = [t for c in conditions for t in c.parts(c.value.themes, "themas")]
    return unknown(themes, _known(draft, "themes"), "thema")


@check
def conditions_name_known_rules(draft: Draft) -> Iterator[Fault]:
    return unknown(_named_in(draft, "rule", "regel"), _known(draft, "rules"), "regel")


@check
def conditions_name_known_options(draft: Draft) -> Iterator[Fault]:
    options = _named_in(draft, "option", "onderdeel")
    return unknown(options, _known(draft, "options"), "onderdeel")


@check
def conditions_name_known_questions(draft: Draft) -> Iterator[Fault]:
    answers = [*_named_in(draft, "answer", "antwoord"), *_named_in(draft, "heard", "gehoord")]
    return unknown(answers, _known(draft, "questions"), "vraag")


def _named_in(draft: Draft, attribute: str, key: str) -> list[Found[str]]:
    """What the conditions name under one key, where they do."""

    def named(condition: Found[Condition]) -> Found[str]:
        return condition.part(getattr(condition.value, attribute), key)

    return [found for found in map(named, all_conditions(draft)) if found.value is not None]


def _known(draft: Draft, part: str) -> set[str]:
    return {item.value.id for item in getattr(draft, part)}


def _ids(draft: Draft) -> Iterator[list[Found[str]]]:
    for part in _LISTS:
        with suppress(Incomplete):
            yield [item.part(item.value.id, "id") for item in getattr(draft, part)]


def _repeated(ids: list[Found[str]]) -> Iterator[Fault]:
    first: dict[str, Found[str]] = {}
    for ident in ids:
        earlier = first.setdefault(ident.value, ident)
        if earlier is not ident:
            place = earlier.fault("", "")
            what = f"Het id '{ident.value}' is er al ({place.file}, regel {place.line})."
            yield ident.fault(what, "Kies een ander id, of voeg ze samen.")
