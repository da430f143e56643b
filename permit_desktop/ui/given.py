"""What is dropped on the window or pasted into it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent, QImage


def what_is_given(held: QMimeData | None) -> list[Path] | QImage | None:
    """Files where there are some, else the picture itself, as of a web page; an address is never fetched.

    Args:
        held: of an empty clipboard None, whatever Qt's stubs say.

    Returns:
        None where there is no picture in it.
    """
    held = held or QMimeData()
    paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
    if paths:
        return paths
    picture = held.imageData() if held.hasImage() else None
    return picture if isinstance(picture, QImage) and not picture.isNull() else None


def takes(event: QDropEvent) -> bool:
    """Takes it so that it stays where it came from; nothing from this window, where only text is dragged."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.setAccepted(event.source() is None and event.dropAction() is not Qt.DropAction.MoveAction)
    return event.isAccepted()
