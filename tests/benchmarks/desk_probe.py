"""The window over a full vault with a stopwatch inside: `python -m tests.benchmarks.desk_probe`.

A process of its own on whatever display `QT_QPA_PLATFORM` names: 10,000 records and 2,000 jobs, the simulated camera
scanning, the reader reading, the queue being worked off. It turns pages, scrolls tables, and prints one JSON object:
the fields of `Log`.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from permit_desktop.app import passing_vault, run
from permit_desktop.app.loading import Loading
from permit_desktop.app.options import Source, WindowOptions
from permit_desktop.app.session import Session
from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.system.resources import resource
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.table import Table
from permit_desktop.vault.disk_space import DiskSpace
from permit_desktop.vault.job import Options
from permit_desktop.vault.key_holders import MemoryHolder
from permit_desktop.vault.vault import open_vault
from tests.vault.vaults import PERSON, front

RECORDS: Final = 10_000
JOBS: Final = 2_000
BEAT_MS: Final = 2
TURNS: Final = 20
WHEELS: Final = 400
JUMPS: Final = 100
BROWSES: Final = 60


@dataclass
class Times:
    """What one kind of thing cost the window's thread, in ms: its own processor time, and on the clock."""

    own_ms: list[float] = field(default_factory=list)
    clock_ms: list[float] = field(default_factory=list)


@dataclass
class Log:
    """What was seen.

    Attributes:
        times: by what was done: a page turned, a step scrolled.
        blocks: by what went on: every stretch in which the window's thread came to nothing else.
        read: sides that the camera's reader read meanwhile.
        worked_off: jobs that the queue answered meanwhile.
    """

    times: dict[str, Times] = field(default_factory=dict)
    blocks: dict[str, Times] = field(default_factory=dict)
    read: int = 0
    worked_off: int = 0


def fill(folder: Path, holder: MemoryHolder) -> None:
    """Puts the records of months into a vault, and a backlog of pictures that can be read."""
    vault = open_vault(folder, holder, what="benchmark", space=_space(folder))
    faces = [
        encode_jpeg(np.ascontiguousarray(decode_still(file.read_bytes())), 80)
        for file in sorted(resource("specimens").glob("*-front.jpg"))
    ]

    def work() -> None:
        for number in range(RECORDS - JOBS):
            name = f"石生{chr(0x4E00 + number % 5000)}"
            reading = front(f"CB{number:07d}", name, valid_period="2019.07.30 - 2029.07.29")
            capture = vault.outbox.add(b"\xff\xd8\xff %d" % number, Options("on-device"), reading=reading)
            if number % 3:
                vault.records.confirm(capture.record_id, PERSON)
        for number in range(JOBS):
            vault.outbox.add(faces[number % len(faces)] + b"%d" % number, Options("on-device"))

    vault._database.write(work)  # noqa: SLF001 (ten thousand syncs would measure nothing)
    vault.close()


def _space(folder: Path) -> DiskSpace:
    return DiskSpace(folder, floor_bytes=0, ballast_bytes=0)


