#!/bin/bash
# Runs a command in a session of its own with a real, unlocked, empty GNOME Keyring:
#   tests/with_keyring.sh python -m pytest tests/system
# Needs the packages dbus and gnome-keyring.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -m 700 "$folder/data" "$folder/cache" "$folder/run"
export XDG_DATA_HOME="$folder/data" XDG_CACHE_HOME="$folder/cache" XDG_RUNTIME_DIR="$folder/run"
unset DISPLAY WAYLAND_DISPLAY
dbus-run-session -- bash -c '
  printf %s "${KEYRING_PASSWORD-for-tests}" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  exec "$@"' _ "$@"
