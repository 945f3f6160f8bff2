"""From a resident's words to rules, a doubt, or the place where the question belongs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from math import log
from typing import Literal, NamedTuple

from bot.core.matching import dutch
from bot.core.matching.abroad import AlarmsAbroad
from bot.core.matching.dutch import Word
from bot.core.matching.features import Reader, Term
from bot.core.matching.model import Entry, Outcome, Referral, Scored, Words
from bot.core.matching.nonsense import is_nonsense
from bot.core.matching.patterns import Patterns
from bot.core.matching.ranking import Likeness, Ranking
from bot.core.matching.short import ShortMessages
from bot.core.matching.wording import Wording

_NONSENSE = "onzin"
_MOST_RULES = 10
_MOST_LETTERS = 4096

_MATCH_AT = 0.5
_DOUBT_AT = 0.4
_REFER_AT = 0.067
_NONE_AT = -0.11
_FITS_WELL = 0.6
_THEMES_NEAR_BEST = 0.75
_PATTERN_DOUBTED_BELOW, _PATTERN_IGNORED_BELOW = -2.0, -6.0
_HEARD_AT, _SURE_AT, _SURE_ELSEWHERE_AT = -1.0, 6.0, 0.0
_SOUNDS_AT = -0.5
_FAINT_BELOW = 3.0
_WITHIN_AT = 2.5
_CALM_TOGETHER = 100
_FEW_WORDS = 3
_LONG, _WINDOW, _STRIDE = 25, 14, 7
_LITTLE_EVIDENCE = 0.3

Kind = Literal["rule", "referral", "urgent", "calm"]
Document = tuple[Kind, str]
_ABOUT = ("rule", "referral")
Ranked = Sequence[tuple[Document, Likeness[Document]]]


class Alarm(NamedTuple):
    """An emergency that was heard, and the urgent referral for it.

    When it is not `sure`, its number goes first, and what was said is answered all the same. It is
    `named` when words of an editor's pattern were heard, and not only how people in need sound;
    `faint` when somebody who has a plan under way would hardly mean it so.
    """

    referral: str
    sure: bool
    named: bool = False
    faint: bool = False


class _Heard(NamedTuple):
    """A message as it was read: its words, and what it may be about."""

    text: str
    said: Sequence[str]
    terms: Sequence[Term]
    ranked: Ranked


class Matcher:
    """All that matching needs of the content, indexed once; immutable, so any thread may use it.

    `entries` are the rules, `referrals` the places for what is not ours (urgent ones in
    order of importance), `words` the word lists.
    """

    def __init__(
        self, entries: Sequence[Entry], referrals: Sequence[Referral], words: Words | None = None
    ) -> None:
        lists = words or Words()
        texts = dict(_documents(entries, referrals, lists.calm))
        said = {name: [dutch.folded_words(phrase) for phrase in texts[name]] for name in texts}
        about = {name: phrases for name, phrases in said.items() if name[0] in _ABOUT}
        self._entries = {entry.id: entry for entry in entries}
        self._reader = Reader(chain.from_iterable(about.values()), lists)
        terms = {name: [self._reader.indexed(words) for words in about[name]] for name in about}
        self._ranking = Ranking(terms)
        self._wording = Wording(said, terms, lists)
        self._urgent = [name for name in said if name[0] == "urgent" and said[name]]
        self._never_urgent = [name for name in said if name[0] in ("calm", "referral")]
        self._short = ShortMessages(
            {
                tuple(words): name
                for (kind, name), phrases in said.items()
                for words in phrases
                if kind == "referral"
            }
        )
        self._literal = {tuple(w): name for name in said for w in said[name] if w}
        self._knows_nonsense = ("referral", _NONSENSE) in texts
        self._patterns = Patterns(referral for referral in referrals if referral.urgent)
        self.alarms_abroad = AlarmsAbroad(lists.abroad)

    def alarm(self, text: str) -> Alarm | None:
        """The emergency that `text` tells of, if any. Ask this before anything else."""
        return self._alarm(self._heard(text))

    def match(self, text: str) -> Outcome:
        """What `text` is about. Never raises, whatever the text; urgent words come first."""
        heard = self._heard(text)
        about, alarm = self._about(heard), self._alarm(heard)
        if alarm is None:
            return about
        if alarm.sure:
            return replace(about, outcome="refer", refer=alarm.referral, alarm=alarm.referral)
        return replace(about, refer=about.refer or alarm.referral, alarm=alarm.referral)

    def about(self, text: str) -> Outcome:
        """What `text` is about, apart from the emergency that may be in it (see `alarm`)."""
        return self._about(self._heard(text))

    def _about(self, heard: _Heard) -> Outcome:
        rules, away = self._rules(heard.ranked), _away(heard.ranked)
        refer = self._not_a_question(heard.text, heard.said)
        if refer is None and away >= _REFER_AT:
            refer = _best(heard.ranked, "referral")
        outcome = "refer" if refer else _confidence(rules, away)
        return Outcome(outcome, self._themes(rules), rules, refer)

    def _heard(self, text: str) -> _Heard:
        text = text[:_MOST_LETTERS]
        words = dutch.words(text)
        said, terms = _folded(words), self._reader.asked(words)
        ranked = self._ranking.rank(terms, partial(self._wording.typical, said, terms))
        return _Heard(text, said, terms, ranked)

    def _alarm(self, heard: _Heard) -> Alarm | None:
        abroad = self.alarms_abroad(heard.text)
        if abroad:
            return Alarm(abroad, sure=True, named=True)
        literally = self._literal.get(tuple(heard.said))
        if literally and literally[0] == "calm":
            return None
        name = self._patterns(heard.said)
        sounds, urgent = self._urgency(heard)
        parts = self._parts(heard) if name else filter(self._may_be_urgent, self._parts(heard))
        within, loudest = max(map(self._urgency, parts), key=_loudness, default=(None, urgent))
        named = self._named(name, max(urgent, loudest)) if name else None
        if named:
            return named
        if literally:
            kind, name = literally
            return Alarm(name, sure=True) if kind == "urgent" else None
        if sounds and urgent > _HEARD_AT and _says_enough(heard):
            enough = _SURE_AT if _away(heard.ranked) < _REFER_AT else _SURE_ELSEWHERE_AT
            return Alarm(sounds, sure=urgent > enough, faint=urgent < _FAINT_BELOW)
        return Alarm(within, sure=False) if within and loudest > _WITHIN_AT else None

    def _parts(self, heard: _Heard) -> Iterator[_Heard]:
        """The parts of a long message: an emergency may stand in one of them."""
        said = heard.said
        for start in range(0, len(said) - _WINDOW + _STRIDE, _STRIDE) if len(said) > _LONG else ():
            words = said[start : start + _WINDOW]
            yield heard._replace(said=words, terms=self._reader.indexed(words))

    def _named(self, name: str, urgent: float) -> Alarm | None:
        """The emergency that an editor's pattern names, unless the words clearly are a plan."""
        if ("urgent", name) not in self._urgent or urgent > _PATTERN_DOUBTED_BELOW:
            return Alarm(name, sure=True, named=True)
        is_doubtful = urgent > _PATTERN_IGNORED_BELOW
        return Alarm(name, sure=False, named=True) if is_doubtful else None

    def _may_be_urgent(self, heard: _Heard) -> bool:
        """A quick look: whether this sounds like people in need, whatever else it sounds like."""
        typical = self._wording.typical(heard.said, heard.terms, self._urgent)
        return any(much > _SOUNDS_AT for much in typical.values())

    def _urgency(self, heard: _Heard) -> tuple[str | None, float]:
        """The emergency that this sounds most like, and how urgent: how typical it is of people in
        need, and how much more than of anything else that may be meant."""
        if not heard.terms or not self._urgent:
            return None, 0.0
        others = {*self._never_urgent, *(name for name, _ in heard.ranked)}
        typical = self._wording.typical(heard.said, heard.terms, {*self._urgent, *others})
        most = max(self._urgent, key=lambda name: typical[name])
        ahead = typical[most] - max((typical[name] for name in others), default=0.0)
        sounds = most[1] if typical[most] and typical[most] > _SOUNDS_AT else None
        return sounds, typical[most] + ahead

    def _rules(self, ranked: Ranked) -> tuple[Scored, ...]:
        found = {
            name: Scored(name, round(likeness.score, 3), likeness.why)
            for (kind, name), likeness in ranked
            if kind == "rule"
        }
        rest = (Scored(name, 0.0, ()) for name in self._entries if name not in found)
        return tuple(islice(chain(found.values(), rest), _MOST_RULES))

    def _not_a_question(self, text: str, words: Sequence[str]) -> str | None:
        """Greetings, insults and noise: recognised by the whole message, small words included."""
        if not text.strip():
            return None
        meaning = self._short.meaning(words)
        if meaning:
            return meaning
        if not any(self._reader.knows(term.folded) for term in self._reader.indexed(words)):
            meaning = self._short.likely_meaning(words)
        if not meaning and self._knows_nonsense and is_nonsense(text, self._reader.knows):
            return _NONSENSE
        return meaning

    def _themes(self, rules: Sequence[Scored]) -> tuple[str, ...]:
        near = [r for r in rules if r.score and r.score >= rules[0].score * _THEMES_NEAR_BEST]
        return tuple(dict.fromkeys(t for r in near for t in self._entries[r.id].themes))


