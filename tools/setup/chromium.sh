#!/bin/sh
# See that a Chromium is there for the browser tests; install the distribution's when we may.
set -eu

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1 && "$name" --version >/dev/null 2>&1; then
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests (one time) …"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
    # Ubuntu's package is a doorway to a snap, which a container does not have.
    if chromium --version >/dev/null 2>&1; then
        exit 0
    fi
fi
echo "The browser tests need Chromium. Debian: sudo apt install chromium. Ubuntu: sudo snap install chromium." >&2
echo "Then run make test again; no test is skipped without it." >&2
exit 1
