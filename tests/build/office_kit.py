"""A small newsroom of its own, written into a temporary folder and built there with the repository's look."""

from __future__ import annotations

import io
import json
import shutil
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw

from newsroom.approval import fingerprint_of
from newsroom.build.picture_files import single_files, staged_pictures
from newsroom.build.site import Built, build_site
from newsroom.build.stage import collect_docs, collect_stories
from newsroom.config import read_config
from newsroom.story.edit import set_keys
from newsroom.story.read import read_story
from newsroom.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from newsroom.config import Config

REPOSITORY = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)

_SETTINGS = """
zone = "Asia/Ho_Chi_Minh"
[office]
name = "Văn phòng UBND tỉnh"
short_name = "Văn phòng"
governing_body = "UBND tỉnh"
responsible = "Chánh Văn phòng"
address = "Phường Đồng Hới"
phone = "0232"
email = "vp@example.vn"
republish_note = "Ghi rõ nguồn."
[site]
url = "https://guong.example.vn/"
title = "Gương điển hình tiên tiến"
description = "Chuyên trang người tốt, việc tốt."
page_size = {page_size}
[approval]
unsigned = true
[channels.facebook]
publisher = "facebook"
label = "Facebook"
[channels.zalo]
publisher = "zalo"
label = "Zalo OA"
"""

# Few entries: each one is a page of the site.
_SHORT_LISTS = {
    "units": """
- {code: vp-mot, label: Phòng Một cửa, from: 2000-01-01}
- {code: vp-hai, names: [{label: Phòng Hai cũ, from: 2000-01-01, until: 2025-06-30},
   {label: Phòng Hai mới, from: 2025-07-01}]}
""",
    "fields": """
- {code: giao-duc, label: Giáo dục, from: 2000-01-01}
- {code: chuyen-doi-so, label: Chuyển đổi số, from: 2000-01-01}
""",
    "themes": """
- {code: dam-nghi-dam-lam, label: "Dám nghĩ, dám làm", from: 2000-01-01}
- {code: hoc-tap-lam-theo-bac, label: Học tập và làm theo Bác, from: 2000-01-01}
""",
    "programmes": """
- {code: dien-hinh, label: Điển hình tiên tiến, from: 2022-01-01}
""",
}


@lru_cache
def jpeg(colour: str = "#888866", size: tuple[int, int] = (900, 600), **options: Any) -> bytes:
    """Return a small plain JPEG."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).ellipse((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill="white")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70, **options)
    return out.getvalue()


class Office:
    """One newsroom on disk: write stories into it, build it, and look at what came out."""

    def __init__(self, root: Path, *, page_size: int = 4) -> None:
        """Lay out settings, short lists and the repository's look below `root`."""
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        (root / "newsroom.toml").write_text(_SETTINGS.format(page_size=page_size), encoding="utf-8")
        shutil.copy(REPOSITORY / "mkdocs.yml", root)
        shutil.copytree(REPOSITORY / "site", root / "site", ignore=shutil.ignore_patterns("__pycache__"))
        self.stories = root / "stories"
        shutil.copytree(REPOSITORY / "stories" / "terms", self.stories / "terms")
        for name, text in _SHORT_LISTS.items():
            (self.stories / "terms" / f"{name}.yml").write_text(text, encoding="utf-8")

    def config(self) -> Config:
        """Read the settings, free of this machine's environment."""
        return read_config(self.root / "newsroom.toml", {})

    def write(
        self,
        number: int,
        *,
        body: str = "Chị nói về công việc của mình.",
        picture: bytes | None = None,
        approve: bool = True,
        folder: str | None = None,
        **front: Any,
    ) -> Path:
        """Write story `number`, ready to be shown unless said otherwise, and return its index.md.

        Keys of the front matter are replaced by `front`; None removes one.
        """
        slug = front.get("slug", f"bai-{number}")
        picture = jpeg() if picture is None else picture
        values: dict[str, Any] = {
            "id": f"GS-2025-{number:04d}",
            "title": f"Người giữ lửa bộ phận một cửa số {number}",
            "slug": slug,
            "summary": f"Câu chuyện thứ {number} về một cán bộ tận tụy.",
            "kind": "nguoi-tot-viec-tot",
            "programme": "dien-hinh",
            "subjects": [{"name": "Nguyễn Thị Hạnh", "type": "ca-nhan", "honorific": "chị", "unit": "vp-mot"}],
            "unit": "vp-mot",
            "fields": ["giao-duc"],
            "themes": ["dam-nghi-dam-lam"],
            "stage": "tuyen-truyen",
            "authors": [{"name": "Trần Văn Bình"}],
            "source": {"kind": "tu-viet"},
            "pictures": [{"file": "anh.jpg", "alt": "Chị Hạnh ở quầy", "credit": "Minh"}] if picture else [],
            "consent": [
                {
                    "ref": f"DY-{number}",
                    "subject": "Nguyễn Thị Hạnh",
                    "date": "2024-12-01",
                    "channels": ["website", "facebook", "zalo"],
                    "pictures": True,
                }
            ],
            "verified": {"unit": "vp-mot", "by": "Lê Thị Chi", "date": "2024-12-02", "no_pending_case": True},
            "status": "approved",
            # One story an hour from New Year on, so that their order is the order of their numbers.
            "publish": {"website": {"at": f"2025-01-{1 + number // 20:02d} {number % 20:02d}:30"}},
        } | front
        lines = [
            f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value is not None
        ]
        path = self.stories / "2025" / (folder or slug) / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(["---", *lines, "---", "", body, ""]), encoding="utf-8")
        if picture:
            (path.parent / "anh.jpg").write_bytes(picture)
        if approve:
            self.approve(path)
        return path

    def approve(self, path: Path) -> None:
        """Bind an approval to exactly what lies on disk now."""
        file = read_story(path, self.config().zone, shown_from=self.root)
        assert file.story is not None, file.invalid or file.problem
        approval = {"by": "Phạm Duyệt", "at": "2024-12-20 08:00", "fingerprint": fingerprint_of(file)}
        path.write_text(set_keys(file.text, {"approval": approval}), encoding="utf-8")

    def workspace(self, now: datetime = NOW) -> Workspace:
        """Read and check everything."""
        return open_workspace(self.config(), now)

    def build(self, now: datetime = NOW, *, clean: bool = False) -> Built:
        """Build the website."""
        return build_site(self.workspace(now), clean=clean)

    def staged(self, now: datetime = NOW) -> dict[str, bytes]:
        """Return every staged file's bytes by its path, without rendering any page."""
        workspace = self.workspace(now)
        stories = collect_stories(workspace)
        files = [*collect_docs(workspace, stories), *single_files(staged_pictures(stories))]
        return {file.path: file.content() for file in files}

    @property
    def site(self) -> Path:
        """Where the website is built."""
        return self.root / "build" / "site"

    def tree(self) -> dict[str, bytes]:
        """Return every built file by its path."""
        return tree(self.site)

    def page(self, path: str) -> str:
        """Return a built text file."""
        return (self.site / path).read_text(encoding="utf-8")

    def copy(self, root: Path) -> Office:
        """Copy the sources, and nothing built, to another folder."""
        shutil.copytree(self.root, root, ignore=shutil.ignore_patterns("build", "var"))
        twin = object.__new__(Office)
        twin.root, twin.stories = root, root / "stories"
        return twin


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
