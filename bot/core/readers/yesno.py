"""Reading ja and nee, and "I don't know yet"."""

import re

from bot.core.readers.words import fold, in_digits, squeeze, tokens, word_set

_LONGEST_UNKNOWN = 12
_LONGEST = 8


def _once(word: str) -> str:
    """The word with doubled letters as one, since people stretch them ("jaaaa")."""
    return re.sub(r"(.)\1+", r"\1", word)


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


_UNSURE = _any_of(
    *(
        "jane+",
        "janee+",
        "nee ja",
        "ja en nee",
        "ja nee",
        "mwah?",
        "tja",
        "hm+",
        "misschien",
        "mss",
    ),
    *("soms", r"twijfel\w*", "geen idee", "weet (?:ik |het |dat |nog )*niet", "niet zeker"),
    *("ligt eraan", "hangt ervan af", "eventueel", "denk het", "deels", "een beetje", "half"),
)
_YES_PHRASES = _any_of(
    *("geen (?:enkel )?(?:probleem|bezwaar)", "waarom niet", "nou en of", "zeker weten"),
    *("natuurlijk wel", "dat mag", "mag best", "is goed", "is prima", "doe maar", "klopt"),
    *("lijkt me (?:prima|goed|leuk)", "ga ervoor", "maakt (?:me |mij )?niet uit", "niets op tegen"),
)
_NO_PHRASES = _any_of(
    "(?:liever|zeker|absoluut|helemaal|echt|natuurlijk|nog|beter|maar|graag|dat|hoeft?|klopt) niet",
    *("(?:wil(?: ik)?|mag) niet", "nee (?:dank(?:jewel| je| u)?|bedankt)", "bedankt maar nee"),
    *("doe maar niet", "liever geen", "laat maar", "niet (?:nodig|graag|goed)"),
)
_YES = frozenset(
    map(
        _once,
        word_set(
            "ja jaja jawel jazeker jahoor jah jep jup yep yup yes ye joe jo j y ok oke okay oki "
            "okidoki prima zeker tuurlijk natuurlijk uiteraard graag goed akkoord absoluut correct "
            "inderdaad wel vanzelfsprekend jes juist top"
        ),
    )
)
_NO = frozenset(
    map(_once, word_set("nee neen neeh neehoor neuh nah nope nop no n nooit geenszins niet noppes"))
)
_NEGATIONS = frozenset(map(_once, word_set("niet geen nooit niemand")))
_THUMBS = {"👍": "ja", "👌": "ja", "✅": "ja", "👎": "nee", "❌": "nee"}
_UNKNOWN = _any_of(
    "weet (?:ik |het |dat |we |wij |nog |echt )*niet",
    "weten (?:we|wij) (?:dat |het )?(?:nog )?niet",
    "nog (?:niet |on)(?:bekend|duidelijk|besloten|zeker|bepaald|gepland|af)",
    *("geen (?:flauw |enkel )?idee", "niet bekend", "onbekend", "onduidelijk", "nog te bepalen"),
    *("ntb", "nnb", r"n\.n\.b", "tbd", "idk", "dunno", "weet ik veel", "zou het niet weten"),
    "moet (?:ik|dat|het) nog (?:uitzoeken|vragen|bedenken|kijken|overleggen)",
    *("nog (?:aan het )?(?:uitzoeken|overleggen)", "niet over nagedacht", "nog nie(?:ts|ks)"),
    *("kan ik (?:nog )?niet zeggen", "daar zijn we nog niet uit", "nog niks", "overslaan"),
    *("geen (?:datum|plek|locatie|tijd|aantal)", "sla over", "skip", "vraag later"),
)
_ONLY_UNKNOWN = re.compile(r"\?+|\.\.\.+|x+|nog niet|later|nog geen")


def read_yes_no(text: str) -> bool | None:
    """True for yes, False for no, None for anything in between ("mwah", "janee", "ja en nee").

    Of a long answer only its first word tells: "nooit" further on may be about anything.
    """
    folded = fold(squeeze(_with_words_for_thumbs(text)))
    if len(said := tokens(folded)) > _LONGEST:
        return {"ja": True, "jazeker": True, "nee": False}.get(said[0])
    if _UNSURE.search(folded) or "?" in folded:
        return None
    rest, votes = _voted_by_phrases(folded)
    words = [_once(word) for word in tokens(rest)]
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
    return bool(_UNKNOWN.search(folded) or _ONLY_UNKNOWN.fullmatch(folded))
