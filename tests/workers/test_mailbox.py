from __future__ import annotations

from threading import Thread

import pytest
from pytestqt.qtbot import QtBot

from permit_desktop.workers.mailbox import Mailbox


@pytest.mark.usefixtures("qapp")
def test_the_latest_value_wins_and_is_announced_once() -> None:
    mailbox: Mailbox[int] = Mailbox()
    announced = []
    mailbox.ready.connect(lambda: announced.append(True))

    for value in (1, 2, 3):
        mailbox.post(value)

    assert mailbox.take() == 3
    assert mailbox.take() is None
    assert announced == [True]


def test_after_taking_the_next_value_is_announced_again(qtbot: QtBot) -> None:
    mailbox: Mailbox[int] = Mailbox()
    mailbox.post(1)
    mailbox.take()

    with qtbot.waitSignal(mailbox.ready):
        mailbox.post(2)


@pytest.mark.usefixtures("qapp")
def test_no_value_is_seen_twice_and_the_last_one_always_arrives() -> None:
    mailbox: Mailbox[int] = Mailbox()

    def post_all() -> None:
        for value in range(1, 5001):
            mailbox.post(value)

    poster = Thread(target=post_all)
    poster.start()
    seen = []
    while poster.is_alive():
        value = mailbox.take()
        if value is not None:
            seen.append(value)
    poster.join()
    last = mailbox.take()
    if last is not None:
        seen.append(last)

    assert seen == sorted(set(seen))
    assert seen[-1] == 5000
