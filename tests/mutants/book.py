"""All content files at once, as mutations see them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from bot.content.checks.prose import for_residents, labels, prose
from bot.content.draft import Draft, Found
from bot.content.folder import read_folder, yaml_files
from tests.mutants.page import Page, Place

Spot = tuple[Page, Place]
"""A place in one of the files."""


@dataclass(frozen=True)
class Book:
    folder: Path

    @cached_property
    def pages(self) -> dict[str, Page]:
        names = [path.relative_to(self.folder).as_posix() for path in yaml_files(self.folder)]
        return {name: Page.read(self.folder, name) for name in names}

    @cached_property
    def draft(self) -> Draft:
        return read_folder(self.folder)[0]

    @cached_property
    def today(self) -> date:
        """A day on which no rule is stale."""
        return max(rule.value.checked for rule in self.draft.rules) + timedelta(days=1)

    @cached_property
    def words(self) -> frozenset[str]:
        """All that stands in the files as a key or a value, so that a misspelling is one."""
        return frozenset(place.raw for page in self.pages.values() for place in page.all_places)

    @cached_property
    def values(self) -> list[Spot]:
        return [(page, place) for page in self.pages.values() for place in page.values]

    @cached_property
    def keys(self) -> list[Spot]:
        return [(page, place) for page in self.pages.values() for place in page.keys]

    @cached_property
    def said(self) -> list[Spot]:
        """The lines that residents read."""
        return list(self._lines_of(for_residents(self.draft)))

    @cached_property
    def prose(self) -> list[Spot]:
        """The lines that anybody reads."""
        return list(self._lines_of(prose(self.draft)))

    @cached_property
    def on_buttons(self) -> list[Spot]:
        return list(self._lines_of(labels(self.draft)))

    def named(self, *keys: str, file: str = "") -> list[Spot]:
        """The values under one of these keys, also in a list there."""
        return [
            (page, place)
            for page, place in self.values
            if place.key in keys and page.name.startswith(file)
        ]

    def _lines_of(self, texts: "Iterator[Found[str]] | list[Found[str]]") -> Iterator[Spot]:
        for text in texts:
            page = self.pages[text.source.name.partition("/")[2]]
            mark = text.source.values[text.steps]
            if mark.indent is None:
                yield from ((page, place) for place in page.values if place.steps == text.steps)
                continue
            for number, raw in enumerate(mark.raw.rstrip("\n").split("\n"), start=mark.line + 1):
                if re.search(r"[a-z]", raw):
                    yield page, Place(text.steps, number, mark.indent, mark.indent + len(raw), raw)
