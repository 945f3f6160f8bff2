"""The example sentences: enough of them, each in one place, and each finds what it stands with."""

from collections.abc import Iterator

from bot.content.checks.registry import advice
from bot.content.draft import Draft, Found
from bot.content.fault import Fault
from bot.content.files import lines
from bot.core.matching import Matcher, Outcome

_LEAST = 5
_AMONG_THE_FIRST = 3
_MOST_WORDS = 4
_ONCE = "Haal er één weg. De zin hoort waar de bewoner moet uitkomen."


@advice
def rules_have_enough_sentences(draft: Draft) -> Iterator[Fault]:
    for rule in draft.rules:
        count = len(rule.value.sentences)
        if count < _LEAST:
            yield rule.part(rule.value.sentences, "zinnen").fault(
                f"De regel '{rule.value.id}' heeft {count} van de {_LEAST} voorbeeldzinnen.",
                "Voeg zinnen toe zoals bewoners ze typen.",
            )


@advice
def sentences_stand_once(draft: Draft) -> Iterator[Fault]:
    """A sentence that stands with two rules, or with a rule and a referral, finds only one."""
    first: dict[str, Found[str]] = {}
    for _, sentence in [*_of_rules(draft), *_of_referrals(draft)]:
        earlier = first.setdefault(_plain(sentence.value), sentence)
        if earlier is not sentence:
            place = earlier.fault("", "")
            yield sentence.fault(f"Deze zin staat er al ({place.file}, regel {place.line}).", _ONCE)
    taught = dict.fromkeys(first, "regels of verwijzingen")
    for file in draft.matching:
        for name, told in file.named(file.value.sentences, "bewonerszinnen").items():
            for said in lines(told.value):
                where = taught.setdefault(_plain(said), name)
                if where != name:
                    yield told.fault_within(said, f"Deze zin staat al bij {where}.", _ONCE)


def lost_sentences(draft: Draft, matcher: Matcher) -> Iterator[Fault]:
    """The sentences with which a resident would end somewhere else. Reads every sentence as a
    message, so this takes seconds. The words for emergencies are no sentences."""
    stop = {word for file in draft.matching for word in file.value.stop}
    for rule, sentence in _of_rules(draft):
        outcome = matcher.match(sentence.value)
        instead = _instead_of_rule(rule, outcome)
        if instead:
            yield sentence.fault(
                f"Deze zin vindt '{rule}' niet, maar {instead}.",
                f"Zet woorden eruit bij trefwoorden ({_words(sentence.value, stop)}),"
                " of zet de zin waar hij wel hoort.",
            )
    for referral, sentence in _of_referrals(draft):
        outcome = matcher.match(sentence.value)
        if outcome.refer != referral:
            yield sentence.fault(
                f"Deze zin vindt '{referral}' niet, maar {_found(outcome)}.",
                "Schrijf hem duidelijker, of zet hem waar hij wel hoort.",
            )


def _plain(sentence: str) -> str:
    return " ".join(sentence.lower().split())


def _instead_of_rule(rule: str, outcome: Outcome) -> str | None:
    """What a sentence finds instead of its rule; None when it finds the rule."""
    first = [scored.id for scored in outcome.rules[:_AMONG_THE_FIRST] if scored.score]
    if outcome.refer is None and outcome.outcome in ("match", "doubt") and rule in first:
        return None
    return _found(outcome)


def _found(outcome: Outcome) -> str:
    if outcome.refer is not None:
        return f"de verwijzing '{outcome.refer}'"
    if outcome.outcome in ("match", "doubt"):
        return f"de regel '{outcome.rules[0].id}'"
    return "niets"


def _words(sentence: str, stop: set[str]) -> str:
    """The words of a sentence that say what it is about."""
    words = [word.strip("?!.,;:'\"") for word in sentence.lower().split()]
    return ", ".join([word for word in words if word and word not in stop][:_MOST_WORDS])


def _of_rules(draft: Draft) -> Iterator[tuple[str, Found[str]]]:
    for rule in draft.rules:
        for sentence in rule.parts(rule.value.sentences, "zinnen"):
            yield rule.value.id, sentence


def _of_referrals(draft: Draft) -> Iterator[tuple[str, Found[str]]]:
    for referral in draft.referrals:
        if not referral.value.urgent:
            for sentence in referral.parts(referral.value.sentences, "zinnen"):
                yield referral.value.id, sentence
