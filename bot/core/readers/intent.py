"""What a short message wants of the conversation itself, whatever was asked.

Each reader wants the whole message: "stop" is one, "stoplicht kapot" and "ik wil niet stoppen"
are not. Only a few words of courtesy may stand around it.
"""

import re

from bot.core.readers.words import fold, squeeze, tokens, word_set
from bot.core.readers.yesno import reads_as_unknown

_LONGEST = 80
_STRETCHED = re.compile(r"(.)\1{2,}")
_COURTESY = (
    r"aub|a u b|svp|s v p|alsjeblieft|alstublieft|asjeblieft|please|graag|even|nu|nou|maar|dan|dus"
    r"|ok|oke|ja|nee|oh|sorry|toch|hoor|weer|gewoon|liever|pff?|hoi|hallo"
)
_I_WANT = (
    r"ik wil|ik wou|ik zou|ik moet|ik ga|we willen|wij willen|we gaan|kan ik|kunnen we|mag ik"
    r"|mogen we|ik kan|laten we|laat me|laat mij|wil ik|kun je|kunt u|wil je|wilt u|willen"
)


def _only(*cores: str) -> re.Pattern[str]:
    around = rf"(?:{_COURTESY}|{_I_WANT})"
    return re.compile(rf"(?:{around} )*(?:{'|'.join(cores)})(?: {around})*")


