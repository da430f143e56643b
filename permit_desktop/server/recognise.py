"""POST /v2/{project_id}/ocr/exit-entry-permit: a picture in, the permit's fields out."""

from __future__ import annotations

import time

from starlette.requests import Request
from starlette.responses import Response

from permit_desktop.api.error_table import refusal
from permit_desktop.api.request import RecogniseRequest, request_from_json
from permit_desktop.server.answers import json_answer
from permit_desktop.server.incoming import (
    check_media_type,
    headers_of,
    json_of,
    read_body,
    signable,
    while_sender_stays,
)
from permit_desktop.server.parts import Parts
from permit_desktop.server.reading import Failed, Outcome, Refused, Task
from permit_desktop.server.record import record_of


class Recognise:
    """The endpoint."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, request: Request) -> Response:
        """Answers one request.

        Raises:
            ServiceError: the documented failure.
        """
        record = record_of(request.scope)
        # Everything that the head tells comes first, and a place in the line last: bodies, and hosts that a picture is
        # fetched from, may be slow, and the senders of bodies are only known once a body is complete.
        check_media_type(request)
        caller = self._parts.authenticator.identify(headers_of(request))
        if not caller.project_id:
            raise refusal("ModelArts.0212")
        if request.path_params["project_id"] != caller.project_id:
            raise refusal("APIG.0310")
        with self._parts.uploads.place(caller.user.user_id):
            body = await read_body(request)
            self._parts.authenticator.check_signature(caller, signable(request, body))
            record.project_id = caller.user.project_id
            asked = request_from_json(json_of(body))
            del body
            picture = await while_sender_stays(request, self._picture(asked, caller.user.user_id))
        outcome = await while_sender_stays(request, self._read(caller.user.user_id, picture, asked))
        if isinstance(outcome, Refused):
            raise refusal(outcome.service_code)
        if isinstance(outcome, Failed):
            record.fault = outcome.fault
            raise refusal("ModelArts.4505")
        return json_answer({"result": outcome.result})

    async def _picture(self, asked: RecogniseRequest, user_id: str) -> bytes:
        if asked.image is not None:
            return asked.image
        if self._parts.fetch is None or asked.url is None:
            raise refusal("ModelArts.4601")
        return await self._parts.fetch(asked.url, user_id)

    async def _read(self, user_id: str, picture: bytes, asked: RecogniseRequest) -> Outcome:
        begun_s = time.perf_counter()
        task = Task(picture, asked.return_portrait_image, asked.return_portrait_location)
        outcome = await self._parts.readers.read(user_id, task)
        self._parts.metrics.read(type(outcome).__name__.lower(), time.perf_counter() - begun_s)
        return outcome
