"""What is scanned: cameras, files and the reader, joined with the scan page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from permit_desktop.app.loading import Loading
from permit_desktop.app.options import Source
from permit_desktop.capture.sources.known_ways import NAME as WAYS_NAME
from permit_desktop.capture.sources.known_ways import KnownWays
from permit_desktop.system.resources import resource
from permit_desktop.system.settings import CameraSection, CaptureSection, RecogniserKind
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.record_model import Terms
from permit_desktop.workers.live_settings import LiveSettings

if TYPE_CHECKING:  # these rooms bring the pixel libraries, which load behind the window
    from permit_desktop.capture.frame import FrameSource
    from permit_desktop.recognition.apart import RecogniserApart
    from permit_desktop.ui.scan_flow import ScanFlow


class Scanning(QObject):
    """From the camera that the settings name, or the simulated one, to the record in view.

    Args:
        folder: the data folder, which keeps how cameras were opened.

    Attributes:
        flow: what happens on the scan page; None until `start`.
        cameras_found(list, tuple): path and name of each camera of this computer, and of the usual one.
    """

    cameras_found = Signal(list, object)
    _source_made = Signal(object, object)

    def __init__(self, window: MainWindow, live: LiveSettings, loading: Loading, source: Source, folder: Path) -> None:
        super().__init__(window)
        self.flow: ScanFlow | None = None
        self._window = window
        self._live = live
        self._loading = loading
        self._source = source
        self._camera = live.settings.camera
        self._known_ways = KnownWays(folder / WAYS_NAME)
        self._rests = False
        self._is_over = False
        self._source_made.connect(self._use_source)
        self.cameras_found.connect(window.settings_page.show_cameras)
        live.changed.connect(self._settings_changed)

    def start(self, recogniser: RecogniserApart) -> ScanFlow:
        """Starts the reader; everything is loaded by now. The camera follows with `open_source`."""
        from permit_desktop.ui.scan_flow import ScanFlow
        from permit_desktop.workers.reading_worker import ReadingThread

        reading = ReadingThread(recogniser.loaded)
        self.flow = ScanFlow(self._window, reading, terms=self._terms, provisional=self._is_provisional)
        return self.flow

    def open_source(self) -> None:
        """Opens the camera, in the background."""
        self._loading.do(self._make_source(self._source))

    def show_demo(self) -> None:
        """Opens the simulated camera in the place of the real one."""
        self._change_source(Source.SIMULATED)

    def end_demo(self) -> None:
        """Opens the real camera again."""
        self._change_source(Source.CAMERA)

    def _change_source(self, source: Source) -> None:
        self._window.state_banner.clear()
        self._window.scan_page.show_opening()
        if self.flow is not None:
            self.flow.leave()
        self._loading.do(self._make_source(source))

    @Slot()
    def rest(self) -> None:
        """The window is locked: the camera rests."""
        self._rests = self.flow is not None
        if self.flow is not None:
            self.flow.camera.rest()

    @Slot()
    def resume(self) -> None:
        """Somebody is there again."""
        if self._rests and self.flow is not None:
            self.open_source()
        self._rests = False

    def camera_name(self) -> str:
        """What the camera in use calls itself; empty before one was opened."""
        return self.flow.camera.name if self.flow is not None else ""

    @property
    def hangs(self) -> bool:
        """After `stop`: whether a thread still runs, as a driver or a share does not answer."""
        return self.flow is not None and self.flow.hangs

    def stop(self) -> None:
        """Ends camera and reader; a thread may remain, see `hangs`."""
        self._is_over = True
        if self.flow is not None:
            self.flow.stop()

    @Slot()
    def _settings_changed(self) -> None:
        if self.flow is None:
            return
        self.flow.follow(self._capture())
        if self._source is Source.CAMERA and self._live.settings.camera != self._camera:
            self.open_source()

    def _is_provisional(self) -> bool:
        return self._live.settings.recogniser.kind is RecogniserKind.SERVICE

    def _terms(self) -> Terms:
        settings = self._live.settings
        today = datetime.now(UTC).astimezone().date()
        return Terms(today, settings.desk.thresholds, settings.capture.sides)

    def _capture(self) -> CaptureSection:
        """The demo stores nothing, so it takes no file that somebody counts on."""
        capture = self._live.settings.capture
        return replace(capture, watched_folder=None) if self._source is Source.SIMULATED else capture

    def _make_source(self, source: Source) -> Callable[[], None]:
        self._source = source
        if source is Source.SIMULATED:
            return lambda: self._source_made.emit(source, simulated_camera())
        self._camera = self._live.settings.camera
        return partial(self._find_camera, self._camera)

    def _find_camera(self, settings: CameraSection) -> None:
        """Runs beside the window: asking the system for its cameras may take a second."""
        from permit_desktop.capture.sources.camera_list import list_cameras

        self._source_made.emit(Source.CAMERA, real_camera(settings, self._known_ways))
        self.cameras_found.emit([(camera.path, camera.name) for camera in list_cameras()], self._known_ways.usual)

    @Slot(object, object)
    def _use_source(self, source: Source, camera: FrameSource) -> None:
        if self._window.is_locked:
            self._rests = True
        elif self.flow is not None and source is self._source and not self._is_over:  # else another is wanted by now
            self.flow.camera.use(camera, self._capture())
            self.flow.follow(self._capture())


def simulated_camera() -> FrameSource:
    """The demo's camera, which shows specimen permits."""
    from permit_desktop.capture.sources.simulated_camera import SimulatedCamera
    from permit_desktop.capture.sources.specimens import SpecimenPermits

    return SimulatedCamera(SpecimenPermits(resource("specimens")))


def real_camera(settings: CameraSection, known: KnownWays) -> FrameSource:
    """The camera that the settings name."""
    from permit_desktop.capture.sources.opencv_camera import camera_of

    return camera_of(settings, known)
