#!/bin/sh
# Make .venv from uv.lock. Needs Python 3.11 to 3.14; brings uv along when the machine has none.
#   environment.sh demo   what the product needs
#   environment.sh test   and what its tests need
set -eu
cd "$(dirname "$0")/../.."
wanted=${1:-test}

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then
            # The program itself: uv makes a new environment when it is shown a wrapper's path the next time.
            "$name" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    echo "Python 3.11 to 3.14 is needed. On Debian 12 or Ubuntu 24.04 and newer:  sudo apt install python3" >&2
    return 1
}

install_from_distribution() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    else
        echo "Missing: $*. Install it and run make again:  sudo apt install $*" >&2
        return 1
    fi
}

python=$(find_python)
if command -v uv >/dev/null 2>&1; then
    uv=uv
else
    uv=.tools/bin/uv
    if [ ! -x "$uv" ]; then
        echo "Installing uv into .tools (one time) …"
        rm -rf .tools
        # Debian ships venv apart from Python.
        if ! "$python" -m venv .tools >/dev/null 2>&1; then
            rm -rf .tools
            install_from_distribution python3-venv
            "$python" -m venv .tools
        fi
        .tools/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"
    fi
fi

groups=""
[ "$wanted" = demo ] && groups="--no-dev --inexact"
# UV_PYTHON_DOWNLOADS: use the machine's Python, never fetch another one.
# shellcheck disable=SC2086  # $groups is words on purpose
UV_PYTHON_DOWNLOADS=never "$uv" sync --locked --quiet --compile-bytecode --python "$python" $groups
# Our own modules are installed in place, where uv compiles nothing.
env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m compileall -q newsroom publishers
touch ".venv/.ready-$wanted"
