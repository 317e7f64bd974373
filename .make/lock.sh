#!/bin/sh
# Writes requirements/*.lock from pyproject.toml: sh .make/lock.sh [--upgrade | --upgrade-package NAME]
#
# One file for all systems and for every Python that pyproject.toml admits, with the hashes of all
# that the index offers of a version. What is locked already stays, unless an argument lifts it.
set -eu
cd "$(dirname "$0")/.."

lock() {
    .venv/tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-build --no-annotate --custom-compile-command 'make lock' "$@"
}

lock pyproject.toml --output-file requirements/app.lock "$@"
lock pyproject.toml --extra dev --constraint requirements/app.lock \
    --output-file requirements/dev.lock "$@"
lock --group pyproject.toml:tools --output-file requirements/tools.lock "$@"
