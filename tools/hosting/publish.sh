#!/bin/sh
# Publish what is due. Refuses where the ledger or the vault would be lost with the machine.
. "$(dirname "$0")/settings.sh"

if [ -z "${NEWSROOM_STATE:-}" ]; then
    case ${NEWSROOM_DATABASE_URL:-sqlite:} in
    sqlite*) refuse "sổ ghi sẽ mất cùng máy này: đặt NEWSROOM_DATABASE_URL (PostgreSQL), hoặc chạy trên máy của cơ quan với NEWSROOM_STATE" ;;
    esac
    if [ -n "${ZALO_APP_ID:-}" ]; then
        refuse "khóa Zalo đổi sau mỗi lần dùng và phải cất ở một máy giữ lâu dài: chạy trên máy của cơ quan với NEWSROOM_STATE"
    fi
    # Nobody would remember who was told what: people would be called anew every ten minutes. health.sh calls at night.
    unset NEWSROOM_NOTIFY_URLS
fi

code=0
newsroom publish --wait 120 || code=$?
if [ -n "${NEWSROOM_STATE:-}" ]; then
    newsroom ledger export "$NEWSROOM_STATE/ledger.jsonl" || code=$((code ? code : 1))
fi
if [ "$code" = 4 ] && [ -n "${NEWSROOM_NOTIFY_URLS:-}" ]; then
    remark "có việc cần người quyết định, người trực đã được báo: newsroom status"
    exit 0
fi
exit "$code"
