"""The API's request body, both ways."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from permit_desktop.api.error_table import refusal
from permit_desktop.imaging.decode import MAX_BASE64_CHARACTERS

MAX_URL_CHARS: Final = 2048


@dataclass(frozen=True, slots=True)
class RecogniseRequest:
    """What is asked of a service: one picture, as a file's bytes or as an address, never both.

    Attributes:
        image: the bytes of a JPEG, PNG, BMP or TIFF file.
        url: where the service fetches the picture.
        return_portrait_image: whether the portrait's crop is wanted.
        return_portrait_location: whether the portrait's place is wanted.
    """

    image: bytes | None = None
    url: str | None = None
    return_portrait_image: bool = False
    return_portrait_location: bool = False


def request_to_json(request: RecogniseRequest) -> dict[str, Any]:
    """The documented body, ready for `json.dumps`; what has its default value is left out."""
    body: dict[str, Any] = {}
    if request.image is not None:
        body["image"] = base64.b64encode(request.image).decode("ascii")
    if request.url is not None:
        body["url"] = request.url
    for key in ("return_portrait_image", "return_portrait_location"):
        if getattr(request, key):
            body[key] = True
    return body


def request_from_json(body: object) -> RecogniseRequest:
    """Reads a body as a service does; unknown keys are ignored, `null` and the empty text count as missing.

    Raises:
        ServiceError: with the `service_code` to answer: ModelArts.4105 for what is no object, AIS.0101 for wrong types
            or not exactly one picture, ModelArts.4104 for a picture that is too large, AIS.0102 for what is not
            bare Base64.
    """
    if not isinstance(body, Mapping):
        raise refusal("ModelArts.4105")
    image, url = (None if body.get(key) == "" else body.get(key) for key in ("image", "url"))
    flags = [body.get(key) for key in ("return_portrait_image", "return_portrait_location")]
    if (image is None) == (url is None) or not all(flag is None or isinstance(flag, bool) for flag in flags):
        raise refusal("AIS.0101")
    if not isinstance(url if image is None else image, str) or (url is not None and not is_plain_url(url)):
        raise refusal("AIS.0101")
    return RecogniseRequest(None if image is None else _decoded(image), url, bool(flags[0]), bool(flags[1]))


def is_plain_url(url: str) -> bool:
    """Whether an address can stand in a request: short enough, and everything else than ASCII percent-encoded."""
    return len(url) <= MAX_URL_CHARS and url.isascii() and url.isprintable() and " " not in url


def _decoded(image: str) -> bytes:
    if len(image) > MAX_BASE64_CHARACTERS:
        raise refusal("ModelArts.4104")
    try:
        return base64.b64decode(image, validate=True)
    except (binascii.Error, ValueError):
        raise refusal("AIS.0102") from None
