"""Addresses and numbers: what becomes a button or a number to call must be one."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.content.checks.registry import check
from bot.content.draft import Draft, Found
from bot.content.fault import Fault

_PHONE = re.compile(r"\+?\d[\d ()-]*")
_MAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[a-z]{2,}", re.IGNORECASE)
_SHORT_NUMBERS = range(3, 7)
"""112, 14 0123: so many digits; a full number has more."""
_FULL_NUMBERS = range(8, 14)


@check
def links_of_rules_are_web_addresses(draft: Draft) -> Iterator[Fault]:
    for rule in draft.rules:
        yield from _no_address(rule.part(rule.value.channel.form, "kanaal", "formulier"))
        for source in rule.parts(rule.value.sources, "bronnen"):
            yield from _no_address(source.part(source.value.link, "link"))


@check
def links_of_referrals_are_web_addresses(draft: Draft) -> Iterator[Fault]:
    for refer in draft.referrals:
        yield from _no_address(refer.part(refer.value.link, "link"))


@check
def the_site_is_a_web_address(draft: Draft) -> Iterator[Fault]:
    return _no_address(draft.municipality.part(draft.municipality.value.site, "site"))


@check
def phones_of_rules_can_be_called(draft: Draft) -> Iterator[Fault]:
    for rule in draft.rules:
        yield from _no_phone(rule.part(rule.value.channel.phone, "kanaal", "telefoon"))


@check
def phones_of_referrals_can_be_called(draft: Draft) -> Iterator[Fault]:
    for refer in draft.referrals:
        yield from _no_phone(refer.part(refer.value.phone, "telefoon"))


@check
def phones_of_contacts_can_be_called(draft: Draft) -> Iterator[Fault]:
    for contact in draft.contacts:
        yield from _no_phone(contact.part(contact.value.phone, "telefoon"))


@check
def the_municipality_can_be_called(draft: Draft) -> Iterator[Fault]:
    return _no_phone(draft.municipality.part(draft.municipality.value.phone, "telefoon"))


@check
def contacts_can_be_mailed(draft: Draft) -> Iterator[Fault]:
    for contact in draft.contacts:
        mail = contact.value.mail
        if mail is not None and not _MAIL.fullmatch(mail):
            yield contact.part(mail, "mail").fault(
                f"'{mail}' is geen mailadres.", "Schrijf het als groen@gemeente.nl."
            )


def _no_address(link: Found[str | None] | Found[str]) -> Iterator[Fault]:
    if link.value is not None and not _is_address(link.value):
        remedy = "Schrijf het hele adres, met https:// ervoor."
        yield link.fault(f"'{link.value}' is geen veilig webadres.", remedy)


def _is_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "https" and "." in host and not any(map(str.isspace, link))


def _no_phone(phone: Found[str | None] | Found[str]) -> Iterator[Fault]:
    if phone.value is not None and not _is_phone(phone.value):
        yield phone.fault(
            f"'{phone.value}' is geen telefoonnummer.",
            'Schrijf alleen cijfers en spaties: "14 0123" of "0800 1234".',
        )


def _is_phone(phone: str) -> bool:
    digits = sum(map(str.isdigit, phone))
    return bool(_PHONE.fullmatch(phone)) and (digits in _SHORT_NUMBERS or digits in _FULL_NUMBERS)
