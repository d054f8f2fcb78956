"""The command line: finds the command, words every expected failure, and sets the exit code."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from newsroom.cli.session import Session
from newsroom.errors import NewsroomError
from newsroom.language import Words, choose

# Command → module. A module is imported only when its command runs: `newsroom --help` must answer at once.
_COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("new", "Tạo bài mới, hỏi từng câu · begin a story"),
    "import": ("import_", "Lập bài nháp từ tệp Word (.docx) · begin a story from a Word file"),
    "check": ("check", "Kiểm tra mọi bài, báo hết lỗi trong một lần · check all stories"),
    "preview": ("preview", "Xem trước trang web và bài đăng trên điện thoại · look at a story as if published"),
    "workflow": ("workflow", "Ai được chuyển bài từ bước nào sang bước nào · who may move a story"),
    "approve": ("approve", "Duyệt bài: gắn phê duyệt với đúng nội dung · approve stories"),
    "move": ("move", "Chuyển bài sang bước tiếp theo · move a story on"),
    "return": ("move", "Trả lại bài cho người viết, ghi lý do · return a story"),
    "sheet": ("sheet", "Phiếu trình duyệt để ký trên giấy · the approval sheet for paper"),
    "build": ("build", "Dựng trang web, chỉ dựng lại phần đã đổi · build the website"),
    "cms": ("cms", "Mở trang viết bài trên máy này · open the editors' form on this machine"),
    "serve": ("serve", "Mở trang web trên máy này để xem · serve the built website"),
    "poster": ("poster", "Làm áp phích và ảnh màn hình · make posters and slides"),
    "plan": ("plan", "Cho biết sẽ đăng gì, và vì sao chưa đăng · show what would be posted"),
    "publish": ("publish", "Đăng, sửa, gỡ những gì đến hạn · post what is due"),
    "correct": ("correct", "Ghi đính chính vào bài đã đăng · add a public correction note"),
    "withdraw": ("withdraw", "Gỡ một bài khỏi mọi nơi · take a story down everywhere"),
    "pause": ("pause", "Dừng mọi kênh bằng một lệnh · hold every channel"),
    "resume": ("pause", "Cho mọi kênh chạy lại · lift the pause"),
    "freeze": ("freeze", "Tạm dừng một người, một đơn vị ở mọi bài · freeze a person or unit"),
    "thaw": ("freeze", "Mở lại người, đơn vị đã tạm dừng · lift a freeze"),
    "awards": ("awards", "Sổ khen thưởng: còn thiếu gì, trùng ở đâu · the register of awards"),
    "review": ("review", "Bài đến hạn xem lại: còn là gương không · stories due for review"),
    "status": ("status", "Tình trạng từng lần đăng · show every delivery"),
    "resolve": ("resolve", "Quyết định thay máy về một lần đăng · settle a delivery by hand"),
    "measure": ("measure", "Đếm lượt thích, bình luận, lượt xem · count how posts were received"),
    "doctor": ("doctor", "Khám tài khoản, quyền, hạn khóa, đồng hồ · look at everything a post depends on"),
    "login": ("login", "Đăng nhập Facebook hoặc Zalo, cất khóa vào kho · obtain credentials"),
    "rehearse": ("rehearse", "Diễn tập trọn vẹn với nền tảng giả lập · the whole job on loopback platforms"),
    "sandbox": ("sandbox", "Chạy Facebook và Zalo giả lập · run the loopback platforms"),
    "ledger": ("ledger", "Sổ ghi mọi lần đăng · the record of everything posted"),
    "schema": ("schema", "JSON Schema của bài viết · the stories' JSON Schema"),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        entry = _COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = importlib.import_module(f"newsroom.cli.{entry[0]}")
        # A file with several commands names each after its word.
        command: click.Command = getattr(module, f"{cmd_name}_command", None) or module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Lệnh · Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=click.Path(path_type=Path), default=Path("newsroom.toml"), show_default=True,
              help="Tệp cấu hình · the settings file.")  # fmt: skip
@click.option("--stories", type=click.Path(path_type=Path), help="Thư mục bài viết khác · another folder of stories.")
@click.option(
    "--state", type=click.Path(path_type=Path), help="Thư mục khác cho build/ và var/ · another place for both."
)
@click.option("--lang", type=click.Choice(["vi", "en"]), help="Ngôn ngữ · language (default: LANG, else vi).")
@click.option("--debug", is_flag=True, help="Hiện vết lỗi kỹ thuật · show tracebacks.")
@click.version_option(package_name="newsroom", message="newsroom %(version)s")
@click.pass_context
def cli(
    ctx: click.Context, config: Path, stories: Path | None, state: Path | None, lang: str | None, *, debug: bool
) -> None:
    """Từ bài viết trong Git đến trang web, Facebook và Zalo: đúng bản đã duyệt, đúng một lần.

    From stories in Git to the website, Facebook and Zalo: only as approved, exactly once.
    """
    ctx.obj = Session(config, stories, state, choose(lang, dict(os.environ)), dict(os.environ), debug=debug)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    # A command lives for a moment and drops little; looking for garbage while it loads costs a tenth of its time.
    gc.set_threshold(100_000, 50, 50)
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; expected failures are worded, not raised."""
    given = sys.argv[1:] if arguments is None else arguments
    language = choose(_spoken(given), dict(os.environ))
    try:
        result: Any = cli.main(given, prog_name="newsroom", standalone_mode=False)
    except NewsroomError as error:
        if "--debug" in given:
            raise
        head, then = ("lỗi", "Cách xử lý") if language == "vi" else ("error", "What to do")
        click.echo(f"{head}: {error.sentence(language)}\n  {then}: {error.advice(language)}", err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("", err=True)
        return 130
    except BrokenPipeError:
        # The reader (`head`, a pager) left; that is no failure of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # a bug of ours; the person still deserves a sentence
        if "--debug" in given:
            raise
        click.echo(_UNEXPECTED.say(language, kind=type(error).__name__, reason=error), err=True)
        return 70
    return result if isinstance(result, int) else 0


_UNEXPECTED = Words(
    "lỗi ngoài dự kiến: {kind}: {reason}\n"
    "  Cách xử lý: chạy lại với --debug và gửi kết quả cho người phụ trách kỹ thuật.",
    "error: unexpected {kind}: {reason}\n  What to do: run again with --debug and send the output to your developers.",
)


def _spoken(arguments: list[str]) -> str | None:
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None
