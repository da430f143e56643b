"""The small pictures of a table: kept while they are looked at, gone when the window locks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Container
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

_MOST: Final = 200


class Thumbnails(QObject):
    """What is there, and what is still wanted; the newest wish comes first.

    Attributes:
        wanted(list[int]): pictures that a table would have shown, by their keys.
        arrived(int): a picture is there.
    """

    wanted = Signal(list)
    arrived = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._images: OrderedDict[int, QImage | None] = OrderedDict()
        self._missing: dict[int, None] = {}
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(30)
        self._asking.timeout.connect(self._ask)

    def get(self, key: int) -> QImage | None:
        """The picture; None while it is not there, or when there is none."""
        if key in self._images:
            self._images.move_to_end(key)
            return self._images[key]
        self._missing[key] = None
        if not self._asking.isActive():
            self._asking.start()
        return None

    def put(self, key: int, image: QImage | None) -> None:
        """Keeps a picture; None for one that cannot be had, so that it is not asked for again."""
        self._images[key] = image
        self._images.move_to_end(key)
        if len(self._images) > _MOST:
            self._images.popitem(last=False)
        self.arrived.emit(key)

    def keep_only(self, keys: Container[int]) -> None:
        """Forgets the pictures of everything else: they may have been purged."""
        for key in [key for key in self._images if key not in keys]:
            del self._images[key]

    def drop(self) -> None:
        """Forgets every picture: the window was locked."""
        self._images.clear()
        self._missing.clear()
        self._asking.stop()

    def _ask(self) -> None:
        missing, self._missing = list(self._missing), {}
        if missing:
            self.wanted.emit(missing)