class Driver(QObject):
    """Works the window in steps, with the event loop between them; measures each, and what lies between two beats."""

    def __init__(self, window: MainWindow, log: Log) -> None:
        super().__init__()
        self._window = window
        self._log = log
        self._phase = "starting"
        self._last = (time.thread_time(), time.perf_counter())
        self._chance = random.Random(3)
        self._script = self._steps()
        self._beat = QTimer(self)
        self._beat.timeout.connect(self._note_stretch)
        self._beat.start(BEAT_MS)
        self._next = QTimer(self)
        self._next.timeout.connect(self._step)
        self._next.start(10)

    def _note_stretch(self) -> None:
        now = (time.thread_time(), time.perf_counter())
        own_ms, clock_ms = (1000 * (after - before) for before, after in zip(self._last, now, strict=True))
        self._last = now
        stretch = self._log.blocks.setdefault(self._phase, Times())
        stretch.own_ms.append(own_ms)
        stretch.clock_ms.append(clock_ms - BEAT_MS)

    def _step(self) -> None:
        if next(self._script, None) is None:
            self._next.stop()
            QApplication.closeAllWindows()

    def _steps(self) -> Iterator[bool]:
        window = self._window
        pages: tuple[QWidget, ...] = (window.queue_page, window.records_page, window.scan_page)
        yield from self._until(lambda: self._log.read >= 2)
        self._phase = "scanning"
        yield from self._until(lambda: self._log.read >= 8)
        for page in pages:  # the first time a page is shown it is laid out, and its lists are fetched
            self._measure(f"first turn to {page.accessibleName()}", partial(self._turn, page))
            yield from self._wait(100)
        yield from self._until(lambda: window.records_page.model.rowCount() >= RECORDS)
        self._phase = "turning pages"
        for turn in range(TURNS * len(pages)):
            page = pages[turn % len(pages)]
            self._measure("turn to a page", partial(self._turn, page))
            yield from self._wait(5)
        for page, table in (
            (window.records_page, window.records_page.table),
            (window.queue_page, window.queue_page.table),
        ):
            window.show_page(page)
            yield from self._wait(60)
            yield from self._scroll(page.accessibleName(), table)
        window.show_page(window.records_page)
        yield from self._browse()
        window.show_page(window.scan_page)
        self._phase = "scanning"
        yield from self._wait(200)

    def _scroll(self, name: str, table: Table) -> Iterator[bool]:
        self._phase = f"scrolling {name}"
        for step in range(WHEELS):
            down = step < WHEELS * 3 // 4
            self._measure(f"{name}: a turn of the wheel", partial(_wheel, table, -120 if down else 120))
            yield True
        bar = table.verticalScrollBar()
        for _ in range(JUMPS):
            place = self._chance.randint(0, bar.maximum())
            self._measure(f"{name}: a jump", partial(_jump, table, place))
            yield True

    def _browse(self) -> Iterator[bool]:
        page = self._window.records_page
        self._phase = "browsing records in full"
        page.table.choose([page.model.keys()[5]])
        page.record_wanted.emit(page.model.keys()[5])
        yield from self._wait(30)
        for _ in range(BROWSES):
            key = page.model.keys()[self._chance.randint(0, 2000)]
            self._measure("choose another record", partial(page.table.choose, [key]))
            yield from self._wait(20)
        page.show_values()
        yield from self._wait(20)
        page.hide_values()

    def _turn(self, page: QWidget) -> None:
        self._window.show_page(page)
        self._window.repaint()

    def _measure(self, name: str, act: Callable[[], object]) -> None:
        own, clock = time.thread_time(), time.perf_counter()
        act()
        times = self._log.times.setdefault(name, Times())
        times.own_ms.append(1000 * (time.thread_time() - own))
        times.clock_ms.append(1000 * (time.perf_counter() - clock))

    def _until(self, there: Callable[[], bool]) -> Iterator[bool]:
        while not there():
            yield True

    def _wait(self, steps: int) -> Iterator[bool]:
        for _ in range(steps):
            yield True


def _wheel(table: Table, angle: int) -> None:
    middle = QPointF(table.viewport().rect().center())
    event = QWheelEvent(
        middle,
        table.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's argument
    )
    QApplication.sendEvent(table.viewport(), event)
    _paint_now(table)


def _jump(table: Table, place: int) -> None:
    table.verticalScrollBar().setValue(place)
    _paint_now(table)


def _paint_now(table: Table) -> None:
    """Paints what scrolling left to be painted, as the next frame would."""
    QApplication.sendPostedEvents(table.window(), 77)  # QEvent::UpdateRequest


def main() -> None:
    """Runs the window through the script, and prints the log."""
    log = Log()
    holder = MemoryHolder()
    begin, load = Session.begin, Loading._load  # noqa: SLF001 - the stopwatch looks inside
    drivers: list[Driver] = []

    def begin_and_drive(session: Any) -> None:
        begin(session)
        drivers.append(Driver(session.window, log))

    def load_and_count(loading: Any) -> None:
        from permit_desktop.ui.scan_flow import ScanFlow  # in the loader's thread, as the program does it
        from permit_desktop.ui.sync_flow import SyncFlow

        was_read, note_step = ScanFlow._was_read, SyncFlow._note_step  # noqa: SLF001

        def count_read(flow: Any, answer: Any) -> None:
            log.read += 1
            was_read(flow, answer)

        def count_step(flow: Any, step: Any) -> None:
            log.worked_off += step.job_id is not None
            note_step(flow, step)

        patch.object(ScanFlow, "_was_read", count_read).start()
        patch.object(SyncFlow, "_note_step", count_step).start()
        load(loading)

    folder = tempfile.TemporaryDirectory(prefix="desk-")
    fill(Path(folder.name), holder)
    with (
        patch.object(passing_vault, "scratch_folder", lambda: folder),  # the session removes it at its end
        patch.object(passing_vault.PassingVault, "_memory_holder", lambda _passing: holder),
        patch.object(Session, "begin", begin_and_drive),
        patch.object(Loading, "_load", load_and_count),
    ):
        run.run_window(WindowOptions(source=Source.SIMULATED))
    print(json.dumps(asdict(log)))


if __name__ == "__main__":
    main()
