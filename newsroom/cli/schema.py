"""newsroom schema."""

from __future__ import annotations

import click

from newsroom.cli.session import print_json


@click.command("schema")
@click.option("--json", "as_json", is_flag=True, help="Luôn là JSON · always JSON.")
def command(*, as_json: bool) -> int:
    """In JSON Schema của phần khai báo đầu bài, để trình soạn thảo gợi ý và kiểm tra.

    Print the JSON Schema of a story's front matter, for editors' completion.
    """
    from newsroom.story.model import story_schema

    del as_json
    print_json(story_schema())
    return 0
