#!/bin/bash
# Renews requirements.lock from pyproject.toml for every supported Python and system, then looks whether each of them has
# a wheel of everything, and writes down in wheels.txt for which that holds.
# Pins stay as they are unless pyproject.toml asks for something else, or an option says so: --upgrade for all,
# --upgrade-package NAME for one. --check renews nothing, and only looks whether wheels.txt is still true.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=packaging/requirements.lock
known=packaging/wheels.txt
nowhere=$(mktemp -d)
trap 'rm -r "$nowhere"' EXIT

look() {
    export MACOSX_DEPLOYMENT_TARGET=14.0
    printf 'sha256 %s\n' "$(sha256sum <"$lock" | cut -d ' ' -f 1)"
    for system in x86_64-pc-windows-msvc aarch64-apple-darwin x86_64-manylinux_2_34; do
        for python in 3.11 3.12 3.13; do
            uv pip install --dry-run --quiet --target "$nowhere" --python-platform "$system" \
                --python-version "$python" --only-binary :all: --require-hashes -r "$lock"
            printf '%s %s\n' "$system" "$python"
        done
    done
}

if [ "${1:-}" = --check ]; then
    look >"$nowhere/wheels.txt"
    diff "$known" "$nowhere/wheels.txt"
    exit
fi
uv pip compile pyproject.toml --extra test --extra package --extra dev --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --quiet \
    --custom-compile-command "bash packaging/lock.sh" --output-file "$lock" "$@"
look >"$nowhere/wheels.txt"
mv "$nowhere/wheels.txt" "$known"
