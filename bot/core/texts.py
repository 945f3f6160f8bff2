"""Texts for people: content with placeholders in, Telegram's small HTML out.

An editor writes `**vet**`, `[heb je|hebt u]` and `{{ naam }}` (Jinja2). Whatever is filled in is
escaped, so nobody's words can become markup: what comes out is `Markup`, and only that may be
sent. It holds only <b> and <i>.
"""

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

FormOfAddress = Literal["je", "u"]

_PAIR = re.compile(r"\[([^\[\]|{}]*)\|([^\[\]|{}]*)\]")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_TAG = re.compile(r"</?[bi]>")
_environment = ImmutableSandboxedEnvironment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def choose_form(text: str, form: FormOfAddress) -> str:
    """Each pair `[je-form|u-form]` becomes the one that the municipality uses."""
    return _PAIR.sub(r"\1" if form == "je" else r"\2", text)


def to_markup(text: str) -> str:
    """`**vet**` becomes <b>vet</b>; the editor's own < and & are literal."""
    return _BOLD.sub(r"<b>\1</b>", html.escape(text, quote=False).replace("&quot;", '"'))


@lru_cache(maxsize=4096)
def compile_text(text: str, form: FormOfAddress) -> Template:
    """A content text as a template. Raises jinja2.TemplateSyntaxError on broken placeholders."""
    return _environment.from_string(_keep_expressions(choose_form(text, form)))


def _keep_expressions(text: str) -> str:
    """Mark up the words of a text, but leave what stands in {{ }} and {% %} as it is."""
    parts = re.split(r"(\{\{.*?\}\}|\{%.*?%\})", text, flags=re.DOTALL)
    held = parts[1::2]
    marked = to_markup("\x00".join(parts[0::2]))
    pieces = marked.split("\x00")
    return "".join(p + h for p, h in zip(pieces, [*held, ""], strict=True))


def lines(*parts: Markup | str | None) -> Markup:
    """Parts under each other, without the empty ones. A part that is no markup is escaped."""
    return Markup("\n").join(part for part in parts if part)


def paragraphs(*parts: Markup | str | None) -> Markup:
    """Parts with an empty line between them, without the empty ones."""
    return Markup("\n\n").join(part for part in parts if part)


def plain(markup: str) -> str:
    """The same text without markup, for a channel that has none."""
    return html.unescape(_TAG.sub("", markup))


class Texts:
    """All texts and button labels of the content, in one form of address."""

    def __init__(
        self, texts: Mapping[str, str], labels: Mapping[str, str], form: FormOfAddress
    ) -> None:
        self._texts = texts
        self._labels = labels
        self.form: FormOfAddress = form

    def __call__(self, name: str, /, **values: object) -> Markup:
        """The text `name` with its placeholders filled in. Raises KeyError for an unknown name,
        jinja2.UndefinedError for a placeholder without a value."""
        return self.render(self._texts[name], **values)

    def render(self, text: str, /, **values: object) -> Markup:
        """A text that stands elsewhere in the content (a question, a rule), filled in."""
        return Markup(compile_text(text, self.form).render(**values).strip())

    def label(self, name: str, /, **values: object) -> str:
        """The label of a button, plain text."""
        return plain(self.render(self._labels[name], **values))

    def names(self) -> frozenset[str]:
        return frozenset(self._texts)

    def labels(self) -> Mapping[str, str]:
        return self._labels
