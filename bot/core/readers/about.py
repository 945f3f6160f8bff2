"""Reading what a question wants to know (costs, term, who …), and what it is about."""

import re
from typing import Literal

from bot.core.readers.intent import spoken
from bot.core.readers.words import word_set

Aspect = Literal["kosten", "termijn", "wie", "kanaal", "plicht", "tijd"]

_ASPECTS: dict[Aspect, re.Pattern[str]] = {
    "wie": re.compile(
        r"\b(?:(?:bij|met|aan|van|naar|door) )?wie\b.*\b(?:gaa\w* .*over|over|beslis\w*|regel\w*"
        r"|bepaal\w*|moet\w* .*zijn|hebben|bellen|mailen|vragen|verantwoordelijk|terecht|weet"
        r"|helpt|helpen|contact\w*|bereik\w*)\b|\bwelke (?:afdeling|ambtenaar|dienst)\b"
        r"|\bwie is er van\b|^(?:en )?wie (?:zet|haalt|regelt|maakt|ruimt|plaatst|levert|onderhoudt"
        r"|snoeit|veegt|heeft|beheert|controleert|geeft)\b"
    ),
    "kosten": re.compile(
        r"\b(?:kost|kosten|prijs|tarief|leges|gratis|betalen|(?<!\bwie )betaalt?|hoe duur"
        r"|hoeveel geld)\b"
    ),
    "termijn": re.compile(
        r"\b(?:te ?voren|vooraf|voor het feest|van voren|hoe vroeg|uiterlijk|deadline|op tijd"
        r"|hoe lang (?:van )?te ?voren|termijn)\b"
        r"|\b(?:wanneer|voor wanneer)\b.*\b(?:meld\w*|aanvra\w*|regel\w*|vraag\w*|doen|klaar)\b"
    ),
    "kanaal": re.compile(
        r"\b(?:waar|hoe)\b.*\b(?:meld\w*|aanvra\w*|aanmeld\w*|doorgeven|indien\w*)\b|\bformulier\b"
        r"|\bwaar vraag\b.*\baan\b"
    ),
    "plicht": re.compile(
        r"\b(?:moet\w*|hoef\w*|verplicht|nodig)\b.*\b(?:meld\w*|vergunning\w*|aanvra\w*|ontheffing"
        r"|toestemming|doorgeven)\b"
        r"|\b(?:vergunning\w*|ontheffing|toestemming|melding)\b.*\b(?:nodig|verplicht)\b"
    ),
    "tijd": re.compile(r"\bhoe laat\b|\b(?:vanaf|tot) wanneer\b"),
}
_SMALL = word_set(
    "de het een t n ik je jij jullie u we wij ze zij hij me mij mijn ons onze jouw uw hun hen die "
    "dat dit deze er hier daar dan als en of maar want dus om te in op aan bij van voor met uit "
    "door over tot naar per vanaf binnen tijdens wie wat waar wanneer waarom hoe hoezo hoeveel "
    "welk welke waarvoor waarmee mag mogen kan kun kunt kunnen moet moeten hoef hoeft hoeven zou "
    "zouden zal zullen wil wilt willen is zijn ben bent was waren word wordt worden heb hebt heeft "
    "hebben ga gaat gaan komt komen kom doe doet doen krijg krijgt krijgen maak geldt gelden "
    "bestaat duurt wel niet geen ook nog al even eens nu eigenlijk toch echt zo ja nee ok iemand "
    "iets alles allemaal eerst later soms altijd zelf samen nodig weet weten precies ongeveer "
    "plan idee dag dagen week weken lang laat uur veel vraag vragen zeggen vertellen hoi hallo "
    "daarvoor ervoor daarover daarmee hiervoor daarbij erbij hoor graag bedoel zomaar toegestaan "
    "mogelijk zit"
)
_OF_ASPECTS = re.compile(
    r"(?:kost\w*|prijs|tarief|leges|gratis|beta\w+|duur|geld|te ?voren|tevoren|voren|vooraf|vroeg"
    r"|uiterlijk|deadline|termijn|tijd|meld\w*|aanvra\w*|aanmeld\w*|doorgeven|indien\w*|formulier"
    r"|vergunning\w*|ontheffing\w*|toestemming|verplicht\w*|beslis\w*|regel\w*|bepaal\w*|bellen"
    r"|mailen|verantwoordelijk|terecht|helpt|helpen|contact\w*|bereik\w*|afdeling|ambtenaar|dienst)"
)


def aspects(text: str) -> frozenset[Aspect]:
    """What a question wants to know; empty for whether something may at all."""
    said = spoken(text)
    return frozenset(aspect for aspect, pattern in _ASPECTS.items() if pattern.search(said))


def subject(text: str) -> tuple[str, ...]:
    """The words that say what a question is about, each once; none in "wat kost dat?"."""
    words = (word for word in spoken(text).split() if not word.isdigit() and len(word) > 1)
    told = (word for word in words if word not in _SMALL and not _OF_ASPECTS.fullmatch(word))
    return tuple(dict.fromkeys(told))
