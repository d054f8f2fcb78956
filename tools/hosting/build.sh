#!/bin/sh
# Build the website into build/deploy/site, and say whether it differs from what readers see now (changed=true|false).
# Once a day everything is built from nothing, so that no mistake of a kept cache lives longer.
. "$(dirname "$0")/settings.sh"

fresh=$built/.built-clean
if [ -n "$(find "$fresh" -mmin -1380 2>/dev/null)" ]; then
    newsroom build
else
    newsroom build --clean
    touch "$fresh"
fi

into=build/deploy
rm -rf "$into"
mkdir -p "$into"
cp -al "$built/site" "$into/site" 2>/dev/null || cp -a "$built/site" "$into/"
if [ -d "$built/nginx" ]; then cp -a "$built/nginx" "$into/"; fi

# One line over all bytes: the same stories give the same site, so an equal line means that nothing is to be deployed.
sum() { (cd "$into" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-64); }
now=$(sum)
echo "$now" >"$into/site/ban-dung.txt"
url=${NEWSROOM_SITE_URL:-$(.venv/bin/python -c 'import tomllib; print(tomllib.load(open("newsroom.toml", "rb"))["site"]["url"])')}
live=$(curl --fail --silent --show-error --location --max-time 30 "${url%/}/ban-dung.txt" 2>/dev/null || true)
if [ "$live" = "$now" ]; then changed=false; else changed=true; fi
echo "changed=$changed"
[ -z "${GITHUB_OUTPUT:-}" ] || echo "changed=$changed" >>"$GITHUB_OUTPUT"
