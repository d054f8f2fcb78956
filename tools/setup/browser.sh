#!/bin/sh
# See that the tests of the website and of approvals can run: a Chromium, what drives it, an nginx that serves the pages
# as docs/deploy/nginx.conf says, and ssh-keygen; install the distribution's when we may.
set -eu
cd "$(dirname "$0")/../.."

has_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name" >/dev/null 2>&1 && "$name" --version >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

drives() {
    .venv/bin/python -m playwright --version >/dev/null 2>&1
}

install_from_distribution() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        return 1
    fi
    echo "Installing $* for the tests of the website (one time) …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Ubuntu's package chromium is a doorway to a snap, which a container does not have; hence the second look.
if ! has_chromium && ! { install_from_distribution chromium && has_chromium; }; then
    echo "The browser tests need Chromium. Debian: sudo apt install chromium. Ubuntu: sudo snap install chromium." >&2
    echo "Then run make test again; no test is skipped without it." >&2
    exit 1
fi
has_nginx() {
    PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v nginx >/dev/null 2>&1
}

if ! has_nginx && ! { install_from_distribution nginx-light && has_nginx; }; then
    echo "The tests of the website need nginx (installed is enough). Debian, Ubuntu: sudo apt install nginx-light." >&2
    echo "Then run make test again; no test is skipped without it." >&2
    exit 1
fi
# Approvals are signed with SSH keys, and the tests hold our reading of signatures against the real program.
if ! command -v ssh-keygen >/dev/null 2>&1 && ! install_from_distribution openssh-client; then
    echo "The tests of approvals need ssh-keygen. Debian, Ubuntu: sudo apt install openssh-client." >&2
    echo "Then run make test again; no test is skipped without it." >&2
    exit 1
fi
# Playwright brings its own Node.js, which needs a library that the smallest systems lack.
if ! drives && ! { install_from_distribution libatomic1 && drives; }; then
    echo "Playwright does not start. On Debian and Ubuntu: sudo apt install libatomic1. Then run make test again." >&2
    .venv/bin/python -m playwright --version >&2 || true
    exit 1
fi
