#!/bin/sh
# At night: look at accounts, tokens, clock, ledger and holidays, and call people (NEWSROOM_NOTIFY_URLS) about them.
. "$(dirname "$0")/settings.sh"

newsroom doctor --call