_HELLO = (
    r"(?:hoi|hoihoi|hallo|hai|hey|hee|he|hi|hello|heyhey|yo|ola|dag|moi|salaam|selam|merhaba"
    r"|salam(?: aleikum)?|(?:goede|goeie|goeden|goeje)[ -]?(?:morgen|middag|avond|dag)|goeie)"
)
_HERE_AGAIN = (
    r"(?:(?:hier |daar |nou )?(?:ben|zijn) (?:ik|we|wij)(?: er| hier)? (?:weer|terug)"
    r"|(?:ik|we|wij) (?:ben|zijn)(?: er| hier)? (?:weer|terug)|(?:ben|zijn)(?: er| hier)? weer"
    r"|daar (?:ben|zijn) (?:ik|we|wij))"
)
_HOW_ARE_YOU = r"(?:hoe (?:gaat het|is het|ist)(?: met (?:je|u|jou|jullie))?|alles goed|alles oke)"
_TO_WHOM = r"(?:daar|allemaal|iedereen|bot|robot|computer|team|gemeente|nogmaals|weer|ook|hoor)"
_GREETING = re.compile(
    rf"(?:{_HELLO}(?: {_HELLO}| {_TO_WHOM})*(?: {_HERE_AGAIN})?(?: {_HOW_ARE_YOU})?"
    rf"|{_HERE_AGAIN}|{_HOW_ARE_YOU})"
)
_WAVES = re.compile(r"[\s👋🙋🏻🏼🏽🏾🏿\u200d♀♂\ufe0f!.]+")
_STOP = _only(
    r"(?:stop(?:pen)?|ophouden|kappen|kap|afbreken|beeindigen|annuleer|annuleren|cancel(?:len)?)"
    r"(?: (?:er ?mee|hier ?mee|daar ?mee|dit|het|met (?:dit|het) (?:gesprek|plan|idee)))?",
    r"(?:ik|we) (?:stop|stoppen|kap|kappen) (?:er|hier) ?(?:nu )?mee",
    r"er ?mee (?:stoppen|ophouden|kappen)|laat (?:het )?maar(?: zitten)?|houd? (?:maar )?op",
    r"vergeet (?:het|dit|maar)(?: maar)?|(?:ik|we) (?:zie|zien) er ?van af|toch maar niet",
    r"(?:het |dit )?(?:annuleren|stoppen)",
)
_AGAIN = r"(?:opnieuw|overnieuw|van voren af aan|van (?:het )?begin af aan)"
_OTHER_IDEA = r"(?:nieuwe?|ander|tweede) (?:idee|ideetje|plan|plannetje|initiatief)"
_RESTART = _only(
    rf"(?:stop(?: en)? )?(?:alles )?(?:(?:helemaal )?{_AGAIN}(?: (?:beginnen|starten|doen))?)",
    rf"(?:begin|start|beginnen|starten) (?:we |maar |weer |helemaal )*{_AGAIN}",
    rf"(?:(?:ik|we|wij) (?:heb|hebben) )?(?:nog )?(?:een |mijn )?{_OTHER_IDEA}(?: beginnen)?",
    r"(?:(?:ik|we|wij) (?:heb|hebben) )?nog een (?:idee|ideetje|plan)",
    r"(?:terug )?naar (?:het )?begin|reset|restart|herstart|iets anders (?:beginnen|doen)",
)
_BACK = _only(
    r"(?:ga |ff )?(?:een |1 )?(?:stap(?:je)? |vraag )?terug(?: gaan)?|teruggaan|vorige|back",
    r"(?:ga )?(?:terug )?naar (?:de )?vorige(?: vraag| stap| keuze)?(?: terug)?(?: gaan)?",
    r"(?:de )?vorige (?:vraag|stap|keuze)",
)
_PERSON = (
    r"(?:(?:een |met )*(?:echte? |levende? |menselijke? )*"
    r"(?:mens|medewerker|medewerkster|ambtenaar|persoon|iemand|collega|begeleider)"
    r"(?: van (?:de|jullie) ?(?:gemeente|team)?)?(?: van vlees en bloed)?)"
)
_TALK = r"(?:spreken|praten|bellen|overleggen|contact|te spreken|te woord|aan de lijn|opbellen)"
_PERSON_WANTED = _only(
    rf"(?:graag |liever |ik |wil |praat |spreek |met )*{_PERSON} (?:aan )?{_TALK}"
    r"(?: krijgen| hebben)?",
    rf"(?:ik )?(?:praten?|praat|spreken?|spreek|bel|bellen|contact)(?: liever| graag)* {_PERSON}",
    r"(?:een )?(?:echte? |levende? |menselijke? )*(?:mens|medewerker|medewerkster)",
    r"(?:een )?(?:echt|levend|menselijk)e? persoon|(?:geen|niet met een) (?:bot|robot|computer)",
    r"(?:kan|kunnen|wil|willen|zou) (?:er )?(?:iemand|jullie) (?:van de gemeente )?"
    r"(?:mij|me|ons) (?:op|terug)?(?: )?bellen",
    r"(?:bel|bellen) (?:me|mij|ons)(?: op| terug)?|terug ?gebeld worden|gebeld worden|bellen",
    r"is er (?:iemand|een mens|een medewerker)(?: van de gemeente)?"
    r"(?: die ik kan (?:bellen|spreken)| met wie ik kan praten)",
)
_THANKS = re.compile(
    r"(?:(?:ok|oke|top|super|fijn|mooi|goed|prima|nou|ja|hoi|he|heel|hartelijk|harstikke|hartstikke"
    r"|erg|zeer|alvast|veel|geweldig) )*"
    r"(?:bedankt|bedank|dank|dankjewel|dankuwel|dank (?:je|u|jullie|jou)(?: wel)?|dankje|danku|thx"
    r"|tnx|thanks?|thank you|merci|mercie|bedankjes|tof bedankt|dankzij jullie)"
    r"(?: (?:je|u|wel|hoor|alvast|voor|de|het|jullie|jou|hulp|informatie|info|uitleg|moeite"
    r"|tips?|antwoord|meedenken|snelle|goede|alles|top|super|fijne|dag|doei|groetjes|zo|ver|weer))*"
)
_ABOUT_THE_TALK = (_STOP, _RESTART, _BACK, _PERSON_WANTED)
_DIALECT = {
    "da": "dat", "wa": "wat", "ge": "je", "gij": "jij", "gullie": "jullie", "nie": "niet",
    "mogge": "mogen", "moge": "mogen", "magge": "mogen", "mage": "mogen", "kenne": "kunnen",
    "ken": "kan", "kenn": "kan", "kunne": "kunnen", "mot": "moet", "motte": "moeten",
    "moette": "moeten", "moete": "moeten", "hoeve": "hoeven", "hoevul": "hoeveel",
    "hoevee": "hoeveel", "hvl": "hoeveel", "wnr": "wanneer", "wrm": "waarom", "wrom": "waarom",
    "worom": "waarom", "hoelang": "hoe lang", "hoelaat": "hoe laat",
    "hoeduur": "hoe duur", "watvoor": "wat voor", "wor": "waar", "oe": "hoe", "ist": "is het",
    "t": "het", "k": "ik", "m'n": "mijn", "mn": "mijn", "d'r": "er", "dr": "er",
}  # fmt: skip
_LEAD = (
    r"(?:(?:en|maar|ja|nee|oh|o|wacht|nou|ok|oke|hoi|hallo|sorry|eh|uh|vraagje|vraag|even|trouwens"
    r"|ik vroeg me af|ik vraag me af|ik wil weten|ik wil graag weten|weet (?:je|u|jij|iemand)"
    r"|mag ik vragen|kun je zeggen|kunt u zeggen|of|dan|eigenlijk) )*"
)
_SUBJECT = (
    r"(?:ik|we|wij|je|jij|jullie|u|dat|dit|het|er|iemand|ze|zij|die|mijn|onze|de|een|daar|hier)"
)
_THING = r"(?:ik|je|jij|jullie|u|dat|dit|het|er|iemand|een|daar|hier)"
_ASKED_WITH_A_VERB = r"(?:mag|mogen|kan|kun|kunt|kunnen|moet|moeten|hoef|hoeft|hoeven|zou|zouden)"
_OTHER_VERB = (
    r"(?:is|zijn|ben|heb|hebben|heeft|krijg|krijgen|krijgt|kost|kosten|duurt|geldt|gelden|wordt"
    r"|worden|gaat|gaan|bestaat|bestaan|komt|doet|doen|betaalt|betaal|helpt|helpen|lees|leest|ziet)"
)
_WHAT = (
    r"wat (?:is|zijn|als|voor|nu|nou|dan|moet\w*|kan|kun\w*|mag|kost\w*|bedoel\w*|doe\w*|gebeur\w*"
    r"|beteken\w*|heb\w*|heeft|ga|gaat|wil\w*|wordt|houdt|hou|zou\w*|zal|vind\w*|krijg\w*)"
)
_WHO = r"(?:wie|waar|wanneer|waarom|hoe|hoezo|hoeveel|welke?|waarvoor|waarmee|waarheen|waartoe)"
_BEFORE_WHO = r"(?:tot|vanaf|voor|met|bij|aan|van|naar|op|in|over|per|binnen|door|uit|om)"
_ASKS = re.compile(
    rf"{_LEAD}(?:{_WHAT}|wat$|{_ASKED_WITH_A_VERB} {_SUBJECT}"
    rf"|(?:{_BEFORE_WHO} )?{_WHO}(?! {_SUBJECT})|(?:hoezo|waarom) {_SUBJECT}"
    rf"|{_OTHER_VERB} {_THING}(?!.*\bniet\b)(?= )|(?:weet|weten) (?:je|u|jullie) of"
    r"|(?:mag|mogen) (?:muziek|alcohol|drank|honden?)|krijgen we|(?:hebben|moeten|mogen) we een"
    rf"|(?:vergunning|toestemming|ontheffing|melding|verzekering) nodig(?= ?$))\b"
)
_SHORT_QUESTION = re.compile(
    r"(?:.* )?(?:mag|mogen|kan|kosten?|gratis|vergunning|melden|verplicht|nodig|mogelijk"
    r"|toegestaan|betalen|subsidie|prijs)(?: (?:dat|dit|het|er|ook|nodig|dan))?"
)
_PIECES = re.compile(
    r"(?<=[.!?;\n])\s+|(?<=,)\s+|\n+"
    rf"|\s+(?=(?:maar|en|alleen) (?:{_WHO}|wat|{_ASKED_WITH_A_VERB}) )",
    re.IGNORECASE,
)
_WISH = re.compile(
    rf"{_LEAD}(?:(?:mag|mogen|kan|kun|kunnen|zou|zouden|moge) (?:ik|we|wij|mijn|onze|ons)\b"
    r"|hoe (?:kan|kunnen|organiseer|organiseren|begin|beginnen|start|starten|regel|regelen|maak"
    r"|maken|krijg|krijgen|zet|zetten|doe|doen) (?:ik|we|wij)\b"
    r"|hoe (?:organiseer|begin|start|regel|maak|word|wordt)\b"
    r"|wat (?:moet|moeten|heb|hebben|is|zijn) .*\b(?:doen|regelen|nodig|regels)\b"
    r"|(?:mag|mogen|kan|kunnen|kunt|kun|wil|wilt|zou|zouden) (?:er|jullie|u|je|de|het|een|iemand)\b"
    r".*\b(?:komen|plaatsen|geplaatst|zetten|worden|onze|ons|mijn|bouwen|planten|maken|aanleggen)\b"
    r"|is het mogelijk (?:om|dat)\b|wie (?:wil|doet|heeft|gaat|komt)\b.*\b(?:mee\w*|zin)\b)"
)
_HEDGES = word_set("ongeveer denk ik misschien zoiets zo wel ofzo circa rond vermoed dacht we")
_FEWEST_WORDS = 3


