"""Pictures of the vault for the screen: fetched in the vault's thread, decoded small on another, never on the disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage

from permit_desktop.workers.vault_thread import VaultThread

if TYPE_CHECKING:
    from permit_desktop.vault.vault import Vault

_MOST_WAITING: Final = 64
"""Whoever scrolls fast does not look at what went by."""


@dataclass(frozen=True, slots=True, eq=False)
class StoredPicture:
    """A still as the screen shows it; no image where it is purged or cannot be decoded."""

    still_id: int
    image: QImage | None


class StoredPictures(QObject):
    """Fetches one still at a time, the one asked for last first, so that the vault is free for others in between.

    Args:
        vault: the vault's thread.
        fit_px: the room on the screen, in device pixels.

    Attributes:
        loaded(StoredPicture): one for each still that was asked for and not forgotten since.
    """

    loaded = Signal(object)
    _decoded = Signal(int, object)

    def __init__(self, vault: VaultThread, fit_px: tuple[int, int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._fit_px = fit_px
        self._waiting: OrderedDict[int, None] = OrderedDict()
        self._fetching: int | None = None
        self._forgotten = self._ended = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._decoded.connect(self._tell)

    def ask(self, still_ids: Iterable[int]) -> None:
        """Wants these pictures; the first of them soonest."""
        for still_id in reversed(list(still_ids)):
            self._waiting[still_id] = None
            self._waiting.move_to_end(still_id)
        while len(self._waiting) > _MOST_WAITING:
            self._waiting.popitem(last=False)
        self._next()

    def forget(self) -> None:
        """Wants none of those any more that were asked for; what is under way is dropped when it arrives."""
        self._waiting.clear()
        self._forgotten = self._fetching is not None

    def stop(self) -> None:
        """Waits for the picture that is being decoded; fetches none any more."""
        self._ended = True
        self.forget()
        self._pool.waitForDone()

    def _next(self) -> None:
        if self._ended or self._fetching is not None or not self._waiting:
            return
        still_id, _ = self._waiting.popitem()
        self._fetching = still_id
        errand = self._vault.ask(lambda vault: _content(vault, still_id))
        errand.done.connect(self._fetched)
        errand.failed.connect(self._failed)

    @Slot(object)
    def _fetched(self, content: bytes) -> None:
        if self._fetching is None or self._forgotten:
            self._failed(None)
        else:
            self._pool.start(_Decoding(self, self._fetching, content, self._fit_px))

    @Slot(object)
    def _failed(self, _error: object) -> None:
        if self._fetching is not None:
            self._tell(self._fetching, None)

    @Slot(int, object)
    def _tell(self, still_id: int, image: QImage | None) -> None:
        forgotten, self._forgotten, self._fetching = self._forgotten, False, None
        if not forgotten:
            self.loaded.emit(StoredPicture(still_id, image))
        self._next()

    def decoded(self, still_id: int, image: QImage | None) -> None:
        """From the decoding thread: a picture is there."""
        self._decoded.emit(still_id, image)


def _content(vault: Vault, still_id: int) -> bytes:
    return vault.stills.content(still_id)


class _Decoding(QRunnable):
    def __init__(self, pictures: StoredPictures, still_id: int, content: bytes, fit_px: tuple[int, int]) -> None:
        super().__init__()
        self._pictures = pictures
        self._still_id = still_id
        self._content = content
        self._fit_px = fit_px

    def run(self) -> None:
        self._pictures.decoded(self._still_id, to_small_image(self._content, self._fit_px))


def to_small_image(content: bytes, fit_px: tuple[int, int]) -> QImage | None:
    """A picture file as an image that fits into some pixels; None when it is no acceptable picture."""
    from permit_desktop.domain.errors import StillError
    from permit_desktop.imaging.thumbnail import small
    from permit_desktop.workers.preview import to_image

    try:
        return to_image(small(content, fit_px), fit_px)
    except StillError:
        return None
