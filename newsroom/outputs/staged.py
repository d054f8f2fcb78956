"""What is laid into the staging folder: bytes we wrote, or a file from the build cache."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Staged:
    """One staged file: its path below the staging folder, and either its bytes or where to copy them from."""

    path: str
    data: bytes = b""
    source: Path | None = None
    version: str = ""
    """For a copied file: a name of its content, so that it need not be read to know whether it changed."""


def page(path: str, template: str, title: str, description: str, body: str = "", **meta: Any) -> Staged:
    """Stage a Markdown page whose template finds all its data in the front matter.

    JSON is YAML too, and is written and read faster.
    """
    front = {"template": template, "title": title, "description": description, "hide": ["navigation", "toc"], **meta}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False, sort_keys=True)}" for key, value in front.items()]
    text = "\n".join(["---", *lines, "---", "", body.strip(), ""])
    return Staged(path, text.encode())
