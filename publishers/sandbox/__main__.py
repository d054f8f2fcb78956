"""Run the sandbox by itself: `python -m publishers.sandbox [database] [port]`."""

import contextlib
import sys
from pathlib import Path

from publishers.sandbox.server import Sandbox, SandboxUnavailable

_DATABASE, _PORT = Path("var/sandbox.db"), 8799


def main(arguments: list[str]) -> int:
    """Serve until Ctrl+C; print the environment that points a client here. Returns an exit code."""
    database = Path(arguments[0]) if arguments else _DATABASE
    try:
        port = int(arguments[1]) if len(arguments) > 1 else _PORT
        sandbox = Sandbox(database, port=port)
        sandbox.start()
    except (SandboxUnavailable, ValueError) as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    exports = "".join(f"export {name}={value}\n" for name, value in sandbox.environment().items())
    sys.stdout.write(f"# Diễn tập: {sandbox.base_url}/  (Ctrl+C để dừng)\n{exports}")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        sandbox.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
