"""What must hold between the files of the content."""

from bot.content.checks import (  # noqa: F401
    address,
    digests,
    examples,
    ids,
    intake,
    language,
    languages,
    links,
    municipality,
    people,
    reach,
    reminders,
    rules,
    sentences,
    texts,
)
from bot.content.checks.examples import lost_sentences
from bot.content.checks.registry import advice_on, faults_between
from bot.content.checks.upkeep import stale

__all__ = ["advice_on", "faults_between", "lost_sentences", "stale"]
