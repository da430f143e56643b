"""The one window: a bar of pages, banners for states that stay, and the page in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from permit_desktop.domain.permit import FieldName
from permit_desktop.ui import tokens, window_messages
from permit_desktop.ui.banner import Banner, Message, Saying
from permit_desktop.ui.given import takes, what_is_given
from permit_desktop.ui.keyed_buttons import focused_button, is_plain_enter
from permit_desktop.ui.lock_page import LockPage
from permit_desktop.ui.question import Question
from permit_desktop.ui.queue_page import QueuePage
from permit_desktop.ui.records_page import RecordsPage
from permit_desktop.ui.roomy import Roomy, room_on_screen
from permit_desktop.ui.scan_page import ScanPage
from permit_desktop.ui.settings_page import SettingsPage
from permit_desktop.ui.shortcut_list import KeyGroup, ShortcutList, window_keys
from permit_desktop.ui.status_line import StatusLine
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.vault_panel import VaultPanel
from permit_desktop.ui.wording import Wording

STILL_ENDINGS = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff")
VIDEO_ENDINGS = (".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi")
_BAR_HEIGHT: Final = 48
_WITH_STATUS: Final = 760
_COMFORTABLE: Final = QSize(1280, 800)
_LEAST: Final = QSize(480, 240)
"""Full HD at three times its size has 640 × 360, of which the system keeps some for itself."""


@runtime_checkable
class HasKeys(Protocol):
    """A page that has keys of its own, and tells them to the list that F1 opens."""

    def keys(self) -> KeyGroup:
        """Its keys, in the language of the window."""
        ...


class MainWindow(QMainWindow):
    """Holds the pages; knows nothing of cameras and recognisers.

    Attributes:
        files_given: pictures to read and videos to play, dropped, pasted or chosen (`list[Path]`).
        camera_wanted: the person has seen enough of a video.
        demo_wanted, demo_end_wanted: the person wants to see the simulated camera, or has seen enough of it.
        lock_wanted: the person goes away.
        picture_given: a picture to read that is no file, dropped or pasted.
        begin_wanted: the person wants to begin with the permit that was refused as another one.
        attention_wanted: something does not go on without the person, who may be looking elsewhere.
        page_turned(QWidget): another page is in view.
        end_of_shift_wanted: the person goes home.
    """

    files_given = Signal(list)
    camera_wanted = Signal()
    demo_wanted = Signal()
    demo_end_wanted = Signal()
    lock_wanted = Signal()
    begin_wanted = Signal()
    picture_given = Signal(QImage)
    attention_wanted = Signal()
    page_turned = Signal(QWidget)
    end_of_shift_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.watch(self)
        self.setAcceptDrops(True)
        self.scan_page = ScanPage(theme)
        self.queue_page = QueuePage(theme)
        self.records_page = RecordsPage(theme)
        self.settings_page = SettingsPage(theme)
        self.state_banner = Banner(theme)
        """For the camera and the reader: stays as long as the state lasts."""
        self.demo_banner = Banner(theme)
        """For the demo: nothing is stored as long as it lasts."""
        self.offers_demo = True
        """Whether the list of keys offers the demo, too."""
        self.vault_banner = Banner(theme)
        """For the vault: why nothing is stored, or what was lost."""
        self.purge_banner = Banner(theme)
        """For what should be purged and is not: stays until it is, or was dismissed."""
        self.vault_panel = VaultPanel(theme)
        self.question = Question(theme)
        """What is asked before something cannot be taken back."""
        self.sync_banner = Banner(theme)
        """For the queue: why nothing is sent."""
        self.folder_banner = Banner(theme)
        """For the watched folder: stays as long as it is not there."""
        self.reading_banner = Banner(theme)
        """For a still that could not be read: stays until the next one."""
        self.review_banner = Banner(theme)
        """For records that wait for review: which one is in view, or was passed over."""
        self.settings_banner = Banner(theme)
        """For what is wrong with the settings' files."""
        self.fault_banner = Banner(theme)
        """For bugs: stays until the person has seen it."""
        self.status_line = StatusLine(theme)
        """How reader and queue stand."""
        self.lock_page = LockPage(theme)
        """In place of everything while nobody is there."""
        self._lock_place = Roomy(self.lock_page)
        self._body = QWidget()
        self._cover = QStackedWidget()
        self._focus_before: QWidget | None = None
        self._tabs = QHBoxLayout()
        self._pages = QStackedWidget()
        self._places: dict[QWidget, Roomy] = {}
        self._page_buttons: dict[QWidget, QPushButton] = {}
        self._lay_out()
        for page in (self.scan_page, self.queue_page, self.records_page, self.settings_page):
            self.add_page(page)
        self._make_shortcuts()
        self.scan_page.setFocus()
        Wording(self, self._say)

    def _make_shortcuts(self) -> None:
        self._shortcut(QKeySequence(QKeySequence.StandardKey.Open), self.choose_files)
        # Elsewhere the key belongs to what is typed.
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self.scan_page)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)
        self._shortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self._show_keys)
        self._shortcut(QKeySequence("Ctrl+L"), self.lock_wanted.emit)

    def _lay_out(self) -> None:
        self.setWindowTitle("Permit Desktop")
        self.setAccessibleName("Permit Desktop")
        self.setMinimumSize(_LEAST)
        self.resize(_COMFORTABLE.boundedTo(room_on_screen(self)))
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(Roomy(self._below_the_bar()), 1)
        for layer in (self._body, self._lock_place):
            self._cover.addWidget(layer)
        self.setCentralWidget(self._cover)

    def _below_the_bar(self) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for banner in (
            self.fault_banner,
            self.settings_banner,
            self.vault_banner,
            self.purge_banner,
            self.vault_panel,
            self.question,
            self.sync_banner,
            self.demo_banner,
            self.state_banner,
            self.folder_banner,
            self.review_banner,
            self.reading_banner,
        ):
            column.addWidget(banner)
        self._pages.setMinimumHeight(_LEAST.height() - _BAR_HEIGHT)  # however many banners there are
        column.addWidget(self._pages, 1)
        return below

    @property
    def page(self) -> QWidget | None:
        """The page in view."""
        place = self._pages.currentWidget()
        return place.content if isinstance(place, Roomy) else None

    @Slot()
    def come_forward(self) -> None:
        """Somebody started the program again: here it is."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_no_camera(self, say: Saying) -> None:
        """The camera cannot be used; `say` tells why. Offers what works without one."""
        self.scan_page.show_no_camera()
        self.state_banner.show_message(
            lambda: window_messages.no_camera(say, open_files=self.choose_files, demo=self.demo_wanted.emit)
        )
        self.attention_wanted.emit()

    def show_small_pictures(self, width_px: int, height_px: int) -> None:
        """The camera's pictures are so small that a permit in them is small, however it lies."""
        banner = self.state_banner
        banner.show_message(lambda: window_messages.small_pictures(width_px, height_px, banner.dismissal()))

    def show_no_folder(self, say: Saying) -> None:
        """The watched folder cannot be watched; `say` tells why."""
        self.folder_banner.show_message(lambda: Message("fault", *say()))
        self.attention_wanted.emit()

    def show_demo(self) -> None:
        """The simulated camera is shown in place of the real one."""
        self.demo_banner.show_message(lambda: window_messages.demo(self.demo_end_wanted.emit))

    def show_playing(self, name: str) -> None:
        """A video is shown in place of the camera's picture; `name` is its file's."""
        self.state_banner.show_message(lambda: window_messages.playing(name, self.camera_wanted.emit))

    def show_unread(self, name: str, say: Saying, *, begins: bool = False) -> None:
        """A still could not be read; `name` is its file's, empty for the camera's.

        Args:
            say: why, and what to do.
            begins: whether another permit may be begun with it.
        """
        begin = self.begin_wanted.emit if begins else None
        banner = self.reading_banner
        banner.show_message(lambda: window_messages.unread(name, say, banner.dismissal(), begin))
        self.attention_wanted.emit()

    def show_untaken(self, fields: Sequence[FieldName]) -> None:
        """What was typed for these fields did not hold, and the permit is not in view any more."""
        self.reading_banner.show_trouble(lambda: window_messages.untaken(fields))

    def show_taken(self, pictures: int, permits: int, unread: int) -> None:
        """Files were taken of permits of which not all are complete; some could not be read."""

        def show_records() -> None:
            self.show_page(self.records_page)

        banner = self.reading_banner
        banner.show_message(lambda: window_messages.taken(pictures, permits, unread, banner.dismissal(), show_records))

    def show_fault(self, details: str) -> None:
        """A bug came up; the first one stays in view, those after it are most often its consequences."""
        banner = self.fault_banner
        if not banner.text():
            banner.show_message(lambda: window_messages.fault(details, banner.dismissal()))
            self.attention_wanted.emit()

    def choose_files(self) -> None:
        """Asks for pictures, or a video."""
        endings = " ".join(f"*{ending}" for ending in (*STILL_ENDINGS, *VIDEO_ENDINGS))
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Open pictures of permits"), "", self.tr("Pictures and videos") + f" ({endings})"
        )
        if names:
            self.files_given.emit([Path(name) for name in names])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter on a button that has the keyboard presses it, as Space does; pages leave that to the window."""
        button = focused_button()
        if button is None or not is_plain_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            button.click()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802, FBT001 - Qt's name and signature
        """Where the keyboard goes from here.

        What is hidden or disabled while it has the keyboard leaves it to the page in view. Qt's own choice is the next
        control, whatever that does: the next Enter would press it.
        """
        focused, page = QApplication.focusWidget(), self.page
        if focused is None or (focused.isVisible() and focused.isEnabled()) or page is None or not page.isVisible():
            return super().focusNextPrevChild(forward)
        page.setFocus()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leaves the state's words out where the pages' names need the room; its picture tells them when pointed at."""
        super().resizeEvent(event)
        self.status_line.show_words(shown=self.width() >= _WITH_STATUS)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Takes what comes from elsewhere; what is no picture is said so when it is let go."""
        takes(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Hands on what was dropped."""
        if takes(event):
            self._hand_on(event.mimeData())

    def paste(self) -> None:
        """Hands on what the clipboard holds."""
        self._hand_on(QGuiApplication.clipboard().mimeData())

    def _hand_on(self, held: QMimeData | None) -> None:
        given = what_is_given(held)
        if isinstance(given, list):
            self.files_given.emit(given)
        elif given is not None:
            self.picture_given.emit(given)
        else:
            self.reading_banner.show_trouble(window_messages.no_picture)
            self.attention_wanted.emit()

    def _bar(self) -> QFrame:
        self._shift = QPushButton()
        # A click does not take the keyboard from the page.
        self._shift.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._shift.clicked.connect(self.end_of_shift_wanted)
        bar = QFrame()
        bar.setProperty("bar", "true")
        bar.setFixedHeight(_BAR_HEIGHT)
        row = QHBoxLayout(bar)
        row.setContentsMargins(tokens.SPACE_4, 0, tokens.SPACE_16, 0)
        row.setSpacing(tokens.SPACE_8)
        self._tabs.setSpacing(0)
        row.addLayout(self._tabs)
        row.addStretch(1)
        row.addWidget(self.status_line)
        row.addSpacing(tokens.SPACE_8)
        row.addWidget(self._shift)
        return bar

    def add_page(self, page: QWidget) -> None:
        """Adds a page, with a button in the bar that shows its title, and Ctrl+1, Ctrl+2 … as its key."""
        number = self._add(page)
        button = QPushButton()
        button.setProperty("page", "true")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setChecked(number == 0)

        def turn_to_page() -> None:
            self.show_page(page)

        button.clicked.connect(turn_to_page)
        self._shortcut(QKeySequence(f"Ctrl+{number + 1}"), turn_to_page)
        self._tabs.addWidget(button)
        self._page_buttons[page] = button
        page.windowTitleChanged.connect(self._name_pages)
        self._name_pages()

    @property
    def is_locked(self) -> bool:
        """Whether the window shows nothing of anybody."""
        return self._cover.currentWidget() is self._lock_place

    def lock(self, *, by_passphrase: bool) -> None:
        """Hides everything until `unlock`; its keys do nothing, and files are not taken."""
        self._focus_before = self.focusWidget()
        self._cover.setCurrentWidget(self._lock_place)
        self.setAcceptDrops(False)
        self.lock_page.show_locked(by_passphrase=by_passphrase)

    def unlock(self) -> None:
        """Shows everything as it was; the keyboard is where it was, too."""
        self.lock_page.forget()
        self._cover.setCurrentWidget(self._body)
        self.setAcceptDrops(True)
        before, self._focus_before = self._focus_before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        elif self.page is not None:
            self.page.setFocus()

    def show_apart(self, widget: QWidget) -> None:
        """Shows something that has no button in the bar, in the place of the pages."""
        self._pages.setCurrentIndex(self._add(widget))
        widget.setFocus()

    def _add(self, page: QWidget) -> int:
        place = Roomy(page)
        self._places[page] = place
        return self._pages.addWidget(place)

    def remove_apart(self, widget: QWidget) -> None:
        """Takes it away for good."""
        place = self._places.pop(widget)
        self._pages.removeWidget(place)
        place.deleteLater()

    def show_page(self, page: QWidget) -> None:
        """Turns to a page; it gets the keyboard."""
        self._page_buttons[page].setChecked(True)
        self._pages.setCurrentWidget(self._places[page])
        page.setFocus()
        self.page_turned.emit(page)

    def _say(self) -> None:
        self._shift.setText(self.tr("End of shift …"))
        self._shift.setAccessibleName(self.tr("End of shift"))
        self._name_pages()

    def _name_pages(self, _title: str = "") -> None:
        for page, button in self._page_buttons.items():
            title = page.windowTitle()
            button.setText(title)
            button.setAccessibleName(self.tr("{page} page").format(page=title))

    def _shortcut(self, keys: QKeySequence, act: Callable[[], None]) -> None:
        # Of what is hidden while the window is locked, so that they do nothing then.
        QShortcut(keys, self._body).activated.connect(act)

    def key_list(self) -> ShortcutList:
        """The list of all keys, not shown yet."""
        groups = [page.keys() for page in self._page_buttons if isinstance(page, HasKeys)]
        pages = [page.accessibleName() for page in self._page_buttons]
        offers_demo = self.offers_demo and self.demo_banner.isHidden()
        keys = ShortcutList(self, [window_keys(pages), *groups], offers_demo=offers_demo)
        keys.demo_wanted.connect(self._turn_to_demo)
        return keys

    def _show_keys(self) -> None:
        self.key_list().open()

    @Slot()
    def _turn_to_demo(self) -> None:
        self.show_page(self.scan_page)
        self.demo_wanted.emit()
