"""What every test shares: Qt without a screen, no thread left behind, and nothing skipped where all is there."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from typing import Final, TypeVar

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.patient_bot import PatientBot

COMPLETE: Final = "PERMIT_TESTS_COMPLETE"
"""The variable that says that everything is there which a test may want: then a skip for want of it is a failure."""
_WANTING: Final = ("could not import", "is not installed", "needs ", "pip install", "lets nobody mount", "no xdotool")
_DONE_ELSEWHERE: Final = "the workflow check.yml runs it"

_TESTS: Final = pytest.StashKey[int]()
_EVERYTHING_EACH: Final = 25
"""All that is alive is looked through after the first of so many tests; after the others only what is new."""
_YOUNG: Final = 1

_Report = TypeVar("_Report", pytest.TestReport, pytest.CollectReport)


def _complete(report: _Report) -> _Report:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    wanting = any(words in reason for words in _WANTING) and _DONE_ELSEWHERE not in reason
    if report.skipped and wanting and os.environ.get(COMPLETE):
        report.outcome = "failed"
        report.longrepr = f"{COMPLETE} is set, and yet: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _complete((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _complete((yield))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the tests' windows on this screen")


def pytest_configure(config: pytest.Config) -> None:
    # A machine that is busy with something else must not fail a property.
    settings.register_profile("patient", deadline=None)
    settings.load_profile("patient")
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The plugin's, with more patience."""
    del qapp  # it has to be there
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _garbage_is_the_main_threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collects garbage after each test, in the main thread, and never by itself.

    Python collects in whichever thread allocates, such as that of a service that many tests share. A QObject of an
    earlier test that only a cycle holds would be destroyed there, and the next turn of the main thread's loop crash.
    """
    gc.disable()
    yield
    tests = request.session.stash.get(_TESTS, 0) + 1
    request.session.stash[_TESTS] = tests
    if tests % _EVERYTHING_EACH == 1:
        gc.unfreeze()
        gc.collect()
        gc.freeze()  # what is left is the libraries' and the tests'
    else:
        gc.collect(_YOUNG)


@pytest.fixture(autouse=True)
def _no_thread_left(request: pytest.FixtureRequest, _garbage_is_the_main_threads: None) -> Iterator[None]:
    """Fails a test with Qt that leaves a QThread running: destroying one aborts the whole program."""
    yield
    if "qapp" not in request.fixturenames:
        return
    from PySide6.QtCore import QThread
    from shiboken6 import isValid

    main = request.getfixturevalue("qapp").thread()  # a test that failed may hold it, by its traceback
    threads = (thing for thing in gc.get_objects() if isinstance(thing, QThread) and isValid(thing))
    left = [thread for thread in threads if thread.isRunning() and thread != main]
    for thread in left:
        thread.quit()
        thread.wait(2000)
    assert not left, f"threads left running: {[thread.objectName() for thread in left]}"
