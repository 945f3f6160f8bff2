"""What operators read: JSON lines on stderr, without anybody's words, names or the bot's token."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

from bot.channels.telegram.logs import WithoutToken, quieten_libraries


def configure(level: str, *, token: str = "", stream: TextIO | None = None) -> None:
    """Log from `level` ("DEBUG" to "ERROR") on, as JSON, to stderr or `stream`; of what libraries
    say, only warnings and worse."""
    number = logging.getLevelNamesMapping()[level]
    without_token: list[Any] = [WithoutToken(token)] if token else []
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_kind_of_fault,
            *without_token,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(stream or sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_Library()], force=True)
    quieten_libraries()


class _Library(logging.Handler):
    """What a library logs, without what it fills in: that may be somebody's words. A message
    without arguments may have been filled in already, so of that only the place is told."""

    def emit(self, record: logging.LogRecord) -> None:
        template = str(record.msg) if record.args else ""
        fault = record.exc_info[0] if record.exc_info else None
        structlog.get_logger().log(
            record.levelno,
            "library",
            logger=record.name,
            place=f"{record.module}:{record.lineno}",
            template=template,
            fault=fault.__name__ if fault else None,
        )


def _only_kind_of_fault(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A traceback quotes values, a database fault its parameters: of both only the kind is told."""
    fault = event.pop("exc_info", None)
    if isinstance(fault, BaseException):
        event["fault"] = type(fault).__name__
    return event
