"""The lines that a player writes: one JSON object each, the contract of `demo --jsonl`."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from pydantic_core import ErrorDetails

from bot.channels.terminal.misplay import Misplay

ACTS = ("text", "press", "file", "voice", "sticker", "location", "edit")
LONGEST = 4096

Number = Annotated[int, Field(strict=True, ge=1)]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"\S")]


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class EditOf(_Line):
    """Message number `message`, said earlier, now reads `text`; without a number, the newest."""

    message: Number | None = None
    text: Text


class Move(_Line):
    """Somebody does one thing. `who` is another resident or a begeleider, by name or id; `message`
    is the message whose button is pressed; `caption` goes with a file. `voice` is true, or the
    path of a sound file."""

    side: Literal["bewoner", "begeleider"] = Field(alias="from")
    who: Annotated[str, Field(pattern=r"^\w[\w .'’-]{0,39}$")] | None = None
    text: Text | None = None
    press: Text | None = None
    file: Text | None = None
    voice: Any = None
    sticker: Any = None
    location: (
        tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]]
        | None
    ) = None
    edit: EditOf | None = None
    caption: Text | None = None
    message: Number | None = None
    reply_to: Number | None = None
    topic: Number | None = None

    @property
    def act(self) -> str:
        """Which of ACTS this is."""
        return next(name for name in ACTS if getattr(self, name) is not None)

    @model_validator(mode="after")
    def _does_one_thing(self) -> "Move":
        acts = [name for name in ACTS if getattr(self, name) is not None]
        if len(acts) != 1:
            raise ValueError(f"Geef precies één van {', '.join(ACTS)}.")
        if self.caption is not None and acts != ["file"]:
            raise ValueError("caption hoort bij file.")
        if self.message is not None and acts != ["press"]:
            raise ValueError("message hoort bij press. Gebruik reply_to om te antwoorden.")
        return self


class Advance(_Line):
    """The clock goes forward by `advance`, an ISO 8601 duration."""

    advance: str


Line = Move | Advance

_object: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


def read_line(line: str | bytes) -> Line:
    """A line as a move or an advance of the clock. Raises Misplay when it is neither."""
    try:
        return as_line(_object.validate_json(line))
    except ValidationError as faults:
        raise Misplay("Dit is geen JSON-object.") from faults


def as_line(fields: Mapping[str, Any]) -> Line:
    """The same from its fields. Raises Misplay."""
    kind = Advance if "advance" in fields else Move
    try:
        return kind.model_validate_json(_object.dump_json(dict(fields)), by_name=False)
    except ValidationError as faults:
        raise Misplay(" ".join(_in_dutch(fault) for fault in faults.errors())) from faults


def _in_dutch(fault: ErrorDetails) -> str:
    where = ".".join(str(part) for part in fault["loc"])
    match fault["type"]:
        case "extra_forbidden":
            return f"{where} ken ik niet."
        case "missing":
            return f"{where} ontbreekt."
        case "value_error":
            return str(fault["ctx"]["error"])
        case "literal_error":
            return f"{where} moet {fault['ctx']['expected'].replace(' or ', ' of ')} zijn."
        case "string_too_long":
            return f"{where} is te lang: hoogstens {LONGEST} tekens."
    return f"{where} klopt niet."
