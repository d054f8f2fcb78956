"""The whole website as one ZIP file to hand on: unpacked, it opens from a disk, and its search works there."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from slugify import slugify

from newsroom.build.search_index import DATA_FOLDER, ENTRIES
from newsroom.files import disk_trouble
from newsroom.outputs.offline_page import Website, files_in_style, offline_page
from newsroom.outputs.wording import date_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from newsroom.config import Config

README = "HUONG-DAN.txt"
# What answers on a web server only, or is for programs of other hosts.
_LEFT_OUT = re.compile(r"404\.html\Z|nhung/")
_ALREADY_PACKED = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".woff2")
# The oldest a ZIP file can tell: the moment of packing is nobody's business and would change the bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def offline_path(config: Config) -> Path:
    """Return where the offline copy is written."""
    return config.build / f"{_name(config)}-ngoai-tuyen.zip"


def write_offline(config: Config) -> Path:
    """Pack the built website; the same website gives the same bytes.

    Raises:
        ConfigurationError: the disk is full or the folder may not be written to; an old copy is intact.

    """
    target = offline_path(config)
    part = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(part, "w") as packed:
            for path, data in sorted(_files(config)):
                entry = zipfile.ZipInfo(f"{_name(config)}/{path}", _NO_TIME)
                entry.create_system = 3
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_STORED if path.endswith(_ALREADY_PACKED) else zipfile.ZIP_DEFLATED
                packed.writestr(entry, data if isinstance(data, bytes) else data.read_bytes())
        part.replace(target)
    except OSError as error:
        raise disk_trouble(target, error) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _files(config: Config) -> Iterator[tuple[str, bytes | Path]]:
    """Yield every file by its path in the copy, and its bytes or where they lie; no path occurs twice."""
    site = config.build / "site"
    built = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    website = Website(config.site.url, frozenset(path for path in built if not _LEFT_OUT.match(path)))
    needed: set[str] = set()
    days = []
    for path in website.files:
        if path.endswith(".html"):
            text, shown = offline_page((site / path).read_text(encoding="utf-8"), path, website)
            needed |= shown
            yield path, text.encode()
        elif path.startswith(DATA_FOLDER):
            # From a disk a page may run a script, but not read a file.
            name = path.removeprefix(DATA_FOLDER)
            content = (site / path).read_text(encoding="utf-8")
            if name.startswith(ENTRIES):
                found = json.loads(content)
                days.append(datetime.strptime(found["date"], "%d/%m/%Y").date())  # noqa: DTZ007 - a day
                needed |= {found["image"]["src"]} if found["image"] else set()
            yield path.removesuffix("json") + "js", f'newsroomSearch.receive("{name}",{content});\n'.encode()
    for style in [path for path in needed if path.endswith(".css")]:
        needed |= files_in_style((site / style).read_text(encoding="utf-8"), style)
    for path in needed & website.files:
        yield path, site / path
    yield README, _readme(config, days).encode("utf-8-sig")


def _readme(config: Config, days: Sequence[date]) -> str:
    newest = f", bài mới nhất đăng ngày {date_text(max(days))}" if days else ""
    return (
        f"{config.site.title}\r\n{config.office.name}\r\n\r\n"
        f"Đây là bản đọc ngoại tuyến của trang {config.site.url}, gồm {len(days)} bài{newest}.\r\n\r\n"
        "Cách xem\r\n"
        "1. Giải nén toàn bộ tệp ZIP này ra một thư mục (không mở trực tiếp bên trong tệp ZIP).\r\n"
        "2. Mở tệp index.html bằng trình duyệt (Chrome, Edge, Firefox hoặc Cốc Cốc). Không cần kết nối mạng.\r\n\r\n"
        "Lưu ý\r\n"
        "- Bài được đính chính hoặc gỡ sau đó chỉ thay đổi trên trang chính thức; khi trích dẫn hoặc đăng lại, "
        "hãy kiểm tra bài tại đó.\r\n"
        "- Nguồn tin, tài liệu tải về và các nút chia sẻ dẫn đến trang chính thức, cần có kết nối mạng.\r\n\r\n"
        f"{config.office.republish_note}\r\n"
    )


def _name(config: Config) -> str:
    return slugify(config.site.title) or "trang-web"
