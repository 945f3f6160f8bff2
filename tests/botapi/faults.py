"""What the server can be told to do wrong: which call, and what becomes of it.

telegram.fails(faults.too_many_requests(30), method="sendMessage", chat=pieter)
"""

from dataclasses import dataclass, field
from typing import Any, Literal

from tests.botapi import refusals
from tests.botapi.refusals import Refusal

WANT_NAMING = frozenset({"getUpdates", "file"})


@dataclass(frozen=True)
class Fault:
    """`accepted`: the call takes effect first. `silence`: no answer comes. `delay`: seconds."""

    refusal: Refusal | None = None
    accepted: bool = False
    silence: Literal["hang", "drop"] | None = None
    delay: float = 0.0


def too_many_requests(seconds: int) -> Fault:
    return Fault(refusals.too_many_requests(seconds))


def blocked() -> Fault:
    return Fault(refusals.forbidden("bot was blocked by the user"))


def deactivated() -> Fault:
    return Fault(refusals.forbidden("user is deactivated"))


def kicked() -> Fault:
    return Fault(refusals.forbidden("bot was kicked from the supergroup chat"))


def unauthorized() -> Fault:
    return Fault(refusals.unauthorized())


def bad_request(reason: str, **parameters: Any) -> Fault:
    """400 with this reason, without the words "Bad Request: " before it."""
    return Fault(refusals.bad_request(reason, **parameters))


def query_too_old() -> Fault:
    return bad_request(refusals.QUERY_TOO_OLD)


def server_error(code: int = 502, *, accepted: bool = False) -> Fault:
    """5xx, with or without the call having taken effect."""
    names = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}
    return Fault(Refusal(code, names.get(code, "Service Unavailable")), accepted)


def hang(*, accepted: bool = True) -> Fault:
    """No answer for as long as the server lives."""
    return Fault(accepted=accepted, silence="hang")


def drop(*, accepted: bool = True) -> Fault:
    """The connection is cut instead of an answer."""
    return Fault(accepted=accepted, silence="drop")


def slow(seconds: float) -> Fault:
    """The call takes effect and is answered, this many seconds late."""
    return Fault(accepted=True, delay=seconds)


@dataclass
class Plan:
    """A fault and the calls that it meets: from the `nth` on, `times` calls (None: all)."""

    fault: Fault
    method: str | None = None
    chat_id: int | None = None
    nth: int = 1
    times: int | None = 1
    seen: int = 0

    def meets(self, method: str, chat_id: int | None) -> bool:
        """Count this call when it is of the kind, and tell whether the fault is due."""
        wanted = method not in WANT_NAMING if self.method is None else self.method == method
        if not wanted:
            return False
        if self.chat_id is not None and self.chat_id != chat_id:
            return False
        self.seen += 1
        return self.seen >= self.nth and (self.times is None or self.seen < self.nth + self.times)

    @property
    def hits(self) -> int:
        """How many calls it met."""
        due = max(0, self.seen - self.nth + 1)
        return due if self.times is None else min(due, self.times)


@dataclass
class Plans:
    """All plans in force; the first that is due counts."""

    plans: list[Plan] = field(default_factory=list)

    def add(self, plan: Plan) -> Plan:
        self.plans.append(plan)
        return plan

    def cancel(self, plan: Plan) -> None:
        self.plans.remove(plan)

    def has(self, refusal: Refusal) -> bool:
        """Tell whether this very refusal was planned."""
        return any(plan.fault.refusal is refusal for plan in self.plans)

    def due(self, method: str, chat_id: int | None) -> Fault:
        """Return the fault that meets this call; the empty one when all goes well."""
        due = [plan for plan in self.plans if plan.meets(method, chat_id)]
        return due[0].fault if due else Fault(accepted=True)
