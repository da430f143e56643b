#!/bin/bash
# Packs the app bundle into a disk image: packaging/macos/make_dmg.sh APP DMG
set -euo pipefail
app=$1
image=$2
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
# ditto, because it keeps the links that signatures count on.
ditto "$app" "$stage/$(basename "$app")"
ln -s /Applications "$stage/Applications"
hdiutil create -volname "Permit Desktop" -srcfolder "$stage" -format ULMO -ov "$image"