def _documents(
    entries: Iterable[Entry], referrals: Iterable[Referral], calm: Sequence[str]
) -> Iterator[tuple[Document, Sequence[str]]]:
    """All that a message may be like: also what people in need say, and what only sounds so. The
    latter is about everything, so it counts by the piece: each is about something."""
    yield from ((("rule", entry.id), entry.phrases) for entry in entries)
    for one in referrals:
        yield (
            (("urgent", one.id), one.examples)
            if one.urgent
            else (("referral", one.id), one.phrases)
        )
    for at in range(0, len(calm), _CALM_TOGETHER):
        yield ("calm", str(at)), calm[at : at + _CALM_TOGETHER]


def _away(ranked: Ranked) -> float:
    """How far the words lean away from our rules: a logarithm, and near 0 when they tell little."""
    ours, other = (
        next((one.worth for (found, _), one in ranked if found == kind), 0.0)
        for kind in ("rule", "referral")
    )
    return log((other + _LITTLE_EVIDENCE) / (ours + _LITTLE_EVIDENCE))


def _says_enough(heard: _Heard) -> bool:
    """Whether how something is said can tell anything: "dit is hem" is said of anything."""
    return len(heard.said) > _FEW_WORDS or len(heard.terms) > 1


def _loudness(sounds: tuple[str | None, float]) -> float:
    return sounds[1]


def _best(ranked: Ranked, kind: Kind) -> str | None:
    return next((name for (found, name), _ in ranked if found == kind), None)


def _confidence(rules: Sequence[Scored], away: float) -> Literal["match", "doubt", "none"]:
    best = rules[0].score if rules and rules[0].why else 0.0  # letters alone tell no rule
    if away >= _NONE_AT:  # said as much else is said: only a rule that fits well is asked about
        return "doubt" if best >= _FITS_WELL else "none"
    if best >= _MATCH_AT:
        return "match"
    return "doubt" if best >= _DOUBT_AT else "none"


def _folded(said: Sequence[Word]) -> list[str]:
    return [word for _, word in said]
