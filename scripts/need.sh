#!/usr/bin/env bash
# need.sh CHECK PACKAGE...: when the shell command CHECK fails, install the Debian packages where that is allowed,
# and otherwise say in one sentence what to install.
set -euo pipefail

check="$1"
shift
if bash -c "$check" >/dev/null 2>&1; then exit 0; fi

if [ "$(id -u)" = 0 ]; then
  as_root=(env)
elif sudo -n true >/dev/null 2>&1; then
  as_root=(sudo -n env)
else
  as_root=()
fi

if [ ${#as_root[@]} = 0 ] || ! command -v apt-get >/dev/null; then
  echo "Missing on this machine: $*. Install with: sudo apt-get install $*" >&2
  exit 1
fi

echo "Installing $* ..."
"${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get update -q
"${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
