"""Reading ja and nee, and "I don't know yet"."""

import re

from bot.core.readers.words import fold, in_digits, squeeze, tokens, word_set

_LONGEST_UNKNOWN = 12
_UNSURE = re.compile(
    r"janee|janee+|nee ja\b|ja en nee|ja nee\b|\b(?:mwah|mwa|tja|hm+|misschien|mss|soms|twijfel\w*"
    r"|geen idee|weet (?:ik |het |dat |nog )*niet|niet zeker|nog niet zeker|ligt eraan|hangt ervan af"
    r"|eventueel|denk het|deels|een beetje|half)\b"
)
_YES_PHRASES = re.compile(
    r"\b(?:geen (?:enkel )?(?:probleem|bezwaar)|waarom niet|nou en of|zeker weten|natuurlijk wel"
    r"|dat mag|mag best|is goed|is prima|doe maar|lijkt me (?:prima|goed|leuk)|klopt|ga ervoor"
    r"|maakt (?:me |mij )?niet uit|niets op tegen)\b"
)
_NO_PHRASES = re.compile(
    r"\b(?:(?:liever|zeker|absoluut|helemaal|echt|natuurlijk|nog|beter|maar|graag|dat|hoeft?|klopt|"
    r"wil(?: ik)?|mag) niet|nee (?:dank(?:jewel| je| u)?|bedankt)|bedankt maar nee|klopt niet"
    r"|liever geen|niet nodig|nee hoor|laat maar|doe maar niet|niet (?:nodig|graag|goed))\b"
)
_YES = word_set(
    "ja jaa jaja jawel jazeker jahoor jah jep jup yep yup yes yess ye joe jo j y ok oke okay okee "
    "oki okidoki prima zeker tuurlijk natuurlijk uiteraard graag goed akkoord absoluut correct "
    "inderdaad wel vanzelfsprekend jes jaaa juist top klopt"
)
_NO = word_set("nee neen neeh neehoor neuh nah nope nop no n nooit geenszins niet noppes nee nein")
_NEGATIONS = word_set("niet geen nooit niemand")
_THUMBS = {"👍": "ja", "👌": "ja", "✅": "ja", "👎": "nee", "❌": "nee"}
_UNKNOWN = re.compile(
    r"^(?:\?+|\.\.\.+|x+)$|\b(?:weet (?:ik |het |dat |we |wij |nog |ik het |echt )*niet|weten (?:we|wij) "
    r"(?:dat |het )?(?:nog )?niet|geen (?:flauw |enkel )?idee|g[ei]en id|nog (?:niet|on)\s?(?:bekend|"
    r"duidelijk|besloten|zeker|over nagedacht|bepaald|gepland|af)|(?:niet|on)\s?bekend|onduidelijk"
    r"|nog te bepalen|ntb|nnb|n\.n\.b|t\.?b\.?d|weet ik veel|zou het niet weten|moet ik nog "
    r"(?:uitzoeken|vragen|bedenken|kijken|overleggen)|nog (?:aan het )?(?:uitzoeken|overleggen|overlegd)"
    r"|niet over nagedacht|idk|dunno|wnt|wnn|kan ik (?:nog )?niet zeggen|daar zijn we nog niet uit"
    r"|geen (?:datum|plek|locatie|tijd|aantal)|nog niks|nog niets|overslaan|sla over|skip|vraag later)\b"
    r"|^(?:nog niet|later|nog geen)$"
)


def read_yes_no(text: str) -> bool | None:
    """True for yes, False for no, None for anything in between ("mwah", "janee", "ja en nee")."""
    folded = fold(squeeze(_with_words_for_thumbs(text)))
    if _UNSURE.search(folded) or "?" in folded:
        return None
    rest, votes = _voted_by_phrases(folded)
    words = [re.sub(r"(.)\1{2,}", r"\1", word) for word in tokens(rest)]
    votes |= {True for word in words if word in _YES} | {False for word in words if word in _NO}
    if True in votes and _NEGATIONS & set(words):
        return None
    return votes.pop() if len(votes) == 1 else None


def _with_words_for_thumbs(text: str) -> str:
    for thumb, word in _THUMBS.items():
        text = text.replace(thumb, f" {word} ")
    return text


def _voted_by_phrases(folded: str) -> tuple[str, set[bool]]:
    """The text without its set phrases, and what those say."""
    votes = set()
    for phrases, vote in ((_NO_PHRASES, False), (_YES_PHRASES, True)):
        if phrases.search(folded):
            votes.add(vote)
            folded = phrases.sub(" ", folded)
    return folded, votes


def reads_as_unknown(text: str) -> bool:
    """Whether an answer says that it is not known yet, and no more than that: "weet ik nog niet,
    rond de 60" does name a number."""
    folded = fold(squeeze(text))
    if len(tokens(folded)) > _LONGEST_UNKNOWN or re.search(r"\d", in_digits(folded)):
        return False
    return bool(_UNKNOWN.search(folded))
