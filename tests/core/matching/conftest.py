from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.content.files import lines
from bot.core.matching import Entry, Matcher, Referral, Words, dutch
from bot.core.matching.patterns import Patterns
from tests.core.paper import real_knowledge

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
CONTENT = KNOWLEDGE / "matching"

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
    told: dict[str, str] = yaml("noodzinnen.yaml")["noodzinnen"]  # type: ignore[assignment]
    return [
        Referral(
            one["id"],
            tuple(one["zinnen"]),
            urgent=one.get("spoed", False),
            examples=tuple(lines(told.get(one["id"], ""))),
        )
        for file in ("noodgevallen.yaml", "niet-voor-ons.yaml")
        for one in yaml(file)["verwijzingen"]  # type: ignore[attr-defined]
    ]


def word_lists() -> Words:
    lists = yaml("woorden.yaml")
    calm: str = yaml("rustige-zinnen.yaml")["rustige_zinnen"]  # type: ignore[assignment]
    kinds: dict[str, str] = yaml("noodzinnen.yaml")["woordsoorten"]  # type: ignore[assignment]
    return Words(
        frozenset(lists["stopwoorden"]),  # type: ignore[call-overload]
        frozenset(lists["delen"]),  # type: ignore[call-overload]
        dict(lists["zelfde"]),  # type: ignore[call-overload]
        tuple(lines(calm)),
        {kind: tuple(words.split()) for kind, words in kinds.items()},
    )


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    """A matcher on a handful of rules of our own, and on the real referrals and word lists."""
    return Matcher(ENTRIES, referrals(), word_lists())


def rule_phrases() -> list[str]:
    """The title, keywords and example sentences of every real rule."""
    return [
        phrase
        for file in sorted((KNOWLEDGE / "regels").glob("*.yaml"))
        for rule in YAML(typ="safe").load(file)["regels"]
        for phrase in (rule["titel"], *rule["trefwoorden"], *rule["zinnen"])
    ]


Hears = Callable[[str], str | None]
"""Which urgent referral is heard in a text."""


@pytest.fixture(scope="session")
def real() -> Matcher:
    """The matcher on all content: which way a message leans takes both sides."""
    return real_knowledge().matcher


@pytest.fixture(scope="session")
def hears(real: Matcher) -> Hears:
    """The number that is told first, sure or not."""
    return lambda text: alarm.referral if (alarm := real.alarm(text)) else None


@pytest.fixture(scope="session")
def by_pattern() -> Hears:
    """Only what the editors' patterns catch."""
    patterns = Patterns(one for one in referrals() if one.urgent)
    return lambda text: patterns([word for _, word in dutch.words(text)])
