"""What the knowledge answers to a loose question: about the conversation, the plan, a rule or who.

A part that answers is enough: nobody who asks for the costs wants to read the whole rule.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal

from markupsafe import Markup
from rapidfuzz import fuzz, process

from bot.core.dossier import Dossier, Picked, Recognised
from bot.core.intake import options_of
from bot.core.knowledge import Contact, Knowledge, Question, Refer, Rule
from bot.core.masking import without_marks
from bot.core.matching import Outcome, Scored, dutch
from bot.core.open_ends import TICK_LIST
from bot.core.plan import Plan
from bot.core.readers.about import Aspect, aspects, subject
from bot.core.readers.intent import spoken
from bot.core.recognise import options_named
from bot.core.telling import term
from bot.core.texts import plain
from bot.core.verdict import Task, judge
from bot.core.writing import enumerate_nl

Kind = Literal["gesprek", "plan", "regel", "contact", "verwijzing", "hangt-af", "onbekend"]

LIKE_A_STANDING_ONE = 88
ALIKE = 80
NEAR_THE_BEST = 0.75
OWN_RULE = 0.5
HALF = 0.5
A_LITTLE = 0.1
SHORT = 4
"""A word of so many letters or fewer resembles others by chance."""
NOWHERE = "algemeen"
"""The referral of what is no business of any desk."""

MUST: frozenset[Aspect] = frozenset({"plicht"})
MOST_PARTS = 3
MOST_SOURCES = 2
NOTHING = Markup()
_FILLERS = frozenset({"eigenlijk", "nou", "precies", "even", "toch", "gewoon", "trouwens", "hoor"})
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\[])")
_HOUR = re.compile(r"\d\d?[.:]\d\d|\buur\b")
_HOURS = re.compile(r"hoe ?laat|wanneer")
_MAY = re.compile(r"\b(?:mag|magge|mogen|mogge|kan|kunnen|toegestaan)\b")
_WHETHER_IT_MAY = re.compile(
    r"(?:(?:en|maar|dus|of|dan) )*(?:(?:mag|kan)(?: ik)? (?:dat|dit|het|er)"
    r"|(?:mogen|kunnen) (?:we|wij) (?:dat|dit|het)|is (?:dat|dit|het) (?:toegestaan|mogelijk)"
    r"|(?:dat|dit|het)? ?mag|wat (?:moet|moeten|mag|mogen) (?:ik|we|wij|er)|wat zijn de regels)"
    r"(?: (?:dat|dit|het|zo|zomaar|dan|wel|ook|hier|daar|nu|allemaal|doen|regelen|door|gaan))*"
)
_WHO = re.compile(r"(?:(?:en|maar|dus) )?wie\b")
"""Who pays or comes stands in no rule; who is about something was asked for before."""
_PERMISSION = re.compile(r"\b(?:mag|mogen|kan|hoeft|nodig|toestemming|niet)\b")


@dataclass(frozen=True)
class Told:
    """An answer. `text` is empty when nobody knows; `rules` are where it comes from; `sure` is
    whether it may be said unasked, while a person will answer too."""

    kind: Kind
    text: Markup = NOTHING
    rules: tuple[Rule, ...] = ()
    sure: bool = True

    @property
    def known(self) -> bool:
        return self.kind not in ("onbekend", "hangt-af")


@dataclass(frozen=True)
class _Part:
    """A piece of what a rule says."""

    text: Markup
    rule: Rule


class Explainer:
    """Answers questions about a plan (None before there is one) on a local day. `asked` is the
    question of the intake that is open at that moment."""

    def __init__(
        self,
        knowledge: Knowledge,
        plan: Plan | None,
        today: date,
        asked: Question | None = None,
    ) -> None:
        self._knowledge = knowledge
        self._texts = knowledge.texts
        self._plan = plan
        self._today = today
        self._asked = asked

    def tell(self, text: str) -> Told:
        """The answer to a question in somebody's own words."""
        question = without_marks(text)
        return self._about_the_talk(question) or self._about_the_matter(question)

    # --- the conversation itself

    def _about_the_talk(self, question: str) -> Told | None:
        said = _without_fillers(question)
        phrases = {
            _without_fillers(phrase): standing.id
            for standing in self._knowledge.standing.values()
            for phrase in standing.sentences
        }
        found = process.extractOne(
            said, list(phrases), scorer=fuzz.ratio, score_cutoff=LIKE_A_STANDING_ONE
        )
        if found is None or not all(_stands_in(word, found[0]) for word in subject(said)):
            return None
        answer = self._knowledge.standing[phrases[found[0]]].answer
        municipality = self._knowledge.municipality
        return Told(
            "gesprek",
            self._texts.render(
                answer,
                gemeente=municipality.name,
                telefoon=municipality.phone,
                site=municipality.site,
                dagen=municipality.promise_days,
                reden=self._texts.render(self._asked.reason) if self._asked else "",
            ),
        )

    # --- the plan, the rules, and who

    def _about_the_matter(self, question: str) -> Told:
        about, words = aspects(question), subject(question)
        if not words:
            return self._of_the_plan(about, question)
        found = self._knowledge.matcher.about(question)
        if "wie" in about:
            return self._who(words, found) or Told("onbekend")
        own = self._part_of_the_plan(words, about, question)
        if own is not None:
            return own
        if found.outcome == "refer" and found.refer is not None:
            return self._elsewhere(self._knowledge.referrals[found.refer])
        return self._of_a_rule(question, about, words, found)

    def _elsewhere(self, refer: Refer) -> Told:
        """Not ours. Who has a plan hears from a person what belongs nowhere else."""
        if refer.id == NOWHERE and self._plan is not None:
            return Told("onbekend")
        return Told("verwijzing", self._texts.render(refer.answer))

    def _of_the_plan(self, about: frozenset[Aspect], question: str) -> Told:
        """A question without a subject ("wat kost dat?") is about the plan. All that its rule says
        is no answer, unless that is what was asked ("mag dat?")."""
        if self._plan is None:
            return Told("hangt-af", self._texts("bewoner.vraag-hangt-af"))
        if not self._plan.rules:
            return Told("onbekend")
        if "wie" in about and "kosten" not in about:
            return self._name(self._knowledge.contacts[self._plan.rules[0].contact], "")
        plan = self._plan
        parts = [part for rule in plan.rules for part in self._parts_for(rule, about, (), plan)]
        if not parts and (about == MUST or _WHETHER_IT_MAY.fullmatch(_without_fillers(question))):
            parts = [self._summary(plan.rules[0])]
        return self._told("plan", parts[:MOST_PARTS]) if parts else Told("onbekend")

    def _part_of_the_plan(
        self, words: Sequence[str], about: frozenset[Aspect], question: str
    ) -> Told | None:
        """What the rules of the plan themselves say about these words: those that come with what
        the question names, else those that speak of it."""
        if self._plan is None:
            return None
        plan = self._with_what_is_asked(self._plan, question)
        brought = [rule for rule in plan.rules if rule.id not in self._plan.rule_ids]
        if brought:
            parts = [
                part
                for rule in brought
                for part in self._parts_for(rule, about or MUST, (), plan) or [self._summary(rule)]
            ]
            return self._told("plan", parts[:MOST_PARTS])
        best = _best([p for rule in plan.rules for p in self._pieces(rule, plan)], words, question)
        if best is None:
            return None
        return self._told("plan", self._parts_for(best.rule, about, words, plan) or [best])

    def _of_a_rule(
        self, question: str, about: frozenset[Aspect], words: Sequence[str], found: Outcome
    ) -> Told:
        """Of the rules that fit about as well, the one that says it in so many words."""
        if found.outcome not in ("match", "doubt") or _WHO.match(spoken(question)):
            return Told("onbekend")
        near = [r for r in found.rules if r.score >= found.rules[0].score * NEAR_THE_BEST and r.why]
        told = [r for r in near if _share(words, self._named_by(r)) > HALF]
        likely = sorted(told, key=lambda r: -self._likeness(r, question))[:MOST_PARTS]
        plans = [self._with_what_is_asked(self._as_if(scored), question) for scored in likely]
        firsts = [(plan.rules[0], plan) for plan in plans if plan.rules]
        sure = found.outcome == "match"
        for rule, plan in firsts:
            if wanted := self._parts_for(rule, about, words, plan):
                return self._told("regel", wanted, sure=sure)
        pieces = [piece for rule, plan in firsts for piece in self._pieces(rule, plan)]
        best = _best(pieces, words, question)
        if best is not None:
            return self._told("regel", [best], sure=sure)
        if "tijd" in about:
            best = next((piece for piece in pieces if _HOUR.search(plain(piece.text))), None)
            return self._told("regel", [best], sure=False) if best else Told("onbekend")
        if about or not likely:
            return Told("onbekend")
        return self._told("regel", [self._summary(self._knowledge.rules[likely[0].id])], sure=False)

    def _named_by(self, scored: Scored) -> frozenset[str]:
        """The stems of the resident's words that surely mean this rule. What only resembles one of
        its words does so by chance when it is short: a bom is no boom."""
        rule = self._knowledge.rules[scored.id]
        said = {w for phrase in _phrases(rule) for _, w in dutch.words(phrase)}
        asked = (dutch.fold(word) for word in scored.why)
        return frozenset(dutch.stem(word) for word in asked if _is_one_of(word, said))

    def _summary(self, rule: Rule) -> _Part:
        return _Part(self._texts.render(rule.summary), rule)

    def _likeness(self, scored: Scored, question: str) -> float:
        """A rule that has this very question among its sentences knows the answer."""
        said = spoken(question)
        rule = self._knowledge.rules[scored.id]
        like = (fuzz.token_sort_ratio(said, spoken(s)) for s in (*rule.sentences, *rule.keywords))
        return scored.score + max(like, default=0.0) / 100

    def _who(self, words: Sequence[str], found: Outcome) -> Told | None:
        """Who is about this: by their own words, else by the rule that it is about."""
        said = " ".join(words)
        outcome = self._knowledge.contact_matcher.about(said)
        best = next((s for s in outcome.rules if s.why), None)
        if best is not None and outcome.outcome in ("match", "doubt"):
            return self._name(self._knowledge.contacts[best.id], enumerate_nl(best.why))
        if found.outcome in ("match", "doubt") and found.rules[0].why:
            rule = self._knowledge.rules[found.rules[0].id]
            return self._name(
                self._knowledge.contacts[rule.contact], enumerate_nl(found.rules[0].why)
            )
        return None

    def _name(self, contact: Contact, about: str) -> Told:
        local = self._of_the_wijk()
        municipality = self._knowledge.municipality
        wijk = self._knowledge.wijken.get(self._plan.wijk or "") if self._plan else None
        return Told(
            "contact",
            self._texts(
                "bewoner.vraag-contact",
                over=about,
                naam=contact.name,
                telefoon=contact.phone or municipality.phone,
                wijk=wijk.name if wijk and local else "",
                wijknaam=local.name if local else "",
                wijktelefoon=(local.phone or municipality.phone) if local else "",
            ),
        )

    def _of_the_wijk(self) -> Contact | None:
        """Who knows the wijk of the plan."""
        wijk = self._plan.wijk if self._plan else None
        contacts = self._knowledge.contacts.values()
        return next((c for c in contacts if wijk and wijk in c.wijken), None)

    # --- the parts of a rule

    def _parts_for(
        self,
        rule: Rule,
        about: frozenset[Aspect],
        words: Sequence[str],
        plan: Plan,
    ) -> list[_Part]:
        """What a rule says about just this: costs, term, duty, channel."""
        tasks = [t for t in judge(plan).tasks if t.rule.id == rule.id]
        if "kosten" in about:
            return [self._costs(rule, words)] if rule.costs else []
        if "termijn" in about:
            return [_Part(_task_text(t, plan), rule) for t in tasks if t.todo.lead]
        if "kanaal" in about:
            return [self._channel(rule)] if rule.channel.form or rule.channel.phone else []
        if "plicht" in about and not words:
            return [_Part(_task_text(t, plan), rule) for t in tasks if t.is_formal]
        return []

    def _costs(self, rule: Rule, words: Sequence[str]) -> _Part:
        """What the municipality charges; who asks for the price of a thing hears that it is not
        in there."""
        costs = self._texts.render(rule.costs or "")
        return _Part(self._texts("bewoner.vraag-kosten", kosten=costs) if words else costs, rule)

    def _channel(self, rule: Rule) -> _Part:
        channel = rule.channel
        text = self._texts(
            "bewoner.vraag-kanaal",
            formulier=channel.form or "",
            telefoon=channel.phone or "",
            loket=channel.desk or "",
        )
        return _Part(text, rule)

    def _pieces(self, rule: Rule, plan: Plan) -> Iterator[_Part]:
        """All that a rule says of this plan, in pieces that can stand alone."""
        verdict = judge(plan)
        for item in rule.good_news:
            if item.text in verdict.good_news:
                yield _Part(self._texts.render(item.text), rule)
        for sentence in _SENTENCE.split(" ".join(rule.summary.split())):
            yield _Part(self._texts.render(sentence), rule)
        for task in verdict.tasks:
            if task.rule.id == rule.id:
                yield _Part(_task_text(task, plan), rule)

    def _with_what_is_asked(self, plan: Plan, question: str) -> Plan:
        """The plan as it would be with what the question names on the tick list."""
        named = options_named(question, options_of(plan))
        if not named:
            return plan
        ticked = tuple(sorted({*(plan.options or ()), *named}))
        answers = {**plan.dossier.answers, TICK_LIST: Picked(options=ticked)}
        changed = plan.dossier.model_copy(update={"answers": answers})
        return Plan(changed, self._knowledge, self._today)

    def _as_if(self, scored: Scored) -> Plan:
        """A plan that is about this rule, with what is known of the resident's own plan."""
        recognised = (Recognised(rule=scored.id, score=scored.score, why=scored.why),)
        themes = self._knowledge.rules[scored.id].themes
        known = {"recognised": recognised, "themes": themes}
        began = datetime.combine(self._today, time(12), UTC)
        empty = Dossier(id="", resident="", began_at=began, touched_at=began)
        own = self._plan.dossier if self._plan is not None else empty
        return Plan(own.model_copy(update=known), self._knowledge, self._today)

    def _told(
        self, kind: Literal["plan", "regel"], parts: Iterable[_Part], *, sure: bool = True
    ) -> Told:
        """Parts with their sources; of another rule than the plan's own, what it is called."""
        unique = list({plain(part.text): part for part in parts}.values())
        rules = tuple({part.rule.id: part.rule for part in unique}.values())
        text = self._texts(
            "bewoner.vraag-antwoord",
            voor_plan=kind == "plan",
            titel=self._texts.render(rules[0].title),
            delen=[part.text for part in unique],
            bronnen="; ".join(_sources(rules)),
            contact=self._knowledge.contacts[rules[0].contact].name,
            telefoon=self._knowledge.contacts[rules[0].contact].phone or "",
        )
        return Told(kind, text, rules, sure)


