"""The service's log: one JSON object a line, made of fixed fields, never of free text from outside."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, TextIO

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


class ServiceLog(logging.Handler):
    """Writes lines; as a handler it also takes what the web server beneath has to say, without its details.

    Args:
        output: None for nowhere, as where the program was started without a standard error.
    """

    def __init__(self, output: TextIO | None, now: Callable[[], datetime]) -> None:
        super().__init__(logging.WARNING)
        self._output = output
        self._now = now

    def write(self, event: str, **fields: str | float | None) -> None:
        """Writes one line; what is None is left out."""
        if self._output is None:
            return
        told = {key: value for key, value in fields.items() if value is not None}
        time = self._now().astimezone(UTC).isoformat(timespec="milliseconds")
        try:
            self._output.write(json.dumps({"time": time, "event": event} | told) + "\n")
            self._output.flush()
        except OSError:  # its disk is full, or who read it is gone: callers are answered all the same
            return

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
