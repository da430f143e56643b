"""What the log says of one request: filled while it is handled, and free of personal data by its very fields."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

_REQUEST_ID: Final = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(slots=True)
class Record:
    """One request.

    Attributes:
        request_id: 32 hexadecimal digits or a UUID.
        project_id: the project of the user who proved to be calling.
        service_code: the code of the failure that was answered.
        fault: where the service itself failed.
        reason: why the caller was not let in.
        user_id: whose key or name the caller used who was not let in; None where there is no such user.
        locks: whether this request locked that key or name.
    """

    request_id: str
    project_id: str | None = None
    service_code: str | None = None
    fault: str | None = None
    reason: str | None = None
    user_id: str | None = None
    locks: bool = False


def new_record(given_id: str | None) -> Record:
    """A record under the caller's own request ID where that is one; anything else could carry personal data."""
    return Record(given_id if given_id and _REQUEST_ID.fullmatch(given_id) else uuid.uuid4().hex)


def record_of(scope: Mapping[str, Any]) -> Record:
    """The record of the request in hand."""
    record: Record = scope["state"]["record"]
    return record
