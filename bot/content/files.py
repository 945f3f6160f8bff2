"""Which files `knowledge/` holds, and what stands in each."""

from pydantic import Field

from bot.core.knowledge import (
    Contact,
    Content,
    Limits,
    Member,
    Municipality,
    Option,
    Question,
    Refer,
    Reminder,
    Rule,
    Theme,
)


class ThemesFile(Content):
    themes: tuple[Theme, ...] = Field(alias="themas", min_length=1)


class ContactsFile(Content):
    contacts: tuple[Contact, ...] = Field(alias="contacten", min_length=1)


class TeamFile(Content):
    team: tuple[Member, ...] = Field(min_length=1)


class OptionsFile(Content):
    options: tuple[Option, ...] = Field(alias="onderdelen")


class IntakeFile(Content):
    limits: Limits = Field(alias="hoogstens")
    questions: tuple[Question, ...] = Field(alias="vragen", min_length=1)


class RemindersFile(Content):
    reminders: tuple[Reminder, ...] = Field(alias="herinneringen")


class RulesFile(Content):
    rules: tuple[Rule, ...] = Field(alias="regels", min_length=1)


class MatchingFile(Content):
    """What is not ours, and the word lists of the matcher: any part of it, in any file."""

    referrals: tuple[Refer, ...] = Field((), alias="verwijzingen")
    stop: tuple[str, ...] = Field((), alias="stopwoorden")
    parts: tuple[str, ...] = Field((), alias="delen")
    same: dict[str, str] = Field({}, alias="zelfde")


class TextsFile(Content):
    texts: dict[str, str] = Field(alias="teksten")


class LabelsFile(Content):
    labels: dict[str, str] = Field(alias="knoppen")


class LanguageFile(Content):
    """Words that residents never read, and the files in `teksten` that only the team reads."""

    forbidden: tuple[str, ...] = Field(alias="verboden_woorden")
    for_the_team: tuple[str, ...] = Field((), alias="alleen_voor_het_team")


SINGLE: dict[str, type[Content]] = {
    "gemeente.yaml": Municipality,
    "themas.yaml": ThemesFile,
    "contacten.yaml": ContactsFile,
    "team.yaml": TeamFile,
    "onderdelen.yaml": OptionsFile,
    "intake.yaml": IntakeFile,
    "herinneringen.yaml": RemindersFile,
    "knoppen.yaml": LabelsFile,
    "taal.yaml": LanguageFile,
}
"""The files that must be there, once."""

MANY: dict[str, type[Content]] = {
    "regels": RulesFile,
    "matching": MatchingFile,
    "teksten": TextsFile,
}
"""The folders that hold any number of files of one kind, at least one."""
