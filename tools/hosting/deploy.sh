#!/bin/sh
# Copy build/deploy to the office's own web server with rsync.
#   NEWSROOM_RSYNC_TARGET    may@guong.example:/srv/guong/build  or a folder of this machine
#   NEWSROOM_SSH_KEY         the private key that may write there, when the target is another machine
#   NEWSROOM_SSH_KNOWN_HOSTS that machine's line of known_hosts (ssh-keyscan, compared by a person once)
. "$(dirname "$0")/settings.sh"

target=${NEWSROOM_RSYNC_TARGET:-}
[ -n "$target" ] || refuse "chưa đặt NEWSROOM_RSYNC_TARGET: không biết chép trang web đi đâu"
[ -f build/deploy/site/ban-dung.txt ] || refuse "chưa có build/deploy/site: chạy tools/hosting/build.sh trước"

case $target in
*:*)
    [ -n "${NEWSROOM_SSH_KEY:-}" ] || refuse "chưa đặt NEWSROOM_SSH_KEY để vào máy chủ trang web"
    [ -n "${NEWSROOM_SSH_KNOWN_HOSTS:-}" ] || refuse "chưa đặt NEWSROOM_SSH_KNOWN_HOSTS: không nhận ra được máy chủ"
    keys=$(mktemp -d)
    trap 'rm -rf "$keys"' EXIT
    (umask 077 && printf '%s\n' "$NEWSROOM_SSH_KEY" >"$keys/key")
    printf '%s\n' "$NEWSROOM_SSH_KNOWN_HOSTS" >"$keys/known_hosts"
    RSYNC_RSH="ssh -i $keys/key -o IdentitiesOnly=yes -o BatchMode=yes -o ConnectTimeout=30"
    RSYNC_RSH="$RSYNC_RSH -o StrictHostKeyChecking=yes -o UserKnownHostsFile=$keys/known_hosts"
    export RSYNC_RSH
    ;;
*) mkdir -p "$target" ;;
esac

# Files take their places together and at the end, what is gone goes last: a reader never meets half a site.
copy() { rsync --recursive --links --times --checksum --delay-updates --delete-after "$@"; }
if [ -d build/deploy/nginx ]; then copy build/deploy/nginx/ "${target%/}/nginx/"; fi
copy --exclude=/ban-dung.txt build/deploy/site/ "${target%/}/site/"
# Last of all, the line that says which site this is: an interrupted copy is taken up by the next run.
rsync --times build/deploy/site/ban-dung.txt "${target%/}/site/ban-dung.txt"
