from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.core.matching import Entry, Matcher, Referral, Words

CONTENT = Path(__file__).parents[3] / "knowledge" / "matching"

ENTRIES = (
    Entry(
        "straatfeest",
        ("evenement",),
        ("Straatfeest melden", "straatfeest", "buurtfeest", "barbecue", "feest", "springkussen"),
    ),
    Entry("muziek", ("geluid",), ("Muziek buiten", "muziek", "band", "optreden", "harde geluiden")),
    Entry(
        "moestuin",
        ("groen", "voedsel"),
        ("Buurtmoestuin beginnen", "moestuin", "groente kweken", "samen tuinieren", "kruidentuin"),
    ),
    Entry("geveltuin", ("groen",), ("Geveltuin", "tuintje aan de gevel", "tegels eruit")),
    Entry(
        "speeltoestel",
        ("spelen",),
        ("Speeltoestel", "speeltuin", "schommel", "glijbaan", "wipkip", "klimrek"),
    ),
    Entry("bankje", ("groen",), ("Bankje neerzetten", "bankje", "zitplek", "picknicktafel")),
    Entry("boom", ("groen",), ("Boom planten", "nieuwe boom", "fruitbomen", "bomen in de straat")),
    Entry("hond", ("dieren",), ("Hondenveld", "losloopgebied voor honden", "bijenkast", "egel")),
    Entry(
        "ruimte",
        ("ruimte",),
        ("Zaal huren", "buurthuis", "vergaderruimte", "bijeenkomst", "vergaderen"),
    ),
    Entry("weggeefkast", ("delen",), ("Weggeefkast", "spullen delen", "repaircafé", "ruilen")),
    Entry("rommelmarkt", ("evenement",), ("Rommelmarkt", "snuffelmarkt", "kleedjesmarkt")),
    Entry("kunst", ("kunst",), ("Kunst op straat", "kunstwerk", "muurschildering")),
    Entry("cultuur", ("kunst",), ("Theater", "toneel", "dansfeest", "koor", "kindertheater")),
    Entry("ouderen", ("ontmoeting",), ("Activiteit voor ouderen", "eenzame ouderen", "samen eten")),
    Entry("bak", ("groen",), ("Plantenbak neerzetten", "bloembak", "containertuin")),
    Entry("verkeer", ("verkeer",), ("Drempel in de straat", "zebrapad", "te hard rijden")),
)


def yaml(name: str) -> dict[str, object]:
    content: dict[str, object] = YAML(typ="safe").load(CONTENT / name)
    return content


def referrals() -> list[Referral]:
    return [
        Referral(one["id"], tuple(one["zinnen"]), urgent=one.get("spoed", False))
        for file in ("noodgevallen.yaml", "niet-voor-ons.yaml")
        for one in yaml(file)["verwijzingen"]  # type: ignore[attr-defined]
    ]


def word_lists() -> Words:
    lists = yaml("woorden.yaml")
    return Words(
        frozenset(lists["stopwoorden"]),  # type: ignore[call-overload]
        frozenset(lists["delen"]),  # type: ignore[call-overload]
        dict(lists["zelfde"]),  # type: ignore[call-overload]
    )


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    """A matcher on a handful of rules of our own, and on the real referrals and word lists."""
    return Matcher(ENTRIES, referrals(), word_lists())
