"""newsroom sandbox."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from newsroom.cli import sandbox_acts, sandbox_faults
from newsroom.cli.session import print_json
from newsroom.language import Words

if TYPE_CHECKING:
    from newsroom.cli.session import Session


@click.group("sandbox", invoke_without_command=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ · address.")
@click.option("--port", default=8766, show_default=True, help="Cổng · port.")
@click.option("--json", "as_json", is_flag=True, help="In địa chỉ và biến môi trường dạng JSON · as JSON.")
@click.pass_context
def command(ctx: click.Context, *, host: str, port: int, as_json: bool) -> int:
    """Chạy Facebook và Zalo giả lập trên máy này, kèm tường bài đăng xem được. Nhấn Ctrl+C để dừng.

    Run the loopback Facebook and Zalo with walls to look at, until Ctrl+C. Prints the environment variables that point
    the other commands there.

    Các lệnh con điều khiển nền tảng giả lập đang chạy: gây sự cố, đổi thiết lập, chỉnh đồng hồ, làm thay một người.

    The commands below steer platforms that are running: faults, settings, the clock, and what a person does by hand.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    return _run(ctx.obj, host, port, as_json=as_json)


for _act in (*sandbox_faults.COMMANDS, *sandbox_acts.COMMANDS):
    command.add_command(_act)


def _run(session: Session, host: str, port: int, *, as_json: bool) -> int:
    from newsroom.rehearsal import start_sandbox

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
