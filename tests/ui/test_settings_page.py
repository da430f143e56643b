"""The Settings page in a real window: worked by mouse and keys, joined with real files and a keyring in memory."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from keyring.errors import NoKeyringError
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from permit_desktop.api.access import open_service, stored_access
from permit_desktop.api.errors import ServiceError
from permit_desktop.api.refused_access import RefusedAccess
from permit_desktop.domain.bands import Thresholds
from permit_desktop.domain.checks import Check, State
from permit_desktop.domain.permit import FieldName
from permit_desktop.system.secrets import PROXY_CREDENTIALS, SERVICE_CREDENTIALS, HeldSecrets, Secrets
from permit_desktop.system.setting_kinds import FieldThresholds
from permit_desktop.system.settings import (
    TABLE,
    AuthenticationKind,
    LookName,
    Origin,
    RecogniserKind,
    Settings,
    settings_of,
)
from permit_desktop.system.settings_store import SettingsStore
from permit_desktop.ui.banner import Banner
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.setting_text import explanation
from permit_desktop.ui.settings_flow import SettingsFlow
from permit_desktop.ui.settings_page import SECTIONS, SettingsPage
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.tokens import DARK
from permit_desktop.workers.live_settings import LiveSettings
from tests.api.scripted_server import answer, serving
from tests.system.keyrings import FailingKeyring, MemoryKeyring

SERVICE = {"recogniser.kind": RecogniserKind.SERVICE, "service.proxy": "http://proxy.example:3128"}


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> SettingsPage:
    page = window.settings_page
    window.show_page(page)
    qtbot.waitUntil(page.isVisible)
    return page


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "settings.toml", tmp_path / "policy.toml")


class Joined(QWidget):
    """The page, joined with everything behind it."""

    def __init__(self, theme: Theme, store: SettingsStore, keyring: MemoryKeyring, folder: Path) -> None:
        super().__init__()
        self.page = SettingsPage(theme)
        self.banner = Banner(theme)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.banner)
        column.addWidget(self.page)
        self.secrets = HeldSecrets(Secrets(lambda: keyring))
        self.live = LiveSettings(store)
        self.flow = SettingsFlow(
            self.page, self.banner, self.live, theme=theme, secrets=lambda: self.secrets, folder=folder
        )

    def core(self, key: str) -> QWidget:
        return self.page.row(key).control.core


@pytest.fixture
def free_theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp)
    yield theme
    theme.deleteLater()


@pytest.fixture
def joined(free_theme: Theme, qtbot: QtBot, store: SettingsStore, tmp_path: Path) -> Iterator[Joined]:
    joined = Joined(free_theme, store, MemoryKeyring(), tmp_path)
    qtbot.addWidget(joined)
    joined.resize(1280, 800)
    with qtbot.waitExposed(joined):
        joined.show()
    yield joined
    joined.flow.stop()
    joined.live.stop()


def choose(box: QWidget, place: int) -> None:
    """Chooses by the keyboard."""
    assert isinstance(box, QComboBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(place):
        QTest.keyClick(box, Qt.Key.Key_Down)


def type_into(edit: QWidget, text: str, *, enter: bool = True) -> QLineEdit:
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    if enter:
        QTest.keyClick(edit, Qt.Key.Key_Return)
    return edit


def test_every_setting_of_the_user_stands_on_the_page(page: SettingsPage) -> None:
    for key, setting in TABLE.items():
        if setting.policy_only:
            with pytest.raises(KeyError):
                page.row(key)
        else:
            assert page.row(key).control.core.accessibleName()


def test_no_label_takes_markup_and_every_control_has_a_name(page: SettingsPage) -> None:
    page.show_settings(settings_of(SERVICE, {}))
    named = [
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QSpinBox)
        and widget.parent() is not None
        and widget.objectName() != "qt_spinbox_lineedit"
    ]

    assert {label.textFormat() for label in page.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    assert len(named) > 40
    assert [widget for widget in named if not widget.accessibleName()] == []


def test_tab_goes_through_all_controls(page: SettingsPage) -> None:
    page.show_settings(settings_of(SERVICE, {}))
    wanted = {
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QSpinBox)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.property("section")
        and widget.objectName() != "qt_spinbox_lineedit"
    }
    reached = set()
    page.setFocus()
    for _ in range(len(wanted) + 20):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())

    assert len(wanted) > 25
    assert wanted - reached == set()


@pytest.mark.parametrize("width", [1280, 1000])
def test_nothing_is_cut_off_sideways(page: SettingsPage, window: MainWindow, qtbot: QtBot, width: int) -> None:
    page.show_settings(settings_of(SERVICE, {}))
    window.resize(width, 700)
    qtbot.wait(1)

    for label in page.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap():
            assert label.width() >= label.minimumSizeHint().width(), label.text()
    for row in (page.row(key) for key, setting in TABLE.items() if not setting.policy_only):
        if row.isVisible():
            right = row.control.mapTo(page, row.control.rect().topRight()).x()
            assert right < page.width(), row.key


def test_what_the_administrator_fixed_is_shown_and_cannot_be_changed(page: SettingsPage) -> None:
    keys = ("capture.sides", "desk.sounds", "service.proxy")
    page.show_settings(settings_of(SERVICE, dict.fromkeys(keys, Origin.POLICY_LOCKED)))

    for key in keys:
        row = page.row(key)
        assert not row.control.isEnabled()
        assert "Set by your administrator." in [label.text() for label in row.findChildren(QLabel)]
        assert "administrator" in row.control.core.accessibleDescription()
    assert page.row("desk.look").control.isEnabled()


def test_the_services_settings_are_seen_where_a_service_is_wanted(page: SettingsPage) -> None:
    page.show_settings(Settings())
    assert not page.row("service.endpoint").isVisible()
    page.show_settings(settings_of(SERVICE, {}))
    assert page.row("service.endpoint").isVisible()
    assert page.connection.isVisible()


def test_the_sign_in_address_is_asked_for_only_where_a_password_is_used(page: SettingsPage) -> None:
    page.show_settings(settings_of(SERVICE, {}))
    assert not page.row("service.sign_in_endpoint").isVisible()
    page.show_settings(settings_of(SERVICE | {"service.authentication": AuthenticationKind.PASSWORD}, {}))
    assert page.row("service.sign_in_endpoint").isVisible()


def test_a_choice_holds_at_once_and_is_written(joined: Joined, store: SettingsStore) -> None:
    choose(joined.core("desk.look"), list(LookName).index(LookName.DARK))
    joined.live.stop()

    assert joined.live.settings.desk.look is LookName.DARK
    assert tomllib.loads(store.user_file.read_text()) == {"desk": {"look": "dark"}}


def test_the_look_changes_while_the_page_is_open(joined: Joined, qapp: QApplication) -> None:
    choose(joined.core("desk.look"), list(LookName).index(LookName.DARK))

    assert qapp.palette().window().color().name().upper() == DARK.window


def test_a_switch_and_a_number_hold_at_once(joined: Joined) -> None:
    box, number = joined.core("desk.sounds"), joined.core("retention.stills_h")
    assert isinstance(box, QCheckBox)
    assert isinstance(number, QSpinBox)
    QTest.keyClick(box, Qt.Key.Key_Space)
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_Up)

    assert joined.live.settings.desk.sounds is False
    assert joined.live.settings.retention.stills_h == 25


def test_a_text_is_judged_while_it_is_typed_and_applied_with_enter(joined: Joined) -> None:
    joined.live.set("recogniser.kind", RecogniserKind.SERVICE)
    row = joined.page.row("service.endpoint")
    edit = type_into(row.control.core, "https://me:secret@x", enter=False)
    notes = " ".join(label.text() for label in row.findChildren(QLabel))

    assert edit.property("wrong") == "true"
    assert "without user and password" in notes
    assert joined.live.settings.service.endpoint == ""
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert joined.live.settings.service.endpoint == ""
    type_into(edit, "https://ocr.example.com")
    assert joined.live.settings.service.endpoint == "https://ocr.example.com"
    assert not edit.property("wrong")


def test_esc_takes_back_what_is_typed(joined: Joined) -> None:
    edit = type_into(joined.core("desk.person"), "Li", enter=True)
    type_into(edit, "somebody else", enter=False)
    QTest.keyClick(edit, Qt.Key.Key_Escape)

    assert edit.text() == "Li"
    assert joined.live.settings.desk.person == "Li"


def test_a_setting_that_changes_elsewhere_does_not_disturb_what_is_typed(joined: Joined) -> None:
    edit = type_into(joined.core("desk.person"), "Li Le", enter=False)
    joined.live.set("capture.sides", 1)

    assert edit.text() == "Li Le"


def test_a_template_is_typed_on_one_line(joined: Joined) -> None:
    type_into(joined.core("desk.clipboard_template"), "{number}\\n{nam}")
    assert joined.live.settings.desk.clipboard_template == "{number}\t{name}\t{birth_date}"
    type_into(joined.core("desk.clipboard_template"), "{number}\\n{name}")

    assert joined.live.settings.desk.clipboard_template == "{number}\n{name}"


def test_the_wheel_over_a_control_changes_nothing(joined: Joined, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    number = joined.core("retention.stills_h")
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
    )  # fmt: skip
    with qtbot.assertNotEmitted(joined.live.changed):
        QApplication.sendEvent(number, event)

    assert not event.isAccepted()


def test_the_address_is_that_of_a_region_or_entered(joined: Joined) -> None:
    joined.live.set("recogniser.kind", RecogniserKind.SERVICE)
    control = joined.page.row("service.endpoint").control
    (regions,) = control.findChildren(QComboBox)
    choose(regions, 1)
    assert joined.live.settings.service.endpoint == "https://ocr.ap-southeast-1.myhuaweicloud.com"
    (edit,) = control.findChildren(QLineEdit)
    assert edit.text() == joined.live.settings.service.endpoint
    type_into(edit, "ocr.la-south-2.myhuaweicloud.com")
    edit.editingFinished.emit()
    assert regions.currentText() == "LA-Santiago"
    type_into(edit, "https://permits.example")
    edit.editingFinished.emit()
    assert (regions.currentIndex(), joined.live.settings.service.endpoint) == (0, "https://permits.example")


def test_the_proxy_is_chosen_or_entered(joined: Joined) -> None:
    joined.live.set("recogniser.kind", RecogniserKind.SERVICE)
    control = joined.page.row("service.proxy").control
    choose(control.core, 1)
    assert joined.live.settings.service.proxy == "none"
    choose(control.core, 2)
    (edit,) = control.findChildren(QLineEdit)
    assert edit.isVisible()
    type_into(edit, "http://proxy.example:3128")

    assert joined.live.settings.service.proxy == "http://proxy.example:3128"
    assert joined.page.proxy_secret.isVisible()


def test_a_field_gets_thresholds_of_its_own_and_loses_them(joined: Joined, qtbot: QtBot) -> None:
    control = joined.page.row("desk.thresholds").control
    (add,) = control.findChildren(QComboBox)
    choose(add, 1)
    assert joined.live.settings.desk.thresholds == FieldThresholds(own=((FieldName.NUMBER, Thresholds()),))
    qtbot.wait(1)
    boxes = [box for box in control.findChildren(QSpinBox) if not box.isHidden()]
    boxes[2].setFocus()
    QTest.keyClick(boxes[2], Qt.Key.Key_Down)
    assert joined.live.settings.desk.thresholds.of(FieldName.NUMBER).high == pytest.approx(0.94)
    boxes[3].setValue(97)
    assert joined.live.settings.desk.thresholds.of(FieldName.NUMBER) == Thresholds(0.97, 0.97)
    assert boxes[2].hasFocus(), "the box under the keyboard stays"
    assert joined.live.settings.desk.thresholds.of(FieldName.NAME) == Thresholds()
    next(each for each in control.findChildren(QPushButton) if not each.isHidden()).click()
    assert joined.live.settings.desk.thresholds == FieldThresholds()


def test_cameras_are_offered_by_name_and_one_that_is_gone_stays_chosen(joined: Joined) -> None:
    joined.page.show_cameras([("/dev/video0", "HD <b>Webcam</b>\x00"), ("/dev/video2", "文档摄像头")])
    box = joined.core("camera.device")
    assert isinstance(box, QComboBox)
    choose(box, 2)
    assert joined.live.settings.camera.device == "/dev/video2"
    joined.page.show_cameras([("/dev/video0", "HD Webcam")])

    assert box.currentText() == "/dev/video2 (not connected)"
    assert [box.itemText(place) for place in range(3)][:2] == ["The first one", "HD Webcam"]


def test_the_usual_camera_is_named_where_none_is_chosen(joined: Joined) -> None:
    box = joined.core("camera.device")
    assert isinstance(box, QComboBox)
    cameras = [("/dev/video0", "HD Webcam"), ("/dev/video2", "文档摄像头")]
    joined.page.show_cameras(cameras, ("/dev/video2", "文档摄像头"))
    assert box.currentText() == "The usual one: 文档摄像头"

    joined.page.show_cameras(cameras[:1], ("/dev/video2", "文档摄像头"))
    assert box.currentText() == "The usual one: 文档摄像头 (not connected)"


def test_credentials_go_to_the_keyring_and_are_never_shown_again(joined: Joined, qtbot: QtBot) -> None:
    joined.live.set("recogniser.kind", RecogniserKind.SERVICE)
    form = joined.page.secret
    qtbot.waitUntil(lambda: "none stored" in _texts(form))
    press(form, "Enter …")
    edits = form.findChildren(QLineEdit)
    assert [edit.echoMode() for edit in edits] == [QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password]
    assert not button(form, "Store").isEnabled()
    type_into(edits[0], "AKTEST", enter=False)
    type_into(edits[1], "the-secret")
    qtbot.waitUntil(lambda: "stored in the keyring" in _texts(form))

    assert json.loads(joined.secrets.read(SERVICE_CREDENTIALS) or "") == {"ak": "AKTEST", "sk": "the-secret"}
    assert all(not edit.text() for edit in form.findChildren(QLineEdit))
    press(form, "Delete")
    press(form, "Keep it")
    press(form, "Delete")
    assert joined.secrets.read(SERVICE_CREDENTIALS), "it is asked first"
    with qtbot.waitSignal(joined.flow.credentials_changed):
        press(form, "Delete it")
    assert joined.secrets.read(SERVICE_CREDENTIALS) is None


def test_the_proxys_login_is_a_secret_of_its_own(joined: Joined, qtbot: QtBot) -> None:
    joined.live.set("service.proxy", "http://proxy.example:3128")
    joined.live.set("recogniser.kind", RecogniserKind.SERVICE)
    form = joined.page.proxy_secret
    qtbot.waitUntil(lambda: "none stored" in _texts(form))
    press(form, "Enter …")
    user, password = form.findChildren(QLineEdit)
    type_into(user, "clerk", enter=False)
    type_into(password, "p")
    qtbot.waitUntil(lambda: "stored in the keyring" in _texts(form))

    assert json.loads(joined.secrets.read(PROXY_CREDENTIALS) or "") == {"user": "clerk", "password": "p"}


def test_esc_closes_the_form_and_forgets_what_was_entered(joined: Joined, qtbot: QtBot) -> None:
    joined.live.set("recogniser.kind", RecogniserKind.SERVICE)
    form = joined.page.secret
    qtbot.waitUntil(lambda: "none stored" in _texts(form))
    press(form, "Enter …")
    secret = form.findChildren(QLineEdit)[1]
    type_into(secret, "half a secret", enter=False)
    QTest.keyClick(secret, Qt.Key.Key_Escape)

    assert not form.is_open
    assert secret.text() == ""


def test_a_keyring_that_fails_is_told_in_its_place(joined: Joined, qtbot: QtBot) -> None:
    joined.secrets = HeldSecrets(Secrets(lambda: FailingKeyring(OSError("the-secret"))))
    joined.live.set("recogniser.kind", RecogniserKind.SERVICE)
    qtbot.waitUntil(lambda: "keyring did not keep" in _texts(joined.page.secret))

    assert "the-secret" not in _texts(joined.page.secret)


def test_without_a_keyring_credentials_are_entered_for_as_long_as_the_window_is_open(
    joined: Joined, qtbot: QtBot
) -> None:
    joined.secrets = HeldSecrets(Secrets(lambda: FailingKeyring(NoKeyringError())))
    joined.live.set("recogniser.kind", RecogniserKind.SERVICE)
    form = joined.page.secret
    qtbot.waitUntil(lambda: "offers no keyring" in _texts(form))
    press(form, "Enter …")
    ak, sk = form.findChildren(QLineEdit)
    type_into(ak, "AKTEST", enter=False)
    with qtbot.waitSignal(joined.flow.credentials_changed):
        type_into(sk, "the-secret")
    qtbot.waitUntil(lambda: "until the window is closed" in _texts(form))

    assert "entered again next time" in _texts(form)
    assert json.loads(joined.secrets.read(SERVICE_CREDENTIALS) or "") == {"ak": "AKTEST", "sk": "the-secret"}
    press(form, "Delete")
    press(form, "Delete it")
    qtbot.waitUntil(lambda: "offers no keyring" in _texts(form))


def test_the_connection_is_tested_line_by_line(joined: Joined, qtbot: QtBot) -> None:
    joined.secrets.write(SERVICE_CREDENTIALS, '{"ak": "AKTEST", "sk": "the-secret"}')
    with serving(answer(403, {"error_code": "ModelArts.4204", "error_msg": "<i>Not</i> subscribed"})) as server:
        for key, value in (
            ("recogniser.kind", RecogniserKind.SERVICE),
            ("service.endpoint", f"http://{server.netloc}"),
            ("service.project_id", "p"),
            ("service.proxy", "none"),
        ):
            joined.live.set(key, value)
        press(joined.page.connection, "Test connection")
        assert button(joined.page.connection, "Cancel").isVisible()
        qtbot.waitUntil(lambda: not joined.page.connection.runs)
    lines = {line.check: line.state for line in joined.page.connection.list.lines}

    assert (lines[Check.CREDENTIALS], lines[Check.SERVICE]) == (State.FINE, State.FAILED)
    assert "Permit recognition is not enabled" in _texts(joined.page.connection)
    assert 'The service says: "<i>Not</i> subscribed".' in _texts(joined.page.connection)
    assert "Something does not work." in _texts(joined.page.connection)


def test_what_another_program_was_refused_is_not_sent_again_by_a_test(
    joined: Joined, qtbot: QtBot, tmp_path: Path
) -> None:
    joined.secrets.write(SERVICE_CREDENTIALS, '{"ak": "AKTEST", "sk": "wrong"}')
    with serving(answer(401, {"error_code": "APIG.0301"})) as server:
        for key, value in (
            ("recogniser.kind", RecogniserKind.SERVICE),
            ("service.endpoint", f"http://{server.netloc}"),
            ("service.project_id", "p"),
            ("service.proxy", "none"),
        ):
            joined.live.set(key, value)
        settings = joined.live.settings
        access = stored_access(joined.secrets, settings.service)
        with closing(
            open_service(access, settings, refused=RefusedAccess(tmp_path, lambda: datetime.now(UTC)))
        ) as other:
            with pytest.raises(ServiceError):
                other.test_access()
            sent = len(server.requests)
            press(joined.page.connection, "Test connection")
            qtbot.waitUntil(lambda: not joined.page.connection.runs)

        assert "refused these credentials a moment ago" in _texts(joined.page.connection)
        assert len(server.requests) == sent


def test_a_test_that_hangs_can_be_cancelled_and_tells_nothing_more(joined: Joined, qtbot: QtBot) -> None:
    from tests.api.scripted_server import then_hang

    joined.secrets.write(SERVICE_CREDENTIALS, '{"ak": "AKTEST", "sk": "the-secret"}')
    with serving(then_hang(b"")) as server:
        joined.live.set("service.endpoint", f"http://{server.netloc}")
        joined.live.set("service.project_id", "p")
        joined.live.set("recogniser.kind", RecogniserKind.SERVICE)
        press(joined.page.connection, "Test connection")
        qtbot.waitUntil(lambda: bool(server.requests))
        press(joined.page.connection, "Cancel")
        told = joined.page.connection.list.lines
    assert not joined.page.connection.runs
    qtbot.wait(20)
    assert joined.page.connection.list.lines == told


def test_what_is_wrong_with_the_files_is_told_and_the_window_works(
    free_theme: Theme, qtbot: QtBot, store: SettingsStore, tmp_path: Path
) -> None:
    store.user_file.write_text('[desk]\nlook = "pink"\n[capture]\nsides = 1\nsidse = 2\n')
    joined = Joined(free_theme, store, MemoryKeyring(), tmp_path)
    qtbot.addWidget(joined)

    assert "settings.toml, line 2:" in joined.banner.text()
    assert "And 1 more." in joined.banner.text()
    assert joined.live.settings.capture.sides == 1


def test_a_setting_that_cannot_be_written_is_told(joined: Joined, store: SettingsStore, qtbot: QtBot) -> None:
    store.user_file.touch()
    store.user_file = store.user_file / "in-a-file.toml"
    joined.live.set("capture.sides", 1)
    qtbot.waitUntil(lambda: "cannot be written" in joined.banner.text())

    assert "until the window is closed" in joined.banner.text()


def test_a_section_comes_into_view_by_its_button(page: SettingsPage, qtbot: QtBot) -> None:
    for section in SECTIONS:
        page.show_section(section)
        qtbot.wait(1)
        chosen = [each for each in page.findChildren(QPushButton) if each.property("section") and each.isChecked()]
        assert len(chosen) == 1
        title = chosen[0].text()
        heading = next(
            label
            for label in page.findChildren(QLabel)
            if label.text() == title and label.property("role") == "heading"
        )
        assert not heading.visibleRegion().isEmpty(), section


def button(parent: QWidget, text: str) -> QPushButton:
    return next(each for each in parent.findChildren(QPushButton) if each.text() == text)


def press(parent: QWidget, text: str) -> None:
    button(parent, text).click()


def _texts(parent: QWidget) -> str:
    return " ".join(label.text() for label in parent.findChildren(QLabel) if not label.isHidden())


@pytest.mark.parametrize("key", ["camera.focus_lock", "camera.exposure_lock"])
def test_of_a_lock_it_is_said_that_not_every_camera_has_it(key: str) -> None:
    assert "Not every camera can" in explanation(key)