def reads_as_greeting(text: str) -> bool:
    """Whether somebody only says hello ("hoi", "hallo daar ben ik weer", "👋")."""
    return _is(_GREETING, text) or ("👋" in text and bool(_WAVES.fullmatch(text)))


def reads_as_stop(text: str) -> bool:
    """Whether somebody wants to leave it at this ("stop", "laat maar"), and not to start anew."""
    return _is(_STOP, text)


def reads_as_restart(text: str) -> bool:
    """Whether somebody wants to start anew, or with another idea ("opnieuw beginnen")."""
    return _is(_RESTART, text)


def reads_as_back(text: str) -> bool:
    """Whether somebody wants to return to the question before this one ("terug", "vorige")."""
    return _is(_BACK, text)


def reads_as_person_wanted(text: str) -> bool:
    """Whether somebody asks for a person instead of this program, or to be called."""
    return _is(_PERSON_WANTED, text)


def reads_as_thanks(text: str) -> bool:
    """Whether somebody only says thanks ("bedankt!", "top, dank je wel")."""
    return _is(_THANKS, text)


def wants_something_else(text: str) -> bool:
    """Whether a text is any of these, and so no answer to a question."""
    return any(_is(intent, text) for intent in (*_ABOUT_THE_TALK, _GREETING, _THANKS))


