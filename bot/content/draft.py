"""Everything that was read, with the place of each piece: what the checks look at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from bot.content.fault import Fault
from bot.content.files import (
    ContactsFile,
    DigestsFile,
    IntakeFile,
    LabelsFile,
    LanguageFile,
    MatchingFile,
    OptionsFile,
    QuickTextsFile,
    RemindersFile,
    RulesFile,
    TeamFile,
    TextsFile,
    ThemesFile,
)
from bot.content.laying import Override
from bot.content.source import Source, Steps
from bot.core.knowledge import (
    AlarmWords,
    Contact,
    Content,
    Digest,
    Language,
    Limits,
    Member,
    Municipality,
    Option,
    Question,
    QuickText,
    Refer,
    Reminder,
    Rule,
    Standing,
    Theme,
    Wijk,
)

Value = TypeVar("Value")
Part = TypeVar("Part")
Kind = TypeVar("Kind", bound=Content)


class Incomplete(Exception):
    """A kind of file is not whole: nothing can be said about what refers to it."""


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A value and where it stands."""

    value: Value
    source: Source
    steps: Steps = ()

    def fault(self, what: str, remedy: str, *, at_key: bool = False) -> Fault:
        return self.source.fault(self.steps, what, remedy, at_key=at_key)

    def fault_within(self, piece: str, what: str, remedy: str) -> Fault:
        """A fault at a `piece` of this text."""
        return self.source.fault_within(self.steps, piece, what, remedy)

    def part(self, value: Part, *steps: str | int) -> "Found[Part]":
        """Something within it, so many steps (keys as in the file) further."""
        return Found(value, self.source, (*self.steps, *steps))

    def parts(self, values: Iterable[Part], *steps: str | int) -> "list[Found[Part]]":
        """The items of a list within it."""
        return [self.part(value, *steps, at) for at, value in enumerate(values)]

    def named(self, values: Mapping[str, Part], *steps: str | int) -> "dict[str, Found[Part]]":
        """The values of a mapping within it, by their key."""
        return {name: self.part(value, *steps, name) for name, value in values.items()}


class Draft:
    """The content of a folder. Asking for a part of which a file was not whole raises
    Incomplete, so that one fault does not seem to be many."""

    def __init__(
        self,
        files: Mapping[type[Content], Sequence[Found[Content]]],
        broken: set[type[Content]],
        overrides: Sequence[Override] = (),
    ) -> None:
        self._files = files
        self._broken = broken
        self.overrides = overrides

    def sources(self) -> Iterator[Source]:
        """The files that are whole."""
        for files in self._files.values():
            yield from (file.source for file in files)

    def _of(self, kind: type[Kind]) -> list[Found[Kind]]:
        if kind in self._broken:
            raise Incomplete
        found = self._files[kind]
        return [file.part(file.value) for file in found if isinstance(file.value, kind)]

    @cached_property
    def municipality(self) -> Found[Municipality]:
        return self._of(Municipality)[0]

    @cached_property
    def wijken(self) -> list[Found[Wijk]]:
        return self.municipality.parts(self.municipality.value.wijken, "wijken")

    @cached_property
    def themes(self) -> list[Found[Theme]]:
        return [t for f in self._of(ThemesFile) for t in f.parts(f.value.themes, "themas")]

    @cached_property
    def contacts(self) -> list[Found[Contact]]:
        return [c for f in self._of(ContactsFile) for c in f.parts(f.value.contacts, "contacten")]

    @cached_property
    def team(self) -> list[Found[Member]]:
        return [m for f in self._of(TeamFile) for m in f.parts(f.value.team, "team")]

    @cached_property
    def options(self) -> list[Found[Option]]:
        return [o for f in self._of(OptionsFile) for o in f.parts(f.value.options, "onderdelen")]

    @cached_property
    def limits(self) -> Found[Limits]:
        intake = self._of(IntakeFile)[0]
        return intake.part(intake.value.limits, "hoogstens")

    @cached_property
    def questions(self) -> list[Found[Question]]:
        return [q for f in self._of(IntakeFile) for q in f.parts(f.value.questions, "vragen")]

    @cached_property
    def reminders(self) -> list[Found[Reminder]]:
        files = self._of(RemindersFile)
        return [r for f in files for r in f.parts(f.value.reminders, "herinneringen")]

    @cached_property
    def digests(self) -> list[Found[Digest]]:
        return [d for f in self._of(DigestsFile) for d in f.parts(f.value.digests, "overzichten")]

    @cached_property
    def quick_texts(self) -> list[Found[QuickText]]:
        return [
            t for f in self._of(QuickTextsFile) for t in f.parts(f.value.quick_texts, "snelteksten")
        ]

    @cached_property
    def rules(self) -> list[Found[Rule]]:
        return [r for f in self._of(RulesFile) for r in f.parts(f.value.rules, "regels")]

    @cached_property
    def matching(self) -> list[Found[MatchingFile]]:
        return self._of(MatchingFile)

    @cached_property
    def referrals(self) -> list[Found[Refer]]:
        return [r for f in self.matching for r in f.parts(f.value.referrals, "verwijzingen")]

    @cached_property
    def standing(self) -> list[Found[Standing]]:
        return [s for f in self.matching for s in f.parts(f.value.standing, "vaste_vragen")]

    @cached_property
    def languages(self) -> list[Found[Language]]:
        return [t for f in self.matching for t in f.parts(f.value.languages, "talen")]

    @cached_property
    def alarm_words(self) -> list[Found[AlarmWords]]:
        return [w for f in self.matching for w in f.parts(f.value.alarm_words, "noodwoorden")]

    @cached_property
    def texts(self) -> dict[str, Found[str]]:
        """By full name: the file's name, a dot, and the key."""
        return {
            f"{file.source.stem}.{key}": text
            for file in self._of(TextsFile)
            for key, text in file.named(file.value.texts, "teksten").items()
        }

    def text_file(self, stem: str) -> Found[TextsFile]:
        """The file of that name in `teksten`; the last one when there is none."""
        files = self._of(TextsFile)
        return next((file for file in files if file.source.stem == stem), files[-1])

    @cached_property
    def label_file(self) -> Found[LabelsFile]:
        return self._of(LabelsFile)[0]

    @cached_property
    def labels(self) -> dict[str, Found[str]]:
        return self.label_file.named(self.label_file.value.labels, "knoppen")

    @cached_property
    def language(self) -> Found[LanguageFile]:
        return self._of(LanguageFile)[0]

    @cached_property
    def for_the_team(self) -> tuple[str, ...]:
        """The names of the text files that residents never read."""
        return self.language.value.for_the_team
