"""Run a command; print its seconds, the megabytes of the largest of its processes, and its exit code.

bench_command.py COMMAND [ARGUMENT …]

A small process of its own, because the system charges a process with the memory of whoever started it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

started = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
seconds = time.perf_counter() - started
process.returncode = os.waitstatus_to_exitcode(status)
print(json.dumps([seconds, usage.ru_maxrss / 1024, process.returncode]))
