"""The service's log: one JSON object a line, made of fixed fields, never of free text from outside."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, Protocol

from permit_desktop.server.reading import fault_of

_PATTERNS: Final = frozenset(
    {
        "Invalid HTTP request received.",
        "Unsupported upgrade request.",
        "Exception in ASGI application",
        "ASGI callable returned without starting response.",
        "ASGI callable returned without completing response.",
        "Application startup failed. Exiting.",
        "Application shutdown failed. Exiting.",
        "Cancel %s running task(s), timeout graceful shutdown exceeded",
    }
)
"""What the web server says that is worth keeping; it puts whole tracebacks where a pattern belongs."""


class Output(Protocol):
    """Takes lines; must not hold up its writer, which is the event loop."""

    def write(self, line: str, /) -> object:
        """Takes one line with its end."""
        ...


class ServiceLog(logging.Handler):
    """Writes lines; as a handler it also takes what the web server beneath has to say, without its details.

    Args:
        output: None for nowhere, as where the program was started without a standard error.
    """

    def __init__(self, output: Output | None, now: Callable[[], datetime]) -> None:
        super().__init__(logging.WARNING)
        self._output = output
        self._now = now

    def write(self, event: str, **fields: str | float | None) -> None:
        """Writes one line; what is None is left out."""
        if self._output is None:
            return
        self._output.write(log_line(self._now(), event, **fields))

    def emit(self, record: logging.LogRecord) -> None:
        """See `logging.Handler`: known patterns only, since arguments and other texts may hold anything."""
        error = record.exc_info[1] if record.exc_info else None
        pattern = str(record.msg).strip()
        self.write(
            "web_server",
            logger=record.name,
            level=record.levelname.lower(),
            message=pattern if pattern in _PATTERNS else None,
            fault=fault_of(error) if error else None,
        )


def log_line(moment: datetime, event: str, **fields: str | float | None) -> str:
    """One line with its end; what is None is left out."""
    told = {key: value for key, value in fields.items() if value is not None}
    time = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return json.dumps({"time": time, "event": event} | told) + "\n"
