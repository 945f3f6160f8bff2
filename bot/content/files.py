"""Which files `knowledge/` holds, and what stands in each."""

from pydantic import Field

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


class DigestsFile(Content):
    digests: tuple[Digest, ...] = Field(alias="overzichten")


class QuickTextsFile(Content):
    quick_texts: tuple[QuickText, ...] = Field(alias="snelteksten")


class RulesFile(Content):
    rules: tuple[Rule, ...] = Field(alias="regels", min_length=1)


class MatchingFile(Content):
    """What is not ours, questions about the conversation, other languages, the word lists of the
    matcher, and the sentences by which it learns how residents say things, and how people in need
    do: any part, in any file."""

    referrals: tuple[Refer, ...] = Field((), alias="verwijzingen")
    standing: tuple[Standing, ...] = Field((), alias="vaste_vragen")
    languages: tuple[Language, ...] = Field((), alias="talen")
    alarm_words: tuple[AlarmWords, ...] = Field((), alias="noodwoorden")
    stop: tuple[str, ...] = Field((), alias="stopwoorden")
    parts: tuple[str, ...] = Field((), alias="delen")
    same: dict[str, str] = Field({}, alias="zelfde")
    sentences: dict[str, str] = Field({}, alias="bewonerszinnen")
    alarming: dict[str, str] = Field({}, alias="noodzinnen")
    calm: str = Field("", alias="rustige_zinnen")
    kinds: dict[str, str] = Field({}, alias="woordsoorten")


def lines(text: str) -> list[str]:
    """The sentences of a text that has one on each line; those with # before them are headings."""
    stripped = (line.strip() for line in text.splitlines())
    return [line for line in stripped if line and not line.startswith("#")]


class TextsFile(Content):
    texts: dict[str, str] = Field(alias="teksten")


class LabelsFile(Content):
    labels: dict[str, str] = Field(alias="knoppen")


class LanguageFile(Content):
    """How we write, and how long content may go unchecked. `for_the_team` names the files in
    `teksten` that residents never read."""

    forbidden: tuple[str, ...] = Field(alias="verboden_woorden")
    for_the_team: tuple[str, ...] = Field((), alias="alleen_voor_het_team")
    words_a_sentence: int = Field(20, alias="woorden_per_zin", ge=5, le=60)
    plainer: dict[str, str] = Field({}, alias="liever")
    verbs: tuple[str, ...] = Field((), alias="werkwoorden")
    labels_without_verb: tuple[str, ...] = Field((), alias="knoppen_zonder_werkwoord")
    unchecked_after: int = Field(12, alias="controleer_na_maanden", ge=1, le=120)


SINGLE: dict[str, type[Content]] = {
    "gemeente.yaml": Municipality,
    "themas.yaml": ThemesFile,
    "contacten.yaml": ContactsFile,
    "team.yaml": TeamFile,
    "onderdelen.yaml": OptionsFile,
    "intake.yaml": IntakeFile,
    "herinneringen.yaml": RemindersFile,
    "overzichten.yaml": DigestsFile,
    "snelteksten.yaml": QuickTextsFile,
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

KINDS = (*SINGLE.values(), *MANY.values())
