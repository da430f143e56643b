"""The bus of a session that was made for a test."""

from __future__ import annotations

import os
import signal

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")


def kill_keyring() -> None:
    """Kills the process that owns the keyring's name on this session's own bus; another, locked, takes its place."""
    ask = new_method_call(_BUS, "GetConnectionUnixProcessID", "s", ("org.freedesktop.secrets",))
    with open_dbus_connection() as connection:
        (keyring_pid,) = connection.send_and_get_reply(ask).body
    os.kill(keyring_pid, signal.SIGKILL)
