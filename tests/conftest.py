"""What every test shares: Qt without a screen, and no thread left behind."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the tests' windows on this screen")


def pytest_configure(config: pytest.Config) -> None:
    # A machine that is busy with something else must not fail a property.
    settings.register_profile("patient", deadline=None)
    settings.load_profile("patient")
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(autouse=True)
def _no_thread_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test with Qt that leaves a QThread running: destroying one aborts the whole program.

    Garbage waits for the end of the test: collected in a worker's thread, it may hold QObjects of the main one.
    """
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.enable()
    from PySide6.QtCore import QThread
    from shiboken6 import isValid

    main = request.getfixturevalue("qapp").thread()  # a test that failed may hold it, by its traceback
    threads = (thing for thing in gc.get_objects() if isinstance(thing, QThread) and isValid(thing))
    left = [thread for thread in threads if thread.isRunning() and thread != main]
    for thread in left:
        thread.quit()
        thread.wait(2000)
    assert not left, f"threads left running: {[thread.objectName() for thread in left]}"
