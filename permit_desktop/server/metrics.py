"""What Prometheus can ask for: counts and times, with labels from short fixed lists and nothing personal."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

CONTENT_TYPE = CONTENT_TYPE_LATEST

_BUCKETS_S = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0)


class Metrics:
    """The service's counters, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "permit_requests",
            "Requests answered, by route, HTTP status and error code.",
            ("route", "status", "code"),
            registry=self._registry,
        )
        self._request_s = Histogram(
            "permit_request_seconds",
            "Time from a request's head to the end of its answer.",
            ("route",),
            buckets=_BUCKETS_S,
            registry=self._registry,
        )
        self._reading_s = Histogram(
            "permit_reading_seconds",
            "Time that a picture waits for a reader and is read, by outcome.",
            ("outcome",),
            buckets=_BUCKETS_S,
            registry=self._registry,
        )
        self._not_let_in = Counter(
            "permit_not_let_in",
            "Requests of callers who were not let in, by reason.",
            ("reason",),
            registry=self._registry,
        )
        self._locks = Counter(
            "permit_locks", "Keys and users locked after too many of these.", ("reason",), registry=self._registry
        )
        self._in_progress = Gauge("permit_requests_in_progress", "Requests not yet answered.", registry=self._registry)

    def begun(self) -> None:
        """A request came in."""
        self._in_progress.inc()

    def answered(self, route: str, status: int, service_code: str | None, seconds: float) -> None:
        """It was answered, or given up by its sender (status 499)."""
        self._in_progress.dec()
        self._requests.labels(route, str(status), service_code or "").inc()
        self._request_s.labels(route).observe(seconds)

    def not_let_in(self, reason: str, *, locks: bool) -> None:
        """A caller was not let in.

        Args:
            reason: why.
            locks: whether that locked the key or the user.
        """
        self._not_let_in.labels(reason).inc()
        if locks:
            self._locks.labels(reason).inc()

    def read(self, outcome: str, seconds: float) -> None:
        """A picture was dealt with."""
        self._reading_s.labels(outcome).observe(seconds)

    def page(self) -> bytes:
        """The text that Prometheus reads."""
        return generate_latest(self._registry)