def _without_fillers(text: str) -> str:
    return " ".join(word for word in spoken(text).split() if word not in _FILLERS)


def _phrases(rule: Rule) -> tuple[str, ...]:
    return (*rule.keywords, *rule.sentences, rule.title)


def _is_one_of(word: str, words: set[str]) -> bool:
    """Whether a word is one of these in some form, or has a part in common; a longer one may be
    misspelt."""
    lemma = dutch.lemma(word)
    if any(dutch.lemma(known) == lemma or _joined(word, known) for known in words):
        return True
    return len(word) > SHORT and _stands_in(word, " ".join(words))


def _joined(word: str, known: str) -> bool:
    """Whether one is a compound with the other: feest and straatfeest."""
    shorter, longer = sorted((word, known), key=len)
    return len(shorter) >= SHORT and (longer.startswith(shorter) or longer.endswith(shorter))


def _share(words: Sequence[str], stems: Container[str]) -> float:
    """How much of what was asked is among these."""
    return sum(dutch.stem(dutch.fold(word)) in stems for word in words) / len(words)


def _stands_in(word: str, phrase: str) -> bool:
    """Whether a word, perhaps misspelt, is one of a phrase: "wie kust dit" is not in it."""
    return (
        process.extractOne(word, phrase.split(), scorer=fuzz.ratio, score_cutoff=ALIKE) is not None
    )


