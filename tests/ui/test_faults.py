from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtWidgets import QApplication

from permit_desktop.ui.faults import FaultRelay, describe


def _fail() -> None:
    raise ValueError("C79485623 is personal")


def test_details_name_the_place_but_not_the_message() -> None:
    with pytest.raises(ValueError, match="personal") as caught:
        _fail()

    details = describe(caught.value)
    assert details.startswith("ValueError\n")
    assert "test_faults.py" in details
    assert "_fail" in details
    assert "C79485623" not in details


def test_a_fault_in_a_thread_arrives_and_the_hooks_are_given_back(qapp: QApplication) -> None:
    former = sys.excepthook, threading.excepthook
    told: list[str] = []
    relay = FaultRelay()
    relay.happened.connect(told.append)

    give_back = relay.install()
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()
    give_back()
    qapp.processEvents()

    assert [details.partition("\n")[0] for details in told] == ["ValueError"]
    assert (sys.excepthook, threading.excepthook) == former
