"""From a folder of content to Knowledge, or to the faults that forbid it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.content.checks import advice_on, faults_between, lost_sentences, stale
from bot.content.collecting import nothing_collected
from bot.content.draft import Draft, Found
from bot.content.fault import ContentFaults, Fault
from bot.content.files import MatchingFile, lines
from bot.content.folder import fingerprint, read_folder
from bot.content.overriding import told
from bot.core.knowledge import Contact, Knowledge, Municipality, Refer, Rule
from bot.core.matching import Entry, Matcher, Referral, Words
from bot.core.readers.language import Tongues
from bot.core.texts import Texts
from bot.core.working_time import WorkingCalendar


def load(folder: Path, own: Path | None = None) -> Knowledge:
    """The content of `folder`, with a municipality's `own` over it, checked and frozen. Raises
    ContentFaults with all that is wrong.

    A rule that has expired is no reason to refuse: that would stop a running bot at midnight. Nor
    is how things are said (see `check`).
    """
    with nothing_collected():
        mark = fingerprint(folder, own)
        draft, faults = read_folder(folder, own)
        faults.extend(faults_between(draft))
        if faults:
            raise ContentFaults(faults)
        return _knowledge(draft, mark)


def check(
    folder: Path, today: date | None = None, own: Path | None = None, *, sentences: bool = True
) -> list[Fault]:
    """All faults of the content, with a municipality's `own` over it, by file and line. `today` is
    the local day by which stale rules are judged; without it, the present day there. That
    `sentences` find their rule is looked at last, since it takes seconds."""
    draft, faults = read_folder(folder, own)
    faults.extend(faults_between(draft))
    is_usable = not faults
    told = {(fault.file, fault.line) for fault in faults}
    faults.extend(f for f in advice_on(draft) if (f.file, f.line) not in told)
    if is_usable:
        faults.extend(stale(draft, today or _today(draft)))
    if is_usable and sentences:
        faults.extend(lost_sentences(draft, _matcher(for_matching(draft))))
    return list(ContentFaults(faults).faults)


def overridden(folder: Path, own: Path) -> list[str]:
    """What a municipality's own content changes: a line for each entry, in the order of the base's
    files. Never raises for content."""
    draft, _ = read_folder(folder, own)
    return told(draft.overrides)


def _today(draft: Draft) -> date:
    return datetime.now(ZoneInfo(draft.municipality.value.zone)).date()


def _knowledge(draft: Draft, mark: str) -> Knowledge:
    municipality = draft.municipality.value
    to_match = for_matching(draft)
    return Knowledge(
        municipality=municipality,
        themes=_by_id(draft.themes),
        rules=_by_id(draft.rules),
        contacts=_by_id(draft.contacts),
        team=_by_id(draft.team),
        questions=tuple(_values(draft.questions)),
        limits=draft.limits.value,
        options=_by_id(draft.options),
        reminders=_by_id(draft.reminders),
        referrals=_by_id(draft.referrals),
        wijken=_by_id(draft.wijken),
        standing=_by_id(draft.standing),
        languages=_by_id(draft.languages),
        digests=_by_id(draft.digests),
        quick_texts=_by_id(draft.quick_texts),
        tongues=Tongues([found.value for found in draft.languages]),
        texts=Texts(
            {name: text.value for name, text in draft.texts.items()},
            {name: label.value for name, label in draft.labels.items()},
            municipality.form_of_address,
        ),
        matcher=_matcher(to_match),
        contact_matcher=Matcher(to_match.contacts, [], replace(to_match.words, calm=(), abroad={})),
        calendar=_calendar(municipality),
        hash=mark,
    )


class ForMatching(NamedTuple):
    """All that the matchers are made of."""

    rules: list[Entry]
    contacts: list[Entry]
    referrals: list[Referral]
    words: Words


def for_matching(draft: Draft) -> ForMatching:
    """What residents' words are compared with, out of content that was read."""
    return ForMatching(
        [_rule_entry(rule, _values(draft.matching)) for rule in _values(draft.rules)],
        [_contact_entry(contact) for contact in _values(draft.contacts)],
        [_referral(refer, _values(draft.matching)) for refer in _values(draft.referrals)],
        _words(_values(draft.matching)),
    )


def _matcher(content: ForMatching) -> Matcher:
    return Matcher(content.rules, content.referrals, content.words)


def _calendar(municipality: Municipality) -> WorkingCalendar:
    return WorkingCalendar(
        zone=municipality.zone,
        opens=municipality.office_from,
        closes=municipality.office_to,
        closing_days=frozenset(municipality.closing_days),
        good_friday_off=municipality.good_friday_off,
    )


def _rule_entry(rule: Rule, files: Sequence[MatchingFile]) -> Entry:
    told = _listed((file.sentences for file in files), rule.id)
    return Entry(rule.id, rule.themes, (rule.title, *rule.keywords, *rule.sentences, *told))


def _contact_entry(contact: Contact) -> Entry:
    return Entry(contact.id, (), (contact.name, contact.department, contact.about))


def _referral(refer: Refer, files: Sequence[MatchingFile]) -> Referral:
    sentences = (*refer.sentences, *_listed((file.sentences for file in files), refer.id))
    in_need = _listed((file.alarming for file in files), refer.id)
    return Referral(refer.id, sentences, refer.urgent, in_need)


def _listed(lists: Iterable[Mapping[str, str]], ident: str) -> tuple[str, ...]:
    """The sentences that stand under this id, in any file."""
    return tuple(one for told in lists for one in lines(told.get(ident, "")))


def _words(files: Sequence[MatchingFile]) -> Words:
    kinds = dict.fromkeys(kind for file in files for kind in file.kinds)
    return Words(
        stop=frozenset(word for file in files for word in file.stop),
        parts=frozenset(word for file in files for word in file.parts),
        abroad=_abroad(files),
        same={word: usual for file in files for word, usual in file.same.items()},
        calm=tuple(one for file in files for one in _calm(file)),
        kinds={
            kind: tuple(word for file in files for word in file.kinds.get(kind, "").split())
            for kind in kinds
        },
    )


def _calm(file: MatchingFile) -> list[str]:
    """What sounds like an emergency at most: questions about the conversation are none either."""
    return [*lines(file.calm), *(one for asked in file.standing for one in asked.sentences)]


def _abroad(files: Sequence[MatchingFile]) -> dict[str, tuple[Referral, ...]]:
    """How people call for help in each other language; in the order of the file."""
    told: dict[str, tuple[Referral, ...]] = {}
    for words in (words for file in files for words in file.alarm_words):
        referral = Referral(words.referral, words.patterns, urgent=True)
        told[words.language] = (*told.get(words.language, ()), referral)
    return told


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


Value = TypeVar("Value")
Identified = TypeVar("Identified", bound=_WithId)


def _values(found: Iterable[Found[Value]]) -> list[Value]:
    return [item.value for item in found]


def _by_id(found: Iterable[Found[Identified]]) -> dict[str, Identified]:
    return {item.value.id: item.value for item in found}