def looks_like_question(text: str) -> bool:
    """Whether a text asks something instead of answering, also in dialect and without a mark.

    "60?" and "zaterdag 12 juni?" are answers in doubt; "hoe laat weet ik niet" is no question.
    """
    said = spoken(text)
    if not said or reads_as_unknown(text.rstrip(" ?")):
        return False
    if _ASKS.match(said):
        return True
    marked = text.rstrip(' !."').endswith("?")
    plain_words = [w for w in said.split() if not w[0].isdigit() and w not in _HEDGES]
    return marked and (len(plain_words) >= _FEWEST_WORDS or bool(_SHORT_QUESTION.fullmatch(said)))


def told_and_asked(text: str) -> tuple[str, str]:
    """What a message tells, and what it asks: "60 mensen, kan dat?" does both. Either may be
    empty."""
    pieces = [piece.strip() for piece in _PIECES.split(text) if piece.strip()]
    asked = [piece for piece in pieces if looks_like_question(piece)]
    if not asked and looks_like_question(text):
        return "", text
    told = [piece for piece in pieces if piece not in asked]
    return " ".join(told).rstrip(" ,;"), " ".join(asked)


def only_asks(text: str) -> bool:
    """Whether somebody who has no plan yet asks something, and is not telling an idea in the form
    of a question ("mogen we een straatfeest houden?")."""
    told, asked = told_and_asked(text)
    return bool(asked) and not told and not _WISH.match(spoken(text))


def spoken(text: str) -> str:
    """The words alone, folded, without stretching ("stooooop") and in usual Dutch ("mag da")."""
    return " ".join(_DIALECT.get(word, word) for word in _said(text).split())


def _is(intent: re.Pattern[str], text: str) -> bool:
    return len(text) <= _LONGEST and bool(intent.fullmatch(_said(text)))


def _said(text: str) -> str:
    """The words alone, folded, without stretching ("stooooop")."""
    return " ".join(_STRETCHED.sub(r"\1", word) for word in tokens(fold(squeeze(text))))
