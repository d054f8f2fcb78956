# shellcheck shell=sh disable=SC2034  # read by the scripts beside it
# Read by the scripts beside it: where the newsroom's memory lies, and how to speak to the Git host. No program itself.
#   NEWSROOM_STATE     a folder of this machine that outlives the job: build cache, ledger (SQLite), vault, book of calls.
#                      Outside of the clone: actions/checkout and GitLab empty that. Not set on a host's own runners.
set -eu
cd "$(dirname "$0")/../.."
# A setting that was never made arrives as an empty word; nothing must take that for a value.
for name in NEWSROOM_STATE NEWSROOM_SITE_URL NEWSROOM_DATABASE_URL NEWSROOM_VAULT_KEY NEWSROOM_NOTIFY_URLS \
    FACEBOOK_PAGE_ID FACEBOOK_PAGE_TOKEN FACEBOOK_APP_ID FACEBOOK_APP_SECRET ZALO_APP_ID ZALO_APP_SECRET ZALO_OA_ID; do
    eval "[ -n \"\${$name:-}\" ] || unset $name"
done

newsroom() { .venv/bin/newsroom ${NEWSROOM_STATE:+--state "$NEWSROOM_STATE"} "$@"; }

# Where `newsroom build` writes.
built=${NEWSROOM_STATE:-.}/build

refuse() { # one sentence, and the exit code of a wrong configuration
    if [ -n "${GITHUB_ACTIONS:-}" ]; then echo "::error::$1"; else echo "lỗi: $1" >&2; fi
    exit 3
}

remark() {
    if [ -n "${GITHUB_ACTIONS:-}" ]; then echo "::warning::$1"; else echo "$1" >&2; fi
}
