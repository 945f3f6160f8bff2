"""What every value of the core shares: frozen, strict about unknown keys, compared by content."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value. Change it with `model_copy(update=…)`, never in place."""

    model_config = ConfigDict(frozen=True, extra="forbid")
