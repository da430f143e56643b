"""What every test shares: Qt without a screen, no thread left behind, and nothing skipped where all is there."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from typing import Final, TypeVar

import pytest
from hypothesis import settings

COMPLETE: Final = "PERMIT_TESTS_COMPLETE"
"""The variable that says that everything is there which a test may want: then a skip for want of it is a failure."""
_WANTING: Final = ("could not import", "is not installed", "needs ", "pip install", "lets nobody mount", "no xdotool")
_DONE_ELSEWHERE: Final = "the workflow check.yml runs it"

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
