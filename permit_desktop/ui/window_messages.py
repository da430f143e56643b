"""What the window's banners say, in the language of the moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from permit_desktop.domain.bands import Band
from permit_desktop.domain.permit import FieldName
from permit_desktop.ui.banner import Action, Message, Saying
from permit_desktop.ui.field_text import label
from permit_desktop.ui.plain_text import plain

Act = Callable[[], object]

_LONGEST_NAME: Final = 60
"""Characters of a text from outside that a sentence takes up."""


def no_camera(why: Saying, *, open_files: Act, demo: Act) -> Message:
    """The camera cannot be used; what works without one is offered."""
    say = QCoreApplication.translate
    sentence, remedy = why()
    actions = (
        Action(say("MainWindow", "Open a file …"), open_files),
        Action(say("MainWindow", "Try the demo"), demo),
    )
    return Message("camera-off", sentence, remedy, Band.MEDIUM, actions)


def small_pictures(width_px: int, height_px: int, dismissal: Action) -> Message:
    """The camera's pictures are small for a permit."""
    say = QCoreApplication.translate
    sentence = say("MainWindow", "The camera's pictures are small for a permit: {width} × {height} pixels")
    remedy = say(
        "MainWindow", "Permits are taken all the same, and read less surely. Try a larger picture in the settings."
    )
    return Message("too-far", sentence.format(width=width_px, height=height_px), remedy, Band.MEDIUM, (dismissal,))


def demo(end: Act) -> Message:
    """Nothing is stored as long as the demo lasts."""
    say = QCoreApplication.translate
    sentence = say("MainWindow", "This is the demo: nothing is stored")
    remedy = say(
        "MainWindow",
        "A simulated camera shows specimen permits. Files that you open meanwhile are not stored either.",
    )
    return Message("camera", sentence, remedy, Band.MEDIUM, (_back_to_camera(end),))


def playing(name: str, end: Act) -> Message:
    """A video is shown in place of the camera's picture."""
    say = QCoreApplication.translate
    sentence = say("MainWindow", "{file} is played in place of the camera")
    remedy = say("MainWindow", "Permits in it are read as before the camera. The camera comes back at its end.")
    text = sentence.format(file=plain(name, _LONGEST_NAME))
    return Message("camera", text, remedy, Band.MEDIUM, (_back_to_camera(end),))


def unread(name: str, why: Saying, dismissal: Action, begin: Act | None) -> Message:
    """A still could not be read; `begin` begins another permit with it, where that is possible."""
    say = QCoreApplication.translate
    text, remedy = why()
    if name:
        text = say("MainWindow", "{file}: {what}").format(file=plain(name, _LONGEST_NAME), what=text)
    if begin is None:
        return Message("fault", text, remedy, Band.MEDIUM, (dismissal,))
    begins = Action(say("MainWindow", "Begin with this permit"), begin)
    return Message("fault", text, remedy, Band.MEDIUM, (begins, dismissal))


def untaken(fields: Sequence[FieldName]) -> tuple[str, str]:
    """What was typed did not hold, and its permit is not in view any more."""
    say = QCoreApplication.translate
    sentence = say("MainWindow", "What was typed was not taken: {fields}")
    remedy = say("MainWindow", "Review the permit before, and type it there.")
    return sentence.format(fields=", ".join(map(label, fields))), remedy


def taken(pictures: int, permits: int, unread: int, dismissal: Action, show_records: Act) -> Message:
    """Files were taken of permits of which not all are complete."""
    say = QCoreApplication.translate
    text = say("MainWindow", "{pictures} files were taken, of {permits} permits. Some have one side only.")
    if unread:
        text += " " + say("MainWindow", "Not read: {unread}.")
    text = text.format(pictures=pictures, permits=permits, unread=unread)
    actions = (Action(say("MainWindow", "Show the records"), show_records), dismissal)
    remedy = say("MainWindow", "Review them on the Records page.")
    return Message("records", text, remedy, Band.MEDIUM, actions)


def fault(details: str, dismissal: Action) -> Message:
    """A bug came up."""
    say = QCoreApplication.translate
    copy = Action(say("MainWindow", "Copy details"), lambda: QGuiApplication.clipboard().setText(details))
    sentence = say("MainWindow", "A fault in the program: {kind}")
    remedy = say(
        "MainWindow",
        "You can go on. The details hold nothing of any permit; please send them to your support.",
    )
    text = sentence.format(kind=plain(details.partition("\n")[0], _LONGEST_NAME))
    return Message("fault", text, remedy, Band.LOW, (copy, dismissal))


def no_picture() -> tuple[str, str]:
    """What was dropped or pasted holds no picture."""
    say = QCoreApplication.translate
    remedy = say(
        "MainWindow", "Drop or paste a picture, or a file with one. Text is not read, and no address is opened."
    )
    return say("MainWindow", "There is no picture in this."), remedy


def _back_to_camera(end: Act) -> Action:
    return Action(QCoreApplication.translate("MainWindow", "Back to the camera"), end)
