"""The endpoint that Telegram posts updates to, for who cannot or will not poll."""

import asyncio
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram.receive import Store, readable

BODY_LIMIT = 1_000_000
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

_log = structlog.get_logger(__name__)


class _Unusable(Exception):
    """A body that is no update, with the status to answer."""

    def __init__(self, status: int) -> None:
        self.status = status


def webhook_app(
    store: Store,
    secret: str,
    *,
    now: Callable[[], datetime],
    path: str = "/",
    patience: float = 10.0,
) -> Starlette:
    """An application that answers 200 only after `store` has committed the update.

    403 for a wrong secret (nothing of the body is read then), 413 above 1 MB, 408 when the body
    takes longer than `patience` seconds, 400 when it is no JSON object, 503 when storing fails:
    Telegram posts it again after anything but 200. `now` gives aware UTC.
    """

    async def receive(request: Request) -> Response:
        if not _is_secret(request, secret):
            _log.warning("webhook called with a wrong secret")
            return Response(status_code=403)
        try:
            async with asyncio.timeout(patience):
                update = await _update(request)
        except (TimeoutError, ClientDisconnect):
            return Response(status_code=408)
        except _Unusable as fault:
            return Response(status_code=fault.status)
        return await _keep(update)

    async def _keep(update: dict[str, Any]) -> Response:
        try:
            if items := readable([update], now()):
                await store(items)
        except Exception as fault:
            _log.error("update not stored", fault=type(fault).__name__)
            return Response(status_code=503)
        return Response(status_code=200)

    return Starlette(routes=[Route(path, receive, methods=["POST"])])


def _is_secret(request: Request, secret: str) -> bool:
    given = request.headers.get(SECRET_HEADER, "")
    return hmac.compare_digest(given.encode(), secret.encode())


async def _update(request: Request) -> dict[str, Any]:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise _Unusable(413)
    try:
        update = json.loads(body)
    except ValueError:
        raise _Unusable(400) from None
    if not isinstance(update, dict):
        raise _Unusable(400)
    return update
