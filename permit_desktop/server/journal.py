"""What stays of a request: one line in the log, and counts."""

from __future__ import annotations

from permit_desktop.server.log import ServiceLog
from permit_desktop.server.metrics import Metrics
from permit_desktop.server.record import Record

UNKNOWN_ROUTE = "other"


class Journal:
    """Writes requests down. Used on one event loop."""

    def __init__(self, log: ServiceLog, metrics: Metrics) -> None:
        self._log = log
        self._metrics = metrics

    def begun(self) -> None:
        """A request came in."""
        self._metrics.begun()

    def ended(self, record: Record, route: str, status: int, seconds: float) -> None:
        """It was answered, or given up by its sender.

        Args:
            route: a name from a short fixed list.
            status: the HTTP status of its answer.
        """
        self._metrics.answered(route, status, record.service_code, seconds)
        if record.reason is not None:
            self._metrics.not_let_in(record.reason, locks=record.locks)
        self._log.write(
            "request",
            request_id=record.request_id,
            route=route,
            status=status,
            code=record.service_code,
            project_id=record.project_id,
            fault=record.fault,
            reason=record.reason,
            user_id=record.user_id,
            locks=record.locks or None,
            seconds=round(seconds, 3),
        )

    def unreadable(self, record: Record, status: int) -> None:
        """Something came in that is no HTTP request, and was answered beneath the application."""
        self.begun()
        self.ended(record, UNKNOWN_ROUTE, status, 0.0)
