"""A page of HTML to keep: readable without the program, also aloud and on paper.

Headings in order, a language, terms with their descriptions, a table with a caption and headed
columns; no scripts, no pictures, nothing from elsewhere. Whatever is filled in is escaped.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, StrictUndefined

_PAGE = """\
<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
<style>
body { font: 1.125rem/1.5 sans-serif; color: #1a1a1a; background: #fff; max-width: 48rem;
  margin: 2rem auto; padding: 0 1rem; }
dt { font-weight: bold; }
dd { margin: 0 0 .75rem; white-space: pre-line; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding-bottom: .5rem; }
th, td { border: 1px solid #595959; padding: .375rem .5rem; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
</style>
</head>
<body>
<main>
<h1>{{ title }}</h1>
{% for line in intro %}
<p>{{ line }}</p>
{% endfor %}
{% for part in parts %}
<h2>{{ part.heading }}</h2>
{% for line in part.lines %}
<p>{{ line }}</p>
{% endfor %}
{% if part.pairs %}
<dl>
{% for term, told in part.pairs %}
<dt>{{ term }}</dt>
<dd>{{ told }}</dd>
{% endfor %}
</dl>
{% endif %}
{% if part.rows %}
<table>
<caption>{{ part.caption }}</caption>
<thead><tr>
{% for column in part.columns %}
<th scope="col">{{ column }}</th>
{% endfor %}
</tr></thead>
<tbody>
{% for row in part.rows %}
<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}
</tbody>
</table>
{% endif %}
{% endfor %}
</main>
</body>
</html>
"""
_template = Environment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
).from_string(_PAGE)


@dataclass(frozen=True)
class Part:
    """A heading with plain text under it: lines, terms with what is told of them, or a table."""

    heading: str
    lines: Sequence[str] = ()
    pairs: Sequence[tuple[str, str]] = ()
    caption: str = ""
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.pairs or self.rows)


def page(title: str, intro: Sequence[str], parts: Sequence[Part]) -> str:
    """The page; parts without anything in them are left out."""
    filled = [part for part in parts if not part.is_empty]
    return _template.render(title=title, intro=intro, parts=filled)
