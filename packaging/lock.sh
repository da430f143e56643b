#!/bin/bash
# Renews requirements.lock from pyproject.toml for every supported Python and system.
# Pins stay as they are unless pyproject.toml asks for something else, or an option says so: --upgrade for all,
# --upgrade-package NAME for one.
set -euo pipefail
cd "$(dirname "$0")/.."
exec uv pip compile pyproject.toml --extra test --extra dev --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --quiet \
    --custom-compile-command "bash packaging/lock.sh" --output-file packaging/requirements.lock "$@"
