"""The table from method name to the function that plays it."""

from collections.abc import Callable
from typing import Any, TypeVar

from tests.botapi.rules import Method
from tests.botapi.world import World

Play = Callable[[World, Any], Any]
F = TypeVar("F", bound=Callable[..., Any])

PLAYED: dict[str, Play] = {}


def plays(method: type[Method]) -> Callable[[F], F]:
    """Register a function under the Bot API's name of this method."""

    def register(function: F) -> F:
        PLAYED[method.__api_method__] = function
        return function

    return register
