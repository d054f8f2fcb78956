"""Write the generated parts of docs/: every finding, every command. `make docs`; a test compares them with the code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args, get_origin

from click import Command, Context, Group
from click.testing import CliRunner
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from newsroom.checks.catalogue import CATALOGUE
from newsroom.checks.groups import GROUPS
from newsroom.cli.main import cli
from newsroom.story.model import Story

_LEVELS = {"error": "lỗi", "warning": "cảnh báo"}


def findings_page() -> str:
    """Return docs/findings.md: a heading for every code, in Vietnamese first."""
    lines = [
        "# Các phát hiện của `newsroom check`",
        "",
        "Trang này do `make docs` viết ra từ mã nguồn. Mã không bao giờ đổi nghĩa.",
        "*Lỗi* giữ bài lại, không kênh nào thấy; *cảnh báo* thì không.",
        "",
        "This page is written by `make docs`. An *error* keeps a story out of every channel; a *warning* does not.",
        "Places in braces are filled in with the values found.",
    ]
    group = ""
    for code, entry in sorted(CATALOGUE.items(), key=lambda item: (list(GROUPS).index(item[0][0]), item[0])):
        if code[0] != group:
            group = code[0]
            lines += ["", f"## {group}: {GROUPS[group].title}"]
        lines += [
            "",
            f"### {code}",
            "",
            f"**{_LEVELS[entry.level]}** · {entry.sentence.vi}",
            "",
            f"→ {entry.remedy.vi}",
            "",
            f"*{entry.level}* · {entry.sentence.en}",
            f"→ {entry.remedy.en}",
        ]
    return "\n".join(lines).replace("{{", "{").replace("}}", "}") + "\n"


def commands_page() -> str:
    """Return docs/commands.md: the help of every command."""
    runner = CliRunner()
    lines = [
        "# Commands",
        "",
        "Written by `make docs` from the commands' own help.",
        (
            "Exit codes: 0 done · 1 findings or failed deliveries · 2 wrong usage · 3 configuration or credentials ·"
            " 4 needs a person · 70 a fault of the program (run again with `--debug`)."
        ),
    ]
    context = cli.make_context("newsroom", [], resilient_parsing=True)
    for names in _paths(cli, context, []):
        shown = runner.invoke(cli, [*names, "--help"], prog_name="newsroom", terminal_width=100)
        heading = "#" * max(2, len(names) + 1)
        lines += ["", f"{heading} {' '.join(['newsroom', *names])}", "", "```text", shown.output.strip(), "```"]
    return "\n".join(lines) + "\n"


def _paths(command: Command, context: Context, names: list[str]) -> Iterator[list[str]]:
    """Yield the words of a command and of every command below it."""
    yield names
    if isinstance(command, Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _paths(below, Context(below, parent=context, info_name=name), [*names, name])


def keys_page() -> str:
    """Return docs/story-keys.md: every key of the front matter with its Vietnamese title."""
    lines = [
        "# Các trường của một bài",
        "",
        "Trang này do `make docs` viết ra từ mô hình dữ liệu; `newsroom schema` cho JSON Schema đầy đủ.",
        "",
        "| trường | nghĩa | bắt buộc | ghi chú |",
        "| --- | --- | --- | --- |",
    ]
    lines += [_row(name, field) for name, field in Story.model_fields.items()]
    for name, field in Story.model_fields.items():
        part = _part(field.annotation)
        if part is not None:
            lines += ["", f"## {name}", "", "| trường | nghĩa | bắt buộc | ghi chú |", "| --- | --- | --- | --- |"]
            lines += [_row(inner, inner_field) for inner, inner_field in part.model_fields.items()]
    return "\n".join(lines) + "\n"


def _row(name: str, field: FieldInfo) -> str:
    choices = [f"`{choice}`" for choice in _choices(field.annotation)]
    notes = "; ".join(filter(None, (field.description, ", ".join(choices))))
    return f"| `{name}` | {field.title or ''} | {'có' if field.is_required() else ''} | {notes} |"


def _part(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_part, get_args(annotation))), None)


def _choices(annotation: object) -> list[str]:
    if get_origin(annotation) is Literal:
        return [str(choice) for choice in get_args(annotation)]
    return [choice for inner in get_args(annotation) if not _part(inner) for choice in _choices(inner)]


PAGES = {"findings.md": findings_page, "commands.md": commands_page, "story-keys.md": keys_page}


def main(docs: Path) -> None:
    """Write every generated page, and what VS Code reads beside this repository's stories."""
    for name, make in PAGES.items():
        (docs / name).write_text(make(), encoding="utf-8")
    cli.main(["schema", "--vscode", "--json"], standalone_mode=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs"))
