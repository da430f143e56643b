"""HTTP/1.1 on one connection, with an end to patience: uvicorn alone waits for a request's head for ever.

Of too many connections the last ones are turned away, as documented, by the application: uvicorn's own refusal has
neither code nor request ID.
"""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from permit_desktop.server.record import Record, new_record

PATIENCE_S: Final = 20.0
"""For the head of a request, and for taking the answer to the last one."""
CLOSING_PATIENCE_S: Final = 5.0
"""When the service stops, for taking the last answer: an idle TLS client never says that it heard the goodbye."""
MAX_HEAD_BYTES: Final = 64 * 1024
MAX_CONNECTIONS: Final = 500
ONE_TOO_MANY: Final = "one_too_many"
"""In the state of a request's scope: its connection is beyond `MAX_CONNECTIONS`."""
ANSWERED_BELOW: Final = "answered_below"
"""In the same place: the `Record` under which a request was answered here, because its body broke the rules."""
ON_UNREADABLE: Final = "on_unreadable"
"""In the state of the application: is called with a `Record` and a status for what was answered and is no request."""
MALFORMED: Final = 400


class PatientProtocol(H11Protocol):
    """Ends connections on which no request is in progress for too long.

    While a request is in progress its handler minds the time.
    """

    patience_s = PATIENCE_S
    closing_patience_s = CLOSING_PATIENCE_S
    max_connections = MAX_CONNECTIONS

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._alarm: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        """See `asyncio.Protocol`."""
        super().connection_made(transport)
        if len(self.connections) > self.max_connections:
            self.app_state = {**self.app_state, ONE_TOO_MANY: True}
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """See `asyncio.Protocol`."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`."""
        super().data_received(data)
        if self._in_progress() is not None:
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """Called by uvicorn when an answer is written (though perhaps not yet taken)."""
        self._wait()
        super().on_response_complete()

    def shutdown(self) -> None:
        """Called by uvicorn when the service stops."""
        self.patience_s = self.closing_patience_s
        super().shutdown()
        if self.transport.is_closing():
            self._wait()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 (uvicorn's words are replaced by the documented ones)
        """Answers what is no HTTP request, in the shape of all other failures."""
        cycle = self._in_progress()
        record = new_record(None) if cycle is None else cycle.scope["state"].get("record") or new_record(None)
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            told = Record(record.request_id, service_code="APIG.0201")
            self._write_refusal(told)
            if cycle is None:
                self.app_state[ON_UNREADABLE](told, MALFORMED)
            else:
                cycle.scope["state"][ANSWERED_BELOW] = told
        self.transport.close()
        if cycle is not None:
            # It is the body of a request that broke off here: for its handler the sender has left.
            cycle.disconnected = True
            cycle.message_event.set()

    def _write_refusal(self, told: Record) -> None:
        body = json.dumps({"error_code": told.service_code, "error_msg": "API request error."}).encode()
        headers = [
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("X-Request-Id", told.request_id),
            ("Connection", "close"),
        ]
        head = h11.Response(status_code=MALFORMED, headers=headers, reason=HTTPStatus(MALFORMED).phrase)
        for event in (head, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")

    def _in_progress(self) -> RequestResponseCycle | None:
        # Typed as if it were always there; it is None before the first request.
        cycle: RequestResponseCycle | None = self.cycle
        return cycle if cycle is not None and not cycle.response_complete else None

    def _wait(self) -> None:
        self._stop_waiting()
        # Not `close`: that would go on waiting for a client that does not take its answer.
        self._alarm = self.loop.call_later(self.patience_s, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
