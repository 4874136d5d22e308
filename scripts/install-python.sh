#!/usr/bin/env bash
# Make .venv with the packages of requirements.lock, each checked against its hash, and this checkout in it.
set -euo pipefail
cd "$(dirname "$0")/.."

python="${PYTHON:-python3}"
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Python 3.11 or newer is needed; name it with: make install PYTHON=/path/to/python3" >&2
  exit 1
fi

# Scripts in a virtual environment name its path, so one that was moved here is made again.
here="$(pwd -P)"
if [ "$(cat .venv/.here 2>/dev/null)" != "$here" ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  bash scripts/need.sh "'$python' -c 'import ensurepip'" python3-venv
  echo "Making .venv ..."
  "$python" -m venv --clear .venv
fi

echo "Fetching $(grep -c == requirements.lock) Python packages ..."
.venv/bin/python -m pip install --require-hashes --requirement requirements.lock
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
echo "$here" >.venv/.here
