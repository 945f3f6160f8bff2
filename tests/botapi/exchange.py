"""One call, from fields to result: judged, met by faults and pace, carried out, written down."""

from typing import Any

from aiogram.methods import GetUpdates

from tests.botapi import refusals, rules
from tests.botapi.faults import Fault, Plans
from tests.botapi.ledger import Call, Refused
from tests.botapi.methods import PLAYED
from tests.botapi.pace import Pace
from tests.botapi.polling import Polling
from tests.botapi.refusals import Refusal
from tests.botapi.rules import Upload
from tests.botapi.world import World

Json = dict[str, Any]

SENDING = ("send", "copy", "edit")


class Exchange:
    """Takes calls; keeps which were accepted and which refused, and the `bug` it ran into."""

    def __init__(self, world: World, pace: Pace) -> None:
        self.world = world
        self.pace = pace
        self.plans = Plans()
        self.polling = Polling(world)
        self.calls: list[Call] = []
        self.refused: list[Refused] = []
        self.bug: Exception | None = None

    async def take(self, name: str, given: Json, uploads: dict[str, Upload]) -> tuple[Fault, Any]:
        """Judge and carry out a call; return what goes wrong after it, and its result."""
        params = dict(given)
        try:
            method = rules.method_named(name)
            name = method.__api_method__
            params = rules.decode(method, given, uploads)
            ask = rules.judge(method, params)
            if isinstance(ask, GetUpdates):
                return await self._poll(ask)
            params = _typed(ask, params)
            return self._carry_out(name, ask, params)
        except Refusal as refusal:
            self._note_refusal(name, params, refusal)
            raise
        except Exception as bug:
            self.bug = bug
            raise

    async def _poll(self, ask: GetUpdates) -> tuple[Fault, Any]:
        fault = self.plans.due("getUpdates", None)
        if fault.refusal:
            raise fault.refusal
        return fault, await self.polling.get_updates(ask) if fault.accepted else None

    def _carry_out(self, name: str, ask: rules.Method, params: Json) -> tuple[Fault, Any]:
        chat_id = _chat_id(params)
        with self.world.changing():
            fault = self.plans.due(name, chat_id)
            if not fault.accepted:
                if fault.refusal:
                    raise fault.refusal
                return fault, None
            self._check_pace(name, chat_id)
            result = _play(self.world, name, ask)
            self._note_call(name, params, chat_id, fault, result)
        if fault.refusal:
            raise fault.refusal
        return fault, result

    def _check_pace(self, name: str, chat_id: int | None) -> None:
        if chat_id is None or not name.startswith(SENDING):
            return
        seconds = self.pace.wait(chat_id, name, self.world.clock())
        if seconds:
            raise refusals.too_many_requests(seconds)

    def _note_call(
        self, name: str, params: Json, chat_id: int | None, fault: Fault, result: Any
    ) -> None:
        answered = not (fault.refusal or fault.silence)
        ids = _message_ids(result)
        call = Call(name, params, chat_id, ids, self.world.clock(), answered)
        self.calls.append(call)

    def _note_refusal(self, name: str, params: Json, refusal: Refusal) -> None:
        with self.world.changing():
            at, planned = self.world.clock(), self.plans.has(refusal)
            self.refused.append(
                Refused(name, params, refusal.code, refusal.description, at, planned)
            )


def _play(world: World, name: str, ask: rules.Method) -> Any:
    if name not in PLAYED:
        raise refusals.not_found(f"this server does not play {name}")
    return PLAYED[name](world, ask)


def _typed(ask: rules.Method, params: Json) -> Json:
    """Return the fields with numbers as numbers, also when they came as text in a form."""
    return {k: v if isinstance(v, dict | list) else getattr(ask, k) for k, v in params.items()}


def _chat_id(params: Json) -> int | None:
    try:
        return int(params["chat_id"])
    except (KeyError, ValueError, TypeError):
        return None


def _message_ids(result: Any) -> tuple[int, ...]:
    parts = result if isinstance(result, list) else [result]
    return tuple(p["message_id"] for p in parts if isinstance(p, dict) and "message_id" in p)
