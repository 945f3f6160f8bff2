"""The matcher for programs: a text a line in, what it is about a line out. A contract."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.matching import Matcher, Scored


class Asked(BaseModel):
    """A line of input."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[str, Field(strict=True)]


def answer(matcher: Matcher, line: bytes) -> dict[str, Any]:
    """What the text in `line` is about, as the fields of a line of output."""
    try:
        asked = Asked.model_validate_json(line)
    except ValidationError:
        return {"error": 'Elke regel is een object met alleen "text".'}
    found = matcher.match(asked.text)
    return {
        "outcome": found.outcome,
        "themes": list(found.themes),
        "rules": [_as_fields(rule) for rule in found.rules],
        "refer": found.refer,
        "alarm": found.alarm,
    }


def _as_fields(rule: Scored) -> dict[str, Any]:
    return {"id": rule.id, "score": rule.score, "why": because(rule.why)}


def because(words: tuple[str, ...]) -> str:
    """Why a rule was found, to whoever wrote those words; empty when no word led there."""
    quoted = [f"'{word}'" for word in words]
    *first, last = quoted or [""]
    joined = f"{', '.join(first)} en {last}" if first else last
    return f"omdat je {joined} schreef" if last else ""
