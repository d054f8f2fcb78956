"""newsroom serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsroom.cli.session import print_json
from newsroom.errors import UsageError
from newsroom.language import Words
from newsroom.site_server import SiteServer

if TYPE_CHECKING:
    from newsroom.cli.session import Session


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ · address.")
@click.option("--port", default=8765, show_default=True, help="Cổng · port.")
@click.option("--json", "as_json", is_flag=True, help="In địa chỉ dạng JSON · the address as JSON.")
@click.pass_obj
def command(session: Session, *, host: str, port: int, as_json: bool) -> int:
    """Mở trang web đã dựng (build/site) trên máy này. Nhấn Ctrl+C để dừng.

    Serve the built website on this machine until Ctrl+C.
    """
    site = session.config().build / "site"
    if not (site / "index.html").is_file():
        raise UsageError(_NOT_BUILT, _NOT_BUILT_REMEDY, site=site)
    server = SiteServer(site, host, port)
    if as_json:
        print_json({"url": server.url, "files": str(site)})
    else:
        session.say(_OPEN, url=server.url)
    with server:
        session.wait_for_interrupt()
    return 0


_NOT_BUILT = Words("Chưa có trang web trong {site}.", "There is no website in {site}.")
_NOT_BUILT_REMEDY = Words("Chạy newsroom build trước.", "Run newsroom build first.")
_OPEN = Words("Trang web: {url} (Ctrl+C để dừng)", "Website: {url} (Ctrl+C stops it)")
