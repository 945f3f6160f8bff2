"""HTTP under python-telegram-bot: aiohttp with a JSON body, and faults that say what they mean."""

import json
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

FILE_LIMIT = 20 * 1024 * 1024

_NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)


class NotConnected(NetworkError):
    """No connection, no name, no free place in the pool: the request surely never left."""


class TooSoon(TelegramError):
    """429: ask again after so many seconds. The library's own RetryAfter warns when it is made."""

    def __init__(self, seconds: float) -> None:
        super().__init__("Too many requests")
        self.seconds = seconds


class TooBig(TelegramError):
    """An answer larger than the largest file that Telegram gives a bot."""

    def __init__(self) -> None:
        super().__init__("The file is larger than 20 MB")


class AiohttpRequest(BaseRequest):
    """One pool of connections to the Bot API; times are in seconds.

    Raises NotConnected when a request surely never left, TooSoon on a 429, TimedOut or NetworkError
    when it may have arrived. The address holds the bot's token and aiohttp puts it in some of its
    messages, so what is raised is made anew, with neither cause nor context.
    """

    def __init__(self, *, connections: int = 32, connect: float = 5.0, read: float = 15.0) -> None:
        self._connections = connections
        self._connect = connect
        self._read = read
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read

    async def initialize(self) -> None:
        """Open the pool; it belongs to the running event loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close the pool and every connection in it."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(self, url: str, parameters: dict[str, Any], wait: float) -> Any:
        """The plain result of a method that answers after `wait` seconds at the latest."""
        data = RequestData([RequestParameter(*named, None) for named in parameters.items()])
        return await self.post(url, data, read_timeout=wait + self._read)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """The status and the body of the answer; python-telegram-bot reads both.

        `connect_timeout` covers waiting in the pool too; a write counts as part of the read.
        """
        connect = _seconds(connect_timeout, self._connect)
        read = _seconds(read_timeout, self._read)
        # A file may take as long as it keeps coming.
        total = None if method == "GET" else connect + read
        timeout = aiohttp.ClientTimeout(total=total, connect=connect, sock_read=read)
        answer = await self._attempt(method, url, timeout, request_data)
        if isinstance(answer, TelegramError):
            raise answer
        status, body = answer
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            raise TooSoon(_seconds_to_wait(body))
        # Somebody else's error page may repeat the address; the library would repeat the page.
        return status, body if status < 300 or _answer(body) else b'{"ok": false}'

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as a dictionary; the library's own version logs it when it cannot be read."""
        answer = _answer(payload)
        if answer is None:
            raise TelegramError("Invalid server response")
        return answer

    async def _attempt(
        self,
        method: str,
        url: str,
        timeout: aiohttp.ClientTimeout,
        data: RequestData | None,
    ) -> tuple[int, bytes] | TelegramError:
        if self._session is None:
            return NotConnected("Not open")
        try:
            async with self._session.request(
                method, url, timeout=timeout, allow_redirects=False, **_body(data)
            ) as response:
                return response.status, await _read(response)
        except _NEVER_LEFT as fault:
            return NotConnected(type(fault).__name__)
        except TimeoutError as fault:
            return TimedOut(type(fault).__name__)
        except (aiohttp.ClientError, OSError) as fault:
            return NetworkError(type(fault).__name__)
        except TooBig as fault:
            return fault


def _seconds(given: ODVInput[float], default: float) -> float:
    return given if isinstance(given, int | float) else default


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"json": data.parameters}
    form = aiohttp.FormData(data.json_parameters)
    for field, (name, content, mime) in data.multipart_data.items():
        form.add_field(field, content, filename=name, content_type=mime)
    return {"data": form}


def _answer(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) and "ok" in answer else None


def _seconds_to_wait(body: bytes) -> float:
    """What a 429 asks for; a proxy's own 429 names no time."""
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 1.0


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(1 << 16):
        body += chunk
        if len(body) > FILE_LIMIT:
            raise TooBig
    return bytes(body)
