"""From a resident's words to rules, a doubt, or the place where the question belongs."""

from collections.abc import Sequence
from typing import Literal

from rapidfuzz import fuzz, process

from bot.core.matching import dutch
from bot.core.matching.features import Reader, Term
from bot.core.matching.model import Entry, Outcome, Referral, Scored, Words
from bot.core.matching.nonsense import is_nonsense
from bot.core.matching.ranking import Likeness, Ranking
from bot.core.matching.urgent import Alarm

_NONSENSE = "onzin"
_MOST_RULES = 10
_MOST_LETTERS = 4096

_MATCH_AT = 0.45
_DOUBT_AT = 0.33
_REFER_AT = 0.4
_OWN_COUNTS = 0.5
_ALIKE = 85
_ALIKE_WITHOUT_SUBJECT = 80
_SHORT_PHRASE = 40
_THEMES_NEAR_BEST = 0.75

Kind = Literal["rule", "referral"]
Ranked = Sequence[tuple[tuple[Kind, str], Likeness]]


class Matcher:
    """All that matching needs of the content, indexed once; immutable, so any thread may use it.

    `entries` are the rules, `referrals` the places for what is not ours (urgent ones in
    order of importance), `words` the word lists.
    """

    def __init__(
        self, entries: Sequence[Entry], referrals: Sequence[Referral], words: Words | None = None
    ) -> None:
        calm = [referral for referral in referrals if not referral.urgent]
        texts: dict[tuple[Kind, str], tuple[str, ...]] = {
            **{("rule", entry.id): entry.phrases for entry in entries},
            **{("referral", referral.id): referral.phrases for referral in calm},
        }
        self._entries = {entry.id: entry for entry in entries}
        self._reader = Reader(
            (phrase for phrases in texts.values() for phrase in phrases), words or Words()
        )
        self._ranking = Ranking(
            {
                name: [self._reader.indexed(phrase) for phrase in phrases]
                for name, phrases in texts.items()
            }
        )
        self._short = {
            said: referral.id
            for referral in calm
            for said in map(_spoken, referral.phrases)
            if len(said) <= _SHORT_PHRASE
        }
        self._alarm = Alarm(referral for referral in referrals if referral.urgent)

    def urgent(self, text: str) -> str | None:
        """The urgent referral that `text` calls for, if any. Ask this before anything else."""
        return self._alarm(text)

    def match(self, text: str) -> Outcome:
        """What `text` is about. Never raises, whatever the text; urgent words come first."""
        asked = self._reader.asked(text[:_MOST_LETTERS])
        ranked = self._ranking.rank(asked)
        rules = self._rules(ranked)
        refer = self.urgent(text) or self._not_a_question(text) or self._elsewhere(asked, ranked)
        outcome = "refer" if refer else _confidence(rules)
        return Outcome(outcome, self._themes(rules), rules, refer)

    def _rules(self, ranked: Ranked) -> tuple[Scored, ...]:
        found = [
            Scored(name, round(likeness.score, 3), likeness.why)
            for (kind, name), likeness in ranked
            if kind == "rule"
        ]
        seen = {scored.id for scored in found}
        rest = (Scored(name, 0.0, ()) for name in self._entries if name not in seen)
        return (*found, *rest)[:_MOST_RULES]

    def _not_a_question(self, text: str) -> str | None:
        """Greetings, insults and noise: recognised by the whole message, small words included."""
        spoken = _spoken(text)
        if not text.strip():
            return None
        if spoken in self._short:
            return self._short[spoken]
        if _NONSENSE in self._short.values() and is_nonsense(text, self._reader.knows):
            return _NONSENSE
        subjects = [word for _, word in self._reader.content_words(spoken[:_SHORT_PHRASE])]
        if len(spoken) > _SHORT_PHRASE or any(map(self._reader.knows, subjects)):
            return None
        cutoff = _ALIKE if subjects else _ALIKE_WITHOUT_SUBJECT
        found = process.extractOne(
            spoken, list(self._short), scorer=fuzz.ratio, score_cutoff=cutoff
        )
        return self._short[found[0]] if found else None

    def _elsewhere(self, asked: Sequence[Term], ranked: Ranked) -> str | None:
        """The referral that explains clearly more of what was said than any rule does.

        Likeness of letters alone, without a shared word, sends nobody away. Nor do words that the
        best rule has too ("schommel"), without all of a complaint ("schommel kapot").
        """
        own, other = _best(ranked, "rule"), _best(ranked, "referral")
        own_evidence = own[1].evidence if own else 0.0
        if other is None or other[1].evidence - _OWN_COUNTS * own_evidence < _REFER_AT:
            return None
        shared = own is not None and set(own[1].why) & set(other[1].why)
        return None if shared and not self._ranking.holds_phrase(asked, other[0]) else other[0][1]

    def _themes(self, rules: Sequence[Scored]) -> tuple[str, ...]:
        near = [r for r in rules if r.score and r.score >= rules[0].score * _THEMES_NEAR_BEST]
        return tuple(dict.fromkeys(t for r in near for t in self._entries[r.id].themes))


def _best(ranked: Ranked, kind: Kind) -> tuple[tuple[Kind, str], Likeness] | None:
    """The rule or referral that explains the most, by a word at least."""
    found = [(name, likeness) for name, likeness in ranked if name[0] == kind and likeness.why]
    return max(found, key=lambda one: (one[1].evidence, one[0][1]), default=None)


def _confidence(rules: Sequence[Scored]) -> Literal["match", "doubt", "none"]:
    best = rules[0].score if rules else 0.0
    if best >= _MATCH_AT:
        return "match"
    return "doubt" if best >= _DOUBT_AT else "none"


def _spoken(text: str) -> str:
    return " ".join(word for _, word in dutch.words(text))
