"""Addresses: what becomes a button must be a web address, or the message is never delivered."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.content.checks.registry import check
from bot.content.draft import Draft, Found
from bot.content.fault import Fault


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


def _no_address(link: Found[str | None] | Found[str]) -> Iterator[Fault]:
    if link.value is not None and not _is_address(link.value):
        remedy = "Schrijf het hele adres, met https:// ervoor."
        yield link.fault(f"'{link.value}' is geen webadres.", remedy)


def _is_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in ("http", "https") and "." in host and not any(map(str.isspace, link))
