"""newsroom sandbox."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from newsroom.cli.session import print_json
from newsroom.language import Words
from newsroom.rehearsal import start_sandbox

if TYPE_CHECKING:
    from newsroom.cli.session import Session


@click.command("sandbox")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ · address.")
@click.option("--port", default=8766, show_default=True, help="Cổng · port.")
@click.option("--json", "as_json", is_flag=True, help="In địa chỉ và biến môi trường dạng JSON · as JSON.")
@click.pass_obj
def command(session: Session, *, host: str, port: int, as_json: bool) -> int:
    """Chạy Facebook và Zalo giả lập trên máy này, kèm tường bài đăng xem được. Nhấn Ctrl+C để dừng.

    Run the loopback Facebook and Zalo with walls to look at, until Ctrl+C. Prints the environment variables that point
    the other commands there.
    """
    sandbox = start_sandbox(session.config().var / "sandbox.db", host, port)
    if as_json:
        print_json({"url": sandbox.base_url, "environment": sandbox.environment()})
    else:
        session.say(_OPEN, url=sandbox.base_url)
        for name, value in sandbox.environment().items():
            click.echo(f"export {name}={shlex.quote(value)}")
    try:
        session.wait_for_interrupt()
    finally:
        sandbox.stop()
    return 0


_OPEN = Words(
    "# Nền tảng giả lập: {url} (Ctrl+C để dừng). Dán các dòng sau vào cửa sổ lệnh khác:",
    "# Loopback platforms: {url} (Ctrl+C stops them). Paste these lines into another terminal:",
)
