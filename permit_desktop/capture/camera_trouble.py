"""What a camera meets whatever reads it."""

from __future__ import annotations

from typing import Final

from permit_desktop.domain.errors import CameraError, ErrorCode

RETRY_S: Final = 1.0
"""How long after a failure a camera is opened again: one that is plugged in is back by itself within 3 s. The rest of
that time is for a listing under way when it was plugged in, the next one, and the opening."""
SILENT_S: Final = 1.7
"""After how long without a picture a camera is lost: two seconds, less the time until that is noticed."""
UNANSWERED_S: Final = 5.0
"""After how long an opening is said to have no answer."""


def no_more_pictures() -> CameraError:
    """A camera that was open gives none any more."""
    return CameraError(
        ErrorCode.CAMERA_LOST,
        "The camera gives no more pictures.",
        "Check its cable; it is opened again as soon as it answers.",
    )


def no_answer() -> CameraError:
    """An opening does not end."""
    return CameraError(
        ErrorCode.CAMERA_LOST,
        "The camera does not answer.",
        "Check its cable, and close other programs that use it; it goes on as soon as the camera answers.",
    )
