"""What must hold between the files of the content."""

from bot.content.checks import ids, intake, links, municipality, people, reminders, texts  # noqa: F401
from bot.content.checks.registry import faults_between
from bot.content.checks.rules import expired

__all__ = ["expired", "faults_between"]
