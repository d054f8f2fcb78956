"""What VS Code needs beside the stories: schemas, snippets, a task that shows findings on their lines.

VS Code's YAML extension reads `.yml` files and not the front matter of Markdown
(https://github.com/redhat-developer/vscode-yaml/issues/207, open, seen 2026-11). So the front matter is completed by
snippets, which need no extension, and its findings come from `newsroom check` as a task; the YAML extension serves the
office's lists. Editors that hand the front matter to a YAML language server use the schema itself.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsroom.story.model import STATUSES
from newsroom.story.schema import story_schema, terms_schema
from newsroom.story.schema_words import CHOICES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.terms import Terms

GENERATED = ("story.schema.json", "terms.schema.json", "story.code-snippets")
"""Written anew each time; the other files are the office's once they exist."""


def editor_files(terms: Terms, channels: Mapping[str, str]) -> dict[str, str]:
    """Return name → text of the files for `stories/.vscode/`."""
    documents: dict[str, Any] = {
        "story.schema.json": story_schema(terms, channels),
        "terms.schema.json": terms_schema(),
        "story.code-snippets": _snippets(terms, channels),
        "settings.json": _SETTINGS,
        "extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
        "tasks.json": {"version": "2.0.0", "tasks": [_CHECK]},
    }
    return {name: json.dumps(one, ensure_ascii=False, indent=2) + "\n" for name, one in documents.items()}


_SETTINGS: dict[str, Any] = {
    "yaml.schemas": {
        "./.vscode/story.schema.json": ["*.story.yml"],
        "./.vscode/terms.schema.json": ["terms/*.yml"],
    },
    "[markdown]": {
        "editor.quickSuggestions": {"other": "on", "comments": "off", "strings": "on"},
        "editor.snippetSuggestions": "top",
        "editor.wordBasedSuggestions": "off",
        "editor.wordWrap": "on",
    },
    "files.encoding": "utf8",
    "files.eol": "\n",
    "files.insertFinalNewline": True,
    # Vietnamese letters are no look-alikes to warn of; `newsroom check` knows which are.
    "editor.unicodeHighlight.ambiguousCharacters": False,
}


def _matcher(word: str, severity: str) -> dict[str, Any]:
    pattern = rf"^(.+?):(\d+):(\d+)\s+{word}\s+([A-Z]\d{{3}})\s+(.*)$"
    return {
        "owner": "newsroom",
        "source": "newsroom",
        "severity": severity,
        "fileLocation": ["relative", "${workspaceFolder}/.."],
        "pattern": {"regexp": pattern, "file": 1, "line": 2, "column": 3, "code": 4, "message": 5},
    }


_CHECK: dict[str, Any] = {
    "label": "Kiểm tra mọi bài",
    "detail": "newsroom check: lỗi và cảnh báo hiện ở khung Problems, bấm vào để tới đúng dòng",
    "type": "process",
    "command": "${workspaceFolder}/../.venv/bin/newsroom",
    "windows": {"command": "${workspaceFolder}\\..\\.venv\\Scripts\\newsroom.exe"},
    "args": ["--lang", "vi", "check"],
    "options": {"cwd": "${workspaceFolder}/.."},
    "group": {"kind": "test", "isDefault": True},
    "presentation": {"reveal": "silent", "clear": True},
    "problemMatcher": [_matcher("lỗi", "error"), _matcher("cảnh báo", "warning")],
}


def _snippets(terms: Terms, channels: Mapping[str, str]) -> dict[str, Any]:
    def of(place: int, listed: str) -> str:
        return _one_of(place, [term.code for term in getattr(terms, listed) if term.until is None])

    everywhere = ", ".join(channels)
    bodies = {
        "Bài mới": ("bai-moi", "Cả phần khai báo của một bài", [
            "---",
            "id: ${1:GS-2026-0000}",
            "title: ${2:Tiêu đề}",
            "slug: ${3:khong-dau-noi-bang-gach}",
            "summary: ${4:Hai, ba câu về việc làm và kết quả}",
            f"kind: {of(5, 'kinds')}",
            f"programme: {of(6, 'programmes')}",
            "subjects:",
            f"  - {{name: ${{7:Họ và tên}}, type: {of(8, 'subject_types')}, unit: {of(9, 'units')}}}",
            f"unit: {of(10, 'units')}",
            f"fields: [{of(11, 'fields')}]",
            f"themes: [{of(12, 'themes')}]",
            f"stage: {of(13, 'stages')}",
            "authors: [{name: ${14:Người viết}}]",
            "source: {kind: tu-viet}",
            "status: draft",
            "---",
            "",
            "$0",
        ]),
        "Nhân vật": ("nhan-vat", "Thêm một người hoặc tập thể vào subjects", [
            (f"- {{name: ${{1:Họ và tên}}, type: {of(2, 'subject_types')}, honorific: ${{3:chị}}, "
            f"role: ${{4:Chức vụ}}, unit: {of(5, 'units')}}}"),
        ]),
        "Khen thưởng": ("khen-thuong", "Thêm một mục vào awards", [
            (f"- {{title: {of(1, 'awards')}, year: ${{2:2026}}, decision: ${{3:123/QĐ-UBND}}, "
            "date: ${4:2026-01-31}, issuer: ${5:Cơ quan ban hành}, status: con}"),
        ]),
        "Ảnh": ("anh", "Thêm một ảnh vào pictures", [
            ('- {file: ${1:anh-bia.jpg}, alt: "${2:Một câu nói rõ trong ảnh có gì}", caption: "${3:Chú thích}", '
            f'credit: ${{4:Người chụp}}, kind: {_one_of(5, list(CHOICES["Picture.kind"]))}}}'),
        ]),
        "Đồng ý": ("dong-y", "Thêm một giấy đồng ý vào consent", [
            (f"- {{ref: ${{1:DY-2026-000}}, subject: ${{2:Họ và tên}}, date: ${{3:2026-01-31}}, "
            f"channels: [${{4:{everywhere}}}], pictures: ${{5|true,false|}}}}"),
        ]),
        "Xác minh": ("xac-minh", "Lời xác minh của đơn vị", [
            (f"verified: {{unit: {of(1, 'units')}, by: ${{2:Họ và tên}}, date: ${{3:2026-01-31}}, "
            "no_pending_case: ${4|true,false|}}"),
        ]),
        "Lịch đăng": ("lich-dang", "Thời điểm đăng của từng kênh", [
            "publish:",
            *(f"  {code}: {{at: ${{{place}:2026-01-31 08:00}}}}" for place, code in enumerate(channels, 1)),
        ]),
        "Trạng thái": ("trang-thai", "Bài đang ở bước nào", [f"status: {_one_of(1, list(STATUSES))}"]),
    }  # fmt: skip
    return {
        name: {"scope": "markdown,yaml", "prefix": prefix, "description": text, "body": body}
        for name, (prefix, text, body) in bodies.items()
    }


def _one_of(place: int, codes: list[str]) -> str:
    return f"${{{place}|{','.join(codes)}|}}"
