"""A real nginx on this machine that serves a built newsroom by docs/deploy/nginx.conf."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from office_kit import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONF = REPOSITORY / "docs" / "deploy" / "nginx.conf"

_AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{blocks}
}}
"""


@contextmanager
def served(build: Path, folder: Path) -> Iterator[str]:
    """Serve `build`/site by the documented settings, on loopback and without a certificate; yield the address."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        pytest.fail("No nginx found. Install one: apt-get install nginx-light", pytrace=False)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    blocks = CONF.read_text(encoding="utf-8").replace("/srv/guong/build", str(build))
    blocks = re.sub(r"listen 443 ssl;", f"listen 127.0.0.1:{port};", blocks)
    blocks = re.sub(r"(?m)^.*(listen \[::\]|ssl_certificate).*\n", "", blocks)
    # The other block only leads from http to https.
    blocks = blocks[: blocks.rindex("server {")]
    settings = folder / "nginx.conf"
    settings.write_text(_AROUND.format(folder=folder, blocks=blocks), encoding="utf-8")
    # The worker of a server started by root would be nobody, who may not read a test's folder.
    as_user = ["-g", "user root;"] if os.geteuid() == 0 else []
    command = [program, "-c", str(settings), "-p", str(folder), *as_user]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(200):
            with socket.socket() as knocking:
                if knocking.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if server.poll() is not None:
                pytest.fail(f"nginx refused the settings: {server.stderr.read() if server.stderr else ''}")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.communicate(timeout=20)
