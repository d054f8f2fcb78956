"""newsroom login."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsroom.cli.session import print_json
from newsroom.cli.troubles import one_language
from newsroom.connections import not_configured_words, provided_channel, surroundings_of
from newsroom.errors import ConfigurationError, UsageError
from newsroom.language import Words
from newsroom.plan_lines import finished, literal
from publishers.contract import LoginFailed
from publishers.errors import NotConfigured, PublishError
from publishers.registry import BrokenPublisher
from publishers.vault import VaultError

if TYPE_CHECKING:
    from newsroom.cli.session import Session
    from publishers.contract import Account, ChannelLogin


@click.command("login")
@click.argument("channel", metavar="KÊNH")
@click.option("--port", default=8767, show_default=True, help="Cổng nhận callback trên máy này · callback port.")
@click.option(
    "--timeout", "timeout_minutes", default=10, show_default=True, help="Chờ tối đa (phút) · minutes to wait."
)
@click.option("--no-browser", is_flag=True, help="Chỉ in địa chỉ, không tự mở trình duyệt · only print the address.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(session: Session, *, channel: str, port: int, timeout_minutes: int, no_browser: bool, as_json: bool) -> int:
    """Đăng nhập một kênh (facebook, zalo): lấy khóa truy cập với sự đồng ý của bạn và cất vào kho khóa.

    Obtain a channel's credentials with your consent and keep them in the vault. A failed login changes nothing.
    """
    from newsroom.login_desk import TerminalDesk
    from publishers.http import Http

    config = session.config()
    login = _login_of(session, channel)
    surroundings = surroundings_of(config, session.environment, Http(), session.clock.now)
    desk = TerminalDesk(session.language, port, timeout_minutes * 60.0, not no_browser)
    try:
        account = login(config.channels[channel].options, surroundings, desk)
    except NotConfigured as error:
        words = not_configured_words(error)
        raise ConfigurationError(_FAILED, _FAILED_REMEDY, channel=channel, reason=words) from error
    except (LoginFailed, VaultError) as error:
        reason = Words(literal(error.vi.rstrip(".")), literal(error.en.rstrip(".")))
        raise ConfigurationError(_FAILED, _FAILED_REMEDY, channel=channel, reason=reason) from error
    except PublishError as error:
        raise ConfigurationError(_FAILED, _FAILED_REMEDY, channel=channel, reason=str(error).rstrip(".")) from error
    _report(session, channel, account, as_json=as_json)
    return 3 if account.problems else 0


def _login_of(session: Session, channel: str) -> ChannelLogin:
    config = session.config()
    if channel not in config.channels:
        raise UsageError(_NO_CHANNEL, _NO_CHANNEL_REMEDY, channel=channel, known=", ".join(config.channels))
    try:
        provided = provided_channel(channel, config.channels[channel].publisher)
    except BrokenPublisher as error:
        raise ConfigurationError(_FAILED, _FAILED_REMEDY, channel=channel, reason=str(error)) from error
    if provided.login is None:
        names = ", ".join(setting.name for setting in provided.settings)
        raise UsageError(_NO_LOGIN, _NO_LOGIN_REMEDY, channel=channel, names=names)
    return provided.login


def _report(session: Session, channel: str, account: Account, *, as_json: bool) -> None:
    vi = session.language == "vi"
    problems = [p.vi if vi else p.en for p in account.problems]
    warnings = [w.vi if vi else w.en for w in account.warnings]
    if as_json:
        document = {"channel": channel, "id": account.id, "name": account.name, "facts": dict(account.facts)}
        print_json({**document, "problems": problems, "warnings": warnings})
        return
    session.say(finished(_DONE, {"name": account.name, "id": account.id}))
    for label, value in account.facts.items():
        click.echo(f"  {one_language(label, session.language)}: {one_language(value, session.language)}")
    for sentence in problems:
        click.secho(f"  ✗ {sentence}", fg="red")
    for sentence in warnings:
        click.secho(f"  ! {sentence}", fg="yellow")


_NO_CHANNEL = Words("newsroom.toml không có kênh “{channel}”.", 'newsroom.toml has no channel "{channel}".')
_NO_CHANNEL_REMEDY = Words("Các kênh đang có: {known}.", "The channels are: {known}.")
_NO_LOGIN = Words("Kênh {channel} không có bước đăng nhập.", "The channel {channel} has no login.")
_NO_LOGIN_REMEDY = Words("Đặt biến môi trường: {names}.", "Set the environment variables: {names}.")
_FAILED = Words("Chưa đăng nhập được kênh {channel}: {reason}.", "Logging in to {channel} failed: {reason}.")
_FAILED_REMEDY = Words(
    "Khóa đã cất từ trước vẫn còn nguyên. Sửa điều được nêu rồi chạy lại (docs/runbook.md).",
    "What was stored before is untouched. Mend what it says and run again (docs/runbook.md).",
)
_DONE = Words(
    "Đã đăng nhập: {name} ({id}). Khóa nằm trong kho khóa.", "Logged in: {name} ({id}). The key is in the vault."
)
