"""newsroom schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsroom.cli.session import print_json
from newsroom.language import Words

if TYPE_CHECKING:
    from newsroom.cli.session import Session


@click.command("schema")
@click.option("--plain", is_flag=True, help="Không kèm danh mục của cơ quan · without the office's own lists.")
@click.option("--terms", "of_terms", is_flag=True, help="Của tệp danh mục · of the files in terms/.")
@click.option("--vscode", is_flag=True, help="Ghi vào stories/.vscode · write what VS Code needs beside the stories.")
@click.option("--json", "as_json", is_flag=True, help="Luôn là JSON · always JSON.")
@click.pass_obj
def command(session: Session, *, plain: bool, of_terms: bool, vscode: bool, as_json: bool) -> int:
    """In JSON Schema của phần khai báo đầu bài, để trình soạn thảo gợi ý và kiểm tra.

    Print the JSON Schema of a story's front matter, for editors' completion. In an office every code is one of its
    own lists', named in Vietnamese.
    """
    from newsroom.story.schema import story_schema, terms_schema

    if vscode:
        return _write(session, as_json=as_json)
    if of_terms:
        print_json(terms_schema())
    elif plain or not session.config_path.is_file():
        print_json(story_schema())
    else:
        from newsroom.terms import read_terms

        config = session.config()
        print_json(story_schema(read_terms(config.terms_path), config.channel_labels))
    return 0


def _write(session: Session, *, as_json: bool) -> int:
    from newsroom.files import write_text
    from newsroom.story.schema_editor import GENERATED, editor_files
    from newsroom.terms import read_terms

    config = session.config()
    folder = config.stories_path / ".vscode"
    written = []
    for name, text in editor_files(read_terms(config.terms_path), config.channel_labels).items():
        # Settings that an office has changed stay as they are.
        if name in GENERATED or not (folder / name).exists():
            write_text(folder / name, text)
            written.append(str(folder / name))
    if as_json:
        print_json({"written": written})
    else:
        session.say(_WRITTEN, count=len(written), folder=folder)
    return 0


_WRITTEN = Words(
    "Đã ghi {count} tệp vào {folder}. Mở thư mục stories bằng VS Code để được gợi ý và kiểm tra.",
    "Wrote {count} files to {folder}. Open the folder stories in VS Code for completion and checks.",
)
