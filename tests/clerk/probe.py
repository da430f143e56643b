"""The demo's window with eyes for the clerk: `python -m tests.clerk.probe COUNT [STRICT]`.

A process of its own: the program as it is, but for the permits on the desk, and for what it tells on standard output,
one JSON object a line. The hand on the desk waits at each side until the side was read, and takes the permit away when
the record was accepted. STRICT names a field that is never sure enough, so that the clerk has something to look at.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from typing import Any, Final
from unittest.mock import patch

from PySide6.QtCore import QEvent, QObject, QPoint, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from permit_desktop.app import run as window_run
from permit_desktop.app import scanning
from permit_desktop.app.session import Session
from permit_desktop.capture.frame import Frame
from permit_desktop.capture.sources.simulated_camera import FRAMES_PER_S, _Stage
from permit_desktop.capture.sources.simulated_hand import CYCLE_S
from permit_desktop.cli.command_line import run
from permit_desktop.domain.bands import Thresholds
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.domain.review import doubts
from permit_desktop.system.setting_kinds import FieldThresholds
from permit_desktop.ui.card_faces import CardFace
from permit_desktop.ui.record_model import Terms
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.vault.vault import Vault
from tests.clerk.permits import faces

FRONT_LIES_S: Final = 5.3
BACK_LIES_S: Final = 8.9
"""Until then in its round the hand shows a side; then it waits for the side to be read."""


def tell(**what: object) -> None:
    """One line to the clerk."""
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


class PatientCamera:
    """The demo's camera, whose hand waits for the reader and for the clerk."""

    name = "Clerk's desk"

    def __init__(self, count: int) -> None:
        self._stage = _Stage([faces(place) for place in range(count)], seed=0)
        self._tick = 0
        self._number = 0
        self._due_s = time.monotonic()
        self.read_sides: set[Side] = set()
        self.accepted = False

    def open(self) -> None:
        """Nothing to prepare."""

    def read(self) -> Frame:
        """The next picture, when it is due."""
        self._due_s += 1 / FRAMES_PER_S
        late_s = time.monotonic() - self._due_s
        if late_s < 0:
            time.sleep(-late_s)
        else:
            self._due_s += late_s
        if not self._waits():
            self._tick += 1 + max(0, int(late_s * FRAMES_PER_S))
        self._number += 1
        return Frame(self._stage.picture(self._tick), self._number, self._number / FRAMES_PER_S)

    def give_up(self) -> None:
        """Nothing takes long."""

    def close(self) -> None:
        """Nothing to give back."""

    def _waits(self) -> bool:
        at_s = self._tick / FRAMES_PER_S % CYCLE_S
        if at_s < 1:  # another permit
            self.read_sides.clear()
            self.accepted = False
        waits_for_front = at_s >= FRONT_LIES_S and Side.FRONT not in self.read_sides
        return waits_for_front or (at_s >= BACK_LIES_S and not self.accepted)


class Watch(QObject):
    """Sees what a person sees, and counts the keys and clicks that come from the window system."""

    def __init__(self, session: Session, camera: PatientCamera, count: int) -> None:
        super().__init__(session)
        self._session = session
        self._camera = camera
        self._left = count
        self._keys = self._clicks = 0
        self._page = session.window.scan_page
        flow = session.scanning.flow
        assert flow is not None
        flow.side_read.connect(self._side_read)
        self._page.field_corrected.connect(self._done)
        self._page.field_confirmed.connect(self._done)
        self._page.record.field_focused.connect(self._done)
        self._page.record_accepted.connect(self._accepted)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Counts at the window, which gets each of them first."""
        if event.spontaneous() and isinstance(watched, QWindow):
            self._keys += event.type() is QEvent.Type.KeyPress
            self._clicks += event.type() is QEvent.Type.MouseButtonPress
        return False

    @Slot(object)
    def _side_read(self, _read: object) -> None:
        model = self._page.record.model
        assert model is not None
        self._camera.read_sides |= set(model.groups)
        self._tell_record()

    @Slot()
    def _done(self) -> None:
        self._tell_record()

    def _tell_record(self) -> None:
        model = self._page.record.model
        assert model is not None
        at = next((row.row.field for row in self._page.record.rows() if row.row and row.edit.hasFocus()), None)
        tell(
            complete=model.complete,
            doubts=list(doubts(model.bands)),
            values=dict(model.values),
            at=at,
            places={each.side: self._place(each.face) for each in self._faces()},
        )

    def _faces(self) -> list[Any]:
        front, back = self._page.faces.findChildren(CardFace)
        return [_Face(Side.FRONT, front), _Face(Side.BACK, back)]

    def _place(self, face: CardFace) -> tuple[int, int, int]:
        """Where a face lies on the screen, and how wide it is."""
        corner = face.mapToGlobal(QPoint(0, 0))
        return corner.x(), corner.y(), min(face.width(), round(face.height() * 85.6 / 53.98))

    @Slot()
    def _accepted(self) -> None:
        model = self._page.record.model
        assert model is not None
        tell(accepted=dict(model.values), keys=self._keys, clicks=self._clicks)
        self._keys = self._clicks = 0
        self._camera.accepted = True
        self._left -= 1
        if self._left == 0:
            self._session.storage.vault.ask(_stored).done.connect(self._finish)

    @Slot(object)
    def _finish(self, stored: object) -> None:
        tell(stored=stored)
        self._session.window.close()


class _Face:
    def __init__(self, side: Side, face: CardFace) -> None:
        self.side = side
        self.face = face


def _stored(vault: Vault) -> list[Mapping[str, object]]:
    """What the vault holds of the day."""
    found: list[Mapping[str, object]] = []
    for record_id in sorted(row.record_id for row in vault.record_list.rows(RecordFilter())):
        record = vault.records.get(record_id)
        found.append(
            {
                "values": {name: field.value for name, field in record.fields.items()},
                "reviewed": record.summary.reviewed_at_s is not None,
                "stills": len(record.still_ids),
            }
        )
    return found


def main(count: int, strict: str) -> int:
    """Runs the window until so many records were accepted."""
    camera = PatientCamera(count)
    own = ((FieldName(strict), Thresholds(1.0, 0.5)),) if strict else ()
    thresholds = FieldThresholds(Thresholds(), own)

    class Watched(Session):
        def _start(self) -> None:
            super()._start()
            if self.scanning.flow is not None:
                self._watch = Watch(self, camera, count)

    terms = scanning.Scanning._terms  # noqa: SLF001 - the probe looks inside
    with (
        patch.object(scanning.Scanning, "_terms", lambda self: Terms(terms(self).today, thresholds)),
        patch.object(scanning, "simulated_camera", lambda: camera),
        patch.object(window_run, "Session", Watched),
    ):
        return run(["demo"])


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))
