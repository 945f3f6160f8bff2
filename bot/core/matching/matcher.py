"""From a resident's words to rules, a doubt, or the place where the question belongs."""

from collections.abc import Mapping, Sequence
from itertools import chain, islice
from typing import Literal

from bot.core.matching import dutch
from bot.core.matching.abroad import AlarmsAbroad
from bot.core.matching.dutch import Word
from bot.core.matching.features import Reader
from bot.core.matching.model import Entry, Outcome, Referral, Scored, Words
from bot.core.matching.nonsense import is_nonsense
from bot.core.matching.ranking import Likeness, Ranked, Ranking
from bot.core.matching.short import ShortMessages
from bot.core.matching.tone import Tone
from bot.core.matching.urgent import Alarm

_NONSENSE = "onzin"
_MOST_RULES = 10
_MOST_LETTERS = 4096

_MATCH_AT = 0.45
_DOUBT_AT = 0.38
_REFER_AT = 0.1
_NONE_AT = -0.35
_AHEAD = 0.1
_FITS_WELL = 0.6
_TONE_COUNTS = 0.3
_SENTENCE, _MOST_SENTENCES = 3, 12
_THEMES_NEAR_BEST = 0.75

Kind = Literal["rule", "referral"]
Document = tuple[Kind, str]
Phrases = Sequence[Sequence[Word]]


class Matcher:
    """All that matching needs of the content, indexed once; immutable, so any thread may use it.

    `entries` are the rules, `referrals` the places for what is not ours (urgent ones in
    order of importance), `words` the word lists.
    """

    def __init__(
        self, entries: Sequence[Entry], referrals: Sequence[Referral], words: Words | None = None
    ) -> None:
        lists = words or Words()
        calm = [referral for referral in referrals if not referral.urgent]
        texts: dict[Document, tuple[str, ...]] = {
            **{("rule", entry.id): entry.phrases for entry in entries},
            **{("referral", referral.id): referral.phrases for referral in calm},
        }
        said = {name: [dutch.words(phrase) for phrase in texts[name]] for name in texts}
        ours, others = _both(said)
        self._entries = {entry.id: entry for entry in entries}
        self._reader = Reader((*ours, *others), lists)
        self._ranking = Ranking(
            {name: [self._reader.indexed(words) for words in said[name]] for name in said},
            ours=[name for name in said if name[0] == "rule"],
        )
        self._tone = Tone(ours, others, lists.stop)
        self._short = ShortMessages(
            {
                tuple(_folded(words)): name
                for (kind, name), phrases in said.items()
                for words in phrases
                if kind == "referral"
            }
        )
        self._knows_nonsense = any(referral.id == _NONSENSE for referral in calm)
        self._alarm = Alarm(
            (referral for referral in referrals if referral.urgent),
            lists.calm,
            [phrase for phrases in texts.values() for phrase in phrases],
            lists.kinds,
        )
        self.alarms_abroad = AlarmsAbroad(lists.abroad)

    def urgent(self, text: str) -> str | None:
        """The urgent referral that `text` calls for, if any. Ask this before anything else."""
        return self._alarm(text) or self.alarms_abroad(text)

    def surely_urgent(self, text: str) -> bool:
        """Whether words that an editor named call for the number, not only their likeness."""
        return self._alarm.is_sure(text) or self.alarms_abroad(text) is not None

    def match(self, text: str) -> Outcome:
        """What `text` is about. Never raises, whatever the text; urgent words come first."""
        said = dutch.words(text[:_MOST_LETTERS])
        asked = self._reader.asked(said)
        ranked = self._ranking.rank(asked)
        rules = self._rules(ranked)
        away = self._away(text[:_MOST_LETTERS], ranked.away + self._tone_of(said))
        refer = (
            self.urgent(text)
            or self._not_a_question(text, said)
            or (_elsewhere(ranked) if asked and away >= _REFER_AT else None)
        )
        outcome = "refer" if refer else _confidence(rules, away)
        return Outcome(outcome, self._themes(rules), rules, refer)

    def _away(self, text: str, whole: float) -> float:
        """How far a message leans away from our rules. In a story much has nothing to do with the
        plan, so the sentence that leans most towards us counts for half."""
        spoken = [dutch.words(one) for one in dutch.sentences(text)[:_MOST_SENTENCES]]
        told = [said for said in spoken if len(said) >= _SENTENCE]
        if len(spoken) < 2 or not told:
            return whole
        asked = ((said, self._reader.asked(said)) for said in told)
        leans = [self._ranking.lean(terms) + self._tone_of(said) for said, terms in asked if terms]
        return (whole + min((whole, *leans))) / 2

    def _tone_of(self, said: Sequence[Word]) -> float:
        return _TONE_COUNTS * self._tone.away(said)

    def _rules(self, ranked: Ranked[Document]) -> tuple[Scored, ...]:
        found = {
            name: Scored(name, round(likeness.score, 3), likeness.why)
            for (kind, name), likeness in ranked.found
            if kind == "rule"
        }
        rest = (Scored(name, 0.0, ()) for name in self._entries if name not in found)
        return tuple(islice(chain(found.values(), rest), _MOST_RULES))

    def _not_a_question(self, text: str, said: Sequence[Word]) -> str | None:
        """Greetings, insults and noise: recognised by the whole message, small words included."""
        if not text.strip():
            return None
        words = _folded(said)
        meaning = self._short.meaning(words)
        if meaning:
            return meaning
        subjects = (word for _, word in self._reader.content_words(said))
        if not any(map(self._reader.knows, subjects)):
            meaning = self._short.likely_meaning(words)
        if not meaning and self._knows_nonsense and is_nonsense(text, self._reader.knows):
            return _NONSENSE
        return meaning

    def _themes(self, rules: Sequence[Scored]) -> tuple[str, ...]:
        near = [r for r in rules if r.score and r.score >= rules[0].score * _THEMES_NEAR_BEST]
        return tuple(dict.fromkeys(t for r in near for t in self._entries[r.id].themes))


def _best(ranked: Ranked[Document], kind: str) -> tuple[Document, Likeness] | None:
    return next((found for found in ranked.found if found[0][0] == kind), None)


def _elsewhere(ranked: Ranked[Document]) -> str | None:
    """The best referral. Likeness of letters alone, without a shared word, sends nobody away; nor
    does a referral that is much less like the message than our best rule."""
    rule, referral = _best(ranked, "rule"), _best(ranked, "referral")
    if referral is None or not referral[1].why:
        return None
    ahead = rule[1].score - referral[1].score if rule else 0.0
    return referral[0][1] if ahead <= _AHEAD else None


def _confidence(rules: Sequence[Scored], away: float) -> Literal["match", "doubt", "none"]:
    best = rules[0].score if rules else 0.0
    if away >= _NONE_AT:  # said as much else is said: only a rule that fits well is asked about
        return "doubt" if best >= _FITS_WELL else "none"
    if best >= _MATCH_AT:
        return "match"
    return "doubt" if best >= _DOUBT_AT else "none"


def _folded(said: Sequence[Word]) -> list[str]:
    return [word for _, word in said]


def _both(said: Mapping[Document, Phrases]) -> tuple[Phrases, Phrases]:
    """The phrases of our rules, and those of what is not ours."""
    ours = [words for (kind, _), phrases in said.items() for words in phrases if kind == "rule"]
    return ours, [w for (kind, _), phrases in said.items() for w in phrases if kind != "rule"]