def _sources(rules: Iterable[Rule]) -> list[str]:
    """The first source of each rule that has a link, else its first."""
    first = [
        next((s for s in rule.sources if s.link), rule.sources[0]) for rule in rules if rule.sources
    ]
    told = [" ".join(filter(None, (s.name, s.link))) for s in first]
    return list(dict.fromkeys(told))[:MOST_SOURCES]


def _task_text(task: Task, plan: Plan) -> Markup:
    return plan.texts(
        "bewoner.vraag-taak",
        doe=plan.texts.render(task.todo.do).rstrip("."),
        termijn=term(task, plan),
        omdat=plan.texts.render(task.todo.because),
    )


def _best(parts: Sequence[_Part], words: Sequence[str], question: str) -> _Part | None:
    """The part that says most about these words; None when none says half of them."""
    wanted = {dutch.stem(word) for word in words}
    scored = [(_said_of(wanted, part, question), part) for part in parts]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= HALF else None


def _said_of(wanted: set[str], part: _Part, question: str) -> float:
    """How much of what is wanted a part says, with a little more for an hour or a permission where
    that was asked."""
    text = plain(part.text)
    stems = {dutch.stem(folded) for _, folded in dutch.words(text)}
    share = len(wanted & stems) / len(wanted)
    if len(wanted) > 1 and share == HALF:
        share -= A_LITTLE
    for asked, told in ((_HOURS, _HOUR), (_MAY, _PERMISSION)):
        if share and asked.search(question.lower()) and told.search(text):
            share += A_LITTLE
    return share
