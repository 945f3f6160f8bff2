"""Playing by HTTP, for who runs the server alone: POST /people/NAME acts, GET /people/NAME looks.

A person who is not there yet is made. `{"says": "Hoi"}`, `{"presses": "Ja"}`, `{"starts": ""}`.
"""

from typing import Any

from aiohttp import web

from tests.botapi.crowd import Crowd
from tests.botapi.players import Player
from tests.botapi.world import Message

Json = dict[str, Any]

ACTS = ("starts", "opens", "says", "presses", "shares_contact", "blocks", "unblocks")


class Stage:
    """Lets people act and tells what they see, as JSON."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._people: dict[str, Player] = {}

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/people/{name}", self._act), web.get("/people/{name}", self._look)]

    async def _act(self, request: web.Request) -> web.Response:
        player, acts = self._player(request), await request.json()
        unknown = sorted(set(acts) - set(ACTS))
        if unknown:
            raise web.HTTPBadRequest(text=f"unknown: {unknown}; people can {', '.join(ACTS)}")
        try:
            for act, what in acts.items():
                getattr(player, act)(*([what] if what else []))
        except (AssertionError, ValueError) as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        return web.json_response({"id": player.id, "name": player.name})

    async def _look(self, request: web.Request) -> web.Response:
        player = self._player(request)
        return web.json_response([_shown(message) for message in player.sees()])

    def _player(self, request: web.Request) -> Player:
        name = request.match_info["name"]
        if name not in self._people:
            self._people[name] = self._crowd.user(name)
        return self._people[name]


def _shown(message: Message) -> Json:
    return {
        "id": message.id,
        "from": message.sender.first_name,
        "kind": message.kind,
        "text": message.text,
        "buttons": message.buttons,
        "edited": message.edited,
        "reactions": sorted(emoji for given in message.reactions.values() for emoji in given),
    }
