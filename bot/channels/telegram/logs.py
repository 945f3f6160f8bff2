"""Keeping the bot's token, and what libraries say too much, out of every log."""

import logging
from collections.abc import Mapping
from typing import Any

TALKATIVE = ("telegram", "httpx", "httpcore", "aiohttp")


class WithoutToken(logging.Filter):
    """Takes a secret out of whatever is logged.

    As a filter it belongs on *handlers* (a logger's filter does not see what its children log);
    called as a structlog processor it goes before the renderer.
    """

    def __init__(self, token: str) -> None:
        super().__init__()
        # The half after the colon is the secret; it may turn up alone.
        self._secrets = (token, token.partition(":")[2])

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._strip(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = self._strip(logging.Formatter().formatException(record.exc_info))
        return True

    def __call__(self, _logger: Any, _method: str, event: Mapping[str, Any]) -> Mapping[str, Any]:
        return {name: self._strip_any(value) for name, value in event.items()}

    def _strip_any(self, value: Any) -> Any:
        if value is None or isinstance(value, bool | int | float):
            return value
        text = value if isinstance(value, str) else repr(value)
        stripped = self._strip(text)
        return value if stripped == text else stripped

    def _strip(self, text: str) -> str:
        for secret in self._secrets:
            if secret:
                text = text.replace(secret, "***")
        return text


def quieten_libraries() -> None:
    """Let libraries speak from WARNING on: below it they log addresses and payloads."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
