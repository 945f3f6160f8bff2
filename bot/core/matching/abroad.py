"""Emergencies in other languages: by patterns, a set for each language, apart from the Dutch ones.

Apart, since a typing error in Dutch must not be a cry for help in Polish.
"""

from collections.abc import Mapping, Sequence

from bot.core.matching import dutch
from bot.core.matching.model import Referral
from bot.core.matching.patterns import Patterns


class AlarmsAbroad:
    """The urgent referrals, in order of importance, by language."""

    def __init__(self, by_language: Mapping[str, Sequence[Referral]]) -> None:
        self._patterns = {name: Patterns(told) for name, told in by_language.items()}

    def __call__(self, text: str) -> str | None:
        """The id of the referral that `text` calls for, if any."""
        return self._heard(text)[1]

    def language(self, text: str) -> str | None:
        """The language in which `text` calls for help, if any."""
        return self._heard(text)[0]

    def _heard(self, text: str) -> tuple[str | None, str | None]:
        said = [word for _, word in dutch.words(text)]
        found = ((name, patterns(said)) for name, patterns in self._patterns.items())
        return next((heard for heard in found if heard[1] is not None), (None, None))
