"""The camera that is looked through, or a video in its place."""

from __future__ import annotations

from collections import deque
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from permit_desktop.capture.auto_capture import AutoCapture
from permit_desktop.capture.card_finder import CardFinder
from permit_desktop.capture.desk import Desk
from permit_desktop.capture.frame import FrameSource
from permit_desktop.capture.frozen import FrozenWatch
from permit_desktop.capture.guide import Guide
from permit_desktop.capture.sources.video_file import VideoFile
from permit_desktop.capture.strictness import LEVELS
from permit_desktop.domain.errors import CameraError
from permit_desktop.system.settings import CaptureSection
from permit_desktop.ui.error_text import in_words
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.workers.camera_seat import CameraSeat
from permit_desktop.workers.preview import Preview


class CameraFlow(QObject):
    """Puts cameras and videos on the seat, and says in the window how they stand. Lives in the window's thread.

    Attributes:
        missing: the camera cannot be used, or was lost.
        wanted: the last video was played, or could not be.
    """

    missing = Signal()
    wanted = Signal()

    def __init__(self, window: MainWindow, seat: CameraSeat, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._page = window.scan_page
        self._seat = seat
        self._settings = CaptureSection()
        self._video: Path | None = None
        """What is played in place of the camera."""
        self._videos: deque[Path] = deque()
        """What is played after it."""
        self._told_small = False
        """Since it was opened."""
        self.name = ""
        """Of what is looked through, as it was opened last; plain text from outside."""
        seat.seen.connect(self._look_at_size)
        seat.opened.connect(self._opened)
        seat.slow.connect(self._page.show_slow)
        seat.failed.connect(self._failed)
        seat.ended.connect(self._play_next)

    def use(self, source: FrameSource, settings: CaptureSection = CaptureSection()) -> None:  # noqa: B008 - frozen
        """Starts a camera in place of the one before, or of a video; `settings` say how its pictures are taken."""
        self._video = None
        self._videos.clear()
        self._settings = settings
        self._start(source, FrozenWatch())

    @Slot(object)
    def play(self, video: Path) -> None:
        """Plays a video in place of the camera, after those that are to be played already."""
        self._videos.append(video)
        if self._video is None:
            self._play_next()

    def rest(self) -> None:
        """Ends the camera until `use`: nobody is there to see what it sees."""
        self._videos.clear()
        self._seat.clear()
        self._page.show_opening()

    def follow(self, settings: CaptureSection) -> None:
        """Takes pictures as settings say, from the next one on."""
        self._told_small = self._told_small and settings.strictness is self._settings.strictness
        self._settings = settings
        self._seat.follow(LEVELS[settings.strictness], automatic=settings.automatic)

    def good_width_share(self, preview: Preview) -> float:
        """How wide a card lies well, as a part of the picture's width."""
        return LEVELS[self._settings.strictness].good_width_share(*preview.frame_px)

    def _start(self, source: FrameSource, frozen_watch: FrozenWatch | None) -> None:
        self._window.state_banner.clear()
        self._page.show_opening()
        guide = Guide(CardFinder().find, LEVELS[self._settings.strictness])
        self._seat.use(source, Desk(guide, AutoCapture(automatic=self._settings.automatic), frozen_watch))

    @Slot()
    def _play_next(self) -> None:
        """Plays the next video; after the last one the camera comes back."""
        if self._videos:
            self._video = self._videos.popleft()
            self._start(VideoFile(self._video), None)
        else:
            self.wanted.emit()

    @Slot(str)
    def _opened(self, name: str) -> None:
        self.name = name
        self._told_small = False
        if self._video is not None:
            self._window.show_playing(name)
        else:
            self._window.state_banner.clear()

    @Slot(object)
    def _look_at_size(self, preview: Preview) -> None:
        if self._video is not None or self._told_small:
            return
        if LEVELS[self._settings.strictness].is_cramped_in(*preview.frame_px):
            self._told_small = True
            self._window.show_small_pictures(*preview.frame_px)

    @Slot(object)
    def _failed(self, error: CameraError) -> None:
        if self._video is not None:
            self._window.show_unread("", partial(in_words, error))
            self._play_next()
            return
        self._window.show_no_camera(partial(in_words, error))
        self.missing.emit()
